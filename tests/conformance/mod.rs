//! Real files with known outcomes, from the folder `shared` beside the crate.
//!
//! The folder is found by `COCREATE_SHARED`, or beside the crate. Where it is missing these tests do nothing,
//! unless `COCREATE_REQUIRE_SHARED=1`.
mod committees;
mod contest;
mod eurovision;
mod outcomes;
pub(crate) mod polis;
mod programs;
mod ranked_choice;
pub(crate) mod read;
mod skating;
mod transferable;

use std::path::{Path, PathBuf};

/// The folder, or `None` where it may be missing.
pub(crate) fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("COCREATE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if dir.join("data").is_dir() {
        return Some(dir);
    }
    assert!(
        std::env::var("COCREATE_REQUIRE_SHARED").as_deref() != Ok("1"),
        "the folder {} is required and missing",
        dir.display()
    );
    eprintln!("skipped: no folder {}", dir.display());
    None
}
/// All files below a folder, sorted.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = vec![];
    let mut open = vec![dir.to_owned()];
    while let Some(d) = open.pop() {
        for e in std::fs::read_dir(&d).unwrap() {
            let p = e.unwrap().path();
            if p.is_dir() { open.push(p) } else { out.push(p) }
        }
    }
    out.sort();
    out
}
