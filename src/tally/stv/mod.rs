//! Single transferable vote.
//!
//! Counts by papers ([`GregoryStv`], [`ScottishStv`]) share one course of rounds, a table of what parcels of papers are worth,
//! and the piles in which ballots lie with their shards. Counts by shares ([`MeekStv`]) let ballots flow anew in every iteration.
pub mod approval_stv;
pub mod australian_senate;
pub mod expanding_approvals;
mod flow;
pub mod gregory;
pub mod meek;
pub mod minneapolis;
mod papers;
pub mod qpq;
mod quota;
pub mod rctab;
mod rounds;
pub mod scottish;
mod tabulate;
pub use approval_stv::ApprovalStv;
pub use australian_senate::AustralianSenate;
pub use expanding_approvals::ExpandingApprovals;
pub use flow::{Flow, FlowOrder, Flowed};
pub use gregory::GregoryStv;
pub use meek::{Keep, MeekQuota, MeekStv};
pub use minneapolis::MinneapolisStv;
pub use qpq::Qpq;
pub use quota::Quota;
pub use rctab::{ElectionMode, Overvote, Rctab};
pub use rounds::{Defeat, EarlierRounds, NonTransferable, SurplusPapers, SurplusValue, Surpluses};
pub use scottish::ScottishStv;
