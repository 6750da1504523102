//! P18: the two classes of K32 and K33, the least gain of K27, the progress of K34.
use super::{
    desk::{Done, Small, plan},
    hands::{NO, YES},
};
use cocreate::{
    contest::{Phase, Plan},
    num::Exact,
    quality::progress::progress,
};
use serde_json::json;

/// Three managers and a hundred of the union; the union says yes to each step so often.
fn voted(plan: &Plan, steps: &[&str], yes: usize) -> Small {
    let mut c = Small::of(plan);
    c.enrol("table", &["m0"]).enrol("management", &["m0", "m1", "m2"]).voters("union", 100);
    for e in steps {
        c.enter("m0", e);
    }
    c.until(Phase::Balloting);
    let all = |p| steps.iter().map(|e| (*e, p)).collect::<Vec<_>>();
    for m in ["m0", "m1", "m2"] {
        c.say("management", m, &all(YES));
    }
    for i in 0..100 {
        c.say("union", &format!("v{i}"), &all(if i < yes { YES } else { NO }));
    }
    c
}
/// Each side's marks from 1 for x, y and z.
fn scaled(plan: &Plan) -> Done {
    let mut c = voted(plan, &["x", "y", "z"], 60);
    c.next_round();
    let level = |marks: [u16; 3]| ["x", "y", "z"].into_iter().zip(marks.map(|m| m - 1)).collect::<Vec<_>>();
    // Gains of 9, 5, 2 and 1, 4, 7 from a stand of 1.
    c.rate("management-scale", "m0", &level([10, 6, 3])).rate("union-scale", "v0", &level([2, 5, 8]));
    c.end()
}
#[test]
fn each_side_must_carry_by_itself() {
    let goes_on = |plan: &Plan, yes| {
        let mut c = voted(plan, &["deal"], yes);
        c.count();
        !c.0.contest.phase_at(c.0.now).is_over()
    };
    let as_it_is = plan("P18", []);
    assert!(goes_on(&as_it_is, 60) && goes_on(&as_it_is, 51));
    assert!(!goes_on(&as_it_is, 50), "all managers and half of the union");
    let two_thirds = json!({ "majority": { "threshold": { "num": 2, "den": 3, "strict": false } } });
    let gates = json!({ "rule": "every-gate", "gates": { "union": two_thirds, "management": {} } });
    let stricter = plan("P18", [("/rounds/0/select", gates)]);
    assert!(!goes_on(&stricter, 60) && goes_on(&stricter, 67));
}
#[test]
fn the_step_is_taken_that_leaves_no_side_behind() {
    let done = scaled(&plan("P18", []));
    assert_eq!(done.winners(), ["y"]);
    assert_eq!(done.paid("shared-gain"), [("m0", 100_000)].into());
    assert_eq!(scaled(&plan("P18", [("/rounds/1/select/by", json!("product"))])).winners(), ["y"]);
    assert_eq!(scaled(&plan("P18", [("/rounds/1/select/by", json!("mean"))])).winners(), ["x"]);
    // The union stands at 6 already: x and y would set it back.
    let stand = json!({ "management-scale": { "from": "1", "weight": "1" }, "union-scale": { "from": "6", "weight": "1" } });
    assert_eq!(scaled(&plan("P18", [("/rounds/1/select/polls", stand)])).winners(), ["z"]);
}
/// Three managers stand at 3, 5 and 4, and thirty days later, in the contest of the review, at 5, 5 and 6.
#[test]
fn a_side_comes_nearer_to_the_top_of_its_scale() {
    let stands = |marks: [u16; 3]| {
        let mut c = voted(&plan("P18", []), &["deal"], 60);
        c.next_round().rate("union-scale", "v0", &[("deal", 5)]);
        for (who, mark) in ["m0", "m1", "m2"].iter().zip(marks) {
            c.rate("management-scale", who, &[("deal", mark - 1)]);
        }
        c.count();
        c.0.records()[1].polls[0].mean.clone().unwrap()
    };
    let of = |after| progress(&[stands([3, 5, 4])], &[stands(after)], &Exact::from(10u32)).unwrap();
    let p = of([5, 5, 6]);
    assert_eq!((p.mean.to_string(), p.closed.unwrap().to_string()), ("4/3".to_owned(), "2/9".to_owned()));
    assert_eq!(of([5, 5, 7]).closed.unwrap().to_string(), "5/18");
}
