//! An app's own rules: a tally and a reward, registered once and named by a plan file like any other.
//!
//! `cargo run --example own_rule --features report`
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::Applicant,
    ballot::Scores,
    contest::{Actor, Rules},
    count::{About, Entry, Halt, Param, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryId, EntryIx},
    num::{Amount, Exact},
    profile::{ScoreHistogram, Summary},
    report::Ids,
    reward::{Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy},
};
use common::{App, Result, rows};
use serde::{Deserialize, Serialize};

const PLAN: &str = include_str!("plans/own-rule.toml");
const CAKES: &str = "cake,baker\ntorte,ann\nstrudel,bob\nplum,cy\n";
/// Uma cannot stand the torte; one mark in five should not decide.
const TASTE: &str = "taster,torte,strudel,plum\nrik,10,7,9\nsam,8,7,9\ntom,8,7,\numa,0,7,\nvic,7,7,\n";

/// The mean without the highest and the lowest marks, as figure skating had it.
///
/// It needs no more than how often each mark was given, so shards of ballots add up and weights need no thought.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WithoutExtremes {
    /// So many marks are left out at each end.
    drop: u64,
}
impl Default for WithoutExtremes {
    fn default() -> Self {
        Self { drop: 1 }
    }
}
impl TallyRule for WithoutExtremes {
    type Input = ScoreHistogram;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("without-extremes", "Mean without extremes").params(&[Param {
            name: "drop",
            kind: "integer",
            about: "so many marks are left out at each end",
        }]);
        ABOUT
    }
    fn count(
        &self,
        n: &ScoreHistogram,
        _: &Seats,
        teller: &mut Teller,
    ) -> std::result::Result<Standing, Halt> {
        let drop = self.drop.saturating_mul(n.units_per_vote());
        let mean = |e: EntryIx| -> Option<Exact> {
            let marks = n.of_entry(e);
            let all: u64 = marks.iter().sum();
            let kept = all.checked_sub(drop.saturating_mul(2)).filter(|k| *k > 0)?;
            // Marks lie side by side from the lowest; those between the two ends count.
            let (mut below, mut sum) = (0, Exact::ZERO);
            for (level, units) in (0u16..).zip(marks) {
                let (from, to) = (below.max(drop), (below + units).min(all - drop));
                sum += &(&n.form().value(level) * &Exact::from(to.saturating_sub(from)));
                below += units;
            }
            sum.checked_div(&Exact::from(kept))
        };
        teller.record(|| Step::scored(n.slate().iter().filter_map(|e| Some((e, mean(e)?)))));
        // Who is level shares a tier; whether that matters is not for the rule to know.
        Ok(Standing::by_score(n.slate(), mean).or_because(Reason::NobodyQualified))
    }
}

/// A prize for the first, and a consolation for everybody else who has a score.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Consolation {
    /// For the first, in minor units; withheld if several are level.
    prize: Amount,
    /// For each of the others, in minor units.
    each: Amount,
}
impl RewardRule for Consolation {
    fn about(&self) -> About {
        const ABOUT: About = About::new("consolation", "Consolation prizes").params(&[
            Param { name: "prize", kind: "minor units", about: "for the first" },
            Param { name: "each", kind: "minor units", about: "for each of the others" },
        ]);
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> std::result::Result<Award, RewardError> {
        let mut award = Award::default();
        let first: &[EntryId] = case.places.first().map_or(&[], Vec::as_slice);
        if let [winner] = first {
            let why = Why::Place { place: 1 };
            award.owed.push(Owed { entry: winner.clone(), person: None, amount: self.prize, why });
        } else {
            let why = WithheldBy::Indivisible { among: first.len() };
            award.withheld.push(Withheld { place: Some(1), entry: None, amount: self.prize, why });
        }
        let others = case.scores.keys().filter(|e| !first.contains(e));
        // `pay` refuses a rule that gives more than the pot holds.
        award.owed.extend(others.map(|e| Owed {
            entry: e.clone(),
            person: None,
            amount: self.each,
            why: Why::Other { code: "consolation".to_owned() },
        }));
        Ok(award)
    }
}

fn main() -> Result<()> {
    println!("{}", story()?.account(&Ids));
    Ok(())
}

/// The two lines by which an app's rules become names in plans, and a contest that uses them.
pub(crate) fn story() -> Result<App> {
    let mut rules = Rules::built_in();
    rules.tally.add(Entry::of::<WithoutExtremes>())?;
    rules.reward.add(Entry::of::<Consolation>())?;
    let mut app = App::with_rules(PLAN, rules)?;

    for row in rows(CAKES) {
        app.enrol(&Actor::Person(row[1].parse()?), "bakers", Applicant::new(row[1].parse()?))?;
    }
    app.submit(CAKES)?;
    for row in rows(TASTE) {
        app.enrol(&Actor::Person(row[0].parse()?), "tasters", Applicant::new(row[0].parse()?))?;
    }
    app.sleep()?;
    for row in rows(TASTE) {
        let mut marks = vec![];
        for (cake, mark) in ["torte", "strudel", "plum"].iter().zip(&row[1..]) {
            if !mark.is_empty() {
                marks.push((app.place(cake)?, mark.parse()?));
            }
        }
        app.cast("taste", row[0], Scores::new(marks)?)?;
    }
    app.run_out()?;
    Ok(app)
}
