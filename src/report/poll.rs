//! A poll: its rule, its ballots, its count.
use super::{
    Detail, Section,
    count::{Of, counted},
    names::Cast,
    numbers::{count, exact},
};
use crate::{
    contest::{PollRecord, RoundRecord},
    count::RuleSpec,
    id::EntryId,
    num::Votes,
    weigh::LostBy,
};
use std::collections::BTreeMap;

pub(super) fn poll(r: &RoundRecord, p: &PollRecord, cast: &Cast<'_>, detail: Detail) -> Vec<Section> {
    let mut s = Section::new(2, format!("Poll {}", cast.poll(&p.poll)));
    s.say(format!("Rule: {}.", rule(&p.rule)));
    s.say(ballots(p, cast));
    if let Some(mean) = &p.mean {
        s.say(format!("The mean of all marks is {}.", exact(mean)));
    }
    weights(&mut s, p, cast);
    votes(&mut s, "", &p.votes, cast);
    for (name, v) in &p.counts {
        votes(&mut s, &format!(" by {name}"), v, cast);
    }
    counted(&mut s, &p.counted, &Of { round: r, poll: p, ballots_of: &p.ballots_of }, cast, detail);
    let mut out = vec![s];
    if let Some(with) = &p.with_set_aside {
        let mut s =
            Section::new(3, format!("Poll {}, with the ballots that were set aside", cast.poll(&p.poll)));
        let same = with.outcome == p.counted.outcome && with.standing == p.counted.standing;
        let end =
            if same { "It would have ended in the same way." } else { "It would have ended in another way." };
        let weight = exact(&with.weight);
        s.say(format!(
            "{} would have counted, with a weight of {weight}. {end}",
            count(with.ballots, "ballot")
        ));
        counted(&mut s, with, &Of { round: r, poll: p, ballots_of: &BTreeMap::new() }, cast, detail);
        out.push(s);
    }
    out
}
/// `borda (points = "linear", top = 3)`.
pub(super) fn rule(r: &RuleSpec) -> String {
    let params: Vec<String> = r.params.iter().map(|(k, v)| format!("{k} = {v}")).collect();
    if params.is_empty() { r.rule.clone() } else { format!("{} ({})", r.rule, params.join(", ")) }
}
fn ballots(p: &PollRecord, cast: &Cast<'_>) -> String {
    let aside: u64 = p.set_aside.values().sum();
    let reasons: Vec<String> =
        p.set_aside.iter().map(|(why, n)| format!("{n} for {}", cast.reason(why))).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    let own = match p.own_left_out {
        0 => String::new(),
        n => format!(
            " From {} the voter's own entries, or those of a conflict, were left out.",
            count(n, "ballot")
        ),
    };
    format!(
        "{} could vote; {} received, {} taking no side, {aside} set aside{reasons}, {} counted with a weight of {}.{own}",
        p.eligible,
        count(p.received, "ballot"),
        p.blank,
        p.counted.ballots,
        exact(&p.counted.weight)
    )
}
fn weights(s: &mut Section, p: &PollRecord, cast: &Cast<'_>) {
    let mut lines = vec![];
    for l in &p.lost {
        let why = match &l.why {
            LostBy::Cycle { cycle } => {
                format!("runs in cycle {} of delegations, in which nobody votes", cycle + 1)
            }
            LostBy::DeadEnd { at } => format!("ends at {}, who neither voted nor delegated", cast.person(at)),
        };
        lines.push(format!(
            "nobody used the weight {} of {}: it {why}",
            exact(&l.weight),
            cast.person(&l.person)
        ));
    }
    for (i, c) in p.cycles.iter().enumerate() {
        let names: Vec<String> = c.iter().chain(c.first()).map(|x| cast.person(x)).collect();
        lines.push(format!("cycle {} of delegations: {}", i + 1, names.join(" to ")));
    }
    for c in &p.capped {
        let (from, to) = (exact(&c.from), exact(&c.to));
        lines.push(format!("the weight of {} was cut from {from} to {to}", cast.person(&c.person)));
    }
    s.list(lines);
}
fn votes(s: &mut Section, by: &str, votes: &BTreeMap<EntryId, Votes>, cast: &Cast<'_>) {
    if votes.is_empty() {
        return;
    }
    s.say(format!("Votes{by}:"));
    let row = |(e, v): (&EntryId, &Votes)| {
        let mut cells = vec![cast.entry(e)];
        cells.extend([v.yes, v.no, v.abstain, v.eligible].map(|n| n.to_string()));
        cells
    };
    s.table(&["entry", "yes", "no", "abstain", "could vote"], votes.iter().map(row).collect());
}
