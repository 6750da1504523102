//! Phases of a contest as one table: what each is, how it ends, and what may be done in it.
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a contest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Phase {
    /// The plan is fixed and published; the start is still to come.
    Announced,
    /// People ask to take part.
    Seating,
    /// The rules of admission are to be applied: `seat` is due.
    Seated,
    /// Entries come in.
    Open,
    /// Entries are admitted or rejected.
    Screening,
    /// Entries may be revised before a vote.
    Deliberating,
    /// Ballots come in.
    Balloting,
    /// A round is to be counted: `count` is due, or a tie waits for the host.
    Counting,
    /// The last round is counted and may be contested.
    Appealing,
    /// The result stands: `settle` is due.
    Final,
    /// The contest came to nothing: `settle` is due and gives all money back.
    Failed,
    /// The host stopped it: `settle` is due and gives all money back.
    Cancelled,
    /// Every unit of money is paid or gone back. Nothing happens any more.
    Settled,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which phase.
    pub phase: Phase,
    /// How it ends.
    pub ends: Ends,
    /// What may be done in it, by code of the act.
    pub acts: &'static [&'static str],
    /// Whether it may be paused.
    pub pausable: bool,
}
/// How a phase ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// At an instant.
    Time,
    /// With an act that is due at once and that anybody may give, the clock above all.
    Act(&'static str),
    /// Never.
    Never,
}

const PEOPLE: &[&str] = &["enrol", "leave", "remove", "conflict"];

macro_rules! rows {
    ($($phase:ident $ends:expr, $pause:literal, [$($act:literal),*];)*) => {
        /// All phases in their order. People may go in every phase before the end, and come in all but those that count; the
        /// host may pause and cancel, without being listed again in each row: see [`Phase::allows`].
        pub static PHASES: &[Row] = &[$(
            Row { phase: Phase::$phase, ends: $ends, acts: &[$($act),*], pausable: $pause }
        ),*];
    };
}
rows! {
    Announced Ends::Time, true, ["withdraw", "disqualify"];
    Seating Ends::Time, true, ["withdraw", "disqualify", "delegate"];
    Seated Ends::Act("seat"), false, ["seat"];
    Open Ends::Time, true, ["submit", "revise", "withdraw", "disqualify", "hide", "restore", "figure", "delegate"];
    Screening Ends::Time, true, ["admit", "reject", "withdraw", "disqualify", "hide", "restore", "figure", "delegate"];
    Deliberating Ends::Time, true, ["revise", "withdraw", "disqualify", "hide", "restore", "figure", "delegate"];
    Balloting Ends::Time, true, [
        "cast", "mark", "retract", "set-aside", "reinstate", "withdraw", "disqualify", "hide", "restore", "figure",
        "delegate"
    ];
    Counting Ends::Act("count"), false, [
        "count", "pick", "break-tie", "set-aside", "reinstate", "withdraw", "disqualify", "hide", "restore", "figure"
    ];
    Appealing Ends::Time, true, ["set-aside", "reinstate", "withdraw", "disqualify", "hide", "restore", "figure"];
    Final Ends::Act("settle"), false, ["settle", "figure", "withdraw", "disqualify", "leave", "remove"];
    Failed Ends::Act("settle"), false, ["settle"];
    Cancelled Ends::Act("settle"), false, ["settle"];
    Settled Ends::Never, false, [];
}

impl Phase {
    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        PHASES.iter().find(|r| r.phase == self).expect("every phase has a row; a guard test reads all")
    }
    /// Whether nothing of the contest itself can change any more but the settlement.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Final | Self::Failed | Self::Cancelled | Self::Settled)
    }
    /// Whether an act with this code may be given in this phase.
    pub fn allows(self, act: &str) -> bool {
        let row = self.row();
        row.acts.contains(&act)
            || match act {
                "cancel" | "amend" | "reveal" => !self.is_over(),
                // Whoever wants to be forgotten may say so after the end too.
                "erase" => true,
                // Who could vote is settled when the ballots are in.
                "enrol" => !self.is_over() && !matches!(self, Self::Counting | Self::Appealing),
                "pause" | "extend" => row.pausable && matches!(row.ends, Ends::Time),
                _ => PEOPLE.contains(&act) && !self.is_over(),
            }
    }
    /// Its name in logs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Seating => "seating",
            Self::Seated => "seated",
            Self::Open => "open",
            Self::Screening => "screening",
            Self::Deliberating => "deliberating",
            Self::Balloting => "balloting",
            Self::Counting => "counting",
            Self::Appealing => "appealing",
            Self::Final => "final",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Settled => "settled",
        }
    }
}
impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
