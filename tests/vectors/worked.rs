//! Worked examples of tally rules in `contest.json`.
use super::{cases, count};
use cocreate::{
    ballot::{
        Approval, Choice, Consent, Cost, MAX_POINTS, Points, PointsForm, Position, Ranking, Scores, Spend,
        SpendForm,
    },
    count::{Budget, Outcome, Seats, Task, TiePolicy},
    id::EntryIx,
    num::Exact,
    profile::{AnyProfile, Profile},
    tally::AnyTally,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The names of a case in order of appearance in its expected scores or ballots.
struct Names(Vec<String>);
impl Names {
    fn of(keys: impl IntoIterator<Item = String>) -> Self {
        let mut v: Vec<String> = keys.into_iter().collect();
        v.sort();
        v.dedup();
        Self(v)
    }
    fn ix(&self, name: &str) -> EntryIx {
        EntryIx::from(self.0.iter().position(|n| n == name).unwrap())
    }
    fn all(&self, set: impl Iterator<Item = EntryIx>) -> Vec<String> {
        set.map(|e| self.0[e.ix()].clone()).collect()
    }
}
fn case(id: &str) -> Option<(Value, Value)> {
    let all = cases("contest.json", "cases")?;
    let c = all.into_iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("no case {id}"));
    Some((c["input"].clone(), c["expected"].clone()))
}
fn text(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}
/// `[[count, [names]]..]`
fn ballots(v: &Value) -> Vec<(usize, Vec<String>)> {
    let of = |b: &Value| {
        let names = b[1].as_array().unwrap().iter().map(text).collect();
        (b[0].as_u64().unwrap() as usize, names)
    };
    v.as_array().unwrap().iter().map(of).collect()
}
fn rankings(v: &Value) -> (Names, Profile<Ranking>) {
    let list = ballots(v);
    let names = Names::of(list.iter().flat_map(|(_, o)| o.clone()));
    let of = |(n, o): &(usize, Vec<String>)| {
        let tiers = o.iter().map(|x| names.ix(x).into()).collect::<Vec<_>>();
        std::iter::repeat_n(Ranking::tiers(tiers), *n)
    };
    let all: Vec<Ranking> = list.iter().flat_map(of).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    (names, p)
}
fn scores(t: &AnyTally, names: &Names) -> BTreeMap<String, String> {
    let s = t.standing().unwrap().scores().iter();
    s.map(|(e, x)| (names.0[e.ix()].clone(), x.to_string())).collect()
}
fn expected(v: &Value) -> BTreeMap<String, String> {
    v.as_object().unwrap().iter().map(|(k, x)| (k.clone(), text(x))).collect()
}
fn winner(t: &AnyTally, names: &Names) -> Vec<String> {
    names.all(t.outcome().winners().unwrap_or_else(|| panic!("{t:?}")).iter())
}
fn texts(v: &Value) -> Vec<String> {
    v.as_array().map_or_else(|| vec![text(v)], |l| l.iter().map(text).collect())
}
const ONE: Task = Task::Seats(Seats::ONE);
const OPEN: Task = Task::Seats(Seats::Open);

