//! A readable account of a settlement: how a contest ended, why, and who is paid what for which reason.
//!
//! An [`Account`] is made of a [`Settlement`](crate::contest::Settlement) and nothing else: what it says stands in the
//! record. It is written as text or as Markdown. Entries, persons, polls and reasons are shown by their ids, or by the names
//! that an app gives through [`Names`]. Numbers are exact: a fraction is shown as one, with decimals cut off beside it.
//!
//! # Examples
//! ```
//! use cocreate::report::step_in_words;
//! use cocreate::{count::Step, num::Exact};
//! let step = Step::scored([(0u32.into(), Exact::from(5u32)), (1u32.into(), Exact::ratio(13, 3).unwrap())]);
//! let name = |e: cocreate::id::EntryIx| ["fox", "owl"][e.ix()].to_owned();
//! assert_eq!(step_in_words(&step, &[], &name), "fox has 5, owl has 13/3 (4.33..)");
//! ```
mod account;
mod count;
mod document;
mod explain;
mod markdown;
mod money;
mod names;
mod numbers;
mod outcome;
mod poll;
mod receipt;
mod round;
mod selection;
mod step;
mod text;
pub use account::Detail;
pub use document::{Account, Block, Section};
pub use explain::{WHY_LINES, explain, why};
pub use names::{Ids, Names};
pub use step::{step_in_words, tie_in_words};
