//! Ties at the cut: who is level, and where the chosen stand once the tie ends.
use super::{e, tiers};
use cocreate::{
    count::DecidedBy,
    id::{CategoryId, EntryId, PartyId, PollId},
    select::{
        AtCut, Candidate, CrowdThenJury, PerCategory, PollResult, Results, Selection, SelectionRule, TopK,
        select,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn poll(name: &str, standing: Vec<Vec<EntryId>>) -> PollResult {
    PollResult::new(PollId::new(name).unwrap(), standing)
}
fn run(rule: &dyn SelectionRule, candidates: &[Candidate], polls: &[PollResult]) -> Selection {
    select(rule, &Results { candidates, polls, picks: None }).unwrap()
}

#[test]
fn a_party_tie_that_ends_late_keeps_its_place() {
    let of = |(name, party): (&str, &str)| Candidate {
        parties: vec![PartyId::new(party).unwrap()],
        ..Candidate::new(e(name))
    };
    let candidates = [("x1", "x"), ("x2", "x"), ("y", "y")].map(of);
    let rule = TopK { k: 2, per_party: Some(1), ..TopK::default() };
    let s = run(&rule, &candidates, &[poll("crowd", tiers(&[&["x1", "x2"], &["y"]]))]);
    assert_eq!(s.goes_on().collect::<Vec<_>>(), [&e("y")]);
    assert_eq!((s.tied[0].tier, s.tied[0].choose), (0, 1));
    // Whoever of the two is chosen stood above y.
    assert_eq!(s.settle(&[e("x2")], DecidedBy::Declared).unwrap().winners, tiers(&[&["x2"], &["y"]]));
}
#[test]
fn a_tie_in_a_category_ends_in_its_place() {
    let of = |(name, category): (&str, &str)| Candidate {
        category: Some(CategoryId::new(category).unwrap()),
        ..Candidate::new(e(name))
    };
    let candidates = [("a", "poster"), ("b", "poster"), ("c", "shirt"), ("d", "shirt")].map(of);
    let rule = PerCategory {
        k: 2,
        places: [(CategoryId::new("poster").unwrap(), 1)].into(),
        ..PerCategory::default()
    };
    let s = run(&rule, &candidates, &[poll("crowd", tiers(&[&["a", "b"], &["c"], &["d"]]))]);
    assert_eq!((s.tied[0].tier, s.tied[0].tied.len()), (0, 2));
    assert_eq!(s.settle(&[e("b")], DecidedBy::Declared).unwrap().winners, tiers(&[&["c", "b"], &["d"]]));
}
#[test]
fn a_tie_for_the_shortlist_is_told_between_those_who_may_win() {
    let candidates = ["a", "b", "c", "d"].map(|n| Candidate::new(e(n)));
    let crowd = || poll("crowd", tiers(&[&["a"], &["b", "c", "d"]]));
    let rule = |shortlist| CrowdThenJury { shortlist, at_shortlist: AtCut::Tell, ..CrowdThenJury::default() };
    // a and one of the others are on the list. The jury puts b first: b wins if listed, else a.
    let jury = || poll("jury", tiers(&[&["b"], &["a"], &["c"], &["d"]]));
    for shortlist in [2, 3] {
        let s = run(&rule(shortlist), &candidates, &[crowd(), jury()]);
        let level: BTreeSet<&EntryId> = s.tied[0].tied.iter().collect();
        assert_eq!((level, s.tied[0].choose), ([&e("a"), &e("b")].into(), 1), "{shortlist}");
        assert_eq!(s.settle(&[e("b")], DecidedBy::Declared).unwrap().winners, tiers(&[&["b"]]));
    }
    // Where the jury puts a first, the tie changes nothing.
    let s = run(&rule(2), &candidates, &[crowd(), poll("jury", tiers(&[&["a"], &["b"], &["c"], &["d"]]))]);
    assert_eq!((s.winners, s.tied), (tiers(&[&["a"]]), vec![]));
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
fn subsets(of: &[usize], k: usize) -> Vec<BTreeSet<usize>> {
    let all = 0..1usize << of.len();
    let chosen =
        |bits: usize| of.iter().enumerate().filter(move |(i, _)| bits >> i & 1 == 1).map(|(_, x)| *x);
    all.filter(|b| b.count_ones() as usize == k).map(|b| chosen(b).collect()).collect()
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    /// Every list that the crowd's tie allows, one by one: who wins with all of them, and who with some.
    #[test]
    fn every_shortlist_is_thought_of(
        certain in 0usize..4,
        shortlist in 1u32..6,
        winners in 1u32..4,
        jury in Just((0..NAMES.len()).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        prop_assume!(winners <= shortlist && certain < shortlist as usize);
        let candidates = NAMES.map(|n| Candidate::new(e(n)));
        let level: Vec<usize> = (certain..NAMES.len()).collect();
        let alone = (0..certain).map(|i| vec![e(NAMES[i])]);
        let crowd = alone.chain([level.iter().map(|i| e(NAMES[*i])).collect()]).collect();
        let order = jury.iter().map(|i| vec![e(NAMES[*i])]).collect();
        let rule = CrowdThenJury { shortlist, winners, at_shortlist: AtCut::Tell, ..CrowdThenJury::default() };
        let s = run(&rule, &candidates, &[poll("crowd", crowd), poll("jury", order)]);
        let results: Vec<BTreeSet<usize>> = subsets(&level, shortlist as usize - certain)
            .into_iter()
            .map(|more| {
                let listed = |i: &&usize| **i < certain || more.contains(i);
                jury.iter().filter(listed).take(winners as usize).copied().collect()
            })
            .collect();
        let both = |f: fn(&BTreeSet<usize>, &BTreeSet<usize>) -> BTreeSet<usize>| {
            results.iter().skip(1).fold(results[0].clone(), |a, b| f(&a, b))
        };
        let (sure, possible) = (both(|a, b| a & b), both(|a, b| a | b));
        let name = |set: &BTreeSet<usize>| set.iter().map(|i| e(NAMES[*i])).collect::<BTreeSet<EntryId>>();
        prop_assert_eq!(s.goes_on().cloned().collect::<BTreeSet<_>>(), name(&sure));
        let open: BTreeSet<EntryId> = s.tied.iter().flat_map(|t| t.tied.clone()).collect();
        prop_assert_eq!(open, name(&(&possible - &sure)));
        let choose: usize = s.tied.iter().map(|t| t.choose).sum();
        prop_assert_eq!(choose, winners as usize - sure.len());
    }
}
