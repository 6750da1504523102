//! PR-STV as Ireland elects its Dáil: whole papers move, and of a surplus only papers of the last parcel.
//!
//! The quota is the votes divided by one more than the seats, cut off, and one. Whoever reaches it at the end of a count is elected. The largest
//! surplus is transferred first, from the papers that came last (all papers, at the first count), sorted into sub-parcels by whom they name next. If
//! no more papers name somebody than the surplus has, all these move and what is left of the surplus is not effective. Else each sub-parcel gives
//! its number times surplus by all such papers, cut off, and those with the largest fractions one more; the papers that were filed last move.
//!
//! A surplus is not transferred while all surpluses together are less than what the highest continuing one lacks for the quota, and less than what
//! parts the two lowest. Then the lowest is excluded, or as many of the lowest as have together with all surpluses less than the
//! next one; all their papers move in one count. When as many are left as there are seats, they are elected; so are all but the lowest if one
//! more is left and the lowest cannot catch up with any surplus, and for the last seat whoever has more than all others and every surplus.
//!
//! Worked example: two seats; 7 papers A B, 3 A C, 4 B, 6 C. Quota 20/3 cut off, and one: 7. A has a surplus of 3 in ten papers: 7 · 3/10 is 2.1 and
//! 3 · 3/10 is 0.9; two papers go to B, none to C, and one more to C, whose fraction is the larger. C has 7 and is elected.
use super::{
    filed::{Orders, Paper, extreme, moved, totals},
    quota::Quota,
};
use crate::{
    ballot::Ranking,
    count::{
        About, Alias, Draft, Exception, Halt, Law, Param, Seats, Standing, Step, TallyRule, Teller, TieAt,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// PR-STV of the Electoral Act 1992: last parcel, whole papers, largest fractions.
///
/// The definition and a worked example are at the head of [this module](self). The Act has the papers mixed before the count, and of a sub-parcel
/// those filed last move. Here the order of the ballots is the order in which they are filed, or `seed` mixes them by the published lot, so that
/// anybody can repeat the count. The provisos on deposits, which put off exclusions for the sake of money and not of seats, are not followed.
/// Section 118 and section 124(1A) were read in the Act and its amendment of 2001; sections 119 to 126 otherwise follow what is commonly
/// written of them, and were not held against the statute's text.
///
/// # Ties
/// Between surpluses, for exclusion, and between equal fractions of sub-parcels alike in number: whoever had more (fewer) at the first count, or the
/// earliest at which they differ. Else by lot: the teller is asked at stage `order` or `eliminate` with the number of the count. Of equal fractions
/// that of the larger sub-parcel counts as larger.
///
/// # Complexity
/// O(n m); eight bytes a paper and two a name. At most 2^24 papers, each of one vote.
///
/// # Errors
/// Ballots that rank entries equally or weigh no whole number of votes are refused, more than 2^24 papers, and a task without a number of seats.
///
/// # References
/// Electoral Act 1992 (Ireland, No. 23), part XIX, sections 118 to 126.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::IrishPrstv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&IrishPrstv::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IrishPrstv {
    /// Mixes the papers; without one they are filed in the order of the ballots.
    pub seed: Option<String>,
}

impl TallyRule for IrishPrstv {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("irish-prstv", "Irish PR-STV")
            .breaks(&[
                Exception::new(Law::Order, "the papers filed last are those that move"),
                Exception::new(Law::Copies, "the quota and transfers are whole papers"),
            ])
            .aliases(&[Alias::plain("prstv"), Alias::plain("stv-ireland")])
            .references(&["Electoral Act 1992 (Ireland), sections 118 to 126"])
            .params(&[Param {
                name: "seed",
                kind: "text",
                about: "mixes the papers by the published lot; without it they lie in the order of the ballots",
            }])
            .needs_number()
            .limit("2^24 papers of one vote");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (orders, papers) = Orders::open(p, self.seed.as_deref())?;
        let standing = p.slate().all();
        let mut parcels: Vec<Vec<Vec<Paper>>> = vec![vec![vec![]]; p.slate().len()];
        let mut blank = 0;
        for paper in papers {
            match orders.next(paper, &standing) {
                Some((e, paper)) => parcels[e.ix()][0].push(paper),
                None => blank += 1,
            }
        }
        let votes: Vec<u64> = parcels.iter().map(|p| p[0].len() as u64).collect();
        let quota = Quota::Droop.of(&Exact::from(votes.iter().sum::<u64>()), seats.number(), None);
        teller.record(|| Step::Quota { value: quota.clone() });
        let mut count = Count {
            orders,
            parcels,
            quota: quota.to_u64().unwrap_or(u64::MAX),
            free: seats.number(),
            votes,
            exhausted: blank,
            standing,
            pending: EntrySet::EMPTY,
            counts: vec![],
            draft: Draft::new(),
        };
        while count.next_count(teller)? {}
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}

struct Count {
    orders: Orders,
    /// By entry, what each count brought.
    parcels: Vec<Vec<Vec<Paper>>>,
    quota: u64,
    free: usize,
    votes: Vec<u64>,
    exhausted: u64,
    standing: EntrySet,
    /// Elected with a surplus.
    pending: EntrySet,
    /// Votes at the end of each count.
    counts: Vec<Vec<u64>>,
    draft: Draft,
}
impl Count {
    fn of(&self, e: EntryIx) -> u64 {
        self.votes[e.ix()]
    }
    /// What stands at the end of a count, and the next one; whether there is another.
    fn next_count(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        teller.poll()?;
        teller.record(|| totals(&self.votes, self.exhausted));
        self.counts.push(self.votes.clone());
        self.elect_reached(teller);
        if self.free > 0 && self.standing.len() <= self.free {
            self.elect(self.standing.clone(), teller);
        }
        if self.free == 0 || self.standing.is_empty() {
            return Ok(false);
        }
        let surplus: u64 = self.pending.iter().map(|e| self.of(e) - self.quota).sum();
        let mut rising: Vec<u64> = self.standing.iter().map(|e| self.of(e)).collect();
        rising.sort_unstable();
        let highest = rising[rising.len() - 1];
        if self.last_vacancies(&rising, surplus, teller) {
            return Ok(false);
        }
        if !self.pending.is_empty() && (surplus >= self.quota - highest || surplus >= rising[1] - rising[0]) {
            self.transfer_surplus(teller)?;
        } else {
            self.exclude(&rising, surplus, teller)?;
        }
        Ok(true)
    }
    /// Section 124 (1A) and (2): the count ends where nothing can change any more who is elected.
    fn last_vacancies(&mut self, rising: &[u64], surplus: u64, teller: &mut Teller) -> bool {
        let (lowest, highest) = (rising[0], rising[rising.len() - 1]);
        let who =
            |count: &Self, votes: u64| count.standing.iter().filter(|e| count.of(*e) == votes).collect();
        if self.free == 1 && highest > rising.iter().sum::<u64>() - highest + surplus {
            let first = who(self, highest);
            self.elect(first, teller);
            return true;
        }
        if self.standing.len() == self.free + 1 && lowest + surplus < rising[1] {
            let out: EntrySet = who(self, lowest);
            self.standing = self.standing.minus(&out);
            self.draft.eliminate(out.clone());
            teller.record(|| Step::Eliminated { entries: out });
            self.elect(self.standing.clone(), teller);
            return true;
        }
        false
    }
    fn elect_reached(&mut self, teller: &mut Teller) {
        loop {
            let most = extreme(&self.standing, true, &self.votes, []);
            if most.iter().next().is_none_or(|e| self.of(e) < self.quota) {
                return;
            }
            let over: EntrySet = most.iter().filter(|e| self.of(*e) > self.quota).collect();
            self.pending = self.pending.union(&over);
            self.elect(most, teller);
        }
    }
    fn elect(&mut self, who: EntrySet, teller: &mut Teller) {
        self.standing = self.standing.minus(&who);
        self.free -= who.len().min(self.free);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who);
    }
    fn transfer_surplus(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let nth = self.counts.len();
        let tied = extreme(&self.pending, true, &self.votes, &self.counts);
        let from = teller.pick_entry(TieAt::order(nth), &tied)?;
        self.pending.remove(from);
        let surplus = self.of(from) - self.quota;
        let mut sub: Vec<Vec<Paper>> = vec![vec![]; self.votes.len()];
        for paper in self.parcels[from.ix()].last().into_iter().flatten() {
            if let Some((e, paper)) = self.orders.next(*paper, &self.standing) {
                sub[e.ix()].push(paper);
            }
        }
        let gives = self.shares(&sub, surplus, teller)?;
        for (e, n) in gives.iter().enumerate().filter(|(_, n)| **n > 0) {
            let stay = sub[e].len() - *n as usize;
            let last = sub[e].split_off(stay);
            self.parcels[e].push(last);
            self.votes[e] += n;
        }
        let rest = surplus - gives.iter().sum::<u64>();
        self.votes[from.ix()] -= surplus;
        self.exhausted += rest;
        teller.record(|| moved(from, &gives, rest));
        Ok(())
    }
    /// How many papers each sub-parcel gives.
    fn shares(&self, sub: &[Vec<Paper>], surplus: u64, teller: &mut Teller) -> Result<Vec<u64>, Halt> {
        let sizes: Vec<u64> = sub.iter().map(|s| s.len() as u64).collect();
        let all: u64 = sizes.iter().sum();
        if all <= surplus {
            return Ok(sizes);
        }
        // At most 2^24 papers, so products fit.
        let mut gives: Vec<u64> = sizes.iter().map(|n| n * surplus / all).collect();
        let mut left = usize::try_from(surplus - gives.iter().sum::<u64>()).unwrap_or(0);
        let fraction: Vec<u64> = sizes.iter().map(|n| n * surplus % all).collect();
        let mut open: EntrySet = (0..sizes.len()).filter(|e| sizes[*e] > 0).map(EntryIx::from).collect();
        while left > 0 {
            let tied = extreme(&open, true, &fraction, [&sizes].into_iter().chain(&self.counts));
            let more = teller.choose(TieAt::order(self.counts.len()), &tied, left)?;
            more.iter().for_each(|e| gives[e.ix()] += 1);
            left -= more.len();
            open = open.minus(&more);
        }
        Ok(gives)
    }
    fn exclude(&mut self, rising: &[u64], surplus: u64, teller: &mut Teller) -> Result<(), Halt> {
        let (mut sum, mut several) = (surplus, 0);
        for k in 1..=rising.len() - self.free {
            sum += rising[k - 1];
            if sum < rising[k] {
                several = k;
            }
        }
        let out = if several > 1 {
            self.standing.iter().filter(|e| self.of(*e) <= rising[several - 1]).collect()
        } else {
            let tied = extreme(&self.standing, false, &self.votes, &self.counts);
            EntrySet::from(teller.pick_entry(TieAt::eliminate(self.counts.len()), &tied)?)
        };
        self.standing = self.standing.minus(&out);
        self.draft.eliminate(out.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        let mut brought: Vec<Vec<Paper>> = vec![vec![]; self.votes.len()];
        for from in out.iter() {
            let (mut to, mut nowhere) = (vec![0; self.votes.len()], 0);
            for paper in std::mem::take(&mut self.parcels[from.ix()]).into_iter().flatten() {
                match self.orders.next(paper, &self.standing) {
                    Some((e, paper)) => {
                        brought[e.ix()].push(paper);
                        to[e.ix()] += 1;
                    }
                    None => nowhere += 1,
                }
            }
            teller.record(|| moved(from, &to, nowhere));
            self.votes[from.ix()] = 0;
            self.exhausted += nowhere;
        }
        for (e, mut papers) in brought.into_iter().enumerate().filter(|(_, p)| !p.is_empty()) {
            // Of several excluded none comes first: their papers are filed as they were at the beginning.
            if out.len() > 1 {
                papers.sort_by_key(|p| p.number);
            }
            self.votes[e] += papers.len() as u64;
            self.parcels[e].push(papers);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, TiePolicy, run},
        tally::tried::strict as profile,
    };
    fn counts(p: &Profile<Ranking>, seats: u32) -> Vec<Vec<String>> {
        let t = run(&IrishPrstv::default(), p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap();
        let of = |s: &Step| match s {
            Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
            _ => None,
        };
        t.steps().iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        assert_eq!(counts(&p, 2)[1], ["7", "6", "7"]);
    }
    #[test]
    fn papers_filed_last_move() {
        // quota 17/3 cut off, and one: 6. A has 8; two of eight papers B move: the last two, which name C next, and not D
        let first = profile(4, &[(&[0, 1, 3], 6), (&[0, 1, 2], 2), (&[1], 1), (&[2], 4), (&[3], 4)]);
        assert_eq!(counts(&first, 2), [["8", "1", "4", "4"], ["6", "3", "4", "4"], ["6", "0", "6", "4"]]);
        let other = profile(4, &[(&[0, 1, 2], 2), (&[0, 1, 3], 6), (&[1], 1), (&[2], 4), (&[3], 4)]);
        assert_eq!(counts(&other, 2)[2], ["6", "0", "4", "6"]);
    }
    #[test]
    fn only_the_last_parcel_moves() {
        // three seats, quota 6: A's surplus of 3 goes to B, who has 8; two of these three papers move on to C, none of B's own to D
        let p = profile(5, &[(&[0, 1, 2], 9), (&[1, 3], 5), (&[2], 3), (&[3], 4), (&[4], 2)]);
        assert_eq!(counts(&p, 3)[2], ["6", "6", "5", "4", "2"]);
    }
    #[test]
    fn equal_fractions_fall_to_the_larger_sub_parcel_and_then_to_the_first_count() {
        // A's surplus of 1 in two papers, to B and C: a half each; C had more at the first count
        let p = profile(4, &[(&[0, 1], 3), (&[0, 2], 3), (&[1], 1), (&[2], 2), (&[3], 3)]);
        // quota 12/3 and one: 5; half a paper each
        assert_eq!(counts(&p, 2)[1], ["5", "1", "3", "3"]);
    }
    #[test]
    fn papers_are_conserved() {
        let p = profile(5, &[(&[0, 1, 2], 11), (&[0, 3], 7), (&[2, 1], 3), (&[3, 4], 4), (&[4], 5)]);
        let t = run(&IrishPrstv::default(), &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        for s in t.steps() {
            if let Step::Scored { totals, exhausted, .. } = s {
                let all: Exact = totals.iter().map(|(_, v)| v).chain([exhausted]).sum();
                assert_eq!(all, Exact::from(30u32));
            }
        }
    }
    #[test]
    fn a_seed_mixes_the_papers_and_can_be_repeated() {
        let p = profile(4, &[(&[0, 1, 3], 6), (&[0, 1, 2], 2), (&[1], 1), (&[2], 4), (&[3], 4)]);
        let of = |seed: &str| {
            let rule = IrishPrstv { seed: Some(seed.into()) };
            let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
            t.outcome().clone()
        };
        assert_eq!(of("a"), of("a"));
        let all: std::collections::BTreeSet<String> =
            (0..40).map(|i| format!("{:?}", of(&i.to_string()).winners().map(|w| w.set()))).collect();
        assert!(all.len() > 1, "{all:?}");
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&IrishPrstv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&IrishPrstv::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
