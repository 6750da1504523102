//! Two servers over one table come to what one alone comes to.
use super::server::{ENTRIES, VOTERS, level, parallel, serial};
use cocreate::{contest::Ended, num::Exact};
use std::collections::{BTreeMap, BTreeSet};

/// Voter `e` made entry `e` and may not score it; every other mark is taken just once, whoever was first to write it.
#[test]
fn ten_thousand_commands_come_to_the_serial_run() {
    let (told, settlement) = parallel().unwrap();
    let (alone, by_one) = serial().unwrap();
    let others = |e: u32| (0..VOTERS).filter(move |v| *v != e);
    let marks: BTreeSet<String> =
        (0..ENTRIES).flat_map(|e| others(e).map(move |v| format!("{v}:{e}"))).collect();
    assert_eq!(marks.len(), 3980);
    assert_eq!(told.done, marks);
    assert_eq!(alone.done, marks);
    // Each of the 10,000 got one answer, and the same answers were given however the two met.
    let answers = told.done.len() + told.before + told.refused.values().sum::<usize>();
    assert_eq!(answers, 10_000);
    assert_eq!((told.before, &told.refused), (alone.before, &alone.refused));
    assert!(told.refused.contains_key("key-reused") && told.refused.contains_key("own-entry"), "{told:?}");
    // A quarter of the 1,000 requests more that each gets were decided for a state of before balloting.
    assert_eq!(told.refused.get("stale"), Some(&(2 * (5_000 - 2_000) / 4)), "{:?}", told.refused);
    // One of the two wrote second, with a copy that knew nothing of the first.
    assert!(told.stale > 0 && alone.stale == 0, "{} {}", told.stale, alone.stale);

    let json = |s| serde_json::to_string(s).unwrap();
    assert_eq!(json(&settlement), json(&by_one));
    let poll = &settlement.rounds[0].polls[0];
    assert_eq!((poll.received, poll.own_left_out), (u64::from(VOTERS), 0));
    let means: BTreeMap<String, Exact> = (0..ENTRIES)
        .map(|e| {
            let sum: i128 = others(e).map(|v| i128::from(level(v, e))).sum();
            (format!("e{e}"), Exact::ratio(sum, u128::from(VOTERS - 1)).unwrap())
        })
        .collect();
    let scores: BTreeMap<String, Exact> =
        poll.counted.scores.iter().map(|(e, x)| (e.to_string(), x.clone())).collect();
    assert_eq!(scores, means);
    // The best three, and whoever is level with the third.
    let mut order: Vec<&Exact> = means.values().collect();
    order.sort_by(|a, b| b.cmp(a));
    let best: BTreeSet<&str> =
        means.iter().filter(|(_, x)| *x >= order[2]).map(|(e, _)| e.as_str()).collect();
    let Ended::Won { winners } = &settlement.ended else { panic!("{:?}", settlement.ended) };
    assert_eq!(winners.iter().flatten().map(|e| e.as_str()).collect::<BTreeSet<_>>(), best);
}
