//! Rules that spend money. Their answer is a funding.
pub mod equal_shares;
pub mod greedy;
mod purses;
mod satisfaction;
pub use equal_shares::{BudgetEqualShares, Completion};
pub use greedy::{BudgetGreedy, By, Votes, WhenFull};
pub use purses::{Holding, PurseOrder, PurseReply, Purses, SpendPurses};
pub(crate) use purses::{Till, price};
pub use satisfaction::Satisfaction;
