//! What is done in a contest: commands, and the events that they become.
use super::{AnyBallot, AnyMark, Digest, RoundRecord, Settlement, Time, When};
use crate::{
    admit::{Admission, Applicant, Tied},
    count::Decision,
    id::{AreaId, CategoryId, EntryId, PartyId, PersonId, PollId, RosterId},
    num::{Amount, Exact},
    reward::TeamShare,
};
use serde::{Deserialize, Serialize};

/// The format of events that this version writes and reads.
pub const EVENT_FORMAT: u32 = 1;

/// Who acts. The app has made sure that it is they.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// The one who called the contest, or a coordinator for them.
    Host,
    /// Time itself: what is due.
    Clock,
    /// A person.
    Person(PersonId),
}

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Who wants it.
    pub by: Actor,
    /// What.
    pub act: Act,
    /// The number of the event that this is to be, if it was decided against a certain state; another is refused as stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<u64>,
    /// With the same key and content again, the first answer is given again; with other content it is refused. 1 to 64 ASCII
    /// letters, digits or `. _ : -`, since it stands in the log: a number of the request, and nothing about a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}
impl Command {
    /// A command of the host.
    pub fn host(act: Act) -> Self {
        Self { by: Actor::Host, act, expect: None, key: None }
    }
    /// A command of a person.
    pub fn person(person: &PersonId, act: Act) -> Self {
        Self { by: Actor::Person(person.clone()), act, expect: None, key: None }
    }
    /// A command of the clock.
    pub fn clock(act: Act) -> Self {
        Self { by: Actor::Clock, act, expect: None, key: None }
    }
    /// With an idempotency key.
    #[must_use]
    pub fn keyed(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }
    /// To be this event and no other.
    #[must_use]
    pub fn expecting(mut self, seq: u64) -> Self {
        self.expect = Some(seq);
        self
    }
}

/// A command that was accepted, with its number and instant, and what was found when it was. The only thing that is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The format's version.
    pub format: u32,
    /// From 0, without gaps.
    pub seq: u64,
    /// When it happened, never before the event before it.
    pub at: Time,
    /// Who did it.
    pub by: Actor,
    /// What.
    pub act: Act,
    /// The idempotency key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What a count, an admission or the settlement came to. Stored, so that a later fix of a rule shows a difference and
    /// never changes what was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}
