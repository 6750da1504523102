//! Conviction over time as a plan's rule of selection: how long each ballot stood decides.
use super::desk::{DAY, Desk, entry, submission};
use cocreate::{
    ballot::Points,
    contest::{Act, Contest, Ended},
    id::EntryIx,
    num::Exact,
    select::{SelectNote, Stake},
};

/// Members place up to 100 tokens each on requests for a fund of 1,000, and may move them for ten days. Of each day's conviction nine tenths
/// are left.
fn fund(more: &str) -> Desk {
    let plan = format!(
        r#"{{
        "contest": "commons", "mode": "community", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "members": {{}} }},
        "entries": {{ "by": "members", "window": "1d" }},
        "rounds": [{{ "balloting": "10d",
            "select": {{ "rule": "conviction", "alpha": "9/10", "supply": 300, "funds": 1000 {more} }},
            "polls": [{{ "poll": "tokens", "voters": "members", "ballot": {{ "kind": "points", "budget": 100 }},
                "tally": {{ "rule": "cumulative" }} }}]
        }}]
    }}"#
    );
    let mut d = Desk::new(&plan);
    d.at(0).enrol("members", &["ann", "bob", "cy"]);
    for (e, cost) in [("well", 100), ("road", 100), ("dam", 200)] {
        let mut s = submission(e, &["ann"]);
        s.cost = Some(cost);
        s.team = vec![];
        d.host(Act::Submit(Box::new(s))).unwrap();
    }
    d.at(DAY);
    d
}
fn place(d: &mut Desk, who: &str, on: &[(u32, i64)]) {
    let of = on.iter().map(|(e, n)| (EntryIx::new(*e), *n));
    d.cast("tokens", who, Points::new(of).unwrap()).unwrap();
}
/// The conviction that is told of an entry.
fn told(d: &Desk, e: &str) -> Exact {
    let notes = &d.assert_paid().rounds[0].selection.as_ref().unwrap().notes;
    let of = |n: &SelectNote| match n {
        SelectNote::Grown { entry: x, conviction } if *x == entry(e) => Some(conviction.clone()),
        _ => None,
    };
    notes.iter().find_map(of).unwrap()
}
/// The recurrence, by the tokens that stood on each of the ten days.
fn recurrence(tokens: [u32; 10]) -> Exact {
    let alpha = Exact::ratio(9, 10).unwrap();
    tokens.iter().fold(Exact::ZERO, |y, s| &(&alpha * &y) + &Exact::from(*s))
}

/// A request of 100 needs more than 1/500 300 / (1/10 (1/5 - 1/10)²) = 600.
///
/// ann's 100 stand on the well for ten days: 1,000 (1 - 0.9^10), some 651. bob's 100 stand on the road for eight days, some 570, which
/// is too little, though both have 100 tokens at the end: of the 900 that are left 100 need more than 6 (90/8)² = 759.375. cy's on the dam do
/// not help: it asks for more than a fifth of them.
#[test]
fn the_same_tokens_count_more_the_longer_they_stand() {
    let mut d = fund("");
    place(&mut d, "ann", &[(0, 100)]);
    place(&mut d, "cy", &[(2, 100)]);
    d.at(3 * DAY);
    place(&mut d, "bob", &[(1, 100)]);
    d.run_out();
    assert_eq!(d.winners(), [["well"]]);
    assert_eq!(told(&d, "well"), recurrence([100; 10]));
    assert_eq!(told(&d, "road"), recurrence([0, 0, 100, 100, 100, 100, 100, 100, 100, 100]));
    let notes = &d.assert_paid().rounds[0].selection.as_ref().unwrap().notes;
    assert!(notes.contains(&SelectNote::AsksTooMuch { entry: entry("dam"), most: 180u32.into() }));
    let need = |n: &SelectNote| matches!(n, SelectNote::Below { entry: x, need, .. } if *x == entry("road") && *need == Exact::ratio(6075, 8).unwrap());
    assert!(notes.iter().any(need));
}
/// ann moves half of her tokens after six days, and takes all back a day before the end; bob changes nothing by casting the same again.
#[test]
fn what_is_moved_fades_and_casting_again_is_not_moving() {
    let mut d = fund("");
    place(&mut d, "ann", &[(0, 100)]);
    place(&mut d, "bob", &[(1, 40)]);
    d.at(4 * DAY + 3600);
    place(&mut d, "bob", &[(1, 40)]);
    d.at(7 * DAY);
    place(&mut d, "ann", &[(0, 50), (1, 50)]);
    d.at(10 * DAY);
    d.person("ann", Act::Retract { poll: "tokens".parse().unwrap(), voter: "ann".parse().unwrap() }).unwrap();
    d.run_out();
    assert_eq!(told(&d, "well"), recurrence([100, 100, 100, 100, 100, 100, 50, 50, 50, 0]));
    assert_eq!(told(&d, "road"), recurrence([40, 40, 40, 40, 40, 40, 90, 90, 90, 40]));
    let stakes = &d.assert_paid().rounds[0].polls[0].stakes;
    let stood = |from, to, weight: u32| Stake { from, to, weight: weight.into() };
    assert_eq!(stakes[&entry("well")], [stood(4, 1, 50), stood(10, 4, 100)]);
    let back = Contest::replay(d.contest.valid_plan(), &d.log).unwrap();
    assert_eq!(back, d.contest);
    let s = d.contest.snapshot();
    let text = serde_json::to_string(&s).unwrap();
    let read: cocreate::contest::Snapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(read.restore(&cocreate::contest::Rules::built_in().into()).unwrap(), d.contest);
}
/// Either request would pass with the same conviction; one may, by the places or by what is left of the funds: the tie is told.
#[test]
fn a_tie_is_told() {
    for more in [r#", "at_most": 1"#, ""] {
        let mut d = fund(more);
        place(&mut d, "ann", &[(0, 100)]);
        place(&mut d, "bob", &[(1, 100)]);
        d.at(11 * DAY);
        assert_eq!(d.phase(), cocreate::contest::Phase::Counting);
        let s = d.records()[0].selection.clone().unwrap();
        assert_eq!((s.tied[0].tied.len(), s.tied[0].choose), (2, 1));
    }
}
#[test]
fn nobody_stakes_and_a_plan_that_cannot_be_is_refused() {
    let mut d = fund("");
    d.run_out();
    assert!(matches!(d.assert_paid().ended, Ended::Failed { .. }));
    let bad = |from: &str, to: &str| {
        let text = serde_json::to_string(d.contest.plan()).unwrap();
        assert!(text.contains(from), "{text}");
        super::bounds::faults(&text.replace(from, to))[0].starts_with("rounds.0.select: ")
    };
    assert!(bad(r#""funds":1000"#, r#""funds":0"#));
    assert!(bad(r#""alpha":"9/10""#, r#""alpha":1"#));
}
