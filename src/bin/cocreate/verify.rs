//! `cocreate verify`: what somebody who was not there can check of a contest.
use crate::{Said, input, run};
use cocreate::audit::audit;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The plan as it was published before the start, as TOML or JSON.
    plan: PathBuf,
    /// The log with its heads, as `run --log` writes it.
    log: PathBuf,
}

/// Checks the chain of heads, applies every event again and counts everything again.
pub(crate) fn run(args: &Args) -> Result<Said, String> {
    let plan = run::plan(&args.plan)?;
    let text = input::text(&args.log)?;
    let lines: Vec<&str> = text.lines().collect();
    // Texts that lie outside of the log are not at hand here.
    let report = audit(&plan, &lines, &[], |_| None);
    let sound = report.is_sound();
    let text = report.to_string();
    if sound { Ok(Said { text, code: 0 }) } else { Err(format!("the log is not sound\n{}", text.trim_end())) }
}
