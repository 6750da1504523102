//! Entries from a file.
use super::table::{Row, rows};
use cocreate::{
    contest::{Digest, Plan, Submission},
    id::EntryId,
    num::{Amount, Exact},
    reward::TeamShare,
};
use std::{collections::BTreeMap, path::Path};

/// Columns that are no figures of the plan.
const COLUMNS: [&str; 7] = ["entry", "person", "share", "category", "party", "cost", "digest"];

/// An entry of the file, with what the host states of it.
#[derive(Debug)]
pub(super) struct Entered {
    /// Where its first row stands, for messages.
    pub(super) at: String,
    pub(super) submission: Submission,
    pub(super) figures: BTreeMap<String, Amount>,
}

/// Entries in the order of their first rows, and figures of entries that the plan gives.
pub(super) fn read(path: &Path, plan: &Plan) -> Result<Vec<Entered>, String> {
    let mut all: Vec<Entered> = vec![];
    let mut by_id: BTreeMap<EntryId, usize> = BTreeMap::new();
    let figures = &plan.entries.figures;
    let header = |columns: &[String]| {
        if !columns.iter().any(|c| c == "entry") {
            return Err("a list of entries has a column `entry`".to_owned());
        }
        match columns.iter().find(|c| !COLUMNS.contains(&c.as_str()) && !figures.contains(*c)) {
            Some(c) => {
                let known = COLUMNS.into_iter().chain(figures.iter().map(String::as_str));
                Err(format!("there is no column `{c}`; there is: {}", known.collect::<Vec<_>>().join(", ")))
            }
            None => Ok(()),
        }
    };
    rows(path, header, |(), row| {
        let entry: EntryId = row.need("entry")?;
        let at = *by_id.entry(entry.clone()).or_insert(all.len());
        if at == all.len() {
            all.push(entered(row, entry, figures)?);
        }
        if let Some(person) = row.parse("person")? {
            let share = row.parse("share")?.unwrap_or(Exact::ONE);
            all[at].submission.team.push(TeamShare { person, share });
        }
        Ok(())
    })?;
    Ok(all)
}
/// The first row of an entry; what its further rows say besides the team is not looked at.
fn entered<'a>(
    row: &Row<'_, '_>,
    entry: EntryId,
    figures: impl IntoIterator<Item = &'a String>,
) -> Result<Entered, String> {
    let mut stated = BTreeMap::new();
    for name in figures {
        if let Some(text) = row.get(name) {
            let amount = text.parse().ok().and_then(|n: u128| Amount::new(n).ok());
            let wanted = || format!("`{text}`: expected whole minor units, from 0 to {}", Amount::MAX);
            stated.insert(name.clone(), amount.ok_or_else(|| row.wrong(name, wanted()))?);
        }
    }
    let submission = Submission {
        entry,
        team: vec![],
        category: row.parse("category")?,
        party: row.parse("party")?,
        cost: row.parse("cost")?,
        digest: row.parse("digest")?.unwrap_or_else(|| Digest::of(b"")),
    };
    Ok(Entered { at: row.place(0), submission, figures: stated })
}
