//! A tie at the cut is ended before the host picks, and whoever lost it can be picked.
use super::desk::{DAY, Desk, START, entry};
use cocreate::{
    ballot::Choice,
    contest::{Act, Casting, Contest, Ended, Failure, Next, Phase, Refusal, Time},
    id::EntryIx,
    select::SelectNote,
};

/// owl, fox and cat have one vote each: the votes choose one, the host picks one more of the best two.
fn text(select: &str, ties: &str) -> String {
    format!(
        r#"{{
        "contest": "tees", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "lot": {{ "seed": "drand 4711" }},
        "rosters": {{ "crowd": {{}} }},
        "entries": {{ "given": [{{ "entry": "owl" }}, {{ "entry": "fox" }}, {{ "entry": "cat" }}, {{ "entry": "eel" }}] }},
        "rounds": [{{
            "balloting": "1d", "pick_within": "4d", "ties": {ties},
            "select": {{ "rule": "host-pick", "top": 1, "picks": 1, "shortlist": 2 {select} }},
            "polls": [{{
                "poll": "vote", "voters": "crowd", "ballot": {{ "kind": "choice" }}, "tally": {{ "rule": "plurality" }}
            }}]
        }}]
    }}"#
    )
}
const BY_HOST: &str = r#"{ "by": "host", "within": "2d" }"#;
const VOTERS: [&str; 3] = ["ann", "bob", "cyd"];
fn voted(select: &str, ties: &str) -> Desk {
    let mut d = Desk::new(&text(select, ties));
    d.at(0).enrol("crowd", &VOTERS);
    vote(&mut d, [0, 1, 2]);
    d.at(DAY);
    d
}
fn vote(d: &mut Desk, votes: [u32; 3]) {
    for (who, e) in VOTERS.iter().zip(votes) {
        d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
}
fn pick(e: &str) -> Act {
    Act::Pick { entries: vec![entry(e)] }
}
fn choose(e: &str) -> Act {
    Act::BreakTie(Casting::AtCut { chosen: vec![entry(e)] })
}
fn next(d: &Desk) -> Next {
    d.records().last().unwrap().next.clone()
}
fn notes(d: &Desk) -> Vec<SelectNote> {
    d.records().last().unwrap().selection.clone().unwrap().notes
}
/// Winners; the log gives the same contest again.
fn ended(d: &mut Desk) -> Vec<Vec<String>> {
    d.run_out();
    assert_eq!(Contest::replay(d.contest.valid_plan(), &d.log).unwrap(), d.contest);
    d.winners()
}

#[test]
fn the_casting_vote_comes_first_and_then_the_pick() {
    let mut d = voted("", BY_HOST);
    assert_eq!(next(&d), Next::Tied { polls: vec![], at_cut: true });
    let Err(Refusal::Pick { why }) = d.host(pick("fox")) else { panic!() };
    assert_eq!(why, "entries are level at the cut: first decide that tie, then pick");
    d.host(choose("owl")).unwrap();
    d.tick();
    assert_eq!((d.phase(), next(&d)), (Phase::Counting, Next::AwaitsPick {}));
    let told = d.records().last().unwrap().selection.clone().unwrap();
    assert_eq!(told.winners, [[entry("owl")]], "the host sees who is certain");
    let Err(Refusal::Pick { why }) = d.host(pick("owl")) else { panic!() };
    assert_eq!(why, "`owl` cannot be picked: it is chosen already");
    let Err(Refusal::Pick { why }) = d.host(pick("eel")) else { panic!() };
    assert!(why.contains("it is not on the shortlist, which has `cat`, `fox`, `owl`"), "{why}");
    d.host(pick("fox")).unwrap();
    assert_eq!(ended(&mut d), [["owl"], ["fox"]]);
    let notes = notes(&d);
    assert!(matches!(&notes[0], SelectNote::Broken { chosen, .. } if *chosen == [entry("owl")]), "{notes:?}");
    let fox = entry("fox");
    assert!(
        matches!(&notes[1], SelectNote::Picked { entry, place: Some(1), .. } if *entry == fox),
        "{notes:?}"
    );
    assert_eq!(notes.len(), 2);
}
/// Both have their own time: two days for the casting vote, then four for the pick.
#[test]
fn a_host_who_decides_the_tie_and_does_not_pick() {
    let mut d = voted("", BY_HOST);
    d.host(choose("cat")).unwrap();
    d.tick();
    assert_eq!(d.contest.next_instant(d.now), Some(Time::from_secs(START + 5 * DAY)));
    assert_eq!(ended(&mut d), [["cat"]]);
    assert_eq!(notes(&d)[1..], [SelectNote::HostSilent]);
    let mut silent = voted("", BY_HOST);
    silent.run_out();
    assert_eq!(silent.assert_paid().ended, Ended::Failed { why: Failure::TieUnsettled {} });
}
/// The lot decides when the host does not, and the host still has the pick.
#[test]
fn the_lot_decides_first_as_well() {
    for (ties, days) in [(r#"{ "by": "lot" }"#, 1), (r#"{ "by": "host", "within": "2d", "then": "lot" }"#, 3)]
    {
        let mut d = voted("", ties);
        d.at(days * DAY);
        assert_eq!(next(&d), Next::AwaitsPick {}, "{ties}");
        assert_eq!(d.contest.next_instant(d.now), Some(Time::from_secs(START + (days + 4) * DAY)));
        let drawn = d.records().last().unwrap().selection.clone().unwrap().winners[0][0].clone();
        let other = ["owl", "fox", "cat"].into_iter().find(|e| *e != drawn.as_str()).unwrap();
        assert!(d.host(pick(drawn.as_str())).is_err());
        d.host(pick(other)).unwrap();
        assert_eq!(ended(&mut d), [[drawn.as_str()], [other]]);
    }
}
/// The votes have the place of a silent host: of the two that are left one, by what is left of the time for a tie.
#[test]
fn without_the_host_those_who_lost_the_tie_come_first() {
    let mut d = voted(r#", "silent": "votes""#, BY_HOST);
    d.at(2 * DAY);
    d.host(choose("owl")).unwrap();
    d.tick();
    d.at(6 * DAY);
    assert_eq!(next(&d), Next::Tied { polls: vec![], at_cut: true });
    let tied = d.records().last().unwrap().selection.clone().unwrap().tied;
    assert_eq!((&tied[0].tied, tied[0].choose), (&vec![entry("fox"), entry("cat")], 1));
    assert_eq!(d.contest.next_instant(d.now), Some(Time::from_secs(START + 7 * DAY)));
    let mut silent = d.clone();
    silent.run_out();
    assert_eq!(silent.assert_paid().ended, Ended::Failed { why: Failure::TieUnsettled {} });
    d.host(choose("cat")).unwrap();
    assert_eq!(ended(&mut d), [["owl"], ["cat"]]);
}
/// A second vote of the three chooses the fox; the host then picks the owl, by its place in the first vote.
#[test]
fn after_a_second_vote_the_host_picks_too() {
    let mut d = voted("", r#"{ "by": "revote", "within": "2d" }"#);
    assert_eq!(d.phase(), Phase::Balloting);
    vote(&mut d, [1, 1, 2]);
    d.at(2 * DAY);
    assert_eq!(next(&d), Next::AwaitsPick {});
    assert!(d.host(pick("fox")).is_err() && d.host(pick("eel")).is_err());
    d.host(pick("owl")).unwrap();
    assert_eq!(ended(&mut d), [["fox"], ["owl"]]);
}
/// An entry goes while the host thinks: what was decided was about another count.
#[test]
fn an_entry_that_goes_opens_the_tie_again() {
    let mut d = voted("", BY_HOST);
    d.host(choose("owl")).unwrap();
    d.tick();
    d.host(Act::Disqualify { entry: entry("owl"), why: "theft".parse().unwrap() }).unwrap();
    d.tick();
    let tied = d.records().last().unwrap().selection.clone().unwrap().tied;
    assert_eq!(tied[0].tied, [entry("fox"), entry("cat")]);
    d.host(choose("fox")).unwrap();
    d.tick();
    d.host(pick("cat")).unwrap();
    assert_eq!(ended(&mut d), [["fox"], ["cat"]]);
}
