//! Checks the pots of a plan: each rule of reward is tried before anybody enters.
use super::{
    Fault, Faults, Plan, PotPlan,
    check::rule,
    valid::{BuiltPot, BuiltRound},
};
use crate::{
    contest::Rules,
    count::RuleSpec,
    id::{EntryId, PollId},
    num::{Amount, Exact, SplitError},
    reward::{Case, Entrant, Pot, RewardError, RewardRule, TeamSplit, pay},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most winners of a trial.
const MOST: usize = 1000;
/// Winners of a trial where nobody knows how many there can be.
const MANY: usize = 64;

pub(super) fn pots(f: &mut Faults, plan: &mut Plan, rounds: &[BuiltRound], rules: &Rules) -> Vec<BuiltPot> {
    let mut pots = std::mem::take(&mut plan.pots);
    let mut seen = BTreeSet::new();
    let mut built = vec![];
    let several = pots.len() > 1;
    for (i, p) in pots.iter_mut().enumerate() {
        let field = format!("pots.{i}");
        if !seen.insert(p.pot.clone()) {
            f.add(format!("{field}.pot"), Fault::Twice(p.pot.to_string()));
        }
        if let Some(c) = &p.category {
            f.known(format!("{field}.category"), "category", c, plan.categories.iter());
        }
        if let Some(poll) = &p.scores_of {
            let polls = plan.rounds.iter().flat_map(|r| r.polls.iter().map(|p| &p.poll));
            f.known(format!("{field}.scores_of"), "poll", poll, polls);
        }
        let (mut reward, mut unawarded) = (p.reward.clone(), p.unawarded.clone());
        let asked = Asked { pot: p, plan, rounds, several };
        let made = asked.made(f, &field, "reward", &mut reward, rules);
        let other = unawarded.as_mut().map(|u| {
            if let Some(figure) = &u.figure {
                f.known(format!("{field}.unawarded.figure"), "figure", figure, plan.entries.figures.iter());
            }
            asked.made(f, &field, "unawarded.reward", &mut u.reward, rules)
        });
        (p.reward, p.unawarded) = (reward, unawarded);
        if let (Some(reward), None | Some(Some(_))) = (made, &other) {
            built.push(BuiltPot { reward, unawarded: other.flatten() });
        }
    }
    if plan.one_prize && pots.iter().any(|p| p.currency != pots[0].currency) {
        let what = "one prize for an entry, the largest".to_owned();
        f.add("one_prize", Fault::Needs { what, needs: "pots of one currency".to_owned() });
    }
    plan.pots = pots;
    built
}

/// What a pot asks of its rules.
struct Asked<'a> {
    pot: &'a PotPlan,
    plan: &'a Plan,
    rounds: &'a [BuiltRound],
    /// Whether there are other pots.
    several: bool,
}
impl Asked<'_> {
    /// A rule of the pot, which the mode allows and which does not contradict the pot.
    fn made(
        &self,
        f: &mut Faults,
        pot: &str,
        key: &str,
        spec: &mut RuleSpec,
        rules: &Rules,
    ) -> Option<Box<dyn RewardRule>> {
        let field = format!("{pot}.{key}");
        let made = rule(f, &field, &rules.reward, spec)?;
        if !self.plan.mode.admits_reward(&spec.rule) {
            f.add(&field, Fault::NotInMode { rule: spec.rule.clone(), mode: self.plan.mode });
        }
        match self.refuses(&*made, key == "reward") {
            Some(why) => f.add(field, why),
            None => self.teams(f, &format!("{pot}.team.method"), &*made),
        }
        Some(made)
    }
    /// Whether a rule contradicts itself, its pot or what is known of the winners: it is tried on nobody, on one, and on as many as
    /// there can be at most.
    fn refuses(&self, rule: &dyn RewardRule, winners: bool) -> Option<Fault> {
        let scoreless = if winners { self.scoreless() } else { None };
        let score = |x: Exact| if scoreless.is_some() { None } else { Some(x) };
        let most = if winners { self.most() } else { None };
        let told = |e: RewardError, n: usize| match (e, scoreless) {
            (RewardError::NoScore(_), Some(poll)) => Fault::Needs {
                what: format!("rule `{}`", rule.about().id),
                needs: format!("scores, and poll `{poll}` gives none; name one that does in `scores_of`"),
            },
            (e, _) if n > 1 && most.is_some() => {
                Fault::Rule(format!("{e}, with {n} winners, as many as there can be"))
            }
            (e, _) => Fault::Rule(e.to_string()),
        };
        let always = [0, 1].into_iter().find_map(|n| {
            let e = self.tried(rule, n, score(Exact::ONE).as_ref()).err()?;
            let fault = !matches!(e, RewardError::BrokenRule { .. } | RewardError::NoScore(_));
            (fault || matches!(e, RewardError::NoScore(_)) && scoreless.is_some()).then(|| told(e, n))
        });
        if always.is_some() {
            return always;
        }
        let n = most.unwrap_or(MANY);
        let many = self.tried(rule, n, score(Exact::ONE).as_ref()).err().filter(|e| match e {
            RewardError::Parameters { .. } | RewardError::NoFigure { .. } => true,
            RewardError::Split { .. } | RewardError::TooMany { .. } | RewardError::Game(_) => most.is_some(),
            _ => false,
        });
        // What is owed whatever the scores.
        let sure = most.is_some() && !(self.plan.one_prize && self.several);
        let short = || {
            self.tried(rule, n, score(Exact::ZERO).as_ref())
                .err()
                .filter(|e| sure && matches!(e, RewardError::Short { .. }))
        };
        many.or_else(short).map(|e| told(e, n))
    }
    /// What `n` winners have, each behind the other, with nothing known of them.
    fn tried(&self, rule: &dyn RewardRule, n: usize, score: Option<&Exact>) -> Result<Amount, RewardError> {
        let p = self.pot;
        let pot = Pot { pot: p.pot.clone(), currency: p.currency, amount: p.amount };
        let figures: BTreeMap<String, Amount> =
            self.plan.entries.figures.iter().map(|name| (name.clone(), Amount::ZERO)).collect();
        let entrant = |i: usize| {
            let id = |kind: &str| format!("{kind}{i}");
            let (entry, person) =
                (id("e").parse().expect("a plain id"), id("p").parse().expect("a plain id"));
            Entrant { figures: figures.clone(), ..Entrant::solo(entry, person) }
        };
        let entrants: Vec<Entrant> = (0..n).map(entrant).collect();
        let places: Vec<Vec<EntryId>> = entrants.iter().map(|e| vec![e.entry.clone()]).collect();
        let scores = entrants.iter().filter_map(|e| Some((e.entry.clone(), score?.clone()))).collect();
        let case = Case { pot: &pot, places: &places, scores: &scores, entrants: &entrants };
        // How teams share is looked at for itself.
        let out = pay(rule, &case, TeamSplit::default())?;
        Ok(out.lines.iter().map(|l| l.amount).max().unwrap_or_default())
    }
    /// Whether the method for teams splits what the first place has, for every team that may enter.
    fn teams(&self, f: &mut Faults, field: &str, rule: &dyn RewardRule) {
        let method = self.pot.team.method;
        let largest = self.plan.entries.largest_team as usize;
        // Entries that are given have no team; two rules of a pot share one method.
        if self.plan.entries.window.is_none() || f.0.iter().any(|told| told.field == field) {
            return;
        }
        let Ok(prize) = self.tried(rule, 1, Some(&Exact::ONE)) else { return };
        if let Some(SplitError::TooMany { units, weights }) = [1, 2, largest]
            .into_iter()
            .filter(|n| *n <= largest)
            .find_map(|n| method.takes(prize.minor(), n).err())
        {
            let needs = format!(
                "fewer units or smaller teams, since it goes unit by unit: {units} by {weights} are too many; \
                 `largest-remainder` splits any"
            );
            f.add(field, Fault::Needs { what: format!("method `{method}`"), needs });
        }
    }
    /// The poll whose scores the rule sees, if its rule gives none.
    fn scoreless(&self) -> Option<&PollId> {
        let last = || self.plan.rounds.last().and_then(|r| r.polls.first()).map(|p| &p.poll);
        let poll = self.pot.scores_of.as_ref().or_else(last)?;
        self.rounds.iter().any(|r| r.scoreless.contains(poll)).then_some(poll)
    }
    /// How many can win the pot at most, if that is known.
    fn most(&self) -> Option<usize> {
        let (plan, last) =
            (self.plan, self.rounds.last().filter(|_| self.rounds.len() == self.plan.rounds.len())?);
        let chosen = match &self.pot.category {
            None => last.select.most_chosen(&plan.categories)?,
            // Only a rule that goes by categories says how many are of one.
            Some(c) if last.select.most_chosen(&BTreeSet::new()) == Some(0) => {
                last.select.most_chosen(&[c.clone()].into())?
            }
            Some(_) => return None,
        };
        let e = &plan.entries;
        let given = if e.window.is_none() { e.given.len() } else { usize::MAX };
        let enter = e.most.map_or(usize::MAX, |n| n as usize).min(given).min(plan.limits.entries as usize);
        Some(chosen.min(enter).min(MOST)).filter(|n| *n > 1)
    }
}
