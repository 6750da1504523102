//! What voters of different ballots have left, for rules in which the strongest voters elect, seat by seat.
use crate::{
    ballot::Approval,
    count::{Draft, Halt, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};

pub(super) struct Book {
    /// Weight and approvals of each different ballot.
    ballots: Vec<(u64, EntrySet)>,
    slate: EntrySet,
    units: Exact,
    /// By unit of weight.
    pub(super) purses: Vec<Exact>,
    /// What every purse gets before each seat, by unit of weight.
    pub(super) income: Exact,
}
impl Book {
    pub(super) fn of(p: &Profile<Approval>) -> Self {
        let (grouped, slate) = (p.grouped(), p.entries().collect());
        let ballot = |r: usize| (grouped.weight(r), grouped.rows().approved(r).collect());
        let ballots: Vec<(u64, EntrySet)> = (0..grouped.len()).map(ballot).collect();
        let purses = vec![Exact::ZERO; ballots.len()];
        Self { ballots, slate, units: Exact::from(p.units_per_vote()), purses, income: Exact::ZERO }
    }
    /// Changes the purse of each ballot that approves an entry.
    pub(super) fn of_supporters(&mut self, e: EntryIx, mut change: impl FnMut(&mut Exact)) {
        for ((_, approves), purse) in self.ballots.iter().zip(&mut self.purses) {
            if approves.contains(e) {
                change(purse);
            }
        }
    }
    /// Weight of those who approve an entry and have something left.
    pub(super) fn weight_with_strength(&self, e: EntryIx) -> u64 {
        let able = self.ballots.iter().zip(&self.purses);
        able.filter(|((_, a), purse)| a.contains(e) && **purse > Exact::ZERO).map(|((w, _), _)| w).sum()
    }
    fn strength(&self, e: EntryIx) -> Exact {
        let able = self.ballots.iter().zip(&self.purses);
        let mine = able.filter(|((_, a), purse)| a.contains(e) && **purse > Exact::ZERO);
        mine.map(|((w, _), purse)| purse * &Exact::from(*w)).sum()
    }
    /// Seat by seat the entry whose voters have the most; `pay` takes it from them.
    pub(super) fn elect_strongest(
        mut self,
        seats: usize,
        teller: &mut Teller,
        pay: impl Fn(&mut Self, EntryIx, Exact),
    ) -> Result<Standing, Halt> {
        let (mut open, mut draft) = (self.slate.clone(), Draft::new());
        for seat in 1..=seats {
            let income = self.income.clone();
            self.purses.iter_mut().for_each(|purse| *purse += &income);
            let strengths: Vec<(EntryIx, Exact)> = open.iter().map(|e| (e, self.strength(e))).collect();
            let Some(most) = strengths.iter().map(|(_, s)| s).max().cloned() else { break };
            let best: EntrySet = strengths.iter().filter(|(_, s)| *s == most).map(|(e, _)| *e).collect();
            teller.record(|| Step::scored(strengths.into_iter().map(|(e, s)| (e, &s / &self.units))));
            if best.len() > 1 {
                teller.visit(&draft, (&open, &self.purses))?;
            }
            let e = teller.pick_entry(TieAt::order(seat), &best)?;
            teller.record(|| Step::Elected { entries: e.into() });
            draft.elect(e);
            open.remove(e);
            pay(&mut self, e, most);
        }
        Ok(draft.finish(open))
    }
}
