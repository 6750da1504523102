//! P13: the mean of C09 and the coders of Q02.
use super::{
    desk::{Small, map, plan},
    hands::codes,
};
use crate::contest::desk::entry;
use cocreate::contest::{Act, Phase, Plan};
use serde_json::json;

/// a has three reactions of 5, b has twelve of 4.
fn reacted(plan: &Plan) -> Small {
    let mut c = Small::of(plan);
    c.voters("readers", 12).enrol("team", &["team-1"]);
    c.enter("team-1", "a").enter("team-1", "b").until(Phase::Balloting);
    c.levels("reactions", "a", &[4; 3]).levels("reactions", "b", &[3; 12]).count();
    c
}
#[test]
fn few_reactions_stay_near_the_middle_and_the_team_picks() {
    // (5 * 3 + 15) / 8 and (5 * 3 + 48) / 17.
    let mut c = reacted(&plan("P13", []));
    assert_eq!(c.scores(0, 0), map([("a", "15/4"), ("b", "63/17")]));
    let places = |c: &Small| c.0.records()[0].polls[0].counted.standing.concat();
    assert_eq!(places(&c), ["a", "b"].map(entry));
    c.pick(&["b"]);
    assert_eq!(c.end().winners(), ["b"]);
    // With a prior of fifty votes, 165/53 and 198/62, b leads.
    let c = reacted(&plan("P13", [("/rounds/0/polls/0/tally/weight", json!("50"))]));
    assert_eq!(places(&c), ["b", "a"].map(entry));
}
#[test]
fn at_most_three_hints_are_tested_and_without_a_word_none() {
    let mut c = Small::new("P13");
    c.voters("readers", 1).enrol("team", &["team-1"]);
    for e in ["a", "b", "d", "e"] {
        c.enter("team-1", e);
    }
    c.until(Phase::Balloting).levels("reactions", "a", &[4]).count();
    let four = Act::Pick { entries: ["a", "b", "d", "e"].map(entry).to_vec() };
    assert!(c.0.host(four).is_err());
    assert!(c.end().failed().contains("NoPick"));
}
#[test]
fn coders_who_agree_too_little_code_again() {
    let mut c = Small::new("P13");
    c.enrol("team", &["team-1"]).enrol("coders", &["coder-1", "coder-2"]);
    for i in 0..50 {
        c.enter("team-1", &format!("o{i}"));
    }
    c.until(Phase::Balloting);
    let mut code = |n: [usize; 4]| {
        for (who, said) in ["coder-1", "coder-2"].iter().zip(codes(n)) {
            let said: Vec<_> = said.iter().map(|(e, p)| (e.as_str(), *p)).collect();
            c.say("tags", who, &said);
        }
        c.kappa("tags", ["coder-1", "coder-2"])
    };
    assert_eq!(code([20, 5, 10, 15]).to_string(), "2/5", "below 0.6");
    // 45 of 50 agree, a half would by chance.
    assert_eq!(code([25, 0, 5, 20]).to_string(), "4/5");
}
