//! P17: ballots of K01 to K08, the classes of K32, the surplus of K35; the board with the count of T12 and the cap of M36.
use super::{
    desk::{Done, Small, plan, team},
    hands::{NO, YES},
};
use crate::contest::desk::{START, entry, id, submission};
use cocreate::{
    admit::Applicant,
    ballot::{Consent, Position, Ranking},
    contest::{Act, Phase, Plan, Submission, Time, When},
    preset::ibm_board,
    select::SelectNote,
};
use serde_json::{Value, json};

/// A draft of three parties; so many members say yes, no, abstain, and nothing. A member may have a share.
fn balloted(plan: &Plan, said: [usize; 3], silent: usize, share: impl Fn(usize) -> u32) -> Small {
    let mut c = Small::of(plan);
    let n = said.iter().sum::<usize>() + silent;
    for i in 0..n {
        let applicant = Box::new(Applicant::new(id(&format!("v{i}"))));
        let roster = "members".parse().unwrap();
        c.host(Act::Enrol { roster, applicant, share: Some(share(i).into()) });
    }
    c.enter_as("v0", team("draft", &[("v0", 1), ("v1", 1), ("v2", 1)])).until(Phase::Balloting);
    again(&mut c, said);
    c
}
/// The members' ballots.
fn again(c: &mut Small, said: [usize; 3]) {
    let positions = [YES, NO, Position::Abstain].iter().zip(said).flat_map(|(p, n)| vec![*p; n]);
    for (i, p) in positions.enumerate() {
        c.say("draft", &format!("v{i}"), &[("draft", p)]);
    }
}
fn once(select: Value) -> Plan {
    plan("P17", [("/rounds/0/repeat", Value::Null), ("/rounds/0/select", select)])
}
fn carried(c: &mut Small) -> Result<Done, String> {
    let done = c.end();
    if matches!(done.0.ended, cocreate::contest::Ended::Won { .. }) { Ok(done) } else { Err(done.failed()) }
}
#[test]
fn two_thirds_carry_and_the_surplus_goes_by_stakes() {
    // 4 of 6, with a majority of nine members.
    let done = carried(&mut balloted(&plan("P17", []), [4, 2, 0], 3, |_| 1)).unwrap();
    assert_eq!(done.winners(), ["draft"]);
    assert_eq!(done.paid("surplus"), [("v0", 33_334), ("v1", 33_333), ("v2", 33_333)].into());
    // 3 of 5; and 4 of 4 of nine members.
    for (said, silent) in [([3, 2, 0], 2), ([4, 0, 0], 5)] {
        let once = plan("P17", [("/rounds/0/repeat", Value::Null)]);
        assert!(carried(&mut balloted(&once, said, silent, |_| 1)).err().unwrap().contains("Threshold"));
    }
    let half = json!({ "num": 1, "den": 2, "strict": true });
    let lower = plan("P17", [("/rounds/0/select/majority/threshold", half)]);
    assert!(carried(&mut balloted(&lower, [3, 2, 0], 2, |_| 1)).is_ok());
}
#[test]
fn a_draft_that_fails_goes_round_again() {
    let mut c = balloted(&plan("P17", []), [3, 2, 0], 1, |_| 1);
    c.count().until(Phase::Deliberating);
    c.0.person("v0", Act::Revise { entry: entry("draft"), digest: submission("other", &[]).digest }).unwrap();
    c.until(Phase::Balloting);
    again(&mut c, [5, 1, 0]);
    assert_eq!(carried(&mut c).unwrap().winners(), ["draft"]);
    assert_eq!(c.0.records().len(), 2);
    // Three turns, and no more.
    let mut c = balloted(&plan("P17", []), [3, 2, 0], 1, |_| 1);
    for _ in 0..2 {
        c.count().until(Phase::Balloting);
        again(&mut c, [3, 2, 0]);
    }
    assert!(carried(&mut c).is_err());
    assert_eq!(c.0.records().len(), 3);
}
/// Members who take part have a share of one, observers none: two thirds of the first, and at most a quarter of all against.
#[test]
fn two_counts_as_at_iso() {
    let iso = || {
        let two_thirds = json!({ "threshold": { "num": 2, "den": 3, "strict": false } });
        let quarter = json!({ "threshold": { "num": 3, "den": 4, "strict": false } });
        let select =
            json!({ "rule": "majority-vote", "majority": quarter, "counts": { "stake": two_thirds } });
        let stake = json!({ "stake": { "rule": "shares", "of": "member" } });
        let change = [
            ("/rounds/0/repeat", Value::Null),
            ("/rounds/0/select", select),
            ("/rounds/0/polls/0/counts", stake),
        ];
        plan("P17", change)
    };
    let run = |p_yes: usize, p_no: usize, yes: usize, no: usize| {
        // Yes first, participants before observers.
        let takes_part = move |i: usize| u32::from(if i < yes { i < p_yes } else { i - yes < p_no });
        carried(&mut balloted(&iso(), [yes, no, 0], 0, takes_part)).is_ok()
    };
    assert!(run(20, 8, 40, 12));
    assert!(!run(18, 10, 40, 12));
    assert!(!run(20, 8, 40, 14));
    assert!(run(20, 10, 30, 10), "both by equality");
}
/// Three of the management are for it and sixty of a hundred of the union: each class for itself.
#[test]
fn each_class_carries_by_itself_where_the_coalition_asks_for_it() {
    let classes = |management: [u64; 2], union: [u64; 2]| {
        let class = |[num, den]: [u64; 2]| json!({ "majority": { "threshold": { "num": num, "den": den, "strict": den == 2 } } });
        let gates = json!({ "management": class(management), "union": class(union) });
        let mut json = serde_json::to_value(once(json!({ "rule": "every-gate", "gates": gates }))).unwrap();
        let poll = json["rounds"][0]["polls"][0].clone();
        json["rounds"][0]["polls"] = ["management", "union"]
            .map(|class| {
                let mut p = poll.clone();
                (p["poll"], p["voters"], p["counts"]) = (json!(class), json!(class), json!({}));
                p
            })
            .into();
        json["rosters"]["management"] = json!({});
        json["rosters"]["union"] = json!({});
        let mut c = Small::of(&Plan::from_value(json).unwrap());
        c.enrol("members", &["ann"]).enrol("management", &["m0", "m1", "m2"]).voters("union", 100);
        c.enter("ann", "draft").until(Phase::Balloting);
        for m in ["m0", "m1", "m2"] {
            c.say("management", m, &[("draft", YES)]);
        }
        c.split("union", "draft", 60, 40);
        carried(&mut c).is_ok()
    };
    assert!(classes([1, 2], [1, 2]));
    assert!(!classes([1, 2], [2, 3]), "though of all 103 together 63 are for it");
    assert!(classes([2, 3], [3, 5]));
}
#[test]
fn return_abstentions_and_approval_as_at_ieee() {
    let ieee = || {
        once(json!({ "rule": "majority-vote", "majority": {
            "threshold": { "num": 3, "den": 4, "strict": false },
            "quorum": [
                { "share": { "num": 3, "den": 4, "strict": false } },
                { "abstain-below": { "num": 3, "den": 10, "strict": true } }
            ]
        } }))
    };
    for (said, passes) in
        [([57, 15, 8], true), ([42, 14, 24], false), ([60, 10, 4], false), ([54, 20, 6], false)]
    {
        let silent = 100 - said.iter().sum::<usize>();
        assert_eq!(carried(&mut balloted(&ieee(), said, silent, |_| 1)).is_ok(), passes, "{said:?}");
    }
}
/// Candidates of these organisations; so many committers rank them so.
fn board(
    seats: u32,
    cap: Option<u32>,
    of: &[(&str, &str)],
    ranked: &[(usize, &[&str])],
) -> (Vec<String>, Small) {
    let board = ibm_board(&"board".parse().unwrap(), &When::at(Time::from_secs(START)));
    let mut json = serde_json::to_value(board).unwrap();
    json["rounds"][0]["select"]["k"] = json!(seats);
    json["rounds"][0]["select"]["per_party"] = json!(cap);
    json["rounds"][0]["polls"][0]["seats"] = json!({ "fill": seats });
    let mut c = Small::of(&Plan::from_value(json).unwrap());
    c.voters("committers", ranked.iter().map(|r| r.0).sum());
    for (e, party) in of {
        let s = Submission { party: Some(party.parse().unwrap()), ..submission(e, &["v0"]) };
        c.enter_as("v0", s);
    }
    c.until(Phase::Balloting);
    for (i, names) in ranked.iter().flat_map(|(n, names)| vec![names; *n]).enumerate() {
        let places: Vec<u32> = names.iter().map(|e| c.place(e).ix() as u32).collect();
        c.cast("council", &format!("v{i}"), Ranking::strict(places));
    }
    (c.end().winners(), c)
}
const T12: &[(usize, &[&str])] = &[(7, &["A", "B"]), (3, &["A", "C"]), (4, &["B"]), (6, &["C"])];
#[test]
fn the_board_is_elected_by_transferable_votes() {
    let apart = [("A", "add-in-1"), ("B", "strategic-1"), ("C", "strategic-2")];
    let (winners, c) = board(2, None, &apart, T12);
    assert_eq!(winners.concat().len(), 2);
    assert!(
        winners.iter().any(|w| w.contains('A')) && winners.iter().any(|w| w.contains('C')),
        "{winners:?}"
    );
    assert_eq!(c.0.records()[0].polls[0].counted.ballots, 20);
    // Two of those who named C behind A name B: 6.7 against 6.3.
    let moved: &[(usize, &[&str])] = &[(9, &["A", "B"]), (1, &["A", "C"]), (4, &["B"]), (6, &["C"])];
    let (winners, _) = board(2, None, &apart, moved);
    assert!(winners.iter().any(|w| w.contains('B')), "{winners:?}");
}
#[test]
fn no_organisation_has_more_than_its_cap() {
    let all = [
        ("A", "strategic-1"),
        ("B", "strategic-1"),
        ("C", "strategic-1"),
        ("D", "strategic-2"),
        ("E", "add-in-1"),
        ("F", "add-in-2"),
    ];
    // In the order of M36, each with fewer votes than the one before.
    let ranked: Vec<(usize, &[&str])> =
        vec![(8, &["A"]), (7, &["B"]), (6, &["C"]), (5, &["D"]), (4, &["E"]), (3, &["F"])];
    let (winners, c) = board(6, Some(2), &all, &ranked);
    let mut names: Vec<String> = winners.iter().flat_map(|t| t.split(' ')).map(str::to_owned).collect();
    names.sort();
    assert_eq!(names, ["A", "B", "D", "E", "F"]);
    let notes = c.0.records()[0].selection.clone().unwrap().notes;
    assert!(notes.iter().any(|n| matches!(n, SelectNote::PartyFull { entry, .. } if entry.as_str() == "C")));
    let (winners, _) = board(6, Some(3), &all, &ranked);
    assert_eq!(winners.iter().flat_map(|t| t.split(' ')).count(), 6);
}
#[test]
fn a_no_says_why() {
    let mut c = balloted(&plan("P17", []), [0, 0, 0], 3, |_| 1);
    let no = Consent::from([(0, Position::No { reasoned: false })]);
    assert!(c.0.cast("draft", "v1", no).is_err());
}
