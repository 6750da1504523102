//! A crowd: a shop prints T-shirts that its customers design and score, as Threadless did.
//!
//! `cargo run --example threadless --features report`. The same contest from files alone is the first command of the README.
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::Applicant,
    ballot::ScoreMark,
    contest::{Act, Actor, AnyMark},
    id::EntryId,
    num::Amount,
    report::Names,
};
use common::{App, Result, rows};

const PLAN: &str = include_str!("plans/threadless.toml");
const ENTRIES: &str = include_str!("plans/threadless-entries.csv");
const BALLOTS: &str = include_str!("plans/threadless-ballots.csv");

/// Titles lie in our own database; the log knows ids only.
struct Titles;
impl Names for Titles {
    fn entry(&self, e: &EntryId) -> Option<String> {
        let title = match e.as_str() {
            "fox" => "Fox in a Top Hat",
            "owl" => "Night Shift",
            "bee" => "Bee Team",
            _ => return None,
        };
        Some(title.to_owned())
    }
}

fn main() -> Result<()> {
    println!("{}", story()?.account(&Titles));
    Ok(())
}

/// From the call for designs to the royalties of the first month.
pub(crate) fn story() -> Result<App> {
    let mut app = App::new(PLAN)?;

    // Two weeks for designs. Admission is open: whoever asks is in.
    for who in ["ann", "bob", "cy", "dee", "eve", "fay", "gil", "hal", "ida", "jo", "kim"] {
        app.enrol(&Actor::Person(who.parse()?), "crowd", Applicant::new(who.parse()?))?;
    }
    app.submit(ENTRIES)?;
    app.refused("ann", Act::Withdraw { entry: "owl".parse()? })?;

    // A day for the gate. One tap is one mark.
    app.sleep()?;
    score(&mut app, "gate")?;
    // The clock counts the round, and those that passed go on to a week of scoring.
    app.sleep()?;
    let fox = AnyMark::Score(ScoreMark { entry: app.place("fox")?, level: Some(5) });
    app.refused("ann", Act::Mark { poll: "score".parse()?, voter: "ann".parse()?, mark: fox })?;
    score(&mut app, "score")?;

    // The fox has won by votes; owl and bee are level behind it. Our buyer picks the bee.
    app.sleep()?;
    app.host(Act::Pick { entries: vec!["bee".parse()?] })?;
    app.tick()?;

    // A month later we know what was sold, and pay.
    for row in rows(ENTRIES).filter(|row| !row[3].is_empty()) {
        let amount = Amount::new(row[3].parse()?)?;
        // Sales are of a design, and stand in the row of the first of its team.
        app.host(Act::Figure { entry: row[0].parse()?, figure: "net-sales".to_owned(), amount })?;
    }
    app.run_out()?;
    Ok(app)
}
/// What came in while a poll was open; whoever taps again changes their mark.
fn score(app: &mut App, poll: &str) -> Result<()> {
    for row in rows(BALLOTS).filter(|row| row[0] == poll) {
        let level = Some(row[3].parse()?);
        app.mark(poll, row[1], AnyMark::Score(ScoreMark { entry: app.place(row[2])?, level }))?;
    }
    Ok(())
}
