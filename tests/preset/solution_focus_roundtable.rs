//! P19: the scale of K34 and the dots of M39.
use super::desk::{Small, map, plan};
use cocreate::{
    ballot::Points,
    contest::{Phase, Plan},
    num::Exact,
    quality::progress::progress,
};
use serde_json::json;

fn dots(c: &mut Small, who: &str, n: &[(&str, i64)]) -> bool {
    let marks: Vec<_> = n.iter().map(|(e, n)| (c.place(e), *n)).collect();
    c.0.cast("dots", who, Points::new(marks).unwrap()).is_ok()
}
/// Three at the table stand at 3, 5, 4 and then at 5, 5, 6.
fn talked(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    c.voters("table", 3).enrol("staff", &["ann"]).enrol("table", &["ann"]);
    for e in ["a", "b", "d", "e"] {
        c.enter("ann", e);
    }
    c.until(Phase::Balloting);
    for (i, (before, after)) in [(3, 5), (5, 5), (4, 6)].into_iter().enumerate() {
        let who = format!("v{i}");
        c.rate("before", &who, &[("where-are-we", before - 1)]).rate(
            "after",
            &who,
            &[("where-are-we", after - 1)],
        );
    }
    c
}
#[test]
fn how_far_the_table_came() {
    let mut c = talked(&plan("P19", []));
    assert!(dots(&mut c, "v0", &[("a", 5), ("b", 3)]));
    c.count();
    let polls = c.0.records()[0].polls.clone();
    let mean = |i: usize| polls[i].mean.clone().unwrap();
    let p = progress(&[mean(0)], &[mean(1)], &Exact::from(10u32)).unwrap();
    assert_eq!((p.mean.to_string(), p.closed.unwrap().to_string()), ("4/3".to_owned(), "2/9".to_owned()));
}
#[test]
fn eight_dots_and_no_more() {
    let mut c = talked(&plan("P19", []));
    let cases: [(&[(&str, i64)], bool); 4] = [
        (&[("a", 5), ("b", 3)], true),
        (&[("a", 5), ("b", 4)], false),
        (&[("a", -1), ("b", 3)], false),
        (&[], true),
    ];
    for (n, valid) in cases {
        assert_eq!(dots(&mut c, "v0", n), valid, "{n:?}");
    }
    // With nine dots the second is one too.
    let mut c = talked(&plan("P19", [("/rounds/0/polls/2/ballot/budget", json!(9))]));
    assert!(dots(&mut c, "v0", &[("a", 5), ("b", 4)]));
}
#[test]
fn three_actions_come_first() {
    let run = |plan: &Plan, last: &[(&str, i64)]| {
        let mut c = talked(plan);
        assert!(dots(&mut c, "v0", &[("a", 5), ("b", 3)]) && dots(&mut c, "v1", &[("d", 7), ("e", 1)]));
        assert!(dots(&mut c, "v2", last));
        c.count();
        (c.scores(0, 2), c.end().winners())
    };
    let (scores, winners) = run(&plan("P19", []), &[("b", 1)]);
    assert_eq!(scores, map([("a", "5"), ("b", "4"), ("d", "7"), ("e", "1"), ("where-are-we", "0")]));
    assert_eq!(winners, ["d", "a", "b"]);
    assert_eq!(run(&plan("P19", []), &[("e", 8)]).1, ["e", "d", "a"]);
    assert_eq!(run(&plan("P19", [("/rounds/0/select/k", json!(1))]), &[("b", 1)]).1, ["d"]);
}
