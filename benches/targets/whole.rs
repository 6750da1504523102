//! One large poll, built, counted by every rule that counts such ballots, and each count explained.
use super::growth;
use cocreate::{
    ballot::Kind,
    count::{Gives, Options, RuleSpec, Seats, Task, TiePolicy},
    profile::AnyProfile,
    report::explain,
    tally,
};

/// Most memory that the process ever had, in MiB, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? / 1024.0)
}
fn tell(what: &str) {
    if let Some(mib) = peak() {
        println!("{what}: at most {mib:.0} MiB so far");
    }
}
fn rules(p: &AnyProfile) {
    let registry = tally::registry();
    let (mut counted, mut refused) = (0, vec![]);
    for entry in registry.iter() {
        let id = entry.about().id;
        let (rule, _) = registry.build(&RuleSpec::new(id)).expect("it is in the registry");
        if rule.kind() != p.kind() || rule.gives() == Gives::Funding {
            continue;
        }
        let task = if rule.gives() == Gives::Standing { Task::Seats(Seats::ONE) } else { Task::Plain };
        let mut counts = None;
        let (time, ()) = super::least(1, || {
            counts = Some(rule.run(p, &task, &TiePolicy::Lot { seed: "bench".into() }, &Options::default()));
        });
        match counts.expect("it ran once") {
            Ok(tally) => {
                let account = explain(&tally, &rule.about(), &|e| format!("entry {}", e.ix() + 1));
                let words = account.text().split_whitespace().count();
                counted += 1;
                println!("{id:36} {:9.1} ms, explained in {words} words", time * 1e3);
            }
            Err(e) => refused.push(format!("{id}: {e}")),
        }
    }
    println!("{}: {counted} rules counted", p.kind());
    for r in &refused {
        println!("  refused by {r}");
    }
}
pub(super) fn all(n: usize) {
    let m = 10;
    let p: AnyProfile = growth::strict(n, m).into();
    tell(&format!("{n} x {m} orders built"));
    rules(&p);
    tell("orders counted and explained");
    drop(p);
    let p: AnyProfile = growth::approving(n, m).into();
    rules(&p);
    drop(p);
    let p: AnyProfile = growth::scoring(n, m).into();
    assert_eq!(p.kind(), Kind::Scores);
    rules(&p);
    tell("approvals and scores counted and explained");
}
