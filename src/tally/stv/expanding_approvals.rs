//! Expanding approvals: ballots approve their first tier, then the first two, and so on; whoever has a quota of support is
//! elected, and its supporters pay for it.
//!
//! Every ballot begins with one vote. At depth d a ballot approves everybody whose rank is at most d, the rank of an entry being
//! one more than how many are put above it; those not named come last together. While somebody not elected has at least the
//! quota, the one that stands best in order of rank-maximality is elected (the most first ranks, then second ones, ...), and what
//! its supporters have shrinks in proportion until they have paid the quota together. Then the depth grows. The quota is
//! `n/(k+1) + (floor(n/(k+1)) + 1 - n/(k+1)) / (m+1)` for n votes, k seats and m entries: a little more than `n/(k+1)`.
//!
//! Worked example: two seats; 4 ballots A B C, 2 B A C, 3 C B A. The quota is 3 + 1/4 = 13/4. At depth 1 A has 4 and is elected; its four
//! ballots keep 3/16 each. At depth 2 B has 3/4 + 2 + 3 and is elected.
use crate::{
    ballot::Ranking,
    count::{About, Alias, Draft, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A quota of support at the least depth, in order of rank-maximality.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries that all ranks leave level are asked, at stage `win` with the number of the seat.
///
/// # Complexity
/// O(n m (m + k)); two bytes a ballot and entry; fractions grow with every seat.
///
/// # Errors
/// A task without a number of seats; shares of a ballot that pass 4000 digits.
///
/// # References
/// Aziz and Lee (2020), The expanding approvals rule: improving proportional representation and monotonicity, section 4.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::ExpandingApprovals};
/// let ballots = [[0, 1, 2], [0, 1, 2], [2, 1, 0]].map(Ranking::strict);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&ExpandingApprovals {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExpandingApprovals {}
const MOST_DIGITS: usize = 4000;

impl TallyRule for ExpandingApprovals {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("expanding-approvals", "Expanding approvals")
            .aliases(&[Alias::plain("ear"), Alias::plain("expanding-approvals-rule")])
            .references(&["Aziz and Lee (2020), The expanding approvals rule"])
            .needs_number()
            .limit("shares of a ballot of 4,000 digits");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (units, m) = (Exact::from(p.units_per_vote()), p.slate().len());
        let mut joined: BTreeMap<Ranking, u64> = BTreeMap::new();
        p.ballots().for_each(|(b, w)| *joined.entry(b).or_default() += w);
        let mut ballots: Vec<(Vec<u16>, Exact)> =
            joined.iter().map(|(b, w)| (ranks(b, m), &Exact::from(*w) / &units)).collect();
        // How many votes give each entry each rank: larger is better, first ranks first.
        let mut standing = vec![vec![Exact::ZERO; m]; m];
        for (ranks, w) in &ballots {
            for (e, r) in ranks.iter().enumerate() {
                standing[e][usize::from(*r)] += w;
            }
        }
        let quota = quota(&(&Exact::from(p.total_weight()) / &units), seats.number(), m);
        teller.record(|| Step::Quota { value: quota.clone() });
        let (mut left, mut free, mut draft, mut depth) = (p.slate().all(), seats.number(), Draft::new(), 0);
        let mut support = approvals(&ballots, m, |r| r == 0);
        while free > 0 && !left.is_empty() && usize::from(depth) < m {
            teller.poll()?;
            let enough: EntrySet = left.iter().filter(|e| support[e.ix()] >= quota).collect();
            let Some(best) = enough.iter().map(|e| &standing[e.ix()]).max() else {
                depth += 1;
                let more = approvals(&ballots, m, |r| r == depth);
                support.iter_mut().zip(&more).for_each(|(s, x)| *s += x);
                continue;
            };
            teller.record(|| Step::scored(left.iter().map(|e| (e, support[e.ix()].clone()))));
            let tied: EntrySet = enough.iter().filter(|e| standing[e.ix()] == *best).collect();
            if tied.len() > 1 {
                let all: Vec<Exact> = ballots.iter().map(|(_, w)| w.clone()).collect();
                teller.visit(&draft, ((left.clone(), u64::from(depth)), all))?;
            }
            let won = teller.pick_entry(TieAt::win(seats.number() - free + 1), &tied)?;
            teller.record(|| Step::Elected { entries: won.into() });
            pay(&mut ballots, won, depth, &quota, &support[won.ix()])?;
            support = approvals(&ballots, m, |r| r <= depth);
            left.remove(won);
            draft.elect(won);
            free -= 1;
        }
        Ok(draft.finish(left))
    }
}
/// What ballots have left, summed for each entry over those that give it such a rank.
fn approvals(ballots: &[(Vec<u16>, Exact)], m: usize, counts: impl Fn(u16) -> bool) -> Vec<Exact> {
    let mut out = vec![Exact::ZERO; m];
    for (ranks, w) in ballots {
        for (sum, _) in out.iter_mut().zip(ranks).filter(|(_, r)| counts(**r)) {
            *sum += w;
        }
    }
    out
}
/// One less than the rank of each entry; a slate is shorter than 2^15.
fn ranks(b: &Ranking, m: usize) -> Vec<u16> {
    let named: usize = b.iter().map(EntrySet::len).sum();
    let (mut out, mut above) = (vec![named as u16; m], 0usize);
    for tier in b {
        for e in tier.iter() {
            out[e.ix()] = above as u16;
        }
        above += tier.len();
    }
    out
}
fn quota(votes: &Exact, seats: usize, m: usize) -> Exact {
    let share = votes / &Exact::from(seats + 1);
    let next = Exact::from(share.floor().unwrap_or_default() + 1);
    &share + &((&next - &share) / Exact::from(m + 1))
}
fn pay(
    ballots: &mut [(Vec<u16>, Exact)],
    won: EntryIx,
    depth: u16,
    quota: &Exact,
    support: &Exact,
) -> Result<(), Halt> {
    let kept = (support - quota).checked_div(support).unwrap_or(Exact::ZERO);
    for (_, w) in ballots.iter_mut().filter(|(ranks, _)| ranks[won.ix()] <= depth) {
        *w *= &kept;
        if w.denominator().is_none() && w.to_string().len() > MOST_DIGITS {
            let most = MOST_DIGITS as u64;
            return Err(Refusal::TooLarge { what: "digits of a ballot's share", got: most + 1, most }.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, TiePolicy, run},
        tally::tried::profile,
    };
    #[test]
    fn worked_example() {
        let p = profile(3, &[("ABC", 4), ("BAC", 2), ("CBA", 3)]);
        let t = run(&ExpandingApprovals {}, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
        let seen: Vec<Vec<String>> = t
            .steps()
            .iter()
            .filter_map(|s| match s {
                Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
                Step::Quota { value } => Some(vec![value.to_string()]),
                _ => None,
            })
            .collect();
        assert_eq!(seen, [vec!["13/4"], vec!["4", "2", "3"], vec!["23/4", "3"]]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = profile(4, &[("AB", 1), ("BA", 1)]);
        let t = run(&ExpandingApprovals {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Win, &[0, 1].into()));
    }
    #[test]
    fn nobody_votes() {
        let t = run(&ExpandingApprovals {}, &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
