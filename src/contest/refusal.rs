//! Why an act is refused: typed, with a stable code and the values as fields.
use super::{
    Phase, Span, Time,
    entries::Status,
    words::{category_needed, is, list, said},
};
use crate::{
    admit::NotAdmitted,
    ballot::Kind,
    id::{CategoryId, EntryId, PersonId, PollId, RosterId, RoundIx},
    num::Exact,
};
use serde::Serialize;

/// Why an act is refused. Nothing has changed. In JSON the variant is the field `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Refusal {
    /// An instant before the last event.
    #[error("the clock went back: the last event was at {last}, this is at {now}; {tolerance} are tolerated")]
    ClockWentBack {
        /// Of the last event.
        last: Time,
        /// Given.
        now: Time,
        /// What the plan tolerates.
        tolerance: Span,
    },
    /// Decided against another state. For the app, which holds the log: `next` counts what was done, so it is not for a viewer
    /// from whom the turn-out is hidden (see [`View::next_seq`](super::View::next_seq)).
    #[error("stale: it was decided for event {expected}, the next one is {next}; look at the contest again")]
    Stale {
        /// For which number.
        expected: u64,
        /// Which is next.
        next: u64,
    },
    /// A key that may say more than a key should.
    #[error("the idempotency key: {why}; take a number of the request, as a key stands in the log")]
    Key {
        /// What is wrong and what would be right.
        why: String,
    },
    /// A key that stands for something else.
    #[error("the idempotency key was used for event {seq} with other content; take a new key")]
    KeyReused {
        /// For which event.
        seq: u64,
    },
    /// Too much of something.
    #[error("{what}: at most {most}")]
    Limit {
        /// Of what.
        what: &'static str,
        /// The limit.
        most: u64,
    },
    /// More entries than could be counted.
    #[error("rule `{rule}` of poll `{poll}` takes at most {most} entries; there are as many")]
    NoRoom {
        /// The poll with the tightest limit.
        poll: PollId,
        /// Its rule.
        rule: String,
        /// The limit.
        most: u64,
    },
    /// Not in this phase.
    #[error("`{act}` cannot be done in phase `{phase}`; possible is: {}", allowed.join(", "))]
    OutOfPhase {
        /// Its code.
        act: &'static str,
        /// Where the contest stands.
        phase: Phase,
        /// What may be done.
        allowed: Vec<&'static str>,
    },
    /// The contest stands still.
    #[error("the contest is paused since {since}; resume it first")]
    Paused {
        /// Since when.
        since: Time,
    },
    /// More time than the plan lets the host take.
    #[error("`{act}` may take {most} in all; {left} are left")]
    TimeSpent {
        /// Its code.
        act: &'static str,
        /// What the plan allows, all together.
        most: Span,
        /// What is left of it.
        left: Span,
    },
    /// Nothing to resume.
    #[error("the contest is not paused")]
    NotPaused {},
    /// Too early for an act of the clock.
    #[error("`{act}` is not due{}", at.map_or_else(|| "; the host has to decide first".to_owned(), |t| format!(" before {t}")))]
    NotDue {
        /// Its code.
        act: &'static str,
        /// When it will be; `None` if a person has to act first.
        at: Option<Time>,
    },
    /// Something else is to be done before.
    #[error("`{first}` has been due since {since}; give it first, then `{act}` if it is still possible")]
    Overdue {
        /// Its code.
        act: &'static str,
        /// Code of what is due.
        first: &'static str,
        /// Since when.
        since: Time,
    },
    /// Not for this actor.
    #[error("`{act}` is for {who}")]
    NotAllowed {
        /// Its code.
        act: &'static str,
        /// Whose it is.
        who: &'static str,
    },
    /// No such roster.
    #[error("there is no roster `{roster}`; there is: {}", list(known))]
    UnknownRoster {
        /// As it was given.
        roster: RosterId,
        /// What there is.
        known: Vec<RosterId>,
    },
    /// No such poll, or not now.
    #[error("poll `{poll}` is not in this round; it has: {}", list(known))]
    UnknownPoll {
        /// As it was given.
        poll: PollId,
        /// What there is.
        known: Vec<PollId>,
    },
    /// No such entry.
    #[error("there is no entry `{entry}`")]
    UnknownEntry {
        /// As it was given.
        entry: EntryId,
    },
    /// No such person.
    #[error("`{person}` is not known in this contest; enrol them first")]
    UnknownPerson {
        /// As it was given.
        person: PersonId,
    },
    /// Not a member.
    #[error("`{person}` is not on roster `{roster}`; enrol them first")]
    NotOnRoster {
        /// Who.
        person: PersonId,
        /// Which.
        roster: RosterId,
    },
    /// A member already, or asking.
    #[error("`{person}` is on roster `{roster}` already, or has asked to be")]
    OnRoster {
        /// Who.
        person: PersonId,
        /// Which.
        roster: RosterId,
    },
    /// The rules of admission say no.
    #[error("`{person}` is not admitted to roster `{roster}`: {}", said(why))]
    NotAdmitted {
        /// Who.
        person: PersonId,
        /// Which.
        roster: RosterId,
        /// Why.
        why: NotAdmitted,
    },
    /// A person who has left or was removed.
    #[error("`{person}` has left the contest for good")]
    HasLeft {
        /// Who.
        person: PersonId,
    },
    /// A person who still takes part.
    #[error("`{person}` takes part; they have to leave before what is known of them is erased")]
    StillHere {
        /// Who.
        person: PersonId,
    },
    /// A share that cannot be.
    #[error("the share {share} of `{person}` {why}")]
    Share {
        /// Whose.
        person: PersonId,
        /// As it was given.
        share: Exact,
        /// What is wrong, and what would be right.
        why: &'static str,
    },
    /// A roster without delegation.
    #[error("roster `{roster}` has no delegation")]
    NoDelegation {
        /// Which.
        roster: RosterId,
    },
    /// Something said of a person that cannot be.
    #[error("{field}: {why}")]
    Field {
        /// Which field of the act.
        field: String,
        /// What is wrong, and what would be right.
        why: String,
    },
    /// An id that is taken.
    #[error("there is an entry `{entry}` already; take another id")]
    EntryTaken {
        /// Which.
        entry: EntryId,
    },
    /// An entry in another state than is needed.
    #[error("entry `{entry}` {}", is(status))]
    EntryIs {
        /// Which.
        entry: EntryId,
        /// What it is.
        status: Status,
    },
    /// An entry that is hidden already, or is not.
    #[error("entry `{entry}` is {}hidden", if *hidden { "already " } else { "not " })]
    Hiding {
        /// Which.
        entry: EntryId,
        /// Whether it is.
        hidden: bool,
    },
    /// A vote on an entry that is hidden, where the plan takes none meanwhile.
    #[error("entry `{entry}` is hidden since {since}; the plan takes no votes on it until it is restored")]
    EntryHidden {
        /// Which.
        entry: EntryId,
        /// Since when.
        since: Time,
    },
    /// An entry that a rule of the plan names: a default option.
    #[error("entry `{entry}` stays: the rules of round {} (from 0) cannot do without it", round.0)]
    EntryNeeded {
        /// Which.
        entry: EntryId,
        /// The first such round.
        round: RoundIx,
    },
    /// No category, or one too much.
    #[error("entry `{entry}`: {}", category_needed(category.as_ref(), known))]
    Category {
        /// Which entry.
        entry: EntryId,
        /// As it was given.
        category: Option<CategoryId>,
        /// What there is.
        known: Vec<CategoryId>,
    },
    /// A ballot of another kind.
    #[error("poll `{poll}` takes {wants} ballots; the ballot of `{voter}` is of kind {got}")]
    WrongKind {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// What it takes.
        wants: Kind,
        /// What came.
        got: Kind,
    },
    /// A mark where a whole ballot is needed, or the other way round.
    #[error("poll `{poll}` takes ballots {}; that of `{voter}` came {}", how(*in_parts), how(!*in_parts))]
    Parts {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// What it takes.
        in_parts: bool,
    },
    /// A ballot that the form does not allow.
    #[error("ballot of `{voter}` in poll `{poll}`: {cause}")]
    Ballot {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// The entry at fault, if it is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        entry: Option<EntryId>,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// One's own entry.
    #[error("`{voter}` may not judge `{entry}`, their own entry")]
    OwnEntry {
        /// Who.
        voter: PersonId,
        /// Which.
        entry: EntryId,
    },
    /// A conflict of interest.
    #[error("`{voter}` may not judge `{entry}` by a conflict of interest")]
    Barred {
        /// Who.
        voter: PersonId,
        /// Which.
        entry: EntryId,
    },
    /// A first ballot or mark that stands for good.
    #[error("the ballot of `{voter}` in poll `{poll}` stands; the plan lets nobody change it")]
    Final {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
    },
    /// No ballot.
    #[error("there is no ballot of `{voter}` in poll `{poll}`")]
    NoBallot {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
    },
    /// A ballot that is set aside already, or is not.
    #[error("the ballot of `{voter}` in poll `{poll}` is {}set aside", if *aside { "already " } else { "not " })]
    Aside {
        /// Which poll.
        poll: PollId,
        /// Whose.
        voter: PersonId,
        /// Whether it is.
        aside: bool,
    },
    /// A pick that the rule does not ask for, or not so.
    #[error("{why}")]
    Pick {
        /// What is wrong and what would be right.
        why: String,
    },
    /// No tie there.
    #[error("{why}")]
    NoTie {
        /// What is wrong and what would be right.
        why: String,
    },
    /// A seed that does not fit its commitment, or none is awaited.
    #[error("{why}")]
    Seed {
        /// What is wrong and what would be right.
        why: String,
    },
    /// A time that is no instant, or not later.
    #[error("{why}")]
    Until {
        /// What is wrong and what would be right.
        why: String,
    },
    /// An amendment that the plan does not allow, or that makes it no plan.
    #[error("amendment: {why}")]
    Amendment {
        /// What is wrong and what would be right.
        why: String,
    },
    /// The caller stopped a long count.
    #[error("the count was cancelled; nothing has changed")]
    Cancelled {},
}
impl Refusal {
    /// The stable code: the variant in kebab-case.
    pub fn code(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => match map.get("code") {
                Some(serde_json::Value::String(code)) => code.clone(),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }
}
const fn how(in_parts: bool) -> &'static str {
    if in_parts { "mark by mark" } else { "as a whole" }
}
