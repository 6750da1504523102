//! Small numbers in columns, 1024 rows to a block: the store of rankings, scores and consents.
use std::{cmp::Ordering, ops::Range};
use wide::{i8x32, i16x16};

/// Rows of a block. Within a block a column is contiguous, so a kernel reads it in vector steps.
pub(crate) const BLOCK: usize = 1024;
/// Rows that are turned from rows to columns at once.
const STAGE: usize = 64;
/// "Not given" in a narrow lane.
pub(crate) const NARROW_NONE: i8 = i8::MAX;
/// "Not given" in a wide lane.
pub(crate) const WIDE_NONE: i16 = i16::MAX;
/// "Not given" in the interface of this module.
pub(crate) const ABSENT: u16 = u16::MAX;
/// Largest number that a narrow lane holds.
const NARROW_TOP: u16 = 254;

/// Columns of bytes if no value is above 254, else of 15-bit numbers.
///
/// Lanes are signed since that is what vectors compare: a byte `x` is stored as `x - 128`, in order, and
/// "not given" is the largest number of either lane. The last block is filled up with "not given", which no
/// kernel counts.
#[derive(Clone, Debug)]
pub struct Columns {
    width: usize,
    len: usize,
    /// Rows not yet turned, row-major; empty when sealed.
    stage: Vec<u16>,
    lanes: Lanes,
}
/// Owned as vectors, seen as numbers: the reverse cast panics when a `Vec` is not aligned.
#[derive(Clone, Debug)]
pub(crate) enum Lanes {
    Narrow(Vec<i8x32>),
    Wide(Vec<i16x16>),
}
/// A number as it stands in a narrow lane; `ABSENT` becomes `NARROW_NONE`.
pub(crate) const fn narrow(x: u16) -> i8 {
    (x as u8 ^ 0x80) as i8
}
/// A number as it stands in a wide lane; `ABSENT` becomes `WIDE_NONE`.
pub(crate) const fn wide(x: u16) -> i16 {
    (x & 0x7fff) as i16
}
impl Columns {
    pub(crate) fn new(width: usize, largest: u16) -> Self {
        let lanes = if largest <= NARROW_TOP { Lanes::Narrow(vec![]) } else { Lanes::Wide(vec![]) };
        Self { width, len: 0, stage: vec![], lanes }
    }
    pub(crate) fn len(&self) -> usize {
        self.len
    }
    pub(crate) fn width(&self) -> usize {
        self.width
    }
    pub(crate) fn lanes(&self) -> &Lanes {
        &self.lanes
    }
    pub(crate) fn heap_bytes(&self) -> usize {
        let lanes = match &self.lanes {
            Lanes::Narrow(v) => v.capacity(),
            Lanes::Wide(v) => v.capacity(),
        };
        lanes * 32 + self.stage.capacity() * 2
    }
    /// A row buffer of the right width, all absent; it counts only after `commit`.
    pub(crate) fn row(&mut self) -> &mut [u16] {
        let at = (self.len % STAGE) * self.width;
        if self.stage.len() < STAGE * self.width {
            self.unflush();
        }
        let row = &mut self.stage[at..at + self.width];
        row.fill(ABSENT);
        row
    }
    /// Makes the row last handed out by `row` count.
    pub(crate) fn commit(&mut self) {
        self.len += 1;
        if self.len.is_multiple_of(STAGE) {
            self.turn(STAGE);
        }
    }
    /// Turns the staged rows, so that readers see them, and gives spare memory back.
    pub(crate) fn seal(&mut self) {
        let n = self.len % STAGE;
        if n > 0 && !self.stage.is_empty() {
            self.turn(n);
        }
        self.stage = vec![];
        match &mut self.lanes {
            Lanes::Narrow(v) => v.shrink_to_fit(),
            Lanes::Wide(v) => v.shrink_to_fit(),
        }
    }
    fn turn(&mut self, n: usize) {
        let first = self.len - n;
        let (block, at, w) = (first / BLOCK, first % BLOCK, self.width);
        match &mut self.lanes {
            Lanes::Narrow(v) => {
                let per = w * (BLOCK / 32);
                v.resize((block + 1) * per, i8x32::splat(NARROW_NONE));
                let flat: &mut [i8] = bytemuck::cast_slice_mut(&mut v[block * per..]);
                turn_into(flat, &self.stage, w, at, n, narrow);
            }
            Lanes::Wide(v) => {
                let per = w * (BLOCK / 16);
                v.resize((block + 1) * per, i16x16::splat(WIDE_NONE));
                let flat: &mut [i16] = bytemuck::cast_slice_mut(&mut v[block * per..]);
                turn_into(flat, &self.stage, w, at, n, wide);
            }
        }
    }
    /// One number, or `None` if the row does not give one. Rows are readable when sealed.
    pub(crate) fn get(&self, row: usize, col: usize) -> Option<u16> {
        let i = (row / BLOCK) * self.width * BLOCK + col * BLOCK + row % BLOCK;
        match &self.lanes {
            Lanes::Narrow(v) => {
                let x = bytemuck::cast_slice::<_, i8>(v)[i];
                (x != NARROW_NONE).then_some(u16::from(x as u8 ^ 0x80))
            }
            Lanes::Wide(v) => {
                let x = bytemuck::cast_slice::<_, i16>(v)[i];
                (x != WIDE_NONE).then_some(x as u16)
            }
        }
    }
    /// Appends the rows of `other`, of the same width and lanes; both are sealed before and after.
    pub(crate) fn append(&mut self, other: &Self) {
        if self.len.is_multiple_of(BLOCK) {
            match (&mut self.lanes, &other.lanes) {
                (Lanes::Narrow(a), Lanes::Narrow(b)) => a.extend_from_slice(b),
                (Lanes::Wide(a), Lanes::Wide(b)) => a.extend_from_slice(b),
                _ => unreachable!("lanes follow from the form, which is the same"),
            }
            self.len += other.len;
            return;
        }
        for r in 0..other.len {
            for (c, x) in self.row().iter_mut().enumerate() {
                *x = other.get(r, c).unwrap_or(ABSENT);
            }
            self.commit();
        }
        self.seal();
    }
    /// Makes the stage, with the rows that were turned before it was full.
    fn unflush(&mut self) {
        let n = self.len % STAGE;
        let first = self.len - n;
        let mut stage = vec![ABSENT; STAGE * self.width];
        for i in 0..n {
            for c in 0..self.width {
                stage[i * self.width + c] = self.get(first + i, c).unwrap_or(ABSENT);
            }
        }
        self.stage = stage;
    }
    /// A run of rows that begins with a block, sealed: whole blocks are copied. `None` if it begins elsewhere.
    pub(crate) fn cut(&self, rows: Range<usize>) -> Option<Self> {
        if !rows.start.is_multiple_of(BLOCK) {
            return None;
        }
        let (from, upto) = (rows.start / BLOCK * self.width, rows.end.div_ceil(BLOCK) * self.width);
        let blank = rows.len() % BLOCK;
        let lanes = match &self.lanes {
            Lanes::Narrow(v) => {
                let mut v = v[from * (BLOCK / 32)..upto * (BLOCK / 32)].to_vec();
                blank_after(bytemuck::cast_slice_mut(&mut v), self.width, blank, NARROW_NONE);
                Lanes::Narrow(v)
            }
            Lanes::Wide(v) => {
                let mut v = v[from * (BLOCK / 16)..upto * (BLOCK / 16)].to_vec();
                blank_after(bytemuck::cast_slice_mut(&mut v), self.width, blank, WIDE_NONE);
                Lanes::Wide(v)
            }
        };
        Some(Self { width: self.width, len: rows.len(), stage: vec![], lanes })
    }
    /// Whether every row gives every number.
    pub(crate) fn is_full(&self) -> bool {
        let absent = match &self.lanes {
            Lanes::Narrow(v) => count(bytemuck::cast_slice(v), NARROW_NONE),
            Lanes::Wide(v) => count(bytemuck::cast_slice(v), WIDE_NONE),
        };
        absent == (self.len.next_multiple_of(BLOCK) - self.len) * self.width
    }
    pub(crate) fn cmp_rows(&self, a: usize, b: usize) -> Ordering {
        (0..self.width).map(|c| self.get(a, c)).cmp((0..self.width).map(|c| self.get(b, c)))
    }
}
fn count<T: Copy + PartialEq>(lanes: &[T], x: T) -> usize {
    lanes.iter().filter(|l| **l == x).count()
}
/// Fills the last block up from row `n` on, if that is not its end.
fn blank_after<T: Copy>(lanes: &mut [T], width: usize, n: usize, none: T) {
    if n > 0 {
        let last = lanes.len() - width * BLOCK;
        lanes[last..].chunks_exact_mut(BLOCK).for_each(|col| col[n..].fill(none));
    }
}
fn turn_into<T>(block: &mut [T], stage: &[u16], w: usize, at: usize, n: usize, lane: impl Fn(u16) -> T) {
    for c in 0..w {
        let col = &mut block[c * BLOCK + at..][..n];
        for (x, row) in col.iter_mut().zip(stage.chunks_exact(w)) {
            *x = lane(row[c]);
        }
    }
}
impl Columns {
    /// Empty, of another width and the same lanes.
    pub(crate) fn same_lanes(&self, width: usize) -> Self {
        let lanes = match &self.lanes {
            Lanes::Narrow(_) => Lanes::Narrow(vec![]),
            Lanes::Wide(_) => Lanes::Wide(vec![]),
        };
        Self { width, len: 0, stage: vec![], lanes }
    }
}
