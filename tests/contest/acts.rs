//! Random acts: most fit the phase, some fit nothing.
use super::{
    desk::{Desk, entry, id, submission},
    plans::SEED,
};
use cocreate::{
    admit::{Applicant, Tied},
    ballot::{
        Approval, ApprovalMark, Choice, Comparison, Consent, PairMark, Pairs, Points, Position, Ranking,
        ScoreMark, Scores, Spend,
    },
    contest::{
        Act, AnyBallot, AnyMark, Casting, Command, Digest, Next, Phase, Plan, Scope, Span, View, Viewer,
        When,
        plan::{BallotPlan, PollPlan},
    },
    count::{Choice as Chosen, Decision, StrictValue},
    id::{EntryId, EntryIx, EntrySet},
    num::{Amount, Exact},
};

/// Numbers from a seed (`SplitMix64`).
pub(crate) struct Dice(pub(crate) u64);
impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % n.max(1) as u64) as usize
    }
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
    fn word(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }
    fn person(&mut self) -> String {
        format!("p{}", self.below(7))
    }
    fn entry(&mut self) -> String {
        format!("e{}", self.below(6))
    }
    fn place(&mut self, slate: usize) -> EntryIx {
        // Now and then one that is not there.
        let n = if self.one_in(30) { slate + 2 } else { slate };
        EntryIx::from(self.below(n))
    }
    fn places(&mut self, slate: usize) -> EntrySet {
        (0..self.below(4)).map(|_| self.place(slate)).collect()
    }
}

/// What may be done in each phase, the usual more often.
pub(crate) const ANY: &[&str] = &[
    "enrol",
    "leave",
    "remove",
    "conflict",
    "seat",
    "delegate",
    "submit",
    "revise",
    "withdraw",
    "disqualify",
    "hide",
    "restore",
    "admit",
    "reject",
    "figure",
    "cast",
    "mark",
    "retract",
    "set-aside",
    "reinstate",
    "pick",
    "break-tie",
    "count",
    "settle",
    "reveal",
    "pause",
    "resume",
    "extend",
    "cancel",
    "amend",
    "erase",
];
const OFTEN: &[&str] =
    &["enrol", "enrol", "submit", "submit", "cast", "cast", "cast", "mark", "mark", "mark", "mark"];

fn code(d: &Desk, dice: &mut Dice) -> &'static str {
    if dice.one_in(10) {
        return dice.word(ANY);
    }
    let phase = d.contest.phase_at(d.now);
    let paused = d.contest.view(&Viewer::Host, d.now).unwrap().paused.is_some();
    if paused && !dice.one_in(4) {
        return "resume";
    }
    if dice.one_in(300) {
        return "cancel";
    }
    let seldom = |c: &str| c == "pause" || (c == "disqualify" && phase <= Phase::Seating);
    let may = |c: &&&str| phase.allows(c) && **c != "cancel" && (!seldom(c) || dice.0.is_multiple_of(3));
    let all: Vec<&'static str> = match dice.0 % 8 {
        0 => ANY.iter().filter(may).copied().collect(),
        1..4 => OFTEN.iter().filter(may).copied().collect(),
        _ if phase <= Phase::Seating => vec!["enrol"],
        _ => phase.row().acts.to_vec(),
    };
    if all.is_empty() { "enrol" } else { dice.word(&all) }
}

