//! What the tests of all pairwise rules need.
use crate::{
    ballot::Ranking,
    count::{Answer, Lottery, Outcome, Seats, Standing, TallyRule, TiePolicy, run, run_on},
    id::EntrySet,
    num::Exact,
    profile::{PairwiseCounts, Profile, Slate},
};

/// So that `PairwiseCounts::of` is at hand.
pub(in crate::tally) use crate::profile::Summary as _;

/// Ballots as letters, each so often.
pub(in crate::tally) fn votes(m: usize, of: &[(&str, usize)]) -> Profile<Ranking> {
    let all: Vec<Ranking> = of
        .iter()
        .flat_map(|(o, n)| std::iter::repeat_n(Ranking::strict(o.bytes().map(|c| u32::from(c - b'A'))), *n))
        .collect();
    Profile::of(m, &all).unwrap()
}
/// Counts with these margins, given for pairs of letters.
pub(in crate::tally) fn margins(m: usize, of: &[(&str, i64)]) -> PairwiseCounts {
    let mut all = vec![vec![0; m]; m];
    for (pair, x) in of {
        let (a, b) = (usize::from(pair.as_bytes()[0] - b'A'), usize::from(pair.as_bytes()[1] - b'A'));
        (all[a][b], all[b][a]) = (*x, -x);
    }
    PairwiseCounts::from_margins(Slate::anonymous(m), &all).unwrap()
}
/// Tiers as letters: `A BC D`.
pub(in crate::tally) fn shown(s: &Standing) -> String {
    let tier = |t: &EntrySet| t.iter().map(|e| char::from(b'A' + e.ix() as u8)).collect::<String>();
    s.tiers().iter().map(tier).collect::<Vec<_>>().join(" ")
}
/// The whole standing; `-` if there is none that is certain.
pub(in crate::tally) fn standing<R>(rule: &R, input: &R::Input) -> String
where
    R: TallyRule<Answer = Standing>,
    R::Input: Sized,
{
    let t = run_on(rule, input, Seats::Open, &TiePolicy::REPORT).unwrap();
    t.answer().map_or("-".into(), shown)
}
/// Everybody who is the one winner in some way of breaking ties, as letters.
pub(in crate::tally) fn winners<R>(rule: &R, input: &R::Input) -> String
where
    R: TallyRule<Answer = Standing>,
    R::Input: Sized,
{
    let t = run_on(rule, input, Seats::ONE, &TiePolicy::AllBranches { limit: 10_000 }).unwrap();
    let Outcome::OneOf { sets, complete: true } = t.outcome() else { return format!("{:?}", t.outcome()) };
    let all = sets.iter().fold(EntrySet::EMPTY, |a, w| a.union(&w.set()));
    all.iter().map(|e| char::from(b'A' + e.ix() as u8)).collect()
}
/// Chances of all entries as text.
pub(in crate::tally) fn chances<R>(rule: &R, input: &R::Input, m: usize) -> Vec<String>
where
    R: TallyRule<Answer = Lottery>,
    R::Input: Sized,
{
    let t = run_on(rule, input, (), &TiePolicy::REPORT).unwrap();
    let p = |e: usize| t.answer().map_or(Exact::ZERO, |a| a.chance(e.into()));
    (0..m).map(|e| p(e).to_string()).collect()
}
/// Nobody votes: nobody wins.
pub(in crate::tally) fn is_none_without_ballots<R>(rule: &R, task: <R::Answer as Answer>::Task)
where
    R: TallyRule,
    R::Input: crate::count::Input<Ballot = Ranking>,
{
    let t = run(rule, &Profile::of(3, &[]).unwrap(), task, &TiePolicy::REPORT).unwrap();
    assert!(matches!(t.outcome(), Outcome::None { .. }), "{:?}", t.outcome());
}
