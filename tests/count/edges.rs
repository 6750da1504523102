//! Every rule of the catalogue at the edges: no entries, one entry, nobody voting, only blanks, all tied, huge parameters.
use cocreate::{
    ballot::{
        Approval, Choice, Comparison, Consent, Kind, Pairs, Points, Position, Ranking, Scores, Spend,
        SpendForm,
    },
    count::{Budget, Gives, Options, Outcome, Reason, RuleSpec, Seats, Task, TiePolicy, Winners},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile},
    tally::{AnyRule, registry},
};

#[derive(Clone, Copy, PartialEq)]
enum Votes {
    Nobody,
    Blank,
    /// The same of every entry, or each entry once.
    AllTied,
}
fn profile(kind: Kind, m: usize, votes: Votes) -> AnyProfile {
    let e = EntryIx::from;
    let all = || 0..m;
    let each = |n: usize| match votes {
        Votes::Nobody => 0,
        Votes::Blank => 1,
        Votes::AllTied => n,
    };
    let tied = votes == Votes::AllTied;
    match kind {
        Kind::Choice => {
            let of = |i| if tied { Choice::of(e(i)) } else { Choice::BLANK };
            Profile::of(m, &(0..each(m)).map(of).collect::<Vec<_>>()).unwrap().into()
        }
        Kind::Approval => {
            let set = if tied { EntrySet::first(m) } else { EntrySet::EMPTY };
            Profile::of(m, &vec![Approval::of(set); each(2)]).unwrap().into()
        }
        Kind::Ranking => {
            let order = |i: usize| all().map(move |k| ((i + k) % m) as u32);
            let of = |i| if tied { Ranking::strict(order(i)) } else { Ranking::default() };
            Profile::of(m, &(0..each(m)).map(of).collect::<Vec<_>>()).unwrap().into()
        }
        Kind::Scores => {
            let marks = all().filter(|_| tied).map(|i| (e(i), 3));
            Profile::of(m, &vec![Scores::new(marks).unwrap(); each(3)]).unwrap().into()
        }
        Kind::Points => {
            let marks = all().filter(|_| tied).map(|i| (e(i), 1));
            Profile::of(m, &vec![Points::new(marks).unwrap(); each(2)]).unwrap().into()
        }
        Kind::Pairs => {
            let pairs = all().flat_map(|a| (a + 1..m).map(move |b| (e(a), e(b), Comparison::Draw)));
            Profile::of(m, &vec![Pairs::new(pairs.filter(|_| tied)).unwrap(); each(2)]).unwrap().into()
        }
        Kind::Spend => {
            let marks = all().filter(|_| tied).map(|i| (e(i), 1));
            let form = SpendForm::with_costs(vec![10; m]);
            Profile::with_form(m, form, &vec![Spend::new(marks).unwrap(); each(2)]).unwrap().into()
        }
        Kind::Consent => {
            let marks = all().filter(|_| tied).map(|i| (e(i), Position::Yes));
            Profile::of(m, &vec![Consent::new(marks).unwrap(); each(2)]).unwrap().into()
        }
        other => panic!("{other}"),
    }
}
fn task(rule: &AnyRule, m: usize) -> Task {
    match rule.gives() {
        Gives::Standing => Task::Seats(Seats::ONE),
        Gives::Funding => Task::Budget(Budget { total: 10, costs: vec![10; m] }),
        _ => Task::Plain,
    }
}
fn policies() -> [TiePolicy; 6] {
    [
        TiePolicy::REPORT,
        TiePolicy::Report { explore: 0 },
        TiePolicy::Order { order: vec![] },
        TiePolicy::Lot { seed: "edge".to_owned() },
        TiePolicy::Declared { decisions: vec![], explore: 10 },
        TiePolicy::AllBranches { limit: 100 },
    ]
}
fn outcome(rule: &AnyRule, m: usize, votes: Votes, ties: &TiePolicy) -> Outcome {
    let tally = rule.run(&profile(rule.kind(), m, votes), &task(rule, m), ties, &Options::default());
    tally.unwrap_or_else(|e| panic!("{rule:?}: {e}")).outcome().clone()
}
fn rules() -> Vec<(String, AnyRule)> {
    let all = registry();
    let of = |id: &str| (id.to_owned(), all.build(&RuleSpec::new(id)).unwrap().0);
    all.iter().map(|entry| of(entry.about().id)).collect()
}

