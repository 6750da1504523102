//! How a count ended.
use super::{Answer, Lottery, Stage, Step, TieRecord, Winners};
use crate::{id::EntrySet, num::Exact};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// How a count ended. Made by the driver only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[must_use]
#[non_exhaustive]
pub enum Outcome {
    /// What was asked for is certain: no tie was met, the policy broke it, or it changes nothing.
    #[non_exhaustive]
    Decided {
        /// Who, or what was bought, or which motions carried.
        winners: Winners,
    },
    /// What was asked for hangs on a tie.
    #[non_exhaustive]
    Tied {
        /// What hangs on it.
        stage: Stage,
        /// Who wins however it is broken, as far as is known.
        certain: EntrySet,
        /// Between whom.
        tied: EntrySet,
        /// How many of the tied are to be taken at this stage.
        choose: u32,
        /// Everybody who wins in some way; `None` if not all ways were followed.
        possible: Option<EntrySet>,
    },
    /// Every result that some way of breaking ties leads to.
    #[non_exhaustive]
    OneOf {
        /// Rising.
        sets: Vec<Winners>,
        /// Whether all ways were followed.
        complete: bool,
    },
    /// Nobody, and why.
    #[non_exhaustive]
    None {
        /// Why.
        reason: Reason,
    },
    /// Exact chances; a draw is the caller's, by [`Lot::draw`](super::Lot::draw).
    #[non_exhaustive]
    Lottery {
        /// Adds up to 1.
        p: Lottery,
    },
    /// A search hit its limit.
    #[non_exhaustive]
    Undecided {
        /// The best found, not proven.
        best: Winners,
        /// What is proven.
        bound: String,
    },
}
impl Outcome {
    /// The winners, if they are certain.
    pub fn winners(&self) -> Option<&Winners> {
        match self {
            Self::Decided { winners } => Some(winners),
            Self::OneOf { sets, complete: true } if sets.len() == 1 => sets.first(),
            _ => None,
        }
    }
    /// Whether a tie stands between the count and its end.
    pub fn is_tied(&self) -> bool {
        match self {
            Self::Tied { .. } => true,
            Self::OneOf { sets, complete } => sets.len() > 1 || !complete,
            _ => false,
        }
    }
}

/// Why nobody won.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Reason {
    /// Nobody voted.
    NoBallots,
    /// There is nothing to vote on.
    NoEntries,
    /// Nobody reached what the rule asks for.
    Floor {
        /// What is measured.
        what: Cow<'static, str>,
        /// What would have been enough.
        needed: Exact,
        /// The best that there was.
        best: Exact,
    },
    /// Nobody is placed by the rule.
    NobodyQualified,
    /// No motion carried.
    NothingCarried,
    /// Anything else, in words.
    Other {
        /// What.
        text: Cow<'static, str>,
    },
}
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBallots => f.write_str("no ballots were cast"),
            Self::NoEntries => f.write_str("there are no entries"),
            Self::Floor { what, needed, best } => {
                write!(f, "nobody reached the floor: {needed} {what} are needed, the most is {best}")
            }
            Self::NobodyQualified => f.write_str("no entry qualified"),
            Self::NothingCarried => f.write_str("no motion carried"),
            Self::Other { text } => f.write_str(text),
        }
    }
}

/// A finished count. Made by the driver only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct Tally<A: Answer> {
    rule: String,
    task: A::Task,
    outcome: Outcome,
    answer: Option<A>,
    ties: Vec<TieRecord>,
    steps: Vec<Step>,
}
impl<A: Answer> Tally<A> {
    pub(super) fn new(
        rule: &str,
        task: A::Task,
        outcome: Outcome,
        answer: Option<A>,
        (ties, steps): (Vec<TieRecord>, Vec<Step>),
    ) -> Self {
        Self { rule: rule.to_owned(), task, outcome, answer, ties, steps }
    }
    /// Id of the rule.
    pub fn rule(&self) -> &str {
        &self.rule
    }
    /// What was asked.
    pub fn task(&self) -> &A::Task {
        &self.task
    }
    /// How it ended.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }
    /// The whole answer, as far as it is certain. Where the outcome is tied over the last seats only, the standing with
    /// its tied tier.
    pub fn answer(&self) -> Option<&A> {
        self.answer.as_ref()
    }
    /// Ties met, on the way that the steps tell of.
    pub fn ties(&self) -> &[TieRecord] {
        &self.ties
    }
    /// The count, step by step; empty if no trace was asked for.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}
