//! Counts that other programs have published with their own test ballots.
use super::{
    files,
    outcomes::{count, one, winners},
    read::read,
    shared,
};
use cocreate::{
    ballot::{Choice, ChoiceForm},
    count::{Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::EntrySet,
    io::Poll,
    profile::{AnyProfile, Profile},
    tally::{AnyTally, registry},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The Scottish counts of Droop: its own test ballots and the Glasgow wards of 2007.
#[test]
fn droops_scottish_counts_elect_the_same() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/droop");
    let mut done = 0;
    for path in files(&dir.join("ref/ref/json")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let Some(election) = name.strip_suffix("-scotland-fixed-p5-d5.txt") else { continue };
        let ballots = files(&dir.join("blt"));
        let blt = ballots.iter().find(|p| p.file_stem().is_some_and(|s| s == election)).unwrap();
        let whole = read(blt).unwrap().unwrap();
        let poll = whole.standing();
        let AnyProfile::Ranking(p) = &poll.ballots else { panic!("{election}: no rankings") };
        // That program counts equal ranks as fractions, which the statute does not know.
        if !p.rows().is_strict() {
            println!("  {election}: left out, it ranks entries equally");
            continue;
        }
        let count_of: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let end = count_of["actions"].as_array().unwrap().iter().find(|a| a["tag"] == "end").unwrap();
        let elected = end["cstate"].as_object().unwrap().iter().filter(|(_, c)| c["state"] == "elected");
        let want: BTreeSet<String> =
            elected.map(|(n, _)| whole.entries[n.parse::<usize>().unwrap() - 1].clone()).collect();
        let seats = u32::try_from(poll.seats.unwrap()).unwrap();
        let tally = count(&poll, &RuleSpec::new("scottish-stv"), seats, None);
        if let Outcome::Tied { possible: Some(p), .. } = tally.outcome() {
            // That program draws lots: its result must be one of the ways.
            let possible: BTreeSet<String> = p.iter().map(|e| poll.entries[e.ix()].clone()).collect();
            assert!(want.is_subset(&possible), "{election}: {want:?} of {possible:?}");
            println!("  {election}: tied, theirs is possible");
        } else {
            assert_eq!(winners(&poll, &tally), Some(want), "{election}");
            println!("  {election}: {seats} elected");
        }
        done += 1;
    }
    println!("{done} Scottish counts of Droop");
    assert!(done >= 32, "only {done}");
}

/// A standing as sets of names.
fn tiers<'a>(poll: &'a Poll, tally: &AnyTally) -> Vec<BTreeSet<&'a str>> {
    let tiers = tally.standing().unwrap().tiers();
    tiers.iter().map(|t| t.iter().map(|e| poll.entries[e.ix()].as_str()).collect()).collect()
}
/// `A > B = C` as sets of names.
fn ranking(text: &str) -> Vec<BTreeSet<&str>> {
    text.split(" > ").map(|t| t.split(" = ").map(str::trim).collect()).collect()
}
fn standing(spec: &RuleSpec, ballots: &AnyProfile) -> AnyTally {
    let (rule, _) = registry().build(spec).unwrap();
    rule.run(ballots, &Task::Seats(Seats::Open), &TiePolicy::REPORT, &Options::default()).unwrap()
}