#[test]
fn nothing_to_vote_on_and_nobody_voting_have_a_reason() {
    for (id, rule) in rules() {
        for ties in policies() {
            let none = outcome(&rule, 0, Votes::Nobody, &ties);
            assert!(matches!(none, Outcome::None { reason: Reason::NoEntries, .. }), "{id}: {none:?}");
            for m in [1, 3] {
                let silent = outcome(&rule, m, Votes::Nobody, &ties);
                assert!(matches!(silent, Outcome::None { .. }), "{id}: {silent:?}");
            }
        }
    }
}
#[test]
fn only_blanks_end_with_a_tie_or_a_reason_and_never_with_a_winner() {
    for (id, rule) in rules() {
        for ties in [TiePolicy::REPORT, TiePolicy::AllBranches { limit: 100 }] {
            let got = outcome(&rule, 3, Votes::Blank, &ties);
            let open = match &got {
                // A chance rule that treats alike what is alike.
                Outcome::Lottery { p, .. } => p.iter().all(|(_, p)| p.to_string() == "1/3"),
                Outcome::None { .. } => true,
                // The default option stands where nobody says otherwise.
                Outcome::Decided { .. } => id == "debian",
                Outcome::OneOf { sets, .. } if sets.len() == 1 => id == "debian",
                _ => got.is_tied(),
            };
            assert!(open, "{id}: {got:?}");
        }
    }
}
#[test]
fn one_entry_with_votes_wins() {
    for (id, rule) in rules() {
        for ties in policies() {
            let got = outcome(&rule, 1, Votes::AllTied, &ties);
            match (&got, id.as_str()) {
                // One entry has nobody to be compared with.
                (Outcome::None { .. }, "win-rate" | "copeland-pairs") => {}
                (Outcome::Lottery { p, .. }, _) => assert_eq!(p.chance(EntryIx::new(0)).to_string(), "1"),
                _ => assert_eq!(got.winners().map(Winners::set), Some([0].into()), "{id}: {got:?}"),
            }
        }
    }
}
#[test]
fn all_tied_is_told_and_a_lot_ends_it() {
    // Of a cycle the order of ballots, the bracket, the given order or the default option names one, nobody has more than half, and
    // nobody beats all.
    let by_order =
        ["absolute-majority", "condorcet-winner", "consensus-builder", "cup", "debian", "plurality-veto"];
    for (id, rule) in rules().into_iter().filter(|(id, _)| !by_order.contains(&id.as_str())) {
        let told = outcome(&rule, 3, Votes::AllTied, &TiePolicy::REPORT);
        match rule.gives() {
            Gives::Lottery => {
                let Outcome::Lottery { p, .. } = told else { panic!("{id}: {told:?}") };
                assert!(p.iter().all(|(_, p)| p.to_string() == "1/3"), "{id}");
                continue;
            }
            Gives::Verdicts => {
                assert_eq!(told.winners().map(Winners::set), Some([0, 1, 2].into()), "{id}");
                continue;
            }
            _ => {}
        }
        let Outcome::Tied { possible, .. } = &told else { panic!("{id}: {told:?}") };
        assert_eq!(possible, &Some([0, 1, 2].into()), "{id}");
        let all = outcome(&rule, 3, Votes::AllTied, &TiePolicy::AllBranches { limit: 100 });
        let Outcome::OneOf { sets, complete: true, .. } = &all else { panic!("{id}: {all:?}") };
        assert_eq!(sets.len(), 3, "{id}");
        let lot = outcome(&rule, 3, Votes::AllTied, &TiePolicy::Lot { seed: "edge".to_owned() });
        assert_eq!(lot.winners().map(|w| w.set().len()), Some(1), "{id}: {lot:?}");
    }
}
#[test]
fn huge_parameters_are_counted_or_refused() {
    let most = u64::MAX;
    let specs = [
        format!(r#"{{"rule":"mean-score","min_votes":{most}}}"#),
        format!(r#"{{"rule":"win-rate","min_comparisons":{most}}}"#),
        format!(r#"{{"rule":"consent","eligible":{most},"base":"eligible","blocks":{most}}}"#),
        format!(r#"{{"rule":"consent","eligible":{most},"quorum":[{{"votes":{most}}}]}}"#),
        format!(
            r#"{{"rule":"consent","eligible":{most},"quorum":[{{"root":{{"num":{0},"den":1}}}}]}}"#,
            u32::MAX
        ),
    ];
    for spec in specs {
        let (rule, _) = registry().build(&serde_json::from_str(&spec).unwrap()).unwrap();
        for votes in [Votes::Nobody, Votes::Blank, Votes::AllTied] {
            let got = outcome(&rule, 3, votes, &TiePolicy::REPORT);
            assert!(matches!(got, Outcome::None { .. }), "{spec}: {got:?}");
        }
    }
    for id in ["budget-greedy", "budget-equal-shares"] {
        let (rule, _) = registry().build(&RuleSpec::new(id)).unwrap();
        let p = profile(Kind::Spend, 3, Votes::AllTied);
        let run = |budget| rule.run(&p, &Task::Budget(budget), &TiePolicy::REPORT, &Options::default());
        let e = run(Budget { total: most, costs: vec![1; 3] }).unwrap_err();
        assert!(e.to_string().contains("2^64"), "{id}: {e}");
        let all = run(Budget { total: most - 9, costs: vec![3; 3] }).unwrap();
        assert_eq!(all.outcome().winners().map(|w| w.set().len()), Some(3), "{id}");
        let none = run(Budget { total: 0, costs: vec![1; 3] }).unwrap();
        assert!(matches!(none.outcome(), Outcome::None { .. }), "{id}");
        assert!(
            run(Budget { total: 5, costs: vec![1; 2] }).unwrap_err().to_string().contains("costs"),
            "{id}"
        );
    }
}
