//! Biproportional apportionment: seats in a table whose rows (districts) and columns (lists) have given sums.
//!
//! There are multipliers for the rows and for the columns so that every cell is its votes times both, rounded as the
//! divisor method rounds. That is the same as: of all tables with these sums the one whose product of votes over
//! divisors is the largest. So it is found by moving seats around cycles of cells as long as that product grows; a cycle along
//! which it stays the same is a tie.
//!
//! References: M. Balinski, G. Demange, *Algorithms for proportional matrices in reals and integers*, Mathematical
//! Programming 45, 1989; F. Pukelsheim, *Proportional Representation*, 2nd ed. 2017, chapters 14 and 15.
use super::{Apportionment, Exact};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Most cells of a table.
const MAX_CELLS: usize = 10_000;
/// Most seats of a table.
const MAX_SEATS: u64 = 100_000;

/// Seats by row and column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Biproportional {
    /// Rows of seats.
    pub seats: Vec<Vec<u64>>,
    /// Whether other tables are as good.
    pub tied: bool,
}

/// Why a table cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BiError {
    /// Rows of different lengths, or sums that are not one for each row and column.
    #[error(
        "{rows} rows and {columns} columns of votes need as many sums; there are {got_rows} and {got_columns}"
    )]
    Shape {
        /// Rows of votes.
        rows: usize,
        /// Columns of votes, of the shortest row.
        columns: usize,
        /// Sums of rows.
        got_rows: usize,
        /// Sums of columns.
        got_columns: usize,
    },
    /// The sums of rows and columns differ.
    #[error("the rows have {rows} seats and the columns {columns}; they must be equal")]
    Sums {
        /// In all rows.
        rows: u64,
        /// In all columns.
        columns: u64,
    },
    /// Cells without votes cannot have seats, and the others cannot have them all.
    #[error("no table has these sums with seats only where there are votes")]
    Impossible,
    /// A method that gives everybody one seat first, or that has no divisors.
    #[error("method {0} cannot fill a table; take dhondt, sainte-lague, modified-sainte-lague or danish")]
    Method(Apportionment),
    /// Beyond the size that is taken.
    #[error("{cells} cells and {seats} seats; at most {MAX_CELLS} and {MAX_SEATS} are taken")]
    TooLarge {
        /// Cells.
        cells: usize,
        /// Seats.
        seats: u64,
    },
}

/// The divisor of the seat after `k`.
fn divisor(method: Apportionment, k: u64) -> Option<Exact> {
    let part = |n: i128, d| Exact::ratio(n, d);
    Some(match method {
        Apportionment::Dhondt => Exact::from(k) + Exact::ONE,
        Apportionment::ModifiedSainteLague if k == 0 => part(7, 10)?,
        Apportionment::SainteLague | Apportionment::ModifiedSainteLague => Exact::from(k) + part(1, 2)?,
        Apportionment::Danish => Exact::from(k) + part(1, 3)?,
        _ => return None,
    })
}

/// Fills a table of `rows` and `columns` seats by `votes`.
///
/// # Complexity
/// O(r c (r + c)) exact products for each cycle; cycles are few, since the first table is near the last one.
///
/// # Errors
/// If shapes or sums do not fit, no table exists, the method has no divisors, or the table is too large.
///
/// # Examples
/// Pukelsheim's way of filling a table: two districts of 3 and 4 seats, two lists of 4 and 3.
/// ```
/// use cocreate::num::{Apportionment, biproportional};
/// let votes = [vec![60, 40], vec![70, 70]];
/// let table = biproportional(&votes, &[3, 4], &[4, 3], Apportionment::SainteLague)?;
/// assert_eq!(table.seats, [[2, 1], [2, 2]]);
/// # Ok::<(), cocreate::num::BiError>(())
/// ```
pub fn biproportional(
    votes: &[Vec<u64>],
    rows: &[u64],
    columns: &[u64],
    method: Apportionment,
) -> Result<Biproportional, BiError> {
    let width = votes.iter().map(Vec::len).min().unwrap_or(0);
    let even = votes.iter().all(|r| r.len() == width);
    if !even || votes.len() != rows.len() || width != columns.len() {
        return Err(BiError::Shape {
            rows: votes.len(),
            columns: width,
            got_rows: rows.len(),
            got_columns: columns.len(),
        });
    }
    let total = |x: &[u64]| x.iter().fold(0u64, |a, b| a.saturating_add(*b));
    let (seats, cells) = (total(rows), votes.len().saturating_mul(width));
    if seats != total(columns) {
        return Err(BiError::Sums { rows: seats, columns: total(columns) });
    }
    if cells > MAX_CELLS || seats > MAX_SEATS {
        return Err(BiError::TooLarge { cells, seats });
    }
    if divisor(method, 0).is_none() {
        return Err(BiError::Method(method));
    }
    let mut table = Table { votes, method, seats: feasible(votes, rows, columns)? };
    while let Some(cycle) = table.cycle() {
        table.turn(&cycle);
    }
    let tied = table.is_tied();
    Ok(Biproportional { seats: table.seats, tied })
}

