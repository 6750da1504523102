//! A small contest over the plan of a preset: people come, entries come in, ballots are cast, the clock goes on.
use crate::contest::desk::{Desk, START, entry, id, submission};
use cocreate::{
    admit::Applicant,
    ballot::{ApprovalMark, ScoreMark},
    contest::{Act, AnyBallot, AnyMark, Ended, Phase, Plan, Rules, Settlement, Span, Submission, Time, When},
    id::{EntryId, EntryIx},
    num::Exact,
    preset,
    reward::TeamShare,
};
use std::collections::BTreeMap;

/// The plan of a preset, started when the desk's clock does, with fields of it changed: `("/rounds/0/select/score", "7/5")`.
pub(super) fn plan<const N: usize>(number: &str, changes: [(&str, serde_json::Value); N]) -> Plan {
    let p = preset::find(number).unwrap();
    let starts = When::at(Time::from_secs(START));
    let mut json = serde_json::to_value((p.plan)(&"small".parse().unwrap(), &starts)).unwrap();
    for (at, value) in changes {
        *json.pointer_mut(at).unwrap_or_else(|| panic!("{number} has no {at}")) = value;
    }
    Plan::from_value(json).unwrap()
}
/// A contest that runs.
pub(super) struct Small(pub(super) Desk);
impl Small {
    pub(super) fn of(plan: &Plan) -> Self {
        let valid = plan.validate(&Rules::built_in().into()).unwrap_or_else(|e| panic!("{e}"));
        let mut desk = Desk::of(&valid);
        desk.tick();
        Self(desk)
    }
    /// As the preset has it.
    pub(super) fn new(number: &str) -> Self {
        Self::of(&plan(number, []))
    }
    /// These are on the roster from now on.
    pub(super) fn enrol(&mut self, roster: &str, who: &[&str]) -> &mut Self {
        self.0.enrol(roster, who);
        self
    }
    /// Somebody is on the roster with a share, by the host.
    pub(super) fn enrol_with(&mut self, roster: &str, who: &str, share: u32) -> &mut Self {
        let (roster, applicant) = (roster.parse().unwrap(), Box::new(Applicant::new(id(who))));
        self.host(Act::Enrol { roster, applicant, share: Some(share.into()) })
    }
    /// Time goes on by so many days.
    pub(super) fn days(&mut self, n: u64) -> &mut Self {
        self.hours(n * 24)
    }
    /// Time goes on by so many hours.
    pub(super) fn hours(&mut self, n: u64) -> &mut Self {
        self.0.now = self.0.now.plus(Span::from_secs(n * 3_600));
        self.0.tick();
        self
    }
    /// A mark of somebody on one entry.
    pub(super) fn level(&mut self, poll: &str, who: &str, e: &str, level: u16) -> &mut Self {
        let entry = self.place(e);
        self.0.mark(poll, who, AnyMark::Score(ScoreMark { entry, level: Some(level) })).unwrap();
        self
    }
    /// `v0`, `v1` .. up to a number are on the roster.
    pub(super) fn voters(&mut self, roster: &str, n: usize) -> &mut Self {
        for i in 0..n {
            self.0.enrol(roster, &[&format!("v{i}")]);
        }
        self
    }
    /// Somebody's entry.
    pub(super) fn enter(&mut self, who: &str, what: &str) -> &mut Self {
        self.enter_as(who, submission(what, &[who]))
    }
    /// An entry of which more is to be said.
    pub(super) fn enter_as(&mut self, who: &str, s: Submission) -> &mut Self {
        self.0.person(who, Act::Submit(Box::new(s))).unwrap();
        self
    }
    pub(super) fn host(&mut self, act: Act) -> &mut Self {
        self.0.host(act).unwrap();
        self
    }
    /// The entries pass the formal check.
    pub(super) fn admit(&mut self, all: &[&str]) -> &mut Self {
        for e in all {
            self.host(Act::Admit { entry: entry(e) });
        }
        self
    }
    /// Time goes on until this phase.
    pub(super) fn until(&mut self, phase: Phase) -> &mut Self {
        for _ in 0..50 {
            self.0.tick();
            if self.0.phase() == phase {
                return self;
            }
            self.0.now = self.0.contest.next_instant(self.0.now).expect("something is awaited");
        }
        panic!("it is never in {phase}, but in {}", self.0.phase());
    }
    /// The round's ballots are counted.
    pub(super) fn count(&mut self) -> &mut Self {
        let before = self.0.records().len();
        for _ in 0..50 {
            self.0.tick();
            if self.0.records().len() > before {
                return self;
            }
            self.0.now = self.0.contest.next_instant(self.0.now).expect("something is awaited");
        }
        panic!("there is no count after {before}");
    }
    /// The round's ballots are counted, and the next round's come in.
    pub(super) fn next_round(&mut self) -> &mut Self {
        self.count().until(Phase::Balloting)
    }
    /// The entries of this round.
    pub(super) fn slate(&self) -> Vec<EntryId> {
        self.0.contest.slate(self.0.now)
    }
    /// Place of an entry on the slate of this round.
    pub(super) fn place(&self, e: &str) -> EntryIx {
        let slate = self.slate();
        let at = slate.iter().position(|x| x.as_str() == e);
        EntryIx::new(at.unwrap_or_else(|| panic!("{e} is not of {slate:?}")) as u32)
    }
    fn parts(&self, poll: &str) -> bool {
        let polls = self.0.contest.plan().rounds.iter().flat_map(|r| &r.polls);
        polls.into_iter().find(|p| p.poll.as_str() == poll).unwrap_or_else(|| panic!("no poll {poll}")).parts
    }
    /// Levels of an entry by `v0`, `v1` .., where `None` is unrated. For ballots in parts.
    pub(super) fn levels(&mut self, poll: &str, e: &str, levels: &[u16]) -> &mut Self {
        let entry = self.place(e);
        for (i, level) in levels.iter().enumerate() {
            let mark = AnyMark::Score(ScoreMark { entry, level: Some(*level) });
            self.0.mark(poll, &format!("v{i}"), mark).unwrap();
        }
        self
    }
    /// A voter approves of these, in parts or as a whole.
    pub(super) fn approve(&mut self, poll: &str, who: &str, all: &[&str]) -> &mut Self {
        let set: Vec<EntryIx> = all.iter().map(|e| self.place(e)).collect();
        if self.parts(poll) {
            for entry in set {
                self.0.mark(poll, who, AnyMark::Approval(ApprovalMark { entry, approve: true })).unwrap();
            }
        } else {
            self.cast(poll, who, cocreate::ballot::Approval(set.into_iter().collect()));
        }
        self
    }
    pub(super) fn cast(&mut self, poll: &str, who: &str, ballot: impl Into<AnyBallot>) -> &mut Self {
        self.0.cast(poll, who, ballot).unwrap();
        self
    }
    pub(super) fn pick(&mut self, all: &[&str]) -> &mut Self {
        self.host(Act::Pick { entries: all.iter().map(|e| entry(e)).collect() })
    }
    /// What the host knows of an entry.
    pub(super) fn figure(&mut self, e: &str, figure: &str, n: u64) -> &mut Self {
        self.host(Act::Figure { entry: entry(e), figure: figure.to_owned(), amount: n.into() })
    }
    /// Time passes until the end, and every unit is accounted for.
    pub(super) fn end(&mut self) -> Done {
        self.0.run_out();
        Done(self.0.assert_paid().clone())
    }
    /// Scores of a round's poll, as text.
    pub(super) fn scores(&self, round: usize, poll: usize) -> BTreeMap<String, String> {
        let scores = &self.0.records()[round].polls[poll].counted.scores;
        scores.iter().map(|(e, x)| (e.to_string(), x.to_string())).collect()
    }
}
/// Authors with their shares.
pub(super) fn team(e: &str, shares: &[(&str, u32)]) -> Submission {
    let share = |(p, s): &(&str, u32)| TeamShare { person: id(p), share: Exact::from(*s) };
    Submission { team: shares.iter().map(share).collect(), ..submission(e, &[]) }
}
/// Pairs of text.
pub(super) fn map<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}

