//! How often does each ranking rule elect the Condorcet winner? `cargo run --example compare_rules --features sim`
use cocreate::{
    ballot::Kind,
    count::{Gives, RuleSpec},
    sim::{CondorcetEfficiency, Experiment, Size, Ties, culture},
    tally,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (seed, replicates, size) = (2026, 1000, Size::new(5, 25)?);
    let cultures = [
        ("impartial culture", RuleSpec::new("impartial")),
        ("Mallows, phi 9/10", RuleSpec::new("mallows").with("phi", "9/10")),
        ("on a line", RuleSpec::new("interval")),
        ("in a plane", RuleSpec::new("square")),
    ];
    let registry = culture::catalogue::registry();
    let mut built = vec![];
    for (name, spec) in &cultures {
        built.push((*name, registry.build(spec)?.0));
    }
    // Rules for rankings, and those for a single choice, which read a ranking's first place.
    let registry = tally::registry();
    let mut rules = vec![];
    for entry in registry.iter() {
        let (rule, _) = registry.build(&RuleSpec::new(entry.about().id))?;
        if matches!(rule.kind(), Kind::Ranking | Kind::Choice) && rule.gives() == Gives::Standing {
            rules.push(rule);
        }
    }
    let mut experiment = Experiment::new(seed, replicates, size).metric(&CondorcetEfficiency).metric(&Ties);
    for rule in &rules {
        experiment = experiment.rule(rule.about().id, rule);
    }
    for (name, culture) in &built {
        experiment = experiment.culture(name, culture.as_ref());
    }
    let results = experiment.run()?;

    println!("{replicates} elections of {} entries by {} voters, seed {seed}", size.entries(), size.voters());
    println!("Condorcet winners elected, in percent: for certain, and with ties counted as success\n");
    for (name, _) in &built {
        for rule in &rules {
            let id = rule.about().id;
            let of = |metric| results.share(name, id, metric).ok_or("a share of each rule and culture");
            let (best, ties) = (of("condorcet-efficiency")?, of("ties")?);
            if id == rules[0].about().id {
                println!("{name}: {} elections have a Condorcet winner", best.of);
            }
            let percent = |x: Option<cocreate::num::Exact>| {
                x.map_or("-".to_owned(), |x| (&x * &100u32.into()).decimals_down(1))
            };
            println!(
                "  {id:<30}{:>7}{:>7}   tied{:>6}",
                percent(best.certain()),
                percent(best.possible()),
                percent(ties.certain())
            );
        }
        println!();
    }
    Ok(())
}
