//! Laws over the whole catalogue: the memory of states hides no way, counting is a function, declared decisions replay.
use super::strict;
use cocreate::{
    ballot::{Approval, Spend, SpendForm},
    budget::{self, BudgetEqualShares, BudgetGreedy, By, Satisfaction, WhenFull},
    count::{
        Answer, Budget, DecidedBy, Decision, Funding, Input, Outcome, Seats, Standing, Step, TallyRule,
        TiePolicy, Winners, run, run_unmemoised,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
    tally::{
        committee::{Completion, EqualShares},
        majority::Bucklin,
        pairwise::Schulze,
        positional::{Borda, Dowdall, SimultaneousVeto},
        runoff::{
            ApprovalIrv, Baldwin, Benham, BottomTwoIrv, Coombs, Irv, Knockout, Nanson, PluralityRunoff,
            Raynaud, SplitIrv, TidemanAlternative, TiedLowest, TopSet, Woodall,
        },
        stv::ScottishStv,
    },
};
use proptest::prelude::*;

fn sets(o: &Outcome) -> Vec<EntrySet> {
    match o {
        Outcome::OneOf { sets, complete: true, .. } => sets.iter().map(|w| w.set()).collect(),
        Outcome::None { .. } => vec![],
        o => panic!("{o:?}"),
    }
}
fn check<R>(rule: &R, p: &Profile<<R::Input as Input>::Ballot>, seats: Seats)
where
    R: TallyRule<Answer = Standing>,
{
    let all = TiePolicy::AllBranches { limit: 20_000 };
    let fast = run(rule, p, seats, &all).unwrap();
    let slow = R::Input::with(p, |input| run_unmemoised(rule, input, seats, &all).unwrap()).unwrap();
    assert_eq!(sets(fast.outcome()), sets(slow.outcome()), "{rule:?}: the memory of states hides a way");
    // Report agrees with what all ways say.
    let told = run(rule, p, seats, &TiePolicy::Report { explore: 20_000 }).unwrap();
    let every = sets(fast.outcome());
    match told.outcome() {
        Outcome::Decided { winners, .. } => assert_eq!(vec![winners.set()], every, "{rule:?}"),
        Outcome::Tied { certain, possible, .. } => {
            let union = every.iter().fold(EntrySet::EMPTY, |a, s| a.union(s));
            let common = every.iter().fold(union.clone(), |a, s| a.intersection(s));
            assert_eq!((possible, certain), (&Some(union), &common), "{rule:?}");
            assert!(every.len() > 1, "{rule:?}");
        }
        Outcome::None { .. } => assert!(every.is_empty()),
        o => panic!("{rule:?}: {o:?}"),
    }
    // What the lot decided, declared, gives the same result and the same steps.
    let lot = run(rule, p, seats, &TiePolicy::Lot { seed: "law".into() }).unwrap();
    if let Outcome::Decided { winners, .. } = lot.outcome() {
        assert!(every.contains(&winners.set()), "{rule:?}: the lot led where no way leads");
        let decisions: Vec<Decision> =
            lot.ties().iter().map(|t| Decision { at: t.at, chosen: t.chosen.clone().unwrap() }).collect();
        assert!(lot.ties().iter().all(|t| t.by == DecidedBy::Lot));
        let again = run(rule, p, seats, &TiePolicy::Declared { decisions, explore: 0 }).unwrap();
        assert_eq!(again.outcome(), lot.outcome(), "{rule:?}");
        assert_eq!(again.answer().map(|a| a.winners(&seats)), lot.answer().map(|a| a.winners(&seats)));
        assert_eq!(again.steps(), lot.steps(), "{rule:?}");
    }
}
/// Rules that drop entries down to the seats, and rules that rank all.
fn down_to_the_seats(p: &Profile<cocreate::ballot::Ranking>, seats: Seats) {
    for tied_lowest in [TiedLowest::One, TiedLowest::All] {
        check(&Irv { tied_lowest }, p, seats);
        check(&ApprovalIrv { tied_lowest }, p, seats);
        check(&SplitIrv { tied_lowest }, p, seats);
        check(&BottomTwoIrv { tied_lowest }, p, seats);
        check(&Baldwin { tied_lowest, ..Baldwin::default() }, p, seats);
        check(&Raynaud { tied_lowest, ..Raynaud::default() }, p, seats);
        check(&Coombs { tied_lowest, stop: false }, p, seats);
    }
    check(&Knockout::default(), p, seats);
    check(&Nanson::default(), p, seats);
    check(&Bucklin {}, p, seats);
    check(&Dowdall::default(), p, seats);
    check(&SimultaneousVeto {}, p, seats);
}
/// Rules that elect one.
fn of_one(p: &Profile<cocreate::ballot::Ranking>) {
    for tied_lowest in [TiedLowest::One, TiedLowest::All] {
        check(&Coombs { tied_lowest, stop: true }, p, Seats::ONE);
        check(&Benham { tied_lowest }, p, Seats::ONE);
        check(&Woodall { tied_lowest }, p, Seats::ONE);
        for set in [TopSet::Smith, TopSet::Schwartz] {
            check(&TidemanAlternative { set, outside_stay: true, tied_lowest }, p, Seats::ONE);
        }
    }
    check(&PluralityRunoff::default(), p, Seats::ONE);
}
/// Places in order: the memory of states hides no way there either, and each way has as many places as were asked for.
fn places<R>(rule: &R, p: &Profile<<R::Input as Input>::Ballot>, k: u32)
where
    R: TallyRule<Answer = Standing>,
{
    let all = TiePolicy::AllBranches { limit: 20_000 };
    let seats = Seats::rank(k).unwrap();
    let fast = run(rule, p, seats, &all).unwrap();
    let slow = R::Input::with(p, |input| run_unmemoised(rule, input, seats, &all).unwrap()).unwrap();
    assert_eq!(fast.outcome(), slow.outcome(), "{rule:?}");
    if let Outcome::OneOf { sets, complete: true, .. } = fast.outcome() {
        // The first so many of every order are a set that can win.
        let of = sets.iter().map(Winners::set).collect::<std::collections::BTreeSet<_>>();
        let filled = run(rule, p, Seats::fill(k).unwrap(), &all).unwrap();
        if matches!(filled.outcome(), Outcome::OneOf { .. }) {
            assert_eq!(of.into_iter().collect::<Vec<_>>(), self::sets(filled.outcome()), "{rule:?}");
        }
    }
}
/// What entries hold, what is exhausted and what is lost add up to the same at every step.
fn conserved<R>(rule: &R, p: &Profile<cocreate::ballot::Ranking>, seats: Seats, all: &Exact)
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = cocreate::ballot::Ranking>,
{
    let lot = run(rule, p, seats, &TiePolicy::Lot { seed: "law".into() }).unwrap();
    let mut steps = 0;
    for step in lot.steps() {
        if let Step::Scored { totals, exhausted, lost, .. } = step {
            let sum: Exact = totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum();
            assert_eq!(&sum, all, "{rule:?}");
            steps += 1;
        }
    }
    assert!(steps > 0, "{rule:?}");
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn votes_are_conserved(
        orders in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3], 0..=4).prop_shuffle(), 1..20),
        seats in 1u32..4,
    ) {
        let all: Vec<(&[u32], usize)> = orders.iter().map(|o| (o.as_slice(), 1)).collect();
        let p = strict(4, &all);
        let votes = Exact::from(orders.len());
        let seats = Seats::fill(seats).unwrap();
        conserved(&Irv::default(), &p, seats, &votes);
        conserved(&ScottishStv {}, &p, seats, &votes);
        // 3 + 2 + 1 + 0 points a ballot.
        conserved(&Borda::default(), &p, seats, &(&votes * &Exact::from(6u32)));
    }
    #[test]
    fn on_rankings(
        orders in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3], 0..=4).prop_shuffle(), 1..9),
        seats in 1u32..4,
    ) {
        let all: Vec<(&[u32], usize)> = orders.iter().map(|o| (o.as_slice(), 1)).collect();
        let p = strict(4, &all);
        let seats = Seats::fill(seats).unwrap();
        check(&Borda::default(), &p, seats);
        check(&Irv::default(), &p, seats);
        check(&Schulze::default(), &p, seats);
        check(&ScottishStv {}, &p, seats);
        down_to_the_seats(&p, seats);
        of_one(&p);
        let k = seats.number() as u32;
        places(&Borda::default(), &p, k);
        places(&Irv::default(), &p, k);
        places(&Schulze::default(), &p, k);
    }
    #[test]
    fn on_approvals(
        sets in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3, 4], 0..=4), 1..8),
        seats in 1u32..4,
    ) {
        let all: Vec<Approval> =
            sets.iter().map(|s| Approval(s.iter().map(|e| (*e).into()).collect())).collect();
        let p = Profile::of(5, &all).unwrap();
        let seats = Seats::fill(seats).unwrap();
        check(&EqualShares::default(), &p, seats);
        check(&EqualShares { completion: Completion::None }, &p, seats);
        check(&cocreate::tally::approving::Approval {}, &p, seats);
    }
    #[test]
    fn on_budgets(
        ballots in prop::collection::vec(prop::collection::vec(0u64..3, 5), 1..7),
        costs in prop::collection::vec(1u64..5, 5),
        total in 1u64..14,
        variant in 0usize..6,
    ) {
        let of = |b: &Vec<u64>| {
            let marks = b.iter().enumerate().filter(|(_, u)| **u > 0);
            Spend::new(marks.map(|(i, u)| (EntryIx::from(i), *u))).unwrap()
        };
        let all: Vec<Spend> = ballots.iter().map(of).collect();
        let p = Profile::with_form(5, SpendForm::with_costs(costs.clone()), &all).unwrap();
        let budget = Budget { total, costs };
        let satisfaction = [Satisfaction::Cost, Satisfaction::Cardinality, Satisfaction::Utility][variant % 3];
        let completion = [budget::Completion::None, budget::Completion::Utilitarian][variant / 3];
        purchases(&BudgetEqualShares { satisfaction, completion, ..BudgetEqualShares::default() }, &p, &budget);
        let by = [By::Votes, By::VotesPerCost][variant % 2];
        let when_full = [WhenFull::Skip, WhenFull::Stop][variant / 3];
        purchases(&BudgetGreedy { by, when_full, ..BudgetGreedy::default() }, &p, &budget);
    }
}
/// The memory of states hides no purchase.
fn purchases<R>(rule: &R, p: &Profile<Spend>, budget: &Budget)
where
    R: TallyRule<Answer = Funding>,
    R::Input: Input<Ballot = Spend>,
{
    let all = TiePolicy::AllBranches { limit: 50_000 };
    let fast = run(rule, p, budget.clone(), &all).unwrap();
    let slow = R::Input::with(p, |input| run_unmemoised(rule, input, budget.clone(), &all).unwrap()).unwrap();
    assert_eq!(fast.outcome(), slow.outcome(), "{rule:?}");
    assert!(!matches!(fast.outcome(), Outcome::OneOf { complete: false, .. }));
}
