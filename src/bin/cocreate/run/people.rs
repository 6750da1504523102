//! People from a file.
use super::table::{Row, rows};
use cocreate::{
    admit::Applicant,
    contest::{Plan, Scope},
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
    /// To whom they delegate, and for what: without a scope, for everything.
    pub(super) delegates: Vec<(Option<Scope>, PersonId)>,
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
        let others = columns.iter().filter(|c| !COLUMNS.contains(&c.as_str()));
        let (scoped, measures) = others.cloned().partition(|c| c.starts_with("delegate."));
        Ok(Further { measures, scopes: scopes(scoped)? })
    };
    let mut all = vec![];
    rows(path, header, |further: &Further, row| {
        all.push(member(row, only, further)?);
        Ok(())
    })?;
    Ok(all)
}
/// Columns whose names a file chooses.
struct Further {
    /// What is known of a person.
    measures: Vec<String>,
    /// `delegate.area.NAME` and `delegate.issue.POLL`.
    scopes: Vec<(String, Scope)>,
}
fn scopes(columns: Vec<String>) -> Result<Vec<(String, Scope)>, String> {
    let of = |column: String| {
        let wrong = |why: &dyn std::fmt::Display| {
            format!("column `{column}`: {why}; expected `delegate.area.NAME` or `delegate.issue.POLL`")
        };
        let scope = match column.splitn(3, '.').collect::<Vec<_>>()[..] {
            [_, "area", name] => Scope::Area(name.parse().map_err(|e| wrong(&e))?),
            [_, "issue", name] => Scope::Issue(name.parse().map_err(|e| wrong(&e))?),
            _ => return Err(wrong(&"for what it stands is unknown")),
        };
        Ok((column, scope))
    };
    columns.into_iter().map(of).collect()
}
fn member(row: &Row<'_, '_>, only: Option<&RosterId>, further: &Further) -> Result<Member, String> {
    let roster = match (row.parse("roster")?, only) {
        (Some(roster), _) => roster,
        (None, Some(only)) => only.clone(),
        (None, None) => row.need("roster")?,
    };
    let mut applicant = Applicant::new(row.need("person")?);
    applicant.party = row.parse("party")?;
    applicant.stratum = row.get("stratum").map(str::to_owned);
    for name in &further.measures {
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
    let mut delegates: Vec<(Option<Scope>, PersonId)> =
        row.parse("delegate")?.map(|to| (None, to)).into_iter().collect();
    for (column, scope) in &further.scopes {
        delegates.extend(row.parse(column)?.map(|to| (Some(scope.clone()), to)));
    }
    Ok(Member {
        at: row.place(0),
        roster,
        applicant,
        share: row.parse("share")?,
        delegates,
        conflicts: row.list("conflicts")?,
    })
}
