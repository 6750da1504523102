//! The count as data: one vocabulary for every rule.
use super::TieAt;
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One step of a count. Votes are in votes, not in units of a scaled weight; text, tables and pictures are made from steps.
///
/// In JSON the kind of step is the field `step`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Step {
    /// What each entry has at this point; `exhausted` votes stand nowhere, `lost` went to stated rounding.
    #[non_exhaustive]
    Scored {
        /// In slate order.
        totals: Vec<(EntryIx, Exact)>,
        /// Votes that no entry has any more.
        exhausted: Exact,
        /// Votes lost to the rule's rounding.
        lost: Exact,
    },
    /// Two entries held against each other.
    Compared {
        /// The one.
        a: EntryIx,
        /// The other.
        b: EntryIx,
        /// What speaks for `a`.
        for_a: Exact,
        /// What speaks for `b`.
        for_b: Exact,
    },
    /// A defeat that stands.
    Locked {
        /// The winner.
        over: EntryIx,
        /// The loser.
        under: EntryIx,
        /// By how much.
        strength: Exact,
    },
    /// A defeat that is left out, for the reason that the rule gives: it would close a cycle, its loser is defeated already, or it
    /// is the weakest.
    Skipped {
        /// The winner.
        over: EntryIx,
        /// The loser.
        under: EntryIx,
        /// By how much.
        strength: Exact,
    },
    /// What one must reach.
    Quota {
        /// In votes, or points, as the rule says.
        value: Exact,
    },
    /// Elected, all at once.
    Elected {
        /// Who.
        entries: EntrySet,
    },
    /// Out of the count.
    Eliminated {
        /// Who.
        entries: EntrySet,
    },
    /// Votes moved.
    Transferred {
        /// From whom.
        from: EntryIx,
        /// To each who got some, in slate order.
        to: Vec<(EntryIx, Exact)>,
        /// To nobody.
        exhausted: Exact,
        /// To rounding.
        lost: Exact,
    },
    /// Bought.
    Bought {
        /// What.
        entry: EntryIx,
        /// For how much, in minor units.
        cost: u64,
        /// What a supporter pays at most, where the rule shares the cost.
        price: Option<Exact>,
    },
    /// A tie was met; the record with this number tells how it ended.
    Tied {
        /// Where.
        at: TieAt,
        /// Place in the tally's list of ties.
        record: u32,
    },
    /// A reason in words.
    Note {
        /// What.
        text: Cow<'static, str>,
    },
}
impl Step {
    /// What each entry has, with nothing exhausted and nothing lost.
    pub fn scored(totals: impl IntoIterator<Item = (EntryIx, Exact)>) -> Self {
        Self::Scored { totals: totals.into_iter().collect(), exhausted: Exact::ZERO, lost: Exact::ZERO }
    }
    /// What each entry has, with what stands nowhere and what rounding took.
    pub fn scored_of(totals: Vec<(EntryIx, Exact)>, exhausted: Exact, lost: Exact) -> Self {
        Self::Scored { totals, exhausted, lost }
    }
    /// A reason in words.
    pub fn note(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Note { text: text.into() }
    }
}
