//! Committees as another program compares them.
use super::{files, read::read, shared};
use cocreate::{
    ballot::{Ranking, RankingForm},
    count::{Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    io::Poll,
    profile::{AnyProfile, Profile, Slate},
    tally::registry,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// Elections in which that program elects another committee: a ballot whose first entry has left goes past one that is in both committees and has
/// the quota at its whole value there, where the definition lets only the surplus go on. See docs/conformance.md.
const WHOLE_VALUE: &[&str] = &["A01", "A59", "A65", "A67", "A79", "A80"];

/// As that program reads a ballot: entries that share a rank are passed over. Where unranked entries rank last, one left over has the last rank
/// to itself.
fn passed_over(poll: &Poll, last: bool) -> Profile<Ranking> {
    let AnyProfile::Ranking(p) = &poll.ballots else { panic!("no rankings") };
    let m = poll.entries.len();
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).unwrap();
    for (ballot, weight) in p.ballots() {
        let mut named = EntrySet::EMPTY;
        let mut order: Vec<EntryIx> = vec![];
        for tier in &ballot {
            named = named.union(tier);
            order.extend(tier.single());
        }
        if last {
            order.extend(EntrySet::first(m).minus(&named).single());
        }
        b.push_order_many(&order, weight).unwrap();
    }
    b.finish()
}
#[test]
fn cpo_stv_elects_what_another_program_elects() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/tideman-condorcet");
    let text = std::fs::read_to_string(dir.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let (rule, _) = registry().build(&RuleSpec::new("CPO STV")).unwrap();
    let (mut same, mut tied, mut large, mut other) = (0, 0, 0, 0);
    let mut differ = vec![];
    for path in files(&dir).into_iter().filter(|p| p.extension().is_some_and(|x| x == "cvotes")) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let poll = read(&path).unwrap().unwrap();
        for theirs in ["implicit", "explicit"] {
            let of = &expected[name][theirs]["CPO STV"];
            let (Some(want), Some(seats)) = (of["Ranking"].as_str(), of["Seats"].as_u64()) else { continue };
            let want: BTreeSet<&str> =
                want.split(" > ").flat_map(|t| t.split(" = ")).map(str::trim).collect();
            let p = passed_over(&poll, theirs == "implicit");
            let seats = Task::Seats(Seats::fill(u32::try_from(seats).unwrap()).unwrap());
            let Ok(tally) = rule.run(&p.into(), &seats, &TiePolicy::REPORT, &Options::default()) else {
                large += 1;
                continue;
            };
            let names = |s: &EntrySet| -> BTreeSet<&str> {
                s.iter().map(|e| poll.entries[e.ix()].as_str()).collect()
            };
            match tally.outcome() {
                Outcome::Tied { possible, .. } => {
                    // That program goes on with other methods and takes one.
                    assert!(possible.as_ref().is_none_or(|p| want.is_subset(&names(p))), "{name} {theirs}");
                    tied += 1;
                }
                o if o.winners().map(|w| names(&w.set())) == Some(want.clone()) => same += 1,
                Outcome::Decided { .. } if WHOLE_VALUE.contains(&name) => other += 1,
                o => differ.push(format!("{name} {theirs}: {o:?}, theirs {want:?}")),
            }
        }
    }
    println!(
        "{same} committees by CPO-STV the same, {tied} tied with theirs possible, {large} refused as too large"
    );
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
    assert!(same + tied >= 100 && other == 2 * WHOLE_VALUE.len(), "{same} {tied} {large} {other}");
}
