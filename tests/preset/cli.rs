//! `cocreate presets` and `cocreate init`, and the files that they write.
use crate::cli::cocreate;
use cocreate::{
    contest::{Plan, When},
    preset::presets,
};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
/// A file in a folder for these tests that is not there yet.
fn fresh(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("preset");
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join(name);
    let _ = std::fs::remove_file(&path);
    path
}
/// The file says what it is to say; `COCREATE_FREEZE=1` writes it.
fn compare(file: &Path, now: &str, how: &str) {
    if std::env::var("COCREATE_FREEZE").as_deref() == Ok("1") {
        std::fs::write(file, now).unwrap();
    }
    let held = std::fs::read_to_string(file).unwrap_or_default();
    assert!(held == now, "{} is not what {how} prints; run once with COCREATE_FREEZE=1", file.display());
}
#[test]
fn each_is_a_plan_file_that_reads_back() {
    for p in presets() {
        let ran = cocreate(&["init", p.number]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", p.id);
        compare(&root().join(format!("examples/plans/presets/{}.toml", p.id)), &ran.out, "`cocreate init`");
        let value: Value = toml::from_str(&ran.out).unwrap_or_else(|e| panic!("{}: {e}\n{}", p.id, ran.out));
        let plan = (p.plan)(&p.id.parse().unwrap(), &When::Offset("2027-01-01T12:00:00Z".to_owned()));
        assert_eq!(Plan::from_value(value).unwrap(), plan, "{}", p.id);
        // Words of every note stand there, whatever line they are on.
        let words =
            |s: &str| s.replace('#', "").split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        let text = words(&ran.out);
        for n in p.notes {
            let note = words(&format!("{} [{}]", n.text, n.kind));
            assert!(text.contains(&note), "{}: `{note}` is not told", p.id);
        }
    }
}
/// No file of a preset that there is no more.
#[test]
fn there_is_no_other_file() {
    let files = std::fs::read_dir(root().join("examples/plans/presets")).unwrap();
    for f in files.map(|f| f.unwrap().file_name().into_string().unwrap()) {
        assert!(presets().iter().any(|p| f == format!("{}.toml", p.id)), "{f} is of no preset");
    }
}
#[test]
fn the_page_of_presets_is_the_list() {
    let ran = cocreate(&["presets", "--markdown"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    compare(&root().join("docs/presets.md"), &ran.out, "`cocreate presets --markdown`");
}
#[test]
fn the_list_as_json_and_as_text() {
    let list: Vec<Value> = serde_json::from_str(&cocreate(&["presets", "--json"]).out).unwrap();
    assert_eq!(list.len(), presets().len());
    assert_eq!((&list[0]["id"], &list[0]["mode"]), (&"threadless-classic".into(), &"crowd".into()));
    assert_eq!(list[0]["tally"], "`mean-score`, `gate`; then `mean-score`, `approval`, `host-pick`");
    assert_eq!(list[0]["ballots"], "scores 0 to 5, approval");
    let gate =
        list[0]["notes"].as_array().unwrap().iter().find(|n| n["at"] == "rounds.0.select.score").unwrap();
    assert_eq!((&gate["kind"], &gate["source"]), (&"fact".into(), &"threadless-231718".into()));
    let text = cocreate(&["presets"]).out;
    assert_eq!(text.lines().count(), presets().len());
    assert!(text.starts_with("P01 threadless-classic: Threadless, crowd; "), "{text}");
}
/// What was written can be run: nobody enters, so that nobody wins.
#[test]
fn a_written_plan_is_run() {
    let file = fresh("tees.toml");
    let path = file.to_str().unwrap();
    let args = [
        "init",
        "threadless-classic",
        "--contest",
        "tees-7",
        "--starts",
        "2030-05-01T00:00:00+02:00",
        "--out",
        path,
    ];
    let ran = cocreate(&args);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("\ncontest = \"tees-7\"\n")
            && text.contains("\nstarts = \"2030-05-01T00:00:00+02:00\"\n")
    );
    let entries = fresh("tees-entries.csv");
    std::fs::write(&entries, "entry,person\nfox,ann\n").unwrap();
    let ran = cocreate(&["run", path, "--entries", entries.to_str().unwrap(), "--json"]);
    assert!(!ran.err.contains("fault"), "{ran:?}");
    // A second time it is not written over.
    let again = cocreate(&args);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(again.err.contains("tees.toml"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}
#[test]
fn bad_input_is_refused_by_name() {
    for (args, part) in [
        (&["init", "threadles-classic"][..], "did you mean `threadless-classic`?"),
        (&["init", "P01", "--starts", "tomorrow"], "--starts: `tomorrow` is no time"),
        (&["init", "P01", "--contest", "a b"], "--contest: "),
        (&["init", "P01", "--out", "/nowhere/at/all.toml"], "/nowhere/at/all.toml: "),
    ] {
        let ran = cocreate(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(part), "{args:?}: {}", ran.err);
    }
}
