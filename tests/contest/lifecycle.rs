//! The tables of phases, acts and transitions are what happens, and the page of the documentation is printed from them.
use super::{
    acts::{ANY, Dice, play},
    desk::{DAY, Desk, START, id, submission},
    laws::wanted,
    plans::{ALL, text},
    stories::{TIED, score},
};
use cocreate::{
    ballot::{Choice, Points},
    contest::{ACTS, Act, Actor, Command, PHASES, Phase, TRANSITIONS, Time, Who, lifecycle_page},
    id::EntryIx,
};
use std::collections::BTreeSet;

type Seen = BTreeSet<(Phase, Phase, &'static str)>;

/// By what a phase changes, in the words of the table; acts that end a phase early leave the rest to time.
fn by(act: &Act, from: Phase, to: Phase) -> &'static str {
    match act {
        Act::Seat {} => "seat",
        Act::Count {} => "count",
        Act::Settle {} => "settle",
        Act::Cancel { .. } => "cancel",
        _ if (from, to) == (Phase::Appealing, Phase::Counting) => "set-aside",
        _ => "time",
    }
}
/// Lets time pass and notes each change of phase; the clock acts as soon as something is due.
fn pass(d: &mut Desk, to: Time, seen: &mut Seen) {
    loop {
        while let Some(c) = d.contest.due(d.now) {
            let before = d.phase();
            d.give(&c).unwrap();
            note(seen, before, d.phase(), by(&c.act, before, d.phase()));
        }
        let Some(next) = d.contest.next_instant(d.now).filter(|n| *n > d.now && *n <= to) else { break };
        let before = d.phase();
        d.now = next;
        note(seen, before, d.phase(), "time");
    }
    d.now = to;
}
/// What people did, and when.
fn acts(d: &Desk) -> Vec<(Time, Command)> {
    d.log.iter().filter(|e| e.by != Actor::Clock).map(|e| (e.at, wanted(e))).collect()
}
fn note(seen: &mut Seen, from: Phase, to: Phase, by: &'static str) {
    if from != to {
        seen.insert((from, to, by));
    }
}
/// The same acts of people, the clock never late.
fn eager(plan: &str, acts: &[(Time, Command)], seen: &mut Seen) {
    let mut d = Desk::new(plan);
    d.now = Time::from_secs(START - 86_400);
    for (at, c) in acts {
        pass(&mut d, *at, seen);
        let before = d.phase();
        let _ = d.give(c);
        note(seen, before, d.phase(), by(&c.act, before, d.phase()));
    }
    let mut rounds = 0;
    while d.phase() != Phase::Settled {
        let now = d.contest.next_instant(d.now).unwrap_or(d.now).max(d.now);
        pass(&mut d, now, seen);
        rounds += 1;
        assert!(rounds < 1000, "{} for ever", d.phase());
    }
}
/// A vote whose ballots are in: x and y, one vote each.
fn voted(plan: &str) -> Desk {
    let mut d = Desk::new(plan);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "bob", score(0, 4)).unwrap();
    d.mark("vote", "ann", score(1, 5)).unwrap();
    d
}
/// What random acts seldom come to: a ballot is set aside while the count may be contested; a winner who goes while figures are
/// awaited changes no phase.
fn rare() -> Vec<(String, Desk)> {
    let aside = text("crowd");
    let mut d = voted(&aside);
    d.at(18 * DAY);
    assert_eq!(d.phase(), Phase::Appealing);
    let (poll, voter) = ("vote".parse().unwrap(), id("ann"));
    d.host(Act::SetAside { poll, voter, why: "fake".parse().unwrap() }).unwrap();
    let figures =
        aside.replace(r#""figures": ["sales"],"#, r#""figures": ["sales"], "figures_within": "5d","#);
    let mut late = voted(&figures);
    late.at(21 * DAY);
    assert_eq!(late.phase(), Phase::Final);
    late.person("ann", Act::Withdraw { entry: "x".parse().unwrap() }).unwrap();
    assert_eq!(late.phase(), Phase::Final);
    vec![(aside, d), (figures, late)]
}
/// Histories in which the host is waited for: a tie at the cut, a pick, a pause.
fn waiting() -> Vec<(String, Desk)> {
    let mut tied = Desk::new(TIED);
    tied.at(0).enrol("all", &["ann", "bob"]);
    for (who, e) in [("ann", 0), ("bob", 1)] {
        tied.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
    }
    let pick = text("pick");
    let mut picked = Desk::new(&pick);
    picked.at(0).enrol("crowd", &["ann", "bob"]);
    let mut s = submission("x", &["ann"]);
    s.category = Some("cups".parse().unwrap());
    picked.person("ann", Act::Submit(Box::new(s))).unwrap();
    picked.at(4 * DAY);
    picked.cast("vote", "bob", Points::from([(0, 2)])).unwrap();
    let mut paused = Desk::new(TIED);
    paused.at(0).host(Act::Pause {}).unwrap();
    let mut all = vec![(TIED.to_owned(), tied), (pick, picked), (TIED.to_owned(), paused)];
    for (_, d) in &mut all {
        d.run_out();
    }
    all
}
#[test]
fn every_transition_that_happens_is_in_the_table_and_the_other_way_round() {
    let mut seen = Seen::new();
    let mut dice = Dice(3);
    let screened = text("crowd")
        .replace(r#""undecided": "admit""#, r#""undecided": "reject""#)
        .replace(r#""most_each": 2"#, r#""most_each": 2, "least": 1"#);
    let deliberated = r#""rounds": [{ "deliberation": "1d","#;
    let given = |text: &str| {
        text.replace(r#""given": [{ "entry": "x" }"#, r#""least": 3, "given": [{ "entry": "x" }"#)
    };
    let seating = |text: &str| text.replace(r#""rosters""#, r#""seating": "1d", "rosters""#);
    let mut plans: Vec<String> = ALL.iter().map(|(n, _)| text(n)).collect();
    plans.extend([
        screened,
        text("crowd").replace(r#""rounds": [{"#, deliberated),
        text("lottery").replace(r#""rounds": [{"#, deliberated),
        TIED.to_owned(),
        given(TIED),
        seating(TIED),
        seating(&text("coalition")),
    ]);
    for plan in &plans {
        for round in 0..12 {
            let mut d = Desk::new(plan);
            d.now = Time::from_secs(START - 86_400);
            let steps: Vec<u64> = (0..20 + 12 * round).map(|_| dice.below(usize::MAX) as u64).collect();
            play(&mut d, &steps, |a| round % 4 == 0 || !matches!(a, Act::Cancel { .. }));
            d.run_out();
            eager(plan, &acts(&d), &mut seen);
        }
    }
    for (plan, d) in rare() {
        eager(&plan, &acts(&d), &mut seen);
    }
    let mut table: Seen = TRANSITIONS.iter().map(|t| (t.from, t.to, t.by)).collect();
    let cancelled = |s: &(Phase, Phase, &str)| s.1 == Phase::Cancelled && s.2 == "cancel" && !s.0.is_over();
    seen.retain(|s| !cancelled(s));
    let missing: Vec<_> = seen.difference(&table).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
    table.retain(|t| !seen.contains(t));
    assert!(table.is_empty(), "never seen: {table:?}");
}
#[test]
fn every_act_has_its_row_and_is_whose_it_says() {
    assert_eq!(ACTS.iter().map(|a| a.code).collect::<Vec<_>>(), ANY);
    let listed: BTreeSet<&str> = PHASES.iter().flat_map(|r| r.acts).copied().collect();
    assert!(listed.iter().all(|c| ANY.contains(c)));
    // In every phase that random acts reach: who may not is refused as such, by whoever else it is.
    let mut dice = Dice(9);
    let mut met = BTreeSet::new();
    let random = ALL.iter().cycle().take(24).map(|(name, _)| {
        let mut d = Desk::new(&text(name));
        d.now = Time::from_secs(START - 86_400);
        let steps: Vec<u64> = (0..150).map(|_| dice.below(usize::MAX) as u64).collect();
        play(&mut d, &steps, |_| true);
        (text(name), d)
    });
    let histories: Vec<(String, Desk)> = random.chain(waiting()).collect();
    for (plan, d) in &histories {
        let mut state = Desk::new(plan);
        for (k, e) in d.log.iter().enumerate() {
            // Right after the event before, when what the contest waits for is not due yet, and at this one.
            for now in [d.log[k.saturating_sub(1)].at, e.at] {
                state.now = now;
                let rows: Vec<_> = ACTS.iter().filter(|r| e.seq % 4 == 0 || !met.contains(r.code)).collect();
                for row in rows {
                    let c = super::acts::command_of(row.code, &state, &mut dice);
                    let stranger = || Actor::Person("stranger".parse().unwrap());
                    let wrong = match row.who {
                        Who::Host | Who::NamedOrHost => vec![stranger(), Actor::Clock],
                        Who::Named => vec![stranger(), Actor::Clock, Actor::Host],
                        Who::Anybody | Who::Authors => vec![],
                    };
                    for by in wrong {
                        let other = Command { by, ..c.clone() };
                        let Err(refused) = state.contest.check(&other, state.now) else {
                            panic!("{other:?} in {}", state.phase())
                        };
                        if refused.code() == "not-allowed" {
                            met.insert(row.code);
                        }
                    }
                }
            }
            state.contest.apply(e).unwrap();
        }
    }
    let theirs = ACTS.iter().filter(|a| !matches!(a.who, Who::Anybody | Who::Authors));
    let unmet: Vec<_> = theirs.filter(|a| !met.contains(a.code)).map(|a| a.code).collect();
    assert!(unmet.is_empty(), "{unmet:?}");
}
/// The page is what the tables say; `COCREATE_FREEZE=1` writes it.
#[test]
fn the_page_of_the_life_cycle_is_the_tables() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lifecycle.md");
    let now = lifecycle_page();
    if std::env::var("COCREATE_FREEZE").as_deref() == Ok("1") {
        std::fs::write(&file, &now).unwrap();
    }
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page == now, "docs/lifecycle.md is not what `contest::lifecycle_page` prints");
}
