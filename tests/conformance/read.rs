//! Every file that has a format is read.
use super::{files, shared};
use cocreate::{
    count::{Budget, CountError, Gives, Options, RuleSpec, Seats, Task, TiePolicy},
    io::{self, Convert, Fault, Limits, Poll, ReadError},
    tally::{CATALOGUE, registry},
};
use std::{
    collections::BTreeMap,
    fs::File,
    io::Read,
    path::Path,
    time::{Duration, Instant},
};

/// Files that must be refused, and why.
const REFUSED: &[(&str, &str)] =
    &[("ballot_sum_overflows.blt", "counts beyond the most weight of a profile")];
/// Tables that hold no ballots: their rows are outcomes, people or histograms.
const NO_BALLOTS: &[&str] = &[
    "winners.csv",
    "INDEX.csv",
    "/histogram/",
    "jury-eurovision",
    "jury-figure-skating",
    "data/polis/",
    "data/meeks-prf/",
    "nswla_irv_winners_computed.csv",
];

pub(crate) fn read(path: &Path) -> Option<Result<Poll, ReadError>> {
    let name = path.file_name()?.to_str()?;
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let format = io::format(plain.rsplit_once('.')?.1)?;
    let file = File::open(path).unwrap();
    let limits = Limits::default();
    let mut input: Box<dyn Read> = Box::new(file);
    if plain != name {
        #[cfg(feature = "cli")]
        {
            input = Box::new(io::Gunzip::new(std::io::BufReader::new(input), &limits));
        }
        #[cfg(not(feature = "cli"))]
        return None;
    }
    Some(format.read(&mut input, &limits))
}

/// Of a rule: how many files were counted and how many refused, and how long all took.
type Done = BTreeMap<&'static str, (u32, u32, Duration)>;
/// Rules that take seconds on thousands of ballots: they hold every two committees against each other, search among all of them,
/// or count again for each place or round.
const SLOW: [&str; 8] = [
    "countback",
    "cpo-stv",
    "harmonic",
    "minimax-approval",
    "qpq",
    "schulze-proportional-ranking",
    "schulze-stv",
    "sequential-stv",
];
/// Every rule that these ballots can be converted to without being asked.
#[allow(clippy::disallowed_methods, reason = "how long a rule takes is told, and decides nothing")]
fn count(shown: &str, poll: &Poll, done: &mut Done) {
    let poll = poll.standing();
    let seats = u32::try_from(poll.seats.unwrap_or(1)).unwrap().min(poll.entries.len().max(1) as u32);
    for entry in CATALOGUE {
        let id = entry.about().id;
        let (rule, _) = registry().build(&RuleSpec::new(id)).unwrap();
        let Ok(ballots) = Convert::default().ballots(&poll, rule.kind()) else { continue };
        let task = match (rule.gives(), &poll.costs) {
            (Gives::Funding, Some(c)) => Task::Budget(Budget { total: c.budget, costs: c.costs.clone() }),
            (Gives::Funding, None) => continue,
            (Gives::Standing, _) => Task::Seats(Seats::fill(seats).unwrap()),
            _ => Task::Plain,
        };
        if SLOW.contains(&id) && ballots.total_voters() > 1000 {
            continue;
        }
        let ties = TiePolicy::Report { explore: 4 };
        let options = Options { trace: false, cancel: None };
        let n = done.entry(id).or_default();
        let begin = Instant::now();
        let got = rule.run(&ballots, &task, &ties, &options);
        let took = begin.elapsed();
        n.2 += took;
        if took > Duration::from_secs(1) {
            eprintln!("  {shown} by {id}: {took:.1?}");
        }
        match got {
            Ok(_) => n.0 += 1,
            Err(CountError::Refused { .. }) => n.1 += 1,
            Err(e) => panic!("{shown} by {id}: {e}"),
        }
    }
}
#[test]
fn every_file_with_a_format_is_read_and_counted() {
    let Some(dir) = shared() else { return };
    let mut by_extension: BTreeMap<String, (u32, u64)> = BTreeMap::new();
    let mut by_rule = BTreeMap::new();
    let mut left_out = vec![];
    let mut faults = vec![];
    for path in files(&dir.join("data")) {
        let shown = path.strip_prefix(&dir).unwrap().to_string_lossy().into_owned();
        if NO_BALLOTS.iter().any(|s| shown.contains(s)) {
            if path.extension().is_some_and(|x| x == "csv") {
                left_out.push(shown);
            }
            continue;
        }
        let Some(got) = read(&path) else { continue };
        let refused = REFUSED.iter().any(|(f, _)| shown.ends_with(f));
        match got {
            Ok(poll) if !refused => {
                let sane = poll.ballots.slate().len() == poll.entries.len();
                assert!(
                    sane,
                    "{shown}: {} names, {} entries",
                    poll.entries.len(),
                    poll.ballots.slate().len()
                );
                let ext = path.extension().unwrap().to_string_lossy().into_owned();
                let n = by_extension.entry(ext).or_default();
                n.0 += 1;
                n.1 += poll.ballots.total_voters();
                for note in &poll.notes {
                    eprintln!("  {shown}: {note}");
                }
                count(&shown, &poll, &mut by_rule);
            }
            Ok(_) => faults.push(format!("{shown}: read, but should be refused")),
            Err(e) if refused => assert!(matches!(e.fault, Fault::TooLarge { .. }), "{shown}: {e}"),
            Err(e) => faults.push(format!("{shown}: {e}")),
        }
    }
    for (ext, (n, ballots)) in &by_extension {
        println!("{n} files .{ext}, {ballots} ballots");
    }
    let files: u32 = by_extension.values().map(|x| x.0).sum();
    println!("{files} files read and counted");
    for (rule, (answered, refused, took)) in &by_rule {
        println!("  {rule}: {answered} counted, {refused} refused, {took:.1?}");
    }
    println!("{} tables that hold no ballots: {}", left_out.len(), left_out.join(", "));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(files >= 314, "only {files} files were found");
}
