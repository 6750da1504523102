//! P21: the agreement of C25, the seats of E29.
use super::{
    desk::{Small, plan},
    hands::{BLOCK, YES},
};
use crate::contest::desk::id;
use cocreate::{
    admit::Applicant,
    contest::{Act, Ended, Found, Phase, Plan},
    num::Exact,
};
use serde_json::json;

/// Ten of each group see the action `park`; so many of each agree. Thirty residents ask, fewer than there are seats.
fn seen(plan: &Plan, agree: [usize; 2]) -> Small {
    let mut c = Small::of(plan);
    for i in 0..30 {
        let (group, who) = (["east", "west"][i / 10 % 2], id(&format!("v{i}")));
        let applicant =
            Box::new(Applicant { stratum: Some(group.to_owned()), ..Applicant::new(who.clone()) });
        c.host(Act::Enrol { roster: "residents".parse().unwrap(), applicant, share: None });
        let record = [(group.to_owned(), Exact::ONE)].into();
        let applicant = Box::new(Applicant { record, ..Applicant::new(who) });
        c.host(Act::Enrol { roster: group.parse().unwrap(), applicant, share: None });
    }
    c.until(Phase::Open).enter("v0", "park").until(Phase::Balloting);
    for (g, (group, first)) in [("east", 0), ("west", 10)].into_iter().enumerate() {
        for i in 0..10 {
            c.rate(group, &format!("v{}", first + i), &[("park", u16::from(i < agree[g]))]);
        }
    }
    c.count();
    c
}
fn ended(c: &mut Small) -> bool {
    matches!(c.end().0.ended, Ended::Won { .. })
}
#[test]
fn both_groups_must_agree() {
    // 9/12 * 4/12 = 1/4, which is just enough; 9/12 * 3/12 is not.
    let mut c = seen(&plan("P21", []), [8, 3]);
    let note = serde_json::to_string(&c.0.records()[0].selection.clone().unwrap().notes[0]).unwrap();
    assert!(note.contains("\"1/4\""), "{note}");
    assert!(ended(&mut c));
    let mut c = seen(&plan("P21", []), [8, 2]);
    let notes = serde_json::to_string(&c.0.records()[0].selection.clone().unwrap().notes).unwrap();
    assert!(notes.contains("\"3/16\""), "what few want stays in the record: {notes}");
    assert!(!ended(&mut c));
    assert!(!ended(&mut seen(&plan("P21", [("/rounds/0/select/score", json!("1/3"))]), [8, 3])));
}
#[test]
fn an_objection_with_a_reason_stops_an_action() {
    let run = |p| {
        let mut c = seen(&plan("P21", []), [8, 3]);
        c.until(Phase::Balloting).say("consent", "v0", &[("park", YES)]).say("consent", "v1", &[("park", p)]);
        ended(&mut c)
    };
    assert!(run(YES) && !run(BLOCK));
}
#[test]
fn residents_are_drawn_by_shares() {
    let admit = |strata| {
        let changes =
            [("/rosters/residents/admit/0/seats", json!(12)), ("/rosters/residents/admit/0/strata", strata)];
        let mut c = Small::of(&plan("P21", changes));
        let groups = ["a", "b", "d"];
        for i in 0..60 {
            let stratum = Some(groups[i % 3].to_owned());
            let applicant = Box::new(Applicant { stratum, ..Applicant::new(id(&format!("v{i}"))) });
            c.host(Act::Enrol { roster: "residents".parse().unwrap(), applicant, share: None });
        }
        c.until(Phase::Open);
        let all = c.0.log.iter().find_map(|e| match &e.found {
            Some(Found::Admission(all)) => all.iter().find(|s| s.roster.as_str() == "residents"),
            _ => None,
        });
        let mut seats = [0; 3];
        for p in &all.unwrap().admission.admitted {
            seats[p.as_str()[1..].parse::<usize>().unwrap() % 3] += 1;
        }
        seats
    };
    assert_eq!(admit(json!({ "a": 510, "b": 330, "d": 160 })), [6, 4, 2]);
    assert_eq!(admit(json!({ "a": 1, "b": 1, "d": 1 })), [4, 4, 4]);
}
