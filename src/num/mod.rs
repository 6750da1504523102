//! Exact numbers: fractions, money, and the named ways of splitting what does not divide.
mod apportion;
mod biproportional;
mod cap;
mod cover;
mod exact;
mod exact_serde;
mod fixed;
mod money;
mod remainder;
mod roots;
mod simplex;
mod threshold;
mod uniform;
#[cfg(test)]
mod whole;
pub use apportion::{
    Apportionment, MAX_MACAU_UNITS, MAX_QUOTA_WORK, OddUnits, Split, SplitError, SplitTie, split,
};
pub use biproportional::{BiError, Biproportional, biproportional};
pub use cap::{CappedShares, CappedSplit, capped_shares, split_capped};
pub(crate) use cover::{Column, Cover};
pub(crate) use exact::lcm;
pub use exact::{Exact, ExactError};
pub use fixed::{Fixed, MAX_PLACES, Places, TooManyPlaces};
pub use money::{Amount, Currency, MAX_EXPONENT, Money, MoneyError};
pub use roots::Surd;
pub use simplex::{Program, Relation, Row, Solved};
pub use threshold::{Abstain, Base, Majority, Quorum, Shortfall, Threshold, ThresholdError, Votes};
pub(crate) use uniform::{below, shuffle};
#[cfg(test)]
pub(crate) use whole::{Whole, whole};
