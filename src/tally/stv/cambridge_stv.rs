//! STV as Cambridge, Massachusetts, elects its council: whole ballots move, of a surplus every nth.
//!
//! The quota is the votes divided by one more than the seats, cut off, and one. Whoever has it by first choices is elected. The largest surplus is
//! transferred first, by the Cincinnati method: n is the number of ballots divided by the surplus, to the nearest whole number; of the ballots in the order in
//! which they were counted the nth, the 2nth, .. are drawn, then those one place later in each turn, and so on, until the quota is left. A
//! ballot that names nobody further stays. Then all with fewer than a minimum of votes (50) are defeated together, and after that the one with the
//! fewest again and again. Ballots are transferred one by one; whoever comes to the quota is elected there and then and gets no more.
//!
//! Worked example: two seats; 7 ballots A B, 3 A C, 4 B, 6 C, nobody defeated by the minimum. Quota 20/3 cut off, and one: 7. A has ten ballots and a surplus of 3: n is 10/3,
//! to the nearest whole number 3. The 3rd and the 6th go to B, the 9th to C, who has 7 and is elected.
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

/// STV with the Cincinnati method of drawing every nth ballot of a surplus.
///
/// The definition and a worked example are at the head of [this module](self). Ballots are counted in the order of the profile, which the law has drawn by
/// precincts, or `seed` draws it by the published lot. Readings: a half in n is rounded up; turn j draws the places j + n, j + 2n, .., and the places before n come
/// last; if the minimum would defeat more than can be spared, those with the most votes of them stay.
///
/// # Ties
/// Between surpluses the teller is asked at stage `order`; for defeat whoever had fewer at the latest earlier stage at which they differ, else the teller is asked at stage
/// `eliminate`, or `order` for whose ballots are transferred first of several defeated together; always with the number of the stage.
///
/// # Complexity
/// O(n m); eight bytes a ballot and two a name. At most 2^24 ballots, each of one vote.
///
/// # Errors
/// Ballots that rank entries equally or weigh no whole number of votes are refused, more than 2^24 ballots, and a task without a number of seats.
///
/// # References
/// Massachusetts General Laws, chapter 54A, section 9; City of Cambridge Election Commission, The Cincinnati method.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::CambridgeStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let two = Seats::fill(2).unwrap();
/// let rule = CambridgeStv { minimum: 0, ..CambridgeStv::default() };
/// let tally = run(&rule, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CambridgeStv {
    /// Whoever has fewer votes after the surpluses is defeated at once.
    pub minimum: u64,
    /// Draws the order of the ballots; without one it is that of the profile.
    pub seed: Option<String>,
}
impl Default for CambridgeStv {
    fn default() -> Self {
        Self { minimum: 50, seed: None }
    }
}

