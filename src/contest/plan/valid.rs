//! A plan that was checked: rules made, times resolved, digest taken.
use super::{
    Fault, Plan, PlanFault, PlanFaults, check,
    read::{Read, read, touches},
    room::Room,
};
use crate::{
    admit::AdmissionRule,
    contest::{Digest, Rules, Time},
    count::StrictValue,
    id::{EntryId, PollId, RosterId},
    reward::RewardRule,
    select::SelectionRule,
    tally::AnyRule,
    weigh::WeightRule,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A plan without fault: what a contest is made from. Copies share it.
#[derive(Clone, Debug)]
pub struct ValidPlan(Arc<Checked>);
/// What was found when a plan was checked.
#[derive(Debug)]
struct Checked {
    plan: Plan,
    digest: Digest,
    built: Built,
    rules: Arc<Rules>,
}
/// The rules of a plan, and its instants.
#[derive(Debug)]
pub(in crate::contest) struct Built {
    pub(in crate::contest) starts: Time,
    pub(in crate::contest) rosters: BTreeMap<RosterId, Vec<Box<dyn AdmissionRule>>>,
    pub(in crate::contest) rounds: Vec<BuiltRound>,
    pub(in crate::contest) pots: Vec<BuiltPot>,
    /// The limit on entries that the rules of the polls set, if one does.
    pub(in crate::contest) room: Option<Room>,
}
#[derive(Debug)]
pub(in crate::contest) struct BuiltPot {
    pub(in crate::contest) reward: Box<dyn RewardRule>,
    /// The rule if nobody wins, where the pot is guaranteed.
    pub(in crate::contest) unawarded: Option<Box<dyn RewardRule>>,
}
#[derive(Debug)]
pub(in crate::contest) struct BuiltRound {
    pub(in crate::contest) polls: Vec<BuiltPoll>,
    pub(in crate::contest) select: Box<dyn SelectionRule>,
    /// Entries that its rules cannot do without: a default option.
    pub(in crate::contest) needs: BTreeSet<EntryId>,
    /// Polls whose rules give places and no scores.
    pub(in crate::contest) scoreless: BTreeSet<PollId>,
}
#[derive(Debug)]
pub(in crate::contest) struct BuiltPoll {
    pub(in crate::contest) tally: AnyRule,
    pub(in crate::contest) weigh: Box<dyn WeightRule>,
    pub(in crate::contest) counts: BTreeMap<String, Box<dyn WeightRule>>,
}
/// Whether a fault may only come of what stands in the place of something that could not be read.
fn follows(fault: &PlanFault, mended: &[Vec<String>]) -> bool {
    let field: Vec<String> = fault.field.split('.').map(str::to_owned).collect();
    mended.iter().any(|m| {
        let part = |name: &str| m.iter().any(|p| p == name);
        // What rounds and pots speak of: names and what is known of them.
        let names = !part("rounds") && !part("pots") || m.last().is_some_and(|key| key == "poll");
        let table = || &m[..m.len() - 1];
        match &fault.why {
            Fault::EndsBefore { .. } => true,
            Fault::Unknown { .. } | Fault::Needs { .. } | Fault::None(_) | Fault::Rule(_) if names => true,
            // What is needed may be what stood there.
            Fault::Needs { .. } | Fault::None(_) if field.len() == m.len() && field.starts_with(table()) => {
                true
            }
            // A rule and its ballot are tried together.
            _ if part("ballot") => {
                m.iter().position(|p| p == "ballot").is_some_and(|at| touches(&field, &m[..at]))
            }
            _ => touches(&field, m),
        }
    })
}
impl BuiltPoll {
    /// Whether a rule of weights asks how old ballots are.
    pub(in crate::contest) fn asks_ages(&self) -> bool {
        self.weigh.asks_ages() || self.counts.values().any(|w| w.asks_ages())
    }
}
impl PartialEq for ValidPlan {
    fn eq(&self, o: &Self) -> bool {
        self.0.plan == o.0.plan
    }
}
impl Eq for ValidPlan {}

impl Plan {
    /// Checks the plan against the rules that it may name.
    ///
    /// # Errors
    /// Every fault, each with its field and what would be right.
    pub fn validate(&self, rules: &Arc<Rules>) -> Result<ValidPlan, PlanFaults> {
        let mut plan = self.clone();
        let built = check::check(&mut plan, rules).map_err(PlanFaults)?;
        let text = serde_json::to_vec(&plan).map_err(|e| {
            PlanFaults(vec![PlanFault { field: "plan".to_owned(), why: Fault::Other(e.to_string()) }])
        })?;
        Ok(ValidPlan(Arc::new(Checked { plan, digest: Digest::of(&text), built, rules: rules.clone() })))
    }
    /// Reads a plan from JSON. A key given twice, a misspelt key and a number with a point are refused.
    ///
    /// # Errors
    /// Where JSON itself is broken, with line and column; else as [`Plan::from_value`].
    pub fn from_json(text: &str) -> Result<Self, PlanFaults> {
        Self::from_value(strict(text)?)
    }
    /// Reads a plan from a value, as other formats give it.
    ///
    /// # Errors
    /// Every fault of form with its field: misspelt keys with the nearest that there is, and values that cannot be read.
    pub fn from_value(value: serde_json::Value) -> Result<Self, PlanFaults> {
        let read = read(value);
        read.plan.filter(|_| read.faults.0.is_empty()).ok_or(PlanFaults(read.faults.0))
    }
}
/// Through a strict value, since maps would silently keep the last of two equal keys.
fn strict(text: &str) -> Result<serde_json::Value, PlanFaults> {
    let no_json = |e: serde_json::Error| {
        PlanFaults(vec![PlanFault { field: "plan".to_owned(), why: Fault::Other(e.to_string()) }])
    };
    serde_json::from_str(text).map(|StrictValue(value)| value).map_err(no_json)
}
impl ValidPlan {
    /// Reads a plan from JSON and checks it, so that faults of form do not hide the others.
    ///
    /// # Errors
    /// Where JSON itself is broken; else every fault, as [`ValidPlan::from_value`].
    ///
    /// # Examples
    /// ```
    /// use cocreate::contest::{Rules, ValidPlan};
    /// let faults = ValidPlan::from_json(r#"{
    ///     "contest": "tees", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": { "crowd": {} },
    ///     "entries": { "given": [{ "entry": "owl" }] },
    ///     "rounds": [{
    ///         "balloting": "-5d", "select": { "rule": "top-k" },
    ///         "polls": [{ "poll": "p", "voters": "crwd", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" } }]
    ///     }]
    /// }"#, &Rules::built_in().into());
    /// let fields: Vec<_> = faults.unwrap_err().0.into_iter().map(|f| f.field).collect();
    /// assert_eq!(fields, ["rounds.0.balloting", "rounds.0.polls.0.voters"]);
    /// ```
    pub fn from_json(text: &str, rules: &Arc<Rules>) -> Result<Self, PlanFaults> {
        Self::from_value(strict(text)?, rules)
    }
    /// Reads a plan from a value and checks it.
    ///
    /// # Errors
    /// Every fault: those of form, and those that are found when a plan is put together from the rest, as far as they do not come of
    /// what could not be read.
    pub fn from_value(value: serde_json::Value, rules: &Arc<Rules>) -> Result<Self, PlanFaults> {
        let Read { plan, mut faults, mended } = read(value);
        let checked = plan.map(|plan| plan.validate(rules));
        match checked {
            Some(Ok(valid)) if faults.0.is_empty() => return Ok(valid),
            Some(Err(more)) => faults.0.extend(more.0.into_iter().filter(|f| !follows(f, &mended))),
            _ => {}
        }
        Err(PlanFaults(faults.0))
    }
    /// The plan, every rule by its id with the parameters that were given or that its alias sets.
    pub fn plan(&self) -> &Plan {
        &self.0.plan
    }
    /// SHA-256 of the plan as compact JSON: what is published before the start.
    pub fn digest(&self) -> Digest {
        self.0.digest
    }
    /// The rules against which it was checked.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.0.rules
    }
    /// When the first phase begins.
    pub fn starts(&self) -> Time {
        self.0.built.starts
    }
    /// Whether a count may hang on the party or the share of a roster's members: by how votes are weighed, or by who may judge what. Where the
    /// plan may be amended it may.
    pub fn asks_standing(&self, roster: &RosterId) -> bool {
        let (plan, built) = (self.plan(), self.built());
        let bars = built.rosters.get(roster).is_some_and(|all| all.iter().any(|r| r.bars()));
        let polls = plan.rounds.iter().zip(&built.rounds).flat_map(|(r, b)| r.polls.iter().zip(&b.polls));
        let mut of_roster = polls.filter(|(p, _)| p.voters == *roster).map(|(_, b)| b);
        let weighs = |b: &BuiltPoll| {
            std::iter::once(&b.weigh).chain(b.counts.values()).any(|rule| rule.about().id != "equal")
        };
        bars || !plan.amendable.is_empty() || of_roster.any(weighs)
    }
    pub(in crate::contest) fn built(&self) -> &Built {
        &self.0.built
    }
}
