//! `run`: delegations from a file of people, for everything, for an area and for one poll.
use super::{cocreate, refused, written};
use serde_json::{Value, json};

const PLAN: &str = r#"
contest = "town"
mode = "community"
starts = 2026-12-01T00:00:00Z
rosters = { members = { delegation = true } }
entries = { given = [{ entry = "yes" }, { entry = "no" }] }
[[rounds]]
balloting = "1d"
select = { rule = "top-k", poll = "lamps", k = 2 }
[[rounds.polls]]
poll = "lamps"
area = "streets"
voters = "members"
ballot = { kind = "choice" }
tally = { rule = "plurality" }
weigh = { rule = "delegation" }
[[rounds.polls]]
poll = "trees"
area = "streets"
voters = "members"
ballot = { kind = "choice" }
tally = { rule = "plurality" }
weigh = { rule = "delegation" }
[[rounds.polls]]
poll = "choir"
voters = "members"
ballot = { kind = "choice" }
tally = { rule = "plurality" }
weigh = { rule = "delegation" }
"#;
fn file(name: &str, text: &str) -> String {
    written(&format!("scopes-{name}"), text.as_bytes()).display().to_string()
}
/// Scores of both entries in each poll; cy votes for the first entry, dee and eve for the second, in all polls.
fn scores(roster: &str) -> Value {
    let votes = [("cy", "yes"), ("dee", "no"), ("eve", "no")];
    let rows = |poll: &str| votes.map(|(who, e)| format!("{poll},{who},{e}\n")).concat();
    let ballots = format!("poll,voter,choice\n{}", ["lamps", "trees", "choir"].map(rows).concat());
    let (plan, ballots, roster) =
        (file("plan.toml", PLAN), file("ballots.csv", &ballots), file("roster.csv", roster));
    let ran = cocreate(&["run", "--json", &plan, "--ballots", &ballots, "--roster", &roster]);
    let s: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    let polls = s["rounds"][0]["polls"].as_array().unwrap();
    polls.iter().map(|p| json!([p["counted"]["scores"]["yes"], p["counted"]["scores"]["no"]])).collect()
}
/// ann lets dee vote for her in everything, cy in streets, and eve on the trees alone.
#[test]
fn the_closest_delegation_of_a_row_wins() {
    let rest = "bob,,,\ncy,,,\ndee,,,\neve,,,\n";
    let of = |ann: &str| {
        scores(&format!("person,delegate,delegate.area.streets,delegate.issue.trees\n{ann}\n{rest}"))
    };
    assert_eq!(of("ann,dee,cy,eve"), json!([["2", "2"], ["1", "3"], ["1", "3"]]));
    assert_eq!(of("ann,dee,cy,"), json!([["2", "2"], ["2", "2"], ["1", "3"]]));
    assert_eq!(of("ann,,,cy"), json!([["1", "2"], ["2", "2"], ["1", "2"]]));
}
#[test]
fn a_scope_that_is_not_there_is_told_with_its_column_or_row() {
    let run = |roster: &str| {
        let (plan, roster) = (file("refused.toml", PLAN), file("refused.csv", roster));
        refused(&["run", &plan, "--roster", &roster])
    };
    let err = run("person,delegate.region.north\nann,bob\nbob,\n");
    assert!(err.contains("column `delegate.region.north`") && err.contains("`delegate.area.NAME`"), "{err}");
    let err = run("person,delegate.area.parks\nann,bob\nbob,\n");
    assert!(err.contains("line 2") && err.contains("votes in no such poll"), "{err}");
}
