//! What each policy makes of a tie.
use super::strict;
use cocreate::{
    ballot::Approval,
    count::{Choice, CountError, DecidedBy, Decision, Outcome, Seats, Stage, TieAt, TiePolicy, run},
    id::{EntryIx, EntrySet},
    profile::Profile,
    tally::{approving::Approval as ApprovalVoting, runoff::Irv, stv::ScottishStv},
};

fn e(i: u32) -> EntryIx {
    EntryIx::new(i)
}
/// 0 has four, 1 and 2 three each. Whichever of the two leaves, the other wins.
fn elimination_tie() -> Profile<cocreate::ballot::Ranking> {
    strict(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)])
}
fn irv(ties: &TiePolicy) -> Outcome {
    run(&Irv::default(), &elimination_tie(), Seats::ONE, ties).unwrap().outcome().clone()
}
fn winner(o: &Outcome) -> EntrySet {
    o.winners().unwrap_or_else(|| panic!("{o:?}")).set()
}

#[test]
fn report_stops_where_it_matters() {
    let Outcome::Tied { stage, tied, choose, possible, certain, .. } = irv(&TiePolicy::REPORT) else {
        panic!()
    };
    assert_eq!((stage, tied, choose), (Stage::Eliminate, [1, 2].into(), 1));
    assert_eq!((possible, certain), (Some([1, 2].into()), EntrySet::EMPTY));
}
#[test]
fn report_that_follows_nothing_stops_at_the_first_tie() {
    // 1 and 2 tie for the fewest, but 0 has a majority
    let p = strict(3, &[(&[0], 7), (&[1], 2), (&[2], 2)]);
    let t = run(&Irv::default(), &p, Seats::ONE, &TiePolicy::Report { explore: 0 }).unwrap();
    let Outcome::Tied { stage: Stage::Eliminate, possible: None, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!(
        winner(run(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome()),
        [0].into()
    );
}
#[test]
fn an_order_decides_and_is_recorded() {
    let order = |o: &[u32]| TiePolicy::Order { order: o.iter().map(|x| e(*x)).collect() };
    // The first of the order is the one that is picked: it leaves.
    assert_eq!(winner(&irv(&order(&[1, 2]))), [2].into());
    assert_eq!(winner(&irv(&order(&[2, 1]))), [1].into());
    let t = run(&Irv::default(), &elimination_tie(), Seats::ONE, &order(&[2, 1])).unwrap();
    assert_eq!((t.ties()[0].by, t.ties()[0].at), (DecidedBy::Order, TieAt::eliminate(1)));
    // An order that does not name all of the tied leaves them tied.
    assert!(irv(&order(&[1])).is_tied());
}
/// 0 has the quota of five; 1 and 2 are level for the other seat, and the order names neither of them.
#[test]
fn an_order_that_leaves_a_tie_tells_who_is_certain() {
    let order = TiePolicy::Order { order: vec![e(0)] };
    let two = Seats::fill(2).unwrap();
    let p = strict(4, &[(&[0], 5), (&[1], 3), (&[2], 3), (&[3], 1)]);
    let t = run(&ScottishStv {}, &p, two, &order).unwrap();
    let Outcome::Tied { stage, certain, tied, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((*stage, certain, tied), (Stage::Eliminate, &[0].into(), &[1, 2].into()));
    let ballots: Vec<Approval> =
        [(0, 5), (1, 3), (2, 3), (3, 1)].iter().flat_map(|(i, n)| vec![Approval::from([*i]); *n]).collect();
    let t = run(&ApprovalVoting {}, &Profile::of(4, &ballots).unwrap(), two, &order).unwrap();
    let Outcome::Tied { stage, certain, tied, choose, possible, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((*stage, certain, tied, *choose), (Stage::Win, &[0].into(), &[1, 2].into(), 1));
    assert_eq!(possible, &Some([0, 1, 2].into()));
    assert_eq!(t.answer().unwrap().tiers(), [[0].into(), [1, 2].into(), [3].into()]);
}
#[test]
fn a_lot_decides_by_the_published_draw() {
    // Order of "tie 0" over three places; whoever comes first of 1 and 2 leaves.
    let order = cocreate::count::Lot::new("seed 7").order("tie 0", 3);
    let leaves = order.iter().find(|i| **i > 0).copied().unwrap();
    let stays = if leaves == 1 { 2 } else { 1 };
    assert_eq!(winner(&irv(&TiePolicy::Lot { seed: "seed 7".into() })), [stays].into());
}
#[test]
fn declared_decisions_are_followed_and_must_be_asked_for() {
    let declared = |nth, out| TiePolicy::Declared {
        decisions: vec![Decision { at: TieAt::eliminate(nth), chosen: Choice::Entry(e(out)) }],
        explore: 1000,
    };
    assert_eq!(winner(&irv(&declared(1, 1))), [2].into());
    assert_eq!(winner(&irv(&declared(1, 2))), [1].into());
    let p = elimination_tie();
    // 0 is not among the tied; round 9 is never reached
    for wrong in [declared(1, 0), declared(9, 1)] {
        let e = run(&Irv::default(), &p, Seats::ONE, &wrong).unwrap_err();
        assert_eq!(e, CountError::UnusedDecision(0));
    }
}
#[test]
fn all_branches_lists_every_result() {
    let Outcome::OneOf { sets, complete, .. } = irv(&TiePolicy::AllBranches { limit: 100 }) else { panic!() };
    let sets: Vec<EntrySet> = sets.iter().map(|w| w.set()).collect();
    assert_eq!((sets, complete), (vec![[1].into(), [2].into()], true));
    let Outcome::OneOf { complete, .. } = irv(&TiePolicy::AllBranches { limit: 1 }) else { panic!() };
    assert!(!complete);
}
/// A standing tells no more than all ways agree on.
#[test]
fn all_branches_break_no_tie_in_the_standing() {
    let all = TiePolicy::AllBranches { limit: 100 };
    // 0 has five of nine, whoever leaves first.
    let p = strict(3, &[(&[0], 5), (&[1], 2), (&[2], 2)]);
    let t = run(&Irv::default(), &p, Seats::ONE, &all).unwrap();
    assert_eq!(winner(t.outcome()), [0].into());
    assert_eq!(t.answer().unwrap().tiers(), [[0].into(), [1, 2].into()]);
    assert!(run(&Irv::default(), &elimination_tie(), Seats::ONE, &all).unwrap().answer().is_none());
    // Where only the last seats are open the scores are the same in every way.
    let level = Profile::of(2, &[Approval::from([0]), Approval::from([1])]).unwrap();
    let t = run(&ApprovalVoting {}, &level, Seats::ONE, &all).unwrap();
    let scores: Vec<String> = t.answer().unwrap().scores().values().map(ToString::to_string).collect();
    assert_eq!((scores.join(" ").as_str(), t.answer().unwrap().tiers()), ("1 1", &[[0, 1].into()][..]));
}
#[test]
fn last_seats_stay_open_without_listing_their_subsets() {
    // Twenty entries with one approval each and ten seats: 184,756 ways, none of them followed.
    let one_each: Vec<Approval> = (0..20).map(|i| Approval::from([i])).collect();
    let p = Profile::of(20, &one_each).unwrap();
    let t = run(&ApprovalVoting {}, &p, Seats::fill(10).unwrap(), &TiePolicy::REPORT).unwrap();
    let Outcome::Tied { stage, tied, choose, possible, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((*stage, tied.len(), *choose), (Stage::Win, 20, 10));
    assert_eq!(possible.as_ref().map(EntrySet::len), Some(20));
    let all =
        run(&ApprovalVoting {}, &p, Seats::fill(10).unwrap(), &TiePolicy::AllBranches { limit: 50 }).unwrap();
    let Outcome::OneOf { sets, complete, .. } = all.outcome() else { panic!("{all:?}") };
    assert_eq!((sets.len(), *complete), (50, false));
}
#[test]
fn ranked_places_are_told_in_order() {
    let p = strict(3, &[(&[0, 1, 2], 1), (&[1, 0, 2], 1)]);
    let rule = cocreate::tally::positional::Borda::default();
    // 0 and 1 tie with 3 points: a set of two is certain, their order is not
    let set = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
    assert_eq!(winner(set.outcome()), [0, 1].into());
    let ranked = run(&rule, &p, Seats::rank(2).unwrap(), &TiePolicy::REPORT).unwrap();
    assert!(ranked.outcome().is_tied());
    let all = run(&rule, &p, Seats::rank(2).unwrap(), &TiePolicy::AllBranches { limit: 9 }).unwrap();
    let Outcome::OneOf { sets, .. } = all.outcome() else { panic!("{all:?}") };
    assert_eq!(
        sets.iter().map(|w| w.iter().map(EntryIx::ix).collect::<Vec<_>>()).collect::<Vec<_>>(),
        [[0, 1], [1, 0]]
    );
}
#[test]
fn more_seats_than_entries_are_refused() {
    let e =
        run(&Irv::default(), &elimination_tie(), Seats::fill(4).unwrap(), &TiePolicy::REPORT).unwrap_err();
    assert_eq!(e.to_string(), "4 seats for 3 entries; ask rule `irv` for at most 3");
}
#[test]
fn twelve_tied_entries_end_at_once() {
    let orders: Vec<Vec<u32>> = (0..12).map(|i| vec![i]).collect();
    let all: Vec<(&[u32], usize)> = orders.iter().map(|o| (o.as_slice(), 1)).collect();
    let t =
        run(&Irv::default(), &strict(12, &all), Seats::ONE, &TiePolicy::AllBranches { limit: 5000 }).unwrap();
    let Outcome::OneOf { sets, complete, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((sets.len(), *complete), (12, true));
}
#[test]
fn a_hundred_seats_of_two_hundred_go_by_the_lot_or_the_order() {
    // More sets than 64 bits can number.
    let nobody = Profile::of(200, &[Approval::from([])]).unwrap();
    let seats = Seats::fill(100).unwrap();
    let count = |ties: &TiePolicy| winner(run(&ApprovalVoting {}, &nobody, seats, ties).unwrap().outcome());
    let drawn = cocreate::count::Lot::new("many").order("tie 0", 200);
    let first: EntrySet = drawn[..100].iter().map(|i| EntryIx::from(*i)).collect();
    assert_eq!(count(&TiePolicy::Lot { seed: "many".into() }), first);
    let odd_first: Vec<EntryIx> = (0..200).filter(|i| i % 2 == 1).chain((0..200).step_by(2)).map(e).collect();
    let odd: EntrySet = (0..200).filter(|i| i % 2 == 1).map(e).collect();
    assert_eq!(count(&TiePolicy::Order { order: odd_first }), odd);
    let declared = Decision { at: TieAt::win(0), chosen: Choice::Set(odd.clone()) };
    assert_eq!(count(&TiePolicy::Declared { decisions: vec![declared], explore: 9 }), odd);
}
#[test]
fn an_order_names_each_entry_once_and_no_stranger() {
    let order = |o: &[u32]| TiePolicy::Order { order: o.iter().map(|x| e(*x)).collect() };
    let said =
        |o: &[u32]| run(&Irv::default(), &elimination_tie(), Seats::ONE, &order(o)).unwrap_err().to_string();
    assert_eq!(said(&[0, 1, 0]), "the published order names entry #0 twice; name it once");
    assert_eq!(said(&[0, 3]), "the published order names entry #3 which is not on the slate");
}
#[test]
fn all_branches_that_agree_on_nobody_say_why() {
    use cocreate::{ballot::Scores, count::Reason, tally::scored::MeanScore};
    let p = Profile::of(2, &[Scores::from([(0, 5)])]).unwrap();
    let rule = MeanScore { min_votes: 2 };
    let t = run(&rule, &p, Seats::ONE, &TiePolicy::AllBranches { limit: 10 }).unwrap();
    assert!(matches!(t.outcome(), Outcome::None { reason: Reason::Floor { .. }, .. }), "{t:?}");
}
#[test]
fn the_outcome_is_the_same_without_a_trace() {
    use cocreate::count::{Options, run_profile};
    let policies = [
        TiePolicy::REPORT,
        TiePolicy::Report { explore: 0 },
        TiePolicy::Report { explore: 1 },
        TiePolicy::Order { order: vec![e(1)] },
        TiePolicy::Lot { seed: "s".into() },
        TiePolicy::AllBranches { limit: 10 },
        TiePolicy::Declared { decisions: vec![], explore: 0 },
    ];
    let p = elimination_tie();
    for ties in policies {
        let quiet = Options { trace: false, ..Options::default() };
        let told = run_profile(&Irv::default(), &p, Seats::ONE, &ties, &quiet).unwrap();
        assert!(told.steps().is_empty());
        assert_eq!(told.outcome(), &irv(&ties), "{ties:?}");
    }
}
#[test]
fn a_tie_of_a_hundred_names_all_of_them() {
    // Nobody is first anywhere but 0, who has no majority of all that is left: a hundred level with none.
    let p = strict(101, &[(&[0], 1)]);
    let t = run(&Irv::default(), &p, Seats::fill(50).unwrap(), &TiePolicy::Report { explore: 0 }).unwrap();
    let Outcome::Tied { tied, choose, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((tied.len(), *choose), (100, 1));
    assert_eq!(t.ties()[0].among.len(), 64, "the record shows some of them, and how many there were");
    assert_eq!(t.ties()[0].ways, 100);
}
#[test]
fn the_order_of_purchases_is_no_tie_where_all_are_bought() {
    use cocreate::tally::committee::EqualShares;
    // Seven voters, each with an entry of their own: 5,040 orders, 128 states, one result.
    let alone: Vec<Approval> = (0..7).map(|i| Approval::from([i])).collect();
    let p = Profile::of(8, &alone).unwrap();
    let t = run(&EqualShares::default(), &p, Seats::fill(7).unwrap(), &TiePolicy::REPORT).unwrap();
    assert_eq!(winner(t.outcome()), EntrySet::first(7));
    // Eight clones for four seats: 1,680 orders, 70 sets.
    let clones = vec![Approval::of(EntrySet::first(8)); 4];
    let p = Profile::of(8, &clones).unwrap();
    let t = run(&EqualShares::default(), &p, Seats::fill(4).unwrap(), &TiePolicy::REPORT).unwrap();
    let Outcome::Tied { possible, certain, .. } = t.outcome() else { panic!("{t:?}") };
    assert_eq!((possible, certain), (&Some(EntrySet::first(8)), &EntrySet::EMPTY));
}
/// Four with one ballot each: the host said that 0 leaves first; of the ties after that the lot decides, by the numbers that they have.
#[test]
fn what_was_decided_stands_and_the_lot_decides_the_rest() {
    let p = strict(4, &[(&[0], 1), (&[1], 1), (&[2], 1), (&[3], 1)]);
    let count = |decisions, order: &[u32], seed: &str| {
        let order = order.iter().map(|x| e(*x)).collect();
        let ties = TiePolicy::ThenLot { decisions, order, seed: seed.to_owned() };
        run(&Irv::default(), &p, Seats::ONE, &ties).unwrap()
    };
    for seed in ["a", "b", "c", "d", "e"] {
        let zero = vec![Decision { at: TieAt::eliminate(1), chosen: Choice::Entry(e(0)) }];
        let t = count(zero, &[], seed);
        let by: Vec<DecidedBy> = t.ties().iter().map(|t| t.by).collect();
        assert_eq!(by[0], DecidedBy::Declared, "{seed}");
        assert!(by.len() > 1 && by[1..].iter().all(|b| *b == DecidedBy::Lot), "{seed}: {by:?}");
        assert_ne!(winner(t.outcome()), [0].into(), "{seed}");
        // The second tie is drawn under its own number, over all places of the slate.
        let drawn = cocreate::count::Lot::new(seed).order("tie 1", 4);
        let out = drawn.into_iter().find(|i| *i != 0).map(|i| Choice::Entry(e(i as u32)));
        assert_eq!(t.ties()[1].chosen, out, "{seed}");
        // An order that names all comes before the lot.
        let t = count(vec![], &[3, 2, 1, 0], seed);
        assert!(t.ties().iter().all(|t| t.by == DecidedBy::Order), "{seed}");
        assert_eq!(winner(t.outcome()), [0].into());
    }
}
/// Twelve entries, each first on one ballot with the next one second: none is before another, and all ways are too many to follow.
/// Where 5 stands first on the slate instead of 0 the same is told.
#[test]
fn a_report_that_cannot_follow_all_ways_tells_the_first_tie() {
    let circle: Vec<[u32; 2]> = (0..12).map(|i| [i, (i + 1) % 12]).collect();
    let ballots: Vec<(&[u32], usize)> = circle.iter().map(|b| (&b[..], 1)).collect();
    let p = strict(12, &ballots);
    let all: EntrySet = (0..12).map(e).collect();
    for ties in [TiePolicy::REPORT, TiePolicy::Report { explore: 40 }] {
        let t = run(&Irv::default(), &p, Seats::ONE, &ties).unwrap();
        let Outcome::Tied { stage: Stage::Eliminate, tied, choose: 1, possible: None, certain, .. } =
            t.outcome()
        else {
            panic!("{:?}", t.outcome())
        };
        assert_eq!((tied, certain, t.ties().len()), (&all, &EntrySet::EMPTY, 1));
    }
}
/// 0 or 2 leaves first. If 2 does, 1 wins; if 0 does, 2 and 3 are level, and 1 or 2 wins. That is what hangs on the first tie,
/// in whatever order the slate is; the second is met on one way only.
#[test]
fn the_tie_that_is_told_hangs_on_no_order_of_the_slate() {
    for order in [[0, 1, 2, 3], [2, 1, 0, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
        let at = |n: u32| order.iter().position(|x| *x == n).unwrap() as u32;
        let ballots = [vec![3, 2], vec![1, 3], vec![0, 2, 1, 3], vec![2, 0, 1, 3]]
            .map(|b| b.into_iter().map(at).collect::<Vec<_>>());
        let weights = [2, 3, 1, 1];
        let all: Vec<(&[u32], usize)> = ballots.iter().map(Vec::as_slice).zip(weights).collect();
        let t = run(&Irv::default(), &strict(4, &all), Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage: Stage::Eliminate, tied, possible, .. } = t.outcome() else { panic!() };
        assert_eq!(*tied, [at(0), at(2)].map(e).into_iter().collect::<EntrySet>(), "{order:?}");
        assert_eq!(*possible, Some([at(1), at(2)].map(e).into_iter().collect::<EntrySet>()), "{order:?}");
    }
}
