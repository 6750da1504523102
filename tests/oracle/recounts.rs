//! Counts that draw ballots, that count again, or that count one count after the other: every way of breaking ties, one by one.
use super::ranked::{order, strict};
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::RankingForm,
    count::Seats,
    id::{EntryIx, EntrySet},
    tally::stv::{CambridgeStv, Countback, SequentialStv},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Set = BTreeSet<usize>;

/// The answers to the questions of one run, and how many answers each question had.
#[derive(Default)]
struct Way {
    answers: Vec<usize>,
    of: Vec<usize>,
}
impl Way {
    fn one(&mut self, tied: &[usize]) -> usize {
        tied[self.ask(tied.len())]
    }
    fn some(&mut self, tied: &[usize], take: usize) -> Set {
        let all = subsets(tied, take.min(tied.len()));
        all[self.ask(all.len())].clone()
    }
    fn ask(&mut self, n: usize) -> usize {
        let at = self.of.len();
        self.of.push(n);
        if at == self.answers.len() {
            self.answers.push(0);
        }
        self.answers[at]
    }
}
/// What a count comes to, by all answers.
fn every(mut count: impl FnMut(&mut Way) -> Sets) -> Sets {
    let (mut all, mut answers) = (Sets::new(), vec![]);
    loop {
        let mut way = Way { answers, of: vec![] };
        all.extend(count(&mut way));
        answers = way.answers;
        while answers.last().is_some_and(|a| a + 1 == way.of[answers.len() - 1]) {
            answers.pop();
        }
        match answers.last_mut() {
            Some(last) => *last += 1,
            None => return all,
        }
    }
}
fn next(order: &[usize], standing: &Set) -> Option<usize> {
    order.iter().copied().find(|e| standing.contains(e))
}

/// Cambridge: piles of ballots, each by its order.
struct Piles {
    at: Vec<Vec<Vec<usize>>>,
    standing: Set,
    elected: Set,
    stages: Vec<Vec<usize>>,
    quota: usize,
    seats: usize,
}
impl Piles {
    fn free(&self) -> usize {
        self.seats - self.elected.len()
    }
    fn end_stage(&mut self) {
        self.stages.push(self.at.iter().map(Vec::len).collect());
    }
    /// The fewest now, then at the latest stage at which they differ.
    fn fewest(&self, of: &Set) -> Vec<usize> {
        let mut tied = least(of.iter().copied(), |e| self.at[e].len());
        for stage in self.stages.iter().rev() {
            tied = least(tied.iter().copied(), |e| stage[e]);
        }
        tied
    }
    fn put(&mut self, e: usize, ballot: Vec<usize>) {
        self.at[e].push(ballot);
        if self.at[e].len() == self.quota && self.free() > 0 {
            self.standing.remove(&e);
            self.elected.insert(e);
        }
    }
    fn draw(&mut self, from: usize) {
        let pile = std::mem::take(&mut self.at[from]);
        let surplus = pile.len() - self.quota;
        let exact = Frac::new(pile.len() as i128, surplus as i128);
        let n = (exact + Frac::new(1, 2)).floor() as usize;
        // Places from 1: each turn begins one place later, and what no turn has reached comes last.
        let mut places: Vec<usize> = (0..n)
            .flat_map(|turn| (1..=pile.len()).filter(move |p| *p > turn && (p - turn) % n == 0))
            .collect();
        places.extend((1..=pile.len()).filter(|p| *p < n));
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), pile.len());
        let mut drawn = Set::new();
        for place in places {
            let goes = next(&pile[place - 1], &self.standing);
            if let (true, Some(e)) = (drawn.len() < surplus, goes) {
                drawn.insert(place);
                self.put(e, pile[place - 1].clone());
            }
        }
        self.at[from] =
            (1..=pile.len()).filter(|p| !drawn.contains(p)).map(|p| pile[p - 1].clone()).collect();
    }
    fn defeat(&mut self, mut out: Set, way: &mut Way) {
        self.standing = &self.standing - &out;
        while !out.is_empty() && self.free() > 0 {
            let from = way.one(&self.fewest(&out));
            out.remove(&from);
            for ballot in std::mem::take(&mut self.at[from]) {
                if let Some(e) = next(&ballot, &self.standing) {
                    self.put(e, ballot);
                }
            }
        }
        self.end_stage();
    }
}
fn cambridge(c: &Cast<Vec<usize>>, seats: usize, minimum: usize, way: &mut Way) -> Sets {
    let ballots: Vec<&Vec<usize>> =
        c.ballots.iter().flat_map(|(o, w)| std::iter::repeat_n(o, *w as usize)).collect();
    if ballots.is_empty() {
        return Sets::new();
    }
    let mut at = vec![vec![]; c.m];
    for o in ballots.iter().filter(|o| !o.is_empty()) {
        at[o[0]].push((*o).clone());
    }
    let quota = at.iter().map(Vec::len).sum::<usize>() / (seats + 1) + 1;
    let standing: Set = (0..c.m).collect();
    let mut p = Piles { at, standing, elected: Set::new(), stages: vec![], quota, seats };
    p.end_stage();
    let mut over: Set = p.standing.iter().copied().filter(|e| p.at[*e].len() > quota).collect();
    p.elected = p.standing.iter().copied().filter(|e| p.at[*e].len() >= quota).collect();
    p.standing = &p.standing - &p.elected;
    while !over.is_empty() && p.free() > 0 {
        let from = way.one(&least(over.iter().copied(), |e| usize::MAX - p.at[e].len()));
        over.remove(&from);
        p.draw(from);
        p.end_stage();
    }
    if p.free() > 0 && p.standing.len() > p.free() {
        let few: Set = p.standing.iter().copied().filter(|e| p.at[*e].len() < minimum).collect();
        let spared = few.len().min(p.standing.len() - p.free());
        let mut out = Set::new();
        while out.len() < spared {
            out = &out | &way.some(&p.fewest(&(&few - &out)), spared - out.len());
        }
        if !out.is_empty() {
            p.defeat(out, way);
        }
    }
    while p.free() > 0 && p.standing.len() > p.free() {
        let out = way.one(&p.fewest(&p.standing));
        p.defeat([out].into(), way);
    }
    if p.free() > 0 {
        p.elected.append(&mut p.standing);
    }
    [p.elected].into()
}

