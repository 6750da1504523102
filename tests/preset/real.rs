//! Plans of presets over real ballots: a city's budget through the menu that patrons dictate, a conversation of Polis through the dialogue of
//! a town.
use super::desk::{Small, plan};
use crate::{
    conformance::{
        polis::{by_group, defined, participants},
        read::read,
        shared,
    },
    contest::desk::{entry, id, submission},
};
use cocreate::{
    admit::Applicant,
    ballot::Kind,
    contest::{Act, Phase, Submission},
    id::EntryId,
    io::Convert,
    num::Exact,
    profile::AnyProfile,
    quality::groups::GroupVotes,
    select::SelectNote,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Runs a file of Pabulib as a month of P08, with the file's budget and a rule; what was bought, by the places of the file.
fn menu(file: &str, tally: &Value) -> Option<(BTreeSet<usize>, BTreeSet<usize>)> {
    let poll = read(&shared()?.join("data/pabulib").join(file))?.unwrap();
    let spend = Convert { explicit: true, unranked_last: true }.ballots(&poll, Kind::Spend).unwrap();
    let AnyProfile::Spend(ballots) = spend else { panic!("{file} is no budget") };
    let costs = poll.costs.unwrap();
    let changes = [
        ("/rounds/0/polls/0/budget", json!(costs.budget)),
        ("/rounds/0/polls/0/tally", tally.clone()),
        ("/rounds/0/polls/0/ballot/most", json!(costs.costs.len())),
    ];
    let mut c = Small::of(&plan("P08", changes));
    let ballots: Vec<_> =
        ballots.ballots().flat_map(|(b, voters)| vec![b; usize::try_from(voters).unwrap()]).collect();
    c.enrol("patrons", &["cook"]).voters("patrons", ballots.len());
    let names: Vec<String> = (0..costs.costs.len()).map(|i| format!("d{i}")).collect();
    for (name, cost) in names.iter().zip(&costs.costs) {
        c.enter_as("cook", Submission { cost: Some(*cost), ..submission(name, &["cook"]) });
    }
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    c.until(Phase::Screening).admit(&all).until(Phase::Balloting);
    assert_eq!(c.slate(), names.iter().map(|n| entry(n)).collect::<Vec<_>>());
    for (i, ballot) in ballots.into_iter().enumerate() {
        c.cast("menu", &format!("v{i}"), ballot);
    }
    let bought = c.end().winners();
    let place = |n: &str| n[1..].parse().unwrap();
    let bought = bought.iter().flat_map(|t| t.split(' ')).map(place).collect();
    Some((bought, poll.chosen.unwrap().iter().map(|e| e.ix()).collect()))
}
/// Assen 2024 by equal shares, Zerzeń 2017 and Babie Doły 2023 by votes: what was published as funded.
#[test]
fn a_city_buys_by_the_menu_what_it_bought() {
    let of = [
        ("Netherlands_Assen_2024.pb", json!({ "rule": "equalshares/add1" }), 9),
        ("Poland_Warszawa_2017_Zerzen.pb", json!({ "rule": "budget-greedy" }), 1),
        (
            "Poland_Gdynia_2023_Babie_Doly__large.pb",
            json!({ "rule": "budget-greedy", "when_full": "stop" }),
            1,
        ),
    ];
    for (file, tally, n) in of {
        let Some((bought, published)) = menu(file, &tally) else { return };
        assert_eq!((&bought, bought.len()), (&published, n), "{file}");
        println!("{file} as a plan of P08: {n} bought, as published");
    }
    // Where each taste has its part, something else is bought than by votes alone.
    let (bought, published) = menu(of_assen(), &json!({ "rule": "budget-greedy" })).unwrap();
    assert_ne!(bought, published);
}
fn of_assen() -> &'static str {
    "Netherlands_Assen_2024.pb"
}
/// Statements are entries, both groups of opinion are rosters; those go on whose agreement over the groups is a quarter or more.
#[test]
fn a_conversation_goes_on_with_what_both_groups_agree_on() {
    let Some(dir) = shared() else { return };
    let file = dir.join("data/polis/15-per-hour-seattle/participants-votes.csv");
    let Ok(text) = std::fs::read_to_string(file) else { return };
    let all = participants(&text);
    let mut c = Small::of(&plan("P21", [("/rosters/residents/admit", json!([]))]));
    c.enrol("residents", &["host"]);
    let groups = ["east", "west"];
    for (i, p) in all.iter().enumerate() {
        let Some(group) = p.group else { continue };
        let record = [(groups[group].to_owned(), Exact::ONE)].into();
        let applicant = Box::new(Applicant { record, ..Applicant::new(id(&format!("v{i}"))) });
        c.host(Act::Enrol { roster: groups[group].parse().unwrap(), applicant, share: None });
    }
    let statements: Vec<String> = (0..all[0].said.len()).map(|s| format!("s{s}")).collect();
    c.until(Phase::Open);
    for s in &statements {
        c.enter("host", s);
    }
    c.until(Phase::Balloting);
    let mut votes = 0;
    for (i, p) in all.iter().enumerate() {
        let Some(group) = p.group else { continue };
        let said =
            statements.iter().zip(&p.said).filter_map(|(s, v)| Some((s.as_str(), u16::from((*v)? == 1))));
        let said: Vec<_> = said.collect();
        votes += said.len();
        c.rate(groups[group], &format!("v{i}"), &said);
    }
    c.next_round();
    let want: BTreeMap<EntryId, Exact> =
        by_group(&all).iter().zip(&statements).map(|(of, s)| (entry(s), defined(of))).collect();
    let notes = c.0.records()[0].selection.clone().unwrap().notes;
    let told = |n: &SelectNote| match n {
        SelectNote::Blended { entry, score } => Some((entry.clone(), score.clone())),
        _ => None,
    };
    assert_eq!(notes.iter().filter_map(told).collect::<BTreeMap<_, _>>(), want);
    let quarter = Exact::ratio(1, 4).unwrap();
    let agreed: BTreeSet<EntryId> =
        want.iter().filter(|(_, x)| **x >= quarter).map(|(e, _)| e.clone()).collect();
    assert_eq!(c.slate().into_iter().collect::<BTreeSet<_>>(), agreed);
    println!("{} of {} statements go on, by {votes} votes of two groups", agreed.len(), statements.len());
    // Half of all together is another thing, in both directions: it hides a group that does not agree.
    let together = |of: &[GroupVotes]| {
        let (agree, seen) = of.iter().fold((0, 0), |(a, s), g| (a + g.agree, s + g.seen));
        2 * (agree + 1) >= seen + 2
    };
    let halves = by_group(&all)
        .iter()
        .zip(&statements)
        .filter(|(of, _)| together(of))
        .map(|(_, s)| entry(s))
        .collect();
    let (only, not): (Vec<_>, Vec<_>) =
        (agreed.difference(&halves).collect(), halves.difference(&agreed).collect());
    assert_eq!((only.len(), not.len()), (2, 4), "{only:?} and {not:?}");
}
