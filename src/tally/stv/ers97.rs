//! The rules of the Electoral Reform Society of 1997, made for counting by hand: values of two decimals, and work that cannot matter is
//! put off or done in one go.
//!
//! The quota is the votes divided by one more than the seats, rounded up to two decimals. A surplus moves on in the papers of the last
//! batch that its owner received: those that name nobody further stay, and each of the others is worth the surplus divided by their
//! number, cut off after two decimals, or what it was worth if they are worth no more than the surplus. The largest surplus moves first, but none does
//! while all surpluses together cannot change who has the fewest votes. Then as many leave together as, with all surpluses put off, have no
//! more than the next one above. Their papers move in batches of one value, the highest first; after each batch whoever reaches the quota is elected and gets no
//! more. Papers that end before anybody is elected lower the quota. One is also elected with as many votes as all that are still at work,
//! divided by one more than the seats left.
//!
//! The second edition (1976, Newland and Britton) has a whole quota, rounded up, that is never lowered, and only the last seat is filled with
//! fewer votes: by whoever has half of all that are still at work.
//!
//! Worked example: two seats; 7 ballots A B, 3 A C, 4 B, 6 C. Quota 20/3 = 6.67. A has 10 and a surplus of 3.33: each of ten papers is
//! worth 0.33. B has 4 + 2.31 = 6.31, C 6 + 0.99 = 6.99 and is elected; 0.03 are lost.
use super::{
    super::runoff::Piles,
    papers::{Movable, Papers, Transfer, Worth},
    quota::{Quota, cut},
    rounds::{EarlierRounds, extreme},
};
use crate::{
    count::{About, Alias, Draft, Halt, Param, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::{Exact, Places},
};
use serde::{Deserialize, Serialize};

/// Which rules of the Electoral Reform Society.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Edition {
    /// Of 1976, by Newland and Britton.
    Second,
    /// Of 1997.
    #[default]
    Third,
}
/// STV of the Electoral Reform Society, third edition (1997) or second (1976).
///
/// The definition and a worked example are at the head of [this module](self). All papers of one value that one transfer brings are a
/// batch. A surplus that a lowered quota leaves to somebody who received nothing just then lies in the last batch received.
///
/// The second edition is a **reading without its text**: what the preface to the third says that it changed is undone. That the quota is
/// whole and the last seat takes half of the active votes is held against no source. Votes in suspense are not made.
///
/// # Ties
/// Whoever had more (fewer) at the first stage, or after the earliest batch, at which they differ. Else the order says by lot: the
/// teller is asked at stage `order` or `eliminate` with the number of the stage. If more reach what elects than there are seats, and
/// votes never differed, none of these is elected yet.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting. No limit of entries.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// Electoral Reform Society (1997), How to conduct an election by the single transferable vote, sections 5 and 6; Rosenstiel (2000), Voting matters 11.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::Ers97};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let tally = run(&Ers97::default(), &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ers97 {
    /// Whose rules.
    pub edition: Edition,
}

impl TallyRule for Ers97 {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("ers97", "Electoral Reform Society 1997")
            .aliases(&[
                Alias::plain("ers97-stv"),
                Alias::plain("ERS97"),
                Alias::plain("ERS97 STV"),
                Alias::with("ers76", SECOND),
                Alias::with("ERS76 STV", SECOND),
                Alias::with("newland-britton", SECOND),
            ])
            .references(&[
                "Electoral Reform Society (1997), How to conduct an election by the single transferable vote",
                "Rosenstiel (2000), Voting matters 11",
            ])
            .params(&[Param {
                name: "edition",
                kind: "second | third",
                about: "the rules of 1976, with a whole quota that is not lowered, or of 1997",
            }])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let standing = ballots.slate().all();
        let papers = Papers::deal(ballots, &standing, true)?;
        let valid = papers.sum(&standing);
        let mut count = Count {
            edition: self.edition,
            seats: seats.number(),
            free: seats.number(),
            quota: quota(&valid, seats.number(), self.edition),
            valid,
            dealt_exhausted: papers.exhausted.clone(),
            standing,
            elected: EntrySet::EMPTY,
            pending: EntrySet::EMPTY,
            papers,
            nth: 1,
            points: vec![],
            draft: Draft::new(),
        };
        if count.standing.len() < count.seats {
            count.draft.may_fall_short();
        }
        teller.record(|| Step::Quota { value: count.quota.clone() });
        count.after_batch(teller);
        while count.stage(teller)? {}
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}
const SECOND: &[(&str, &str)] = &[("edition", "\"second\"")];
/// Of so many votes, by 5.1.6.
fn quota(votes: &Exact, seats: usize, edition: Edition) -> Exact {
    let places = if edition == Edition::Second { Places::new(0) } else { Places::new(2) };
    Quota::ExactDroop.of(votes, seats, places.ok())
}
fn two() -> Places {
    Places::new(2).expect("two decimals are kept")
}

