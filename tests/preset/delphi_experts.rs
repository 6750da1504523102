//! P16: the classes of E07 and E08, and rounds until nothing is open.
use super::desk::{Small, plan};
use cocreate::contest::{Phase, Plan};
use serde_json::json;

const IN: [u16; 10] = [7, 8, 9, 7, 7, 8, 9, 6, 5, 3];
const OPEN: [u16; 10] = [7, 8, 9, 7, 7, 8, 9, 6, 2, 3];
/// Each round the marks of `pain`; `gait` always has those of E07.
fn rounds(plan: &Plan, pain: &[[u16; 10]]) -> (Vec<String>, usize) {
    let mut c = Small::of(plan);
    c.voters("panel", 10).enter("v0", "gait").enter("v0", "pain");
    for marks in pain {
        c.until(Phase::Balloting);
        c.levels("rating", "gait", &IN.map(|m| m - 1))
            .levels("rating", "pain", &marks.map(|m| m - 1))
            .count();
    }
    let done = c.end();
    assert!(done.0.payouts.is_empty());
    (done.winners(), c.0.records().len())
}
#[test]
fn open_items_go_round_until_all_are_classed() {
    let as_it_is = plan("P16", []);
    assert_eq!(rounds(&as_it_is, &[OPEN, IN]), (vec!["gait pain".to_owned()], 2));
    // Three rounds and no more; what is open then is not in.
    assert_eq!(rounds(&as_it_is, &[OPEN; 3]), (vec!["gait".to_owned()], 3));
    // The mirror image is out, which ends it as well.
    assert_eq!(rounds(&as_it_is, &[IN.map(|m| 10 - m)]), (vec!["gait".to_owned()], 1));
}
#[test]
fn with_a_wider_share_it_is_in_at_once() {
    let few = json!({ "num": 25, "den": 100, "strict": false });
    let wide = plan("P16", [("/rounds/0/polls/0/tally/few", few)]);
    assert_eq!(rounds(&wide, &[OPEN]), (vec!["gait pain".to_owned()], 1));
}
