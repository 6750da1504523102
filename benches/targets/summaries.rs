//! Kernels of the summaries, against reading the same bytes and against plain loops.
use super::{common::Random, least, profile, show};
use cocreate::{
    ballot::{Approval, ApprovalForm, Ranking, RankingForm, ScoreForm, Scores},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ApprovalCounts, BallotLengths, PairwiseCounts, Profile, ScoreHistogram, Slate, Summary},
};
use std::hint::black_box;

/// Time to add up so many bytes as words: the least that a look at all of them takes.
fn read(bytes: usize, repeats: usize) -> f64 {
    let words: Vec<u64> = (0..bytes as u64 / 8).collect();
    least(repeats * 4, || black_box(&words).iter().fold(0u64, |a, b| a.wrapping_add(*b))).0
}
fn approvals(n: usize, m: usize, repeats: usize) {
    let mut r = Random(11);
    // Names are a byte, so that ten million lists fit, too.
    let rows: Vec<Vec<u8>> =
        (0..n).map(|_| (0..m).filter(|_| r.below(4) == 0).map(|e| e as u8).collect()).collect();
    let mut b =
        Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).expect("a short slate");
    for row in &rows {
        let set: EntrySet = row.iter().map(|e| EntryIx::from(usize::from(*e))).collect();
        b.push(&Approval(set)).expect("entries of the slate");
    }
    let p = b.finish();
    let lists = || {
        let mut votes = vec![0u64; m];
        rows.iter().flatten().for_each(|e| votes[usize::from(*e)] += 1);
        votes
    };
    let (naive, want) = least(repeats, lists);
    let limit = read(p.heap_bytes(), repeats);
    let (ours, counts) = least(repeats * 4, || ApprovalCounts::of(&p).expect("a short slate"));
    assert!((0..m).all(|e| counts.of_entry(EntryIx::from(e)) == want[e]));
    let job = format!("approvals {n} x {m}");
    show(&job, "lists", naive, n as f64, "ballot", None);
    show(&job, "reading the bytes", limit, n as f64, "ballot", None);
    show(&job, "cocreate", ours, n as f64, "ballot", Some(limit));
}
fn scores(n: usize, repeats: usize) {
    let (m, top) = (10, 10usize);
    let mut r = Random(12);
    let flat: Vec<u8> = (0..n * m).map(|_| r.below(top + 1) as u8).collect();
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: top as u16 };
    let mut b = Profile::<Scores>::builder(Slate::anonymous(m), form).expect("a short slate");
    for row in flat.chunks_exact(m) {
        let marks = row.iter().enumerate().map(|(e, l)| (EntryIx::from(e), u16::from(*l)));
        b.push(&Scores::new(marks).expect("each once")).expect("on the scale");
    }
    let p = b.finish();
    let rows = || {
        let mut table = vec![[0u64; 11]; m];
        flat.chunks_exact(m)
            .for_each(|row| row.iter().zip(&mut table).for_each(|(l, t)| t[usize::from(*l)] += 1));
        table
    };
    let (naive, want) = least(repeats, rows);
    let limit = read(p.heap_bytes(), repeats);
    let (ours, counts) = least(repeats * 4, || ScoreHistogram::of(&p).expect("a short scale"));
    assert!((0..m).all(|e| counts.of_entry(EntryIx::from(e)) == want[e]));
    let job = format!("score histogram {n} x {m}, 0..=10");
    show(&job, "row by row", naive, n as f64, "ballot", None);
    show(&job, "reading the bytes", limit, n as f64, "ballot", None);
    show(&job, "cocreate", ours, n as f64, "ballot", Some(limit));
}
fn check(counts: &PairwiseCounts, want: &[u32], m: usize) {
    let e = EntryIx::from;
    let pairs = (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b);
    for (a, b) in pairs {
        assert_eq!(counts.above(e(a), e(b)), u64::from(want[a * m + b]), "{a} over {b}");
    }
}
fn pairwise(n: usize, m: usize, repeats: usize) {
    let mut r = Random(13);
    let orders: Vec<Vec<u32>> = (0..n).map(|_| r.order(m)).collect();
    let all = n as f64;

    // Strict: a flat order, every pair scattered.
    let flat: Vec<u8> = orders.iter().flatten().map(|e| *e as u8).collect();
    let scatter = || {
        let mut over = vec![0u32; m * m];
        for o in flat.chunks_exact(m) {
            for i in 0..m {
                for j in i + 1..m {
                    over[usize::from(o[i]) * m + usize::from(o[j])] += 1;
                }
            }
        }
        over
    };
    let (naive, want) = least(repeats, scatter);
    let p = profile(&orders, m);
    let (ours, counts) = least(repeats, || PairwiseCounts::of(&p).expect("a short slate"));
    check(&counts, &want, m);
    show(&format!("pairwise strict {n} x {m}"), "flat u8 scatter", naive, all, "ballot", None);
    show(&format!("pairwise strict {n} x {m}"), "cocreate", ours, all, "ballot", Some(naive));

    // Truncated: the named above each other and above the unnamed, which stand behind the end.
    let ends: Vec<usize> = (0..n).map(|_| r.below(m + 1)).collect();
    let cut = || {
        let mut over = vec![0u32; m * m];
        for (o, end) in flat.chunks_exact(m).zip(&ends) {
            for i in 0..*end {
                for j in i + 1..m {
                    over[usize::from(o[i]) * m + usize::from(o[j])] += 1;
                }
            }
        }
        over
    };
    let (naive, want) = least(repeats, cut);
    let short: Vec<Vec<u32>> = orders.iter().zip(&ends).map(|(o, end)| o[..*end].to_vec()).collect();
    let p = profile(&short, m);
    let (ours, counts) = least(repeats, || PairwiseCounts::of(&p).expect("a short slate"));
    check(&counts, &want, m);
    show(&format!("pairwise truncated {n} x {m}"), "flat u8 scatter", naive, all, "ballot", None);
    show(&format!("pairwise truncated {n} x {m}"), "cocreate", ours, all, "ballot", Some(naive));
    let (ours, lengths) = least(repeats, || BallotLengths::of(&p).expect("a short slate"));
    assert!((0..=m).all(|k| lengths.naming(k) == ends.iter().filter(|end| **end == k).count() as u64));
    show(&format!("lengths {n} x {m}"), "cocreate", ours, all, "ballot", None);

    // Weak: a tier for each two entries on average.
    let tiers: Vec<u8> = (0..n * m).map(|_| r.below(m / 2) as u8).collect();
    let compare = || {
        let mut over = vec![0u32; m * m];
        for t in tiers.chunks_exact(m) {
            for a in 0..m {
                for b in 0..m {
                    over[a * m + b] += u32::from(t[a] < t[b]);
                }
            }
        }
        over
    };
    let sorted: Vec<(Vec<u8>, Vec<u8>)> = tiers.chunks_exact(m).map(by_tier).collect();
    let scatter = || {
        let mut over = vec![0u32; m * m];
        for (order, next) in &sorted {
            for i in 0..m {
                for j in usize::from(next[i])..m {
                    over[usize::from(order[i]) * m + usize::from(order[j])] += 1;
                }
            }
        }
        over
    };
    let ((rows, want), (naive, same)) = (least(repeats, compare), least(repeats, scatter));
    assert_eq!(want, same);
    let mut b =
        Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).expect("a short slate");
    for (order, next) in &sorted {
        let named: Vec<EntryIx> = order.iter().map(|e| EntryIx::from(usize::from(*e))).collect();
        let mut ends: Vec<usize> = next.iter().map(|x| usize::from(*x)).collect();
        ends.dedup();
        b.push_tiers_many(&named, &ends, 1).expect("tiers of the slate");
    }
    let p = b.finish();
    let (ours, counts) = least(repeats, || PairwiseCounts::of(&p).expect("a short slate"));
    check(&counts, &want, m);
    show(&format!("pairwise weak {n} x {m}"), "flat u8 scatter", naive, all, "ballot", None);
    show(&format!("pairwise weak {n} x {m}"), "flat u8 compare", rows, all, "ballot", Some(naive));
    show(&format!("pairwise weak {n} x {m}"), "cocreate", ours, all, "ballot", Some(naive));
}
/// Entries by tier, and for each where the next tier begins.
fn by_tier(tiers: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut order: Vec<u8> = (0..tiers.len() as u8).collect();
    order.sort_by_key(|e| tiers[usize::from(*e)]);
    let tier = |e: &u8| tiers[usize::from(*e)];
    let next = order.iter().map(|e| order.partition_point(|x| tier(x) <= tier(e)) as u8).collect();
    (order, next)
}

pub(super) fn all(n: usize, repeats: usize) {
    // What the third cache holds, and what it does not.
    for n in [n, 10 * n] {
        approvals(n, 64, repeats);
        scores(n, repeats);
    }
    approvals(n, 256, repeats);
    pairwise(n, 20, repeats);
}
