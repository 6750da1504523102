//! Pabulib files, `.pb`: participatory budgets with costs.
//!
//! Three sections, `META`, `PROJECTS` and `VOTES`, of records between semicolons, the first of each naming its
//! columns. The entries are the projects, named by `project_id`, in file order. `vote_type` tells the ballots:
//! `approval` and `choose-1` are approvals, `ordinal` rankings, `cumulative` points within `max_sum_points`,
//! `scoring` scores on the coarsest scale that holds all values. Costs and the budget become whole units of the
//! smallest decimal that occurs. Column `selected` (1 = funded) is kept for comparison.
//!
//! # References
//! Faliszewski et al., "Participatory budgeting: data, tools, and analysis", IJCAI 2023; <https://pabulib.org/format>
use super::{
    Costs, Format, Limits, Poll, ReadError,
    error::{Fault, Place},
    ids::Ids,
    lines::Lines,
    marks::Marks,
    names::Names,
    notes::Notes,
    ranked::Direct,
    record::{Records, trimmed},
};
use crate::{
    ballot::{Approval, ApprovalForm, BallotError, Cost, MAX_POINTS, Points, PointsForm},
    id::{EntryIx, EntrySet},
    profile::{AnyProfile, Profile, ProfileBuilder, Slate},
};
use std::{collections::BTreeMap, io::Read};

/// The format of `.pb` files.
#[derive(Clone, Copy, Debug)]
pub struct Pabulib;
impl Format for Pabulib {
    fn id(&self) -> &'static str {
        "pabulib"
    }
    fn extensions(&self) -> &'static [&'static str] {
        &["pb"]
    }
    fn read(&self, input: &mut dyn Read, limits: &Limits) -> Result<Poll, ReadError> {
        let mut file =
            File { r: Records::new(Lines::new(input), b';'), meta: BTreeMap::new(), notes: Notes::default() };
        file.section("META")?;
        file.meta()?;
        let projects = file.projects()?;
        file.votes(projects, limits)
    }
}

/// A value of the section META, and where it stands.
type Meta = BTreeMap<String, (String, Place)>;

struct File<'r> {
    r: Records<'r>,
    meta: Meta,
    notes: Notes,
}
#[derive(Default)]
struct Projects {
    names: Names,
    costs: Vec<(Decimal, Place)>,
    chosen: Option<EntrySet>,
}