/// What was computed when an act was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Found {
    /// Who is on each roster.
    Admission(Vec<Seating>),
    /// The count of a round.
    Round(Box<RoundRecord>),
    /// The end.
    Settlement(Box<Settlement>),
    /// The leader changed late, and ballots come in for longer.
    GoesOn {
        /// Until when.
        until: Time,
    },
    /// Nothing: what was known of the person who is enrolled was erased since.
    Erased {},
}
/// Who is on a roster after the phase of seating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    /// Which.
    pub roster: RosterId,
    /// Who, who not and why.
    pub admission: Admission,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Act {
    /// A person asks to be on a roster, or the host puts them on it.
    Enrol {
        /// Which.
        roster: RosterId,
        /// Who, with what is known of them.
        applicant: Box<Applicant>,
        /// Their share, where weights go by shares.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        share: Option<Exact>,
    },
    /// A person leaves the contest for good, with their entries if they have no other author.
    Leave {
        /// Who.
        person: PersonId,
    },
    /// The host removes a person; their ballots are set aside and their own entries disqualified.
    Remove {
        /// Who.
        person: PersonId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// A declared tie between a person and entries, which they may then not judge.
    Conflict {
        /// Who.
        person: PersonId,
        /// To what.
        with: Tied,
    },
    /// The rules of admission are applied to all who asked.
    Seat {},
    /// A member of a roster lets another vote for them, or no longer does.
    Delegate {
        /// On which roster.
        roster: RosterId,
        /// Who gives.
        from: PersonId,
        /// Who gets; none takes it back.
        to: Option<PersonId>,
        /// For what it stands; left out, for every poll of the roster's voters. The closest to a poll wins: for the poll itself, then for its
        /// area, then for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<Scope>,
    },
    /// Something is entered.
    Submit(Box<Submission>),
    /// An entry is replaced by a newer version.
    Revise {
        /// Which.
        entry: EntryId,
        /// Of what lies outside.
        digest: Digest,
    },
    /// An entry is taken back by its authors.
    Withdraw {
        /// Which.
        entry: EntryId,
    },
    /// An entry is taken out by the host.
    Disqualify {
        /// Which.
        entry: EntryId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// While a complaint about an entry is open, what it holds is not shown to others.
    Hide {
        /// Which.
        entry: EntryId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// It is shown again.
    Restore {
        /// Which.
        entry: EntryId,
    },
    /// An entry passes the formal check.
    Admit {
        /// Which.
        entry: EntryId,
    },
    /// An entry does not.
    Reject {
        /// Which.
        entry: EntryId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// A number that is known of an entry: net sales.
    Figure {
        /// Of which.
        entry: EntryId,
        /// Which number, one of the plan's.
        figure: String,
        /// In minor units.
        amount: Amount,
    },
    /// A whole ballot, in place of one that stood.
    Cast {
        /// In which poll.
        poll: PollId,
        /// By whom.
        voter: PersonId,
        /// With places on the slate of this round.
        ballot: Box<AnyBallot>,
    },
    /// One mark of a ballot that comes in parts, in place of one that stood, or taken back.
    Mark {
        /// In which poll.
        poll: PollId,
        /// By whom.
        voter: PersonId,
        /// With places on the slate of this round.
        mark: AnyMark,
    },
    /// A ballot is taken back.
    Retract {
        /// In which poll.
        poll: PollId,
        /// By whom.
        voter: PersonId,
    },
    /// A ballot is not counted, with a reason; it stays in the box.
    SetAside {
        /// In which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// A ballot that was set aside is counted again.
    Reinstate {
        /// In which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// The reason, by a code of the app.
        why: Code,
    },
    /// The host picks entries, where the rule of selection asks for it. In place of an earlier pick in this round.
    Pick {
        /// Best first.
        entries: Vec<EntryId>,
    },
    /// The host's casting vote.
    BreakTie(Casting),
    /// The round is counted.
    Count {},
    /// The contest is settled.
    Settle {},
    /// The seed of a lot that was only committed to.
    Reveal {
        /// The seed.
        seed: String,
    },
    /// The contest stands still.
    Pause {},
    /// It goes on; later ends move by the pause.
    Resume {},
    /// The phase ends later.
    Extend {
        /// When it now ends.
        until: When,
    },
    /// The contest is stopped and everything goes back.
    Cancel {
        /// The reason, by a code of the app.
        why: Code,
    },
    /// Fields of the plan are set anew, each of which the plan lists as amendable.
    Amend {
        /// By dotted name.
        set: std::collections::BTreeMap<String, crate::count::StrictValue>,
    },
    /// What was known of a person beside their ballots leaves the contest and the log: see [`erasure`](crate::audit::erasure).
    Erase {
        /// Who; gone before, or the contest is over.
        person: PersonId,
        /// The events of the log from which it leaves, as they then stand there.
        events: Vec<Erased>,
    },
}
/// An event from which something of a person was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// Its number.
    pub seq: u64,
    /// SHA-256 of the JSON that stands in its place.
    pub digest: Digest,
}

/// For what a delegation stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Scope {
    /// For all polls of an area.
    Area(AreaId),
    /// For one poll.
    Issue(PollId),
}
/// Something that is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Its id.
    pub entry: EntryId,
    /// Its authors with their shares; the first is the one who answers for it.
    pub team: Vec<TeamShare>,
    /// Its category, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// The party that enters it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Its cost, where a budget is spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u64>,
    /// Of what lies outside: pictures and texts.
    pub digest: Digest,
}

/// How the host ends a tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Casting {
    /// Inside of a count: places are of the entries that still stand, in slate order, as in the record's outcome.
    InPoll {
        /// Which poll.
        poll: PollId,
        /// Where, and who is chosen.
        decision: Decision,
    },
    /// At the cut of the selection: who of the tied goes on.
    AtCut {
        /// Exactly as many as are to be chosen.
        chosen: Vec<EntryId>,
    },
}

/// A reason as a code of the app: 1 to 64 letters, digits or `. _ : -`. Words lie outside.
pub type Code = crate::id::ReasonCode;

impl Act {
    /// Somebody of whom nothing is known asks to be on a roster.
    pub fn enrol(roster: RosterId, person: PersonId) -> Self {
        Self::Enrol { roster, applicant: Box::new(Applicant::new(person)), share: None }
    }
}
