//! A quiet ending: while the leader changes late, ballots go on coming in.
use super::{
    bounds::faults,
    desk::{DAY, Desk},
};
use cocreate::{
    audit::replay,
    ballot::Choice,
    contest::{Act, Contest, Found, Phase, Plan, Rules, Time},
    id::EntryIx,
};

/// x, y and z for five days of ballots, of which the last has to be quiet; each time the end moves by half a day, twice at most.
fn plan(more: &str) -> String {
    format!(
        r#"{{
        "contest": "late", "mode": "community", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
        "entries": {{ "given": [{{ "entry": "x" }}, {{ "entry": "y" }}, {{ "entry": "z" }}] }},
        "rounds": [{{
            "balloting": "5d", "quiet": {{ "last": "1d", "extend": "12h", "at_most": 2 }}, {more}
            "polls": [{{ "poll": "vote", "voters": "all", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }} }}],
            "select": {{ "rule": "top-k", "at_cut": "all" }}
        }}]
    }}"#
    )
}
fn opened(more: &str) -> Desk {
    let mut d = Desk::new(&plan(more));
    d.at(0).enrol("all", &["a", "b", "c", "d", "e", "f"]);
    d
}
fn vote(d: &mut Desk, at: i64, who: &str, e: u32) {
    d.at(at).cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
}
fn end(d: &Desk) -> Time {
    d.contest.ends_at(d.now).unwrap()
}
fn day(half: i64) -> Time {
    Time::from_secs(super::desk::START + half * DAY / 2)
}

