//! The rules that a plan may name, of all verbs.
use crate::{
    admit::{self, AdmissionRule},
    count::Registry,
    reward::{self, RewardRule},
    select::{self, SelectionRule},
    tally::{self, AnyRule},
    weigh::{self, WeightRule},
};

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
impl Default for Rules {
    fn default() -> Self {
        Self::built_in()
    }
}
