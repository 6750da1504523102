//! Duplicates decay: findings that several reported are worth less to each, and less in all.
//!
//! A finding of base b (its score: 10 for a high one, 3 for a medium one) that n persons reported is worth b · d^(n-1) / n to each, with a
//! decay d of 0.85; the one whose report was selected, the first of the team, has 30% more. The pot is shared by these slices.
//!
//! Worked example: a finding of 10 that A, B and C reported, A's being selected. 10 · 0.85² / 3 is 289/120 for B and C, and 3757/1200 for A. Of 2640,
//! A has 1040, B and C 800 each.
//!
//! References: Code4rena, "Incentive model and awards".
use super::{
    Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy, odd_note,
    parts::{not_negative, winners},
};
use crate::count::{About, Param};
use crate::id::{EntryId, PersonId};
use crate::num::{Amount, Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};

/// A pot by slices that shrink with duplicates.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that the method leaves level go by `odd` over findings and their teams, which is noted.
///
/// # Complexity
/// `O(n log n)` for n reports.
///
/// # Errors
/// If a finding has no score or one below nought, a decay is not from 0 to 1 or a bonus below nought, or more than 1,000 reported one finding.
///
/// # References
/// Code4rena documentation, "Incentive model and awards".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(2640u32) };
/// let report = |n: &str| TeamShare { person: person(n), share: Exact::ONE };
/// let entrants = [Entrant { team: ["a", "b", "c"].map(report).to_vec(), ..Entrant::solo(id("overflow"), person("a")) }];
/// let (places, base) = ([vec![id("overflow")]], [(id("overflow"), 10u32.into())].into());
/// let case = Case { pot: &pot, places: &places, scores: &base, entrants: &entrants };
/// let out = pay(&DuplicatesDecay::default(), &case, TeamSplit::default())?;
/// assert_eq!(out.lines.iter().map(|l| l.amount.minor()).collect::<Vec<_>>(), [1040, 800, 800]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DuplicatesDecay {
    /// What one more report of the same finding leaves of its worth, from 0 to 1.
    pub decay: Exact,
    /// What the selected report has more, as a fraction, not below nought.
    pub selected: Exact,
    /// Who has the odd units, by the order of the places and their teams.
    pub odd: OddUnits,
}
impl Default for DuplicatesDecay {
    /// 0.85 and 30%.
    fn default() -> Self {
        let hundredths = |n| Exact::ratio(n, 100).unwrap_or_default();
        Self { decay: hundredths(85), selected: hundredths(30), odd: OddUnits::First }
    }
}

/// Most reports of one finding, whose decay is an exact power.
const MAX_REPORTS: usize = 1_000;

const ABOUT: About = About::new("duplicates-decay", "Duplicates decay")
    .references(&["Code4rena, Incentive model and awards"])
    .params(&[
        Param { name: "decay", kind: "exact", about: "what one more report leaves of a finding's worth" },
        Param { name: "selected", kind: "exact", about: "what the selected report has more, as a fraction" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for DuplicatesDecay {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let slices = self.slices(case)?;
        let (pot, mut a) = (case.pot.amount, Award::default());
        let weights: Vec<Exact> = slices.iter().map(|(_, _, s)| s.clone()).collect();
        let total: Exact = weights.iter().sum();
        if total.is_zero() {
            let why = if slices.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount: pot, why });
            return Ok(a);
        }
        let s = split(pot.minor(), &weights, Apportionment::LargestRemainder, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        for ((entry, person, slice), part) in slices.iter().zip(&s.parts) {
            let why = Why::Share { share: &pot.to_exact() * slice / &total };
            let (entry, person) = ((*entry).clone(), Some((*person).clone()));
            a.owed.push(Owed { entry, person, amount: Amount::new(*part)?, why });
        }
        a.notes.extend(odd_note(s.tie, |i| slices[i].1.to_string()));
        Ok(a)
    }
}
impl DuplicatesDecay {
    /// What each report of each finding is worth, in the order of the places and their teams.
    ///
    /// # Errors
    /// As the rule's.
    pub fn slices<'a>(
        &self,
        case: &Case<'a>,
    ) -> Result<Vec<(&'a EntryId, &'a PersonId, Exact)>, RewardError> {
        if self.decay.is_negative() || self.decay > Exact::ONE || self.selected.is_negative() {
            let cause = format!(
                "a decay of {} and {} more for the selected; a decay is from 0 to 1, what is more is 0 or more",
                self.decay, self.selected
            );
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let (group, mut out) = (winners(case)?, vec![]);
        for (e, base) in group.iter().zip(not_negative(case, &group)?) {
            let n = e.team.len();
            if n > MAX_REPORTS {
                return Err(RewardError::TooMany {
                    what: "reports of one finding",
                    got: n,
                    most: MAX_REPORTS,
                });
            }
            let power = (1..n).fold(Exact::ONE, |p, _| &p * &self.decay);
            for (i, t) in e.team.iter().enumerate() {
                let slice = &base * &power / &Exact::from(n);
                let more = if i == 0 { &slice * &self.selected } else { Exact::ZERO };
                out.push((&e.entry, &t.person, slice + more));
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Entrant, TeamShare,
        sample::{paid_to, places, show, solos},
    };
    fn run(pot: u64, findings: &[(&str, &str, &str)]) -> String {
        let places = places(&findings.iter().map(|f| f.0).collect::<Vec<_>>().join(" "));
        let all: Vec<Entrant> = solos(&places)
            .into_iter()
            .zip(findings)
            .map(|(e, f)| {
                let share = |p: &str| TeamShare { person: p.parse().unwrap(), share: Exact::ONE };
                Entrant { team: f.2.split(' ').map(share).collect(), ..e }
            })
            .collect();
        let scores: Vec<(&str, &str)> = findings.iter().map(|f| (f.0, f.1)).collect();
        show(&paid_to(&DuplicatesDecay::default(), pot, &places, &scores, &all))
    }
    #[test]
    fn worked_example() {
        assert_eq!(run(2640, &[("f", "10", "a b c")]), "a 1040, b 800, c 800, back 0");
        // Alone, a medium finding of base 3 against a high one of base 10, both selected.
        assert_eq!(run(1300, &[("high", "10", "a"), ("medium", "3", "b")]), "a 1000, b 300, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        assert_eq!(run(3, &[("f", "1", "a"), ("g", "1", "b")]), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_finds_anything() {
        assert_eq!(run(9, &[]), "back 9");
        assert_eq!(run(9, &[("f", "0", "a")]), "back 9");
    }
}
