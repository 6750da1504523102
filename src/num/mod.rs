//! Exact numbers: fractions, money, and the named ways of splitting what does not divide.
mod apportion;
mod cap;
mod exact;
mod fixed;
mod money;
mod threshold;
mod uniform;
pub use apportion::{Apportionment, MAX_QUOTA_WORK, OddUnits, Split, SplitError, SplitTie, split};
pub use cap::{CappedShares, CappedSplit, capped_shares, split_capped};
pub(crate) use exact::lcm;
pub use exact::{Exact, ExactError};
pub use fixed::{Fixed, MAX_PLACES, Places, TooManyPlaces};
pub use money::{Amount, Currency, MAX_EXPONENT, Money, MoneyError};
pub use threshold::{Abstain, Base, Majority, Quorum, Shortfall, Threshold, ThresholdError, Votes};
pub(crate) use uniform::{below, shuffle};
