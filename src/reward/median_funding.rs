//! Median funding: each voter says what each entry should get; an entry's weight is the median of what those said who rated it, and the pot
//! is shared by these weights.
//!
//! An entry with fewer votes than the quorum has nothing. If the share of an entry is below the least amount, the lowest leave and the rest is
//! shared again, until all who are left have at least so much. An even number of votes has the mean of the two in the middle.
//!
//! Worked example: X has 10, 20 and 60, Y 30, 40 and 50, Z twice 100. With a quorum of 3, the medians are 20 and 40, Z is out; of 30, X has 10
//! and Y 20.
//!
//! References: Optimism, Retroactive public goods funding, round 3 (quorum 17, least 1,500 OP, most 5,000,000 OP an entry).
use super::{
    Award, Case, Entrant, MAX_FACTS, Owed, RewardError, RewardNote, RewardRule, Why, Withheld, WithheldBy,
    odd_note, parts::winners,
};
use crate::count::{About, Alias, Param};
use crate::num::{Amount, Apportionment, Exact, OddUnits, capped_shares, split_capped};
use serde::{Deserialize, Serialize};

/// A pot by medians of what voters would give.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that the method leaves level go by `odd`, which is noted. Entries that are level below the least amount leave together.
///
/// # Complexity
/// `O(v log v)` for v votes, and one more split for each level that leaves.
///
/// # Errors
/// If somebody rated an entry twice or below nought, there are too many votes, or the least amount is below nought.
///
/// # References
/// Optimism, Retroactive public goods funding, round 3 (2023).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(30u32) };
/// let said = |e: &str, votes: &[u32]| {
///     let mark = |(i, v): (usize, &u32)| Rated { by: person(&format!("p{i}")), value: (*v).into() };
///     let marks = votes.iter().enumerate().map(mark).collect();
///     Entrant { facts: Facts { marks, ..Facts::default() }, ..Entrant::solo(id(e), person(e)) }
/// };
/// let entrants = [said("x", &[10, 20, 60]), said("y", &[30, 40, 50]), said("z", &[100, 100])];
/// let places = [entrants.iter().map(|e| e.entry.clone()).collect()];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let rule = MedianFunding { quorum: 3, ..MedianFunding::default() };
/// let amounts: Vec<u128> = pay(&rule, &case, TeamSplit::default())?.lines.iter().map(|l| l.amount.minor()).collect();
/// assert_eq!(amounts, [10, 20]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MedianFunding {
    /// The least number of votes on an entry.
    pub quorum: u64,
    /// The least that an entry has, in minor units; who would have less has nothing.
    pub min: Exact,
    /// The most that an entry has; what is over it is shared again.
    pub max: Option<Amount>,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}

