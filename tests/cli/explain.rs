//! `count --explain` and `count --markdown` name the numbers that decided.
use super::{cocreate, data, refused};

/// The capital of Tennessee, worked by hand from 42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM. Borda: Nashville 42*2 + 26*3 + 32*1 = 194, Memphis
/// 42*3 = 126. Nashville is above Memphis on 58 ballots, above each other on 68. Dowdall: Nashville 42/2 + 26 + 32/3, Memphis 42 + 58/4. Last places: Memphis 58. First two places: Nashville 68.
const TENNESSEE: [(&str, &str, &str, &str); 16] = [
    ("plurality", "Memphis", "Nashville", "Memphis has 42, Nashville has 26; a difference of 16"),
    ("borda", "Nashville", "Memphis", "Nashville has 194, Memphis has 126; a difference of 68"),
    ("irv", "Knoxville", "Memphis", "Knoxville has 58, Memphis has 42"),
    ("irv", "Knoxville", "Chattanooga", "out of the count: Chattanooga"),
    ("schulze", "Nashville", "Memphis", "Nashville against Memphis: 58 to 42"),
    ("ranked-pairs", "Nashville", "Knoxville", "Nashville beats Knoxville by 36"),
    ("minimax", "Nashville", "Memphis", "58 to 42"),
    ("copeland", "Nashville", "Memphis", "58 to 42"),
    ("coombs", "Nashville", "Memphis", "out of the count: Memphis"),
    ("bucklin", "Nashville", "Chattanooga", "Nashville has 68, Chattanooga has 58"),
    ("baldwin", "Nashville", "Knoxville", "out of the count: Knoxville"),
    ("nanson", "Nashville", "Memphis", "Memphis"),
    ("dowdall", "Nashville", "Memphis", "Nashville has 173/3 (57.66..), Memphis has 113/2 (56.50..)"),
    ("river", "Nashville", "Memphis", "Nashville beats Memphis by 16"),
    ("split-cycle", "Nashville", "Memphis", "58 to 42"),
    ("scottish-stv", "Knoxville", "Memphis", "Knoxville has 58, Memphis has 42"),
];
#[test]
fn why_one_beat_the_other_names_the_deciding_number() {
    let file = data("tennessee.soc");
    let mut faults = vec![];
    for (rule, winner, loser, number) in TENNESSEE {
        let ran = cocreate(&["count", "--rule", rule, "--explain", winner, loser, &file]);
        let first = format!("{winner} is chosen and {loser} is not");
        if ran.code != 0 || !ran.out.starts_with(&first) || !ran.out.contains(number) {
            faults.push(format!("{rule}: {number}\n{ran:?}"));
        }
        assert!(ran.out.lines().count() <= 10, "{rule}: {}", ran.out);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
#[test]
fn the_loser_is_told_first_where_it_is_the_winner() {
    let file = data("tennessee.soc");
    let ran = cocreate(&["count", "--rule", "borda", "--explain", "Memphis", "Nashville", &file]);
    assert!(
        ran.out.starts_with("Memphis is not chosen and Nashville is: the count puts Nashville first"),
        "{ran:?}"
    );
}
#[test]
fn an_unknown_name_is_refused_with_those_that_there_are() {
    let file = data("tennessee.soc");
    let e = refused(&["count", "--rule", "borda", "--explain", "Nashville", "Boston", &file]);
    assert!(e.contains("Boston: no such entry; there are Memphis, Nashville"), "{e}");
}
#[test]
fn a_whole_count_as_markdown() {
    let ran = cocreate(&["count", "--rule", "irv", "--markdown", &data("tennessee.soc")]);
    assert_eq!(ran.code, 0);
    for part in [
        "# Count by",
        "Decided: Knoxville.",
        "out of the count: Chattanooga",
        "Memphis has 42, Knoxville has 58",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}
#[test]
fn every_rule_explains_its_count_of_some_file() {
    for r in super::rules::rules() {
        let id = r["id"].as_str().unwrap();
        let file = data(super::rules::file_of(&r));
        let whole = cocreate(&["count", "--rule", id, "--markdown", &file]);
        assert!(
            whole.out.starts_with("# Count by ") && whole.out.contains("## How it ended"),
            "{id}: {whole:?}"
        );
        // Where something was decided, the steps or the standing say it with a number.
        assert!(whole.code != 0 || whole.out.bytes().any(|b| b.is_ascii_digit()), "{id}: {}", whole.out);
    }
}
