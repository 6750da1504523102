//! The fifteen demands that follow from what users of such platforms complain about, each by its name.
mod conduct;
mod results;

use crate::contest::desk::Desk;
use cocreate::{ballot::Choice, id::EntryIx};
use std::path::Path;

/// A vote on `x` and `y`; `polls` and `select` as a plan writes them.
fn vote(ballot: &str, tally: &str, select: &str) -> Desk {
    Desk::new(&format!(
        r#"{{
        "contest": "vote", "mode": "community", "starts": "2026-12-01T00:00:00Z",
        "rosters": {{ "all": {{ "given": ["ann", "bob", "cy", "dee"] }} }},
        "entries": {{ "given": [{{ "entry": "x" }}, {{ "entry": "y" }}] }},
        "rounds": [{{
            "balloting": "7d",
            "polls": [{{ "poll": "vote", "voters": "all", "ballot": {ballot}, "tally": {{ "rule": "{tally}" }} }}],
            "select": {select}
        }}]
    }}"#
    ))
}
fn choice(d: &mut Desk, who: &str, e: u32) {
    d.cast("vote", who, Choice(Some(EntryIx::new(e)))).unwrap();
}
/// Source files of the crate, without their tests.
fn sources() -> Vec<(String, String)> {
    fn below(dir: &Path, out: &mut Vec<(String, String)>) {
        for f in std::fs::read_dir(dir).unwrap() {
            let path = f.unwrap().path();
            if path.is_dir() {
                below(&path, out);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                out.push((path.display().to_string(), code));
            }
        }
    }
    let mut out = vec![];
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}
