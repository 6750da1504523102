//! How much a file may make a reader allocate.

/// Bounds on what a reader takes, so that a hostile file costs memory in proportion to its size only.
///
/// Lines, names and ballots as read take at most 24 times the bytes of the file. The table of ballots by
/// entries is dense for rankings (two bytes a cell) and may be larger than a file of short ballots over a
/// long list of entries: it has at most `cells_floor + cells_per_byte * bytes` cells. With the default that
/// is 32 MiB and 512 times the file; real files need 1 to 40 times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Cells of the table that any file may have.
    pub cells_floor: u64,
    /// Cells more for each byte read.
    pub cells_per_byte: u64,
    /// Bytes that any compressed file may grow to.
    pub inflated_floor: u64,
    /// Bytes more for each compressed byte read. Text shrinks to a tenth or twentieth; the format's own
    /// limit is about 1030.
    pub inflated_per_byte: u64,
}
impl Default for Limits {
    fn default() -> Self {
        Self { cells_floor: 1 << 24, cells_per_byte: 256, inflated_floor: 16 << 20, inflated_per_byte: 200 }
    }
}
impl Limits {
    /// Cells allowed after so many bytes.
    pub(super) fn cells(&self, bytes: u64) -> u64 {
        self.cells_floor.saturating_add(self.cells_per_byte.saturating_mul(bytes))
    }
}
