//! Time: windows, tolerance, pauses, extensions, amendments, plan times.
use super::{
    desk::{DAY, Desk, START, id},
    plans::{plan, text},
};
use cocreate::{
    contest::{Act, Ended, Phase, Plan, Refusal, Rules, Span, Time, When, WhenError},
    count::StrictValue,
    num::Amount,
};

fn amend(name: &str, value: &str) -> Act {
    let value: StrictValue = serde_json::from_str(value).unwrap();
    Act::Amend { set: [(name.to_owned(), value)].into() }
}
#[test]
fn an_act_at_the_closing_instant_belongs_to_the_next_phase() {
    for (ms, want) in [(-1, Phase::Open), (0, Phase::Screening)] {
        let mut d = Desk::of(&plan("crowd"));
        d.at(0).enrol("crowd", &["ann"]);
        d.now = Time::from_millis((START + 10 * DAY) * 1000 + ms);
        assert_eq!(d.phase(), want);
        let answer = d.submit("ann", "x");
        match want {
            Phase::Open => answer.unwrap(),
            _ => assert_eq!(answer.unwrap_err().code(), "out-of-phase"),
        }
    }
}
#[test]
fn a_clock_may_be_a_little_behind_and_no_more() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(100).enrol("crowd", &["ann"]);
    let last = d.now;
    d.now = Time::from_millis(last.millis() - 2000);
    d.enrol("crowd", &["bob"]);
    assert_eq!(d.log.last().unwrap().at, last, "it is taken as of the same instant");
    d.now = Time::from_millis(last.millis() - 2001);
    let back = d.host(Act::enrol("crowd".parse().unwrap(), id("cy"))).unwrap_err();
    assert_eq!(back, Refusal::ClockWentBack { last, now: d.now, tolerance: Span::from_secs(2) });
}
#[test]
fn a_phase_can_be_made_longer_and_not_shorter() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0);
    let until = |days: i64| Act::Extend { until: When::at(Time::from_secs(START + days * DAY)) };
    assert_eq!(d.host(until(10)).unwrap_err().code(), "until");
    assert_eq!(d.host(Act::Extend { until: When::Offset("soon".to_owned()) }).unwrap_err().code(), "until");
    assert_eq!(d.person("p0", until(12)).unwrap_err().code(), "not-allowed");
    d.host(until(12)).unwrap();
    d.at(11 * DAY);
    assert_eq!(d.phase(), Phase::Open);
    d.at(12 * DAY);
    assert_eq!(d.phase(), Phase::Screening);
}
#[test]
fn nothing_but_going_away_is_done_in_a_pause() {
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann"]);
    assert_eq!(d.host(Act::Resume {}).unwrap_err().code(), "not-paused");
    d.host(Act::Pause {}).unwrap();
    assert_eq!(d.submit("ann", "x").unwrap_err(), Refusal::Paused { since: d.now });
    assert_eq!(d.host(Act::Pause {}).unwrap_err().code(), "paused");
    d.at(20 * DAY);
    assert_eq!(d.phase(), Phase::Open);
    d.person("ann", Act::Leave { person: id("ann") }).unwrap();
    d.host(Act::Resume {}).unwrap();
    assert_eq!(d.contest.ends_at(d.now), Some(Time::from_secs(START + 30 * DAY)));
}
#[test]
fn a_contest_can_be_stopped_until_its_result_stands() {
    let why = || "storm".parse().unwrap();
    for (day, phase) in [
        (-1, Phase::Announced),
        (1, Phase::Open),
        (10, Phase::Screening),
        (12, Phase::Balloting),
        (17, Phase::Appealing),
    ] {
        let mut d = Desk::of(&plan("crowd"));
        d.now = Time::from_secs(START - 2 * DAY);
        d.enrol("crowd", &["ann", "bob"]);
        if day >= 0 {
            d.at(0).submit("ann", "x").unwrap();
        }
        if day >= 12 {
            d.at(12 * DAY).mark("vote", "bob", super::stories::score(0, 3)).unwrap();
        }
        d.at(day * DAY);
        assert_eq!(d.phase(), phase);
        assert_eq!(d.person("ann", Act::Cancel { why: why() }).unwrap_err().code(), "not-allowed");
        if day == 1 {
            d.host(Act::Pause {}).unwrap();
        }
        d.host(Act::Cancel { why: why() }).unwrap();
        d.tick();
        let s = d.assert_paid();
        assert_eq!(s.ended, Ended::Cancelled { why: why() });
        assert!(s.payouts.iter().all(|p| p.returned == p.pot.amount));
        assert_eq!(d.host(Act::Cancel { why: why() }).unwrap_err().code(), "out-of-phase");
    }
}
#[test]
fn only_what_the_plan_lists_and_what_lies_ahead_is_amended() {
    let mut d = Desk::of(&plan("pick"));
    d.at(0);
    d.host(amend("pots.0.amount", "77")).unwrap();
    assert_eq!(d.contest.plan().pots[0].amount, Amount::from(77u32));
    d.host(amend("rounds.0.balloting", "\"5d\"")).unwrap();
    let before = d.contest.clone();
    for (act, part) in [
        (amend("mode", "\"experts\""), "does not list"),
        (amend("pots.1.amount", "5"), "does not list"),
        (amend("pots.0.amount", "-5"), "amendment"),
        (amend("rounds.0.balloting", "\"0s\""), "no length"),
        (Act::Amend { set: [].into() }, "sets nothing"),
    ] {
        let refused = d.host(act).unwrap_err();
        assert_eq!(refused.code(), "amendment");
        assert!(refused.to_string().contains(part), "{refused}");
    }
    assert_eq!(d.contest, before);
    d.at(4 * DAY);
    assert_eq!(d.contest.ends_at(d.now), Some(Time::from_secs(START + 9 * DAY)));
    let late = d.host(amend("rounds.0.balloting", "\"6d\"")).unwrap_err();
    assert!(late.to_string().contains("has begun"), "{late}");
}
/// A plan that lists whole parts does not let what has begun be taken away.
#[test]
fn whole_rounds_are_not_amended_away() {
    let text = text("experts").replace(
        r#""appeal": "2d""#,
        r#""appeal": "2d", "amendable": ["rounds", "entries", "entries.window"]"#,
    );
    let mut d = Desk::new(&text);
    d.at(0);
    let rounds = serde_json::to_value(&d.contest.plan().rounds).unwrap();
    let one = serde_json::to_string(&[&rounds[0]]).unwrap();
    let mut ahead = d.clone();
    ahead.host(amend("rounds", &one)).unwrap();
    assert_eq!(ahead.contest.plan().rounds.len(), 1);
    assert_eq!(d.host(amend("entries", "{}")).unwrap_err().code(), "amendment");
    for p in ["p0", "p1"] {
        let mut a = cocreate::admit::Applicant::new(id(p));
        a.stratum = Some("north".to_owned());
        a.record.insert("works".to_owned(), 3u64.into());
        d.host(Act::Enrol { roster: "jury".parse().unwrap(), applicant: Box::new(a), share: None }).unwrap();
    }
    d.host(Act::Reveal { seed: super::plans::SEED.to_owned() }).unwrap();
    d.at(3 * DAY);
    assert_eq!(d.phase(), Phase::Open);
    let begun = d.host(amend("entries.window", "\"9d\"")).unwrap_err();
    assert!(begun.to_string().contains("has begun"), "{begun}");
    d.at(8 * DAY);
    assert_eq!(d.phase(), Phase::Balloting);
    assert!(d.host(amend("rounds", &one)).unwrap_err().to_string().contains("has begun"));
}
#[test]
fn the_seed_of_a_commitment_is_revealed_once_and_is_the_one_promised() {
    let reveal = |s: &str| Act::Reveal { seed: s.to_owned() };
    let mut d = Desk::of(&plan("lottery"));
    assert_eq!(d.host(reveal("guess")).unwrap_err().code(), "seed");
    assert_eq!(d.person("ann", reveal(super::plans::SEED)).unwrap_err().code(), "not-allowed");
    d.host(reveal(super::plans::SEED)).unwrap();
    assert_eq!(d.host(reveal(super::plans::SEED)).unwrap_err().code(), "seed");
    assert_eq!(Desk::of(&plan("budget")).host(reveal("x")).unwrap_err().code(), "seed");
}
#[test]
fn times_of_a_plan_are_resolved_once() {
    let starts = |t: &str| {
        let text = text("coalition").replace(r#""2026-12-01T00:00:00Z""#, t);
        Plan::from_json(&text).unwrap().validate(&Rules::built_in().into()).map(|p| p.starts())
    };
    let at = |s: &str| Time::from_secs(s.parse::<calendar::Utc>().unwrap().0);
    assert_eq!(starts(r#""2026-07-01T09:00:00+02:00""#), Ok(at("2026-07-01T07:00:00")));
    let zone = |local: &str, fold: &str| {
        starts(&format!(r#"{{ "local": "{local}", "zone": "Europe/Berlin" {fold} }}"#))
    };
    // Summer time is two hours ahead of UTC, winter time one. The clocks go from 02:00 to 03:00 on 29 March 2026, and back
    // from 03:00 to 02:00 on 25 October.
    assert_eq!(zone("2026-07-01T09:00:00", ""), Ok(at("2026-07-01T07:00:00")));
    assert_eq!(zone("2026-12-01T09:00:00", ""), Ok(at("2026-12-01T08:00:00")));
    assert!(zone("2026-03-29T02:30:00", "").unwrap_err().to_string().contains("skip"));
    assert!(zone("2026-10-25T02:30:00", "").unwrap_err().to_string().contains("twice"));
    assert_eq!(zone("2026-10-25T02:30:00", r#", "fold": "earlier""#), Ok(at("2026-10-25T00:30:00")));
    assert_eq!(zone("2026-10-25T02:30:00", r#", "fold": "later""#), Ok(at("2026-10-25T01:30:00")));
    assert!(starts(r#""2026-07-01T09:00:00""#).is_err(), "no offset");
    assert!(starts(r#"{ "local": "2026-07-01T09:00:00", "zone": "Mars/Olympus" }"#).is_err());
}
/// Seconds since 1970 of a time in UTC, by the calendar's own rule: a second way to the same instants.
mod calendar {
    pub(super) struct Utc(pub(super) i64);
    impl std::str::FromStr for Utc {
        type Err = std::num::ParseIntError;
        fn from_str(s: &str) -> Result<Self, Self::Err> {
            let n: Vec<i64> = s.split(['-', 'T', ':']).map(str::parse).collect::<Result<_, _>>()?;
            let leap = |y: i64| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
            let days: i64 = (1970..n[0]).map(|y| 365 + i64::from(leap(y))).sum();
            let months = [31, 28 + i64::from(leap(n[0])), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            let days = days + months[..n[1] as usize - 1].iter().sum::<i64>() + n[2] - 1;
            Ok(Self(days * 86_400 + n[3] * 3600 + n[4] * 60 + n[5]))
        }
    }
}
/// What stands beside a time and would be left out is refused: an offset of a local time, a zone in brackets, a leap second.
#[test]
fn a_time_says_one_thing() {
    let local = |local: &str| {
        When::Zone(cocreate::contest::Local {
            local: local.to_owned(),
            zone: "Europe/Berlin".to_owned(),
            fold: None,
        })
    };
    for wrong in [
        "2026-11-24T09:00:00+05:00",
        "2026-11-24T09:00:00-08:00[America/Los_Angeles]",
        "2026-11-24",
        "2026-11-24T09:00:60",
        "2026-11-24T09:00:00[Europe/Berlin]",
        "2026-11-24T09:00:00Z",
    ] {
        assert!(matches!(local(wrong).resolve(), Err(WhenError::Local(_))), "{wrong}");
    }
    for wrong in [
        "2026-11-24T09:00:00+05:00[Europe/Berlin]",
        "2026-12-31T23:59:60Z",
        "2026-11-24",
        "2026-11-24T09:00:00",
    ] {
        assert!(matches!(When::Offset(wrong.to_owned()).resolve(), Err(WhenError::Offset(_))), "{wrong}");
    }
    let at = |s: &str| When::Offset(s.to_owned()).resolve().unwrap();
    assert_eq!(local("2026-11-24T09:00:00").resolve().unwrap(), at("2026-11-24T08:00:00Z"));
    assert_eq!(local("2026-11-24 09:00").resolve().unwrap(), at("2026-11-24T09:00:00.000+01:00"));
}
