//! P08: equal shares and greedy as T13, greedy that skips what it cannot pay as M34.
use super::desk::{Done, Small, plan};
use crate::contest::desk::submission;
use cocreate::{
    ballot::Spend,
    contest::{Phase, Plan, Submission},
};
use serde_json::json;

/// Dishes with their minutes, and ballots as so many voters for each set of dishes.
fn menu(plan: &Plan, dishes: &[(&str, u64)], ballots: &[(usize, &[&str])]) -> Done {
    let mut c = Small::of(plan);
    c.voters("patrons", ballots.iter().map(|b| b.0).sum()).enrol("patrons", &["cook"]);
    for (dish, minutes) in dishes {
        let s = Submission { cost: Some(*minutes), ..submission(dish, &["cook"]) };
        c.enter_as("cook", s);
    }
    let all: Vec<&str> = dishes.iter().map(|d| d.0).collect();
    c.until(Phase::Screening).admit(&all).until(Phase::Balloting);
    let each = ballots.iter().flat_map(|(n, set)| vec![*set; *n]);
    for (i, set) in each.enumerate() {
        let set = set.iter().map(|d| c.place(d)).collect();
        c.cast("menu", &format!("v{i}"), Spend::approving(&set));
    }
    c.end()
}
const T13: [(&str, u64); 3] = [("A", 50), ("B", 50), ("C", 30)];
/// Six like A and B, four like C; each holds ten minutes. A costs its six less than all they have together; what is left to them does not pay for B.
#[test]
fn each_taste_has_its_part() {
    let ballots: [(usize, &[&str]); 2] = [(6, &["A", "B"]), (4, &["C"])];
    let done = menu(&plan("P08", []), &T13, &ballots);
    assert_eq!(done.winners(), ["A C"]);
    assert_eq!(done.paid("vouchers"), [("cook", 5_000)].into());
    let greedy = [("/rounds/0/polls/0/tally", json!({ "rule": "budget-greedy" }))];
    assert_eq!(menu(&plan("P08", greedy), &T13, &ballots).winners(), ["A B"]);
    // With fewer minutes for the vote, four have no dish that they can pay.
    let fewer = [("/rounds/0/polls/0/budget", json!(70))];
    assert!(menu(&plan("P08", fewer), &T13, &ballots).failed().contains("NobodyChosen"));
}
#[test]
fn greedy_skips_what_it_cannot_pay() {
    let greedy = [("/rounds/0/polls/0/tally", json!({ "rule": "budget-greedy" }))];
    let ballots: [(usize, &[&str]); 3] = [(5, &["A"]), (4, &["B"]), (3, &["C"])];
    let done = menu(&plan("P08", greedy), &[("A", 60), ("B", 50), ("C", 40)], &ballots);
    assert_eq!(done.winners(), ["A C"]);
}
