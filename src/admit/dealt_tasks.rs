//! Dealt tasks: every entry is judged by the same number of judges, who are told beforehand which are theirs; all other pairs are barred.
//!
//! Where nobody is bound to an entry, tasks are dealt as by [`deal`]: nobody sees an entry twice, and nobody has more than ⌈tasks / judges⌉. Else each entry in turn goes to
//! those judges who are not bound to it and have the fewest so far, the first in order if level. If fewer than the quorum are free, all who are free judge it.
//!
//! In a contest tasks are dealt when the ballots of a round open, over its slate and those on the roster. Somebody who leaves, or declares a tie, later loses tasks, and nobody
//! gets them. The entry that would make more pairs than can be dealt is refused; where a later round comes to more, the contest fails and says so.
//!
//! Worked example: ten entries, three judges each, four judges: thirty tasks, at most eight a judge: 8, 8, 8 and 6.
//!
//! References: Montage (tasks = entries × quorum, dealt to jurors); see also complaint W6 on a free choice of applications, where few entries had most views.
use super::{
    Admission, AdmissionRule, AdmitError, Barred, BarredBy, Call, ConflictOfInterest,
    assign::{deal, deal_by_lot},
};
use crate::count::{About, Param};
use crate::id::{EntryId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most pairs of a judge and an entry.
pub const MAX_PAIRS: usize = 1_000_000;

/// The same number of judges for every entry.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: judges go by their order, or by lot.
///
/// # Complexity
/// `O(n m)` for n judges and m entries, and `O(n)` more for each task where ties bind.
///
/// # Errors
/// If the quorum is 0; without a published seed, where the lot deals; if judges and entries make more than 1,000,000 pairs: such contests deal tasks outside, with [`deal`].
///
/// # References
/// Montage, tasks of jurors.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::{EntryId, PersonId}};
/// let people: Vec<Applicant> = (0..4).map(|i| Applicant::new(PersonId::new(&format!("j{i}")).unwrap())).collect();
/// let entry = |i| Authored { entry: EntryId::new(&format!("e{i}")).unwrap(), authors: vec![], party: None };
/// let entries: Vec<Authored> = (0..10).map(entry).collect();
/// let a = admit(&[&DealtTasks::default()], &Call { entries: &entries, ..Call::new(&people) })?;
/// let tasks: Vec<usize> = people.iter().map(|p| 10 - a.barred_of(&p.person).count()).collect();
/// assert_eq!(tasks, [8, 8, 8, 6]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DealtTasks {
    /// Judges of each entry, at least 1.
    pub quorum: u32,
    /// Whether the lot deals, under the labels of [`deal_by_lot`].
    pub by_lot: bool,
    /// Which ties bind, and so are dealt around.
    pub ties: ConflictOfInterest,
}
impl Default for DealtTasks {
    fn default() -> Self {
        Self { quorum: 3, by_lot: false, ties: ConflictOfInterest::default() }
    }
}

const ABOUT: About =
    About::new("dealt-tasks", "Dealt tasks").references(&["Montage, tasks of jurors"]).params(&[
        Param { name: "quorum", kind: "integer", about: "judges of each entry, at least 1" },
        Param {
            name: "by_lot",
            kind: "boolean",
            about: "the lot deals, not the order of judges and entries",
        },
        Param {
            name: "ties",
            kind: "{ own_entry, own_party, declared, whole_panel }",
            about: "which ties bind, as in `conflict-of-interest`",
        },
    ]);

