//! Transferable votes as other programs count them with their own test ballots.
use super::{files, outcomes::winners, read::read, shared};
use cocreate::{
    ballot::{Ranking, RankingForm},
    count::{Options, Outcome, RuleSpec, Seats, Step, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    io::Poll,
    num::Exact,
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyTally, registry},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A count with its steps.
fn count(spec: &RuleSpec, ballots: &AnyProfile, seats: u64, ties: &TiePolicy) -> AnyTally {
    let (rule, _) = registry().build(spec).unwrap();
    let seats = Task::Seats(Seats::fill(u32::try_from(seats).unwrap()).unwrap());
    rule.run(ballots, &seats, ties, &Options::default()).unwrap()
}
/// Ways of counting of that program, by the ends of its files' names, and the rule here. Where it carries guard digits the
/// winners are the same with twelve decimals.
const DROOP: &[(&str, &str)] = &[
    ("wigm-rational-d12", r#"{"rule": "wigm"}"#),
    ("wigm-guarded-p18-g9-d18", r#"{"rule": "wigm"}"#),
    ("wigm-prf-fixed-p4-d4", r#"{"rule": "wigm-prf"}"#),
    ("wigm-prf-batch-fixed-p4-d4", r#"{"rule": "wigm-prf-batch"}"#),
    ("cfer-fixed-p5-d5", r#"{"rule": "cfer"}"#),
    ("cfer-batch-fixed-p5-d5", r#"{"rule": "cfer-batch"}"#),
    ("mpls-fixed-p4-d4", r#"{"rule": "mpls"}"#),
    ("qpq-guarded-p9-g9-d9", r#"{"rule": "qpq"}"#),
    ("meek-prf-o6-fixed-p9-d9", r#"{"rule": "meek-prf"}"#),
    (
        "meek-o9-guarded-p18-g9-d18",
        r#"{"rule": "meek", "decimals": 12, "omega_decimals": 10, "quota": "exact-exceed"}"#,
    ),
    (
        "meek-o10-rational-d12",
        r#"{"rule": "meek", "decimals": 12, "omega_decimals": 10, "quota": "exact-exceed"}"#,
    ),
    (
        "warren-o9-guarded-p18-g9-d18",
        r#"{"rule": "warren", "decimals": 12, "omega_decimals": 10, "quota": "exact-exceed"}"#,
    ),
    (
        "warren-o10-rational-d12",
        r#"{"rule": "warren", "decimals": 12, "omega_decimals": 10, "quota": "exact-exceed"}"#,
    ),
];
#[test]
fn droops_counts_elect_the_same() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/droop");
    let blts = files(&dir.join("blt"));
    let mut done: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut differ = vec![];
    for path in files(&dir.join("ref/ref/json")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let stem = name.strip_suffix(".txt").unwrap();
        // `wigm-prf-batch-..` also ends like nothing else, but the longest ending decides.
        let by = DROOP.iter().filter(|(end, _)| stem.ends_with(&format!("-{end}")));
        let Some((end, rule)) = by.max_by_key(|(end, _)| end.len()) else { continue };
        let election = stem.strip_suffix(&format!("-{end}")).unwrap();
        let blt = blts.iter().find(|p| p.file_stem().is_some_and(|s| s == election)).unwrap();
        let whole = read(blt).unwrap().unwrap();
        let poll = whole.standing();
        let AnyProfile::Ranking(p) = &poll.ballots else { panic!("{election}: no rankings") };
        let spec: RuleSpec = serde_json::from_str(rule).unwrap();
        if !p.rows().is_strict() && !end.starts_with("meek") && !end.starts_with("warren") {
            println!("  {stem}: left out, it ranks entries equally");
            continue;
        }
        let theirs: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let last = theirs["actions"].as_array().unwrap().iter().find(|a| a["tag"] == "end").unwrap();
        let elected = last["cstate"].as_object().unwrap().iter().filter(|(_, c)| c["state"] == "elected");
        let want: BTreeSet<String> =
            elected.map(|(n, _)| whole.entries[n.parse::<usize>().unwrap() - 1].clone()).collect();
        let tally = count(&spec, &poll.ballots, poll.seats.unwrap(), &TiePolicy::REPORT);
        let n = done.entry(*end).or_default();
        match tally.outcome() {
            // That program draws lots: its result must be one of the ways.
            Outcome::Tied { possible, .. } => {
                let may = possible.as_ref().is_none_or(|p| {
                    want.is_subset(&p.iter().map(|e| poll.entries[e.ix()].clone()).collect())
                });
                if may { n.1 += 1 } else { differ.push(format!("{stem}: {want:?} of {possible:?}")) }
            }
            _ if winners(&poll, &tally) == Some(want.clone()) => n.0 += 1,
            _ => differ.push(format!("{stem}: {:?}, there {want:?}", winners(&poll, &tally))),
        }
    }
    for (end, (same, tied)) in &done {
        println!("  {end}: {same} decided the same, {tied} tied with theirs possible");
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let all: usize = done.values().map(|(a, b)| a + b).sum();
    println!("{all} counts of Droop");
    assert!(all >= 111, "{all}");
}

/// A test of the reference implementation of Meek's count, with all files that it includes.
fn with_included(dir: &Path, file: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut own: Value = serde_json::from_str(&text).unwrap();
    let included = own["include"].as_array().cloned().unwrap_or_default();
    let mut all = serde_json::Map::new();
    let mut more = vec![];
    let mut put = |v: Value| {
        for (k, x) in v.as_object().unwrap() {
            if k == "ballotsMore" {
                more.extend(x.as_array().unwrap().iter().cloned());
            } else {
                all.insert(k.clone(), x.clone());
            }
        }
    };
    for name in included {
        put(with_included(dir, &dir.join(name.as_str().unwrap().trim_start_matches("tests/")))?);
    }
    own.as_object_mut().unwrap().remove("include");
    put(own);
    if !more.is_empty() {
        all.insert("ballotsMore".into(), more.into());
    }
    Some(all.into())
}
fn words(v: &Value) -> Vec<String> {
    match v {
        Value::String(s) => s.split_whitespace().map(str::to_owned).collect(),
        Value::Array(a) => a.iter().map(|x| x.as_str().unwrap().to_owned()).collect(),
        _ => vec![],
    }
}
/// Its ballots: an overvote (`#`) ends one, a second mention is passed over.
fn prf_ballots(test: &Value, names: &[String]) -> Profile<Ranking> {
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(names.len()), RankingForm::default()).unwrap();
    for ballot in ["ballots", "ballotsMore"].iter().filter_map(|k| test[*k].as_array()).flatten() {
        let levels = test["maxRankingLevels"].as_u64().map_or(usize::MAX, |n| n as usize);
        // A blank between two blanks is a rank left out.
        let marks: Vec<String> = match &ballot[1] {
            Value::String(s) => s.split(' ').skip(1).map(str::to_owned).collect(),
            other => words(other),
        };
        let mut order: Vec<EntryIx> = vec![];
        for mark in marks.iter().take(levels).take_while(|m| *m != "#") {
            if let Some(e) = names.iter().position(|n| n == mark).map(EntryIx::from)
                && !order.contains(&e)
            {
                order.push(e);
            }
        }
        let n = ballot[0].as_u64().unwrap();
        if n > 0 {
            b.push_order_many(&order, n).unwrap();
        }
    }
    b.finish()
}
fn totals_of(step: &Step) -> Option<&Vec<(EntryIx, Exact)>> {
    if let Step::Scored { totals, .. } = step { Some(totals) } else { None }
}
/// Totals of each round.
fn rounds(tally: &AnyTally) -> Vec<&Vec<(EntryIx, Exact)>> {
    tally.steps().iter().filter_map(totals_of).collect()
}
#[test]
fn the_reference_implementation_of_meek_elects_the_same() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/meeks-prf");
    let (mut elected, mut told, mut left_out) = (0, 0, 0);
    let mut differ = vec![];
    for path in files(&dir).into_iter().filter(|p| p.extension().is_some_and(|x| x == "json")) {
        let shown = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // A base is there to be included.
        if shown.ends_with("-base") {
            continue;
        }
        let Some(test) = with_included(&dir, &path) else { continue };
        let names = words(&test["candidates"]);
        let Some(seats) = test["nbrSeatsToFill"].as_u64() else { continue };
        if seats == 0
            || names.is_empty()
            || (test["elected"].is_null() && test["statusCodes"].is_null())
            || test["exception"].is_string()
        {
            left_out += 1;
            continue;
        }
        let p = prf_ballots(&test, &names);
        let at = |n: &String| EntryIx::from(names.iter().position(|x| x == n).unwrap());
        let out: EntrySet = words(&test["excluded"]).iter().map(at).collect();
        let kept: Vec<usize> = words(&test["protected"]).iter().map(|n| at(n).ix()).collect();
        let spec = RuleSpec::new("meek-prf")
            .with("withdrawn", out.iter().map(EntryIx::ix).collect::<Vec<_>>())
            .with("protected", kept);
        // What it breaks ties by is the entry that comes first in its order, which leaves.
        let mut order: Vec<EntryIx> = words(&test["tieBreaker"]).iter().map(at).collect();
        let rest: Vec<EntryIx> = (0..names.len()).map(EntryIx::from).filter(|e| !order.contains(e)).collect();
        order.extend(rest);
        let codes = test["statusCodes"].as_array().cloned().unwrap_or_default();
        let want: BTreeSet<String> = if test["elected"].is_null() {
            codes.iter().filter(|c| c[1] == "elected").map(|c| c[0].as_str().unwrap().to_owned()).collect()
        } else {
            words(&test["elected"]).into_iter().collect()
        };
        let tally = count(&spec, &p.into(), seats.min(names.len() as u64), &TiePolicy::Order { order });
        let got: BTreeSet<String> = tally
            .outcome()
            .winners()
            .map(|w| w.iter().map(|e| names[e.ix()].clone()).collect())
            .unwrap_or_default();
        if got != want {
            differ.push(format!("{shown}: {got:?}, there {want:?}"));
            continue;
        }
        elected += 1;
        let altered =
            test["options"]["alternative_defeats"].as_str().is_some_and(|s| s.eq_ignore_ascii_case("y"))
                || test["options"]["alternative_defeats"].is_array();
        let Some(theirs) = test["tally"].as_object().filter(|_| !altered) else { continue };
        let ours = rounds(&tally);
        let mut same = true;
        for (k, totals) in ours.iter().enumerate() {
            for (e, v) in *totals {
                let Some(x) = theirs.get(&names[e.ix()]).and_then(|l| l[k].as_f64()) else { continue };
                same &= (x - v.to_f64()).abs() < 5e-10 * x.max(1.0);
            }
        }
        if same {
            told += 1;
        } else {
            differ.push(format!("{shown}: rounds differ: {ours:?}, there {theirs:?}"));
        }
    }
    println!(
        "{elected} reference counts of Meek elect the same, {told} with the same votes in all rounds, {left_out} left out"
    );
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ.join("\n"));
    assert!(elected >= 182 && told >= 105, "{elected} {told}");
}

/// What an account of that program says at its end.
fn elected_in(log: &str) -> BTreeSet<String> {
    let end = log.rsplit("Action: Count Complete").next().unwrap();
    let names = end.lines().filter_map(|l| l.strip_prefix("\tElected:  "));
    names.map(|l| l.rsplit_once(" (").unwrap().0.to_owned()).collect()
}
/// The votes at each action of an account, by name.
fn actions(log: &str) -> Vec<BTreeMap<String, String>> {
    let of = |part: &str| {
        let lines = part.lines().filter(|l| l.starts_with("\tElected:") || l.starts_with("\tHopeful:"));
        lines
            .filter_map(|l| l.split_once(":  ")?.1.rsplit_once(" ("))
            .map(|(n, v)| (n.to_owned(), v.trim_end_matches(')').to_owned()))
            .collect()
    };
    log.split("Action: ").filter(|p| p.starts_with("Elect:") || p.starts_with("Defeat (")).map(of).collect()
}
#[test]
fn meek_in_fixed_decimals_is_what_another_program_prints() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/stv-rs/testdata");
    let ballots = files(&dir.join("ballots"));
    let (mut done, mut tables, mut tied) = (0, 0, 0);
    let mut differ = vec![];
    for path in files(&dir.join("meek")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let Some(election) = name.strip_suffix(".fixed9.log").filter(|n| !n.contains('.')) else { continue };
        let Some(blt) = ballots.iter().find(|p| p.file_stem().is_some_and(|s| s == election)) else {
            continue;
        };
        let Ok(whole) = read(blt).unwrap() else { continue };
        let log = std::fs::read_to_string(&path).unwrap();
        if !log.contains("Action: Count Complete") {
            println!("  {election}: left out, that program stops");
            continue;
        }
        let poll: Poll = whole.standing();
        let AnyProfile::Ranking(p) = &poll.ballots else { panic!("{election}: no rankings") };
        if !p.rows().is_strict() {
            println!("  {election}: left out, that program has ways of its own with equal ranks");
            continue;
        }
        let tally = count(&RuleSpec::new("meek"), &poll.ballots, poll.seats.unwrap(), &TiePolicy::REPORT);
        let want = elected_in(&log);
        done += 1;
        if let Outcome::Tied { possible, .. } = tally.outcome() {
            let names = |p: &EntrySet| -> BTreeSet<String> {
                p.iter().map(|e| poll.entries[e.ix()].clone()).collect()
            };
            if possible.as_ref().is_some_and(|p| !want.is_subset(&names(p))) {
                differ.push(format!("{election}: {want:?} of {possible:?}"));
            }
            tied += 1;
            continue;
        }
        if winners(&poll, &tally) != Some(want.clone()) {
            differ.push(format!("{election}: {:?}, there {want:?}", winners(&poll, &tally)));
            continue;
        }
        // Every table of votes that it prints at an election or a defeat occurs here. It rounds what flows on where the
        // reference rule subtracts what is kept, which shows from the eighth decimal.
        let ours: Vec<BTreeMap<String, f64>> = rounds(&tally)
            .into_iter()
            .map(|t| t.iter().map(|(e, v)| (poll.entries[e.ix()].clone(), v.to_f64())).collect())
            .collect();
        let near = |a: f64, b: &str| {
            let b: f64 = b.parse().unwrap();
            (a - b).abs() < 1e-7 * b.max(10.0)
        };
        for (k, table) in actions(&log).iter().enumerate() {
            if log.contains("Break tie") {
                break;
            }
            if ours.iter().any(|t| table.iter().all(|(n, v)| t.get(n).is_some_and(|x| near(*x, v)))) {
                tables += 1;
            } else {
                differ.push(format!("{election}: table {k} of that program is not here: {table:?}"));
                break;
            }
        }
    }
    println!("{done} counts, {tied} of them tied, {tables} tables of votes the same");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(done >= 6 && tables >= 13, "{done} {tables}");
}
