//! Who votes, with which weight, and on what.
use super::{CASES, every_state};
use crate::contest::{
    acts::Dice,
    desk::{DAY, Desk, START, id},
    laws::{again, own, played, steps, wanted},
    plans::{ALL, plan, text},
};
use cocreate::{
    admit::Applicant,
    ballot::{Choice, Comparison, Consent, PairMark, Position},
    contest::{Act, Actor, AnyMark, Ended, Event, Found, Phase, RoundRecord, Settlement, Time, Viewer},
    id::{EntryIx, PersonId, RosterId},
    num::Exact,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Who is entitled by roster, as the log tells it; whoever left keeps what they said.
#[derive(Default)]
struct Rolls {
    on: BTreeMap<RosterId, BTreeSet<PersonId>>,
    left: BTreeSet<PersonId>,
}
impl Rolls {
    fn take(&mut self, e: &Event, seating: bool) {
        match (&e.act, &e.found) {
            (Act::Enrol { roster, applicant, .. }, _) if !seating => {
                self.on.entry(roster.clone()).or_default().insert(applicant.person.clone());
            }
            (_, Some(Found::Admission(all))) => {
                for s in all {
                    self.on.entry(s.roster.clone()).or_default().extend(s.admission.admitted.iter().cloned());
                }
            }
            (Act::Leave { person } | Act::Remove { person, .. }, _) => {
                self.on.values_mut().for_each(|r| {
                    r.remove(person);
                });
                self.left.insert(person.clone());
            }
            _ => {}
        }
    }
}
fn kept(d: &Desk, strip: impl Fn(&mut RoundRecord)) -> Settlement {
    let mut s = d.assert_paid().clone();
    s.at = Time::from_millis(0);
    s.rounds.iter_mut().for_each(strip);
    s
}

proptest! {
    #![proptest_config(crate::contest::laws::config(CASES))]

    /// 3. Whose ballot is counted was entitled when the ballots were in, or had voted before they left; from then on nobody comes
    /// in and no weight moves.
    #[test]
    fn one_electorate((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let p = plan(ALL[nth].0);
        let seating = p.plan().seating.is_some();
        let mut rolls = Rolls::default();
        for (id, r) in &p.plan().rosters {
            rolls.on.insert(id.clone(), r.given.iter().cloned().collect());
        }
        let mut cast: BTreeMap<_, BTreeSet<PersonId>> = BTreeMap::new();
        for (c, e) in every_state(&d, nth).iter().zip(&d.log) {
            let phase = c.phase_at(e.at);
            let frozen = matches!(phase, Phase::Counting | Phase::Appealing | Phase::Final);
            let moves = matches!(e.act, Act::Enrol { .. } | Act::Delegate { .. } | Act::Cast { .. } | Act::Mark { .. });
            prop_assert!(!(frozen && moves), "{:?} in {}", e.act, phase);
            rolls.take(e, seating);
            match &e.act {
                Act::Cast { poll, voter, .. } | Act::Mark { poll, voter, .. } => {
                    prop_assert!(rolls.on.values().any(|r| r.contains(voter)), "{}", voter);
                    cast.entry(poll.clone()).or_default().insert(voter.clone());
                }
                _ => {}
            }
            let Some(Found::Round(r)) = &e.found else { continue };
            for poll in &r.polls {
                let plan = p.plan().rounds[r.round.0 as usize].polls.iter().find(|x| x.poll == poll.poll).unwrap();
                let on = &rolls.on[&plan.voters];
                let voted = cast.get(&poll.poll).cloned().unwrap_or_default();
                let stayed = voted.intersection(&rolls.left).filter(|v| !on.contains(*v)).count() as u64;
                let entitled = on.len() as u64;
                prop_assert!((entitled..=entitled + stayed).contains(&poll.eligible), "{:?}", poll);
                prop_assert!(poll.counted.ballots <= poll.received && poll.received <= poll.eligible + stayed);
            }
            if matches!(r.next, cocreate::contest::Next::Round { .. } | cocreate::contest::Next::Again { .. }) {
                cast.clear();
            }
        }
    }
    /// 4. What authors say of their own entries, taken out of every ballot, changes nothing in any count.
    #[test]
    fn own_entry((nth, steps) in steps()) {
        let d = played(nth, &steps, |_| true);
        let without = again(&plan(ALL[nth].0), &d.log, |d, e| {
            let mut c = wanted(e);
            if let Act::Cast { voter, ballot, .. } = &mut c.act {
                **ballot = ballot.without(&own(d, voter));
            }
            d.give(&c).unwrap();
        });
        let strip = |r: &mut RoundRecord| r.polls.iter_mut().for_each(|p| {
            p.own_left_out = 0;
            p.blank = 0;
        });
        prop_assert_eq!(kept(&without, strip), kept(&d, strip));
    }
    /// 11. All shares times an integer: the same winners, the same payments.
    #[test]
    fn scale(dice in any::<u64>(), factor in 2u64..1000) {
        let run = |factor: u64| {
            let mut dice = Dice(dice);
            let mut d = Desk::of(&plan("coalition"));
            d.at(0);
            for i in 0..6 {
                let share = Exact::from(dice.below(5) as u64 * factor);
                let applicant = Box::new(Applicant::new(id(&format!("p{i}"))));
                let roster = "members".parse().unwrap();
                d.host(Act::Enrol { roster, applicant, share: Some(share) }).unwrap();
            }
            d.at(2 * DAY);
            for i in 0..6 {
                let all = [Position::Yes, Position::No { reasoned: true }, Position::Abstain];
                let said: Vec<(EntryIx, Position)> =
                    (0..3).filter_map(|e| if dice.one_in(4) { None } else { Some((EntryIx::new(e), *dice.of(&all))) }).collect();
                let ballot = Consent(said.into_iter().collect());
                let _ = d.cast("motions", &format!("p{i}"), ballot);
            }
            d.run_out();
            d
        };
        let (one, many) = (run(1), run(factor));
        let (a, b) = (one.assert_paid(), many.assert_paid());
        prop_assert_eq!((&a.ended, &a.payouts), (&b.ended, &b.payouts));
        let carried = |s: &Settlement| s.rounds[0].polls.iter().map(|p| p.counted.standing.clone()).collect::<Vec<_>>();
        prop_assert_eq!(carried(a), carried(b));
        let weight = |s: &Settlement| s.rounds[0].polls[0].counted.weight.clone();
        prop_assert_eq!(weight(a) * Exact::from(factor), weight(b));
    }
    /// 17. Other marks by the same voters on the same entries: until the count nobody but the auditor sees a difference.
    #[test]
    fn secrecy(steps in proptest::collection::vec(any::<u64>(), 60..200), pairs in any::<bool>()) {
        let nth = ALL.iter().position(|(n, _)| *n == if pairs { "pairs" } else { "crowd" }).unwrap();
        let d = played(nth, &steps, |_| true);
        let people: Vec<_> = (0..7).map(|i| Viewer::Person(id(&format!("p{i}")))).collect();
        let seen = |d: &Desk| -> Vec<String> {
            let all = [Viewer::Public, Viewer::Host].iter().chain(&people).cloned().collect::<Vec<_>>();
            all.iter().map(|v| {
                let mut view = serde_json::to_value(d.contest.view(v, d.now).unwrap()).unwrap();
                // One's own ballot is one's own.
                view["polls"].as_array_mut().unwrap().iter_mut().for_each(|p| {
                    p.as_object_mut().unwrap().remove("own");
                });
                view.to_string()
            }).collect()
        };
        let (mut one, mut other) = (Desk::of(&plan(ALL[nth].0)), Desk::of(&plan(ALL[nth].0)));
        let mut changed = false;
        for e in d.log.iter().take_while(|e| !matches!(e.act, Act::Count {})).filter(|e| e.by != Actor::Clock) {
            let mut c = wanted(e);
            match &mut c.act {
                Act::Mark { mark: AnyMark::Score(m), .. } => m.level = m.level.map(|l| 5 - l),
                Act::Mark { mark: AnyMark::Pair(PairMark { answer, .. }), .. } => {
                    *answer = answer.map(|a| if a == Comparison::First { Comparison::Second } else { Comparison::First });
                }
                _ => {}
            }
            changed |= c.act != e.act;
            for (d, c) in [(&mut one, wanted(e)), (&mut other, c)] {
                d.now = e.at;
                d.tick();
                d.give(&c).unwrap();
            }
            prop_assert_eq!(seen(&one), seen(&other), "after {:?}", e.act);
            prop_assert_eq!(one.phase(), other.phase());
        }
        if changed {
            let marks = |d: &Desk| serde_json::to_string(&d.log).unwrap();
            prop_assert!(marks(&one) != marks(&other));
        }
    }
    /// 9. With fewer votes than the quorum nobody wins, however clear the vote.
    #[test]
    fn quorum((votes, need) in (0u64..6, 1u64..6), blank in 0u64..3) {
        let quorum = format!(r#""rule": "top-k", "quorum": [{{ "votes": {need} }}], "k": 1"#);
        let text = text("community").replace(r#""rule": "top-k", "k": 2"#, &quorum);
        let text = text.replace(r#""given": [{ "entry": "none" }]"#, r#""given": [{ "entry": "x" }, { "entry": "y" }]"#);
        let text = text.replace(r#""at_most": 3"#, r#""at_most": 1"#);
        // Of blanks alone all are level: only who breaks ties could give one the place, and here nobody does.
        let text = text.replace(r#", "ties": { "by": "first-entered" }"#, "");
        prop_assert!(!text.contains("first-entered"));
        let mut d = Desk::new(&text);
        let names: Vec<String> = (0..8).map(|i| format!("v{i}")).collect();
        d.at(0).enrol("all", &names.iter().map(String::as_str).collect::<Vec<_>>());
        d.at(3 * DAY);
        for (i, who) in names.iter().enumerate().take((votes + blank) as usize) {
            let ballot = Choice((i as u64).lt(&votes).then(|| EntryIx::new(0)));
            d.cast("vote", who, ballot).unwrap();
        }
        d.run_out();
        let won = matches!(d.assert_paid().ended, Ended::Won { .. });
        let counted = d.assert_paid().rounds[0].polls[0].counted.ballots;
        prop_assert!(counted >= need || !won);
        // A blank ballot counts for the quorum; of blanks alone nobody wins.
        prop_assert_eq!(won, votes > 0 && votes + blank >= need, "{} and {} of {}", votes, blank, need);
    }
}
/// Who comes to see a vote's end is no part of it.
#[test]
fn nobody_comes_in_after_the_ballots() {
    let mut d = Desk::of(&plan("crowd"));
    d.now = Time::from_secs(START);
    d.enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY).mark("vote", "bob", crate::contest::stories::score(0, 3)).unwrap();
    d.at(17 * DAY);
    let late = d.host(Act::enrol("crowd".parse().unwrap(), id("cy"))).unwrap_err();
    assert_eq!(late.code(), "out-of-phase");
    let before = d.records()[0].polls[0].eligible;
    d.run_out();
    assert_eq!(d.assert_paid().rounds[0].polls[0].eligible, before);
}