impl TallyRule for CambridgeStv {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("cambridge-stv", "Cambridge STV")
            .breaks(&[
                Exception::new(Law::Order, "every nth ballot of a surplus is drawn"),
                Exception::new(Law::Copies, "the quota is whole, and the minimum a number of votes"),
            ])
            .aliases(&[Alias::plain("cincinnati-stv"), Alias::plain("stv-cambridge")])
            .references(&[
                "Massachusetts General Laws, chapter 54A, section 9",
                "City of Cambridge Election Commission, The Cincinnati method",
            ])
            .params(&[
                Param {
                    name: "minimum",
                    kind: "integer",
                    about: "votes below which one is defeated at once after the surpluses",
                },
                Param {
                    name: "seed",
                    kind: "text",
                    about: "draws the order of the ballots by the published lot; without it they lie as they came",
                },
            ])
            .needs_number()
            .limit("2^24 ballots of one vote");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (orders, papers) = Orders::open(p, self.seed.as_deref())?;
        let standing = p.slate().all();
        let mut piles: Vec<Vec<Paper>> = vec![vec![]; p.slate().len()];
        let mut exhausted = 0;
        for paper in papers {
            match orders.next(paper, &standing) {
                Some((e, paper)) => piles[e.ix()].push(paper),
                None => exhausted += 1,
            }
        }
        let valid: u64 = piles.iter().map(|p| p.len() as u64).sum();
        let quota = Quota::Droop.of(&Exact::from(valid), seats.number(), None);
        teller.record(|| Step::Quota { value: quota.clone() });
        let quota = usize::try_from(quota.to_u64().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let free = seats.number();
        let draft = Draft::new();
        let mut count = Count { orders, piles, quota, free, exhausted, standing, stages: vec![], draft };
        count.surpluses(teller)?;
        count.below(self.minimum, teller)?;
        while count.free > 0 && count.standing.len() > count.free {
            teller.poll()?;
            let nth = count.stages.len();
            let out = teller.pick_entry(TieAt::eliminate(nth), &count.lowest(&count.standing))?;
            count.defeat(out.into(), teller)?;
        }
        if count.free > 0 && !count.standing.is_empty() {
            count.elect(count.standing.clone(), teller);
        }
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}

struct Count {
    orders: Orders,
    piles: Vec<Vec<Paper>>,
    quota: usize,
    free: usize,
    exhausted: u64,
    standing: EntrySet,
    /// Votes after each stage.
    stages: Vec<Vec<u64>>,
    draft: Draft,
}
impl Count {
    fn votes(&self) -> Vec<u64> {
        self.piles.iter().map(|p| p.len() as u64).collect()
    }
    fn end_stage(&mut self, teller: &mut Teller) {
        let votes = self.votes();
        teller.record(|| totals(&votes, self.exhausted));
        self.stages.push(votes);
    }
    fn lowest(&self, of: &EntrySet) -> EntrySet {
        extreme(of, false, &self.votes(), self.stages.iter().rev())
    }
    fn elect(&mut self, who: EntrySet, teller: &mut Teller) {
        self.standing = self.standing.minus(&who);
        self.free -= who.len().min(self.free);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who);
    }
    /// Puts a ballot on another pile; whoever comes to the quota by it is elected.
    fn put(&mut self, to: EntryIx, paper: Paper, teller: &mut Teller) {
        self.piles[to.ix()].push(paper);
        if self.piles[to.ix()].len() == self.quota && self.free > 0 {
            self.elect(to.into(), teller);
        }
    }
    /// By first choices, and then every nth ballot of what is above the quota.
    fn surpluses(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        self.end_stage(teller);
        let mut over = EntrySet::EMPTY;
        loop {
            let most = extreme(&self.standing, true, &self.votes(), []);
            let enough = most.iter().next().is_some_and(|e| self.piles[e.ix()].len() >= self.quota);
            if !enough {
                break;
            }
            over = over.union(&most.iter().filter(|e| self.piles[e.ix()].len() > self.quota).collect());
            self.elect(most, teller);
        }
        while !over.is_empty() && self.free > 0 {
            let tied = extreme(&over, true, &self.votes(), []);
            let from = teller.pick_entry(TieAt::order(self.stages.len()), &tied)?;
            over.remove(from);
            self.draw(from, teller);
            self.end_stage(teller);
        }
        Ok(())
    }
    fn draw(&mut self, from: EntryIx, teller: &mut Teller) {
        let pile = std::mem::take(&mut self.piles[from.ix()]);
        let mut surplus = pile.len() - self.quota;
        let n = (2 * pile.len() + surplus) / (2 * surplus);
        let mut to = vec![0; self.piles.len()];
        let mut kept: Vec<Option<Paper>> = pile.into_iter().map(Some).collect();
        for place in places(kept.len(), n) {
            if surplus == 0 || self.standing.is_empty() {
                break;
            }
            let Some((e, paper)) = kept[place].and_then(|p| self.orders.next(p, &self.standing)) else {
                continue;
            };
            kept[place] = None;
            surplus -= 1;
            to[e.ix()] += 1;
            self.put(e, paper, teller);
        }
        self.piles[from.ix()] = kept.into_iter().flatten().collect();
        teller.record(|| moved(from, &to, 0));
    }
    /// All below the minimum that can be spared, together.
    fn below(&mut self, minimum: u64, teller: &mut Teller) -> Result<(), Halt> {
        if self.free == 0 || self.standing.len() <= self.free {
            return Ok(());
        }
        let votes = self.votes();
        let few: EntrySet = self.standing.iter().filter(|e| votes[e.ix()] < minimum).collect();
        let spared = few.len().min(self.standing.len() - self.free);
        let mut out = EntrySet::EMPTY;
        while out.len() < spared {
            let tied = self.lowest(&few.minus(&out));
            let at = TieAt::eliminate(self.stages.len());
            out = out.union(&teller.choose(at, &tied, spared - out.len())?);
        }
        if out.is_empty() { Ok(()) } else { self.defeat(out, teller) }
    }
    fn defeat(&mut self, out: EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        self.standing = self.standing.minus(&out);
        self.draft.eliminate(out.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        let mut left = out;
        while !left.is_empty() && self.free > 0 {
            let tied = self.lowest(&left);
            let from = teller.pick_entry(TieAt::order(self.stages.len()), &tied)?;
            left.remove(from);
            let (mut to, mut nowhere) = (vec![0; self.piles.len()], 0);
            for paper in std::mem::take(&mut self.piles[from.ix()]) {
                match self.orders.next(paper, &self.standing) {
                    Some((e, paper)) => {
                        to[e.ix()] += 1;
                        self.put(e, paper, teller);
                    }
                    None => nowhere += 1,
                }
            }
            self.exhausted += nowhere;
            teller.record(|| moved(from, &to, nowhere));
        }
        self.end_stage(teller);
        Ok(())
    }
}
/// The order in which places of a pile are drawn, from 0.
fn places(len: usize, n: usize) -> impl Iterator<Item = usize> {
    let turn = move |j: usize| (1..).map(move |k| k * n + j).take_while(move |p| *p <= len).map(|p| p - 1);
    (0..n).flat_map(turn).chain((1..n).take_while(move |p| *p <= len).map(|p| p - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, TiePolicy, run},
        tally::tried::strict as profile,
    };
    const ALL: CambridgeStv = CambridgeStv { minimum: 0, seed: None };
    fn stages(rule: &CambridgeStv, p: &Profile<Ranking>, seats: u32) -> Vec<Vec<String>> {
        let t = run(rule, p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap();
        let of = |s: &Step| match s {
            Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
            _ => None,
        };
        t.steps().iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        assert_eq!(stages(&ALL, &p, 2)[1], ["7", "6", "7"]);
    }
    #[test]
    fn every_place_is_drawn_once() {
        assert_eq!(places(10, 3).collect::<Vec<_>>(), [2, 5, 8, 3, 6, 9, 4, 7, 0, 1]);
        assert_eq!(places(4, 1).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(places(2, 2).collect::<Vec<_>>(), [1, 0]);
    }
    #[test]
    fn ballots_that_name_nobody_are_passed_over() {
        // quota 13/3 and one, 5; A has 9, surplus 4, n = 9/4, 2: the 2nd and the 4th (C), the 6th and the 8th (B)
        let p = profile(3, &[(&[0, 2], 4), (&[0], 1), (&[0, 1], 4), (&[1], 2), (&[2], 2)]);
        assert_eq!(stages(&ALL, &p, 2)[1], ["5", "4", "4"]);
        // quota 9/3 and one, 4; A has 6, surplus 2, n = 3: the 3rd names nobody, the 6th goes to C, the 4th names nobody, the 5th goes to C
        let q = profile(3, &[(&[0, 1], 1), (&[0], 3), (&[0, 2], 2), (&[1], 1), (&[2], 2)]);
        assert_eq!(stages(&ALL, &q, 2)[1], ["4", "1", "4"]);
    }
    #[test]
    fn whoever_comes_to_the_quota_gets_no_more() {
        // quota 12/3 and one: 5. C's first ballot makes B's quota, the second goes on to D
        let p = profile(4, &[(&[0], 3), (&[1], 4), (&[2, 1, 3], 2), (&[3], 3)]);
        assert_eq!(stages(&ALL, &p, 2)[1], ["3", "5", "0", "4"]);
    }
    #[test]
    fn below_the_minimum_all_leave_together() {
        // quota 217/3 and one: 73; C and D have fewer than 50. 18 of D's ballots make B's quota; C's pass over D, and 13 make A's
        let p = profile(5, &[(&[0], 60), (&[1], 55), (&[2, 3, 0], 30), (&[3, 1], 20), (&[4], 52)]);
        assert_eq!(stages(&CambridgeStv::default(), &p, 2)[1], ["73", "73", "0", "0", "52"]);
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&ALL, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&ALL, &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
