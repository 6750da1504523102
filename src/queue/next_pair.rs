//! Which pair to show next: the one from whose comparison most is to be learnt, as Crowd-BT believes it.
//!
//! What is believed of an item is normal, of a judge Beta; see [`crowd_bt`](super::crowd_bt). The gain of a pair is the divergence (Kullback and
//! Leibler) of what would be believed from what is, of both items and, γ times, of the judge; averaged over the two answers by how likely this judge is
//! to give them. With γ = 0 only items count, the larger γ the more is asked to find out about judges.
//!
//! As Gavel does it, a judge keeps one item in hand and is shown another: one of those that the host has put first, if there are any; of these, if
//! there are any, one that nobody looks at now; of these, if there are any, one that was seen fewer times than it should be. Among them one is taken at
//! random with the chance `explore`, else the one with the largest gain. Items that the judge has seen or may not judge are not among the
//! candidates: the caller leaves them out, and a skip leaves beliefs as they are.
//!
//! Worked example: of two fresh items one wins; the means become 9/22 and -9/22, the variances 403/484, the judge is as before. Each item gives
//! (403/484 + (9/22)² - 1 - ln(403/484)) / 2 = 0.091574, so that the gain is 0.183148 whoever wins.
//!
//! References: Chen, Bennett, Collins-Thompson and Horvitz (2013), "Pairwise ranking aggregation in a crowdsourced setting", WSDM, section 4; Gavel
//! (γ = 0.1, a random candidate in a quarter of all cases, five views).
use super::{
    crowd_bt::{Item, Judge, chance_of_saying, update},
    range,
};
use crate::{count::Lot, num::Exact, quality::QualityError};
use std::collections::BTreeSet;

/// Most items among which a pair is looked for.
pub const MAX_ITEMS: usize = 2_000;

