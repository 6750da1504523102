//! Proportional rules on scores that elect seat by seat: what a ballot still gives to each entry depends on what it has left.
//!
//! Marks count from the lowest of the scale; a missing mark is the lowest.
use crate::{
    ballot::Scores,
    count::{Draft, Halt, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};

pub(super) struct Voters {
    /// Weight and levels, entries in slate order.
    pub(super) ballots: Vec<(u64, Vec<u16>)>,
    /// What each ballot has left, or has spent, as the rule says.
    pub(super) state: Vec<Exact>,
    /// The number of the highest level.
    pub(super) top: Exact,
    /// Of all ballots, in units.
    pub(super) total: u64,
    entries: EntrySet,
    /// What a level is worth, by units.
    step: Exact,
}
impl Voters {
    pub(super) fn of(p: &Profile<Scores>, state: &Exact) -> Self {
        let ballot = |(scores, weight): (Scores, u64)| {
            let mut levels = vec![0; p.slate().len()];
            scores.iter().for_each(|(e, level)| levels[e.ix()] = level);
            (weight, levels)
        };
        let grouped = p.grouped();
        let ballots: Vec<(u64, Vec<u16>)> = grouped.ballots().map(ballot).collect();
        let state = vec![state.clone(); ballots.len()];
        let top = Exact::from(u32::from(p.form().top));
        let step = &p.form().step / &Exact::from(p.units_per_vote());
        Self { ballots, state, top, total: p.total_weight(), entries: p.entries().collect(), step }
    }
    /// A ballot's level for an entry.
    pub(super) fn level(&self, ballot: usize, e: EntryIx) -> Exact {
        Exact::from(u32::from(self.ballots[ballot].1[e.ix()]))
    }
    /// Seat by seat the entry to which all ballots together give the most: `gives` by ballot and entry. `spend` then changes the states;
    /// it is told the sum.
    pub(super) fn elect(
        mut self,
        seats: usize,
        teller: &mut Teller,
        gives: impl Fn(&Self, usize, EntryIx) -> Exact,
        spend: impl Fn(&mut Self, EntryIx, &Exact),
    ) -> Result<Standing, Halt> {
        let (mut open, mut draft) = (self.entries.clone(), Draft::new());
        for seat in 1..=seats {
            let mut sums: Vec<(EntryIx, Exact)> = vec![];
            for e in open.iter() {
                teller.poll()?;
                let given = self.ballots.iter().enumerate().filter(|(_, (_, levels))| levels[e.ix()] > 0);
                sums.push((e, given.map(|(b, (w, _))| &gives(&self, b, e) * &Exact::from(*w)).sum()));
            }
            let Some(most) = sums.iter().map(|(_, s)| s).max().cloned() else { break };
            let best: EntrySet = sums.iter().filter(|(_, s)| *s == most).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(sums.into_iter().map(|(e, s)| (e, &s * &self.step))));
            if best.len() > 1 {
                teller.visit(&draft, (&open, &self.state))?;
            }
            let e = teller.pick_entry(TieAt::order(seat), &best)?;
            teller.record(|| Step::Elected { entries: e.into() });
            draft.elect(e);
            open.remove(e);
            spend(&mut self, e, &most);
        }
        Ok(draft.finish(open))
    }
}
