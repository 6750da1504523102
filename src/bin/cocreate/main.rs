//! The command `cocreate`: contests and counts from files.
//!
//! Exit codes: 0 decided (also a lottery, or one winning set; a contest with winners), 2 bad input (message on stderr,
//! nothing on stdout), 3 tied or several winning sets, 4 nobody, 5 undecided.
mod count;
mod input;
mod presets;
mod rules;
mod run;
mod show;
mod steps;
mod ties;
mod verify;

use clap::{Parser, Subcommand};
use std::{
    io::{ErrorKind, Write},
    process::ExitCode,
};

/// Contests and vote counts, exact and explained.
#[derive(Parser, Debug)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}
#[derive(Subcommand, Debug)]
enum Command {
    /// Runs a whole contest from files: a plan, people, entries, and ballots or a log.
    Run(run::Args),
    /// Checks the log of a contest: its chain, every event, every count.
    Verify(verify::Args),
    /// Counts a file of ballots by a rule.
    Count(count::Args),
    /// Lists the rules.
    Rules(rules::Args),
    /// Lists known systems that there is a plan of.
    Presets(presets::Args),
    /// Writes the plan of a known system, to start from.
    Init(presets::InitArgs),
}

/// What a command has to say, and how it ended.
struct Said {
    text: String,
    code: u8,
}

/// A line for the standard error; where that cannot be written there is nobody left to tell.
fn tell(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn main() -> ExitCode {
    let said = match Args::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Count(args) => count::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Presets(args) => Ok(presets::run(&args)),
        Command::Init(args) => presets::init(&args),
    };
    match said {
        Ok(said) => {
            let mut out = std::io::stdout();
            match out.write_all(said.text.as_bytes()).and_then(|()| out.flush()) {
                // A reader that closed the pipe has what it wanted.
                Err(e) if e.kind() != ErrorKind::BrokenPipe => {
                    tell(format_args!("error: the result could not be written: {e}"));
                    ExitCode::from(2)
                }
                _ => ExitCode::from(said.code),
            }
        }
        Err(message) => {
            tell(format_args!("error: {message}"));
            ExitCode::from(2)
        }
    }
}
