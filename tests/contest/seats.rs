//! Who has a seat, by rules that a plan names: each from a plan to the roster of a contest that runs.
use super::desk::{DAY, Desk, id};
use cocreate::{
    admit::{AdmitNote, Applicant, NotAdmitted},
    audit::replay,
    contest::{Act, Found, Plan, Rules, Seating},
    id::PersonId,
    num::Exact,
};
use serde_json::{Value, json};

/// A plan whose panel is seated by these rules.
fn plan(admit: &Value, more: &Value) -> String {
    let mut plan = json!({
        "contest": "panel", "mode": "community", "starts": "2026-12-01T00:00:00Z",
        "lot": { "seed": "published" },
        "rosters": { "panel": { "admit": admit } },
        "seating": "3d",
        "entries": { "given": [{ "entry": "x" }] },
        "rounds": [{
            "balloting": "7d",
            "polls": [{ "poll": "vote", "voters": "panel", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }],
            "select": { "rule": "top-k" }
        }]
    });
    for (k, v) in more.as_object().unwrap() {
        plan[k] = v.clone();
    }
    plan.to_string()
}
/// Who asks: a name, a party, a group, a record.
type Asks<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, u32)]);
fn ask(d: &mut Desk, all: &[Asks<'_>]) {
    for (name, party, stratum, record) in all {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        let applicant = Applicant {
            party: some(party).map(|p| p.parse().unwrap()),
            stratum: some(stratum),
            record: record.iter().map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect(),
            ..Applicant::new(id(name))
        };
        let roster = "panel".parse().unwrap();
        d.host(Act::Enrol { roster, applicant: Box::new(applicant), share: None }).unwrap();
    }
}
fn seating(d: &Desk) -> Seating {
    let found = d.log.iter().find_map(|e| match &e.found {
        Some(Found::Admission(all)) => all.first().cloned(),
        _ => None,
    });
    found.expect("seats were given")
}
/// What the seating came to, of a contest whose log gives the same contest again.
fn seated(admit: &Value, more: &Value, all: &[Asks<'_>]) -> Seating {
    let mut d = Desk::new(&plan(admit, more));
    d.at(1);
    ask(&mut d, all);
    d.at(3 * DAY + 1);
    let valid = Plan::from_json(&plan(admit, more)).unwrap().validate(&Rules::built_in().into()).unwrap();
    let again = replay(&valid, &d.log);
    assert!(again.refused.is_none() && again.differences.is_empty(), "{:?}", again.differences);
    seating(&d)
}
fn parties(names: [&str; 3]) -> Value {
    let all = names.map(|p| json!({ "party": p, "share": 1 }));
    json!({ "parties": all })
}
fn names(s: &Seating) -> Vec<&str> {
    s.admission.admitted.iter().map(PersonId::as_str).collect()
}
#[test]
fn a_panel_by_fair_sortition_keeps_its_quotas() {
    let admit = json!([{
        "rule": "fair-sortition", "seats": 4, "per_party": 1,
        "quotas": [
            { "stratum": "north", "least": 2, "most": 2 },
            { "measure": "age", "below": 30, "least": 1 },
            { "measure": "age", "from": 60, "least": 1, "most": 2 }
        ]
    }]);
    let all: [Asks<'_>; 8] = [
        ("n20", "", "north", &[("age", 20)]),
        ("n40", "", "north", &[("age", 40)]),
        ("n60", "", "north", &[("age", 60)]),
        ("n70", "", "north", &[("age", 70)]),
        ("s25", "", "south", &[("age", 25)]),
        ("s45", "", "south", &[("age", 45)]),
        ("s65", "", "south", &[("age", 65)]),
        ("s46", "", "south", &[("age", 46)]),
    ];
    let s = seated(&admit, &json!({}), &all);
    let on: Vec<&Asks<'_>> = all.iter().filter(|a| names(&s).contains(&a.0)).collect();
    let count = |f: &dyn Fn(&Asks<'_>) -> bool| on.iter().filter(|a| f(a)).count();
    assert_eq!((on.len(), count(&|a| a.2 == "north")), (4, 2));
    assert!(count(&|a| a.3[0].1 < 30) >= 1);
    assert!((1..=2).contains(&count(&|a| a.3[0].1 >= 60)));
    let chances: Vec<&Exact> = s
        .admission
        .notes
        .iter()
        .filter_map(|n| match n {
            AdmitNote::Chance { chance, .. } => Some(chance),
            _ => None,
        })
        .collect();
    assert_eq!(chances.len(), 8);
    // Everybody can be as likely as anybody: half of them have a seat.
    let half = Exact::ratio(1, 2).unwrap();
    assert!(chances.iter().all(|c| **c == half), "{chances:?}");
}
#[test]
fn quotas_that_nobody_can_keep_are_named_in_the_record() {
    let admit = json!([{
        "rule": "leximin", "seats": 2, "quotas": [{ "stratum": "north", "least": 2 }, { "stratum": "south", "least": 1 }]
    }]);
    let s = seated(
        &admit,
        &json!({}),
        &[("a", "", "north", &[]), ("b", "", "south", &[]), ("c", "", "north", &[])],
    );
    assert!(s.admission.admitted.is_empty() && s.admission.refused.len() == 3);
    let told = |n: &AdmitNote| matches!(n, AdmitNote::GiveWay { least: 0 | 1, most: 2, .. });
    assert!(s.admission.notes.len() == 1 && told(&s.admission.notes[0]), "{:?}", s.admission.notes);
}
/// The examples of M37 and M38.
#[test]
fn levels_of_trust_open_doors() {
    let level = |least: u32| json!([{ "rule": "trust-level", "least": least }]);
    let first: &[(&str, u32)] = &[
        ("topics", 5),
        ("posts", 30),
        ("minutes", 10),
        ("days", 15),
        ("likes-given", 1),
        ("likes-received", 1),
        ("replied-topics", 2),
    ];
    let second: &[(&str, u32)] = &[
        ("topics", 20),
        ("posts", 100),
        ("minutes", 60),
        ("days", 15),
        ("likes-given", 1),
        ("likes-received", 1),
        ("replied-topics", 3),
    ];
    let all: [Asks<'_>; 3] = [("new", "", "", &[]), ("first", "", "", first), ("second", "", "", second)];
    assert_eq!(names(&seated(&level(0), &json!({}), &all)), ["new", "first", "second"]);
    assert_eq!(names(&seated(&level(1), &json!({}), &all)), ["first", "second"]);
    let s = seated(&level(2), &json!({}), &all);
    assert_eq!(names(&s), ["second"]);
    let told = AdmitNote::Level { person: id("first"), level: 1 };
    assert!(s.admission.notes.contains(&told));
}
#[test]
fn a_champion_is_named_for_a_year_and_renewed_by_contribution() {
    let term = json!([{ "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" }]);
    let admit = |on: &str| {
        json!([{
            "rule": "designation", "on": on, "terms": { "ann": term, "bob": term }, "renew": { "answers": 12 }
        }])
    };
    let all: [Asks<'_>; 3] = [
        ("ann", "", "", &[("answers", 12)]),
        ("bob", "", "", &[("answers", 11)]),
        ("cy", "", "", &[("answers", 99)]),
    ];
    assert_eq!(names(&seated(&admit("2026-12-31T23:59:59Z"), &json!({}), &all)), ["ann", "bob"]);
    assert_eq!(names(&seated(&admit("2027-01-01T00:00:00Z"), &json!({}), &all)), ["ann"]);
    let wrong = plan(&json!([{ "rule": "designation" }]), &json!({}));
    let e = Plan::from_json(&wrong).unwrap().validate(&Rules::built_in().into()).unwrap_err();
    assert!(e.to_string().contains("`on` is not stated"), "{e}");
}
/// K36: acme came to three of the last four and has three people, of whom two may vote; bolt came to two; univ to four.
#[test]
fn presence_and_a_cap_a_company() {
    let admit = json!([
        { "rule": "presence", "meetings": ["m1", "m2", "m3", "m4"], "of": "party" },
        { "rule": "affiliation-cap", "most": 2 }
    ]);
    let parties = parties(["acme", "bolt", "univ"]);
    let all: [Asks<'_>; 5] = [
        ("a1", "acme", "", &[("m1", 1), ("m2", 1), ("m3", 0), ("m4", 1)]),
        ("a2", "acme", "", &[]),
        ("a3", "acme", "", &[]),
        ("b1", "bolt", "", &[("m1", 1), ("m4", 1)]),
        ("u1", "univ", "", &[("m1", 1), ("m2", 1), ("m3", 1), ("m4", 1)]),
    ];
    let s = seated(&admit, &parties, &all);
    assert_eq!(names(&s), ["a1", "a2", "u1"]);
    let why = |n: &str| s.admission.refused.iter().find(|r| r.person == id(n)).map(|r| r.why.clone());
    assert_eq!(why("a3"), Some(NotAdmitted::Capped { of: "acme".into(), most: 2 }));
    let (need, have) = (Exact::from(3u32), Some(Exact::from(2u32)));
    assert_eq!(why("b1"), Some(NotAdmitted::Below { measure: "meetings".into(), need, have }));
}
/// R14's shares of 53, 24 and 23 on ten seats are 5, 3 and 2 by Hamilton, 6, 2 and 2 by D'Hondt; K09's 13 members are one producer too many.
#[test]
fn seats_by_investment_by_class_and_in_balance() {
    let people = |n: usize, party: &'static str, stratum: &'static str| {
        (0..n).map(move |i| (format!("{party}{stratum}{i}"), party, stratum)).collect::<Vec<_>>()
    };
    let run = |admit: &Value, all: &[(String, &'static str, &'static str)]| {
        let parties = parties(["acme", "bolt", "cog"]);
        let all: Vec<Asks<'_>> = all.iter().map(|(n, p, s)| (n.as_str(), *p, *s, &[][..])).collect();
        let s = seated(admit, &parties, &all);
        let names: Vec<String> = names(&s).into_iter().map(str::to_owned).collect();
        move |start: &str| names.iter().filter(|n| n.starts_with(start)).count()
    };
    let all = [people(8, "acme", ""), people(8, "bolt", ""), people(8, "cog", "")].concat();
    for (method, want) in [("largest-remainder", [5, 3, 2]), ("dhondt", [6, 2, 2])] {
        let admit = json!([{
            "rule": "apportioned-seats", "seats": 10, "method": method, "shares": { "acme": 53, "bolt": 24, "cog": 23 }
        }]);
        let of = run(&admit, &all);
        assert_eq!(["acme", "bolt", "cog"].map(of), want, "{method}");
    }
    let all = [people(5, "", "producer"), people(4, "", "user"), people(4, "", "general")].concat();
    let of = run(&json!([{ "rule": "class-balance" }]), &all);
    assert_eq!(["producer", "user", "general"].map(of), [4, 4, 4]);
    let own = json!([{
        "rule": "seats-by-class", "seats": 6, "of": "stratum", "by_lot": true,
        "shares": { "producer": 1, "user": 2, "general": 3 }
    }]);
    let of = run(&own, &all);
    assert_eq!(["producer", "user", "general"].map(of), [1, 2, 3]);
}
/// Six entries, two judges each, four judges: three tasks each. One who declares a tie loses that task, and nobody else's tasks change.
#[test]
fn tasks_are_dealt_and_all_other_pairs_are_barred() {
    let admit =
        json!([{ "rule": "dealt-tasks", "quorum": 2, "by_lot": true }, { "rule": "conflict-of-interest" }]);
    let given: Vec<Value> = (0..6).map(|i| json!({ "entry": format!("e{i}") })).collect();
    let rounds = json!([{
        "balloting": "7d",
        "polls": [{ "poll": "vote", "voters": "panel", "ballot": { "kind": "approval" }, "tally": { "rule": "approval" } }],
        "select": { "rule": "top-k" }
    }]);
    let mut d = Desk::new(&plan(&admit, &json!({ "entries": { "given": given }, "rounds": rounds })));
    d.at(1).enrol("panel", &["a", "b", "c", "d"]);
    d.at(3 * DAY + 1);
    let tasks = |d: &Desk, who: &str| -> Vec<usize> {
        let may = |e: &usize| {
            let ballot = cocreate::ballot::Approval::from([*e as u32]);
            d.clone().cast("vote", who, ballot).is_ok()
        };
        (0..6).filter(may).collect()
    };
    let all = ["a", "b", "c", "d"].map(|who| tasks(&d, who));
    assert!(all.iter().all(|t| t.len() == 3), "{all:?}");
    assert!((0..6).all(|e| all.iter().filter(|t| t.contains(&e)).count() == 2), "{all:?}");
    let tied = cocreate::admit::Tied::Entry(super::desk::entry(&format!("e{}", all[0][0])));
    d.person("a", Act::Conflict { person: id("a"), with: tied }).unwrap();
    let after = ["a", "b", "c", "d"].map(|who| tasks(&d, who));
    assert_eq!((&after[0][..], &after[1..]), (&all[0][1..], &all[1..]));
}
