//! The erased edge: rules and tallies whose kinds are known at run time only.
use crate::{
    ballot::{Approval, Ballot, Choice, Consent, Kind, Pairs, Points, Ranking, Scores, Spend},
    count::{
        About, Answer, CountError, Funding, Gives, Input, InputClass, Lottery, Options, Outcome, Shards,
        Standing, Step, Tally, TallyRule, Task, TaskOf, TiePolicy, TieRecord, Verdicts, run_profile,
        run_shards,
    },
    profile::{AnyProfile, Profile},
};
use serde::Serialize;
use std::fmt::Debug;

/// A finished count, of any form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "gives", rename_all = "kebab-case")]
#[must_use]
#[non_exhaustive]
pub enum AnyTally {
    /// Entries in tiers.
    Standing(Tally<Standing>),
    /// Exact chances.
    Lottery(Tally<Lottery>),
    /// What is bought.
    Funding(Tally<Funding>),
    /// One verdict for each motion.
    Verdicts(Tally<Verdicts>),
}
macro_rules! each {
    ($self:ident, $t:ident => $e:expr) => {
        match $self {
            Self::Standing($t) => $e,
            Self::Lottery($t) => $e,
            Self::Funding($t) => $e,
            Self::Verdicts($t) => $e,
        }
    };
}
impl AnyTally {
    /// Id of the rule.
    pub fn rule(&self) -> &str {
        each!(self, t => t.rule())
    }
    /// How it ended.
    pub fn outcome(&self) -> &Outcome {
        each!(self, t => t.outcome())
    }
    /// Ties met.
    pub fn ties(&self) -> &[TieRecord] {
        each!(self, t => t.ties())
    }
    /// The count, step by step.
    pub fn steps(&self) -> &[Step] {
        each!(self, t => t.steps())
    }
    /// The standing, if that is the form and it is certain.
    pub fn standing(&self) -> Option<&Standing> {
        if let Self::Standing(t) = self { t.answer() } else { None }
    }
    /// The funding, if that is the form and it is certain.
    pub fn funding(&self) -> Option<&Funding> {
        if let Self::Funding(t) = self { t.answer() } else { None }
    }
    /// The verdicts, if that is the form.
    pub fn verdicts(&self) -> Option<&Verdicts> {
        if let Self::Verdicts(t) = self { t.answer() } else { None }
    }
    /// The lottery, if that is the form.
    pub fn lottery(&self) -> Option<&Lottery> {
        if let Self::Lottery(t) = self { t.answer() } else { None }
    }
}
/// A form of answer that can be erased: all of them.
trait Erase: Answer {
    fn erase(tally: Tally<Self>) -> AnyTally;
}
macro_rules! erase { ($($a:ident),*) => { $(
    impl Erase for $a {
        fn erase(t: Tally<Self>) -> AnyTally {
            AnyTally::$a(t)
        }
    }
)* } }
erase!(Standing, Lottery, Funding, Verdicts);

/// A rule for one kind of ballot, whatever it counts of it and whatever it answers.
pub trait RuleOn<B: Ballot>: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// The form of its answer.
    fn gives(&self) -> Gives;
    /// How its count spreads.
    fn class(&self) -> InputClass;
    /// Most entries that it counts of ballots on such a form.
    fn most_entries(&self, form: &B::Form) -> usize;
    /// Counts.
    fn run(
        &self,
        p: &Profile<B>,
        task: &Task,
        ties: &TiePolicy,
        options: &Options,
    ) -> Result<AnyTally, CountError>;
    /// Counts shards together.
    fn run_shards(
        &self,
        shards: &Shards<B>,
        task: &Task,
        ties: &TiePolicy,
        options: &Options,
    ) -> Result<AnyTally, CountError>;
}
impl<R, B> RuleOn<B> for R
where
    B: Ballot,
    R: TallyRule,
    R::Input: Input<Ballot = B>,
    R::Answer: Erase,
{
    fn about(&self) -> About {
        TallyRule::about(self)
    }
    fn gives(&self) -> Gives {
        R::Answer::GIVES
    }
    fn class(&self) -> InputClass {
        <R::Input as Input>::CLASS
    }
    fn most_entries(&self, form: &B::Form) -> usize {
        TallyRule::about(self).most_entries.min(R::Input::most_entries(form))
    }
    fn run(
        &self,
        p: &Profile<B>,
        task: &Task,
        ties: &TiePolicy,
        options: &Options,
    ) -> Result<AnyTally, CountError> {
        run_profile(self, p, task_of(self, task)?, ties, options).map(Erase::erase)
    }
    fn run_shards(
        &self,
        shards: &Shards<B>,
        task: &Task,
        ties: &TiePolicy,
        options: &Options,
    ) -> Result<AnyTally, CountError> {
        run_shards(self, shards, task_of(self, task)?, ties, options).map(Erase::erase)
    }
}
fn task_of<R: TallyRule>(rule: &R, task: &Task) -> Result<TaskOf<R>, CountError> {
    R::Answer::task(task)
        .ok_or_else(|| CountError::WrongTask { rule: TallyRule::about(rule).id, wants: R::Answer::GIVES })
}

