//! Experts: a foundry invites four type designers, and a jury of four judges, of whom one is bound to an entry.
//!
//! `cargo run --example expert_jury --features report`
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::{Applicant, Tied},
    ballot::Scores,
    contest::{Act, Actor},
    id::PersonId,
    report::Names,
};
use common::{App, Result, rows};

const PLAN: &str = include_str!("plans/expert-jury.toml");
const ROSTER: &str = include_str!("plans/expert-jury-roster.csv");
const ENTRIES: &str = include_str!("plans/expert-jury-entries.csv");
const BALLOTS: &str = include_str!("plans/expert-jury-ballots.csv");

struct People;
impl Names for People {
    fn person(&self, p: &PersonId) -> Option<String> {
        let name = match p.as_str() {
            "ann" => "Ann Abel",
            "bea" => "Bea Blum",
            "col" => "Col Cray",
            _ => return None,
        };
        Some(name.to_owned())
    }
}

fn main() -> Result<()> {
    println!("{}", story()?.account(&People));
    Ok(())
}

/// From the invitations to the prizes.
pub(crate) fn story() -> Result<App> {
    let mut app = App::new(PLAN)?;
    for row in rows(ROSTER) {
        app.enrol(&Actor::Host, row[0], Applicant::new(row[1].parse()?))?;
    }
    // The plan names the jury; nobody else gets a seat, and nobody invites themselves to design.
    app.refused("zoe", Act::enrol("jury".parse()?, "zoe".parse()?))?;
    app.refused("zoe", Act::enrol("designers".parse()?, "zoe".parse()?))?;
    app.submit(ENTRIES)?;

    // Lee says at once that Ann was a student of his.
    let with = Tied::Author("ann".parse()?);
    app.person("lee", Act::Conflict { person: "lee".parse()?, with })?;

    app.sleep()?;
    // Only atlas: refused, as nothing would be left to count.
    let ballot = Box::new(Scores::new([(app.place("atlas")?, 100)])?.into());
    app.refused("lee", Act::Cast { poll: "jury".parse()?, voter: "lee".parse()?, ballot })?;
    // Whole sheets, atlas among the others: his 100 is left out and told, the rest counts.
    let entries = ["atlas", "boreas", "ceres", "delos"];
    for row in rows(BALLOTS) {
        let mut marks = vec![];
        for (entry, mark) in entries.iter().zip(&row[1..]) {
            marks.push((app.place(entry)?, mark.parse()?));
        }
        app.cast("jury", row[0], Scores::new(marks)?)?;
    }
    app.run_out()?;
    Ok(app)
}