#[test]
fn t01_plurality_t02_borda_t03_run_off_on_one_profile() {
    let Some((input, want)) = case("T01") else { return };
    let (names, p) = rankings(&input["ballots"]);
    let firsts: Vec<Choice> = p
        .ballots()
        .flat_map(|(b, n)| {
            let first = b.iter().next().and_then(cocreate::id::EntrySet::single);
            std::iter::repeat_n(Choice(first), n as usize)
        })
        .collect();
    let t =
        count(r#"{"rule":"plurality"}"#, &Profile::of(4, &firsts).unwrap().into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(scores(&t, &names), expected(&want["count"]));
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
    let any = AnyProfile::from(p);
    let (_, want) = case("T02").unwrap();
    let t = count(r#"{"rule":"borda"}"#, &any, &ONE, &TiePolicy::REPORT);
    assert_eq!(scores(&t, &names), expected(&want["score"]));
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
    let (_, want) = case("T03").unwrap();
    let t = count(r#"{"rule":"irv"}"#, &any, &ONE, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
}
#[test]
fn t04_the_condorcet_winner() {
    let Some((input, want)) = case("T04") else { return };
    let (names, p) = rankings(&input["ballots"]);
    let t = count(r#"{"rule":"schulze"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
}
#[test]
fn t05_schulze() {
    let Some((input, want)) = case("T05") else { return };
    let (names, p) = rankings(&input["ballots"]);
    let t = count(r#"{"rule":"schulze","strength":"winning-votes"}"#, &p.into(), &OPEN, &TiePolicy::REPORT);
    let tiers = t.standing().unwrap().tiers();
    let order: Vec<String> = tiers.iter().flat_map(|t| names.all(t.iter())).collect();
    assert_eq!((order, tiers.len()), (texts(&want["order"]), 5));
}
#[test]
fn t11_majority_judgment() {
    let Some((input, want)) = case("T11") else { return };
    let grades = input["grades"].as_object().unwrap();
    let names = Names::of(grades.keys().cloned());
    let n = grades.values().next().unwrap().as_array().unwrap().len();
    let ballot = |i: usize| {
        Scores::new(grades.iter().map(|(e, g)| (names.ix(e), g[i].as_u64().unwrap() as u16))).unwrap()
    };
    let all: Vec<Scores> = (0..n).map(ballot).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    let t = count(r#"{"rule":"majority-judgment"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
    assert_eq!(scores(&t, &names), expected(&want["median"]));
}
#[test]
fn t09_mean_score_with_missing_marks() {
    let Some((input, want)) = case("T09") else { return };
    let ratings = input["ratings"].as_object().unwrap();
    let names = Names::of(ratings.keys().cloned());
    let voters = input["voters"].as_u64().unwrap() as usize;
    let mark = |i: usize| {
        let marks = ratings.iter().filter_map(|(e, r)| Some((names.ix(e), r.get(i)?.as_u64()? as u16)));
        Scores::new(marks).unwrap()
    };
    let all: Vec<Scores> = (0..voters).map(mark).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    let t = count(r#"{"rule":"mean-score"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(scores(&t, &names), expected(&want["mean"]));
}
#[test]
fn t12_scottish_stv() {
    let Some((input, want)) = case("T12") else { return };
    let (names, p) = rankings(&input["ballots"]);
    let seats = Task::Seats(Seats::fill(input["seats"].as_u64().unwrap() as u32).unwrap());
    let t = count(r#"{"rule":"scottish-stv"}"#, &p.into(), &seats, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&want["elected"]));
    let told = serde_json::to_string(t.steps()).unwrap();
    for (_, after) in expected(&want["after_surplus"]) {
        assert!(told.contains(&format!("\"{after}\"")), "{after} in {told}");
    }
}
#[test]
fn t13_equal_shares_and_greedy() {
    let Some((input, want)) = case("T13") else { return };
    let projects = input["projects"].as_array().unwrap();
    let names = Names::of(projects.iter().map(|p| text(&p[0])));
    let costs: Vec<u64> = projects.iter().map(|p| p[1].as_u64().unwrap()).collect();
    let voter = |v: u64| {
        let likes = |p: &&Value| p[2].as_array().unwrap().iter().any(|x| x.as_u64() == Some(v));
        Spend::new(projects.iter().filter(likes).map(|p| (names.ix(&text(&p[0])), 1))).unwrap()
    };
    let all: Vec<Spend> = (0..input["voters"].as_u64().unwrap()).map(voter).collect();
    let form = SpendForm::with_costs(costs.iter().copied());
    let any = AnyProfile::from(Profile::with_form(costs.len(), form, &all).unwrap());
    let task = Task::Budget(Budget { total: input["budget"].as_u64().unwrap(), costs });
    let order = TiePolicy::Order { order: (0..3u32).map(EntryIx::new).collect() };
    let bought = |spec: &str| {
        let t = count(spec, &any, &task, &order);
        names.all(t.funding().unwrap().bought().iter().map(|p| p.entry))
    };
    let card = r#"{"rule":"budget-equal-shares","satisfaction":"cardinality"}"#;
    assert_eq!(bought(card), texts(&want["by_number"]));
    assert_eq!(bought(r#"{"rule":"budget-equal-shares","satisfaction":"cost"}"#), texts(&want["by_cost"]));
    assert_eq!(bought(r#"{"rule":"budget-greedy"}"#), texts(&want["greedy"]));
}
#[test]
fn t15_approval_ties() {
    let Some((input, want)) = case("T15") else { return };
    let list = ballots(&input["ballots"]);
    let names = Names::of(list.iter().flat_map(|(_, o)| o.clone()));
    let all: Vec<Approval> = list
        .iter()
        .flat_map(|(n, o)| std::iter::repeat_n(Approval(o.iter().map(|x| names.ix(x)).collect()), *n))
        .collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    let t = count(r#"{"rule":"approval"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(scores(&t, &names), expected(&want["count"]));
    let Outcome::Tied { tied, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!(names.all(tied.iter()), texts(&want["winner"]));
}
#[test]
fn m34_m35_greedy_budget() {
    for (id, when_full) in [("M34", "skip"), ("M35", "stop")] {
        let Some((input, want)) = case(id) else { return };
        let projects = input["projects"].as_array().unwrap();
        let names = Names::of(projects.iter().map(|p| text(&p[0])));
        let costs: Vec<u64> = projects.iter().map(|p| p[1].as_u64().unwrap()).collect();
        let of = |p: &Value| {
            let only = Spend::new([(names.ix(&text(&p[0])), 1)]).unwrap();
            std::iter::repeat_n(only, p[2].as_u64().unwrap() as usize)
        };
        let all: Vec<Spend> = projects.iter().flat_map(of).collect();
        let form = SpendForm::with_costs(costs.iter().copied());
        let p = Profile::with_form(costs.len(), form, &all).unwrap();
        let task = Task::Budget(Budget { total: input["budget"].as_u64().unwrap(), costs });
        let spec = format!(r#"{{"rule":"budget-greedy","when_full":"{when_full}"}}"#);
        let t = count(&spec, &p.into(), &task, &TiePolicy::REPORT);
        assert_eq!(winner(&t, &names), texts(&want["winners"]), "{id}");
        assert_eq!(Exact::from(t.funding().unwrap().spent()).to_string(), text(&want["spent"]));
    }
}
#[test]
fn apache_votes_are_votes_of_consent() {
    // A -1 is a block: it stops code and lazy consensus, and is a no in the other votes.
    for (id, spec) in [
        ("M01", r#"{"rule":"consent","quorum":[{"in-favour":3}]}"#),
        ("M02", r#"{"rule":"consent","quorum":[{"in-favour":3}],"blocks":0}"#),
        ("M03", r#"{"rule":"majority-vote"}"#),
        ("M04", r#"{"rule":"lazy-consensus"}"#),
    ] {
        let Some((input, want)) = case(id) else { return };
        let passes = input["cases"].as_array().unwrap().iter().map(|c| {
            let said =
                |i: usize, p| std::iter::repeat_n(Consent::from([(0, p)]), c[i].as_u64().unwrap() as usize);
            let all: Vec<Consent> =
                said(0, Position::Yes).chain(said(1, Position::Block { reasoned: true })).collect();
            let p = Profile::of(1, &all).unwrap();
            count(spec, &p.into(), &Task::Plain, &TiePolicy::REPORT).outcome().winners().is_some()
        });
        let passes: Vec<Value> = passes.map(Value::from).collect();
        assert_eq!(&Value::from(passes), &want["passes"], "{id}");
    }
}
#[test]
fn m39_dots() {
    let Some((input, want)) = case("M39") else { return };
    let budget = input["dots"].as_u64().unwrap();
    let form = PointsForm { budget, cost: Cost::Linear, negative: false, most: MAX_POINTS };
    for (dots, valid) in input["cases"].as_array().unwrap().iter().zip(want["valid"].as_array().unwrap()) {
        let marks = dots.as_object().unwrap().values().zip(0u32..);
        let ballot = Points::new(marks.map(|(v, e)| (e.into(), v.as_i64().unwrap()))).unwrap();
        let taken = Profile::with_form(2, form.clone(), &[ballot]).is_ok();
        assert_eq!(Some(taken), valid.as_bool(), "{dots}");
    }
}
