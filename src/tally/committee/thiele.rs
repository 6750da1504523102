//! Thiele rules: the committee of the greatest worth. A voter's first elected entry is worth the first weight to it, its second the
//! second, and so on; with 1, 1/2, 1/3, .. it is proportional approval voting, with 1, 0, 0, .. the rule of Chamberlin and Courant.
//!
//! Worked example: 4 seats, twelve voters: 3 approve {0, 1}, 3 {0, 2}, 2 {0, 3}, 1 {1, 2, 5}, and 4, 5, 6 are approved by one voter
//! each. With the weights 1, 1/2, 1/3 the committee 0, 1, 2, 5 is worth 6 · 3/2 + 2 + 11/6 + 1 = 83/6 and none is worth more; with
//! 1, 0, 0 it is 0, 4, 5, 6, which leaves no voter without anybody.
use super::{
    Weights,
    search::{self, Goal, best_committee},
};
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Param, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, lcm},
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The committee of the greatest worth.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees of equal worth, at stage `win`.
///
/// # Complexity
/// Branch and bound with the best gains as bound: exponential in the number of seats at worst. O(g m) a look for g different ballots.
///
/// # Errors
/// A task without a number of seats; weights that rise or go below nought, or whose common denominator passes 63 bits (46 seats of the weights
/// 1/j); more than 256 entries. A search that ends at its limit, 2^20 looks, fewer where a look takes more than 2^10 steps, or 20,000 tied
/// committees, gives the best found and the bound as `undecided`.
///
/// # References
/// Thiele (1895), "Om flerfoldsvalg"; Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rules 4 to 6.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::Thiele};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend(vec![Approval::from([2]); 2]);
/// ballots.push(Approval::from([0]));
/// let tally = run(&Thiele::default(), &Profile::of(3, &ballots)?, Seats::fill(2).unwrap(), &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thiele {
    /// What each further elected entry that a voter approves is worth to it.
    pub weights: Weights,
}

impl TallyRule for Thiele {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("thiele", "Thiele rule")
            .aliases(&[
                Alias::plain("pav"),
                Alias::with("slav", &[("weights", "\"slav\"")]),
                Alias::with("cc", &[("weights", "\"cc\"")]),
                Alias::with("geom2", &[("weights", "{\"geometric\":\"2\"}")]),
                Alias::with("geom10", &[("weights", "{\"geometric\":\"10\"}")]),
                Alias::plain("proportional-approval-voting"),
                Alias::with("chamberlin-courant", &[("weights", "\"cc\"")]),
            ])
            .references(&[
                "Lackner and Skowron (2023), Multi-Winner Voting with Approval Preferences, rules 4 and 5",
            ])
            .params(&[Param {
                name: "weights",
                kind: "pav | slav | cc | av | { geometric: exact } | { list: list of exact }",
                about: "what each further elected entry that a voter approves is worth to it",
            }])
            .needs_number()
            .most_entries(search::MAX_ENTRIES)
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let weights = self.weights.first(seats.number())?;
        let scale = weights.iter().try_fold(1, |d, w| lcm(d, w.denominator()?)).filter(|d| *d < 1 << 63);
        let Some(scale) = scale else {
            let why = format!(
                "the common denominator of {} weights passes 63 bits; take fewer seats",
                weights.len()
            );
            return Err(Refusal::Parameter { name: "weights", why }.into());
        };
        let whole = |w: &Exact| (w * &Exact::from(scale)).to_u64();
        let Some(weights) = weights.iter().map(whole).collect::<Option<Vec<u64>>>() else {
            let why = "a weight passes 64 bits when all are made whole".to_owned();
            return Err(Refusal::Parameter { name: "weights", why }.into());
        };
        let p = p.grouped();
        let ballots =
            (0..p.len()).map(|r| (p.weight(r), p.rows().approved(r).map(EntryIx::ix).collect())).collect();
        let units = &Exact::from(scale) * &Exact::from(p.units_per_vote());
        let worth = Worth { weights, ballots, units, entries: p.slate().len() };
        let mut order: Vec<EntryIx> = p.entries().collect();
        order.sort_by_key(|e| (Reverse(worth.gain(&[], *e)), *e));
        best_committee(&worth, &order, seats.number(), teller)
    }
}

