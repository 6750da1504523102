//! A plan that was checked: rules made, times resolved, digest taken.
use super::{Plan, PlanFault, PlanFaults, check, room::Room};
use crate::{
    admit::AdmissionRule,
    contest::{Digest, Rules, Time},
    count::StrictValue,
    id::{EntryId, RosterId},
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
    pub(in crate::contest) pots: Vec<Box<dyn RewardRule>>,
    /// The limit on entries that the rules of the polls set, if one does.
    pub(in crate::contest) room: Option<Room>,
}
#[derive(Debug)]
pub(in crate::contest) struct BuiltRound {
    pub(in crate::contest) polls: Vec<BuiltPoll>,
    pub(in crate::contest) select: Box<dyn SelectionRule>,
    /// Entries that its rules cannot do without: a default option.
    pub(in crate::contest) needs: BTreeSet<EntryId>,
}
#[derive(Debug)]
pub(in crate::contest) struct BuiltPoll {
    pub(in crate::contest) tally: AnyRule,
    pub(in crate::contest) weigh: Box<dyn WeightRule>,
    pub(in crate::contest) counts: BTreeMap<String, Box<dyn WeightRule>>,
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
            PlanFaults(vec![PlanFault { field: "plan".to_owned(), why: super::Fault::Other(e.to_string()) }])
        })?;
        Ok(ValidPlan(Arc::new(Checked { plan, digest: Digest::of(&text), built, rules: rules.clone() })))
    }
    /// Reads a plan from JSON. A key given twice, a misspelt key and a number with a point are refused.
    ///
    /// # Errors
    /// Where JSON itself is broken, with line and column; else as [`Plan::from_value`].
    pub fn from_json(text: &str) -> Result<Self, PlanFaults> {
        // Through a strict value, since maps would silently keep the last of two equal keys.
        let StrictValue(value) = serde_json::from_str(text).map_err(|e| {
            PlanFaults(vec![PlanFault { field: "plan".to_owned(), why: super::Fault::Other(e.to_string()) }])
        })?;
        Self::from_value(value)
    }
    /// Reads a plan from a value, as other formats give it.
    ///
    /// # Errors
    /// Every misspelt key with the nearest that there is, and the first other thing that is no plan, each with its field.
    pub fn from_value(value: serde_json::Value) -> Result<Self, PlanFaults> {
        super::read::plan(value)
    }
}
impl ValidPlan {
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
    pub(in crate::contest) fn built(&self) -> &Built {
        &self.0.built
    }
}
