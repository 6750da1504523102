//! Royalty: rates of known amounts, such as net sales, for every winner, and never less than a floor.
//!
//! What the rates earn is cut to whole units before anything is split. The pot has to hold what is owed; if it does not,
//! nothing is paid, or (where the plan says so) everybody has the same fraction and the record says what is missing.
//!
//! Worked example: the larger of 1,000,000 and 1% of net sales is 1,200,000 for sales of 120 million and 1,000,000 for 50
//! million. 30% of direct and 10% of indirect sales of 10,000.00 and 5,000.00 are 3,500.00.
//!
//! References: Lay's "Do us a flavor"; Quirky (influence); LEGO Ideas (1%); Threadless (a bonus for each reprint).
use super::{
    Award, Case, Entrant, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy,
    parts::{covered, fit},
};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::{Amount, Exact, OddUnits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rates of figures with a floor.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None; odd units of a pot that is too small go by `odd`, which is noted.
///
/// # Complexity
/// `O(n (k + log n))` for n winners and k rates.
///
/// # Errors
/// If a rate is below nought, a figure of a winner is not known, or the pot holds less than is owed and may not be shared out.
///
/// # References
/// Lay's "Do us a flavor" (the larger of 1,000,000 and 1% of net sales); LEGO Ideas (1%); Quirky (influence).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency}, reward::*};
/// use std::collections::BTreeMap;
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let person = |n: &str| PersonId::new(n).unwrap();
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(2000000u32) };
/// let sold = |n: &str, sales: u32| Entrant {
///     figures: [("net-sales".to_owned(), sales.into())].into(),
///     ..Entrant::solo(id(n), person(n))
/// };
/// let rates = [("net-sales".to_owned(), "1/100".parse()?)].into();
/// let rule = Royalty { rates, floor: 1_000_000u32.into(), ..Royalty::default() };
/// for (sales, owed) in [(120_000_000, 1_200_000), (50_000_000, 1_000_000)] {
///     let (entrants, places) = ([sold("a", sales)], [vec![id("a")]]);
///     let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
///     let out = pay(&rule, &case, TeamSplit::default())?;
///     assert_eq!(out.paid().minor(), owed);
///     assert_eq!(out.returned.minor(), 2_000_000 - owed);
/// }
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Royalty {
    /// The rate of each figure, not below nought: `net-sales` at `1/100`.
    pub rates: BTreeMap<String, Exact>,
    /// Paid besides, whatever the figures: a fee in minor units.
    pub fee: Amount,
    /// The least that a winner has, in minor units.
    pub floor: Amount,
    /// What happens if the pot holds less than is owed.
    pub short: ShortPot,
    /// Who has the odd units of a pot that is too small, by the order of the places.
    pub odd: OddUnits,
}
/// What happens if a pot holds less than is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ShortPot {
    /// Nothing is paid until the pot holds enough.
    #[default]
    Refuse,
    /// Everybody has the same fraction of what is owed, by largest remainder.
    ShareOut,
}

const ABOUT: About = About::new("royalty", "Royalty with a floor").params(&[
    Param { name: "rates", kind: "{ figure: exact }", about: "the rate of each figure" },
    Param { name: "fee", kind: "minor units", about: "paid besides, whatever the figures" },
    Param { name: "floor", kind: "minor units", about: "the least that a winner has" },
    Param {
        name: "short",
        kind: "refuse | share-out",
        about: "what happens if the pot holds less than is owed",
    },
    Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units of a pot too small" },
]);

impl RewardRule for Royalty {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if let Some((figure, rate)) = self.rates.iter().find(|(_, r)| r.is_negative()) {
            let cause = format!("the rate of `{figure}` is {rate}; a rate is not below 0");
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let mut a = Award::default();
        let entrants: BTreeMap<&EntryId, &Entrant> = case.entrants.iter().map(|e| (&e.entry, e)).collect();
        for e in case.places.iter().flatten() {
            let entrant = entrants.get(e).ok_or_else(|| RewardError::Places(e.clone()))?;
            a.owed.push(self.owed(entrant)?);
        }
        if a.owed.is_empty() {
            let (amount, why) = (case.pot.amount, WithheldBy::NoEntry);
            a.withheld.push(Withheld { place: None, entry: None, amount, why });
            return Ok(a);
        }
        match self.short {
            ShortPot::Refuse => covered(&a, case)?,
            ShortPot::ShareOut => fit(&mut a, case.pot.amount, self.odd)?,
        }
        Ok(a)
    }
}
impl Royalty {
    fn owed(&self, e: &Entrant) -> Result<Owed, RewardError> {
        let mut earned = self.fee.to_exact();
        for (figure, rate) in &self.rates {
            let missing = || RewardError::NoFigure { entry: e.entry.clone(), figure: figure.clone() };
            earned += &(rate * &e.figures.get(figure).ok_or_else(missing)?.to_exact());
        }
        let whole = Amount::of_exact_down(&earned)?;
        let why = Why::Royalty { earned, floor: whole < self.floor };
        Ok(Owed { entry: e.entry.clone(), person: None, amount: whole.max(self.floor), why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::sample::{paid, paid_to, places, show, solos};
    fn rates(of: &[(&str, &str)]) -> Royalty {
        let rates = of.iter().map(|(n, r)| ((*n).to_owned(), r.parse().unwrap())).collect();
        Royalty { rates, ..Royalty::default() }
    }
    /// All winners with the same figures.
    fn earn(rule: &Royalty, pot: u64, tiers: &str, figures: &[(&str, u64)]) -> String {
        let places = places(tiers);
        let mut all = solos(&places);
        for e in &mut all {
            e.figures = figures.iter().map(|(n, v)| ((*n).to_owned(), Amount::from(*v))).collect();
        }
        show(&paid_to(rule, pot, &places, &[], &all))
    }
    #[test]
    fn worked_example() {
        let rule = Royalty { floor: Amount::from(1_000_000u32), ..rates(&[("sales", "1/100")]) };
        let of = |sales| earn(&rule, 2_000_000, "a", &[("sales", sales)]);
        assert_eq!(of(120_000_000), "a 1200000, back 800000");
        assert_eq!(of(50_000_000), "a 1000000, back 1000000");
        let rule = rates(&[("direct", "3/10"), ("indirect", "1/10")]);
        let figures = [("direct", 1_000_000), ("indirect", 500_000)];
        assert_eq!(earn(&rule, 350_000, "a", &figures), "a 350000, back 0");
    }
    #[test]
    fn level_winners_have_their_own_and_share_out_a_pot_too_small() {
        let rule = Royalty { short: ShortPot::ShareOut, ..rates(&[("sales", "1/10")]) };
        assert_eq!(earn(&rule, 500, "a b", &[("sales", 1_000)]), "a 100, b 100, back 300");
        assert_eq!(earn(&rule, 101, "a b", &[("sales", 1_000)]), "a 51, b 50, back 0");
    }
    #[test]
    fn nobody_wins() {
        let p = paid(&rates(&[]), 100, "", &[]);
        assert_eq!((show(&p), &p.withheld[0].why), ("back 100".into(), &WithheldBy::NoEntry));
    }
}
