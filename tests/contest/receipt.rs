//! The receipt of a result: every number worked by hand.
use super::{
    desk::{DAY, Desk, entry, id, valid},
    plans::{SEED, plan, text},
    stories::score,
};
use cocreate::{
    audit::{Breaker, Chain, Receipt, ReceiptError, receipt},
    ballot::{Choice, Ranking},
    contest::{Act, Digest, Ended},
    count::{DecidedBy, RuleSpec},
    id::EntryIx,
    num::Exact,
};
use serde_json::json;

/// Marks of a game jam; who has fewer marks than the median entry is marked down.
const JAM: &str = r#"{
    "contest": "jam", "mode": "crowd", "starts": "2026-12-01T00:00:00Z",
    "rosters": { "crowd": { "given": ["ann", "bob", "cy", "dup"] } },
    "entries": { "given": [{ "entry": "x" }, { "entry": "y" }, { "entry": "z" }] },
    "rounds": [{
        "balloting": "7d",
        "polls": [{
            "poll": "marks", "voters": "crowd", "parts": true, "ballot": { "kind": "scores", "top": 5 },
            "tally": { "rule": "itch-adjusted" }
        }],
        "select": { "rule": "top-k" }
    }],
    "pots": [{ "pot": "prize", "currency": "EUR", "amount": 100, "reward": { "rule": "equal-split" } }]
}"#;
fn of(d: &Desk, plan: &str) -> Receipt {
    receipt(&valid(plan), &d.log).unwrap()
}
/// Of a decimal.
#[expect(clippy::unnecessary_wraps, reason = "a number may be missing")]
fn x(s: &str) -> Option<Exact> {
    Some(Exact::decimal(s).unwrap())
}
/// x has 4 and 2, y has 5 alone, and a third mark of x, 0, is set aside. Of one and two marks the median is 3/2: y falls to
/// 5 · √(2/3) = 4.082482.., x keeps 3. With the third mark the median of one and three is 2: y has 5 · √(1/2) = 3.535533.., x 2.
fn jam() -> Desk {
    let mut d = Desk::new(JAM);
    d.at(DAY);
    for (who, e, level) in [("ann", 0, 4), ("bob", 0, 2), ("cy", 1, 5), ("dup", 0, 0)] {
        d.mark("marks", who, score(e, level)).unwrap();
    }
    let (poll, why) = ("marks".parse().unwrap(), "duplicate".parse().unwrap());
    d.host(Act::SetAside { poll, voter: id("dup"), why }).unwrap();
    d.run_out();
    d
}
#[test]
fn a_receipt_has_the_numbers_before_and_after_the_rule() {
    let d = jam();
    let r = of(&d, JAM);
    let p = &r.rounds[0].polls[0];
    assert_eq!((p.eligible, p.received, p.accepted, p.blank, p.own_left_out), (4, 4, 3, 0, 0));
    assert_eq!(p.set_aside.clone().into_iter().collect::<Vec<_>>(), [("duplicate".to_owned(), 1)]);
    assert_eq!((p.weight.clone(), r.rounds[0].turn), (Exact::from(3u32), 0));
    // Everybody who could vote, in the order of their ids, each with the weight of one vote.
    let list = br#"[["ann","1"],["bob","1"],["cy","1"],["dup","1"]]"#;
    assert_eq!(p.electorate, Digest::of(list));
    let [ex, ey, ez] = &p.entries[..] else { panic!("{:?}", p.entries) };
    assert_eq!((&ex.before, &ex.after, &ex.factor), (&x("3"), &x("3"), &x("1")));
    assert_eq!((&ey.before, &ey.after), (&x("5"), &x("4.082482")));
    assert_eq!(ey.factor, x("0.8164964"));
    assert_eq!((&ex.with_set_aside, &ey.with_set_aside), (&x("2"), &x("3.535533")));
    assert_eq!(
        (&ez.entry, ez.ballots, &ez.before, &ez.after, &ez.factor),
        (&entry("z"), 0, &None, &None, &None)
    );
    assert_eq!((ex.ballots, ey.ballots), (2, 1));
    assert_eq!(r.ended, Ended::Won { winners: vec![vec![entry("y")]] });
}
#[test]
fn a_receipt_names_plan_log_and_payments() {
    let text = text("crowd");
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob", "cy"]);
    d.submit("ann", "x").unwrap();
    d.submit("bob", "y").unwrap();
    d.at(12 * DAY);
    d.mark("vote", "cy", score(0, 5)).unwrap();
    d.mark("vote", "cy", score(1, 4)).unwrap();
    d.run_out();
    let (r, plan) = (of(&d, &text), valid(&text));
    assert_eq!((r.announced, r.plan, r.amended.len()), (plan.digest(), plan.digest(), 0));
    let mut chain = Chain::genesis(&plan.plan().contest, &plan.digest());
    d.log.iter().for_each(|e| {
        chain.push(e).unwrap();
    });
    assert_eq!((r.head, r.events), (Some(chain.head()), d.log.len() as u64));
    let s = d.assert_paid();
    for (pot, out) in r.pots.iter().zip(&s.payouts) {
        let ids: Vec<_> = pot.lines.iter().map(|l| l.id.clone()).collect();
        assert_eq!(ids, out.ids(&s.contest));
        assert_eq!(pot.lines.iter().map(|l| l.amount).sum::<cocreate::num::Amount>(), out.paid());
        assert_eq!((pot.amount, pot.returned), (out.pot.amount, out.returned));
    }
    // 100,001 cents in two halves; the odd one goes to the first.
    let amounts: Vec<u128> = r.pots[0].lines.iter().map(|l| l.amount.minor()).collect();
    assert_eq!(amounts, [50_001, 50_000]);
    // A settlement that is counted again pays with the same ids.
    let again = receipt(&plan, &d.log).unwrap();
    assert_eq!(again, r);
    let back: Receipt = serde_json::from_str(&serde_json::to_string(&r).unwrap()).unwrap();
    assert_eq!(back, r);
}
/// Every constant is in it, also those that the plan leaves at their defaults.
#[test]
fn a_receipt_writes_out_every_constant() {
    let r = of(&jam(), JAM);
    let full = |spec: &RuleSpec| spec.params.keys().cloned().collect::<Vec<_>>();
    assert_eq!(r.rounds[0].select.rule, "top-k");
    assert_eq!(r.rounds[0].select.params["k"], json!(1));
    for key in ["at_cut", "default_option", "k", "per_party", "poll", "quorum"] {
        assert!(full(&r.rounds[0].select).contains(&key.to_owned()), "{key}");
    }
    assert_eq!(r.rounds[0].polls[0].weigh.rule, "equal");
    assert!(full(&r.pots[0].rule).contains(&"odd".to_owned()), "{:?}", r.pots[0].rule);
    let mut d = Desk::of(&plan("crowd"));
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(12 * DAY).mark("vote", "bob", score(0, 3)).unwrap();
    d.run_out();
    assert_eq!(of(&d, &text("crowd")).rounds[0].polls[0].rule.params["min_votes"], json!(1));
}
#[test]
fn a_receipt_names_who_broke_ties_and_the_seed() {
    let tied = super::stories::TIED
        .replace(r#""balloting": "7d","#, r#""balloting": "7d", "ties": { "by": "lot" },"#)
        .replace(r#""mode""#, r#""lot": { "seed": "published" }, "mode""#);
    let mut d = Desk::new(&tied);
    d.at(0).enrol("all", &["ann", "bob"]);
    d.cast("vote", "ann", Choice(Some(EntryIx::new(0)))).unwrap();
    d.cast("vote", "bob", Choice(Some(EntryIx::new(1)))).unwrap();
    d.run_out();
    let r = of(&d, &tied);
    assert_eq!(r.rounds[0].breakers, [Breaker { poll: None, by: DecidedBy::Lot, ties: 1 }]);
    let lot = r.lot.unwrap();
    assert_eq!((lot.seed.as_deref(), lot.commitment, lot.opened), (Some("published"), None, None));
}
#[test]
fn a_receipt_holds_the_opening_of_a_committed_seed() {
    let text = text("lottery");
    let mut d = Desk::new(&text);
    d.at(0).enrol("crowd", &["ann", "bob"]);
    d.submit("ann", "x").unwrap();
    d.at(4 * DAY).cast("draw", "bob", Ranking::strict([0])).unwrap();
    d.at(7 * DAY).host(Act::Reveal { seed: SEED.to_owned() }).unwrap();
    d.run_out();
    let lot = of(&d, &text).lot.unwrap();
    let opened = d.log.iter().find(|e| matches!(e.act, Act::Reveal { .. })).unwrap().seq;
    assert_eq!(lot.opened, Some(opened));
    assert_eq!(lot.seed.as_deref(), Some(SEED));
    assert_eq!(lot.commitment, Some(Digest::of(SEED.as_bytes())));
}
#[test]
fn a_receipt_names_amendments_and_needs_an_end() {
    let text = text("pick");
    let mut d = Desk::new(&text);
    let value = serde_json::from_str("77").unwrap();
    d.host(Act::Amend { set: [("pots.0.amount".to_owned(), value)].into() }).unwrap();
    assert_eq!(receipt(&valid(&text), &d.log), Err(ReceiptError::NotSettled));
    d.run_out();
    let r = of(&d, &text);
    assert_eq!((r.amended.clone(), r.announced), (vec![0], valid(&text).digest()));
    assert_eq!(r.plan, valid(&text.replace(r#""amount": 50"#, r#""amount": 77"#)).digest());
    assert!(matches!(receipt(&plan("crowd"), &d.log), Err(ReceiptError::Apply(_))));
}
#[cfg(feature = "report")]
#[test]
fn the_report_shows_the_receipt() {
    use cocreate::report::{Account, Ids};
    let d = jam();
    let text = Account::of_receipt(&of(&d, JAM), d.assert_paid(), &Ids).text();
    for part in [
        "Receipt of contest jam\n",
        &format!("Digest of the plan as announced: {}.", valid(JAM).digest()),
        "Nothing was amended.",
        "Rule of selection: top-k (",
        "Digest of the electorate of 4: ",
        "4 ballots received, 3 accepted with a weight of 3, 0 of them taking no side; own entries left out of 0.",
        "- set aside for duplicate: 1",
        "Pot prize: 1.00 EUR",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
/// Weights by age are rounded to nine decimals; equal ones are exact.
#[test]
fn a_receipt_says_what_estimated_weights_may_be_off_by() {
    let aged = JAM.replace(
        r#""parts": true,"#,
        r#""parts": true, "weigh": { "rule": "decay", "half_life": "7", "shares": { "missing": "one" } },"#,
    );
    for (plan, want) in [(JAM, None), (&*aged, Some(Exact::ratio(1, 1_000_000_000).unwrap()))] {
        let mut d = Desk::new(plan);
        d.at(DAY).mark("marks", "ann", score(0, 4)).unwrap();
        d.run_out();
        let r = of(&d, plan);
        assert_eq!(r.rounds[0].polls[0].weight_error, want);
        #[cfg(feature = "report")]
        {
            let told =
                cocreate::report::Account::of_receipt(&r, d.assert_paid(), &cocreate::report::Ids).text();
            assert_eq!(
                told.contains("Weights are rounded estimates, each off by at most"),
                want.is_some(),
                "{told}"
            );
        }
    }
}
