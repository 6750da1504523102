//! Laws stamped from the list of rules: each rule of the catalogue keeps to each, or says in its `about()` that it does not, and then a
//! stored poll shows that it does not.
use crate::profiles::{for_each_kind, kinds::Sample};
use cocreate::{
    ballot::Ranking,
    count::{
        About, Budget, CountError, Decision, Gives, Law, Options, Outcome, RuleSpec, Seats, Task, TiePolicy,
    },
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyRule, AnyTally, CATALOGUE, registry},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

type Moves = BTreeMap<EntryIx, EntryIx>;
fn stay(m: usize) -> Moves {
    (0..m).map(|e| (EntryIx::from(e), EntryIx::from(e))).collect()
}
/// Every rule with its defaults, made once.
static RULES: LazyLock<BTreeMap<&str, (About, AnyRule)>> = LazyLock::new(|| {
    let all = registry();
    let of = |about: About| (about.id, (about, all.build(&RuleSpec::new(about.id)).unwrap().0));
    CATALOGUE.iter().map(|e| of(e.about())).collect()
});
fn profile<B: Sample>(m: usize, ballots: &[B], to: &Moves) -> AnyProfile
where
    AnyProfile: From<Profile<B>>,
{
    let mut b = Profile::<B>::builder(Slate::anonymous(m), B::moved(m, to)).unwrap();
    for x in ballots {
        b.push(&x.only(to)).unwrap();
    }
    b.finish().into()
}
fn tasks(rule: &AnyRule, needs_number: bool, m: usize, to: &Moves) -> Vec<Task> {
    match rule.gives() {
        Gives::Standing => {
            let two = Seats::fill(2.min(m as u32)).unwrap();
            let open = (!needs_number).then_some(Seats::Open);
            [Seats::ONE, two].into_iter().chain(open).map(Task::Seats).collect()
        }
        Gives::Funding => {
            let mut costs = vec![0; m];
            for (from, to) in to {
                costs[to.ix()] = 5 + 10 * from.ix() as u64;
            }
            vec![Task::Budget(Budget { total: 30, costs })]
        }
        _ => vec![Task::Plain],
    }
}
/// How a count ended, entries having moved, without what hangs on the way on which a tie is met first. Refusals are alike.
fn ended(tally: &Result<AnyTally, CountError>, to: &Moves) -> String {
    let set = |s: &EntrySet| s.iter().map(|e| to[&e].ix()).collect::<BTreeSet<_>>();
    match tally.as_ref().map(AnyTally::outcome) {
        Err(_) => "refused".into(),
        Ok(Outcome::Decided { winners, .. }) => {
            format!("decided {:?}", winners.tiers().iter().map(set).collect::<Vec<_>>())
        }
        Ok(Outcome::Tied { certain, possible: Some(p), .. }) => {
            format!("tied {:?} {:?}", set(certain), set(p))
        }
        Ok(Outcome::Lottery { p, .. }) => {
            format!(
                "lottery {:?}",
                p.iter().map(|(e, x)| (to[&e].ix(), x.to_string())).collect::<BTreeMap<_, _>>()
            )
        }
        Ok(Outcome::None { .. }) => "none".into(),
        Ok(_) => "unknown".into(),
    }
}
fn run(rule: &AnyRule, p: &AnyProfile, task: &Task, ties: &TiePolicy) -> Result<AnyTally, CountError> {
    rule.run(p, task, ties, &Options::default())
}
const REPORT: TiePolicy = TiePolicy::Report { explore: 300 };

