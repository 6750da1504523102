//! Delegation by unit, area and issue (LiquidFeedback): the closest to a poll wins, and a direct vote suspends all.
use super::desk::{Desk, entry, id};
use cocreate::{
    ballot::Choice,
    contest::{Act, Contest, Refusal, Scope},
    id::EntryIx,
    num::Exact,
    weigh::LostBy,
};
use std::collections::BTreeMap;

/// Members vote on three polls at once: two of the area `streets`, one of none.
fn unit() -> Desk {
    let poll = |name: &str, area: &str| {
        format!(
            r#"{{ "poll": "{name}", "voters": "members", {area} "ballot": {{ "kind": "choice" }},
            "tally": {{ "rule": "plurality" }}, "weigh": {{ "rule": "delegation" }} }}"#
        )
    };
    let streets = r#""area": "streets","#;
    let polls = [poll("lamps", streets), poll("trees", streets), poll("choir", "")].join(", ");
    let plan = format!(
        r#"{{
        "contest": "town", "mode": "community", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "members": {{ "delegation": true }}, "guests": {{}} }},
        "entries": {{ "given": [{{ "entry": "yes" }}, {{ "entry": "no" }}] }},
        "rounds": [{{ "balloting": "1d", "select": {{ "rule": "top-k", "poll": "lamps", "k": 2 }}, "polls": [{polls}] }}]
    }}"#
    );
    let mut d = Desk::new(&plan);
    d.at(-10).enrol("members", &["ann", "bob", "cy", "dee", "eve"]);
    d.at(0);
    d
}
fn delegate(
    d: &mut Desk,
    from: &str,
    to: Option<&str>,
    scope: impl Into<Option<Scope>>,
) -> Result<(), Refusal> {
    let act = Act::Delegate {
        roster: "members".parse().unwrap(),
        from: id(from),
        to: to.map(id),
        scope: scope.into(),
    };
    d.person(from, act)
}
fn area() -> Scope {
    Scope::Area("streets".parse().unwrap())
}
fn issue(poll: &str) -> Scope {
    Scope::Issue(poll.parse().unwrap())
}
/// cy, dee and eve vote in all three polls: cy for the first entry, the others for the second.
fn vote(d: &mut Desk) {
    d.at(0);
    for (who, e) in [("cy", 0), ("dee", 1), ("eve", 1)] {
        for poll in ["lamps", "trees", "choir"] {
            d.cast(poll, who, Choice(Some(EntryIx::new(e)))).unwrap();
        }
    }
}
/// What the first and the second entry have in each poll.
fn scores(d: &mut Desk) -> BTreeMap<String, [Exact; 2]> {
    d.run_out();
    let back = Contest::replay(d.contest.valid_plan(), &d.log).unwrap();
    assert_eq!(back, d.contest);
    let of = |p: &cocreate::contest::PollRecord| {
        let score = |e: &str| p.counted.scores.get(&entry(e)).cloned().unwrap_or_default();
        (p.poll.to_string(), ["yes", "no"].map(score))
    };
    d.assert_paid().rounds[0].polls.iter().map(of).collect()
}
fn all<const N: usize>(of: [(&str, u32, u32); N]) -> BTreeMap<String, [Exact; 2]> {
    of.map(|(poll, a, b)| (poll.to_owned(), [a.into(), b.into()])).into()
}

/// ann lets dee vote for her in everything, cy in streets, and eve on the trees alone.
#[test]
fn the_closest_delegation_wins() {
    let mut d = unit();
    delegate(&mut d, "ann", Some("dee"), None).unwrap();
    delegate(&mut d, "ann", Some("cy"), area()).unwrap();
    delegate(&mut d, "ann", Some("eve"), issue("trees")).unwrap();
    vote(&mut d);
    assert_eq!(scores(&mut d), all([("lamps", 2, 2), ("trees", 1, 3), ("choir", 1, 3)]));
}
/// What is taken back leaves the next wider one; and a vote of her own suspends all of them in that poll.
#[test]
fn what_is_taken_back_leaves_the_wider_and_a_direct_vote_suspends() {
    let mut d = unit();
    delegate(&mut d, "ann", Some("dee"), None).unwrap();
    delegate(&mut d, "ann", Some("cy"), area()).unwrap();
    delegate(&mut d, "ann", None, area()).unwrap();
    delegate(&mut d, "bob", Some("dee"), issue("choir")).unwrap();
    vote(&mut d);
    d.cast("trees", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    assert_eq!(scores(&mut d), all([("lamps", 1, 3), ("trees", 2, 2), ("choir", 1, 4)]));
}
/// ann and bob point at each other in the area only; for the choir ann ends at bob, who neither votes nor delegates there.
#[test]
fn cycles_and_dead_ends_are_told_by_poll() {
    let mut d = unit();
    delegate(&mut d, "ann", Some("bob"), None).unwrap();
    delegate(&mut d, "bob", Some("ann"), area()).unwrap();
    vote(&mut d);
    d.run_out();
    let polls = &d.assert_paid().rounds[0].polls;
    for p in &polls[..2] {
        assert_eq!(p.cycles, [[id("ann"), id("bob")]], "{}", p.poll);
        assert!(p.lost.iter().all(|l| l.why == LostBy::Cycle { cycle: 0 }) && p.lost.len() == 2);
    }
    assert_eq!((polls[2].cycles.len(), polls[2].lost.len()), (0, 1));
    assert_eq!(
        (&polls[2].lost[0].person, &polls[2].lost[0].why),
        (&id("ann"), &LostBy::DeadEnd { at: id("bob") })
    );
}
#[test]
fn a_scope_is_of_the_plan_and_told_in_an_export() {
    let mut d = unit();
    let unknown =
        |r: Result<(), Refusal>| matches!(r.unwrap_err(), Refusal::Field { field, .. } if field == "scope");
    assert!(unknown(delegate(&mut d, "ann", Some("bob"), issue("parks"))));
    assert!(unknown(delegate(&mut d, "ann", Some("bob"), Scope::Area("parks".parse().unwrap()))));
    delegate(&mut d, "ann", Some("bob"), area()).unwrap();
    let told = d.contest.export(&id("ann")).unwrap();
    assert_eq!(told.rosters[0].delegates_within, [(area(), id("bob"))]);
    // Who leaves delegates nothing any more.
    d.person("ann", Act::Leave { person: id("ann") }).unwrap();
    assert!(d.contest.export(&id("ann")).unwrap().rosters[0].delegates_within.is_empty());
}
