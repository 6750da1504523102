//! Checks the rounds of a plan and their polls.
use super::{
    BallotPlan, Eligible, Fault, Faults, OnTie, Plan, PollPlan, RoundPlan, SeatsPlan, TiePlan, Unsettled,
    Until,
    check::rule,
    trial,
    valid::{BuiltPoll, BuiltRound},
};
use crate::{
    ballot::{Ballot, BallotError, Kind, Ranking, Rows},
    contest::Rules,
    count::{Gives, Options, Param, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryId, PollId, RosterId},
    profile::{Profile, Slate},
    select::{PollResult, Results, SelectError, SelectionRule},
    tally::AnyRule,
    weigh::{Electorate, Member, WeighError, WeightRule},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn rounds(f: &mut Faults, plan: &mut Plan, rules: &Rules) -> Vec<BuiltRound> {
    let mut rounds = std::mem::take(&mut plan.rounds);
    let mut seen = BTreeSet::new();
    let n = rounds.len();
    let built = rounds
        .iter_mut()
        .enumerate()
        .filter_map(|(i, r)| round(f, (i, n), r, plan, rules, &mut seen))
        .collect();
    plan.rounds = rounds;
    built
}
fn round(
    f: &mut Faults,
    (i, plan_rounds): (usize, usize),
    r: &mut RoundPlan,
    plan: &Plan,
    rules: &Rules,
    seen: &mut BTreeSet<PollId>,
) -> Option<BuiltRound> {
    let field = format!("rounds.{i}");
    let mut polls = vec![];
    for (k, p) in r.polls.iter_mut().enumerate() {
        if !seen.insert(p.poll.clone()) {
            f.add(format!("{field}.polls.{k}.poll"), Fault::Twice(p.poll.to_string()));
        }
        polls.extend(poll(f, &format!("{field}.polls.{k}"), p, plan, rules));
    }
    counted_again(f, &field, &r.polls);
    ties(f, &format!("{field}.ties"), &r.ties, plan);
    revote(f, &format!("{field}.ties.by"), r, i + 1 == plan_rounds, plan, rules);
    let select = rule(f, &format!("{field}.select"), &rules.select, &mut r.select);
    if let Some(s) = &select {
        if r.polls.is_empty() && !s.asks_pick() {
            f.add(format!("{field}.polls"), Fault::None("poll"));
        }
        if let Some(why) = refuses(&**s, r) {
            f.add(format!("{field}.select"), Fault::Rule(why));
        }
    }
    repeat(f, &field, r);
    if r.early_close && r.polls.iter().any(|p| p.parts) {
        let what = "an early close".to_owned();
        let needs = "whole ballots: of one in parts nobody knows whether it is complete".to_owned();
        f.add(format!("{field}.early_close"), Fault::Needs { what, needs });
    }
    let complete = polls.len() == r.polls.len();
    let select = select?;
    if select.most_chosen(&plan.categories) == Some(0) {
        let (what, needs) = (format!("rule `{}`", r.select.rule), "categories with places".to_owned());
        f.add(format!("{field}.select"), Fault::Needs { what, needs });
    }
    let needs = needs(f, &field, r, &*select, plan, rules);
    let mut built = BuiltRound { polls, select, needs, scoreless: BTreeSet::new() };
    // Of what has a fault already no more is known than that.
    if complete && !f.0.iter().any(|x| x.field.starts_with(&field)) {
        built.scoreless = trial::round(f, &field, r, &built, plan, rules);
    }
    Some(built).filter(|_| complete)
}
/// Entries that the rules of a round cannot do without.
fn needs(
    f: &mut Faults,
    field: &str,
    r: &RoundPlan,
    select: &dyn SelectionRule,
    plan: &Plan,
    rules: &Rules,
) -> BTreeSet<EntryId> {
    let mut all: BTreeSet<EntryId> = select.names().into_iter().collect();
    for e in &all {
        f.known(format!("{field}.select"), "given entry", e, plan.entries.given.iter().map(|g| &g.entry));
    }
    for p in &r.polls {
        let params = rules.tally.get(&p.tally.rule).map(|e| e.about().params).unwrap_or_default();
        let one: Vec<_> = params.iter().copied().filter(Param::is_one_entry).collect();
        let named = p.tally.entries(&one);
        all.extend(named.iter().filter_map(|v| v.as_str()?.parse().ok()));
    }
    all
}
/// A poll that counts another's ballots asks the same people the same thing.
fn counted_again(f: &mut Faults, field: &str, polls: &[PollPlan]) {
    for (k, p) in polls.iter().enumerate() {
        let Some(of) = &p.ballots_of else { continue };
        let own = polls.iter().filter(|x| x.ballots_of.is_none());
        let field = format!("{field}.polls.{k}.ballots_of");
        match own.clone().find(|x| x.poll == *of) {
            None => f.known(field, "poll with ballots of its own in this round", of, own.map(|x| &x.poll)),
            Some(x) if (&x.voters, &x.ballot, x.parts) != (&p.voters, &p.ballot, p.parts) => {
                let what = format!("a second count of the ballots of `{of}`");
                f.add(
                    field,
                    Fault::Needs { what, needs: "the same voters, ballot and parts as there".to_owned() },
                );
            }
            Some(_) => {}
        }
    }
}
fn repeat(f: &mut Faults, field: &str, r: &RoundPlan) {
    let Some(repeat) = &r.repeat else { return };
    if repeat.at_most == 0 {
        let allowed = "1 or more".to_owned();
        f.add(format!("{field}.repeat.at_most"), Fault::Range { what: "it", got: "0".to_owned(), allowed });
    }
    if let Until::Mean { poll, .. } = &repeat.until {
        let scores = r.polls.iter().filter(|p| p.ballot.kind() == Kind::Scores).map(|p| &p.poll);
        f.known(format!("{field}.repeat.until.mean.poll"), "poll of scores in this round", poll, scores);
    }
    if let Until::Decided { poll, .. } = &repeat.until {
        let polls = r.polls.iter().map(|p| &p.poll);
        f.known(format!("{field}.repeat.until.decided.poll"), "poll of this round", poll, polls);
    }
}
fn poll(f: &mut Faults, field: &str, p: &mut PollPlan, plan: &Plan, rules: &Rules) -> Option<BuiltPoll> {
    f.known(format!("{field}.voters"), "roster", &p.voters, plan.rosters.keys());
    if let Err(e) = form(&p.ballot) {
        f.add(format!("{field}.ballot"), Fault::Other(e.to_string()));
    }
    if p.parts && !matches!(p.ballot.kind(), Kind::Scores | Kind::Approval | Kind::Pairs) {
        let what = format!("a {} ballot in parts", p.ballot.kind());
        let needs = "scores, approvals or pairs; other ballots come whole".to_owned();
        f.add(format!("{field}.parts"), Fault::Needs { what, needs });
    }
    ties(f, &format!("{field}.ties"), &p.ties, plan);
    if p.ties.by == OnTie::Revote {
        let (what, needs) =
            ("a revote".to_owned(), "a tie at the cut of a round: `ties` of the round".to_owned());
        f.add(format!("{field}.ties.by"), Fault::Needs { what, needs });
    }
    let tally = tally(f, &format!("{field}.tally"), &mut p.tally, plan, rules);
    if let Some(t) = &tally {
        asked(f, field, p, t, plan);
        let full = rules.tally.build(&p.tally).map(|(_, full)| full);
        if p.eligible == Eligible::NotRecused
            && full.is_ok_and(|s| s.params.get("base").is_some_and(|b| b == "eligible"))
        {
            let what =
                format!("rule `{}`, for which all who may vote are the same for every entry,", p.tally.rule);
            let needs = "`eligible = \"roster\"`, or another base and the rule of selection `majority-vote`"
                .to_owned();
            f.add(format!("{field}.eligible"), Fault::Needs { what, needs });
        }
    }
    let weigh = rule(f, &format!("{field}.weigh"), &rules.weigh, &mut p.weigh);
    if let Some(w) = &weigh {
        try_weights(f, &format!("{field}.weigh"), &**w, &p.voters, plan);
    }
    if !p.counts.is_empty() && p.ballot.kind() != Kind::Consent {
        let what = "a further count".to_owned();
        f.add(format!("{field}.counts"), Fault::Needs { what, needs: "consent ballots".to_owned() });
    }
    let mut counts = BTreeMap::new();
    let given = p.counts.len();
    for (name, spec) in &mut p.counts {
        let field = format!("{field}.counts.{name}");
        if let Some(w) = rule(f, &field, &rules.weigh, spec) {
            try_weights(f, &field, &*w, &p.voters, plan);
            counts.insert(name.clone(), w);
        }
    }
    Some(BuiltPoll { tally: tally?, weigh: weigh?, counts }).filter(|b| b.counts.len() == given)
}
/// A rule of counting. Entries in its parameters are named by id, and stand from the start.
fn tally(f: &mut Faults, field: &str, spec: &mut RuleSpec, plan: &Plan, rules: &Rules) -> Option<AnyRule> {
    let params = rules.tally.get(&spec.rule).map(|e| e.about().params).unwrap_or_default();
    let given = || plan.entries.given.iter().map(|g| &g.entry);
    for named in spec.entries(params) {
        match named.as_str().map(str::parse::<EntryId>) {
            Some(Ok(id)) => f.known(field, "given entry", &id, given()),
            Some(Err(e)) => f.add(field, Fault::Other(e.to_string())),
            None => f.add(field, Fault::Other(format!("entry {named} is no id; a plan names entries by id"))),
        }
    }
    let mut placed =
        spec.with_places(params, |name| given().position(|e| e.as_str() == name).map(Into::into));
    let made = rule(f, field, &rules.tally, &mut placed)?;
    *spec = rules.tally.given(spec).ok()?;
    Some(made)
}
/// Whether the rule can be asked what the plan asks it.
fn asked(f: &mut Faults, field: &str, p: &PollPlan, t: &AnyRule, plan: &Plan) {
    let rule = || t.about().id.to_owned();
    let needs = |needs: &str| Fault::Needs { what: format!("rule `{}`", rule()), needs: needs.to_owned() };
    if t.kind() != p.ballot.kind() {
        let (wants, got) = (t.kind(), p.ballot.kind());
        f.add(format!("{field}.tally"), Fault::Kind { rule: rule(), wants, got });
    }
    match t.gives() {
        Gives::Standing if t.about().needs_number && p.seats == SeatsPlan::All => {
            f.add(format!("{field}.seats"), needs("a number of seats: seats = { fill = 3 }"));
        }
        Gives::Funding if p.budget.is_none() => f.add(format!("{field}.budget"), needs("a budget")),
        Gives::Lottery if plan.lot.is_none() => {
            f.add(format!("{field}.tally"), needs("a `lot` in the plan to draw by"));
        }
        _ => {}
    }
    if let Some(lacks) = form_lacks(p, t) {
        f.add(format!("{field}.ballot"), needs(lacks));
    }
    if p.seats == SeatsPlan::Fill(0) {
        let allowed = "1 or more".to_owned();
        f.add(format!("{field}.seats"), Fault::Range { what: "the number", got: "0".to_owned(), allowed });
    }
}
/// What a rule of rankings needs that the form does not assure, so that no ballot makes the round uncountable: it is tried
/// on entries that are ranked equally, and on entries that are not named.
fn form_lacks(p: &PollPlan, t: &AnyRule) -> Option<&'static str> {
    let BallotPlan::Ranking(form) = &p.ballot else { return None };
    if t.kind() != Kind::Ranking {
        return None;
    }
    let task = match t.gives() {
        Gives::Standing if t.about().needs_number => Task::Seats(Seats::ONE),
        Gives::Standing => Task::Seats(Seats::Open),
        _ => Task::Plain,
    };
    let counts = |m: usize, ballot: &Ranking| {
        let mut profile = Profile::<Ranking>::builder(Slate::anonymous(m), form.clone()).ok()?;
        profile.push(ballot).ok()?;
        let options = Options { trace: false, cancel: None };
        Some(t.run(&profile.finish().into(), &task, &TiePolicy::REPORT, &options).is_ok())
    };
    let level = Ranking::tiers([[0, 1].into()]);
    if counts(2, &Ranking::strict([0, 1])) != Some(true) {
        None
    } else if counts(2, &level) == Some(false) {
        Some("strict ranks: ballot = { kind = \"ranking\", strict = true }")
    } else if counts(3, &Ranking::strict([0])) == Some(false) {
        Some("every entry named on every ballot, which no form of ballot assures")
    } else {
        None
    }
}
fn ties(f: &mut Faults, field: &str, t: &TiePlan, plan: &Plan) {
    let drawn = t.by == OnTie::Lot || (t.by != OnTie::FirstEntered && t.then == Unsettled::Lot);
    if drawn && plan.lot.is_none() {
        f.add(field, Fault::Needs { what: "a tie by lot".into(), needs: "a `lot` in the plan".into() });
    }
    if let OnTie::Order(order) = &t.by {
        let mut seen = BTreeSet::new();
        if let Some(e) = order.iter().find(|e| !seen.insert(*e)) {
            f.add(format!("{field}.by.order"), Fault::Twice(e.to_string()));
        }
    }
}
/// Those who are level are voted on in another turn, by the first poll.
fn revote(f: &mut Faults, field: &str, r: &RoundPlan, last: bool, plan: &Plan, rules: &Rules) {
    if r.ties.by != OnTie::Revote {
        return;
    }
    let mut needs = |needs: &str| {
        let needs = needs.to_owned();
        f.add(field, Fault::Needs { what: "a revote".to_owned(), needs });
    };
    if r.repeat.is_some() {
        needs("a round that does not repeat");
    }
    if r.polls.is_empty() {
        needs("a poll");
    }
    let marks = |p: &super::PotPlan| {
        rules.reward.build(&p.reward).is_ok_and(|(rule, _)| rule.asks_marks()) && p.scores_of.is_none()
    };
    if last && plan.pots.iter().any(marks) {
        needs("pots whose rules do not go by the marks of the round");
    }
}
/// Whether the form is sound, as far as that can be known without entries.
fn form(b: &BallotPlan) -> Result<(), BallotError> {
    fn of<B: Ballot>(form: &B::Form) -> Result<(), BallotError> {
        B::Rows::empty(0, form).map(|_| ())
    }
    use crate::ballot::{Approval, Choice, Consent, Pairs, Points, Scores, Spend};
    match b {
        BallotPlan::Choice(f) => of::<Choice>(f),
        BallotPlan::Approval(f) => of::<Approval>(f),
        BallotPlan::Ranking(f) => of::<Ranking>(f),
        BallotPlan::Scores(f) => of::<Scores>(f),
        BallotPlan::Points(f) => of::<Points>(f),
        BallotPlan::Pairs(f) => of::<Pairs>(f),
        BallotPlan::Spend(f) => of::<Spend>(f),
        BallotPlan::Consent(f) => of::<Consent>(f),
    }
}
/// A rule of weights is tried on nobody.
fn try_weights(f: &mut Faults, field: &str, rule: &dyn WeightRule, voters: &RosterId, plan: &Plan) {
    let nobody = Electorate { members: &[], parties: &plan.parties, delegations: &[], trust: &[] };
    if let Err(e) = rule.weigh(&nobody) {
        f.add(field, Fault::Rule(e.to_string()));
        return;
    }
    // Who is on the roster from the start brings along neither a share nor a party.
    let given = plan.rosters.get(voters).into_iter().flat_map(|r| &r.given);
    for person in given {
        let alone = [Member { voted: true, ..Member::new(person.clone()) }];
        if let Err(e @ (WeighError::NoShare(_) | WeighError::NoParty { .. })) =
            rule.weigh(&Electorate { members: &alone, ..nobody })
        {
            let needs = format!(
                "more than the id of those it is for, and {e}; let them enrol, not stand in `rosters.{voters}.given`"
            );
            f.add(field, Fault::Needs { what: format!("rule `{}`", rule.about().id), needs });
            return;
        }
    }
}
/// Whether a rule of selection cannot be applied to the round's polls: it is tried on no entries.
fn refuses(rule: &dyn SelectionRule, r: &RoundPlan) -> Option<String> {
    let result = |p: &PollPlan| PollResult {
        counts: p.counts.keys().map(|name| (name.clone(), BTreeMap::new())).collect(),
        ..PollResult::new(p.poll.clone(), vec![])
    };
    let polls: Vec<PollResult> = r.polls.iter().map(result).collect();
    match rule.select(&Results { candidates: &[], polls: &polls, picks: None }) {
        Err(
            e @ (SelectError::WhichPoll { .. }
            | SelectError::NoPoll { .. }
            | SelectError::NoCount { .. }
            | SelectError::Parameters { .. }),
        ) => Some(e.to_string()),
        _ => None,
    }
}
