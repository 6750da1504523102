//! `pabutools`: budgets. Its resolute results break ties by the projects' names, which is an order here.
use super::{Score, cases, count};
use cocreate::{
    ballot::{Spend, SpendForm},
    count::{Budget, Outcome, Task, TiePolicy, Winners},
    id::EntryIx,
    profile::{AnyProfile, Profile, Slate},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
/// On utilities instead of approvals; that program's greedy rule divides them by the cost.
const POINTS: &[(&str, &str)] = &[
    (
        "mes[additive cardinal utilities of points]",
        r#"{"rule": "budget-equal-shares", "satisfaction": "utility"}"#,
    ),
    ("greedy[additive cardinal utilities of points]", r#"{"rule": "budget-greedy", "by": "votes-per-cost"}"#),
];
/// On orders: an entry is worth as much as there are entries after it on the ballot.
const ORDERS: &[(&str, &str)] = &[
    ("mes[borda](ordinal)", r#"{"rule": "budget-equal-shares", "satisfaction": "utility"}"#),
    ("greedy[borda](ordinal)", r#"{"rule": "budget-greedy", "by": "votes-per-cost"}"#),
];

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
    fn task(&self) -> Task {
        Task::Budget(Budget { total: self.total, costs: self.costs.clone() })
    }
    /// Every set that some way of breaking ties buys.
    fn all_bought(&self, spec: &str, p: &AnyProfile) -> BTreeSet<Vec<String>> {
        let tally = count(spec, p, &self.task(), &TiePolicy::AllBranches { limit: 20_000 });
        let named = |w: &Winners| sorted(w.iter().map(|e| self.names[e.ix()].clone()).collect());
        match tally.outcome() {
            Outcome::OneOf { sets, complete: true, .. } => sets.iter().map(named).collect(),
            Outcome::Decided { winners, .. } => [named(winners)].into(),
            Outcome::None { .. } => [vec![]].into(),
            o => panic!("{o:?}"),
        }
    }
    fn named(&self, v: &Value) -> Vec<(EntryIx, u64)> {
        v.as_array().unwrap().iter().map(|n| (self.ix(n.as_str().unwrap()), 1)).collect()
    }
    /// What was bought, in order.
    fn bought(&self, spec: &str, p: &AnyProfile) -> Vec<String> {
        self.bought_by(spec, p, |_| 0, false)
    }
    /// With ties broken by `key`, the least first, then by name, rising or falling.
    fn bought_by(&self, spec: &str, p: &AnyProfile, key: impl Fn(usize) -> i64, down: bool) -> Vec<String> {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|i| &self.names[*i]);
        if down {
            order.reverse();
        }
        order.sort_by_key(|i| key(*i));
        let order = TiePolicy::Order { order: order.into_iter().map(EntryIx::from).collect() };
        let tally = count(spec, p, &self.task(), &order);
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
        let order = |b: &Value| {
            let n = b.as_array().unwrap().len() as u64;
            let worth = (0..n).rev();
            (poll.named(b).into_iter().zip(worth).map(|((e, _), u)| (e, u)).collect(), 1)
        };
        let orders = poll.profile(case["ordinal"].as_array().unwrap().iter().map(order));
        for (method, spec) in &RULES[..4] {
            let want = &case["irresolute"][method];
            if want.is_array() {
                let want: BTreeSet<Vec<String>> =
                    want.as_array().unwrap().iter().map(|s| sorted(names(s))).collect();
                score.add(&format!("{method}, all ways"), name, &poll.all_bought(spec, &approvals), &want);
            }
        }
        let supporters = |i: usize| {
            let AnyProfile::Spend(p) = &approvals else { unreachable!() };
            p.ballots().filter(|(b, _)| b.0.contains_key(&EntryIx::from(i))).count() as i64
        };
        for (method, spec) in &RULES[2..4] {
            let by: [(&str, &dyn Fn(usize) -> i64); 3] = [
                ("app_score", &|i| -supporters(i)),
                ("min_cost", &|i| poll.costs[i] as i64),
                ("max_cost", &|i| -(poll.costs[i] as i64)),
            ];
            for (tie, key) in by {
                let method = format!("{method}[tie={tie}]");
                let want = sorted(names(&case["results"][&method]));
                let [up, down] =
                    [false, true].map(|down| sorted(poll.bought_by(spec, &approvals, key, down)));
                if up == down {
                    score.add(&method, name, &up, &want);
                } else {
                    // Their second key is not told where the first leaves a tie: it must be one of the ways.
                    let method = format!("{method}, one of the ways");
                    score.add(&method, name, &poll.all_bought(spec, &approvals).contains(&want), &true);
                }
            }
        }
        for (rules, profile) in [(RULES, &approvals), (POINTS, &points), (ORDERS, &orders)] {
            for (method, spec) in rules {
                let want = &case["results"][method];
                if want.is_array() {
                    score.add(method, name, &sorted(poll.bought(spec, profile)), &sorted(names(want)));
                }
            }
        }
    }
    score.close("pabutools.json", 24 * 20);
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
