//! Ratios of the counting rules against plain loops, in one run: `cargo bench --bench targets`.
//!
//! Every job counts the same ballots twice, by the crate's public path and by the loop that one would write first, and checks
//! that both say the same. Times are of the thread, the least of some repeats; only their ratio means anything. Without `--bench`
//! the inputs are small and only the answers are checked.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "times and ratios are for people")]
#[path = "../common/mod.rs"]
mod common;
mod growth;
mod ingest;
mod live;
mod rules;
mod summaries;
#[cfg(feature = "report")]
mod whole;

use cocreate::{
    ballot::{Approval, ApprovalForm, Ranking, RankingForm},
    count::{Options, Seats, TiePolicy, run_on, run_profile},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Profile, Slate},
    tally::{committee::EqualShares, pairwise::Schulze, runoff::Irv, stv::ScottishStv},
    weigh,
};
use common::Random;
use std::{collections::BTreeSet, hint::black_box, time::Instant};

/// Longer jobs are timed by what the thread ran, which its scheduler tells in steps of some milliseconds; shorter ones by the
/// clock, as a slice of the processor outlasts them.
const LONG: f64 = 0.05;
/// The least time of at least so many repeats, and of as many as fit a fifth of a second.
#[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn least<T>(repeats: usize, mut f: impl FnMut() -> T) -> (f64, T) {
    let (mut best, begin) = (f64::INFINITY, Instant::now());
    for done in 1.. {
        let (ran, from) = (common::thread_time(), Instant::now());
        let out = black_box(f());
        let wall = from.elapsed().as_secs_f64();
        best = best.min(if wall < LONG { wall } else { (common::thread_time() - ran) / 1e9 });
        let enough = repeats == 1 || begin.elapsed().as_secs_f64() > 0.2;
        if done >= repeats && enough {
            return (best, out);
        }
    }
    unreachable!("the loop ends by itself")
}
fn quiet() -> Options {
    Options { trace: false, ..Options::default() }
}
fn show(job: &str, what: &str, time: f64, per: f64, unit: &str, naive: Option<f64>) {
    let ratio = naive.map_or(String::new(), |n| {
        if n < time { format!("{:.2} times it", time / n) } else { format!("1/{:.1} of it", n / time) }
    });
    println!("{job:34} {what:22} {:9.3} ms {:9.3} ns/{unit:14} {ratio}", time * 1e3, time * 1e9 / per);
}

