//! Rules that count ballots: rankings, approvals, projects, positions.
use super::{Check, bools, exact, int, list, pairs, text};
use crate::vectors::count;
use cocreate::{
    ballot::{Approval, Choice, Consent, Position, Ranking, Spend, SpendForm},
    count::{Budget, Outcome, Seats, Step, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{AnyProfile, Profile},
    tally::AnyTally,
};
use serde_json::Value;

/// Names of entries; the place of each is its place in the slate.
pub(super) struct Names(pub(super) Vec<String>);
impl Names {
    pub(super) fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut v: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        v.sort();
        v.dedup();
        Self(v)
    }
    pub(super) fn ix(&self, name: &str) -> EntryIx {
        EntryIx::from(self.0.iter().position(|n| n == name).unwrap())
    }
    pub(super) fn all(&self, set: impl Iterator<Item = EntryIx>) -> Vec<&str> {
        set.map(|e| self.0[e.ix()].as_str()).collect()
    }
}
pub(super) const ONE: Task = Task::Seats(Seats::ONE);
pub(super) const OPEN: Task = Task::Seats(Seats::Open);

pub(super) fn texts(v: &Value) -> Vec<&str> {
    v.as_array().map_or_else(|| vec![text(v)], |l| l.iter().map(text).collect())
}
/// `[[count, [names]]..]`
fn ballots(v: &Value) -> Vec<(u64, Vec<&str>)> {
    list(v).into_iter().map(|b| (int(&b[0]), texts(&b[1]))).collect()
}
fn names(v: &Value) -> Names {
    Names::of(ballots(v).iter().flat_map(|(_, o)| o.iter().copied()))
}
pub(super) fn rankings(v: &Value) -> (Names, Profile<Ranking>) {
    let names = names(v);
    let mut all = vec![];
    for (n, order) in ballots(v) {
        let tiers: Vec<EntrySet> = order.iter().map(|x| names.ix(x).into()).collect();
        all.extend(std::iter::repeat_n(Ranking::tiers(tiers), n as usize));
    }
    let p = Profile::of(names.0.len(), &all).unwrap();
    (names, p)
}
/// The scores of a standing are those expected, by name.
pub(super) fn same_scores(t: &AnyTally, names: &Names, want: &Value) {
    let scores = t.standing().unwrap().scores();
    assert_eq!(scores.len(), pairs(want).len());
    for (n, x) in pairs(want) {
        assert_eq!(scores[&names.ix(n)], exact(x), "{n}");
    }
}
pub(super) fn winner<'a>(t: &AnyTally, names: &'a Names) -> Vec<&'a str> {
    names.all(t.outcome().winners().unwrap_or_else(|| panic!("{t:?}")).iter())
}
pub(super) fn order<'a>(t: &AnyTally, names: &'a Names) -> Vec<&'a str> {
    t.standing().unwrap().tiers().iter().flat_map(|x| names.all(x.iter())).collect()
}
fn ranked(spec: &str, i: &Value, task: &Task) -> (Names, AnyTally) {
    let (names, p) = rankings(&i["ballots"]);
    let t = count(spec, &p.into(), task, &TiePolicy::REPORT);
    (names, t)
}