/// What rules on first places make of a poll, by the names of that program; of run-offs the winner, if no tie was met.
fn first_places(poll: &Poll) -> Vec<(&'static str, Vec<BTreeSet<&str>>)> {
    let AnyProfile::Ranking(p) = &poll.ballots else { panic!("no rankings") };
    let mut choices = Profile::<Choice>::builder(*p.slate(), ChoiceForm::default()).unwrap();
    for (b, w) in p.ballots() {
        choices.push_weighted(&Choice(b.iter().next().and_then(EntrySet::single)), w).unwrap();
    }
    let plurality = if p.rows().is_strict() {
        standing(&RuleSpec::new("First-past-the-post voting"), &choices.finish().into())
    } else {
        // Those who share the first place share the ballot there.
        let first = serde_json::json!({"rule": "scoring-vector", "vector": ["1"], "unranked": "nothing"});
        standing(&serde_json::from_value(first).unwrap(), &poll.ballots)
    };
    let mut all = vec![("First-past-the-post voting", tiers(poll, &plurality))];
    for method in ["Instant-runoff", "Multiple Rounds System"] {
        if !p.rows().is_strict() {
            continue;
        }
        let tally = standing(&RuleSpec::new(method), &poll.ballots);
        let won = if tally.ties().is_empty() { tiers(poll, &tally)[..1].to_vec() } else { vec![] };
        all.push((method, won));
    }
    all
}
/// Whether the first standing tells apart all that the second does, in the same order.
fn refines(fine: &[BTreeSet<&str>], coarse: &[BTreeSet<&str>]) -> bool {
    let mut fine = fine.iter();
    coarse.iter().all(|tier| {
        let mut seen = BTreeSet::new();
        while seen.len() < tier.len() {
            let Some(part) = fine.next().filter(|part| part.is_subset(tier)) else { return false };
            seen.extend(part.iter().copied());
        }
        true
    })
}
/// Whether somebody has votes over another that has none back.
fn unanimous(pairwise: &Value) -> bool {
    let none = |of: &Value, other: &String| of["win"][other].as_u64() > Some(0) && of["lose"][other] == 0;
    pairwise
        .as_object()
        .unwrap()
        .values()
        .any(|of| of["win"].as_object().unwrap().keys().any(|o| none(of, o)))
}
/// Methods of that program, by the aliases of their rules here.
const PAIRWISE: &[&str] = &[
    "Schulze Margin",
    "Schulze Winning",
    "Schulze Ratio",
    "Copeland",
    "Minimax Margin",
    "Minimax Winning",
    "Minimax Opposition",
    "Ranked Pairs Margin",
    "Ranked Pairs Winning",
    "Dodgson Quick",
    "Dodgson Tideman Approximation",
    "Kemeny–Young",
];
#[test]
fn the_tideman_collection_is_ranked_as_another_program_ranks_it() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/tideman-condorcet");
    let text = std::fs::read_to_string(dir.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let mut rankings: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut elections, mut condorcet, mut tied) = (0, 0, 0);
    let mut differ = vec![];
    for path in files(&dir).into_iter().filter(|p| p.extension().is_some_and(|x| x == "cvotes")) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let poll = read(&path).unwrap().unwrap();
        for (theirs, unnamed) in [("implicit", "last"), ("explicit", "absent")] {
            let schulze = RuleSpec::new("schulze").with("unnamed", unnamed);
            // Explicitly ranked entries alone get points there, as many as if all were ranked.
            let (borda, dowdall) = match theirs {
                "implicit" => (RuleSpec::new("BordaCount"), RuleSpec::new("DowdallSystem")),
                _ => (
                    RuleSpec::new("modified-borda").with("first", "slate"),
                    RuleSpec::new("DowdallSystem").with("unranked", "nothing"),
                ),
            };
            let positional = [("BordaCount", borda), ("DowdallSystem", dowdall)];
            let pairwise =
                PAIRWISE.iter().map(|method| (*method, RuleSpec::new(method).with("unnamed", unnamed)));
            for (method, spec) in pairwise.chain(positional) {
                let Some(want) = expected[name][theirs][method]["Ranking"].as_str() else { continue };
                let tally = standing(&spec, &poll.ballots);
                // Where equal strengths or several best orders leave a choice, that program takes one of them.
                if !tally.ties().is_empty() {
                    tied += 1;
                    continue;
                }
                if method == "Schulze Ratio" && unanimous(&expected[name][theirs]["Pairwise"]) {
                    continue;
                }
                let (ours, wanted) = (tiers(&poll, &tally), ranking(want));
                let agree = match method {
                    "Kemeny–Young" => refines(&wanted, &ours),
                    "Ranked Pairs Margin" | "Ranked Pairs Winning" => refines(&ours, &wanted),
                    _ => ours == wanted,
                };
                if !agree {
                    differ.push(format!("{name} {theirs} {method}: {:?}, theirs {want}", tally.outcome()));
                    continue;
                }
                *rankings.entry(method).or_default() += 1;
            }
            for (method, ours) in first_places(&poll) {
                let want = expected[name][theirs][method]["Ranking"].as_str().unwrap();
                let agree = match (method, &ours) {
                    ("First-past-the-post voting", _) => ours == ranking(want),
                    // Where ties were met that program breaks them in its own way.
                    (_, ours) => ours.is_empty() || ours[..1] == ranking(want)[..1],
                };
                if agree {
                    *rankings.entry(method).or_default() += usize::from(!ours.is_empty());
                } else {
                    differ.push(format!("{name} {theirs} {method}: {ours:?}, theirs {want}"));
                }
            }
            let winner = &expected[name][theirs]["Condorcet"]["Condorcet Winner"];
            if let Some(winner) = winner.as_str().filter(|w| !w.is_empty()) {
                assert_eq!(
                    winners(&poll, &count(&poll, &schulze, 1, None)),
                    Some(one(winner)),
                    "{name} {theirs}"
                );
                condorcet += 1;
            }
        }
        elections += 1;
    }
    println!(
        "{elections} elections of Tideman's collection: rankings {rankings:?}, {condorcet} Condorcet winners, {tied} rankings with ties"
    );
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
    assert!(elections == 73 && rankings["Schulze Margin"] >= 146, "{elections} and {rankings:?}");
    for method in ["BordaCount", "DowdallSystem", "First-past-the-post voting"] {
        assert_eq!(rankings[method], 146, "{method}");
    }
}
