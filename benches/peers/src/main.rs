//! Other counting libraries for Rust and this crate on the same file of ballots: `scripts/bench-peers`.
//!
//! A peer that has no reader gets orders from a reader of one line. Winners must agree; only ratios mean anything. With a folder
//! as argument the files are left there for the peers in other languages.
use cocreate::{
    ballot::{Approval, Ranking},
    count::{Input, Options, Seats, Standing, TallyRule, TiePolicy, run_profile},
    id::{EntryIx, EntrySet},
    io::{Blt, Format, Limits},
    profile::{AnyProfile, ApprovalCounts, PairwiseCounts, Profile, Summary},
    tally::{pairwise::Schulze, runoff::Irv, stv::Meek},
};
use std::{fmt::Write, hint::black_box, time::Instant};
use stv_rs::{
    arithmetic::{BigFixedDecimal9, FixedDecimal9, Integer64},
    meek::stv_droop,
    parse::{ParsingOptions, parse_election},
};

/// `SplitMix64`.
struct Random(u64);
impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(z ^ (z >> 31)) * n as u128) >> 64) as usize
    }
}
/// Orders in which low numbers tend to come first, so that nothing hangs on a tie.
fn file(n: usize, m: usize, seats: usize) -> String {
    let mut r = Random(71);
    let mut text = format!("{m} {seats}\n[nick");
    (1..=m).for_each(|e| write!(text, " c{e}").expect("memory"));
    text += "]\n";
    for _ in 0..n {
        let mut left: Vec<usize> = (1..=m).collect();
        text += "1";
        while !left.is_empty() {
            let at = r.below(left.len()).min(r.below(left.len()));
            write!(text, " c{}", left.remove(at)).expect("memory");
        }
        text += " 0\n";
    }
    text += "0\n";
    (1..=m).for_each(|e| writeln!(text, "\"Design {e}\"").expect("memory"));
    text + "\"A poll\"\n"
}
fn ours(text: &str) -> Profile<Ranking> {
    let poll = Blt.read(&mut text.as_bytes(), &Limits::default()).expect("a sound file");
    let AnyProfile::Ranking(p) = poll.ballots else { unreachable!("a BLT file has rankings") };
    p
}
fn orders(text: &str) -> Vec<Vec<u32>> {
    let ballot = |l: &str| -> Vec<u32> {
        l.split(' ').filter_map(|w| w.strip_prefix('c')?.parse::<u32>().ok()).map(|e| e - 1).collect()
    };
    text.lines().skip(2).take_while(|l| *l != "0").map(ballot).collect()
}
fn least<T>(repeats: usize, mut f: impl FnMut() -> T) -> (f64, T) {
    let mut best = f64::INFINITY;
    let mut last = None;
    for _ in 0..repeats {
        let from = Instant::now();
        last = Some(black_box(f()));
        best = best.min(from.elapsed().as_secs_f64());
    }
    (best, last.expect("it ran"))
}
fn show(job: &str, who: &str, time: f64, ours: f64, goal: f64) {
    let ratio = time / ours;
    let reached = if ratio >= goal { "" } else { "  MISSED" };
    println!("{job:34} {who:22} {:11.3} ms {ratio:9.1} times ours (goal {goal}){reached}", time * 1e3);
}
fn winners<R>(rule: &R, p: &Profile<Ranking>, seats: Seats) -> Vec<u32>
where
    R: TallyRule<Answer = Standing>,
    R::Input: Input<Ballot = Ranking>,
{
    let quiet = Options { trace: false, ..Options::default() };
    let tally = run_profile(rule, p, seats, &TiePolicy::REPORT, &quiet).expect("it is counted");
    let set: EntrySet = tally.outcome().winners().expect("no tie").set();
    set.iter().map(|e| e.ix() as u32).collect()
}

