//! Rules that ask at which place more than half of the ballots stand behind an entry.
pub mod absolute_majority;
pub mod bucklin;
mod levels;
pub mod simplified_bucklin;
pub mod weighted_bucklin;
pub use absolute_majority::AbsoluteMajority;
pub use bucklin::Bucklin;
pub use simplified_bucklin::SimplifiedBucklin;
pub use weighted_bucklin::WeightedBucklin;
