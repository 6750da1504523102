//! The rounds that all transfers by papers share: who reaches the quota is elected, a surplus moves on, or the last leave.
use super::{
    super::runoff::Piles,
    defeat::{Defeat, Rising},
    papers::{Movable, Papers, Transfer, Worth},
    quota::cut,
};
use crate::{
    count::{Draft, Halt, Rounds, Seats, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::{Exact, Places},
};
use serde::{Deserialize, Serialize};

/// Which papers of a surplus move on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SurplusPapers {
    /// All that the elected entry holds ("inclusive").
    #[default]
    All,
    /// Those of the transfer that brought it over the quota ("exclusive", "last parcel").
    Last,
}
/// What papers of a surplus are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SurplusValue {
    /// Each in proportion to what it was worth.
    #[default]
    Weighted,
    /// All the same, whatever they were worth.
    Equal,
}
/// What becomes of papers of a surplus that name nobody further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NonTransferable {
    /// They take their share of the surplus with them.
    #[default]
    Exhaust,
    /// They stay with the elected entry, and the others move on at more, at most at what they were worth.
    Stay,
}
/// How many surpluses move on before it is looked who reaches the quota.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Surpluses {
    /// One, the largest.
    #[default]
    One,
    /// All of those who were elected together.
    All,
}
/// Earlier rounds that break ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EarlierRounds {
    /// None: ties are told.
    None,
    /// The latest at which the tied differ.
    #[default]
    Backwards,
    /// The first at which the tied differ.
    Forwards,
}
/// A law: what tells one count by papers from another.
pub(super) struct Law<'l> {
    /// From the votes dealt and the seats.
    pub(super) quota: &'l dyn Fn(&Exact) -> Exact,
    /// Taken anew from the votes that are left, and not once for all.
    pub(super) dynamic: bool,
    /// To be elected is to have more than the quota.
    pub(super) exceed: bool,
    /// Of values, cut off.
    pub(super) decimals: Option<Places>,
    /// The ratio of surplus to votes is cut off too, before it is multiplied.
    pub(super) cut_ratio: bool,
    pub(super) papers: SurplusPapers,
    pub(super) value: SurplusValue,
    pub(super) nontransferable: NonTransferable,
    pub(super) surpluses: Surpluses,
    pub(super) ties: EarlierRounds,
    pub(super) defeat: Defeat,
    /// Not in the count.
    pub(super) withdrawn: EntrySet,
    /// Leave before all others.
    pub(super) doomed: EntrySet,
    /// Do not leave while others can.
    pub(super) protected: EntrySet,
    /// The order of election says more than who has the seats, so that no way ends at a state seen before.
    pub(super) order_matters: bool,
}

/// Weighted inclusive Gregory, exact; a quota must be named.
impl Default for Law<'_> {
    fn default() -> Self {
        Self {
            quota: &Exact::clone,
            dynamic: false,
            exceed: false,
            decimals: None,
            cut_ratio: false,
            papers: SurplusPapers::All,
            value: SurplusValue::Weighted,
            nontransferable: NonTransferable::Exhaust,
            surpluses: Surpluses::One,
            ties: EarlierRounds::Backwards,
            defeat: Defeat::One,
            withdrawn: EntrySet::EMPTY,
            doomed: EntrySet::EMPTY,
            protected: EntrySet::EMPTY,
            order_matters: false,
        }
    }
}

/// Counts by a law.
pub(super) fn count(
    law: &Law<'_>,
    ballots: &dyn Rounds<Piles>,
    seats: Seats,
    teller: &mut Teller,
) -> Result<Standing, Halt> {
    let withdrawn = law.withdrawn.intersection(&ballots.slate().all());
    let standing = ballots.slate().all().minus(&withdrawn);
    let by_arrival = law.papers == SurplusPapers::Last;
    let papers = Papers::deal(ballots, &standing, by_arrival)?;
    let cast = papers.sum(&standing);
    let quota = (law.quota)(&cast);
    teller.record(|| Step::Quota { value: quota.clone() });
    let mut count = Count {
        law,
        seats: seats.number(),
        cast,
        quota,
        standing,
        elected: EntrySet::EMPTY,
        pending: EntrySet::EMPTY,
        moving: false,
        papers,
        stages: vec![],
        moves: vec![],
        draft: Draft::new(),
    };
    if count.standing.len() < count.seats {
        count.draft.may_fall_short();
    }
    while count.round(teller)? {}
    let Count { draft, standing, .. } = count;
    Ok(draft.finish(standing).unplace(&withdrawn))
}

