//! Known systems as plans: each is a function that returns a [`Plan`] to start from, with what is known of the system and what
//! was assumed so that it runs.
//!
//! [`presets`] lists them, [`find`] leads from a number or an id to one. With feature `cli` a preset writes itself as a plan
//! file whose comments are its notes; `cocreate init` does that.
//!
//! # Examples
//! ```
//! use cocreate::{contest::{Rules, When}, preset};
//! let p = preset::find("P01").unwrap();
//! assert_eq!((p.id, p.system), ("threadless-classic", "Threadless"));
//! let plan = (p.plan)(&"tees".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
//! assert!(plan.validate(&Rules::built_in().into()).is_ok());
//! let e = preset::find("threadless").unwrap_err();
//! assert!(e.to_string().starts_with("there is no preset `threadless`; did you mean `threadless-classic`"));
//! # Ok::<(), cocreate::id::IdError>(())
//! ```
mod amazon_reviews;
mod boutique_contest;
mod cap_do;
mod catalogue;
mod content_feedback_marketing_team;
mod cupertino_pdc;
mod customer_process_suggestions;
mod customers_help_customers;
mod delphi_experts;
#[cfg(feature = "cli")]
mod file;
mod gamers_scenario_modding;
mod ibm_coalition;
mod ikea_home_interviews;
mod impatient_innovator;
mod linux_kernel;
mod management_union;
mod nike_feedback;
mod nikeid_configurator;
mod nokia_champions;
mod phone_case;
mod pre_launch_dialogue;
mod restaurant_menu;
mod solution_focus_roundtable;
mod summary;
mod thoughtful_feedback_prize;
mod threadless_classic;
mod threadless_funding;
pub use amazon_reviews::amazon_reviews;
pub use boutique_contest::boutique_contest;
pub use cap_do::cap_do;
pub use content_feedback_marketing_team::content_feedback_marketing_team;
pub use cupertino_pdc::cupertino_pdc;
pub use customer_process_suggestions::customer_process_suggestions;
pub use customers_help_customers::customers_help_customers;
pub use delphi_experts::delphi_experts;
pub use gamers_scenario_modding::gamers_scenario_modding;
pub use ibm_coalition::{ibm_board, ibm_coalition};
pub use ikea_home_interviews::ikea_home_interviews;
pub use impatient_innovator::impatient_innovator;
pub use linux_kernel::linux_kernel;
pub use management_union::management_union;
pub use nike_feedback::nike_feedback;
pub use nikeid_configurator::nikeid_configurator;
pub use nokia_champions::nokia_champions;
pub use phone_case::phone_case;
pub use pre_launch_dialogue::pre_launch_dialogue;
pub use restaurant_menu::restaurant_menu;
pub use solution_focus_roundtable::solution_focus_roundtable;
pub use summary::Summary;
pub use thoughtful_feedback_prize::thoughtful_feedback_prize;
pub use threadless_classic::threadless;
pub use threadless_funding::threadless_funding;

use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use std::fmt;

/// A known system as a plan.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its number: `P01`.
    pub number: &'static str,
    /// Its id in kebab case: `threadless-classic`.
    pub id: &'static str,
    /// The system's name.
    pub system: &'static str,
    /// The plan of one turn of it.
    pub plan: fn(&ContestId, &When) -> Plan,
    /// What is known, what was assumed, and what the app does around the engine.
    pub notes: &'static [Note],
    /// What begins the next turn.
    pub next: &'static str,
    /// Worked examples that pin its decisive rules, by their codes in the corpus of contest rules.
    pub examples: &'static [&'static str],
}

/// A remark on a field of a preset's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Dotted name of the field: `rounds.0.select.score`; empty for the plan as a whole.
    pub at: &'static str,
    /// How sure it is.
    pub kind: NoteKind,
    /// In a sentence.
    pub text: &'static str,
}
/// What kind of remark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Known of the system, by the key of the source where it is told.
    Fact(&'static str),
    /// Assumed, so that the plan can run.
    Assumed,
    /// Not the engine's: what the app does around it.
    Outside,
}
impl Note {
    const fn fact(at: &'static str, source: &'static str, text: &'static str) -> Self {
        Self { at, kind: NoteKind::Fact(source), text }
    }
    const fn assumed(at: &'static str, text: &'static str) -> Self {
        Self { at, kind: NoteKind::Assumed, text }
    }
    const fn outside(text: &'static str) -> Self {
        Self { at: "", kind: NoteKind::Outside, text }
    }
}
impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(source) => write!(f, "fact: {source}"),
            Self::Assumed => f.write_str("assumed"),
            Self::Outside => f.write_str("by the app"),
        }
    }
}

/// All presets, in order of their numbers.
pub fn presets() -> &'static [Preset] {
    catalogue::PRESETS
}
/// The preset with this number or id.
///
/// # Errors
/// If there is none; the error tells which are meant, if some are near.
pub fn find(name: &str) -> Result<&'static Preset, NoPreset> {
    let named = |p: &&Preset| p.id == name || p.number.eq_ignore_ascii_case(name);
    presets().iter().find(named).ok_or_else(|| {
        let short: String = name.chars().take(64).collect();
        let ids = || presets().iter().map(|p| p.id);
        let part = |id: &&str| short.len() > 2 && id.contains(&short.to_ascii_lowercase());
        let mut near: Vec<&'static str> = ids().filter(part).collect();
        near.extend(crate::count::nearest(&short, ids()).filter(|_| near.is_empty()));
        NoPreset { name: short, near }
    })
}
/// There is no preset of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no preset `{name}`; {}", meant(near))]
pub struct NoPreset {
    /// As it was asked for, at most 64 characters of it.
    pub name: String,
    /// Ids that may be meant.
    pub near: Vec<&'static str>,
}
fn meant(near: &[&str]) -> String {
    if near.is_empty() {
        let all: Vec<String> = presets().iter().map(|p| format!("{} {}", p.number, p.id)).collect();
        format!("there is: {}", all.join(", "))
    } else {
        format!("did you mean {}?", near.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" or "))
    }
}

/// The plan in a preset's own text, which is in the format of this version.
fn written(plan: serde_json::Value) -> Plan {
    serde_json::from_value(plan).expect("this plan is in the format of this version")
}