/// One command.
pub(crate) fn command(d: &Desk, dice: &mut Dice) -> Command {
    let code = code(d, dice);
    command_of(code, d, dice)
}
/// One command of an act with this code.
pub(crate) fn command_of(code: &str, d: &Desk, dice: &mut Dice) -> Command {
    let plan = d.contest.plan().clone();
    let view = d.contest.view(&Viewer::Host, d.now).unwrap();
    let who = id(&dice.person());
    let why = || "reason-1".parse().unwrap();
    let host = |act| Command::host(act);
    let person = |act| Command::person(&who, act);
    let rosters: Vec<_> = plan.rosters.keys().cloned().collect();
    let roster = dice.of(&rosters).clone();
    let e = entry(&dice.entry());
    let polls = &plan.rounds[view.round.0 as usize].polls;
    let p = dice.of(polls);
    match code {
        "enrol" => {
            let mut a = Applicant::new(who.clone());
            a.party = if plan.parties.is_empty() { None } else { Some(dice.of(&plan.parties).party.clone()) };
            a.stratum = Some((*dice.of(&["north", "south"])).to_owned());
            a.record.insert("works".to_owned(), Exact::from(1 + dice.below(4) as u64));
            let share = dice.one_in(2).then(|| Exact::from(dice.below(4) as u64));
            let act = Act::Enrol { roster, applicant: Box::new(a), share };
            if dice.one_in(2) { host(act) } else { person(act) }
        }
        "leave" => person(Act::Leave { person: who.clone() }),
        "remove" => host(Act::Remove { person: who, why: why() }),
        "conflict" => {
            let with = if dice.one_in(2) { Tied::Entry(e) } else { Tied::Author(id(&dice.person())) };
            person(Act::Conflict { person: who.clone(), with })
        }
        "delegate" => {
            let to = (!dice.one_in(4)).then(|| id(&dice.person()));
            let scope = scope_of(&plan, dice);
            person(Act::Delegate { roster, from: who.clone(), to, scope })
        }
        "submit" => {
            let mate = dice.person();
            let alone = [who.as_str()];
            let pair = [who.as_str(), &mate];
            let mut s = submission(e.as_str(), if dice.one_in(3) { &pair } else { &alone });
            s.category = plan.categories.iter().nth(dice.below(2)).cloned();
            s.cost = Some(dice.below(6) as u64);
            person(Act::Submit(Box::new(s)))
        }
        "revise" => person(Act::Revise { entry: e, digest: Digest::of(&[dice.below(256) as u8]) }),
        "withdraw" => person(Act::Withdraw { entry: e }),
        "disqualify" => host(Act::Disqualify { entry: e, why: why() }),
        "hide" => host(Act::Hide { entry: e, why: why() }),
        "restore" => host(Act::Restore { entry: e }),
        "erase" => host(Act::Erase { person: who, events: vec![] }),
        "admit" => host(Act::Admit { entry: e }),
        "reject" => host(Act::Reject { entry: e, why: why() }),
        "figure" => {
            let amount = Amount::from(dice.below(100_000) as u32);
            host(Act::Figure { entry: e, figure: "sales".to_owned(), amount })
        }
        "cast" => {
            let ballot = Box::new(ballot(p, view.slate.len(), dice));
            person(Act::Cast { poll: p.poll.clone(), voter: who.clone(), ballot })
        }
        "mark" => {
            let mark = mark(p, view.slate.len(), dice);
            person(Act::Mark { poll: p.poll.clone(), voter: who.clone(), mark })
        }
        "retract" => person(Act::Retract { poll: p.poll.clone(), voter: who.clone() }),
        "set-aside" => host(Act::SetAside { poll: p.poll.clone(), voter: who, why: why() }),
        "reinstate" => host(Act::Reinstate { poll: p.poll.clone(), voter: who, why: why() }),
        "pick" => host(Act::Pick { entries: picks(&view, dice) }),
        "break-tie" => host(Act::BreakTie(casting(d, dice))),
        "count" => Command::clock(Act::Count {}),
        "settle" => Command::clock(Act::Settle {}),
        "seat" => Command::clock(Act::Seat {}),
        "reveal" => host(Act::Reveal { seed: (*dice.of(&[SEED, SEED, "another"])).to_owned() }),
        "pause" => host(Act::Pause {}),
        "resume" => host(Act::Resume {}),
        "extend" => {
            host(Act::Extend { until: When::at(d.now.plus(Span::from_secs(dice.below(500_000) as u64))) })
        }
        "cancel" => host(Act::Cancel { why: why() }),
        _ => {
            let (name, value) = *dice.of(&[
                ("pots.0.amount", "77"),
                ("appeal", "\"2d\""),
                ("rounds.0.balloting", "\"5d\""),
                ("rounds.0.pick_within", "\"1d\""),
                ("contest", "\"other\""),
            ]);
            let value: StrictValue = serde_json::from_str(value).unwrap();
            host(Act::Amend { set: [(name.to_owned(), value)].into() })
        }
    }
}
/// Mostly for everything; now and then for one poll of the plan, or for its area.
fn scope_of(plan: &Plan, dice: &mut Dice) -> Option<Scope> {
    let polls: Vec<&PollPlan> = plan.rounds.iter().flat_map(|r| &r.polls).collect();
    let p = *dice.of(&polls);
    match dice.below(4) {
        0 => Some(Scope::Issue(p.poll.clone())),
        1 => p.area.clone().map(Scope::Area),
        _ => None,
    }
}
fn ballot(p: &PollPlan, slate: usize, dice: &mut Dice) -> AnyBallot {
    use cocreate::ballot::Kind;
    let some = dice.places(slate);
    match p.ballot.kind() {
        Kind::Choice => Choice((!dice.one_in(6)).then(|| dice.place(slate))).into(),
        Kind::Approval => Approval(some).into(),
        Kind::Ranking => {
            if matches!(&p.ballot, BallotPlan::Ranking(f) if f.strict) {
                let from = dice.below(3) as u32;
                return Ranking::strict((from..slate as u32).rev()).into();
            }
            let (first, rest) = (dice.places(slate), dice.places(slate));
            let tiers = [first.clone(), rest.minus(&first)].into_iter().filter(|t| !t.is_empty());
            Ranking::tiers(tiers).into()
        }
        Kind::Scores => Scores(some.iter().map(|e| (e, dice.below(5) as u16)).collect()).into(),
        Kind::Points => Points(some.iter().map(|e| (e, dice.below(4) as i64)).collect()).into(),
        Kind::Pairs => Pairs::default().into(),
        Kind::Spend => Spend(some.iter().map(|e| (e, 1)).collect()).into(),
        _ => {
            let all = [
                Position::Yes,
                Position::Yes,
                Position::Abstain,
                Position::No { reasoned: true },
                Position::Block { reasoned: true },
            ];
            Consent(some.iter().map(|e| (e, *dice.of(&all))).collect()).into()
        }
    }
}
fn mark(p: &PollPlan, slate: usize, dice: &mut Dice) -> AnyMark {
    use cocreate::ballot::Kind;
    let (a, b) = (dice.place(slate), dice.place(slate));
    match p.ballot.kind() {
        Kind::Pairs => {
            let answer = (!dice.one_in(8)).then(|| *dice.of(&[Comparison::First, Comparison::Second]));
            AnyMark::Pair(PairMark { a, b, answer })
        }
        Kind::Approval => AnyMark::Approval(ApprovalMark { entry: a, approve: !dice.one_in(4) }),
        _ => AnyMark::Score(ScoreMark { entry: a, level: (!dice.one_in(8)).then(|| dice.below(7) as u16) }),
    }
}
fn picks(view: &View, dice: &mut Dice) -> Vec<EntryId> {
    (0..dice.below(3)).filter_map(|_| view.slate.get(dice.below(view.slate.len())).cloned()).collect()
}
/// A casting vote on the tie that waits, if one does.
fn casting(d: &Desk, dice: &mut Dice) -> Casting {
    let none = Casting::AtCut { chosen: vec![entry("e0")] };
    let records = d.records();
    let Some(r) = records.last() else { return none };
    let Next::Tied { polls, at_cut } = &r.next else { return none };
    if *at_cut {
        let Some(tie) = r.selection.as_ref().and_then(|s| s.tied.first()) else { return none };
        let from = dice.below(tie.tied.len());
        let turned = tie.tied.iter().cycle().skip(from).take(tie.choose);
        return Casting::AtCut { chosen: turned.cloned().collect() };
    }
    let Some(p) = r.polls.iter().find(|p| polls.contains(&p.poll)) else { return none };
    let Some(tie) = p.counted.ties.iter().find(|t| !t.among.is_empty()) else { return none };
    let chosen = match dice.of(&tie.among) {
        Chosen::Set(s) if s.len() > tie.take as usize => {
            Chosen::Set(s.iter().take(tie.take as usize).collect())
        }
        other => other.clone(),
    };
    Casting::InPoll { poll: p.poll.clone(), decision: Decision { at: tie.at, chosen } }
}
/// Moves the clock, often to the very end of a phase or just before it.
pub(crate) fn pass(d: &mut Desk, dice: &mut Dice) {
    let next = d.contest.next_instant(d.now).unwrap_or(d.now).max(d.now);
    let to = match dice.below(6) {
        0 => next,
        1 => next.minus(Span::from_millis(1)),
        2 => next.plus(Span::from_secs(86_400)),
        _ => d.now.plus(Span::from_secs(dice.below(40_000) as u64)),
    };
    d.now = to.max(d.now);
    d.tick();
}
/// Plays so many steps; whatever is refused must change nothing.
pub(crate) fn play(d: &mut Desk, steps: &[u64], with: impl Fn(&Act) -> bool) {
    for step in steps {
        let mut dice = Dice(*step);
        if d.contest.phase_at(d.now) == Phase::Settled {
            return;
        }
        let idle = d.contest.phase_at(d.now).row().acts.len() < 2;
        if dice.one_in(if idle { 3 } else { 14 }) {
            pass(d, &mut dice);
        }
        let c = command(d, &mut dice);
        if !with(&c.act) {
            continue;
        }
        let before = d.contest.clone();
        match d.give(&c) {
            Ok(()) => d.tick(),
            Err(refusal) => {
                assert_eq!(d.contest, before, "{c:?} was refused and changed something");
                assert!(!refusal.code().is_empty(), "{refusal:?}");
            }
        }
    }
}
