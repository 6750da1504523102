//! `abcvoting`: all tied committees.
use super::{Score, cases, count, set};
use cocreate::{
    ballot::{Approval, ApprovalForm},
    count::{Outcome, Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;

/// Names there, each an alias here, and whether it is an elimination.
const RULES: &[(&str, bool)] = &[
    ("adams", false),
    ("av", false),
    ("cc", false),
    ("consensus-rule", false),
    ("eph", true),
    ("equal-shares", false),
    ("equal-shares-with-av-completion", false),
    ("equal-shares-without-completion", false),
    ("geom10", false),
    ("geom2", false),
    ("leximaxphragmen", false),
    ("lexminimaxav", false),
    ("lexcc", false),
    ("maximin-support", false),
    ("minimaxav", false),
    ("minimaxphragmen", false),
    ("monroe", false),
    ("pav", false),
    ("phragmen-enestroem", false),
    ("revseqcc", true),
    ("revseqgeom2", true),
    ("revseqpav", true),
    ("revseqslav", true),
    ("sav", false),
    ("seqcc", false),
    ("seqgeom2", false),
    ("seqpav", false),
    ("seqphragmen", false),
    ("seqslav", false),
    ("slav", false),
    ("trivial", false),
];
/// Names there of rules that there give one committee only: that of the lowest number first, or one of several.
const ONE_ONLY: &[&str] = &["equal-shares-with-increment-completion", "greedy-monroe"];
fn compare(file: &str, least: &[(usize, usize)]) {
    let Some(all) = cases(file, "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let name = case["name"].as_str().unwrap();
        let m = case["num_cands"].as_u64().unwrap() as usize;
        let ballots: Vec<Approval> =
            case["approvals"].as_array().unwrap().iter().map(|v| Approval(set(v))).collect();
        let mut builder = Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).unwrap();
        for (i, b) in ballots.iter().enumerate() {
            builder.push_weighted(b, case["weights"][i].as_u64().unwrap_or(1)).unwrap();
        }
        let any = AnyProfile::from(builder.finish());
        let seats = Task::Seats(Seats::fill(case["k"].as_u64().unwrap() as u32).unwrap());
        for (method, eliminates) in RULES {
            let spec = &format!(r#"{{"rule": "{method}"}}"#);
            let want = &case["results"][method];
            if !want.is_array() {
                continue;
            }
            let tally = count(spec, &any, &seats, &TiePolicy::AllBranches { limit: 20_000 });
            let got: Vec<EntrySet> = match tally.outcome() {
                Outcome::OneOf { sets, complete: true, .. } => sets.iter().map(|w| w.set()).collect(),
                // The other program calls nobody the empty committee.
                Outcome::None { .. } => vec![EntrySet::EMPTY],
                o => panic!("{method} on {name}: {o:?}"),
            };
            let mut want: Vec<EntrySet> = want.as_array().unwrap().iter().map(set).collect();
            want.sort();
            score.add(method, name, &got, &want);
            let want = &case["resolute_results"][method];
            if want.is_array() {
                let got = lowest_first(spec, &any, &seats, *eliminates);
                score.add(&format!("{method}, lowest number first"), name, &got, &Some(set(want)));
            }
        }
        for method in ONE_ONLY {
            let spec = format!(r#"{{"rule": "{method}"}}"#);
            let (one, any_of) = (&case["resolute_results"][method], &case["resolute_any_of"][method]);
            // A list of committees; of one result alone the committee itself, or a list of one.
            let flat = |v: &Value| v.as_array().is_some_and(|v| v.iter().all(Value::is_u64));
            let want: Vec<EntrySet> = match (one, any_of) {
                (Value::Array(_), _) if flat(one) => vec![set(one)],
                (Value::Array(all), _) | (_, Value::Array(all)) => all.iter().map(set).collect(),
                _ => continue,
            };
            let got = lowest_first(&spec, &any, &seats, false).unwrap();
            let told = want.iter().find(|w| **w == got).unwrap_or(&want[0]);
            score.add(method, name, &got, told);
        }
    }
    score.close(file, least);
}
/// That program takes the lowest number first, and so the highest out.
fn lowest_first(spec: &str, ballots: &AnyProfile, seats: &Task, eliminates: bool) -> Option<EntrySet> {
    let mut order: Vec<EntryIx> = (0..ballots.slate().len()).map(EntryIx::from).collect();
    if eliminates {
        order.reverse();
    }
    let tally = count(spec, ballots, seats, &TiePolicy::Order { order });
    match tally.outcome() {
        Outcome::None { .. } => Some(EntrySet::EMPTY),
        o => o.winners().map(cocreate::count::Winners::set),
    }
}
#[test]
fn abcvoting() {
    compare("abcvoting.json", &[(47, 50), (1, 44), (3, 43), (1, 41)]);
}
#[test]
fn abcvoting_yaml() {
    compare("abcvoting-yaml.json", &[(26, 240), (1, 116)]);
}
