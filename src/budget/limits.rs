//! What may be bought besides the budget itself: at most so much for a category, at most one of some.
use crate::{
    count::{Budget, Param, Purchase},
    id::{EntryIx, EntrySet},
};
use serde::{Deserialize, Serialize};

/// At most so much money for these entries together.
///
/// # Examples
/// ```
/// use cocreate::budget::CategoryLimit;
/// let parks: CategoryLimit = serde_json::from_str(r#"{"entries": [0, 2], "most": 500}"#).unwrap();
/// assert_eq!(parks.most, 500);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryLimit {
    /// Which.
    pub entries: EntrySet,
    /// In minor units.
    pub most: u64,
}

/// The parameter of rules that keep such limits.
pub(super) const LIMITS: Param = Param {
    name: "limits",
    kind: "list of { entries, most }",
    about: "at most so much money, in minor units, for each of these categories",
};
/// The parameter of rules that buy at most one of some.
pub(super) const EXCLUSIVE: Param = Param {
    name: "exclusive",
    kind: "list of sets of entries",
    about: "of each of these sets at most one entry is bought",
};

/// What is left of a budget and of each category.
#[derive(Clone, Debug)]
pub(super) struct Room<'a> {
    left: u64,
    of: Vec<u64>,
    limits: &'a [CategoryLimit],
    exclusive: &'a [EntrySet],
    taken: Vec<bool>,
}
impl<'a> Room<'a> {
    /// With what was bought already; what is overspent leaves nothing.
    pub(super) fn new(
        budget: &Budget,
        limits: &'a [CategoryLimit],
        exclusive: &'a [EntrySet],
        bought: &[Purchase],
    ) -> Self {
        let of = limits.iter().map(|l| l.most).collect();
        let mut room =
            Self { left: budget.total, of, limits, exclusive, taken: vec![false; exclusive.len()] };
        for p in bought {
            room.take(p.entry, p.cost);
        }
        room
    }
    pub(super) const fn left(&self) -> u64 {
        self.left
    }
    /// Whether anything but the budget can be in the way.
    pub(super) const fn is_plain(&self) -> bool {
        self.limits.is_empty() && self.exclusive.is_empty()
    }
    /// The most that may be spent on `e` besides what the budget says; `None` if it is excluded.
    pub(super) fn within(&self, e: EntryIx) -> Option<u64> {
        if self.exclusive.iter().zip(&self.taken).any(|(set, taken)| *taken && set.contains(e)) {
            return None;
        }
        let of = self.limits.iter().zip(&self.of).filter(|(l, _)| l.entries.contains(e));
        Some(of.map(|(_, left)| *left).min().unwrap_or(u64::MAX))
    }
    /// The most that may be spent on `e`.
    pub(super) fn of(&self, e: EntryIx) -> Option<u64> {
        self.within(e).map(|w| w.min(self.left))
    }
    pub(super) fn fits(&self, e: EntryIx, cost: u64) -> bool {
        self.of(e).is_some_and(|most| cost <= most)
    }
    pub(super) fn take(&mut self, e: EntryIx, cost: u64) {
        self.left = self.left.saturating_sub(cost);
        for (limit, left) in self.limits.iter().zip(&mut self.of) {
            if limit.entries.contains(e) {
                *left = left.saturating_sub(cost);
            }
        }
        for (set, taken) in self.exclusive.iter().zip(&mut self.taken) {
            *taken |= set.contains(e);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_category_and_an_exclusion() {
        let limits = [CategoryLimit { entries: [0, 1].into(), most: 50 }];
        let exclusive = [EntrySet::from([1, 2])];
        let budget = Budget { total: 100, costs: vec![40, 10, 30] };
        let mut room = Room::new(&budget, &limits, &exclusive, &[]);
        assert_eq!(room.of(0u32.into()), Some(50));
        room.take(0u32.into(), 40);
        assert_eq!([room.of(1u32.into()), room.of(2u32.into())], [Some(10), Some(60)]);
        room.take(2u32.into(), 30);
        assert_eq!((room.of(1u32.into()), room.left()), (None, 30));
    }
}
