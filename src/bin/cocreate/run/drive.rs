//! The clock of a contest from files: at each instant what the files hold for that phase is given.
use super::{
    Args,
    ballots::{self, Said},
    cast::{self, Slate},
    desk::Desk,
    entries::{self, Entered},
    people::{self, Member},
};
use crate::ties;
use cocreate::{
    admit::{Applicant, Tied},
    contest::{
        Access, Act, Actor, Casting, Command, Next, Phase, Plan, Refusal, ValidPlan, Viewer,
        plan::{PollPlan, RoundPlan},
    },
    id::{EntryId, PersonId, PollId, RosterId},
};
use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
};

/// What the files hold, as far as it was not given yet.
#[derive(Debug, Default)]
pub(super) struct Given {
    members: Option<Vec<Member>>,
    /// Whom to enrol where there is no file of people.
    met: Vec<(RosterId, PersonId)>,
    entries: Vec<Entered>,
    /// Figures, conflicts and delegations that wait for entries and members.
    facts: Vec<(String, Command)>,
    polls: BTreeMap<PollId, Vec<Said>>,
    picks: VecDeque<Vec<EntryId>>,
    chosen: VecDeque<Vec<EntryId>>,
    /// Files of decisions on ties inside of counts.
    declared: BTreeMap<PollId, PathBuf>,
    seed: Option<String>,
}
impl Given {
    pub(super) fn read(args: &Args, plan: &ValidPlan) -> Result<Self, String> {
        let plan = plan.plan();
        let mut all = Self {
            members: args.roster.as_deref().map(|p| people::read(p, plan)).transpose()?,
            entries: args.entries.as_deref().map_or(Ok(vec![]), |p| entries::read(p, plan))?,
            ..Self::default()
        };
        for file in &args.ballots {
            ballots::read(file, plan, |poll, said| all.polls.entry(poll).or_default().push(said))?;
        }
        if all.members.is_none() {
            all.meet(plan);
        }
        all.facts();
        Ok(all)
    }
    /// What the host says on the command line.
    pub(super) fn host(&mut self, args: &Args, plan: &Plan) -> Result<(), String> {
        let list = |option: &'static str| {
            move |text: &String| -> Result<Vec<EntryId>, String> {
                let entry = |e: &str| e.trim().parse().map_err(|why| format!("{option} {text}: {why}"));
                text.split(',').map(entry).collect()
            }
        };
        self.picks = args.pick.iter().map(list("--pick")).collect::<Result<_, _>>()?;
        self.chosen = args.choose.iter().map(list("--choose")).collect::<Result<_, _>>()?;
        for arg in &args.declared {
            let (poll, file) = ballots::named(arg, plan);
            let all = || rounds(plan).map(|p| p.poll.to_string()).collect::<Vec<_>>().join(", ");
            let poll =
                poll.ok_or_else(|| format!("--declared {arg}: give POLL=FILE; polls are {}", all()))?;
            self.declared.insert(poll, file);
        }
        self.seed.clone_from(&args.seed);
        Ok(())
    }
    /// Those who voted or entered something, each once a roster.
    fn meet(&mut self, plan: &Plan) {
        let mut seen = std::collections::BTreeSet::new();
        let authors = self.entries.iter().flat_map(|e| &e.submission.team).map(|t| &t.person);
        // Where only the host enters, authors are known by any roster.
        let by = plan.entries.by.as_ref().or(plan.rosters.keys().next());
        let entering = authors.filter_map(|p| Some((by?, p)));
        let voters_of = |poll: &PollId| rounds(plan).find(|p| p.poll == *poll).map(|p| &p.voters);
        let polls = self.polls.iter();
        let voting =
            polls.flat_map(|(p, said)| said.iter().filter_map(move |s| Some((voters_of(p)?, &s.voter))));
        for (roster, person) in entering.chain(voting) {
            let given = plan.rosters.get(roster).is_some_and(|r| r.given.contains(person));
            if !given && seen.insert((roster, person)) {
                self.met.push((roster.clone(), person.clone()));
            }
        }
    }
    fn facts(&mut self) {
        for m in self.members.iter().flatten() {
            let person = &m.applicant.person;
            for (scope, to) in &m.delegates {
                let (roster, from, to) = (m.roster.clone(), person.clone(), Some(to.clone()));
                let act = Act::Delegate { roster, from, to, scope: scope.clone() };
                self.facts.push((m.at.clone(), Command::person(person, act)));
            }
            for e in &m.conflicts {
                let act = Act::Conflict { person: person.clone(), with: Tied::Entry(e.clone()) };
                self.facts.push((m.at.clone(), Command::host(act)));
            }
        }
        for e in &self.entries {
            for (figure, amount) in &e.figures {
                let (entry, figure, amount) = (e.submission.entry.clone(), figure.clone(), *amount);
                self.facts.push((e.at.clone(), Command::host(Act::Figure { entry, figure, amount })));
            }
        }
    }
    /// Tells what was never given, since the contest ended before.
    pub(super) fn notes(&self) {
        for (poll, said) in self.polls.iter().filter(|(_, said)| !said.is_empty()) {
            crate::tell(format_args!(
                "note: poll `{poll}` was not held; {} rows of its ballots were not used",
                said.len()
            ));
        }
        let (declared, seeds) = (self.declared.len(), usize::from(self.seed.is_some()));
        for (what, left) in [
            ("pick", self.picks.len()),
            ("choose", self.chosen.len()),
            ("declared", declared),
            ("seed", seeds),
        ] {
            if left > 0 {
                crate::tell(format_args!("note: --{what} was not asked for, or once too often"));
            }
        }
    }
}
fn rounds(plan: &Plan) -> impl Iterator<Item = &PollPlan> {
    plan.rounds.iter().flat_map(|r: &RoundPlan| &r.polls)
}

