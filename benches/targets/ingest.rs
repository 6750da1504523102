//! Files of ballots read from memory: every check of the readers, down to the profile.
use super::{common::Random, least, profile};
use cocreate::{
    ballot::{Approval, ApprovalForm, ScoreForm, Scores},
    id::{EntryIx, EntrySet},
    io::{Blt, Csv, Format, Limits, Pabulib, Poll, Preflib},
    num::Exact,
    profile::{AnyProfile, ApprovalCounts, PairwiseCounts, Profile, ScoreHistogram, Slate, Summary},
};
use std::fmt::Write;

/// Reads the file, checks it and tells the speed.
fn read(what: &str, format: &dyn Format, text: &str, ballots: usize, repeats: usize, check: impl Fn(&Poll)) {
    let limits = Limits::default();
    let (time, poll) = least(repeats, || format.read(&mut text.as_bytes(), &limits).expect("a sound file"));
    assert_eq!(poll.ballots.total_voters(), ballots as u64);
    check(&poll);
    let (mb, each) = (text.len() as f64 / 1e6, time * 1e9 / ballots as f64);
    println!("read {what:34} {mb:7.1} MB {:8.1} MB/s {each:9.1} ns/ballot   target 150 MB/s", mb / time);
}
fn names(m: usize) -> Vec<String> {
    (0..m).map(|e| format!("Design {}", e + 1)).collect()
}
/// The same orders, some cut short, as three formats have them.
fn rankings(n: usize, repeats: usize) {
    let (m, mut r) = (10, Random(51));
    let orders: Vec<Vec<u32>> = (0..n)
        .map(|_| {
            let mut o = r.order(m);
            o.truncate(1 + r.below(2 * m).min(m - 1));
            o
        })
        .collect();
    let want = PairwiseCounts::of(&profile(&orders, m)).expect("a short slate");
    let same = |poll: &Poll| {
        let AnyProfile::Ranking(p) = &poll.ballots else { panic!("rankings are read as rankings") };
        // CSV numbers entries as it meets them.
        let place = |e: usize| {
            let name = format!("Design {}", e + 1);
            EntryIx::from(poll.entries.iter().position(|x| *x == name).expect("every name is met"))
        };
        let counts = PairwiseCounts::of(p).expect("a short slate");
        for (a, b) in (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            assert_eq!(counts.above(place(a), place(b)), want.above(a.into(), b.into()));
        }
    };

    let mut text = format!("# DATA TYPE: soi\n# NUMBER ALTERNATIVES: {m}\n# NUMBER VOTERS: {n}\n");
    let list = names(m);
    for (e, name) in list.iter().enumerate() {
        writeln!(text, "# ALTERNATIVE NAME {}: {name}", e + 1).expect("memory");
    }
    let numbers = |o: &[u32], by: &str| o.iter().map(|e| (e + 1).to_string()).collect::<Vec<_>>().join(by);
    for o in &orders {
        writeln!(text, "1: {}", numbers(o, ",")).expect("memory");
    }
    read("PrefLib, orders of 10", &Preflib, &text, n, repeats, same);

    let mut text = format!("{m} 1\n");
    for o in &orders {
        writeln!(text, "1 {} 0", numbers(o, " ")).expect("memory");
    }
    text += "0\n";
    for name in &list {
        writeln!(text, "\"{name}\"").expect("memory");
    }
    text += "\"A poll\"\n";
    read("BLT, orders of 10", &Blt, &text, n, repeats, same);

    let mut text = (1..=m).map(|k| format!("rank{k}")).collect::<Vec<_>>().join(",") + "\n";
    for o in &orders {
        let row: Vec<&str> = (0..m).map(|k| o.get(k).map_or("", |e| &list[*e as usize])).collect();
        writeln!(text, "{}", row.join(",")).expect("memory");
    }
    read("CSV, a column a rank, 10 of 10", &Csv, &text, n, repeats, same);
}
fn approvals(n: usize, repeats: usize) {
    let (m, mut r) = (100, Random(52));
    let mut b = Profile::<Approval>::builder(Slate::anonymous(m), ApprovalForm::default()).expect("short");
    let mut text = format!(
        "META\nkey;value\ndescription;A budget\nnum_projects;{m}\nnum_votes;{n}\nbudget;500000\nvote_type;approval\n\
         PROJECTS\nproject_id;cost\n"
    );
    (1..=m).for_each(|e| writeln!(text, "{};{}", 1000 + e, 1000 * e).expect("memory"));
    text += "VOTES\nvoter_id;age;sex;voting_method;vote\n";
    for v in 0..n {
        let set: EntrySet = (0..5).map(|_| EntryIx::from(r.below(m))).collect();
        let ids: Vec<String> = set.iter().map(|e| (1001 + e.ix()).to_string()).collect();
        writeln!(text, "{v};{};F;internet;{}", 18 + v % 70, ids.join(",")).expect("memory");
        b.push(&Approval(set)).expect("entries of the slate");
    }
    let want = ApprovalCounts::of(&b.finish()).expect("a short slate");
    read("Pabulib, 5 of 100 approved", &Pabulib, &text, n, repeats, |poll| {
        let AnyProfile::Approval(p) = &poll.ballots else { panic!("approvals are read as approvals") };
        assert_eq!(ApprovalCounts::of(p).expect("a short slate"), want);
    });
}
fn scores(n: usize, repeats: usize) {
    let (m, mut r) = (10, Random(53));
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 10 };
    let mut b = Profile::<Scores>::builder(Slate::anonymous(m), form).expect("a short slate");
    let mut wide = names(m).join(",") + "\n";
    let mut long = "voter,entry,value\n".to_owned();
    let list = names(m);
    for v in 0..n {
        // The first two give every level's ends, so that the scale is known.
        let given: Vec<u16> =
            (0..m).map(|_| if v < 2 { 10 * v as u16 } else { r.below(11) as u16 }).collect();
        let row: Vec<String> = given.iter().map(u16::to_string).collect();
        writeln!(wide, "{}", row.join(",")).expect("memory");
        for (e, level) in given.iter().enumerate() {
            writeln!(long, "voter-{v},{},{level}", list[e]).expect("memory");
        }
        b.push(&Scores((0..m).map(EntryIx::from).zip(given).collect())).expect("on the scale");
    }
    let want = ScoreHistogram::of(&b.finish()).expect("a short scale");
    let same = |poll: &Poll| {
        let AnyProfile::Scores(p) = &poll.ballots else { panic!("scores are read as scores") };
        assert_eq!(ScoreHistogram::of(p).expect("a short scale"), want);
    };
    read("CSV, a column an entry, 10 scores", &Csv, &wide, n, repeats, same);
    read("CSV, a row a mark, 10 scores", &Csv, &long, n, repeats, same);
}

pub(super) fn all(n: usize, repeats: usize) {
    rankings(n, repeats);
    approvals(n, repeats);
    scores(n / 2, repeats);
}
