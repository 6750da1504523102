//! Stability of coalitions: would anybody rather be elsewhere, and would those there let them in?
//!
//! What a party thinks of a coalition is the sum of what it thinks of the others in it; alone it is nought. A partition is
//! Nash-stable if nobody would rather join another coalition of it or be alone; individually stable if whoever would, would make somebody
//! there worse off.
//!
//! Worked example: a and b like each other (1) and not c (-2 each), c likes both (1 each). In {a, b} and {c}, c would join the
//! others, so it is not Nash-stable; both would lose by it, so it is individually stable.
//!
//! References: Bogomolnaia and Jackson (2002), "The stability of hedonic coalition structures", Games and Economic
//! Behavior 38.
use super::{GameError, MAX_CLAIMS, number};
use crate::num::Exact;

/// A party that would rather be elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which party.
    pub party: usize,
    /// Which coalition it would join; none: it would be alone.
    pub to: Option<usize>,
    /// What it would gain.
    pub gain: Exact,
    /// The first there who would lose by it, if any.
    pub against: Option<usize>,
}

/// Every party that would rather be elsewhere, by party and coalition. None: the partition is Nash-stable. If somebody would be against
/// each move it is individually stable.
///
/// `values[i][j]` is what `i` thinks of `j`; what somebody thinks of themself is not looked at.
///
/// # Complexity
/// `O(n²)` exact operations for n parties.
///
/// # Errors
/// If there is nobody, a row is too long or too short, or a party is in no coalition or in two.
///
/// # Examples
/// ```
/// use cocreate::{game::hedonic::moves, num::Exact};
/// let values = [[0, 1, -2], [1, 0, -2], [1, 1, 0]].map(|r: [i64; 3]| r.map(Exact::from).to_vec());
/// let m = moves(&values, &[vec![0, 1], vec![2]])?;
/// assert_eq!((m.len(), m[0].party, m[0].against), (1, 2, Some(0)));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn moves(values: &[Vec<Exact>], partition: &[Vec<usize>]) -> Result<Vec<Move>, GameError> {
    let n = values.len();
    number("parties", n, MAX_CLAIMS)?;
    if let Some(row) = values.iter().find(|r| r.len() != n) {
        return Err(GameError::Values { got: row.len(), want: n, parties: n });
    }
    let mut home = vec![None; n];
    for (c, members) in partition.iter().enumerate() {
        for i in members {
            if *i >= n || home[*i].replace(c).is_some() {
                return Err(GameError::Named { of: c, named: *i, among: n });
            }
        }
    }
    if let Some(i) = home.iter().position(Option::is_none) {
        return Err(GameError::Named { of: partition.len(), named: i, among: n });
    }
    let think = |i: usize, members: &[usize]| -> Exact {
        members.iter().filter(|j| **j != i).map(|j| &values[i][*j]).sum()
    };
    let mut out = vec![];
    for (i, at) in home.iter().enumerate() {
        let now = at.map_or(Exact::ZERO, |c| think(i, &partition[c]));
        let others = (0..partition.len()).filter(|c| Some(*c) != *at && !partition[*c].is_empty());
        for to in others.map(Some).chain([None]) {
            let gain = to.map_or(Exact::ZERO, |c| think(i, &partition[c])) - &now;
            if gain > Exact::ZERO {
                let against =
                    to.and_then(|c| partition[c].iter().find(|j| values[**j][i].is_negative()).copied());
                out.push(Move { party: i, to, gain, against });
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    fn table(rows: &[&[i64]]) -> Vec<Vec<Exact>> {
        rows.iter().map(|r| r.iter().map(|x| Exact::from(*x)).collect()).collect()
    }
    #[test]
    fn who_is_unhappy_would_be_alone_and_nobody_can_be_against() {
        let values = table(&[&[0, -1], &[2, 0]]);
        let m = moves(&values, &[vec![0, 1]]).unwrap();
        assert_eq!(m, [Move { party: 0, to: None, gain: Exact::ONE, against: None }]);
        // Apart, the second would join and the first would be against.
        let m = moves(&values, &[vec![0], vec![1]]).unwrap();
        assert_eq!((m.len(), m[0].party, m[0].to, m[0].against), (1, 1, Some(0), Some(0)));
        assert!(moves(&table(&[&[0, 1], &[1, 0]]), &[vec![0, 1]]).unwrap().is_empty());
    }
    #[test]
    fn what_is_no_partition_is_refused() {
        let values = table(&[&[0, 1], &[1, 0]]);
        for bad in [vec![vec![0]], vec![vec![0, 1], vec![1]], vec![vec![0, 1, 2]]] {
            assert!(moves(&values, &bad).is_err());
        }
        assert!(moves(&table(&[&[0, 1], &[1]]), &[vec![0, 1]]).is_err() && moves(&[], &[]).is_err());
    }
}
