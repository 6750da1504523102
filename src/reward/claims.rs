//! Claims on too little: winners claim amounts of a pot that holds less than they claim together.
//!
//! Claims are scores, or a figure. If the pot holds what is claimed, everybody has their claim and the rest goes back. Else it is shared by the
//! Talmud's rule, by equal awards, equal losses, or in proportion, see [`game::claims`](crate::game::claims); the exact awards are then split
//! into whole units by largest remainder.
//!
//! Worked example: claims of 100, 200 and 300 on 200. By the Talmud 50, 75 and 75; by equal losses 0, 50 and 150.
//!
//! References: Aumann and Maschler (1985), "Game theoretic analysis of a bankruptcy problem from the Talmud".
use super::{
    Award, Case, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{not_negative, owe_split, winners},
};
use crate::count::{About, Alias, Param};
use crate::game::claims::{Sharing, share};
use crate::id::EntryId;
use crate::num::{Amount, Apportionment, Exact, OddUnits};
use serde::{Deserialize, Serialize};

/// Claims, and how less than all is shared.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that are level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n log n)` exact operations for n claims.
///
/// # Errors
/// If a claim is missing or below nought, or there are more than 100,000.
///
/// # References
/// Aumann and Maschler (1985), Journal of Economic Theory 36.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(200u32) };
/// let entrants = ["a", "b", "c"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [entrants.iter().map(|e| e.entry.clone()).collect()];
/// let claims = [("a", 100u32), ("b", 200), ("c", 300)].map(|(n, c)| (id(n), c.into())).into();
/// let case = Case { pot: &pot, places: &places, scores: &claims, entrants: &entrants };
/// let out = pay(&Claims::default(), &case, TeamSplit::default())?;
/// assert_eq!(out.lines.iter().map(|l| l.amount.minor()).collect::<Vec<_>>(), [50, 75, 75]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    /// How less than all is shared.
    pub sharing: Sharing,
    /// The figure that is claimed; left out, the score is.
    pub figure: Option<String>,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}

const ABOUT: About = About::new("claims", "Claims on too little")
    .aliases(&[
        Alias::with("talmud", &[("sharing", "\"talmud\"")]),
        Alias::with("cea", &[("sharing", "\"equal-awards\"")]),
        Alias::with("cel", &[("sharing", "\"equal-losses\"")]),
    ])
    .references(&[
        "Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud",
    ])
    .params(&[
        Param {
            name: "sharing",
            kind: "talmud | equal-awards | equal-losses | proportional",
            about: "how less than all is shared",
        },
        Param { name: "figure", kind: "figure", about: "what is claimed; left out, the score" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for Claims {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let (group, mut a) = (winners(case)?, Award::default());
        let claims = match &self.figure {
            None => not_negative(case, &group)?,
            Some(f) => {
                group.iter().map(|e| Ok(e.figure(f)?.to_exact())).collect::<Result<_, RewardError>>()?
            }
        };
        let sum: Exact = claims.iter().sum();
        if sum.is_zero() {
            let why = if group.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount: case.pot.amount, why });
            return Ok(a);
        }
        // Claims may be fractions; whole units of them are paid.
        let amount = case.pot.amount.min(Amount::of_exact_down(&sum)?);
        let awards = share(self.sharing, &claims, &amount.to_exact())?;
        let ids: Vec<&EntryId> = group.iter().map(|e| &e.entry).collect();
        let why = |i: usize| Why::Share { share: awards[i].clone() };
        if !amount.is_zero() {
            owe_split(&mut a, &ids, amount, &awards, Apportionment::LargestRemainder, self.odd, why)?;
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, show};
    const CLAIMS: [(&str, &str); 3] = [("a", "100"), ("b", "200"), ("c", "300")];
    #[test]
    fn worked_example() {
        let of = |sharing, pot| show(&paid(&Claims { sharing, ..Claims::default() }, pot, "a b c", &CLAIMS));
        assert_eq!(of(Sharing::Talmud, 200), "a 50, b 75, c 75, back 0");
        assert_eq!(of(Sharing::EqualLosses, 200), "a 0, b 50, c 150, back 0");
        assert_eq!(of(Sharing::Talmud, 700), "a 100, b 200, c 300, back 100");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        assert_eq!(show(&paid(&Claims::default(), 100, "a b c", &CLAIMS)), "a 34, b 33, c 33, back 0");
    }
    #[test]
    fn nobody_claims() {
        assert_eq!(show(&paid(&Claims::default(), 100, "", &[])), "back 100");
        assert_eq!(show(&paid(&Claims::default(), 100, "a", &[("a", "0")])), "back 100");
        assert_eq!(show(&paid(&Claims::default(), 0, "a", &[("a", "5")])), "back 0");
    }
}
