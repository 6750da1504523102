//! `RCTab`'s own tests with their own options, round by round.
use super::shared;
use cocreate::{
    ballot::{Ranking, RankingForm},
    count::{Choice, DecidedBy, Decision, Options, RuleSpec, Seats, Stage, Step, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyTally, registry},
};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

const UNDECLARED: &str = "Undeclared Write-ins";

struct Contest {
    names: Vec<String>,
    ballots: AnyProfile,
    rules: Value,
    /// Rounds of all passes, one after the other.
    rounds: Vec<Value>,
}
fn json(path: &Path) -> Option<Value> {
    Some(serde_json::from_str(&std::fs::read_to_string(path).ok()?).unwrap())
}
fn number(rules: &Value, key: &str) -> u64 {
    rules[key].as_u64().or_else(|| rules[key].as_str()?.parse().ok()).unwrap_or(u64::MAX)
}
fn truth(rules: &Value, key: &str) -> bool {
    rules[key].as_bool().unwrap_or(false)
}
fn contest(dir: &Path) -> Contest {
    let config = json(&dir.join("config.json")).unwrap();
    let rules = config["rules"].clone();
    let one = json(&dir.join("expected.json"));
    let passes = (1..).map_while(|k| json(&dir.join(format!("expected_{k}.json"))));
    let rounds: Vec<Value> =
        one.into_iter().chain(passes).flat_map(|v| v["results"].as_array().unwrap().clone()).collect();
    let excluded = |c: &&Value| !c["excluded"].as_bool().unwrap_or(false);
    let candidates = config["candidates"].as_array().unwrap().iter().filter(excluded);
    let mut names: Vec<String> = candidates.map(|c| c["name"].as_str().unwrap().to_owned()).collect();
    if rounds[0]["tally"].get(UNDECLARED).is_some() {
        names.push(UNDECLARED.to_owned());
    }
    let text = std::fs::read_to_string(dir.join("ballots.csv")).unwrap();
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(names.len()), RankingForm::default()).unwrap();
    for line in text.lines().skip(1) {
        let mut fields = fields(line).into_iter();
        let n: u64 = fields.next().unwrap().parse().unwrap();
        b.push_many(&cleaned(&fields.collect::<Vec<_>>(), &names, &rules), n).unwrap();
    }
    Contest { names, ballots: b.finish().into(), rules, rounds }
}
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
/// What of a paper counts: up to the limit of ranks, until too many are left out, until a name comes again where that ends it.
/// A rank that names several keeps them all, or ends the tiers if it does not say whom.
fn cleaned(ranks: &[String], names: &[String], rules: &Value) -> Ranking {
    let (skips, most) = (number(rules, "maxSkippedRanksAllowed"), number(rules, "maxRankingsAllowed"));
    let (mut seen, mut tiers, mut last) = (EntrySet::EMPTY, vec![], 0u64);
    for (rank, mark) in (1u64..).zip(ranks).filter(|(_, m)| !m.trim().is_empty()) {
        if rank > most || rank - last > skips.saturating_add(1) {
            break;
        }
        last = rank;
        let at = |m: &str| names.iter().position(|n| n == m.trim()).map(EntryIx::from);
        let named: EntrySet = mark.split(" | ").filter_map(at).collect();
        if truth(rules, "exhaustOnDuplicateCandidate") && !named.is_disjoint(&seen) {
            break;
        }
        let overvote = mark.split(" | ").count() > 1 || mark == "overvote";
        match rules["overvoteRule"].as_str().unwrap() {
            "exhaustImmediately" if overvote => break,
            "alwaysSkipToNextRank" if overvote => {}
            _ => {
                let new = named.minus(&seen);
                // A name that comes again stands for nobody else: the first mention decides.
                if !new.is_empty() {
                    tiers.push(new);
                }
            }
        }
        seen = seen.union(&named);
    }
    Ranking::tiers(tiers)
}
fn spec(c: &Contest) -> (RuleSpec, Task) {
    let r = &c.rules;
    let mode = match r["winnerElectionMode"].as_str().unwrap() {
        "multiWinnerAllowOnlyOneWinnerPerRound" => "one-per-round",
        "multiPassIrv" => "multi-pass",
        "bottomsUpUsingPercentageThreshold" => "bottoms-up-percentage",
        "bottomsUp" => "bottoms-up",
        _ => "threshold",
    };
    let earlier = if r["tiebreakMode"].as_str().unwrap().starts_with("previousRoundCounts") {
        "backwards"
    } else {
        "none"
    };
    let undeclared: Vec<usize> = c.names.iter().position(|n| n == UNDECLARED).into_iter().collect();
    let or = |key: &str, none: u64| if number(r, key) == u64::MAX { none } else { number(r, key) };
    let share = r["multiSeatBottomsUpPercentageThreshold"].as_str().filter(|s| !s.is_empty()).unwrap_or("0");
    let spec = RuleSpec::new("rctab")
        .with("mode", mode)
        .with("overvote", "exhaust-if-multiple-continuing")
        .with("batch", truth(r, "batchElimination"))
        .with("until_two", truth(r, "continueUntilTwoCandidatesRemain"))
        .with("first_round_threshold", truth(r, "doesFirstRoundDetermineThreshold"))
        .with("fractional", truth(r, "nonIntegerWinningThreshold"))
        .with("hare", truth(r, "hareQuota"))
        .with("decimals", or("decimalPlacesForVoteArithmetic", 4))
        .with("minimum_votes", or("minimumVoteThreshold", 0))
        .with("percentage", share)
        .with("cutoff", truth(r, "cutoffElimination"))
        .with("stop_after", or("stopTabulationEarlyAfterRound", 0))
        .with("earlier_rounds", earlier)
        .with("undeclared", undeclared);
    let seats = if mode == "bottoms-up-percentage" {
        Seats::Open
    } else {
        Seats::fill(number(r, "numberOfWinners") as u32).unwrap()
    };
    (spec, Task::Seats(seats))
}
/// Who was elected or eliminated in a round there.
fn results(c: &Contest, nth: u32, stage: Stage) -> Vec<EntryIx> {
    let key = if stage == Stage::Win { "elected" } else { "eliminated" };
    let Some(round) = (nth as usize).checked_sub(1).and_then(|k| c.rounds.get(k)) else { return vec![] };
    let named = round["tallyResults"].as_array().unwrap().iter().filter_map(|x| x[key].as_str());
    named.filter_map(|n| c.names.iter().position(|x| x == n)).map(EntryIx::from).collect()
}
/// The count, each tie decided as it was there; and how many there were.
fn count(c: &Contest) -> (AnyTally, usize) {
    let (spec, task) = spec(c);
    let (rule, _) = registry().build(&spec).unwrap();
    let mut decisions: Vec<Decision> = vec![];
    loop {
        let ties = TiePolicy::Declared { decisions: decisions.clone(), explore: 0 };
        let tally = rule.run(&c.ballots, &task, &ties, &Options::default()).unwrap();
        let Some(open) = tally.ties().iter().find(|t| t.by == DecidedBy::Nobody) else {
            return (tally, decisions.len());
        };
        let theirs = results(c, open.at.nth, open.at.stage);
        let chosen = open.among.iter().find(|x| matches!(x, Choice::Entry(e) if theirs.contains(e)));
        let Some(chosen) = chosen.cloned() else { return (tally, decisions.len()) };
        decisions.push(Decision { at: open.at, chosen });
    }
}
/// Votes of each round by name, those with none left out.
fn votes(c: &Contest, tally: &AnyTally) -> Vec<BTreeMap<String, Exact>> {
    let of = |s: &Step| match s {
        Step::Scored { totals, .. } => Some(
            totals
                .iter()
                .filter(|(_, v)| !v.is_zero())
                .map(|(e, v)| (c.names[e.ix()].clone(), v.clone()))
                .collect(),
        ),
        _ => None,
    };
    tally.steps().iter().filter_map(of).collect()
}
#[test]
fn rctabs_own_tests_go_the_same_way() {
    let Some(dir) = shared() else { return };
    let (mut done, mut ties, mut rounds) = (0, 0, 0);
    let mut differ = vec![];
    let mut dirs: Vec<_> =
        std::fs::read_dir(dir.join("data/rctab")).unwrap().map(|e| e.unwrap().path()).collect();
    dirs.sort();
    for path in dirs.into_iter().filter(|p| p.is_dir()) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let c = contest(&path);
        let (tally, decided) = count(&c);
        let ours = votes(&c, &tally);
        let theirs: Vec<BTreeMap<String, Exact>> = c
            .rounds
            .iter()
            .map(|r| {
                let all = r["tally"].as_object().unwrap().iter();
                let all = all.map(|(n, v)| (n.clone(), Exact::decimal(v.as_str().unwrap()).unwrap()));
                all.filter(|(_, v)| !v.is_zero()).collect()
            })
            .collect();
        if ours != theirs {
            let at = ours.iter().zip(&theirs).position(|(a, b)| a != b);
            differ.push(format!(
                "{name}: {} rounds, there {}; first different {at:?}: {:?} {:?}",
                ours.len(),
                theirs.len(),
                at.map(|k| &ours[k]),
                at.map(|k| &theirs[k])
            ));
            continue;
        }
        // Whoever was elected in some round there is elected here.
        let mut want = EntrySet::EMPTY;
        for k in 1..=c.rounds.len() {
            want = want.union(&results(&c, k as u32, Stage::Win).into_iter().collect());
        }
        let got = tally.outcome().winners().map(|w| w.set()).unwrap_or_default();
        if got != want {
            differ.push(format!("{name}: {got:?}, there {want:?}: {:?}", tally.outcome()));
            continue;
        }
        println!("  {name}: {} rounds, {decided} ties as decided there", ours.len());
        done += 1;
        ties += decided;
        rounds += ours.len();
    }
    println!("{done} tests of RCTab, {rounds} rounds with the same votes, {ties} ties as decided there");
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ.join("\n"));
    assert!(done >= 46, "{done}");
}
