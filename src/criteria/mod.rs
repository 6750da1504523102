//! Is a rule fair? A criterion says what a fair rule never does; a rule that does it is shown by a witness.
//!
//! A [`Criterion`] looks at ballots and at whom a rule elects by them. Where the rule breaks it the answer is a [`Witness`]:
//! the ballots, who should have won, and who did, as data that anybody can check again with [`Witness::holds`]. Where no
//! witness is found the answer is how many profiles were looked at, which is no proof: proofs are in the literature.
//!
//! # Ties
//! A rule breaks a criterion only if it breaks it *whichever way ties go*. What "should win" must be unable to win, and what
//! "won before" must have won for certain: [`Elected`] has both sets, over all ways through the count. So no witness can be
//! answered with "that was only the tie-break", and a rule is judged the same under every [`TiePolicy`]. The price: a rule
//! that ties whom it should elect with another is not reproached here. A count whose ways were not all followed to the end,
//! or whose search hit its limit, counts as if everybody could win; such a count never makes a witness.
//!
//! # Examples
//! Five voters show what is wrong with the Borda count: three put A first, and B wins.
//! ```
//! use cocreate::{criteria::*, tally::positional::Borda};
//! # struct Words(u64);
//! # impl rand::TryRng for Words {
//! #     type Error = std::convert::Infallible;
//! #     fn try_next_u32(&mut self) -> Result<u32, Self::Error> { Ok(self.try_next_u64()? as u32) }
//! #     fn try_next_u64(&mut self) -> Result<u64, Self::Error> { self.0 += 1; Ok(self.0) }
//! #     fn try_fill_bytes(&mut self, b: &mut [u8]) -> Result<(), Self::Error> { b.fill(0); Ok(()) }
//! # }
//! # let mut rng = Words(0);
//! let found = search(&Majority {}, &Borda::default(), &Limits::default(), &mut rng)?;
//! let Found::Violated { witness, .. } = found else { panic!("Borda breaks the majority criterion") };
//! assert_eq!(witness.ballots.cast.iter().map(|c| c.weight).sum::<u64>(), 5);
//! assert!(witness.holds(&Borda::default())?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//! [`TiePolicy`]: crate::count::TiePolicy
use crate::{
    ballot::Ballot,
    count::{About, CountError},
    profile::Profile,
};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

mod any;
mod ballots;
pub mod catalogue;
mod condorcet_winner;
mod elects;
mod majority;
mod monotonicity;
mod search;
mod small;
pub use any::{AnyCriterion, AnyWitness};
pub use ballots::{Ballots, Cast};
pub use condorcet_winner::{CondorcetLost, CondorcetWinner, condorcet_winner};
pub use elects::{Elected, Elects};
pub use majority::{Majority, MajorityLost, majority_favourite};
pub use monotonicity::{LiftLost, Monotonicity};
pub use search::{Found, Limits, SearchError, search};
pub use small::Small;

/// What a fair rule never does, for rules that elect one entry by ballots of one kind.
///
/// A criterion for another kind of ballot names that kind; for its small profiles to be searched the kind has to be
/// [`Small`].
///
/// # Examples
/// An app's own criterion, whole: an entry that everybody puts above another must not lose to it.
/// ```
/// use cocreate::{ballot::Ranking, count::*, criteria::*, id::EntryIx, profile::Profile};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug)]
/// struct Pareto;
/// #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
/// struct Dominated { ballots: Ballots<Ranking>, by: EntryIx, elected: Elected }
///
/// /// Somebody who is surely elected, and whom everybody puts below another.
/// fn dominated(p: &Profile<Ranking>, elected: &Elected) -> Option<EntryIx> {
///     let all_above = |a: EntryIx, b: EntryIx| {
///         !p.is_empty() && (0..p.len()).all(|r| p.rows().rank(r, a) < p.rows().rank(r, b))
///     };
///     elected.certain.iter().find_map(|w| p.entries().find(|a| all_above(*a, w)))
/// }
/// impl Criterion for Pareto {
///     type Ballot = Ranking;
///     type Witness = Dominated;
///     fn about(&self) -> About {
///         About::new("pareto", "Pareto")
///     }
///     fn violation(
///         &self, p: &Profile<Ranking>, rule: &dyn Elects<Ranking>,
///     ) -> Result<Option<Dominated>, CountError> {
///         let elected = rule.elect(p)?;
///         Ok(dominated(p, &elected).map(|by| Dominated { ballots: Ballots::of(p), by, elected }))
///     }
/// }
/// impl Witness<Ranking> for Dominated {
///     fn holds(&self, rule: &dyn Elects<Ranking>) -> Result<bool, CountError> {
///         let Ok(p) = self.ballots.profile() else { return Ok(false) };
///         Ok(rule.elect(&p)? == self.elected && dominated(&p, &self.elected) == Some(self.by))
///     }
/// }
/// use cocreate::tally::runoff::Irv;
/// let ballots = [Ranking::strict([0, 1, 2]), Ranking::strict([2, 0, 1])];
/// assert!(Pareto.violation(&Profile::of(3, &ballots)?, &Irv::default())?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Criterion: Debug + Send + Sync {
    /// The ballots of the rules that it is for.
    type Ballot: Ballot;
    /// How a violation is shown.
    type Witness: Witness<Self::Ballot>;
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// How the rule breaks it by these ballots, if it does; of several ways one with the smallest change.
    ///
    /// # Errors
    /// If the rule cannot count these ballots.
    fn violation(
        &self,
        profile: &Profile<Self::Ballot>,
        rule: &dyn Elects<Self::Ballot>,
    ) -> Result<Option<Self::Witness>, CountError>;
}

/// A violation as data, complete in itself.
pub trait Witness<B: Ballot>:
    Clone + Debug + Eq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Whether it shows that this rule breaks the criterion: counts again and reads nothing from memory. A witness that was
    /// tampered with, or whose ballots are none, does not hold.
    ///
    /// # Errors
    /// If the rule cannot count its ballots.
    fn holds(&self, rule: &dyn Elects<B>) -> Result<bool, CountError>;
}
