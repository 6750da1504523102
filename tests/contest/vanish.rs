//! Contests in which hardly anything happens: every one ends in a named state, and no unit of money is lost.
use super::{
    desk::{DAY, Desk, START},
    plans::{ALL, plan, text},
};
use cocreate::{
    admit::Applicant,
    ballot::{Approval, Choice, Consent, Points, Position, Ranking, Scores, Spend},
    contest::{Act, AnyBallot, Ended, Failure, Mode, Phase, Viewer},
    id::EntryIx,
    num::Exact,
};

/// How much happens.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Case {
    NoEntries,
    OneEntry,
    NobodyVotes,
    AllTied,
}
/// A contest in which the host does nothing after the start and people no more than the case says.
fn run(name: &str, case: Case) -> Desk {
    let mut d = Desk::of(&plan(name));
    d.now = cocreate::contest::Time::from_secs(START - DAY);
    let plan = d.contest.plan().clone();
    for roster in plan.rosters.keys() {
        for i in 0..3 {
            let mut a = Applicant::new(super::desk::id(&format!("p{i}")));
            a.stratum = Some("north".to_owned());
            a.party = plan.parties.first().map(|p| p.party.clone());
            a.record.insert("works".to_owned(), Exact::from(5u64));
            let _ = d.host(Act::Enrol { roster: roster.clone(), applicant: Box::new(a), share: None });
        }
    }
    if name == "experts" {
        // The draw of the jury needs the seed; it was opened before the start.
        d.host(Act::Reveal { seed: super::plans::SEED.to_owned() }).unwrap();
    }
    d.at(0);
    let entries = match case {
        Case::NoEntries => 0,
        Case::OneEntry => 1,
        _ => 3,
    };
    while d.phase() < Phase::Open && plan.entries.window.is_some() {
        d.now = d.contest.next_instant(d.now).unwrap();
        d.tick();
    }
    for i in 0..entries {
        let who = format!("p{i}");
        let mut s = super::desk::submission(&format!("e{i}"), &[&who]);
        s.category = plan.categories.first().cloned();
        s.cost = Some(3);
        let _ = d.person(&who, Act::Submit(Box::new(s)));
    }
    if case == Case::NobodyVotes {
        d.run_out();
        return d;
    }
    for _ in 0..60 {
        d.tick();
        if d.phase() == Phase::Settled {
            break;
        }
        if d.phase() == Phase::Balloting {
            vote_level(&mut d);
        }
        let next = d.contest.next_instant(d.now).unwrap();
        d.now = next.max(d.now);
    }
    d
}
/// Everybody says the same of every entry, as far as they may.
fn vote_level(d: &mut Desk) {
    let v = d.contest.view(&Viewer::Host, d.now).unwrap();
    let n = v.slate.len() as u32;
    let all = || (0..n).map(EntryIx::new);
    for p in d.contest.plan().rounds[v.round.0 as usize].polls.clone() {
        for i in 0..3u32 {
            use cocreate::ballot::Kind;
            let b: AnyBallot = match p.ballot.kind() {
                // Each for the next one's.
                Kind::Choice => Choice((n > 0).then(|| EntryIx::new((i + 1) % n))).into(),
                Kind::Approval => Approval(all().collect()).into(),
                Kind::Ranking if p.tally.rule == "random-dictator" => {
                    Ranking::strict((n > 0).then_some((i + 1) % n)).into()
                }
                Kind::Ranking => Ranking::strict((0..n).map(|e| (e + i) % n)).into(),
                Kind::Scores => Scores(all().map(|e| (e, 2)).collect()).into(),
                Kind::Points => Points(all().map(|e| (e, 1)).collect()).into(),
                Kind::Spend => Spend(all().map(|e| (e, 1)).collect()).into(),
                Kind::Consent => Consent(all().map(|e| (e, Position::Abstain)).collect()).into(),
                _ => continue,
            };
            let who = format!("p{i}");
            if p.parts {
                for e in 0..n {
                    let _ = d.mark(p.poll.as_str(), &who, super::stories::score(e, 2));
                }
            } else {
                let _ = d.cast(p.poll.as_str(), &who, b);
            }
        }
    }
}
#[test]
fn every_plan_ends_whatever_does_not_happen() {
    let modes: Vec<Mode> = ALL.iter().map(|(n, _)| plan(n).plan().mode).collect();
    assert!(Mode::ALL.iter().all(|m| modes.contains(m)), "{modes:?}");
    for (name, _) in ALL {
        for case in [Case::NoEntries, Case::OneEntry, Case::NobodyVotes, Case::AllTied] {
            let d = run(name, case);
            assert_eq!(d.phase(), Phase::Settled, "{name} {case:?}");
            let s = d.assert_paid();
            println!("{name:10} {case:?}: {:?}", s.ended);
            let fault = matches!(&s.ended, Ended::Failed { why: Failure::NotCountable { .. } });
            assert!(!fault, "{name} {case:?}: {:?}", s.ended);
            if !matches!(s.ended, Ended::Won { .. }) {
                assert!(s.payouts.iter().all(|p| p.returned == p.pot.amount), "{name} {case:?}");
            }
        }
    }
}
#[test]
fn a_contest_to_which_nobody_came_fails_by_name() {
    for (name, want) in [("crowd", "nobody-chosen"), ("experts", "no-seats"), ("lottery", "no-entries")] {
        let mut d = Desk::of(&plan(name));
        d.run_out();
        let Ended::Failed { why } = &d.assert_paid().ended else { panic!("{name}") };
        assert_eq!(serde_json::to_value(why).unwrap()["code"], want);
    }
}
#[test]
fn a_seed_that_is_never_revealed_fails_the_draw_of_winners_and_of_people() {
    let mut d = Desk::of(&plan("lottery"));
    d.at(0).enrol("crowd", &["p0", "p1"]);
    let mut s = super::desk::submission("e0", &["p0"]);
    s.cost = None;
    d.person("p0", Act::Submit(Box::new(s))).unwrap();
    d.at(4 * DAY);
    d.cast("draw", "p1", Ranking::strict([0])).unwrap();
    d.at(7 * DAY);
    assert_eq!(d.phase(), Phase::Counting);
    d.at(9 * DAY - 1);
    assert_eq!(d.phase(), Phase::Counting);
    d.at(9 * DAY);
    assert_eq!(d.assert_paid().ended, Ended::Failed { why: Failure::NoSeed {} });

    let mut d = Desk::of(&plan("experts"));
    for p in ["p0", "p1"] {
        let mut a = Applicant::new(super::desk::id(p));
        a.stratum = Some("north".to_owned());
        a.record.insert("works".to_owned(), Exact::from(2u64));
        let roster = "jury".parse().unwrap();
        d.host(Act::Enrol { roster, applicant: Box::new(a), share: None }).unwrap();
    }
    d.at(3 * DAY);
    assert_eq!((d.phase(), d.contest.due(d.now)), (Phase::Seated, None));
    d.at(7 * DAY - 1);
    assert_eq!(d.phase(), Phase::Seated);
    d.run_out();
    assert_eq!(d.assert_paid().ended, Ended::Failed { why: Failure::NoSeed {} });
}
/// Everything of the same contest in the log of a paused one stands still, and goes on by itself after the longest pause.
#[test]
fn a_pause_that_nobody_ends_ends_by_itself() {
    let mut d = Desk::new(&text("community"));
    d.at(0).enrol("all", &["p0"]);
    d.host(Act::Pause {}).unwrap();
    d.at(29 * DAY);
    assert!(d.contest.view(&Viewer::Public, d.now).unwrap().paused.is_some());
    d.run_out();
    assert_eq!(d.phase(), Phase::Settled);
    // 3 days of entries and three turns of 2, 30 of pause.
    let at = d.assert_paid().at;
    assert!(at >= cocreate::contest::Time::from_secs(START + 33 * DAY), "{at}");
}
/// Somebody leaves while the appeal stands still: the count is due once it goes on, and not before.
#[test]
fn leaving_in_a_paused_appeal_is_counted_when_it_goes_on() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["p1", "p2"]);
    d.submit("p1", "e1").unwrap();
    d.submit("p2", "e2").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "p1", super::stories::score(1, 4)).unwrap();
    d.mark("vote", "p2", super::stories::score(0, 5)).unwrap();
    d.at(17 * DAY);
    assert_eq!(d.phase(), Phase::Appealing);
    d.host(Act::Pause {}).unwrap();
    d.person("p1", Act::Leave { person: super::desk::id("p1") }).unwrap();
    assert_eq!((d.phase(), d.contest.due(d.now)), (Phase::Counting, None));
    d.host(Act::Resume {}).unwrap();
    d.tick();
    assert_eq!(d.phase(), Phase::Settled);
    // Their entry is withdrawn with them, and with it the only mark that somebody else gave; their own mark is gone.
    assert!(matches!(d.assert_paid().ended, Ended::Failed { .. }), "{:?}", d.assert_paid().ended);
}
