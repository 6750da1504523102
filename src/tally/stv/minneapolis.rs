//! Minneapolis STV, as that city elects its boards.
//!
//! The threshold is the votes divided by one more than the seats, cut off, and one. Each round: if as many reach the threshold as
//! there are seats, they are elected. Else all leave together who cannot catch up with the next one above, even with the votes
//! of all below them and all surpluses. If there is nobody, the largest surplus moves on: each ballot at its value times surplus
//! by votes, the ratio and the value cut off after four decimals. If there is none, whoever has the fewest votes leaves. An
//! entry with a surplus is in the count, and gets votes, until its surplus moves on.
//!
//! Worked example: two seats; 4 ballots A B, 2 C. The threshold is 3. B cannot catch up (0 and A's surplus of 1 are less than
//! C's 2) and leaves; A is elected with a surplus of 1, which names nobody further; C is left.
use super::{
    super::runoff::Piles,
    defeat::Rising,
    papers::{Movable, Papers, Transfer, Worth},
    quota::{Quota, cut},
};
use crate::{
    count::{
        About, Alias, Draft, Exception, Halt, Law, Param, Rounds, Seats, Standing, Step, TallyRule, Teller,
        TieAt,
    },
    id::{EntryIx, EntrySet},
    num::{Exact, Places},
};
use serde::{Deserialize, Serialize};

/// Weighted inclusive Gregory with four decimals, where all who cannot catch up leave first.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between surpluses at stage `order`, for leaving at stage `eliminate`, with the number of the round: the ordinance says by lot.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// Minneapolis Code of Ordinances, 167.20 and 167.70.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::MinneapolisStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 4];
/// ballots.extend(vec![Ranking::strict([2]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&MinneapolisStv::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MinneapolisStv {
    /// Write-ins that nobody declared: they leave first.
    pub undeclared: EntrySet,
}
impl TallyRule for MinneapolisStv {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("minneapolis-stv", "Minneapolis STV")
            .breaks(&[Exception::new(Law::Copies, "the quota is whole and transfers have four decimals")])
            .aliases(&[
                Alias::plain("mpls"),
                Alias::plain("stv-minneapolis"),
                Alias::plain("Minneapolis STV"),
            ])
            .references(&["Minneapolis Code of Ordinances, 167.20 and 167.70"])
            .params(&[Param { name: "undeclared", kind: "entries", about: "write-ins that leave first" }])
            .needs_number();
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let standing = ballots.slate().all();
        let papers = Papers::deal(ballots, &standing, false)?;
        let threshold = Quota::Droop.of(&papers.sum(&standing), seats.number(), None);
        teller.record(|| Step::Quota { value: threshold.clone() });
        let mut count = Count {
            undeclared: &self.undeclared,
            free: seats.number(),
            threshold,
            standing,
            papers,
            round: 0,
            moves: vec![],
            draft: Draft::new(),
        };
        while count.round(teller)? {}
        let Count { draft, standing, .. } = count;
        Ok(draft.finish(standing))
    }
}