/// Some table with these sums: as many seats as fit near the shares first, then paths that move seats.
fn feasible(votes: &[Vec<u64>], rows: &[u64], columns: &[u64]) -> Result<Vec<Vec<u64>>, BiError> {
    let mut seats = vec![vec![0u64; columns.len()]; rows.len()];
    let (mut need, mut free) = (rows.to_vec(), columns.to_vec());
    for (i, row) in votes.iter().enumerate() {
        let all: u128 = row.iter().map(|v| u128::from(*v)).sum();
        for (j, v) in row.iter().enumerate().filter(|(_, v)| **v > 0) {
            let share = u64::try_from(u128::from(*v) * u128::from(rows[i]) / all.max(1)).unwrap_or(u64::MAX);
            let give = share.min(need[i]).min(free[j]);
            seats[i][j] += give;
            need[i] -= give;
            free[j] -= give;
        }
    }
    // A path from a row that needs a seat to a column that is free: forward where there are votes, back where there are seats.
    while let Some(start) = need.iter().position(|n| *n > 0) {
        let (mut column_from, mut row_from) = (vec![None; columns.len()], vec![None; rows.len()]);
        let mut queue = VecDeque::from([start]);
        let mut end = None;
        while let (Some(i), None) = (queue.pop_front(), end) {
            for j in (0..columns.len()).filter(|j| votes[i][*j] > 0) {
                if column_from[j].is_some() {
                    continue;
                }
                column_from[j] = Some(i);
                if free[j] > 0 {
                    end = Some(j);
                    break;
                }
                for k in 0..rows.len() {
                    if k != start && row_from[k].is_none() && seats[k][j] > 0 {
                        row_from[k] = Some(j);
                        queue.push_back(k);
                    }
                }
            }
        }
        let Some(mut j) = end else { return Err(BiError::Impossible) };
        free[j] -= 1;
        need[start] -= 1;
        while let Some(i) = column_from[j] {
            seats[i][j] += 1;
            let Some(before) = row_from[i] else { break };
            seats[i][before] -= 1;
            j = before;
        }
    }
    Ok(seats)
}

