//! `pabutools`: budgets. Its resolute results break ties by the projects' names, which is an order here.
use super::{Score, cases, count};
use cocreate::{
    ballot::{Spend, SpendForm},
    count::{Budget, Task, TiePolicy},
    id::EntryIx,
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;
use std::collections::BTreeMap;

const RULES: &[(&str, &str)] = &[
    ("greedy[cost]", r#"{"rule": "budget-greedy", "by": "votes"}"#),
    ("greedy[card]", r#"{"rule": "budget-greedy", "by": "votes-per-cost"}"#),
    ("mes[cost]", r#"{"rule": "budget-equal-shares", "satisfaction": "cost"}"#),
    ("mes[card]", r#"{"rule": "budget-equal-shares", "satisfaction": "cardinality"}"#),
    (
        "mes[cost]+greedy[cost]",
        r#"{"rule": "budget-equal-shares", "satisfaction": "cost", "completion": "utilitarian"}"#,
    ),
    (
        "mes[card]+greedy[card]",
        r#"{"rule": "budget-equal-shares", "satisfaction": "cardinality", "completion": "utilitarian"}"#,
    ),
];
/// On utilities instead of approvals.
const POINTS: &[(&str, &str)] = &[(
    "mes[additive cardinal utilities of points]",
    r#"{"rule": "budget-equal-shares", "satisfaction": "utility"}"#,
)];

struct Poll {
    names: Vec<String>,
    costs: Vec<u64>,
    total: u64,
}
fn whole(v: &Value) -> u64 {
    v.as_u64().unwrap_or_else(|| v.as_str().unwrap().parse().unwrap())
}
fn poll(case: &Value) -> Poll {
    let projects = case["projects"].as_array().unwrap();
    Poll {
        names: projects.iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect(),
        costs: projects.iter().map(|p| whole(&p["cost"])).collect(),
        total: whole(&case["budget"]),
    }
}
impl Poll {
    fn ix(&self, name: &str) -> EntryIx {
        EntryIx::from(self.names.iter().position(|n| n == name).unwrap())
    }
    fn profile(&self, ballots: impl Iterator<Item = (Vec<(EntryIx, u64)>, u64)>) -> AnyProfile {
        let form = SpendForm::with_costs(self.costs.iter().copied());
        let mut b = Profile::<Spend>::builder(Slate::anonymous(self.names.len()), form).unwrap();
        for (marks, n) in ballots {
            b.push_many(&Spend::new(marks).unwrap(), n).unwrap();
        }
        b.finish().into()
    }
    fn named(&self, v: &Value) -> Vec<(EntryIx, u64)> {
        v.as_array().unwrap().iter().map(|n| (self.ix(n.as_str().unwrap()), 1)).collect()
    }
    /// What was bought, in order.
    fn bought(&self, spec: &str, p: &AnyProfile) -> Vec<String> {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|i| &self.names[*i]);
        let order = TiePolicy::Order { order: order.into_iter().map(EntryIx::from).collect() };
        let task = Task::Budget(Budget { total: self.total, costs: self.costs.clone() });
        let tally = count(spec, p, &task, &order);
        tally
            .funding()
            .map_or(vec![], |f| f.bought().iter().map(|p| self.names[p.entry.ix()].clone()).collect())
    }
}
fn names(v: &Value) -> Vec<String> {
    v.as_array().unwrap().iter().map(|x| x.as_str().unwrap().to_owned()).collect()
}
fn sorted(mut v: Vec<String>) -> Vec<String> {
    v.sort();
    v
}

#[test]
fn pabutools() {
    let Some(all) = cases("pabutools.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let name = case["name"].as_str().unwrap();
        let poll = poll(case);
        let approvals =
            poll.profile(case["approvals"].as_array().unwrap().iter().map(|b| (poll.named(b), 1)));
        let points = |b: &Value| {
            let marks: BTreeMap<EntryIx, u64> =
                b.as_object().unwrap().iter().map(|(n, u)| (poll.ix(n), whole(u))).collect();
            (marks.into_iter().collect(), 1)
        };
        let points = poll.profile(case["cumulative"].as_array().unwrap().iter().map(points));
        for (rules, profile) in [(RULES, &approvals), (POINTS, &points)] {
            for (method, spec) in rules {
                let want = &case["results"][method];
                if want.is_array() {
                    score.add(method, name, &sorted(poll.bought(spec, profile)), &sorted(names(want)));
                }
            }
        }
    }
    score.close("pabutools.json", 24 * 4);
}
#[test]
fn pabulib() {
    let Some(all) = cases("pabulib.json", "cases") else { return };
    let mut score = Score::default();
    for case in &all {
        let name = case["file"].as_str().unwrap();
        let poll = poll(case);
        let ballots = case["ballots"].as_array().unwrap().iter().map(|b| (poll.named(&b[0]), whole(&b[1])));
        let profile = poll.profile(ballots);
        for (method, spec) in RULES {
            let want = &case["results"][method];
            if want.is_array() {
                score.add(method, name, &sorted(poll.bought(spec, &profile)), &sorted(names(want)));
            }
        }
    }
    score.close("pabulib.json", 15 * 4);
}
