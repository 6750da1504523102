//! P15: the seats of E29, the coders of Q02, and a theme of one household that stays.
use super::{
    desk::{Small, plan},
    hands::codes,
};
use crate::contest::desk::id;
use cocreate::{
    admit::Applicant,
    contest::{Act, Found, Phase, Plan},
};
use serde_json::json;
use std::collections::BTreeMap;

/// Twenty households of each group ask; those who are drawn, by group.
fn drawn(c: &mut Small) -> BTreeMap<String, Vec<String>> {
    let mut groups = BTreeMap::new();
    for group in ["family", "couple", "single"] {
        for i in 0..20 {
            let who = format!("{group}-{i}");
            let applicant = Applicant { stratum: Some(group.to_owned()), ..Applicant::new(id(&who)) };
            groups.insert(who, group.to_owned());
            let roster = "households".parse().unwrap();
            c.host(Act::Enrol { roster, applicant: Box::new(applicant), share: None });
        }
    }
    c.enrol("coders", &["cy", "di"]).until(Phase::Open);
    let found = c.0.log.iter().find_map(|e| match &e.found {
        Some(Found::Admission(all)) => all.iter().find(|s| s.roster.as_str() == "households"),
        _ => None,
    });
    let mut drawn: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for p in &found.unwrap().admission.admitted {
        drawn.entry(groups[p.as_str()].clone()).or_default().push(p.to_string());
    }
    drawn
}
fn twelve(score: u32) -> Plan {
    plan("P15", [("/rosters/households/admit/0/seats", json!(12)), ("/rounds/0/select/score", json!(score))])
}
/// Seven households have the theme `steps`, one `light`, none `noise`.
fn wave(score: u32) -> Vec<String> {
    let mut c = Small::of(&twelve(score));
    let seats = drawn(&mut c);
    assert_eq!(["family", "couple", "single"].map(|g| seats[g].len()), [6, 4, 2]);
    for theme in ["steps", "light", "noise"] {
        c.enter("cy", theme);
    }
    c.until(Phase::Balloting);
    let all: Vec<&String> = seats.values().flatten().collect();
    for who in &all[..7] {
        c.approve("mentions", who, &["steps"]);
    }
    c.approve("mentions", all[7], &["light"]);
    c.rate("severity", "cy", &[("light", 8)]).rate("severity", "di", &[("light", 9)]).count();
    assert_eq!(c.scores(0, 1)["light"], "19/2");
    c.end().winners()
}
#[test]
fn a_theme_of_one_household_stays() {
    assert_eq!(wave(1), ["steps", "light"]);
    assert_eq!(wave(2), ["steps"], "a floor of two would drop it");
}
#[test]
fn seats_follow_the_shares() {
    let shares = json!({ "family": 1, "couple": 1, "single": 1 });
    let mut c = Small::of(&plan(
        "P15",
        [("/rosters/households/admit/0/seats", json!(12)), ("/rosters/households/admit/0/strata", shares)],
    ));
    assert_eq!(drawn(&mut c).values().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
}
#[test]
fn coders_who_agree_too_little_code_again() {
    let mut c = Small::of(&twelve(1));
    drawn(&mut c);
    for i in 0..50 {
        c.enter("cy", &format!("o{i}"));
    }
    c.until(Phase::Balloting);
    let mut code = |n: [usize; 4]| {
        for (who, said) in ["cy", "di"].iter().zip(codes(n)) {
            let said: Vec<_> = said.iter().map(|(e, p)| (e.as_str(), *p)).collect();
            c.say("about-product", who, &said);
        }
        c.kappa("about-product", ["cy", "di"]).to_string()
    };
    assert_eq!(code([20, 5, 10, 15]), "2/5");
    assert_eq!(code([25, 0, 5, 20]), "4/5");
}
