//! The ballots of a profile as data.
use super::elects::push;
use crate::{
    ballot::Ballot,
    profile::{Profile, Refused, Slate},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All ballots of a witness. Entries are numbered; who they are does not matter to a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Ballots<B: Ballot> {
    /// How many stand.
    pub entries: u32,
    /// What the poll let a ballot say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: B::Form,
    /// So many units of weight make one vote.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub units_per_vote: u64,
    /// The ballots; [`Ballots::of`] names each once, in rising order.
    pub cast: Vec<Cast<B>>,
}
/// Equal ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Cast<B: Ballot> {
    /// In units, all of them together: the number of voters, where every voter has one vote of one unit.
    pub weight: u64,
    /// What they say.
    pub ballot: B,
}
const fn one() -> u64 {
    1
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_one(units: &u64) -> bool {
    *units == 1
}
fn is_default<T: Default + PartialEq>(form: &T) -> bool {
    *form == T::default()
}
impl<B: Ballot> Ballots<B> {
    /// The ballots of a profile. Weights are kept; where voters weigh differently, how many they are is not.
    pub fn of(p: &Profile<B>) -> Self {
        let mut sums = BTreeMap::new();
        for (ballot, weight) in p.ballots() {
            *sums.entry(ballot).or_insert(0) += weight;
        }
        Self {
            entries: p.slate().len() as u32,
            form: p.form().clone(),
            units_per_vote: p.units_per_vote(),
            cast: sums.into_iter().map(|(ballot, weight)| Cast { weight, ballot }).collect(),
        }
    }
    /// The profile of these ballots. A weight of whole votes is so many voters of one vote.
    ///
    /// # Errors
    /// If they are no ballots of such a poll.
    pub fn profile(&self) -> Result<Profile<B>, Refused> {
        let slate = Slate::anonymous(self.entries as usize);
        let mut to = Profile::builder_scaled(slate, self.form.clone(), self.units_per_vote)
            .map_err(|cause| Refused { at: 0, cause })?;
        for c in &self.cast {
            push(&mut to, &c.ballot, c.weight, c.weight / self.units_per_vote, self.units_per_vote)?;
        }
        Ok(to.finish())
    }
    /// The same with so much weight taken from one ballot and given to another; `None` if it is not there.
    #[must_use]
    pub fn moved(&self, from: &Cast<B>, to: &B) -> Option<Self> {
        let mut sums = self.sums();
        let at = sums.get_mut(&from.ballot)?;
        *at = at.checked_sub(from.weight)?;
        if *at == 0 {
            sums.remove(&from.ballot);
        }
        let at = sums.entry(to).or_insert(0);
        *at = at.checked_add(from.weight)?;
        let cast = sums.into_iter().map(|(b, weight)| Cast { weight, ballot: b.clone() }).collect();
        Some(Self { form: self.form.clone(), cast, ..*self })
    }
    /// Whether both are the same ballots in any order and grouping.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        (self.entries, self.units_per_vote) == (other.entries, other.units_per_vote)
            && self.form == other.form
            && self.sums() == other.sums()
    }
    fn sums(&self) -> BTreeMap<&B, u64> {
        let mut sums = BTreeMap::new();
        for c in self.cast.iter().filter(|c| c.weight > 0) {
            let at: &mut u64 = sums.entry(&c.ballot).or_default();
            *at = at.saturating_add(c.weight);
        }
        sums
    }
}