impl AdmissionRule for DealtTasks {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn bars(&self) -> bool {
        true
    }
    fn most_pairs(&self) -> Option<usize> {
        Some(MAX_PAIRS)
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let bad = |cause| AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause };
        if self.quorum == 0 {
            return Err(bad("`quorum` is 0; it is at least 1".to_owned()));
        }
        if self.by_lot && call.lot.is_none() {
            return Err(AdmitError::NoSeed { rule: ABOUT.id.to_owned() });
        }
        let mut a = self.ties.admit(call)?;
        let (judges, entries) = (a.admitted.len(), call.entries.len());
        if judges.saturating_mul(entries) > MAX_PAIRS {
            return Err(bad(format!("{judges} judges and {entries} entries; at most {MAX_PAIRS} pairs")));
        }
        let tasks = self.tasks(call, &a).map_err(bad)?;
        let barred: BTreeSet<(&PersonId, &EntryId)> =
            a.barred.iter().map(|b| (&b.person, &b.entry)).collect();
        let mut more = vec![];
        for (person, tasks) in a.admitted.iter().zip(&tasks) {
            let other =
                call.entries.iter().enumerate().filter(|(e, _)| !tasks.contains(e)).map(|(_, e)| &e.entry);
            let other = other.filter(|e| !barred.contains(&(person, *e)));
            more.extend(other.map(|e| Barred {
                person: person.clone(),
                entry: e.clone(),
                by: BarredBy::NotDealt,
            }));
        }
        a.barred.extend(more);
        Ok(a)
    }
}
impl DealtTasks {
    /// The places of the entries of each who is admitted.
    fn tasks(&self, call: &Call<'_>, a: &Admission) -> Result<Vec<BTreeSet<usize>>, String> {
        let (judges, entries) = (a.admitted.len(), call.entries.len());
        if self.quorum as usize >= judges {
            return Ok(vec![(0..entries).collect(); judges]);
        }
        let lot = call.lot.filter(|_| self.by_lot);
        if a.barred.is_empty() {
            let dealt = match lot {
                Some(lot) => deal_by_lot(entries, self.quorum, judges, lot),
                None => deal(entries, self.quorum, judges),
            };
            return Ok(dealt
                .map_err(|e| e.to_string())?
                .into_iter()
                .map(|d| d.into_iter().collect())
                .collect());
        }
        let bound: BTreeSet<(&PersonId, &EntryId)> = a.barred.iter().map(|b| (&b.person, &b.entry)).collect();
        let order =
            |label: &str, n| lot.map_or_else(|| (0..n).collect::<Vec<_>>(), |lot| lot.order(label, n));
        let by = order("deal/judges", judges);
        let mut tasks = vec![BTreeSet::new(); judges];
        for e in order("deal/entries", entries) {
            let free = |j: &usize| !bound.contains(&(&a.admitted[*j], &call.entries[e].entry));
            let mut free: Vec<usize> = by.iter().copied().filter(free).collect();
            // Stable: of those level the first in the order.
            free.sort_by_key(|j| tasks[*j].len());
            free.into_iter().take(self.quorum as usize).for_each(|j| {
                tasks[j].insert(e);
            });
        }
        Ok(tasks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        Applicant, Authored, Conflict, Tied, admit,
        sample::{people, show},
    };
    use crate::count::Lot;
    use proptest::prelude::*;
    fn judges(n: usize) -> Vec<Applicant> {
        people(
            &(0..n)
                .map(|i| format!("j{i}"))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        )
    }
    fn entries(n: usize) -> Vec<Authored> {
        let id = |i| format!("e{i}").parse().unwrap();
        (0..n).map(|i| Authored { entry: id(i), authors: vec![], party: None }).collect()
    }
    /// Tasks of each judge, and judges of each entry.
    fn dealt(rule: &DealtTasks, call: &Call<'_>) -> (Vec<usize>, Vec<usize>) {
        let a = admit(&[rule], call).unwrap();
        let may = |p: &Applicant, e: &Authored| !a.barred_of(&p.person).any(|b| *b == e.entry);
        let of = |p: &Applicant| call.entries.iter().filter(|e| may(p, e)).count();
        let by = |e: &Authored| call.people.iter().filter(|p| may(p, e)).count();
        (call.people.iter().map(of).collect(), call.entries.iter().map(by).collect())
    }
    #[test]
    fn worked_example_in_order_and_by_lot() {
        let (all, slate, lot) = (judges(4), entries(10), Lot::new("a seed"));
        let call = Call { entries: &slate, lot: Some(&lot), ..Call::new(&all) };
        assert_eq!(dealt(&DealtTasks::default(), &call), (vec![8, 8, 8, 6], vec![3; 10]));
        let by_lot = DealtTasks { by_lot: true, ..DealtTasks::default() };
        let (mut loads, views) = dealt(&by_lot, &call);
        loads.sort_unstable();
        assert_eq!((loads, views), (vec![6, 8, 8, 8], vec![3; 10]));
        assert!(by_lot.admit(&Call { lot: None, ..call }).is_err());
    }
    #[test]
    fn nobody_to_deal_to_nothing_to_deal_and_too_few_judges() {
        let (all, slate) = (judges(2), entries(3));
        assert_eq!(show(&admit(&[&DealtTasks::default()], &Call::new(&all)).unwrap()), "j0 j1; not ");
        let none: [Applicant; 0] = [];
        let call = Call { entries: &slate, ..Call::new(&none) };
        assert_eq!(admit(&[&DealtTasks::default()], &call).unwrap(), Admission::default());
        // Two judges where there should be three: both see everything.
        let call = Call { entries: &slate, ..Call::new(&all) };
        assert_eq!(dealt(&DealtTasks::default(), &call), (vec![3, 3], vec![2; 3]));
        assert!(DealtTasks { quorum: 0, ..DealtTasks::default() }.admit(&call).is_err());
    }
    proptest! {
        #[test]
        fn ties_are_dealt_around(n in 2usize..7, m in 1usize..9, quorum in 1u32..4, ties in proptest::collection::vec((0usize..7, 0usize..9), 0..8)) {
            let (all, slate) = (judges(n), entries(m));
            let ties: BTreeSet<(usize, usize)> = ties.into_iter().filter(|(j, e)| *j < n && *e < m).collect();
            let tie = |(j, e): &(usize, usize)| Conflict { person: all[*j].person.clone(), with: Tied::Entry(slate[*e].entry.clone()) };
            let conflicts: Vec<Conflict> = ties.iter().map(tie).collect();
            let call = Call { entries: &slate, conflicts: &conflicts, ..Call::new(&all) };
            let rule = DealtTasks { quorum, ..DealtTasks::default() };
            let (loads, views) = dealt(&rule, &call);
            for (e, seen) in views.iter().enumerate() {
                let free = n - ties.iter().filter(|t| t.1 == e).count();
                prop_assert_eq!(*seen, free.min(quorum as usize), "entry {}", e);
            }
            if ties.is_empty() {
                let cap = (m * quorum as usize).div_ceil(n);
                prop_assert!(quorum as usize >= n || loads.iter().all(|l| *l <= cap));
            }
            let a = admit(&[&rule], &call).unwrap();
            for (j, e) in &ties {
                prop_assert!(a.barred_of(&all[*j].person).any(|b| *b == slate[*e].entry));
            }
        }
    }
}
