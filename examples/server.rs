//! A server: two threads over one table. Each checks a command against its own copy of the contest, and writes the event
//! only if the table has just as many rows as the event's number says; else the copy is stale, catches up, and tries again.
//!
//! `cargo run --example server`
use cocreate::{
    ballot::ScoreMark,
    contest::{
        Act, AnyMark, Checked, Command, Contest, Digest, Event, Plan, Refusal, Rules, Settlement, Submission,
        Time,
    },
    id::{EntryIx, PersonId},
    num::Exact,
    reward::TeamShare,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    sync::{Barrier, Mutex, MutexGuard, PoisonError},
    thread,
};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const PLAN: &str = r#"{
    "contest": "server-2026", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "crowd": {} },
    "entries": { "by": "crowd", "window": "1d" },
    "rounds": [{
        "balloting": "1d",
        "polls": [{
            "poll": "score", "voters": "crowd", "parts": true, "change": "first",
            "ballot": { "kind": "scores", "top": 5 }, "tally": { "rule": "mean-score" }
        }],
        "select": { "rule": "top-k", "k": 3, "at_cut": "all" }
    }]
}"#;
pub(crate) const VOTERS: u32 = 200;
pub(crate) const ENTRIES: u32 = 20;
/// Requests that reach each of the two servers.
const EACH: usize = 5_000;

/// Our database: one table, whose primary key is the event's number.
#[derive(Default)]
struct Table(Mutex<Vec<Event>>);
impl Table {
    fn lock(&self) -> MutexGuard<'_, Vec<Event>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// `INSERT`, which fails if the number is taken or would leave a gap.
    fn insert(&self, event: &Event) -> bool {
        let mut rows = self.lock();
        let next = rows.len() as u64 == event.seq;
        if next {
            rows.push(event.clone());
        }
        next
    }
    /// `SELECT .. WHERE seq >= from`
    fn since(&self, from: u64) -> Vec<Event> {
        self.lock().get(from as usize..).unwrap_or_default().to_vec()
    }
}

/// What a client is told.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Done,
    Before,
    No(Refusal),
}
/// What the requests came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Keys of the commands that were carried out.
    pub(crate) done: BTreeSet<String>,
    /// Retries and duplicates that got the first answer again.
    pub(crate) before: usize,
    /// Refusals by code.
    pub(crate) refused: BTreeMap<String, usize>,
    /// How often a server's own copy was stale.
    pub(crate) stale: usize,
}
impl Told {
    fn note(&mut self, command: &Command, answer: &Answer) {
        match answer {
            Answer::Done => self.done.extend(command.key.clone()),
            Answer::Before => self.before += 1,
            Answer::No(r) => *self.refused.entry(r.code()).or_default() += 1,
        }
    }
    fn and(mut self, o: Self) -> Self {
        self.done.extend(o.done);
        self.before += o.before;
        self.stale += o.stale;
        o.refused.into_iter().for_each(|(code, n)| *self.refused.entry(code).or_default() += n);
        self
    }
}
/// A server with its own copy of the contest.
struct Server<'t> {
    table: &'t Table,
    copy: Contest,
    now: Time,
    told: Told,
}
impl Server<'_> {
    fn catch_up(&mut self) -> Result<()> {
        for event in self.table.since(self.copy.next_seq()) {
            self.copy.apply(&event)?;
        }
        Ok(())
    }
    fn handle(&mut self, command: &Command) -> Result<Answer> {
        loop {
            // Decided outside of any lock, for one state and no other: the client's, if it said for which it decided.
            let state = command.expect.unwrap_or(self.copy.next_seq());
            let command = command.clone().expecting(state);
            let event = match self.copy.check(&command, self.now) {
                Ok(Checked::New(event)) => event,
                Ok(Checked::Already { .. }) => return Ok(Answer::Before),
                Err(refusal) => return Ok(Answer::No(refusal)),
            };
            if self.table.insert(&event) {
                self.copy.apply(&event)?;
                return Ok(Answer::Done);
            }
            self.told.stale += 1;
            self.catch_up()?;
        }
    }
    fn serve(mut self, requests: &[Command]) -> Result<Told> {
        for command in requests {
            let answer = self.handle(command)?;
            self.told.note(command, &answer);
        }
        Ok(self.told)
    }
}

