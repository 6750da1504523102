//! Rules that spend money. Their answer is a funding.
mod equal_shares;
mod greedy;
mod purses;
mod satisfaction;
pub use equal_shares::{BudgetEqualShares, Completion};
pub use greedy::{BudgetGreedy, By, WhenFull};
pub use purses::{Holding, PurseOrder, PurseReply, Purses, SpendPurses};
pub(crate) use purses::{Till, price};
pub use satisfaction::Satisfaction;
