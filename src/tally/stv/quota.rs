//! What a candidate must reach.
use crate::num::{Exact, Places};
use serde::{Deserialize, Serialize};

/// How many votes elect: of `v` votes and `s` seats. With decimals, `droop` is cut off after them and one unit of the last is
/// added, and the others are rounded up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Quota {
    /// `v / (s + 1)` cut off (to a whole number, unless decimals are given), and one unit.
    #[default]
    Droop,
    /// `v / (s + 1)`, not rounded (Hagenbach-Bischoff): one more than the seats may reach it, and then the ones with the
    /// most votes are elected.
    ExactDroop,
    /// `v / s`.
    Hare,
    /// `v / (s + 2)`: more than the seats may reach it.
    Imperiali,
}
impl Quota {
    /// Of so many votes.
    pub(super) fn of(self, votes: &Exact, seats: usize, decimals: Option<Places>) -> Exact {
        let by = |n: usize| votes / &Exact::from(n.max(1));
        let quota = match self {
            Self::Droop => {
                let places = decimals.unwrap_or(Places::new(0).expect("no decimals are few"));
                return &cut(&by(seats + 1), places) + &unit(places);
            }
            Self::ExactDroop => by(seats + 1),
            Self::Hare => by(seats),
            Self::Imperiali => by(seats + 2),
        };
        let Some(places) = decimals else { return quota };
        let down = cut(&quota, places);
        if down == quota { down } else { &down + &unit(places) }
    }
}
/// Cut off after so many decimals. Votes and values are below 2^46, so they fit.
pub(super) fn cut(v: &Exact, places: Places) -> Exact {
    places.of_exact_down(v).map_or_else(|| v.clone(), |x| places.exact(x))
}
fn unit(places: Places) -> Exact {
    places.exact(crate::num::Fixed::of_units(1))
}