/// The mark of each voter for each entry.
pub(crate) const fn level(voter: u32, entry: u32) -> u16 {
    ((voter * 7 + entry * entry * 3 + voter * entry) % 6) as u16
}
fn person(voter: u32) -> Result<PersonId> {
    Ok(format!("v{voter}").parse()?)
}
fn mark(voter: u32, entry: u32, level: u16) -> Result<Command> {
    let mark = AnyMark::Score(ScoreMark { entry: EntryIx::new(entry), level: Some(level) });
    let act = Act::Mark { poll: "score".parse()?, voter: person(voter)?, mark };
    Ok(Command::person(&person(voter)?, act).keyed(&format!("{voter}:{entry}")))
}
/// A small generator of our own: what matters is only that the requests are mixed.
struct Mix(u64);
impl Mix {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}
/// What reaches two servers: every mark at one of them, and among those retries, the same request at the other server, keys that
/// are used again for something else, and decisions of clients who saw a contest of long ago.
fn requests() -> Result<[Vec<Command>; 2]> {
    let mut marks = vec![];
    for voter in 0..VOTERS {
        for entry in 0..ENTRIES {
            marks.push((voter, entry));
        }
    }
    let mut mix = Mix(2026);
    for i in (1..marks.len()).rev() {
        marks.swap(i, mix.below(i + 1));
    }
    let mut both = [vec![], vec![]];
    for (s, list) in both.iter_mut().enumerate() {
        let own: Vec<_> = marks.iter().skip(s).step_by(2).copied().collect();
        let extra = EACH - own.len();
        for (voter, entry) in &own {
            list.push(mark(*voter, *entry, level(*voter, *entry))?);
        }
        for k in 0..extra {
            let (voter, entry) =
                if k % 4 == 1 { marks[mix.below(marks.len())] } else { own[mix.below(own.len())] };
            match k % 4 {
                // After all its own requests, so that the key is known to this server.
                2 => list.push(mark(voter, entry, (level(voter, entry) + 1) % 6)?),
                3 => {
                    let seen = mix.below((VOTERS + ENTRIES) as usize) as u64;
                    let late = Command { key: None, ..mark(voter, entry, level(voter, entry))? };
                    list.insert(mix.below(list.len()), late.expecting(seen));
                }
                _ => list.insert(mix.below(list.len()), mark(voter, entry, level(voter, entry))?),
            }
        }
    }
    Ok(both)
}

/// The contest when balloting begins, with the events so far.
fn prepared() -> Result<(Contest, Vec<Event>, Time)> {
    let valid = Plan::from_json(PLAN)?.validate(&Rules::built_in().into())?;
    let (mut contest, now) = (Contest::new(&valid), valid.starts());
    let mut commands = vec![];
    for v in 0..VOTERS {
        commands.push(Command::person(&person(v)?, Act::enrol("crowd".parse()?, person(v)?)));
    }
    for e in 0..ENTRIES {
        let submission = Submission {
            entry: format!("e{e}").parse()?,
            team: vec![TeamShare { person: person(e)?, share: Exact::ONE }],
            category: None,
            party: None,
            cost: None,
            digest: Digest::of(&e.to_be_bytes()),
        };
        commands.push(Command::person(&person(e)?, Act::Submit(Box::new(submission))));
    }
    // One commit for all of them.
    let mut log = vec![];
    for answer in contest.check_batch(&commands, now) {
        log.extend(answer?.event());
    }
    for event in &log {
        contest.apply(event)?;
    }
    let balloting = contest.next_instant(now).ok_or("balloting begins")?;
    Ok((contest, log, balloting))
}
/// Lets the clock run to the end.
fn settled(mut contest: Contest, mut now: Time) -> Result<Settlement> {
    while contest.settlement().is_none() {
        now = contest.next_instant(now).ok_or("something is due")?;
        while let Some(command) = contest.due(now) {
            if let Checked::New(event) = contest.check(&command, now)? {
                contest.apply(&event)?;
            }
        }
    }
    Ok(contest.settlement().cloned().ok_or("settled")?)
}

/// Two servers at once: what clients were told, and what the table came to when it was read again from its beginning.
pub(crate) fn parallel() -> Result<(Told, Settlement)> {
    let (contest, log, now) = prepared()?;
    let table = Table(Mutex::new(log));
    let start = Barrier::new(2);
    let serve = |requests: Vec<Command>| -> Result<Told> {
        let server = Server { table: &table, copy: contest.clone(), now, told: Told::default() };
        start.wait();
        server.serve(&requests)
    };
    let [a, b] = requests()?;
    let told = thread::scope(|scope| {
        let (a, b) = (scope.spawn(|| serve(a)), scope.spawn(|| serve(b)));
        let join =
            |t: thread::ScopedJoinHandle<'_, Result<Told>>| t.join().map_err(|_| "a server fell over")?;
        Ok::<Told, Box<dyn Error + Send + Sync>>(join(a)?.and(join(b)?))
    })?;
    let replayed = Contest::replay(contest.valid_plan(), &*table.lock())?;
    Ok((told, settled(replayed, now)?))
}
/// The same requests, one after the other.
pub(crate) fn serial() -> Result<(Told, Settlement)> {
    let (contest, log, now) = prepared()?;
    let table = Table(Mutex::new(log));
    let [a, b] = requests()?;
    let all: Vec<Command> = a.into_iter().chain(b).collect();
    let told = Server { table: &table, copy: contest.clone(), now, told: Told::default() }.serve(&all)?;
    let replayed = Contest::replay(contest.valid_plan(), &*table.lock())?;
    Ok((told, settled(replayed, now)?))
}

fn main() -> Result<()> {
    let (told, settlement) = parallel()?;
    let (alone, serial) = serial()?;
    println!("{} requests reached two servers over one table.", 2 * EACH);
    println!(
        "{} marks were taken, {} retries and duplicates got the first answer again.",
        told.done.len(),
        told.before
    );
    for (code, n) in &told.refused {
        println!("{n} were refused as `{code}`.");
    }
    println!("{} times a copy was stale when it came to write; it caught up and tried again.", told.stale);
    println!(
        "Same marks as one server alone: {}; same settlement: {}.",
        told.done == alone.done,
        settlement == serial
    );
    println!("{:?}", settlement.ended);
    Ok(())
}
