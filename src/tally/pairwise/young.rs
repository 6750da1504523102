//! Young: whoever has the fewest ballots to be left out so that nobody beats it.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. C beats A by 1, so without one ballot BCA nobody beats A. A beats B by 3:
//! without three ballots ABC nobody beats B. B beats C by 5: without four ABC and one BCA nobody beats C. The order
//! is A B C.
use super::strength::UNNAMED;
use crate::{
    ballot::Ranking,
    count::{About, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::EntryIx,
    num::{Exact, Program, Relation, Row, Whole, whole},
    profile::{Profile, Unnamed},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fewest ballots left out.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Equal numbers share a tier; nothing is asked.
///
/// # Complexity
/// One program in whole numbers for each entry: a variable for each way in which a ballot can set its rivals against
/// it; at most 2,000 linear programs each.
///
/// # Errors
/// Refused if 2,000 linear programs do not settle an entry.
///
/// # References
/// Young (1977), "Extending Condorcet's rule", Journal of Economic Theory 16; Rothe, Spakowski and Vogel (2003),
/// "Exact complexity of the winner problem for Young elections", Theory of Computing Systems 36.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Young};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Young::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Young {
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}

impl TallyRule for Young {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("young", "Young")
            .references(&["Young (1977), Journal of Economic Theory 16"])
            .params(&[UNNAMED]);
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut left_out = vec![];
        for c in p.entries() {
            teller.poll()?;
            left_out.push(fewest(p, c, self.unnamed)?);
        }
        let units = Exact::from(p.units_per_vote());
        let score = |e: EntryIx| -(&left_out[e.ix()] / &units);
        teller.record(|| Step::scored(p.entries().map(|e| (e, score(e)))));
        Ok(Standing::by_score(p.slate(), |e| Some(score(e))))
    }
}
/// Most linear programs for one entry.
const LIMIT: usize = 2_000;
/// How many units must be left out so that nobody beats `c`.
fn fewest(p: &Profile<Ranking>, c: EntryIx, unnamed: Unnamed) -> Result<Exact, Halt> {
    // Ballots by how they set each entry against c: 1 above c, -1 below.
    let mut kinds: BTreeMap<Vec<i8>, u64> = BTreeMap::new();
    for row in 0..p.len() {
        let own = p.rows().rank(row, c);
        let side = |e: EntryIx| match (own, p.rows().rank(row, e)) {
            (Some(x), Some(y)) => i8::from(y < x) - i8::from(y > x),
            (Some(_), None) if unnamed == Unnamed::Last => -1,
            (None, Some(_)) if unnamed == Unnamed::Last => 1,
            _ => 0,
        };
        *kinds.entry(p.entries().map(side).collect()).or_default() += p.weight(row);
    }
    let mut program = Program::maximise(vec![-Exact::ONE; kinds.len()]);
    for e in p.entries().filter(|e| *e != c) {
        let side = |kind: &Vec<i8>| kind[e.ix()];
        let lead: i128 = kinds.iter().map(|(k, w)| i128::from(side(k)) * i128::from(*w)).sum();
        let row = kinds.keys().map(|k| Exact::from(i32::from(side(k)))).collect();
        program.add(Row::new(row, Relation::AtLeast, Exact::from(lead)));
    }
    for (j, w) in kinds.values().enumerate() {
        let mut one = vec![Exact::ZERO; j + 1];
        one[j] = Exact::ONE;
        program.add(Row::new(one, Relation::AtMost, Exact::from(*w)));
    }
    match whole(&program, LIMIT) {
        Whole::Optimal(x) => Ok(-x),
        // Without any ballot nobody beats anybody, so there always is an answer.
        Whole::Nothing | Whole::Stopped => {
            let what = "linear programs for one entry";
            Err(Refusal::TooLarge { what, got: LIMIT as u64 + 1, most: LIMIT as u64 }.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let p = votes(3, &[("ABC", 4), ("BCA", 3), ("CAB", 2)]);
        let t =
            crate::count::run(&Young::default(), &p, Seats::Open, &crate::count::TiePolicy::REPORT).unwrap();
        let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
        assert_eq!(scores, ["-1", "-3", "-5"]);
    }
    #[test]
    fn a_tie_shares_a_tier() {
        assert_eq!(standing(&Young::default(), &votes(3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)])), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&Young::default(), Seats::ONE);
    }
}
