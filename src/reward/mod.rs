//! Who gets what: from places to lines of money that always sum to the pot.
use crate::count::About;
use crate::id::{CategoryId, EntryId, PersonId, PotId};
use crate::num::{Amount, Apportionment, Currency, Exact, OddUnits, SplitTie};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt::Debug};

pub mod assurance;
pub mod bounty;
pub mod catalogue;
pub mod claims;
pub mod duplicates_decay;
pub mod equal_split;
mod error;
mod facts;
pub mod fairest_rater;
pub mod grain;
mod ids;
pub mod late_penalty;
pub mod lineage;
pub mod median_funding;
pub mod milestone_prize;
mod parts;
pub mod points_to_money;
pub mod prize_ladder;
pub mod proportional;
pub mod quadratic_funding;
pub mod reliability_bonus;
pub mod royalty;
mod run;
#[cfg(test)]
mod sample;
pub mod shapley_value;
pub mod sponsor_match;
pub mod winner_takes_all;
pub use assurance::Assurance;
pub use bounty::Bounty;
pub use claims::Claims;
pub use duplicates_decay::DuplicatesDecay;
pub use equal_split::EqualSplit;
pub use error::RewardError;
pub use facts::{Basis, Facts, Gift, MAX_FACTS, Rated};
pub use fairest_rater::FairestRater;
pub use grain::{Grain, GrainPolicy};
pub use ids::{Difference, PayId};
pub use late_penalty::LatePenalty;
pub use lineage::Lineage;
pub use median_funding::MedianFunding;
pub use milestone_prize::MilestonePrize;
pub use points_to_money::PointsToMoney;
pub use prize_ladder::{MAX_PLACES, PrizeLadder, Prizes};
pub use proportional::Proportional;
pub use quadratic_funding::{Matching, QuadraticFunding, Reading};
pub use reliability_bonus::{BonusStep, ReliabilityBonus};
pub use royalty::{Royalty, ShortPot};
pub use run::pay;
pub use shapley_value::{ShapleyValue, Worth};
pub use sponsor_match::SponsorMatch;
pub use winner_takes_all::{Level, WinnerTakesAll};

/// A rule of reward.
///
/// It says what entries and persons are owed from one pot. [`pay`] splits inside teams, sums, gives back what is left,
/// and refuses a rule that gives more than there is.
pub trait RewardRule: Debug + Send + Sync {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// What is owed.
    ///
    /// # Errors
    /// If places or figures lack what the rule needs.
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError>;
    /// Whether it asks for the marks that entries were given: in a contest those of the pot's poll of scores in the last round.
    fn asks_marks(&self) -> bool {
        false
    }
}

/// Money that lies ready for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pot {
    /// Which.
    pub pot: PotId,
    /// Its unit.
    pub currency: Currency,
    /// What is in it, in minor units.
    pub amount: Amount,
}

/// An entry that may be paid, and its team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrant {
    /// Which.
    pub entry: EntryId,
    /// Its category, where the plan has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Who made it, with shares in any unit, in the order that odd units go by. Empty: nobody can be paid.
    pub team: Vec<TeamShare>,
    /// Amounts known of it, by the plan's names: `net-sales`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, Amount>,
    /// Gifts, marks and what it is built on, for rules that go by them.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
}
/// A person's share in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamShare {
    /// Who.
    pub person: PersonId,
    /// In any unit, not below nought.
    pub share: Exact,
}
impl Entrant {
    /// An entry of one person.
    pub fn solo(entry: EntryId, person: PersonId) -> Self {
        let team = vec![TeamShare { person, share: Exact::ONE }];
        Self { entry, category: None, team, figures: BTreeMap::new(), facts: Facts::default() }
    }
}

/// What a rule of reward may see.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The pot.
    pub pot: &'a Pot,
    /// Winners in tiers, best first.
    pub places: &'a [Vec<EntryId>],
    /// Exact scores, where there are any.
    pub scores: &'a BTreeMap<EntryId, Exact>,
    /// All entries that may be paid; every winner is among them.
    pub entrants: &'a [Entrant],
}
impl<'a> Case<'a> {
    /// The entry's line, if it may be paid.
    pub fn entrant(&self, e: &EntryId) -> Option<&'a Entrant> {
        self.entrants.iter().find(|x| x.entry == *e)
    }
}

