//! Formats by extension, by name, packed or not, from a pipe.
use super::{cocreate, count, data, refused, winners, written};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn packed(name: &str) -> Vec<u8> {
    let mut z = GzEncoder::new(vec![], Compression::default());
    z.write_all(&std::fs::read(data(name)).unwrap()).unwrap();
    z.finish().unwrap()
}
#[test]
fn a_packed_file_counts_like_the_plain_one() {
    for (name, rule) in [
        ("tennessee.soc", "irv"),
        ("tennessee.csv", "irv"),
        ("ward.blt", "scottish-stv"),
        ("budget.pb", "budget-greedy"),
        ("meals.cat", "approval"),
    ] {
        let file = written(&format!("{name}.gz"), &packed(name));
        assert_eq!(
            count(file.to_str().unwrap(), &["--rule", rule]),
            count(name, &["--rule", rule]),
            "{name}"
        );
    }
    let whole = packed("tennessee.soc");
    let cut = written("cut.soc.gz", &whole[..whole.len() - 12]);
    let said = refused(&["count", "--rule", "irv", cut.to_str().unwrap()]);
    assert!(said.contains("line ") && said.contains("may have been cut"), "{said}");
}
#[test]
fn the_name_of_a_format_goes_before_the_extension() {
    let bytes = std::fs::read(data("tennessee.csv")).unwrap();
    let file = written("ballots.txt", &bytes);
    let file = file.to_str().unwrap();
    assert!(refused(&["count", "--rule", "irv", file]).contains("--format"));
    assert_eq!(winners(file, &["--rule", "irv", "--format", "csv"]), ["Knoxville"]);
    let said = refused(&["count", "--rule", "irv", "--format", "xlsx", file]);
    assert!(
        said.contains("`xlsx`") && said.contains("preflib (.soc, .soi, .toc, .toi), cat (.cat)"),
        "{said}"
    );
    let blt = written("ward.csv", &std::fs::read(data("ward.blt")).unwrap());
    assert_eq!(winners(blt.to_str().unwrap(), &["--rule", "scottish-stv", "--format", "blt"]), ["Ann", "Cy"]);
    let upper = written("TENNESSEE.CSV", &bytes);
    assert_eq!(winners(upper.to_str().unwrap(), &["--rule", "irv"]), ["Knoxville"]);
}
#[test]
fn ballots_come_through_a_pipe_too() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_cocreate"))
        .args(["count", "--rule", "plurality", "--json", "--format", "csv", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(data("tennessee.csv")).unwrap()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    assert!(String::from_utf8(out.stdout).unwrap().contains("\"winners\":[\"Memphis\"]"));
}
#[test]
fn a_condorcet_file_counts_too() {
    let text = b"#/Candidates: Ann ; Bob\n#/Number of Seats: 1\nAnn > Bob * 3\nBob > Ann * 2\n";
    let file = written("two.cvotes", text);
    assert_eq!(winners(file.to_str().unwrap(), &["--rule", "schulze"]), ["Ann"]);
}
#[test]
fn help_and_version_go_to_the_standard_output() {
    for arg in ["--help", "--version"] {
        let ran = cocreate(&[arg]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.contains("cocreate"));
    }
}
#[test]
fn a_law_may_end_ballots_of_ranks_early() {
    // Ann has 2; two ballots for Bob come after two skipped ranks, after a repeat, or at the third rank.
    let text = "count,rank1,rank2,rank3,rank4\n2,Ann,,,\n2,,,Bob,\n1,Cy,Cy,Bob,\n";
    let file = written("early.csv", text.as_bytes());
    let file = file.to_str().unwrap();
    assert_eq!(winners(file, &["--rule", "rctab"]), ["Bob"], "Cy leaves, and Bob has three");
    for law in [["--most-skipped", "1"], ["--most-ranks", "2"]] {
        assert_eq!(winners(file, &["--rule", "rctab", law[0], law[1]]), ["Ann"], "{law:?}");
    }
    // Without the third ballot two are tied; the lot is not asked here.
    let (got, _) = count(file, &["--rule", "rctab", "--repeat-ends"]);
    assert_eq!(got["outcome"]["kind"], "tied", "{got}");
    let blt = refused(&["count", "--rule", "irv", "--most-ranks", "2", &data("ward.blt")]);
    assert!(blt.contains("only CSV files"), "{blt}");
}
