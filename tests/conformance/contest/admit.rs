//! Who may take part: groups, records, conflicts.
use super::{Check, exact, int, ints, list, pairs, text};
use crate::verbs::{e, p};
use cocreate::{
    admit::{
        AdmissionRule, AdmitNote, Applicant, Authored, Call, ClassBalance, Conflict, ConflictOfInterest,
        DealtTasks, FairSortition, PanelQuota, Qualification, StratifiedLottery, Tied, TrustLevel, admit,
        assign::{assign, deal},
        balance,
        leximin::{Quota, leximin},
        verifiable_draw::{rfc3797, rfc3797_key},
    },
    count::Lot,
    num::Exact,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn stratified_seats(i: &Value, o: &Value) {
    let sizes = ints(&i["strata"]);
    let strata: BTreeMap<String, Exact> =
        sizes.iter().enumerate().map(|(k, n)| (format!("s{k}"), Exact::from(*n))).collect();
    let rule = StratifiedLottery { seats: int(&i["seats"]) as u32, strata, ..StratifiedLottery::default() };
    let ask = |k: usize, n: u64| {
        (0..n).map(move |j| Applicant {
            stratum: Some(format!("s{k}")),
            ..Applicant::new(p(&format!("{k}-{j}")))
        })
    };
    let people: Vec<Applicant> = sizes.iter().enumerate().flat_map(|(k, n)| ask(k, *n)).collect();
    let lot = Lot::new("a seed");
    let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&people) }).unwrap();
    let of = |k: usize| a.admitted.iter().filter(|q| q.as_str().starts_with(&format!("{k}-"))).count() as u64;
    assert_eq!((0..sizes.len()).map(of).collect::<Vec<_>>(), ints(&o["seats"]));
}
fn trust_level(i: &Value, o: &Value) {
    let record = pairs(&i["user"]).into_iter().map(|(k, v)| (k.to_owned(), exact(v))).collect();
    let user = [Applicant { record, ..Applicant::new(p("user")) }];
    let level = |marks: &[(&str, u64)]| Qualification {
        at_least: marks.iter().map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect(),
    };
    let first = level(&[("topics", 5), ("posts", 30), ("minutes", 10)]);
    let second = level(&[
        ("topics", 20),
        ("posts", 100),
        ("minutes", 60),
        ("days", 15),
        ("likes_given", 1),
        ("likes_received", 1),
        ("replied_topics", 3),
    ]);
    let reached = |q: &dyn AdmissionRule| admit(&[q], &Call::new(&user)).unwrap().admitted.len() as u64;
    assert_eq!(reached(&first) + reached(&second), int(&o["level"]));
    let levels = TrustLevel { levels: vec![first.at_least, second.at_least], ..TrustLevel::default() };
    let a = admit(&[&levels], &Call::new(&user)).unwrap();
    assert_eq!(a.notes, [AdmitNote::Level { person: p("user"), level: int(&o["level"]) as u32 }]);
}
/// The mean of marks that are not barred.
fn mean_unbarred(marks: &[(&str, &str, u64)], entries: &[Authored], conflicts: &[Conflict]) -> Exact {
    let mut names: Vec<&str> = marks.iter().map(|(who, ..)| *who).collect();
    names.dedup();
    let people: Vec<Applicant> = names.iter().map(|n| Applicant::new(p(n))).collect();
    let call = Call { entries, conflicts, ..Call::new(&people) };
    let a = admit(&[&ConflictOfInterest::default()], &call).unwrap();
    let counts = |m: &&(&str, &str, u64)| !a.barred_of(&p(m.0)).any(|b| *b == e(m.1));
    let left: Vec<u64> = marks.iter().filter(counts).map(|m| m.2).collect();
    Exact::from(left.iter().sum::<u64>()) / Exact::from(left.len())
}
fn nih_impact(i: &Value, o: &Value) {
    let scores = ints(&i["scores"]);
    let names: Vec<String> = (0..scores.len()).map(|k| format!("m{k}")).collect();
    let marks: Vec<(&str, &str, u64)> =
        names.iter().zip(scores).map(|(n, s)| (n.as_str(), "grant", s)).collect();
    let bound = |k: u64| Conflict { person: p(&format!("m{k}")), with: Tied::Entry(e("grant")) };
    let conflicts: Vec<Conflict> = ints(&i["conflicted"]).into_iter().map(bound).collect();
    let entries = [Authored { entry: e("grant"), authors: vec![], party: None }];
    let mean = mean_unbarred(&marks, &entries, &conflicts);
    assert_eq!(mean * Exact::from(10u32), Exact::from(int(&o["score"])));
}
fn exclude_self_votes(i: &Value, o: &Value) {
    let marks: Vec<(&str, &str, u64)> =
        list(&i["ratings"]).into_iter().map(|r| (text(&r[0]), text(&r[1]), int(&r[2]))).collect();
    let authored = |(n, a): (&str, &Value)| Authored {
        entry: e(n),
        authors: list(a).into_iter().map(|q| p(text(q))).collect(),
        party: None,
    };
    let entries: Vec<Authored> = pairs(&i["authors"]).into_iter().map(authored).collect();
    assert_eq!(mean_unbarred(&marks, &entries, &[]), exact(&o["mean_counted"]));
}
fn rfc(i: &Value, o: &Value) {
    let sources: Vec<Vec<u64>> = list(&i["sources"]).into_iter().map(ints).collect();
    assert_eq!(rfc3797_key(&sources).unwrap(), text(&o["key"]));
    let drawn = rfc3797(&sources, int(&i["pool"]) as usize, int(&i["n"]) as usize).unwrap();
    assert_eq!(drawn.into_iter().map(|at| at as u64 + 1).collect::<Vec<_>>(), ints(&o["selected"]));
}
fn assign_max_affinity(i: &Value, o: &Value) {
    let entries = pairs(&i["affinity"]);
    let judges: Vec<&str> = pairs(entries[0].1).into_iter().map(|(j, _)| j).collect();
    let barred =
        |e: &str, j: &str| list(&i["conflicts"]).into_iter().any(|c| text(&c[0]) == e && text(&c[1]) == j);
    let row = |(e, of): &(&str, &Value)| {
        judges.iter().map(|j| (!barred(e, j)).then(|| exact(&of[j]))).collect::<Vec<_>>()
    };
    let table: Vec<Vec<Option<Exact>>> = entries.iter().map(row).collect();
    let got = assign(&table, int(&i["demand"]) as u32, int(&i["load"]) as u32).unwrap();
    assert_eq!(got.total, exact(&o["total"]));
    for ((e, _), has) in entries.iter().zip(got.judges) {
        let has: Vec<&str> = has.into_iter().map(|j| judges[j]).collect();
        assert_eq!(has, list(&o["pairs"][e]).into_iter().map(text).collect::<Vec<_>>(), "{e}");
    }
}
fn panel_probabilities(i: &Value, o: &Value) {
    let people = pairs(&i["people"]);
    let features: Vec<BTreeMap<String, String>> =
        people.iter().map(|(_, v)| [("kind".to_owned(), text(v).to_owned())].into()).collect();
    let quota = |(v, n): (&str, &Value)| {
        let n = int(n) as u32;
        Quota { feature: "kind".to_owned(), value: v.to_owned(), least: n, most: n }
    };
    let quotas: Vec<Quota> = pairs(&i["quota"]).into_iter().map(quota).collect();
    let seats = quotas.iter().map(|q| q.most as usize).sum();
    let fair = leximin(&features, &quotas, seats).unwrap();
    for ((n, _), p) in people.iter().zip(&fair.chances) {
        assert_eq!(*p, exact(&o["p"][n]), "{n}");
    }
    assert_eq!(fair.chances.iter().min(), Some(&exact(&o["min"])));
    // The same as a rule of a plan.
    let applicants: Vec<Applicant> = people
        .iter()
        .map(|(n, v)| Applicant { stratum: Some(text(v).to_owned()), ..Applicant::new(p(n)) })
        .collect();
    let group = |q: &Quota| PanelQuota {
        stratum: Some(q.value.clone()),
        least: q.least,
        most: Some(q.most),
        ..PanelQuota::default()
    };
    let rule =
        FairSortition { seats: seats as u32, quotas: quotas.iter().map(group).collect(), per_party: None };
    assert_eq!(rule.lottery(&applicants).unwrap(), fair);
}
fn jury_task_split(i: &Value, o: &Value) {
    let dealt =
        deal(int(&i["entries"]) as usize, int(&i["quorum"]) as u32, int(&i["jurors"]) as usize).unwrap();
    let each: Vec<u64> = dealt.iter().map(|d| d.len() as u64).collect();
    assert_eq!((each.iter().sum::<u64>(), each.iter().max()), (int(&o["tasks"]), Some(&int(&o["cap"]))));
    assert_eq!(each, ints(&o["per_juror"]));
    // The same as a rule of a plan: all that is not dealt is barred.
    let n = int(&i["entries"]);
    let jurors: Vec<Applicant> =
        (0..int(&i["jurors"])).map(|k| Applicant::new(p(&format!("j{k}")))).collect();
    let entry = |k| Authored { entry: e(&format!("e{k}")), authors: vec![], party: None };
    let entries: Vec<Authored> = (0..n).map(entry).collect();
    let rule = DealtTasks { quorum: int(&i["quorum"]) as u32, ..DealtTasks::default() };
    let a = admit(&[&rule], &Call { entries: &entries, ..Call::new(&jurors) }).unwrap();
    let each: Vec<u64> = jurors.iter().map(|j| n - a.barred_of(&j.person).count() as u64).collect();
    assert_eq!(each, ints(&o["per_juror"]));
}
fn category_balance(i: &Value, o: &Value) {
    let classes: Vec<(&str, u64)> = pairs(&i["members"]).into_iter().map(|(c, n)| (c, int(n))).collect();
    let over = balance::over(&classes, &Exact::ratio(1, 3).unwrap());
    assert_eq!(over.is_empty(), o["balanced"].as_bool().unwrap());
    // Where they are in balance the rule lets all in, and else it makes them so.
    let of = |(c, n): &(&str, u64)| -> Vec<Applicant> {
        let one = |k| Applicant { stratum: Some((*c).to_owned()), ..Applicant::new(p(&format!("{c}{k}"))) };
        (0..*n).map(one).collect()
    };
    let people: Vec<Applicant> = classes.iter().flat_map(of).collect();
    let a = admit(&[&ClassBalance::default()], &Call::new(&people)).unwrap();
    assert_eq!(a.refused.is_empty(), over.is_empty());
    let left = |c: &str| {
        people.iter().filter(|q| q.stratum.as_deref() == Some(c) && a.admitted.contains(&q.person)).count()
    };
    let left: Vec<(&str, u64)> = classes.iter().map(|(c, _)| (*c, left(c) as u64)).collect();
    assert!(balance::over(&left, &Exact::ratio(1, 3).unwrap()).is_empty());
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["stratified_seats"], stratified_seats),
    (&["trust_level"], trust_level),
    (&["nih_impact"], nih_impact),
    (&["exclude_self_votes"], exclude_self_votes),
    (&["rfc3797"], rfc),
    (&["assign_max_affinity"], assign_max_affinity),
    (&["panel_probabilities"], panel_probabilities),
    (&["jury_task_split"], jury_task_split),
    (&["category_balance"], category_balance),
];
