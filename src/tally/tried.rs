//! What unit tests of rules on rankings share.
use crate::{
    ballot::Ranking,
    count::{Input, Outcome, Seats, Standing, TallyRule, TiePolicy, run},
    id::EntrySet,
    profile::Profile,
};

/// Memphis, Nashville, Chattanooga, Knoxville as A, B, C, D.
pub(crate) const CITIES: &[(&str, usize)] = &[("ABCD", 42), ("BCDA", 26), ("CDBA", 15), ("DCBA", 17)];
/// A beats B by 8 to 4, B beats C by 9 to 3, C beats A by 7 to 5.
pub(crate) const CYCLE: &[(&str, usize)] = &[("ABC", 5), ("BCA", 4), ("CAB", 3)];

/// Letters are entries, best first; `|` parts tiers, and without one each letter is a tier.
pub(crate) fn ranking(text: &str) -> Ranking {
    let set = |t: &str| t.bytes().map(|c| u32::from(c - b'A').into()).collect::<EntrySet>();
    if text.contains('|') {
        return Ranking::tiers(text.split('|').filter(|t| !t.is_empty()).map(set));
    }
    Ranking::strict(text.bytes().map(|c| u32::from(c - b'A')))
}
pub(crate) fn profile(m: usize, of: &[(&str, usize)]) -> Profile<Ranking> {
    let all: Vec<Ranking> = of.iter().flat_map(|(t, n)| std::iter::repeat_n(ranking(t), *n)).collect();
    Profile::of(m, &all).unwrap()
}
/// Strict orders of numbered entries, each so often.
pub(crate) fn strict(m: usize, of: &[(&[u32], usize)]) -> Profile<Ranking> {
    let all: Vec<Ranking> =
        of.iter().flat_map(|(o, n)| std::iter::repeat_n(Ranking::strict(o.iter().copied()), *n)).collect();
    Profile::of(m, &all).unwrap()
}
pub(crate) fn standing<R>(rule: &R, m: usize, of: &[(&str, usize)], seats: Seats) -> Vec<EntrySet>
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    let t = run(rule, &profile(m, of), seats, &TiePolicy::REPORT).unwrap();
    t.answer().map(|a| a.tiers().to_vec()).unwrap_or_default()
}
/// The set that the definition chooses; empty where a question is open.
pub(crate) fn best<R>(rule: &R, m: usize, of: &[(&str, usize)]) -> EntrySet
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    standing(rule, m, of, Seats::Open).first().cloned().unwrap_or_default()
}
/// Scores as text, in slate order.
pub(crate) fn scores<R>(rule: &R, m: usize, of: &[(&str, usize)]) -> Vec<String>
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    let t = run(rule, &profile(m, of), Seats::Open, &TiePolicy::REPORT).unwrap();
    t.answer().map(|a| a.scores().values().map(ToString::to_string).collect()).unwrap_or_default()
}
/// Who can have the one seat, by every way of breaking ties.
pub(crate) fn ways<R>(rule: &R, m: usize, of: &[(&str, usize)]) -> EntrySet
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    let all = TiePolicy::AllBranches { limit: 10_000 };
    let t = run(rule, &profile(m, of), Seats::ONE, &all).unwrap();
    let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
    sets.iter().fold(EntrySet::EMPTY, |a, w| a.union(&w.set()))
}
/// Without ballots nobody wins, and of blank ballots alone nobody wins alone.
pub(crate) fn nobody<R>(rule: &R)
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    let of = |all: &[(&str, usize)]| run(rule, &profile(3, all), Seats::ONE, &TiePolicy::REPORT).unwrap();
    assert!(matches!(of(&[]).outcome(), Outcome::None { .. }));
    assert!(of(&[("", 2)]).outcome().winners().is_none());
}
