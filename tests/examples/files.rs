//! The command line over the same files comes to the same settlements, byte for byte.
use super::{End, coalition, community, end, expert_jury, threadless};
use crate::cli::cocreate;

fn plans(name: &str) -> String {
    format!("{}/examples/plans/{name}", env!("CARGO_MANIFEST_DIR"))
}
fn same(end: &End, plan: &str, args: &[String]) {
    let plan = plans(plan);
    let all = ["run", &plan, "--json"].into_iter().chain(args.iter().map(String::as_str));
    let ran = cocreate(&all.collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.out, serde_json::to_string_pretty(&end.settlement).unwrap() + "\n");
    assert_eq!(ran.err, "");
}
fn given(name: &str, roster: bool, ballots: &[&str], more: &[&str]) -> Vec<String> {
    let mut args = vec!["--entries".to_owned(), plans(&format!("{name}-entries.csv"))];
    if roster {
        args.extend(["--roster".to_owned(), plans(&format!("{name}-roster.csv"))]);
    }
    for b in ballots {
        let file = match b.split_once('=') {
            Some((poll, file)) => format!("{poll}={}", plans(file)),
            None => plans(b),
        };
        args.extend(["--ballots".to_owned(), file]);
    }
    args.extend(more.iter().map(ToString::to_string));
    args
}

#[test]
fn threadless_from_files() {
    let args = given("threadless", false, &["threadless-ballots.csv"], &["--pick", "bee"]);
    same(&end!(threadless::story()), "threadless.toml", &args);
}
#[test]
fn the_jury_from_files() {
    let args = given("expert-jury", true, &["expert-jury-ballots.csv"], &[]);
    same(&end!(expert_jury::story()), "expert-jury.toml", &args);
}
#[test]
fn the_coalition_from_files() {
    let args = given("coalition", true, &["coalition-ballots.csv"], &[]);
    same(&end!(coalition::story()), "coalition.toml", &args);
}
#[test]
fn the_community_from_files() {
    let ballots = ["mascot=community-mascot.csv", "consent=community-consent.csv"];
    let args = given("community", true, &ballots, &["--seed", community::SEED]);
    same(&end!(community::story()), "community.toml", &args);
}
