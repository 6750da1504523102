//! `cocreate run`: a whole contest from files.
mod ballots;
mod cast;
mod desk;
mod drive;
mod entries;
mod log;
mod people;
mod plan;
mod table;

use crate::Said;
use cocreate::{
    contest::{Act, Ended, Failure, Settlement, plan::LotPlan},
    report::{Account, Detail, Names},
};
use desk::Desk;
use drive::Given;
pub(crate) use plan::read as plan;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The plan, as TOML or (with the extension .json) JSON.
    plan: PathBuf,
    /// Ballots as CSV with a column `voter` and, where a plan has several polls, `poll` (or POLL=FILE); or (.jsonl) a log of
    /// events, which is then completed by the clock. May be given several times.
    #[arg(long, value_name = "FILE")]
    ballots: Vec<String>,
    /// People as CSV: `roster,person`, and `party`, `share`, `stratum`, `delegate` (for everything), `delegate.area.NAME`,
    /// `delegate.issue.POLL`, `conflicts` where they are needed; further columns are what is known of them. Without it those who
    /// voted or entered something are enrolled.
    #[arg(long, value_name = "FILE")]
    roster: Option<PathBuf>,
    /// Entries as CSV: `entry,person`, and `share`, `category`, `party`, `cost`, `digest` where they are needed; further columns
    /// are the plan's figures. Rows of one entry are its team.
    #[arg(long, value_name = "FILE")]
    entries: Option<PathBuf>,
    /// The host's pick, best first; once for each round that asks for one.
    #[arg(long, value_name = "ENTRY,ENTRY,..")]
    pick: Vec<String>,
    /// The host's casting vote where entries are level at a cut; once for each such tie.
    #[arg(long, value_name = "ENTRY,ENTRY,..")]
    choose: Vec<String>,
    /// The host's casting votes on ties inside of a count, as JSON like that of `count --ties declared:FILE`; POLL=FILE where a
    /// plan has several polls.
    #[arg(long, value_name = "FILE")]
    declared: Vec<String>,
    /// The seed of a lot to which the plan is only committed.
    #[arg(long)]
    seed: Option<String>,
    /// Writes the log there, one event and the head of the chain a line.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// The settlement as JSON instead of an account.
    #[arg(long)]
    json: bool,
    /// The account as Markdown.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// With every step of every count.
    #[arg(long, conflicts_with = "json")]
    steps: bool,
}

pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let plan = plan(&args.plan)?;
    let (events, mut given) = match log::file_among(&args.ballots)? {
        Some(_) if args.roster.is_some() || args.entries.is_some() => {
            return Err("a log holds its own people and entries; leave --roster and --entries out".to_owned());
        }
        Some(path) => (log::read(&path, &plan)?, Given::default()),
        None => (vec![], Given::read(args, &plan)?),
    };
    given.host(args, plan.plan())?;
    let mut desk = Desk::replayed(&plan, events)?;
    drive::to_the_end(&mut desk, &mut given)?;
    let settlement = desk.contest.settlement().ok_or("the contest has not come to its end")?;
    if let Some(path) = &args.log {
        log::write(path, &plan, &desk.log)?;
    }
    given.notes();
    let told = Told(seed(&desk));
    Ok(Said { text: text(settlement, args, &told)?, code: code(settlement) })
}
/// Ids, and the seed of the lot where it is known.
struct Told(Option<String>);
impl Names for Told {
    fn seed(&self) -> Option<String> {
        self.0.clone()
    }
}
fn seed(desk: &Desk) -> Option<String> {
    let revealed = desk.log.iter().find_map(|e| match &e.act {
        Act::Reveal { seed } => Some(seed.clone()),
        _ => None,
    });
    match &desk.contest.plan().lot {
        Some(LotPlan::Seed(seed)) => Some(seed.clone()),
        _ => revealed,
    }
}
fn text(settlement: &Settlement, args: &Args, told: &Told) -> Result<String, String> {
    if args.json {
        return serde_json::to_string_pretty(settlement).map(|s| s + "\n").map_err(|e| e.to_string());
    }
    let account = Account::of(settlement, told, if args.steps { Detail::Steps } else { Detail::Results });
    Ok(if args.markdown { account.markdown() } else { account.text() })
}
/// 0 with winners, 3 if a tie was left, else 4.
fn code(settlement: &Settlement) -> u8 {
    match &settlement.ended {
        Ended::Won { winners } if !winners.is_empty() => 0,
        Ended::Failed { why: Failure::TieUnsettled {} } => 3,
        _ => 4,
    }
}
