//! Assignment of entries to judges by other aims than the sum alone: loads between a least and a most, the smallest affinity as large as can be, the
//! largest load as small as can be.
//!
//! A matcher's *min-max* is read as the first, loads with a minimum and a maximum; the other two are what the word means elsewhere. The smallest
//! affinity is that of a pair: making the smallest *sum* of an entry large is not done, since no fast way is known that always finds it
//! (Garg et al. 2010).
//!
//! Worked example: R1 suits P1 with 0.9 and P2 with 0.5, R2 with 0.8 and 0.1. One judge an entry and one entry a judge: the sum is largest with P1 to R2 and
//! P2 to R1 (1.3). R2 suits P2 with 0.1 only, so that the smallest affinity is largest in the same way, 0.5. With two entries a judge, the sum is
//! largest if R1 has both (1.4); with at least one each it is 1.3 again, and so it is where the largest load is made small.
//!
//! References: `OpenReview` matcher (minimum and maximum load); Garg, Kavitha, Kumar, Mehlhorn and Mestre (2010), "Assigning papers to referees",
//! Algorithmica 58; Edmonds and Fulkerson (1970), "Bottleneck extrema".
use super::assign::{AssignError, Assigned, bounded};
use crate::num::Exact;

type Affinity = [Vec<Option<Exact>>];

