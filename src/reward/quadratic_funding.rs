//! Quadratic funding: a pot is shared by the square of the sum of the roots of the gifts, so that many small gifts count more
//! than one large gift.
//!
//! With the reading `excess` the weight of an entry is (Σ√gift)² less its gifts, which is what it lacks of the ideal; with `squares`
//! it is the whole square. Two ways hold back those who act as one. Clusters: givers who gave to the same set of entries are
//! one giver. Pairs: the weight is the sum over all pairs of givers of √(a·b) / (T/M + 1), where T is the sum of √(a·b) over all entries
//! to which both gave, and M the bound.
//!
//! Roots have 120 decimals and weights are rounded to 100: two weights that are equal there share as equals.
//!
//! Worked example: A has four gifts of 1, B one of 4. The squares are 16 and 4; less the gifts 12 and 0. Of 100, A has 80 and B 20 by
//! the squares, and 100 and 0 by the excess. In pairs, u gives 4 to A and 1 to B, v gives 9 and 4; with a bound of 8, T is 6 + 2 = 8, and the
//! weights are 6/2 = 3 and 2/2 = 1.
//!
//! References: Buterin, Hitzig and Weyl (2019), "A flexible design for funding public goods", Management Science 65; Buterin
//! (2019), "Pairwise coordination subsidies"; Miller, Weyl and Erichsen (2022), "Beyond collusion resistance" (clusters).
use super::{
    Award, Case, Entrant, MAX_FACTS, Owed, RewardError, RewardNote, RewardRule, Why, Withheld, WithheldBy,
    odd_note, parts::winners,
};
use crate::count::{About, Alias, Grade, Param};
use crate::id::PersonId;
use crate::num::{Amount, Apportionment, Exact, OddUnits, split_capped};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pot by the roots of gifts.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Units that the method leaves level go by `odd`, which is noted.
///
/// # Complexity
/// `O(g)` roots for g gifts, and `O(p)` for p pairs of givers of one entry, at most 1,000,000.
///
/// # Errors
/// If there are too many gifts or pairs; if the cap is not above 0 and at most 1, or a bound is nought.
///
/// # References
/// Buterin, Hitzig and Weyl (2019), "A flexible design for funding public goods", Management Science 65.
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let given = |e: &str, gifts: &[(&str, u32)]| {
///     let gifts = gifts.iter().map(|(p, n)| Gift { from: person(p), amount: (*n).into() }).collect();
///     Entrant { facts: Facts { gifts, ..Facts::default() }, ..Entrant::solo(id(e), person(e)) }
/// };
/// let entrants = [given("a", &[("p", 1), ("q", 1), ("r", 1), ("s", 1)]), given("b", &[("p", 4)])];
/// let places = [vec![id("a"), id("b")]];
/// let case = Case { pot: &pot, places: &places, scores: &BTreeMap::new(), entrants: &entrants };
/// let rule = QuadraticFunding { reading: Reading::Squares, ..QuadraticFunding::default() };
/// let amounts: Vec<u128> = pay(&rule, &case, TeamSplit::default())?.lines.iter().map(|l| l.amount.minor()).collect();
/// assert_eq!(amounts, [80, 20]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuadraticFunding {
    /// What the weight of an entry is.
    pub reading: Reading,
    /// Who counts as one.
    pub matching: Matching,
    /// The most that one entry has, as a fraction of the pot above nought; what is over it is shared again.
    pub cap: Option<Exact>,
    /// The least number of givers; an entry with fewer is not matched.
    pub min_givers: u64,
    /// Who has the odd units, by the order of the places.
    pub odd: OddUnits,
}
/// What the weight of an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reading {
    /// The square of the sum of roots, less the gifts themselves.
    #[default]
    Excess,
    /// The square of the sum of roots.
    Squares,
}
/// Who counts as one giver.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Matching {
    /// Every person.
    #[default]
    Persons,
    /// All who gave to the same set of entries together.
    Clusters,
    /// Pairs of persons, held back by what they have in common; the reading does not matter.
    Pairs {
        /// The bound M above nought: of two who agree much more than this together, agreement counts little.
        bound: Amount,
    },
}

