//! Persons leave: everything of theirs is given out, and erased.
use super::desk::{DAY, Desk, START, entry, id, submission};
use cocreate::{
    admit::{Applicant, Tied},
    audit::{
        Chain, Kept, LogLine, Outside, Tampered, audit, erasure, events_of, outside_of, receipt, replay,
        verify,
    },
    ballot::Approval,
    contest::{Act, Command, Digest, Event, Phase, Refusal, Snapshot, Time},
    id::{EntryIx, PersonId},
    num::Exact,
};
use std::collections::BTreeMap;

/// Seats by lot among those with works enough; what is known of people is asked for.
const PLAN: &str = r#"{
    "contest": "regatta", "mode": "experts", "starts": "2026-12-01T00:00:00Z",
    "rosters": {
        "jury": { "admit": [
            { "rule": "qualification", "at_least": { "works": "2" } },
            { "rule": "stratified-lottery", "seats": 3, "strata": { "north": "1" } }
        ] },
        "makers": {}
    },
    "seating": "3d",
    "entries": { "by": "makers", "window": "5d" },
    "rounds": [{
        "balloting": "2d",
        "polls": [{
            "poll": "vote", "voters": "jury", "ballot": { "kind": "approval" }, "tally": { "rule": "approval" },
            "weigh": { "rule": "shares" }
        }],
        "select": { "rule": "top-k" }
    }],
    "lot": { "seed": "published" },
    "pots": [{ "pot": "purse", "currency": "GBP", "amount": 999, "reward": { "rule": "equal-split" } }]
}"#;
const NAME: &str = "Ada Quickly-Findable";
const STORY: &str = "A fox in the snow, by Ada";
/// What is kept outside, by its digest.
type Shelf = BTreeMap<Digest, Kept>;
fn keep(shelf: &mut Shelf, salt: u8, text: &str) -> Digest {
    let kept = Kept { salt: vec![salt; 16], text: text.as_bytes().to_vec() };
    let digest = Digest::salted(&kept.salt, &kept.text);
    shelf.insert(digest, kept);
    digest
}
struct Story {
    d: Desk,
    ada: PersonId,
    shelf: Shelf,
}
/// Ada is named by the salted digest of her name. She is in the jury, or too new for it, and has an entry of which she is one of two authors.
fn story(works: &str, with: impl Fn(&mut Desk, &PersonId)) -> Story {
    let mut shelf = Shelf::new();
    let ada: PersonId = keep(&mut shelf, 7, NAME).to_string().parse().unwrap();
    let mut d = Desk::new(PLAN);
    d.at(0);
    let mut juror = |who: &PersonId, works: &str, key: &str| {
        let mut a = Applicant::new(who.clone());
        a.stratum = Some("north".to_owned());
        a.record.insert("works".to_owned(), works.parse().unwrap());
        let act = Act::Enrol {
            roster: "jury".parse().unwrap(),
            applicant: Box::new(a),
            share: Some(Exact::from(3u32)),
        };
        d.give(&Command::host(act).keyed(key)).unwrap();
    };
    juror(&ada, works, "request-1");
    juror(&id("bob"), "5", "request-2");
    juror(&id("cy"), "6", "request-3");
    for p in [&ada, &id("bob"), &id("dee")] {
        d.host(Act::enrol("makers".parse().unwrap(), p.clone())).unwrap();
    }
    let own = keep(&mut shelf, 9, STORY);
    d.at(3 * DAY);
    let mut s = submission("fox", &[ada.as_str(), "dee"]);
    s.digest = own;
    d.person(ada.as_str(), Act::Submit(Box::new(s))).unwrap();
    d.submit("bob", "owl").unwrap();
    d.person("cy", Act::Conflict { person: id("cy"), with: Tied::Author(ada.clone()) }).unwrap();
    d.at(8 * DAY);
    assert_eq!(d.phase(), Phase::Balloting);
    let both = || Approval([EntryIx::new(0), EntryIx::new(1)].into_iter().collect());
    let one = |e| Approval([EntryIx::new(e)].into_iter().collect());
    let _ = d.cast("vote", ada.as_str(), both());
    d.cast("vote", "bob", one(0)).unwrap();
    d.cast("vote", "cy", one(0)).unwrap();
    with(&mut d, &ada);
    d.run_out();
    Story { d, ada, shelf }
}
fn lines(log: &[Event]) -> Vec<String> {
    let plan = super::desk::valid(PLAN);
    let mut chain = Chain::genesis(&plan.plan().contest, &plan.digest());
    log.iter().map(|e| LogLine { event: e.clone(), head: chain.push(e).unwrap() }.write()).collect()
}
/// The log as it is stored after she is erased, and the desk after it.
fn erased(s: &mut Story) -> Vec<String> {
    let erasure = erasure(s.d.contest.valid_plan(), &s.ada, &s.d.log);
    s.d.host(erasure.act.clone()).unwrap();
    let mut lines = lines(&s.d.log);
    for e in &erasure.events {
        let head = LogLine::read(lines[e.seq as usize].as_bytes()).unwrap().head;
        lines[e.seq as usize] = LogLine { event: e.clone(), head }.write_erased();
    }
    s.shelf.retain(|_, k| k.text != NAME.as_bytes() && k.text != STORY.as_bytes());
    lines
}
/// Everything that was told of her beside her ballots: no byte of it.
const DATA: [&str; 5] = [NAME, "Ada", STORY, "7919/13", "7/5"];
fn assert_without(what: &str, text: &str) {
    for datum in DATA {
        assert!(!text.contains(datum), "{what} holds `{datum}`: {text}");
    }
}
#[test]
fn nothing_of_a_person_is_left_but_the_ballots_of_an_opaque_id() {
    for works in ["7919/13", "7/5"] {
        let mut s = story(works, |_, _| {});
        let before = s.d.assert_paid().clone();
        let whole = lines(&s.d.log).join("\n");
        assert!(whole.contains(works), "there is something to erase");
        let stored = erased(&mut s);
        let plan = super::desk::valid(PLAN);
        let head = Chain::genesis(&plan.plan().contest, &plan.digest());
        // Her name and her story lay outside: the salted digests say nothing.
        assert_without("log", &stored.join("\n"));
        let theirs: Vec<&String> = stored.iter().filter(|l| l.contains(s.ada.as_str())).collect();
        // The seating counts the seats of each group, and does not say whose they are.
        let seating = r#""do":"seat""#;
        assert!(theirs.iter().any(|l| !l.contains(seating)));
        let told = theirs.iter().filter(|l| !l.contains(seating)).all(|l| !l.contains("stratum"));
        assert!(told, "{theirs:?}");
        let snapshot = serde_json::to_string(&s.d.contest.snapshot()).unwrap();
        assert_without("snapshot", &snapshot);
        let known = s.d.contest.export(&s.ada).unwrap();
        assert!(known.rosters.iter().all(|r| r.stratum.is_none() && r.record.is_empty()));
        let settlement = serde_json::to_string(s.d.assert_paid()).unwrap();
        assert_without("settlement", &settlement);
        #[cfg(feature = "report")]
        {
            use cocreate::report::{Account, Detail, Ids};
            assert_without("report", &Account::of(s.d.assert_paid(), &Ids, Detail::Steps).text());
        }
        // The chain holds, replay gives the same, and only what hung on her record is not computed again.
        verify(&stored, head, &[]).unwrap();
        let events: Vec<Event> = stored.iter().map(|l| LogLine::read(l.as_bytes()).unwrap().event).collect();
        let again = replay(&plan, &events);
        assert_eq!((again.refused, again.differences), (None, vec![]));
        assert_eq!(again.contest.settlement(), Some(&before));
        assert_eq!(again.contest, s.d.contest);
        assert_eq!(again.erased.len(), 2, "her enrolment, and the seating");
        let report = audit(&plan, &stored, &[], |d| s.shelf.get(d).cloned());
        assert!(report.is_sound(), "{report}");
        let gone: Vec<Outside> =
            outside_of(&events, |d| s.shelf.get(d).cloned()).into_iter().map(|t| t.state).collect();
        assert_eq!(gone[0], Outside::Erased);
        // A receipt says the same, but has no head of its own: that of the log stands in its lines.
        let (a, b) = (receipt(&plan, &s.d.log).unwrap(), receipt(&plan, &events).unwrap());
        assert_eq!((a.pots, a.rounds), (b.pots, b.rounds));
        assert!(a.head.is_some() && b.head.is_none());
    }
}
#[test]
fn a_person_who_left_is_erased_while_the_contest_goes_on() {
    let leave =
        |d: &mut Desk, ada: &PersonId| d.person(ada.as_str(), Act::Leave { person: ada.clone() }).unwrap();
    let whole = story("7919/13", leave);
    let mut early = story("7919/13", |d, ada| {
        let act = erasure(d.contest.valid_plan(), ada, &d.log).act;
        assert_eq!(d.host(act), Err(Refusal::StillHere { person: ada.clone() }));
        leave(d, ada);
        let act = erasure(d.contest.valid_plan(), ada, &d.log).act;
        d.person("bob", act.clone()).unwrap_err();
        d.person(ada.as_str(), act).unwrap();
        let text = serde_json::to_string(&d.contest.snapshot()).unwrap();
        assert!(!text.contains("7919/13"));
        let back: Snapshot = serde_json::from_str(&text).unwrap();
        assert_eq!(back.restore(d.contest.valid_plan().rules()).unwrap(), d.contest);
    });
    assert_eq!(early.d.assert_paid(), whole.d.assert_paid());
    // Erased once more there is nothing left to erase.
    let erasure = erasure(early.d.contest.valid_plan(), &early.ada, &early.d.log);
    assert_eq!(erasure.events.len(), 1, "of a log in which it still stands");
    let stored = erased(&mut early);
    let events: Vec<Event> = stored.iter().map(|l| LogLine::read(l.as_bytes()).unwrap().event).collect();
    assert!(cocreate::audit::erasure(early.d.contest.valid_plan(), &early.ada, &events).events.is_empty());
}
#[test]
fn an_event_is_not_erased_by_saying_so() {
    let mut s = story("7919/13", |_, _| {});
    let plan = super::desk::valid(PLAN);
    let genesis = Chain::genesis(&plan.plan().contest, &plan.digest());
    let whole = lines(&s.d.log);
    let stored = erased(&mut s);
    // Somebody else's enrolment as erased, and hers with other words.
    let mut forged = stored.clone();
    forged[1] = whole[1].replacen("event", "erased", 1);
    assert_eq!(verify(&forged, genesis, &[]), Err(Tampered::NotErased { seq: 1 }));
    let mut forged = stored.clone();
    forged[0] = stored[0].replace("jury", "makers");
    assert_ne!(forged[0], stored[0]);
    assert_eq!(verify(&forged, genesis, &[]), Err(Tampered::NotErased { seq: 0 }));
    // The act alone erases nothing that stands as it was.
    assert_eq!(verify(lines(&s.d.log), genesis, &[]).unwrap().len(), s.d.log.len() as u64);
    // An event that is still to come cannot be named.
    let act = Act::Erase {
        person: s.ada.clone(),
        events: vec![cocreate::contest::Erased { seq: 999, digest: Digest::of(b"") }],
    };
    assert_eq!(s.d.host(act).unwrap_err().code(), "field");
}
/// With an act that erases, the host names a ballot and the digest of another one in its place: the act is refused, and in a log
/// that was written without this crate the line is none that can stand there as erased.
#[test]
fn a_ballot_is_not_written_anew_by_erasing_it() {
    let mut s = story("7919/13", |_, _| {});
    let plan = super::desk::valid(PLAN);
    let genesis = Chain::genesis(&plan.plan().contest, &plan.digest());
    let cast = s.d.log.iter().find(|e| matches!(e.act, Act::Cast { .. })).unwrap().clone();
    let forged = Event { by: cocreate::contest::Actor::Host, ..cast.clone() };
    let digest = Digest::of(&serde_json::to_vec(&forged).unwrap());
    let act = Act::Erase {
        person: s.ada.clone(),
        events: vec![cocreate::contest::Erased { seq: cast.seq, digest }],
    };
    let refused = s.d.host(act.clone()).unwrap_err();
    assert!(refused.to_string().contains("tells nothing of"), "{refused}");
    let last = s.d.log.last().unwrap().clone();
    let event = Event { seq: last.seq + 1, act, found: None, key: None, ..last };
    assert!(s.d.contest.clone().apply(&event).is_err());
    let mut all = s.d.log.clone();
    all.push(event);
    let mut stored = lines(&all);
    let line = LogLine::read(stored[cast.seq as usize].as_bytes()).unwrap();
    stored[cast.seq as usize] = LogLine { event: forged, ..line }.write_erased();
    assert_eq!(verify(&stored, genesis, &[]), Err(Tampered::NotErased { seq: cast.seq }));
}
#[test]
fn everything_of_a_person_is_given_out() {
    let s = story("7919/13", |_, _| {});
    let all = s.d.contest.export(&s.ada).unwrap();
    let jury = all.rosters.iter().find(|r| r.roster.as_str() == "jury").unwrap();
    assert_eq!((jury.stratum.as_deref(), &jury.share), (Some("north"), &Some(Exact::from(3u32))));
    assert_eq!(jury.record["works"], "7919/13".parse().unwrap());
    assert_eq!((all.entries.len(), &all.entries[0].entry, all.conflicts.len()), (1, &entry("fox"), 1));
    assert_eq!(all.entries[0].digest, Some(Digest::salted(&[9; 16], STORY.as_bytes())));
    assert_eq!(all.ballots.len(), 1);
    let paid = s.d.assert_paid().payouts[0].paid_to(&s.ada);
    assert_eq!(all.payments.iter().map(|(_, _, a)| *a).sum::<cocreate::num::Amount>(), paid);
    // In the log: two enrolments, her entry, the tie that another declared to her, her ballot, her seat.
    let events = events_of(&s.ada, &s.d.log);
    let codes: Vec<&str> = events.iter().map(|e| e.act.code()).collect();
    assert_eq!(codes, ["enrol", "enrol", "seat", "submit", "conflict", "cast"]);
    let text = serde_json::to_string(&events[2]).unwrap();
    assert!(!text.contains("\"bob\""), "the seat of nobody else: {text}");
    assert!(s.d.contest.export(&id("nobody")).is_none());
    assert!(events_of(&id("nobody"), &s.d.log).is_empty());
    assert!(s.d.now > Time::from_secs(START));
}
/// Where all count the same, neither her party nor her share stays; where ballots weigh by shares, or people of a party may not judge its
/// entries, a recount needs them.
#[test]
fn party_and_share_go_unless_a_count_hangs_on_them() {
    let run = |weigh: &str, admit: &str| {
        let plan = super::desk::valid(&format!(
            r#"{{
            "contest": "guild", "mode": "community", "starts": "2026-12-01T00:00:00Z",
            "parties": [{{ "party": "acme-works", "share": 1 }}],
            "rosters": {{ "all": {{ "admit": [{{ "rule": "open" }}{admit}] }} }},
            "entries": {{ "given": [{{ "entry": "x" }}, {{ "entry": "y" }}] }},
            "rounds": [{{ "balloting": "1d", "select": {{ "rule": "top-k" }}, "polls": [{{
                "poll": "vote", "voters": "all", "ballot": {{ "kind": "approval" }}, "tally": {{ "rule": "approval" }}{weigh}
            }}] }}]
        }}"#
        ));
        let mut d = Desk::of(&plan);
        for who in ["ada", "bob"] {
            let party = Some("acme-works".parse().unwrap());
            let applicant = Box::new(Applicant { party, ..Applicant::new(id(who)) });
            let share = Some(Exact::ratio(17, 3).unwrap());
            d.host(Act::Enrol { roster: "all".parse().unwrap(), applicant, share }).unwrap();
        }
        d.at(0).cast("vote", "ada", Approval::from([0])).unwrap();
        d.run_out();
        let before = d.assert_paid().clone();
        let erasure = erasure(&plan, &id("ada"), &d.log);
        d.host(erasure.act.clone()).unwrap();
        let mut log = d.log.clone();
        for e in &erasure.events {
            log[e.seq as usize] = e.clone();
        }
        let again = replay(&plan, &log);
        assert_eq!((again.refused, again.differences), (None, vec![]));
        assert_eq!((again.contest.settlement(), &again.contest), (Some(&before), &d.contest));
        let told = d.contest.export(&id("ada")).unwrap().rosters[0].clone();
        let hers: Vec<String> = log
            .iter()
            .filter(|e| e.act.code() == "enrol")
            .map(|e| serde_json::to_string(e).unwrap())
            .collect();
        let stays = ["acme-works", "17/3"].map(|datum| hers[0].contains(datum));
        assert_eq!(stays, [told.party.is_some(), told.share.is_some()]);
        assert!(hers[1].contains("acme-works") && hers[1].contains("17/3"), "bob is still here");
        stays
    };
    assert_eq!(run("", ""), [false, false]);
    assert_eq!(run(r#", "weigh": { "rule": "shares" }"#, ""), [true, true]);
    assert_eq!(run("", r#", { "rule": "conflict-of-interest" }"#), [true, true]);
}
#[cfg(feature = "store")]
#[test]
fn a_log_on_disk_is_erased_and_still_holds() {
    let mut s = story("7919/13", |_, _| {});
    let plan = super::desk::valid(PLAN);
    let mut log =
        cocreate::store::Log::in_memory(Chain::genesis(&plan.plan().contest, &plan.digest())).unwrap();
    let erasure = erasure(s.d.contest.valid_plan(), &s.ada, &s.d.log);
    s.d.host(erasure.act.clone()).unwrap();
    log.append(&s.d.log).unwrap();
    let head = log.chain();
    log.erase(&erasure.events).unwrap();
    assert_eq!(log.verify(&[head.into()]).unwrap(), head);
    let back: Vec<Event> = log.read(0).unwrap().map(|l| l.unwrap().event).collect();
    assert_eq!(back[0], erasure.events[0]);
    assert_eq!(replay(&plan, &back).contest, s.d.contest);
}
