//! Conversations of Polis: what all groups of opinion agree on.
//!
//! Known from the exports: who is in which group, what each participant said last, how often each agreed and disagreed, and how often
//! each statement was agreed with, where a vote that was changed is counted each time.
use super::shared;
use cocreate::{
    ballot::{ScoreForm, Scores},
    count::{Options, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryId, EntryIx},
    num::Exact,
    profile::Profile,
    quality::groups::{GroupVotes, consensus},
    select::{Candidate, CombineBy, CombinedScores, PollResult, Results, SelectNote, select},
    tally::registry,
};
use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Stdio},
};

/// A file of a packed conversation, if there are programs to unpack it.
fn packed(archive: &Path, file: &str) -> Option<String> {
    let name = format!("*/{file}");
    let run = Command::new("tar")
        .args(["-xJOf".as_ref(), archive.as_os_str(), "--wildcards".as_ref(), name.as_ref()])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    run.status.success().then(|| String::from_utf8(run.stdout).unwrap())
}
/// One of those who took part.
pub(crate) struct Participant {
    /// Their group of opinion, where there is one.
    pub(crate) group: Option<usize>,
    /// Of each statement, in the order of the columns: 1 agrees, 0 passes, -1 disagrees, none has not seen it.
    pub(crate) said: Vec<Option<i8>>,
    /// How often they agreed and disagreed, as printed.
    printed: [usize; 2],
}
/// Reads `participants-votes.csv`, by the names of its columns: those of statements are numbers.
pub(crate) fn participants(text: &str) -> Vec<Participant> {
    let mut lines = text.lines().map(|l| l.split(',').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let at = |name: &str| head.iter().position(|c| *c == name).unwrap();
    let (group, agree, disagree) = (at("group-id"), at("n-agree"), at("n-disagree"));
    let statements: Vec<usize> = (0..head.len()).filter(|i| head[*i].parse::<u32>().is_ok()).collect();
    let of = |c: Vec<&str>| Participant {
        group: c[group].parse().ok(),
        said: statements.iter().map(|i| c[*i].parse().ok()).collect(),
        printed: [c[agree], c[disagree]].map(|n| n.parse().unwrap()),
    };
    lines.map(of).collect()
}
/// What the groups say of each statement: agreeing, and seen.
pub(crate) fn by_group(all: &[Participant]) -> Vec<Vec<GroupVotes>> {
    let groups = all.iter().filter_map(|p| p.group).max().map_or(0, |g| g + 1);
    let votes = |s: usize, g: usize| {
        let of = all.iter().filter(|p| p.group == Some(g)).filter_map(|p| p.said[s]);
        of.fold(GroupVotes::default(), |v, said| GroupVotes {
            agree: v.agree + u64::from(said == 1),
            seen: v.seen + 1,
        })
    };
    (0..all[0].said.len()).map(|s| (0..groups).map(|g| votes(s, g)).collect()).collect()
}
/// The definition, by whole numbers: the product over groups of (agree + 1) / (seen + 2).
pub(crate) fn defined(groups: &[GroupVotes]) -> Exact {
    let product = |f: fn(&GroupVotes) -> u64| groups.iter().map(|g| i128::from(f(g))).product::<i128>();
    Exact::ratio(product(|g| g.agree + 1), product(|g| g.seen + 2) as u128).unwrap()
}
/// Each statement's agreement in one group, by a rule that counts.
fn counted(all: &[Participant], group: usize) -> BTreeMap<EntryIx, Exact> {
    let marks = |p: &Participant| {
        let said = p.said.iter().enumerate().filter_map(|(s, v)| Some((s as u32, u16::from((*v)? == 1))));
        Scores::new(said.map(|(s, level)| (EntryIx::new(s), level))).unwrap()
    };
    let ballots: Vec<Scores> = all.iter().filter(|p| p.group == Some(group)).map(marks).collect();
    let form = ScoreForm { top: 1, ..ScoreForm::default() };
    let p = Profile::with_form(all[0].said.len(), form, &ballots).unwrap();
    let (rule, _) = registry().build(&RuleSpec::new("laplace-ratio")).unwrap();
    let options = Options { trace: false, cancel: None };
    let t = rule.run(&p.into(), &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &options).unwrap();
    t.standing().unwrap().scores().clone()
}
fn id(e: EntryIx) -> EntryId {
    format!("s{}", e.ix()).parse().unwrap()
}
/// What all groups together say of each statement, as a selection tells it.
fn combined(all: &[Participant], groups: usize) -> BTreeMap<EntryId, Exact> {
    let poll = |g: usize| {
        let scores: BTreeMap<EntryId, Exact> = counted(all, g).into_iter().map(|(e, x)| (id(e), x)).collect();
        PollResult { scores, ..PollResult::new(format!("g{g}").parse().unwrap(), vec![]) }
    };
    let polls: Vec<PollResult> = (0..groups).map(poll).collect();
    let candidates: Vec<Candidate> =
        (0..all[0].said.len()).map(|s| Candidate::new(id(EntryIx::new(s as u32)))).collect();
    let rule = CombinedScores { by: CombineBy::Product, ..CombinedScores::default() };
    let s = select(&rule, &Results { candidates: &candidates, polls: &polls, picks: None }).unwrap();
    let told = |n: &SelectNote| match n {
        SelectNote::Blended { entry, score } => Some((entry.clone(), score.clone())),
        _ => None,
    };
    s.notes.iter().filter_map(told).collect()
}

#[test]
fn groups_agree_as_the_definition_says() {
    let Some(dir) = shared() else { return };
    let mut archives: Vec<_> = super::files(&dir.join("data/polis"));
    archives.retain(|p| p.extension().is_some_and(|e| e == "xz"));
    let (mut conversations, mut statements, mut people) = (0, 0, 0);
    for archive in &archives {
        let Some(text) = packed(archive, "participants-votes.csv") else {
            eprintln!("skipped: no programs `tar` and `xz`");
            return;
        };
        let all = participants(&text);
        for p in &all {
            let said = [1, -1].map(|v| p.said.iter().filter(|s| **s == Some(v)).count());
            assert_eq!(said, p.printed, "{}", archive.display());
        }
        let groups = by_group(&all);
        let told = combined(&all, groups[0].len());
        for (s, of) in groups.iter().enumerate() {
            assert_eq!(consensus(of).unwrap(), defined(of), "statement {s} of {}", archive.display());
            let told = told.get(&id(EntryIx::new(s as u32)));
            assert_eq!(told, Some(&defined(of)), "statement {s} of {}", archive.display());
        }
        println!("  {}: {} people, {} statements", archive.display(), all.len(), groups.len());
        (conversations, statements, people) =
            (conversations + 1, statements + groups.len(), people + all.len());
    }
    println!("{conversations} conversations of Polis, {statements} statements, {people} people");
    assert!(conversations >= 10, "only {conversations}");
}

#[test]
fn statements_are_agreed_with_as_often_as_printed() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/polis/15-per-hour-seattle");
    let (Ok(votes), Ok(comments)) =
        (std::fs::read_to_string(dir.join("votes.csv")), std::fs::read_to_string(dir.join("comments.csv")))
    else {
        return;
    };
    // Every row is a ballot on one statement: a vote that was changed is counted each time.
    let row = |line: &str| {
        let c: Vec<i64> = line.split(',').skip(2).map(|v| v.parse().unwrap()).collect();
        let (statement, vote) = (c[0] as u32, c[2]);
        [1, -1].map(|side| Scores::from([(statement, u16::from(vote == side))]))
    };
    let rows: Vec<[Scores; 2]> = votes.lines().skip(1).map(row).collect();
    let (rule, _) = registry().build(&RuleSpec::new("total-score")).unwrap();
    let count = |side: usize| {
        let form = ScoreForm { top: 1, ..ScoreForm::default() };
        let p = Profile::with_form(54, form, rows.iter().map(|r| &r[side])).unwrap();
        let options = Options { trace: false, cancel: None };
        let t = rule.run(&p.into(), &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &options).unwrap();
        t.standing().unwrap().scores().clone()
    };
    let (agrees, disagrees) = (count(0), count(1));
    let mut same = 0;
    for line in
        comments.lines().skip(1).filter(|l| l.split(',').nth(2).is_some_and(|n| n.parse::<u32>().is_ok()))
    {
        let c: Vec<u32> = line.split(',').skip(2).take(4).map(|v| v.parse().unwrap()).collect();
        let of = |t: &BTreeMap<EntryIx, Exact>| t.get(&EntryIx::new(c[0])).cloned().unwrap_or_default();
        assert_eq!((of(&agrees), of(&disagrees)), (c[2].into(), c[3].into()), "statement {}", c[0]);
        same += 1;
    }
    println!("{same} statements of one conversation, {} votes", rows.len());
    assert_eq!(same, 54);
}
