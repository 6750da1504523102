//! An app in small: a contest, its log, and a clock that the test moves.
use cocreate::{
    contest::{
        Act, AnyBallot, AnyMark, Checked, Command, Contest, Digest, Event, Phase, Plan, Refusal, RoundRecord,
        Rules, Settlement, Submission, Time, ValidPlan, Viewer,
    },
    id::{EntryId, PersonId},
    num::Exact,
    reward::TeamShare,
};

/// A contest with its log.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) contest: Contest,
    pub(crate) log: Vec<Event>,
    pub(crate) now: Time,
}
pub(crate) const DAY: i64 = 86_400;
/// 2026-12-01T00:00:00Z, when the plans of these tests start.
pub(crate) const START: i64 = 1_796_083_200;

pub(crate) fn valid(json: &str) -> ValidPlan {
    Plan::from_json(json).unwrap().validate(&Rules::built_in().into()).unwrap_or_else(|e| panic!("{e}"))
}
impl Desk {
    pub(crate) fn new(json: &str) -> Self {
        Self::of(&valid(json))
    }
    pub(crate) fn of(plan: &ValidPlan) -> Self {
        Self { contest: Contest::new(plan), log: vec![], now: Time::from_secs(START) }
    }
    /// Moves the clock to a second after the start, and lets it act.
    pub(crate) fn at(&mut self, seconds: i64) -> &mut Self {
        self.now = Time::from_secs(START + seconds);
        self.tick();
        self
    }
    /// Gives every act of the clock that is due.
    pub(crate) fn tick(&mut self) {
        while let Some(command) = self.contest.due(self.now) {
            self.give(&command).unwrap_or_else(|e| panic!("{command:?}: {e}"));
        }
    }
    /// Nobody acts any more: time passes until the end, which must come.
    pub(crate) fn run_out(&mut self) -> &mut Self {
        for _ in 0..200 {
            self.tick();
            if self.contest.phase_at(self.now) == Phase::Settled {
                return self;
            }
            let next = self.contest.next_instant(self.now).expect("something is awaited");
            assert!(next >= self.now, "{next} is past");
            self.now = next;
        }
        panic!("it waits in {} for ever", self.contest.phase_at(self.now));
    }
    /// Every pot is paid or gone back, to the last unit.
    pub(crate) fn assert_paid(&self) -> &Settlement {
        let s = self.contest.settlement().expect("settled");
        for (out, pot) in s.payouts.iter().zip(&self.contest.plan().pots) {
            let paid: u128 = out.lines.iter().map(|l| l.amount.minor()).sum();
            assert_eq!((&out.pot.pot, paid + out.returned.minor()), (&pot.pot, pot.amount.minor()));
        }
        assert_eq!(s.payouts.len(), self.contest.plan().pots.len());
        assert!(s.faults.is_empty(), "{:?}", s.faults);
        s
    }
    pub(crate) fn phase(&self) -> Phase {
        self.contest.phase_at(self.now)
    }
    pub(crate) fn give(&mut self, command: &Command) -> Result<(), Refusal> {
        if let Checked::New(event) = self.contest.check(command, self.now)? {
            self.contest.apply(&event).expect("what was checked can be applied");
            self.log.push(*event);
        }
        Ok(())
    }
    pub(crate) fn host(&mut self, act: Act) -> Result<(), Refusal> {
        self.give(&Command::host(act))
    }
    pub(crate) fn person(&mut self, who: &str, act: Act) -> Result<(), Refusal> {
        self.give(&Command::person(&id(who), act))
    }
    pub(crate) fn enrol(&mut self, roster: &str, who: &[&str]) {
        for p in who {
            self.host(Act::enrol(roster.parse().unwrap(), id(p))).unwrap();
        }
    }
    pub(crate) fn submit(&mut self, who: &str, entry: &str) -> Result<(), Refusal> {
        self.person(who, Act::Submit(Box::new(submission(entry, &[who]))))
    }
    pub(crate) fn cast(
        &mut self,
        poll: &str,
        who: &str,
        ballot: impl Into<AnyBallot>,
    ) -> Result<(), Refusal> {
        let (poll, voter, ballot) = (poll.parse().unwrap(), id(who), Box::new(ballot.into()));
        self.person(who, Act::Cast { poll, voter, ballot })
    }
    pub(crate) fn mark(&mut self, poll: &str, who: &str, mark: AnyMark) -> Result<(), Refusal> {
        self.person(who, Act::Mark { poll: poll.parse().unwrap(), voter: id(who), mark })
    }
    /// What the rounds came to so far, as an auditor sees it.
    pub(crate) fn records(&self) -> Vec<RoundRecord> {
        self.contest.view(&Viewer::Auditor, self.now).unwrap().records
    }
    /// Winners, in tiers.
    pub(crate) fn winners(&self) -> Vec<Vec<String>> {
        match &self.contest.settlement().expect("settled").ended {
            cocreate::contest::Ended::Won { winners } => {
                winners.iter().map(|t| t.iter().map(ToString::to_string).collect()).collect()
            }
            other => panic!("{other:?}"),
        }
    }
}
pub(crate) fn id(who: &str) -> PersonId {
    who.parse().unwrap()
}
pub(crate) fn entry(e: &str) -> EntryId {
    e.parse().unwrap()
}
pub(crate) fn submission(e: &str, team: &[&str]) -> Submission {
    Submission {
        entry: entry(e),
        team: team.iter().map(|p| TeamShare { person: id(p), share: Exact::ONE }).collect(),
        category: None,
        party: None,
        cost: None,
        digest: Digest::of(e.as_bytes()),
    }
}