/// How it ended.
pub(super) struct Done(pub(super) Settlement);
impl Done {
    /// Winners in their order, those of a tier joined by a blank.
    pub(super) fn winners(&self) -> Vec<String> {
        let Ended::Won { winners } = &self.0.ended else { panic!("{:?}", self.0.ended) };
        winners.iter().map(|t| t.iter().map(|e| e.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }
    /// Nobody wins, for this reason in its debug form; all money goes back.
    pub(super) fn failed(&self) -> String {
        assert!(self.0.payouts.iter().all(|p| p.lines.is_empty()), "{:?}", self.0.payouts);
        let Ended::Failed { why } = &self.0.ended else { panic!("{:?}", self.0.ended) };
        format!("{why:?}")
    }
    /// What each is paid from a pot, in minor units, by name; not who is paid nothing.
    pub(super) fn paid(&self, pot: &str) -> BTreeMap<&str, u128> {
        let p = self
            .0
            .payouts
            .iter()
            .find(|p| p.pot.pot.as_str() == pot)
            .unwrap_or_else(|| panic!("no pot {pot}"));
        let mut sums = BTreeMap::new();
        for l in p.lines.iter().filter(|l| !l.amount.is_zero()) {
            *sums.entry(l.person.as_str()).or_default() += l.amount.minor();
        }
        sums
    }
}
