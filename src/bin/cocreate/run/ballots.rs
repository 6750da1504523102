//! Ballots from CSV files: who says what, before it is known which slate they name.
use super::table::{Row, rows};
use cocreate::{
    ballot::Comparison,
    contest::Plan,
    id::{EntryId, PersonId, PollId},
};
use std::path::{Path, PathBuf};

/// One thing that somebody says, or nothing, which is a blank ballot.
#[derive(Clone, Debug)]
pub(super) enum Say {
    Blank,
    /// A value for an entry: a score, votes, a position.
    Value(EntryId, String),
    /// A whole order, level entries together.
    Ranks(Vec<Vec<EntryId>>),
    /// Which of two.
    Pair(EntryId, EntryId, Comparison),
}
/// A row, or a field of a wide row.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Where it stands, for messages.
    pub(super) at: String,
    pub(super) voter: PersonId,
    pub(super) say: Say,
}

/// How the columns besides `poll` and `voter` are to be read.
enum Layout {
    Long,
    Pairs,
    Ranks,
    Wide(Vec<EntryId>),
}
impl Layout {
    fn of(columns: &[String]) -> Result<Self, String> {
        let names: Vec<String> = columns.iter().map(|c| c.to_ascii_lowercase()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ranks = |(i, n): (usize, &&str)| n.strip_prefix("rank").is_some_and(|k| k == (i + 1).to_string());
        Ok(match names[..] {
            [] => return Err("there is no column besides `poll` and `voter`".to_owned()),
            ["entry", "value"] => Self::Long,
            ["first", "second", "answer"] => Self::Pairs,
            ["choice"] => Self::Ranks,
            _ if names.iter().enumerate().all(ranks) => Self::Ranks,
            _ => {
                let entry = |c: &String| c.parse().map_err(|e| format!("column `{c}`: {e}"));
                Self::Wide(columns.iter().map(entry).collect::<Result<_, String>>()?)
            }
        })
    }
}

/// A file, and its poll if that was named before it, `POLL=FILE`, or is the only one.
pub(super) fn named(arg: &str, plan: &Plan) -> (Option<PollId>, PathBuf) {
    if let Some((poll, file)) = arg.split_once('=')
        && let Some(p) = polls(plan).find(|p| p.as_str() == poll)
    {
        return (Some(p.clone()), file.into());
    }
    let mut all = polls(plan);
    let only = all.next().filter(|_| all.next().is_none());
    (only.cloned(), arg.into())
}
fn polls(plan: &Plan) -> impl Iterator<Item = &PollId> {
    plan.rounds.iter().flat_map(|r| &r.polls).map(|p| &p.poll)
}

/// What a file says, by poll in the order of the rows.
pub(super) fn read(arg: &str, plan: &Plan, mut put: impl FnMut(PollId, Said)) -> Result<(), String> {
    let (fixed, path) = named(arg, plan);
    let all: Vec<&PollId> = polls(plan).collect();
    let list = || all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let header = |columns: &[String]| {
        let of = |name: &str| columns.iter().position(|c| c.eq_ignore_ascii_case(name));
        let voter = of("voter").ok_or("ballots of a contest have a column `voter`")?;
        let poll = of("poll");
        if poll.is_none() && fixed.is_none() {
            let advice = "add a column `poll`, or give POLL=FILE for each";
            return Err(format!("the plan has the polls {}; {advice}", list()));
        }
        let rest: Vec<usize> = (0..columns.len()).filter(|i| *i != voter && Some(*i) != poll).collect();
        let names: Vec<String> = rest.iter().map(|i| columns[*i].clone()).collect();
        let layout = Layout::of(&names)?;
        Ok((voter, poll, rest, layout))
    };
    rows(&path, header, |(voter, poll, rest, layout), row| {
        let wrong = |column: usize, why: String| format!("{}: {why}", row.place(column));
        let id = row.at(*voter).parse().map_err(|e| wrong(*voter, format!("the voter: {e}")))?;
        let poll = match poll {
            Some(i) => {
                let found = all.iter().find(|p| p.as_str() == row.at(*i));
                let none = || format!("there is no poll `{}`; there is: {}", row.at(*i), list());
                (*found.ok_or_else(|| wrong(*i, none()))?).clone()
            }
            None => fixed.clone().ok_or("a poll is named")?,
        };
        said(row, &id, rest, layout, |at, say| put(poll.clone(), Said { at, voter: id.clone(), say }))
    })
}
/// What a row says.
fn said(
    row: &Row<'_, '_>,
    voter: &PersonId,
    columns: &[usize],
    layout: &Layout,
    mut put: impl FnMut(String, Say),
) -> Result<(), String> {
    let wrong = |column: usize, why: String| format!("{}: ballot of `{voter}`: {why}", row.place(column));
    let entry = |column: usize, text: &str| -> Result<EntryId, String> {
        text.trim().parse().map_err(|e| wrong(column, format!("the entry: {e}")))
    };
    let here = || row.place(columns[0]);
    match layout {
        Layout::Long => {
            let e = entry(columns[0], row.at(columns[0]))?;
            put(row.place(columns[1]), Say::Value(e, row.at(columns[1]).to_owned()));
        }
        Layout::Pairs => {
            let (a, b) = (entry(columns[0], row.at(columns[0]))?, entry(columns[1], row.at(columns[1]))?);
            let answer = match row.at(columns[2]) {
                "first" => Comparison::First,
                "second" => Comparison::Second,
                "draw" => Comparison::Draw,
                "skip" => Comparison::Skip,
                _ => return Err(wrong(columns[2], "expected first, second, draw or skip".to_owned())),
            };
            put(here(), Say::Pair(a, b, answer));
        }
        Layout::Ranks => {
            let mut tiers = vec![];
            for c in columns {
                let tier = row.at(*c).split('|').filter(|t| !t.trim().is_empty());
                let tier = tier.map(|t| entry(*c, t)).collect::<Result<Vec<_>, _>>()?;
                if !tier.is_empty() {
                    tiers.push(tier);
                }
            }
            put(here(), Say::Ranks(tiers));
        }
        Layout::Wide(entries) => {
            let values = entries.iter().zip(columns).filter(|(_, c)| !row.at(**c).is_empty());
            let mut blank = true;
            for (e, c) in values {
                put(row.place(*c), Say::Value(e.clone(), row.at(*c).to_owned()));
                blank = false;
            }
            if blank {
                put(here(), Say::Blank);
            }
        }
    }
    Ok(())
}
/// Whether a file is a log.
pub(super) fn is_log(path: &Path) -> bool {
    let is = |p: &Path, extension: &str| p.extension().is_some_and(|x| x.eq_ignore_ascii_case(extension));
    is(path, "jsonl") || (is(path, "gz") && path.file_stem().is_some_and(|stem| is(Path::new(stem), "jsonl")))
}