fn plurality(i: &Value, o: &Value) {
    let names = names(&i["ballots"]);
    let firsts: Vec<Choice> = ballots(&i["ballots"])
        .into_iter()
        .flat_map(|(n, b)| std::iter::repeat_n(Choice(Some(names.ix(b[0]))), n as usize))
        .collect();
    let p = Profile::of(names.0.len(), &firsts).unwrap();
    let t = count(r#"{"rule":"plurality"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    same_scores(&t, &names, &o["count"]);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
}
fn borda(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"borda"}"#, i, &ONE);
    same_scores(&t, &names, &o["score"]);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
}
fn irv(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"irv"}"#, i, &ONE);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    let rounds = t.steps().iter().filter_map(|s| match s {
        Step::Scored { totals, .. } => Some(totals),
        _ => None,
    });
    for (got, want) in rounds.zip(list(&o["rounds"])) {
        for (n, x) in pairs(want) {
            assert!(got.iter().any(|(e, s)| *e == names.ix(n) && *s == exact(x)), "{n} in {got:?}");
        }
    }
}
fn condorcet(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"condorcet-winner"}"#, i, &ONE);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    let (names, t) = ranked(r#"{"rule":"copeland"}"#, i, &ONE);
    same_scores(&t, &names, &o["wins"]);
}
fn schulze(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"schulze","strength":"winning-votes"}"#, i, &OPEN);
    assert_eq!(order(&t, &names), texts(&o["order"]));
    assert_eq!(t.standing().unwrap().tiers().len(), names.0.len());
}
fn ranked_pairs(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"ranked-pairs"}"#, i, &ONE);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    let locked: Vec<Vec<&str>> = t
        .steps()
        .iter()
        .filter_map(|s| match s {
            Step::Locked { over, under, .. } => Some(names.all([*over, *under].into_iter())),
            _ => None,
        })
        .collect();
    assert_eq!(locked, list(&o["locked"]).into_iter().map(texts).collect::<Vec<_>>());
}
fn kemeny(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"kemeny"}"#, i, &OPEN);
    let best = order(&t, &names);
    assert_eq!(best, texts(&o["order"]));
    let place = |n: &str| best.iter().position(|b| *b == n);
    let agreed = |b: &[&str]| {
        let pairs = b.iter().enumerate().flat_map(|(k, x)| b[k + 1..].iter().map(move |y| (*x, *y)));
        pairs.filter(|(x, y)| place(x) < place(y)).count() as u64
    };
    let sum: u64 = ballots(&i["ballots"]).iter().map(|(n, b)| n * agreed(b)).sum();
    assert_eq!(sum, int(&o["agreements"]));
}
fn minimax(i: &Value, o: &Value) {
    let (names, t) = ranked(r#"{"rule":"minimax","strength":"winning-votes"}"#, i, &ONE);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    let scores = t.standing().unwrap().scores();
    for (n, x) in pairs(&o["worst_defeat"]) {
        let got = &scores[&names.ix(n)];
        assert_eq!(if got.is_negative() { -got } else { got.clone() }, exact(x), "{n}");
    }
}
fn stv(i: &Value, o: &Value) {
    let (names, p) = rankings(&i["ballots"]);
    let seats = Task::Seats(Seats::fill(int(&i["seats"]) as u32).unwrap());
    let t = count(r#"{"rule":"scottish-stv"}"#, &p.into(), &seats, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&o["elected"]));
    let told = serde_json::to_string(t.steps()).unwrap();
    for (n, after) in pairs(&o["after_surplus"]) {
        assert!(told.contains(&format!("\"{}\"", text(after))), "{n} in {told}");
    }
}
fn approvals(v: &Value) -> (Names, Profile<Approval>) {
    let names = names(v);
    let of = |(n, o): (u64, Vec<&str>)| {
        std::iter::repeat_n(Approval(o.iter().map(|x| names.ix(x)).collect()), n as usize)
    };
    let all: Vec<Approval> = ballots(v).into_iter().flat_map(of).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    (names, p)
}
fn approval(i: &Value, o: &Value) {
    let (names, p) = approvals(&i["ballots"]);
    let t = count(r#"{"rule":"approval"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    same_scores(&t, &names, &o["count"]);
    let Outcome::Tied { tied, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!(names.all(tied.iter()), texts(&o["winner"]));
}
fn first_named(n: usize) -> TiePolicy {
    TiePolicy::Order { order: (0..n as u32).map(EntryIx::new).collect() }
}
fn phragmen(i: &Value, o: &Value) {
    let (names, p) = approvals(&i["ballots"]);
    let task = Task::Seats(Seats::rank(int(&i["seats"]) as u32).unwrap());
    let t = count(r#"{"rule":"phragmen"}"#, &p.into(), &task, &first_named(names.0.len()));
    assert_eq!(winner(&t, &names), texts(&o["order"]));
    let told = serde_json::to_string(t.steps()).unwrap();
    assert!(texts(&o["loads"]).iter().all(|l| told.contains(&format!("\"{l}\""))), "{told}");
}
/// Projects with prices, and who wants what.
fn projects(v: &Value, total: &Value, voters: &[Spend]) -> (AnyProfile, Task) {
    let costs: Vec<u64> = list(v).into_iter().map(|p| int(&p[1])).collect();
    let form = SpendForm::with_costs(costs.iter().copied());
    let p = AnyProfile::from(Profile::with_form(costs.len(), form, voters).unwrap());
    (p, Task::Budget(Budget { total: int(total), costs }))
}
fn equal_shares(i: &Value, o: &Value) {
    let all = list(&i["projects"]);
    let names = Names::of(all.iter().map(|p| text(&p[0])));
    let voter = |v: u64| {
        let likes = |p: &&&Value| list(&p[2]).into_iter().any(|x| int(x) == v);
        Spend::new(all.iter().filter(likes).map(|p| (names.ix(text(&p[0])), 1))).unwrap()
    };
    let voters: Vec<Spend> = (0..int(&i["voters"])).map(voter).collect();
    let (p, task) = projects(&i["projects"], &i["budget"], &voters);
    for (spec, want) in [
        (r#"{"rule":"budget-equal-shares","satisfaction":"cardinality"}"#, "by_number"),
        (r#"{"rule":"budget-equal-shares","satisfaction":"cost"}"#, "by_cost"),
        (r#"{"rule":"budget-greedy"}"#, "greedy"),
    ] {
        let t = count(spec, &p, &task, &first_named(names.0.len()));
        let funding = t.funding().unwrap();
        assert_eq!(names.all(funding.bought().iter().map(|p| p.entry)), texts(&o[want]));
        assert!(want == "greedy" || Exact::from(funding.spent()) == exact(&o["spent"]));
    }
}
fn greedy_budget(i: &Value, o: &Value) {
    let all = list(&i["projects"]);
    let names = Names::of(all.iter().map(|p| text(&p[0])));
    let of = |p: &&Value| {
        let only = Spend::new([(names.ix(text(&p[0])), 1)]).unwrap();
        std::iter::repeat_n(only, int(&p[2]) as usize)
    };
    let voters: Vec<Spend> = all.iter().flat_map(of).collect();
    let (p, task) = projects(&i["projects"], &i["budget"], &voters);
    let when_full = if i["skip"].as_bool().unwrap() { "skip" } else { "stop" };
    let spec = format!(r#"{{"rule":"budget-greedy","when_full":"{when_full}"}}"#);
    let t = count(&spec, &p, &task, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&o["winners"]));
    assert_eq!(Exact::from(t.funding().unwrap().spent()), exact(&o["spent"]));
}
/// A -1 is a block: it stops code and lazy consensus, and is a no in the other votes.
fn apache(i: &Value, o: &Value) {
    let spec = match text(&i["kind"]) {
        "code" => r#"{"rule":"consent","quorum":[{"in-favour":3}]}"#,
        "release" => r#"{"rule":"consent","quorum":[{"in-favour":3}],"blocks":0}"#,
        "procedural" => r#"{"rule":"majority-vote"}"#,
        "lazy" => r#"{"rule":"lazy-consensus"}"#,
        other => panic!("{other}"),
    };
    let passes = list(&i["cases"]).into_iter().map(|c| {
        let said = |i: usize, p| std::iter::repeat_n(Consent::from([(0, p)]), int(&c[i]) as usize);
        let all: Vec<Consent> =
            said(0, Position::Yes).chain(said(1, Position::Block { reasoned: true })).collect();
        let p = Profile::of(1, &all).unwrap();
        count(spec, &p.into(), &Task::Plain, &TiePolicy::REPORT).outcome().winners().is_some()
    });
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["plurality"], plurality),
    (&["borda"], borda),
    (&["irv"], irv),
    (&["condorcet"], condorcet),
    (&["schulze"], schulze),
    (&["ranked_pairs"], ranked_pairs),
    (&["kemeny"], kemeny),
    (&["minimax"], minimax),
    (&["stv"], stv),
    (&["approval"], approval),
    (&["phragmen"], phragmen),
    (&["equal_shares"], equal_shares),
    (&["greedy_budget"], greedy_budget),
    (&["apache"], apache),
];
