//! Who goes on and who wins.
use super::{Check, bools, exact, int, list, pairs, text};
use crate::verbs::{e, p};
use cocreate::{
    id::{EntryId, PartyId, PollId},
    num::Exact,
    select::{
        Candidate, HostPick, Pick, PollResult, Results, ScoreThreshold, Selection, SelectionRule, TopK,
        select,
    },
};
use serde_json::Value;

pub(super) fn chosen(rule: &dyn SelectionRule, poll: PollResult, picks: Option<&[Pick]>) -> Selection {
    let candidates: Vec<Candidate> =
        poll.standing.iter().flatten().map(|n| Candidate::new(n.clone())).collect();
    select(rule, &Results { candidates: &candidates, polls: &[poll], picks }).unwrap()
}
/// A poll whose standing is by falling scores.
pub(super) fn by_scores(scores: &[(&str, Exact)]) -> PollResult {
    let mut order: Vec<&(&str, Exact)> = scores.iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1));
    let standing = order.chunk_by(|a, b| a.1 == b.1).map(|t| t.iter().map(|(n, _)| e(n)).collect()).collect();
    PollResult {
        scores: scores.iter().map(|(n, s)| (e(n), s.clone())).collect(),
        ..PollResult::new(PollId::new("crowd").unwrap(), standing)
    }
}
fn names(s: &Selection) -> Vec<&str> {
    s.goes_on().map(EntryId::as_str).collect()
}
fn mean(v: &Value) -> Exact {
    let marks: Vec<Exact> = list(v).into_iter().map(exact).collect();
    marks.iter().sum::<Exact>() / Exact::from(marks.len())
}
fn montage_advance(i: &Value, o: &Value) {
    let scores: Vec<(&str, Exact)> = pairs(&i["votes"]).into_iter().map(|(n, v)| (n, mean(v))).collect();
    let rule = ScoreThreshold { score: exact(&i["threshold"]), ..ScoreThreshold::default() };
    let s = chosen(&rule, by_scores(&scores), None);
    let mut got = names(&s);
    got.sort_unstable();
    assert_eq!(got, list(&o["advance"]).into_iter().map(text).collect::<Vec<_>>());
}
fn score_gate(i: &Value, o: &Value) {
    let marks = &i["first_day"];
    let mut poll = by_scores(&[("entry", mean(marks))]);
    poll.ballots_of = [(e("entry"), list(marks).len() as u64)].into();
    let rule = ScoreThreshold {
        score: exact(&i["min"]),
        min_ballots: int(&i["min_votes"]),
        ..ScoreThreshold::default()
    };
    assert_eq!(mean(marks), exact(&o["mean"]));
    assert_eq!(!names(&chosen(&rule, poll, None)).is_empty(), o["passes"].as_bool().unwrap());
}
fn hybrid_winners(i: &Value, o: &Value) {
    let scores: Vec<(&str, Exact)> = pairs(&i["votes"]).into_iter().map(|(n, v)| (n, exact(v))).collect();
    let picks: Vec<Pick> =
        list(&i["staff"]).into_iter().map(|n| Pick { entry: e(text(n)), by: p("owner") }).collect();
    let rule = HostPick { top: int(&i["top"]) as u32, picks: picks.len() as u32, ..HostPick::default() };
    let s = chosen(&rule, by_scores(&scores), Some(&picks));
    assert_eq!(names(&s), list(&o["winners"]).into_iter().map(text).collect::<Vec<_>>());
}
fn affiliation_cap(i: &Value, o: &Value) {
    let ranking = list(&i["ranking"]);
    let candidate = |r: &&Value| Candidate {
        parties: vec![PartyId::new(text(&r[1])).unwrap()],
        ..Candidate::new(e(text(&r[0])))
    };
    let candidates: Vec<Candidate> = ranking.iter().map(candidate).collect();
    let standing = candidates.iter().map(|c| vec![c.entry.clone()]).collect();
    let poll = PollResult::new(PollId::new("council").unwrap(), standing);
    let rule = TopK { k: int(&i["seats"]) as u32, per_party: Some(int(&i["cap"]) as u32), ..TopK::default() };
    let s = select(&rule, &Results { candidates: &candidates, polls: &[poll], picks: None }).unwrap();
    assert_eq!(names(&s), list(&o["elected"]).into_iter().map(text).collect::<Vec<_>>());
}
fn funding_gate(i: &Value, o: &Value) {
    let rule = ScoreThreshold { score: exact(&i["needed"]), ..ScoreThreshold::default() };
    let passes = |n| !names(&chosen(&rule, by_scores(&[("shirt", exact(n))]), None)).is_empty();
    assert_eq!(list(&i["funders"]).into_iter().map(passes).collect::<Vec<_>>(), bools(&o["printed"]));
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["montage_advance"], montage_advance),
    (&["score_gate"], score_gate),
    (&["hybrid_winners"], hybrid_winners),
    (&["affiliation_cap"], affiliation_cap),
    (&["funding_gate"], funding_gate),
];