/// Whether a law is kept for these ballots; `None` if nothing can be said.
fn keeps<B: Sample>(id: &str, law: Law, m: usize, ballots: &[B]) -> Option<bool>
where
    AnyProfile: From<Profile<B>>,
{
    let ((about, rule), here) = (&RULES[id], stay(m));
    let needs_number = about.needs_number;
    let (to, other): (Moves, Vec<B>) = match law {
        Law::Order => (here.clone(), ballots.iter().rev().cloned().collect()),
        Law::Names => ((0..m).map(|e| (e.into(), ((e + 1) % m).into())).collect(), ballots.to_vec()),
        _ => (here.clone(), ballots.iter().chain(ballots).chain(ballots).cloned().collect()),
    };
    let (one, two) = (profile(m, ballots, &here), profile(m, &other, &to));
    let pairs = tasks(rule, needs_number, m, &here).into_iter().zip(tasks(rule, needs_number, m, &to));
    let mut all = Some(true);
    for (task, moved) in pairs {
        let first = ended(&run(rule, &one, &task, &REPORT), &to);
        let second = ended(&run(rule, &two, &moved, &REPORT), &here);
        match (first.as_str(), second.as_str()) {
            ("unknown", _) | (_, "unknown") => all = all.and(None),
            (a, b) if a != b => return Some(false),
            _ => {}
        }
    }
    all
}
/// The first poll that breaks a law, by rule and law.
type Faults = BTreeMap<(&'static str, Law), String>;
/// Every rule of the kind, and the laws that it does not declare to break.
fn laws<B: Sample>(m: usize, ballots: &[B], faults: &mut Faults)
where
    AnyProfile: From<Profile<B>>,
{
    let p = profile(m, ballots, &stay(m));
    for (about, rule) in RULES.values() {
        if rule.kind() != p.kind() {
            continue;
        }
        for law in [Law::Order, Law::Names, Law::Copies] {
            let known =
                about.exceptions.iter().any(|e| e.law == law) || faults.contains_key(&(about.id, law));
            if !known && keeps(about.id, law, m, ballots) == Some(false) {
                let poll = serde_json::json!({"entries": m, "ballots": ballots});
                faults.insert((about.id, law), poll.to_string());
            }
        }
        for task in tasks(rule, about.needs_number, m, &stay(m)) {
            function(about.id, rule, &p, &task);
        }
    }
}
/// The same twice; what the lot decided, declared, gives the same count; the seats are filled, or it is told why not.
fn function(id: &str, rule: &AnyRule, p: &AnyProfile, task: &Task) {
    let lot = TiePolicy::Lot { seed: "law".into() };
    let Ok(tally) = run(rule, p, task, &lot) else { return };
    assert_eq!(tally, run(rule, p, task, &lot).unwrap(), "{id} is no function");
    let decisions =
        tally.ties().iter().filter_map(|t| Some(Decision { at: t.at, chosen: t.chosen.clone()? }));
    let decisions: Vec<Decision> = decisions.collect();
    // A decision that two ties share, asked in the same place of the same, is asked for once.
    let places: BTreeSet<_> = decisions.iter().map(|d| d.at).collect();
    if decisions.len() == tally.ties().len() && places.len() == decisions.len() {
        let again = run(rule, p, task, &TiePolicy::Declared { decisions, explore: 0 }).unwrap();
        assert_eq!(again.outcome(), tally.outcome(), "{id}");
        assert_eq!(again.steps(), tally.steps(), "{id}");
    }
    if let (Task::Seats(Seats::Fill(k)), Outcome::Decided { winners, .. }) = (task, tally.outcome()) {
        let standing = tally.standing().unwrap();
        let placed: usize = standing.tiers().iter().map(EntrySet::len).sum();
        let seats = (k.get() as usize).min(placed);
        assert_eq!(winners.set().len(), seats, "{id}: {:?}", tally.outcome());
    }
}
fn of_kind<B: Sample>(m: usize, bits: &[Vec<u16>], faults: &mut Faults)
where
    AnyProfile: From<Profile<B>>,
{
    let ballots: Vec<B> = bits.iter().map(|b| B::make(&b[..m])).collect();
    laws(m, &ballots, faults);
}
#[test]
fn every_rule_keeps_the_laws_that_it_does_not_break() {
    let mut x = 11u64;
    let mut next = |below: u64| {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 33) % below
    };
    let mut faults = Faults::new();
    for _ in 0..30 {
        let (m, n) = (2 + next(3) as usize, 1 + next(7));
        let bits: Vec<Vec<u16>> = (0..n).map(|_| (0..4).map(|_| next(1 << 16) as u16).collect()).collect();
        for_each_kind!(of_kind(m, &bits, &mut faults));
        // Orders of all entries, which some rules need.
        let whole = |b: &Vec<u16>| {
            let mut order: Vec<u32> = (0..m as u32).collect();
            order.sort_by_key(|e| b[*e as usize]);
            Ranking::strict(order)
        };
        laws(m, &bits.iter().map(whole).collect::<Vec<_>>(), &mut faults);
    }
    let told: Vec<String> = faults.iter().map(|((id, law), poll)| format!("{id} {law:?} {poll}")).collect();
    assert!(told.is_empty(), "{} laws are broken:\n{}", told.len(), told.join("\n"));
}

/// One stored poll: entries, and ballots in JSON.
fn breaks<B: Sample + serde::de::DeserializeOwned>(found: &mut BTreeSet<(String, String)>, all: &Value)
where
    AnyProfile: From<Profile<B>>,
{
    let kind = serde_json::to_value(B::KIND).unwrap();
    for (id, stored) in all.as_object().unwrap() {
        if serde_json::to_value(RULES[id.as_str()].1.kind()).unwrap() != kind {
            continue;
        }
        for (law, poll) in stored.as_object().unwrap() {
            let m = usize::try_from(poll["entries"].as_u64().unwrap()).unwrap();
            let ballots: Vec<B> = serde_json::from_value(poll["ballots"].clone()).unwrap();
            let law_of = |l: &Law| serde_json::to_value(l).unwrap() == **law;
            let of = [Law::Order, Law::Names, Law::Copies].into_iter().find(law_of).unwrap();
            assert_eq!(keeps(id, of, m, &ballots), Some(false), "{id} does not break {law} there any more");
            found.insert((id.clone(), law.clone()));
        }
    }
}
#[test]
fn every_exception_has_a_poll_that_shows_it() {
    let all: Value = serde_json::from_str(include_str!("../data/exceptions.json")).unwrap();
    let mut found = BTreeSet::new();
    for_each_kind!(breaks(&mut found, &all));
    let mut declared = BTreeSet::new();
    for about in CATALOGUE.iter().map(|e| e.about()) {
        for e in about.exceptions {
            assert!(!e.why.is_empty());
            let law = serde_json::to_value(e.law).unwrap();
            declared.insert((about.id.to_owned(), law.as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(found, declared, "stored, and declared in `about()`");
}
