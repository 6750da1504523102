//! An entry is hidden while a complaint about it is open.
use super::{
    acts::ANY,
    desk::{DAY, Desk, entry, id},
    plans::{plan, text},
    stories::score,
};
use cocreate::contest::{Act, Contest, Phase, Span, Viewer};
use serde_json::Value;

fn hide(e: &str) -> Act {
    Act::Hide { entry: entry(e), why: "complaint-7".parse().unwrap() }
}
fn restore(e: &str) -> Act {
    Act::Restore { entry: entry(e) }
}
/// Two entries with their votes to come; `hidden` stands in the plan's table of that name.
fn voting(hidden: &str) -> Desk {
    let mut d = Desk::new(&text("crowd").replace(r#""hidden": {"#, &format!(r#""hidden": {{ {hidden}"#)));
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * DAY);
    assert_eq!(d.phase(), Phase::Balloting);
    d
}
fn shown(d: &Desk, by: &Viewer, e: usize) -> Value {
    serde_json::to_value(&d.contest.view(by, d.now).unwrap().entries[e]).unwrap()
}
#[test]
fn votes_go_on_or_stop_as_the_plan_says() {
    for (hidden, go_on) in [("", true), (r#""stops_votes": true, "#, false)] {
        let mut d = voting(hidden);
        d.mark("vote", "cy", score(0, 5)).unwrap();
        d.host(hide("x")).unwrap();
        let marked = d.mark("vote", "bob", score(0, 4));
        assert_eq!(marked.is_ok(), go_on, "{marked:?}");
        if let Err(refused) = marked {
            assert_eq!(refused.code(), "entry-hidden");
            assert!(
                refused.to_string().starts_with("entry `x` is hidden since 2026-12-13T00:00:00Z"),
                "{refused}"
            );
        }
        d.mark("vote", "cy", score(1, 2)).unwrap();
        d.at(13 * DAY).host(restore("x")).unwrap();
        d.mark("vote", "bob", score(0, 4)).unwrap();
        d.run_out();
        // What stood before stays: 5 and 4 against 2.
        assert_eq!(d.winners(), [["x"], ["y"]]);
        assert_eq!(d.assert_paid().rounds[0].polls[0].counted.scores[&entry("x")].to_string(), "9/2");
    }
}
#[test]
fn what_a_hidden_entry_holds_is_for_its_authors_the_host_and_the_auditor() {
    let text = text("crowd").replace(r#""authors": true"#, r#""authors": false"#);
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY);
    let before = shown(&d, &Viewer::Public, 0);
    assert!(before["digest"].is_string() && before["team"].is_array());
    d.host(hide("x")).unwrap();
    for (by, sees) in [
        (Viewer::Public, false),
        (Viewer::Person(id("bob")), false),
        (Viewer::Person(id("ann")), true),
        (Viewer::Host, true),
        (Viewer::Auditor, true),
    ] {
        let now = shown(&d, &by, 0);
        assert_eq!(now["hidden_since"], d.now.millis(), "{by:?}");
        assert_eq!(
            (now["entry"].as_str(), now["digest"].is_string(), now["team"].is_array()),
            (Some("x"), sees, sees)
        );
    }
    d.host(restore("x")).unwrap();
    assert_eq!(shown(&d, &Viewer::Public, 0), before);
}
/// Two days, and half a day after the count until the result stood; the settlement says 2d 12h, and the account and the receipt too.
#[test]
fn the_report_shows_for_how_long_it_was_hidden() {
    let mut d = voting("");
    d.mark("vote", "cy", score(0, 5)).unwrap();
    d.host(hide("x")).unwrap();
    d.at(14 * DAY).host(restore("x")).unwrap();
    d.at(19 * DAY + DAY / 2);
    assert_eq!(d.phase(), Phase::Appealing);
    d.host(hide("x")).unwrap();
    d.run_out();
    let s = d.assert_paid();
    let want = [(entry("x"), "2d 12h".parse::<Span>().unwrap())];
    assert_eq!(s.hidden.clone().into_iter().collect::<Vec<_>>(), want);
    let receipt = cocreate::audit::receipt(&d.contest.valid_plan().clone(), &d.log).unwrap();
    assert_eq!(receipt.hidden, s.hidden);
    #[cfg(feature = "report")]
    {
        use cocreate::report::{Account, Detail, Ids};
        let told = Account::of(s, &Ids, Detail::Results).text();
        assert!(told.contains("- x was hidden for 2d 12h while a complaint was open"), "{told}");
        let told = Account::of_receipt(&receipt, s, &Ids).text();
        assert!(told.contains("- x was hidden for 2d 12h"), "{told}");
    }
    assert_eq!(Contest::replay(d.contest.valid_plan(), &d.log).unwrap(), d.contest);
}
#[test]
fn only_the_host_hides_and_only_what_is_shown() {
    let mut d = voting("");
    assert_eq!(d.person("bob", hide("x")).unwrap_err().code(), "not-allowed");
    assert_eq!(d.host(restore("x")).unwrap_err().to_string(), "entry `x` is not hidden");
    d.host(hide("x")).unwrap();
    assert_eq!(d.host(hide("x")).unwrap_err().to_string(), "entry `x` is already hidden");
    assert_eq!(d.host(hide("z")).unwrap_err().code(), "unknown-entry");
    // Also while the contest stands still; and what goes can be shown again.
    d.host(Act::Pause {}).unwrap();
    d.host(restore("x")).unwrap();
    d.host(hide("y")).unwrap();
    d.host(Act::Resume {}).unwrap();
    d.host(Act::Disqualify { entry: entry("y"), why: "complaint-7".parse().unwrap() }).unwrap();
    d.host(restore("y")).unwrap();
    assert!(ANY.contains(&"hide") && ANY.contains(&"restore"));
}
/// A plan that says nothing of it has the digest that it had before there was anything to say.
#[test]
fn a_plan_without_it_is_written_as_before() {
    let written = serde_json::to_string(plan("crowd").plan()).unwrap();
    assert!(!written.contains("stops_votes"));
}
