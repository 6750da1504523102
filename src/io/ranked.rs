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
    /// Ends the open tier, unless nobody is in it.
    #[inline]
    pub(super) fn close(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.named.len() {
            self.ends.push(self.named.len());
        }
    }
    fn is_strict(&self) -> bool {
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
