//! Approval-STV: a transferable vote on ballots that may rank entries equally. A ballot supports all that it ranks first of
//! those left, each with all that it has.
//!
//! Every ballot begins with one vote. If an entry has more support than the quota of votes by one more than the seats, the one
//! with the most support is elected, and what its supporters have shrinks in proportion until they have paid the quota
//! together. Else the entry with the least support leaves. When as many are left as there are seats, they are elected.
//!
//! Worked example: two seats; 4 ballots rank A and B first together, 3 C before A, 2 B alone. Quota 3. B has 6, more than A's 4
//! and C's 3, and is elected: its six supporters keep 3/6 each. A then has 2, C 3; A leaves, C is elected.
use super::quota::Quota;
use crate::{
    ballot::Ranking,
    count::{About, Alias, Draft, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Transferable votes that support everybody ranked first together.
///
/// The definition and a worked example are at the head of [this module](self). The quota `exact-droop` must be passed, all
/// others reached.
///
/// # Ties
/// Of those with the most support who is elected is asked at stage `win`, who leaves at stage `eliminate`, with the number of the
/// round from 1.
///
/// # Complexity
/// O(n m) a round, O(n m) memory; fractions grow with every seat.
///
/// # Errors
/// A task without a number of seats; shares of a ballot that pass 4000 digits.
///
/// # References
/// Delemazure and Peters (2024), Generalizing instant runoff voting to allow indifferences, section 5.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::ApprovalStv};
/// let ballots = [Ranking::tiers([[0, 1].into()]), Ranking::strict([1, 2]), Ranking::strict([2])];
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&ApprovalStv::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApprovalStv {
    /// What must be reached.
    pub quota: Quota,
}
impl Default for ApprovalStv {
    fn default() -> Self {
        Self { quota: Quota::ExactDroop }
    }
}
const MOST_DIGITS: usize = 4000;

impl TallyRule for ApprovalStv {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("approval-stv", "Approval-STV")
            .aliases(&[Alias::plain("approval_stv")])
            .references(&["Delemazure and Peters (2024), Generalizing instant runoff voting, section 5"])
            .params(&[Param {
                name: "quota",
                kind: "droop | exact-droop | hare | imperiali",
                about: "what must be reached, `exact-droop` being passed",
            }])
            .needs_number()
            .limit("shares of a ballot of 4,000 digits");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let units = Exact::from(p.units_per_vote());
        let mut joined: BTreeMap<Ranking, u64> = BTreeMap::new();
        p.ballots().for_each(|(b, w)| *joined.entry(b).or_default() += w);
        let purse = |(b, w): (Ranking, u64)| Purse { tiers: b.0, at: 0, left: &Exact::from(w) / &units };
        let mut ballots: Vec<Purse> = joined.into_iter().map(purse).collect();
        let total = &Exact::from(p.total_weight()) / &units;
        let quota = self.quota.of(&total, seats.number(), None);
        teller.record(|| Step::Quota { value: quota.clone() });
        let (mut left, mut free, mut draft) = (p.slate().all(), seats.number(), Draft::new());
        for round in 1.. {
            if free == 0 || left.is_empty() {
                break;
            }
            if left.len() <= free {
                teller.record(|| Step::Elected { entries: left.clone() });
                draft.elect(std::mem::take(&mut left));
                break;
            }
            teller.poll()?;
            let mut support = vec![Exact::ZERO; p.slate().len()];
            for b in &mut ballots {
                for e in b.top(&left).iter() {
                    support[e.ix()] += &b.left;
                }
            }
            let of = |e: EntryIx| &support[e.ix()];
            teller.record(|| Step::scored(left.iter().map(|e| (e, of(e).clone()))));
            let most = left.iter().map(of).max().cloned().unwrap_or_default();
            let enough = if self.quota == Quota::ExactDroop { most > quota } else { most >= quota };
            let state = |all: &[Purse]| all.iter().map(|b| b.left.clone()).collect::<Vec<_>>();
            if !enough {
                let least = left.iter().map(of).min().cloned().unwrap_or_default();
                let tied: EntrySet = left.iter().filter(|e| *of(*e) == least).collect();
                if tied.len() > 1 {
                    teller.visit(&draft, ((left.clone(), round as u64), state(&ballots)))?;
                }
                let out = teller.pick_entry(TieAt::eliminate(round), &tied)?;
                teller.record(|| Step::Eliminated { entries: out.into() });
                left.remove(out);
                draft.eliminate(out);
                continue;
            }
            let tied: EntrySet = left.iter().filter(|e| *of(*e) == most).collect();
            if tied.len() > 1 {
                teller.visit(&draft, ((left.clone(), round as u64), state(&ballots)))?;
            }
            let won = teller.pick_entry(TieAt::win(round), &tied)?;
            teller.record(|| Step::Elected { entries: won.into() });
            let kept = (&most - &quota).checked_div(&most).unwrap_or(Exact::ZERO);
            for b in &mut ballots {
                if b.top(&left).contains(won) {
                    b.left *= &kept;
                }
            }
            let long = |w: &Exact| w.denominator().is_none() && w.to_string().len() > MOST_DIGITS;
            if ballots.iter().any(|b| long(&b.left)) {
                let most = MOST_DIGITS as u64;
                return Err(
                    Refusal::TooLarge { what: "digits of a ballot's share", got: most + 1, most }.into()
                );
            }
            left.remove(won);
            draft.elect(won);
            free -= 1;
        }
        Ok(draft.finish(left))
    }
}
/// Equal ballots and what they have left.
struct Purse {
    tiers: Vec<EntrySet>,
    /// Nobody of the tiers before this is left.
    at: usize,
    left: Exact,
}
impl Purse {
    /// Those of the best tier that has somebody left.
    fn top(&mut self, left: &EntrySet) -> EntrySet {
        while let Some(t) = self.tiers.get(self.at) {
            let open = t.intersection(left);
            if !open.is_empty() {
                return open;
            }
            self.at += 1;
        }
        EntrySet::EMPTY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{TiePolicy, run},
        tally::tried::{nobody, profile, ways},
    };
    #[test]
    fn worked_example() {
        let p = profile(3, &[("AB|", 4), ("CA", 3), ("B", 2)]);
        let t = run(&ApprovalStv::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [1, 2].into());
        let rounds: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(rounds, [vec!["4", "6", "3"], vec!["2", "3"]]);
    }
    #[test]
    fn a_tie_is_asked() {
        assert_eq!(ways(&ApprovalStv::default(), 3, &[("AB|", 1), ("BC|", 1), ("AC|", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&ApprovalStv::default());
    }
}