/// What a rule says is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// What is owed, in the order of the places.
    pub owed: Vec<Owed>,
    /// Prizes that are not given, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// What else the record should say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<RewardNote>,
}
/// One amount that is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// For which entry.
    pub entry: EntryId,
    /// To one person of its team; `None` to the team, by its shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub why: Why,
}
/// What an amount is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum Why {
    /// The prize of one place.
    Place {
        /// From 1.
        place: usize,
    },
    /// A part of the prizes of several places, which level entries pool.
    Pooled {
        /// The first of the places, from 1.
        first: usize,
        /// The last of the places.
        last: usize,
        /// How many share them.
        among: usize,
    },
    /// A share of the pot.
    Share {
        /// The exact share, before units were split.
        share: Exact,
    },
    /// A share of a figure, or the floor in its place.
    Royalty {
        /// The rate's worth, exactly, in minor units.
        earned: Exact,
        /// Whether the floor was more.
        floor: bool,
    },
    /// A bonus, or what is left of an amount after a penalty.
    Bonus {
        /// Exactly, in minor units.
        earned: Exact,
    },
    /// A gift that goes back to its giver.
    Refund {},
    /// What an app's own rule says, by a code of its own.
    Other {
        /// The code.
        code: String,
    },
}
/// A prize that is not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The prize's place, from 1, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    /// The entry that would have had it, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// How much goes back.
    pub amount: Amount,
    /// Why.
    pub why: WithheldBy,
}
/// Why a prize is not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum WithheldBy {
    /// No entry that has no better prize reaches the floor.
    Floor {
        /// The least score.
        need: Exact,
    },
    /// There are fewer entries than prizes.
    NoEntry,
    /// Several are level for a prize that is not divided.
    Indivisible {
        /// How many.
        among: usize,
    },
    /// The entry has no team, or nobody of it has a share.
    NoTeam,
    /// All who share are at the cap.
    Cap,
    /// Nobody has a score above nought to share by.
    NoShare,
    /// Too few took part in what the prize hangs on.
    Few {
        /// What is needed.
        need: u64,
        /// What there is.
        have: u64,
    },
    /// The amount or the number of points is below the least that is paid.
    Minimum {
        /// The least.
        need: Exact,
    },
    /// A goal was not reached.
    Goal {},
    /// What an app's own rule says, by a code of its own.
    Other {
        /// The code.
        code: String,
    },
}
/// Something that the record of a payout should say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum RewardNote {
    /// Units that the method left level and the rule for odd units gave.
    OddUnits {
        /// Who was level, by entry or person.
        tied: Vec<String>,
        /// How many of them have one unit more.
        units: usize,
    },
    /// An entry was cut to the cap and the rest shared again.
    Capped {
        /// Which.
        entry: EntryId,
        /// To what.
        to: Amount,
    },
    /// An entry that has a larger prize from another pot, and leaves what it would have had here to those behind it.
    OtherPrize {
        /// Which.
        entry: EntryId,
    },
    /// More was owed than the pot holds, and the plan then shares out what there is.
    Short {
        /// What was owed.
        owed: Amount,
        /// What there is.
        have: Amount,
    },
}

/// How money is split inside a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TeamSplit {
    /// By which method.
    pub method: Apportionment,
    /// Who has the odd units, by the order of the team.
    pub odd: OddUnits,
}

/// What is paid out of a pot: the lines and what goes back always sum to the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payout {
    /// From which pot.
    pub pot: Pot,
    /// One line a person and entry and reason, in the order of the places.
    pub lines: Vec<PayLine>,
    /// Prizes that are not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// What goes back to the host.
    pub returned: Amount,
    /// What else the record should say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<RewardNote>,
}
impl Payout {
    /// Everything back to the host: no contest, no winner, or a cancelled one.
    pub fn all_returned(pot: Pot) -> Self {
        let returned = pot.amount;
        Self { pot, lines: vec![], withheld: vec![], returned, notes: vec![] }
    }
    /// What is paid.
    pub fn paid(&self) -> Amount {
        // Lines sum to at most the pot.
        self.lines.iter().map(|l| l.amount).sum()
    }
    /// What each entry is paid from this pot, gifts that go back aside.
    pub fn prizes(&self) -> BTreeMap<&EntryId, Amount> {
        let mut all: BTreeMap<&EntryId, Amount> = BTreeMap::new();
        let prizes = self.lines.iter().filter(|l| !matches!(l.why, Why::Refund {}) && !l.amount.is_zero());
        for l in prizes {
            let sum = all.entry(&l.entry).or_default();
            // Lines sum to at most the pot.
            *sum = sum.checked_add(l.amount).unwrap_or(*sum);
        }
        all
    }
    /// What one person is paid from this pot.
    pub fn paid_to(&self, person: &PersonId) -> Amount {
        self.lines.iter().filter(|l| l.person == *person).map(|l| l.amount).sum()
    }
}
/// One payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayLine {
    /// To whom.
    pub person: PersonId,
    /// For which entry.
    pub entry: EntryId,
    /// How much; may be nought where there are fewer units than people.
    pub amount: Amount,
    /// Why.
    pub why: Why,
}

/// The places of one category: tiers with only its entries, for a pot of that category.
pub fn places_in(category: &CategoryId, places: &[Vec<EntryId>], entrants: &[Entrant]) -> Vec<Vec<EntryId>> {
    let inside: std::collections::BTreeSet<&EntryId> =
        entrants.iter().filter(|e| e.category.as_ref() == Some(category)).map(|e| &e.entry).collect();
    let tiers = places.iter().map(|t| t.iter().filter(|e| inside.contains(e)).cloned().collect::<Vec<_>>());
    tiers.filter(|t| !t.is_empty()).collect()
}

/// The note of a tie in a split, if there was one.
pub(crate) fn odd_note(tie: Option<SplitTie>, name: impl Fn(usize) -> String) -> Option<RewardNote> {
    tie.map(|t| RewardNote::OddUnits { tied: t.tied.into_iter().map(name).collect(), units: t.units })
}