const ABOUT: About = About::new("median-funding", "Median funding")
    .aliases(&[Alias::plain("retropgf")])
    .references(&["Optimism, Retroactive public goods funding, round 3"])
    .params(&[
        Param { name: "quorum", kind: "integer", about: "the least number of votes on an entry" },
        Param { name: "min", kind: "exact", about: "the least that an entry has, in minor units" },
        Param { name: "max", kind: "minor units", about: "the most that an entry has" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for MedianFunding {
    fn about(&self) -> About {
        ABOUT
    }
    fn asks_marks(&self) -> bool {
        true
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.min.is_negative() {
            let cause = format!("a least amount of {}; it is 0 or more", self.min);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let all = winners(case)?;
        let votes: usize = all.iter().map(|e| e.facts.marks.len()).sum();
        if votes > MAX_FACTS {
            return Err(RewardError::TooMany { what: "votes", got: votes, most: MAX_FACTS });
        }
        let (pot, mut a) = (case.pot.amount, Award::default());
        let out = |a: &mut Award, e: &Entrant, why| {
            a.withheld.push(Withheld {
                place: None,
                entry: Some(e.entry.clone()),
                amount: Amount::ZERO,
                why,
            });
        };
        let mut group: Vec<(&Entrant, Exact)> = vec![];
        for e in all {
            let have = e.facts.marks.len() as u64;
            match median(e)? {
                Some(m) if have >= self.quorum && !m.is_zero() => group.push((e, m)),
                _ if have < self.quorum => out(&mut a, e, WithheldBy::Few { need: self.quorum, have }),
                _ => out(&mut a, e, WithheldBy::NoShare),
            }
        }
        let most = self.max.map_or(pot, |m| m.min(pot));
        // Each pass takes somebody out.
        while let Some(lowest) = self.too_low(&group, pot, most) {
            for (e, _) in group.iter().filter(|(_, m)| *m == lowest) {
                out(&mut a, e, WithheldBy::Minimum { need: self.min.clone() });
            }
            group.retain(|(_, m)| *m != lowest);
        }
        if group.is_empty() {
            let why = WithheldBy::NoShare;
            a.withheld.push(Withheld { place: None, entry: None, amount: pot, why });
            return Ok(a);
        }
        let weights: Vec<Exact> = group.iter().map(|(_, m)| m.clone()).collect();
        let total: Exact = weights.iter().sum();
        let s = split_capped(pot.minor(), &weights, most.minor(), Apportionment::LargestRemainder, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        for (i, (e, median)) in group.iter().enumerate() {
            let why = Why::Share { share: &pot.to_exact() * median / &total };
            let amount = Amount::new(s.split.parts[i])?;
            a.owed.push(Owed { entry: e.entry.clone(), person: None, amount, why });
        }
        for i in s.cut {
            let to = Amount::new(s.split.parts[i])?;
            a.notes.push(RewardNote::Capped { entry: group[i].0.entry.clone(), to });
        }
        a.notes.extend(odd_note(s.split.tie, |i| group[i].0.entry.to_string()));
        if s.left > 0 {
            let amount = Amount::new(s.left)?;
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::Cap });
        }
        Ok(a)
    }
}
impl MedianFunding {
    /// The lowest median, if its share is below the least amount.
    fn too_low(&self, group: &[(&Entrant, Exact)], pot: Amount, most: Amount) -> Option<Exact> {
        let weights: Vec<Exact> = group.iter().map(|(_, m)| m.clone()).collect();
        let cap = most.to_exact().checked_div(&pot.to_exact())?;
        let shares = capped_shares(&weights, &cap)?.shares;
        let (share, lowest) = shares.into_iter().zip(weights).min_by(|a, b| a.1.cmp(&b.1))?;
        (&share * &pot.to_exact() < self.min).then_some(lowest)
    }
}
/// The median of what voters said.
///
/// # Errors
/// If somebody said something twice, or below nought.
pub fn median(e: &Entrant) -> Result<Option<Exact>, RewardError> {
    let marks = e.marks()?;
    if let Some((by, value)) = marks.iter().find(|(_, v)| v.is_negative()) {
        return Err(e.fact(format!("`{by}` would give {value}; it is 0 or more")));
    }
    let mut all: Vec<&Exact> = marks.into_values().collect();
    all.sort_unstable();
    let middle = all.get(all.len() / 2).zip(all.get(all.len().saturating_sub(1) / 2));
    Ok(middle.map(|(a, b)| (*a + *b) / Exact::from(2u32)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Facts, Rated,
        sample::{paid_to, places, show, solos},
    };
    fn run(rule: &MedianFunding, pot: u64, of: &[(&str, &[u32])]) -> String {
        let places = places(&of.iter().map(|(e, _)| *e).collect::<Vec<_>>().join(" "));
        let mut all = solos(&places);
        for (e, (_, votes)) in all.iter_mut().zip(of) {
            let mark = |(i, v): (usize, &u32)| Rated {
                by: format!("p{i}").parse().unwrap(),
                value: Exact::from(*v),
            };
            e.facts = Facts { marks: votes.iter().enumerate().map(mark).collect(), ..Facts::default() };
        }
        show(&paid_to(rule, pot, &places, &[], &all))
    }
    #[test]
    fn worked_example() {
        let rule = MedianFunding { quorum: 3, min: "3/2".parse().unwrap(), ..MedianFunding::default() };
        assert_eq!(
            run(&rule, 30, &[("x", &[10, 20, 60]), ("y", &[30, 40, 50]), ("z", &[100, 100])]),
            "x 10, y 20, back 0"
        );
    }
    #[test]
    fn who_is_below_the_least_leaves_and_who_is_above_the_most_is_cut() {
        let rule = MedianFunding { min: 10u32.into(), ..MedianFunding::default() };
        // 1 of 21 of 100 is below 10; then 5 of 20 is 25.
        assert_eq!(run(&rule, 100, &[("x", &[1]), ("y", &[5]), ("z", &[15])]), "y 25, z 75, back 0");
        let rule = MedianFunding { max: Some(Amount::from(60u32)), ..MedianFunding::default() };
        assert_eq!(run(&rule, 100, &[("y", &[5]), ("z", &[15])]), "y 40, z 60, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit_and_an_even_number() {
        assert_eq!(run(&MedianFunding::default(), 3, &[("y", &[4, 6]), ("z", &[5])]), "y 2, z 1, back 0");
    }
    #[test]
    fn nobody_votes() {
        assert_eq!(run(&MedianFunding::default(), 9, &[("y", &[])]), "back 9");
        assert_eq!(run(&MedianFunding::default(), 9, &[]), "back 9");
    }
}