/// How the next is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// γ: how much what is learnt of the judge counts, from 0 to 1,000.
    pub gamma: Exact,
    /// The chance with which a candidate is taken at random, from 0 to 1.
    pub explore: Exact,
    /// How often an item should be seen before those that were seen less are not preferred any more.
    pub views: u64,
}
impl Default for Choosing {
    /// Those of Gavel.
    fn default() -> Self {
        let ratio = |a, b| Exact::ratio(a, b).unwrap_or_default();
        Self { gamma: ratio(1, 10), explore: ratio(1, 4), views: 5 }
    }
}
/// An item that a judge could be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// What is believed of it.
    pub item: Item,
    /// Whether the host has put it first.
    pub first: bool,
    /// Whether somebody looks at it now.
    pub busy: bool,
    /// How often it was seen.
    pub seen: u64,
}
/// Two items to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Their places, the smaller first.
    pub places: (usize, usize),
    /// What is to be learnt.
    pub gain: Exact,
}
/// What is to be learnt from a comparison, on average; rounded to nine decimals: an estimate.
///
/// # Errors
/// As [`update`], or if γ is not from 0 to 1,000.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, queue::{crowd_bt::{Item, Judge}, next_pair::gain}};
/// let gamma = Exact::ratio(1, 10).unwrap();
/// let fresh = gain(Judge::default(), Item::default(), Item::default(), &gamma)?;
/// assert_eq!(fresh.decimals_down(6), "0.183148");
/// // Between two that are well known and far apart there is little to learn.
/// let known = |mean| Item { mean, variance: 0.01 };
/// assert!(gain(Judge::default(), known(3.0), known(-3.0), &gamma)? < fresh);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(clippy::float_arithmetic, reason = "an estimate, rounded to nine decimals")]
pub fn gain(judge: Judge, a: Item, b: Item, gamma: &Exact) -> Result<Exact, QualityError> {
    if gamma.is_negative() || *gamma > Exact::from(1_000u32) {
        return Err(range("gamma", gamma.clone(), "it is from 0 to 1,000"));
    }
    let gamma = gamma.to_f64();
    let (judge_a, a_won, b_lost) = update(judge, a, b)?;
    let (judge_b, b_won, a_lost) = update(judge, b, a)?;
    let says_a = chance_of_saying(judge, a, b);
    let if_a = normal(a_won, a) + normal(b_lost, b) + gamma * beta(judge_a, judge);
    let if_b = normal(b_won, b) + normal(a_lost, a) + gamma * beta(judge_b, judge);
    let units = libm::round((says_a * if_a + (1.0 - says_a) * if_b) * 1e9);
    // Infinite or not a number only where beliefs are: the limits of `update` keep that out.
    Ok(Exact::ratio(units as i128, 1_000_000_000).unwrap_or_default())
}
/// The item to show to a judge who has one in hand, by its place; none if there are no candidates. `label` tells the draws of one seed
/// apart, such as the judge's id and how many comparisons they have made.
///
/// # Errors
/// As [`gain`], or if the chance to explore is not from 0 to 1 or has a denominator of more than 64 bits.
///
/// # Examples
/// ```
/// use cocreate::{count::Lot, queue::{crowd_bt::{Item, Judge, update}, next_pair::{Choosing, Shown, next_for}}};
/// let mut all = vec![Shown::default(); 4];
/// let mut judge = Judge::default();
/// let (how, lot) = (Choosing::default(), Lot::new("2026-11-24"));
/// // Item 0 is in hand; three comparisons, in each of which the lower place wins.
/// let mut hand = 0;
/// let mut left: Vec<usize> = vec![1, 2, 3];
/// for turn in 0..3 {
///     let candidates: Vec<Shown> = left.iter().map(|i| all[*i]).collect();
///     let at = next_for(judge, all[hand].item, &candidates, &how, &lot, &format!("ann {turn}"))?.unwrap();
///     let other = left.remove(at);
///     let (w, l) = (hand.min(other), hand.max(other));
///     let (j, new_w, new_l) = update(judge, all[w].item, all[l].item)?;
///     (judge, all[w].item, all[l].item) = (j, new_w, new_l);
///     all[other].seen += 1;
///     hand = other;
/// }
/// assert!(left.is_empty() && all[0].item.mean > all[3].item.mean);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn next_for(
    judge: Judge,
    hand: Item,
    candidates: &[Shown],
    how: &Choosing,
    lot: &Lot,
    label: &str,
) -> Result<Option<usize>, QualityError> {
    if how.explore.is_negative() || how.explore > Exact::ONE {
        return Err(range("explore", how.explore.clone(), "it is from 0 to 1"));
    }
    let among = preferred(candidates, how.views);
    let gains: Vec<Exact> =
        among.iter().map(|i| gain(judge, hand, candidates[*i].item, &how.gamma)).collect::<Result<_, _>>()?;
    let chances = [how.explore.clone(), &Exact::ONE - &how.explore];
    if lot.pick(&format!("{label} explore"), &chances) == Some(0) && !among.is_empty() {
        let at = lot.below(&format!("{label} random"), among.len() as u64);
        return Ok(among.get(at as usize).copied());
    }
    Ok(most(&gains).map(|i| among[i]))
}
/// Of all pairs but those that were asked, the one with the largest gain for this judge, and that gain; of level pairs the first. None if all
/// were asked. For platforms where no item stays in hand; the smaller place comes first.
///
/// # Errors
/// As [`gain`], or if there are more than [`MAX_ITEMS`] items.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, queue::{crowd_bt::{Item, Judge}, next_pair::next_pair}};
/// let known = Item { mean: 0.0, variance: 0.05 };
/// let items = [known, Item::default(), known, Item::default()];
/// let gamma = Exact::ratio(1, 10).unwrap();
/// let best = next_pair(Judge::default(), &items, &gamma, &[].into())?;
/// assert_eq!(best.map(|b| b.places), Some((1, 3)), "the two of which least is known");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn next_pair(
    judge: Judge,
    items: &[Item],
    gamma: &Exact,
    asked: &BTreeSet<(usize, usize)>,
) -> Result<Option<Pair>, QualityError> {
    if items.len() > MAX_ITEMS {
        return Err(range("items", Exact::from(items.len()), "there are at most 2,000"));
    }
    let mut best: Option<Pair> = None;
    for a in 0..items.len() {
        for b in (a + 1..items.len()).filter(|b| !asked.contains(&(a, *b)) && !asked.contains(&(*b, a))) {
            let g = gain(judge, items[a], items[b], gamma)?;
            if best.as_ref().is_none_or(|best| g > best.gain) {
                best = Some(Pair { places: (a, b), gain: g });
            }
        }
    }
    Ok(best)
}
/// The places of those that come into question.
fn preferred(candidates: &[Shown], views: u64) -> Vec<usize> {
    let mut among: Vec<usize> = (0..candidates.len()).collect();
    let tests: [&dyn Fn(&Shown) -> bool; 3] = [&|c| c.first, &|c| !c.busy, &|c| c.seen < views];
    for test in tests {
        if among.iter().any(|i| test(&candidates[*i])) {
            among.retain(|i| test(&candidates[*i]));
        }
    }
    among
}
/// The first of the largest.
fn most(gains: &[Exact]) -> Option<usize> {
    (0..gains.len()).max_by(|a, b| gains[*a].cmp(&gains[*b]).then(b.cmp(a)))
}
/// The divergence of one normal belief from another.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn normal(new: Item, old: Item) -> f64 {
    let (ratio, step) = (new.variance / old.variance, new.mean - old.mean);
    0.5 * (ratio - 1.0 - libm::log(ratio) + step * step / old.variance)
}
/// The divergence of one Beta belief from another.
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn beta(new: Judge, old: Judge) -> f64 {
    let log_b = |j: Judge| libm::lgamma(j.alpha) + libm::lgamma(j.beta) - libm::lgamma(j.alpha + j.beta);
    let (da, db) = (new.alpha - old.alpha, new.beta - old.beta);
    log_b(old) - log_b(new) + da * digamma(new.alpha) + db * digamma(new.beta)
        - (da + db) * digamma(new.alpha + new.beta)
}
/// The slope of ln Γ, for arguments above nought: up to at least ten by ψ(x) = ψ(x + 1) - 1/x, then by the first terms of its series (Abramowitz and
/// Stegun 6.3.18).
#[allow(clippy::float_arithmetic, reason = "an estimate")]
fn digamma(mut x: f64) -> f64 {
    let mut sum = 0.0;
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    sum + libm::log(x)
        - 0.5 / x
        - y * (1.0 / 12.0 - y * (1.0 / 120.0 - y * (1.0 / 252.0 - y * (1.0 / 240.0 - y / 132.0))))
}

#[cfg(test)]
#[path = "next_pair_tests.rs"]
mod tests;
