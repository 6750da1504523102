//! Profiles for tests.
use crate::{
    ballot::{ScoreForm, Scores},
    count::{Outcome, Seats, Standing, Tally, TallyRule, TiePolicy, run},
    id::EntryIx,
    num::Exact,
    profile::Profile,
};

/// Voters' marks, one row a voter; below nought is no mark. The scale runs from `lowest` by ones.
pub(super) fn marks(lowest: i64, top: u16, rows: &[&[i32]]) -> Profile<Scores> {
    let m = rows.first().map_or(2, |r| r.len());
    let form = ScoreForm { lowest: lowest.into(), step: Exact::ONE, top };
    let ballot = |row: &&[i32]| {
        let given = row.iter().enumerate().filter(|(_, l)| **l >= 0);
        Scores::new(given.map(|(i, l)| (EntryIx::from(i), *l as u16))).unwrap()
    };
    Profile::with_form(m, form, &rows.iter().map(ballot).collect::<Vec<_>>()).unwrap()
}
pub(super) fn told<R>(rule: &R, p: &Profile<Scores>) -> Tally<Standing>
where
    R: TallyRule<Answer = Standing>,
    R::Input: crate::count::Input<Ballot = Scores>,
{
    run(rule, p, Seats::ONE, &TiePolicy::REPORT).unwrap()
}
/// The scores of all entries that have one.
pub(super) fn shown(t: &Tally<Standing>) -> Vec<String> {
    t.answer().unwrap().scores().values().map(ToString::to_string).collect()
}
pub(super) fn winner(t: &Tally<Standing>) -> Option<usize> {
    t.outcome().winners().and_then(|w| w.set().single()).map(EntryIx::ix)
}
pub(super) fn is_nobody(t: &Tally<Standing>) -> bool {
    matches!(t.outcome(), Outcome::None { .. })
}
