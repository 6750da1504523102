//! Random bytes and broken files: an answer or a refusal with a place in the file, never a panic.
use cocreate::{
    count::{Budget, CountError, Gives, Options, Seats, Task, TiePolicy},
    io::{FORMATS, Fault, Format, Limits, Poll, ReadError},
    profile::AnyProfile,
    tally::{CATALOGUE, registry},
};
use proptest::{collection::vec, prelude::*, sample::Index};
use std::{collections::BTreeSet, sync::LazyLock};

/// Whole files, of every format and layout.
static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cli");
    let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().path())
        .map(|p| (p.extension().unwrap().to_str().unwrap().to_owned(), std::fs::read(&p).unwrap()))
        .collect();
    let more: &[(&str, &str)] = &[
        (
            "blt",
            "4 1 # c\n[nick a b c d]\n[withdrawn d]\n(17) 1 a b=c 0\n2 b\n - c 0\n0\nAnn\n\"B \"x\"\"\n\"C\"\n\"D\"\n\"T\"\n",
        ),
        (
            "pb",
            "META\nbudget;9.5\nvote_type;scoring\nPROJECTS\nproject_id;cost\np;1.25\nq;2\nVOTES\nvoter_id;vote;points\n1;p,q;3,-0.5\n",
        ),
        (
            "pb",
            "META\nbudget;9\nvote_type;ordinal\nPROJECTS\nproject_id;cost;selected\np;1;1\n\"q;\";2;0\nVOTES\nvoter_id;vote\n1;\"q;,p\"\n",
        ),
        ("csv", "ballot_id,rank,choice\nx,1,A\nx,2,B\ny,1,$OVERVOTE\n"),
        (
            "cvotes",
            "#/Candidates: Ann ; Bob\n#/Number of Seats: 1\nAnn > Bob * 3\nt || Bob = Ann ^ 2\n/EMPTY_RANKING/\n",
        ),
    ];
    all.extend(more.iter().map(|(f, t)| ((*f).to_owned(), t.as_bytes().to_vec())));
    all.sort();
    all
});
/// Pieces that formats give a meaning to.
const TOKENS: &[&str] = &[
    "\n",
    "\r\n",
    " ",
    "0",
    "1",
    "2",
    "-1",
    "0.5",
    "1/3",
    "NaN",
    "inf",
    "99999999999999999999",
    "\"",
    "\"\"",
    ";",
    ",",
    "|",
    " | ",
    ">",
    "=",
    "*",
    "^",
    "||",
    "#",
    "#/",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":",
    "Ann",
    "Bob",
    "å",
    "\u{feff}",
    "\0",
    "count",
    "rank1",
    "rank2",
    "voter",
    "entry",
    "value",
    "META",
    "PROJECTS",
    "VOTES",
    "budget",
    "vote_type",
    "approval",
    "cumulative",
    "# ALTERNATIVE NAME 1: ",
    "# NUMBER ALTERNATIVES: ",
    "#/Candidates: ",
    "yes",
    "block",
    "overvote",
];
fn small() -> Limits {
    let mut limits = Limits::default();
    limits.cells_floor = 1 << 16;
    limits
}
/// Reads, and checks whatever came.
fn read(format: &dyn Format, bytes: &[u8]) -> Option<Poll> {
    let limits = small();
    match format.read(&mut &bytes[..], &limits) {
        Ok(poll) => {
            sound(&poll, bytes, &limits);
            Some(poll)
        }
        Err(e) => {
            placed(&e, bytes);
            None
        }
    }
}
fn sound(poll: &Poll, bytes: &[u8], limits: &Limits) {
    let n = poll.entries.len();
    assert_eq!(poll.ballots.slate().len(), n);
    assert_eq!(poll.entries.iter().collect::<BTreeSet<_>>().len(), n, "{:?}", poll.entries);
    assert!(poll.entries.iter().all(|e| !e.is_empty()));
    assert!(poll.withdrawn.last().is_none_or(|e| e.ix() < n));
    assert!(poll.costs.as_ref().is_none_or(|c| c.costs.len() == n));
    let most = limits.cells_floor + limits.cells_per_byte * bytes.len() as u64;
    assert!((poll.ballots.len() * n) as u64 <= most, "{} ballots of {n} entries", poll.ballots.len());
    // What is read from files is small; what it holds is bounded by the table and the file.
    let heap = match &poll.ballots {
        AnyProfile::Ranking(p) => p.heap_bytes(),
        AnyProfile::Scores(p) => p.heap_bytes(),
        AnyProfile::Consent(p) => p.heap_bytes(),
        AnyProfile::Approval(p) => p.heap_bytes(),
        AnyProfile::Points(p) => p.heap_bytes(),
        AnyProfile::Pairs(p) => p.heap_bytes(),
        _ => 0,
    };
    assert!(heap as u64 <= 2 * most + 24 * bytes.len() as u64, "{heap} bytes held for {}", bytes.len());
}
/// The place of a refusal is in the file, or just after its end.
fn placed(e: &ReadError, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    let (line, column) = (e.at.line as usize, e.at.column as usize);
    assert!((1..=lines.len() + 1).contains(&line), "{e} in {} lines", lines.len());
    if e.fault != Fault::NotUtf8 && std::str::from_utf8(bytes).is_ok() {
        let chars = lines.get(line - 1).map_or(0, |l| l.chars().count());
        assert!((1..=chars + 1).contains(&column), "{e}: line {line} has {chars} characters");
    }
    assert!(e.to_string().len() < 600, "{e}");
}
/// Every rule of the ballots' kind answers or refuses.
fn counted(poll: &Poll) {
    let poll = poll.standing();
    for entry in CATALOGUE {
        let (rule, _) = registry().build(&cocreate::count::RuleSpec::new(entry.about().id)).unwrap();
        if rule.kind() != poll.kind() {
            continue;
        }
        let task = match (rule.gives(), &poll.costs) {
            (Gives::Funding, Some(c)) => Task::Budget(Budget { total: c.budget, costs: c.costs.clone() }),
            (Gives::Standing, _) => Task::Seats(Seats::ONE),
            _ => Task::Plain,
        };
        let ran = rule.run(&poll.ballots, &task, &TiePolicy::Report { explore: 8 }, &Options::default());
        assert!(!matches!(ran, Err(CountError::BrokenRule { .. })), "{ran:?}");
    }
}

