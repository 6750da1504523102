//! Thirteen key kernels, each once and each in a function of its own, so that `valgrind --tool=callgrind` tells their
//! instructions: see `scripts/check-callgrind`. Without it, only the answers are checked.
#![allow(clippy::inline_always, reason = "only the functions that are named are to be seen")]
mod common;

use cocreate::{
    ballot::{Approval, Ranking, ScoreForm, Scores},
    count::{Options, Seats, TiePolicy, run_profile, run_with},
    id::EntryIx,
    num::Exact,
    profile::{
        ApprovalCounts, BallotLengths, FirstPreferences, PairwiseCounts, Profile, ScoreHistogram, Summary,
    },
    tally::{committee::EqualShares, pairwise::Schulze, runoff::Irv, stv::ScottishStv},
    weigh,
};
use common::Random;
use std::hint::black_box;

/// Ballots of each profile: some blocks, the last not full.
const N: usize = 10_000;
/// Entries.
const M: usize = 20;

/// Functions that callgrind tells by their names.
macro_rules! kernels {
    ($($name:ident($($arg:ident: $T:ty),*) -> $R:ty $body:block)*) => { $(
        #[inline(never)]
        fn $name($($arg: $T),*) -> $R $body
    )* };
}
kernels! {
    kernel_build_orders(orders: &[Vec<EntryIx>]) -> Profile<Ranking> {
        let mut b = Profile::<Ranking>::builder(cocreate::profile::Slate::anonymous(M), <_>::default()).expect("a short slate");
        for o in orders {
            b.push_order(o).expect("an order");
        }
        b.finish()
    }
    kernel_pairwise_strict(p: &Profile<Ranking>) -> PairwiseCounts {
        PairwiseCounts::of(p).expect("a short slate")
    }
    kernel_pairwise_truncated(p: &Profile<Ranking>) -> PairwiseCounts {
        PairwiseCounts::of(p).expect("a short slate")
    }
    kernel_pairwise_add(sum: &mut PairwiseCounts, ballots: &[Ranking]) -> () {
        for b in ballots {
            sum.add(b, 1).expect("an order");
        }
    }
    kernel_firsts(p: &Profile<Ranking>) -> FirstPreferences {
        FirstPreferences::of(p).expect("a short slate")
    }
    kernel_lengths(p: &Profile<Ranking>) -> BallotLengths {
        BallotLengths::of(p).expect("a short slate")
    }
    kernel_approvals(p: &Profile<Approval>) -> ApprovalCounts {
        ApprovalCounts::of(p).expect("a short slate")
    }
    kernel_histogram(p: &Profile<Scores>) -> ScoreHistogram {
        ScoreHistogram::of(p).expect("a short scale")
    }
    kernel_irv(p: &Profile<Ranking>) -> usize {
        run_profile(&Irv::default(), p, Seats::ONE, &TiePolicy::REPORT, &quiet()).expect("strict").ties().len()
    }
    kernel_scottish(p: &Profile<Ranking>) -> usize {
        let seats = Seats::fill(5).expect("not none");
        run_profile(&ScottishStv {}, p, seats, &TiePolicy::REPORT, &quiet()).expect("strict").ties().len()
    }
    kernel_schulze(n: &PairwiseCounts) -> usize {
        run_with(&Schulze::default(), n, Seats::Open, &TiePolicy::REPORT, &quiet()).expect("counts").ties().len()
    }
    kernel_equal_shares(p: &Profile<Approval>) -> usize {
        let (seats, ties) = (Seats::fill(5).expect("not none"), TiePolicy::Lot { seed: "bench".into() });
        run_profile(&EqualShares::default(), p, seats, &ties, &quiet()).expect("approvals").ties().len()
    }
    kernel_delegation(next: &[Option<u32>], voted: &[bool]) -> usize {
        weigh::follow(next, voted).cycles.len()
    }
}
fn quiet() -> Options {
    Options { trace: false, ..Options::default() }
}

fn main() {
    let mut r = Random(31);
    let orders: Vec<Vec<EntryIx>> =
        (0..N).map(|_| r.order(M).into_iter().map(EntryIx::new).collect()).collect();
    let ballots: Vec<Ranking> =
        orders.iter().map(|o| Ranking::strict(o.iter().map(|e| e.ix() as u32))).collect();
    let short: Vec<Ranking> = ballots.iter().map(|b| Ranking(b.0[..r.below(M + 1)].to_vec())).collect();
    let strict = black_box(kernel_build_orders(&orders));
    let short = Profile::of(M, &short).expect("orders");
    let mut sum = kernel_pairwise_strict(&strict);
    let again = PairwiseCounts::of(&Profile::<Ranking>::of(M, &[]).expect("a short slate"));
    let mut again = again.expect("a short slate");
    kernel_pairwise_add(&mut again, &ballots);
    assert_eq!(again, sum);
    sum.merge(&kernel_pairwise_truncated(&short)).expect("the same slate");
    black_box((kernel_firsts(&strict), kernel_lengths(&short)));

    let some = |r: &mut Random, n: usize| (0..n).map(|_| EntryIx::from(r.below(64))).collect();
    let approvals: Vec<Approval> = (0..N).map(|_| Approval(some(&mut r, 5))).collect();
    let approvals = Profile::of(64, &approvals).expect("entries");
    let counts = kernel_approvals(&approvals);
    assert!(counts.of_entry(EntryIx::new(0)) > 0);
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 10 };
    let scores: Vec<Scores> =
        (0..N).map(|_| Scores((0..10u32).map(|e| (e.into(), r.below(11) as u16)).collect())).collect();
    let scores = Profile::with_form(10, form, &scores).expect("levels");
    assert_eq!(kernel_histogram(&scores).rated(EntryIx::new(0)), N as u64);

    black_box((kernel_irv(&strict), kernel_scottish(&strict), kernel_equal_shares(&approvals)));
    let wide: Vec<Ranking> = (0..64).map(|_| Ranking::strict(r.order(150))).collect();
    let wide = PairwiseCounts::of(&Profile::of(150, &wide).expect("orders")).expect("a short slate");
    black_box(kernel_schulze(&wide));
    let next: Vec<Option<u32>> = (0..N).map(|_| Some(r.below(N) as u32)).collect();
    let voted: Vec<bool> = (0..N).map(|_| r.below(10) == 0).collect();
    black_box(kernel_delegation(&next, &voted));
}
