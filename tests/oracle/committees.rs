//! Committees from approvals, from their definitions: all committees are tried, all ways of ties are followed.
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::{Approval, ApprovalForm},
    count::Seats,
    id::EntryIx,
    num::Exact,
    tally::committee::{
        GreedyJustified, MinimaxApproval, ReverseSequentialThiele, SatisfactionApproval, SequentialPhragmen,
        SequentialThiele, Thiele, Weights,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const M: usize = 5;
type Ballots = Cast<Vec<usize>>;
type Set = BTreeSet<usize>;

fn all_but(s: &Set) -> Vec<usize> {
    (0..M).filter(|x| !s.contains(x)).collect()
}
fn with(s: &Set, x: usize) -> Set {
    s.iter().copied().chain([x]).collect()
}
fn without(s: &Set, x: usize) -> Set {
    s.iter().copied().filter(|y| *y != x).collect()
}
fn has(ballot: &[usize], s: &Set) -> usize {
    ballot.iter().filter(|x| s.contains(x)).count()
}
fn weight(rule: &Weights, j: usize) -> Frac {
    let j = j as i128;
    match rule {
        Weights::Pav => Frac::new(1, j),
        Weights::Slav => Frac::new(1, 2 * j - 1),
        Weights::Cc => Frac::new(i128::from(j == 1), 1),
        Weights::Geometric(_) => Frac::new(1, 3i128.pow(j as u32)),
        _ => Frac::ONE,
    }
}
fn worth(c: &Ballots, s: &Set, rule: &Weights) -> Frac {
    let of =
        |(b, w): &(Vec<usize>, u64)| (1..=has(b, s)).map(|j| weight(rule, j)).sum::<Frac>() * Frac::whole(*w);
    c.ballots.iter().map(of).sum()
}
fn best_sets<K: Ord>(k: usize, key: impl Fn(&Set) -> K) -> Sets {
    let all = subsets(&(0..M).collect::<Vec<_>>(), k);
    let best = all.iter().map(&key).max();
    all.into_iter().filter(|s| Some(key(s)) == best).collect()
}
fn sequential(c: &Ballots, s: Set, k: usize, rule: &Weights) -> Sets {
    if s.len() == k {
        return [s].into();
    }
    let loss = |x| Frac::ZERO - worth(c, &with(&s, x), rule);
    least(all_but(&s).into_iter(), loss)
        .into_iter()
        .flat_map(|x| sequential(c, with(&s, x), k, rule))
        .collect()
}
fn reverse(c: &Ballots, s: Set, k: usize, rule: &Weights) -> Sets {
    if s.len() == k {
        return [s].into();
    }
    let loss = |x| Frac::ZERO - worth(c, &without(&s, x), rule);
    least(s.iter().copied(), loss).into_iter().flat_map(|x| reverse(c, without(&s, x), k, rule)).collect()
}
/// Distances of all votes, the largest first.
fn distances(c: &Ballots, s: &Set) -> Vec<usize> {
    let of = |(b, w): &(Vec<usize>, u64)| vec![b.len() + s.len() - 2 * has(b, s); *w as usize];
    let mut all: Vec<usize> = c.ballots.iter().flat_map(of).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all
}
fn phragmen(c: &Ballots, loads: &[Frac], s: &Set, k: usize) -> Sets {
    if s.len() == k {
        return [s.clone()].into();
    }
    let of = |x: usize| -> Vec<usize> { (0..loads.len()).filter(|v| c.ballots[*v].0.contains(&x)).collect() };
    let load = |x: usize| {
        let all = of(x);
        let borne: Frac = all.iter().map(|v| loads[*v] * c.votes(c.ballots[*v].1)).sum();
        (borne + Frac::ONE) / all.iter().map(|v| c.votes(c.ballots[*v].1)).sum()
    };
    let open: Vec<usize> = all_but(s).into_iter().filter(|x| !of(*x).is_empty()).collect();
    if open.is_empty() {
        return subsets(&all_but(s), k - s.len())
            .into_iter()
            .map(|t| s.union(&t).copied().collect())
            .collect();
    }
    let follow = |x: usize| {
        let mut next = loads.to_vec();
        for v in of(x) {
            next[v] = load(x);
        }
        phragmen(c, &next, &with(s, x), k)
    };
    least(open.into_iter(), load).into_iter().flat_map(follow).collect()
}
fn justified(c: &Ballots, s: &Set, k: usize, level: usize) -> Sets {
    if level == 0 || s.len() == k {
        return if s.is_empty() { Sets::new() } else { [s.clone()].into() };
    }
    let group = |x: usize| -> u64 {
        let due = c.ballots.iter().filter(|(b, _)| b.contains(&x) && has(b, s) < level);
        due.map(|(_, w)| w).sum()
    };
    let enough = |x: &usize| group(*x) > 0 && group(*x) * k as u64 >= level as u64 * c.total();
    let open: Vec<usize> = all_but(s).into_iter().filter(enough).collect();
    if open.is_empty() {
        return justified(c, s, k, level - 1);
    }
    let best = least(open.into_iter(), |x| std::cmp::Reverse(group(x)));
    best.into_iter().flat_map(|x| justified(c, &with(s, x), k, level)).collect()
}
fn split(c: &Ballots, k: usize) -> Sets {
    let votes = |x: usize| {
        let of = c.ballots.iter().filter(|(b, _)| b.contains(&x));
        of.map(|(b, w)| Frac::new(i128::from(*w), b.len() as i128)).sum::<Frac>()
    };
    super::best(&(0..M).map(|x| Some(votes(x))).collect::<Vec<_>>(), k)
}
fn rules() -> impl Strategy<Value = Weights> {
    let geometric = Weights::Geometric(Exact::from(3u32));
    prop::sample::select(vec![Weights::Pav, Weights::Slav, Weights::Cc, Weights::Av, geometric])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn committees_agree(
        c in cast(M, prop::sample::subsequence((0..M).collect::<Vec<_>>(), 0..=M)),
        k in 1..=M,
        weights in rules(),
    ) {
        prop_assume!(c.total() > 0);
        let p = c.profile(ApprovalForm::default(), |s| {
            Approval::of(s.iter().map(|x| EntryIx::from(*x)).collect())
        });
        let seats = Seats::fill(k as u32).unwrap();
        let exact = best_sets(k, |s| worth(&c, s, &weights));
        prop_assert_eq!(told(&Thiele { weights: weights.clone() }, &p, seats).unwrap(), exact);
        let rule = SequentialThiele { weights: weights.clone() };
        prop_assert_eq!(told(&rule, &p, seats).unwrap(), sequential(&c, Set::new(), k, &weights));
        let rule = ReverseSequentialThiele { weights: weights.clone() };
        prop_assert_eq!(told(&rule, &p, seats).unwrap(), reverse(&c, (0..M).collect(), k, &weights));
        let plain = best_sets(k, |s| std::cmp::Reverse(distances(&c, s).first().copied()));
        prop_assert_eq!(told(&MinimaxApproval::default(), &p, seats).unwrap(), plain);
        let lexicographic = best_sets(k, |s| std::cmp::Reverse(distances(&c, s)));
        prop_assert_eq!(told(&MinimaxApproval { lexicographic: true }, &p, seats).unwrap(), lexicographic);
        prop_assert_eq!(told(&SatisfactionApproval {}, &p, seats).unwrap(), split(&c, k));
        let loads = vec![Frac::ZERO; c.ballots.len()];
        prop_assert_eq!(told(&SequentialPhragmen {}, &p, seats).unwrap(), phragmen(&c, &loads, &Set::new(), k));
        prop_assert_eq!(told(&GreedyJustified {}, &p, seats).unwrap(), justified(&c, &Set::new(), k, k));
    }
}
