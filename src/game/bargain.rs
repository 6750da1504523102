//! Bargaining: parties choose one outcome together, or each falls back to what they have without an agreement.
//!
//! Nash: the largest product of gains. Egalitarian: the largest smallest gain. Utilitarian: the largest sum. Kalai and
//! Smorodinsky: equal parts of what each could gain at best.
//!
//! Worked example: from (0, 0), options (9, 1), (5, 4) and (2, 7) have products 9, 20, 14, least gains 1, 4, 2 and sums 10,
//! 9, 9. On the line u1 + 2 u2 = 10 Nash and Kalai-Smorodinsky give (5, 5/2), equal gains (10/3, 10/3).
//!
//! References: Nash (1950), "The bargaining problem"; Kalai and Smorodinsky (1975); Kalai (1977).
use super::{GameError, MAX_CLAIMS, number};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// What an agreement is to make large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Aim {
    /// The product of gains.
    #[default]
    Nash,
    /// The smallest gain.
    Egalitarian,
    /// The sum of gains.
    Utilitarian,
    /// The smallest part of the best gain that each could have in any option.
    KalaiSmorodinsky,
}

/// The options that do best, by place, rising; several if they tie, none if no option leaves everybody at least where they are.
///
/// # Complexity
/// `O(k n)` exact operations for k options and n parties.
///
/// # Errors
/// If there are no parties or options, or more than [`MAX_CLAIMS`]; if an option does not say something for each party.
///
/// # Examples
/// ```
/// use cocreate::{game::bargain::{Aim, best}, num::Exact};
/// let options = [[9u32, 1], [5, 4], [2, 7]].map(|o| o.map(Exact::from).to_vec());
/// let chosen = |aim| best(aim, &[Exact::ZERO, Exact::ZERO], &options).unwrap();
/// assert_eq!([chosen(Aim::Nash), chosen(Aim::Egalitarian), chosen(Aim::Utilitarian)], [[1], [1], [0]]);
/// ```
pub fn best(aim: Aim, fallback: &[Exact], options: &[Vec<Exact>]) -> Result<Vec<usize>, GameError> {
    let n = fallback.len();
    number("parties", n, MAX_CLAIMS)?;
    number("options", options.len(), MAX_CLAIMS)?;
    if let Some(o) = options.iter().find(|o| o.len() != n) {
        return Err(GameError::Values { got: o.len(), want: n, parties: n });
    }
    let gains = options.iter().map(|o| o.iter().zip(fallback).map(|(u, d)| u - d).collect::<Vec<_>>());
    let all: Vec<(usize, Vec<Exact>)> =
        gains.enumerate().filter(|(_, g)| !g.iter().any(Exact::is_negative)).collect();
    let ideal: Vec<Exact> =
        (0..n).map(|i| all.iter().map(|(_, g)| g[i].clone()).max().unwrap_or_default()).collect();
    let worth = |g: &[Exact]| -> Exact {
        match aim {
            Aim::Nash => g.iter().fold(Exact::ONE, |a, b| &a * b),
            Aim::Utilitarian => g.iter().sum(),
            Aim::Egalitarian => g.iter().min().cloned().unwrap_or_default(),
            Aim::KalaiSmorodinsky => {
                // Who cannot gain is not looked at.
                let parts = g.iter().zip(&ideal).filter_map(|(g, b)| g.checked_div(b));
                parts.min().unwrap_or_default()
            }
        }
    };
    let top = all.iter().map(|(_, g)| worth(g)).max();
    Ok(all.iter().filter(|(_, g)| Some(worth(g)) == top).map(|(k, _)| *k).collect())
}

