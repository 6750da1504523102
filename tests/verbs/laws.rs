//! Laws of money, weights, selections and rewards on random input.
use super::{e, p, pot};
use cocreate::id::{EntryId, PollId};
use cocreate::num::{
    Abstain, Apportionment, Base, Currency, Exact, Majority, Money, OddUnits, Quorum, Threshold, Votes,
    capped_shares, split, split_capped,
};
use cocreate::reward::{
    Case, Entrant, EqualSplit, PrizeLadder, Prizes, Proportional, RewardRule, TeamShare, TeamSplit,
    WinnerTakesAll, pay,
};
use cocreate::select::{AtCut, Candidate, Conviction, PollResult, Results, SelectNote, Stake, TopK, select};
use cocreate::weigh::{
    Cap, CappedShares, Delegation, Electorate, End, Excess, LiquidDelegation, Member, follow, weigh,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const METHODS: [Apportionment; 8] = [
    Apportionment::LargestRemainder,
    Apportionment::Dhondt,
    Apportionment::SainteLague,
    Apportionment::ModifiedSainteLague,
    Apportionment::HuntingtonHill,
    Apportionment::Adams,
    Apportionment::Dean,
    Apportionment::Quota,
];
const ODD: [OddUnits; 3] = [OddUnits::First, OddUnits::Last, OddUnits::Heaviest];

fn exacts(w: &[u64]) -> Vec<Exact> {
    w.iter().map(|x| Exact::from(*x)).collect()
}
/// Small weights, some nought, not all.
fn weights() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(prop_oneof![Just(0u64), 1u64..12, 1u64..2_000], 1..9)
        .prop_filter("somebody has a weight", |w| w.iter().any(|x| *x > 0))
}
fn ratio(a: u64, b: u64) -> Exact {
    Exact::ratio(a.into(), b.into()).unwrap()
}

/// Unit by unit from the definition: the largest weight over the divisor, the lower index if level.
fn by_units(total: u64, w: &[u64], m: Apportionment) -> Vec<u128> {
    let mut parts = vec![0u64; w.len()];
    // Weight over divisor as (before any finite one, value); squared for geometric means.
    let worth = |i: usize, k: u64| -> (bool, Exact) {
        let v = Exact::from(w[i]);
        match m {
            Apportionment::Dhondt => (false, &v / &Exact::from(k + 1)),
            Apportionment::ModifiedSainteLague if k == 0 => (false, &v / &ratio(7, 10)),
            Apportionment::SainteLague | Apportionment::ModifiedSainteLague => {
                (false, &v / &ratio(2 * k + 1, 2))
            }
            _ if k == 0 => (w[i] > 0, v),
            Apportionment::Adams => (false, &v / &Exact::from(k)),
            Apportionment::Dean => (false, &v / &ratio(2 * k * (k + 1), 2 * k + 1)),
            Apportionment::HuntingtonHill => (false, &v * &v / Exact::from(k * (k + 1))),
            _ => unreachable!(),
        }
    };
    for _ in 0..total {
        let best = (0..w.len()).map(|i| worth(i, parts[i])).max().unwrap();
        let i = (0..w.len()).find(|i| worth(*i, parts[*i]) == best).unwrap();
        parts[i] += 1;
    }
    parts.into_iter().map(u128::from).collect()
}

