//! Rankings on their way from a file into a profile.
use super::{
    error::{Fault, ReadError},
    limits::Limits,
    lines::Line,
    names::Names,
};
use crate::{
    ballot::{BallotError, Ranking, RankingForm},
    id::{EntryIx, MAX_ENTRIES},
    profile::{MAX_WEIGHT, Profile, ProfileBuilder, Slate},
};

/// One ranking while its line is read; reused from line to line.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) named: Vec<EntryIx>,
    /// Where each tier ends in `named`.
    ends: Vec<usize>,
    /// The ballot that named an entry last, by entry: finds repeats without clearing.
    stamps: Vec<u64>,
    ballot: u64,
}
impl Order {
    pub(super) fn clear(&mut self) {
        self.named.clear();
        self.ends.clear();
        self.ballot += 1;
    }
    /// Names `e` in the open tier; false if this ballot names it already.
    #[inline]
    pub(super) fn name(&mut self, e: EntryIx) -> bool {
        if self.stamps.len() <= e.ix() {
            self.stamps.resize(e.ix() + 1, 0);
        }
        let stamp = &mut self.stamps[e.ix()];
        if *stamp == self.ballot {
            return false;
        }
        *stamp = self.ballot;
        self.named.push(e);
        true
    }
    /// Whether this ballot names `e` already.
    pub(super) fn has(&self, e: EntryIx) -> bool {
        self.stamps.get(e.ix()) == Some(&self.ballot)
    }
    /// Ends the open tier, unless nobody is in it. True, as there is nothing to refuse.
    #[inline]
    pub(super) fn close(&mut self) -> bool {
        if self.ends.last().copied().unwrap_or(0) < self.named.len() {
            self.ends.push(self.named.len());
        }
        true
    }
    /// Reads a whole ballot of numbers with one byte between them, none in one tier with another, as most are. True if a `0` ends
    /// it; `None` if anything is not so, which is to be read from its start with all checks.
    pub(super) fn plain(&mut self, text: &str, between: u8, entries: usize) -> Option<bool> {
        self.clear();
        let mut rest = text.as_bytes();
        loop {
            let (mut n, mut digits) = (0, 0);
            while let Some(d) = rest.get(digits).map(|b| b.wrapping_sub(b'0')).filter(|d| *d <= 9) {
                (n, digits) = (n * 10 + usize::from(d), digits + 1);
                if digits > 5 {
                    return None;
                }
            }
            if n == 0 {
                return (digits == 1 && rest.len() == 1).then_some(true);
            }
            if n > entries || !self.name(EntryIx::from(n - 1)) {
                return None;
            }
            self.ends.push(self.named.len());
            match rest.get(digits) {
                None => return Some(false),
                Some(b) if *b == between => rest = &rest[digits + 1..],
                Some(_) => return None,
            }
        }
    }
    pub(super) fn is_strict(&self) -> bool {
        self.ends.len() == self.named.len()
    }
}

/// Ballots of a slate whose length the file told first: each goes straight into the profile.
pub(super) struct Direct {
    builder: ProfileBuilder<Ranking>,
    entries: usize,
    rows: u64,
    limits: Limits,
    pub(super) order: Order,
}
impl Direct {
    pub(super) fn new(entries: usize, limits: &Limits) -> Result<Self, BallotError> {
        let builder = Profile::builder(Slate::anonymous(entries), RankingForm::default())?;
        Ok(Self { builder, entries, rows: 0, limits: *limits, order: Order::default() })
    }
    /// Takes the ballot in `order` for so many voters.
    pub(super) fn take(&mut self, voters: u64, line: Line<'_>, bytes: u64) -> Result<(), ReadError> {
        self.rows += 1;
        check_cells(self.rows, self.entries, bytes, &self.limits).map_err(|f| line.error(0, f))?;
        let Order { named, ends, .. } = &self.order;
        let taken = if self.order.is_strict() {
            self.builder.push_order_many(named, voters)
        } else {
            self.builder.push_tiers_many(named, ends, voters)
        };
        taken.map_err(|refused| line.error(0, Fault::Ballot(refused.cause)))
    }
    pub(super) fn finish(self) -> Profile<Ranking> {
        self.builder.finish()
    }
}

