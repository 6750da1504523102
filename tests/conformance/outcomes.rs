//! Winners that others have published or computed.
use super::{read::read, shared};
use cocreate::{
    ballot::{Kind, Ranking, RankingForm},
    count::{Budget, Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::EntryIx,
    io::{Convert, EqualRanks, Poll},
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyTally, registry},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Counts a poll by a rule; `kind` is asked for by name.
pub(super) fn count(poll: &Poll, spec: &RuleSpec, seats: u32, kind: Option<Kind>) -> AnyTally {
    let (rule, _) = registry().build(spec).unwrap();
    let convert = Convert { explicit: kind.is_some(), unranked_last: true };
    let ballots = convert.ballots(poll, rule.kind()).unwrap();
    let task = match (&poll.costs, rule.gives()) {
        (Some(c), cocreate::count::Gives::Funding) => {
            Task::Budget(Budget { total: c.budget, costs: c.costs.clone() })
        }
        _ => Task::Seats(Seats::fill(seats).unwrap()),
    };
    rule.run(&ballots, &task, &TiePolicy::REPORT, &Options { trace: false, cancel: None }).unwrap()
}
pub(super) fn winners(poll: &Poll, tally: &AnyTally) -> Option<BTreeSet<String>> {
    Some(tally.outcome().winners()?.iter().map(|e| poll.entries[e.ix()].clone()).collect())
}
pub(super) fn one(name: &str) -> BTreeSet<String> {
    [name.to_owned()].into()
}
/// Rows of a CSV file by column.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut rows = text.lines().map(fields);
    let head = rows.next().unwrap();
    rows.map(|r| head.iter().cloned().zip(r).collect()).collect()
}
/// Fields of a line; quotes hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut out, mut open) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => open = !open,
            ',' if !open => out.push(String::new()),
            c => out.last_mut().unwrap().push(c),
        }
    }
    out
}

#[test]
fn scottish_wards_elect_whom_two_other_programs_elect() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/scottish-stv");
    let rows = table(&dir.join("winners.csv"));
    for row in &rows {
        let poll = read(&dir.join("blt").join(format!("{}.blt", row["election"]))).unwrap().unwrap();
        let seats = u32::try_from(poll.seats.unwrap()).unwrap();
        let tally = count(&poll, &RuleSpec::new("scottish-stv"), seats, None);
        let want = row["elected_candidate_numbers_in_order"].split(' ');
        let want: BTreeSet<String> =
            want.map(|n| poll.entries[n.parse::<usize>().unwrap() - 1].clone()).collect();
        assert_eq!(winners(&poll, &tally), Some(want), "{}", row["election"]);
        assert_eq!(poll.ballots.total_voters().to_string(), row["valid_ballots"], "{}", row["election"]);
        println!("  {}: {seats} of {}", row["election"], poll.entries.len());
    }
    assert_eq!(rows.len(), 57);
    println!("{} Scottish wards", rows.len());
}

#[test]
fn burlington_elects_three_by_three_rules() {
    let Some(dir) = shared() else { return };
    let csv = dir.join("data/burlington-irv/us_vt_btv_2009_03_mayor.normalized.csv");
    let preflib = dir.join("data/preflib/samples/00005-00000002.toi");
    for path in [csv, preflib] {
        let mut poll = read(&path).unwrap().unwrap();
        if let AnyProfile::Ranking(p) = poll.ballots {
            poll.ballots = EqualRanks::End.apply(p).unwrap().into();
        }
        for (rule, winner) in
            [("irv", "Bob Kiss"), ("plurality", "Kurt Wright"), ("schulze", "Andy Montroll")]
        {
            let tally = count(&poll, &RuleSpec::new(rule), 1, None);
            assert_eq!(winners(&poll, &tally), Some(one(winner)), "{rule} of {}", path.display());
            println!("  {rule}: {winner}");
        }
    }
    println!("2 files of Burlington, 3 rules each");
}

#[test]
fn new_south_wales_mayors_are_those_declared() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/nsw-mayoral-2021");
    let rows = table(&dir.join("winners.csv"));
    let mut done = 0;
    for row in &rows {
        let path = dir.join(&row["file"]);
        // A part of the collection is not here.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let v: serde_json::Value = serde_json::from_str(&text).unwrap();
        let names = v["metadata"]["candidates"].as_array().unwrap();
        let mut b =
            Profile::<Ranking>::builder(Slate::anonymous(names.len()), RankingForm::default()).unwrap();
        for vote in v["votes"].as_array().unwrap() {
            let order: Vec<EntryIx> = vote["prefs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|e| EntryIx::from(usize::try_from(e.as_u64().unwrap()).unwrap()))
                .collect();
            b.push_order_many(&order, vote["n"].as_u64().unwrap()).unwrap();
        }
        let (rule, _) = registry().build(&RuleSpec::new("irv")).unwrap();
        let tally = rule
            .run(&b.finish().into(), &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &Options::default())
            .unwrap();
        let got: Vec<String> =
            tally.outcome().winners().unwrap().iter().map(|e| e.ix().to_string()).collect();
        assert_eq!(got, [row["winner_no"].clone()], "{}", row["file"]);
        assert_eq!(v["winner"].to_string(), row["winner_no"], "{}", row["file"]);
        println!("  {}: {}", row["file"], row["winner"]);
        done += 1;
    }
    println!("{done} mayors of New South Wales");
    assert!(done >= 22, "only {done} files");
}

