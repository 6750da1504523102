//! Rules that come to the same by theorem: on two entries, for one seat, on party lists.
use super::strict;
use cocreate::{
    ballot::{Approval, Kind, Ranking},
    count::{Gives, Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile},
    tally::{CATALOGUE, registry},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn ways(id: &str, p: &AnyProfile, seats: Seats) -> BTreeSet<EntrySet> {
    let (rule, _) = registry().build(&RuleSpec::new(id)).unwrap();
    let ties = TiePolicy::AllBranches { limit: 50_000 };
    let tally = rule.run(p, &Task::Seats(seats), &ties, &Options::default()).unwrap();
    match tally.outcome() {
        Outcome::OneOf { sets, complete: true, .. } => sets.iter().map(|w| w.set()).collect(),
        Outcome::None { .. } => BTreeSet::new(),
        o => panic!("{id}: {o:?}"),
    }
}
/// Rules on rankings that do not follow the majority of two, each with its reason.
const NO_MAJORITY: &[(&str, &str)] = &[
    ("k-approval", "both are among the first two"),
    ("pareto", "whoever is above on one ballot is chosen"),
    ("preliminary-weighted-condorcet", "who has no first places may stand anywhere"),
    ("scoring-vector", "without a vector nothing tells entries apart"),
];

/// May: of two entries the majority's wins, by every rule on rankings.
#[test]
fn on_two_entries_the_majority_wins() {
    let mut rules = 0;
    for (more, less) in [(1, 0), (2, 1), (3, 2), (7, 4), (9, 0)] {
        for winner in [0u32, 1] {
            let (top, low) = ([winner, 1 - winner], [1 - winner, winner]);
            let p = AnyProfile::from(strict(2, &[(&top, more), (&low, less)]));
            for about in CATALOGUE.iter().map(|e| e.about()) {
                let (rule, _) = registry().build(&RuleSpec::new(about.id)).unwrap();
                let asked = rule.kind() == Kind::Ranking && rule.gives() == Gives::Standing;
                if !asked || NO_MAJORITY.iter().any(|(id, _)| *id == about.id) {
                    continue;
                }
                let won = ways(about.id, &p, Seats::ONE);
                assert_eq!(won, [EntrySet::from([winner])].into(), "{} with {more} to {less}", about.id);
                rules += 1;
            }
        }
    }
    assert!(rules >= 10 * 60, "{rules}");
}

/// With one seat all of these elect the most approved.
const OF_ONE: &[&str] = &[
    "adams",
    "cc",
    "consensus-rule",
    "enestroem-phragmen",
    "equal-shares",
    "equal-shares-with-av-completion",
    "geom2",
    "greedy-monroe",
    "lexicographic-cc",
    "maximin-support",
    "minimax-phragmen",
    "leximax-phragmen",
    "variance-phragmen",
    "monroe",
    "pav",
    "seqpav",
    "sequential-phragmen",
    "slav",
];
/// Schulze's methods for several seats, each for one.
#[test]
fn for_one_seat_schulzes_methods_are_one() {
    let mut x = 5u64;
    let mut next = |below: u64| {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 33) % below
    };
    for _ in 0..200 {
        let of = |next: &mut dyn FnMut(u64) -> u64| {
            let mut order: Vec<u32> = (0..4).collect();
            for i in (1..4).rev() {
                order.swap(i, next(i as u64 + 1) as usize);
            }
            order.truncate(1 + next(4) as usize);
            Ranking::strict(order)
        };
        let all: Vec<Ranking> = (0..=next(7)).map(|_| of(&mut next)).collect();
        let p = AnyProfile::from(Profile::of(4, &all).unwrap());
        let spec = RuleSpec::new("schulze").with("strength", "winning-votes").with("unnamed", "last");
        let (schulze, _) = registry().build(&spec).unwrap();
        let ties = TiePolicy::AllBranches { limit: 50_000 };
        let tally = schulze.run(&p, &Task::Seats(Seats::ONE), &ties, &Options::default()).unwrap();
        let Outcome::OneOf { sets, .. } = tally.outcome() else { panic!("{:?}", tally.outcome()) };
        let want: BTreeSet<EntrySet> = sets.iter().map(|w| w.set()).collect();
        for id in ["schulze-stv", "schulze-proportional-ranking"] {
            assert_eq!(ways(id, &p, Seats::ONE), want, "{id} on {all:?}");
        }
    }
}
type Divisor = fn(u64) -> u64;
/// On party lists, seats go as by these divisors: the j-th seat of a list of v votes is worth v over the j-th.
const DIVISORS: &[(&[&str], Divisor)] = &[
    (&["pav", "seqpav", "revseqpav", "sequential-phragmen", "maximin-support"], |j| j),
    (&["slav", "seqslav", "revseqslav", "variance-phragmen"], |j| 2 * j - 1),
];
/// All ways to give seats to lists, one after the other to the highest quotient.
fn highest(votes: &[u64], seats: usize, divisor: fn(u64) -> u64) -> BTreeSet<Vec<u64>> {
    let mut all: BTreeSet<Vec<u64>> = [vec![0; votes.len()]].into();
    for _ in 0..seats {
        let next = |given: &Vec<u64>| -> Vec<Vec<u64>> {
            // v / d(s + 1) against w / d(t + 1).
            let beats =
                |a: usize, b: usize| votes[a] * divisor(given[b] + 1) > votes[b] * divisor(given[a] + 1);
            let best = (0..votes.len()).filter(|a| !(0..votes.len()).any(|b| beats(b, *a)));
            best.map(|a| given.iter().enumerate().map(|(i, x)| x + u64::from(i == a)).collect()).collect()
        };
        all = all.iter().flat_map(next).collect();
    }
    all
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn for_one_seat_the_most_approved_wins(
        sets in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3], 1..=4), 1..8),
    ) {
        let all: Vec<Approval> =
            sets.iter().map(|s| Approval(s.iter().map(|e| (*e).into()).collect())).collect();
        let p = AnyProfile::from(Profile::of(4, &all).unwrap());
        let most = ways("approval", &p, Seats::ONE);
        for id in OF_ONE {
            prop_assert_eq!(ways(id, &p, Seats::ONE), most.clone(), "{}", id);
        }
    }
    /// Each list has as many entries as there are seats.
    #[test]
    fn on_party_lists_they_are_methods_of_divisors(votes in prop::collection::vec(1u64..9, 2..4), seats in 1usize..4) {
        let m = votes.len() * seats;
        let list = |i: usize| -> EntrySet { (i * seats..(i + 1) * seats).map(EntryIx::from).collect() };
        let all: Vec<Approval> =
            votes.iter().enumerate().flat_map(|(i, v)| vec![Approval(list(i)); *v as usize]).collect();
        let p = AnyProfile::from(Profile::of(m, &all).unwrap());
        let got = |id: &str| -> BTreeSet<Vec<u64>> {
            let of = |s: &EntrySet| -> Vec<u64> {
                (0..votes.len()).map(|i| s.intersection(&list(i)).len() as u64).collect()
            };
            ways(id, &p, Seats::fill(seats as u32).unwrap()).iter().map(of).collect()
        };
        for (rules, divisor) in DIVISORS {
            let want = highest(&votes, seats, *divisor);
            for id in *rules {
                prop_assert_eq!(&got(id), &want, "{} on {:?}", id, votes);
            }
        }
        // The largest load alone tells less apart than D'Hondt's method, all loads in turn tell more.
        let dhondt = highest(&votes, seats, |j| j);
        prop_assert!(dhondt.is_subset(&got("minimax-phragmen")));
        prop_assert!(got("leximax-phragmen").is_subset(&dhondt));
    }
}
