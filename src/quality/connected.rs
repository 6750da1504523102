//! Whether judges can be compared at all: each with each other, along entries that two have judged.
//!
//! Worked example: judges 0 and 1 share entry 0, judge 2 alone judged entry 1. There are two groups, {0, 1} and {2}: whether judge 2 is
//! strict or entry 1 weak cannot be told.
//!
//! References: Weeks and Williams (1964), "A note on the determination of connectedness in an n-way cross classification".
use super::{QualityError, some};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// Groups of judges who are linked by entries, each rising, by their first judge; judges who judged nothing are groups of their own.
/// One group: marks of all can be compared.
///
/// # Complexity
/// Nearly `O(k)` for k marks.
///
/// # Errors
/// If there are no judges or too many, too many marks, or one names a judge who is not there.
///
/// # Examples
/// ```
/// use cocreate::quality::connected::groups;
/// assert_eq!(groups(3, &[(0, 0), (1, 0), (2, 1)])?, [vec![0, 1], vec![2]]);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn groups(judges: usize, marks: &[(usize, u64)]) -> Result<Vec<Vec<usize>>, QualityError> {
    some("judges", judges)?;
    some("marks", marks.len().max(1))?;
    let mut all: UnionFind<usize> = UnionFind::new(judges);
    let mut first: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, (judge, entry)) in marks.iter().enumerate() {
        if *judge >= judges {
            return Err(QualityError::Place { what: "a judge", at, value: *judge, below: judges });
        }
        all.union(*first.entry(*entry).or_insert(*judge), *judge);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for judge in 0..judges {
        groups.entry(all.find(judge)).or_default().push(judge);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_unstable();
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_chain_links_and_nobody_judging_does_not() {
        assert_eq!(groups(3, &[(0, 5), (1, 5), (1, 7), (2, 7)]).unwrap(), [[0, 1, 2]]);
        assert_eq!(groups(2, &[]).unwrap(), [[0], [1]]);
        assert!(groups(1, &[(1, 0)]).is_err() && groups(0, &[]).is_err());
    }
}
