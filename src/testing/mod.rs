//! Laws of the rules of each verb, and the random input on which they are tried: for an app's tests of its own rules.
//!
//! A contest rests on these laws: that a rule is a function, that nobody's name or place in a list decides, that a rule says beforehand
//! how many it may choose, that money adds up. The rules of this crate keep them all; an app asks the same of its own.
//!
//! A rule that breaks [`Order`](Law::Order), [`Names`](Law::Names) or [`Copies`](Law::Copies) by its definition says so in its
//! [`About`], and is then not asked for that law.
//!
//! | verb | laws |
//! |---|---|
//! | all | a function of its input; no panic; parameters read back, described by name, misspelt ones refused |
//! | admit | everybody spoken of once; names; whoever does not compare answers for one as for all; who bars nobody bars nobody |
//! | weigh | a weight for each, none below nought; order; names; ages only where asked for; what is lost is of members |
//! | tally | order, names, copies; shards as the whole; all ways as told; what the lot decided, declared |
//! | select | candidates only, each once; order; names; no more than it said; picks only where asked for; ties can be ended |
//! | reward | paid and returned are the pot; only who may be paid; marks only where asked for |
//!
//! # Examples
//! ```
//! use cocreate::{count::{About, Entry}, testing::{self, Trial}, weigh::*};
//! use serde::{Deserialize, Serialize};
//! #[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
//! struct Founder {}
//! impl WeightRule for Founder {
//!     fn about(&self) -> About {
//!         About::new("founder", "The founder counts double")
//!     }
//!     fn weigh(&self, e: &Electorate<'_>) -> Result<Weights, WeighError> {
//!         let weight = |i| if i == 0 { 2u32 } else { 1 }.into();
//!         let of = |(i, m): (usize, &Member)| Weighed { person: m.person.clone(), weight: weight(i) };
//!         Ok(Weights { weights: e.members.iter().enumerate().map(of).collect(), ..Weights::default() })
//!     }
//! }
//! let broken = testing::weigh(&Founder {}, Trial::default()).unwrap_err();
//! assert_eq!(broken.rule, "founder");
//! assert!(broken.law.starts_with("the order of members changes nothing"), "{broken}");
//! // And its parameters: misspelt ones would be taken in silence.
//! assert!(testing::parameters(&Entry::<Box<dyn WeightRule>>::of::<Founder>()).is_err());
//! ```
use crate::count::{About, Law};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner},
};
use std::fmt::{Debug, Display};

mod admission;
mod ballots;
mod named;
mod payment;
mod people;
mod selection;
mod tallying;
mod weighing;
pub use admission::{Calling, admit, callings};
pub use named::parameters;
pub use payment::{Paying, payings, reward};
pub use selection::{Standings, select, standings};
pub use tallying::tally;
pub use weighing::{Electing, electings, weigh};

/// How long a rule is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// On so many random inputs, the same ones each time.
    pub cases: u32,
}
impl Default for Trial {
    /// 256 inputs.
    fn default() -> Self {
        Self { cases: 256 }
    }
}

/// A law that a rule breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rule `{rule}`: {law}{}", if input.is_empty() { String::new() } else { format!("; for {input}") })]
pub struct Broken {
    /// The rule's id.
    pub rule: String,
    /// Which law, and what it came to.
    pub law: String,
    /// The smallest input that was found to show it.
    pub input: String,
}

/// Whether a law was kept, or which was not.
type Kept = Result<(), String>;
/// Fails by a law, with what it came to.
fn law(kept: bool, name: &str, told: impl FnOnce() -> String) -> Kept {
    if kept { Ok(()) } else { Err(format!("{name}: {}", told())) }
}
/// That two answers are the same.
fn same<T: PartialEq + Debug>(name: &str, one: &T, two: &T) -> Kept {
    law(one == two, name, || format!("{one:?}, then {two:?}"))
}
/// The same of answers that may be refused, for whichever reason.
fn alike<T: PartialEq + Debug, E: Display>(name: &str, one: Result<T, E>, two: Result<T, E>) -> Kept {
    match (one, two) {
        (Ok(one), Ok(two)) => same(name, &one, &two),
        (Err(_), Err(_)) => Ok(()),
        (Ok(x), Err(e)) | (Err(e), Ok(x)) => Err(format!("{name}: {x:?}, and refused since {e}")),
    }
}
/// Whether a rule is asked for a law.
fn asked(about: &About, law: Law) -> bool {
    about.exceptions.iter().all(|e| e.law != law)
}
/// Tries a law on random input. A panic counts as a broken law.
fn tried<S: Strategy>(
    rule: &str,
    trial: Trial,
    input: &S,
    of: impl Fn(&S::Value) -> Kept,
) -> Result<(), Broken> {
    let config = Config { cases: trial.cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let ran = TestRunner::new_with_rng(config, rng).run(input, |x| of(&x).map_err(TestCaseError::fail));
    ran.map_err(|e| {
        let (law, input) = match e {
            TestError::Fail(why, input) => (why.to_string(), format!("{input:?}")),
            TestError::Abort(why) => (why.to_string(), String::new()),
        };
        Broken { rule: rule.to_owned(), law, input }
    })
}