struct Count<'r, 'b> {
    undeclared: &'r EntrySet,
    free: usize,
    threshold: Exact,
    standing: EntrySet,
    papers: Papers<'b>,
    round: usize,
    moves: Vec<(EntryIx, EntrySet)>,
    draft: Draft,
}
impl Count<'_, '_> {
    fn round(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        teller.poll()?;
        self.round += 1;
        teller.record(|| self.papers.totals());
        let reached: EntrySet =
            self.standing.iter().filter(|e| *self.papers.of(*e) >= self.threshold).collect();
        let all = if self.standing.len() <= self.free { &self.standing } else { &reached };
        if all.len() >= self.free || self.standing.len() <= self.free {
            let all = all.clone();
            self.elect(&all, teller);
            return Ok(false);
        }
        let surplus = reached.iter().map(|e| self.papers.of(e) - &self.threshold).sum();
        let undeclared = self.standing.intersection(self.undeclared);
        let out = if undeclared.is_empty() {
            Rising::of(&self.papers.votes, &self.standing, surplus)
                .sure_losers(self.standing.len() - self.free)
        } else {
            undeclared
        };
        if !out.is_empty() {
            self.defeat(&out, teller)?;
        } else if reached.is_empty() {
            let tied = self.extreme(&self.standing, false);
            self.visit(&tied, teller)?;
            let out = teller.pick_entry(TieAt::eliminate(self.round), &tied)?;
            self.defeat(&out.into(), teller)?;
        } else {
            let tied = self.extreme(&reached, true);
            self.visit(&tied, teller)?;
            let from = teller.pick_entry(TieAt::order(self.round), &tied)?;
            self.transfer(from, teller)?;
        }
        Ok(true)
    }
    fn extreme(&self, of: &EntrySet, most: bool) -> EntrySet {
        super::rounds::extreme(of, most, &self.papers.votes, &[], super::EarlierRounds::None)
    }
    fn visit(&self, tied: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        if tied.len() < 2 {
            return Ok(());
        }
        teller.visit(&self.draft, ((self.standing.clone(), self.round as u64), self.moves.clone()))
    }
    fn elect(&mut self, who: &EntrySet, teller: &mut Teller) {
        self.standing = self.standing.minus(who);
        self.free -= who.len().min(self.free);
        teller.record(|| Step::Elected { entries: who.clone() });
        self.draft.elect(who.clone());
    }
    fn defeat(&mut self, out: &EntrySet, teller: &mut Teller) -> Result<(), Halt> {
        self.standing = self.standing.minus(out);
        self.draft.eliminate(out.clone());
        teller.record(|| Step::Eliminated { entries: out.clone() });
        self.papers.leave(out, &self.standing, teller)
    }
    fn transfer(&mut self, from: EntryIx, teller: &mut Teller) -> Result<(), Halt> {
        self.elect(&from.into(), teller);
        let four = Places::new(4).expect("four decimals are kept");
        let surplus = self.papers.of(from) - &self.threshold;
        let ratio = surplus.checked_div(self.papers.of(from)).unwrap_or(Exact::ZERO);
        let ratio = cut(&ratio, four);
        let value = |v: &Exact, _: &Movable| cut(&(v * &ratio), four);
        let worth = Worth::Each(&value);
        let t = Transfer { worth, ..Transfer::all(from, &self.standing, surplus) };
        let step = self.papers.transfer(&t)?;
        self.moves.push((from, self.standing.clone()));
        teller.record(|| step);
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
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 4), (&[2], 2)]);
        let t = run(&MinneapolisStv::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let first = t.steps().iter().find_map(|s| match s {
            Step::Eliminated { entries } => Some(entries.clone()),
            _ => None,
        });
        assert_eq!(first, Some([1].into()));
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 2].into());
    }
    #[test]
    fn the_ratio_is_cut_off_before_it_is_multiplied() {
        // threshold 4; A has 7 and a surplus of 3: 3/7 is 0.4285, so 7 ballots carry 2.9995
        let p = profile(4, &[(&[0, 1], 4), (&[0, 2], 3), (&[1], 1), (&[2], 2), (&[3], 1)]);
        let t = run(&MinneapolisStv::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let moved = t.steps().iter().find_map(|s| match s {
            Step::Transferred { to, lost, .. } if !lost.is_zero() => Some((to.clone(), lost.clone())),
            _ => None,
        });
        let (to, lost) = moved.unwrap();
        let to: Vec<String> = to.iter().map(|(_, v)| v.decimals_down(4)).collect();
        assert_eq!((to, lost.decimals_down(4)), (vec!["1.7140".into(), "1.2855".into()], "0.0005".into()));
    }
    #[test]
    fn a_tie_is_told() {
        let p = profile(3, &[(&[0, 1], 5), (&[2], 2)]);
        let t = run(&MinneapolisStv::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
    }
    #[test]
    fn undeclared_write_ins_leave_first_and_nobody_votes() {
        let p = profile(4, &[(&[3, 0, 1], 5), (&[1, 2], 2)]);
        let rule = MinneapolisStv { undeclared: [3].into() };
        let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().winners().unwrap().set().contains(EntryIx::new(0)));
        let t = run(&rule, &profile(4, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
