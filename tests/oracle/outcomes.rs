//! Committees held against each other: every pair counted by itself, ballot by ballot, and paths between all of them.
use super::ranked::{order, strict};
use super::{Cast, Frac, Sets, best, cast, subsets, told};
use cocreate::{
    ballot::RankingForm,
    count::Seats,
    tally::stv::{CpoStv, SchulzeProportionalRanking, SchulzeStv},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Set = BTreeSet<usize>;

fn first_names(c: &Cast<Vec<usize>>) -> Vec<Frac> {
    let of = |e| c.ballots.iter().filter(|(o, _)| o.first() == Some(&e)).map(|(_, w)| *w).sum::<u64>();
    (0..c.m).map(|e| c.votes(of(e))).collect()
}
/// What a beats b by.
fn margin(c: &Cast<Vec<usize>>, a: &Set, b: &Set, quota: Frac) -> Frac {
    let (union, both): (Set, Set) = (a | b, a & b);
    let mut settled = Set::new();
    let mut ballots: Vec<(Option<usize>, Frac)> =
        c.ballots.iter().map(|(o, w)| (o.iter().copied().find(|e| union.contains(e)), c.votes(*w))).collect();
    let votes = |ballots: &[(Option<usize>, Frac)], e: usize| {
        ballots.iter().filter(|(at, _)| *at == Some(e)).fold(Frac::ZERO, |s, (_, v)| s + *v)
    };
    loop {
        let over: Set =
            both.iter().copied().filter(|e| !settled.contains(e) && votes(&ballots, *e) > quota).collect();
        if over.is_empty() {
            break;
        }
        settled.extend(&over);
        let before = ballots.clone();
        for ((at, value), (o, _)) in ballots.iter_mut().zip(&c.ballots) {
            let Some(e) = at.filter(|e| over.contains(e)) else { continue };
            let held = votes(&before, e);
            *value = *value * (held - quota) / held;
            let here = o.iter().position(|x| *x == e).unwrap();
            *at = o[here..].iter().copied().find(|x| union.contains(x) && !settled.contains(x));
        }
    }
    let sum = |of: Set| of.iter().fold(Frac::ZERO, |s, e| s + votes(&ballots, *e));
    sum(a - b) - sum(b - a)
}
/// Committees to which no other has a stronger path than they have to it; a link is a win, and as strong as told.
#[allow(clippy::needless_range_loop, reason = "numbers of committees, in both places")]
fn unbeaten(all: &[Set], link: impl Fn(&Set, &Set) -> Option<Frac>) -> Sets {
    let mut path: Vec<Vec<Option<Frac>>> =
        all.iter().map(|a| all.iter().map(|b| if a == b { None } else { link(a, b) }).collect()).collect();
    for k in 0..all.len() {
        for i in 0..all.len() {
            for j in 0..all.len() {
                if i != j && i != k && j != k {
                    let through = path[i][k].min(path[k][j]);
                    path[i][j] = path[i][j].max(through);
                }
            }
        }
    }
    let stands = |i: &usize| (0..all.len()).all(|j| j == *i || path[*i][j] >= path[j][*i]);
    (0..all.len()).filter(stands).map(|i| all[i].clone()).collect()
}
fn cpo(c: &Cast<Vec<usize>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let first = first_names(c);
    let quota = first.iter().fold(Frac::ZERO, |s, v| s + *v) / Frac::whole(k as u64 + 1);
    let sure: Vec<Option<Frac>> =
        first.iter().map(|v| (*v >= quota && quota > Frac::ZERO).then_some(*v)).collect();
    if sure.iter().flatten().count() > k {
        return best(&sure, k);
    }
    let sure: Set = (0..c.m).filter(|e| sure[*e].is_some()).collect();
    let all = subsets(&(0..c.m).collect::<Vec<_>>(), k.min(c.m));
    let all: Vec<Set> = all.into_iter().filter(|s| sure.is_subset(s)).collect();
    unbeaten(&all, |a, b| Some(margin(c, a, b, quota)).filter(|m| *m > Frac::ZERO))
}
/// Whether every ballot can be divided between the members that it prefers to b so that each has so much: augmenting paths.
#[allow(clippy::needless_range_loop, reason = "numbers of ballots and members tell of several lists")]
fn can_have(c: &Cast<Vec<usize>>, members: &[usize], b: usize, each: u64) -> bool {
    let rank = |o: &[usize], e: usize| o.iter().position(|x| *x == e).unwrap_or(usize::MAX);
    let prefers: Vec<Vec<bool>> =
        c.ballots.iter().map(|(o, _)| members.iter().map(|a| rank(o, *a) < rank(o, b)).collect()).collect();
    // Twelfths of weight, so that a half, a third and a quarter are whole.
    let mut spare: Vec<u64> = c.ballots.iter().map(|(_, w)| w * 12).collect();
    let mut given = vec![vec![0u64; members.len()]; c.ballots.len()];
    for a in 0..members.len() {
        let mut wants = each;
        while wants > 0 {
            // From this member back to a ballot with something to spare, through ballots that other members can pass on.
            let mut from: Vec<Option<(usize, usize)>> = vec![None; members.len()];
            let (mut open, mut found) = (vec![a], None);
            let mut seen: Set = [a].into();
            while let Some(x) = open.pop() {
                if let Some(i) = (0..spare.len()).find(|i| prefers[*i][x] && spare[*i] > 0) {
                    found = Some((x, i));
                    break;
                }
                for i in 0..spare.len() {
                    for y in 0..members.len() {
                        if prefers[i][x] && given[i][y] > 0 && seen.insert(y) {
                            from[y] = Some((x, i));
                            open.push(y);
                        }
                    }
                }
            }
            let Some((mut x, i)) = found else { return false };
            let mut amount = wants.min(spare[i]);
            let mut y = x;
            while let Some((to, ballot)) = from[y] {
                amount = amount.min(given[ballot][y]);
                y = to;
            }
            spare[i] -= amount;
            given[i][x] += amount;
            while let Some((to, ballot)) = from[x] {
                given[ballot][x] -= amount;
                given[ballot][to] += amount;
                x = to;
            }
            wants -= amount;
        }
    }
    true
}
/// The most that each of the members can have, in twelfths.
fn strength(c: &Cast<Vec<usize>>, members: &Set, b: usize) -> Frac {
    let members: Vec<usize> = members.iter().copied().collect();
    let (mut sure, mut beyond) = (0, c.total() * 12 + 1);
    while beyond - sure > 1 {
        let middle = sure.midpoint(beyond);
        if can_have(c, &members, b, middle) {
            sure = middle;
        } else {
            beyond = middle;
        }
    }
    Frac::whole(sure)
}
fn schulze_stv(c: &Cast<Vec<usize>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let all: Vec<Set> = subsets(&(0..c.m).collect::<Vec<_>>(), k.min(c.m));
    unbeaten(&all, |a, b| {
        let (ours, theirs): (Vec<usize>, Vec<usize>) =
            ((a - b).into_iter().collect(), (b - a).into_iter().collect());
        let ([x], [y]) = (&ours[..], &theirs[..]) else { return None };
        let (mine, back) = (strength(c, a, *y), strength(c, b, *x));
        (mine > back).then_some(mine)
    })
}
/// Sets of the first k places.
fn proportional_ranking(c: &Cast<Vec<usize>>, k: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let mut heads: Sets = [Set::new()].into();
    for _ in 0..k.min(c.m) {
        let mut longer = Sets::new();
        for head in heads {
            let left: Vec<Set> = (0..c.m).filter(|e| !head.contains(e)).map(|e| [e].into()).collect();
            let best = unbeaten(&left, |x, y| {
                let (ex, ey) = (*x.first().unwrap(), *y.first().unwrap());
                let (mine, back) = (strength(c, &(&head | x), ey), strength(c, &(&head | y), ex));
                (mine > back).then_some(mine)
            });
            longer.extend(best.into_iter().map(|x| &head | &x));
        }
        heads = longer;
    }
    heads
}
fn voters(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    let many = (prop::collection::vec((order(m), 1u64..12), 3..9), 1u64..3)
        .prop_map(move |(ballots, units)| Cast { m, ballots, units });
    prop_oneof![cast(m, order(m)), many]
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn cpo_stv_agrees(c in voters(5), k in 1usize..5) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&CpoStv {}, &p, seats).unwrap(), cpo(&c, k));
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn schulze_stv_agrees(c in voters(4), k in 1usize..4) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&SchulzeStv {}, &p, seats).unwrap(), schulze_stv(&c, k));
    }
    #[test]
    fn proportional_rankings_agree(c in voters(4), k in 1usize..4) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&SchulzeProportionalRanking {}, &p, seats).unwrap(), proportional_ranking(&c, k));
    }
}