macro_rules! kinds { ($($k:ident),*) => {
    /// A rule for ballots of some kind.
    #[derive(Debug)]
    #[non_exhaustive]
    pub enum AnyRule {
        $(
            #[doc = concat!("It counts `", stringify!($k), "` ballots.")]
            $k(Box<dyn RuleOn<$k>>)
        ),*
    }
    impl AnyRule {
        /// What it counts.
        pub fn kind(&self) -> Kind {
            match self { $(Self::$k(_) => Kind::$k),* }
        }
        /// Names, literature, parameters.
        pub fn about(&self) -> About {
            match self { $(Self::$k(r) => r.about()),* }
        }
        /// The form of its answer.
        pub fn gives(&self) -> Gives {
            match self { $(Self::$k(r) => r.gives()),* }
        }
        /// How its count spreads.
        pub fn class(&self) -> InputClass {
            match self { $(Self::$k(r) => r.class()),* }
        }
        /// Counts.
        ///
        /// # Errors
        /// If the ballots are of another kind, and as [`run`](crate::count::run).
        pub fn run(&self, p: &AnyProfile, task: &Task, ties: &TiePolicy, options: &Options) -> Result<AnyTally, CountError> {
            match (self, p) {
                $((Self::$k(r), AnyProfile::$k(p)) => r.run(p, task, ties, options),)*
                _ => Err(self.wrong_kind(p)),
            }
        }
        /// Counts the shards of a poll together; the tally is that of all ballots in one profile.
        ///
        /// # Errors
        /// If they do not belong together, and as [`AnyRule::run`].
        pub fn run_shards(
            &self,
            shards: Vec<AnyProfile>,
            task: &Task,
            ties: &TiePolicy,
            options: &Options,
        ) -> Result<AnyTally, CountError> {
            let unlike = |cause| CountError::Input { rule: self.about().id, cause };
            match self {
                $(Self::$k(r) => {
                    let of = |p| if let AnyProfile::$k(p) = p { Ok(p) } else { Err(self.wrong_kind(&p)) };
                    let shards = shards.into_iter().map(of).collect::<Result<_, _>>()?;
                    r.run_shards(&Shards::of(shards).map_err(unlike)?, task, ties, options)
                })*
            }
        }
        fn wrong_kind(&self, p: &AnyProfile) -> CountError {
            CountError::WrongKind { rule: self.about().id, wants: self.kind(), got: p.kind() }
        }
    }
    $(impl Erased for $k {
        fn erase(r: Box<dyn RuleOn<Self>>) -> AnyRule {
            AnyRule::$k(r)
        }
    })*
} }
/// Ballots that a rule chosen at run time may be for: all of them.
#[doc(hidden)]
pub trait Erased: Ballot {
    /// The rule without its type.
    fn erase(rule: Box<dyn RuleOn<Self>>) -> AnyRule;
}
kinds!(Choice, Approval, Ranking, Scores, Points, Pairs, Spend, Consent);
impl<R> From<R> for AnyRule
where
    R: TallyRule + 'static,
    R::Answer: Erase,
    <R::Input as Input>::Ballot: Erased,
{
    fn from(r: R) -> Self {
        <R::Input as Input>::Ballot::erase(Box::new(r))
    }
}
