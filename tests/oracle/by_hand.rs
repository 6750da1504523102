//! Counts made for counting by hand, paper by paper, by the text of their rules.
use super::ranked::{order, strict};
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::RankingForm,
    count::Seats,
    tally::stv::{Edition, Ers97},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Set = BTreeSet<usize>;

/// Cut off after two decimals.
fn two(v: Frac) -> Frac {
    Frac::new((v * Frac::whole(100)).floor(), 100)
}
/// Papers alike; the batch is the number of the transfer of one value that brought them.
#[derive(Clone)]
struct Paper {
    order: Vec<usize>,
    votes: Frac,
    value: Frac,
    at: Option<usize>,
    batch: usize,
}
#[derive(Clone)]
struct State {
    /// The second edition: a whole quota, not lowered, and the last seat for half of what is at work.
    second: bool,
    papers: Vec<Paper>,
    /// What an elected candidate is credited with once the surplus has gone.
    kept: Vec<Option<Frac>>,
    seats: usize,
    valid: Frac,
    gone: Frac,
    quota: Frac,
    continuing: Set,
    elected: Vec<usize>,
    waiting: Set,
    batch: usize,
    points: Vec<Vec<Frac>>,
}
impl State {
    fn vote(&self, e: usize) -> Frac {
        let lies =
            || self.papers.iter().filter(|p| p.at == Some(e)).fold(Frac::ZERO, |s, p| s + p.votes * p.value);
        self.kept[e].unwrap_or_else(lies)
    }
    fn free(&self) -> usize {
        self.seats - self.elected.len()
    }
    /// 5.1.6: two decimals, rounded up.
    fn new_quota(&self) -> Frac {
        let exact = (self.valid - self.gone) / Frac::whole(self.seats as u64 + 1);
        if self.second {
            return Frac::new(-(Frac::ZERO - exact).floor(), 1);
        }
        let cut = two(exact);
        if cut == exact { cut } else { cut + Frac::new(1, 100) }
    }
    /// Those with the most now, then at the first point at which these differ.
    fn most(&self, of: &Set) -> Vec<usize> {
        let mut tied = least(of.iter().copied(), |e| Frac::ZERO - self.vote(e));
        for point in &self.points {
            tied = least(tied.iter().copied(), |e| Frac::ZERO - point[e]);
        }
        tied
    }
    fn fewest(&self, of: &Set) -> Vec<usize> {
        let mut tied = least(of.iter().copied(), |e| self.vote(e));
        for point in &self.points {
            tied = least(tied.iter().copied(), |e| point[e]);
        }
        tied
    }
    /// 5.1.7, 5.3.13, 5.4.9 with 5.6.2.
    fn deem_elected(&mut self) {
        while self.free() > 0 && !self.continuing.is_empty() {
            let surpluses = self.waiting.iter().fold(Frac::ZERO, |s, e| s + self.vote(*e) - self.quota);
            let active = self.continuing.iter().fold(surpluses, |s, e| s + self.vote(*e));
            let share = active / Frac::whole(self.free() as u64 + 1);
            let top = least(self.continuing.iter().copied(), |e| Frac::ZERO - self.vote(e));
            let vote = self.vote(top[0]);
            let lowered = !self.second || self.free() == 1;
            if vote < self.quota && !(lowered && vote >= share) {
                break;
            }
            let who = if top.len() <= self.free() { top } else { self.most(&self.continuing) };
            if who.len() > self.free() {
                break;
            }
            for e in who {
                self.continuing.remove(&e);
                self.elected.push(e);
                if self.vote(e) > self.quota {
                    self.waiting.insert(e);
                }
            }
        }
        let now = (0..self.kept.len()).map(|e| self.vote(e)).collect();
        self.points.push(now);
    }
    fn next_of(&self, p: &Paper) -> Option<usize> {
        let here = p.order.iter().position(|e| Some(*e) == p.at).unwrap();
        p.order[here..].iter().copied().find(|e| self.continuing.contains(e))
    }
    /// 5.3.
    fn transfer(mut self, from: usize) -> Self {
        self.batch += 1;
        let surplus = self.vote(from) - self.quota;
        let last = self.papers.iter().filter(|p| p.at == Some(from)).map(|p| p.batch).max();
        let chosen: Vec<usize> = (0..self.papers.len())
            .filter(|i| self.papers[*i].at == Some(from) && Some(self.papers[*i].batch) == last)
            .filter(|i| self.next_of(&self.papers[*i]).is_some())
            .collect();
        let number = chosen.iter().fold(Frac::ZERO, |s, i| s + self.papers[*i].votes);
        let total = chosen.iter().fold(Frac::ZERO, |s, i| s + self.papers[*i].votes * self.papers[*i].value);
        let mut moved = Frac::ZERO;
        for i in chosen {
            let next = self.next_of(&self.papers[i]);
            let p = &mut self.papers[i];
            if total > surplus {
                p.value = two(surplus / number);
            }
            moved = moved + p.votes * p.value;
            p.at = next;
            p.batch = self.batch;
        }
        self.gone = self.gone + (surplus - moved);
        self.kept[from] = Some(self.quota);
        self.waiting.remove(&from);
        self.deem_elected();
        self
    }
    /// 5.4.
    fn exclude(mut self, out: &Set) -> Self {
        self.continuing = &self.continuing - out;
        let mut values: Vec<Frac> =
            self.papers.iter().filter(|p| p.at.is_some_and(|e| out.contains(&e))).map(|p| p.value).collect();
        values.sort_by(|a, b| b.cmp(a));
        values.dedup();
        for value in values {
            if self.free() == 0 {
                break;
            }
            self.batch += 1;
            let continuing = self.continuing.clone();
            for p in &mut self.papers {
                if p.value != value || !p.at.is_some_and(|e| out.contains(&e)) {
                    continue;
                }
                let here = p.order.iter().position(|e| Some(*e) == p.at).unwrap();
                p.at = p.order[here..].iter().copied().find(|e| continuing.contains(e));
                p.batch = self.batch;
                if p.at.is_none() {
                    self.gone = self.gone + p.votes * p.value;
                }
            }
            if self.elected.is_empty() && !self.second {
                self.quota = self.new_quota();
            }
            self.deem_elected();
        }
        self
    }
    /// Sets that may leave together, 5.2.2 and 5.2.5.
    fn leaving(&self) -> Vec<Set> {
        let surpluses = self.waiting.iter().fold(Frac::ZERO, |s, e| s + self.vote(*e) - self.quota);
        let mut votes: Vec<Frac> = self.continuing.iter().map(|e| self.vote(*e)).collect();
        votes.sort();
        let fits = |n: &usize| votes[..*n].iter().fold(surpluses, |s, v| s + *v) <= votes[*n];
        let Some(n) = (1..=votes.len() - self.free()).rev().find(fits) else { return vec![] };
        let mut open = vec![Set::new()];
        let mut done: Vec<Set> = vec![];
        while let Some(out) = open.pop() {
            if out.len() == n {
                if !done.contains(&out) {
                    done.push(out);
                }
                continue;
            }
            let tied = self.fewest(&(&self.continuing - &out));
            let take = tied.len().min(n - out.len());
            open.extend(subsets(&tied, take).into_iter().map(|s| &out | &s));
        }
        done
    }
    fn count(mut self) -> Sets {
        if self.free() == 0 || self.continuing.is_empty() || self.continuing.len() <= self.free() {
            let rest: Vec<usize> = self.continuing.iter().copied().take(self.free()).collect();
            self.elected.extend(rest);
            return [self.elected.into_iter().collect()].into();
        }
        let leaving = self.leaving();
        if leaving.is_empty() {
            let tied = self.most(&self.waiting);
            return tied.into_iter().flat_map(|e| self.clone().transfer(e).count()).collect();
        }
        let free = self.free();
        let one = |out: &Set| {
            let rest = &self.continuing - out;
            if rest.len() == free {
                return [self.elected.iter().copied().chain(rest).collect()].into();
            }
            self.clone().exclude(out).count()
        };
        leaving.iter().flat_map(one).collect()
    }
}
fn ers97(c: &Cast<Vec<usize>>, seats: usize, second: bool) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let of = |(order, weight): &(Vec<usize>, u64)| Paper {
        order: order.clone(),
        votes: c.votes(*weight),
        value: Frac::ONE,
        at: order.first().copied(),
        batch: 0,
    };
    let papers: Vec<Paper> = c.ballots.iter().map(of).filter(|p| p.at.is_some()).collect();
    let mut state = State {
        second,
        valid: papers.iter().fold(Frac::ZERO, |s, p| s + p.votes),
        kept: vec![None; c.m],
        papers,
        seats,
        gone: Frac::ZERO,
        quota: Frac::ZERO,
        continuing: (0..c.m).collect(),
        elected: vec![],
        waiting: Set::new(),
        batch: 0,
        points: vec![],
    };
    state.quota = state.new_quota();
    state.deem_elected();
    state.count()
}
/// Few heads and long orders make ties; many ballots make surpluses.
pub(super) fn voters(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    let many = (prop::collection::vec((order(m), 1u64..12), 3..9), 1u64..3)
        .prop_map(move |(ballots, units)| Cast { m, ballots, units });
    prop_oneof![cast(m, order(m)), many]
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn ers97_agrees(c in voters(5), k in 1usize..5, second in any::<bool>()) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        let rule = Ers97 { edition: if second { Edition::Second } else { Edition::Third } };
        prop_assert_eq!(told(&rule, &p, seats).unwrap(), ers97(&c, k, second));
    }
}
