//! The command `cocreate` on small files, from the outside: what it prints and how it ends.
mod convert;
mod deciding;
mod explain;
mod formats;
mod memory;
mod outcome;
mod refuse;
mod rules;
mod run;
mod scopes;
mod shared;
mod ties;

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What a run printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}
pub(crate) fn cocreate(args: &[&str]) -> Ran {
    let out = Command::new(env!("CARGO_BIN_EXE_cocreate")).args(args).output().unwrap();
    Ran {
        code: out.status.code().unwrap_or_else(|| panic!("{args:?} was killed: {:?}", out.status)),
        out: String::from_utf8(out.stdout).unwrap(),
        err: String::from_utf8(out.stderr).unwrap(),
    }
}
/// A file of `tests/data/cli`.
fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cli").join(name).to_str().unwrap().to_owned()
}
/// `count --json` with these options, and the exit code.
fn count(file: &str, args: &[&str]) -> (Value, i32) {
    let file = if Path::new(file).is_absolute() { file.to_owned() } else { data(file) };
    let all: Vec<&str> = ["count", "--json"].iter().chain(args).copied().chain([file.as_str()]).collect();
    let ran = cocreate(&all);
    let json = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{all:?}: {e}: {ran:?}"));
    (json, ran.code)
}
fn winners(file: &str, args: &[&str]) -> Vec<String> {
    let (json, code) = count(file, args);
    assert_eq!((code, &json["outcome"]["kind"]), (0, &Value::from("decided")), "{json}");
    serde_json::from_value(json["outcome"]["winners"].clone()).unwrap()
}
/// Message of a run that must be refused: exit code 2, nothing on the standard output.
fn refused(args: &[&str]) -> String {
    let ran = cocreate(args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {ran:?}");
    assert!(ran.err.starts_with("error: "), "{ran:?}");
    ran.err
}
/// A file in a folder for this test, written now.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}
