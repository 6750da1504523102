//! Tries each round on a few entries that everybody speaks of: what cannot be counted even then is a fault of the plan, told before
//! anybody votes.
use super::{BallotPlan, Fault, Faults, Plan, PollPlan, RoundPlan, SeatsPlan, room, valid::BuiltRound};
use crate::{
    ballot::{
        Approval, Ballot, Choice, Comparison, Consent, Pairs, Points, Position, Ranking, Scores, Spend,
        SpendForm,
    },
    contest::{Rules, rules::ELIGIBLE},
    count::{Budget, CountError, Gives, Options, Outcome, Seats, Task, TiePolicy},
    id::{EntryId, EntryIx, EntrySet, PollId},
    num::Votes,
    profile::{AnyProfile, Profile, Slate},
    select::{Candidate, PollResult, Results, SelectError, Turnout},
    tally::AnyTally,
};
use std::collections::BTreeSet;

/// Most entries of a trial.
const MOST: usize = 64;

/// Tries the polls of a round and then its rule of selection. Gives the polls whose rules place entries and score none.
pub(super) fn round(
    f: &mut Faults,
    field: &str,
    r: &RoundPlan,
    built: &BuiltRound,
    plan: &Plan,
    rules: &Rules,
) -> BTreeSet<PollId> {
    let mut scoreless = BTreeSet::new();
    let seats = r.polls.iter().map(|p| if let SeatsPlan::Fill(k) = p.seats { k as usize } else { 1 });
    let given = plan.entries.given.len();
    let n = seats.chain([3, given]).max().unwrap_or(3).min(MOST);
    let names = room::names(plan, n);
    let mut results = vec![];
    for (k, (p, b)) in r.polls.iter().zip(&built.polls).enumerate() {
        let known = if rules.asks(&p.tally, ELIGIBLE) { vec![(ELIGIBLE, 1.into())] } else { vec![] };
        let Ok(told) = rules.told(&p.tally, known, &names) else { return scoreless };
        let rule = told.as_ref().map_or(&b.tally, |(rule, _)| rule);
        let Some(profile) = ballot(&p.ballot, n) else { return scoreless };
        let options = Options { trace: false, cancel: None };
        let task = task(p, rule.gives(), n);
        match rule.run(&profile, &task, &TiePolicy::REPORT, &options) {
            Ok(tally) => {
                // A tie leaves open who is placed; by lot somebody is.
                let lot = || TiePolicy::Lot { seed: "trial".to_owned() };
                let drawn = || rule.run(&profile, &task, &lot(), &options).ok();
                let ended = if tally.outcome().is_tied() { drawn() } else { None };
                let seen = result(p, ended.as_ref().unwrap_or(&tally), &names);
                if seen.scores.is_empty() && !seen.standing.is_empty() {
                    scoreless.insert(p.poll.clone());
                }
                results.push(result(p, &tally, &names));
            }
            Err(CountError::Refused { cause, .. }) => {
                f.add(
                    format!("{field}.polls.{k}.tally"),
                    Fault::Rule(format!("rule `{}`: {cause}", p.tally.rule)),
                );
                return scoreless;
            }
            // A fault of its own, or none of a plan.
            Err(_) => return scoreless,
        }
    }
    // What the selection makes of entries that are not in the trial, or of a pick, is not known.
    if given > MOST || built.select.asks_pick() {
        return scoreless;
    }
    let candidates: Vec<Candidate> = names.into_iter().map(Candidate::new).collect();
    let tried = built.select.select(&Results { candidates: &candidates, polls: &results, picks: None });
    match tried {
        Ok(_) | Err(SelectError::Pick { .. }) => {}
        Err(e) => f.add(format!("{field}.select"), Fault::Rule(e.to_string())),
    }
    scoreless
}
fn task(p: &PollPlan, gives: Gives, n: usize) -> Task {
    match (gives, p.seats) {
        (Gives::Standing, SeatsPlan::All) => Task::Seats(Seats::Open),
        (Gives::Standing, SeatsPlan::Fill(k)) => {
            Task::Seats(Seats::fill(k.clamp(1, n as u32)).unwrap_or(Seats::ONE))
        }
        (Gives::Funding, _) => Task::Budget(Budget { total: p.budget.unwrap_or(0), costs: vec![0; n] }),
        _ => Task::Plain,
    }
}
/// One ballot that says something good of every entry, as far as its form lets it.
fn ballot(plan: &BallotPlan, n: usize) -> Option<AnyProfile> {
    fn of<B: Ballot>(n: usize, form: &B::Form, ballots: impl IntoIterator<Item = B>) -> Option<AnyProfile>
    where
        AnyProfile: From<Profile<B>>,
    {
        let mut profile = Profile::<B>::builder(Slate::anonymous(n), form.clone()).ok()?;
        // The first that the form takes.
        ballots.into_iter().any(|b| profile.push(&b).is_ok()).then(|| profile.finish().into())
    }
    let all = || (0..n as u32).map(EntryIx::new);
    let first = EntryIx::new(0);
    let up_to = |most: Option<u32>| most.map_or(n, |m| n.min(m as usize)) as u32;
    match plan {
        BallotPlan::Choice(f) => of(n, f, [Choice(Some(first))]),
        BallotPlan::Approval(f) => of(n, f, [Approval::of(all().take(up_to(f.most) as usize).collect())]),
        BallotPlan::Ranking(f) => of(n, f, [Ranking::strict(0..up_to(f.most))]),
        BallotPlan::Scores(f) => of(n, f, [Scores::new(all().map(|e| (e, f.top))).ok()?]),
        BallotPlan::Points(f) => of(n, f, [1, 0].map(|v| Points::new([(first, v)]).unwrap_or_default())),
        BallotPlan::Pairs(f) => {
            let pairs = || all().flat_map(|a| all().filter(move |b| a < *b).map(move |b| (a, b)));
            // Everybody is level, or a circle: nobody is out of reach of anybody.
            let around = |(a, b): (EntryIx, EntryIx)| {
                let next = b.ix() == a.ix() + 1 || (a == first && b.ix() + 1 == n && n == 2);
                (a, b, if next { Comparison::First } else { Comparison::Second })
            };
            let level = Pairs::new(pairs().map(|(a, b)| (a, b, Comparison::Draw))).ok()?;
            of(n, f, [level, Pairs::new(pairs().map(around)).ok()?])
        }
        BallotPlan::Spend(f) => {
            let form = SpendForm { costs: vec![0; n], ..f.clone() };
            let some: EntrySet = all().take(up_to(f.most) as usize).collect();
            of(n, &form, [Spend::approving(&some), Spend::default()])
        }
        BallotPlan::Consent(f) => of(n, f, [Consent::new(all().map(|e| (e, Position::Yes))).ok()?]),
    }
}
/// What a rule of selection sees of such a poll.
fn result(p: &PollPlan, tally: &AnyTally, names: &[EntryId]) -> PollResult {
    let name = |e: EntryIx| names[e.ix()].clone();
    let tier = |t: &EntrySet| t.iter().map(name).collect::<Vec<_>>();
    let standing = tally.standing().map(|s| s.tiers().iter().map(tier).collect());
    let set = || match tally.outcome() {
        Outcome::Lottery { .. } => vec![vec![names[0].clone()]],
        other => other.winners().map(|w| vec![tier(&w.set())]).unwrap_or_default(),
    };
    let mut result = PollResult::new(p.poll.clone(), standing.unwrap_or_else(set));
    let scores = tally.standing().into_iter().flat_map(|s| s.scores());
    result.scores = scores.map(|(e, x)| (name(*e), x.clone())).collect();
    result.ballots_of = names.iter().map(|e| (e.clone(), 1)).collect();
    if matches!(p.ballot, BallotPlan::Consent(_)) {
        let all = names.iter().map(|e| (e.clone(), Votes { yes: 1, no: 0, abstain: 0, eligible: 1 }));
        result.votes = all.collect();
        result.counts = p.counts.keys().map(|count| (count.clone(), result.votes.clone())).collect();
    }
    result.turnout = Turnout { ballots: 1, blank: 0, eligible: 1 };
    result
}