fn orders(n: usize, m: usize) -> Vec<Vec<u32>> {
    let mut r = Random(1);
    (0..n).map(|_| r.order(m)).collect()
}
fn profile(orders: &[Vec<u32>], m: usize) -> Profile<Ranking> {
    let mut b =
        Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).expect("a short slate");
    let mut row = vec![];
    for o in orders {
        row.clear();
        row.extend(o.iter().map(|e| EntryIx::new(*e)));
        b.push_order(&row).expect("an order of the slate");
    }
    b.finish()
}
/// The usual loop: every round looks at every ballot from its top.
fn rescan(ballots: &[Vec<u32>], m: usize) -> u32 {
    let mut out = vec![false; m];
    for _ in 1..m {
        let mut votes = vec![0u32; m];
        for b in ballots {
            if let Some(e) = b.iter().find(|e| !out[**e as usize]) {
                votes[*e as usize] += 1;
            }
        }
        let last = (0..m).filter(|e| !out[*e]).min_by_key(|e| votes[*e]).expect("somebody is left");
        out[last] = true;
    }
    (0..m as u32).find(|e| !out[*e as usize]).expect("one is left")
}
/// The same over one flat array and a mask.
fn masked(flat: &[u8], m: usize) -> u32 {
    let mut alive = (1u64 << m) - 1;
    while alive.count_ones() > 1 {
        let mut votes = [0u32; 64];
        for b in flat.chunks_exact(m) {
            if let Some(e) = b.iter().find(|e| alive >> **e & 1 == 1) {
                votes[usize::from(*e)] += 1;
            }
        }
        let last =
            (0..m).filter(|e| alive >> e & 1 == 1).min_by_key(|e| votes[*e]).expect("somebody is left");
        alive &= !(1 << last);
    }
    alive.trailing_zeros()
}
fn run_off(n: usize, repeats: usize) {
    let m = 10;
    let ballots = orders(n, m);
    let p = profile(&ballots, m);
    let (naive, want) = least(repeats, || rescan(&ballots, m));
    let flat: Vec<u8> = ballots.iter().flatten().map(|e| *e as u8).collect();
    let (mask, same) = least(repeats, || masked(&flat, m));
    let count = || {
        run_profile(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT, &quiet()).expect("strict ballots")
    };
    let (ours, tally) = least(repeats, count);
    assert_eq!((tally.outcome().winners().map(|w| w.set()), same), (Some([want].into()), want));
    let job = format!("instant run-off {n} x {m}");
    show(&job, "Vec<Vec> rescan", naive, n as f64, "ballot", None);
    show(&job, "flat masked rescan", mask, n as f64, "ballot", Some(naive));
    show(&job, "cocreate", ours, n as f64, "ballot", Some(naive));
}
fn scottish(n: usize, repeats: usize) {
    let m = 20;
    let p = profile(&orders(n, m), m);
    let seats = Seats::fill(5).expect("not none");
    let count =
        || run_profile(&ScottishStv {}, &p, seats, &TiePolicy::REPORT, &quiet()).expect("strict ballots");
    let (ours, _) = least(repeats, count);
    show(&format!("Scottish STV {n} x {m}, 5 seats"), "cocreate", ours, n as f64, "ballot", None);
}
fn schulze(m: usize, repeats: usize) {
    let mut r = Random(3);
    let voters = 10_001;
    let mut matrix = vec![vec![0u64; m]; m];
    for (a, b) in (0..m).flat_map(|a| (0..a).map(move |b| (a, b))) {
        let x = r.below(voters + 1) as u64;
        matrix[a][b] = x;
        matrix[b][a] = voters as u64 - x;
    }
    let counts = PairwiseCounts::from_matrix(Slate::anonymous(m), voters as u64, &matrix)
        .expect("a matrix of the slate");
    let flat: Vec<u32> = (0..m * m)
        .map(|i| {
            let (x, y) = (matrix[i / m][i % m], matrix[i % m][i / m]);
            x.saturating_sub(y) as u32
        })
        .collect();
    let triple = || {
        let mut p = flat.clone();
        for k in 0..m {
            for i in 0..m {
                for j in 0..m {
                    let through = p[i * m + k].min(p[k * m + j]);
                    if through > p[i * m + j] {
                        p[i * m + j] = through;
                    }
                }
            }
        }
        (0..m)
            .filter(|a| (0..m).all(|b| p[a * m + b] >= p[b * m + a]))
            .map(EntryIx::from)
            .collect::<EntrySet>()
    };
    let (naive, want) = least(repeats.min(2), triple);
    let count = || run_on(&Schulze::default(), &counts, Seats::Open, &TiePolicy::REPORT).expect("a matrix");
    let (ours, tally) = least(repeats, count);
    assert_eq!(tally.outcome().winners().map(|w| w.set()), Some(want));
    let cells = (m * m * m) as f64;
    show(&format!("Schulze m={m}"), "flat triple loop", naive, cells, "cell", None);
    show(&format!("Schulze m={m}"), "cocreate", ours, cells, "cell", Some(naive));
}
fn equal_shares(n: usize, repeats: usize) {
    let (m, k) = (100, 20);
    let mut r = Random(5);
    let mut b =
        Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).expect("a short slate");
    let mut approvals = 0;
    for _ in 0..n {
        // Popular entries are low numbers; five approvals on average.
        let set: BTreeSet<usize> = (0..5).map(|_| r.below(m).min(r.below(m))).collect();
        approvals += set.len();
        b.push(&Approval(set.into_iter().map(EntryIx::from).collect())).expect("entries of the slate");
    }
    let p = b.finish();
    let seats = Seats::fill(k).expect("not none");
    let rule = EqualShares::default();
    let count = || {
        run_profile(&rule, &p, seats, &TiePolicy::Lot { seed: "bench".into() }, &quiet()).expect("approvals")
    };
    let (ours, _) = least(repeats, count);
    let job = format!("equal shares {n} voters, {k} of {m}");
    show(&job, "cocreate, exact", ours, approvals as f64, "approval", None);
}
fn delegation(n: usize, repeats: usize) {
    let mut r = Random(7);
    let random: Vec<Option<u32>> = (0..n).map(|_| Some(r.below(n) as u32)).collect();
    let voted: Vec<bool> = (0..n).map(|_| r.below(10) == 0).collect();
    let (ours, _) = least(repeats, || weigh::follow(&random, &voted));
    show(&format!("delegation, random, {n}"), "cocreate", ours, n as f64, "voter", None);
    let chain: Vec<Option<u32>> = (0..n).map(|i| i.checked_sub(1).map(|x| x as u32)).collect();
    let first: Vec<bool> = (0..n).map(|i| i == 0).collect();
    let (ours, _) = least(repeats, || weigh::follow(&chain, &first));
    show(&format!("delegation, chain of {n}"), "cocreate", ours, n as f64, "voter", None);
}

fn main() {
    let test = common::testing();
    let (scale, repeats) = if test { (1000, 1) } else { (1, 5) };
    // Only the jobs of one part, if one is named.
    let part = |name: &str| {
        let named: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
        named.is_empty() || named.iter().any(|a| a == name)
    };
    if part("summaries") {
        summaries::all(1_000_000 / scale, repeats);
    }
    if part("live") {
        live::all(scale, repeats);
    }
    if part("rules") {
        rules::all(scale, repeats);
    }
    if part("ingest") {
        ingest::all(1_000_000 / scale, repeats.min(3));
    }
    if part("growth") {
        growth::all(test, repeats.min(3));
    }
    #[cfg(feature = "report")]
    if part("whole") {
        whole::all(if test { 2_000 } else { 10_000_000 });
    }
    if !part("main") {
        return;
    }
    run_off(1_000_000 / scale, repeats);
    scottish(1_000_000 / scale, repeats);
    for m in if test { [20, 130] } else { [256, 1024] } {
        schulze(m, repeats);
    }
    equal_shares(1_000_000 / scale, repeats);
    delegation(1_000_000 / scale, repeats);
    delegation(10_000_000 / scale, repeats.min(2));
}
