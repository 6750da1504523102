//! What a voter's first, second, third elected entry is worth: the functions of Thiele's rules.
use crate::{count::Refusal, num::Exact};
use serde::{Deserialize, Serialize};

/// What each further elected entry that a voter approves is worth to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Weights {
    /// 1, 1/2, 1/3, ..: proportional approval voting.
    #[default]
    Pav,
    /// 1, 1/3, 1/5, ..: as the divisors of Sainte-Laguë.
    Slav,
    /// 1, 0, 0, ..: Chamberlin and Courant.
    Cc,
    /// 1, 1, 1, ..: approval voting.
    Av,
    /// 1, 1/p, 1/p², ..: geometric, p above 1.
    Geometric(Exact),
    /// As listed, the rest worth nothing; not rising, none below nought.
    List(Vec<Exact>),
}
impl Weights {
    /// The worth of the first `k`.
    ///
    /// # Errors
    /// If they rise, or one is below nought.
    pub(super) fn first(&self, k: usize) -> Result<Vec<Exact>, Refusal> {
        let wrong = |why: String| Refusal::Parameter { name: "weights", why };
        let harmonic = |step: u64| (0..k as u64).map(move |j| Exact::ratio(1, (j * step + 1).into()));
        Ok(match self {
            Self::Pav => harmonic(1).flatten().collect(),
            Self::Slav => harmonic(2).flatten().collect(),
            Self::Cc => (0..k).map(|j| if j == 0 { Exact::ONE } else { Exact::ZERO }).collect(),
            Self::Av => vec![Exact::ONE; k],
            Self::Geometric(p) if *p <= Exact::ONE => {
                return Err(wrong(format!("geometric by {p}; it must be above 1")));
            }
            Self::Geometric(p) => std::iter::successors(Some(Exact::ONE), |w| Some(w / p)).take(k).collect(),
            Self::List(list) => {
                let falls = list.is_sorted_by(|a, b| a >= b);
                if !falls || list.last().is_some_and(Exact::is_negative) {
                    return Err(wrong(
                        "the list rises or goes below nought; it must fall to 0 at the least".into(),
                    ));
                }
                list.iter().cloned().chain(std::iter::repeat(Exact::ZERO)).take(k).collect()
            }
        })
    }
}
/// What units by level are worth: those at a level times its weight.
pub(super) fn worth(units: &[u64], weights: &[Exact]) -> Exact {
    let pairs = units.iter().zip(weights).filter(|(u, w)| **u > 0 && !w.is_zero());
    pairs.map(|(u, w)| w * &Exact::from(*u)).sum()
}