/// A recount by weighted inclusive Gregory; the sets of one who may have the vacancy.
fn countback(c: &Cast<Vec<usize>>, sitting: &Set, left: &Set, way: &mut Way) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let mut standing: Set = (0..c.m).filter(|e| !left.contains(e)).collect();
    let seats = sitting.len() + 1;
    // Order, votes, and where it lies.
    let mut papers: Vec<(&Vec<usize>, Frac, Option<usize>)> =
        c.ballots.iter().map(|(o, w)| (o, c.votes(*w), next(o, &standing))).collect();
    let valid = papers.iter().filter(|p| p.2.is_some()).fold(Frac::ZERO, |s, p| s + p.1);
    let quota = Frac::new((valid / Frac::whole(seats as u64 + 1)).floor() + 1, 1);
    let (mut elected, mut pending): (Set, Set) = (Set::new(), Set::new());
    let mut kept: Vec<Option<Frac>> = vec![None; c.m];
    let mut stages: Vec<Vec<Frac>> = vec![];
    loop {
        let lies = |e| papers.iter().filter(|p| p.2 == Some(e)).fold(Frac::ZERO, |s, p| s + p.1);
        let now: Vec<Frac> = (0..c.m).map(|e| kept[e].unwrap_or_else(|| lies(e))).collect();
        let mut new: Set = standing.iter().copied().filter(|e| now[*e] >= quota).collect();
        pending.extend(new.iter().copied().filter(|e| now[*e] > quota));
        let others: Vec<usize> = (&new - sitting).into_iter().collect();
        let top = least(others.into_iter(), |e| Frac::ZERO - now[e]);
        standing = &standing - &new;
        elected.append(&mut new);
        if !top.is_empty() {
            return subsets(&top, 1).into_iter().collect();
        }
        let free = seats - elected.len();
        if standing.len() <= free {
            let rest: Vec<usize> = (&standing - sitting).into_iter().collect();
            return if rest.is_empty() { Sets::new() } else { subsets(&rest, 1).into_iter().collect() };
        }
        let level = |of: &Set, most: bool| {
            let sign = |v: Frac| if most { Frac::ZERO - v } else { v };
            let mut tied = least(of.iter().copied(), |e| sign(now[e]));
            for stage in stages.iter().rev() {
                tied = least(tied.iter().copied(), |e| sign(stage[e]));
            }
            tied
        };
        let (from, ratio) = if pending.is_empty() {
            let open = &standing - sitting;
            let out = way.one(&level(if open.is_empty() { &standing } else { &open }, false));
            standing.remove(&out);
            (out, Frac::ONE)
        } else {
            let from = way.one(&level(&pending, true));
            pending.remove(&from);
            kept[from] = Some(quota);
            (from, (now[from] - quota) / now[from])
        };
        for p in papers.iter_mut().filter(|p| p.2 == Some(from)) {
            let here = p.0.iter().position(|e| *e == from).unwrap();
            p.1 = p.1 * ratio;
            p.2 = next(&p.0[here..], &standing);
        }
        stages.push(now);
    }
}

