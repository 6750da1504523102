//! Findings that come out differently are listed by field.
use super::genesis;
use cocreate::audit::{Difference, Report, differences};
use cocreate::contest::Found;
use serde_json::{Value, json};

fn settlement(paid: u64, entry: &str) -> Found {
    let line = json!({"person": "p1", "entry": entry, "amount": paid, "why": {"kind": "place", "place": 1}});
    let settlement = json!({"settlement": {
        "format": 1, "contest": "c", "plan": "00".repeat(32), "at": 0,
        "ended": {"ended": "won", "winners": [[entry]]},
        "rights": "host", "rounds": [],
        "payouts": [{
            "pot": {"pot": "main", "currency": "EUR", "amount": 100},
            "lines": [line], "returned": 100 - paid
        }]
    }});
    serde_json::from_value(settlement).unwrap()
}
fn fields(all: &[Difference]) -> Vec<(&str, Option<Value>, Option<Value>)> {
    all.iter().map(|d| (d.field.as_str(), d.stored.clone(), d.now.clone())).collect()
}

#[test]
fn a_sum_that_comes_out_differently_is_named_with_both_values() {
    let all = differences(7, Some(&settlement(90, "e1")), Some(&settlement(80, "e1")));
    assert_eq!(
        fields(&all),
        [
            ("settlement.payouts.0.lines.0.amount", Some(json!(90)), Some(json!(80))),
            ("settlement.payouts.0.returned", Some(json!(10)), Some(json!(20))),
        ]
    );
    let report = Report {
        chain: Ok(genesis()),
        replayed: (0, None),
        phase: cocreate::contest::Phase::Settled,
        differences: all,
        erased: vec![],
        outside: vec![],
    };
    assert!(!report.is_sound());
    let line = "event 7, settlement.payouts.0.lines.0.amount: the log says 90, now it is 80";
    assert!(report.to_string().contains(line), "{report}");
}

#[test]
fn equal_findings_do_not_differ_and_a_missing_one_does() {
    let found = settlement(90, "e1");
    assert_eq!(differences(7, Some(&found), Some(&found)), []);
    assert_eq!(differences(7, None, None), []);
    let all = differences(7, Some(&found), None);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].field.as_str(), &all[0].now), ("found", &None));
    // Another kind of finding.
    let seats = Found::Admission(vec![]);
    let all = differences(7, Some(&seats), Some(&found));
    assert_eq!(all.iter().map(|d| d.field.as_str()).collect::<Vec<_>>(), ["admission", "settlement"]);
}

#[test]
fn lists_of_other_lengths_differ_at_their_end() {
    let Found::Settlement(mut longer) = settlement(90, "e1") else { panic!() };
    let more = longer.payouts[0].lines[0].clone();
    longer.payouts[0].lines.push(more);
    let all = differences(7, Some(&settlement(90, "e1")), Some(&Found::Settlement(longer)));
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].field.as_str(), &all[0].stored), ("settlement.payouts.0.lines.1", &None));
}
