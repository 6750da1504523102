//! Laws of rules that count.
use super::{
    Broken, Kept, Trial, asked,
    ballots::{Sample, cost, next},
    law, same, tried,
};
use crate::ballot::{Approval, Choice, Consent, Kind, Pairs, Points, Ranking, Scores, Spend};
use crate::count::{
    About, Budget, CountError, Decision, Gives, Law, Options, Outcome, Seats, Task, TiePolicy,
};
use crate::id::{EntryIx, EntrySet};
use crate::profile::{AnyProfile, Profile, Slate};
use crate::tally::{AnyRule, AnyTally};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

/// Most ways of a count that are followed.
const WAYS: u32 = 300;
const REPORT: TiePolicy = TiePolicy::Report { explore: WAYS };

/// That a rule keeps the laws of counting, over polls of two to four entries and up to seven ballots, asked for one winner, for two, and
/// for the whole order.
///
/// # Errors
/// The first law that is broken, with the smallest poll that was found.
pub fn tally(rule: &AnyRule, trial: Trial) -> Result<(), Broken> {
    match rule.kind() {
        Kind::Choice => of::<Choice>(rule, trial),
        Kind::Approval => of::<Approval>(rule, trial),
        Kind::Ranking => of::<Ranking>(rule, trial),
        Kind::Scores => of::<Scores>(rule, trial),
        Kind::Points => of::<Points>(rule, trial),
        Kind::Pairs => of::<Pairs>(rule, trial),
        Kind::Spend => of::<Spend>(rule, trial),
        Kind::Consent => of::<Consent>(rule, trial),
    }
}
fn of<B: Sample>(rule: &AnyRule, trial: Trial) -> Result<(), Broken>
where
    AnyProfile: From<Profile<B>>,
{
    let polls = (2usize..5).prop_flat_map(|m| {
        let ballot = vec(any::<u16>(), m).prop_map(|bits| B::make(&bits));
        (Just(m), vec(ballot, 1..8))
    });
    tried(rule.about().id, trial, &polls, |(m, ballots)| laws(rule, *m, ballots))
}
/// A poll, and whether its entries have gone to the next place.
fn profile<B: Sample>(m: usize, ballots: &[B], moved: bool) -> Result<Profile<B>, String> {
    let made = |e: &dyn std::fmt::Display| format!("ballots of the form that is given: {e}");
    let mut b = Profile::<B>::builder(Slate::anonymous(m), B::form(m, moved)).map_err(|e| made(&e))?;
    for x in ballots {
        let pushed = if moved { b.push(&x.moved(m)) } else { b.push(x) };
        pushed.map_err(|e| made(&e))?;
    }
    Ok(b.finish())
}
fn tasks(rule: &AnyRule, m: usize, moved: bool) -> Vec<Task> {
    match rule.gives() {
        Gives::Standing => {
            let open = (!rule.about().needs_number).then_some(Seats::Open);
            let two = Seats::fill(2);
            [Some(Seats::ONE), two, open].into_iter().flatten().map(Task::Seats).collect()
        }
        Gives::Funding => {
            let before = |e: usize| if moved { (e + m - 1) % m } else { e };
            vec![Task::Budget(Budget { total: 30, costs: (0..m).map(|e| cost(before(e))).collect() })]
        }
        _ => vec![Task::Plain],
    }
}
fn laws<B: Sample>(rule: &AnyRule, m: usize, ballots: &[B]) -> Kept
where
    AnyProfile: From<Profile<B>>,
{
    let about = rule.about();
    let whole = profile(m, ballots, false)?;
    let parts: Vec<AnyProfile> = whole.split(2).into_iter().map(AnyProfile::from).collect();
    let whole = AnyProfile::from(whole);
    for task in tasks(rule, m, false) {
        function(rule, &whole, &task)?;
        ways(rule, &whole, &task)?;
        let text = |t: Result<AnyTally, CountError>| serde_json::to_string(&t.map_err(|e| e.to_string()));
        let one = rule.run(&whole, &task, &REPORT, &Options::default());
        let many = rule.run_shards(parts.clone(), &task, &REPORT, &Options::default());
        let (one, many) = (text(one).unwrap_or_default(), text(many).unwrap_or_default());
        same("shards are counted as the whole", &one, &many)?;
    }
    let turned: Vec<B> = ballots.iter().rev().cloned().collect();
    let copies: Vec<B> = ballots.iter().chain(ballots).chain(ballots).cloned().collect();
    unchanged(
        rule,
        &about,
        (Law::Order, "the order of ballots changes nothing"),
        &whole,
        (m, &turned, false),
    )?;
    unchanged(rule, &about, (Law::Names, "places on the slate decide nothing"), &whole, (m, ballots, true))?;
    unchanged(
        rule,
        &about,
        (Law::Copies, "copies of all ballots change nothing"),
        &whole,
        (m, &copies, false),
    )
}
/// A law of outcomes: other ballots, or entries in other places, and the same end.
fn unchanged<B: Sample>(
    rule: &AnyRule,
    about: &About,
    (of, name): (Law, &str),
    whole: &AnyProfile,
    (m, ballots, moved): (usize, &[B], bool),
) -> Kept
where
    AnyProfile: From<Profile<B>>,
{
    if !asked(about, of) {
        return Ok(());
    }
    let other = AnyProfile::from(profile(m, ballots, moved)?);
    for (task, again) in tasks(rule, m, false).into_iter().zip(tasks(rule, m, moved)) {
        let run = |p: &AnyProfile, task: &Task| rule.run(p, task, &REPORT, &Options::default());
        let one = ended(&run(whole, &task), |e| if moved { next(e, m) } else { e });
        let two = ended(&run(&other, &again), |e| e);
        if let (Some(one), Some(two)) = (one, two) {
            same(name, &one, &two)?;
        }
    }
    Ok(())
}
/// How a count ended, without what hangs on the way on which a tie is met first; `None` if that is not known. Refusals are alike.
fn ended(tally: &Result<AnyTally, CountError>, to: impl Fn(EntryIx) -> EntryIx) -> Option<String> {
    let set = |s: &EntrySet| s.iter().map(|e| to(e).ix()).collect::<BTreeSet<_>>();
    Some(match tally.as_ref().map(AnyTally::outcome) {
        Err(_) => "refused".to_owned(),
        Ok(Outcome::Decided { winners, .. }) => {
            format!("decided {:?}", winners.tiers().iter().map(set).collect::<Vec<_>>())
        }
        Ok(Outcome::Tied { certain, possible: Some(p), .. }) => {
            format!("tied {:?} {:?}", set(certain), set(p))
        }
        Ok(Outcome::Lottery { p, .. }) => {
            let chances: BTreeMap<usize, String> =
                p.iter().map(|(e, x)| (to(e).ix(), x.to_string())).collect();
            format!("lottery {chances:?}")
        }
        Ok(Outcome::None { .. }) => "none".to_owned(),
        Ok(_) => return None,
    })
}
/// The same twice; what the lot decided, declared, gives the same count; the driver finds the rule whole.
fn function(rule: &AnyRule, p: &AnyProfile, task: &Task) -> Kept {
    let lot = TiePolicy::Lot { seed: "law".into() };
    let run = |ties: &TiePolicy| rule.run(p, task, ties, &Options::default());
    let first = run(&lot);
    if let Err(e @ CountError::BrokenRule { .. }) = &first {
        return Err(format!("an answer that the driver can check: {e}"));
    }
    same("the same ballots, the same count", &first, &run(&lot))?;
    let Ok(tally) = first else { return Ok(()) };
    let decided = tally.ties().iter().filter_map(|t| Some(Decision { at: t.at, chosen: t.chosen.clone()? }));
    let decisions: Vec<Decision> = decided.collect();
    // A decision that two ties share, asked in the same place of the same, is asked for once.
    let places: BTreeSet<_> = decisions.iter().map(|d| d.at).collect();
    if decisions.len() == tally.ties().len() && places.len() == decisions.len() {
        let again = run(&TiePolicy::Declared { decisions, explore: 0 })
            .map_err(|e| format!("what the lot decided can be declared: {e}"))?;
        same("what the lot decided, declared, ends the same", tally.outcome(), again.outcome())?;
        same("what the lot decided, declared, is counted the same", &tally.steps(), &again.steps())?;
    }
    Ok(())
}
/// What is told of a tie is what all ways through the count come to.
fn ways(rule: &AnyRule, p: &AnyProfile, task: &Task) -> Kept {
    let run = |ties: &TiePolicy| rule.run(p, task, ties, &Options::default());
    let all = run(&TiePolicy::AllBranches { limit: WAYS });
    let (Ok(told), Ok(all)) = (run(&REPORT), all) else { return Ok(()) };
    let Outcome::OneOf { sets, complete: true, .. } = all.outcome() else { return Ok(()) };
    let every: BTreeSet<EntrySet> = sets.iter().map(|w| w.set()).collect();
    let (name, found) = ("what is told is what all ways come to", format!("{:?}", all.outcome()));
    match told.outcome() {
        Outcome::Decided { winners, .. } => {
            let one = every.len() == 1 && every.contains(&winners.set());
            law(one, name, || format!("{:?}, {found}", told.outcome()))
        }
        Outcome::Tied { certain, possible: Some(possible), .. } => {
            let union = every.iter().fold(EntrySet::EMPTY, |a, s| a.union(s));
            let common = every.iter().fold(union.clone(), |a, s| a.intersection(s));
            let fits = *possible == union && *certain == common && every.len() > 1;
            law(fits, name, || format!("{:?}, {found}", told.outcome()))
        }
        _ => Ok(()),
    }
}
