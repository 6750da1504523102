//! P24: the cycles of L05 and L06.
use super::desk::{Small, plan};
use crate::contest::desk::submission;
use cocreate::{
    ballot::ScoreMark,
    contest::{Act, AnyMark, Ended, Phase, Plan},
    id::EntryIx,
};
use serde_json::json;

/// Two people mark each cycle; the means, and whether the mark was reached.
fn cycles(plan: &Plan, marks: &[[u16; 2]]) -> (Vec<String>, bool) {
    let mut c = Small::of(plan);
    c.voters("people", 2);
    for m in marks {
        if c.0.contest.settlement().is_some() {
            break;
        }
        c.until(Phase::Balloting).levels("scale", "where-are-we", &m.map(|m| m - 1)).count();
        c.0.tick();
    }
    let won = matches!(c.end().0.ended, Ended::Won { .. });
    (c.0.records().iter().map(|r| r.polls[0].mean.clone().unwrap().to_string()).collect(), won)
}
#[test]
fn cycles_end_when_the_mark_is_reached() {
    let marks = [[3, 5], [5, 6], [7, 7], [8, 9]];
    let means =
        |n: usize| ["4", "11/2", "7", "17/2"][..n].iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(cycles(&plan("P24", []), &marks), (means(3), true));
    let higher = json!({ "mean": { "poll": "scale", "target": 8 } });
    let higher = plan("P24", [("/rounds/0/repeat/until", higher), ("/rounds/0/select/score", json!(8))]);
    assert_eq!(cycles(&higher, &marks), (means(4), true));
}
#[test]
fn and_at_the_limit() {
    let three = plan("P24", [("/rounds/0/repeat/at_most", json!(3))]);
    let means = ["4", "7/2", "4"].map(str::to_owned).to_vec();
    assert_eq!(cycles(&three, &[[3, 5], [3, 4], [4, 4]]), (means, false));
}
#[test]
fn nobody_proposes_or_votes_while_it_is_checked() {
    let mut c = Small::new("P24");
    c.voters("people", 2).until(Phase::Deliberating);
    assert!(c.0.person("v0", Act::Submit(Box::new(submission("answer", &["v0"])))).is_err());
    // There is no slate yet; it will be the only place on it.
    let entry = EntryIx::new(0);
    assert!(c.0.mark("scale", "v0", AnyMark::Score(ScoreMark { entry, level: Some(5) })).is_err());
    c.until(Phase::Balloting);
    assert_eq!(c.place("where-are-we"), entry);
    assert!(c.0.mark("scale", "v0", AnyMark::Score(ScoreMark { entry, level: Some(5) })).is_ok());
}
