//! Codes of acts.
use super::Act;

impl Act {
    /// Its code in logs and refusals.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Enrol { .. } => "enrol",
            Self::Leave { .. } => "leave",
            Self::Remove { .. } => "remove",
            Self::Conflict { .. } => "conflict",
            Self::Seat { .. } => "seat",
            Self::Delegate { .. } => "delegate",
            Self::Submit(_) => "submit",
            Self::Revise { .. } => "revise",
            Self::Withdraw { .. } => "withdraw",
            Self::Disqualify { .. } => "disqualify",
            Self::Hide { .. } => "hide",
            Self::Restore { .. } => "restore",
            Self::Admit { .. } => "admit",
            Self::Reject { .. } => "reject",
            Self::Figure { .. } => "figure",
            Self::Cast { .. } => "cast",
            Self::Mark { .. } => "mark",
            Self::Retract { .. } => "retract",
            Self::SetAside { .. } => "set-aside",
            Self::Reinstate { .. } => "reinstate",
            Self::Pick { .. } => "pick",
            Self::BreakTie(_) => "break-tie",
            Self::Count { .. } => "count",
            Self::Settle { .. } => "settle",
            Self::Reveal { .. } => "reveal",
            Self::Pause { .. } => "pause",
            Self::Resume { .. } => "resume",
            Self::Extend { .. } => "extend",
            Self::Cancel { .. } => "cancel",
            Self::Amend { .. } => "amend",
            Self::Erase { .. } => "erase",
        }
    }
}
