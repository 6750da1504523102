//! What a viewer sees, and what not.
use super::{
    desk::{DAY, Desk, id},
    plans::{plan, text},
    stories::score,
};
use cocreate::{
    ballot::{Choice, Consent, Position},
    contest::{Act, Actor, Contest, Phase, Refusal, Rules, ValidPlan, Viewer},
    count::Cancel,
    id::EntryIx,
};
use serde_json::Value;

fn seen(d: &Desk, by: &Viewer) -> (String, Value) {
    let v = d.contest.view(by, d.now).unwrap();
    (serde_json::to_string(&v).unwrap(), serde_json::to_value(&v).unwrap())
}
fn of(who: &str) -> Viewer {
    Viewer::Person(id(who))
}
/// Every key in a value.
fn keys(v: &Value, out: &mut Vec<String>) {
    match v {
        Value::Object(map) => map.iter().for_each(|(k, v)| {
            out.push(k.clone());
            keys(v, out);
        }),
        Value::Array(list) => list.iter().for_each(|v| keys(v, out)),
        _ => {}
    }
}
#[test]
fn counts_and_ballots_of_others_stay_hidden_while_ballots_come_in() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "cy", score(0, 4)).unwrap();
    d.mark("vote", "bob", score(0, 3)).unwrap();
    for by in [Viewer::Public, of("ann"), of("cy"), Viewer::Host] {
        let (_, mut v) = seen(&d, &by);
        let own = v["polls"][0].as_object_mut().unwrap().remove("own").unwrap_or_default();
        let mut all = vec![];
        keys(&v, &mut all);
        for key in [
            "live",
            "scores",
            "standing",
            "counted",
            "votes",
            "weight",
            "mean",
            "outcome",
            "steps",
            "ballots_of",
        ] {
            assert!(!all.iter().any(|k| k == key), "{by:?} sees `{key}`");
        }
        match by {
            Viewer::Person(p) if p == id("cy") => assert_eq!(own["scores"]["0"], 4),
            _ => assert!(own.is_null(), "{own}"),
        }
    }
    // Only the auditor sees the mean of 7/2.
    assert_eq!(seen(&d, &Viewer::Auditor).1["polls"][0]["live"]["scores"]["x"], "7/2");
    d.at(17 * DAY);
    assert_eq!(seen(&d, &Viewer::Public).1["records"][0]["polls"][0]["counted"]["scores"]["x"], "7/2");
}
/// Two of three voted; who may know that before the count, the plan says.
#[test]
fn the_turnout_is_hidden_with_the_counts_unless_the_plan_shows_it() {
    for (hidden, shown) in [("", false), (r#""turnout": false, "#, true), (r#""counts": false, "#, true)] {
        let text = text("crowd").replace(r#""hidden": {"#, &format!(r#""hidden": {{ {hidden}"#));
        let mut d = Desk::new(&text);
        d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
        d.submit("ann", "x").unwrap();
        d.at(12 * DAY);
        d.mark("vote", "bob", score(0, 3)).unwrap();
        d.mark("vote", "cy", score(0, 4)).unwrap();
        let received = |d: &Desk, by| seen(d, &by).1["polls"][0]["received"].clone();
        for by in [Viewer::Public, of("ann"), Viewer::Host] {
            let want = if shown { Value::from(2) } else { Value::Null };
            assert_eq!(received(&d, by.clone()), want, "{hidden} {by:?}");
            // The number of events would tell it as well.
            assert_eq!(seen(&d, &by).1.get("next_seq").is_some(), shown, "{hidden} {by:?}");
        }
        assert_eq!(received(&d, Viewer::Auditor), Value::from(2));
        d.at(17 * DAY);
        assert_eq!(received(&d, Viewer::Public), Value::from(2), "once it is counted");
    }
}
/// An event of one's own making counts nothing before the clock may.
#[test]
fn nothing_is_counted_before_it_is_due() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY).mark("vote", "bob", score(0, 3)).unwrap();
    let mut early = d.log.last().unwrap().clone();
    (early.by, early.act) = (Actor::Clock, Act::Count {});
    assert_eq!(d.contest.find(&early).unwrap_err().code(), "out-of-phase");
}
#[test]
fn a_plan_may_show_counts_live() {
    let text = text("crowd").replace(r#""hidden": {"#, r#""hidden": { "counts": false,"#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "bob", score(0, 3)).unwrap();
    assert_eq!(seen(&d, &Viewer::Public).1["polls"][0]["live"]["scores"]["x"], "3");
}
#[test]
fn authors_and_entries_are_hidden_as_long_as_the_plan_says() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x-entry").unwrap();
    for (by, entry, author) in [
        (Viewer::Public, false, false),
        (of("bob"), false, false),
        (of("ann"), true, true),
        (Viewer::Host, true, true),
    ] {
        let (text, _) = seen(&d, &by);
        assert_eq!((text.contains("x-entry"), text.contains("\"ann\"")), (entry, author), "{by:?}");
    }
    d.at(12 * DAY);
    assert_eq!(d.phase(), Phase::Balloting);
    let (text, _) = seen(&d, &Viewer::Public);
    assert_eq!((text.contains("x-entry"), text.contains("\"ann\"")), (true, false));
    d.mark("vote", "bob", score(0, 3)).unwrap();
    d.run_out();
    assert!(seen(&d, &Viewer::Public).0.contains("\"ann\""), "whoever is paid is named at the end");
}
/// A tie waits for the host, who has to see it; others do not see counts that are not final.
#[test]
fn a_count_that_waits_is_for_those_who_act_on_it() {
    let mut d = Desk::new(super::stories::TIED);
    d.at(0).enrol("all", &["ann", "bob"]);
    d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    d.cast("vote", "bob", Choice(Some(EntryIx::new(1)))).unwrap();
    d.at(7 * DAY);
    for (by, records) in [(Viewer::Public, 0), (of("ann"), 0), (Viewer::Host, 1), (Viewer::Auditor, 1)] {
        let (_, v) = seen(&d, &by);
        assert_eq!((v["records"].as_array().unwrap().len(), &v["waits_for"]), (records, &"tie".into()));
    }
    // Cancelled, it waits for nothing, and what was counted is told.
    d.host(Act::Cancel { why: "spam".parse().unwrap() }).unwrap();
    for by in [Viewer::Public, Viewer::Host] {
        let (_, v) = seen(&d, &by);
        assert_eq!((v["records"].as_array().unwrap().len(), v["waits_for"].as_str()), (1, None), "{v}");
    }
    d.run_out();
    let (_, v) = seen(&d, &Viewer::Public);
    assert_eq!((v["phase"].as_str(), v["waits_for"].as_str()), (Some("settled"), None));
}
#[test]
fn whose_ballot_is_whose_is_never_told() {
    let mut d = Desk::of(&plan("community"));
    d.at(0).enrol("all", &["ann", "bob", "cy"]);
    d.submit("cy", "e0").unwrap();
    for (from, to) in [("ann", "bob"), ("bob", "ann")] {
        let act =
            Act::Delegate { roster: "all".parse().unwrap(), from: id(from), to: Some(id(to)), scope: None };
        d.person(from, act).unwrap();
    }
    d.at(5 * DAY);
    assert!(seen(&d, &Viewer::Auditor).0.contains("\"ann\""), "the cycle is in the record");
    assert!(!seen(&d, &Viewer::Public).0.contains("\"ann\""));
    d.run_out();
    assert!(!seen(&d, &Viewer::Public).0.contains("\"ann\""));
}
#[test]
fn a_long_count_is_stopped_by_its_token() {
    let mut d = Desk::of(&plan("coalition"));
    d.at(2 * DAY).host(Act::enrol("members".parse().unwrap(), id("ann"))).unwrap();
    d.cast("motions", "ann", Consent::from([(0, Position::Abstain)])).unwrap();
    d.now = cocreate::contest::Time::from_secs(super::desk::START + 6 * DAY);
    let count = d.contest.due(d.now).unwrap();
    let cancel = Cancel::new();
    cancel.cancel();
    let before = d.contest.clone();
    assert_eq!(d.contest.check_with(&count, d.now, &cancel), Err(Refusal::Cancelled {}));
    assert_eq!(d.contest, before);
    d.tick();
    assert_ne!(d.phase(), Phase::Counting);
}
/// What a server needs of its types.
#[test]
fn contests_and_rules_go_from_thread_to_thread() {
    const fn shared<T: Send + Sync + 'static>() {}
    const { shared::<Contest>() };
    const { shared::<Rules>() };
    const { shared::<ValidPlan>() };
}
