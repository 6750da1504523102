//! What entries hold, what is exhausted and what is lost add up to the same at every step of a count: every rule that shows totals, but
//! those that say here why theirs do not, and each of those is seen not to.
use crate::profiles::{for_each_kind, kinds::Sample};
use cocreate::{
    ballot::Ranking,
    count::{Budget, Gives, Options, RuleSpec, Seats, Step, Task, TiePolicy},
    num::Exact,
    profile::{AnyProfile, Profile, Slate},
    tally::{AnyRule, CATALOGUE, registry},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Rules whose totals are not votes that move from one entry to another.
const OTHERWISE: &[(&str, &str)] = &[
    ("allocated-score", "marks of ballots that are not spent yet"),
    ("approval-irv", "a ballot counts for everybody in its first tier"),
    ("approval-stv", "a ballot supports everybody in its first tier"),
    ("borda-minimax-faceoff", "sums of margins first, then the worst defeats"),
    ("bucklin", "a ballot counts for one place more in each round"),
    ("budget-phragmen", "loads, which grow"),
    ("consensus-rule", "strength of votes, which grows with every seat"),
    ("coombs", "first places, then last places"),
    ("copeland-then", "wins first, then what parts those with the most"),
    ("cumulative-stv", "the bought take their cost, and support is multiplied"),
    ("enestroem-phragmen", "a ballot counts for everybody whom it approves"),
    ("expanding-approvals", "a ballot supports one tier more in each round"),
    ("greedy-monroe", "voters who are not represented yet"),
    ("harmonic", "weights of approvals, which change as entries leave"),
    ("list-seats", "votes first, then seats"),
    ("maximin-support", "loads"),
    ("pb-ear", "a ballot supports one tier more in each round"),
    ("plurality-veto", "vetoes take votes away"),
    ("qpq", "quotients"),
    ("reweighted-range", "marks, which weigh less with every seat"),
    ("sequential-phragmen", "loads, which grow"),
    ("sequential-thiele", "worth of the next seat, which falls"),
    ("sequentially-spent-score", "marks of what is not spent yet"),
    ("simplified-bucklin", "a ballot counts for one place more in each round"),
    ("simultaneous-veto", "vetoes take votes away"),
    ("smith-minimax", "majorities first, then the worst defeats"),
    ("three-two-one", "good marks first, then bad ones"),
    ("weighted-bucklin", "a ballot counts for one place more in each round"),
];

#[derive(Default)]
struct Seen {
    /// Rules that showed totals more than once in a count.
    several: BTreeSet<&'static str>,
    /// The first count in which they do not add up to the same.
    apart: BTreeMap<&'static str, String>,
}
static RULES: LazyLock<Vec<(&str, AnyRule)>> = LazyLock::new(|| {
    let all = registry();
    CATALOGUE.iter().map(|e| (e.about().id, all.build(&RuleSpec::new(e.about().id)).unwrap().0)).collect()
});
/// Two seats where the rule fills them, else one.
fn tasks(rule: &AnyRule, m: usize) -> Vec<Task> {
    match rule.gives() {
        Gives::Standing => [2, 1].iter().filter_map(|k| Seats::fill(*k)).map(Task::Seats).collect(),
        Gives::Funding => {
            vec![Task::Budget(Budget { total: 30, costs: (0..m as u64).map(|e| 5 + 10 * e).collect() })]
        }
        _ => vec![Task::Plain],
    }
}
fn of_ballots<B: Sample>(m: usize, ballots: &[B], seen: &mut Seen)
where
    AnyProfile: From<Profile<B>>,
{
    let mut b = Profile::<B>::builder(Slate::anonymous(m), B::form(m)).unwrap();
    for x in ballots {
        b.push(x).unwrap();
    }
    let p: AnyProfile = b.finish().into();
    let lot = TiePolicy::Lot { seed: "law".into() };
    for (id, rule) in RULES.iter().filter(|(_, r)| r.kind() == p.kind()) {
        let count = |t: &Task| rule.run(&p, t, &lot, &Options::default()).ok();
        let Some(tally) = tasks(rule, m).iter().find_map(count) else { continue };
        let sum = |s: &Step| match s {
            Step::Scored { totals, exhausted, lost, .. } => {
                Some(totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum::<Exact>())
            }
            _ => None,
        };
        let sums: Vec<Exact> = tally.steps().iter().filter_map(sum).collect();
        if sums.len() > 1 {
            seen.several.insert(*id);
        }
        if sums.iter().any(|s| *s != sums[0]) {
            seen.apart.entry(*id).or_insert_with(|| format!("{:?} of {ballots:?}", tally.steps()));
        }
    }
}
fn of_kind<B: Sample>(m: usize, bits: &[Vec<u16>], seen: &mut Seen)
where
    AnyProfile: From<Profile<B>>,
{
    of_ballots(m, &bits.iter().map(|b| B::make(&b[..m])).collect::<Vec<_>>(), seen);
}
#[test]
fn totals_are_conserved() {
    let mut x = 3u64;
    let mut next = |below: u64| {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 33) % below
    };
    let mut seen = Seen::default();
    for round in 0..16 {
        let (m, n) = (3 + next(3) as usize, 3 + next(9));
        let bits: Vec<Vec<u16>> = (0..n).map(|_| (0..5).map(|_| next(1 << 16) as u16).collect()).collect();
        // Strict orders, whole or cut short, which transferable votes need.
        let order = |b: &Vec<u16>| {
            let mut order: Vec<u32> = (0..m as u32).collect();
            order.sort_by_key(|e| b[*e as usize]);
            order.truncate(if round % 2 == 0 { m } else { 1 + usize::from(b[0]) % m });
            Ranking::strict(order)
        };
        of_ballots(m, &bits.iter().map(order).collect::<Vec<_>>(), &mut seen);
        for_each_kind!(of_kind(m, &bits, &mut seen));
    }
    let told: BTreeSet<&str> = OTHERWISE.iter().map(|(id, _)| *id).collect();
    let apart: BTreeSet<&str> = seen.apart.keys().copied().collect();
    let new: Vec<String> = apart.difference(&told).map(|id| format!("{id}: {}", seen.apart[id])).collect();
    assert!(new.is_empty(), "{} rules lose or make votes:\n{}", new.len(), new.join("\n"));
    let kept: Vec<_> = told.difference(&apart).collect();
    assert!(kept.is_empty(), "these keep their totals after all: {kept:?}");
    assert!(seen.several.len() - apart.len() >= 24, "{:?}", seen.several.difference(&apart));
}