/// The largest sum where every judge has at least `least` and at most `most` entries, and every entry `each` judges. Affinities as in
/// [`assign`](super::assign::assign): none is a conflict.
///
/// # Errors
/// As [`assign`](super::assign::assign); or if the least is above the most, or a judge cannot have as many.
///
/// # Examples
/// ```
/// use cocreate::{admit::min_max::min_max, num::Exact};
/// let x = |t| Some(Exact::decimal(t).unwrap());
/// let affinity = [vec![x("0.9"), x("0.8")], vec![x("0.5"), x("0.1")]];
/// assert_eq!(min_max(&affinity, 1, 0, 2)?.judges, [[0], [0]]);
/// assert_eq!(min_max(&affinity, 1, 1, 2)?.judges, [[1], [0]]);
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn min_max(affinity: &Affinity, each: u32, least: u32, most: u32) -> Result<Assigned, AssignError> {
    if least > most {
        return Err(AssignError::Loads { least, most });
    }
    bounded(affinity, each, least, most)
}
/// The smallest affinity of a pair as large as can be, and then the largest sum. Loads as in [`min_max`]. None where nothing is assigned.
///
/// # Errors
/// As [`min_max`].
///
/// # Examples
/// ```
/// use cocreate::{admit::min_max::largest_smallest, num::Exact};
/// let x = |t| Some(Exact::decimal(t).unwrap());
/// // 0.9 and 0.2 have the larger sum, 0.5 and 0.5 the larger smallest.
/// let affinity = [vec![x("0.9"), x("0.5")], vec![x("0.5"), x("0.2")]];
/// let (a, smallest) = largest_smallest(&affinity, 1, 0, 1)?;
/// assert_eq!((a.judges, smallest), (vec![vec![1], vec![0]], x("0.5")));
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn largest_smallest(
    affinity: &Affinity,
    each: u32,
    least: u32,
    most: u32,
) -> Result<(Assigned, Option<Exact>), AssignError> {
    let mut best = min_max(affinity, each, least, most)?;
    let mut values: Vec<&Exact> = affinity.iter().flatten().flatten().collect();
    values.sort();
    values.dedup();
    // Every value up to some is possible, and none above it.
    let (mut low, mut high) = (0, values.len());
    while low + 1 < high {
        let mid = low.midpoint(high);
        let keep = |x: &Option<Exact>| x.clone().filter(|x| x >= values[mid]);
        let cut: Vec<Vec<Option<Exact>>> = affinity.iter().map(|r| r.iter().map(keep).collect()).collect();
        match bounded(&cut, each, least, most) {
            Ok(a) => (best, low) = (a, mid),
            Err(AssignError::TooFew { .. } | AssignError::TooIdle { .. }) => high = mid,
            Err(e) => return Err(e),
        }
    }
    let worth = |(e, js): (usize, &Vec<usize>)| js.iter().filter_map(|j| affinity[e][*j].clone()).min();
    let smallest = best.judges.iter().enumerate().filter_map(worth).min();
    Ok((best, smallest))
}
/// The largest load as small as can be, then the smallest as large as can be, then the largest sum. With nought for every pair that may be:
/// tasks dealt out evenly around conflicts.
///
/// # Errors
/// As [`assign`](super::assign::assign).
///
/// # Examples
/// ```
/// use cocreate::{admit::min_max::even, num::Exact};
/// // Ten entries, three judges each, four judges; the first may not judge the first three.
/// let may = |e: usize, j: usize| (j > 0 || e > 2).then_some(Exact::ZERO);
/// let affinity: Vec<Vec<_>> = (0..10).map(|e| (0..4).map(|j| may(e, j)).collect()).collect();
/// let a = even(&affinity, 3)?;
/// let loads: Vec<usize> = (0..4).map(|j| a.judges.iter().filter(|js| js.contains(&j)).count()).collect();
/// // Thirty tasks are 7 or 8 each.
/// assert_eq!((loads.iter().sum(), loads.iter().max(), loads.iter().min()), (30, Some(&8), Some(&7)));
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn even(affinity: &Affinity, each: u32) -> Result<Assigned, AssignError> {
    let judges = affinity.first().map_or(0, Vec::len) as u64;
    let entries = u32::try_from(affinity.len()).unwrap_or(u32::MAX);
    let tasks = u64::from(entries) * u64::from(each);
    // If it cannot be done with any load, this says why.
    let mut best = bounded(affinity, each, 0, entries)?;
    let mut try_loads = |least: u32, most: u32| match bounded(affinity, each, least, most) {
        Ok(a) => {
            best = a;
            Ok(true)
        }
        Err(AssignError::TooFew { .. } | AssignError::TooIdle { .. }) => Ok(false),
        Err(e) => Err(e),
    };
    let share = |up: bool| {
        if judges == 0 {
            0
        } else if up {
            tasks.div_ceil(judges)
        } else {
            tasks / judges
        }
    };
    let (mut low, mut high) = (share(true).min(entries.into()) as u32, entries);
    while low < high {
        let mid = low.midpoint(high);
        if try_loads(0, mid)? { high = mid } else { low = mid + 1 }
    }
    let most = high;
    let (mut low, mut high) = (0, share(false).min(most.into()) as u32);
    while low < high {
        let mid = high - (high - low) / 2;
        if try_loads(mid, most)? { low = mid } else { high = mid - 1 }
    }
    bounded(affinity, each, low, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    /// Of all assignments within the loads: the sum, the smallest affinity, the largest and the smallest load.
    type Told = (Exact, Option<Exact>, u32, u32);
    fn all(
        affinity: &Affinity,
        each: u32,
        loads: &mut Vec<u32>,
        so_far: &mut Vec<Exact>,
        out: &mut Vec<Told>,
    ) {
        let Some((first, rest)) = affinity.split_first() else {
            let sum = so_far.iter().sum();
            let (most, least) = (loads.iter().max().copied(), loads.iter().min().copied());
            out.push((sum, so_far.iter().min().cloned(), most.unwrap_or(0), least.unwrap_or(0)));
            return;
        };
        for set in (0u32..1 << first.len()).filter(|s| s.count_ones() == each) {
            let members: Vec<usize> = (0..first.len()).filter(|j| set >> j & 1 == 1).collect();
            let Some(own) = members.iter().map(|j| first[*j].clone()).collect::<Option<Vec<Exact>>>() else {
                continue;
            };
            for j in &members {
                loads[*j] += 1;
            }
            let before = so_far.len();
            so_far.extend(own);
            all(rest, each, loads, so_far, out);
            so_far.truncate(before);
            for j in &members {
                loads[*j] -= 1;
            }
        }
    }
    fn told(a: &Assigned, affinity: &Affinity) -> Told {
        let n = affinity[0].len();
        let load = |j: usize| a.judges.iter().filter(|js| js.contains(&j)).count() as u32;
        let pairs: Vec<Exact> = a
            .judges
            .iter()
            .enumerate()
            .flat_map(|(e, js)| js.iter().map(move |j| affinity[e][*j].clone().unwrap()))
            .collect();
        let loads: Vec<u32> = (0..n).map(load).collect();
        (
            pairs.iter().sum(),
            pairs.iter().min().cloned(),
            *loads.iter().max().unwrap(),
            *loads.iter().min().unwrap(),
        )
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn aims_are_reached_as_by_trying_all(
            rows in proptest::collection::vec(proptest::collection::vec(-1i64..6, 3), 1..5),
            each in 1u32..3, least in 0u32..3, more in 0u32..3,
        ) {
            let affinity: Vec<Vec<Option<Exact>>> =
                rows.iter().map(|r| r.iter().map(|x| (*x >= 0).then(|| Exact::from(*x))).collect()).collect();
            let mut every = vec![];
            all(&affinity, each, &mut vec![0; 3], &mut vec![], &mut every);
            let most = least + more;
            let within: Vec<&Told> = every.iter().filter(|t| t.2 <= most && t.3 >= least).collect();
            match min_max(&affinity, each, least, most) {
                Ok(a) => {
                    let t = told(&a, &affinity);
                    prop_assert_eq!(Some(&t.0), within.iter().map(|t| &t.0).max());
                    prop_assert!(t.2 <= most && t.3 >= least);
                    let (a, smallest) = largest_smallest(&affinity, each, least, most).unwrap();
                    let want = within.iter().map(|t| (&t.1, &t.0)).max().unwrap();
                    let t = told(&a, &affinity);
                    prop_assert_eq!((&t.1, &t.0), want);
                    prop_assert_eq!(smallest, t.1);
                    prop_assert!(t.2 <= most && t.3 >= least);
                }
                Err(e) => prop_assert!(within.is_empty(), "{e}"),
            }
            match even(&affinity, each) {
                Ok(a) => {
                    let key = |t: &Told| (std::cmp::Reverse(t.2), t.3, t.0.clone());
                    prop_assert_eq!(Some(key(&told(&a, &affinity))), every.iter().map(key).max());
                }
                Err(e) => prop_assert!(every.is_empty(), "{e}"),
            }
        }
    }
    #[test]
    fn worked_example() {
        let x = |t| Some(Exact::decimal(t).unwrap());
        let affinity = [vec![x("0.9"), x("0.8")], vec![x("0.5"), x("0.1")]];
        let sum = |a: Assigned| a.total.to_string();
        assert_eq!(sum(min_max(&affinity, 1, 0, 1).unwrap()), "13/10");
        assert_eq!(largest_smallest(&affinity, 1, 0, 1).unwrap().1, x("0.5"));
        assert_eq!(sum(min_max(&affinity, 1, 0, 2).unwrap()), "7/5");
        assert_eq!(sum(min_max(&affinity, 1, 1, 2).unwrap()), "13/10");
        assert_eq!(sum(even(&affinity, 1).unwrap()), "13/10");
    }
    #[test]
    fn level_judges_nothing_and_what_cannot_be() {
        // Level in everything: the first in order.
        let level = vec![vec![Some(Exact::ONE); 2]; 2];
        assert_eq!(even(&level, 1).unwrap().judges, [[0], [1]]);
        assert_eq!(even(&[], 2).unwrap().judges.len(), 0);
        assert_eq!(largest_smallest(&[], 2, 0, 1).unwrap().1, None);
        assert_eq!(min_max(&level, 1, 2, 1).unwrap_err(), AssignError::Loads { least: 2, most: 1 });
        assert_eq!(min_max(&level, 1, 2, 2).unwrap_err(), AssignError::TooIdle { judge: 1, got: 0, want: 2 });
        assert!(even(&[vec![None, None]], 1).is_err());
    }
}
