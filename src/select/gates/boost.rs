//! Boosting: predictors stake on a proposal, and one that enough is staked on needs no quorum.
use super::{GateError, bad};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// How much has to be staked for a proposal.
///
/// It is boosted if what is staked for it over what is staked against it passes alpha to the power of the number of proposals that are boosted already.
///
/// # References
/// `DAOstack`, "Holographic consensus"; whether equality is enough differs between its versions.
///
/// # Examples
/// ```
/// use cocreate::select::gates::Boost;
/// let (up, down) = (500u32.into(), 300u32.into());
/// let b = Boost::default();
/// // 5/3 against 1.44 and 1.728.
/// assert_eq!([2, 3].map(|n| b.passes(&up, &down, n).unwrap()), [true, false]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Boost {
    /// How much dearer each boosted proposal makes the next, at least 1.
    pub alpha: Exact,
    /// Whether equality fails.
    pub strict: bool,
}
impl Default for Boost {
    /// 1.2, strictly.
    fn default() -> Self {
        Self { alpha: Exact::ratio(6, 5).unwrap_or_default(), strict: true }
    }
}
impl Boost {
    /// Whether a proposal is boosted. With nothing staked against it, anything above nought is enough.
    ///
    /// # Errors
    /// If alpha is below 1, a stake below nought, or more than 1,000 are boosted.
    pub fn passes(&self, up: &Exact, down: &Exact, boosted: u32) -> Result<bool, GateError> {
        if self.alpha < Exact::ONE {
            return Err(bad("alpha", self.alpha.clone(), "it is at least 1"));
        }
        for (field, stake) in [("the stake for it", up), ("the stake against it", down)] {
            if stake.is_negative() {
                return Err(bad(field, stake.clone(), "it is 0 or more"));
            }
        }
        if boosted > 1_000 {
            return Err(bad("the number boosted", boosted, "it is at most 1,000"));
        }
        if down.is_zero() {
            return Ok(*up > Exact::ZERO);
        }
        let needed = (0..boosted).fold(down.clone(), |a, _| &a * &self.alpha);
        Ok(if self.strict { *up > needed } else { *up >= needed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn equality_and_nothing_staked() {
        let loose = Boost { strict: false, ..Boost::default() };
        let (six, five) = (Exact::from(6u32), Exact::from(5u32));
        assert!(loose.passes(&six, &five, 1).unwrap() && !Boost::default().passes(&six, &five, 1).unwrap());
        assert!(!loose.passes(&Exact::ZERO, &Exact::ZERO, 0).unwrap());
        assert!(loose.passes(&-Exact::ONE, &five, 0).is_err() && loose.passes(&six, &five, 1001).is_err());
        assert!(Boost { alpha: Exact::ZERO, ..loose }.passes(&six, &five, 0).is_err());
    }
}
