//! Rules on majorities and margins, from their definitions, by trying every set, chain, order or way.
use super::{
    Cast, Sets, cast,
    ranked::{Tiers, ranking, seats, strongest, tiers},
    told,
};
use cocreate::{ballot::RankingForm, tally::pairwise as rules};
use proptest::prelude::*;
use std::collections::BTreeSet;

const M: usize = 4;
type Margins = [[i64; M]; M];
fn margins(c: &Cast<Tiers>) -> Margins {
    let place = |b: &Tiers, e| b.iter().position(|t| t.contains(&e)).unwrap_or(M);
    let mut all = [[0; M]; M];
    for (ballot, w) in &c.ballots {
        for (a, row) in all.iter_mut().enumerate() {
            for (b, x) in row.iter_mut().enumerate() {
                let (p, q) = (place(ballot, a), place(ballot, b));
                *x += *w as i64 * (i64::from(p < q) - i64::from(p > q));
            }
        }
    }
    all
}
/// One winner out of a set, whoever it is.
fn any(set: impl IntoIterator<Item = usize>) -> Sets {
    set.into_iter().map(|e| BTreeSet::from([e])).collect()
}
fn all_sets() -> impl Iterator<Item = BTreeSet<usize>> {
    (1u32..1 << M).map(|w| (0..M).filter(|e| w >> e & 1 == 1).collect())
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
fn max_by<K: Ord>(key: impl Fn(usize) -> K) -> Sets {
    let best = (0..M).map(&key).max();
    any((0..M).filter(|e| Some(key(*e)) == best))
}
fn copeland(m: &Margins) -> Sets {
    max_by(|a| m[a].iter().map(|x| x.signum()).sum::<i64>())
}
fn minimax(m: &Margins) -> Sets {
    max_by(|a| *m[a].iter().min().unwrap())
}
fn leximax(m: &Margins) -> Sets {
    max_by(|a| {
        let mut all: Vec<i64> = (0..M).filter(|b| *b != a).map(|b| m[a][b]).collect();
        all.sort_unstable();
        all
    })
}
fn smith(m: &Margins) -> Sets {
    let dominant = |s: &BTreeSet<usize>| s.iter().all(|a| (0..M).all(|b| s.contains(&b) || m[*a][b] > 0));
    any(all_sets().filter(dominant).min_by_key(BTreeSet::len).unwrap())
}
fn schwartz(m: &Margins) -> Sets {
    let free = |s: &BTreeSet<usize>| s.iter().all(|b| (0..M).all(|a| s.contains(&a) || m[a][*b] <= 0));
    let all: Vec<BTreeSet<usize>> = all_sets().filter(free).collect();
    any(all.iter().filter(|s| !all.iter().any(|t| t != *s && t.is_subset(s))).flatten().copied())
}
/// Chains to which no entry can be added anywhere.
fn banks(m: &Margins) -> Sets {
    let chain = |o: &[usize]| (0..o.len()).all(|i| (0..i).all(|j| m[o[j]][o[i]] > 0));
    let longer = |o: &[usize]| {
        (0..M).filter(|e| !o.contains(e)).any(|e| {
            (0..=o.len()).any(|at| {
                let mut with = o.to_vec();
                with.insert(at, e);
                chain(&with)
            })
        })
    };
    let sets = all_sets().flat_map(|s| orders(&s.into_iter().collect::<Vec<_>>()));
    any(sets.filter(|o| chain(o) && !longer(o)).map(|o| o[0]))
}
/// First entries of the orders that cost least.
fn least(cost: impl Fn(usize, usize) -> i64) -> Sets {
    let all = orders(&(0..M).collect::<Vec<_>>());
    let of = |o: &Vec<usize>| {
        (0..M).flat_map(|i| (0..i).map(move |j| (j, i))).map(|(j, i)| cost(o[j], o[i])).sum()
    };
    let best: i64 = all.iter().map(of).min().unwrap();
    any(all.iter().filter(|o| of(o) == best).map(|o| o[0]))
}
fn split_cycle(m: &Margins) -> Sets {
    let d = |a: usize, b: usize| m[a][b].max(0).unsigned_abs();
    let defeats = |a: usize, b: usize| a != b && d(a, b) > strongest(M, &d, b, a, &[b]);
    any((0..M).filter(|b| !(0..M).any(|a| defeats(a, *b))))
}
type Pairs = BTreeSet<(usize, usize)>;
fn reaches(locked: &Pairs, a: usize, b: usize) -> bool {
    a == b || locked.iter().any(|(x, y)| *x == a && reaches(locked, *y, b))
}
/// Every order of equal defeats, one after the other.
fn lock(
    m: &Margins,
    left: &Pairs,
    locked: &Pairs,
    river: bool,
    found: &mut BTreeSet<usize>,
    seen: &mut BTreeSet<(Pairs, Pairs)>,
) {
    if !seen.insert((left.clone(), locked.clone())) {
        return;
    }
    let Some(top) = left.iter().map(|(a, b)| m[*a][*b]).max() else {
        found.extend((0..M).filter(|b| !locked.iter().any(|p| p.1 == *b)));
        return;
    };
    for (a, b) in left.iter().filter(|(a, b)| m[*a][*b] == top) {
        let (mut left, mut locked) = (left.clone(), locked.clone());
        left.remove(&(*a, *b));
        if !(reaches(&locked, *b, *a) || river && locked.iter().any(|p| p.1 == *b)) {
            locked.insert((*a, *b));
        }
        lock(m, &left, &locked, river, found, seen);
    }
}
fn locked(m: &Margins, river: bool) -> Sets {
    let pairs = (0..M).flat_map(|a| (0..M).map(move |b| (a, b))).filter(|(a, b)| m[*a][*b] > 0).collect();
    let mut found = BTreeSet::new();
    lock(m, &pairs, &BTreeSet::new(), river, &mut found, &mut BTreeSet::new());
    any(found)
}
fn simple_stable(m: &Margins, among: &BTreeSet<usize>) -> BTreeSet<usize> {
    if among.len() == 1 {
        return among.clone();
    }
    let without = |b: &usize| among.iter().copied().filter(|e| e != b).collect::<BTreeSet<_>>();
    let wins = |a: usize, b: usize| a != b && simple_stable(m, &without(&b)).contains(&a);
    let pairs = among.iter().flat_map(|a| among.iter().map(move |b| (*a, *b)));
    let stable: Vec<(usize, usize)> = pairs.filter(|(a, b)| wins(*a, *b)).collect();
    let top = stable.iter().map(|(a, b)| m[*a][*b]).max();
    stable.iter().filter(|(a, b)| Some(m[*a][*b]) == top).map(|p| p.0).collect()
}
fn loss_trimmer(m: &Margins, left: &BTreeSet<usize>) -> BTreeSet<usize> {
    let free: BTreeSet<usize> =
        left.iter().copied().filter(|a| left.iter().all(|b| m[*a][*b] >= 0)).collect();
    if !free.is_empty() {
        return free;
    }
    let lost = |a: usize| left.iter().map(|b| m[*b][a].max(0)).sum::<i64>();
    let most = left.iter().map(|a| lost(*a)).max();
    let out = left.iter().copied().filter(|a| Some(lost(*a)) == most);
    out.flat_map(|e| loss_trimmer(m, &left.iter().copied().filter(|x| *x != e).collect())).collect()
}
/// By leaving out every set of ballots, each of one unit.
fn young(ballots: &[Vec<usize>]) -> Sets {
    let n = ballots.len();
    let needs = |c: usize| {
        let fits = |out: u32| {
            (0..M).all(|d| {
                let kept = ballots.iter().enumerate().filter(|(i, _)| out >> i & 1 == 0);
                let lead = |o: &Vec<usize>| {
                    let at = |e| o.iter().position(|x| *x == e);
                    if at(c) < at(d) { 1 } else { -i32::from(c != d) }
                };
                kept.map(|(_, o)| lead(o)).sum::<i32>() >= 0
            })
        };
        (0u32..1 << n).filter(|out| fits(*out)).map(u32::count_ones).min().unwrap()
    };
    max_by(|c| -i64::from(needs(c)))
}
/// By every way of lifting an entry on each ballot.
fn dodgson(ballots: &[Vec<usize>]) -> Sets {
    fn best(c: usize, left: &[Vec<usize>], leads: [i32; M]) -> Option<usize> {
        let Some((o, rest)) = left.split_first() else {
            return (0..M).all(|d| d == c || leads[d] > 0).then_some(0);
        };
        let at = o.iter().position(|e| *e == c).unwrap();
        let lifted = |k: usize| {
            let mut leads = leads;
            for (i, d) in o.iter().enumerate().filter(|(_, d)| **d != c) {
                leads[*d] += if i >= at - k { 1 } else { -1 };
            }
            best(c, rest, leads).map(|x| x + k)
        };
        (0..=at).filter_map(lifted).min()
    }
    max_by(|c| -(best(c, ballots, [0; M]).unwrap() as i64))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn pairwise_rules_agree(c in cast(M, tiers(M))) {
        prop_assume!(!c.ballots.is_empty());
        let p = c.profile(RankingForm::default(), ranking);
        let m = margins(&c);
        let all: BTreeSet<usize> = (0..M).collect();
        macro_rules! agree { ($($rule:ident => $want:expr),* $(,)?) => { $(
            prop_assert_eq!(told(&rules::$rule::default(), &p, seats(1)).unwrap(), $want, "{}", stringify!($rule));
        )* } }
        agree! {
            Copeland => copeland(&m),
            Minimax => minimax(&m),
            Leximax => leximax(&m),
            Smith => smith(&m),
            Schwartz => schwartz(&m),
            Banks => banks(&m),
            Slater => least(|a, b| i64::from(m[b][a] > 0)),
            Kemeny => least(|a, b| m[b][a]),
            SplitCycle => split_cycle(&m),
            RankedPairs => locked(&m, false),
            River => locked(&m, true),
            SimpleStableVoting => any(simple_stable(&m, &all)),
            LossTrimmer => any(loss_trimmer(&m, &all)),
        }
    }
    #[test]
    fn rules_on_whole_orders_agree(
        ballots in prop::collection::vec(Just((0..M).collect::<Vec<usize>>()).prop_shuffle(), 1..6),
    ) {
        let strict = |o: &Vec<usize>| super::ranked::strict(o);
        let p = cocreate::profile::Profile::of(M, &ballots.iter().map(strict).collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(told(&rules::Young::default(), &p, seats(1)).unwrap(), young(&ballots));
        prop_assert_eq!(told(&rules::Dodgson {}, &p, seats(1)).unwrap(), dodgson(&ballots));
    }
}
