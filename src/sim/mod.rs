//! Random voters, and experiments over rules. Feature `sim`.
//!
//! A [`Culture`](culture::Culture) says how likely every profile is; an [`Experiment`] draws many profiles from cultures, counts
//! each by several rules, and adds up what [metrics](Metric) say. Everything is a function of a seed: replicate `i` of an
//! experiment is drawn from [`generator`]`(seed, i)`, whatever the rules, cultures, metrics and threads are, and results are
//! whole numbers, so that they are the same on every machine.
//!
//! # Examples
//! ```
//! use cocreate::{num::Exact, sim::{CondorcetEfficiency, Experiment, Size, culture::Mallows}, tally::runoff::Irv};
//! let mallows = Mallows::new(Exact::decimal("0.8")?)?;
//! let results = Experiment::new(1, 200, Size::new(4, 25)?)
//!     .culture("mallows 0.8", &mallows)
//!     .rule("irv", &Irv::default())
//!     .metric(&CondorcetEfficiency)
//!     .run()?;
//! let share = results.share("mallows 0.8", "irv", "condorcet-efficiency").unwrap();
//! assert!(share.every_way <= share.some_way && share.some_way <= share.of && share.of <= 200);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
pub mod culture;
mod experiment;
mod generator;
mod metric;
pub use culture::{Size, SizeError, profile};
pub use experiment::{Cell, Experiment, Results, Share, SimError};
pub use generator::generator;
pub use metric::{Case, CondorcetEfficiency, Mark, Metric, Ties};
