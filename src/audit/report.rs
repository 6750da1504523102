//! All checks together, and their result as text for people.
use super::{
    Chain, Difference, Kept, LogLine, Outside, OutsideText, Published, Replay, Tampered, outside_of, replay,
    verify,
};
use crate::contest::{ApplyError, Digest, Event, Phase, Time, ValidPlan};
use std::fmt;

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The end of the chain, or the first event that is not as it was.
    pub chain: Result<Chain, Tampered>,
    /// How many events were applied again, and the first that is not possible.
    pub replayed: (u64, Option<ApplyError>),
    /// The phase in which the log ends, as far as it was applied: a log that was not cut ends `settled`, or is of a contest that is still
    /// on.
    pub phase: Phase,
    /// Findings that come out differently now.
    pub differences: Vec<Difference>,
    /// Events that cannot be computed again, since something of a person was erased.
    pub erased: Vec<u64>,
    /// What became of the texts outside.
    pub outside: Vec<OutsideText>,
}
impl Report {
    /// Whether nothing was altered and everything comes out as it was. Texts may be erased.
    pub fn is_sound(&self) -> bool {
        let whole = self.chain.as_ref().is_ok_and(|c| c.len() == self.replayed.0);
        whole && self.differences.is_empty() && self.outside.iter().all(|t| t.state != Outside::Altered)
    }
}

/// Checks the chain of a log, applies it again as far as its events can be read, and looks at the texts outside.
///
/// `plan` is the plan as it was before any amendment; `kept` gives what is still there of a text, by its digest.
pub fn audit<L: AsRef<[u8]>>(
    plan: &ValidPlan,
    lines: &[L],
    published: &[Published],
    kept: impl FnMut(&Digest) -> Option<Kept>,
) -> Report {
    let chain = verify(lines, Chain::genesis(&plan.plan().contest, &plan.digest()), published);
    let read = |l: &L| LogLine::read(l.as_ref()).ok().map(|l| l.event);
    let events: Vec<Event> = lines.iter().map_while(read).collect();
    let Replay { contest, differences, erased, refused } = replay(plan, &events);
    let outside = outside_of(&events, kept);
    let applied = usize::try_from(contest.next_seq()).unwrap_or(usize::MAX).min(events.len());
    let last = events[..applied].last().map_or(Time::from_millis(i64::MIN), |e| e.at);
    let phase = contest.phase_at(last);
    Report { chain, replayed: (contest.next_seq(), refused), phase, differences, erased, outside }
}
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.chain {
            Ok(c) => writeln!(f, "log: {} events, head {}", c.len(), c.head())?,
            Err(fault) => writeln!(f, "log: {fault}")?,
        }
        match &self.replayed {
            (n, None) => writeln!(f, "replay: {n} events applied")?,
            (n, Some(why)) => writeln!(f, "replay: {n} events applied, then {why}")?,
        }
        let phase = self.phase;
        if self.replayed.1.is_some() {
            writeln!(f, "end: not reached; what was applied ends in phase {phase}")?;
        } else if phase != Phase::Settled {
            writeln!(f, "end: the log ends in phase {phase}, without a settlement")?;
        }
        match self.differences.as_slice() {
            [] => writeln!(f, "findings: as they were")?,
            all => writeln!(f, "findings: {} differ", all.len())?,
        }
        self.differences.iter().try_for_each(|d| writeln!(f, "  {d}"))?;
        if !self.erased.is_empty() {
            let all: Vec<String> = self.erased.iter().map(u64::to_string).collect();
            writeln!(
                f,
                "not computed again, since something of a person was erased: events {}",
                all.join(", ")
            )?;
        }
        if self.outside.is_empty() {
            return Ok(());
        }
        let count = |s| self.outside.iter().filter(|t| t.state == s).count();
        let (intact, altered, erased) =
            (count(Outside::Intact), count(Outside::Altered), count(Outside::Erased));
        writeln!(f, "texts outside: {intact} intact, {altered} altered, {erased} erased")?;
        for t in self.outside.iter().filter(|t| t.state != Outside::Intact) {
            writeln!(f, "  event {}, entry {}: {}", t.seq, t.entry, t.state)?;
        }
        Ok(())
    }
}
