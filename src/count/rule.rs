//! The open trait of rules that turn ballots into an answer.
use super::{About, Answer, Halt, Input, Teller};
use std::fmt::Debug;

/// A rule: what it counts, what it answers, and how. Two methods; object-safe once both types are named.
///
/// # Examples
/// An app's own rule, whole. It needs only the number of approvals, so it counts a summary:
/// ```
/// use cocreate::{ballot::Approval, count::*, num::Exact, profile::{ApprovalCounts, Profile}};
///
/// #[derive(Debug)]
/// struct FewestApprovals;
/// impl TallyRule for FewestApprovals {
///     type Input = ApprovalCounts;
///     type Answer = Standing;
///     fn about(&self) -> About {
///         About::new("fewest-approvals", "Fewest approvals")
///     }
///     fn count(&self, n: &ApprovalCounts, _: &Seats, _: &mut Teller) -> Result<Standing, Halt> {
///         Ok(Standing::by_score(n.slate(), |e| Some(-Exact::from(n.of_entry(e)))))
///     }
/// }
/// let ballots = [Approval::from([0, 1]), Approval::from([0])];
/// let profile = Profile::of(2, &ballots)?;
/// let tally = run(&FewestApprovals, &profile, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait TallyRule: Debug + Send + Sync {
    /// What it needs of the ballots: all of them, a summary, or several looks.
    type Input: Input + ?Sized;
    /// The form of its answer.
    type Answer: Answer;
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// A function of `self`, `input`, `task` and the teller's answers, and of nothing else.
    ///
    /// # Errors
    /// A [`Halt`] is made by the teller or from a [`Refusal`](super::Refusal), and passed on.
    fn count(
        &self,
        input: &Self::Input,
        task: &<Self::Answer as Answer>::Task,
        teller: &mut Teller,
    ) -> Result<Self::Answer, Halt>;
}
/// The kind of ballot that a rule counts.
pub type BallotOf<R> = <<R as TallyRule>::Input as Input>::Ballot;
/// What a rule can be asked.
pub type TaskOf<R> = <<R as TallyRule>::Answer as Answer>::Task;