#[test]
fn single_seat_contests_of_rctab_elect_the_same() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/rctab");
    let (mut decided, mut tied) = (0, 0);
    for row in table(&dir.join("INDEX.csv")) {
        let overvotes = match row["overvote"].as_str() {
            "exhaustImmediately" => EqualRanks::End,
            "alwaysSkipToNextRank" => EqualRanks::Skip,
            // What an overvote is depends on who is left: an option of that program.
            _ => EqualRanks::Keep,
        };
        if row["mode"] != "singleWinnerMajority" || row["exhaustDup"] == "True" || row["winners"].is_empty() {
            continue;
        }
        let mut poll = read(&dir.join(&row["test"]).join("ballots.csv")).unwrap().unwrap();
        // One file has a single empty ballot: its entries are in the configuration only.
        if poll.entries.is_empty() {
            continue;
        }
        if let AnyProfile::Ranking(p) = poll.ballots {
            let p = overvotes.apply(p).unwrap();
            if !p.rows().is_strict() {
                continue;
            }
            poll.ballots = p.into();
        }
        let tally = count(&poll, &RuleSpec::new("irv"), 1, None);
        println!("  {}: {}", row["test"], row["winners"]);
        if let Outcome::Tied { possible: Some(p), .. } = tally.outcome() {
            // That program breaks ties by chance or by an order of its own: it must be one of the ways.
            assert!(p.iter().any(|e| poll.entries[e.ix()] == row["winners"]), "{}", row["test"]);
            tied += 1;
        } else {
            assert_eq!(winners(&poll, &tally), Some(one(&row["winners"])), "{}", row["test"]);
            decided += 1;
        }
    }
    println!("{decided} contests of RCTab decided as there, {tied} tied with its winner possible");
    assert!(decided >= 18 && tied >= 11, "{decided} and {tied}");
}

#[test]
fn greedy_budgets_buy_what_the_city_bought() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/pabulib");
    let mut done = 0;
    for row in table(&dir.join("INDEX.csv")) {
        let skip = match row["greedy_by_key_reproduces_selected"].as_str() {
            "yes" => "skip",
            "no-skip" => "stop",
            _ => continue,
        };
        let Some(poll) = read(&dir.join(&row["file"])) else { continue };
        let poll = poll.unwrap();
        let ordinal = (poll.kind() == Kind::Ranking).then_some(Kind::Spend);
        let floor = poll.header.get("min_project_score_threshold").map_or(0, |t| t.parse::<u64>().unwrap());
        let spec = RuleSpec::new("budget-greedy").with("when_full", skip).with("min_votes", floor);
        let tally = count(&poll, &spec, 1, ordinal);
        let want = poll.chosen.as_ref().unwrap().iter().map(|e| poll.entries[e.ix()].clone()).collect();
        assert_eq!(winners(&poll, &tally), Some(want), "{}", row["file"]);
        println!("  {}: {} bought", row["file"], poll.chosen.as_ref().unwrap().len());
        done += 1;
    }
    println!("{done} greedy budgets of Pabulib");
    let least = if cfg!(feature = "cli") { 12 } else { 6 };
    assert!(done >= least, "only {done} files");
}

#[test]
fn equal_shares_buy_what_the_city_bought() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/pabulib");
    let mut done = 0;
    for row in table(&dir.join("INDEX.csv")) {
        if !row["rule"].starts_with("equalshares/") {
            continue;
        }
        let Some(poll) = read(&dir.join(&row["file"])) else { continue };
        let poll = poll.unwrap();
        let tally = count(&poll, &RuleSpec::new(&row["rule"]), 1, None);
        let want = poll.chosen.as_ref().unwrap().iter().map(|e| poll.entries[e.ix()].clone()).collect();
        assert_eq!(winners(&poll, &tally), Some(want), "{}", row["file"]);
        done += 1;
    }
    println!("{done} budgets of equal shares of Pabulib");
    assert!(done >= 3, "only {done} files");
}