/// Runs the clock until the contest is settled.
pub(super) fn to_the_end(desk: &mut Desk, given: &mut Given) -> Result<(), String> {
    loop {
        // What is given may end a phase, and the next one may begin at the same instant.
        let mut seq = None;
        while seq != Some(desk.contest.next_seq()) {
            seq = Some(desk.contest.next_seq());
            give(desk, given)?;
            desk.tick()?;
        }
        if desk.contest.settlement().is_some() {
            return Ok(());
        }
        match desk.contest.next_instant(desk.now) {
            Some(next) if next > desk.now => desk.now = next,
            _ => {
                return Err(format!(
                    "the contest stands still in phase `{}`",
                    desk.contest.phase_at(desk.now)
                ));
            }
        }
    }
}
/// Gives what belongs into the present phase.
fn give(desk: &mut Desk, given: &mut Given) -> Result<(), String> {
    let told = |at: &str| {
        let at = at.to_owned();
        move |e: Refusal| format!("{at}: {e}")
    };
    for m in given.members.take().into_iter().flatten() {
        let act = Act::Enrol { roster: m.roster, applicant: Box::new(m.applicant), share: m.share };
        desk.give(&Command::host(act)).map_err(told(&m.at))?;
    }
    for (roster, person) in std::mem::take(&mut given.met) {
        let act = Act::Enrol { roster, applicant: Box::new(Applicant::new(person.clone())), share: None };
        let open = desk.contest.plan().mode.access == Access::Anyone;
        let by = if open { Actor::Person(person) } else { Actor::Host };
        desk.give(&Command { by, act, expect: None, key: None }).map_err(|e| e.to_string())?;
    }
    let phase = desk.contest.phase_at(desk.now);
    // Without a phase of entries the first balloting refuses them, and says what may be done.
    if matches!(phase, Phase::Open | Phase::Deliberating | Phase::Balloting) {
        for e in std::mem::take(&mut given.entries) {
            let by = match (&desk.contest.plan().entries.by, e.submission.team.first()) {
                (Some(_), Some(first)) => Actor::Person(first.person.clone()),
                _ => Actor::Host,
            };
            let act = Act::Submit(Box::new(e.submission));
            desk.give(&Command { by, act, expect: None, key: None }).map_err(told(&e.at))?;
        }
    }
    if matches!(phase, Phase::Open | Phase::Screening | Phase::Deliberating | Phase::Balloting) {
        for (at, command) in std::mem::take(&mut given.facts) {
            desk.give(&command).map_err(told(&at))?;
        }
    }
    match phase {
        Phase::Balloting => vote(desk, given),
        Phase::Counting => decide(desk, given),
        Phase::Seated => reveal(desk, given),
        _ => Ok(()),
    }
}
/// Casts the ballots of the present round's polls; a round that is held again has those of the first time.
fn vote(desk: &mut Desk, given: &mut Given) -> Result<(), String> {
    let round = desk.contest.turn(desk.now).0.0 as usize;
    let slate = Slate::new(&desk.contest.slate(desk.now));
    let polls: Vec<PollPlan> = desk.contest.plan().rounds[round].polls.clone();
    for p in polls {
        let said = given.polls.get_mut(&p.poll).map(std::mem::take).unwrap_or_default();
        let poll = || p.poll.clone();
        if p.parts {
            for s in &said {
                let Some(mark) = cast::mark(&p.ballot, &slate, s)? else { continue };
                let act = Act::Mark { poll: poll(), voter: s.voter.clone(), mark };
                desk.give(&Command::person(&s.voter, act)).map_err(|e| format!("{}: {e}", s.at))?;
            }
            continue;
        }
        let mut order: Vec<&PersonId> = vec![];
        let mut by_voter: BTreeMap<&PersonId, Vec<&Said>> = BTreeMap::new();
        for s in &said {
            let all = by_voter.entry(&s.voter).or_default();
            if all.is_empty() {
                order.push(&s.voter);
            }
            all.push(s);
        }
        for voter in order {
            let all = &by_voter[voter];
            let ballot = Box::new(cast::ballot(&p.ballot, &slate, all)?);
            let act = Act::Cast { poll: poll(), voter: voter.clone(), ballot };
            desk.give(&Command::person(voter, act)).map_err(|e| format!("{}: {e}", all[0].at))?;
        }
    }
    Ok(())
}
/// What a count waits for, as far as the host said it.
fn decide(desk: &mut Desk, given: &mut Given) -> Result<(), String> {
    desk.tick()?;
    let seen = desk.contest.view(&Viewer::Host, desk.now).map_err(|e| e.to_string())?;
    let next = seen.records.last().map(|r| r.next.clone());
    let (act, option) = match next {
        _ if desk.contest.phase_at(desk.now) != Phase::Counting => return Ok(()),
        Some(Next::AwaitsPick {}) => (given.picks.pop_front().map(|entries| Act::Pick { entries }), "--pick"),
        Some(Next::Tied { at_cut: true, .. }) => {
            let at_cut = |chosen| Act::BreakTie(Casting::AtCut { chosen });
            (given.chosen.pop_front().map(at_cut), "--choose")
        }
        Some(Next::Tied { polls, .. }) => {
            let record = seen.records.last().ok_or("a tie is told in a record")?;
            let stands = record.slate.iter().filter(|e| !record.gone.contains(e)).map(EntryId::as_str);
            return declare(desk, given, &polls, &stands.collect::<Vec<_>>());
        }
        Some(Next::AwaitsSeed {}) => return reveal(desk, given),
        _ => return Ok(()),
    };
    act.map_or(Ok(()), |act| desk.give(&Command::host(act)).map_err(|e| format!("{option}: {e}")))
}
/// The host's decisions on ties in polls; each is asked for only once those before it stand, in whatever order the file has them.
fn declare(desk: &mut Desk, given: &mut Given, polls: &[PollId], stands: &[&str]) -> Result<(), String> {
    for poll in polls {
        let Some(file) = given.declared.remove(poll) else { continue };
        let file = file.display().to_string();
        let mut left = ties::declared(&file, stands)?;
        loop {
            let mut refused = vec![];
            let before = left.len();
            let mut why = String::new();
            for decision in left {
                desk.tick()?;
                let casting = Casting::InPoll { poll: poll.clone(), decision: decision.clone() };
                if let Err(e) = desk.give(&Command::host(Act::BreakTie(casting))) {
                    why = e.to_string();
                    refused.push(decision);
                }
            }
            if refused.is_empty() {
                break;
            }
            if refused.len() == before {
                return Err(format!("--declared {file}: {why}"));
            }
            left = refused;
        }
    }
    Ok(())
}
fn reveal(desk: &mut Desk, given: &mut Given) -> Result<(), String> {
    let seed = given.seed.take().map(|seed| Command::host(Act::Reveal { seed }));
    seed.map_or(Ok(()), |command| desk.give(&command).map_err(|e| format!("--seed: {e}")))
}
