//! Rules made of two, from their definitions, on weak, truncated orders.
use super::ranked::{Tiers, ranking, tiers};
use super::{Cast, Frac, Sets, cast, told};
use cocreate::{
    ballot::RankingForm,
    count::Seats,
    id::EntryIx,
    tally::{
        hybrid::*,
        positional::{First, ModifiedBorda},
        runoff::TiedLowest,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const M: usize = 4;
type Poll = Cast<Tiers>;
type Set = BTreeSet<usize>;
fn place(b: &Tiers, e: usize) -> usize {
    b.iter().position(|t| t.contains(&e)).unwrap_or(M)
}
fn above(c: &Poll, a: usize, b: usize) -> i128 {
    c.ballots.iter().filter(|(t, _)| place(t, a) < place(t, b)).map(|(_, w)| i128::from(*w)).sum()
}
fn margin(c: &Poll, a: usize, b: usize) -> i128 {
    above(c, a, b) - above(c, b, a)
}
fn everybody() -> Set {
    (0..M).collect()
}
fn each(s: impl IntoIterator<Item = usize>) -> Sets {
    s.into_iter().map(|e| Set::from([e])).collect()
}
fn most<K: Ord>(of: &Set, key: impl Fn(usize) -> K) -> Set {
    let top = of.iter().map(|e| key(*e)).max();
    of.iter().copied().filter(|e| Some(key(*e)) == top).collect()
}
fn winner(c: &Poll, left: &Set) -> Option<usize> {
    left.iter().copied().find(|a| left.iter().all(|b| a == b || margin(c, *a, *b) > 0))
}
/// A ballot's places among those left, the unnamed together at the end, as shares of points.
fn borda(c: &Poll, left: &Set, e: usize) -> Frac {
    let of = |(b, w): &(Tiers, u64)| {
        let (mine, below, level) = (
            place(b, e),
            left.iter().filter(|x| place(b, **x) > place(b, e)).count() as u64,
            left.iter().filter(|x| place(b, **x) == place(b, e)).count() as u64,
        );
        assert!(mine <= M);
        Frac::whole(*w) * (Frac::whole(below) + Frac::new(i128::from(level) - 1, 2))
    };
    c.ballots.iter().map(of).sum()
}
/// In equal parts for the best named of those left.
fn firsts(c: &Poll, left: &Set, e: usize) -> Frac {
    let of = |(b, w): &(Tiers, u64)| {
        let best = b.iter().map(|t| t.iter().filter(|x| left.contains(x)).collect::<Vec<_>>());
        match best.into_iter().find(|t| !t.is_empty()) {
            Some(t) if t.contains(&&e) => Frac::new(i128::from(*w), t.len() as i128),
            _ => Frac::ZERO,
        }
    };
    c.ballots.iter().map(of).sum()
}
fn worst(c: &Poll, left: &Set, a: usize) -> i128 {
    left.iter().map(|b| margin(c, a, *b)).min().unwrap().min(0)
}
fn run_off(c: &Poll, left: &Set, all: bool) -> Sets {
    let fewest = left.iter().map(|e| firsts(c, left, *e)).min().unwrap();
    let out: Set = left.iter().copied().filter(|e| firsts(c, left, *e) == fewest).collect();
    if left.len() == 1 || all && out == *left {
        return each(left.clone());
    }
    let outs: Vec<Set> = if all { vec![out] } else { out.into_iter().map(|e| [e].into()).collect() };
    outs.iter().flat_map(|o| run_off(c, &left.difference(o).copied().collect(), all)).collect()
}
/// The smallest set whose members all beat all others.
fn smith(c: &Poll) -> Set {
    let sets = (1u32..1 << M).map(|w| (0..M).filter(|e| w >> e & 1 == 1).collect::<Set>());
    let stands = |s: &Set| s.iter().all(|a| (0..M).all(|b| s.contains(&b) || margin(c, *a, b) > 0));
    sets.filter(stands).min_by_key(Set::len).unwrap()
}
fn daunou(c: &Poll) -> Sets {
    let mut left = everybody();
    if let Some(w) = winner(c, &left) {
        return each([w]);
    }
    while let Some(loser) =
        left.iter().copied().find(|a| left.len() > 1 && left.iter().all(|b| a == b || margin(c, *a, *b) < 0))
    {
        left.remove(&loser);
    }
    each(most(&left, |e| firsts(c, &left, e)))
}
fn copeland(c: &Poll) -> Set {
    most(&everybody(), |a| (0..M).map(|b| margin(c, a, b).signum()).sum::<i128>())
}
fn faceoff(c: &Poll) -> Sets {
    let all = everybody();
    let (one, two) = (most(&all, |e| borda(c, &all, e)), most(&all, |e| worst(c, &all, e)));
    if one == two {
        return each(one);
    }
    let duel = |a: usize, b: usize| match margin(c, a, b).signum() {
        1 => vec![a],
        -1 => vec![b],
        _ => vec![a, b],
    };
    each(one.iter().flat_map(|a| two.iter().flat_map(|b| duel(*a, *b)).collect::<Vec<_>>()))
}
fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    if of.is_empty() {
        return vec![vec![]];
    }
    let after = |e: &usize| {
        let rest: Vec<usize> = of.iter().copied().filter(|x| x != e).collect();
        orders(&rest).into_iter().map(|o| [vec![*e], o].concat()).collect::<Vec<_>>()
    };
    of.iter().flat_map(after).collect()
}
/// The best four by first places in every order of equals; drawn duels to the better seed.
fn bracket(c: &Poll) -> Sets {
    let all = everybody();
    let votes = |e: usize| firsts(c, &all, e);
    let seeded = orders(&(0..M).collect::<Vec<_>>());
    let seeded = seeded.into_iter().filter(|o| o.windows(2).all(|w| votes(w[0]) >= votes(w[1])));
    let meet = |o: &[usize], a: usize, b: usize| if margin(c, o[a], o[b]) >= 0 { a } else { b };
    let won = |o: Vec<usize>| {
        let (one, two) = (meet(&o, 0, 3), meet(&o, 1, 2));
        o[meet(&o, one.min(two), one.max(two))]
    };
    each(seeded.map(won))
}
fn weighted(c: &Poll) -> Sets {
    let all = everybody();
    let worth = |o: &Vec<usize>| -> Frac {
        let pairs = (0..M).flat_map(|i| (i + 1..M).map(move |j| (i, j)));
        pairs
            .map(|(i, j)| firsts(c, &all, o[i]) * firsts(c, &all, o[j]) * Frac::new(margin(c, o[i], o[j]), 1))
            .sum()
    };
    let orders = orders(&(0..M).collect::<Vec<_>>());
    let best = orders.iter().map(worth).max().unwrap();
    each(orders.iter().filter(|o| worth(o) == best).map(|o| o[0]))
}
fn builder(c: &Poll, order: &[usize]) -> Sets {
    if !(0..M).any(|a| (0..M).any(|b| above(c, a, b) > 0)) {
        return Sets::new();
    }
    let (mut out, mut last) = (Set::new(), None);
    for (at, i) in order.iter().enumerate().rev() {
        if !out.contains(i) {
            let half = |j: &usize| 2 * above(c, *i, *j) >= i128::from(c.total());
            out.extend(order[..at].iter().copied().filter(half));
            last = Some(*i);
        }
    }
    each(last)
}
fn partial(c: &Poll, slate: bool) -> Sets {
    let points = |e: usize| -> Frac {
        let of = |(b, w): &(Tiers, u64)| {
            let named: Vec<&usize> = b.iter().flatten().collect();
            if !named.contains(&&e) {
                return Frac::ZERO;
            }
            let before = named.iter().filter(|x| place(b, ***x) < place(b, e)).count() as i128;
            let level = named.iter().filter(|x| place(b, ***x) == place(b, e)).count() as i128;
            let first = if slate { M } else { named.len() } as i128;
            Frac::whole(*w) * Frac::new(2 * (first - before) - (level - 1), 2)
        };
        c.ballots.iter().map(of).sum()
    };
    each(most(&everybody(), points))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn hybrids_agree(c in cast(M, tiers(M)), order in Just((0..M).collect::<Vec<_>>()).prop_shuffle()) {
        prop_assume!(!c.ballots.is_empty());
        let p = c.profile(RankingForm::default(), ranking);
        let all = everybody();
        let found = winner(&c, &all);
        let or = |else_: Sets| found.map_or(else_, |w| each([w]));
        macro_rules! agree { ($($rule:expr => $want:expr),* $(,)?) => { $(
            prop_assert_eq!(told(&$rule, &p, Seats::ONE).unwrap(), $want, "{}", stringify!($rule));
        )* } }
        agree! {
            Black::default() => or(each(most(&all, |e| borda(&c, &all, e)))),
            Daunou {} => daunou(&c),
            CondorcetPlurality {} => or(each(most(&all, |e| firsts(&c, &all, e)))),
            BordaMinimaxFaceoff::default() => faceoff(&c),
            BracketVoting {} => bracket(&c),
            PreliminaryWeightedCondorcet {} => weighted(&c),
            ModifiedBorda { first: First::Named } => partial(&c, false),
            ModifiedBorda { first: First::Slate } => partial(&c, true),
        }
        for (tied_lowest, drop_all) in [(TiedLowest::One, false), (TiedLowest::All, true)] {
            agree! {
                CondorcetIrv { tied_lowest } => or(run_off(&c, &all, drop_all)),
                SmithIrv { tied_lowest } => run_off(&c, &smith(&c), drop_all),
            }
        }
        let first = copeland(&c);
        for (scope, against) in [(Scope::Local, &first), (Scope::Global, &all)] {
            let of = |by| CopelandThen { by, scope, ..CopelandThen::default() };
            agree! {
                of(Second::Borda) => each(most(&first, |e| borda(&c, against, e))),
                of(Second::Minimax) => each(most(&first, |e| worst(&c, against, e))),
            }
        }
        let rule = ConsensusBuilder {
            order: order.iter().map(|e| EntryIx::from(*e)).collect(),
            ..ConsensusBuilder::default()
        };
        agree! { rule => builder(&c, &order) }
    }
}