struct Worth {
    /// Made whole.
    weights: Vec<u64>,
    ballots: Vec<(u64, Vec<usize>)>,
    /// By which a worth is divided to be in votes.
    units: Exact,
    entries: usize,
}
impl Worth {
    /// Worth of a part, and what each entry would add to it. Weights are below 2^63 and votes below 2^46, seats below 2^8.
    fn gains(&self, part: &[EntryIx]) -> (u128, Vec<u128>) {
        let mut inside = vec![false; self.entries];
        for e in part {
            inside[e.ix()] = true;
        }
        let (mut worth, mut gains) = (0, vec![0u128; self.entries]);
        for (votes, approved) in &self.ballots {
            let votes = u128::from(*votes);
            let has = approved.iter().filter(|e| inside[**e]).count();
            worth += self.weights[..has].iter().map(|w| u128::from(*w)).sum::<u128>() * votes;
            let next = self.weights.get(has).map_or(0, |w| u128::from(*w)) * votes;
            for e in approved {
                gains[*e] += next;
            }
        }
        (worth, gains)
    }
    fn gain(&self, part: &[EntryIx], e: EntryIx) -> u128 {
        self.gains(part).1[e.ix()]
    }
}
impl Goal for Worth {
    type Value = u128;
    /// Weights do not rise, so that no entry adds more later than it would now.
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> u128 {
        let (worth, gains) = self.gains(part);
        let mut best: Vec<u128> = open.iter().map(|e| gains[e.ix()]).collect();
        best.sort_unstable_by_key(|g| Reverse(*g));
        worth + best.iter().take(free).sum::<u128>()
    }
    fn effort(&self) -> usize {
        self.ballots.iter().map(|(_, approved)| 2 * approved.len() + 1).sum::<usize>() + self.entries
    }
    fn show(&self, value: &u128) -> String {
        format!("worth {}", &Exact::from(*value) / &self.units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Approval,
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    /// Three approve 0 and 1, three 0 and 2, two 0 and 3, one 1, 2 and 5, and 4, 5, 6 have one each.
    fn worked() -> Profile<Approval> {
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend(vec![Approval::from([0, 2]); 3]);
        all.extend(vec![Approval::from([0, 3]); 2]);
        all.extend([
            Approval::from([1, 2, 5]),
            Approval::from([4]),
            Approval::from([5]),
            Approval::from([6]),
        ]);
        Profile::of(8, &all).unwrap()
    }
    fn sets(t: &Tally<Standing>) -> Vec<EntrySet> {
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        sets.iter().map(crate::count::Winners::set).collect()
    }
    const ALL: TiePolicy = TiePolicy::AllBranches { limit: 1000 };
    use crate::id::EntrySet;
    #[test]
    fn worked_example() {
        let t = run(&Thiele::default(), &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 1, 2, 5].into()]);
        // Six voters have two elected entries, two have 0, one has 1, 2 and 5, one has 5.
        assert!(format!("{:?}", t.steps()).contains("worth 83/6"), "{:?}", t.steps());
        let t = run(&Thiele { weights: Weights::Cc }, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 4, 5, 6].into()]);
    }
    #[test]
    fn a_tie_is_told() {
        let p = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
        assert!(run(&Thiele::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().is_tied());
    }
    #[test]
    fn what_is_too_large_is_refused_or_left_undecided() {
        let ballots: Vec<Approval> = (0..40u32).map(|e| Approval::from([e])).collect();
        let p = Profile::of(60, &ballots).unwrap();
        let t = run(&Thiele::default(), &p, Seats::fill(20).unwrap(), &TiePolicy::REPORT).unwrap();
        let Outcome::Undecided { best, bound } = t.outcome() else { panic!("{t:?}") };
        assert!(best.set().len() == 20 && bound.contains("worth 20"), "{bound}");
        let e = run(&Thiele::default(), &p, Seats::fill(55).unwrap(), &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("63 bits"), "{e}");
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&Thiele::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
