//! Scores of a long slate are kept by mark or in columns; nothing but the bytes tells which.
use cocreate::{
    ballot::Scores,
    id::{EntryIx, EntrySet},
    profile::{Profile, ScoreHistogram, ScorePairs, Slate, Summary},
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
