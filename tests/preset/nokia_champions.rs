//! P14: who is named for the year, the rubric of E17, the trimmed mean of E01, the conflict of E06.
use super::{
    desk::{self, Done, Small},
    hands::of,
};
use crate::contest::desk::{entry, id};
use cocreate::{
    admit::{Applicant, NotAdmitted, Tied},
    contest::{Act, Phase, Plan, Refusal},
};
use serde_json::{Value, json};

const CRITERIA: [&str; 3] = ["novelty", "benefit", "craft"];
const JURY: [&str; 7] = ["jury-1", "jury-2", "jury-3", "jury-4", "jury-5", "jury-6", "jury-7"];
/// The plan with ann, bob, cy and di named for the year that begins with the contest, and eve for the one before.
fn plan<const N: usize>(number: &str, changes: [(&str, Value); N]) -> Plan {
    let year = |y: u32| json!([{ "from": format!("{y}-12-01T00:00:00Z"), "until": format!("{}-12-01T00:00:00Z", y + 1) }]);
    let mut json = serde_json::to_value(desk::plan(number, changes)).unwrap();
    json["rosters"]["innovators"]["admit"][0]["terms"] = json!({ "ann": year(2026), "bob": year(2026), "cy": year(2026), "di": year(2026), "eve": year(2025) });
    Plan::from_value(json).unwrap()
}
/// Three reviewers, with marks from 1 for each criterion.
fn review(c: &mut Small, e: &str, marks: [[u16; 3]; 3]) {
    for (who, row) in ["online-1", "online-2", "online-3"].iter().zip(marks) {
        for (poll, mark) in CRITERIA.iter().zip(row) {
            c.rate(poll, who, &[(e, mark - 1)]);
        }
    }
}
fn opened(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    c.enrol("innovators", &["ann", "bob", "cy", "di"]).enrol("online", &["online-1", "online-2", "online-3"]);
    c.enrol("jury", &JURY);
    for (who, e) in [("ann", "x"), ("bob", "y"), ("cy", "z"), ("di", "w")] {
        c.enter_as(who, of("everyday-life", e, who));
    }
    c.until(Phase::Screening).admit(&["x", "y", "z", "w"]).until(Phase::Balloting);
    c
}
/// x has the sheet of E17, y and z all 8, w all 7.
fn finalists(plan: &Plan) -> Small {
    let mut c = opened(plan);
    review(&mut c, "x", [[9, 8, 7], [10, 8, 6], [8, 9, 7]]);
    review(&mut c, "y", [[8; 3]; 3]);
    review(&mut c, "z", [[8; 3]; 3]);
    review(&mut c, "w", [[7; 3]; 3]);
    c.next_round();
    c
}
/// x has the marks of E01, y six of 2 and one of 10, z all 1.
fn judged(plan: &Plan) -> Done {
    let mut c = finalists(plan);
    for (e, marks) in [("x", [3, 3, 2, 2, 1, 2, 2]), ("y", [10, 2, 2, 2, 2, 2, 2]), ("z", [1; 7])] {
        for (who, mark) in JURY.iter().zip(marks) {
            c.level("final", who, e, mark - 1);
        }
    }
    c.count();
    c.end()
}
#[test]
fn a_rubric_makes_finalists() {
    let c = finalists(&plan("P14", []));
    assert_eq!(c.slate(), ["x", "y", "z"].map(entry), "7 is below 7.5");
    let s = c.0.records()[0].selection.clone().unwrap();
    let told: Vec<String> = s.notes.iter().map(|n| serde_json::to_string(n).unwrap()).collect();
    assert!(told[0].contains("81/10"), "the mean of 8.1, 8.2 and 8: {}", told[0]);
    let c = finalists(&plan("P14", [("/rounds/0/select/score", json!("81/10"))]));
    assert_eq!(c.slate(), [entry("x")]);
}
#[test]
fn extremes_are_dropped_and_three_are_paid() {
    let done = judged(&plan("P14", []));
    assert_eq!(done.winners(), ["x", "y", "z"], "11/5, 2 and 1");
    let paid = [("ann", 3_000_000), ("bob", 1_500_000), ("cy", 500_000)];
    assert_eq!(done.paid("everyday-life"), paid.into());
    assert_eq!(done.0.payouts[1].returned.minor(), 5_000_000, "nobody entered in the other category");
    // By the plain mean, 15/7 and 22/7.
    let done = judged(&plan(
        "P14",
        [("/rounds/1/polls/0/tally", json!({ "rule": "trimmed-mean", "low": 0, "high": 0 }))],
    ));
    assert_eq!(done.winners(), ["y", "x", "z"]);
}
#[test]
fn who_has_a_conflict_does_not_mark_that_entry() {
    let run = |tell: bool| {
        let mut c = opened(&plan("P14", []));
        c.enrol("online", &["online-4", "online-5"]);
        if tell {
            c.host(Act::Conflict { person: id("online-5"), with: Tied::Entry(entry("x")) });
        }
        for (who, mark) in [("online-1", 2u16), ("online-2", 3), ("online-3", 3), ("online-4", 2)] {
            c.rate("novelty", who, &[("x", mark - 1)]);
        }
        let mark = cocreate::ballot::ScoreMark { entry: c.place("x"), level: Some(8) };
        let took = c.0.mark("novelty", "online-5", cocreate::contest::AnyMark::Score(mark)).is_ok();
        c.count();
        (took, c.scores(0, 0)["x"].clone())
    };
    assert_eq!(run(true), (false, "5/2".to_owned()));
    assert_eq!(run(false), (true, "19/5".to_owned()));
}
/// eve's year ends at the instant at which the contest begins; with a contribution on record she is named again.
#[test]
fn a_champion_is_named_for_a_year_and_again_by_contribution() {
    let asks = |plan: &Plan, who: &str, contributed: Option<u32>| {
        let record = contributed.map(|n| ("contribution".to_owned(), n.into())).into_iter().collect();
        let applicant = Box::new(Applicant { record, ..Applicant::new(id(who)) });
        let enrol = Act::Enrol { roster: "innovators".parse().unwrap(), applicant, share: None };
        match Small::of(plan).0.host(enrol) {
            Ok(()) => None,
            Err(Refusal::NotAdmitted { why, .. }) => Some(why),
            Err(other) => panic!("{other}"),
        }
    };
    let named = plan("P14", []);
    assert_eq!(asks(&named, "ann", None), None);
    assert_eq!(asks(&named, "zoe", Some(9)), Some(NotAdmitted::NoTerm { ended: None }));
    let below = |need: u32, have: Option<u32>| {
        Some(NotAdmitted::Below {
            measure: "contribution".to_owned(),
            need: need.into(),
            have: have.map(Into::into),
        })
    };
    assert_eq!(asks(&named, "eve", Some(1)), None);
    assert_eq!(asks(&named, "eve", None), below(1, None));
    let more = plan("P14", [("/rosters/innovators/admit/0/renew/contribution", json!(2))]);
    assert_eq!(asks(&more, "eve", Some(1)), below(2, Some(1)));
    // A year later ann's term is over as well.
    let on = plan("P14", [("/rosters/innovators/admit/0/on", json!("2027-12-01T00:00:00Z"))]);
    assert_eq!(asks(&on, "ann", None), below(1, None));
}
