//! What an app has around a contest: a table of events, a clock, and a way to tell people what happened.
use cocreate::{
    admit::Applicant,
    contest::{
        Act, Actor, AnyBallot, AnyMark, Checked, Command, Contest, Digest, Event, Plan, Refusal, Rules,
        Settlement, Submission, Time,
    },
    count::StrictValue,
    id::{EntryId, EntryIx, PersonId},
    num::Exact,
    report::{Account, Detail, Names},
    reward::TeamShare,
};
use std::{error::Error, sync::Arc};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// An app with one contest.
pub(crate) struct App {
    pub(crate) contest: Contest,
    /// The app's table: all that is ever stored.
    pub(crate) log: Vec<Event>,
    pub(crate) now: Time,
    /// What did not go as somebody wished.
    pub(crate) diary: Vec<String>,
}

/// A plan as TOML. Fractions are text there, since a float would not be exact.
pub(crate) fn plan(toml: &str) -> Result<Plan> {
    let StrictValue(value) = toml::from_str(toml)?;
    Ok(serde_json::from_value(value)?)
}
/// The rows of a small CSV file after its header, as fields.
pub(crate) fn rows(csv: &str) -> impl Iterator<Item = Vec<&str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect())
}

impl App {
    pub(crate) fn new(toml: &str) -> Result<Self> {
        Self::with_rules(toml, Rules::built_in())
    }
    pub(crate) fn with_rules(toml: &str, rules: Rules) -> Result<Self> {
        let valid = plan(toml)?.validate(&Arc::new(rules))?;
        let now = valid.starts();
        Ok(Self { contest: Contest::new(&valid), log: vec![], now, diary: vec![] })
    }
    /// Checks a command, stores its event, applies it: what a request handler does.
    pub(crate) fn give(&mut self, command: &Command) -> std::result::Result<(), Refusal> {
        if let Checked::New(event) = self.contest.check(command, self.now)? {
            self.contest.apply(&event).expect("what was checked can be applied");
            self.log.push(*event);
        }
        Ok(())
    }
    pub(crate) fn host(&mut self, act: Act) -> Result<()> {
        Ok(self.give(&Command::host(act))?)
    }
    pub(crate) fn person(&mut self, who: &str, act: Act) -> Result<()> {
        Ok(self.give(&Command::person(&who.parse()?, act))?)
    }
    /// Tries what the engine must refuse, and notes what it said.
    pub(crate) fn refused(&mut self, who: &str, act: Act) -> Result<Refusal> {
        let Err(refusal) = self.give(&Command::person(&who.parse()?, act)) else {
            return Err("this was to be refused".into());
        };
        self.diary.push(format!("refused ({}): {refusal}", refusal.code()));
        Ok(refusal)
    }
    /// What a timer does: the next instant at which something is due, and every act of the clock that is due then.
    pub(crate) fn sleep(&mut self) -> Result<()> {
        self.now = self.contest.next_instant(self.now).ok_or("nothing is due any more")?;
        self.tick()
    }
    /// Every act of the clock that is due now.
    pub(crate) fn tick(&mut self) -> Result<()> {
        while let Some(command) = self.contest.due(self.now) {
            self.give(&command)?;
        }
        Ok(())
    }
    /// Sleeps until the contest is settled.
    pub(crate) fn run_out(&mut self) -> Result<()> {
        while self.contest.settlement().is_none() {
            self.sleep()?;
        }
        Ok(())
    }

    /// Somebody asks to be on a roster, or the host puts them on it.
    pub(crate) fn enrol(&mut self, by: &Actor, roster: &str, applicant: Applicant) -> Result<()> {
        let act = Act::Enrol { roster: roster.parse()?, applicant: Box::new(applicant), share: None };
        Ok(self.give(&Command { by: by.clone(), act, expect: None, key: None })?)
    }
    /// Entries of a CSV file, `entry,person[,share]` and perhaps `party`; rows of one entry are its team, whose first member
    /// submits it.
    pub(crate) fn submit(&mut self, csv: &str) -> Result<()> {
        let header: Vec<&str> = csv.lines().next().unwrap_or_default().split(',').collect();
        let party = header.iter().position(|c| *c == "party");
        let mut all: Vec<Submission> = vec![];
        for row in rows(csv) {
            let entry: EntryId = row[0].parse()?;
            let share = row.get(2).map_or(Ok(Exact::ONE), |s| s.parse())?;
            let member = TeamShare { person: row[1].parse()?, share };
            if let Some(s) = all.iter_mut().find(|s| s.entry == entry) {
                s.team.push(member);
                continue;
            }
            let party = party.map(|i| row[i].parse()).transpose()?;
            // A real app hashes the picture or the text that it keeps.
            let digest = Digest::of(row[0].as_bytes());
            all.push(Submission { entry, team: vec![member], category: None, party, cost: None, digest });
        }
        for s in all {
            let who = s.team[0].person.clone();
            self.give(&Command::person(&who, Act::Submit(Box::new(s))))?;
        }
        Ok(())
    }
    /// The place of an entry on the present slate, by which ballots name it.
    pub(crate) fn place(&self, entry: &str) -> Result<EntryIx> {
        let at = self.contest.slate(self.now).iter().position(|e| e.as_str() == entry);
        Ok(at.map(EntryIx::from).ok_or_else(|| format!("`{entry}` is not on the slate"))?)
    }
    pub(crate) fn cast(&mut self, poll: &str, who: &str, ballot: impl Into<AnyBallot>) -> Result<()> {
        let (poll, voter, ballot) = (poll.parse()?, who.parse()?, Box::new(ballot.into()));
        self.person(who, Act::Cast { poll, voter, ballot })
    }
    pub(crate) fn mark(&mut self, poll: &str, who: &str, mark: AnyMark) -> Result<()> {
        self.person(who, Act::Mark { poll: poll.parse()?, voter: who.parse()?, mark })
    }

    pub(crate) fn settlement(&self) -> &Settlement {
        self.contest.settlement().expect("a story ends settled")
    }
    /// What everybody may read in the end.
    pub(crate) fn account(&self, names: &dyn Names) -> String {
        let mut text = String::from("What we had to refuse:\n");
        for line in &self.diary {
            text.extend(["- ", line, "\n"]);
        }
        text + "\n" + &Account::of(self.settlement(), names, Detail::Results).text()
    }
    /// All that a person is paid, over all pots, in minor units.
    pub(crate) fn paid(&self, who: &str) -> Result<u128> {
        let who: PersonId = who.parse()?;
        Ok(self.settlement().payouts.iter().map(|p| p.paid_to(&who).minor()).sum())
    }
    /// The winners in tiers, best first.
    pub(crate) fn winners(&self) -> Vec<Vec<&str>> {
        match &self.settlement().ended {
            cocreate::contest::Ended::Won { winners } => {
                winners.iter().map(|t| t.iter().map(EntryId::as_str).collect()).collect()
            }
            _ => vec![],
        }
    }
}