proptest! {
    #[test]
    fn parts_sum_and_do_not_depend_on_the_scale(w in weights(), total in 0u64..400, k in 1u64..50) {
        for m in METHODS {
            for odd in ODD {
                let s = split(total.into(), &exacts(&w), m, odd).unwrap();
                prop_assert_eq!(s.parts.iter().sum::<u128>(), u128::from(total));
                let scaled: Vec<Exact> = w.iter().map(|x| ratio(x * k, 7)).collect();
                prop_assert_eq!(&split(total.into(), &scaled, m, odd).unwrap(), &s);
                prop_assert!(s.parts.iter().zip(&w).all(|(p, x)| *x > 0 || *p == 0));
            }
        }
    }
    #[test]
    fn jumping_gives_what_going_unit_by_unit_gives(w in weights(), total in 0u64..60) {
        for m in METHODS {
            if matches!(m, Apportionment::LargestRemainder | Apportionment::Quota) {
                continue;
            }
            let s = split(total.into(), &exacts(&w), m, OddUnits::First).unwrap();
            prop_assert_eq!(&s.parts, &by_units(total, &w, m), "{}", m);
            let other = split(total.into(), &exacts(&w), m, OddUnits::Last).unwrap();
            // The tie is told just where the rule for odd units decides.
            prop_assert_eq!(s.tie.is_some(), other.parts != s.parts, "{}", m);
        }
    }
    #[test]
    fn quota_methods_stay_next_to_the_exact_share(w in weights(), total in 0u64..300) {
        let sum: u64 = w.iter().sum();
        for m in [Apportionment::LargestRemainder, Apportionment::Quota] {
            let s = split(total.into(), &exacts(&w), m, OddUnits::First).unwrap();
            for (part, x) in s.parts.iter().zip(&w) {
                let share = ratio(total * x, sum);
                let near = Exact::from(*part) < &share + &Exact::ONE && Exact::from(*part) > &share - &Exact::ONE;
                prop_assert!(near, "{} {} {}", m, part, share);
            }
        }
    }
    #[test]
    fn the_order_of_distinct_weights_does_not_matter(mut w in weights(), total in 0u64..300) {
        w.sort_unstable();
        w.dedup();
        for m in METHODS {
            let s = split(total.into(), &exacts(&w), m, OddUnits::First).unwrap();
            let mut back: Vec<u64> = w.clone();
            back.reverse();
            let mut r = split(total.into(), &exacts(&back), m, OddUnits::Last).unwrap();
            r.parts.reverse();
            prop_assert_eq!(r.parts, s.parts, "{}", m);
        }
    }
    #[test]
    fn nobody_is_over_the_cap_and_all_is_paid_unless_all_are_at_it(
        w in weights(), total in 1u64..500, most in 0u64..300,
    ) {
        for m in METHODS {
            let c = split_capped(total.into(), &exacts(&w), most.into(), m, OddUnits::First).unwrap();
            prop_assert!(c.split.parts.iter().all(|p| *p <= u128::from(most)));
            prop_assert_eq!(c.split.parts.iter().sum::<u128>() + c.left, u128::from(total));
            if c.left > 0 {
                let full = |(p, x): (&u128, &u64)| *x == 0 || *p == u128::from(most);
                prop_assert!(c.split.parts.iter().zip(&w).all(full));
            }
        }
        let cap = ratio(most, total);
        if let Some(c) = capped_shares(&exacts(&w), &cap) {
            prop_assert!(c.shares.iter().all(|s| *s <= cap));
            prop_assert_eq!(c.shares.iter().sum::<Exact>() + c.left.clone(), Exact::ONE);
            let full = |(s, x): (&Exact, &u64)| *x == 0 || *s == cap;
            prop_assert!(c.left.is_zero() || c.shares.iter().zip(&w).all(full));
        }
    }
    #[test]
    fn one_more_yes_never_turns_a_pass_into_a_failure(
        yes in 0u64..40, no in 0u64..40, abstain in 0u64..40, absent in 1u64..40,
        num in 0u32..12, den in 1u32..12, strict: bool, base in 0usize..3, ab in 0usize..4, q in 0u64..60,
    ) {
        let Ok(threshold) = Threshold::new(num.min(den), den, strict) else { return Ok(()) };
        let m = Majority {
            threshold,
            base: [Base::Votes, Base::Cast, Base::Eligible][base],
            abstain: [Abstain::Ignored, Abstain::Quorum, Abstain::Base, Abstain::Against][ab],
            quorum: vec![Quorum::Votes(q), Quorum::Share(threshold), Quorum::AbstainBelow(Threshold::TWO_THIRDS)],
        };
        let v = Votes { yes, no, abstain, eligible: yes + no + abstain + absent };
        let more = Votes { yes: yes + 1, ..v };
        prop_assert!(m.carries(&v).is_err() || m.carries(&more).is_ok());
    }
    #[test]
    fn the_least_yes_is_the_least(base in 0u64..500, num in 0u32..20, den in 1u32..20, strict: bool) {
        let Ok(t) = Threshold::new(num.min(den), den, strict) else { return Ok(()) };
        let first = (0..=base).find(|yes| t.met(*yes, base));
        prop_assert_eq!(t.least_yes(base), first);
        prop_assert_eq!(t.met_exact(&Exact::from(base / 2), &Exact::from(base)), t.met(base / 2, base));
    }
    #[test]
    fn every_weight_is_used_lost_or_stays_away(links in prop::collection::vec((0u32..12, 0u8..3), 1..12)) {
        let n = links.len() as u32;
        let next: Vec<Option<u32>> = links.iter().map(|(j, kind)| (*kind > 0).then_some(j % n)).collect();
        let voted: Vec<bool> = links.iter().map(|(_, kind)| *kind == 2).collect();
        let flow = follow(&next, &voted);
        for i in 0..n {
            // Walk by the definition; more steps than members is a cycle.
            let mut at = i;
            let mut steps = 0;
            let end = loop {
                match next[at as usize] {
                    _ if voted[at as usize] => break End::Vote(at),
                    None => break End::DeadEnd(at),
                    Some(_) if steps > n => break End::Cycle(0),
                    Some(j) => at = j,
                }
                steps += 1;
            };
            match (end, flow.ends[i as usize]) {
                // After so many steps the walk stands on the cycle.
                (End::Cycle(_), End::Cycle(c)) => prop_assert!(flow.cycles[c as usize].contains(&at)),
                (want, got) => prop_assert_eq!(want, got),
            }
        }
        for c in &flow.cycles {
            for (k, i) in c.iter().enumerate() {
                prop_assert_eq!(next[*i as usize], Some(c[(k + 1) % c.len()]));
                prop_assert!(c[0] <= *i);
            }
        }
    }
    #[test]
    fn delegated_weights_sum_to_what_was_brought_along(
        links in prop::collection::vec((0usize..10, 0u8..3), 1..10),
    ) {
        let n = links.len();
        let id = |i: usize| p(&format!("m{i}"));
        let members: Vec<Member> =
            links.iter().enumerate().map(|(i, l)| Member { voted: l.1 == 2, ..Member::new(id(i)) }).collect();
        let delegates = |(i, l): (usize, &(usize, u8))| (l.1 > 0 && l.0 % n != i).then(|| Delegation {
            from: id(i),
            to: id(l.0 % n),
        });
        let delegations: Vec<Delegation> = links.iter().enumerate().filter_map(delegates).collect();
        let all = Electorate { members: &members, parties: &[], delegations: &delegations, trust: &[] };
        let w = weigh(&LiquidDelegation::default(), &all).unwrap();
        let away = members.iter().filter(|m| !m.voted && !delegations.iter().any(|d| d.from == m.person)).count();
        let lost: Exact = w.lost.iter().map(|l| &l.weight).sum();
        prop_assert_eq!(w.total() + lost + Exact::from(away), Exact::from(n));
        prop_assert!(w.weights.iter().zip(&members).all(|(w, m)| m.voted || w.weight.is_zero()));
    }
    #[test]
    fn capped_weights_keep_their_proportions_at_any_scale(w in weights(), cap in 1u64..10, k in 1u64..100) {
        let run = |scale: u64| {
            let member = |(i, s): (usize, &u64)| Member {
                share: Some(Exact::from(s * scale)),
                ..Member::new(p(&format!("m{i}")))
            };
            let members: Vec<Member> = w.iter().enumerate().map(member).collect();
            let rule = CappedShares {
                cap: Cap::Fraction(ratio(cap, 10)),
                excess: Excess::Redistribute,
                ..CappedShares::default()
            };
            weigh(&rule, &Electorate { members: &members, parties: &[], delegations: &[], trust: &[] }).unwrap()
        };
        let (one, many) = (run(1), run(k));
        let total: u64 = w.iter().sum();
        for (a, b) in one.weights.iter().zip(&many.weights) {
            prop_assert_eq!(&a.weight * &Exact::from(k), b.weight.clone());
            prop_assert!(a.weight <= ratio(cap * total, 10));
        }
    }
    #[test]
    fn a_selection_fills_its_places_or_says_why_not(
        sizes in prop::collection::vec(1usize..4, 0..6), k in 1u32..8,
    ) {
        let mut n = 0;
        let mut next = || { n += 1; e(&format!("e{n}")) };
        let standing: Vec<Vec<EntryId>> =
            sizes.iter().map(|s| (0..*s).map(|_| next()).collect()).collect();
        let candidates: Vec<Candidate> = standing.iter().flatten().map(|x| Candidate::new(x.clone())).collect();
        let poll = [PollResult::new(PollId::new("q").unwrap(), standing.clone())];
        let r = Results { candidates: &candidates, polls: &poll, picks: None };
        let of = |at_cut| select(&TopK { k, at_cut, ..TopK::default() }, &r).unwrap();
        let want = candidates.len().min(k as usize);
        let s = of(AtCut::Tell);
        prop_assert_eq!(s.goes_on().count() + s.tied.iter().map(|t| t.choose).sum::<usize>(), want);
        prop_assert!(of(AtCut::All).goes_on().count() >= want);
        prop_assert!(of(AtCut::None).goes_on().count() <= want);
        // Whoever is chosen stands at least as high as everybody who is not.
        prop_assert!(s.goes_on().eq(standing.iter().flatten().take(s.goes_on().count())));
        prop_assert_eq!(s.none.is_some(), candidates.is_empty());
    }
    /// Stakes come and go; the definition is one step after the other.
    #[test]
    fn conviction_is_the_recurrence_step_by_step(
        stakes in prop::collection::vec((0u64..12, 0u64..12, 0u64..50), 0..8), num in 0u64..10,
    ) {
        let alpha = ratio(num, 10);
        let of = |(a, b, w): &(u64, u64, u64)| Stake { from: *a.max(b), to: *a.min(b), weight: Exact::from(*w) };
        let all: Vec<Stake> = stakes.iter().map(of).collect();
        let want = (0..12).rev().fold(Exact::ZERO, |y, left| {
            let here: Exact = all.iter().filter(|s| s.from > left && s.to <= left).map(|s| &s.weight).sum();
            &(&alpha * &y) + &here
        });
        let mut poll = PollResult::new(PollId::new("q").unwrap(), vec![vec![e("a")]]);
        poll.stakes = [(e("a"), all)].into();
        let r = Results { candidates: &[Candidate::new(e("a"))], polls: &[poll], picks: None };
        let rule = Conviction { alpha, supply: Some(Exact::from(1000u32)), ..Conviction::default() };
        let s = select(&rule, &r).unwrap();
        let told = SelectNote::Grown { entry: e("a"), conviction: want.clone() };
        prop_assert!(s.notes.contains(&told), "{:?}, not {}", s.notes, want);
        // Who asks nothing needs 1/500 1000 / ((1 - alpha) (1/5)²).
        let need = &Exact::from(50u32) / &(&Exact::ONE - &rule.alpha);
        prop_assert_eq!(s.none.is_none(), want > need);
    }
    #[test]
    fn every_unit_is_paid_or_goes_back(
        sizes in prop::collection::vec(1usize..4, 0..5),
        marks in prop::collection::vec(0u64..9, 20),
        teams in prop::collection::vec(prop::collection::vec(0u64..4, 0..4), 20),
        units in prop_oneof![0u64..20, 0u64..1_000_000],
        rule in 0usize..6,
    ) {
        let rules: [Box<dyn RewardRule>; 6] = [
            Box::new(WinnerTakesAll::default()),
            Box::new(EqualSplit { odd: OddUnits::Last }),
            Box::new(PrizeLadder::default()),
            Box::new(PrizeLadder {
                prizes: Prizes::Geometric { places: 5, ratio: ratio(2, 3) },
                floors: exacts(&[8, 6, 4]),
                indivisible: 1,
                ..PrizeLadder::default()
            }),
            Box::new(Proportional::default()),
            Box::new(Proportional { cap: Some(ratio(1, 3)), method: Apportionment::SainteLague, ..Proportional::default() }),
        ];
        let mut n = 0;
        let mut next = || { n += 1; e(&format!("e{n}")) };
        let places: Vec<Vec<EntryId>> = sizes.iter().map(|s| (0..*s).map(|_| next()).collect()).collect();
        let entrant = |(i, x): (usize, &EntryId)| Entrant {
            team: teams[i % 20]
                .iter()
                .enumerate()
                .map(|(j, s)| TeamShare { person: p(&format!("{x}-{j}")), share: Exact::from(*s) })
                .collect(),
            ..Entrant::solo(x.clone(), p("x"))
        };
        let entrants: Vec<Entrant> = places.iter().flatten().enumerate().map(entrant).collect();
        let scores: BTreeMap<EntryId, Exact> =
            places.iter().flatten().enumerate().map(|(i, x)| (x.clone(), Exact::from(marks[i % 20]))).collect();
        let pot = pot(units);
        let case = Case { pot: &pot, places: &places, scores: &scores, entrants: &entrants };
        let out = pay(&*rules[rule], &case, TeamSplit::default()).unwrap();
        prop_assert_eq!(out.paid().minor() + out.returned.minor(), u128::from(units));
        // What goes back is what was withheld, with rules that give the whole pot.
        let withheld: u128 = out.withheld.iter().map(|w| w.amount.minor()).sum();
        prop_assert_eq!(withheld, out.returned.minor());
    }
    #[test]
    fn texts_of_money_never_panic(s in "\\PC{0,40}") {
        let _ = s.parse::<Money>();
        let _ = Currency::iso(&s);
        let _ = Currency::own(&s, 3);
        let _ = Currency::iso("EUR").unwrap().amount(&s);
        let _ = serde_json::from_str::<Money>(&s);
    }
    #[test]
    fn money_is_read_as_it_is_written(minor in 0u128..=1_000_000_000_000_000_000_000_000_000_000, ix in 0usize..4) {
        let currency = Currency::iso(["EUR", "JPY", "BHD", "CLF"][ix]).unwrap();
        let m = Money { amount: minor.try_into().unwrap(), currency };
        prop_assert_eq!(m.to_string().parse::<Money>().unwrap(), m);
        prop_assert_eq!(serde_json::from_str::<Money>(&serde_json::to_string(&m).unwrap()).unwrap(), m);
    }
}

#[test]
fn ten_million_voters_in_a_chain_or_a_cycle_take_no_stack() {
    let n = 10_000_000u32;
    let mut next: Vec<Option<u32>> = (1..n).map(Some).chain([None]).collect();
    let mut voted = vec![false; n as usize];
    assert!(follow(&next, &voted).ends.iter().all(|end| *end == End::DeadEnd(n - 1)));
    voted[n as usize - 1] = true;
    assert!(follow(&next, &voted).ends.iter().all(|end| *end == End::Vote(n - 1)));
    voted[n as usize - 1] = false;
    next[n as usize - 1] = Some(0);
    let flow = follow(&next, &voted);
    assert_eq!((flow.cycles.len(), flow.cycles[0].len()), (1, n as usize));
}
