//! Building profiles: ballots a second by kind, and the bytes that each then takes: `cargo bench --bench profile`.
//!
//! Ballots exist before the clock starts; it stops when the profile is sealed. Without `--bench` there are few ballots.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "inputs are made here, and the macros write the entry point"
)]
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "bytes a ballot are for people")]
mod common;

use cocreate::{
    ballot::{
        Approval, Ballot, Choice, Comparison, Consent, Pairs, Points, Position, Ranking, RankingForm,
        ScoreForm, Scores, Spend, SpendForm,
    },
    id::EntryIx,
    num::Exact,
    profile::{Profile, Slate},
};
use common::Random;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::collections::BTreeSet;

/// Entries of each slate.
const M: usize = 10;
/// Different ballots, taken round and round.
const DIFFERENT: usize = 4_096;

fn some(r: &mut Random, n: usize) -> BTreeSet<EntryIx> {
    (0..n).map(|_| EntryIx::from(r.below(M))).collect()
}
fn ballots<B>(make: impl Fn(&mut Random) -> B) -> Vec<B> {
    let mut random = Random(1);
    (0..DIFFERENT).map(|_| make(&mut random)).collect()
}
fn build<B: Ballot>(n: usize, form: &B::Form, of: &[B]) -> Profile<B> {
    let mut b = Profile::<B>::builder(Slate::anonymous(M), form.clone()).unwrap();
    for ballot in of.iter().cycle().take(n) {
        b.push(ballot).unwrap();
    }
    b.finish()
}
fn kind<B: Ballot>(c: &mut Criterion, n: usize, form: &B::Form, make: impl Fn(&mut Random) -> B) {
    let of = ballots(make);
    bench(c, B::KIND.id(), n, || build(n, form, &of));
}
fn bench<B: Ballot>(c: &mut Criterion, name: &str, n: usize, build: impl Fn() -> Profile<B>) {
    let p = build();
    assert_eq!((p.len(), p.total_voters()), (n, n as u64));
    println!("{name}: {:.1} bytes a ballot", p.heap_bytes() as f64 / n as f64);
    let mut group = c.benchmark_group("build a profile");
    group.throughput(Throughput::Elements(n as u64));
    // The profile is dropped outside of the time.
    group.bench_function(BenchmarkId::new(name, n), |b| b.iter_with_large_drop(&build));
    group.finish();
}

fn every_kind(c: &mut Criterion) {
    let n = if common::testing() { 2_000 } else { 1_000_000 };
    let orders = ballots(|r| r.order(M).into_iter().map(EntryIx::new).collect::<Vec<_>>());
    bench(c, "ranking from an order", n, || {
        let mut b = Profile::<Ranking>::builder(Slate::anonymous(M), RankingForm::default()).unwrap();
        for order in orders.iter().cycle().take(n) {
            b.push_order(order).unwrap();
        }
        b.finish()
    });
    kind(c, n, &RankingForm::default(), |r| Ranking::strict(r.order(M)));
    kind(c, n, &<Choice as Ballot>::Form::default(), |r| Choice::of(EntryIx::from(r.below(M))));
    kind(c, n, &<Approval as Ballot>::Form::default(), |r| Approval(some(r, 4).into_iter().collect()));
    let scale = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 5 };
    kind(c, n, &scale, |r| {
        let rated = some(r, 6);
        Scores::new(rated.into_iter().map(|e| (e, r.below(6) as u16))).unwrap()
    });
    kind(c, n, &<Points as Ballot>::Form::default(), |r| {
        let given = some(r, 4);
        Points::new(given.into_iter().map(|e| (e, 1 + r.below(20) as i64))).unwrap()
    });
    kind(c, n, &<Pairs as Ballot>::Form::default(), |r| {
        let order: Vec<EntryIx> = r.order(M).into_iter().map(EntryIx::new).collect();
        Pairs::new([(order[0], order[1], Comparison::First), (order[2], order[3], Comparison::Draw)]).unwrap()
    });
    kind(c, n, &SpendForm::with_costs([100; M]), |r| Spend::approving(&some(r, 4).into_iter().collect()));
    kind(c, n, &<Consent as Ballot>::Form::default(), |r| {
        let mut said = || if r.below(3) > 0 { Position::Yes } else { Position::Abstain };
        Consent::new((0..M).map(|e| (EntryIx::from(e), said()))).unwrap()
    });
}
criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = every_kind
}
criterion_main!(benches);