struct Count<'l, 'b> {
    law: &'l Law<'l>,
    seats: usize,
    cast: Exact,
    quota: Exact,
    /// Neither elected nor excluded.
    standing: EntrySet,
    elected: EntrySet,
    /// Elected with a surplus that has not moved on yet.
    pending: EntrySet,
    /// Of several surpluses some have moved on, and it is not looked yet who is elected.
    moving: bool,
    papers: Papers<'b>,
    /// Votes at each earlier stage, for ties.
    stages: Vec<Vec<Exact>>,
    /// Surpluses moved on, with those who could get something: with them, where all papers lie is known.
    moves: Vec<(EntryIx, EntrySet)>,
    draft: Draft,
}
impl Count<'_, '_> {
    fn nth(&self) -> usize {
        self.stages.len() + 1
    }
    fn free(&self) -> usize {
        self.seats.saturating_sub(self.elected.len())
    }
    /// One stage; whether there is another.
    fn round(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        teller.poll()?;
        teller.record(|| self.papers.totals());
        let round_begins = self.law.defeat == Defeat::Cfer && !self.moving;
        if self.law.surpluses == Surpluses::One || self.pending.is_empty() || round_begins {
            self.elect_reached(teller)?;
        }
        if self.free() > 0 && self.standing.len() <= self.free() {
            let rest = std::mem::take(&mut self.standing);
            self.elect(rest, teller);
        }
        if self.free() == 0 || self.standing.is_empty() {
            return Ok(false);
        }
        let sure = self.sure_losers();
        let before = self.papers.votes.clone();
        if !sure.is_empty() {
            self.exclude(&sure, teller)?;
        } else if !self.pending.is_empty() {
            self.transfer_surplus(teller)?;
        } else {
            let tied = self.least(&self.may_leave(), false);
            self.visit(&tied, teller)?;
            let out = teller.pick_entry(TieAt::eliminate(self.nth()), &tied)?;
            self.exclude(&out.into(), teller)?;
        }
        self.stages.push(before);
        Ok(true)
    }
    /// Several who cannot be elected any more, if the law has them leave together.
    fn sure_losers(&self) -> EntrySet {
        if self.law.defeat == Defeat::One || (self.law.defeat == Defeat::Cfer && self.moving) {
            return EntrySet::EMPTY;
        }
        let surplus = self.pending.iter().map(|e| self.papers.of(e) - &self.quota).sum();
        let rising = Rising::of(&self.papers.votes, &self.may_leave(), surplus);
        let (most, free) = (self.standing.len() - self.free(), self.free());
        match self.law.defeat {
            Defeat::Cfer => rising.by_cfer(most, free, &self.quota),
            _ => rising.sure_losers(most),
        }
    }
    /// All that the rest of the count depends on, where there is a tie. With parcels it depends on every stage.
    fn visit(&self, tied: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        if tied.len() < 2 || self.law.papers == SurplusPapers::Last || self.law.order_matters {
            return Ok(());
        }
        let open = self.standing.union(&self.pending);
        let kept = |stage: &Vec<Exact>| open.iter().map(|e| stage[e.ix()].clone()).collect::<Vec<_>>();
        let earlier: Vec<Vec<Exact>> = match self.law.ties {
            EarlierRounds::None => vec![],
            _ => self.stages.iter().map(kept).collect(),
        };
        let sets = (self.standing.clone(), self.pending.clone());
        teller.visit(&self.draft, ((sets, self.nth() as u64), (self.moves.clone(), earlier)))
    }
    fn reaches(&self, votes: &Exact) -> bool {
        if self.law.exceed { *votes > self.quota } else { *votes >= self.quota }
    }
    fn elect_reached(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        if self.law.dynamic {
            let left = &(&self.cast - &self.papers.exhausted) - &self.papers.lost;
            let quota = (self.law.quota)(&left);
            if quota != self.quota {
                teller.record(|| Step::Quota { value: quota.clone() });
                self.quota = quota;
            }
        }
        let all = self.standing.minus(&self.law.doomed);
        let mut reached: Vec<EntryIx> = all.iter().filter(|e| self.reaches(self.papers.of(*e))).collect();
        reached.sort_by(|a, b| self.papers.of(*b).cmp(self.papers.of(*a)));
        let equal = |a: &EntryIx, b: &EntryIx| self.papers.of(*a) == self.papers.of(*b);
        let tiers: Vec<EntrySet> = reached.chunk_by(equal).map(|t| t.iter().copied().collect()).collect();
        for tier in tiers {
            // More than there are seats can reach a quota that is not rounded up.
            let nth = self.elected.len() + 1;
            let tier = teller.choose(TieAt::win(nth), &tier, self.free())?;
            if tier.is_empty() {
                break;
            }
            let over: EntrySet = tier.iter().filter(|e| *self.papers.of(*e) > self.quota).collect();
            self.pending = self.pending.union(&over);
            self.standing = self.standing.minus(&tier);
            self.elect(tier, teller);
        }
        Ok(())
    }
    fn elect(&mut self, tier: EntrySet, teller: &mut Teller) {
        self.elected = self.elected.union(&tier);
        teller.record(|| Step::Elected { entries: tier.clone() });
        self.draft.elect(tier);
    }
    /// Who may leave: the doomed first, the protected only if there is nobody else.
    fn may_leave(&self) -> EntrySet {
        let doomed = self.standing.intersection(&self.law.doomed);
        let open = self.standing.minus(&self.law.protected);
        if !doomed.is_empty() {
            doomed
        } else if open.is_empty() {
            self.standing.clone()
        } else {
            open
        }
    }
    fn exclude(&mut self, out: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        self.standing = self.standing.minus(out);
        self.draft.eliminate(out.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        self.papers.leave(out, &self.standing, teller)
    }
    fn transfer_surplus(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let tied = self.least(&self.pending, true);
        // Papers of one pending entry never come to another, so their order matters only where it tells what came last, or
        // what an earlier stage was.
        let ties_look_back = self.law.ties != EarlierRounds::None;
        let from = if self.law.surpluses == Surpluses::All
            && self.law.papers == SurplusPapers::All
            && !ties_look_back
        {
            tied.iter().next().expect("somebody has the largest surplus")
        } else {
            self.visit(&tied, teller)?;
            teller.pick_entry(TieAt::order(self.nth()), &tied)?
        };
        self.pending.remove(from);
        self.moving = self.law.surpluses == Surpluses::All && !self.pending.is_empty();
        let last_only = self.law.papers == SurplusPapers::Last;
        let surplus = self.papers.of(from) - &self.quota;
        let cut = |v: Exact| self.law.decimals.map_or(v.clone(), |p| cut(&v, p));
        let (held, papers) = (self.papers.worth(from, last_only), self.papers.papers(from, last_only));
        let stay = self.law.nontransferable == NonTransferable::Stay;
        // At most all of it: with the last papers alone, or those that can move, a surplus may be more than they hold.
        let capped = |of: &Exact| if surplus < *of { surplus.clone() } else { of.clone() };
        let each = |v: &Exact, held: &Exact| {
            let share = capped(held);
            match share.checked_div(held) {
                Some(ratio) if self.law.cut_ratio => cut(v * &cut(ratio)),
                Some(ratio) => cut(v * &ratio),
                None => Exact::ZERO,
            }
        };
        let weighted = |v: &Exact, m: &Movable| each(v, if stay { &m.value } else { &held });
        let equal = |v: &Exact, m: &Movable| {
            let (all, papers) = if stay { (&m.value, &m.papers) } else { (&held, &papers) };
            if stay && surplus >= *all {
                return v.clone();
            }
            cut(capped(all).checked_div(papers).unwrap_or(Exact::ZERO))
        };
        let worth = match self.law.value {
            SurplusValue::Weighted => Worth::Each(&weighted),
            SurplusValue::Equal => Worth::Each(&equal),
        };
        // What stays behind with papers that cannot move is not lost.
        let gives = (!stay).then(|| capped(&held));
        let all = Transfer::all(from, &self.standing, surplus.clone());
        let step = self.papers.transfer(&Transfer { last_only, stay, worth, gives, ..all })?;
        self.moves.push((from, self.standing.clone()));
        teller.record(|| step);
        Ok(())
    }
    fn least(&self, of: &EntrySet, most: bool) -> EntrySet {
        extreme(of, most, &self.papers.votes, &self.stages, self.law.ties)
    }
}
/// Those with the least (most) votes now; among equals, those at the earlier stages that are looked at.
pub(super) fn extreme(
    of: &EntrySet,
    most: bool,
    now: &[Exact],
    stages: &[Vec<Exact>],
    ties: EarlierRounds,
) -> EntrySet {
    let earlier: Vec<&[Exact]> = match ties {
        EarlierRounds::None => vec![],
        EarlierRounds::Backwards => stages.iter().rev().map(Vec::as_slice).collect(),
        EarlierRounds::Forwards => stages.iter().map(Vec::as_slice).collect(),
    };
    let mut tied = of.clone();
    for stage in std::iter::once(now).chain(earlier) {
        let votes = tied.iter().map(|e| &stage[e.ix()]);
        let Some(best) = (if most { votes.max() } else { votes.min() }) else { break };
        tied = tied.iter().filter(|e| stage[e.ix()] == *best).collect();
        if tied.len() == 1 {
            break;
        }
    }
    tied
}