struct Count<'b> {
    edition: Edition,
    seats: usize,
    free: usize,
    quota: Exact,
    valid: Exact,
    /// Blank ballots, which are no valid votes.
    dealt_exhausted: Exact,
    standing: EntrySet,
    elected: EntrySet,
    /// Elected with a surplus that has not moved on.
    pending: EntrySet,
    papers: Papers<'b>,
    nth: usize,
    /// Votes at the first stage and after each batch, for ties.
    points: Vec<Vec<Exact>>,
    draft: Draft,
}
impl Count<'_> {
    /// One stage; whether there is another.
    fn stage(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        teller.poll()?;
        if self.free == 0 || self.standing.is_empty() {
            return Ok(false);
        }
        if self.standing.len() <= self.free {
            self.elect(self.standing.clone(), teller);
            return Ok(false);
        }
        self.nth += 1;
        let surplus: Exact = self.pending.iter().map(|e| self.papers.of(e) - &self.quota).sum();
        let several = self.most_that_may_leave(&surplus);
        if several == 0 {
            self.transfer_surplus(teller)?;
            return Ok(true);
        }
        let out = self.lowest(several, teller)?;
        if self.standing.len() - out.len() == self.free {
            self.standing = self.standing.minus(&out);
            self.draft.eliminate(out.clone());
            teller.record(|| Step::Eliminated { entries: out });
            self.elect(self.standing.clone(), teller);
            return Ok(false);
        }
        self.exclude(&out, teller)?;
        Ok(true)
    }
    /// The most from below whose votes and all surpluses are no more than what the next one above has (5.2.2, 5.2.5); none if a
    /// surplus must move first.
    fn most_that_may_leave(&self, surplus: &Exact) -> usize {
        let mut votes: Vec<&Exact> = self.standing.iter().map(|e| self.papers.of(e)).collect();
        votes.sort();
        let (mut sum, mut most) = (surplus.clone(), 0);
        for k in 1..=votes.len() - self.free {
            sum += votes[k - 1];
            if sum <= *votes[k] {
                most = k;
            }
        }
        most
    }
    /// So many with the fewest votes.
    fn lowest(&self, n: usize, teller: &mut Teller) -> Result<EntrySet, Halt> {
        let mut out = EntrySet::EMPTY;
        while out.len() < n {
            let rest = self.standing.minus(&out);
            let tied = self.level(&rest, false);
            out = out.union(&teller.choose(TieAt::eliminate(self.nth), &tied, n - out.len())?);
        }
        Ok(out)
    }
    fn level(&self, of: &EntrySet, most: bool) -> EntrySet {
        extreme(of, most, &self.papers.votes, &self.points, EarlierRounds::Forwards)
    }
    /// What elects at this point: the quota, or all votes at work divided by one more than the seats left.
    fn enough(&self) -> Exact {
        if self.edition == Edition::Second && self.free > 1 {
            return self.quota.clone();
        }
        let waiting: Exact = self.pending.iter().map(|e| self.papers.of(e) - &self.quota).sum();
        let active = &self.papers.sum(&self.standing) + &waiting;
        let share = &active / &Exact::from(self.free + 1);
        if share < self.quota { share } else { self.quota.clone() }
    }
    /// After the first stage, a surplus or a batch: the quota, who is elected, and what everybody has.
    fn after_batch(&mut self, teller: &mut Teller) {
        teller.record(|| self.papers.totals());
        let gone = &(&self.papers.exhausted - &self.dealt_exhausted) + &self.papers.lost;
        if self.edition == Edition::Third && self.elected.is_empty() && !gone.is_zero() {
            let quota = quota(&(&self.valid - &gone), self.seats, self.edition);
            if quota != self.quota {
                teller.record(|| Step::Quota { value: quota.clone() });
                self.quota = quota;
            }
        }
        while self.free > 0 && !self.standing.is_empty() {
            let most = extreme(&self.standing, true, &self.papers.votes, &[], EarlierRounds::None);
            let reaches = most.iter().next().is_some_and(|e| *self.papers.of(e) >= self.enough());
            if !reaches {
                break;
            }
            let tier = if most.len() <= self.free { most } else { self.level(&most, true) };
            if tier.len() > self.free {
                // By 5.6.2 nobody is elected where nothing tells them apart.
                break;
            }
            self.elect(tier, teller);
        }
        self.points.push(self.papers.votes.clone());
    }
    fn elect(&mut self, who: EntrySet, teller: &mut Teller) {
        self.free -= who.len().min(self.free);
        self.standing = self.standing.minus(&who);
        self.elected = self.elected.union(&who);
        let over: EntrySet = who.iter().filter(|e| *self.papers.of(*e) > self.quota).collect();
        self.pending = self.pending.union(&over);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who);
    }
    fn transfer_surplus(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let tied = self.level(&self.pending, true);
        let from = teller.pick_entry(TieAt::order(self.nth), &tied)?;
        self.pending.remove(from);
        let surplus = self.papers.of(from) - &self.quota;
        let value = |v: &Exact, m: &Movable| {
            if m.value <= surplus {
                return v.clone();
            }
            surplus.checked_div(&m.papers).map_or(Exact::ZERO, |share| cut(&share, two()))
        };
        let worth = Worth::Each(&value);
        let all = Transfer::all(from, &self.standing, surplus.clone());
        let step = self.papers.transfer(&Transfer { last_only: true, stay: true, worth, ..all })?;
        teller.record(|| step);
        self.after_batch(teller);
        Ok(())
    }
    fn exclude(&mut self, out: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        self.standing = self.standing.minus(out);
        self.draft.eliminate(out.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        let mut values: Vec<Exact> = out.iter().flat_map(|e| self.papers.values(e)).collect();
        values.sort_by(|a, b| b.cmp(a));
        values.dedup();
        for value in values {
            if self.free == 0 {
                return Ok(());
            }
            let standing = self.standing.clone();
            let owners: Vec<EntryIx> =
                out.iter().filter(|e| self.papers.values(*e).contains(&value)).collect();
            for (k, from) in owners.into_iter().enumerate() {
                if k > 0 {
                    self.papers.same_batch();
                }
                let all = Transfer::all(from, &standing, Exact::ZERO);
                let step =
                    self.papers.transfer(&Transfer { only: Some(value.clone()), gives: None, ..all })?;
                teller.record(|| step);
            }
            self.after_batch(teller);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{Outcome, Stage, TiePolicy, run},
        profile::Profile,
        tally::tried::strict as profile,
    };
    fn steps(p: &Profile<Ranking>, seats: u32) -> Vec<Step> {
        run(&Ers97::default(), p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap().steps().to_vec()
    }
    fn points(p: &Profile<Ranking>, seats: u32) -> Vec<Vec<String>> {
        let of = |s: &Step| match s {
            Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.decimals_down(2)).collect()),
            _ => None,
        };
        steps(p, seats).iter().filter_map(of).collect()
    }
    fn quotas(p: &Profile<Ranking>, seats: u32) -> Vec<String> {
        let of = |s: &Step| if let Step::Quota { value } = s { Some(value.decimals_down(2)) } else { None };
        steps(p, seats).iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        assert_eq!(quotas(&p, 2), ["6.67"]);
        assert_eq!(points(&p, 2)[1], ["6.67", "6.31", "6.99"]);
        let t = run(&Ers97::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
    }
    #[test]
    fn worked_example_of_the_second_edition() {
        // 20/3 rounded up is 7: A's surplus of 3 is 0.30 a paper, B has 4 + 2.10, C 6 + 0.90; half of 13.00 is 6.50, which C has
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        let second = Ers97 { edition: Edition::Second };
        let t = run(&second, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let shown = format!("{:?}", t.steps());
        assert!(shown.contains("(#0, 7), (#1, 61/10), (#2, 69/10)"), "{shown}");
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
        // two votes are gone before anybody is elected: the third edition lowers its quota from 6.67 to 6.00
        let p = profile(5, &[(&[0], 6), (&[1], 6), (&[2, 0], 5), (&[3], 2), (&[4, 2], 1)]);
        let quotas = |edition| {
            let t = run(&Ers97 { edition }, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
            t.steps().iter().filter(|s| matches!(s, Step::Quota { .. })).count()
        };
        assert_eq!((quotas(Edition::Second), quotas(Edition::Third)), (1, 2));
    }
    #[test]
    fn a_surplus_that_cannot_matter_waits() {
        // quota 17/3 = 5.67; A has 6, a surplus of 0.33; D's 2 and 0.33 are less than B's 4, so D leaves first
        let p = profile(4, &[(&[0, 1], 6), (&[2], 5), (&[1], 4), (&[3, 2], 2)]);
        let first = steps(&p, 2).into_iter().find_map(|s| match s {
            Step::Eliminated { entries } => Some(Some(entries)),
            Step::Transferred { .. } => Some(None),
            _ => None,
        });
        assert_eq!(first, Some(Some([3].into())));
    }
    #[test]
    fn several_leave_together_and_the_quota_falls() {
        // quota 20/3 = 6.67; D and E have 2 + 1, no more than C's 5; D's papers name nobody further, and nobody is elected yet
        let p = profile(5, &[(&[0], 6), (&[1], 6), (&[2, 0], 5), (&[3], 2), (&[4, 2], 1)]);
        let out = steps(&p, 2).into_iter().find_map(|s| match s {
            Step::Eliminated { entries } => Some(entries),
            _ => None,
        });
        assert_eq!(out, Some([3, 4].into()));
        // 18/3 is 6.00, which A, B and C have; at the first stage C had fewer
        assert_eq!(quotas(&p, 2), ["6.67", "6.00"]);
    }
    #[test]
    fn only_the_last_batch_moves() {
        // four seats, quota 30/5 = 6; A's surplus of 3 goes in nine papers at 0.33 to B, who has 5 + 2.97 = 7.97; the surplus of 1.97 is in
        // these nine at 0.21, and not in B's own papers
        let p = profile(6, &[(&[0, 1, 2], 9), (&[1, 3], 5), (&[2], 4), (&[3], 4), (&[4], 5), (&[5], 3)]);
        let points = points(&p, 4);
        assert_eq!(points[1], ["6.00", "7.97", "4.00", "4.00", "5.00", "3.00"]);
        assert_eq!(points[2], ["6.00", "6.00", "5.89", "4.00", "5.00", "3.00"]);
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&Ers97::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&Ers97::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
