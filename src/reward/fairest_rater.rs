//! Fairest rater: who rates nearest to what all say together has the pot.
//!
//! Each entry has the mean of its marks; a rater's distance is the mean of how far their marks are from those means. The least distance wins. Marks
//! for entries of one's own team are left out. The source does not tell its measure; the mean absolute deviation is this crate's.
//!
//! Worked example: r1 gives a 4 and b 2, r2 5 and 1, r3 3 and 3. The means are 4 and 2, the distances 0, 1 and 1: r1 wins.
//!
//! References: jovoto, "Fairest rater".
use super::{
    Award, Case, Entrant, MAX_FACTS, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy, odd_note,
};
use crate::count::{About, Param};
use crate::id::PersonId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The pot to the rater who is nearest to all.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Raters at the same distance share in equal parts, odd units by `odd` over their names.
///
/// # Complexity
/// `O(k log k)` for k marks.
///
/// # Errors
/// If somebody rated an entry twice, or there are too many marks.
///
/// # References
/// jovoto, "Fairest rater".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let rated = |e: &str, marks: [u32; 3]| {
///     let mark = |(i, v): (usize, u32)| Rated { by: person(&format!("r{}", i + 1)), value: v.into() };
///     let marks = marks.into_iter().enumerate().map(mark).collect();
///     Entrant { facts: Facts { marks, ..Facts::default() }, ..Entrant::solo(id(e), person(e)) }
/// };
/// let entrants = [rated("a", [4, 5, 3]), rated("b", [2, 1, 3])];
/// let case = Case { pot: &pot, places: &[], scores: &BTreeMap::new(), entrants: &entrants };
/// let out = pay(&FairestRater::default(), &case, TeamSplit::default())?;
/// assert_eq!((out.lines[0].person.as_str(), out.paid().minor()), ("r1", 100));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FairestRater {
    /// The least number of entries that a rater has rated.
    pub min_marks: u64,
    /// Who of level raters has the odd units, by their names.
    pub odd: OddUnits,
}

const ABOUT: About =
    About::new("fairest-rater", "Fairest rater").references(&["jovoto, Fairest rater"]).params(&[
        Param {
            name: "min_marks",
            kind: "integer",
            about: "the least number of entries that a rater has rated",
        },
        Param {
            name: "odd",
            kind: "first | last | heaviest",
            about: "who of level raters has the odd units",
        },
    ]);

impl RewardRule for FairestRater {
    fn about(&self) -> About {
        ABOUT
    }
    fn asks_marks(&self) -> bool {
        true
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let (pot, mut a) = (case.pot.amount, Award::default());
        let distances = distances(case.entrants)?;
        let counted = distances.iter().filter(|(_, r)| r.marks as u64 >= self.min_marks);
        let nearest = counted.clone().map(|(_, r)| &r.distance).min();
        let level: Vec<_> = counted.filter(|(_, r)| Some(&r.distance) == nearest).collect();
        if level.is_empty() {
            let (need, have) = (self.min_marks.max(1), 0);
            let why = WithheldBy::Few { need, have };
            a.withheld.push(Withheld { place: None, entry: None, amount: pot, why });
            return Ok(a);
        }
        let equal = vec![Exact::ONE; level.len()];
        let s = split(pot.minor(), &equal, Apportionment::LargestRemainder, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        for ((person, r), part) in level.iter().zip(&s.parts) {
            let why = Why::Share { share: pot.to_exact() / Exact::from(level.len()) };
            let (entry, person) = (r.first.entry.clone(), Some((**person).clone()));
            a.owed.push(Owed { entry, person, amount: Amount::new(*part)?, why });
        }
        a.notes.extend(odd_note(s.tie, |i| level[i].0.to_string()));
        Ok(a)
    }
}
/// How near a rater is to all.
#[derive(Clone, Debug)]
pub struct Nearness<'a> {
    /// The mean of how far each mark is from its entry's mean.
    pub distance: Exact,
    /// How many marks were looked at.
    pub marks: usize,
    /// The first entry that they rated.
    pub first: &'a Entrant,
}
/// Of each rater, by their names. Marks for one's own entry are left out, and do not count for its mean.
///
/// # Errors
/// If somebody rated an entry twice, or there are too many marks.
pub fn distances(entrants: &[Entrant]) -> Result<BTreeMap<&PersonId, Nearness<'_>>, RewardError> {
    let got: usize = entrants.iter().map(|e| e.facts.marks.len()).sum();
    if got > MAX_FACTS {
        return Err(RewardError::TooMany { what: "marks", got, most: MAX_FACTS });
    }
    let mut out: BTreeMap<&PersonId, Nearness<'_>> = BTreeMap::new();
    for e in entrants {
        let mut marks = e.marks()?;
        marks.retain(|by, _| !e.team.iter().any(|t| t.person == **by));
        let sum: Exact = marks.values().copied().sum();
        let mean = sum.checked_div(&Exact::from(marks.len())).unwrap_or_default();
        for (by, mark) in marks {
            let off = mark - &mean;
            let off = if off.is_negative() { -off } else { off };
            let r = out.entry(by).or_insert(Nearness { distance: Exact::ZERO, marks: 0, first: e });
            r.distance += &off;
            r.marks += 1;
        }
    }
    for r in out.values_mut() {
        r.distance = &r.distance / &Exact::from(r.marks);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Facts, Rated,
        sample::{paid_to, places, show, solos},
    };
    fn run(rule: FairestRater, entries: &[(&str, &[(&str, u32)])]) -> String {
        let mut all = solos(&places(&entries.iter().map(|e| e.0).collect::<Vec<_>>().join(" ")));
        for (e, (_, marks)) in all.iter_mut().zip(entries) {
            let mark = |(by, v): &(&str, u32)| Rated { by: by.parse().unwrap(), value: Exact::from(*v) };
            e.facts = Facts { marks: marks.iter().map(mark).collect(), ..Facts::default() };
        }
        show(&paid_to(&rule, 100, &[], &[], &all))
    }
    const THREE: &[(&str, &[(&str, u32)])] =
        &[("a", &[("r1", 4), ("r2", 5), ("r3", 3)]), ("b", &[("r1", 2), ("r2", 1), ("r3", 3)])];
    #[test]
    fn worked_example() {
        assert_eq!(run(FairestRater::default(), THREE), "r1 100, back 0");
        // The author's own mark says nothing.
        let own: &[(&str, &[(&str, u32)])] = &[("a", &[("a", 9), ("x", 3), ("y", 3), ("z", 0)])];
        assert_eq!(run(FairestRater::default(), own), "x 50, y 50, back 0");
    }
    #[test]
    fn a_tie_is_shared() {
        let two: &[(&str, &[(&str, u32)])] = &[("a", &[("x", 3), ("y", 4)])];
        assert_eq!(run(FairestRater::default(), two), "x 50, y 50, back 0");
    }
    #[test]
    fn nobody_rates_or_nobody_rates_enough() {
        assert_eq!(run(FairestRater::default(), &[]), "back 100");
        assert_eq!(run(FairestRater { min_marks: 3, ..FairestRater::default() }, THREE), "back 100");
    }
}
