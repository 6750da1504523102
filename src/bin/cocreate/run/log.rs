//! Logs as JSON Lines: an event a line, with or without the head of the chain after it.
use super::ballots::is_log;
use crate::input;
use cocreate::{
    audit::{Chain, LogLine, verify},
    contest::{Event, ValidPlan},
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// The log among the files of ballots, if there is one.
pub(super) fn file_among(ballots: &[String]) -> Result<Option<PathBuf>, String> {
    match ballots.iter().find(|b| is_log(Path::new(b))) {
        Some(_) if ballots.len() > 1 => Err("a log holds its own ballots; give no other file".to_owned()),
        found => Ok(found.map(PathBuf::from)),
    }
}
fn genesis(plan: &ValidPlan) -> Chain {
    Chain::genesis(&plan.plan().contest, &plan.digest())
}
/// The events of a log. Where there are heads they must be right.
pub(super) fn read(path: &Path, plan: &ValidPlan) -> Result<Vec<Event>, String> {
    let text = input::text(path)?;
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let shown = path.display();
    if lines.first().is_some_and(|l| l.starts_with(r#"{"event":"#)) {
        verify(&lines, genesis(plan), &[]).map_err(|e| format!("{shown}: {e}"))?;
        let event = |(i, l): (usize, &&str)| {
            LogLine::read(l.as_bytes()).map(|l| l.event).map_err(|e| format!("{shown}: line {}: {e}", i + 1))
        };
        return lines.iter().enumerate().map(event).collect();
    }
    let event = |(i, l): (usize, &&str)| {
        serde_json::from_str(l).map_err(|e| {
            // An event is one line to its reader, which counts from 1 again.
            let (text, column) = (e.to_string(), e.column());
            let what = text.strip_suffix(&format!(" at line 1 column {column}")).unwrap_or(&text);
            format!("{shown}: line {}, column {column}: {what}", i + 1)
        })
    };
    lines.iter().enumerate().map(event).collect()
}
/// Writes a log with its heads.
pub(super) fn write(path: &Path, plan: &ValidPlan, log: &[Event]) -> Result<(), String> {
    let mut chain = genesis(plan);
    let mut text = String::new();
    for event in log {
        let head = chain.push(event).map_err(|e| e.to_string())?;
        let line = LogLine { event: event.clone(), head };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", line.write());
    }
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
