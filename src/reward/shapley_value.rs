//! Shapley value: winners share the pot by what each adds to the others, on average over all orders in which they could have come.
//!
//! What coalitions are worth is stated for some of them; one that is not stated is worth the most that a stated one within it is worth, and nought if
//! there is none. See [`game::shapley`](crate::game::shapley).
//!
//! Worked example: a pair of gloves is worth 1, a has the left one, b and c a right one each: {a, b} and {a, c} are worth 1. Of 600, a has 400, b and
//! c 100 each.
//!
//! References: Shapley (1953), "A value for n-person games".
use super::{Award, Case, RewardError, RewardRule, Why, Withheld, WithheldBy, parts::owe_split};
use crate::count::{About, Param};
use crate::game::{Game, MAX_PARTIES, shapley};
use crate::id::EntryId;
use crate::num::{Apportionment, Exact, OddUnits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pot by what parties add to coalitions.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that are level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n 2^n)` for n winners, at most 20, and `O(s 2^n)` for s stated coalitions.
///
/// # Errors
/// If there are more than 20 winners or 1,000 stated coalitions, one names a stranger or somebody twice or is stated twice, or somebody adds less than nought.
///
/// # References
/// Shapley (1953), "A value for n-person games".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(600u32) };
/// let entrants = ["a", "b", "c"].map(|n| Entrant::solo(id(n), person(n)));
/// let places = [entrants.iter().map(|e| e.entry.clone()).collect()];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let pair = |x: &str, y: &str| Worth { of: vec![id(x), id(y)], worth: Exact::ONE };
/// let rule = ShapleyValue { worth: vec![pair("a", "b"), pair("a", "c")], ..ShapleyValue::default() };
/// let out = pay(&rule, &case, TeamSplit::default())?;
/// assert_eq!(out.lines.iter().map(|l| l.amount.minor()).collect::<Vec<_>>(), [400, 100, 100]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShapleyValue {
    /// What coalitions are worth.
    pub worth: Vec<Worth>,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}
/// What a coalition is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// Its members.
    pub of: Vec<EntryId>,
    /// In any unit.
    pub worth: Exact,
}

/// Most stated coalitions.
const MAX_STATED: usize = 1_000;

const ABOUT: About = About::new("shapley-value", "Shapley value")
    .references(&["Shapley (1953), A value for n-person games"])
    .params(&[
        Param { name: "worth", kind: "list of { of, worth }", about: "what coalitions are worth" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for ShapleyValue {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let group: Vec<&EntryId> = case.places.iter().flatten().collect();
        let (amount, mut a) = (case.pot.amount, Award::default());
        if group.is_empty() {
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::NoEntry });
            return Ok(a);
        }
        let values = self.values(&group)?;
        if let Some(i) = values.iter().position(Exact::is_negative) {
            return Err(RewardError::NegativeScore { entry: group[i].clone(), score: values[i].clone() });
        }
        let total: Exact = values.iter().sum();
        if total.is_zero() {
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::NoShare });
            return Ok(a);
        }
        let share = |i: usize| Why::Share { share: &amount.to_exact() * &values[i] / &total };
        owe_split(&mut a, &group, amount, &values, Apportionment::LargestRemainder, self.odd, share)?;
        Ok(a)
    }
}
impl ShapleyValue {
    fn values(&self, group: &[&EntryId]) -> Result<Vec<Exact>, RewardError> {
        let bad = |cause: String| RewardError::Parameters { rule: ABOUT.id.to_owned(), cause };
        if group.len() > MAX_PARTIES {
            return Err(RewardError::TooMany { what: "winners", got: group.len(), most: MAX_PARTIES });
        }
        if self.worth.len() > MAX_STATED {
            let got = self.worth.len();
            return Err(RewardError::TooMany { what: "stated coalitions", got, most: MAX_STATED });
        }
        let mut stated: BTreeMap<u32, &Exact> = BTreeMap::new();
        for w in &self.worth {
            let mut mask = 0u32;
            for e in &w.of {
                let bit = group.iter().position(|g| *g == e).map(|i| 1 << i).filter(|b| mask & b == 0);
                mask |=
                    bit.ok_or_else(|| bad(format!("a coalition names `{e}`, who is no winner, or twice")))?;
            }
            if mask == 0 || stated.insert(mask, &w.worth).is_some() {
                let names = w.of.iter().map(EntryId::as_str).collect::<Vec<_>>().join(", ");
                return Err(bad(format!("the coalition {{{names}}} is empty, or stated twice")));
            }
        }
        let worth = |members: &[usize]| {
            let mask = members.iter().fold(0u32, |m, i| m | 1 << i);
            let inside = stated.iter().filter(|(c, _)| *c & !mask == 0);
            let most = inside.map(|(_, w)| (*w).clone()).max().unwrap_or_default().max(Exact::ZERO);
            stated.get(&mask).map_or(most, |w| (*w).clone())
        };
        Ok(shapley::value(&Game::new(group.len(), worth)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, places, show};
    fn pair(x: &str, y: &str) -> Worth {
        Worth { of: vec![x.parse().unwrap(), y.parse().unwrap()], worth: Exact::ONE }
    }
    #[test]
    fn worked_example() {
        let rule = ShapleyValue { worth: vec![pair("a", "b"), pair("a", "c")], ..ShapleyValue::default() };
        assert_eq!(show(&paid(&rule, 600, "a b c", &[])), "a 400, b 100, c 100, back 0");
    }
    #[test]
    fn a_tie_for_the_odd_unit() {
        let rule = ShapleyValue { worth: vec![pair("a", "b")], ..ShapleyValue::default() };
        assert_eq!(show(&paid(&rule, 3, "a b", &[])), "a 2, b 1, back 0");
    }
    #[test]
    fn nobody_wins_or_nothing_is_worth_anything() {
        assert_eq!(show(&paid(&ShapleyValue::default(), 9, "", &[])), "back 9");
        assert_eq!(show(&paid(&ShapleyValue::default(), 9, "a b", &[])), "back 9");
    }
    #[test]
    fn coalitions_are_checked() {
        let group = places("a b");
        let group: Vec<&EntryId> = group.iter().flatten().collect();
        let of = |worth: Vec<Worth>| ShapleyValue { worth, ..ShapleyValue::default() }.values(&group);
        assert!(of(vec![pair("a", "x")]).is_err() && of(vec![pair("a", "a")]).is_err());
        assert!(of(vec![pair("a", "b"), pair("b", "a")]).is_err());
    }
}
