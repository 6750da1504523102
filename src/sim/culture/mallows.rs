//! Mallows: orders near a reference order are likelier, by how many pairs they turn round.
//!
//! Worked example with phi = 1/2 and three entries, reference A B C: ABC has 8/21; ACB and BAC, one pair turned, 4/21 each; BCA
//! and CAB 2/21 each; CBA 1/21.
use super::{Culture, Size};
use crate::{
    count::{About, Alias, Param},
    id::EntryIx,
    num::Exact,
    sim::generator::unit,
};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// An order that turns round `d` pairs of the reference order has probability proportional to `phi^d`.
///
/// The reference is the order of the slate. With `phi` = 0 everybody has it, with `phi` = 1 every order is equally likely.
/// Voters are drawn one by one, each by repeated insertion: entry `i` (from 0) goes in front of the last `k` of the entries
/// 0 to i-1 that are placed, with probability `phi^k / (1 + phi + .. + phi^i)`, for `k` the first number with
/// `u (1 + .. + phi^i) < 1 + .. + phi^k`, where `u` is the next number in [0, 1).
///
/// Floats: `phi` is the double nearest to the fraction given, powers and sums are made by one multiplication and one addition
/// each in rising order, and nothing else is rounded. These give the same bits on every platform.
///
/// # Complexity
/// O(n m^2) time at most, and m - 1 random words a voter.
///
/// # References
/// Mallows (1957), "Non-null ranking models. I", Biometrika 44; Doignon, Pekeč and Regenwetter (2004), "The repeated insertion
/// model for rankings: missing link between two subset choice models", Psychometrika 69.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, sim::{Size, culture::Mallows, generator, profile}};
/// let agreed = Mallows::new(Exact::ZERO)?;
/// assert_eq!(profile(&agreed, Size::new(5, 10)?, &mut generator(1, 0))?.grouped().len(), 1);
/// assert!(Mallows::new(Exact::decimal("1.01")?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawMallows")]
pub struct Mallows {
    phi: Exact,
}
/// A dispersion that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("phi is {phi}; a dispersion is from 0 to 1")]
pub struct PhiError {
    /// As it was given.
    pub phi: Exact,
}
impl Mallows {
    /// With this dispersion, from 0 to 1.
    ///
    /// # Errors
    /// If it is not.
    pub fn new(phi: Exact) -> Result<Self, PhiError> {
        if phi < Exact::ZERO || phi > Exact::ONE {
            return Err(PhiError { phi });
        }
        Ok(Self { phi })
    }
    /// The dispersion.
    pub const fn phi(&self) -> &Exact {
        &self.phi
    }
    /// `1 + phi + .. + phi^k`, for each `k`.
    #[allow(clippy::float_arithmetic, reason = "a fixed order of two exactly rounded operations")]
    fn sums(&self, entries: usize) -> Vec<f64> {
        let phi = self.phi.to_f64();
        let (mut power, mut sum) = (1.0, 0.0);
        let next = |_| {
            sum += power;
            power *= phi;
            sum
        };
        (0..entries).map(next).collect()
    }
}
impl Default for Mallows {
    /// With dispersion 4/5.
    fn default() -> Self {
        Self { phi: Exact::ratio(4, 5).expect("5 is not 0") }
    }
}
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawMallows {
    phi: Exact,
}
impl Default for RawMallows {
    fn default() -> Self {
        Self { phi: Mallows::default().phi }
    }
}
impl TryFrom<RawMallows> for Mallows {
    type Error = PhiError;
    fn try_from(r: RawMallows) -> Result<Self, PhiError> {
        Self::new(r.phi)
    }
}

impl Culture for Mallows {
    fn about(&self) -> About {
        const ABOUT: About = About::new("mallows", "Mallows")
            .aliases(&[Alias::plain("phi-model")])
            .references(&["Mallows (1957), Biometrika 44", "Doignon et al. (2004), Psychometrika 69"])
            .params(&[Param {
                name: "phi",
                kind: "exact",
                about: "Dispersion, from 0 (all have the order of the slate) to 1 (impartial culture).",
            }]);
        ABOUT
    }
    #[allow(clippy::float_arithmetic, reason = "one exactly rounded product")]
    fn draw(&self, size: Size, rng: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx])) {
        let (slate, sums) = (size.slate(), self.sums(size.entries() as usize));
        let mut order = Vec::with_capacity(slate.len());
        for _ in 0..size.voters() {
            order.clear();
            for (i, e) in slate.iter().enumerate() {
                let behind = if i == 0 {
                    0
                } else {
                    let x = unit(rng) * sums[i];
                    sums[..i].iter().take_while(|s| x >= **s).count()
                };
                order.insert(i - behind, *e);
            }
            cast(&order);
        }
    }
}
