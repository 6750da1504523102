//! How far judges agree: Kendall's W and distance, Cohen's kappa, and votes that are returned.
//!
//! Worked example: three judges put three entries 1 2 3, 1 3 2 and 2 1 3. The rank sums 4, 6, 8 deviate from 6 by squares of 8 in all: W
//! = 12 · 8 / (9 · 24) = 4/9. Two judges who agree on 20 yes and 15 no of 50, with 5 and 10 apart, have a kappa of 2/5.
//!
//! References: Kendall and Babington Smith (1939), "The problem of m rankings"; Kendall (1938); Cohen (1960), "A
//! coefficient of agreement for nominal scales".
use super::{MAX_MARKS, QualityError, some};
use crate::num::Exact;
use std::collections::BTreeSet;

/// Kendall's W of judges who rank all entries from 1, without ties: 12 S / (m² (n³ - n)), where S is the sum of squared deviations of
/// rank sums from their mean. One where all agree, nought where ranks even out.
///
/// # Complexity
/// `O(m n log n)` for m judges and n entries.
///
/// # Errors
/// If there are fewer than two entries, no judges, too many ranks, or a row is not an order of all entries.
///
/// # Examples
/// ```
/// use cocreate::quality::agreement::kendall_w;
/// assert_eq!(kendall_w(&[vec![1, 2, 3], vec![1, 3, 2], vec![2, 1, 3]])?.to_string(), "4/9");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn kendall_w(ranks: &[Vec<usize>]) -> Result<Exact, QualityError> {
    some("judges", ranks.len())?;
    let n = ranks[0].len();
    if n < 2 || n.saturating_mul(ranks.len()) > MAX_MARKS {
        let want = "there are at least 2, and 10,000,000 ranks at most";
        return Err(QualityError::Number { what: "entries", got: n, want });
    }
    let mut sums = vec![0u64; n];
    for row in ranks {
        let shifted: Vec<usize> = row.iter().map(|r| r.wrapping_sub(1)).collect();
        order("a rank less one", &shifted, n)?;
        for (sum, r) in sums.iter_mut().zip(row) {
            *sum += *r as u64;
        }
    }
    let (m, n) = (Exact::from(ranks.len()), Exact::from(n));
    let middle = &m * &(&n + &Exact::ONE) / &Exact::from(2u32);
    let square = |s: &u64| {
        let off = Exact::from(*s) - &middle;
        &off * &off
    };
    let s: Exact = sums.iter().map(square).sum();
    let most = &(&m * &m) * &(&(&n * &n) * &n - &n);
    Ok(Exact::from(12u32) * s / most)
}
/// Checks that a list names each of `0..n` once.
fn order(what: &'static str, list: &[usize], n: usize) -> Result<(), QualityError> {
    if list.len() != n {
        return Err(QualityError::Number { what, got: list.len(), want: "there is one for each" });
    }
    let mut seen = vec![false; n];
    for (at, value) in list.iter().enumerate() {
        if seen.get_mut(*value).is_none_or(|s| std::mem::replace(s, true)) {
            return Err(QualityError::Place { what, at, value: *value, below: n });
        }
    }
    Ok(())
}
/// How many pairs two orders put the other way round.
///
/// # Complexity
/// `O(n log n)` comparisons for n entries, at most 100,000.
///
/// # Errors
/// If there are too many entries, or one list does not name just the entries of the other, each once.
///
/// # Examples
/// ```
/// use cocreate::quality::agreement::kendall_distance;
/// assert_eq!(kendall_distance(&[0, 1, 2], &[2, 1, 0])?, 3);
/// assert_eq!(kendall_distance(&[0, 1, 2], &[0, 2, 1])?, 1);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn kendall_distance(a: &[usize], b: &[usize]) -> Result<u64, QualityError> {
    let n = a.len();
    if n > 100_000 {
        return Err(QualityError::Number { what: "entries", got: n, want: "there are at most 100,000" });
    }
    order("the entry of the first order", a, n)?;
    order("the entry of the second order", b, n)?;
    let mut place = vec![0; n];
    for (k, e) in a.iter().enumerate() {
        place[*e] = k;
    }
    let (mut before, mut turned) = (Vec::with_capacity(n), 0u64);
    for e in b {
        let at = before.partition_point(|p| *p < place[*e]);
        turned += (before.len() - at) as u64;
        before.insert(at, place[*e]);
    }
    Ok(turned)
}
/// Cohen's kappa of two judges: how far they agree beyond chance. `table[i][j]` is how often the first said i and the second j. None if
/// chance alone would have them agree always.
///
/// # Errors
/// If the table is not square, empty, or all nought.
///
/// # Examples
/// ```
/// use cocreate::quality::agreement::cohen_kappa;
/// assert_eq!(cohen_kappa(&[vec![20, 5], vec![10, 15]])?.unwrap().to_string(), "2/5");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn cohen_kappa(table: &[Vec<u64>]) -> Result<Option<Exact>, QualityError> {
    let k = table.len();
    some("answers", k)?;
    if let Some(row) = table.iter().find(|r| r.len() != k) {
        return Err(QualityError::Number {
            what: "answers in a row",
            got: row.len(),
            want: "there are as many as rows",
        });
    }
    let sum = |of: &mut dyn Iterator<Item = u64>| of.map(Exact::from).sum::<Exact>();
    let total = sum(&mut table.iter().flatten().copied());
    if total.is_zero() {
        return Err(QualityError::Number { what: "answers", got: 0, want: "there is at least one" });
    }
    let agreed = sum(&mut (0..k).map(|i| table[i][i])) / &total;
    let by_chance = (0..k)
        .map(|i| sum(&mut table[i].iter().copied()) * sum(&mut table.iter().map(|r| r[i])))
        .sum::<Exact>()
        / (&total * &total);
    Ok((agreed - &by_chance).checked_div(&(Exact::ONE - &by_chance)))
}
/// Votes that people gave each other, and how many of them are returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Pairs who voted for each other.
    pub mutual: u64,
    /// All votes, each pair in one direction once.
    pub votes: u64,
    /// The share of votes that are returned; nought if there are none.
    pub share: Exact,
}
/// How many votes are returned: a measure of rings. Votes for oneself are left out, and said twice count once.
///
/// # Errors
/// If there are too many votes.
///
/// # Examples
/// ```
/// use cocreate::quality::agreement::returned;
/// let r = returned(&[("a", "b"), ("b", "a"), ("a", "c"), ("d", "a")])?;
/// assert_eq!((r.mutual, r.votes, r.share.to_string()), (1, 4, "1/2".into()));
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn returned<T: Ord>(votes: &[(T, T)]) -> Result<Returned, QualityError> {
    if votes.len() > MAX_MARKS {
        let want = "there are at most 10,000,000";
        return Err(QualityError::Number { what: "votes", got: votes.len(), want });
    }
    let all: BTreeSet<(&T, &T)> = votes.iter().filter(|(a, b)| a != b).map(|(a, b)| (a, b)).collect();
    let mutual = all.iter().filter(|(a, b)| a < b && all.contains(&(*b, *a))).count() as u64;
    let votes = all.len() as u64;
    let share = Exact::from(2 * mutual).checked_div(&Exact::from(votes)).unwrap_or_default();
    Ok(Returned { mutual, votes, share })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn full_agreement_and_none() {
        assert_eq!(kendall_w(&[vec![1, 2, 3], vec![1, 2, 3]]).unwrap(), Exact::ONE);
        assert_eq!(kendall_w(&[vec![1, 2, 3], vec![2, 3, 1], vec![3, 1, 2]]).unwrap(), Exact::ZERO);
        assert_eq!(cohen_kappa(&[vec![3, 0], vec![0, 4]]).unwrap(), Some(Exact::ONE));
        assert_eq!(cohen_kappa(&[vec![3, 0], vec![0, 0]]).unwrap(), None);
        assert_eq!(returned(&[("a", "a")]).unwrap().share, Exact::ZERO);
    }
    #[test]
    fn what_is_no_ranking_is_refused() {
        for bad in [vec![vec![1, 1]], vec![vec![0, 1]], vec![vec![1, 2], vec![1]], vec![vec![1]], vec![]] {
            assert!(kendall_w(&bad).is_err(), "{bad:?}");
        }
        assert!(kendall_distance(&[0, 1], &[0]).is_err() && kendall_distance(&[0, 0], &[0, 1]).is_err());
        assert!(cohen_kappa(&[vec![1], vec![1]]).is_err() && cohen_kappa(&[vec![0]]).is_err());
    }
}
