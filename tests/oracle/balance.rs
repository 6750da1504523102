//! Committees that divide voters, loads or money, from their definitions: all committees, and all divisions, are tried.
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::{Approval, ApprovalForm},
    count::Seats,
    id::EntryIx,
    tally::committee::{
        Adams, Completion, ConsensusRule, EnestroemPhragmen, EqualShares, Evenness, GreedyMonroe,
        LexicographicCc, MaximinSupport, MinimaxPhragmen, Monroe, Trivial,
    },
};
use proptest::prelude::*;
use std::{cmp::Reverse, collections::BTreeSet};

const M: usize = 4;
type Ballots = Cast<Vec<usize>>;
type Set = BTreeSet<usize>;

fn open(s: &Set) -> Vec<usize> {
    (0..M).filter(|x| !s.contains(x)).collect()
}
fn with(s: &Set, x: usize) -> Set {
    s.iter().copied().chain([x]).collect()
}
fn has(ballot: &[usize], s: &Set) -> usize {
    ballot.iter().filter(|x| s.contains(x)).count()
}
fn best_sets<K: Ord>(k: usize, key: impl Fn(&Set) -> K) -> Sets {
    let all = subsets(&(0..M).collect::<Vec<_>>(), k);
    let best = all.iter().map(&key).max();
    all.into_iter().filter(|s| Some(key(s)) == best).collect()
}
/// So many votes that have at least one of the set, at least two, ..
fn at_least(c: &Ballots, s: &Set) -> Vec<u64> {
    let votes = |l: usize| c.ballots.iter().filter(|(b, _)| has(b, s) >= l).map(|(_, w)| w).sum();
    (1..=s.len()).map(votes).collect()
}
fn adams(c: &Ballots, s: &Set) -> (u64, Frac) {
    let of = |(b, w): &(Vec<usize>, u64)| {
        (2..=has(b, s)).map(|j| Frac::new(1, j as i128 - 1)).sum::<Frac>() * Frac::whole(*w)
    };
    (at_least(c, s)[0], c.ballots.iter().map(of).sum())
}
/// Every voter of one vote to one of the set, all parts but for one vote equal.
fn represented(c: &Ballots, s: &Set) -> usize {
    fn best(left: &[&Vec<usize>], room: &mut Vec<(usize, usize)>, more: usize) -> usize {
        let Some((first, rest)) = left.split_first() else { return 0 };
        let mut most = 0;
        for i in 0..room.len() {
            let (x, free) = room[i];
            let pleased = usize::from(first.contains(&x));
            if free > 0 {
                room[i].1 -= 1;
                most = most.max(pleased + best(rest, room, more));
                room[i].1 += 1;
            } else if more >> i & 1 == 1 {
                most = most.max(pleased + best(rest, room, more & !(1 << i)));
            }
        }
        most
    }
    let voters: Vec<&Vec<usize>> = c.ballots.iter().flat_map(|(b, w)| vec![b; *w as usize]).collect();
    let (small, larger) = (voters.len() / s.len(), voters.len() % s.len());
    let mut room: Vec<(usize, usize)> = s.iter().map(|x| (*x, small)).collect();
    let extra = (0usize..1 << s.len()).filter(|bits| bits.count_ones() as usize == larger);
    extra.map(|more| best(&voters, &mut room, more)).max().unwrap()
}
/// Loads of an even division, falling, with the weight that bears each: by the parts with the most for their weight.
fn loads(c: &Ballots, s: &Set) -> Vec<(Frac, u64)> {
    let (mut left, mut free) = (s.clone(), c.ballots.clone());
    let mut out = vec![];
    while !left.is_empty() {
        let all: Vec<usize> = left.iter().copied().collect();
        let parts = (1..=all.len()).flat_map(|k| subsets(&all, k));
        let load = |part: &Set| {
            let behind: u64 = free.iter().filter(|(b, _)| has(b, part) > 0).map(|(_, w)| w).sum();
            (Frac::new(part.len() as i128, i128::from(behind)), part.len(), behind)
        };
        let part = parts.max_by_key(|p| (load(p).0, load(p).1)).unwrap();
        out.push((load(&part).0, load(&part).2));
        free.retain(|(b, _)| has(b, &part) == 0);
        left = left.difference(&part).copied().collect();
    }
    out
}
fn supported(c: &Ballots, s: &Set) -> Set {
    s.iter().copied().filter(|x| c.ballots.iter().any(|(b, _)| b.contains(x))).collect()
}
fn phragmen(c: &Ballots, s: &Set, by: Evenness) -> Reverse<(usize, Vec<(Frac, u64)>)> {
    let bears = supported(c, s);
    let all = loads(c, &bears);
    let key = match by {
        Evenness::Leximax => all,
        Evenness::Variance => vec![(all.iter().map(|(l, w)| *l * *l * Frac::whole(*w)).sum(), 1)],
        _ => all.into_iter().take(1).map(|(l, _)| (l, 1)).collect(),
    };
    Reverse((s.len() - bears.len(), key))
}
fn seat_by_seat(s: &Set, k: usize, next: &dyn Fn(&Set) -> Vec<usize>) -> Sets {
    if s.len() == k {
        return [s.clone()].into();
    }
    next(s).into_iter().flat_map(|x| seat_by_seat(&with(s, x), k, next)).collect()
}
fn maximin(c: &Ballots, s: &Set) -> Vec<usize> {
    let support = |x: usize| {
        let s = with(s, x);
        if supported(c, &s).len() < s.len() { Frac::ZERO } else { Frac::ONE / loads(c, &s)[0].0 }
    };
    least(open(s).into_iter(), |x| Reverse(support(x)))
}
/// Purses by unit of weight; `spend` after each election.
fn strongest(
    c: &Ballots,
    s: &Set,
    purses: &[Frac],
    k: usize,
    income: Frac,
    spend: &dyn Fn(&[Frac], usize) -> Vec<Frac>,
) -> Sets {
    if s.len() == k {
        return [s.clone()].into();
    }
    let purses: Vec<Frac> = purses.iter().map(|x| *x + income).collect();
    let strength = |x: usize| -> Frac {
        let mine = c.ballots.iter().zip(&purses).filter(|((b, _), p)| b.contains(&x) && **p > Frac::ZERO);
        mine.map(|((_, w), p)| *p * Frac::whole(*w)).sum()
    };
    let best = least(open(s).into_iter(), |x| Reverse(strength(x)));
    best.into_iter().flat_map(|x| strongest(c, &with(s, x), &spend(&purses, x), k, income, spend)).collect()
}
fn enestroem(c: &Ballots, k: usize) -> Sets {
    let price = Frac::new(i128::from(c.total()), k as i128);
    let spend = |purses: &[Frac], x: usize| -> Vec<Frac> {
        let mine = |i: usize| c.ballots[i].0.contains(&x);
        let strength: Frac =
            (0..purses.len()).filter(|i| mine(*i)).map(|i| purses[i] * Frac::whole(c.ballots[i].1)).sum();
        let kept = if strength > price { (strength - price) / strength } else { Frac::ZERO };
        (0..purses.len()).map(|i| if mine(i) { purses[i] * kept } else { purses[i] }).collect()
    };
    strongest(c, &Set::new(), &vec![Frac::ONE; c.ballots.len()], k, Frac::ZERO, &spend)
}
fn consensus(c: &Ballots, k: usize) -> Sets {
    let spend = |purses: &[Frac], x: usize| -> Vec<Frac> {
        let pays = |i: usize| c.ballots[i].0.contains(&x) && purses[i] > Frac::ZERO;
        let payers: u64 = (0..purses.len()).filter(|i| pays(*i)).map(|i| c.ballots[i].1).sum();
        let each = |i: usize| {
            if pays(i) { purses[i] - Frac::new(i128::from(c.total()), i128::from(payers)) } else { purses[i] }
        };
        (0..purses.len()).map(each).collect()
    };
    strongest(c, &Set::new(), &vec![Frac::ZERO; c.ballots.len()], k, Frac::ONE, &spend)
}
/// Equal shares with so much money by unit: committees of at most k, as far as they are paid.
fn shares(c: &Ballots, s: &Set, money: &[Frac], k: usize) -> Sets {
    if s.len() == k {
        return [s.clone()].into();
    }
    // The least price at which those pay who can and the others give all.
    let price = |x: usize| {
        let mut holds: Vec<(Frac, u64)> = (0..money.len())
            .filter(|i| c.ballots[*i].0.contains(&x))
            .map(|i| (money[i], c.ballots[i].1))
            .collect();
        holds.sort();
        let mut rest = Frac::ONE;
        let mut weight: u64 = holds.iter().map(|h| h.1).sum();
        for (has, w) in holds {
            let each = rest / Frac::whole(weight);
            if each <= has {
                return Some(each);
            }
            rest = rest - has * Frac::whole(w);
            weight -= w;
        }
        None
    };
    let can: Vec<usize> = open(s).into_iter().filter(|x| price(*x).is_some()).collect();
    if can.is_empty() {
        return [s.clone()].into();
    }
    let pay = |x: usize| -> Vec<Frac> {
        let each = price(x).unwrap();
        let rest = |i: usize| if money[i] > each { money[i] - each } else { Frac::ZERO };
        (0..money.len()).map(|i| if c.ballots[i].0.contains(&x) { rest(i) } else { money[i] }).collect()
    };
    let best = least(can.into_iter(), price);
    best.into_iter().flat_map(|x| shares(c, &with(s, x), &pay(x), k)).collect()
}
fn shares_of(c: &Ballots, seats: usize, k: usize) -> Sets {
    let each = Frac::new(seats as i128, i128::from(c.total()));
    shares(c, &Set::new(), &vec![each; c.ballots.len()], k)
}
fn by_approvals(c: &Ballots, k: usize) -> Sets {
    let votes = |x: usize| c.ballots.iter().filter(|(b, _)| b.contains(&x)).map(|(_, w)| w).sum::<u64>();
    let fill = |s: Set| {
        let next = |s: &Set| least(open(s).into_iter(), |x| Reverse(votes(x)));
        seat_by_seat(&s, k, &next)
    };
    shares_of(c, k, k).into_iter().flat_map(fill).collect()
}
/// All ways at each amount; those that fill the seats end there, the others go on with more.
fn increments(c: &Ballots, k: usize) -> Sets {
    let approved = supported(c, &(0..M).collect());
    if approved.len() < k {
        let rest: Vec<usize> = open(&approved);
        return subsets(&rest, k - approved.len())
            .iter()
            .map(|s| s.union(&approved).copied().collect())
            .collect();
    }
    let mut found = Sets::new();
    for seats in k.. {
        let all = shares_of(c, seats, k);
        let full: Sets = all.iter().filter(|s| s.len() == k).cloned().collect();
        let done = full.len() == all.len();
        found.extend(full);
        if done {
            return found;
        }
    }
    found
}
fn greedy_monroe(c: &Ballots, k: usize) -> Sets {
    fn go(voters: &[&Vec<usize>], n: usize, s: &Set, k: usize) -> Sets {
        if s.len() == k {
            return [s.clone()].into();
        }
        let votes = |x: usize| voters.iter().filter(|b| b.contains(&x)).count();
        let part = n / k + usize::from(s.len() < n % k);
        let follow = |x: usize| {
            let mut left = part;
            let stays = |b: &&&Vec<usize>| {
                let goes = b.contains(&x) && left > 0;
                left -= usize::from(goes);
                !goes
            };
            go(&voters.iter().filter(stays).copied().collect::<Vec<_>>(), n, &with(s, x), k)
        };
        least(open(s).into_iter(), |x| Reverse(votes(x))).into_iter().flat_map(follow).collect()
    }
    let voters: Vec<&Vec<usize>> = c.ballots.iter().flat_map(|(b, w)| vec![b; *w as usize]).collect();
    go(&voters, voters.len(), &Set::new(), k)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn committees_that_divide_agree(
        c in cast(M, prop::sample::subsequence((0..M).collect::<Vec<_>>(), 0..=M)),
        k in 1..=M,
    ) {
        prop_assume!(c.total() > 0);
        let p = c.profile(ApprovalForm::default(), |s| {
            Approval::of(s.iter().map(|x| EntryIx::from(*x)).collect())
        });
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&LexicographicCc {}, &p, seats).unwrap(), best_sets(k, |s| at_least(&c, s)));
        prop_assert_eq!(told(&Adams {}, &p, seats).unwrap(), best_sets(k, |s| adams(&c, s)));
        for by in [Evenness::Minimax, Evenness::Leximax, Evenness::Variance] {
            let want = best_sets(k, |s| phragmen(&c, s, by));
            prop_assert_eq!(told(&MinimaxPhragmen { by }, &p, seats).unwrap(), want, "{:?}", by);
        }
        let want = seat_by_seat(&Set::new(), k, &|s| maximin(&c, s));
        prop_assert_eq!(told(&MaximinSupport {}, &p, seats).unwrap(), want);
        prop_assert_eq!(told(&EnestroemPhragmen {}, &p, seats).unwrap(), enestroem(&c, k));
        prop_assert_eq!(told(&ConsensusRule {}, &p, seats).unwrap(), consensus(&c, k));
        let av = EqualShares { completion: Completion::Av };
        prop_assert_eq!(told(&av, &p, seats).unwrap(), by_approvals(&c, k));
        let more = EqualShares { completion: Completion::Increment };
        prop_assert_eq!(told(&more, &p, seats).unwrap(), increments(&c, k));
        prop_assert_eq!(told(&Trivial {}, &p, seats).unwrap(), subsets(&(0..M).collect::<Vec<_>>(), k).into_iter().collect::<Sets>());
        if c.units == 1 {
            prop_assert_eq!(told(&GreedyMonroe {}, &p, seats).unwrap(), greedy_monroe(&c, k));
            if c.total() <= 8 {
                prop_assert_eq!(told(&Monroe {}, &p, seats).unwrap(), best_sets(k, |s| represented(&c, s)));
            }
        } else {
            let refused = [told(&Monroe {}, &p, seats).is_err(), told(&GreedyMonroe {}, &p, seats).is_err()];
            prop_assert_eq!(refused, [true; 2]);
        }
    }
}
