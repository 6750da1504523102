//! Cultures: how likely each profile of random voters is.
use super::SimError;
use crate::{
    ballot::{Ballot, Ranking},
    count::About,
    id::{EntryIx, MAX_ENTRIES},
    profile::{MAX_WEIGHT, Profile, Slate},
};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

pub mod catalogue;
mod euclidean;
mod impartial;
mod mallows;
pub use euclidean::{DimensionsError, Euclidean, MAX_DIMENSIONS};
pub use impartial::Impartial;
pub use mallows::{Mallows, PhiError};

/// A distribution of profiles of strict orders. Parameters are checked when it is made, so that drawing cannot fail.
///
/// # Examples
/// An app's own culture: everybody copies the first voter.
/// ```
/// use cocreate::{count::About, id::EntryIx, sim::{Size, culture::*, generator, profile}};
/// use rand::Rng;
///
/// #[derive(Debug)]
/// struct Copies;
/// impl Culture for Copies {
///     fn about(&self) -> About {
///         About::new("copies", "Copies")
///     }
///     fn draw(&self, size: Size, rng: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx])) {
///         let mut first = vec![];
///         Impartial {}.draw(Size::new(size.entries(), 1).unwrap(), rng, &mut |o| first = o.to_vec());
///         (0..size.voters()).for_each(|_| cast(&first));
///     }
/// }
/// let p = profile(&Copies, Size::new(4, 9)?, &mut generator(1, 0))?;
/// assert_eq!((p.total_voters(), p.grouped().len()), (9, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Culture: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// Gives each voter's order of all entries to `cast`, best first. A function of the size and of the generator's words.
    fn draw(&self, size: Size, rng: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx]));
}

/// How large a profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawSize", into = "RawSize")]
pub struct Size {
    entries: u32,
    voters: u64,
}
/// A profile cannot be so large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{entries} entries and {voters} voters; there can be {MAX_ENTRIES} and {MAX_WEIGHT}")]
pub struct SizeError {
    /// Asked for.
    pub entries: u32,
    /// Asked for.
    pub voters: u64,
}
impl Size {
    /// So many entries and voters.
    ///
    /// # Errors
    /// If a profile cannot hold them.
    pub const fn new(entries: u32, voters: u64) -> Result<Self, SizeError> {
        if entries as usize > MAX_ENTRIES || voters > MAX_WEIGHT {
            return Err(SizeError { entries, voters });
        }
        Ok(Self { entries, voters })
    }
    /// How many stand.
    pub const fn entries(self) -> u32 {
        self.entries
    }
    /// How many vote.
    pub const fn voters(self) -> u64 {
        self.voters
    }
    /// The entries in slate order.
    fn slate(self) -> Vec<EntryIx> {
        (0..self.entries).map(EntryIx::new).collect()
    }
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSize {
    entries: u32,
    voters: u64,
}
impl TryFrom<RawSize> for Size {
    type Error = SizeError;
    fn try_from(r: RawSize) -> Result<Self, SizeError> {
        Self::new(r.entries, r.voters)
    }
}
impl From<Size> for RawSize {
    fn from(s: Size) -> Self {
        Self { entries: s.entries, voters: s.voters }
    }
}

/// A profile drawn from a culture.
///
/// # Errors
/// If the culture gives something other than an order of all entries for each voter; the cultures of this crate do not.
///
/// # Examples
/// ```
/// use cocreate::sim::{Size, culture::Impartial, generator, profile};
/// let p = profile(&Impartial {}, Size::new(3, 100)?, &mut generator(7, 0))?;
/// assert!(p.rows().is_strict() && p.rows().is_complete() && p.total_voters() == 100);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn profile(culture: &dyn Culture, size: Size, rng: &mut dyn Rng) -> Result<Profile<Ranking>, SimError> {
    let broken = |cause: String| SimError::BrokenCulture { culture: culture.about().id, cause };
    let slate = Slate::anonymous(size.entries as usize);
    let mut to = Profile::<Ranking>::builder(slate, <Ranking as Ballot>::Form::default())
        .map_err(|e| broken(e.to_string()))?;
    let mut wrong = None;
    culture.draw(size, rng, &mut |order| {
        if order.len() != slate.len() {
            let cause = format!("an order of {} of {} entries", order.len(), slate.len());
            wrong.get_or_insert(cause);
        } else if let Err(e) = to.push_order(order) {
            wrong.get_or_insert(e.to_string());
        }
    });
    let p = to.finish();
    match wrong {
        None if p.total_voters() == size.voters => Ok(p),
        None => Err(broken(format!("{} orders for {} voters", p.total_voters(), size.voters))),
        Some(cause) => Err(broken(cause)),
    }
}
