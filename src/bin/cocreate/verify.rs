//! `cocreate verify`: what somebody who was not there can check of a contest.
use crate::{Said, input, run};
use cocreate::audit::{Published, audit};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The plan as it was published before the start, as TOML or JSON.
    plan: PathBuf,
    /// The log with its heads, as `run --log` writes it.
    log: PathBuf,
    /// A head that was published: the number of events before it and its digest, as `verify` prints them.
    #[arg(long, value_name = "EVENTS:DIGEST")]
    head: Vec<String>,
}

/// Checks the chain of heads, applies every event again and counts everything again.
pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let plan = run::plan(&args.plan)?;
    let text = input::text(&args.log)?;
    let lines: Vec<&str> = text.lines().collect();
    let published = args.head.iter().map(|h| published(h)).collect::<Result<Vec<_>, _>>()?;
    // Texts that lie outside of the log are not at hand here, which says nothing of them.
    let mut report = audit(&plan, &lines, &published, |_| None);
    let texts = std::mem::take(&mut report.outside).len();
    let sound = report.is_sound();
    let unchecked = match texts {
        0 => String::new(),
        n => format!("texts outside: {n} named, not checked, since none are given here\n"),
    };
    let text = format!("{report}{unchecked}");
    if sound { Ok(Said { text, code: 0 }) } else { Err(format!("the log is not sound\n{}", text.trim_end())) }
}
fn published(text: &str) -> Result<Published, String> {
    let wanted = || format!("--head {text}: expected EVENTS:DIGEST, such as 20:ab12..");
    let (events, head) = text.split_once(':').ok_or_else(wanted)?;
    let events = events.parse().map_err(|_| wanted())?;
    Ok(Published { events, head: head.parse().map_err(|e| format!("--head {text}: {e}"))? })
}
