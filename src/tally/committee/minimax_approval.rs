//! Minimax approval voting: the committee whose distance to the voter farthest from it is the least. The distance counts the entries
//! that only one of the two has: those approved and not elected, and those elected and not approved.
//!
//! The lexicographic form compares, of equal largest distances, how many votes are that far, then the next distance, and so on. A
//! ballot without approvals is as far from every committee, and counts.
//!
//! Worked example: 2 seats; one voter approves 0 and 1, one 0 and 2, one 3. The committee 0, 3 is 2, 2 and 1 away; 0, 1 is 0, 2 and 3
//! away. Committees with 3 and one other are at most 3 away, 0 with 3 alone at most 2.
use super::search::{Goal, MAX_ENTRIES, best_committee};
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Param, Seats, Standing, TallyRule, Teller},
    id::EntryIx,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The committee nearest to the voter farthest from it.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between committees of equal largest distance, or in the lexicographic form of equal votes at all distances, at stage `win`.
///
/// # Complexity
/// Branch and bound by distances that can still be reached: exponential in the number of seats at worst. O(g) a look for g different ballots.
///
/// # Errors
/// A task without a number of seats; more than 256 entries. A search that ends at its limit (see [`Thiele`](super::Thiele)) gives the best found
/// and the bound as `undecided`.
///
/// # References
/// Brams, Kilgour and Sanver (2007), "A minimax procedure for electing committees", Public Choice 132.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::MinimaxApproval};
/// let ballots = [Approval::from([0, 1]), Approval::from([0, 2]), Approval::from([3])];
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&MinimaxApproval::default(), &Profile::of(4, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 3].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MinimaxApproval {
    /// Whether committees of equal largest distance are told apart by the votes at it, then by the next distances.
    pub lexicographic: bool,
}

impl TallyRule for MinimaxApproval {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("minimax-approval", "Minimax approval voting")
            .aliases(&[
                Alias::plain("minimaxav"),
                Alias::plain("mav"),
                Alias::with("lexminimaxav", &[("lexicographic", "true")]),
            ])
            .references(&["Brams, Kilgour and Sanver (2007), Public Choice 132"])
            .params(&[Param {
                name: "lexicographic",
                kind: "boolean",
                about: "whether equal largest distances are compared by votes, then by the next distances",
            }])
            .needs_number()
            .most_entries(MAX_ENTRIES)
            .limit("a search of 2^20 looks or 20,000 tied committees; beyond, the best found and the bound")
            .slow("a search over committees, which look alike where opinions do");
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let p = p.grouped();
        let (mut approvals, mut ballots) = (vec![0u64; p.slate().len()], vec![]);
        for r in 0..p.len() {
            let approved: Vec<EntryIx> = p.rows().approved(r).collect();
            for e in &approved {
                approvals[e.ix()] += p.weight(r);
            }
            ballots.push((p.weight(r), bits(&approved)));
        }
        let mut order: Vec<EntryIx> = p.entries().collect();
        order.sort_by_key(|e| (Reverse(approvals[e.ix()]), *e));
        let distances = Distances {
            largest: p.slate().len() + seats.number(),
            seats: seats.number(),
            lexicographic: self.lexicographic,
            ballots,
        };
        best_committee(&distances, &order, seats.number(), teller)
    }
}

/// The search takes no more entries than there are bits.
type Bits = [u64; MAX_ENTRIES / 64];
fn bits(entries: &[EntryIx]) -> Bits {
    let mut bits = Bits::default();
    for e in entries {
        if let Some(word) = bits.get_mut(e.ix() / 64) {
            *word |= 1 << (e.ix() % 64);
        }
    }
    bits
}
fn common(a: &Bits, b: &Bits) -> usize {
    a.iter().zip(b).map(|(x, y)| (x & y).count_ones() as usize).sum()
}
struct Distances {
    ballots: Vec<(u64, Bits)>,
    largest: usize,
    seats: usize,
    lexicographic: bool,
}
impl Goal for Distances {
    /// Votes by distance, the largest first; of the plain rule the largest distance alone.
    type Value = Reverse<Vec<u64>>;
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> Self::Value {
        let mut votes = vec![0; self.largest + 1];
        let mut farthest = 0;
        let (part, open) = (bits(part), bits(open));
        for (weight, approved) in &self.ballots {
            let may = common(approved, &open).min(free);
            let distance = common(approved, approved) + self.seats - 2 * (common(approved, &part) + may);
            votes[self.largest - distance] += weight;
            farthest = farthest.max(distance);
        }
        Reverse(if self.lexicographic { votes } else { vec![farthest as u64] })
    }
    fn effort(&self) -> usize {
        self.ballots.len() * Bits::default().len() + self.largest
    }
    fn show(&self, value: &Self::Value) -> String {
        let far = match &value.0[..] {
            [distance] => Some(*distance as usize),
            votes => votes.iter().position(|v| *v > 0).map(|i| self.largest - i),
        };
        format!("the distance {}", far.unwrap_or(0))
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
        let p =
            Profile::of(4, &[Approval::from([0, 1]), Approval::from([0, 2]), Approval::from([3])]).unwrap();
        let t = run(&MinimaxApproval::default(), &p, Seats::fill(2).unwrap(), &ALL).unwrap();
        assert_eq!(sets(&t), [[0, 3].into()]);
        assert!(format!("{:?}", t.steps()).contains("the distance 2"));
    }
    #[test]
    fn a_tie_that_the_lexicographic_form_makes_smaller() {
        let t = run(&MinimaxApproval::default(), &worked(), Seats::fill(4).unwrap(), &ALL).unwrap();
        let lex = MinimaxApproval { lexicographic: true };
        let fewer = sets(&run(&lex, &worked(), Seats::fill(4).unwrap(), &ALL).unwrap());
        assert_eq!(
            fewer,
            [[0, 1, 4, 5].into(), [0, 1, 5, 6].into(), [0, 2, 4, 5].into(), [0, 2, 5, 6].into()]
        );
        assert!(fewer.iter().all(|s| sets(&t).contains(s)) && sets(&t).len() == 35);
    }

    #[test]
    fn nobody_votes() {
        let p = Profile::of(3, &[]).unwrap();
        let t = run(&MinimaxApproval::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
