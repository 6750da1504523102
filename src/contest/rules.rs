//! The rules that a plan may name, of all verbs.
use crate::{
    admit::{self, AdmissionRule},
    count::{Registry, RegistryError, RuleSpec},
    id::EntryId,
    reward::{self, RewardRule},
    select::{self, SelectionRule},
    tally::{self, AnyRule},
    weigh::{self, WeightRule},
};
use serde_json::Value;

/// The rules that a plan may name. An app adds its own with [`Registry::add`] to the registry of their verb.
#[derive(Debug)]
pub struct Rules {
    /// Who may take part.
    pub admit: Registry<Box<dyn AdmissionRule>>,
    /// How much a voter counts.
    pub weigh: Registry<Box<dyn WeightRule>>,
    /// What the ballots say.
    pub tally: Registry<AnyRule>,
    /// Who goes on and who wins.
    pub select: Registry<Box<dyn SelectionRule>>,
    /// Who gets what.
    pub reward: Registry<Box<dyn RewardRule>>,
}
impl Rules {
    /// Those of this crate.
    pub fn built_in() -> Self {
        Self {
            admit: admit::catalogue::registry(),
            weigh: weigh::catalogue::registry(),
            tally: tally::registry(),
            select: select::catalogue::registry(),
            reward: reward::catalogue::registry(),
        }
    }
}
/// The parameters of rules that ask how many may vote, and what all of these weigh together where that is not one each.
pub(super) const ELIGIBLE: &str = "eligible";
pub(super) const STAKE: &str = "stake";
impl Rules {
    /// Whether a rule has this parameter and the plan leaves it open.
    pub(super) fn asks(&self, spec: &RuleSpec, param: &str) -> bool {
        let params = self.tally.get(&spec.rule).map(|e| e.about().params).unwrap_or_default();
        params.iter().any(|p| p.name == param) && spec.params.get(param).is_none_or(Value::is_null)
    }
    /// The rule of a poll with what is known only when it is counted: these parameters, and where on the slate the entries stand
    /// that it names. `None` where the rule as the plan has it will do.
    pub(super) fn told(
        &self,
        spec: &RuleSpec,
        known: Vec<(&str, Value)>,
        slate: &[EntryId],
    ) -> Result<Option<(AnyRule, RuleSpec)>, RegistryError> {
        let params = self.tally.get(&spec.rule).map(|e| e.about().params).unwrap_or_default();
        if known.is_empty() && spec.entries(params).is_empty() {
            return Ok(None);
        }
        let told = known.into_iter().fold(spec.clone(), |told, (param, value)| told.with(param, value));
        let place = |name: &str| slate.iter().position(|e| e.as_str() == name).map(Into::into);
        let (rule, _) = self.tally.build(&told.with_places(params, place))?;
        Ok(Some((rule, self.tally.given(&told)?)))
    }
}
impl Default for Rules {
    fn default() -> Self {
        Self::built_in()
    }
}
