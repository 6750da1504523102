//! Rules that drop entries one after the other.
mod firsts;
pub mod irv;
mod piles;
pub use firsts::{CountFirsts, Firsts, FirstsReply};
pub use irv::Irv;
pub use piles::{Moved, PileOrder, Piles};
