//! Impartial culture: every order is equally likely, voter by voter.
use super::{Culture, Size};
use crate::{
    count::{About, Alias},
    id::EntryIx,
    num::shuffle,
};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// Each voter has each of the m! orders with the same probability, whatever the others have.
///
/// Of each voter the order 0, 1, .., m-1 is shuffled as in the [lot](crate::count::Lot).
///
/// # Complexity
/// O(n m) time and m - 1 random words a voter, now and then one more.
///
/// # References
/// Guilbaud (1952), "Les théories de l'intérêt général", Économie appliquée 5; Gehrlein and Lepelley (2011), Voting Paradoxes
/// and Group Coherence.
///
/// # Examples
/// ```
/// use cocreate::sim::{Size, culture::Impartial, generator, profile};
/// let p = profile(&Impartial {}, Size::new(5, 10)?, &mut generator(1, 0))?;
/// assert_eq!(p.total_voters(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Impartial {}

impl Culture for Impartial {
    fn about(&self) -> About {
        const ABOUT: About = About::new("impartial", "Impartial culture")
            .aliases(&[Alias::plain("ic"), Alias::plain("impartial-culture")])
            .references(&["Guilbaud (1952), Économie appliquée 5"]);
        ABOUT
    }
    fn draw(&self, size: Size, rng: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx])) {
        let slate = size.slate();
        let mut order = slate.clone();
        for _ in 0..size.voters() {
            order.copy_from_slice(&slate);
            shuffle(&mut order, || rng.next_u64());
            cast(&order);
        }
    }
}
