//! Euclidean: voters and entries are points, and the nearer an entry the higher it is ranked.
use super::{Culture, Size};
use crate::{
    count::{About, Alias, Param},
    id::EntryIx,
    sim::generator::unit,
};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// Voters and entries lie uniformly in a cube of side 1; each voter ranks entries by their distance.
///
/// The points of all entries are drawn first, in slate order, then those of the voters one by one; each coordinate is the next
/// number in [0, 1). Distances are compared by their squares, summed in order of the coordinates; of two entries at equal
/// distance the one that comes first on the slate is ranked higher (it happens with a probability of about 2^-50).
///
/// With one dimension all profiles are single-peaked, so that with an odd number of voters there is a Condorcet winner (Black).
///
/// Floats: differences, squares and sums, each rounded once, in a fixed order; the same bits on every platform.
///
/// # Complexity
/// O(n m (d + log m)) time for d dimensions, d (n + m) random words.
///
/// # References
/// Black (1948), "On the rationale of group decision-making", Journal of Political Economy 56; Enelow and Hinich (1984), The
/// Spatial Theory of Voting.
///
/// # Examples
/// ```
/// use cocreate::sim::{Size, culture::Euclidean, generator, profile};
/// let p = profile(&Euclidean::new(2)?, Size::new(5, 10)?, &mut generator(1, 0))?;
/// assert_eq!(p.total_voters(), 10);
/// assert!(Euclidean::new(0).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawEuclidean")]
pub struct Euclidean {
    dimensions: u32,
}
/// Most dimensions of a space.
pub const MAX_DIMENSIONS: u32 = 100;
/// A number of dimensions that there cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a space of {dimensions} dimensions; from 1 to {MAX_DIMENSIONS} are possible")]
pub struct DimensionsError {
    /// As it was given.
    pub dimensions: u32,
}
impl Euclidean {
    /// With so many dimensions, from 1 to [`MAX_DIMENSIONS`].
    ///
    /// # Errors
    /// If it is not.
    pub const fn new(dimensions: u32) -> Result<Self, DimensionsError> {
        if dimensions == 0 || dimensions > MAX_DIMENSIONS {
            return Err(DimensionsError { dimensions });
        }
        Ok(Self { dimensions })
    }
    /// How many there are.
    pub const fn dimensions(&self) -> u32 {
        self.dimensions
    }
    fn point(self, rng: &mut dyn Rng) -> Vec<f64> {
        (0..self.dimensions).map(|_| unit(rng)).collect()
    }
}
impl Default for Euclidean {
    /// A plane.
    fn default() -> Self {
        Self { dimensions: 2 }
    }
}
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawEuclidean {
    dimensions: u32,
}
impl Default for RawEuclidean {
    fn default() -> Self {
        Self { dimensions: Euclidean::default().dimensions }
    }
}
impl TryFrom<RawEuclidean> for Euclidean {
    type Error = DimensionsError;
    fn try_from(r: RawEuclidean) -> Result<Self, DimensionsError> {
        Self::new(r.dimensions)
    }
}

impl Culture for Euclidean {
    fn about(&self) -> About {
        const ABOUT: About = About::new("euclidean", "Euclidean")
            .aliases(&[
                Alias::plain("spatial"),
                Alias::with("interval", &[("dimensions", "1")]),
                Alias::with("square", &[("dimensions", "2")]),
            ])
            .references(&["Black (1948), Journal of Political Economy 56", "Enelow and Hinich (1984)"])
            .params(&[Param {
                name: "dimensions",
                kind: "integer",
                about: "Of the cube that voters and entries lie in, from 1 to 100.",
            }]);
        ABOUT
    }
    fn draw(&self, size: Size, rng: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx])) {
        let slate = size.slate();
        let entries: Vec<Vec<f64>> = slate.iter().map(|_| self.point(rng)).collect();
        for _ in 0..size.voters() {
            let voter = self.point(rng);
            let away: Vec<f64> = entries.iter().map(|e| square_of_distance(e, &voter)).collect();
            let mut order = slate.clone();
            // Stable: at equal distance in slate order.
            order.sort_by(|a, b| away[a.ix()].total_cmp(&away[b.ix()]));
            cast(&order);
        }
    }
}
#[allow(clippy::float_arithmetic, reason = "a fixed order of exactly rounded operations")]
fn square_of_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).fold(0.0, |sum, x| sum + x)
}