/// A profile grows by blocks of rows.
const BLOCK: u64 = 1024;

/// Whether the table of ballots by entries stays in proportion to the file.
pub(super) fn check_cells(rows: u64, entries: usize, bytes: u64, limits: &Limits) -> Result<(), Fault> {
    let cells = rows.next_multiple_of(BLOCK).saturating_mul(entries as u64);
    let most = limits.cells(bytes);
    if cells > most {
        return Err(Fault::TooSparse { ballots: rows, entries, most, bytes });
    }
    Ok(())
}

/// Ballots of a slate that is known only when all names were met. At most 16 bytes a ballot and two a name.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// Entry, and [`SAME`] if it shares the tier of the one before.
    named: Vec<u16>,
    /// Where each ballot ends in `named`, and its voters.
    ballots: Vec<(u64, u64)>,
    voters: u64,
    pub(super) order: Order,
}
const SAME: u16 = 1 << 15;
const _: () = assert!(MAX_ENTRIES < SAME as usize);
impl Waiting {
    /// Keeps the ballot in `order` for so many voters.
    pub(super) fn take(&mut self, voters: u64, line: Line<'_>) -> Result<(), ReadError> {
        self.voters = self.voters.saturating_add(voters);
        if self.voters > MAX_WEIGHT {
            return Err(line.error(0, Fault::Ballot(BallotError::TooHeavy { most: MAX_WEIGHT })));
        }
        let mut start = 0;
        for end in &self.order.ends {
            for (k, e) in self.order.named[start..*end].iter().enumerate() {
                self.named.push(e.ix() as u16 | if k > 0 { SAME } else { 0 });
            }
            start = *end;
        }
        self.ballots.push((self.named.len() as u64, voters));
        Ok(())
    }
    /// All ballots over all names.
    pub(super) fn finish(
        mut self,
        names: &Names,
        last: u64,
        bytes: u64,
        limits: &Limits,
    ) -> Result<Profile<Ranking>, ReadError> {
        let at_end = |f| ReadError::new(last.max(1), 1, f);
        check_cells(self.ballots.len() as u64, names.len(), bytes, limits).map_err(at_end)?;
        let mut to = Direct::new(names.len(), &Limits { cells_floor: u64::MAX, ..*limits })
            .map_err(|e| at_end(Fault::Ballot(e)))?;
        to.order = std::mem::take(&mut self.order);
        let mut start = 0;
        for (end, voters) in self.ballots {
            to.order.clear();
            for x in &self.named[start..end as usize] {
                if x & SAME == 0 {
                    to.order.close();
                }
                to.order.name(EntryIx::new(u32::from(x & !SAME)));
            }
            to.order.close();
            to.take(voters, Line { no: last, text: "" }, bytes)?;
            start = end as usize;
        }
        Ok(to.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_ballots_are_read_at_once_and_others_left() {
        let mut order = Order::default();
        let mut named = |text: &str, between: u8| {
            let ended = order.plain(text, between, 12)?;
            assert!(order.is_strict());
            Some((ended, order.named.iter().map(|e| e.ix()).collect::<Vec<_>>()))
        };
        assert_eq!(named("3,1,12", b','), Some((false, vec![2, 0, 11])));
        assert_eq!(named("3 1 0", b' '), Some((true, vec![2, 0])));
        assert_eq!(named("0", b' '), Some((true, vec![])));
        for other in [
            "", "3,1,3", "13", "3,,1", "3, 1", "3,{1,2}", "3,1,", "3=1", "3,00", "3,0,1", "000001", "-3", "a",
        ] {
            assert_eq!(named(other, b','), None, "{other}");
        }
        assert_eq!(named("2,1", b','), Some((false, vec![1, 0])), "nothing is left of what was given up");
    }
}
