//! STV of the Australian Senate: all papers of an elected entry move on at one value, and only whole votes count.
//!
//! The quota is the votes divided by one more than the seats, cut off, and one. Whoever reaches it is elected. The surplus
//! divided by the number of *all* papers of the elected entry is their value from now on, whatever they were worth before; what
//! each other entry gets is cut off to whole votes. Surpluses move on in the order of election, of those elected together the
//! largest first. If there is none the entry with the fewest votes is excluded: its papers move on in steps, those of one value
//! together, the highest value first; whoever reaches the quota is elected after each step. Of the last two for the last seat
//! the one with more votes is elected, and when as many are left as there are seats, all are.
//!
//! Worked example: three seats; 110 papers A B C D, 100 C D E A B, 10 C E D, 10 E C D, 10 E. Quota 61. A and C are elected. A's
//! 49 go to B; of C's 49 go 44 to D (100 papers at 49/110) and 4 to E. E has 24 and is excluded: 10 papers worth one go to D, ten
//! end; 10 papers at 49/110, 4 votes, go to D. D has 58, B 49: D is elected.
use super::{
    super::runoff::Piles,
    papers::{Movable, Papers, Transfer, Worth},
    quota::Quota,
    rounds::{EarlierRounds, extreme},
};
use crate::{
    count::{
        About, Alias, Draft, Exception, Halt, Law, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// Unweighted inclusive Gregory with whole votes.
///
/// The definition and a worked example are at the head of [this module](self). The exclusion of several at once, which the Act
/// allows and which changes nobody's election, is not made use of. A value can be more than a paper was worth before, which is
/// a known property of the law.
///
/// # Ties
/// Between surpluses of those elected together and for exclusion: whoever had more (fewer) at the latest earlier count at which
/// all who are tied differ; else the electoral officer decides: the teller is asked at stage `order` or `eliminate`, and between
/// the last two at stage `win`, with the number of the count.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// Commonwealth Electoral Act 1918 (Australia), section 273, (8) to (32).
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::AustralianSenate};
/// let mut ballots = vec![Ranking::strict([0, 1]); 6];
/// ballots.extend(vec![Ranking::strict([2]); 3]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&AustralianSenate {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AustralianSenate {}

impl TallyRule for AustralianSenate {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("australian-senate", "Australian Senate")
            .breaks(&[Exception::new(Law::Copies, "the quota and transfers are whole votes")])
            .aliases(&[
                Alias::plain("senate-stv"),
                Alias::plain("aec-senate"),
                Alias::plain("Australian Senate STV"),
            ])
            .references(&["Commonwealth Electoral Act 1918 (Australia), section 273"])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let standing = ballots.slate().all();
        let papers = Papers::deal(ballots, &standing, false)?;
        let quota = Quota::Droop.of(&papers.sum(&standing), seats.number(), None);
        teller.record(|| Step::Quota { value: quota.clone() });
        let mut count = Count {
            free: seats.number(),
            quota,
            standing,
            queue: vec![],
            papers,
            stages: vec![],
            draft: Draft::new(),
        };
        while count.round(teller)? {}
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}

struct Count<'b> {
    free: usize,
    quota: Exact,
    standing: EntrySet,
    /// Surpluses that have not moved on, those elected together in one set, in the order of election.
    queue: Vec<EntrySet>,
    papers: Papers<'b>,
    /// Votes at each earlier count, for ties.
    stages: Vec<Vec<Exact>>,
    draft: Draft,
}
impl Count<'_> {
    fn nth(&self) -> usize {
        self.stages.len() + 1
    }
    /// Whether the count goes on after this.
    fn round(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        teller.record(|| self.papers.totals());
        if !self.elect_reached(teller) || !self.fill(teller)? {
            return Ok(false);
        }
        if let Some(first) = self.queue.first().cloned() {
            let tied = self.level(&first, true);
            let from = teller.pick_entry(TieAt::order(self.nth()), &tied)?;
            self.queue[0].remove(from);
            self.queue.retain(|s| !s.is_empty());
            self.surplus(from, teller)?;
            return Ok(true);
        }
        let tied = self.level(&self.standing, false);
        if tied.len() > 1 {
            // Whole votes at every count tell who moved when; papers worth no whole vote lie the same in the end.
            let votes = (self.stages.clone(), self.papers.votes.clone());
            teller.visit(&self.draft, ((self.standing.clone(), self.nth() as u64), votes))?;
        }
        let out = teller.pick_entry(TieAt::eliminate(self.nth()), &tied)?;
        self.exclude(out, teller)
    }
    /// Whoever reaches the quota; whether there is a seat left and somebody for it.
    fn elect_reached(&mut self, teller: &mut Teller) -> bool {
        let mut reached: EntrySet =
            self.standing.iter().filter(|e| *self.papers.of(*e) >= self.quota).collect();
        let over: EntrySet = reached.iter().filter(|e| *self.papers.of(*e) > self.quota).collect();
        if !over.is_empty() {
            self.queue.push(over);
        }
        while !reached.is_empty() {
            let most = reached.iter().map(|e| self.papers.of(e)).max().cloned().unwrap_or_default();
            let tier: EntrySet = reached.iter().filter(|e| *self.papers.of(*e) == most).collect();
            reached = reached.minus(&tier);
            self.seat(&tier, teller);
        }
        self.free > 0 && !self.standing.is_empty()
    }
    /// Who is elected without a quota, which is not asked in the middle of an exclusion; whether the count goes on.
    fn fill(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        if self.standing.len() <= self.free {
            let rest = self.standing.clone();
            self.seat(&rest, teller);
            return Ok(false);
        }
        if self.free == 1 && self.standing.len() == 2 {
            let tied = self.level(&self.standing, true);
            let won = teller.pick_entry(TieAt::win(self.nth()), &tied)?;
            self.seat(&won.into(), teller);
            return Ok(false);
        }
        Ok(true)
    }
    fn seat(&mut self, who: &EntrySet, teller: &mut Teller) {
        self.standing = self.standing.minus(who);
        self.free -= who.len().min(self.free);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who.clone());
    }
    /// Those with the most (fewest) votes; if they all differ at an earlier count, the latest such count decides.
    fn level(&self, of: &EntrySet, most: bool) -> EntrySet {
        let tied = extreme(of, most, &self.papers.votes, &[], EarlierRounds::None);
        let differ = |stage: &&Vec<Exact>| {
            let mut votes: Vec<&Exact> = tied.iter().map(|e| &stage[e.ix()]).collect();
            votes.sort();
            votes.windows(2).all(|w| w[0] != w[1])
        };
        match self.stages.iter().rev().find(differ) {
            Some(stage) if tied.len() > 1 => extreme(&tied, most, stage, &[], EarlierRounds::None),
            _ => tied,
        }
    }
    fn surplus(&mut self, from: EntryIx, teller: &mut Teller) -> Result<(), Halt> {
        let before = self.papers.votes.clone();
        let surplus = self.papers.of(from) - &self.quota;
        let value = surplus.checked_div(&self.papers.papers(from, false)).unwrap_or(Exact::ZERO);
        let worth = |_: &Exact, _: &Movable| value.clone();
        let worth = Worth::Each(&worth);
        let t = Transfer { worth, whole: true, ..Transfer::all(from, &self.standing, surplus) };
        let step = self.papers.transfer(&t)?;
        teller.record(|| step);
        self.stages.push(before);
        Ok(())
    }
    /// Step by step, and whether the count goes on after it.
    fn exclude(&mut self, out: EntryIx, teller: &mut Teller) -> Result<bool, Halt> {
        self.standing.remove(out);
        self.draft.eliminate(out);
        teller.record(|| Step::Eliminated { entries: out.into() });
        let values = self.papers.values(out);
        let steps = values.len();
        if steps == 0 {
            self.stages.push(self.papers.votes.clone());
        }
        for (k, value) in values.into_iter().enumerate() {
            let before = self.papers.votes.clone();
            let last = k + 1 == steps;
            // With the last papers goes all that is left of the votes, so that what was cut off is seen as lost.
            let mut t = Transfer::all(out, &self.standing, self.papers.of(out).clone());
            t.only = Some(value);
            t.whole = true;
            if !last {
                t.gives = None;
            }
            let step = self.papers.transfer(&t)?;
            teller.record(|| step);
            self.stages.push(before);
            if !last {
                teller.record(|| self.papers.totals());
                if !self.elect_reached(teller) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, TiePolicy, run},
        tally::tried::strict as profile,
    };
    #[test]
    fn worked_example() {
        let p = profile(
            5,
            &[(&[0, 1, 2, 3], 110), (&[2, 3, 4, 0, 1], 100), (&[2, 4, 3], 10), (&[4, 2, 3], 10), (&[4], 10)],
        );
        let t = run(
            &AustralianSenate {},
            &p,
            Seats::fill(3).unwrap(),
            &TiePolicy::Order { order: vec![EntryIx::new(2), EntryIx::new(0)] },
        )
        .unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2, 3].into());
        let stages: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(stages[0], ["110", "0", "110", "0", "20"]);
        assert_eq!(stages[1], ["110", "0", "61", "44", "24"]);
        assert_eq!(stages[2], ["61", "49", "61", "44", "24"]);
        assert_eq!(stages[3], ["61", "49", "61", "54", "4"]);
        assert_eq!(stages[4], ["61", "49", "61", "58", "0"]);
    }
    #[test]
    fn votes_are_conserved_at_every_count() {
        let p = profile(5, &[(&[0, 1, 2], 11), (&[0, 3], 7), (&[2, 1], 3), (&[3, 4], 4), (&[4], 5)]);
        let t = run(&AustralianSenate {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        for s in t.steps() {
            if let Step::Scored { totals, exhausted, lost } = s {
                let all: Exact = totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum();
                assert_eq!(all, Exact::from(30u32));
            }
        }
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&AustralianSenate {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&AustralianSenate {}, &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
