//! Approval, mean score, majority judgment, quadratic voting, win rate.
use super::{Cast, Frac, Sets, best, best_by, cast, told};
use cocreate::{
    ballot::{
        Approval as Approves, ApprovalForm, Comparison, Cost, Pairs, PairsForm, Points, PointsForm,
        ScoreForm, Scores,
    },
    count::Seats,
    id::EntryIx,
    num::Exact,
    tally::{
        approving::Approval,
        comparing::{CopelandPairs, WinRate},
        points::{Cumulative, Quadratic},
        scored::{MajorityJudgment, MeanScore},
    },
};
use proptest::prelude::*;
use std::cmp::Ordering;

const M: usize = 4;
fn e(i: usize) -> EntryIx {
    EntryIx::from(i)
}
fn seats(k: usize) -> Seats {
    Seats::fill(k as u32).unwrap()
}

fn approval(c: &Cast<Vec<usize>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let votes = |x| c.ballots.iter().filter(|(s, _)| s.contains(&x)).map(|(_, w)| *w).sum::<u64>();
    best(&(0..c.m).map(|x| Some(votes(x))).collect::<Vec<_>>(), k)
}

/// For each entry a level or none.
type Levels = Vec<Option<u16>>;
fn levels() -> impl Strategy<Value = Levels> {
    prop::collection::vec(prop::option::weighted(0.7, 0u16..4), M)
}
/// From -1 by halves.
fn form() -> ScoreForm {
    ScoreForm { lowest: Exact::from(-1), step: Exact::ratio(1, 2).unwrap(), top: 3 }
}
fn value(level: u16) -> Frac {
    Frac::new(i128::from(level) - 2, 2)
}
fn scores(l: &Levels) -> Scores {
    Scores::new(l.iter().enumerate().filter_map(|(i, l)| Some((e(i), (*l)?)))).unwrap()
}
/// The mean of the marks given; an entry with fewer votes than needed, or none, may not win.
fn mean(c: &Cast<Levels>, k: usize, min_votes: u64) -> Sets {
    let of = |x: usize| {
        let given = || c.ballots.iter().filter_map(|(l, w)| Some((l[x]?, *w)));
        let votes: Frac = given().map(|(_, w)| c.votes(w)).sum();
        let sum: Frac = given().map(|(l, w)| value(l) * c.votes(w)).sum();
        let enough = votes > Frac::ZERO && (min_votes <= 1 || votes >= Frac::whole(min_votes));
        enough.then(|| sum / votes)
    };
    best(&(0..c.m).map(of).collect::<Vec<_>>(), k)
}
/// Medians taken out one by one; lists of different length are first brought to one by repeating every grade.
fn majority_value(a: &[u16], b: &[u16]) -> Ordering {
    let list = |of: &[u16], times: usize| {
        let mut all: Vec<u16> = of.iter().flat_map(|g| std::iter::repeat_n(*g, times)).collect();
        all.sort_unstable();
        let mut out = vec![];
        while !all.is_empty() {
            out.push(all.remove((all.len() - 1) / 2));
        }
        out
    };
    list(a, b.len()).cmp(&list(b, a.len()))
}
fn majority_judgment(c: &Cast<Levels>, k: usize) -> Sets {
    let grades = |x: usize| -> Vec<u16> {
        let of = |(l, w): &(Levels, u64)| l[x].map(|g| vec![g; *w as usize]).unwrap_or_default();
        c.ballots.iter().flat_map(of).collect()
    };
    let all: Vec<Vec<u16>> = (0..c.m).map(grades).collect();
    best_by(c.m, k, |x| !all[x].is_empty(), |a, b| majority_value(&all[a], &all[b]).is_gt())
}
/// Votes are added up.
fn quadratic(c: &Cast<Vec<i64>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let sum = |x: usize| c.ballots.iter().map(|(v, w)| v[x] * *w as i64).sum::<i64>();
    best(&(0..c.m).map(|x| Some(sum(x))).collect::<Vec<_>>(), k)
}
/// Wins and half the draws over all comparisons that were not skipped.
fn win_rate(c: &Cast<Vec<(usize, usize, Comparison)>>, k: usize, least: u64) -> Sets {
    let of = |x: usize| {
        let (mut won, mut all) = (Frac::ZERO, Frac::ZERO);
        for (ballot, w) in &c.ballots {
            for (a, b, said) in ballot {
                if (*a != x && *b != x) || *said == Comparison::Skip {
                    continue;
                }
                all = all + c.votes(*w);
                let mine = if *a == x { Comparison::First } else { Comparison::Second };
                let worth = match *said {
                    Comparison::Draw => Frac::new(1, 2),
                    s if s == mine => Frac::ONE,
                    _ => Frac::ZERO,
                };
                won = won + worth * c.votes(*w);
            }
        }
        let enough = all > Frac::ZERO && (least <= 1 || all >= Frac::whole(least));
        enough.then(|| won / all)
    };
    best(&(0..c.m).map(of).collect::<Vec<_>>(), k)
}
/// Of every pair that was compared: a win 2, a draw 1.
fn copeland_pairs(c: &Cast<Vec<(usize, usize, Comparison)>>, k: usize) -> Sets {
    let of = |x: usize| {
        let mut points = None;
        for y in (0..M).filter(|y| *y != x) {
            let (mut lead, mut seen) = (0i64, false);
            for (ballot, w) in &c.ballots {
                for (a, b, said) in ballot {
                    if (*a, *b) != (x.min(y), x.max(y)) || *said == Comparison::Skip {
                        continue;
                    }
                    seen = true;
                    let first =
                        i64::from(*said == Comparison::First) - i64::from(*said == Comparison::Second);
                    lead += first * *w as i64 * if *a == x { 1 } else { -1 };
                }
            }
            if seen {
                points = Some(points.unwrap_or(0) + 1 + lead.signum());
            }
        }
        points
    };
    best(&(0..M).map(of).collect::<Vec<_>>(), k)
}
fn comparisons() -> impl Strategy<Value = Vec<(usize, usize, Comparison)>> {
    use Comparison::{Draw, First, Second, Skip};
    let pairs: Vec<(usize, usize)> = (0..M).flat_map(|a| (a + 1..M).map(move |b| (a, b))).collect();
    prop::sample::subsequence(pairs, 0..=4).prop_flat_map(|pairs| {
        let said = prop::collection::vec(prop::sample::select(vec![First, Second, Draw, Skip]), pairs.len());
        said.prop_map(move |said| pairs.iter().zip(said).map(|((a, b), s)| (*a, *b, s)).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn approval_agrees(c in cast(M, prop::sample::subsequence((0..M).collect::<Vec<_>>(), 0..=M)), k in 1..=M) {
        let p = c.profile(ApprovalForm::default(), |s| Approves::of(s.iter().map(|x| e(*x)).collect()));
        prop_assert_eq!(told(&Approval {}, &p, seats(k)).unwrap(), approval(&c, k));
    }
    #[test]
    fn mean_score_agrees(c in cast(M, levels()), k in 1..=M, min_votes in 0u64..6) {
        let p = c.profile(form(), scores);
        prop_assert_eq!(told(&MeanScore { min_votes }, &p, seats(k)).unwrap(), mean(&c, k, min_votes));
    }
    #[test]
    fn majority_judgment_agrees(c in cast(M, levels()), k in 1..=M) {
        let p = c.profile(form(), scores);
        prop_assert_eq!(told(&MajorityJudgment::default(), &p, seats(k)).unwrap(), majority_judgment(&c, k));
    }
    #[test]
    fn quadratic_agrees(c in cast(M, prop::collection::vec(-3i64..=3, M)), k in 1..=M) {
        let form = PointsForm { cost: Cost::Quadratic, negative: true, ..PointsForm::default() };
        let p = c.profile(form, |v| Points::new(v.iter().enumerate().map(|(i, v)| (e(i), *v))).unwrap());
        prop_assert_eq!(told(&Quadratic {}, &p, seats(k)).unwrap(), quadratic(&c, k));
    }
    #[test]
    fn win_rate_agrees(c in cast(M, comparisons()), k in 1..=M, min_comparisons in 0u64..6) {
        let p = c.profile(PairsForm::default(), |b| Pairs::new(b.iter().map(|(x, y, s)| (e(*x), e(*y), *s))).unwrap());
        prop_assert_eq!(told(&WinRate { min_comparisons }, &p, seats(k)).unwrap(), win_rate(&c, k, min_comparisons));
    }
    #[test]
    fn copeland_pairs_agree(c in cast(M, comparisons()), k in 1..=M) {
        let p = c.profile(PairsForm::default(), |b| Pairs::new(b.iter().map(|(x, y, s)| (e(*x), e(*y), *s))).unwrap());
        prop_assert_eq!(told(&CopelandPairs {}, &p, seats(k)).unwrap(), copeland_pairs(&c, k));
    }
    #[test]
    fn cumulative_agrees(c in cast(M, prop::collection::vec(0i64..=3, M)), k in 1..=M) {
        let p = c.profile(PointsForm::default(), |v| Points::new(v.iter().enumerate().map(|(i, v)| (e(i), *v))).unwrap());
        prop_assert_eq!(told(&Cumulative {}, &p, seats(k)).unwrap(), quadratic(&c, k));
    }
}
