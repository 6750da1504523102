//! Stable matching of two sides by deferred acceptance: each proposer asks down their list, each receiver keeps the best who
//! asked so far.
//!
//! The matching is the best for every proposer and the worst for every receiver among all that are stable, and it does not hang on who asks
//! first. Whoever is on no list, or is asked by nobody they list, stays alone.
//!
//! Worked example: m1 and m2 both like w1 before w2; w1 likes m2 more, w2 m1. Then m2 has w1, m1 has w2.
//!
//! References: Gale and Shapley (1962), "College admissions and the stability of marriage".
use super::{GameError, number};
use std::collections::BTreeMap;

/// Most on a side, and most names on all lists together.
pub const MAX_SIDE: usize = 1_000_000;

/// What each proposer gets, by place: a receiver or nobody.
///
/// # Complexity
/// `O(l log l)` for lists of l names in all.
///
/// # Errors
/// If a side is empty or has more than [`MAX_SIDE`]; if a list names somebody twice, or somebody who is not there.
///
/// # Examples
/// ```
/// use cocreate::game::matching::propose;
/// let proposers = [vec![0, 1], vec![0, 1]];
/// let receivers = [vec![1, 0], vec![0, 1]];
/// assert_eq!(propose(&proposers, &receivers)?, [Some(1), Some(0)]);
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn propose(proposers: &[Vec<usize>], receivers: &[Vec<usize>]) -> Result<Vec<Option<usize>>, GameError> {
    ranks(proposers, receivers.len())?;
    let liked = ranks(receivers, proposers.len())?;
    let mut asked = vec![0usize; proposers.len()];
    let (mut holds, mut free) =
        (vec![None::<usize>; receivers.len()], (0..proposers.len()).rev().collect::<Vec<_>>());
    let mut got = vec![None; proposers.len()];
    while let Some(p) = free.pop() {
        let Some(r) = proposers[p].get(asked[p]).copied() else { continue };
        asked[p] += 1;
        let better = |p: usize| liked[r].get(&p);
        let takes = better(p).is_some_and(|new| holds[r].and_then(better).is_none_or(|old| new < old));
        if !takes {
            free.push(p);
            continue;
        }
        if let Some(old) = holds[r].replace(p) {
            got[old] = None;
            free.push(old);
        }
        got[p] = Some(r);
    }
    Ok(got)
}
/// A pair that both would rather be in than what they have: why a matching is not stable.
///
/// # Errors
/// As [`propose`]; or if there is not one answer for each proposer.
pub fn blocking(
    proposers: &[Vec<usize>],
    receivers: &[Vec<usize>],
    matched: &[Option<usize>],
) -> Result<Option<(usize, usize)>, GameError> {
    let likes = ranks(proposers, receivers.len())?;
    let liked = ranks(receivers, proposers.len())?;
    if matched.len() != proposers.len() {
        return Err(GameError::Number { what: "answers", got: matched.len(), most: proposers.len() });
    }
    let mut holds = vec![None; receivers.len()];
    for (p, r) in matched.iter().enumerate().filter_map(|(p, r)| Some((p, (*r)?))) {
        *holds.get_mut(r).ok_or(GameError::Named { of: p, named: r, among: receivers.len() })? = Some(p);
    }
    for (p, list) in proposers.iter().enumerate() {
        let has = matched[p].and_then(|r| likes[p].get(&r)).copied().unwrap_or(usize::MAX);
        for r in list.iter().take(has) {
            let rank = |p: usize| liked[*r].get(&p).copied();
            if rank(p).is_some_and(|new| holds[*r].and_then(rank).is_none_or(|old| new < old)) {
                return Ok(Some((p, *r)));
            }
        }
    }
    Ok(None)
}
/// The place of each name on each list.
fn ranks(lists: &[Vec<usize>], among: usize) -> Result<Vec<BTreeMap<usize, usize>>, GameError> {
    number("on a side", lists.len(), MAX_SIDE)?;
    number("names on lists", lists.iter().map(Vec::len).sum::<usize>().max(1), MAX_SIDE * 10)?;
    let of = |(of, list): (usize, &Vec<usize>)| {
        let mut places = BTreeMap::new();
        for (place, named) in list.iter().enumerate() {
            if *named >= among || places.insert(*named, place).is_some() {
                return Err(GameError::Named { of, named: *named, among });
            }
        }
        Ok(places)
    };
    lists.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    #[test]
    fn short_lists_leave_somebody_alone_and_bad_lists_are_refused() {
        assert_eq!(propose(&[vec![0], vec![0], vec![]], &[vec![1]]).unwrap(), [None, Some(0), None]);
        assert!(propose(&[vec![0, 0]], &[vec![0]]).is_err() && propose(&[vec![1]], &[vec![0]]).is_err());
        assert!(propose(&[], &[vec![]]).is_err());
        assert_eq!(blocking(&[vec![0, 1]], &[vec![0], vec![0]], &[Some(1)]).unwrap(), Some((0, 0)));
    }
    /// All matchings of three and three, by brute force.
    fn all(n: usize) -> Vec<Vec<Option<usize>>> {
        let mut out = vec![vec![]];
        for _ in 0..n {
            out = out
                .iter()
                .flat_map(|m: &Vec<Option<usize>>| {
                    let free = (0..n).filter(|r| !m.contains(&Some(*r))).map(Some).chain([None]);
                    free.map(|r| m.iter().copied().chain([r]).collect()).collect::<Vec<_>>()
                })
                .collect();
        }
        out
    }
    proptest! {
        #[test]
        fn it_is_stable_and_the_best_stable_one_for_every_proposer(
            a in proptest::collection::vec(Just(vec![0usize, 1, 2]).prop_shuffle(), 3),
            b in proptest::collection::vec(Just(vec![0usize, 1, 2]).prop_shuffle(), 3),
        ) {
            let got = propose(&a, &b).unwrap();
            prop_assert_eq!(blocking(&a, &b, &got).unwrap(), None);
            let place = |p: usize, r: Option<usize>| r.and_then(|r| a[p].iter().position(|x| *x == r)).unwrap_or(9);
            for other in all(3).into_iter().filter(|m| blocking(&a, &b, m).unwrap().is_none()) {
                for p in 0..3 {
                    prop_assert!(place(p, got[p]) <= place(p, other[p]));
                }
            }
        }
    }
}
