//! One ballot more, changed or withdrawn, and a leaderboard after each mark: nothing is counted again.
use super::{common::Random, least, show};
use cocreate::{
    ballot::{Ranking, ScoreForm, Scores},
    count::{Options, Seats, TiePolicy, run_with},
    id::EntryIx,
    num::Exact,
    profile::{PairwiseCounts, Profile, ScoreHistogram, Slate, Summary},
    tally::scored::MeanScore,
};

fn one_ballot(n: usize, repeats: usize) {
    let m = 20;
    let mut r = Random(21);
    let ballots: Vec<Ranking> = (0..n).map(|_| Ranking::strict(r.order(m))).collect();
    let none = Profile::<Ranking>::of(m, &[]).expect("a short slate");
    let empty = PairwiseCounts::of(&none).expect("a short slate");
    let whole = PairwiseCounts::of(&Profile::of(m, &ballots).expect("orders")).expect("a short slate");
    let (more, sum) = least(repeats, || {
        let mut sum = empty.clone();
        for b in &ballots {
            sum.add(b, 1).expect("an order");
        }
        sum
    });
    assert_eq!(sum, whole);
    // Everybody in turn takes the ballot of the next voter: the same ballots stand at the end.
    let (changed, same) = least(repeats, || {
        let mut sum = whole.clone();
        for (i, b) in ballots.iter().enumerate() {
            sum.replace(b, &ballots[(i + 1) % n], 1).expect("it is there");
        }
        sum
    });
    assert_eq!(same, whole);
    let (less, left) = least(repeats, || {
        let mut sum = whole.clone();
        for b in &ballots {
            sum.remove(b, 1).expect("it is there");
        }
        sum
    });
    assert_eq!(left, empty);
    let job = format!("pairwise of {m}, one ballot");
    show(&job, "added", more, n as f64, "ballot", None);
    show(&job, "changed", changed, n as f64, "ballot", None);
    show(&job, "withdrawn", less, n as f64, "ballot", None);
}
/// 50,000 voters mark forty of 1,500 entries each; then marks change one by one and the order is wanted after each.
fn leaderboard(scale: usize, repeats: usize) {
    let (m, voters, each, top) = (1_500, 50_000 / scale, 40, 5);
    let mut r = Random(22);
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top };
    let mut ballots: Vec<Scores> = (0..voters)
        .map(|_| {
            let marks = (0..each).map(|_| (r.below(m), r.below(usize::from(top) + 1)));
            Scores(marks.map(|(e, l)| (EntryIx::from(e), l as u16)).collect())
        })
        .collect();
    let mut b = Profile::<Scores>::builder(Slate::anonymous(m), form.clone()).expect("a short slate");
    for x in &ballots {
        b.push(x).expect("on the scale");
    }
    let p = b.finish();
    let marks: usize = ballots.iter().map(|b| b.0.len()).sum();
    println!("{m} entries, {marks} marks: {:.1} bytes a mark", p.heap_bytes() as f64 / marks as f64);
    let job = format!("leaderboard {m}, {marks} marks");
    let (once, mut live) = least(repeats, || ScoreHistogram::of(&p).expect("a short scale"));
    show(&job, "counted once", once, marks as f64, "mark", None);
    let rule = MeanScore { min_votes: 10 };
    let options = Options { trace: false, ..Options::default() };
    let (time, _) = least(repeats * 20, || {
        let old = &mut ballots[r.below(voters)];
        let mut new = old.clone();
        new.0.insert(EntryIx::from(r.below(m)), r.below(usize::from(top) + 1) as u16);
        live.replace(old, &new, 1).expect("it is there");
        *old = new;
        run_with(&rule, &live, Seats::Open, &TiePolicy::REPORT, &options).expect("a histogram")
    });
    assert_eq!(
        live,
        ScoreHistogram::of(&Profile::with_form(m, form, &ballots).expect("ballots")).expect("short")
    );
    show(&job, "a mark and a view", time, 1.0, "view", None);
}

pub(super) fn all(scale: usize, repeats: usize) {
    one_ballot(100_000 / scale, repeats);
    leaderboard(scale.min(100), repeats);
}
