//! `abcvoting`: all tied committees.
use super::{Score, cases, count, set};
use cocreate::{
    ballot::{Approval, ApprovalForm},
    count::{Outcome, Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, Slate},
};

/// Names there, each an alias here, and whether it is an elimination.
const RULES: &[(&str, bool)] = &[
    ("av", false),
    ("cc", false),
    ("eph", true),
    ("equal-shares", false),
    ("equal-shares-without-completion", false),
    ("geom10", false),
    ("geom2", false),
    ("lexminimaxav", false),
    ("minimaxav", false),
    ("pav", false),
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
];

fn compare(file: &str, least: usize) {
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
                // That program takes the lowest number first, and so the highest out.
                let mut order: Vec<EntryIx> = (0..m).map(EntryIx::from).collect();
                if *eliminates {
                    order.reverse();
                }
                let tally = count(spec, &any, &seats, &TiePolicy::Order { order });
                let got = match tally.outcome() {
                    Outcome::None { .. } => Some(EntrySet::EMPTY),
                    o => o.winners().map(cocreate::count::Winners::set),
                };
                score.add(&format!("{method}, lowest number first"), name, &got, &Some(set(want)));
            }
        }
    }
    score.close(file, least);
}
#[test]
fn abcvoting() {
    compare("abcvoting.json", 50 * 33 + 43 * 2);
}
#[test]
fn abcvoting_yaml() {
    compare("abcvoting-yaml.json", 240 * 14);
}
