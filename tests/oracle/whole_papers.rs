//! Whole papers of the last parcel, each by itself.
use super::by_hand::voters;
use super::ranked::strict;
use super::{Cast, Sets, least, told};
use cocreate::{ballot::RankingForm, count::Seats, tally::stv::IrishPrstv};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Set = BTreeSet<usize>;

/// Ireland's count with every paper by itself: what it names, where it lies, and which count brought it there as which of that count.
#[derive(Clone)]
struct Irish {
    #[allow(clippy::type_complexity, reason = "written once")]
    papers: Vec<(Vec<usize>, Option<usize>, (usize, usize))>,
    seats: usize,
    quota: usize,
    settled: BTreeSet<usize>,
    continuing: Set,
    elected: Set,
    waiting: Set,
    counts: Vec<Vec<usize>>,
    m: usize,
}
impl Irish {
    fn votes(&self, e: usize) -> usize {
        // Those whose surplus has gone keep the quota, part of it in papers that lie with nobody any more.
        if self.settled.contains(&e) {
            return self.quota;
        }
        self.papers.iter().filter(|p| p.1 == Some(e)).count()
    }
    fn earliest(&self, mut tied: Vec<usize>, most: bool) -> Vec<usize> {
        let sign = |v: usize| if most { -(v as i64) } else { v as i64 };
        tied = least(tied.iter().copied(), |e| sign(self.votes(e)));
        for count in &self.counts {
            tied = least(tied.iter().copied(), |e| sign(count[e]));
        }
        tied
    }
    fn next(&self, i: usize) -> Option<usize> {
        let (order, at, _) = &self.papers[i];
        let here = order.iter().position(|e| Some(*e) == *at).unwrap();
        order[here..].iter().copied().find(|e| self.continuing.contains(e))
    }
    fn count(mut self) -> Sets {
        self.counts.push((0..self.m).map(|e| self.votes(e)).collect());
        for e in self.continuing.clone() {
            if self.votes(e) >= self.quota {
                self.continuing.remove(&e);
                self.elected.insert(e);
                if self.votes(e) > self.quota {
                    self.waiting.insert(e);
                }
            }
        }
        let free = self.seats - self.elected.len();
        if free > 0 && self.continuing.len() <= free {
            self.elected.append(&mut self.continuing);
        }
        if self.elected.len() >= self.seats || self.continuing.is_empty() {
            return [self.elected].into();
        }
        let surplus: usize = self.waiting.iter().map(|e| self.votes(*e) - self.quota).sum();
        let mut rising: Vec<usize> = self.continuing.iter().map(|e| self.votes(*e)).collect();
        rising.sort_unstable();
        let needless = surplus < self.quota - rising[rising.len() - 1] && surplus < rising[1] - rising[0];
        if !self.waiting.is_empty() && !needless {
            let from = self.earliest(self.waiting.iter().copied().collect(), true);
            return from.into_iter().flat_map(|e| self.surplus(e)).flat_map(Self::count).collect();
        }
        let together = (2..=rising.len() - free)
            .rev()
            .find(|k| rising[..*k].iter().sum::<usize>() + surplus < rising[*k]);
        let outs: Vec<Set> = if let Some(k) = together {
            vec![self.continuing.iter().copied().filter(|e| self.votes(*e) < rising[k]).collect()]
        } else {
            let lowest = self.earliest(self.continuing.iter().copied().collect(), false);
            lowest.into_iter().map(|e| [e].into()).collect()
        };
        outs.iter().flat_map(|out| self.clone().exclude(out).count()).collect()
    }
    fn exclude(mut self, out: &Set) -> Self {
        self.continuing = &self.continuing - out;
        // As they were filed; of several candidates, as all papers were at the beginning.
        let mut lies: Vec<usize> =
            (0..self.papers.len()).filter(|i| self.papers[*i].1.is_some_and(|e| out.contains(&e))).collect();
        if out.len() == 1 {
            lies.sort_by_key(|i| self.papers[*i].2);
        }
        for (k, i) in lies.into_iter().enumerate() {
            self.papers[i].1 = self.next(i);
            self.papers[i].2 = (self.counts.len(), k);
        }
        self
    }
    /// Every way to give the papers that fractions are about.
    fn surplus(&self, from: usize) -> Vec<Self> {
        let surplus = self.votes(from) - self.quota;
        let last = self.papers.iter().filter(|p| p.1 == Some(from)).map(|p| p.2.0).max().unwrap();
        let mut sub: Vec<Vec<usize>> = vec![vec![]; self.m];
        let mut lies: Vec<usize> = (0..self.papers.len())
            .filter(|i| self.papers[*i].1 == Some(from) && self.papers[*i].2.0 == last)
            .collect();
        lies.sort_by_key(|i| self.papers[*i].2);
        for i in lies {
            if let Some(e) = self.next(i) {
                sub[e].push(i);
            }
        }
        let all: usize = sub.iter().map(Vec::len).sum();
        let whole: Vec<usize> =
            sub.iter().map(|s| if all <= surplus { s.len() } else { s.len() * surplus / all }).collect();
        let mut ways: Vec<Vec<usize>> = vec![whole];
        while all > surplus && ways[0].iter().sum::<usize>() < surplus {
            let mut more: Vec<Vec<usize>> = vec![];
            for way in &ways {
                let open =
                    (0..self.m).filter(|e| !sub[*e].is_empty() && way[*e] == sub[*e].len() * surplus / all);
                let mut tied =
                    least(open, |e| (all - sub[e].len() * surplus % all, usize::MAX - sub[e].len()));
                for count in &self.counts {
                    tied = least(tied.iter().copied(), |e| usize::MAX - count[e]);
                }
                for e in tied {
                    let mut with = way.clone();
                    with[e] += 1;
                    if !more.contains(&with) {
                        more.push(with);
                    }
                }
            }
            ways = more;
        }
        let moved = |way: Vec<usize>| {
            let mut next = self.clone();
            for (e, n) in way.into_iter().enumerate() {
                for (k, i) in sub[e][sub[e].len() - n..].iter().enumerate() {
                    next.papers[*i].1 = Some(e);
                    next.papers[*i].2 = (self.counts.len(), k);
                }
            }
            next.waiting.remove(&from);
            next.settled.insert(from);
            next
        };
        ways.into_iter().map(moved).collect()
    }
}
fn irish(c: &Cast<Vec<usize>>, seats: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let mut papers = vec![];
    for (order, weight) in &c.ballots {
        for _ in 0..*weight {
            papers.push((order.clone(), order.first().copied(), (0, papers.len())));
        }
    }
    papers.retain(|p| p.1.is_some());
    Irish {
        seats,
        quota: papers.len() / (seats + 1) + 1,
        papers,
        settled: Set::new(),
        continuing: (0..c.m).collect(),
        elected: Set::new(),
        waiting: Set::new(),
        counts: vec![],
        m: c.m,
    }
    .count()
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn irish_prstv_agrees(c in voters(5), k in 1usize..5) {
        let c = Cast { units: 1, ..c };
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&IrishPrstv::default(), &p, seats).unwrap(), irish(&c, k));
    }
}
