//! A preset in a line of a table, read from its plan.
use super::Preset;
use crate::{
    ballot::{
        ApprovalForm, ChoiceForm, ConsentForm, Cost, PairsForm, PointsForm, RankingForm, ScoreForm, SpendForm,
    },
    contest::{
        Mode, Plan, When,
        plan::{BallotPlan, PotPlan, RoundPlan, Until},
    },
    num::Money,
};

/// What a preset's plan comes to, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Who may contribute and who owns the outcome.
    pub mode: Mode,
    /// The ballots of its polls, each kind once, in the order of the polls.
    pub ballots: String,
    /// Rules of counting and of selection, round by round.
    pub tally: String,
    /// Rules of reward with their pots.
    pub reward: String,
    /// How often a round is held again, if it is, and what begins the next turn.
    pub next: String,
}
impl Preset {
    /// What its plan comes to.
    pub fn summary(&self) -> Summary {
        let contest = self.id.parse().expect("an id of a preset is one of a contest");
        let plan = (self.plan)(&contest, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
        let polls = plan.rounds.iter().flat_map(|r| &r.polls);
        Summary {
            mode: plan.mode,
            ballots: each_once(polls.map(|p| ballot(&p.ballot)), ", "),
            tally: each_once(plan.rounds.iter().map(count), "; then "),
            reward: reward(&plan),
            next: plan
                .rounds
                .iter()
                .filter_map(again)
                .chain([self.next.to_owned()])
                .collect::<Vec<_>>()
                .join("; "),
        }
    }
}
fn each_once(all: impl Iterator<Item = String>, between: &str) -> String {
    let mut once: Vec<String> = vec![];
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    if once.is_empty() { "none".to_owned() } else { once.join(between) }
}
fn ballot(b: &BallotPlan) -> String {
    let most = |n: Option<u32>| n.map_or_else(String::new, |n| format!(", at most {n}"));
    match b {
        BallotPlan::Choice(ChoiceForm { .. }) => "choice of one".to_owned(),
        BallotPlan::Approval(ApprovalForm { most: n }) => format!("approval{}", most(*n)),
        BallotPlan::Ranking(RankingForm { most: n, .. }) => format!("ranking{}", most(*n)),
        BallotPlan::Scores(f) => scale(f),
        BallotPlan::Points(PointsForm { budget, cost, .. }) => {
            let cost = if *cost == Cost::Linear { "" } else { ", at the square" };
            format!("{budget} points{cost}")
        }
        BallotPlan::Pairs(PairsForm { .. }) => "pairs".to_owned(),
        BallotPlan::Spend(SpendForm { most: n, .. }) => format!("projects with costs{}", most(*n)),
        BallotPlan::Consent(ConsentForm { block: true, .. }) => "consent with blocks".to_owned(),
        BallotPlan::Consent(_) => "yes, no, abstain".to_owned(),
    }
}
fn scale(f: &ScoreForm) -> String {
    format!("scores {} to {}", f.lowest, f.value(f.top))
}
fn count(r: &RoundPlan) -> String {
    let tallies = each_once(r.polls.iter().map(|p| format!("`{}`", p.tally.rule)), ", ");
    if r.polls.is_empty() {
        format!("`{}`", r.select.rule)
    } else {
        format!("{tallies}, `{}`", r.select.rule)
    }
}
fn reward(plan: &Plan) -> String {
    let pot =
        |p: &PotPlan| format!("`{}` of {}", p.reward.rule, Money { amount: p.amount, currency: p.currency });
    each_once(plan.pots.iter().map(pot), ", ")
}
fn again(r: &RoundPlan) -> Option<String> {
    let repeat = r.repeat.as_ref()?;
    let until = match &repeat.until {
        Until::EntriesLeft(n) => format!("{n} are left"),
        Until::Mean { target, .. } => format!("the mean is {target}"),
        Until::NoChange => "nothing changes".to_owned(),
        Until::Chosen(1) => "something passes".to_owned(),
        Until::Chosen(n) => format!("{n} pass"),
        Until::Decided { .. } => "nothing is open".to_owned(),
    };
    Some(format!("again until {until}, at most {} times", repeat.at_most))
}
