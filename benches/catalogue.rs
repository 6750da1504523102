//! Every rule of the catalogue with its defaults on 10,000 varied ballots of 10 entries: `cargo bench --bench catalogue` prints a table
//! by rule, slowest first, and fails if a rule takes more than a tenth of a second and does not say why in its `about()`. Without `--bench` one
//! hundred ballots are counted once.
//!
//! Rankings are half strict orders of varied length and half tiers; a rule that refuses those is given full strict orders. Three winners
//! where a rule fills seats, one where it can fill no more; two fifths of what all entries cost where it spends a budget.
#![allow(clippy::float_arithmetic, reason = "times are for people")]
mod common;
#[path = "../tests/profiles/kinds.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests; a benchmark takes what it needs")]
mod kinds;

use cocreate::{
    ballot::{Kind, Points, Ranking, RankingForm},
    count::{About, Budget, CountError, Gives, Options, Outcome, RuleSpec, Seats, Task, TiePolicy},
    id::EntryIx,
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyRule, AnyTally, CATALOGUE, registry},
};
use common::{Random, testing, thread_time};
use kinds::Sample;
use std::{collections::BTreeMap, hint::black_box};

const M: usize = 10;
/// What a rule may take and say nothing.
const MOST_MS: f64 = 100.0;

fn varied<B: Sample>(n: usize) -> AnyProfile
where
    AnyProfile: From<Profile<B>>,
{
    let mut random = Random(7);
    let mut profile = Profile::<B>::builder(Slate::anonymous(M), B::form(M)).expect("a short slate");
    for _ in 0..n {
        let bits: Vec<u16> = (0..M).map(|_| random.below(1 << 16) as u16).collect();
        profile.push(&B::make(&bits)).expect("a ballot of this form");
    }
    profile.finish().into()
}
fn strict(n: usize) -> AnyProfile {
    let mut random = Random(7);
    let form = RankingForm { strict: true, ..RankingForm::default() };
    let mut profile = Profile::<Ranking>::builder(Slate::anonymous(M), form).expect("a short slate");
    for _ in 0..n {
        profile.push(&Ranking::strict(random.order(M))).expect("an order of the slate");
    }
    profile.finish().into()
}
/// No votes against an entry, for rules that split one vote.
fn votes_for(n: usize) -> AnyProfile {
    let mut random = Random(7);
    let mut profile =
        Profile::<Points>::builder(Slate::anonymous(M), Points::form(M)).expect("a short slate");
    for _ in 0..n {
        let votes = (0..M).map(|e| (EntryIx::from(e), random.below(6) as i64));
        profile.push(&Points::new(votes).expect("each entry once")).expect("within the budget");
    }
    profile.finish().into()
}
fn all_kinds(n: usize) -> BTreeMap<Kind, AnyProfile> {
    use cocreate::ballot::{Approval, Choice, Consent, Pairs, Scores, Spend};
    let all = [
        varied::<Choice>(n),
        varied::<Approval>(n),
        varied::<Ranking>(n),
        varied::<Scores>(n),
        varied::<Points>(n),
        varied::<Pairs>(n),
        varied::<Spend>(n),
        varied::<Consent>(n),
    ];
    all.into_iter().map(|p| (p.kind(), p)).collect()
}
fn tasks(rule: &AnyRule) -> Vec<Task> {
    match rule.gives() {
        Gives::Standing => [3, 1].into_iter().filter_map(Seats::fill).map(Task::Seats).collect(),
        Gives::Funding => {
            let costs: Vec<u64> = (0..M as u64).map(|e| 5 + 10 * e).collect();
            vec![Task::Budget(Budget { total: costs.iter().sum::<u64>() * 2 / 5, costs })]
        }
        _ => vec![Task::Plain],
    }
}
fn run(rule: &AnyRule, profile: &AnyProfile, task: &Task) -> Result<AnyTally, CountError> {
    rule.run(profile, task, &TiePolicy::REPORT, &Options { trace: false, ..Options::default() })
}
fn said(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Decided { .. } => "decided",
        Outcome::Tied { .. } => "tied",
        Outcome::Lottery { .. } => "a lottery",
        Outcome::None { .. } => "nobody",
        Outcome::Undecided { .. } => "undecided",
        _ => "several sets",
    }
}
/// Milliseconds of the fastest of some counts, with what came out.
fn timed(rule: &AnyRule, profile: &AnyProfile, task: &Task) -> Result<(f64, &'static str), CountError> {
    let (mut least, begin) = (f64::INFINITY, thread_time());
    loop {
        let from = thread_time();
        let tally = black_box(run(rule, profile, task)?);
        least = least.min((thread_time() - from) / 1e6);
        if testing() || thread_time() - begin > 2e8 {
            return Ok((least, said(tally.outcome())));
        }
    }
}
fn main() {
    let n = if testing() { 100 } else { 10_000 };
    let (profiles, all) = (all_kinds(n), registry());
    let simpler = BTreeMap::from([(Kind::Ranking, strict(n)), (Kind::Points, votes_for(n))]);
    let mut rows = vec![];
    for entry in CATALOGUE {
        let about = entry.about();
        let (rule, _) = all.build(&RuleSpec::new(about.id)).expect("defaults are sound");
        let ballots: Vec<_> =
            profiles.get(&rule.kind()).into_iter().chain(simpler.get(&rule.kind())).collect();
        let tries = tasks(&rule).into_iter().flat_map(|t| ballots.iter().map(move |p| (*p, t.clone())));
        let mut row = (0.0, String::new());
        for (p, t) in tries {
            let from = thread_time();
            match timed(&rule, p, &t) {
                Ok((ms, outcome)) => {
                    row = (ms, outcome.to_owned());
                    break;
                }
                Err(e) if row.1.is_empty() => row = ((thread_time() - from) / 1e6, format!("refused: {e}")),
                Err(_) => {}
            }
        }
        rows.push((about, rule.kind(), row));
    }
    rows.sort_by(|a, b| b.2.0.total_cmp(&a.2.0));
    println!("| rule | ballots | ms | outcome | why it takes that long |\n|---|---|--:|---|---|");
    for (about, kind, (ms, outcome)) in &rows {
        println!("| `{}` | {kind} | {ms:.2} | {outcome} | {} |", about.id, about.slow.unwrap_or_default());
    }
    let silent = |(about, _, row): &&(About, Kind, (f64, String))| row.0 > MOST_MS && about.slow.is_none();
    let silent: Vec<&str> = rows.iter().filter(silent).map(|(about, ..)| about.id).collect();
    assert!(silent.is_empty(), "over {MOST_MS} ms, and they do not say why: {silent:?}");
}
