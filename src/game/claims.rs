//! Claims on too little: an estate shared among those who claim more than there is.
//!
//! Equal awards: one level for all, but nobody gets more than they claim. Equal losses: one loss for all, but nobody gets
//! less than nought. Talmud: halves of the claims by equal awards, and once half of all is paid, what is missing of the whole by
//! equal losses of the other halves. Proportional: the same part of every claim.
//!
//! Worked example: claims of 100, 200 and 300. Of 200, equal awards are 200/3 each, equal losses 0, 50 and 150, the Talmud
//! gives 50, 75 and 75.
//!
//! References: Aumann and Maschler (1985), "Game theoretic analysis of a bankruptcy problem from the Talmud", Journal of
//! Economic Theory 36; Thomson (2003), "Axiomatic and game-theoretic analysis of bankruptcy and taxation problems".
use super::{GameError, MAX_CLAIMS, not_negative, number};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// How an estate is shared that is less than what is claimed of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sharing {
    /// Half-claims first from below, then from above.
    #[default]
    Talmud,
    /// One level for all, up to the claim (constrained equal awards).
    EqualAwards,
    /// One loss for all, down to nought (constrained equal losses).
    EqualLosses,
    /// The same part of every claim.
    Proportional,
}

/// What each claim gets of the estate; the awards sum to it.
///
/// # Complexity
/// `O(n log n)` exact operations for n claims.
///
/// # Errors
/// If there are no claims or more than [`MAX_CLAIMS`], a claim or the estate is below nought, or the estate is more than all claims.
///
/// # Examples
/// ```
/// use cocreate::{game::claims::{Sharing, share}, num::Exact};
/// let claims = [100u32, 200, 300].map(Exact::from);
/// let show = |how| share(how, &claims, &200u32.into()).unwrap().iter().map(Exact::to_string).collect::<Vec<_>>();
/// assert_eq!(show(Sharing::Talmud), ["50", "75", "75"]);
/// assert_eq!(show(Sharing::EqualAwards), ["200/3", "200/3", "200/3"]);
/// assert_eq!(show(Sharing::EqualLosses), ["0", "50", "150"]);
/// ```
pub fn share(how: Sharing, claims: &[Exact], estate: &Exact) -> Result<Vec<Exact>, GameError> {
    number("claims", claims.len(), MAX_CLAIMS)?;
    not_negative("the claim", claims)?;
    not_negative("the estate", std::slice::from_ref(estate))?;
    let sum: Exact = claims.iter().sum();
    if *estate > sum {
        return Err(GameError::TooMuch { estate: estate.clone(), claims: sum });
    }
    let half = |x: &Exact| x / &Exact::from(2u32);
    Ok(match how {
        Sharing::EqualAwards => awards(claims, estate),
        Sharing::EqualLosses => less(claims, &awards(claims, &(&sum - estate))),
        Sharing::Talmud => {
            let halves: Vec<Exact> = claims.iter().map(half).collect();
            if *estate <= half(&sum) {
                awards(&halves, estate)
            } else {
                less(claims, &awards(&halves, &(&sum - estate)))
            }
        }
        Sharing::Proportional if sum.is_zero() => claims.to_vec(),
        Sharing::Proportional => claims.iter().map(|c| &(c * estate) / &sum).collect(),
    })
}
/// One level for all, up to the claim: the smallest claims are filled first.
fn awards(claims: &[Exact], estate: &Exact) -> Vec<Exact> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by(|a, b| claims[*a].cmp(&claims[*b]));
    let (mut out, mut left) = (vec![Exact::ZERO; claims.len()], estate.clone());
    for (done, i) in order.iter().enumerate() {
        let level = &left / &Exact::from(claims.len() - done);
        let part = level.min(claims[*i].clone());
        left -= &part;
        out[*i] = part;
    }
    out
}
fn less(claims: &[Exact], losses: &[Exact]) -> Vec<Exact> {
    claims.iter().zip(losses).map(|(c, l)| c - l).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    const ALL: [Sharing; 4] =
        [Sharing::Talmud, Sharing::EqualAwards, Sharing::EqualLosses, Sharing::Proportional];
    fn show(how: Sharing, claims: &[u32], estate: u32) -> String {
        let claims: Vec<Exact> = claims.iter().map(|c| Exact::from(*c)).collect();
        let got = share(how, &claims, &estate.into()).unwrap();
        got.iter().map(Exact::to_string).collect::<Vec<_>>().join(" ")
    }
    #[test]
    fn worked_example_of_the_mishnah() {
        let talmud = |estate| show(Sharing::Talmud, &[100, 200, 300], estate);
        assert_eq!([100, 200, 300].map(talmud), ["100/3 100/3 100/3", "50 75 75", "50 100 150"]);
        // The contested garment: one claims all, one half.
        assert_eq!(show(Sharing::Talmud, &[100, 50], 100), "75 25");
        assert_eq!(show(Sharing::Proportional, &[0, 0], 0), "0 0");
    }
    #[test]
    fn what_cannot_be_shared_is_refused() {
        let n = |x: i64| Exact::from(x);
        let err = |claims: &[Exact], estate| share(Sharing::Talmud, claims, &estate).unwrap_err().to_string();
        assert_eq!(err(&[n(3), n(-1)], n(1)), "the claim of 1 is -1; it is 0 or more");
        assert_eq!(
            err(&[n(3)], n(4)),
            "4 to share and claims of 3 in all; at most what is claimed is shared"
        );
        assert!(share(Sharing::Talmud, &[], &n(0)).is_err());
        assert!(share(Sharing::Talmud, &[n(1)], &n(-1)).is_err());
    }
    proptest! {
        #[test]
        fn awards_sum_keep_claims_and_order(claims in proptest::collection::vec(0u32..50, 1..7), part in 0u32..=100) {
            let all: Vec<Exact> = claims.iter().map(|c| Exact::from(*c)).collect();
            let estate = &all.iter().sum::<Exact>() * &Exact::ratio(part.into(), 100).unwrap();
            for how in ALL {
                let got = share(how, &all, &estate).unwrap();
                prop_assert_eq!(got.iter().sum::<Exact>(), estate.clone());
                for (a, c) in got.iter().zip(&all) {
                    prop_assert!(!a.is_negative() && a <= c);
                }
                for i in 0..all.len() {
                    for j in 0..all.len() {
                        if all[i] <= all[j] {
                            prop_assert!(got[i] <= got[j] && &all[i] - &got[i] <= &all[j] - &got[j]);
                        }
                    }
                }
            }
            // The Talmud treats awards and losses alike.
            let rest = &all.iter().sum::<Exact>() - &estate;
            let talmud = share(Sharing::Talmud, &all, &estate).unwrap();
            prop_assert_eq!(less(&all, &talmud), share(Sharing::Talmud, &all, &rest).unwrap());
        }
    }
}