fn run_off(text: &str, n: usize) {
    let job = format!("instant run-off {n} x 10");
    let (read, p) = least(3, || ours(text));
    let (count, won) = least(5, || winners(&Irv::default(), &p, Seats::ONE));
    println!(
        "{job:34} cocreate               {:11.3} ms, with ingest {:.3} ms",
        count * 1e3,
        (read + count) * 1e3
    );
    let (parse, all) = least(1, || orders(text));
    let (add, tally) = least(1, || {
        let mut t = tallystick::irv::DefaultTally::<u32>::new(tallystick::Transfer::Meek);
        all.iter().for_each(|o| t.add_ref(o));
        t
    });
    let (time, theirs) = least(1, || tally.tally_winners().all());
    assert_eq!(theirs, won);
    show(&job, "tallystick, votes added", time, count, 5.0);
    show(&job, "tallystick, all", parse + add + time, read + count, 5.0);
    let (make, pref) = least(1, || vote::Preference::new(all.clone()).expect("complete orders"));
    let (time, theirs) = least(3, || vote::instant_runoff(&pref).winner().copied());
    assert_eq!(theirs, Some(won[0]));
    show(&job, "vote", time, count, 5.0);
    show(&job, "vote, all", parse + make + time, read + count, 5.0);
}
fn pairs(text: &str, n: usize, m: usize) {
    let job = format!("pairwise counts {n} x {m}");
    let (read, p) = least(3, || ours(text));
    let (count, counts) = least(5, || PairwiseCounts::of(&p).expect("a short slate"));
    println!(
        "{job:34} cocreate               {:11.3} ms, with ingest {:.3} ms",
        count * 1e3,
        (read + count) * 1e3
    );
    let (parse, all) = least(1, || orders(text));
    let (time, tally) = least(1, || {
        let mut t =
            tallystick::condorcet::DefaultCondorcetTally::<u32>::with_candidates(1, (0..m as u32).collect());
        all.iter().for_each(|o| t.add(o).expect("an order"));
        t
    });
    for ((a, b), k) in tally.totals() {
        assert_eq!(k, counts.above(EntryIx::new(a), EntryIx::new(b)));
    }
    show(&job, "tallystick", time, count, 10.0);
    show(&job, "tallystick, all", parse + time, read + count, 10.0);
    let (make, pref) = least(1, || vote::Preference::new(all.clone()).expect("complete orders"));
    let (time, theirs) = least(1, || vote::pairwise(&pref));
    for (a, b) in (0..m as u32).flat_map(|a| (0..m as u32).map(move |b| (a, b))).filter(|(a, b)| a != b) {
        let k = counts.above(EntryIx::new(a), EntryIx::new(b));
        assert_eq!(theirs.preference_count(&a, &b).map(|k| k as u64), Some(k));
    }
    show(&job, "vote", time, count, 10.0);
    show(&job, "vote, all", parse + make + time, read + count, 10.0);
}
fn schulze(m: usize) {
    let text = file(1001, m, 1);
    let (p, all) = (ours(&text), orders(&text));
    let (count, won) = least(5, || winners(&Schulze::default(), &p, Seats::ONE));
    let job = format!("Schulze 1001 x {m}, with counts");
    println!("{job:34} cocreate               {:11.3} ms", count * 1e3);
    let variant = tallystick::schulze::Variant::Winning;
    let (time, theirs) = least(1, || {
        let mut t = tallystick::schulze::SchulzeTally::<u32, u64>::with_candidates(
            1,
            variant,
            (0..m as u32).collect(),
        );
        all.iter().for_each(|o| t.add(o).expect("an order"));
        t.winners().all()
    });
    assert_eq!(theirs, won);
    show(&job, "tallystick", time, count, 10.0);
}
fn approvals(n: usize, m: usize) {
    let mut r = Random(72);
    let lists: Vec<Vec<u32>> =
        (0..n).map(|_| (0..m as u32).filter(|e| r.below(4 + *e as usize / 8) == 0).collect()).collect();
    let ballots: Vec<Approval> =
        lists.iter().map(|l| Approval(l.iter().map(|e| EntryIx::new(*e)).collect())).collect();
    let p = Profile::of(m, &ballots).expect("entries");
    let (count, counts) = least(5, || ApprovalCounts::of(&p).expect("a short slate"));
    let job = format!("approvals {n} x {m}");
    println!("{job:34} cocreate               {:11.3} ms", count * 1e3);
    let (time, tally) = least(1, || {
        let mut t = tallystick::approval::DefaultApprovalTally::<u32>::new(1);
        lists.iter().for_each(|l| t.add_ref(l));
        t
    });
    for (e, k) in tally.totals() {
        assert_eq!(k, counts.of_entry(EntryIx::new(e)));
    }
    show(&job, "tallystick", time, count, 10.0);
}
fn meek(text: &str, n: usize, m: usize, seats: usize) {
    let job = format!("Meek STV {n} x {m}, {seats} seats");
    let (read, p) = least(3, || ours(text));
    let seats = Seats::fill(seats).expect("not none");
    let (count, won) = least(3, || winners(&MeekStv::default(), &p, seats));
    println!(
        "{job:34} cocreate               {:11.3} ms, with ingest {:.3} ms",
        count * 1e3,
        (read + count) * 1e3
    );
    let options = || ParsingOptions { remove_withdrawn_candidates: true, remove_empty_ballots: true };
    let (parse, election) = least(1, || parse_election(text.as_bytes(), options()).expect("a sound file"));
    let named = |e: &[usize]| {
        let mut e: Vec<u32> = e.iter().map(|e| *e as u32).collect();
        e.sort_unstable();
        e
    };
    let (time, theirs) = least(1, || {
        let mut out = vec![];
        stv_droop::<Integer64, FixedDecimal9>(&mut out, &election, "stv-rs", 6, false, false, false)
            .expect("memory")
    });
    assert_eq!(named(&theirs.elected), won);
    show(&job, "stv-rs, fixed9", time, count, 10.0);
    show(&job, "stv-rs, all", parse + time, read + count, 10.0);
    let (time, theirs) = least(1, || {
        let mut out = vec![];
        stv_droop::<num_bigint::BigInt, BigFixedDecimal9>(
            &mut out, &election, "stv-rs", 6, false, false, false,
        )
        .expect("memory")
    });
    assert_eq!(named(&theirs.elected), won);
    show(&job, "stv-rs, bigfixed9", time, count, 10.0);
}

fn main() {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let (ten, twenty) = (file(n, 10, 1), file(n, 20, 5));
    if let Some(folder) = std::env::args().nth(2) {
        std::fs::write(format!("{folder}/ten.blt"), &ten).expect("a folder that can be written");
        std::fs::write(format!("{folder}/twenty.blt"), &twenty).expect("a folder that can be written");
    }
    println!(
        "tallystick 0.4, vote 0.3, stv-rs 0.4; {n} ballots; ours is timed with the same ballots in the same run"
    );
    run_off(&ten, n);
    pairs(&twenty, n, 20);
    schulze(64);
    approvals(n, 64);
    meek(&twenty, n, 20, 5);
}
