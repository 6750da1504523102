//! Whether what an event says was found speaks of what there is, so that applying it cannot fail.
use super::Judge;
use crate::{
    contest::{
        Next, RoundRecord, SETTLEMENT_FORMAT, Seating, Settlement,
        people::Membership,
        plan::OnTie,
        settle::{ended, hidden},
    },
    id::EntryId,
    num::Amount,
};

impl Judge<'_> {
    pub(super) fn check_seatings(&self, seatings: &[Seating]) -> Result<(), String> {
        if seatings.iter().map(|s| &s.roster).ne(self.plan.plan().rosters.keys()) {
            return Err("does not seat every roster of the plan once".to_owned());
        }
        for s in seatings {
            let Some(members) = self.state.people.rosters.get(&s.roster) else {
                return Err(format!("seats roster `{}`, which the plan does not have", s.roster));
            };
            for p in &s.admission.admitted {
                let asked = self.state.people.ix(p).and_then(|ix| members.get(ix));
                if asked.is_none_or(|m| m.state != Membership::Asked) {
                    return Err(format!("seats `{p}`, who has not asked"));
                }
            }
        }
        Ok(())
    }
    pub(super) fn check_record(&self, r: &RoundRecord) -> Result<(), String> {
        let round = &self.state.round;
        if (r.round.0, r.turn) != (round.at, round.turn) {
            return Err(format!(
                "counts turn {} of round {}, which is not the present one",
                r.turn, r.round.0
            ));
        }
        // A second vote on a tie has only a part of the slate; whoever was certain is of the whole one.
        let (counting, voted_again) = (self.counting(), self.counting().revote_of().is_some());
        let on_slate = |e: &EntryId| {
            self.state.entries.ix(e).is_some_and(|n| self.state.place(n).is_some())
                || voted_again && counting.whole_slate(r).contains(e)
        };
        let slate = round.slate.iter().map(|e| &self.state.entries.get(*e).id);
        if !slate.eq(&r.slate) {
            return Err("counts another slate than that of the round".to_owned());
        }
        let stranger = match &r.next {
            Next::Round { entries } | Next::Again { entries } => entries.iter().find(|e| !on_slate(e)),
            Next::Won { winners } => winners.iter().flatten().find(|e| !on_slate(e)),
            _ => None,
        };
        if let Some(e) = stranger {
            return Err(format!("names `{e}`, which is not on the slate of the round"));
        }
        let (next, plan) = (round.at as usize + 1, self.plan.plan());
        match &r.next {
            Next::Round { .. } if next >= plan.rounds.len() => {
                Err("goes on to a round that the plan does not have".to_owned())
            }
            Next::Again { .. }
                if plan.rounds[round.at as usize].repeat.is_none()
                    && (plan.rounds[round.at as usize].ties.by != OnTie::Revote || round.turn > 0) =>
            {
                Err("holds a round again that the plan holds once".to_owned())
            }
            Next::Tied { polls, at_cut: false }
                if !plan.rounds[round.at as usize].polls.iter().any(|p| polls.contains(&p.poll)) =>
            {
                Err("waits for a tie in no poll of the round".to_owned())
            }
            _ => Ok(()),
        }
    }
    pub(super) fn check_settlement(&self, s: &Settlement) -> Result<(), String> {
        let plan = self.plan.plan();
        if s.format != SETTLEMENT_FORMAT {
            return Err(format!(
                "has a settlement of format {}; this version reads {SETTLEMENT_FORMAT}",
                s.format
            ));
        }
        if s.contest != plan.contest {
            return Err(format!("settles `{}`, this is `{}`", s.contest, plan.contest));
        }
        if s.ended != ended(self.state) {
            return Err(format!("says {:?}, the contest ended with {:?}", s.ended, ended(self.state)));
        }
        if s.hidden != hidden(self.state) {
            return Err("says of entries that they were hidden for another time".to_owned());
        }
        if s.payouts.iter().map(|o| &o.pot.pot).ne(plan.pots.iter().map(|p| &p.pot)) {
            return Err("does not pay every pot of the plan once, in their order".to_owned());
        }
        for (out, p) in s.payouts.iter().zip(&plan.pots) {
            let sum = Amount::total(out.lines.iter().map(|l| l.amount).chain([out.returned]));
            if out.pot.amount != p.amount || out.pot.currency != p.currency || sum != Some(p.amount) {
                return Err(format!("does not pay or give back the {} of pot `{}`", p.amount, p.pot));
            }
        }
        Ok(())
    }
}
