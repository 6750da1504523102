//! The rounds of a count by keep factors: until somebody reaches the quota, or the surpluses are as small as they get and one leaves.
use super::{
    flow::{Flow, FlowOrder},
    meek::{Keep, MeekQuota, MeekStv},
};
use crate::{
    count::{Draft, Halt, Refusal, Rounds, Session, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};

/// A count that is one of several.
pub(super) struct Part {
    /// Rounds of the counts before it.
    pub(super) after: usize,
    /// Who leaves if it is among those tied for the last place.
    pub(super) loses_ties: Option<EntryIx>,
}
/// What a count came to.
pub(super) struct Ended {
    pub(super) standing: Standing,
    pub(super) elected: EntrySet,
    /// First to last.
    pub(super) excluded: Vec<EntryIx>,
    pub(super) votes: Vec<Exact>,
    /// The number of the last round.
    pub(super) round: usize,
}
/// Counts by a rule.
pub(super) fn count(
    rule: &MeekStv,
    ballots: &dyn Rounds<Flow>,
    seats: usize,
    part: Option<&Part>,
    teller: &mut Teller,
) -> Result<Ended, Halt> {
    if rule.decimals.is_none() && rule.quota == MeekQuota::NextAbove {
        let why = "there is no next value above without decimals; give decimals, or quota `exact`".into();
        return Err(Refusal::Parameter { name: "quota", why }.into());
    }
    let all = ballots.slate().all();
    let protected = rule.protected.intersection(&all).minus(&rule.withdrawn);
    if protected.len() > seats {
        let why = format!("{} entries for {} seats; at most one a seat", protected.len(), seats);
        return Err(Refusal::Parameter { name: "protected", why }.into());
    }
    let mut count = Count {
        rule,
        part,
        excluded: vec![],
        protected,
        seats,
        units: Exact::from(ballots.units_per_vote()),
        total: &Exact::from(ballots.total_weight()) / &Exact::from(ballots.units_per_vote()),
        keep: all.iter().map(|e| if rule.withdrawn.contains(e) { Exact::ZERO } else { Exact::ONE }).collect(),
        hopeful: all.minus(&rule.withdrawn),
        elected: EntrySet::EMPTY,
        votes: vec![],
        quota: Exact::ZERO,
        quota_of_others: Exact::ZERO,
        surplus: Exact::ZERO,
        draft: Draft::new(),
    };
    if count.hopeful.len() < count.seats {
        count.draft.may_fall_short();
    }
    let mut session = ballots.begin();
    let mut round = part.map_or(0, |p| p.after);
    loop {
        let free = count.free();
        if free == 0 || count.hopeful.len() <= free || count.kept() == free {
            break;
        }
        round += 1;
        if !count.iterate(&mut session, teller)? {
            count.defeat(round, teller)?;
        }
    }
    if count.free() > 0 && !count.hopeful.is_empty() {
        let kept = count.kept() == count.free();
        let rest = if kept { count.hopeful.intersection(&count.protected) } else { count.hopeful.clone() };
        count.hopeful = count.hopeful.minus(&rest);
        count.elect(rest, teller);
    }
    let Count { draft, hopeful, elected, excluded, votes, .. } = count;
    let standing = draft.finish(hopeful).unplace(&rule.withdrawn.intersection(&all));
    Ok(Ended { standing, elected, excluded, votes, round })
}

struct Count<'r> {
    rule: &'r MeekStv,
    part: Option<&'r Part>,
    excluded: Vec<EntryIx>,
    protected: EntrySet,
    seats: usize,
    units: Exact,
    total: Exact,
    keep: Vec<Exact>,
    hopeful: EntrySet,
    elected: EntrySet,
    votes: Vec<Exact>,
    quota: Exact,
    /// Of those who are not protected.
    quota_of_others: Exact,
    surplus: Exact,
    draft: Draft,
}
impl Count<'_> {
    fn free(&self) -> usize {
        self.seats.saturating_sub(self.elected.len())
    }
    /// Seats kept for protected entries.
    fn kept(&self) -> usize {
        self.hopeful.intersection(&self.protected).len()
    }
    fn quota_of(&self, e: EntryIx) -> &Exact {
        if self.protected.contains(e) { &self.quota } else { &self.quota_of_others }
    }
    fn up(&self, v: Exact) -> Exact {
        let Some(places) = self.rule.decimals else { return v };
        places.of_exact_up(&v).map_or(v, |x| places.exact(x))
    }
    fn omega(&self) -> Exact {
        self.rule.omega_decimals.exact(crate::num::Fixed::of_units(1))
    }
    /// Until somebody is elected (true), or the surpluses are as small as they get.
    fn iterate(&mut self, session: &mut Session<'_, Flow>, teller: &mut Teller) -> Result<bool, Halt> {
        let mut before: Option<Exact> = None;
        loop {
            teller.poll()?;
            self.distribute(session)?;
            let over = self.elected.iter().map(|e| &self.votes[e.ix()] - self.quota_of(e)).sum::<Exact>();
            self.surplus = if over.is_negative() { Exact::ZERO } else { over };
            let reached = self.reached();
            let still = before.as_ref().is_some_and(|b| self.surplus >= *b);
            if !reached.is_empty() || self.surplus < self.omega() || still {
                teller.record(|| Step::Quota { value: self.quota.clone() });
                teller.record(|| self.totals());
                let elected = !reached.is_empty();
                for tier in reached {
                    let nth = self.elected.len() + 1;
                    let kept = tier.intersection(&self.protected);
                    let free = self.free() - self.kept();
                    let tier = kept.union(&teller.choose(TieAt::win(nth), &tier.minus(&kept), free)?);
                    if tier.is_empty() {
                        continue;
                    }
                    self.hopeful = self.hopeful.minus(&tier);
                    self.elect(tier, teller);
                }
                return Ok(elected);
            }
            before = Some(self.surplus.clone());
            self.adjust()?;
        }
    }
    fn distribute(&mut self, session: &mut Session<'_, Flow>) -> Result<(), Halt> {
        let price = self.rule.keep == Keep::Price;
        let order = FlowOrder { keep: self.keep.clone(), price, decimals: self.rule.decimals };
        let mut kept = session.flow(&order)?.kept;
        kept.resize(self.keep.len(), Exact::ZERO);
        self.votes = kept.iter().map(|v| v / &self.units).collect();
        self.quota = self.share(&self.votes.iter().sum(), self.seats);
        self.quota_of_others = self.quota.clone();
        if !self.protected.is_empty() {
            let others = self.hopeful.union(&self.elected).minus(&self.protected);
            let sum = others.iter().map(|e| &self.votes[e.ix()]).sum();
            let share = self.share(&sum, self.seats - self.protected.len());
            if share > self.quota {
                self.quota_of_others = share;
            }
        }
        Ok(())
    }
    /// Votes divided by one more than the seats, and rounded.
    fn share(&self, votes: &Exact, seats: usize) -> Exact {
        let share = votes / &Exact::from(seats + 1);
        match (self.rule.quota, self.rule.decimals) {
            (MeekQuota::NextAbove, Some(places)) => {
                let unit = places.exact(crate::num::Fixed::of_units(1));
                let cut = places.of_exact_down(&share).map_or(share, |x| places.exact(x));
                &cut + &unit
            }
            _ => share,
        }
    }
    /// Those who reach the quota, in tiers of equal votes, most first.
    fn reached(&self) -> Vec<EntrySet> {
        let votes = |e: &EntryIx| &self.votes[e.ix()];
        let reaches = |e: &EntryIx| match self.rule.quota {
            MeekQuota::NextAbove => votes(e) >= self.quota_of(*e),
            MeekQuota::Exact => *votes(e) >= self.quota_of(*e) - &self.omega(),
            MeekQuota::ExactExceed => *votes(e) > self.quota_of(*e) + &self.omega(),
        };
        let mut all: Vec<EntryIx> = self.hopeful.iter().filter(reaches).collect();
        all.sort_by(|a, b| votes(b).cmp(votes(a)));
        all.chunk_by(|a, b| votes(a) == votes(b)).map(|t| t.iter().copied().collect()).collect()
    }
    fn adjust(&mut self) -> Result<(), Halt> {
        for e in self.elected.iter() {
            let Some(keep) = self.up(&self.keep[e.ix()] * self.quota_of(e)).checked_div(&self.votes[e.ix()])
            else {
                continue;
            };
            let keep = self.up(keep);
            if self.rule.decimals.is_none() && keep.denominator().is_none() {
                let (got, most) = (keep.to_string().len() as u64, 4000);
                if got > most {
                    return Err(Refusal::TooLarge { what: "digits of a keep factor", got, most }.into());
                }
            }
            self.keep[e.ix()] = if keep > Exact::ONE { Exact::ONE } else { keep };
        }
        Ok(())
    }
    fn elect(&mut self, tier: EntrySet, teller: &mut Teller) {
        self.elected = self.elected.union(&tier);
        teller.record(|| Step::Elected { entries: tier.clone() });
        self.draft.elect(tier);
    }
    fn defeat(&mut self, round: usize, teller: &mut Teller) -> Result<(), Halt> {
        let votes = |e: &EntryIx| &self.votes[e.ix()];
        let may_leave = self.hopeful.minus(&self.protected);
        let fewest = may_leave.iter().map(|e| votes(&e).clone()).min().unwrap_or_default();
        let most = &fewest + &self.surplus;
        let tied: EntrySet = may_leave.iter().filter(|e| *votes(e) <= most).collect();
        let loses = self.part.and_then(|p| p.loses_ties).filter(|e| tied.contains(*e));
        let tied = loses.map_or(tied, EntrySet::from);
        if tied.len() > 1 && self.part.is_none() {
            let sets = (self.hopeful.clone(), self.elected.clone());
            teller.visit(&self.draft, ((sets, round as u64), self.keep.clone()))?;
        }
        let out = teller.pick_entry(TieAt::eliminate(round), &tied)?;
        self.hopeful.remove(out);
        self.keep[out.ix()] = Exact::ZERO;
        self.draft.eliminate(out);
        self.excluded.push(out);
        teller.record(|| Step::Eliminated { entries: out.into() });
        Ok(())
    }
    fn totals(&self) -> Step {
        let all = self.votes.iter().enumerate().map(|(e, v)| (EntryIx::from(e), v.clone())).collect();
        let rest = &self.total - &self.votes.iter().sum::<Exact>();
        Step::scored_of(all, rest, Exact::ZERO)
    }
}
