//! Scores and approvals of a long slate are kept by mark or in columns or bits; nothing but the bytes tells which.
use cocreate::{
    ballot::{Approval, Scores},
    id::{EntryIx, EntrySet},
    profile::{ApprovalCounts, Profile, ScoreHistogram, ScorePairs, Slate, Summary},
};
use proptest::prelude::*;

const M: usize = 150;
type Marks = Vec<(usize, u16)>;
fn ballots(of: &[Marks]) -> Vec<Scores> {
    let one = |b: &Marks| Scores(b.iter().map(|(e, l)| (EntryIx::from(*e), *l)).collect());
    of.iter().map(one).collect()
}
fn profile(of: &[Scores]) -> Profile<Scores> {
    let mut b = Profile::<Scores>::builder(Slate::anonymous(M), <_>::default()).unwrap();
    of.iter().zip(1..).for_each(|(x, w)| b.push_weighted(x, w % 4).unwrap());
    b.finish()
}
/// Every entry rated, so that columns are shorter than marks.
fn full(n: usize) -> Profile<Scores> {
    let one = |i: usize| Scores((0..M).map(|e| (EntryIx::from(e), ((e * 7 + i) % 6) as u16)).collect());
    Profile::of(M, &(0..n).map(one).collect::<Vec<_>>()).unwrap()
}
fn sums<S: Summary<Ballot = Scores>>(marks: &Profile<Scores>, columns: &Profile<Scores>, of: &[Scores]) {
    // From the definition, ballot by ballot.
    let mut slow = S::empty(*marks.slate(), marks.form(), 1).unwrap();
    of.iter().zip(1..).for_each(|(b, w)| slow.add(b, w % 4).unwrap());
    assert_eq!(S::of(marks).unwrap(), slow);
    let mut all = slow;
    all.merge(&S::of(columns).unwrap()).unwrap();
    let (a, b) = (marks.clone(), columns.clone());
    let both = [a.clone().merge(b.clone()).unwrap(), b.merge(a).unwrap()];
    assert!(both[0].same_ballots(&both[1]));
    for p in both {
        assert_eq!(S::of(&p).unwrap(), all);
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn marks_and_columns_say_the_same(
        of in prop::collection::vec(prop::collection::vec((0..M, 0u16..6), 0..12), 1..20),
        rows in 1usize..4,
        stays in prop::collection::vec(any::<bool>(), M),
    ) {
        let of = ballots(&of);
        let (marks, columns) = (profile(&of), full(rows));
        sums::<ScoreHistogram>(&marks, &columns, &of);
        sums::<ScorePairs>(&marks, &columns, &of);
        // Of a short slate there are only columns: the same ballots without the other entries.
        let keep: EntrySet = (0..M).filter(|e| stays[*e]).map(EntryIx::from).collect();
        let to: Vec<EntryIx> = keep.iter().collect();
        let place = |e: &EntryIx| to.iter().position(|x| x == e).map(EntryIx::from);
        let only = |b: &Scores| Scores(b.iter().filter_map(|(e, l)| Some((place(&e)?, l))).collect());
        let some = marks.restrict(&keep);
        let want: Vec<Scores> = of.iter().zip(1..).filter(|(_, w)| w % 4 != 0).map(|(b, _)| only(b)).collect();
        prop_assert_eq!(some.ballots().map(|(b, _)| b).collect::<Vec<_>>(), want);
        // One order of rows, whatever holds them.
        let (a, b) = (marks.clone().merge(columns.clone()).unwrap(), columns.merge(marks).unwrap());
        let rows = |p: &Profile<Scores>| p.grouped().ballots().collect::<Vec<_>>();
        prop_assert_eq!(rows(&a), rows(&b));
    }
}
#[test]
fn few_marks_take_few_bytes() {
    let few: Vec<Marks> = (0..2_000).map(|i| (0..10).map(|k| ((i * 13 + k * 11) % M, 3)).collect()).collect();
    let p = Profile::of(M, &ballots(&few)).unwrap();
    let marks: usize = p.ballots().map(|(b, _)| b.0.len()).sum();
    assert!(p.heap_bytes() <= 5 * marks, "{} bytes of {marks} marks", p.heap_bytes());
    let p = full(2_048);
    assert_eq!(p.heap_bytes(), 2_048 * M);
}

/// Entries of approvals.
const A: usize = 700;
fn approvals(of: &[Vec<usize>]) -> Vec<Approval> {
    of.iter().map(|b| Approval(b.iter().map(|e| EntryIx::from(*e)).collect())).collect()
}
/// Half of the entries approved, so that bits are shorter than marks.
fn half(n: usize) -> Vec<Approval> {
    approvals(&(0..n).map(|i| (i % 2..A).step_by(2).collect()).collect::<Vec<_>>())
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn approvals_by_mark_and_by_bit_say_the_same(
        of in prop::collection::vec(prop::collection::vec(0..A, 0..10), 1..20),
        rows in 1usize..4,
        stays in prop::collection::vec(any::<bool>(), A),
    ) {
        let (few, many) = (approvals(&of), half(rows));
        let mut b = Profile::<Approval>::builder(Slate::anonymous(A), <_>::default()).unwrap();
        few.iter().zip(1..).for_each(|(x, w)| b.push_weighted(x, w % 4).unwrap());
        let (marks, bits) = (b.finish(), Profile::of(A, &many).unwrap());
        let mut slow = ApprovalCounts::empty(*marks.slate(), marks.form(), 1).unwrap();
        few.iter().zip(1..).for_each(|(b, w)| slow.add(b, w % 4).unwrap());
        prop_assert_eq!(&ApprovalCounts::of(&marks).unwrap(), &slow);
        for b in &many {
            slow.add(b, 1).unwrap();
        }
        let (a, b) = (marks.clone().merge(bits.clone()).unwrap(), bits.merge(marks.clone()).unwrap());
        prop_assert!(a.same_ballots(&b));
        let in_order = |p: &Profile<Approval>| p.grouped().ballots().collect::<Vec<_>>();
        prop_assert_eq!(in_order(&a), in_order(&b));
        for p in [&a, &b] {
            prop_assert_eq!(&ApprovalCounts::of(p).unwrap(), &slow);
        }
        // Row by row, and for a part of the slate.
        let counted: Vec<&Approval> = few.iter().zip(1..).filter(|(_, w)| w % 4 != 0).map(|(b, _)| b).collect();
        let keep: EntrySet = (0..A).filter(|e| stays[*e]).map(EntryIx::from).collect();
        let to: Vec<EntryIx> = keep.iter().collect();
        let some = marks.restrict(&keep);
        for (r, ballot) in counted.into_iter().enumerate() {
            prop_assert_eq!(&marks.ballots().nth(r).unwrap().0, ballot);
            prop_assert_eq!(marks.rows().size(r), ballot.0.len());
            prop_assert!((0..A).all(|e| marks.rows().approves(r, e.into()) == ballot.0.contains(e.into())));
            let kept: EntrySet = some.rows().approved(r).map(|e| to[e.ix()]).collect();
            prop_assert_eq!(kept, ballot.0.intersection(&keep));
        }
    }
}
#[test]
fn few_approvals_take_few_bytes() {
    let few: Vec<Vec<usize>> = (0..2_000).map(|i| (0..10).map(|k| (i * 13 + k * 61) % A).collect()).collect();
    let p = Profile::of(A, &approvals(&few)).unwrap();
    assert!(p.heap_bytes() <= 2_000 * (8 + 2 * 10), "{} bytes", p.heap_bytes());
    // Twelve words of 64 bits.
    assert_eq!(Profile::of(A, &half(2_000)).unwrap().heap_bytes(), 2_000 * 96);
}
