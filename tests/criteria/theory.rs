//! What is known of the rules: which criteria they meet, and how small the smallest counterexamples are.
use super::{all, criterion, look, rule};
use cocreate::{
    ballot::Ranking,
    criteria::{Ballots, Cast, CondorcetWinner, Found, Limits, Majority, Monotonicity, search},
    profile::{Profile, Slate},
    tally::{positional::Borda, runoff::Irv},
};

fn votes(of: &[(u64, &[u32])]) -> Profile<Ranking> {
    let mut b = Profile::builder(Slate::anonymous(of[0].1.len()), <_>::default()).unwrap();
    for (n, order) in of {
        b.push_many(&Ranking::strict(order.iter().copied()), *n).unwrap();
    }
    b.finish()
}

#[test]
fn rules_keep_what_theory_says_they_keep() {
    for (rule, keeps) in [
        ("plurality", vec!["majority", "monotonicity"]),
        ("borda", vec!["monotonicity"]),
        ("irv", vec!["majority"]),
        ("schulze", vec!["condorcet-winner", "majority", "monotonicity"]),
    ] {
        for criterion in keeps {
            for limits in [all(3, 7), Limits { entries: 4, voters: 4, ..all(4, 4) }] {
                let found = look(criterion, rule, &limits);
                assert!(matches!(found, Found::NotFound { complete: true, .. }), "{rule}: {found:?}");
            }
        }
    }
}
#[test]
fn the_smallest_counterexamples_have_as_many_voters_as_theory_says() {
    // Over 3 entries. Condorcet winner c, by f first places: c has fewer than another, who has less than half. With 3 voters
    // all have one; with 4 the other has 1 and the third 3, a majority; with 5: 2, 2, 1. Borda: c over another by n + 1 of
    // 2n halves, and 3-2 is the first to give the other more points.
    for (criterion, rule, voters) in [
        ("condorcet-winner", "plurality", 5),
        ("condorcet-winner", "irv", 5),
        ("condorcet-winner", "borda", 5),
        ("majority", "borda", 5),
    ] {
        let below = look(criterion, rule, &all(3, voters - 1));
        assert!(matches!(below, Found::NotFound { complete: true, .. }), "{rule} {criterion}: {below:?}");
        let found = look(criterion, rule, &all(4, 9));
        let json = found.witness().unwrap_or_else(|| panic!("{rule} {criterion}")).to_json().unwrap();
        assert_eq!(json["ballots"]["entries"], 3);
        let cast = json["ballots"]["cast"].as_array().unwrap();
        assert_eq!(cast.iter().map(|c| c["weight"].as_u64().unwrap()).sum::<u64>(), u64::from(voters));
    }
}
#[test]
fn borda_fails_the_majority_by_three_to_two() {
    let found = search(&Majority {}, &Borda::default(), &Limits::default(), &mut super::SplitMix(1)).unwrap();
    let w = found.witness().unwrap();
    // Of 5 voters the only one up to names: the favourite gains 6 points, another 7 only if all put it over the third.
    let three = Cast { weight: 3, ballot: Ranking::strict([0, 1, 2]) };
    let two = Cast { weight: 2, ballot: Ranking::strict([1, 2, 0]) };
    assert_eq!(w.ballots.cast, [three, two]);
    assert_eq!((w.favourite.ix(), &w.elected.certain, &w.elected.possible), (0, &[1].into(), &[1].into()));
}
#[test]
fn the_run_off_is_not_monotone() {
    // The worked example of the criterion's page, counted by hand there.
    let p = votes(&[(6, &[0, 1, 2]), (5, &[2, 0, 1]), (4, &[1, 2, 0]), (2, &[1, 0, 2])]);
    let w = cocreate::criteria::Criterion::violation(&Monotonicity::default(), &p, &Irv::default())
        .unwrap()
        .unwrap();
    assert_eq!((w.winner.ix(), &w.elected.possible, &w.then.certain), (0, &[0].into(), &[2].into()));
    assert_eq!((w.lifted.weight, &w.lifted.ballot), (2, &Ranking::strict([1, 0, 2])));
    assert_eq!(w.to, Ranking::strict([0, 1, 2]));
    let after = votes(&[(8, &[0, 1, 2]), (5, &[2, 0, 1]), (4, &[1, 2, 0])]);
    assert!(w.after.same(&Ballots::of(&after)));
    // One voter alone turns it into a tie only.
    let alone = Monotonicity { most: Some(1) };
    assert!(cocreate::criteria::Criterion::violation(&alone, &p, &Irv::default()).unwrap().is_none());
}
#[test]
fn the_smallest_failure_of_monotonicity_has_seventeen_voters() {
    // Three entries with a, b, c first places; c leaves, a wins, and k of b's voters lift a so that b leaves and c wins. No tie
    // anywhere: b > c > b - k, a > c, c + b - k > a + k. With k = 2: c = b - 1, so a >= b and 2b - 3 > a + 2 >= b + 2, b >= 6:
    // 6 + 6 + 5. More voters who lift ask for more: k = 3 gives b >= 8 with c = b - 1 or b - 2.
    let found = look("monotonicity", "irv", &all(3, 17));
    let json = found.witness().expect("the run-off is not monotone").to_json().unwrap();
    let cast = json["before"]["cast"].as_array().unwrap();
    assert_eq!(cast.iter().map(|c| c["weight"].as_u64().unwrap()).sum::<u64>(), 17);
    assert_eq!(json["lifted"]["weight"], 2);
    assert!(found.witness().unwrap().holds(&rule("irv")).unwrap());
}
#[test]
fn names_of_entries_do_not_matter_to_rules_that_treat_them_alike() {
    for rule_id in ["plurality", "borda", "irv", "schulze"] {
        for criterion_id in ["majority", "condorcet-winner"] {
            let named = look(criterion_id, rule_id, &Limits { neutral: false, ..all(3, 7) });
            let neutral = look(criterion_id, rule_id, &all(3, 7));
            assert_eq!(named.witness().is_some(), neutral.witness().is_some(), "{rule_id} {criterion_id}");
            // Two entries: (2 + n - 1 choose n) = n + 1 profiles, which are 35 for 1 to 7. Three: 13 choose 6, less 1.
            if let Found::NotFound { profiles_checked, complete } = named {
                assert_eq!((profiles_checked, complete), (35 + 1715, true));
            }
        }
    }
}
#[test]
fn ties_and_chances_are_no_violation() {
    // A and B have 2 first places each and C, who beats both, 2 as well: by plurality all three are tied.
    let p = votes(&[(2, &[0, 2, 1]), (2, &[1, 2, 0]), (1, &[2, 0, 1]), (1, &[2, 1, 0])]);
    let condorcet = criterion("condorcet-winner");
    assert!(condorcet.violation(&p, &rule("plurality")).unwrap().is_none());
    // A ballot that is drawn may be one of the minority, and one of the majority.
    let p = votes(&[(3, &[0, 1, 2]), (2, &[1, 2, 0])]);
    assert!(criterion("majority").violation(&p, &rule("random-dictator")).unwrap().is_none());
    // But whom nobody puts first is never drawn, though it beats both others.
    let p = votes(&[(2, &[0, 2, 1]), (2, &[1, 2, 0])]);
    assert!(condorcet.violation(&p, &rule("random-dictator")).unwrap().is_none(), "2 to 2 is no win");
    let p = votes(&[(2, &[0, 3, 1, 2]), (2, &[1, 3, 2, 0]), (2, &[2, 3, 0, 1])]);
    let w =
        cocreate::criteria::Criterion::violation(&CondorcetWinner::default(), &p, &rule("random-dictator"));
    assert_eq!(w.unwrap().unwrap().beats_all.ix(), 3);
}
