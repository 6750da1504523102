//! `cocreate count`: one file of ballots, one rule.
use crate::{Said, input, show, steps::Names, ties};
use cocreate::{
    ballot::Kind,
    count::{Budget, CountError, Gives, Grade, Options, Refusal, RegistryError, RuleSpec, Seats, Task},
    id::EntryIx,
    io::{Convert, ConvertError, EqualRanks, Poll, RankLimits},
    num::Exact,
    profile::AnyProfile,
    report::{explain, why},
    tally::{AnyRule, registry},
};
use serde_json::Value;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Id or alias of a rule, see `cocreate rules`.
    #[arg(long)]
    rule: String,
    /// Places to fill; else the file's own number, else 1.
    #[arg(long, value_name = "K")]
    seats: Option<u32>,
    /// Who breaks ties: report (or report:WAYS to follow), order:A,B,.., lot:SEED, declared:FILE, all or all:LIMIT.
    #[arg(long, default_value = "report")]
    ties: String,
    /// A parameter of the rule; entries are named as in the file.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The file's format, where its extension does not tell it.
    #[arg(long)]
    format: Option<String>,
    /// Ballots to read the file's as, where that loses something.
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<String>,
    /// What an entry that a ballot does not rank is for rules that compare pairs.
    #[arg(long, value_enum, default_value_t = Unranked::Last)]
    unranked: Unranked,
    /// What several entries in one rank (an overvote) are: kept as equal, a rank left out, or the ballot's end.
    #[arg(long, value_enum, default_value_t = Overvotes::Keep)]
    equal_ranks: Overvotes,
    /// In CSV files of ranks: so many may be left out together, more end the ballot.
    #[arg(long, value_name = "N")]
    most_skipped: Option<u32>,
    /// In CSV files of ranks: so many count.
    #[arg(long, value_name = "N")]
    most_ranks: Option<u32>,
    /// In CSV files of ranks: a second mention of an entry ends the ballot.
    #[arg(long)]
    repeat_ends: bool,
    /// One JSON object instead of text.
    #[arg(long, conflicts_with_all = ["explain", "markdown"])]
    json: bool,
    /// Why the one beat the other, in ten lines at most.
    #[arg(long, num_args = 2, value_names = ["WINNER", "LOSER"])]
    explain: Vec<String>,
    /// The whole count as Markdown.
    #[arg(long, conflicts_with = "explain")]
    markdown: bool,
    #[arg(
        help = "Ballots: PrefLib, BLT, Pabulib, CSV or Condorcet format, plain or gzipped; - for the standard input"
    )]
    file: PathBuf,
}
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Unranked {
    /// Below all that are ranked.
    Last,
    /// Not compared with anyone.
    Absent,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Overvotes {
    /// Equal, which some rules refuse.
    Keep,
    /// The rank is left out, with its entries.
    Skip,
    /// The ballot ends before it.
    End,
}
impl From<Overvotes> for EqualRanks {
    fn from(o: Overvotes) -> Self {
        match o {
            Overvotes::Keep => Self::Keep,
            Overvotes::Skip => Self::Skip,
            Overvotes::End => Self::End,
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let asked = asked(args)?;
    let law = RankLimits {
        most_skipped: args.most_skipped,
        most_ranks: args.most_ranks,
        repeat_ends: args.repeat_ends,
        overvote_ends: matches!(args.equal_ranks, Overvotes::End),
    };
    let poll = input::read_ranked(&args.file, args.format.as_deref(), &law)?;
    let mut standing = poll.standing();
    standing.ballots = equal_ranks(args, standing.ballots)?;
    let names: Vec<&str> = standing.entries.iter().map(String::as_str).collect();
    let (rule, spec) = rule(&asked, &names)?;
    let ballots = ballots(args, &standing, rule.kind())?;
    let seats = seats(args, &poll)?;
    let task = task(&rule, &standing, seats)?;
    if args.seats.is_some() && !matches!(task, Task::Seats(_)) {
        crate::tell(format_args!("note: rule `{}` has no use for --seats", asked.rule));
    }
    let policy = ties::policy(&args.ties, &names)?;
    let tally = rule
        .run(&ballots, &task, &policy, &Options::default())
        .map_err(|e| Names(&names).put_into(&e.to_string()) + advice(&e))?;
    let counted = show::Counted {
        spec: &spec,
        poll: &poll,
        names: &names,
        seats: seats.number() as u64,
        seated: matches!(rule.gives(), Gives::Standing | Gives::Lottery),
        ballots: ballots.total_voters(),
        tally: &tally,
        estimates: rule.about().grade == Grade::Estimate,
    };
    let name = |e: EntryIx| Names(&names).of(e).to_owned();
    let text = match args.explain.as_slice() {
        [a, b] if a == b => return Err(format!("--explain {a} {b}: name two entries")),
        [a, b] => why(&tally, place(&names, a)?, place(&names, b)?, &name).join("\n") + "\n",
        _ if args.json => counted.json()?,
        _ if args.markdown => explain(&tally, &rule.about(), &name).markdown(),
        _ => counted.text(),
    };
    Ok(Said { text, code: counted.code() })
}

fn place(names: &[&str], of: &str) -> Result<EntryIx, String> {
    let known = || format!("--explain {of}: no such entry; there are {}", names.join(", "));
    names.iter().position(|n| *n == of).map(EntryIx::from).ok_or_else(known)
}

/// What would help, where an option of this command does.
const fn advice(e: &CountError) -> &'static str {
    match e {
        CountError::Refused { cause: Refusal::EqualRanks(_), .. } => {
            "; --equal-ranks end or --equal-ranks skip says what becomes of them"
        }
        _ => "",
    }
}

/// The rule as the command line names it; what it says of entries has its meaning only with a file.
fn asked(args: &Args) -> Result<RuleSpec, String> {
    let registry = registry();
    let mut spec = RuleSpec::new(&args.rule);
    for pair in &args.set {
        let Some((key, text)) = pair.split_once('=') else {
            return Err(format!("--set {pair}: expected KEY=VALUE"));
        };
        if spec.params.insert(key.trim().to_owned(), value(text.trim())).is_some() {
            return Err(format!("--set {key}: it is set twice"));
        }
    }
    let pairwise =
        registry.get(&args.rule).is_some_and(|e| e.about().params.iter().any(|p| p.name == UNNAMED));
    if args.unranked == Unranked::Absent {
        if pairwise && !spec.params.contains_key(UNNAMED) {
            spec = spec.with(UNNAMED, "absent");
        } else if pairwise && spec.params.get(UNNAMED).and_then(Value::as_str) != Some("absent") {
            return Err(format!(
                "--unranked absent and --set {UNNAMED} contradict each other; leave one out"
            ));
        } else if !pairwise && args.kind.as_deref() != Some("pairs") {
            crate::tell(format_args!("note: rule `{}` has no use for --unranked absent", args.rule));
        }
    }
    registry.given(&spec).map_err(|e| match e {
        RegistryError::Unknown { .. } => format!("{e}; `cocreate rules` lists all"),
        e => e.to_string(),
    })
}
/// The rule for the entries of a file: a name of an entry in a parameter stands for its place.
fn rule(asked: &RuleSpec, names: &[&str]) -> Result<(AnyRule, RuleSpec), String> {
    let registry = registry();
    let params = registry.get(&asked.rule).map(|e| e.about().params).unwrap_or_default();
    let place = |name: &str| names.iter().position(|n| *n == name).map(EntryIx::from);
    let unknown = |v: &Value| match v {
        Value::String(name) => place(name).is_none().then(|| name.clone()),
        number => {
            let is_place = number.as_u64().is_some_and(|n| n < names.len() as u64);
            (!is_place && place(&number.to_string()).is_none()).then(|| number.to_string())
        }
    };
    match asked.entries(params).iter().find_map(unknown) {
        Some(name) => {
            let known = names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
            Err(format!("rule `{}`: there is no entry `{name}`; there are {known}", asked.rule))
        }
        None => registry.build(&asked.with_places(params, place)).map_err(|e| e.to_string()),
    }
}
/// The parameter of rules that compare pairs.
const UNNAMED: &str = "unnamed";

/// JSON where it is, else text; a decimal is the fraction that it stands for.
fn value(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(Value::Number(n)) if n.is_f64() => {
            Value::String(Exact::decimal(text).map_or_else(|_| text.to_owned(), |x| x.to_string()))
        }
        Ok(v) => v,
        Err(_) => Value::String(text.to_owned()),
    }
}

/// Rankings with their equal ranks as the option says; other ballots as they are.
fn equal_ranks(args: &Args, ballots: AnyProfile) -> Result<AnyProfile, String> {
    match ballots {
        AnyProfile::Ranking(p) => {
            let applied = EqualRanks::from(args.equal_ranks).apply(p);
            applied.map(AnyProfile::from).map_err(|e| e.to_string())
        }
        other => Ok(other),
    }
}
fn ballots(args: &Args, poll: &Poll, wanted: Kind) -> Result<AnyProfile, String> {
    let names: Vec<&str> = poll.entries.iter().map(String::as_str).collect();
    let shown =
        |e: ConvertError| format!("{}: {}", args.file.display(), Names(&names).put_into(&e.to_string()));
    let unranked_last = args.unranked == Unranked::Last;
    let Some(kind) = args.kind.as_deref().map(input::kind).transpose()? else {
        let plain = Convert { explicit: false, unranked_last };
        return plain.ballots(poll, wanted).map_err(shown);
    };
    let mut read = poll.clone();
    read.ballots = Convert { explicit: true, unranked_last }.ballots(poll, kind).map_err(shown)?;
    // Marks that are level are equal ranks too.
    read.ballots = equal_ranks(args, read.ballots)?;
    if kind != poll.kind() {
        read.categories.clear();
    }
    Convert { explicit: false, unranked_last }.ballots(&read, wanted).map_err(shown)
}

fn seats(args: &Args, poll: &Poll) -> Result<Seats, String> {
    let n = match (args.seats, poll.seats) {
        (Some(n), _) => Some(n),
        (None, Some(n)) => Some(u32::try_from(n).map_err(|_| format!("the file asks for {n} seats"))?),
        (None, None) => Some(1),
    };
    n.and_then(Seats::fill)
        .ok_or_else(|| "0 seats cannot be filled; ask for 1 or more with --seats".to_owned())
}

fn task(rule: &AnyRule, poll: &Poll, seats: Seats) -> Result<Task, String> {
    match rule.gives() {
        Gives::Standing => Ok(Task::Seats(seats)),
        Gives::Funding => {
            let costs = poll.costs.as_ref().ok_or_else(|| {
                format!(
                    "rule `{}` spends a budget; the file tells neither a budget nor costs",
                    rule.about().id
                )
            })?;
            Ok(Task::Budget(Budget { total: costs.budget, costs: costs.costs.clone() }))
        }
        _ => Ok(Task::Plain),
    }
}
