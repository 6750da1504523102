//! Panel scores of figure skating, printed by the judges' protocols.
use super::shared;
use cocreate::{
    ballot::{ScoreForm, Scores},
    count::{Options, RuleSpec, Seats, Task, TiePolicy},
    id::EntryIx,
    num::Exact,
    profile::Profile,
    tally::registry,
};
use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Stdio},
};

/// The rows of a packed CSV file, if `xz` is there to unpack it; fields may be quoted, the first and last are not.
fn unpacked(path: &Path) -> Option<String> {
    let run = Command::new("xz").arg("-dc").arg(path).stderr(Stdio::null()).output().ok()?;
    run.status.success().then(|| String::from_utf8(run.stdout).unwrap())
}
#[test]
fn trimmed_means_are_the_printed_panel_scores() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/jury-figure-skating");
    let (marks, aspects) = (dir.join("judge-scores.csv.xz"), dir.join("judged-aspects.csv.xz"));
    let (Some(marks), Some(aspects)) = (unpacked(&marks), unpacked(&aspects)) else {
        eprintln!("skipped: no program `xz`");
        return;
    };
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::decimal("0.25").unwrap(), top: 40 };
    // Components only: grades of execution are scaled by a table besides.
    let printed: BTreeMap<&str, &str> = aspects
        .lines()
        .filter(|l| l.split(',').nth(2) == Some("components"))
        .filter_map(|l| Some((l.split(',').next()?, l.rsplit(',').next()?)))
        .collect();
    let mut ballots: BTreeMap<&str, Vec<Scores>> = BTreeMap::new();
    for row in marks.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        // A printed 0.0 is a judge who gave no mark.
        if printed.contains_key(fields[0]) && fields[2].parse::<f64>().unwrap() > 0.0 {
            let level = form.level_of_text(fields[2]).unwrap();
            ballots.entry(fields[0]).or_default().push(Scores::from([(0, level)]));
        }
    }
    let spec: RuleSpec = serde_json::from_str(r#"{"rule":"trimmed-mean","decimals":2}"#).unwrap();
    let (rule, _) = registry().build(&spec).unwrap();
    let options = Options { trace: false, cancel: None };
    let mut agree = 0;
    for (aspect, panel) in &ballots {
        let p = Profile::with_form(1, form.clone(), panel).unwrap();
        let t = rule.run(&p.into(), &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &options).unwrap();
        let got = t.standing().unwrap().scores()[&EntryIx::new(0)].clone();
        assert_eq!(got, Exact::decimal(printed[aspect]).unwrap(), "{aspect}");
        agree += 1;
    }
    println!("{agree} panel scores of figure skating");
    assert_eq!(agree, 8630);
}
