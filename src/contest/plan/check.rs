//! Checks a plan, field by field.
use super::{
    BallotPlan, Faults, LotPlan, Plan, PlanFault,
    fault::Fault,
    polls, pots,
    room::{self, Room},
    timeline,
    valid::Built,
};
use crate::{
    admit::AdmissionRule,
    contest::Rules,
    count::{Registry, RuleSpec},
    id::{MAX_ENTRIES, RosterId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Most rounds, polls of a round, pots and rosters of a plan.
const MOST: usize = 1000;
/// Longest seed, in bytes.
const MAX_SEED: usize = 1024;

/// Makes the rules and writes them out in the plan.
pub(super) fn check(plan: &mut Plan, rules: &Rules) -> Result<Built, Vec<PlanFault>> {
    let mut f = Faults::default();
    if plan.format > super::PLAN_FORMAT || plan.format == 0 {
        f.add("format", Fault::Newer { got: plan.format, newest: super::PLAN_FORMAT });
        return Err(f.0);
    }
    sizes(&mut f, plan);
    let starts = f.take("starts", plan.starts.resolve());
    let rosters = rosters(&mut f, plan, rules);
    parties(&mut f, plan);
    entries(&mut f, plan);
    lot(&mut f, plan);
    let rounds = polls::rounds(&mut f, plan, rules);
    let draws = rosters.values().flatten().any(|r| r.compares());
    timeline::check(&mut f, plan, &rounds, starts.unwrap_or_default(), draws);
    let pots = pots::pots(&mut f, plan, &rounds, rules);
    // Without all rounds it is not known which poll is whose.
    let room = if rounds.len() == plan.rounds.len() { Room::of(plan, &rounds) } else { None };
    if let Some(room) = &room {
        room.check(&mut f, plan);
    }
    room::costs(&mut f, plan);
    for name in &plan.amendable.clone() {
        if let Err(why) = super::amend::check_name(plan, name) {
            f.add(format!("amendable.{name}"), Fault::Other(why));
        }
    }
    match (starts, f.0.is_empty()) {
        (Some(starts), true) => Ok(Built { starts, rosters, rounds, pots, room }),
        _ => Err(f.0),
    }
}
/// A rule by its spec, in which the id then stands for an alias.
pub(super) fn rule<T>(f: &mut Faults, field: &str, registry: &Registry<T>, spec: &mut RuleSpec) -> Option<T> {
    match registry.build(spec).and_then(|(rule, _)| Ok((rule, registry.given(spec)?))) {
        Ok((rule, given)) => {
            *spec = given;
            Some(rule)
        }
        Err(e) => {
            f.add(field, Fault::Rule(e.to_string()));
            None
        }
    }
}
fn sizes(f: &mut Faults, plan: &Plan) {
    for (what, n) in
        [("rounds", plan.rounds.len()), ("pots", plan.pots.len()), ("rosters", plan.rosters.len())]
    {
        if n > MOST {
            let allowed = format!("at most {MOST}");
            f.add(what, Fault::Range { what: "their number", got: n.to_string(), allowed });
        }
    }
    if plan.rounds.is_empty() {
        f.add("rounds", Fault::None("round"));
    }
    let most = plan.limits.entries;
    if most as usize > MAX_ENTRIES || most == 0 {
        let allowed = format!("1 to {MAX_ENTRIES}");
        f.add("limits.entries", Fault::Range { what: "the limit", got: most.to_string(), allowed });
    }
    if plan.longest_pause.is_zero() {
        f.add("longest_pause", Fault::NoTime);
    }
}

type Admission = BTreeMap<RosterId, Vec<Box<dyn AdmissionRule>>>;
fn rosters(f: &mut Faults, plan: &mut Plan, rules: &Rules) -> Admission {
    let mut all = BTreeMap::new();
    let (seating, lot) = (plan.seating.is_some(), plan.lot.is_some());
    for (id, roster) in &mut plan.rosters {
        let mut built: Vec<Box<dyn AdmissionRule>> = vec![];
        for (i, spec) in roster.admit.iter_mut().enumerate() {
            let field = format!("rosters.{id}.admit.{i}");
            let Some(r) = rule(f, &field, &rules.admit, spec) else { continue };
            let needs =
                |needs: &str| Fault::Needs { what: format!("rule `{}`", spec.rule), needs: needs.to_owned() };
            if r.compares() && !seating {
                f.add(&field, needs("a phase of `seating`, since it compares all who ask"));
            }
            // Rules that draw say so themselves when there is no seed.
            let probe = r.admit(&crate::admit::Call::new(&[]));
            match probe {
                Err(crate::admit::AdmitError::NoSeed { .. }) if lot => {}
                Err(e) => f.add(&field, Fault::Rule(e.to_string())),
                Ok(_) => {}
            }
            built.push(r);
        }
        if roster.least > 0 && !seating {
            let (what, needs) = ("a least number of members".to_owned(), "a phase of `seating`".to_owned());
            f.add(format!("rosters.{id}.least"), Fault::Needs { what, needs });
        }
        all.insert(id.clone(), built);
    }
    all
}
fn parties(f: &mut Faults, plan: &Plan) {
    let mut seen = BTreeSet::new();
    for (i, p) in plan.parties.iter().enumerate() {
        if !seen.insert(&p.party) {
            f.add(format!("parties.{i}.party"), Fault::Twice(p.party.to_string()));
        }
        if p.share.is_negative() {
            let (got, allowed) = (p.share.to_string(), "0 or more".to_owned());
            f.add(format!("parties.{i}.share"), Fault::Range { what: "the share", got, allowed });
        }
    }
}
fn entries(f: &mut Faults, plan: &Plan) {
    let e = &plan.entries;
    if let Some(by) = &e.by {
        f.known("entries.by", "roster", by, plan.rosters.keys());
    }
    if e.window.is_none() && e.given.is_empty() {
        f.add(
            "entries",
            Fault::Needs { what: "a contest".into(), needs: "entries: a `window` or some `given`".into() },
        );
    }
    if e.screening.is_some() && e.window.is_none() {
        f.add(
            "entries.screening",
            Fault::Needs { what: "screening".into(), needs: "a `window` of entries".into() },
        );
    }
    if e.largest_team == 0 || e.largest_team > 1000 {
        let got = e.largest_team.to_string();
        f.add("entries.largest_team", Fault::Range { what: "it", got, allowed: "1 to 1000".to_owned() });
    }
    if e.given.len() > plan.limits.entries as usize {
        let (got, allowed) = (e.given.len().to_string(), format!("at most {}", plan.limits.entries));
        f.add("entries.given", Fault::Range { what: "their number", got, allowed });
    }
    if e.least > plan.limits.entries {
        let (got, allowed) = (e.least.to_string(), format!("at most {}", plan.limits.entries));
        f.add("entries.least", Fault::Range { what: "the least", got, allowed });
    }
    if e.most.is_some_and(|most| most < e.least || most > plan.limits.entries) {
        let allowed = format!("{} to {}", e.least, plan.limits.entries);
        let got = e.most.unwrap_or_default().to_string();
        f.add("entries.most", Fault::Range { what: "the most", got, allowed });
    }
    let spends = plan.rounds.iter().flat_map(|r| &r.polls).any(|p| matches!(p.ballot, BallotPlan::Spend(_)));
    let mut seen = BTreeSet::new();
    for (i, g) in e.given.iter().enumerate() {
        if !seen.insert(&g.entry) {
            f.add(format!("entries.given.{i}.entry"), Fault::Twice(g.entry.to_string()));
        }
        match &g.category {
            Some(c) => f.known(format!("entries.given.{i}.category"), "category", c, plan.categories.iter()),
            None if !plan.categories.is_empty() => {
                f.add(
                    format!("entries.given.{i}.category"),
                    Fault::None("category, since the plan has them"),
                );
            }
            None => {}
        }
        if g.cost.is_none() && spends {
            f.add(format!("entries.given.{i}.cost"), Fault::None("cost, since a poll spends a budget"));
        }
    }
}
fn lot(f: &mut Faults, plan: &Plan) {
    match &plan.lot {
        Some(LotPlan::Seed(s)) if s.is_empty() || s.len() > MAX_SEED => {
            let (got, allowed) = (format!("{} bytes long", s.len()), format!("1 to {MAX_SEED} bytes"));
            f.add("lot.seed", Fault::Range { what: "the seed", got, allowed });
        }
        _ => {}
    }
}
