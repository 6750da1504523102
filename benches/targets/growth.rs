//! How time grows with ballots and with entries: the exponent that fits all points, beside the documented one.
use super::{common::Random, least, quiet};
use cocreate::{
    ballot::{Approval, ApprovalForm, Ranking, RankingForm, ScoreForm, Scores},
    count::{Seats, TiePolicy, run_profile, run_with},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{ApprovalCounts, FirstPreferences, PairwiseCounts, Profile, ScoreHistogram, Slate, Summary},
    tally::{
        pairwise::{RankedPairs, Schulze},
        runoff::Irv,
        stv::ScottishStv,
    },
};

/// Times at several sizes.
struct Fit(Vec<(f64, f64)>);
impl Fit {
    fn time<T>(&mut self, size: usize, repeats: usize, f: impl FnMut() -> T) {
        self.0.push((size as f64, least(repeats, f).0));
    }
    /// The slope of the least squares through the logarithms.
    fn show(&self, job: &str, of: &str, documented: &str) {
        let logs: Vec<(f64, f64)> = self.0.iter().map(|(x, t)| (x.ln(), t.ln())).collect();
        let n = logs.len() as f64;
        let (x, y) = logs.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
        let (xy, xx) =
            logs.iter().fold((0.0, 0.0), |(s, q), p| (s + (p.0 - x) * (p.1 - y), q + (p.0 - x) * (p.0 - x)));
        let times: Vec<String> = self.0.iter().map(|(s, t)| format!("{s} {:.3} ms", t * 1e3)).collect();
        println!("{job:28} {of}^{:.2} (documented {documented}): {}", xy / xx, times.join(", "));
    }
}
/// Orders as likely as any other, straight into the profile.
pub(super) fn strict(n: usize, m: usize) -> Profile<Ranking> {
    let (mut r, mut row) = (Random(61), vec![]);
    let mut b = Profile::<Ranking>::builder(Slate::anonymous(m), RankingForm::default()).expect("short");
    let mut order: Vec<EntryIx> = (0..m).map(EntryIx::from).collect();
    for _ in 0..n {
        (1..m).rev().for_each(|i| order.swap(i, r.below(i + 1)));
        row.clone_from(&order);
        b.push_order(&row).expect("an order of the slate");
    }
    b.finish()
}
pub(super) fn approving(n: usize, m: usize) -> Profile<Approval> {
    let mut r = Random(62);
    let mut b = Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).expect("short");
    for _ in 0..n {
        let set: EntrySet = (0..m.div_ceil(4)).map(|_| EntryIx::from(r.below(m))).collect();
        b.push(&Approval(set)).expect("entries of the slate");
    }
    b.finish()
}
pub(super) fn scoring(n: usize, m: usize) -> Profile<Scores> {
    let mut r = Random(63);
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 10 };
    let mut b = Profile::<Scores>::builder(Slate::anonymous(m), form).expect("a short slate");
    for _ in 0..n {
        let marks = (0..m).map(|e| (EntryIx::from(e), r.below(11) as u16));
        b.push(&Scores(marks.collect())).expect("on the scale");
    }
    b.finish()
}
fn ballots(sizes: &[usize], repeats: usize) {
    let m = 10;
    let mut fits: [Fit; 6] = std::array::from_fn(|_| Fit(vec![]));
    for n in sizes {
        let [pairs, firsts, irv, stv, approvals, levels] = &mut fits;
        let p = strict(*n, m);
        pairs.time(*n, repeats, || PairwiseCounts::of(&p).expect("a short slate"));
        firsts.time(*n, repeats, || FirstPreferences::of(&p).expect("a short slate"));
        let some = repeats.min(2);
        irv.time(*n, some, || {
            run_profile(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT, &quiet())
                .expect("strict ballots")
        });
        let seats = Seats::fill(3).expect("not none");
        stv.time(*n, some, || {
            run_profile(&ScottishStv {}, &p, seats, &TiePolicy::REPORT, &quiet()).expect("strict ballots")
        });
        drop(p);
        let p = approving(*n, 64);
        approvals.time(*n, repeats, || ApprovalCounts::of(&p).expect("a short slate"));
        let p = scoring(*n, m);
        levels.time(*n, repeats, || ScoreHistogram::of(&p).expect("a short scale"));
    }
    let names = [
        "pairwise, strict, m = 10",
        "first preferences, m = 10",
        "instant run-off, m = 10",
        "Scottish STV, m = 10",
        "approvals, m = 64",
        "score histogram, m = 10",
    ];
    fits.iter().zip(names).for_each(|(fit, name)| fit.show(name, "n", "1"));
}
fn entries(n: usize, sizes: &[usize], repeats: usize) {
    let mut fits: [Fit; 5] = std::array::from_fn(|_| Fit(vec![]));
    for m in sizes {
        let [pairs, firsts, irv, approvals, levels] = &mut fits;
        let p = strict(n, *m);
        pairs.time(*m, repeats.min(2), || PairwiseCounts::of(&p).expect("a short slate"));
        firsts.time(*m, repeats, || FirstPreferences::of(&p).expect("a short slate"));
        irv.time(*m, 1, || {
            run_profile(&Irv::default(), &p, Seats::ONE, &TiePolicy::Lot { seed: "bench".into() }, &quiet())
                .expect("strict ballots")
        });
        let p = approving(n, *m);
        approvals.time(*m, repeats, || ApprovalCounts::of(&p).expect("a short slate"));
        let p = scoring(n, *m);
        levels.time(*m, repeats, || ScoreHistogram::of(&p).expect("a short scale"));
    }
    let names = ["pairwise, strict", "first preferences", "instant run-off", "approvals", "score histogram"];
    let documented = ["2", "1", "1 and a round an entry", "1, by words of 64", "1"];
    for ((fit, name), documented) in fits.iter().zip(names).zip(documented) {
        fit.show(&format!("{name}, n = {n}"), "m", documented);
    }
}
/// Matrices, however many voted.
fn matrices(sizes: &[usize], repeats: usize) {
    let mut fits: [Fit; 3] = std::array::from_fn(|_| Fit(vec![]));
    for m in sizes {
        let counts = super::rules::matrix(*m);
        let [all, one, pairs] = &mut fits;
        let report = &TiePolicy::REPORT;
        all.time(*m, repeats, || {
            run_with(&Schulze::default(), &counts, Seats::Open, report, &quiet()).expect("a matrix")
        });
        let winners = Schulze { winners_only: true, ..Schulze::default() };
        one.time(*m, repeats, || {
            run_with(&winners, &counts, Seats::ONE, report, &quiet()).expect("a matrix")
        });
        pairs.time(*m, repeats.min(2), || {
            run_with(&RankedPairs::default(), &counts, Seats::Open, report, &quiet()).expect("a matrix")
        });
    }
    fits[0].show("Schulze, all pairs", "m", "3");
    fits[1].show("Schulze, one seat", "m", "2 and a logarithm");
    fits[2].show("ranked pairs", "m", "at most 4; sorting m^2 log m");
}

pub(super) fn all(test: bool, repeats: usize) {
    let (n, m): (&[usize], &[usize]) = if test {
        (&[100, 1_000], &[4, 70])
    } else {
        (&[10_000, 100_000, 1_000_000, 10_000_000], &[4, 16, 64, 256, 1024])
    };
    ballots(n, repeats);
    entries(if test { 50 } else { 20_000 }, m, repeats);
    matrices(if test { &[4, 70] } else { &[16, 64, 256, 1024] }, repeats);
}
