//! An app's own rules, one for each verb, registered once and named by a plan file like any other.
//!
//! `cargo run --example own_rule --features report`
#[allow(dead_code, clippy::duplicate_mod, reason = "each story uses a part of it, in an app of its own")]
mod common;

use cocreate::{
    admit::{Admission, AdmissionRule, AdmitError, Applicant, Call, NotAdmitted, Refused},
    ballot::Scores,
    contest::{Act, Actor, Rules},
    count::{About, Entry, Exception, Halt, Law, Param, Reason, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryId, EntryIx, PersonId},
    num::{Amount, Exact},
    profile::{ScoreHistogram, Summary},
    report::Ids,
    reward::{Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy},
    select::{NoneChosen, Results, SelectError, SelectNote, Selection, SelectionRule},
    weigh::{Electorate, WeighError, Weighed, WeightRule, Weights},
};
use common::{App, Result, rows};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, result};

const PLAN: &str = include_str!("plans/own-rule.toml");
const CAKES: &str = "cake,baker\ntorte,ann\nstrudel,bob\nplum,cy\n";
/// Uma and ula live together, and uma asks first.
const HOUSEHOLDS: &str = "taster,household\nrik,mill\nsam,lane\ntom,tower\numa,villa\nula,villa\nvic,yard\n";
/// Uma cannot stand the torte; one mark in six should not decide.
const TASTE: &str = "taster,torte,strudel,plum\nrik,10,7,9\nsam,8,7,9\ntom,8,7,\numa,0,7,\nvic,7,7,\n";

/// One of each household takes part, whoever asks first.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OneAHousehold {}
impl AdmissionRule for OneAHousehold {
    fn about(&self) -> About {
        About::new("one-a-household", "One of each household")
    }
    /// Whether somebody is in hangs on who else asks, so that a plan needs a phase of seating.
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> result::Result<Admission, AdmitError> {
        let (mut households, mut out) = (BTreeSet::new(), Admission::default());
        for p in call.people {
            // Who lives alone, or does not say with whom, is a household.
            if p.stratum.as_ref().is_none_or(|h| households.insert(h)) {
                out.admitted.push(p.person.clone());
            } else {
                let why = NotAdmitted::Other { code: "household-has-one".to_owned() };
                out.refused.push(Refused { person: p.person.clone(), why });
            }
        }
        Ok(out)
    }
}

/// Some count as several.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Chefs {
    /// Who.
    chefs: BTreeSet<PersonId>,
    /// As how many.
    votes: Exact,
}
impl Default for Chefs {
    fn default() -> Self {
        Self { chefs: BTreeSet::new(), votes: Exact::from(2u32) }
    }
}
impl WeightRule for Chefs {
    fn about(&self) -> About {
        const ABOUT: About = About::new("chefs", "Chefs count more").params(&[
            Param { name: "chefs", kind: "list of persons", about: "who counts more" },
            Param { name: "votes", kind: "exact", about: "as how many votes, not below nought" },
        ]);
        ABOUT
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> result::Result<Weights, WeighError> {
        let weight = |p| if self.chefs.contains(p) { self.votes.clone() } else { Exact::ONE };
        let members = electorate.members.iter();
        let weights = members.map(|m| Weighed { person: m.person.clone(), weight: weight(&m.person) });
        // `weigh` refuses a rule that gives less than nought.
        Ok(Weights { weights: weights.collect(), ..Weights::default() })
    }
}

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
        const ABOUT: About = About::new("without-extremes", "Mean without extremes")
            // What most rules keep to and this one does not is said, and then not asked of it.
            .breaks(&[Exception::new(Law::Copies, "so many marks are left out, however many there are")])
            .params(&[Param {
                name: "drop",
                kind: "integer",
                about: "so many marks are left out at each end",
            }]);
        ABOUT
    }
    fn count(&self, n: &ScoreHistogram, _: &Seats, teller: &mut Teller) -> result::Result<Standing, Halt> {
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

/// The best of a poll, and all whose score comes near theirs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct NearTheBest {
    /// How near, in the unit of the scores.
    within: Exact,
}
impl SelectionRule for NearTheBest {
    fn about(&self) -> About {
        const ABOUT: About = About::new("near-the-best", "Near the best").params(&[Param {
            name: "within",
            kind: "exact",
            about: "how near, in the unit of the scores",
        }]);
        ABOUT
    }
    fn select(&self, results: &Results<'_>) -> result::Result<Selection, SelectError> {
        // The only poll of the round, or an error that says which there are.
        let poll = results.poll(None)?;
        let scores = || poll.standing.iter().flatten().filter_map(|e| Some((e, poll.scores.get(e)?)));
        let Some(best) = scores().map(|(_, x)| x).max() else {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        };
        let need = best - &self.within;
        let is_near = |e: &&EntryId| poll.scores.get(e).is_some_and(|x| *x >= need);
        let tiers = poll.standing.iter().map(|t| t.iter().filter(is_near).cloned().collect::<Vec<_>>());
        let below = |(e, x): (&EntryId, &Exact)| SelectNote::Below {
            entry: e.clone(),
            need: need.clone(),
            have: Some(x.clone()),
        };
        let notes = scores().filter(|(_, x)| **x < need).map(below).collect();
        Ok(Selection { winners: tiers.filter(|t| !t.is_empty()).collect(), notes, ..Selection::default() })
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
    fn award(&self, case: &Case<'_>) -> result::Result<Award, RewardError> {
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

/// The lines by which an app's rules become names in plans.
pub(crate) fn rules() -> Result<Rules> {
    let mut rules = Rules::built_in();
    rules.admit.add(Entry::of::<OneAHousehold>())?;
    rules.weigh.add(Entry::of::<Chefs>())?;
    rules.tally.add(Entry::of::<WithoutExtremes>())?;
    rules.select.add(Entry::of::<NearTheBest>())?;
    rules.reward.add(Entry::of::<Consolation>())?;
    Ok(rules)
}

fn main() -> Result<()> {
    println!("{}", story()?.account(&Ids));
    Ok(())
}

/// A contest whose plan names a rule of the app for each verb.
pub(crate) fn story() -> Result<App> {
    told(PLAN)
}
pub(crate) fn told(plan: &str) -> Result<App> {
    let mut app = App::with_rules(plan, rules()?)?;

    for row in rows(CAKES) {
        app.enrol(&Actor::Person(row[1].parse()?), "bakers", Applicant::new(row[1].parse()?))?;
    }
    for row in rows(HOUSEHOLDS) {
        let stratum = Some(row[1].to_owned());
        let applicant = Applicant { stratum, ..Applicant::new(row[0].parse()?) };
        app.enrol(&Actor::Person(row[0].parse()?), "tasters", applicant)?;
    }
    app.sleep()?;
    app.submit(CAKES)?;
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
    let (poll, voter) = ("taste".parse()?, "ula".parse()?);
    let ballot = Box::new(Scores::new([(app.place("strudel")?, 10)])?.into());
    app.refused("ula", Act::Cast { poll, voter, ballot })?;
    app.run_out()?;
    Ok(app)
}
