//! Rules that turn ballots into an answer, by family, and the edge where kinds are known at run time only.
mod any;
pub mod approving;
mod catalogue;
pub mod committee;
pub mod comparing;
pub mod consensus;
pub mod hybrid;
pub mod lists;
pub mod lottery;
pub mod majority;
pub mod pairwise;
pub mod peers;
pub mod places;
pub mod points;
pub mod positional;
pub mod runoff;
pub mod scored;
pub mod stv;
#[cfg(test)]
mod tried;
pub use any::{AnyRule, AnyTally, RuleOn};
pub use catalogue::{CATALOGUE, registry};
