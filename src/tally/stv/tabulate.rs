//! The rounds of a count with the options of `RCTab`.
use super::{
    quota::cut,
    rctab::{ElectionMode, Overvote, Rctab},
    rounds::{EarlierRounds, extreme},
};
use crate::{
    ballot::Ranking,
    count::{Draft, Halt, Reason, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::{Exact, Fixed, Places},
    profile::Profile,
};
use std::collections::BTreeMap;

struct Paper {
    tiers: Vec<EntrySet>,
    weight: u64,
    /// In units of the last decimal.
    value: u64,
    at: Option<EntryIx>,
    ended: bool,
}
pub(super) struct Count<'r> {
    rule: &'r Rctab,
    seats: usize,
    papers: Vec<Paper>,
    /// Units of the last decimal in one vote, and of weight.
    one: u64,
    units: Exact,
    total: Exact,
    entries: usize,
    continuing: EntrySet,
    won: EntrySet,
    /// What the elected keep, and the part of each of their papers that moves on.
    kept: BTreeMap<EntryIx, (Exact, u64)>,
    threshold: Option<Exact>,
    votes: Vec<Exact>,
    stages: Vec<Vec<Exact>>,
    round: usize,
    /// In the draft already.
    placed: EntrySet,
    draft: Draft,
}
impl<'r> Count<'r> {
    pub(super) fn new(rule: &'r Rctab, p: &Profile<Ranking>, seats: usize) -> Self {
        let units = Exact::from(p.units_per_vote());
        let mut new = Self {
            rule,
            seats,
            papers: vec![],
            one: 10u64.pow(u32::from(rule.decimals.places())),
            total: &Exact::from(p.total_weight()) / &units,
            units,
            entries: p.slate().len(),
            continuing: p.slate().all(),
            won: EntrySet::EMPTY,
            kept: BTreeMap::new(),
            threshold: None,
            votes: vec![],
            stages: vec![],
            round: 0,
            placed: EntrySet::EMPTY,
            draft: Draft::new(),
        };
        new.begin_pass(p);
        new
    }
    /// All papers as they were cast, for those who have not won.
    pub(super) fn begin_pass(&mut self, p: &Profile<Ranking>) {
        let paper = |(b, weight): (Ranking, u64)| Paper {
            tiers: b.0,
            weight,
            value: self.one,
            at: None,
            ended: false,
        };
        self.papers = p.ballots().map(paper).collect();
        self.continuing = p.slate().all().minus(&self.won);
        self.threshold = None;
        self.stages.clear();
    }
    /// Whoever won, in order, then whoever did not, the last to leave first.
    pub(super) fn finish(self) -> Standing {
        self.draft.finish(EntrySet::first(self.entries).minus(&self.placed))
    }
    /// Every paper to whom it counts for, and what everybody has.
    fn tally(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        teller.poll()?;
        self.round += 1;
        let (mut sums, mut ended) = (vec![0u128; self.entries], 0u128);
        for p in &mut self.papers {
            if !p.at.is_some_and(|e| self.continuing.contains(e)) && !p.ended {
                if let Some((_, part)) = p.at.and_then(|e| self.kept.get(&e)) {
                    let value = u128::from(p.value) * u128::from(*part) / u128::from(self.one);
                    p.value = u64::try_from(value).unwrap_or(p.value);
                }
                p.at = next(&p.tiers, &self.continuing, self.rule.overvote);
                p.ended = p.at.is_none();
            }
            let x = u128::from(p.value) * u128::from(p.weight);
            match p.at {
                Some(e) => sums[e.ix()] += x,
                None => ended += x,
            }
        }
        let shown = |v: u128| &(&Exact::from(v) / &Exact::from(self.one)) / &self.units;
        self.votes = sums.into_iter().map(shown).collect();
        for (e, (kept, _)) in &self.kept {
            self.votes[e.ix()] = kept.clone();
        }
        teller.record(|| {
            let who = self.continuing.union(&self.kept.keys().copied().collect());
            let totals: Vec<(EntryIx, Exact)> = who.iter().map(|e| (e, self.votes[e.ix()].clone())).collect();
            let ended = shown(ended);
            let lost = &(&self.total - &totals.iter().map(|(_, v)| v).sum::<Exact>()) - &ended;
            Step::scored_of(totals, ended, lost)
        });
        Ok(())
    }
    fn of(&self, e: EntryIx) -> &Exact {
        &self.votes[e.ix()]
    }
    fn sum(&self) -> Exact {
        self.votes.iter().sum()
    }
    /// The threshold of the votes that count now, for so many seats.
    fn threshold_now(&self, seats: usize) -> Exact {
        let by = if self.rule.hare { seats } else { seats + 1 };
        let share = &self.sum() / &Exact::from(by.max(1));
        let places = if self.rule.fractional {
            self.rule.decimals
        } else {
            Places::new(0).unwrap_or(self.rule.decimals)
        };
        let down = cut(&share, places);
        if self.rule.hare && down == share {
            return down;
        }
        &down + &places.exact(Fixed::of_units(1))
    }
    fn set_threshold(&mut self, seats: usize, frozen: bool, teller: &mut Teller) -> Exact {
        let threshold = match &self.threshold {
            Some(t) if frozen => t.clone(),
            _ => self.threshold_now(seats),
        };
        teller.record(|| Step::Quota { value: threshold.clone() });
        self.threshold = Some(threshold.clone());
        threshold
    }
    pub(super) fn one_seat(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let mut first = true;
        let mut winner: Option<EntryIx> = None;
        while !self.continuing.is_empty() {
            if self.rule.stop_after > 0 && self.round >= self.rule.stop_after as usize {
                let text = format!("nobody had won when the count stopped after round {}", self.round).into();
                return Err(teller.nobody(Reason::Other { text }));
            }
            self.tally(teller)?;
            let frozen = self.rule.first_round_threshold || winner.is_some();
            let threshold = self.set_threshold(1, frozen, teller);
            if winner.is_none() {
                let may = self.continuing.minus(&self.rule.undeclared);
                let reached: EntrySet = may.iter().filter(|e| *self.of(*e) >= threshold).collect();
                // Of two who are left the one with more wins, whatever the threshold.
                let best = if reached.is_empty() && self.continuing.len() <= 2 { may } else { reached };
                if !best.is_empty() {
                    let tied = self.extreme(&best, true);
                    let won = teller.pick_entry(TieAt::win(self.round), &tied)?;
                    self.elect(won.into(), teller);
                    winner = Some(won);
                    // The round that tells the winner drops nobody.
                    if !self.rule.until_two || self.continuing.len() <= 2 {
                        break;
                    }
                    self.stages.push(self.votes.clone());
                    first = false;
                    continue;
                }
            }
            if winner.is_some() && self.continuing.len() <= 2 {
                break;
            }
            let least_left = if self.rule.until_two { 2 } else { 1 };
            self.drop_somebody(first, least_left, winner, teller)?;
            first = false;
        }
        Ok(())
    }
    pub(super) fn several_seats(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let mut first = true;
        loop {
            self.tally(teller)?;
            let threshold = self.set_threshold(self.seats, true, teller);
            let free = self.seats - self.won.len();
            if free == 0 || self.continuing.is_empty() {
                return Ok(());
            }
            let open = self.continuing.minus(&self.rule.undeclared);
            let reached: EntrySet = if !self.undeclared().is_empty() {
                EntrySet::EMPTY
            } else if open.len() <= free {
                open
            } else {
                open.iter().filter(|e| *self.of(*e) >= threshold).collect()
            };
            if reached.is_empty() {
                self.drop_somebody(first, free, None, teller)?;
            } else {
                self.elect_several(&reached, &threshold, free, teller)?;
            }
            first = false;
            if self.won.len() == self.seats {
                // Whatever is above the threshold of the last goes to nobody.
                self.continuing = EntrySet::EMPTY;
            }
        }
    }
    fn elect_several(
        &mut self,
        reached: &EntrySet,
        threshold: &Exact,
        free: usize,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        let elected = if self.rule.mode == ElectionMode::OnePerRound {
            let tied = self.extreme(reached, true);
            teller.pick_entry(TieAt::win(self.round), &tied)?.into()
        } else {
            teller.choose(TieAt::win(self.round), reached, free)?
        };
        for e in elected.iter() {
            let votes = self.of(e).clone();
            let over = &votes - threshold;
            let part = if over.is_negative() { None } else { over.checked_div(&votes) };
            let part = part.and_then(|p| self.rule.decimals.of_exact_down(&p)).map_or(0, |p| p.units());
            let keeps = if votes < *threshold { votes } else { threshold.clone() };
            self.kept.insert(e, (keeps, u64::try_from(part).unwrap_or(0)));
        }
        self.continuing = self.continuing.minus(&elected);
        self.stages.push(self.votes.clone());
        self.elect(elected, teller);
        Ok(())
    }
    pub(super) fn bottoms_up(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let by_share = self.rule.mode == ElectionMode::BottomsUpPercentage;
        let mut first = true;
        loop {
            self.tally(teller)?;
            let floor = &(&self.sum() * &self.rule.percentage) / &Exact::from(100u32);
            let below: EntrySet =
                self.continuing.iter().filter(|e| by_share && *self.of(*e) < floor).collect();
            let undeclared = !self.undeclared().is_empty();
            let done = if by_share { below.is_empty() } else { self.continuing.len() <= self.seats };
            if (done && !undeclared) || self.continuing.is_empty() {
                let rest = std::mem::take(&mut self.continuing).minus(&self.rule.undeclared);
                self.elect(rest, teller);
                return Ok(());
            }
            if by_share && self.rule.cutoff && !undeclared {
                self.drop_all(&below, teller);
            } else {
                self.drop_somebody(first, if by_share { 1 } else { self.seats }, None, teller)?;
            }
            first = false;
        }
    }
    fn elect(&mut self, who: EntrySet, teller: &mut Teller) {
        self.won = self.won.union(&who);
        self.placed = self.placed.union(&who);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who);
    }
    /// Undeclared write-ins, those below the least number of votes, all who cannot catch up, or the last.
    fn drop_somebody(
        &mut self,
        first: bool,
        least_left: usize,
        winner: Option<EntryIx>,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        let undeclared = self.undeclared();
        if !undeclared.is_empty() {
            self.drop_all(&undeclared, teller);
            return Ok(());
        }
        let floor = Exact::from(self.rule.minimum_votes);
        let weak: EntrySet = self.continuing.iter().filter(|e| *self.of(*e) < floor).collect();
        if first && !weak.is_empty() {
            self.drop_all(&weak, teller);
            return Ok(());
        }
        let batch = if self.rule.batch { self.batch(least_left) } else { EntrySet::EMPTY };
        if batch.len() > 1 {
            self.drop_all(&batch, teller);
            return Ok(());
        }
        let tied = self.extreme(&self.continuing, false);
        // A winner who is known stays to the end of a count that goes on until two are left.
        let open = winner.map_or_else(|| tied.clone(), |w| tied.minus(&w.into()));
        let tied = if open.is_empty() { tied } else { open };
        if tied.len() > 1 {
            let earlier =
                if self.rule.earlier_rounds == EarlierRounds::None { vec![] } else { self.stages.clone() };
            let state = (self.continuing.clone(), self.round as u64);
            let values: Vec<u64> = self.papers.iter().map(|p| p.value).collect();
            teller.visit(&self.draft, ((state, self.won.clone()), (earlier, values)))?;
        }
        let out = teller.pick_entry(TieAt::eliminate(self.round), &tied)?;
        self.drop_all(&out.into(), teller);
        Ok(())
    }
    /// Undeclared write-ins with votes; without, they are entries like others that cannot win.
    fn undeclared(&self) -> EntrySet {
        let open = self.continuing.intersection(&self.rule.undeclared);
        open.iter().filter(|e| !self.of(*e).is_zero()).collect()
    }
    fn drop_all(&mut self, out: &EntrySet, teller: &mut Teller) {
        self.continuing = self.continuing.minus(out);
        self.stages.push(self.votes.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        // In several passes an entry leaves more than once; it is placed when it wins or at the end.
        if self.rule.mode != ElectionMode::MultiPass {
            self.placed = self.placed.union(out);
            self.draft.eliminate(out.clone());
        }
    }
    /// The largest set from below that together has less than the next above.
    fn batch(&self, least_left: usize) -> EntrySet {
        let mut tiers: BTreeMap<&Exact, EntrySet> = BTreeMap::new();
        for e in self.continuing.iter() {
            tiers.entry(self.of(e)).or_default().insert(e);
        }
        let (mut sum, mut below, mut found) = (Exact::ZERO, EntrySet::EMPTY, EntrySet::EMPTY);
        for (votes, tier) in tiers {
            if sum < *votes && self.continuing.len() - below.len() >= least_left {
                found = below.clone();
            }
            sum += &(votes * &Exact::from(tier.len()));
            below = below.union(&tier);
        }
        found
    }
    /// Those with the most (fewest) votes, by earlier rounds among equals.
    fn extreme(&self, of: &EntrySet, most: bool) -> EntrySet {
        extreme(of, most, &self.votes, &self.stages, self.rule.earlier_rounds)
    }
}
/// The first entry on a paper that continues; none if the paper ends before.
fn next(tiers: &[EntrySet], continuing: &EntrySet, overvote: Overvote) -> Option<EntryIx> {
    for tier in tiers {
        let open = tier.intersection(continuing);
        let several = if overvote == Overvote::ExhaustIfMultipleContinuing { &open } else { tier };
        if several.len() > 1 {
            if overvote == Overvote::Skip {
                continue;
            }
            return None;
        }
        if let Some(e) = open.single() {
            return Some(e);
        }
    }
    None
}