/// The agreement on a frontier where the payoffs, each times its rate, sum to `total`: a market where value can be moved
/// at fixed rates.
///
/// With what is left over the fallback, s = total - Σ rate · fallback: Nash and Kalai-Smorodinsky both give each party s / (n rate) more,
/// equal gains are s / Σ rates.
///
/// # Errors
/// If there are no parties, not as many rates as fallbacks, a rate is not above nought, or the fallbacks lie beyond the frontier;
/// and for [`Aim::Utilitarian`], which has many answers on a line or one corner.
///
/// # Examples
/// ```
/// use cocreate::{game::bargain::{Aim, on_line}, num::Exact};
/// let n = |x: u32| Exact::from(x);
/// let agreed = |aim| on_line(aim, &[n(0), n(0)], &[n(1), n(2)], &n(10)).unwrap();
/// assert_eq!(agreed(Aim::Nash), [n(5), Exact::ratio(5, 2).unwrap()]);
/// assert_eq!(agreed(Aim::Egalitarian)[0], Exact::ratio(10, 3).unwrap());
/// ```
pub fn on_line(
    aim: Aim,
    fallback: &[Exact],
    rates: &[Exact],
    total: &Exact,
) -> Result<Vec<Exact>, GameError> {
    let n = fallback.len();
    number("parties", n, MAX_CLAIMS)?;
    if rates.len() != n {
        return Err(GameError::Values { got: rates.len(), want: n, parties: n });
    }
    if let Some(at) = rates.iter().position(|r| *r <= Exact::ZERO) {
        let value = rates[at].clone();
        return Err(GameError::Range { field: "the rate", at, value, want: "it is above 0" });
    }
    let held: Exact = fallback.iter().zip(rates).map(|(d, r)| d * r).sum();
    let left = total - &held;
    if left.is_negative() {
        let want = "the fallbacks lie on or below the frontier";
        return Err(GameError::Range { field: "what is left", at: 0, value: left, want });
    }
    let rate_sum: Exact = rates.iter().sum();
    let gain = |rate: &Exact| match aim {
        Aim::Nash | Aim::KalaiSmorodinsky => Some(&left / &(rate * &Exact::from(n))),
        Aim::Egalitarian => Some(&left / &rate_sum),
        Aim::Utilitarian => None,
    };
    let agreed: Option<Vec<Exact>> = fallback.iter().zip(rates).map(|(d, r)| Some(d + &gain(r)?)).collect();
    agreed.ok_or(GameError::Range {
        field: "the aim",
        at: 0,
        value: Exact::ZERO,
        want: "a sum has no single largest point on a line; take nash, egalitarian or kalai-smorodinsky",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    fn n(x: i64) -> Exact {
        Exact::from(x)
    }
    #[test]
    fn ties_are_all_told_and_what_leaves_somebody_worse_off_is_no_option() {
        let options = [vec![n(4), n(1)], vec![n(1), n(4)], vec![n(9), n(-1)]];
        assert_eq!(best(Aim::Nash, &[n(0), n(0)], &options).unwrap(), [0, 1]);
        assert_eq!(best(Aim::Utilitarian, &[n(0), n(0)], &options).unwrap(), [0, 1]);
        assert_eq!(best(Aim::Nash, &[n(5), n(5)], &options).unwrap(), [0; 0]);
        // The ideal is 4 for both.
        assert_eq!(
            best(
                Aim::KalaiSmorodinsky,
                &[n(0), n(0)],
                &[vec![n(4), n(1)], vec![n(2), n(2)], vec![n(0), n(4)]]
            )
            .unwrap(),
            [1]
        );
        assert!(best(Aim::Nash, &[n(0)], &options).is_err() && best(Aim::Nash, &[], &[]).is_err());
    }
    #[test]
    fn a_line_with_a_fallback() {
        for aim in [Aim::Nash, Aim::KalaiSmorodinsky, Aim::Egalitarian] {
            assert_eq!(on_line(aim, &[n(2), n(0)], &[n(1), n(1)], &n(10)).unwrap(), [n(6), n(4)]);
        }
        assert!(on_line(Aim::Utilitarian, &[n(0)], &[n(1)], &n(1)).is_err());
        assert!(on_line(Aim::Nash, &[n(2)], &[n(1)], &n(1)).is_err());
        assert!(on_line(Aim::Nash, &[n(2)], &[n(0)], &n(1)).is_err());
    }
}