/// One vote in units of the last of nine decimals.
const ONE: i128 = 1_000_000_000;
/// Meek's count of some entries: who is elected, who left from first to last, and the votes in the end.
fn meek(
    c: &Cast<Vec<usize>>,
    among: &Set,
    seats: usize,
    loses: Option<usize>,
    way: &mut Way,
) -> (Set, Vec<usize>, Vec<i128>) {
    let (mut hopeful, mut elected, mut out) = (among.clone(), Set::new(), vec![]);
    let mut keep: Vec<i128> = (0..c.m).map(|e| if among.contains(&e) { ONE } else { 0 }).collect();
    let mut votes = vec![0; c.m];
    let up = |a: i128, b: i128| (a + b - 1).div_euclid(b);
    'round: while hopeful.len() > seats - elected.len() && elected.len() < seats {
        let mut before = None;
        loop {
            votes = vec![0; c.m];
            for (order, weight) in &c.ballots {
                let mut rest = ONE;
                for e in order {
                    let part = if keep[*e] == ONE { rest } else { up(rest * keep[*e], ONE) };
                    votes[*e] += part * i128::from(*weight);
                    rest -= part;
                }
            }
            let quota = votes.iter().sum::<i128>() / (seats as i128 + 1) + 1;
            let surplus = elected.iter().map(|e| votes[*e] - quota).sum::<i128>().max(0);
            let reached: Set = hopeful.iter().copied().filter(|e| votes[*e] >= quota).collect();
            if !reached.is_empty() {
                hopeful = &hopeful - &reached;
                elected = &elected | &reached;
                continue 'round;
            }
            if surplus < 1000 || before.is_some_and(|b| surplus >= b) {
                let low = hopeful.iter().map(|e| votes[*e]).min().unwrap();
                let tied: Vec<usize> =
                    hopeful.iter().copied().filter(|e| votes[*e] <= low + surplus).collect();
                let gone = loses.filter(|e| tied.contains(e)).unwrap_or_else(|| way.one(&tied));
                hopeful.remove(&gone);
                keep[gone] = 0;
                out.push(gone);
                continue 'round;
            }
            before = Some(surplus);
            for e in &elected {
                keep[*e] = up(up(keep[*e] * quota, ONE) * ONE, votes[*e]).min(ONE);
            }
        }
    }
    if elected.len() < seats {
        elected.append(&mut hopeful);
    }
    (elected, out, votes)
}
fn sequential(c: &Cast<Vec<usize>>, seats: usize, way: &mut Way) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let all: Set = (0..c.m).collect();
    let (mut probable, out, votes) = meek(c, &all, seats, None, way);
    let mut standing: Set =
        all.iter().copied().filter(|e| !probable.contains(e) && !out.contains(e)).collect();
    let mut queue = vec![];
    while !standing.is_empty() {
        let most = way.one(&least(standing.iter().copied(), |e| -votes[e]));
        standing.remove(&most);
        queue.push(most);
    }
    queue.extend(out.iter().rev());
    if !queue.is_empty() {
        queue.rotate_left(1);
    }
    let (mut ever, mut always) = (probable.clone(), probable.clone());
    let mut seen = vec![(probable.clone(), queue.clone())];
    let mut in_vain = 0;
    while in_vain < queue.len() {
        let challenger = queue.remove(0);
        let among: Set = probable.iter().copied().chain([challenger]).collect();
        let (won, _, _) = meek(c, &among, seats, Some(challenger), way);
        let beaten: Vec<usize> = (&among - &won).into_iter().collect();
        if beaten.len() != 1 || beaten[0] == challenger {
            queue.push(challenger);
            in_vain += 1;
            continue;
        }
        in_vain = 0;
        queue.push(beaten[0]);
        probable = won;
        ever.insert(challenger);
        always.remove(&beaten[0]);
        let again = seen.iter().filter(|(p, _)| *p == probable).count();
        let same = seen.contains(&(probable.clone(), queue.clone()));
        seen.push((probable.clone(), queue.clone()));
        if !same && again < 2 {
            continue;
        }
        let never: Set = queue.iter().copied().filter(|e| !ever.contains(e)).collect();
        let gone = if never.is_empty() {
            let left: Set = probable.iter().chain(&queue).copied().collect();
            let risk = (&left - &always).into_iter().collect::<Vec<_>>();
            [way.one(&least(risk.iter().copied(), |e| borda(c, &left, e)))].into()
        } else {
            never
        };
        queue.retain(|e| !gone.contains(e));
        probable = &probable - &gone;
        while probable.len() < seats && !queue.is_empty() {
            probable.insert(queue.remove(0));
        }
        (ever, always) = (probable.clone(), probable.clone());
        seen = vec![(probable.clone(), queue.clone())];
    }
    [probable].into()
}
/// Points over those left: one for each below, half for each as little named.
fn borda(c: &Cast<Vec<usize>>, left: &Set, e: usize) -> u64 {
    let rank = |o: &[usize], e: usize| o.iter().position(|x| *x == e).unwrap_or(usize::MAX);
    let of = |o: &[usize]| {
        let points = |x: &usize| match rank(o, e).cmp(&rank(o, *x)) {
            std::cmp::Ordering::Less => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 0,
        };
        left.iter().filter(|x| **x != e).map(points).sum::<u64>()
    };
    c.ballots.iter().map(|(o, w)| of(o) * w).sum()
}
fn voters(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    let many = prop::collection::vec((order(m), 1u64..12), 3..9);
    prop_oneof![cast(m, order(m)), many.prop_map(move |ballots| Cast { m, ballots, units: 1 })]
}
fn entries(set: &Set) -> EntrySet {
    set.iter().map(|e| EntryIx::from(*e)).collect()
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn cambridge_stv_agrees(c in voters(5), k in 1usize..4, minimum in 0usize..5) {
        let c = Cast { units: 1, ..c };
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let rule = CambridgeStv { minimum: minimum as u64, ..CambridgeStv::default() };
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&rule, &p, seats).unwrap(), every(|way| cambridge(&c, k, minimum, way)));
    }
    #[test]
    fn countback_agrees(c in voters(5), parts in prop::collection::vec(0usize..4, 5)) {
        let of = |part| (0..5).filter(|e| parts[*e] == part).collect::<Set>();
        let (sitting, left) = (of(1), of(2));
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let rule = Countback { sitting: entries(&sitting), left: entries(&left) };
        prop_assert_eq!(told(&rule, &p, Seats::ONE).unwrap(), every(|way| countback(&c, &sitting, &left, way)));
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn sequential_stv_agrees(c in voters(4), k in 1usize..4) {
        let c = Cast { units: 1, ..c };
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&SequentialStv {}, &p, seats).unwrap(), every(|way| sequential(&c, k, way)));
    }
}
