//! P12: a quarter of the revenue by shares, as C38; thumbs as C08.
use super::desk::{Done, Small, plan, team};
use cocreate::contest::{Act, Phase, Plan};
use serde_json::json;

/// Two scenarios: "moon" has 10 thumbs up of 10, "mine" 8 of 10; the staff picks the mine.
fn sold(plan: &Plan, picks: &[&str]) -> (Small, Done) {
    let mut c = Small::of(plan);
    c.voters("gamers", 10).enrol("gamers", &["a", "b", "tools", "d"]);
    c.enter_as("a", team("mine", &[("a", 50), ("b", 30), ("tools", 20)]))
        .enter("d", "moon")
        .until(Phase::Balloting);
    c.levels("thumbs", "mine", &[1, 1, 1, 1, 1, 1, 1, 1, 0, 0]).levels("thumbs", "moon", &[1; 10]).count();
    if !picks.is_empty() {
        c.pick(picks);
    }
    c.until(Phase::Appealing).figure("mine", "net-revenue", 100_001).figure("moon", "net-revenue", 3);
    let done = c.end();
    (c, done)
}
#[test]
fn a_quarter_is_shared_with_the_makers_of_tools() {
    let (c, done) = sold(&plan("P12", []), &["mine"]);
    // 0.490157 and 0.72246 by the textbook, here cut to six decimals.
    let shown = c.scores(0, 0);
    let near = |e: &str, n: f64| {
        let (a, b) = shown[e].split_once('/').unwrap();
        let x = a.parse::<f64>().unwrap() / b.parse::<f64>().unwrap();
        assert!((x - n).abs() < 0.000_002, "{e}: {x}");
    };
    near("mine", 0.490_157);
    near("moon", 0.722_460);
    assert_eq!(done.winners(), ["mine"], "thumbs sort, the staff decides");
    assert_eq!(done.paid("royalty"), [("a", 12_500), ("b", 7_500), ("tools", 5_000)].into());
    let (_, done) = sold(&plan("P12", [("/pots/0/reward/rates/net-revenue", json!("1/5"))]), &["mine"]);
    assert_eq!(done.paid("royalty"), [("a", 10_000), ("b", 6_000), ("tools", 4_000)].into());
}
#[test]
fn what_is_taken_down_is_not_paid() {
    let mut c = Small::new("P12");
    c.voters("gamers", 1).enrol("gamers", &["a"]).enter("a", "mine").until(Phase::Balloting);
    c.levels("thumbs", "mine", &[1]).count().pick(&["mine"]).until(Phase::Appealing);
    c.host(Act::Disqualify { entry: "mine".parse().unwrap(), why: "copied-parts".parse().unwrap() });
    assert!(c.end().failed().contains("NobodyChosen"));
}
