//! Run-offs, majority levels and veto rules on weak, truncated orders, by every way of breaking ties.
use super::ranked::{Tiers, ranking, tiers};
use super::{Cast, Frac, Sets, best, cast, least, subsets, told};
use cocreate::{
    ballot::RankingForm,
    count::{Seats, Standing, TallyRule},
    profile::Profile,
    tally::{majority::*, positional::*, runoff::*},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Set = BTreeSet<usize>;
type Poll = Cast<Tiers>;
const M: usize = 4;

/// What a round of the definition says.
enum Says {
    Win(Set),
    /// One of these leaves, or all of them.
    Lowest(Set),
    Together(Set),
}
/// Each entry that can have the one seat. Whoever stands level in the end can each have it.
fn rounds(left: &Set, all: bool, say: &dyn Fn(&Set) -> Says) -> Sets {
    let each = |s: &Set| s.iter().map(|e| Set::from([*e])).collect::<Sets>();
    if left.len() == 1 {
        return each(left);
    }
    let outs: Vec<Set> = match say(left) {
        Says::Win(set) => return each(&set),
        Says::Lowest(tied) if !all => tied.into_iter().map(|e| Set::from([e])).collect(),
        Says::Lowest(out) | Says::Together(out) => vec![out],
    };
    let mut found = Sets::new();
    for out in outs {
        let rest: Set = left.difference(&out).copied().collect();
        found.extend(if rest.is_empty() { each(left) } else { rounds(&rest, all, say) });
    }
    found
}
fn everybody() -> Set {
    (0..M).collect()
}
fn low<K: Ord>(of: &Set, key: impl Fn(usize) -> K) -> Set {
    least(of.iter().copied(), key).into_iter().collect()
}
/// The tiers of a ballot among those left, the unnamed as one more tier; and whether the last is of the unnamed.
fn among(ballot: &Tiers, left: &Set) -> (Tiers, bool) {
    let keep = |t: &Vec<usize>| t.iter().copied().filter(|e| left.contains(e)).collect::<Vec<_>>();
    let mut of: Tiers = ballot.iter().map(keep).filter(|t| !t.is_empty()).collect();
    let named: Set = of.iter().flatten().copied().collect();
    let rest: Vec<usize> = left.difference(&named).copied().collect();
    let unnamed = !rest.is_empty();
    if unnamed {
        of.push(rest);
    }
    (of, unnamed)
}
fn share(tier: &[usize], e: usize, weight: u64) -> Frac {
    if tier.contains(&e) { Frac::new(weight.into(), tier.len() as i128) } else { Frac::ZERO }
}
/// In equal parts; a ballot that names nobody left has no first.
fn firsts(c: &Poll, left: &Set, e: usize) -> Frac {
    let of = |(b, w): &(Tiers, u64)| {
        let (t, unnamed) = among(b, left);
        if unnamed && t.len() == 1 { Frac::ZERO } else { share(&t[0], e, *w) }
    };
    c.ballots.iter().map(of).sum()
}
fn lasts(c: &Poll, left: &Set, e: usize) -> Frac {
    c.ballots.iter().map(|(b, w)| share(among(b, left).0.last().unwrap(), e, *w)).sum()
}
fn above(c: &Poll, a: usize, b: usize) -> i128 {
    let place = |t: &Tiers, e| t.iter().position(|t| t.contains(&e)).unwrap_or(usize::MAX);
    c.ballots.iter().filter(|(t, _)| place(t, a) < place(t, b)).map(|(_, w)| i128::from(*w)).sum()
}
fn margin(c: &Poll, a: usize, b: usize) -> i128 {
    above(c, a, b) - above(c, b, a)
}
/// The first of k has k - 1 points, the last none; who shares places shares their points.
fn borda(c: &Poll, left: &Set, e: usize) -> Frac {
    let mut sum = Frac::ZERO;
    for (b, w) in &c.ballots {
        let mut place = 0;
        for t in among(b, left).0 {
            let points: u64 = (place..place + t.len()).map(|p| (left.len() - 1 - p) as u64).sum();
            sum = sum + share(&t, e, *w) * Frac::whole(points);
            place += t.len();
        }
    }
    sum
}
fn parts(left: &Set) -> impl Iterator<Item = Set> {
    let of: Vec<usize> = left.iter().copied().collect();
    (1..=of.len()).flat_map(move |k| subsets(&of, k))
}
/// Among all subsets the smallest whose members beat everybody else.
fn smith(c: &Poll, left: &Set) -> Set {
    let stands = |s: &Set| s.iter().all(|a| left.difference(s).all(|b| margin(c, *a, *b) > 0));
    parts(left).find(stands).unwrap()
}
/// The union of all smallest subsets of which nobody is beaten from outside.
fn schwartz(c: &Poll, left: &Set) -> Set {
    let free: Vec<Set> = parts(left)
        .filter(|s| s.iter().all(|a| left.difference(s).all(|b| margin(c, *b, *a) <= 0)))
        .collect();
    let smallest = |s: &&Set| !free.iter().any(|t| t.len() < s.len() && t.is_subset(s));
    free.iter().filter(smallest).flatten().copied().collect()
}
fn beats_all(c: &Poll, left: &Set) -> Option<usize> {
    left.iter().copied().find(|a| left.iter().all(|b| a == b || margin(c, *a, *b) > 0))
}
fn naming(c: &Poll) -> u64 {
    c.ballots.iter().filter(|(b, _)| !b.is_empty()).map(|(_, w)| w).sum()
}
/// Pairs of the two with the least, and who leaves: the loser, of two that draw the one with less, or either.
fn pairs(c: &Poll, left: &Set, key: &dyn Fn(usize) -> Frac) -> Vec<Set> {
    let at = low(left, key);
    let second = if at.len() > 1 { at.clone() } else { low(&left.difference(&at).copied().collect(), key) };
    let mut out = vec![];
    for a in &at {
        for b in second.iter().filter(|b| *b != a) {
            out.push(match margin(c, *a, *b) {
                x if x < 0 => Set::from([*a]),
                x if x > 0 => Set::from([*b]),
                _ if key(*a) < key(*b) => Set::from([*a]),
                _ => Set::from([*a, *b]),
            });
        }
    }
    out
}
/// As told by all pairs: each loser can be the next to leave, or all leave at once.
fn meeting(c: &Poll, left: &Set, all: bool, key: &dyn Fn(usize) -> Frac) -> Says {
    let losers: Set = pairs(c, left, key).into_iter().flatten().collect();
    if all { Says::Together(losers) } else { Says::Lowest(losers) }
}
fn vector(c: &Poll, points: impl Fn(usize) -> Frac) -> Sets {
    let score = |e: usize| -> Frac {
        let mut sum = Frac::ZERO;
        for (b, w) in &c.ballots {
            let mut place = 0;
            for t in among(b, &everybody()).0 {
                let of: Frac = (place..place + t.len()).map(&points).sum();
                sum = sum + share(&t, e, *w) * of;
                place += t.len();
            }
        }
        sum
    };
    best(&(0..M).map(|e| Some(score(e))).collect::<Vec<_>>(), 1)
}
/// Named at one of the first so many places; a tier counts from its first place on.
fn within(c: &Poll, e: usize, level: usize) -> u64 {
    let starts = |b: &Tiers| {
        let at = b.iter().position(|t| t.contains(&e))?;
        Some(b[..at].iter().map(Vec::len).sum::<usize>())
    };
    c.ballots.iter().filter(|(b, _)| starts(b).is_some_and(|s| s < level)).map(|(_, w)| w).sum()
}
fn check<R>(rule: &R, c: &Poll, wanted: &dyn Fn() -> Sets) -> Result<(), TestCaseError>
where
    R: TallyRule<Answer = Standing>,
    R::Input: cocreate::count::Input<Ballot = cocreate::ballot::Ranking>,
{
    let p: Profile<_> = c.profile(RankingForm::default(), ranking);
    let wanted = if c.total() == 0 { Sets::new() } else { wanted() };
    prop_assert_eq!(told(rule, &p, Seats::ONE).unwrap(), wanted, "{:?}", rule);
    Ok(())
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn by_first_and_last_places(c in cast(M, tiers(M)), all: bool, stop: bool) {
        let tied_lowest = if all { TiedLowest::All } else { TiedLowest::One };
        let full = |left: &Set, e: usize| -> u64 {
            let has = |b: &Tiers| b.iter().find(|t| t.iter().any(|x| left.contains(x))).is_some_and(|t| t.contains(&e));
            c.ballots.iter().filter(|(b, _)| has(b)).map(|(_, w)| w).sum()
        };
        check(&ApprovalIrv { tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| Says::Lowest(low(left, |e| full(left, e))))
        })?;
        check(&SplitIrv { tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| Says::Lowest(low(left, |e| firsts(&c, left, e))))
        })?;
        let half = Frac::new(naming(&c).into(), 2);
        check(&Coombs { stop, tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| {
                match left.iter().find(|e| stop && firsts(&c, left, **e) > half) {
                    Some(e) => Says::Win([*e].into()),
                    None => Says::Lowest(low(left, |e| Frac::ZERO - lasts(&c, left, e))),
                }
            })
        })?;
        check(&PluralityRunoff::default(), &c, &|| {
            let all: Vec<usize> = (0..M).collect();
            let votes = |e: usize| firsts(&c, &everybody(), e);
            // Any two of whom nobody left out has more votes than one of them.
            let may = subsets(&all, 2).into_iter().filter(|two| {
                all.iter().filter(|x| !two.contains(x)).all(|x| two.iter().all(|e| votes(*e) >= votes(*x)))
            });
            may.flat_map(|two| low(&two, |e| Frac::ZERO - firsts(&c, &two, e))).map(|e| Set::from([e])).collect()
        })?;
    }
    #[test]
    fn by_duels_and_points(c in cast(M, tiers(M)), all: bool, strict: bool) {
        let tied_lowest = if all { TiedLowest::All } else { TiedLowest::One };
        check(&Baldwin { tied_lowest, ..Baldwin::default() }, &c, &|| {
            rounds(&everybody(), all, &|left| Says::Lowest(low(left, |e| borda(&c, left, e))))
        })?;
        check(&Nanson { strict, ..Nanson::default() }, &c, &|| {
            rounds(&everybody(), true, &|left| {
                let sum: Frac = left.iter().map(|e| borda(&c, left, *e)).sum();
                let average = sum / Frac::whole(left.len() as u64);
                let leaves = |e: &usize| { let b = borda(&c, left, *e); b < average || !strict && b == average };
                let out: Set = left.iter().copied().filter(leaves).collect();
                if out.is_empty() { Says::Win(left.clone()) } else { Says::Together(out) }
            })
        })?;
        check(&IteratedCondorcetLoser::default(), &c, &|| {
            rounds(&everybody(), true, &|left| {
                match left.iter().find(|a| left.iter().all(|b| a == &b || margin(&c, *b, **a) > 0)) {
                    Some(e) => Says::Together([*e].into()),
                    None => Says::Win(left.clone()),
                }
            })
        })?;
        check(&Raynaud { tied_lowest, ..Raynaud::default() }, &c, &|| {
            rounds(&everybody(), all, &|left| {
                let losses = left.iter().flat_map(|a| left.iter().map(|b| (margin(&c, *b, *a), *a)));
                let worst = losses.clone().map(|(x, _)| x).max().unwrap();
                if worst <= 0 { return Says::Win(left.clone()); }
                Says::Lowest(losses.filter(|(x, _)| *x == worst).map(|(_, a)| a).collect())
            })
        })?;
        check(&BottomTwoIrv { tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| meeting(&c, left, all, &|e| firsts(&c, left, e)))
        })?;
        check(&Knockout::default(), &c, &|| {
            rounds(&everybody(), false, &|left| meeting(&c, left, false, &|e| borda(&c, &everybody(), e)))
        })?;
    }
    #[test]
    fn by_duels_and_first_places(c in cast(M, tiers(M)), all: bool, set in 0..2usize, outside_stay: bool) {
        let tied_lowest = if all { TiedLowest::All } else { TiedLowest::One };
        let fewest = |left: &Set| low(left, |e| firsts(&c, left, e));
        check(&Benham { tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| match beats_all(&c, left) {
                Some(e) => Says::Win([e].into()),
                None => Says::Lowest(fewest(left)),
            })
        })?;
        let of_all = smith(&c, &everybody());
        check(&Woodall { tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| {
                let may: Set = left.intersection(&of_all).copied().collect();
                let out = fewest(left);
                if may.len() == 1 || all && may.is_subset(&out) { Says::Win(may) } else { Says::Lowest(out) }
            })
        })?;
        let (kind, top): (_, fn(&Poll, &Set) -> Set) =
            [(TopSet::Smith, smith as fn(&Poll, &Set) -> Set), (TopSet::Schwartz, schwartz)][set];
        check(&TidemanAlternative { set: kind, outside_stay, tied_lowest }, &c, &|| {
            rounds(&everybody(), all, &|left| {
                let top = top(&c, left);
                let out = fewest(&top);
                match top.len() {
                    1 => Says::Win(top),
                    n if n < left.len() && !outside_stay => {
                        Says::Together(left.difference(&top).copied().collect())
                    }
                    _ if all && out == top => Says::Win(top),
                    _ => Says::Lowest(out),
                }
            })
        })?;
    }
    #[test]
    fn by_places(c in cast(M, tiers(M)), strict: bool) {
        check(&Veto::default(), &c, &|| vector(&c, |p| if p < M - 1 { Frac::ONE } else { Frac::ZERO }))?;
        check(&Dowdall::default(), &c, &|| vector(&c, |p| Frac::new(1, p as i128 + 1)))?;
        check(&KApproval::default(), &c, &|| vector(&c, |p| if p < 2 { Frac::ONE } else { Frac::ZERO }))?;
        check(&PositiveNegative::default(), &c, &|| vector(&c, |p| match p {
            0 => Frac::ONE,
            p if p == M - 1 => Frac::ZERO - Frac::ONE,
            _ => Frac::ZERO,
        }))?;
        let deciding = (1..=M).find(|l| (0..M).any(|e| 2 * within(&c, e, *l) > naming(&c)));
        check(&Bucklin {}, &c, &|| {
            best(&(0..M).map(|e| Some(within(&c, e, deciding.unwrap_or(M)))).collect::<Vec<_>>(), 1)
        })?;
        check(&SimplifiedBucklin {}, &c, &|| {
            let Some(level) = deciding else { return Sets::new() };
            let has = |e: &usize| 2 * within(&c, *e, level) > naming(&c);
            (0..M).filter(has).map(|e| Set::from([e])).collect()
        })?;
        let weighted = |e: usize, level: usize| -> Frac {
            let at = |l: usize| Frac::whole(within(&c, e, l) - within(&c, e, l - 1)) * Frac::new((M - l) as i128, M as i128 - 1);
            (1..=level).map(at).sum()
        };
        let half = Frac::new(naming(&c).into(), 2);
        let enough = |x: Frac| if strict { x > half } else { x >= half };
        check(&WeightedBucklin { strict }, &c, &|| {
            let level = (1..=M).find(|l| (0..M).any(|e| enough(weighted(e, *l)))).unwrap_or(M);
            best(&(0..M).map(|e| Some(weighted(e, level))).collect::<Vec<_>>(), 1)
        })?;
        check(&SimultaneousVeto {}, &c, &|| {
            let mut has: Vec<Frac> = (0..M).map(|e| firsts(&c, &everybody(), e)).collect();
            let mut left = everybody();
            loop {
                let gone: Set = left.iter().copied().filter(|e| has[*e] == Frac::ZERO).collect();
                let rest: Set = left.difference(&gone).copied().collect();
                if rest.is_empty() || rest.len() == 1 {
                    let last = if rest.is_empty() { left } else { rest };
                    return last.into_iter().map(|e| Set::from([e])).collect();
                }
                left = rest;
                let taken: Vec<Frac> = (0..M).map(|e| lasts(&c, &left, e)).collect();
                let time = left.iter().filter(|e| taken[**e] > Frac::ZERO).map(|e| has[*e] / taken[*e]).min().unwrap();
                for e in &left {
                    has[*e] = has[*e] - taken[*e] * time;
                }
            }
        })?;
    }
}