impl File<'_> {
    /// Whether the record is the title of that section.
    fn is(&self, title: &str) -> bool {
        self.r.len() == 1 && self.r.trimmed(0).eq_ignore_ascii_case(title)
    }
    fn section(&mut self, title: &str) -> Result<(), ReadError> {
        if !self.r.next()? {
            return Err(self.r.lines().cut(format!("the section {title}")));
        }
        if self.is(title) { Ok(()) } else { Err(self.r.expected(0, 0, format!("the section {title}"))) }
    }
    /// The next record before the section `until`.
    fn until(&mut self, until: &str) -> Result<bool, ReadError> {
        if !self.r.next()? {
            return Err(self.r.lines().cut(format!("the section {until}")));
        }
        Ok(!self.is(until))
    }
    fn meta(&mut self) -> Result<(), ReadError> {
        while self.until("PROJECTS")? {
            let key = self.r.trimmed(0);
            if key != "key" && self.meta.len() < 1000 {
                let value = (self.r.trimmed(1).to_owned(), self.r.place(1, 0));
                self.meta.insert(key.to_owned(), value);
            }
        }
        Ok(())
    }
    fn said(&self, key: &str) -> Option<&str> {
        self.meta.get(key).map(|(v, _)| v.as_str())
    }
    fn whole(&self, key: &str) -> Result<Option<u64>, ReadError> {
        let Some((text, at)) = self.meta.get(key) else { return Ok(None) };
        // `400000.0` is whole, too.
        match Decimal::parse(text).and_then(|d| d.scaled(0)) {
            Some(n) => Ok(Some(n)),
            None => Err(expected(*at, &format!("a whole number for `{key}`"), text)),
        }
    }
    /// Where the columns of a section are.
    fn columns<const N: usize>(
        &mut self,
        section: &str,
        names: [&str; N],
    ) -> Result<[Option<usize>; N], ReadError> {
        if !self.r.next()? {
            return Err(self.r.lines().cut(format!("the columns of the section {section}")));
        }
        Ok(names.map(|n| (0..self.r.len()).find(|i| self.r.trimmed(*i).eq_ignore_ascii_case(n))))
    }
    fn projects(&mut self) -> Result<Projects, ReadError> {
        let [id, cost, selected] = self.columns("PROJECTS", ["project_id", "cost", "selected"])?;
        let (Some(id), Some(cost)) = (id, cost) else {
            return Err(self.r.expected(0, 0, "the columns `project_id` and `cost`"));
        };
        let mut p = Projects { chosen: selected.map(|_| EntrySet::EMPTY), ..Projects::default() };
        while self.until("VOTES")? {
            let (name, price) = (self.r.trimmed(id), self.r.trimmed(cost));
            if name.is_empty() {
                return Err(self.r.expected(id, 0, "the id of a project"));
            }
            let e = p.names.add(name, self.r.place(id, 0))?;
            let at = self.r.place(cost, 0);
            let price =
                Decimal::parse(price).ok_or_else(|| expected(at, "a cost such as 1500 or 12.50", price))?;
            p.costs.push((price, at));
            if let (Some(set), Some(i)) = (&mut p.chosen, selected)
                && self.r.trimmed(i) == "1"
            {
                set.insert(e);
            }
        }
        let (said, found) = (self.whole("num_projects")?, p.names.len() as u64);
        if let Some(said) = said.filter(|s| *s != found) {
            return Err(self.r.error(0, 0, Fault::Promise { what: "projects", said, found }));
        }
        Ok(p)
    }
    /// Costs and budget in units of the smallest decimal that occurs.
    fn costs(&self, p: &Projects) -> Result<Costs, ReadError> {
        let Some((text, at)) = self.meta.get("budget") else {
            return Err(self.r.lines().cut("the key `budget` in the section META"));
        };
        let budget =
            Decimal::parse(text).ok_or_else(|| expected(*at, "the budget, such as 1500 or 12.50", text))?;
        let decimals = p.costs.iter().map(|c| c.0.decimals).fold(budget.decimals, u32::max);
        let scaled = |d: &Decimal, at: Place| {
            let fault = || Fault::TooLarge { found: format!("{}e-{}", d.digits, d.decimals), most: u64::MAX };
            d.scaled(decimals).ok_or_else(|| ReadError { at, fault: fault() })
        };
        let costs: Result<Vec<u64>, _> = p.costs.iter().map(|(d, at)| scaled(d, *at)).collect();
        let currency = self.said("currency").map(str::to_owned);
        Ok(Costs { costs: costs?, budget: scaled(&budget, *at)?, decimals, currency })
    }
    fn votes(mut self, p: Projects, limits: &Limits) -> Result<Poll, ReadError> {
        let costs = self.costs(&p)?;
        let [vote, points, voter] = self.columns("VOTES", ["vote", "points", "voter_id"])?;
        let vote = vote.ok_or_else(|| self.r.expected(0, 0, "the column `vote`"))?;
        let mut to = Votes::new(&self, p.names.len(), limits)?;
        if to.needs_points() && points.is_none() {
            return Err(self.r.expected(0, 0, "the column `points` beside `vote`, for this vote_type"));
        }
        let (mut found, mut voters) = (0, Ids::default());
        while self.r.next()? {
            found += 1;
            let (id, line) = (voter.map_or("", |i| self.r.trimmed(i)), self.r.line());
            if !id.is_empty() && voters.add(id, line).is_some() {
                self.notes.add(line, "a voter id that stood there before was read as another voter");
            }
            to.take(&mut self, &p.names, vote, points.unwrap_or(usize::MAX))?;
        }
        if let Some(said) = self.whole("num_votes")?.filter(|s| *s != found) {
            return Err(self.r.error(0, 0, Fault::Promise { what: "votes", said, found }));
        }
        if let Some((text, at)) = self.meta.get("min_project_score_threshold") {
            let asks =
                format!("the file asks for {text} votes a project; a rule does so by its own parameter");
            self.notes.add(at.line, asks);
        }
        let end = Place { line: self.r.lines().line(), column: 1 };
        let ballots = to.finish(p.names.len(), end, self.r.lines().bytes(), limits)?;
        let mut poll = Poll::new(p.names.finish(), ballots);
        poll.title = self.said("description").map(str::to_owned);
        poll.costs = Some(costs);
        poll.chosen = p.chosen;
        poll.header = self.meta.into_iter().map(|(k, (v, _))| (k, v)).collect();
        poll.notes = self.notes.finish();
        Ok(poll)
    }
}

