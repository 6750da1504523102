//! Polls as on-chain platforms and civic programmes count them.
use super::tally::{Names, ONE, OPEN, order, same_scores, texts, winner};
use super::{Check, exact, int, list, near, pairs, text};
use crate::vectors::count;
use cocreate::{
    ballot::{Approval, Comparison, Pairs, Points, PointsForm, Ranking},
    count::TiePolicy,
    id::EntryIx,
    num::Exact,
    profile::{AnyProfile, Profile, Slate, scale_weights},
};
use serde_json::Value;

/// Ballots of points with a weight each.
fn points(votes: &Value) -> (Names, AnyProfile) {
    let votes = list(votes);
    let names = Names::of(votes.iter().flat_map(|v| pairs(&v["choice"])).map(|(n, _)| n));
    let weights: Vec<Exact> = votes.iter().map(|v| exact(&v["power"])).collect();
    let scaled = scale_weights(&weights).unwrap();
    let mut p = Profile::<Points>::builder_scaled(
        Slate::anonymous(names.0.len()),
        PointsForm::default(),
        scaled.units_per_vote,
    )
    .unwrap();
    for (v, units) in votes.iter().zip(&scaled.units) {
        let marks =
            pairs(&v["choice"]).into_iter().map(|(n, x)| (names.ix(n), exact(x).to_u64().unwrap() as i64));
        p.push_weighted(&Points::new(marks).unwrap(), *units).unwrap();
    }
    (names, p.finish().into())
}
fn weighted_split(i: &Value, o: &Value) {
    let (names, p) = points(&i["votes"]);
    same_scores(&count(r#"{"rule":"weighted_split"}"#, &p, &OPEN, &TiePolicy::REPORT), &names, &o["scores"]);
}
fn quadratic_split(i: &Value, o: &Value) {
    let (names, p) = points(&i["votes"]);
    let t = count(r#"{"rule":"quadratic_split"}"#, &p, &OPEN, &TiePolicy::REPORT);
    for (n, want) in pairs(&o["scores"]) {
        near(&t.standing().unwrap().scores()[&names.ix(n)], want);
    }
}
fn copeland_avg_support(i: &Value, o: &Value) {
    let ballots = list(&i["ballots"]);
    let weights: Vec<Exact> = ballots.iter().map(|b| exact(&b[0])).collect();
    let scaled = scale_weights(&weights).unwrap();
    let m = list(&ballots[0][1]).len();
    let form = <Ranking as cocreate::ballot::Ballot>::Form::default();
    let mut p = Profile::<Ranking>::builder_scaled(Slate::anonymous(m), form, scaled.units_per_vote).unwrap();
    for (b, units) in ballots.iter().zip(&scaled.units) {
        let ranks = list(&b[1]).into_iter().map(|e| int(e) as u32 - 1);
        p.push_weighted(&Ranking::strict(ranks), *units).unwrap();
    }
    let t = count(r#"{"rule":"copeland_avg_support"}"#, &p.finish().into(), &OPEN, &TiePolicy::REPORT);
    let s = t.standing().unwrap();
    let places: Vec<u64> = s.tiers().iter().flat_map(|t| t.iter().map(|e| e.ix() as u64 + 1)).collect();
    assert_eq!(places, super::ints(&o["order"]));
    assert_eq!(
        s.scores().values().cloned().collect::<Vec<_>>(),
        list(&o["scores"]).into_iter().map(exact).collect::<Vec<_>>()
    );
}
fn lf_harmonic(i: &Value, o: &Value) {
    let supporters = pairs(&i["supporters"]);
    let names = Names::of(supporters.iter().map(|(n, _)| *n));
    let people = Names::of(supporters.iter().flat_map(|(_, of)| list(of)).map(text));
    let ballot = |who: &String| {
        let backs = supporters.iter().filter(|(_, of)| list(of).into_iter().any(|p| text(p) == who));
        Approval(backs.map(|(n, _)| names.ix(n)).collect())
    };
    let all: Vec<Approval> = people.0.iter().map(ballot).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    // Who is named first leaves first: the latest.
    let latest = TiePolicy::Order { order: (0..names.0.len() as u32).rev().map(EntryIx::new).collect() };
    let t = count(r#"{"rule":"lf_harmonic"}"#, &p.into(), &OPEN, &latest);
    same_scores(&t, &names, &o["weight"]);
    assert_eq!(order(&t, &names), texts(&o["order"]));
}
fn debian_count(i: &Value, o: &Value) {
    let (names, p) = super::tally::rankings(&i["ballots"]);
    let ratio = |n: &String| i["ratio"].get(n).map_or_else(|| "1".to_owned(), |r| text(r).to_owned());
    let ratios: Vec<String> = names.0.iter().map(|n| format!("\"{}\"", ratio(n))).collect();
    let spec = format!(
        r#"{{"rule":"debian_count","default_option":{},"quorum":"{}","ratios":[{}]}}"#,
        names.ix(text(&i["default"])).ix(),
        int(&i["quorum"]),
        ratios.join(",")
    );
    let t = count(&spec, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    let dropped = names.all(t.standing().unwrap().unplaced().iter());
    assert_eq!(dropped, texts(&o["dropped"]));
}
/// One entry against another that stands for all the rest.
fn pairwise_win_score(i: &Value, o: &Value) {
    for (c, want) in list(&i["cases"]).into_iter().zip(list(&o["score"])) {
        let of = |n: u64, said| {
            let pair = (EntryIx::new(0), EntryIx::new(1), said);
            std::iter::repeat_n(Pairs::new([pair]).unwrap(), n as usize)
        };
        let all: Vec<Pairs> =
            of(int(&c[0]), Comparison::First).chain(of(int(&c[1]), Comparison::Second)).collect();
        let p = Profile::of(2, &all).unwrap();
        let t = count(r#"{"rule":"pairwise_win_score"}"#, &p.into(), &OPEN, &TiePolicy::REPORT);
        // A poll without ballots has no result; by the definition an entry that nobody compared has 50.
        let score = t.standing().and_then(|s| s.scores().get(&EntryIx::new(0)).cloned());
        assert_eq!(score.unwrap_or_else(|| Exact::from(50u32)), exact(want));
    }
}
/// Jurors who rank two songs at these places among 26; the others fill the places between.
fn jury_exp_weight(i: &Value, o: &Value) {
    let songs = pairs(&i["ranks"]);
    let juror = |k: usize| {
        let place = |s: usize| super::ints(songs[s].1)[k] as usize - 1;
        let mut others = 2u32..26;
        let mut order = vec![None; 26];
        (order[place(0)], order[place(1)]) = (Some(0), Some(1));
        Ranking::strict(order.into_iter().map(|e| e.unwrap_or_else(|| others.next().unwrap())))
    };
    let all: Vec<Ranking> = (0..5).map(juror).collect();
    let spec = format!(r#"{{"rule":"jury_exp_weight","k":"{}"}}"#, Exact::decimal(text(&i["k"])).unwrap());
    let t = count(&spec, &Profile::of(26, &all).unwrap().into(), &OPEN, &TiePolicy::REPORT);
    let scores = t.standing().unwrap().scores();
    for (e, (n, _)) in songs.iter().enumerate() {
        near(&scores[&EntryIx::from(e)], &o["weight"][n]);
    }
    // The same as the sum that a panel's sheet gives.
    super::judges::jury_exp_weight(i, o);
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["weighted_split"], weighted_split),
    (&["quadratic_split"], quadratic_split),
    (&["copeland_avg_support"], copeland_avg_support),
    (&["lf_harmonic"], lf_harmonic),
    (&["debian_count"], debian_count),
    (&["pairwise_win_score"], pairwise_win_score),
    (&["jury_exp_weight"], jury_exp_weight),
];
