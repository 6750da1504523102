//! Reads a log with its heads and names the first event that is not as it was.
use super::{Chain, Tampered, line::Raw};
use crate::{
    contest::{Act, Digest, Event, Found, plan::Follows},
    id::PersonId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A head that was published, perhaps long ago and in a place that the host cannot change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// How many events it stands for.
    pub events: u64,
    /// The head after them.
    pub head: Digest,
}
impl From<Chain> for Published {
    fn from(c: Chain) -> Self {
        Self { events: c.len(), head: c.head() }
    }
}
/// What a plan says of the log of the contest that it follows is a published head of that log.
impl From<&Follows> for Published {
    fn from(f: &Follows) -> Self {
        Self { events: f.events, head: f.head }
    }
}

/// Checks the lines of a log, without line ends, from its beginning; the chain's end.
///
/// A log that was altered without care shows it by itself. A log that was written anew from some event on, with all heads
/// after it, holds in itself; it is told by heads that were published before: the more of them, the narrower the stretch
/// that is named. With the head after every event it is the event. Heads may come in any order.
///
/// The events themselves are not read beyond their numbers, so a log of a newer version can be checked too. Only of what was erased it is
/// looked at that it is an enrolment of that person or the seating: what is left of it, the party and the share, the act that erased
/// vouches for, and so the host.
///
/// # Complexity
/// One hash of each event; `O(1)` memory beyond a line. After the first fault the rest of the lines is looked through for
/// the event that is missing.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify<L: AsRef<[u8]>>(
    lines: impl IntoIterator<Item = L>,
    genesis: Chain,
    published: &[Published],
) -> Result<Chain, Tampered> {
    let mut heads = Heads::new(genesis, published)?;
    let mut open = Open::default();
    let mut chain = genesis;
    let mut before = genesis;
    let mut lines = lines.into_iter();
    let mut number = 0;
    while let Some(line) = lines.next() {
        number += 1;
        let seq = chain.len();
        let at = |why| Tampered::NotEvent { line: number, seq, why };
        let raw = Raw::of(line.as_ref()).map_err(at)?;
        if raw.seq != seq {
            return Err(misplaced(chain, before, number, raw, lines));
        }
        before = chain;
        let want = if raw.erased { open.stands(&mut chain, raw)? } else { chain.push_json(raw.json) };
        if want != raw.head {
            let altered = Tampered::Altered { seq, want, have: raw.head };
            return Err(inserted(before, number, lines.next()).unwrap_or(altered));
        }
        open.erases(raw);
        heads.check(chain)?;
    }
    open.end()?;
    heads.end(chain)
}

/// Events from which something was erased, until the event is met that did so.
#[derive(Default)]
struct Open(BTreeMap<u64, Left>);
/// What is left of an event.
struct Left {
    digest: Digest,
    /// Whose enrolment it is; else it is the seating of all.
    of: Option<PersonId>,
}
impl Left {
    /// An enrolment without what was known of the person, or who was seated; nothing else is ever erased.
    fn of(json: &[u8]) -> Option<Self> {
        let of = match serde_json::from_slice(json).ok()? {
            Event { act: Act::Enrol { applicant: a, .. }, found: Some(Found::Erased {}), .. }
                if a.stratum.is_none() && a.record.is_empty() =>
            {
                Some(a.person)
            }
            Event { act: Act::Seat {}, found: Some(Found::Admission(_)), .. } => None,
            _ => return None,
        };
        Some(Self { digest: Digest::of(json), of })
    }
}
impl Open {
    /// The head of such an event stands as it is: the event after it is hashed with it, and the event that erased, which comes later,
    /// holds the digest of what is left.
    fn stands(&mut self, chain: &mut Chain, raw: Raw<'_>) -> Result<Digest, Tampered> {
        let left = Left::of(raw.json).ok_or(Tampered::NotErased { seq: raw.seq })?;
        self.0.insert(raw.seq, left);
        *chain = Chain::at(chain.len() + 1, raw.head);
        Ok(raw.head)
    }
    fn erases(&mut self, raw: Raw<'_>) {
        if self.0.is_empty() || raw.erased {
            return;
        }
        if let Ok(Event { act: Act::Erase { person, events }, .. }) = serde_json::from_slice(raw.json) {
            for e in events {
                let theirs = |l: &Left| l.digest == e.digest && l.of.as_ref().is_none_or(|of| *of == person);
                if self.0.get(&e.seq).is_some_and(theirs) {
                    self.0.remove(&e.seq);
                }
            }
        }
    }
    fn end(self) -> Result<(), Tampered> {
        self.0.into_keys().next().map_or(Ok(()), |seq| Err(Tampered::NotErased { seq }))
    }
}

/// The line has another number than the next event's.
fn misplaced<L: AsRef<[u8]>>(
    chain: Chain,
    before: Chain,
    line: u64,
    raw: Raw<'_>,
    mut rest: impl Iterator<Item = L>,
) -> Tampered {
    let seq = chain.len();
    if raw.seq < seq {
        // Two with one number, both with a head that fits: the one was put in that the next line does not follow.
        let second = { before }.push_json(raw.json) == raw.head && raw.seq == before.len();
        let real = second && rest.next().is_some_and(|next| follows(Chain::at(seq, raw.head), next.as_ref()));
        let line = if real && chain.head() != raw.head { line - 1 } else { line };
        return Tampered::Inserted { seq: raw.seq, line };
    }
    for (found, later) in (line + 1..).zip(rest) {
        if Raw::of(later.as_ref()).is_ok_and(|r| r.seq == seq) {
            return Tampered::Swapped { seq, other: raw.seq, line, found };
        }
    }
    Tampered::Missing { seq, next: raw.seq, line }
}
/// The line does not follow from those before it, but the next one does: it was put in between.
fn inserted<L: AsRef<[u8]>>(before: Chain, line: u64, next: Option<L>) -> Option<Tampered> {
    let real = follows(before, next?.as_ref());
    real.then_some(Tampered::Inserted { seq: before.len(), line })
}
/// Whether the line has the next event, with a head that fits.
fn follows(mut chain: Chain, line: &[u8]) -> bool {
    Raw::of(line).is_ok_and(|r| r.seq == chain.len() && (r.erased || chain.push_json(r.json) == r.head))
}

/// Published heads, by number of events, as far as they are still to be met.
struct Heads {
    left: std::iter::Peekable<std::vec::IntoIter<Published>>,
    /// Events up to the last head that was met.
    good: u64,
}
impl Heads {
    fn new(genesis: Chain, published: &[Published]) -> Result<Self, Tampered> {
        let mut all = published.to_vec();
        all.sort_unstable();
        let mut heads = Self { left: all.into_iter().peekable(), good: genesis.len() };
        heads.check(genesis).map_err(|fault| match fault {
            Tampered::Rewritten { want, have, .. } => Tampered::OtherContest { want, have },
            other => other,
        })?;
        Ok(heads)
    }
    fn check(&mut self, chain: Chain) -> Result<(), Tampered> {
        while let Some(p) = self.left.next_if(|p| p.events <= chain.len()) {
            if p.events == chain.len() && p.head != chain.head() {
                let (want, have) = (p.head, chain.head());
                return Err(Tampered::Rewritten { from: self.good, to: chain.len(), want, have });
            }
            self.good = chain.len();
        }
        Ok(())
    }
    fn end(mut self, chain: Chain) -> Result<Chain, Tampered> {
        match self.left.next() {
            Some(p) => Err(Tampered::Cut { have: chain.len(), want: p.events }),
            None => Ok(chain),
        }
    }
}