struct Table<'a> {
    votes: &'a [Vec<u64>],
    method: Apportionment,
    seats: Vec<Vec<u64>>,
}
/// A seat more in this cell of the row, or one less.
type Edge = (usize, usize);
impl Table<'_> {
    /// What one more seat in a cell is worth; `None` without votes.
    fn more(&self, i: usize, j: usize) -> Option<Exact> {
        let d = divisor(self.method, self.seats[i][j])?;
        (self.votes[i][j] > 0).then(|| Exact::from(self.votes[i][j]) / d)
    }
    /// By what the product grows if one seat leaves a cell; `None` if it has none.
    fn less(&self, i: usize, j: usize) -> Option<Exact> {
        let d = divisor(self.method, self.seats[i][j].checked_sub(1)?)?;
        d.checked_div(&Exact::from(self.votes[i][j]))
    }
    /// Nodes are rows, then columns; an edge from a row to a column is a seat more, back a seat less.
    fn edges(&self) -> Vec<(Edge, Exact)> {
        let rows = self.votes.len();
        let mut all = vec![];
        for (i, row) in self.votes.iter().enumerate() {
            for j in 0..row.len() {
                all.extend(self.more(i, j).map(|x| ((i, rows + j), x)));
                all.extend(self.less(i, j).map(|x| ((rows + j, i), x)));
            }
        }
        all
    }
    /// The largest products of ways to each node, of any length up to all nodes, and how each was reached last.
    fn products(&self, edges: &[(Edge, Exact)]) -> (Vec<Exact>, Vec<Option<usize>>, Option<usize>) {
        let n = self.votes.len() + self.votes.first().map_or(0, Vec::len);
        let mut best = vec![Exact::ONE; n];
        let mut from: Vec<Option<usize>> = vec![None; n];
        let mut last = None;
        for _ in 0..=n {
            last = None;
            for ((a, b), x) in edges {
                let way = &best[*a] * x;
                if way > best[*b] {
                    best[*b] = way;
                    from[*b] = Some(*a);
                    last = Some(*b);
                }
            }
            if last.is_none() {
                break;
            }
        }
        (best, from, last)
    }
    /// Nodes of a cycle along which the product grows, against its direction.
    fn cycle(&self) -> Option<Vec<usize>> {
        let edges = self.edges();
        let (_, from, last) = self.products(&edges);
        let mut at = last?;
        for _ in 0..from.len() {
            at = from[at]?;
        }
        let (start, mut nodes) = (at, vec![at]);
        loop {
            at = from[at]?;
            nodes.push(at);
            if at == start {
                return Some(nodes);
            }
        }
    }
    fn turn(&mut self, nodes: &[usize]) {
        let rows = self.votes.len();
        for pair in nodes.windows(2) {
            let (to, from) = (pair[0], pair[1]);
            if from < rows {
                self.seats[from][to - rows] += 1;
            } else {
                self.seats[to][from - rows] -= 1;
            }
        }
    }
    /// Whether seats can move around a cycle without changing the product: a cycle of edges that lie on best ways.
    fn is_tied(&self) -> bool {
        let edges = self.edges();
        let (best, _, _) = self.products(&edges);
        let mut tight: Vec<Edge> =
            edges.iter().filter(|((a, b), x)| &best[*a] * x == best[*b]).map(|(e, _)| *e).collect();
        // Nodes that nothing leads to, or that lead to nothing, are on no cycle. A cell and back is none either: its product is
        // below one.
        loop {
            let before = tight.len();
            let (starts, ends): (Vec<usize>, Vec<usize>) = tight.iter().copied().unzip();
            tight.retain(|(a, b)| ends.contains(a) && starts.contains(b));
            if tight.len() == before {
                return !tight.is_empty();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    /// All rows with this sum within what is free.
    fn fill(need: u64, free: &[u64]) -> Vec<Vec<u64>> {
        let Some((f, more)) = free.split_first() else {
            return if need == 0 { vec![vec![]] } else { vec![] };
        };
        let with = |n| fill(need - n, more).into_iter().map(move |v| [vec![n], v].concat());
        (0..=need.min(*f)).flat_map(with).collect()
    }
    /// All tables with these sums, by trying.
    fn all(rows: &[u64], columns: &[u64]) -> Vec<Vec<Vec<u64>>> {
        let Some((first, rest)) = rows.split_first() else {
            return if columns.iter().all(|c| *c == 0) { vec![vec![]] } else { vec![] };
        };
        let mut out = vec![];
        for row in fill(*first, columns) {
            let left: Vec<u64> = columns.iter().zip(&row).map(|(c, x)| c - x).collect();
            out.extend(all(rest, &left).into_iter().map(|t| [vec![row.clone()], t].concat()));
        }
        out
    }
    fn product(votes: &[Vec<u64>], t: &[Vec<u64>], m: Apportionment) -> Exact {
        let mut x = Exact::ONE;
        for (v, s) in votes.iter().flatten().zip(t.iter().flatten()) {
            for k in 0..*s {
                x *= &(Exact::from(*v) / divisor(m, k).unwrap());
            }
        }
        x
    }
    #[test]
    fn it_is_the_table_of_the_largest_product() {
        let cases = [
            ([[123, 45, 67], [80, 90, 10]], [4, 3], [3, 2, 2]),
            ([[5, 0, 7], [1, 9, 3]], [2, 4], [1, 3, 2]),
            ([[10, 10, 10], [10, 10, 10]], [3, 2], [2, 2, 1]),
            ([[1000, 1, 1], [1, 1, 1]], [3, 3], [2, 2, 2]),
        ];
        for (votes, rows, columns) in cases {
            let votes = votes.map(Vec::from);
            for m in [Apportionment::SainteLague, Apportionment::Dhondt, Apportionment::Danish] {
                let got = biproportional(&votes, &rows, &columns, m).unwrap();
                let tables = all(&rows, &columns);
                let best = tables.iter().map(|t| product(&votes, t, m)).max().unwrap();
                assert_eq!(product(&votes, &got.seats, m), best, "{votes:?} {m}");
                let ties = tables.iter().filter(|t| product(&votes, t, m) == best).count();
                assert_eq!(got.tied, ties > 1, "{votes:?} {m}: {ties}");
            }
        }
    }
    #[test]
    fn what_cannot_be_is_refused() {
        let m = Apportionment::SainteLague;
        let votes = [vec![1, 0], vec![0, 1]];
        assert_eq!(biproportional(&votes, &[1, 1], &[2, 0], m), Err(BiError::Impossible));
        assert_eq!(biproportional(&votes, &[1, 1], &[2, 1], m), Err(BiError::Sums { rows: 2, columns: 3 }));
        assert!(matches!(biproportional(&votes, &[1], &[1], m), Err(BiError::Shape { .. })));
        let adams = biproportional(&votes, &[1, 1], &[1, 1], Apportionment::Adams);
        assert_eq!(adams, Err(BiError::Method(Apportionment::Adams)));
        let none = biproportional(&[], &[], &[], m).unwrap();
        assert_eq!(none, Biproportional { seats: vec![], tied: false });
    }
}