#[derive(Clone, Debug)]
enum Break {
    Cut(Index),
    Byte(Index, u8),
    Insert(Index, usize),
    Drop(Index, Index),
    Double(Index, Index),
}
fn breaks() -> impl Strategy<Value = Break> {
    let i = any::<Index>;
    prop_oneof![
        1 => i().prop_map(Break::Cut),
        3 => (i(), any::<u8>()).prop_map(|(i, b)| Break::Byte(i, b)),
        4 => (i(), 0..TOKENS.len()).prop_map(|(i, t)| Break::Insert(i, t)),
        2 => (i(), i()).prop_map(|(i, j)| Break::Drop(i, j)),
        2 => (i(), i()).prop_map(|(i, j)| Break::Double(i, j)),
    ]
}
fn broken(bytes: &[u8], breaks: &[Break]) -> Vec<u8> {
    let mut v = bytes.to_vec();
    for b in breaks {
        let at = |i: &Index| i.index(v.len() + 1);
        let range = |i: &Index, j: &Index| {
            let (i, j) = (at(i), at(j));
            // Near each other, so that most of the file stays.
            i.min(j)..i.max(j).min(i.min(j) + 24)
        };
        match b {
            Break::Cut(i) => v.truncate(at(i)),
            Break::Byte(i, byte) => {
                let n = at(i);
                if let Some(x) = v.get_mut(n) {
                    *x = *byte;
                }
            }
            Break::Insert(i, t) => {
                let n = at(i);
                v.splice(n..n, TOKENS[*t].bytes());
            }
            Break::Drop(i, j) => drop(v.drain(range(i, j))),
            Break::Double(i, j) => {
                let r = range(i, j);
                let part = v[r.clone()].to_vec();
                v.splice(r.start..r.start, part);
            }
        }
    }
    v
}
fn by_name(name: &str) -> &'static dyn Format {
    cocreate::io::format(name).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_bytes(bytes in vec(any::<u8>(), 0..400)) {
        for f in FORMATS {
            if let Some(poll) = read(*f, &bytes) { counted(&poll); }
        }
    }
    #[test]
    fn random_words(words in vec(0..TOKENS.len(), 0..80)) {
        let text: String = words.iter().map(|i| TOKENS[*i]).collect();
        for f in FORMATS {
            if let Some(poll) = read(*f, text.as_bytes()) { counted(&poll); }
        }
    }
}
proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn broken_files(file in any::<Index>(), breaks in vec(breaks(), 0..6)) {
        let (format, bytes) = &FILES[file.index(FILES.len())];
        if let Some(poll) = read(by_name(format), &broken(bytes, &breaks)) { counted(&poll); }
    }
}
/// Every file that the above breaks is whole, and cut after any byte it is read or refused.
#[test]
fn files_cut_after_every_byte() {
    let mut refused = 0;
    for (format, bytes) in FILES.iter() {
        let whole = by_name(format).read(&mut &bytes[..], &small());
        assert!(
            whole.is_ok() || matches!(&whole, Err(ReadError { fault: Fault::SameName { .. }, .. })),
            "{whole:?}"
        );
        for n in 0..bytes.len() {
            refused += usize::from(read(by_name(format), &bytes[..n]).is_none());
        }
    }
    assert!(refused > 500, "only {refused} cuts were refused");
}
#[cfg(feature = "cli")]
mod packed {
    use super::*;
    use cocreate::io::Gunzip;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn broken_packed_files(file in any::<Index>(), breaks in vec(breaks(), 0..4), bytes in vec(any::<u8>(), 0..99)) {
            let (format, whole) = &FILES[file.index(FILES.len())];
            let mut z = GzEncoder::new(vec![], Compression::fast());
            z.write_all(whole).unwrap();
            for packed in [broken(&z.finish().unwrap(), &breaks), bytes] {
                let limits = small();
                if let Err(e) = by_name(format).read(&mut Gunzip::new(&packed[..], &limits), &limits) {
                    prop_assert!(e.at.line >= 1 && e.at.column >= 1 && !e.to_string().is_empty());
                }
            }
        }
    }
}
