//! Acts and transitions as tables, and the page of the documentation that is printed from them.
use super::{Ends, PHASES, Phase};
use std::fmt::Write;

/// Whose an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody's, the clock above all.
    Anybody,
    /// The host's.
    Host,
    /// That of the person whom the act names.
    Named,
    /// That of the person whom the act names, and the host's.
    NamedOrHost,
    /// That of the authors; of the host where there are none.
    Authors,
}
/// An act: whose it is and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// Its code.
    pub code: &'static str,
    /// Whose it is.
    pub who: Who,
    /// The same in the words of a refusal.
    pub whose: &'static str,
    /// What it does.
    pub does: &'static str,
}
macro_rules! acts {
    ($($code:literal $who:ident $whose:literal, $does:literal;)*) => {
        /// All acts, in the order of [`Act`](super::Act).
        pub static ACTS: &[ActRow] = &[$(
            ActRow { code: $code, who: Who::$who, whose: $whose, does: $does }
        ),*];
    };
}
acts! {
    "enrol" NamedOrHost "that person or the host", "asks to be on a roster, or puts somebody on it";
    "leave" Named "that person; the host may `remove`", "leaves for good";
    "remove" Host "the host", "takes a person out, with their ballots and own entries";
    "conflict" NamedOrHost "that person or the host", "declares a tie that bars from judging";
    "seat" Anybody "anybody", "applies the rules of admission to all who asked";
    "delegate" Named "the person who delegates", "lets another member vote, or no longer";
    "submit" NamedOrHost "the first of the team, or the host", "enters something";
    "revise" Authors "the authors", "replaces an entry by a newer version";
    "withdraw" Authors "the authors", "takes an entry back";
    "disqualify" Host "the host", "takes an entry out, with a reason";
    "hide" Host "the host", "shows nothing of an entry while a complaint is open";
    "restore" Host "the host", "shows it again";
    "admit" Host "the host", "lets an entry pass the formal check";
    "reject" Host "the host", "does not, with a reason";
    "figure" Host "the host", "states a number of an entry";
    "cast" Named "the voter", "puts a whole ballot in the box";
    "mark" Named "the voter", "puts one mark of a ballot in the box";
    "retract" Named "the voter", "takes a ballot back";
    "set-aside" Host "the host", "leaves a ballot out of the count, with a reason";
    "reinstate" Host "the host", "counts it again";
    "pick" Host "the host", "picks entries, where the rule of selection asks for it";
    "break-tie" Host "the host", "ends a tie, where the plan leaves it to the host";
    "count" Anybody "anybody", "counts a round";
    "settle" Anybody "anybody", "pays every pot or gives it back";
    "reveal" Host "the host", "opens the seed to which the plan is committed";
    "pause" Host "the host", "lets the contest stand still";
    "resume" Host "the host", "lets it go on";
    "extend" Host "the host", "lets a phase end later";
    "cancel" Host "the host", "stops the contest";
    "amend" Host "the host", "sets fields anew that the plan lists as amendable";
    "erase" NamedOrHost "that person or the host", "erases what was known of a person who left";
}
/// The row of an act.
pub(super) fn act(code: &str) -> &'static ActRow {
    ACTS.iter().find(|r| r.code == code).expect("every act has a row; a test reads all")
}

