//! People from a file.
use super::table::{Row, rows};
use cocreate::{
    admit::Applicant,
    contest::Plan,
    id::{EntryId, PersonId, RosterId},
    num::Exact,
};
use std::path::Path;

/// Columns that are no measures of a person.
const COLUMNS: [&str; 7] = ["roster", "person", "party", "share", "stratum", "delegate", "conflicts"];

/// A row of the roster.
#[derive(Debug)]
pub(super) struct Member {
    /// Where it stands, for messages.
    pub(super) at: String,
    pub(super) roster: RosterId,
    pub(super) applicant: Applicant,
    pub(super) share: Option<Exact>,
    /// To whom they delegate.
    pub(super) delegate: Option<PersonId>,
    /// Entries that they may not judge.
    pub(super) conflicts: Vec<EntryId>,
}

pub(super) fn read(path: &Path, plan: &Plan) -> Result<Vec<Member>, String> {
    let only = if plan.rosters.len() == 1 { plan.rosters.keys().next() } else { None };
    let header = |columns: &[String]| {
        if !columns.iter().any(|c| c == "person") {
            return Err("a roster has a column `person`".to_owned());
        }
        if only.is_none() && !columns.iter().any(|c| c == "roster") {
            let known: Vec<_> = plan.rosters.keys().map(ToString::to_string).collect();
            return Err(format!("the plan has several rosters, {}; add a column `roster`", known.join(", ")));
        }
        Ok(columns.iter().filter(|c| !COLUMNS.contains(&c.as_str())).cloned().collect())
    };
    let mut all = vec![];
    rows(path, header, |measures: &Vec<String>, row| {
        all.push(member(row, only, measures)?);
        Ok(())
    })?;
    Ok(all)
}
fn member(row: &Row<'_, '_>, only: Option<&RosterId>, measures: &[String]) -> Result<Member, String> {
    let roster = match (row.parse("roster")?, only) {
        (Some(roster), _) => roster,
        (None, Some(only)) => only.clone(),
        (None, None) => row.need("roster")?,
    };
    let mut applicant = Applicant::new(row.need("person")?);
    applicant.party = row.parse("party")?;
    applicant.stratum = row.get("stratum").map(str::to_owned);
    for name in measures {
        let fact = |e: String| {
            let known = COLUMNS.join(", ");
            format!(
                "{e}; `{name}` is taken for a fact about the person, since a roster's own columns are {known}"
            )
        };
        if let Some(value) = row.parse(name).map_err(fact)? {
            applicant.record.insert(name.clone(), value);
        }
    }
    Ok(Member {
        at: row.place(0),
        roster,
        applicant,
        share: row.parse("share")?,
        delegate: row.parse("delegate")?,
        conflicts: row.list("conflicts")?,
    })
}
