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
impl Rules {
    /// The rule of a poll with what is known only when it is counted: how many may vote, unless the plan says so, and where on the
    /// slate the entries stand that it names. `None` where the rule as the plan has it will do.
    pub(super) fn told(
        &self,
        spec: &RuleSpec,
        eligible: u64,
        slate: &[EntryId],
    ) -> Result<Option<(AnyRule, RuleSpec)>, RegistryError> {
        let params = self.tally.get(&spec.rule).map(|e| e.about().params).unwrap_or_default();
        let asks = params.iter().any(|p| p.name == ELIGIBLE);
        let asks = asks && spec.params.get(ELIGIBLE).is_none_or(Value::is_null);
        if !asks && spec.entries(params).is_empty() {
            return Ok(None);
        }
        let told = if asks { spec.clone().with(ELIGIBLE, eligible) } else { spec.clone() };
        let place = |name: &str| slate.iter().position(|e| e.as_str() == name).map(Into::into);
        let (rule, _) = self.tally.build(&told.with_places(params, place))?;
        Ok(Some((rule, self.tally.given(&told)?)))
    }
}
/// The parameter of rules that ask how many may vote.
const ELIGIBLE: &str = "eligible";
impl Default for Rules {
    fn default() -> Self {
        Self::built_in()
    }
}
