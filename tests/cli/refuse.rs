//! Bad input: exit code 2, nothing on the standard output, and a message that helps.
use super::{cocreate, data, refused, written};

#[test]
fn two_entries_of_one_name_are_told_with_both_lines() {
    let file = data("same-name.blt");
    let said = refused(&["count", "--rule", "irv", &file]);
    assert!(
        said.contains("line 5, column 1") && said.contains("on line 4, column 1") && said.contains("`Ann`"),
        "{said}"
    );
    let file = written(
        "same-name.soc",
        b"# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Ann\n1: 1,2\n",
    );
    let said = refused(&["count", "--rule", "irv", file.to_str().unwrap()]);
    assert!(said.contains("line 3, column 23") && said.contains("on line 2, column 23"), "{said}");
    let file = written(
        "same-name.pb",
        std::fs::read_to_string(data("budget.pb")).unwrap().replace("B;50", "A;50").as_bytes(),
    );
    let said = refused(&["count", "--rule", "budget-greedy", file.to_str().unwrap()]);
    assert!(said.contains("line 12, column 1") && said.contains("on line 11, column 1"), "{said}");
    let file = written("same-name.csv", b"X,Y,X\n1,2,3\n");
    let said = refused(&["count", "--rule", "mean-score", file.to_str().unwrap()]);
    assert!(said.contains("line 1, column 5") && said.contains("on line 1, column 1"), "{said}");
    let file = written("same-name.cvotes", b"#/Candidates: Ann ; Bob ; Ann\nAnn > Bob\n");
    let said = refused(&["count", "--rule", "irv", file.to_str().unwrap()]);
    assert!(said.contains("line 1, column 27") && said.contains("on line 1, column 15"), "{said}");
}
#[test]
fn a_file_that_is_not_there_or_cannot_be_read() {
    assert!(refused(&["count", "--rule", "irv", "/nowhere/ballots.soc"]).contains("/nowhere/ballots.soc"));
    let dir = written("folder.soc/x", b"");
    let dir = dir.parent().unwrap().to_str().unwrap().to_owned();
    assert!(refused(&["count", "--rule", "irv", &dir]).contains("folder.soc"));
}
#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let file = data("tennessee.soc");
    for (wrong, near) in [
        ("shulze", "schulze"),
        ("mean_score", "mean-score"),
        ("majority-judgmnt", "majority-judgment"),
        ("instant-run-off", "instant-runoff"),
        ("scotish-stv", "scottish-stv"),
        ("equal-share", "equal-shares"),
    ] {
        let said = refused(&["count", "--rule", wrong, &file]);
        assert!(said.contains(&format!("did you mean `{near}`")), "{said}");
    }
    let far = refused(&["count", "--rule", "xyzzyxyzzy", &file]);
    assert!(!far.contains("did you mean") && far.contains("; `cocreate rules` lists all"), "{far}");
}
#[test]
fn parameters_that_a_rule_does_not_have() {
    let file = data("wide.csv");
    let said = |set: &[&str]| {
        let mut args = vec!["count", "--rule", "mean-score"];
        for s in set {
            args.extend(["--set", s]);
        }
        refused(&[&args[..], &[&file]].concat())
    };
    assert!(said(&["min_vote=3"]).contains("it has min_votes"), "{}", said(&["min_vote=3"]));
    assert!(said(&["min_votes"]).contains("KEY=VALUE"));
    assert!(said(&["min_votes=many"]).contains("mean-score"));
    assert!(said(&["min_votes=-1"]).contains("mean-score"));
    assert!(said(&["min_votes=1", "min_votes=2"]).contains("set twice"));
    let soc = data("tennessee.soc");
    let fixed = refused(&["count", "--rule", "schulze-winning-votes", "--set", "strength=margins", &soc]);
    assert!(fixed.contains("`strength`"), "{fixed}");
}
#[test]
fn seats_that_cannot_be_filled() {
    let file = data("tennessee.soc");
    assert!(refused(&["count", "--rule", "irv", "--seats", "0", &file]).contains("1 or more"));
    assert!(refused(&["count", "--rule", "irv", "--seats", "5", &file]).contains("at most 4"));
    let many = cocreate(&["count", "--rule", "irv", "--seats", "-1", &file]);
    assert_eq!((many.code, many.out.as_str()), (2, ""));
}
#[test]
fn options_that_do_not_exist() {
    for args in
        [&["count"][..], &["count", "--rule", "irv"], &["tally"], &["count", "--rules", "irv", "x.soc"], &[]]
    {
        let ran = cocreate(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}
#[test]
fn entries_have_their_names_in_messages() {
    let file = written("itself.csv", b"voter,first,second,answer\nv1,Ann,Ann,first\n");
    let said = refused(&["count", "--rule", "win-rate", file.to_str().unwrap()]);
    assert!(said.contains("line 2, column 8") && said.contains("another entry than `Ann`"), "{said}");
    let over = std::fs::read_to_string(data("points.pb")).unwrap().replace("park;9", "park;70000");
    let file = written("over.pb", over.as_bytes());
    let said = refused(&["count", "--rule", "quadratic", file.to_str().unwrap()]);
    assert!(said.contains("line 14, column 8") && said.contains("70000") && !said.contains('#'), "{said}");
    // A motion that nobody carried is named in the steps.
    let (got, _) = super::count("consent.csv", &["--rule", "consent"]);
    let notes: Vec<&str> =
        got["steps"].as_array().unwrap().iter().filter_map(|s| s["text"].as_str()).collect();
    assert!(
        notes.iter().any(|n| n.contains("`slogan`")) && !notes.iter().any(|n| n.contains('#')),
        "{notes:?}"
    );
}
/// Where nobody can be told, the exit code still says it.
#[test]
#[cfg(target_os = "linux")]
fn a_standard_error_that_cannot_be_written_changes_no_exit_code() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let code = |args: &[&str]| {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_cocreate"));
        run.args(args).stderr(full()).output().unwrap().status.code()
    };
    let file = data("tennessee.soc");
    assert_eq!(code(&["count", "--rule", "nope", &file]), Some(2));
    assert_eq!(code(&["count", "--rule", "nope"]), Some(2));
    // A note, and then the winner.
    assert_eq!(code(&["count", "--rule", "irv", "--unranked", "absent", &file]), Some(0));
}
