//! Plurality, Borda, instant run-off, Schulze.
use super::{Cast, Frac, Sets, best, best_by, cast, least, told};
use cocreate::{
    ballot::{Choice, ChoiceForm, Ranking, RankingForm},
    count::Seats,
    id::{EntryIx, EntrySet},
    profile::Unnamed,
    tally::{
        pairwise::{Schulze, Strength},
        positional::{Borda, Plurality},
        runoff::Irv,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Tiers, best first; entries that are in none were not named.
pub(super) type Tiers = Vec<Vec<usize>>;

/// A truncated order, cut into tiers at random.
pub(super) fn tiers(m: usize) -> impl Strategy<Value = Tiers> {
    let order = prop::sample::subsequence((0..m).collect::<Vec<_>>(), 0..=m).prop_shuffle();
    (order, prop::collection::vec(prop::bool::weighted(0.7), m)).prop_map(|(order, cuts)| {
        let mut tiers: Tiers = vec![];
        for (e, cut) in order.into_iter().zip(cuts) {
            match tiers.last_mut() {
                Some(last) if !cut => last.push(e),
                _ => tiers.push(vec![e]),
            }
        }
        tiers
    })
}
pub(super) fn ranking(t: &Tiers) -> Ranking {
    Ranking::tiers(t.iter().map(|t| t.iter().map(|e| EntryIx::from(*e)).collect::<EntrySet>()))
}
/// A truncated strict order.
pub(super) fn order(m: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::sample::subsequence((0..m).collect::<Vec<_>>(), 0..=m).prop_shuffle()
}
pub(super) fn strict(o: &[usize]) -> Ranking {
    Ranking::strict(o.iter().map(|e| *e as u32))
}

fn plurality(c: &Cast<Option<usize>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let votes = |e| c.ballots.iter().filter(|(x, _)| *x == Some(e)).map(|(_, w)| *w).sum::<u64>();
    best(&(0..c.m).map(|e| Some(votes(e))).collect::<Vec<_>>(), k)
}
/// The first of m has m - 1 points, the last none; whoever shares places shares their points.
fn borda(c: &Cast<Tiers>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let mut points = vec![Frac::ZERO; c.m];
    for (ballot, w) in &c.ballots {
        let named: BTreeSet<usize> = ballot.iter().flatten().copied().collect();
        let rest: Vec<usize> = (0..c.m).filter(|e| !named.contains(e)).collect();
        let mut place = 0;
        for tier in ballot.iter().chain([&rest]).filter(|t| !t.is_empty()) {
            let of_places: u64 = (place..place + tier.len()).map(|p| (c.m - 1 - p) as u64).sum();
            let each = Frac::new((of_places * w).into(), (tier.len() as u64 * c.units).into());
            for e in tier {
                points[*e] = points[*e] + each;
            }
            place += tier.len();
        }
    }
    best(&points.into_iter().map(Some).collect::<Vec<_>>(), k)
}
/// The entry that the fewest ballots put first of those left goes, until as many are left as there are seats.
fn irv(c: &Cast<Vec<usize>>, left: &BTreeSet<usize>, k: usize) -> Sets {
    if left.len() <= k {
        return [left.clone()].into();
    }
    let first = |o: &Vec<usize>| o.iter().copied().find(|e| left.contains(e));
    let votes = |e| c.ballots.iter().filter(|(o, _)| first(o) == Some(e)).map(|(_, w)| *w).sum::<u64>();
    let without = |e: usize| left.iter().copied().filter(|x| *x != e).collect();
    least(left.iter().copied(), votes).into_iter().flat_map(|e| irv(c, &without(e), k)).collect()
}
/// The strength of the strongest simple path, all of them being tried.
pub(super) fn strongest(
    m: usize,
    d: &dyn Fn(usize, usize) -> u64,
    at: usize,
    to: usize,
    seen: &[usize],
) -> u64 {
    let on = |next: usize| {
        let seen = [seen, &[next]].concat();
        d(at, next).min(if next == to { u64::MAX } else { strongest(m, d, next, to, &seen) })
    };
    (0..m).filter(|e| !seen.contains(e)).map(on).max().unwrap_or(0)
}
/// a beats b if its strongest path to b is stronger; a path is as strong as its weakest defeat. Paths are listed one by one.
fn schulze(c: &Cast<Tiers>, k: usize, rule: Schulze) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let place = |b: &Tiers, e| b.iter().position(|t| t.contains(&e));
    let prefer = |a, b| -> u64 {
        let above = |(ballot, _): &&(Tiers, u64)| match (place(ballot, a), place(ballot, b)) {
            (Some(x), Some(y)) => x < y,
            (Some(_), None) => rule.unnamed == Unnamed::Last,
            _ => false,
        };
        c.ballots.iter().filter(above).map(|(_, w)| w).sum()
    };
    let defeat = |a, b| -> u64 {
        let (x, y) = (prefer(a, b), prefer(b, a));
        match rule.strength {
            _ if x <= y => 0,
            Strength::Margins => x - y,
            _ => x,
        }
    };
    let path = |a: usize, b: usize| strongest(c.m, &defeat, a, b, &[a]);
    let beats = |a: usize, b: usize| a != b && path(a, b) > path(b, a);
    // Layers: those whom nobody left beats.
    let mut layer = vec![0; c.m];
    let mut left: BTreeSet<usize> = (0..c.m).collect();
    for depth in 0.. {
        if left.is_empty() {
            break;
        }
        let top: Vec<usize> = left.iter().copied().filter(|a| !left.iter().any(|b| beats(*b, *a))).collect();
        assert!(!top.is_empty(), "beats is transitive");
        for e in top {
            layer[e] = depth;
            left.remove(&e);
        }
    }
    best_by(c.m, k, |_| true, |a, b| layer[a] < layer[b])
}

const M: usize = 5;
pub(super) fn seats(k: usize) -> Seats {
    Seats::fill(k as u32).unwrap()
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn plurality_agrees(c in cast(M, prop::option::weighted(0.9, 0..M)), k in 1..=M) {
        let p = c.profile(ChoiceForm::default(), |x| x.map_or(Choice::BLANK, |e| Choice::of(EntryIx::from(e))));
        prop_assert_eq!(told(&Plurality {}, &p, seats(k)).unwrap(), plurality(&c, k));
    }
    #[test]
    fn borda_agrees(c in cast(M, tiers(M)), k in 1..=M) {
        let p = c.profile(RankingForm::default(), ranking);
        prop_assert_eq!(told(&Borda::default(), &p, seats(k)).unwrap(), borda(&c, k));
    }
    #[test]
    fn irv_agrees(c in cast(M, order(M)), k in 1..=M) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let expected = if c.total() == 0 { Sets::new() } else { irv(&c, &(0..M).collect(), k) };
        prop_assert_eq!(told(&Irv::default(), &p, seats(k)).unwrap(), expected);
    }
    #[test]
    fn schulze_agrees(c in cast(M, tiers(M)), k in 1..=M, winning: bool, absent: bool) {
        let rule = Schulze {
            strength: if winning { Strength::WinningVotes } else { Strength::Margins },
            unnamed: if absent { Unnamed::Absent } else { Unnamed::Last },
            winners_only: false,
        };
        let p = c.profile(RankingForm::default(), ranking);
        prop_assert_eq!(told(&rule, &p, seats(k)).unwrap(), schulze(&c, k, rule));
        let only = Schulze { winners_only: true, ..rule };
        prop_assert_eq!(told(&only, &p, seats(1)).unwrap(), schulze(&c, 1, rule));
    }
}