/// Decimals of roots, and of weights.
const ROOT: usize = 120;
const WEIGHT: usize = 100;
/// Most pairs of givers.
const MAX_PAIRS: usize = 1_000_000;

const ABOUT: About = About::new("quadratic-funding", "Quadratic funding")
    .aliases(&[
        Alias::plain("qf"),
        Alias::plain("clr"),
        Alias::with("cluster-qf", &[("matching", "\"clusters\"")]),
    ])
    .references(&["Buterin, Hitzig and Weyl (2019), A flexible design for funding public goods"])
    .grade(Grade::Enclosed)
    .params(&[
        Param { name: "reading", kind: "excess | squares", about: "what the weight of an entry is" },
        Param {
            name: "matching",
            kind: "\"persons\" | \"clusters\" | { pairs: { bound } }",
            about: "who counts as one giver",
        },
        Param { name: "cap", kind: "exact", about: "the most that one entry has, as a fraction of the pot" },
        Param { name: "min_givers", kind: "integer", about: "the least number of givers" },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd units" },
    ]);

impl RewardRule for QuadraticFunding {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        let group = winners(case)?;
        let weights = self.weights(&group)?;
        let pot = case.pot.amount;
        let mut a = Award::default();
        for e in group.iter().filter(|e| (e.facts.gifts.len() as u64) < self.min_givers) {
            let (need, have) = (self.min_givers, e.facts.gifts.len() as u64);
            let why = WithheldBy::Few { need, have };
            a.withheld.push(Withheld {
                place: None,
                entry: Some(e.entry.clone()),
                amount: Amount::ZERO,
                why,
            });
        }
        let total: Exact = weights.iter().sum();
        if total.is_zero() {
            let why = if group.is_empty() { WithheldBy::NoEntry } else { WithheldBy::NoShare };
            a.withheld.push(Withheld { place: None, entry: None, amount: pot, why });
            return Ok(a);
        }
        let method = Apportionment::LargestRemainder;
        let s = split_capped(pot.minor(), &weights, self.most(pot)?.minor(), method, self.odd)
            .map_err(|cause| RewardError::Split { of: "pot".to_owned(), cause })?;
        for (i, e) in group.iter().enumerate() {
            let (amount, share) = (Amount::new(s.split.parts[i])?, &pot.to_exact() * &weights[i] / &total);
            a.owed.push(Owed {
                entry: e.entry.clone(),
                person: None,
                amount,
                why: Why::Share { share: share.rounded(9) },
            });
        }
        for i in s.cut {
            let to = Amount::new(s.split.parts[i])?;
            a.notes.push(RewardNote::Capped { entry: group[i].entry.clone(), to });
        }
        a.notes.extend(odd_note(s.split.tie, |i| group[i].entry.to_string()));
        if s.left > 0 {
            let amount = Amount::new(s.left)?;
            a.withheld.push(Withheld { place: None, entry: None, amount, why: WithheldBy::Cap });
        }
        Ok(a)
    }
}
impl QuadraticFunding {
    /// The weight of each of these entries, rounded to 100 decimals.
    ///
    /// # Errors
    /// As the rule's.
    pub fn weights(&self, entrants: &[&Entrant]) -> Result<Vec<Exact>, RewardError> {
        let gifts: usize = entrants.iter().map(|e| e.facts.gifts.len()).sum();
        if gifts > MAX_FACTS {
            return Err(RewardError::TooMany { what: "gifts", got: gifts, most: MAX_FACTS });
        }
        let given = entrants.iter().map(|e| e.given()).collect::<Result<Vec<_>, _>>()?;
        let weights = match &self.matching {
            Matching::Persons => {
                given.iter().map(|g| self.square(g.values().map(|a| a.to_exact()))).collect()
            }
            Matching::Clusters => self.clusters(&given),
            Matching::Pairs { bound } => pairs(&given, *bound)?,
        };
        let enough = |g: &BTreeMap<&PersonId, Amount>| g.len() as u64 >= self.min_givers;
        let zero = |(w, g): (Exact, &_)| if enough(g) { w } else { Exact::ZERO };
        Ok(weights.into_iter().zip(&given).map(zero).collect())
    }
    /// The weight by gifts of so many givers.
    fn square(&self, gifts: impl Iterator<Item = Exact>) -> Exact {
        let (mut roots, mut sum) = (Exact::ZERO, Exact::ZERO);
        for g in gifts {
            roots += &g.root_down(ROOT);
            sum += &g;
        }
        let square = (&roots * &roots).rounded(WEIGHT);
        match self.reading {
            Reading::Squares => square,
            Reading::Excess => (square - sum).max(Exact::ZERO),
        }
    }
    /// Those who gave to the same entries are one.
    fn clusters(&self, given: &[BTreeMap<&PersonId, Amount>]) -> Vec<Exact> {
        let mut to: BTreeMap<&PersonId, Vec<usize>> = BTreeMap::new();
        for (i, g) in given.iter().enumerate() {
            for p in g.iter().filter(|(_, a)| !a.is_zero()).map(|(p, _)| *p) {
                to.entry(p).or_default().push(i);
            }
        }
        let weight = |g: &BTreeMap<&PersonId, Amount>| {
            let mut sums: BTreeMap<&[usize], Exact> = BTreeMap::new();
            for (p, a) in g.iter().filter(|(_, a)| !a.is_zero()) {
                *sums.entry(&to[p]).or_default() += &a.to_exact();
            }
            self.square(sums.into_values())
        };
        given.iter().map(weight).collect()
    }
    /// The cap in whole units.
    fn most(&self, pot: Amount) -> Result<Amount, RewardError> {
        match &self.cap {
            None => Ok(pot),
            Some(f) if *f > Exact::ZERO && *f <= Exact::ONE => {
                Amount::of_exact_down(&(f * &pot.to_exact())).map_err(RewardError::from)
            }
            Some(f) => Err(bad(format!("a cap of {f} of the pot; a fraction is above 0 and at most 1"))),
        }
    }
}
fn bad(cause: String) -> RewardError {
    RewardError::Parameters { rule: ABOUT.id.to_owned(), cause }
}
/// The weights by pairs of givers.
fn pairs(given: &[BTreeMap<&PersonId, Amount>], bound: Amount) -> Result<Vec<Exact>, RewardError> {
    if bound.is_zero() {
        return Err(bad("a bound of 0 for pairs; a bound is above 0".to_owned()));
    }
    let got: usize = given.iter().map(|g| g.len() * g.len().saturating_sub(1) / 2).sum();
    if got > MAX_PAIRS {
        return Err(RewardError::TooMany { what: "pairs of givers", got, most: MAX_PAIRS });
    }
    let mut roots: Vec<Vec<(&PersonId, &PersonId, Exact)>> = vec![];
    for g in given {
        let all: Vec<(&PersonId, Exact)> = g.iter().map(|(p, a)| (*p, a.to_exact())).collect();
        let mut of = vec![];
        for (i, (p, a)) in all.iter().enumerate() {
            of.extend(all[i + 1..].iter().map(|(q, b)| (*p, *q, (a * b).root_down(ROOT))));
        }
        roots.push(of);
    }
    let mut common: BTreeMap<(&PersonId, &PersonId), Exact> = BTreeMap::new();
    for (p, q, r) in roots.iter().flatten() {
        *common.entry((p, q)).or_default() += r;
    }
    let bound = bound.to_exact();
    let held_back = |(p, q, r): &(&PersonId, &PersonId, Exact)| {
        let by = &common[&(*p, *q)] / &bound + Exact::ONE;
        (r / &by).rounded(ROOT)
    };
    Ok(roots.iter().map(|of| of.iter().map(held_back).sum::<Exact>().rounded(WEIGHT)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Facts, Gift,
        sample::{paid_to, places, show, solos},
    };
    fn gifts(of: &[(&str, &[(&str, u32)])]) -> (String, Vec<Entrant>) {
        let tiers = of.iter().map(|(e, _)| *e).collect::<Vec<_>>().join(" ");
        let mut all = solos(&places(&tiers));
        for (e, (_, gifts)) in all.iter_mut().zip(of) {
            let gift = |(p, n): &(&str, u32)| Gift { from: p.parse().unwrap(), amount: Amount::from(*n) };
            e.facts = Facts { gifts: gifts.iter().map(gift).collect(), ..Facts::default() };
        }
        (tiers, all)
    }
    fn run(rule: &QuadraticFunding, pot: u64, of: &[(&str, &[(&str, u32)])]) -> String {
        let (tiers, all) = gifts(of);
        show(&paid_to(rule, pot, &places(&tiers), &[], &all))
    }
    const MANY: &[(&str, &[(&str, u32)])] =
        &[("a", &[("p", 1), ("q", 1), ("r", 1), ("s", 1)]), ("b", &[("p", 4)])];
    #[test]
    fn worked_example() {
        assert_eq!(run(&QuadraticFunding::default(), 100, MANY), "a 100, b 0, back 0");
        let squares = QuadraticFunding { reading: Reading::Squares, ..QuadraticFunding::default() };
        assert_eq!(run(&squares, 100, MANY), "a 80, b 20, back 0");
        let bound = Amount::from(8u32);
        let pairs = QuadraticFunding { matching: Matching::Pairs { bound }, ..QuadraticFunding::default() };
        assert_eq!(
            run(&pairs, 100, &[("a", &[("u", 4), ("v", 9)]), ("b", &[("u", 1), ("v", 4)])]),
            "a 75, b 25, back 0"
        );
    }
    #[test]
    fn clusters_are_one_giver() {
        // p and q gave to a alone: 1 + 1 under one root; r gave to both.
        let of: &[(&str, &[(&str, u32)])] = &[("a", &[("p", 1), ("q", 1), ("r", 1)]), ("b", &[("r", 1)])];
        let all = gifts(of).1;
        let rule = QuadraticFunding {
            reading: Reading::Squares,
            matching: Matching::Clusters,
            ..QuadraticFunding::default()
        };
        let weights = rule.weights(&all.iter().collect::<Vec<_>>()).unwrap();
        // (√2 + 1)² = 3 + 2√2
        assert_eq!((weights[0].decimals_down(6), weights[1].clone()), ("5.828427".into(), Exact::ONE));
    }
    #[test]
    fn roots_that_make_a_whole_number_tie_with_it() {
        // (√2 + √8)² = 18 = (√18)²: equal, though no root is exact.
        let squares = QuadraticFunding { reading: Reading::Squares, ..QuadraticFunding::default() };
        let of: &[(&str, &[(&str, u32)])] = &[("a", &[("p", 2), ("q", 8)]), ("b", &[("r", 18)])];
        let (tiers, all) = gifts(of);
        let p = paid_to(&squares, 101, &places(&tiers), &[], &all);
        assert_eq!(show(&p), "a 51, b 50, back 0");
        assert_eq!(p.notes.len(), 1);
    }
    #[test]
    fn nobody_gave_or_too_few_did() {
        assert_eq!(run(&QuadraticFunding::default(), 100, &[("a", &[])]), "back 100");
        assert_eq!(run(&QuadraticFunding::default(), 100, &[]), "back 100");
        let two =
            QuadraticFunding { min_givers: 2, reading: Reading::Squares, ..QuadraticFunding::default() };
        assert_eq!(run(&two, 100, MANY), "a 100, b 0, back 0");
    }
}
