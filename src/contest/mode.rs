//! A mode of co-creation: who may contribute, and who owns the outcome. Data, not an engine.
use super::time::text_or_map;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Who may contribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Those whom the host has asked.
    Invited,
    /// Whoever comes.
    Anyone,
}
/// Who holds the rights in what comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// The one who called the contest.
    Host,
    /// Those who contributed.
    Contributors,
}

/// One of the four modes. In a plan its name, `"crowd"`, or `{ access = "anyone", ownership = "host" }`.
///
/// # Examples
/// ```
/// use cocreate::contest::{Access, Mode, Ownership};
/// assert_eq!(Mode::CROWD.access, Access::Anyone);
/// assert_eq!(Mode::COMMUNITY.ownership, Ownership::Contributors);
/// assert_eq!(Mode::COALITION.name(), "coalition");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mode {
    /// Who may contribute: decides the default rule of admission.
    pub access: Access,
    /// Who owns the outcome: decides which rules of reward are admissible and who holds the rights at the end.
    pub ownership: Ownership,
}
impl Mode {
    /// A club of experts: invited, and the host owns the outcome (Nokia's design clubs).
    pub const EXPERTS: Self = Self { access: Access::Invited, ownership: Ownership::Host };
    /// A crowd of people: anyone, and the host owns the outcome (Threadless).
    pub const CROWD: Self = Self { access: Access::Anyone, ownership: Ownership::Host };
    /// A coalition of parties: invited, and the contributors own the outcome (IBM and its partners).
    pub const COALITION: Self = Self { access: Access::Invited, ownership: Ownership::Contributors };
    /// A community of kindred spirits: anyone, and the contributors own the outcome (Linux).
    pub const COMMUNITY: Self = Self { access: Access::Anyone, ownership: Ownership::Contributors };
    /// All four.
    pub const ALL: [Self; 4] = [Self::EXPERTS, Self::CROWD, Self::COALITION, Self::COMMUNITY];

    /// Its name in plans.
    pub const fn name(self) -> &'static str {
        match (self.access, self.ownership) {
            (Access::Invited, Ownership::Host) => "experts",
            (Access::Anyone, Ownership::Host) => "crowd",
            (Access::Invited, Ownership::Contributors) => "coalition",
            (Access::Anyone, Ownership::Contributors) => "community",
        }
    }
    /// The rule of admission where a roster names none: `open` where anyone may come, else `invitation`, which without
    /// a list admits whom the host enrols.
    pub const fn admission(self) -> &'static str {
        match self.access {
            Access::Anyone => "open",
            Access::Invited => "invitation",
        }
    }
    /// Whether a rule of reward fits who owns the outcome. Royalties are paid by a host that sells what others made; where
    /// the contributors own it there is nobody to pay them.
    pub fn admits_reward(self, rule: &str) -> bool {
        self.ownership == Ownership::Host || rule != "royalty"
    }
}
impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
impl Serialize for Mode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}
const KNOWN: &str = "`experts`, `crowd`, `coalition` or `community`, or { access, ownership }";
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    access: Access,
    ownership: Ownership,
}
impl<'de> Deserialize<'de> for Mode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let named = |name: &str| {
            Self::ALL.into_iter().find(|m| m.name() == name).ok_or_else(|| {
                let name: String = name.chars().take(40).collect();
                format!("there is no mode `{name}`; a mode is {KNOWN}")
            })
        };
        text_or_map(d, KNOWN, named, |f: Fields| Self { access: f.access, ownership: f.ownership })
    }
}
