//! Worked examples of tally rules in `contest.json`.
use super::{cases, count};
use cocreate::{
    ballot::{
        Approval, Choice, Consent, Cost, MAX_POINTS, Points, PointsForm, Position, Ranking, ScoreForm,
        Scores, Spend, SpendForm,
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
/// Marks of one entry, on a scale by steps; each text is a mark.
fn marked(marks: &[String], step: &str, top: u16) -> AnyProfile {
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::decimal(step).unwrap(), top };
    let level = |m: &String| form.level_of_text(m).unwrap();
    let ballots: Vec<Scores> = marks.iter().map(|m| Scores::from([(0, level(m))])).collect();
    Profile::with_form(1, form.clone(), &ballots).unwrap().into()
}
fn score(spec: &str, p: &AnyProfile) -> Option<Exact> {
    let t = count(spec, p, &ONE, &TiePolicy::REPORT);
    t.standing()?.scores().get(&EntryIx::new(0)).cloned()
}
fn exact(v: &Value) -> Exact {
    let text = text(v);
    text.parse().or_else(|_| Exact::decimal(&text)).unwrap()
}
#[test]
fn e01_e03_e35_c05_c06_trimmed_means() {
    let Some((input, want)) = case("E01") else { return };
    let p = marked(&texts(&input["scores"]), "1", 5);
    assert_eq!(score(r#"{"rule":"trimmed-mean"}"#, &p), Some(exact(&want["mean"])));
    let (input, want) = case("E03").unwrap();
    let p = marked(&texts(&input["scores"]), "0.5", 20);
    let mean = score(r#"{"rule":"trimmed-mean","low":2,"high":2}"#, &p).unwrap();
    // Three marks are left, and their sum is multiplied by the difficulty.
    assert_eq!(&(&mean * &Exact::from(3u32)) * &exact(&input["dd"]), exact(&want["score"]));
    let (input, want) = case("E35").unwrap();
    let given = texts(&input["scores"]);
    let spec = r#"{"rule":"trimmed-mean","decimals":2}"#;
    assert_eq!(score(spec, &marked(&given[1..], "0.25", 40)), Some(exact(&want["zero_absent"])));
    assert_eq!(score(spec, &marked(&given, "0.25", 40)), Some(exact(&want["zero_counted"])));
    for id in ["C05", "C06"] {
        let (input, want) = case(id).unwrap();
        let p = marked(&texts(&input["ratings"]), "1", 5);
        let got = score(r#"{"rule":"ld_category","min_left":15}"#, &p);
        assert_eq!(got, want["score"].as_str().map(|s| s.parse().unwrap()), "{id}");
    }
}
#[test]
fn e34_the_step_that_rounds() {
    let Some((input, want)) = case("E34") else { return };
    let p = marked(&texts(&input["panel"]), "0.01", 1000);
    for (round, key) in [("each", "each_rounded"), ("sum", "rounded_once")] {
        let spec = format!(r#"{{"rule":"total-score","factor":"6/5","decimals":2,"round":"{round}"}}"#);
        assert_eq!(score(&spec, &p), Some(exact(&want[key])), "{round}");
    }
}
#[test]
fn t09_sums_and_t10_star() {
    let Some((input, want)) = case("T10") else { return };
    let names = Names::of(["A", "B", "C"].map(str::to_owned));
    let of = |b: &Value| {
        let marks = b[1].as_object().unwrap().iter().map(|(e, l)| (names.ix(e), l.as_u64().unwrap() as u16));
        std::iter::repeat_n(Scores::new(marks).unwrap(), b[0].as_u64().unwrap() as usize)
    };
    let all: Vec<Scores> = input["ballots"].as_array().unwrap().iter().flat_map(of).collect();
    let t = count(r#"{"rule":"star"}"#, &Profile::of(3, &all).unwrap().into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(scores(&t, &names), expected(&want["score"]));
    assert_eq!(winner(&t, &names), texts(&want["winner"]));
    let (input, want) = case("T09").unwrap();
    for (e, of) in input["ratings"].as_object().unwrap() {
        let sum = score(r#"{"rule":"total-score"}"#, &marked(&texts(of), "1", 5));
        assert_eq!(sum, Some(exact(&want["sum"][e])));
    }
}
#[test]
fn c02_c07_c08_c09_few_votes_prove_little() {
    let Some((input, want)) = case("C07") else { return };
    let votes = |good: u64, all: u64| {
        let marks: Vec<String> = (0..all).map(|i| u8::from(i < good).to_string()).collect();
        marked(&marks, "1", 1)
    };
    let n = |v: &Value| v.as_u64().unwrap();
    let p = votes(n(&input["pos"]), n(&input["total"]));
    assert_eq!(score(r#"{"rule":"laplace"}"#, &p), Some(exact(&want["ratio"])));
    let (input, want) = case("C08").unwrap();
    for (of, want) in input["cases"].as_array().unwrap().iter().zip(want["lb"].as_array().unwrap()) {
        let got = score(r#"{"rule":"wilson"}"#, &votes(n(&of[0]), n(&of[1])));
        // A poll without ballots has no result.
        let got = got.map_or(0.0, |x| x.to_f64());
        assert!((got - want.as_f64().unwrap()).abs() < 2e-6, "{of}: {got}");
    }
    let (input, want) = case("C09").unwrap();
    let spec = r#"{"rule":"bayesian-mean","prior":"3","weight":"5"}"#;
    assert_eq!((text(&input["prior_mean"]), text(&input["prior_weight"])), ("3".into(), "5".into()));
    assert_eq!(score(spec, &marked(&texts(&input["ratings"]), "1", 5)), Some(exact(&want["mean"])));
    let (input, want) = case("C02").unwrap();
    let names = Names::of(input["entries"].as_object().unwrap().keys().cloned());
    let mut all = vec![];
    for (e, of) in input["entries"].as_object().unwrap() {
        let level = (of[0].as_f64().unwrap() * 10.0).round() as u16;
        all.extend(vec![Scores::new([(names.ix(e), level)]).unwrap(); n(&of[1]) as usize]);
    }
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::decimal("0.1").unwrap(), top: 50 };
    let p = Profile::with_form(3, form, &all).unwrap();
    let t = count(r#"{"rule":"itch_jam"}"#, &p.into(), &OPEN, &TiePolicy::REPORT);
    let order: Vec<String> = t.standing().unwrap().tiers().iter().flat_map(|x| names.all(x.iter())).collect();
    assert_eq!(order, texts(&want["order"]));
    for (e, x) in t.standing().unwrap().scores() {
        let want = want["score"][&names.0[e.ix()]].as_f64().unwrap();
        assert!((x.to_f64() - want).abs() < 2e-6, "{e}: {x}");
    }
}
#[test]
fn t14_phragmen() {
    let Some((input, want)) = case("T14") else { return };
    let list = ballots(&input["ballots"]);
    let names = Names::of(list.iter().flat_map(|(_, o)| o.clone()));
    let of = |(n, o): &(usize, Vec<String>)| {
        std::iter::repeat_n(Approval(o.iter().map(|x| names.ix(x)).collect()), *n)
    };
    let all: Vec<Approval> = list.iter().flat_map(of).collect();
    let task = Task::Seats(Seats::rank(input["seats"].as_u64().unwrap() as u32).unwrap());
    let order = TiePolicy::Order { order: (0..3u32).map(EntryIx::new).collect() };
    let t = count(r#"{"rule":"phragmen"}"#, &Profile::of(3, &all).unwrap().into(), &task, &order);
    assert_eq!(winner(&t, &names), texts(&want["order"]));
    let told = serde_json::to_string(t.steps()).unwrap();
    assert!(texts(&want["loads"]).iter().all(|l| told.contains(&format!("\"{l}\""))), "{told}");
}
#[test]
fn e22_e23_bradley_terry() {
    use cocreate::{
        ballot::{Comparison, Pairs},
        count::{Options, RuleSpec},
        tally::registry,
    };
    for id in ["E22", "E23"] {
        let Some((input, want)) = case(id) else { return };
        let names = Names::of(["A", "B"].map(str::to_owned));
        let of = |w: &Value| {
            let pair = (names.ix(&text(&w[0])), names.ix(&text(&w[1])), Comparison::First);
            std::iter::repeat_n(Pairs::new([pair]).unwrap(), w[2].as_u64().unwrap() as usize)
        };
        let all: Vec<Pairs> = input["wins"].as_array().unwrap().iter().flat_map(of).collect();
        let p = AnyProfile::from(Profile::of(2, &all).unwrap());
        let (rule, _) = registry().build(&RuleSpec::new("bradley_terry")).unwrap();
        let t = rule.run(&p, &ONE, &TiePolicy::REPORT, &Options::default());
        if want["error"] == "not_strongly_connected" {
            assert!(t.unwrap_err().to_string().contains("wins do not lead"), "{id}");
        } else {
            assert_eq!(scores(&t.unwrap(), &names), expected(&want["p"]), "{id}");
        }
    }
}