/// How a contest goes from one phase to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// From which phase.
    pub from: Phase,
    /// To which.
    pub to: Phase,
    /// By what: `time`, or the code of an act.
    pub by: &'static str,
    /// When.
    pub when: &'static str,
}
macro_rules! transitions {
    ($($from:ident $to:ident $by:literal $when:literal;)*) => {
        /// All transitions; [`Phase::Cancelled`] besides, by `cancel`, from every phase before the end.
        pub static TRANSITIONS: &[Transition] = &[$(
            Transition { from: Phase::$from, to: Phase::$to, by: $by, when: $when }
        ),*];
    };
}
transitions! {
    Announced Seating "time" "the plan has a phase of seating";
    Announced Open "time" "it has none, and entries come in";
    Announced Deliberating "time" "neither, and the first round is deliberated";
    Announced Balloting "time" "neither, and it is not";
    Announced Failed "time" "neither, and there are too few entries";
    Seating Seated "time" "the window is over";
    Seated Open "seat" "entries come in";
    Seated Deliberating "seat" "all entries are given, and the first round is deliberated";
    Seated Balloting "seat" "all entries are given, and it is not";
    Seated Failed "seat" "too few members or entries, or no seed in time";
    Open Screening "time" "the window is over or no more entries are taken, and there is a formal check";
    Open Deliberating "time" "there is none, and the first round is deliberated";
    Open Balloting "time" "there is none, and it is not";
    Open Failed "time" "too few entries";
    Screening Deliberating "time" "the window is over; what is undecided is what the plan says";
    Screening Balloting "time" "the same, where the first round is not deliberated";
    Screening Failed "time" "too few entries passed";
    Deliberating Balloting "time" "the window is over; the slate is fixed";
    Balloting Counting "time" "the window is over, or all have voted and the plan closes early";
    Counting Deliberating "count" "the next round or turn, where it is deliberated";
    Counting Balloting "count" "the next round or turn";
    Counting Appealing "count" "the last round is decided, and there is time to appeal";
    Counting Final "count" "the last round is decided, and there is none";
    Counting Failed "count" "nobody is chosen, or nobody did in time what the count waits for";
    Appealing Counting "set-aside" "by this or another act that touches the count";
    Appealing Final "time" "the time is over";
    Final Settled "settle" "every pot is paid";
    Failed Settled "settle" "every pot goes back, but for a guaranteed one, which is given";
    Cancelled Settled "settle" "the same";
}
/// What a phase is.
const fn about(p: Phase) -> &'static str {
    match p {
        Phase::Announced => "the plan is fixed and published",
        Phase::Seating => "people ask to take part",
        Phase::Seated => "the rules of admission are to be applied",
        Phase::Open => "entries come in",
        Phase::Screening => "entries are admitted or rejected",
        Phase::Deliberating => "entries may be revised before a vote",
        Phase::Balloting => "ballots come in, for longer if the plan wants a quiet ending",
        Phase::Counting => "a round is to be counted, or its count waits",
        Phase::Appealing => "the last count may be contested",
        Phase::Final => "the result stands",
        Phase::Failed => "the contest came to nothing",
        Phase::Cancelled => "the host stopped it",
        Phase::Settled => "every unit of money is paid or gone back",
    }
}

/// The page `docs/lifecycle.md`: phases, who may do what in which, and transitions.
pub fn lifecycle_page() -> String {
    let mut out = "# Life cycle\n\nPrinted from `contest::PHASES`, `contest::ACTS` and `contest::TRANSITIONS`; a test compares.\n\n## Phases\n\n".to_owned();
    let mut put = |line: String| writeln!(out, "{line}").expect("a string takes all that is written");
    put("| phase | what it is | ends | may be paused |\n|---|---|---|---|".to_owned());
    for r in PHASES {
        let ends = match r.ends {
            Ends::Time => "by time".to_owned(),
            Ends::Act(code) => format!("by `{code}`"),
            Ends::Never => "never".to_owned(),
        };
        put(format!(
            "| {} | {} | {ends} | {} |",
            r.phase,
            about(r.phase),
            if r.pausable { "yes" } else { "no" }
        ));
    }
    put("\n## Acts\n\nA dot: the act may be given in that phase, by those whose it is. `resume` is for a contest that stands still, in which else only\n`cancel`, `leave`, `remove`, `conflict`, `hide`, `restore` and `erase` may be given; `hide` and `restore` only in a phase that\nhas them.\n".to_owned());
    let heads: Vec<String> = PHASES.iter().map(|r| r.phase.to_string()).collect();
    put(format!("| act | what it does | whose it is | {} |", heads.join(" | ")));
    put(format!("|---|---|---|{}", "---|".repeat(PHASES.len())));
    for a in ACTS {
        let may = |p: Phase| p.allows(a.code) || (a.code == "resume" && p.row().pausable);
        let dots: Vec<&str> = PHASES.iter().map(|r| if may(r.phase) { "•" } else { "" }).collect();
        put(format!("| `{}` | {} | {} | {} |", a.code, a.does, a.whose, dots.join(" | ")));
    }
    put("\n## Transitions\n\nBesides, `cancel` leads from every phase before the end to `cancelled`.\n"
        .to_owned());
    put("| from | to | by | when |\n|---|---|---|---|".to_owned());
    for t in TRANSITIONS {
        let by = if t.by == "time" { "time".to_owned() } else { format!("`{}`", t.by) };
        put(format!("| {} | {} | {by} | {} |", t.from, t.to, t.when));
    }
    out
}