/// Ballots of the file's vote type.
enum Votes {
    Approvals(ProfileBuilder<Approval>),
    Orders(Box<Direct>),
    Points(ProfileBuilder<Points>),
    Scores(Marks),
}
impl Votes {
    fn new(file: &File<'_>, entries: usize, limits: &Limits) -> Result<Self, ReadError> {
        let slate = Slate::anonymous(entries);
        let Some((kind, at)) = file.meta.get("vote_type") else {
            return Err(file.r.lines().cut("the key `vote_type` in the section META"));
        };
        let at = *at;
        let refused = |e| ReadError { at, fault: Fault::Ballot(e) };
        Ok(match kind.as_str() {
            "approval" | "choose-1" => {
                Self::Approvals(Profile::builder(slate, ApprovalForm::default()).map_err(refused)?)
            }
            "ordinal" => Self::Orders(Box::new(Direct::new(entries, limits).map_err(refused)?)),
            "cumulative" => {
                let budget = file.whole("max_sum_points")?.unwrap_or(MAX_POINTS).min(MAX_POINTS);
                let form = PointsForm { budget, cost: Cost::Linear, negative: false, most: MAX_POINTS };
                Self::Points(Profile::builder(slate, form).map_err(refused)?)
            }
            "scoring" => Self::Scores(Marks::default()),
            other => {
                return Err(expected(at, "approval, choose-1, ordinal, cumulative or scoring", other));
            }
        })
    }
    const fn needs_points(&self) -> bool {
        matches!(self, Self::Points(_) | Self::Scores(_))
    }
    fn take(
        &mut self,
        file: &mut File<'_>,
        names: &Names,
        vote: usize,
        points: usize,
    ) -> Result<(), ReadError> {
        let (r, notes) = (&file.r, &mut file.notes);
        let mut twice = || notes.add(r.line(), "a project named again on one ballot was dropped there");
        let refused = |cause: BallotError| r.error(vote, 0, Fault::Ballot(cause));
        match self {
            Self::Approvals(b) => {
                let mut set = EntrySet::EMPTY;
                each(r, names, vote, |e, _, _| {
                    if !set.insert(e) {
                        twice();
                    }
                    Ok(())
                })?;
                b.push(&Approval(set)).map_err(|e| refused(e.cause))
            }
            Self::Orders(d) => {
                d.order.clear();
                each(r, names, vote, |e, _, _| {
                    if !d.order.name(e) {
                        twice();
                    }
                    d.order.close();
                    Ok(())
                })?;
                let line = super::lines::Line { no: r.line(), text: "" };
                d.take(1, line, r.lines().bytes())
            }
            Self::Points(b) => {
                let mut marks = BTreeMap::<EntryIx, u64>::new();
                let mut given = Given::new(r, points);
                each(r, names, vote, |e, _, _| {
                    let (text, at) = given.next();
                    let Ok(n) = text.parse::<u32>() else {
                        return Err(expected(at, "whole points for each project of the vote", text));
                    };
                    let before = marks.get(&e).copied();
                    let sum = before.unwrap_or(0) + u64::from(n);
                    if sum > MAX_POINTS {
                        let fault = Fault::TooLarge { found: sum.to_string(), most: MAX_POINTS };
                        return Err(ReadError { at, fault });
                    }
                    if before.is_some() {
                        notes.add(r.line(), "a project named again on one ballot got the sum of its points");
                    }
                    marks.insert(e, sum);
                    Ok(())
                })?;
                given.end()?;
                let marks = marks.into_iter().map(|(e, n)| (e, n as i64)).collect();
                b.push(&Points(marks)).map_err(|e| refused(e.cause))
            }
            Self::Scores(m) => {
                let ballot = m.ballot(1, || r.place(vote, 0))?;
                let (mut given, mut seen) = (Given::new(r, points), EntrySet::EMPTY);
                each(r, names, vote, |e, _, _| {
                    let (text, at) = given.next();
                    if seen.insert(e) {
                        return m.mark(ballot, e, text, || at);
                    }
                    twice();
                    Ok(())
                })?;
                given.end()
            }
        }
    }
    fn finish(
        self,
        entries: usize,
        end: Place,
        bytes: u64,
        limits: &Limits,
    ) -> Result<AnyProfile, ReadError> {
        Ok(match self {
            Self::Approvals(b) => b.finish().into(),
            Self::Orders(d) => d.finish().into(),
            Self::Points(b) => b.finish().into(),
            Self::Scores(m) => return m.finish(entries, end, bytes, limits),
        })
    }
}

