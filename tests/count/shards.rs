//! Every rule of the catalogue counts shards as it counts the whole, byte for byte.
use crate::profiles::{cast, for_each_kind, kinds::Sample, whole};
use cocreate::{
    ballot::{Ballot, Spend},
    count::{Budget, Gives, Law, Options, RuleSpec, Seats, Shards, Task, TiePolicy},
    profile::{AnyProfile, Mismatch, Profile, SHARD_ROWS, Slate},
    tally::{CATALOGUE, registry},
};
use proptest::prelude::*;

fn ways() -> [TiePolicy; 2] {
    [TiePolicy::Report { explore: 64 }, TiePolicy::Lot { seed: "shards".into() }]
}
fn task(gives: Gives, m: usize) -> Task {
    match gives {
        Gives::Standing => Task::Seats(Seats::fill(1 + (m > 2) as u32).unwrap()),
        Gives::Funding => Task::Budget(Budget { total: 40, costs: Spend::form(m).costs }),
        _ => Task::Plain,
    }
}
/// What each rule of the kind makes of the whole and of the parts, as text; how many rules those were.
fn alike<B: Ballot>(whole: &Profile<B>, parts: &[Profile<B>]) -> usize
where
    AnyProfile: From<Profile<B>>,
{
    let any = AnyProfile::from(whole.clone());
    let mut rules = 0;
    for entry in CATALOGUE {
        let (rule, _) = registry().build(&RuleSpec::new(entry.about().id)).unwrap();
        if rule.kind() != any.kind() {
            continue;
        }
        rules += 1;
        // Grouping sorts the ballots.
        let sorted = parts.iter().map(Profile::len).sum::<usize>() != whole.len();
        if sorted && entry.about().exceptions.iter().any(|e| e.law == Law::Order) {
            continue;
        }
        let task = task(rule.gives(), whole.slate().len());
        for ties in ways() {
            let parts: Vec<AnyProfile> = parts.iter().cloned().map(AnyProfile::from).collect();
            let one = rule.run(&any, &task, &ties, &Options::default());
            let many = rule.run_shards(parts, &task, &ties, &Options::default());
            let text = |t| serde_json::to_string(&t).unwrap();
            let (one, many) = (one.map(text), many.map(text));
            assert_eq!(one, many, "{}", entry.about().id);
        }
    }
    rules
}
fn splits<B: Sample>(m: usize, all: &[crate::profiles::Cast], parts: usize)
where
    AnyProfile: From<Profile<B>>,
{
    let whole = whole::<B>(m, all);
    alike(&whole, &whole.split(parts));
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_rule_counts_shards_as_the_whole((m, all) in cast(24), parts in 1usize..6) {
        // A slate of hundreds takes the slow rules long and shows nothing more.
        if m < 100 {
            for_each_kind!(splits(m, &all, parts));
        }
    }
}
/// More rows than a shard has: with the feature `parallel` threads count the whole in parts, and each different ballot once with
/// its weight is one part only.
fn long<B: Sample>()
where
    AnyProfile: From<Profile<B>>,
{
    let m = 5;
    let mut x = 7u64;
    let mut next = || {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 40) as u16
    };
    let different: Vec<B> = (0..61)
        // An even number makes a ranking strict, so that run-offs count it.
        .map(|_| B::make(&(0..m).map(|_| next() & !1).collect::<Vec<_>>()))
        .collect();
    let mut b = Profile::<B>::builder(Slate::anonymous(m), B::form(m)).unwrap();
    different.iter().cycle().take(SHARD_ROWS + 1_500).for_each(|x| b.push(x).unwrap());
    let whole = b.finish();
    let shards = whole.shards();
    assert_eq!(shards.iter().map(Profile::len).collect::<Vec<_>>(), [SHARD_ROWS, 1_500]);
    let rules = alike(&whole, &shards);
    assert_eq!(rules, alike(&whole, &[whole.grouped()]));
}
#[test]
fn every_rule_counts_more_rows_than_a_shard_has() {
    for_each_kind!(long());
}
#[test]
fn the_law_meets_every_rule() {
    fn rules<B: Sample>(n: &mut usize)
    where
        AnyProfile: From<Profile<B>>,
    {
        let empty = Profile::<B>::builder(Slate::anonymous(3), B::form(3)).unwrap().finish();
        *n += alike(&empty, &[empty.clone(), empty.clone()]);
    }
    let mut n = 0;
    for_each_kind!(rules(&mut n));
    assert_eq!(n, CATALOGUE.len());
}
#[test]
fn parts_of_different_polls_are_not_counted_together() {
    let of = |m| Profile::of(m, &[cocreate::ballot::Approval::from([0])]).unwrap();
    assert_eq!(Shards::of(vec![of(2), of(3)]).unwrap_err(), Mismatch::Slate);
    assert_eq!(Shards::<Spend>::of(vec![]).unwrap_err(), Mismatch::NoShard);
}
