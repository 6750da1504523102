//! Rules whose own work is long: winners without all paths, locked defeats, best orders, committees, ties, estimates.
use super::{common::Random, least, quiet, show};
use cocreate::{
    ballot::{Approval, ApprovalForm, Comparison, Pairs},
    count::{Answer, Input, Outcome, Seats, Standing, TallyRule, TiePolicy, run_on, run_profile, run_with},
    id::{EntryIx, EntrySet},
    profile::{PairCounts, PairwiseCounts, Profile, Slate, Summary},
    tally::{
        committee::{ReverseSequentialThiele, SequentialPhragmen, SequentialThiele},
        comparing::BradleyTerry,
        pairwise::{Kemeny, RankedPairs, River, Schulze},
        runoff::Irv,
    },
};

/// Votes on each pair as likely as any other.
pub(super) fn matrix(m: usize) -> PairwiseCounts {
    let (mut r, voters) = (Random(3), 10_001);
    let mut matrix = vec![vec![0u64; m]; m];
    for (a, b) in (0..m).flat_map(|a| (0..a).map(move |b| (a, b))) {
        matrix[a][b] = r.below(voters + 1) as u64;
        matrix[b][a] = voters as u64 - matrix[a][b];
    }
    PairwiseCounts::from_matrix(Slate::anonymous(m), voters as u64, &matrix).expect("a matrix of the slate")
}
fn counts<R>(job: &str, rule: &R, n: &R::Input, seats: Seats, ties: &TiePolicy, repeats: usize) -> EntrySet
where
    R: TallyRule<Answer = Standing>,
{
    let (ours, tally) = least(repeats, || run_with(rule, n, seats, ties, &quiet()).expect("it is counted"));
    show(job, "cocreate", ours, 1.0, "count", None);
    match tally.outcome() {
        Outcome::OneOf { sets, .. } => sets.iter().fold(EntrySet::EMPTY, |all, w| all.union(&w.set())),
        _ => tally.answer().map(|a| a.winners(&seats).set()).unwrap_or_default(),
    }
}
fn orders(m: usize, short: usize, repeats: usize) {
    let n = matrix(m);
    let report = TiePolicy::REPORT;
    let all = run_on(&Schulze::default(), &n, Seats::Open, &report).expect("a matrix");
    let one = counts(
        &format!("Schulze m={m}, one seat"),
        &Schulze { winners_only: true, ..Schulze::default() },
        &n,
        Seats::ONE,
        &report,
        repeats,
    );
    assert_eq!(all.outcome().winners().map(|w| w.set()), Some(one));
    counts(&format!("ranked pairs m={m}"), &RankedPairs::default(), &n, Seats::Open, &report, repeats);
    counts(&format!("river m={m}"), &River::default(), &n, Seats::Open, &report, repeats);
    counts(&format!("Kemeny m={short}"), &Kemeny::default(), &matrix(short), Seats::Open, &report, repeats);
}
/// Twenty entries of which nothing tells one from another.
fn ties(m: usize, repeats: usize) {
    let cycle =
        |a: usize| (0..m).map(move |b| i64::from((a + 1) % m == b) - i64::from((b + 1) % m == a)).collect();
    let margins: Vec<Vec<i64>> = (0..m).map(cycle).collect();
    let n = PairwiseCounts::from_margins(Slate::anonymous(m), &margins).expect("skew");
    let all = TiePolicy::AllBranches { limit: u32::MAX };
    let everybody = EntrySet::first(m);
    let job = |rule: &str| format!("{rule}, {m} tied, all ways");
    assert_eq!(
        counts(&job("ranked pairs"), &RankedPairs::default(), &n, Seats::ONE, &all, repeats),
        everybody
    );
    assert_eq!(counts(&job("river"), &River::default(), &n, Seats::ONE, &all, repeats), everybody);
    let turn = |a: usize| cocreate::ballot::Ranking::strict((0..m).map(move |b| ((a + b) % m) as u32));
    let p = Profile::of(m, &(0..m).map(turn).collect::<Vec<_>>()).expect("orders");
    let (ours, tally) =
        least(repeats, || run_profile(&Irv::default(), &p, Seats::ONE, &all, &quiet()).expect("orders"));
    show(&job("instant run-off"), "cocreate", ours, 1.0, "count", None);
    let Outcome::OneOf { sets, complete: true, .. } = tally.outcome() else { panic!("{tally:?}") };
    assert_eq!(sets.len(), m);
}
fn committee<R>(job: &str, rule: &R, p: &Profile<Approval>, seats: u32, repeats: usize)
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Approval>,
{
    let seats = Seats::fill(seats).expect("not none");
    let (ours, _) = least(repeats, || {
        run_profile(rule, p, seats, &TiePolicy::Lot { seed: "bench".into() }, &quiet()).expect("approvals")
    });
    show(job, "cocreate", ours, 1.0, "count", None);
}
fn committees(n: usize, repeats: usize) {
    let (m, k) = (200, 20);
    let mut r = Random(41);
    let mut b =
        Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).expect("a short slate");
    for _ in 0..n {
        // Popular entries are low numbers; nearly ten approvals.
        let set: EntrySet = (0..10).map(|_| EntryIx::from(r.below(m).min(r.below(m)))).collect();
        b.push(&Approval(set)).expect("entries of the slate");
    }
    let p = b.finish();
    let job = |rule: &str| format!("{rule} {n} x {m}, {k} seats");
    committee(&job("sequential PAV"), &SequentialThiele::default(), &p, k, repeats);
    committee(&job("reverse sequential PAV"), &ReverseSequentialThiele::default(), &p, k, repeats);
    committee(&job("Phragmén"), &SequentialPhragmen {}, &p, k, repeats);
}
/// All pairs are compared, in the proportion of strengths 1 to 10.
fn estimates(m: usize, repeats: usize) {
    let mut r = Random(43);
    let strength = |e: usize| 1 + e % 10;
    let mut pairs = vec![];
    for (a, b) in (0..m).flat_map(|b| (0..b).map(move |a| (a, b))) {
        for _ in 0..4 {
            let first = r.below(strength(a) + strength(b)) < strength(a);
            let said = if first { Comparison::First } else { Comparison::Second };
            pairs.push(Pairs::new([(EntryIx::from(a), EntryIx::from(b), said)]).expect("two entries"));
        }
    }
    let n = PairCounts::of(&Profile::of(m, &pairs).expect("entries")).expect("a short slate");
    let (ours, _) = least(repeats, || {
        run_with(&BradleyTerry::default(), &n, Seats::Open, &TiePolicy::REPORT, &quiet()).expect("connected")
    });
    show(&format!("Bradley-Terry, {m} entries"), "cocreate", ours, (m * (m - 1) / 2) as f64, "edge", None);
}
pub(super) fn all(scale: usize, repeats: usize) {
    let test = scale > 1;
    orders(if test { 310 } else { 1024 }, if test { 9 } else { 20 }, repeats);
    ties(if test { 7 } else { 20 }, repeats.min(2));
    committees(100_000 / scale, repeats.min(3));
    estimates(if test { 20 } else { 400 }, repeats);
}
