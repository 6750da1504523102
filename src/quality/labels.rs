//! Labels that workers give to tasks: the majority, workers' skill by it (WAWA), and tasks whose answer is known.
//!
//! WAWA (worker agreement with aggregate): a worker's skill is the share of their labels that the majority gave too; then it is voted again with skills as
//! weights. Tasks whose majority is tied say nothing about skill.
//!
//! Worked example: t1: a a b, t2: b b b, t3: a b a by workers 1, 2, 3. The majorities are a, b, a; the skills 1, 2/3, 2/3; with these weights the
//! answers are the same.
//!
//! References: Appen, "Worker agreement with aggregate"; Ustalov et al. (2023), "Learning from crowds with Crowd-Kit".
use super::{MAX_MARKS, QualityError};
use crate::num::Exact;
use std::collections::BTreeSet;

/// Who labelled which task how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    pub(super) tasks: usize,
    pub(super) workers: usize,
    pub(super) kinds: usize,
    /// Task, worker, label; by task and worker.
    pub(super) all: Vec<(usize, usize, usize)>,
}
impl Labels {
    /// Labels as (task, worker, label), each below its number.
    ///
    /// # Errors
    /// If there are too many, one is out of range, or a worker labels a task twice.
    pub fn new(
        tasks: usize,
        workers: usize,
        kinds: usize,
        labels: impl IntoIterator<Item = (usize, usize, usize)>,
    ) -> Result<Self, QualityError> {
        let mut all: Vec<_> = labels.into_iter().take(MAX_MARKS + 1).collect();
        let most = [tasks, workers, kinds, all.len()].into_iter().max().unwrap_or(0);
        if most > MAX_MARKS {
            let want = "there are at most 10,000,000 tasks, workers, kinds and labels";
            return Err(QualityError::Number { what: "labels", got: most, want });
        }
        for (at, (t, w, l)) in all.iter().enumerate() {
            for (what, value, below) in
                [("a task", *t, tasks), ("a worker", *w, workers), ("a label", *l, kinds)]
            {
                if value >= below {
                    return Err(QualityError::Place { what, at, value, below });
                }
            }
        }
        all.sort_unstable();
        if let Some(at) = all.windows(2).position(|x| (x[0].0, x[0].1) == (x[1].0, x[1].1)) {
            let value = all[at].1;
            return Err(QualityError::Place { what: "a worker of a task", at, value, below: workers });
        }
        Ok(Self { tasks, workers, kinds, all })
    }
    /// The most given labels of each task, rising; several if they are level, none if nobody labelled it.
    pub fn majority(&self) -> Vec<Vec<usize>> {
        self.vote(&vec![Exact::ONE; self.workers])
    }
    /// The same with a weight for each worker; of labels without weight none is first.
    fn vote(&self, weights: &[Exact]) -> Vec<Vec<usize>> {
        let mut out = vec![vec![]; self.tasks];
        for of in self.all.chunk_by(|a, b| a.0 == b.0) {
            let mut sums = std::collections::BTreeMap::<usize, Exact>::new();
            for (_, w, l) in of {
                *sums.entry(*l).or_default() += &weights[*w];
            }
            let most = sums.values().max().cloned().unwrap_or_default();
            let first = sums.into_iter().filter(|(_, s)| *s == most && !most.is_zero());
            out[of[0].0] = first.map(|(l, _)| l).collect();
        }
        out
    }
    /// Skills by agreement with the majority, and what then is answered.
    ///
    /// # Complexity
    /// `O(k log k)` for k labels.
    ///
    /// # Examples
    /// ```
    /// use cocreate::quality::labels::Labels;
    /// let rows = [[0, 0, 1], [1, 1, 1], [0, 1, 0]];
    /// let all = (0..3).flat_map(|t| (0..3).map(move |w| (t, w, rows[t][w])));
    /// let w = Labels::new(3, 3, 2, all)?.wawa();
    /// assert_eq!(w.skills[1].as_ref().unwrap().to_string(), "2/3");
    /// assert_eq!(w.answers, [[0], [1], [0]]);
    /// # Ok::<(), cocreate::quality::QualityError>(())
    /// ```
    pub fn wawa(&self) -> Wawa {
        let majority = self.majority();
        let skills = self.agreement(|t| match &majority[t][..] {
            [one] => Some(*one),
            _ => None,
        });
        let weights: Vec<Exact> = skills.iter().map(|s| s.clone().unwrap_or_default()).collect();
        Wawa { answers: self.vote(&weights), majority, skills }
    }
    /// For each worker the share of their labels that are as `known`, over tasks where it is; none if there is no such task.
    fn agreement(&self, known: impl Fn(usize) -> Option<usize>) -> Vec<Option<Exact>> {
        let (mut right, mut of) = (vec![0u64; self.workers], vec![0u64; self.workers]);
        for (t, w, l) in &self.all {
            if let Some(k) = known(*t) {
                of[*w] += 1;
                right[*w] += u64::from(k == *l);
            }
        }
        right.iter().zip(of).map(|(r, n)| Exact::from(*r).checked_div(&Exact::from(n))).collect()
    }
    /// Workers judged by tasks whose answer is known: each one's share that is right, and whose share lies below the floor, so that their
    /// labels are set aside. Who labelled no such task has no share and stays.
    ///
    /// # Errors
    /// If an answer is out of range or known twice, or the floor is not from 0 to 1.
    ///
    /// # Examples
    /// ```
    /// use cocreate::{num::Exact, quality::labels::Labels};
    /// let all = Labels::new(2, 2, 2, [(0, 0, 1), (1, 0, 1), (0, 1, 0), (1, 1, 1)])?;
    /// let g = all.gold(&[(0, 1), (1, 1)], &Exact::ratio(3, 4).unwrap())?;
    /// assert_eq!((g.shares[1].as_ref().unwrap().to_string(), g.set_aside), ("1/2".into(), vec![1]));
    /// # Ok::<(), cocreate::quality::QualityError>(())
    /// ```
    pub fn gold(&self, known: &[(usize, usize)], floor: &Exact) -> Result<Gold, QualityError> {
        if floor.is_negative() || *floor > Exact::ONE {
            let value = floor.clone();
            return Err(QualityError::Range { field: "the floor", at: 0, value, want: "it is from 0 to 1" });
        }
        let mut seen = BTreeSet::new();
        let mut answers = std::collections::BTreeMap::new();
        for (at, (t, l)) in known.iter().enumerate() {
            if *t >= self.tasks || !seen.insert(*t) {
                return Err(QualityError::Place { what: "a known task", at, value: *t, below: self.tasks });
            }
            if *l >= self.kinds {
                return Err(QualityError::Place { what: "a known label", at, value: *l, below: self.kinds });
            }
            answers.insert(*t, *l);
        }
        let shares = self.agreement(|t| answers.get(&t).copied());
        let below = |(_, s): &(usize, &Option<Exact>)| s.as_ref().is_some_and(|s| s < floor);
        let set_aside = shares.iter().enumerate().filter(below).map(|(w, _)| w).collect();
        Ok(Gold { shares, set_aside })
    }
}
/// What agreement with the majority comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wawa {
    /// The most given labels of each task.
    pub majority: Vec<Vec<usize>>,
    /// Of each worker, the share of labels that the majority gave too.
    pub skills: Vec<Option<Exact>>,
    /// The labels of each task with the most skill behind them.
    pub answers: Vec<Vec<usize>>,
}
/// What known tasks say of workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Of each worker, the share that is right.
    pub shares: Vec<Option<Exact>>,
    /// Who lies below the floor.
    pub set_aside: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn ties_are_told_and_say_nothing_of_skill() {
        let all = Labels::new(3, 2, 2, [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 1)]).unwrap();
        let w = all.wawa();
        assert_eq!(w.majority, [vec![0, 1], vec![1], vec![]]);
        assert_eq!(w.skills, [Some(Exact::ONE), Some(Exact::ONE)]);
    }
    #[test]
    fn bad_labels_are_refused() {
        assert!(Labels::new(1, 1, 1, [(0, 0, 1)]).is_err() && Labels::new(1, 1, 1, [(1, 0, 0)]).is_err());
        assert!(Labels::new(1, 1, 2, [(0, 0, 0), (0, 0, 1)]).is_err());
        let all = Labels::new(1, 1, 1, [(0, 0, 0)]).unwrap();
        let half = Exact::ratio(1, 2).unwrap();
        assert!(all.gold(&[(1, 0)], &half).is_err() && all.gold(&[(0, 0), (0, 0)], &half).is_err());
        assert!(all.gold(&[], &Exact::from(2u32)).is_err());
    }
}