#[test]
fn the_end_moves_only_when_the_leader_changes_late_and_not_for_ever() {
    let mut d = opened("");
    vote(&mut d, 0, "a", 0);
    vote(&mut d, 4 * DAY - 1, "b", 1);
    assert_eq!(end(&d), day(10), "level, and a second too early to matter");
    // z has one vote as well: more are level, so that the leader has changed. Then y leads alone.
    vote(&mut d, 4 * DAY, "c", 2);
    assert_eq!(end(&d), day(11));
    vote(&mut d, 4 * DAY + DAY / 2, "d", 1);
    assert_eq!(end(&d), day(12));
    // It leads by more, and then x draws level: twice is all.
    vote(&mut d, 5 * DAY, "e", 1);
    vote(&mut d, 6 * DAY - 1, "a", 1);
    assert_eq!(end(&d), day(12));
    assert_eq!(d.cast("vote", "f", Choice(None)), Ok(()));
    d.at(6 * DAY);
    assert_ne!(d.phase(), Phase::Balloting);
    d.run_out();
    assert_eq!(d.winners(), [["y"]]);
    assert_eq!(Contest::replay(d.contest.valid_plan(), &d.log).unwrap(), d.contest);
}
/// A vote that changes nothing, the same again, and one that is taken back.
#[test]
fn votes_behind_the_leader_leave_the_end_and_one_taken_back_may_move_it() {
    let mut d = opened("");
    for who in ["a", "b"] {
        vote(&mut d, 0, who, 0);
    }
    for _ in 0..2 {
        vote(&mut d, 4 * DAY + 1, "c", 1);
        assert_eq!(end(&d), day(10));
    }
    d.person("b", Act::Retract { poll: "vote".parse().unwrap(), voter: "b".parse().unwrap() }).unwrap();
    assert_eq!(end(&d), day(11));
}
/// Who closes early when all have voted does so, whoever leads.
#[test]
fn when_all_have_voted_it_ends() {
    let mut d = opened(r#""early_close": true,"#);
    for (i, who) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        vote(&mut d, 4 * DAY + 1, who, u32::from(i > 2));
    }
    // The first vote makes a leader; then the end is more than a day away. The last makes two level, and closes the box.
    assert!(d.log.iter().filter(|e| matches!(e.found, Some(Found::GoesOn { .. }))).count() == 1);
    d.at(4 * DAY + 2);
    assert_ne!(d.phase(), Phase::Balloting);
}
#[test]
fn an_end_that_is_forged_or_hidden_is_told() {
    let mut d = opened("");
    vote(&mut d, 0, "a", 0);
    vote(&mut d, 4 * DAY + 1, "b", 1);
    vote(&mut d, 4 * DAY + DAY / 2 + 1, "c", 1);
    let whole = d.log.clone();
    assert!(replay(d.contest.valid_plan(), &whole).differences.is_empty());
    // Left out, it is found by whoever counts again; one that the plan cannot have is refused.
    let last = whole.len() - 1;
    let mut less = whole.clone();
    less[last].found = None;
    let told = replay(d.contest.valid_plan(), &less);
    assert_eq!((told.differences.len(), told.differences[0].seq), (1, last as u64));
    let mut more = whole.clone();
    more[last].found = Some(Found::GoesOn { until: d.now });
    assert_eq!(
        replay(d.contest.valid_plan(), &more)
            .refused
            .map(|e| e.to_string().contains("ballots come in until")),
        Some(true)
    );
    let mut early = whole;
    early[last - 2].found = Some(Found::GoesOn { until: day(11) });
    assert!(replay(d.contest.valid_plan(), &early).refused.is_some());
}
#[test]
fn a_plan_in_which_it_means_nothing_is_refused() {
    let told = faults(&plan("").replace(
        r#""last": "1d", "extend": "12h", "at_most": 2"#,
        r#""last": "0s", "extend": "0s", "at_most": 0"#,
    ));
    for field in ["quiet.last", "quiet.extend", "quiet.at_most"] {
        assert!(told.iter().any(|f| f.starts_with(&format!("rounds.0.{field}: "))), "{told:?}");
    }
    // The next round's fixed end is after the latest end of this one: five days, a day more, and fourteen for a tie.
    let two = |until: &str| {
        let mut json: serde_json::Value = serde_json::from_str(&plan("")).unwrap();
        let mut next = json["rounds"][0].clone();
        next["balloting"] = serde_json::json!({ "until": until });
        next["polls"][0]["poll"] = "again".into();
        next.as_object_mut().unwrap().remove("quiet");
        for round in [&mut json["rounds"][0], &mut next] {
            round["ties"] = serde_json::json!({ "by": "first-entered" });
            round["polls"][0]["ties"] = serde_json::json!({ "by": "first-entered" });
        }
        json["rounds"].as_array_mut().unwrap().push(next);
        Plan::from_value(json).unwrap().validate(&Rules::built_in().into())
    };
    assert!(two("2026-12-07T00:00:01Z").is_ok());
    let told = two("2026-12-07T00:00:00Z").unwrap_err();
    assert!(told.0.len() == 1 && told.0[0].field == "rounds.1.balloting", "{told}");
}
/// One's own entry: left out, allowed, or enough to refuse a ballot.
#[test]
fn a_ballot_that_names_ones_own_entry() {
    use cocreate::ballot::Approval;
    let run = |own: &str, names: &[u32]| {
        let text = format!(
            r#"{{
            "contest": "own", "mode": "community", "starts": "2026-12-01T00:00:00Z", "rosters": {{ "all": {{}} }},
            "entries": {{ "by": "all", "window": "1d" }},
            "rounds": [{{
                "balloting": "1d", "select": {{ "rule": "top-k", "at_cut": "all" }},
                "polls": [{{ "poll": "vote", "voters": "all", "self_vote": "{own}",
                    "ballot": {{ "kind": "approval" }}, "tally": {{ "rule": "approval" }} }}]
            }}]
        }}"#
        );
        let mut d = Desk::new(&text);
        d.at(0).enrol("all", &["ann", "bob"]);
        d.submit("ann", "x").unwrap();
        d.submit("bob", "y").unwrap();
        d.at(DAY);
        let ballot = Approval(names.iter().map(|e| EntryIx::new(*e)).collect());
        let code = d.cast("vote", "ann", ballot).map_err(|e| e.code());
        d.run_out();
        let scores = &d.records()[0].polls[0].counted.scores;
        code.map(|()| ["x", "y"].map(|e| scores[&super::desk::entry(e)].to_string()).join(" "))
    };
    assert_eq!(run("excluded", &[0, 1]), Ok("0 1".to_owned()));
    assert_eq!(run("allowed", &[0, 1]), Ok("1 1".to_owned()));
    assert_eq!(run("forbidden", &[0, 1]), Err("own-entry".to_owned()));
    assert_eq!(run("forbidden", &[1]), Ok("0 1".to_owned()));
    assert_eq!(
        (run("excluded", &[0]), run("forbidden", &[0])),
        (Err("own-entry".to_owned()), Err("own-entry".to_owned()))
    );
}
