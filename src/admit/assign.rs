//! Assignment of entries to judges: the largest sum of affinities with so many judges an entry and a load that nobody passes; and tasks dealt
//! out evenly.
//!
//! Worked example: R1 suits P1 with 0.9 and P2 with 0.7, R2 with 0.8 and 0.1. With one judge an entry and one entry a judge, P1 has R2 and P2 R1,
//! 1.5 in all; who takes the best pair first gets 1.0. If R1 may not judge P2, P1 has R1 and P2 R2, 1.0.
//!
//! Other aims, loads with a least, and tasks around conflicts: [`min_max`](super::min_max).
//!
//! References: Ahuja, Magnanti and Orlin (1993), *Network Flows*, ch. 9 (successive shortest paths); `OpenReview` matcher; Montage.
use crate::{count::Lot, num::Exact};

/// Most pairs of an entry and a judge.
pub const MAX_PAIRS: usize = 200_000;
/// Most steps of an assignment: tasks times pairs.
pub const MAX_STEPS: u128 = 200_000_000;

/// Why entries cannot be assigned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssignError {
    /// A row of affinities that does not speak of every judge.
    #[error("entry {entry} has affinities of {got} judges; there are {judges}")]
    Row {
        /// Which entry, by place.
        entry: usize,
        /// How many it speaks of.
        got: usize,
        /// How many there are.
        judges: usize,
    },
    /// An entry that cannot have as many judges as it should.
    #[error(
        "entry {entry} gets {got} of {want} judges: conflicts and loads leave no more; raise the load or ask for fewer"
    )]
    TooFew {
        /// Which entry, by place.
        entry: usize,
        /// How many it can have.
        got: u32,
        /// How many it should have.
        want: u32,
    },
    /// A judge who cannot have as many entries as they should.
    #[error(
        "judge {judge} gets {got} of at least {want} entries: there are no more tasks, or conflicts are in the way; ask for fewer"
    )]
    TooIdle {
        /// Which judge, by place.
        judge: usize,
        /// How many they get.
        got: u32,
        /// How many they should have.
        want: u32,
    },
    /// A least load above the most.
    #[error("a judge has at least {least} and at most {most} entries; the least is not above the most")]
    Loads {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// More judges an entry than there are.
    #[error("{want} judges an entry; there are {judges}")]
    TooManyEach {
        /// How many there should be.
        want: u32,
        /// How many there are.
        judges: usize,
    },
    /// Too much work.
    #[error("{got} {what}; at most {most}")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How many.
        got: u128,
        /// How many may be.
        most: u128,
    },
}
/// Who judges what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The judges of each entry, rising.
    pub judges: Vec<Vec<usize>>,
    /// The sum of affinities.
    pub total: Exact,
}
/// The assignment with the largest sum. `affinity[e][j]` is how much judge `j` suits entry `e`; none is a conflict. Of several with that sum, the one that
/// is found by going through entries and judges in their order.
///
/// # Complexity
/// `O(t p)` exact operations for t tasks and p pairs at best, times the length of the paths by which judges are exchanged.
///
/// # Errors
/// If a row is too short or long, an entry cannot have enough judges, or there is too much work.
///
/// # Examples
/// ```
/// use cocreate::{admit::assign::assign, num::Exact};
/// let x = |t| Some(Exact::decimal(t).unwrap());
/// let a = assign(&[vec![x("0.9"), x("0.8")], vec![x("0.7"), x("0.1")]], 1, 1)?;
/// assert_eq!((a.judges, a.total.to_string()), (vec![vec![1], vec![0]], "3/2".into()));
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn assign(affinity: &[Vec<Option<Exact>>], each: u32, load: u32) -> Result<Assigned, AssignError> {
    bounded(affinity, each, 0, load)
}
/// The largest sum, where every judge has a load within bounds.
pub(super) fn bounded(
    affinity: &[Vec<Option<Exact>>],
    each: u32,
    least: u32,
    load: u32,
) -> Result<Assigned, AssignError> {
    let judges = affinity.first().map_or(0, Vec::len);
    if let Some((entry, row)) = affinity.iter().enumerate().find(|(_, r)| r.len() != judges) {
        return Err(AssignError::Row { entry, got: row.len(), judges });
    }
    let pairs = affinity.len().saturating_mul(judges);
    if pairs > MAX_PAIRS {
        let (got, most) = (pairs as u128, MAX_PAIRS as u128);
        return Err(AssignError::TooLarge { what: "pairs of an entry and a judge", got, most });
    }
    let got = affinity.len() as u128 * u128::from(each) * pairs as u128;
    if got > MAX_STEPS {
        return Err(AssignError::TooLarge { what: "tasks times pairs", got, most: MAX_STEPS });
    }
    let has = vec![vec![false; judges]; affinity.len()];
    let mut plan = Plan { affinity, has, load: vec![0; judges], least, most: load };
    for entry in 0..affinity.len() {
        for got in 0..each {
            if !plan.one_more(entry) {
                return Err(AssignError::TooFew { entry, got, want: each });
            }
        }
    }
    if let Some(judge) = (0..judges).find(|j| plan.load[*j] < least) {
        return Err(AssignError::TooIdle { judge, got: plan.load[judge], want: least });
    }
    let of = |row: &Vec<bool>| (0..judges).filter(|j| row[*j]).collect::<Vec<_>>();
    let out: Vec<Vec<usize>> = plan.has.iter().map(of).collect();
    let worth =
        |(e, js): (usize, &Vec<usize>)| js.iter().filter_map(|j| affinity[e][*j].clone()).sum::<Exact>();
    let total = out.iter().enumerate().map(worth).sum();
    Ok(Assigned { judges: out, total })
}
struct Plan<'a> {
    affinity: &'a [Vec<Option<Exact>>],
    has: Vec<Vec<bool>>,
    load: Vec<u32>,
    least: u32,
    most: u32,
}
impl Plan<'_> {
    /// Gives an entry one more judge by the exchange that adds most; false if there is none.
    fn one_more(&mut self, entry: usize) -> bool {
        let (n, m) = (self.affinity.len(), self.load.len());
        // The best gain of a path that ends at an entry that lacks a judge, or at a judge who got one entry more; and the step before.
        let mut lacks: Vec<Option<Exact>> = vec![None; n];
        let mut gets: Vec<Option<Exact>> = vec![None; m];
        let (mut taken_from, mut given_by) = (vec![usize::MAX; n], vec![usize::MAX; m]);
        lacks[entry] = Some(Exact::ZERO);
        let mut open = vec![entry];
        while let Some(e) = open.pop() {
            let Some(so_far) = lacks[e].clone() else { continue };
            for j in 0..m {
                let Some(worth) = self.affinity[e][j].as_ref().filter(|_| !self.has[e][j]) else { continue };
                let gain = &so_far + worth;
                if gets[j].as_ref().is_some_and(|g| *g >= gain) {
                    continue;
                }
                given_by[j] = e;
                // Whoever has this judge could give them up.
                for f in (0..n).filter(|f| self.has[*f][j]) {
                    let Some(lost) = &self.affinity[f][j] else { continue };
                    let left = &gain - lost;
                    if lacks[f].as_ref().is_none_or(|l| left > *l) && f != entry {
                        lacks[f] = Some(left);
                        taken_from[f] = j;
                        open.push(f);
                    }
                }
                gets[j] = Some(gain);
            }
        }
        let free = (0..m).filter(|j| self.load[*j] < self.most && gets[*j].is_some());
        // An entry for a judge who has too few is worth more than all affinities.
        let idle = |j: usize| self.load[j] < self.least;
        let better = |a: &usize, b: &usize| idle(*a).cmp(&idle(*b)).then_with(|| gets[*a].cmp(&gets[*b]));
        let Some(end) = free.max_by(|a, b| better(a, b).then(b.cmp(a))) else { return false };
        self.load[end] += 1;
        let mut j = end;
        loop {
            let e = given_by[j];
            self.has[e][j] = true;
            if e == entry {
                return true;
            }
            j = taken_from[e];
            self.has[e][j] = false;
        }
    }
}
/// Tasks dealt out so that every entry is seen by `quorum` judges, nobody sees one twice, and nobody has more than ceil(tasks / judges):
/// the first judges have that many, the last what is left. The entries of each judge, in the order of the tasks.
///
/// # Errors
/// If the quorum is more than there are judges, or there are more than 10,000,000 tasks.
///
/// # Examples
/// ```
/// use cocreate::admit::assign::deal;
/// let dealt = deal(10, 3, 4)?;
/// assert_eq!(dealt.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8, 8, 6]);
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn deal(entries: usize, quorum: u32, judges: usize) -> Result<Vec<Vec<usize>>, AssignError> {
    if quorum as usize > judges {
        return Err(AssignError::TooManyEach { want: quorum, judges });
    }
    let tasks = entries as u128 * u128::from(quorum);
    if tasks > 10_000_000 {
        return Err(AssignError::TooLarge { what: "tasks", got: tasks, most: 10_000_000 });
    }
    if tasks == 0 {
        return Ok(vec![vec![]; judges]);
    }
    // At most as many as there are entries, since the quorum is at most the number of judges: a run of them names none twice.
    let (tasks, cap) = (tasks as usize, (tasks as usize).div_ceil(judges));
    let run = |j: usize| ((j * cap).min(tasks)..((j + 1) * cap).min(tasks)).map(|t| t % entries).collect();
    Ok((0..judges).map(run).collect())
}
/// As [`deal`], with entries and judges in the order of the lot, under the labels `deal/entries` and `deal/judges`: who sees what, and who has
/// the shorter run, is chance.
///
/// # Errors
/// As [`deal`].
///
/// # Examples
/// ```
/// use cocreate::{admit::assign::deal_by_lot, count::Lot};
/// let dealt = deal_by_lot(10, 3, 4, &Lot::new("published on the day"))?;
/// assert!((0..10).all(|e| dealt.iter().filter(|d| d.contains(&e)).count() == 3));
/// # Ok::<(), cocreate::admit::assign::AssignError>(())
/// ```
pub fn deal_by_lot(
    entries: usize,
    quorum: u32,
    judges: usize,
    lot: &Lot,
) -> Result<Vec<Vec<usize>>, AssignError> {
    let dealt = deal(entries, quorum, judges)?;
    let names = lot.order("deal/entries", entries);
    let mut out = vec![vec![]; judges];
    for (j, run) in lot.order("deal/judges", judges).into_iter().zip(dealt) {
        out[j] = run.into_iter().map(|e| names[e]).collect();
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    fn row(of: &[i64]) -> Vec<Option<Exact>> {
        of.iter().map(|x| (*x >= 0).then(|| Exact::from(*x))).collect()
    }
    /// The best sum by trying all sets of judges for every entry.
    fn best(affinity: &[Vec<Option<Exact>>], each: u32, load: &mut Vec<u32>) -> Option<Exact> {
        let Some((first, rest)) = affinity.split_first() else { return Some(Exact::ZERO) };
        let m = first.len();
        let mut top = None;
        for set in (0u32..1 << m).filter(|s| s.count_ones() == each) {
            let members: Vec<usize> = (0..m).filter(|j| set >> j & 1 == 1).collect();
            if members.iter().any(|j| load[*j] == 0 || first[*j].is_none()) {
                continue;
            }
            for j in &members {
                load[*j] -= 1;
            }
            let own: Exact = members.iter().filter_map(|j| first[*j].clone()).sum();
            let sum = best(rest, each, load).map(|r| r + own);
            top = top.max(sum);
            for j in &members {
                load[*j] += 1;
            }
        }
        top
    }
    proptest! {
        #[test]
        fn the_sum_is_the_largest(rows in proptest::collection::vec(proptest::collection::vec(-1i64..9, 4), 1..5), each in 1u32..3, load in 1u32..4) {
            let affinity: Vec<_> = rows.iter().map(|r| row(r)).collect();
            let want = best(&affinity, each, &mut vec![load; 4]);
            match assign(&affinity, each, load) {
                Ok(a) => {
                    prop_assert_eq!(Some(&a.total), want.as_ref());
                    for j in 0..4 {
                        prop_assert!(a.judges.iter().filter(|js| js.contains(&j)).count() <= load as usize);
                    }
                    prop_assert!(a.judges.iter().all(|js| js.len() == each as usize));
                }
                Err(e) => prop_assert!(want.is_none(), "{e}"),
            }
        }
        #[test]
        fn everybody_is_dealt_each_entry_once_at_most(entries in 1usize..20, quorum in 1u32..6, more in 0usize..5) {
            let judges = quorum as usize + more;
            let dealt = deal(entries, quorum, judges).unwrap();
            for e in 0..entries {
                prop_assert_eq!(dealt.iter().flatten().filter(|x| **x == e).count(), quorum as usize);
            }
            for d in &dealt {
                let set: std::collections::BTreeSet<_> = d.iter().collect();
                prop_assert_eq!(set.len(), d.len());
            }
        }
    }
    #[test]
    fn nothing_and_too_much() {
        assert_eq!(assign(&[], 1, 1).unwrap().judges.len(), 0);
        assert!(assign(&[row(&[1]), row(&[1, 2])], 1, 1).is_err());
        assert_eq!(
            assign(&[row(&[-1])], 1, 1).unwrap_err(),
            AssignError::TooFew { entry: 0, got: 0, want: 1 }
        );
        assert!(deal(1, 2, 1).is_err() && deal(10_000_001, 1, 1).is_err());
        assert_eq!(deal(0, 1, 2).unwrap(), [[0; 0], []]);
    }
}
