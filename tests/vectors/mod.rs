//! Cases made by independent programs, from the folder `shared` beside the crate. A later rule plugs in by one line of a
//! table. What differs, and who is right, is told in `docs/conformance.md`.
mod approvals;
mod budgets;
mod grades;
mod lists;
mod motions;
mod names;
mod ranked;
mod transferable;
mod weak;

use crate::conformance::shared;
use cocreate::{
    count::{Options, Outcome, RuleSpec, Task, TiePolicy},
    id::EntrySet,
    profile::AnyProfile,
    tally::{AnyTally, registry},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The cases of a file, by its key of cases; `None` where the folder may be missing.
pub(crate) fn cases(file: &str, key: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared()?.join("vectors").join(file)).unwrap();
    let mut all: Value = serde_json::from_str(&text).unwrap();
    let list = if all.is_array() { all.take() } else { all[key].take() };
    let Value::Array(list) = list else { panic!("{file}: no list of cases") };
    Some(list)
}
pub(crate) fn count(spec: &str, profile: &AnyProfile, task: &Task, ties: &TiePolicy) -> AnyTally {
    let spec: RuleSpec = serde_json::from_str(spec).unwrap();
    let (rule, _) = registry().build(&spec).unwrap();
    rule.run(profile, task, ties, &Options::default()).unwrap()
}
/// The set that the definition chooses, with whoever can win by some way of breaking ties.
fn winners(tally: &AnyTally) -> EntrySet {
    match tally.outcome() {
        Outcome::Decided { winners, .. } => winners.set(),
        Outcome::OneOf { sets, complete: true, .. } => {
            sets.iter().fold(EntrySet::EMPTY, |a, w| a.union(&w.set()))
        }
        Outcome::None { .. } => EntrySet::EMPTY,
        o => panic!("{o:?}"),
    }
}
fn set(v: &Value) -> EntrySet {
    v.as_array().unwrap().iter().map(|x| (x.as_u64().unwrap() as u32).into()).collect()
}
/// Counts what agreed, by method, and what did not.
#[derive(Default)]
struct Score {
    agreed: BTreeMap<String, usize>,
    differ: Vec<String>,
}
impl Score {
    fn add<T: PartialEq + std::fmt::Debug>(&mut self, method: &str, case: &str, got: &T, want: &T) {
        if got == want {
            *self.agreed.entry(method.to_owned()).or_default() += 1;
        } else {
            self.differ.push(format!("{method} on {case}: {got:?}, the other program {want:?}"));
        }
    }
    /// `least`: so many methods with so many cases or more each.
    fn close(self, file: &str, least: &[(usize, usize)]) {
        let mut cases: Vec<usize> = self.agreed.values().copied().collect();
        cases.sort_unstable_by(|a, b| b.cmp(a));
        println!("{file}: {} agree: {:?}", cases.iter().sum::<usize>(), self.agreed);
        assert!(self.differ.is_empty(), "{file}: {} differ:\n{}", self.differ.len(), self.differ.join("\n"));
        let mut least: Vec<usize> = least.iter().flat_map(|(methods, n)| vec![*n; *methods]).collect();
        least.sort_unstable_by(|a, b| b.cmp(a));
        let enough = least.len() <= cases.len() && least.iter().zip(&cases).all(|(want, have)| have >= want);
        assert!(enough, "{file}: cases by method {cases:?}, expected {least:?} or more: {:?}", self.agreed);
    }
}
