//! Rules on marks, from their definitions.
use super::{Cast, Frac, Sets, best, best_by, cast, subsets, told};
use cocreate::{
    ballot::{ScoreForm, Scores},
    count::Seats,
    id::EntryIx,
    num::Exact,
    profile::Unnamed,
    tally::scored::{
        BayesianMean, CombinedApproval, CondorcetApproval, Even, LaplaceRatio, MaximinUtility, MedianScore,
        NashWelfare, RelativeUtilitarian, SmithScore, Star, TotalScore, TrimmedMean,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const M: usize = 4;
type Levels = Vec<Option<u16>>;
fn levels() -> impl Strategy<Value = Levels> {
    prop::collection::vec(prop::option::weighted(0.7, 0u16..4), M)
}
fn seats(k: usize) -> Seats {
    Seats::fill(k as u32).unwrap()
}
fn form() -> ScoreForm {
    ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 3 }
}
fn scores(l: &Levels) -> Scores {
    Scores::new(l.iter().enumerate().filter_map(|(i, l)| Some((EntryIx::from(i), (*l)?)))).unwrap()
}
/// An entry's marks, each as often as it weighs, rising.
fn marks(c: &Cast<Levels>, x: usize) -> Vec<u16> {
    let of = |(l, w): &(Levels, u64)| l[x].map(|g| vec![g; *w as usize]).unwrap_or_default();
    let mut all: Vec<u16> = c.ballots.iter().flat_map(of).collect();
    all.sort_unstable();
    all
}
fn sum(of: &[u16]) -> Frac {
    Frac::whole(of.iter().map(|l| u64::from(*l)).sum())
}
fn by<K: Ord>(c: &Cast<Levels>, k: usize, key: impl Fn(Vec<u16>) -> Option<K>) -> Sets {
    best(&(0..M).map(|x| key(marks(c, x))).collect::<Vec<_>>(), k)
}
fn total(c: &Cast<Levels>, k: usize) -> Sets {
    by(c, k, |l| (!l.is_empty()).then(|| sum(&l)))
}
/// The list without its ends, in whole units of weight.
fn trimmed(c: &Cast<Levels>, k: usize, low: u64, high: u64) -> Sets {
    let cut = |n: u64| (n * c.units) as usize;
    by(c, k, |l| {
        let rest = l.get(cut(low).min(l.len())..l.len().saturating_sub(cut(high))).unwrap_or(&[]);
        (!rest.is_empty()).then(|| sum(rest) / Frac::whole(rest.len() as u64))
    })
}
fn median(c: &Cast<Levels>, k: usize, even: Even) -> Sets {
    by(c, k, |l| {
        let (low, high) = (l.get(l.len().checked_sub(1)? / 2)?, l.get(l.len() / 2)?);
        Some(match even {
            Even::Lower => 2 * low,
            Even::Upper => 2 * high,
            _ => low + high,
        })
    })
}
/// `c` prior votes of `prior` are put on every list.
fn prior(c: &Cast<Levels>, k: usize, votes: u64) -> Sets {
    let all: Vec<u16> = (0..M).flat_map(|x| marks(c, x)).collect();
    if all.is_empty() {
        return Sets::new();
    }
    let mean = sum(&all) / Frac::whole(all.len() as u64);
    by(c, k, |l| {
        let n = c.votes(l.len() as u64) + Frac::whole(votes);
        let value = sum(&l) / Frac::whole(c.units) + mean * Frac::whole(votes);
        (n > Frac::ZERO).then(|| value / n)
    })
}
fn laplace(c: &Cast<Levels>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    by(c, k, |l| {
        let good = sum(&l) / Frac::whole(3 * c.units);
        Some((good + Frac::ONE) / (c.votes(l.len() as u64) + Frac::whole(2)))
    })
}
fn combined(c: &Cast<Levels>, k: usize) -> Sets {
    by(c, k, |l| (!l.is_empty()).then(|| l.iter().map(|g| if *g > 1 { 1i64 } else { -1 }).sum::<i64>()))
}
fn relative(c: &Cast<Levels>, k: usize) -> Sets {
    let of = |x: usize| {
        let given = c.ballots.iter().filter_map(|(l, w)| {
            let all = || l.iter().flatten().map(|g| i128::from(*g));
            let (low, high) = (all().min()?, all().max()?);
            let mark = i128::from(l[x]?);
            Some(if low == high { Frac::ZERO } else { Frac::new((mark - low) * i128::from(*w), high - low) })
        });
        let given: Vec<Frac> = given.collect();
        (!given.is_empty()).then(|| given.into_iter().sum::<Frac>())
    };
    best(&(0..M).map(of).collect::<Vec<_>>(), k)
}
/// Lists made equally long by repeating all marks, compared from the lowest.
fn leximin(c: &Cast<Levels>, k: usize) -> Sets {
    let all: Vec<Vec<u16>> = (0..M).map(|x| marks(c, x)).collect();
    let times = |l: &[u16], n: usize| -> Vec<u16> { l.iter().flat_map(|g| vec![*g; n]).collect() };
    best_by(M, k, |x| !all[x].is_empty(), |a, b| times(&all[a], all[b].len()) > times(&all[b], all[a].len()))
}
fn nash(c: &Cast<Levels>, k: usize) -> Sets {
    let n = c.total() as usize;
    by(c, k, |l| (n > 0 && l.len() == n).then(|| l.iter().map(|g| u128::from(*g)).product::<u128>()))
}
/// Weight of those who mark both and put `a` above `b`, or with `last` mark only `a`.
fn above(c: &Cast<Levels>, a: usize, b: usize, last: bool) -> u64 {
    let puts = |l: &Levels| match (l[a], l[b]) {
        (Some(x), Some(y)) => x > y,
        (Some(_), None) => last,
        _ => false,
    };
    c.ballots.iter().filter(|(l, _)| puts(l)).map(|(_, w)| w).sum()
}
/// Every pair that may be the two highest, and whoever of it wins; equals both.
fn star(c: &Cast<Levels>, last: bool) -> Sets {
    let sums: Vec<Option<Frac>> =
        (0..M).map(|x| Some(marks(c, x)).filter(|l| !l.is_empty()).map(|l| sum(&l))).collect();
    let mut out = Sets::new();
    for pair in best(&sums, 2) {
        let wins = |a: usize| pair.iter().all(|b| above(c, a, *b, last) >= above(c, *b, a, last));
        out.extend(pair.iter().filter(|a| wins(**a)).map(|a| BTreeSet::from([*a])));
    }
    out
}
fn condorcet_approval(c: &Cast<Levels>, last: bool) -> Sets {
    let beats_all = |a: usize| {
        (0..M).all(|b| a == b || above(c, a, b, last) > above(c, b, a, last)) && !marks(c, a).is_empty()
    };
    if let Some(a) = (0..M).find(|a| beats_all(*a)) {
        return [BTreeSet::from([a])].into();
    }
    by(c, 1, |l| (!l.is_empty()).then(|| l.iter().filter(|g| **g > 1).count()))
}
/// The smallest set of marked entries that all beat all outside it.
fn smith_score(c: &Cast<Levels>, last: bool) -> Sets {
    let marked: Vec<usize> = (0..M).filter(|x| !marks(c, *x).is_empty()).collect();
    let dominates = |s: &BTreeSet<usize>| {
        s.iter().all(|a| {
            let outside = marked.iter().filter(|b| !s.contains(b));
            outside.into_iter().all(|b| above(c, *a, *b, last) > above(c, *b, *a, last))
        })
    };
    let sets = (1..=marked.len()).flat_map(|k| subsets(&marked, k));
    let Some(smith) = sets.into_iter().find(|s| dominates(s)) else { return Sets::new() };
    best(&(0..M).map(|x| smith.contains(&x).then(|| sum(&marks(c, x)))).collect::<Vec<_>>(), 1)
}
fn unnamed(last: bool) -> Unnamed {
    if last { Unnamed::Last } else { Unnamed::Absent }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn rules_on_histograms_agree(c in cast(M, levels()), k in 1..=M, low in 0u64..3, high in 0u64..3) {
        let p = c.profile(form(), scores);
        prop_assert_eq!(told(&TotalScore::default(), &p, seats(k)).unwrap(), total(&c, k));
        let trim = TrimmedMean { low, high, ..TrimmedMean::default() };
        prop_assert_eq!(told(&trim, &p, seats(k)).unwrap(), trimmed(&c, k, low, high));
        for even in [Even::Lower, Even::Upper, Even::Between] {
            prop_assert_eq!(told(&MedianScore { even }, &p, seats(k)).unwrap(), median(&c, k, even));
        }
        let bayes = BayesianMean { weight: Exact::from(low), ..BayesianMean::default() };
        prop_assert_eq!(told(&bayes, &p, seats(k)).unwrap(), prior(&c, k, low));
        prop_assert_eq!(told(&LaplaceRatio {}, &p, seats(k)).unwrap(), laplace(&c, k));
        prop_assert_eq!(told(&CombinedApproval {}, &p, seats(k)).unwrap(), combined(&c, k));
        prop_assert_eq!(told(&RelativeUtilitarian {}, &p, seats(k)).unwrap(), relative(&c, k));
        let lowest = by(&c, k, |l| l.first().copied());
        prop_assert_eq!(told(&MaximinUtility::default(), &p, seats(k)).unwrap(), lowest);
        prop_assert_eq!(told(&MaximinUtility { lexicographic: true }, &p, seats(k)).unwrap(), leximin(&c, k));
        prop_assert_eq!(told(&NashWelfare {}, &p, seats(k)).unwrap(), nash(&c, k));
    }
    #[test]
    fn rules_with_comparisons_agree(c in cast(M, levels()), last in any::<bool>()) {
        let p = c.profile(form(), scores);
        let unnamed = unnamed(last);
        prop_assert_eq!(told(&Star { unnamed }, &p, Seats::ONE).unwrap(), star(&c, last));
        prop_assert_eq!(told(&SmithScore { unnamed }, &p, Seats::ONE).unwrap(), smith_score(&c, last));
        let rule = CondorcetApproval { unnamed, ..CondorcetApproval::default() };
        prop_assert_eq!(told(&rule, &p, Seats::ONE).unwrap(), condorcet_approval(&c, last));
    }
}
