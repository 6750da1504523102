//! A coalition: four firms decide on common proposals by a double majority, of firms and of capped shares.
//!
//! `cargo run --example coalition --features report`
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::Applicant,
    ballot::{Consent, Position},
    contest::{Act, Actor},
    report::Ids,
};
use common::{App, Result, rows};

const PLAN: &str = include_str!("plans/coalition.toml");
const ROSTER: &str = include_str!("plans/coalition-roster.csv");
const ENTRIES: &str = include_str!("plans/coalition-entries.csv");
const BALLOTS: &str = include_str!("plans/coalition-ballots.csv");

fn main() -> Result<()> {
    println!("{}", story()?.account(&Ids));
    Ok(())
}

/// From the delegates to the common fund.
pub(crate) fn story() -> Result<App> {
    let mut app = App::new(PLAN)?;
    for row in rows(ROSTER) {
        let party = Some(row[1].parse()?);
        app.enrol(&Actor::Host, "delegates", Applicant { party, ..Applicant::new(row[0].parse()?) })?;
    }
    // Our secretariat would like a fifth voice; the plan has no such party.
    let stranger = Applicant { party: Some("office".parse()?), ..Applicant::new("oda".parse()?) };
    let act = Act::Enrol { roster: "delegates".parse()?, applicant: Box::new(stranger), share: None };
    app.refused("oda", act)?;
    app.submit(ENTRIES)?;

    app.sleep()?;
    let proposals = ["latch", "cooling", "billing", "gateway"];
    for row in rows(BALLOTS) {
        let mut positions = vec![];
        for (proposal, word) in proposals.iter().zip(&row[1..]) {
            positions.push((app.place(proposal)?, Position::of_word(word).ok_or("a position")?));
        }
        app.cast("proposals", row[0], Consent::new(positions)?)?;
    }
    // Nobody votes for another firm.
    let ballot = Box::new(Consent::default().into());
    app.refused("ned", Act::Cast { poll: "proposals".parse()?, voter: "sue".parse()?, ballot })?;
    app.run_out()?;
    Ok(app)
}
