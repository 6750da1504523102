//! Scottish STV by the text of the order, paper by paper.
use super::ranked::{order, strict};
use super::{Cast, Sets, cast, least, told};
use cocreate::{ballot::RankingForm, count::Seats, tally::stv::ScottishStv};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ONE: u64 = 100_000;
/// A parcel of equal papers, where it lies, and what each is worth in hundred-thousandths of a unit of weight.
#[derive(Clone)]
struct Paper {
    order: Vec<usize>,
    weight: u64,
    value: u64,
    at: Option<usize>,
}
#[derive(Clone)]
struct State {
    papers: Vec<Paper>,
    continuing: BTreeSet<usize>,
    elected: BTreeSet<usize>,
    /// Elected with a surplus that was not transferred yet.
    pending: BTreeSet<usize>,
    /// Whose surplus was transferred: they keep the quota.
    settled: BTreeSet<usize>,
    stages: Vec<Vec<u64>>,
    quota: u64,
    seats: usize,
}
impl State {
    fn votes(&self, e: usize) -> u64 {
        if self.settled.contains(&e) {
            return self.quota;
        }
        self.papers.iter().filter(|p| p.at == Some(e)).map(|p| p.weight * p.value).sum()
    }
    /// Rules 49 and 51: of those level now, whoever differs at the latest earlier stage; else any of them.
    fn level(&self, of: &BTreeSet<usize>, key: impl Fn(u64) -> u64) -> Vec<usize> {
        let now: Vec<u64> = (0..self.stages[0].len()).map(|e| self.votes(e)).collect();
        let mut tied: Vec<usize> = of.iter().copied().collect();
        for stage in [&now].into_iter().chain(self.stages.iter().rev()) {
            tied = least(tied.iter().copied(), |e| key(stage[e]));
        }
        tied
    }
    fn elect(&mut self) {
        for e in self.continuing.clone() {
            if self.votes(e) >= self.quota {
                self.continuing.remove(&e);
                self.elected.insert(e);
                if self.votes(e) > self.quota {
                    self.pending.insert(e);
                }
            }
        }
    }
    fn move_on(&mut self, from: usize, value: impl Fn(u64) -> u64) {
        let continuing = self.continuing.clone();
        for p in self.papers.iter_mut().filter(|p| p.at == Some(from)) {
            let after = p.order.iter().position(|e| *e == from).unwrap() + 1;
            p.at = p.order[after..].iter().copied().find(|e| continuing.contains(e));
            p.value = value(p.value);
        }
    }
    fn count(mut self) -> Sets {
        let stage: Vec<u64> =
            (0..self.stages.first().map_or(self.continuing.len(), Vec::len)).map(|e| self.votes(e)).collect();
        self.elect();
        let vacancies = self.seats - self.elected.len();
        if vacancies > 0 && self.continuing.len() <= vacancies {
            self.elected.append(&mut self.continuing);
        }
        if self.elected.len() == self.seats || self.continuing.is_empty() {
            return [self.elected].into();
        }
        self.stages.push(stage);
        let mut all = Sets::new();
        if self.pending.is_empty() {
            for out in self.level(&self.continuing, |v| v) {
                let mut next = self.clone();
                next.continuing.remove(&out);
                next.move_on(out, |v| v);
                all.extend(next.count());
            }
        } else {
            for from in self.level(&self.pending, |v| u64::MAX - v) {
                let mut next = self.clone();
                let (held, surplus) = (self.votes(from), self.votes(from) - self.quota);
                next.pending.remove(&from);
                next.settled.insert(from);
                next.move_on(from, |v| v * surplus / held);
                all.extend(next.count());
            }
        }
        all
    }
}
fn scottish(c: &Cast<Vec<usize>>, seats: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let of = |(order, weight): &(Vec<usize>, u64)| Paper {
        order: order.clone(),
        weight: *weight,
        value: ONE,
        at: order.first().copied(),
    };
    let papers: Vec<Paper> = c.ballots.iter().map(of).collect();
    let valid = papers.iter().filter(|p| p.at.is_some()).map(|p| p.weight).sum::<u64>() / c.units;
    let quota = (valid / (seats as u64 + 1) + 1) * c.units * ONE;
    let none = BTreeSet::new;
    State {
        papers,
        continuing: (0..c.m).collect(),
        elected: none(),
        pending: none(),
        settled: none(),
        stages: vec![],
        quota,
        seats,
    }
    .count()
}
/// Few heads and long orders make ties; many ballots make surpluses.
fn voters(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    prop_oneof![cast(m, order(m)), many(m)]
}
fn many(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    let ballots = prop::collection::vec((order(m), 1u64..40), 3..12);
    (ballots, 1u64..3).prop_map(move |(ballots, units)| Cast { m, ballots, units })
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn scottish_stv_agrees(c in voters(5), k in 1usize..5) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&ScottishStv {}, &p, seats).unwrap(), scottish(&c, k));
    }
}
