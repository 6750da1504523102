//! A community: members vote or let others vote, rank mascots against "none of these", draw lots for a tie, and consent.
//!
//! `cargo run --example community --features report`
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::Applicant,
    ballot::{Consent, Position, Ranking},
    contest::{Act, Actor},
    id::EntrySet,
    report::Ids,
};
use common::{App, Result, rows};

const PLAN: &str = include_str!("plans/community.toml");
const ROSTER: &str = include_str!("plans/community-roster.csv");
const ENTRIES: &str = include_str!("plans/community-entries.csv");
const MASCOT: &str = include_str!("plans/community-mascot.csv");
const CONSENT: &str = include_str!("plans/community-consent.csv");
/// What lies in the envelope whose digest is in the plan.
pub(crate) const SEED: &str = "seven dice before witnesses: 4 1 6 6 2 5 3";

fn main() -> Result<()> {
    println!("{}", story()?.account(&Ids));
    Ok(())
}

/// From the first member to the bounty.
pub(crate) fn story() -> Result<App> {
    let mut app = App::new(PLAN)?;
    for row in rows(ROSTER) {
        app.enrol(&Actor::Person(row[0].parse()?), "members", Applicant::new(row[0].parse()?))?;
    }
    app.submit(ENTRIES)?;
    // Dan lets Eve vote, who lets Fin vote. Gus and Hal let each other vote; if neither does, that is told.
    let members = || "members".parse();
    for row in rows(ROSTER).filter(|row| !row[1].is_empty()) {
        let (from, to) = (row[0].parse()?, Some(row[1].parse()?));
        app.person(row[0], Act::Delegate { roster: members()?, from, to, scope: None })?;
    }
    let to = Some("zed".parse()?);
    app.refused("jon", Act::Delegate { roster: members()?, from: "jon".parse()?, to, scope: None })?;

    app.sleep()?;
    for row in rows(MASCOT) {
        let mut order = vec![];
        for entry in row[1..].iter().filter(|e| !e.is_empty()) {
            order.push(EntrySet::from(app.place(entry)?));
        }
        app.cast("mascot", row[0], Ranking::tiers(order))?;
    }
    // Four votes against four. The count waits until the envelope is opened, and takes no other seed.
    app.sleep()?;
    let other = Act::Reveal { seed: "whatever suits us".to_owned() };
    let refusal =
        app.give(&cocreate::contest::Command::host(other)).err().ok_or("only the envelope will do")?;
    app.diary.push(format!("refused ({}): {refusal}", refusal.code()));
    app.host(Act::Reveal { seed: SEED.to_owned() })?;
    app.tick()?;

    for row in rows(CONSENT) {
        let position = Position::of_word(row[2]).ok_or("a position")?;
        app.cast("consent", row[0], Consent::new([(app.place(row[1])?, position)])?)?;
    }
    app.run_out()?;
    Ok(app)
}
