//! What a reader tolerated.
use std::{collections::BTreeMap, fmt};

/// Something in a file that is not as the format has it, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Line of the first time, from 1; 0 if it is about the whole file.
    pub line: u64,
    /// What was found and how it was read.
    pub text: String,
    /// How often.
    pub times: u64,
}
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.text)?;
        if self.times > 1 {
            write!(f, " ({} times)", self.times)?;
        }
        Ok(())
    }
}

/// Most different notes that are kept; more are counted in the last.
const MOST: usize = 50;

/// Collects notes; the same text again is counted only.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_text: BTreeMap<String, (u64, u64)>,
    more: u64,
}
impl Notes {
    pub(super) fn add(&mut self, line: u64, text: impl AsRef<str> + Into<String>) {
        if let Some((_, times)) = self.by_text.get_mut(text.as_ref()) {
            *times += 1;
        } else if self.by_text.len() < MOST {
            self.by_text.insert(text.into(), (line, 1));
        } else {
            self.more += 1;
        }
    }
    /// By line.
    pub(super) fn finish(self) -> Vec<Note> {
        let mut out: Vec<Note> =
            self.by_text.into_iter().map(|(text, (line, times))| Note { line, text, times }).collect();
        out.sort_by_key(|n| n.line);
        if self.more > 0 {
            out.push(Note { line: 0, text: format!("{} notes more", self.more), times: 1 });
        }
        out
    }
}
