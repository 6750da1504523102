//! P04: two means side by side with weights as C31; reviews sorted as C08.
use super::desk::{Small, plan};
use cocreate::{
    ballot::Scores,
    contest::{Act, Phase, Plan},
    num::Exact,
};
use serde_json::json;

/// Three buyers with eight verified votes each give one star 14 days before the end, three 7 days before and five on the last day.
fn starred(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    for who in ["old", "mid", "new"] {
        c.enrol_with("buyers", who, 8);
    }
    c.until(Phase::Balloting).days(365 - 14);
    for (who, level, pause) in [("old", 0, 7 * 24), ("mid", 2, 7 * 24 - 1), ("new", 4, 0)] {
        let product = c.place("product");
        c.cast("stars", who, Scores::new([(product, level)]).unwrap());
        c.hours(pause);
    }
    c
}
#[test]
fn both_means_are_published() {
    let mut c = starred(&plan("P04", [("/rounds/0/polls/0/weigh/half_life", json!(7))]));
    c.end();
    // Weights of 2, 4 and 8 are 14 together: (2 * 1 + 4 * 3 + 8 * 5) / 14.
    assert_eq!(c.scores(0, 0)["product"], "27/7");
    assert_eq!(c.scores(0, 1)["product"], "3");
    assert_eq!(c.0.records()[0].polls[0].counted.weight, 14u32.into());
    // The preset's half-life of a year makes two weeks next to nothing: the weighted mean is just above the raw one.
    let mut c = starred(&plan("P04", []));
    c.end();
    let mean = &c.0.records()[0].polls[0].counted.scores[&"product".parse().unwrap()];
    assert!(*mean > 3u32.into() && *mean < "61/20".parse().unwrap(), "{mean}");
}
/// A verified purchase counts two, another one: 5 and 1 stars are 11/3 and 3.
#[test]
fn a_verified_purchase_counts_double() {
    let mut c = Small::new("P04");
    c.enrol_with("buyers", "sure", 2).enrol("buyers", &["anybody"]).until(Phase::Balloting).days(364);
    let product = c.place("product");
    for (who, level) in [("sure", 4), ("anybody", 0)] {
        c.cast("stars", who, Scores::new([(product, level)]).unwrap());
    }
    // Raw stars have no ballots of their own.
    let (poll, voter) = ("raw".parse().unwrap(), "sure".parse().unwrap());
    let ballot = Box::new(Scores::new([(product, 1)]).unwrap().into());
    assert!(c.0.person("sure", Act::Cast { poll, voter, ballot }).is_err());
    c.end();
    assert_eq!((c.scores(0, 0)["product"].as_str(), c.scores(0, 1)["product"].as_str()), ("11/3", "3"));
}
/// 8 of 10, 10 of 10 and no vote, by the lower bound: .490, .722, 0.
#[test]
fn reviews_are_sorted_by_the_lower_bound() {
    let mut c = Small::new("P04");
    c.voters("readers", 10).enrol("buyers", &["ann", "bob", "cy"]);
    c.enter("ann", "good").enter("bob", "best").enter("cy", "unread").until(Phase::Balloting);
    c.levels("helpful", "good", &[1, 1, 1, 1, 1, 1, 1, 1, 0, 0]).levels("helpful", "best", &[1; 10]);
    let done = c.end();
    assert_eq!(done.winners()[..2], ["best", "good"]);
    let shown = &c.0.records()[0].polls[2].counted.scores;
    for (e, bound) in [("good", 490_157), ("best", 722_460)] {
        let (shown, bound) = (&shown[&e.parse().unwrap()], Exact::ratio(bound, 1_000_000).unwrap());
        let off = &Exact::ratio(2, 1_000_000).unwrap();
        assert!(*shown <= &bound + off && *shown >= &bound - off, "{e}: {shown}");
    }
    // With one reader who did not like it, the best is no longer that: 9 of 10 is above 8 of 10, 7 is below.
    let mut c = Small::new("P04");
    c.voters("readers", 10).enrol("buyers", &["ann", "bob"]).enter("ann", "good").enter("bob", "best");
    c.until(Phase::Balloting).levels("helpful", "good", &[1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    c.levels("helpful", "best", &[1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
    assert_eq!(c.end().winners()[..2], ["good", "best"]);
}