/// The points of a vote, between commas, one for each project.
struct Given<'a, 'r> {
    r: &'a Records<'r>,
    field: usize,
    /// Where the next one begins; `None` after the last.
    at: Option<usize>,
}
impl<'a, 'r> Given<'a, 'r> {
    fn new(r: &'a Records<'r>, field: usize) -> Self {
        let at = (!r.trimmed(field).is_empty()).then_some(0);
        Self { r, field, at }
    }
    /// The next one and where it stands; an empty text after the last.
    fn next(&mut self) -> (&'a str, Place) {
        let whole = self.r.field(self.field);
        let Some(at) = self.at else { return ("", self.r.place(self.field, whole.len())) };
        let part = whole[at..].split(',').next().unwrap_or_default();
        self.at = Some(at + part.len() + 1).filter(|n| *n <= whole.len());
        (trimmed(part), self.r.place(self.field, at))
    }
    /// Whether none is left.
    fn end(&mut self) -> Result<(), ReadError> {
        if self.at.is_none() {
            return Ok(());
        }
        let (text, at) = self.next();
        Err(expected(at, "no more points than there are projects on the vote", text))
    }
}

/// The projects of a vote, between commas.
fn each(
    r: &Records<'_>,
    names: &Names,
    vote: usize,
    mut name: impl FnMut(EntryIx, usize, usize) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let field = r.field(vote);
    if field.trim().is_empty() {
        return Ok(());
    }
    let mut at = 0;
    for (i, part) in field.split(',').enumerate() {
        let id = trimmed(part);
        let Some(e) = names.find(id) else {
            let name = id.chars().take(60).collect();
            return Err(r.error(vote, at, Fault::NoSuchName { name, listed: names.first_line() }));
        };
        name(e, i, at)?;
        at += part.len() + 1;
    }
    Ok(())
}

fn expected(at: Place, wanted: &str, found: &str) -> ReadError {
    let found = if found.is_empty() { "an empty field".into() } else { super::error::shown(found) };
    ReadError { at, fault: Fault::Expected { wanted: wanted.into(), found } }
}

/// A number that is not negative, as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    digits: u128,
    /// How many of them stand after the point, zeros at the end left out.
    decimals: u32,
}
impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part = part.trim_end_matches('0');
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || whole.len() > 20 || part.len() > 18 {
            return None;
        }
        let digits = format!("{whole}{part}").parse().ok()?;
        Some(Self { digits, decimals: part.len() as u32 })
    }
    /// As a whole number of units of so many decimals.
    fn scaled(&self, decimals: u32) -> Option<u64> {
        let up = 10u128.checked_pow(decimals.checked_sub(self.decimals)?)?;
        u64::try_from(self.digits.checked_mul(up)?).ok()
    }
}
