//! Money: sums, caps.
use super::{CASES, every_state};
use crate::contest::{
    desk::Desk,
    laws::{played, steps},
};
use cocreate::{
    contest::Rules,
    count::RuleSpec,
    id::{EntryId, PersonId},
    num::{Amount, Apportionment, Currency, Exact, OddUnits, split},
    reward::{Case, Entrant, Gift, Pot, TeamSplit, pay},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What is paid, gone back and still held of each pot, in whole minor units.
fn books(d: &Desk) -> Vec<(u128, u128, u128)> {
    let pots = &d.contest.plan().pots;
    match d.contest.settlement() {
        None => pots.iter().map(|p| (0, 0, p.amount.minor())).collect(),
        Some(s) => {
            let lines = |p: &cocreate::reward::Payout| p.lines.iter().map(|l| l.amount.minor()).sum();
            s.payouts.iter().map(|p| (lines(p), p.returned.minor(), 0)).collect()
        }
    }
}
fn pot(amount: u64) -> Pot {
    let currency = Currency::iso("EUR").unwrap();
    Pot { pot: "pot".parse().unwrap(), currency, amount: Amount::from(amount) }
}
fn entrants(n: usize) -> Vec<Entrant> {
    let solo = |i| Entrant::solo(format!("e{i}").parse().unwrap(), format!("p{i}").parse().unwrap());
    (0..n).map(solo).collect()
}
/// What each entry is paid by a rule of reward.
fn paid(rule: &RuleSpec, pot: &Pot, entrants: &[Entrant], scores: &[u64]) -> (Vec<u128>, u128) {
    let (rule, _) = Rules::built_in().reward.build(rule).unwrap();
    let places: Vec<Vec<EntryId>> = entrants.iter().map(|e| vec![e.entry.clone()]).collect();
    let scores: BTreeMap<_, _> =
        entrants.iter().zip(scores).map(|(e, s)| (e.entry.clone(), Exact::from(*s))).collect();
    let case = Case { pot, places: &places, scores: &scores, entrants };
    let out = pay(&*rule, &case, TeamSplit::default()).unwrap();
    let of = |e: &Entrant| out.lines.iter().filter(|l| l.entry == e.entry).map(|l| l.amount.minor()).sum();
    (entrants.iter().map(of).collect(), out.returned.minor())
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 1. After every event each pot is what is paid, has gone back and is held, and the parts of a split sum to it.
    #[test]
    fn money(
        (nth, steps) in steps(),
        total in 0u128..1_000_000_000,
        weights in proptest::collection::vec(0u64..1000, 1..20),
    ) {
        let d = played(nth, &steps, |_| true);
        for contest in every_state(&d, nth) {
            let d = Desk { contest, log: vec![], now: d.now };
            let pots = d.contest.plan().pots.clone();
            for ((paid, back, held), p) in books(&d).into_iter().zip(&pots) {
                prop_assert_eq!(paid + back + held, p.amount.minor(), "pot {}", p.pot);
            }
        }
        prop_assert_eq!(books(&d).len(), d.contest.plan().pots.len());
        let weights: Vec<Exact> = weights.into_iter().map(Exact::from).collect();
        if weights.iter().any(|w| !w.is_zero()) {
            let parts = split(total, &weights, Apportionment::default(), OddUnits::First).unwrap();
            prop_assert_eq!(parts.parts.iter().sum::<u128>(), total);
        }
    }
    /// 15. After redistribution nobody is above the cap, and unless all are at it everything is paid.
    #[test]
    fn caps(
        amount in 0u64..100_000,
        scores in proptest::collection::vec(1u64..500, 1..9),
        percent in 1u64..=100,
        gifts in proptest::collection::vec((0u64..300, 0u64..300), 1..7),
    ) {
        let cap = Exact::ratio(percent.into(), 100).unwrap();
        let most = u128::from(amount) * u128::from(percent) / 100;
        let hold = |paid: &[u128], back: u128, some: bool| {
            prop_assert!(paid.iter().all(|x| *x <= most), "{:?} above {}", paid, most);
            let all_at_it = paid.iter().all(|x| *x == most);
            prop_assert!(back == 0 || all_at_it || !some, "{:?} of at most {}, back {}", paid, most, back);
            prop_assert_eq!(paid.iter().sum::<u128>() + back, u128::from(amount));
            Ok(())
        };
        let rule = RuleSpec::new("proportional").with("cap", cap.to_string());
        let (each, back) = paid(&rule, &pot(amount), &entrants(scores.len()), &scores);
        hold(&each, back, true)?;
        // Every entry has gifts of two people, so that every one has a match.
        let mut all = entrants(gifts.len());
        for (e, (a, b)) in all.iter_mut().zip(&gifts) {
            e.facts.gifts = [("x", a + 1), ("y", b + 1)]
                .map(|(p, n)| Gift { from: p.parse::<PersonId>().unwrap(), amount: Amount::from(n) })
                .to_vec();
        }
        let rule = RuleSpec::new("quadratic-funding").with("cap", cap.to_string());
        let (each, back) = paid(&rule, &pot(amount), &all, &vec![0; gifts.len()]);
        hold(&each, back, true)?;
    }
}
