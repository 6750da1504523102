//! Rules that count marks, points and comparisons.
use super::tally::{Names, ONE, OPEN, order, same_scores, texts, winner};
use super::{Check, bools, exact, int, list, near, pairs, text};
use crate::vectors::count;
use cocreate::{
    ballot::{Comparison, Cost, MAX_POINTS, Pairs, Points, PointsForm, Ranking, ScoreForm, Scores},
    count::{Options, RuleSpec, TiePolicy},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{AnyProfile, Profile},
    tally::registry,
};
use serde_json::Value;

/// Marks of one entry, on a scale from nought by steps.
fn marked(marks: &[Exact], step: &str, top: u16) -> AnyProfile {
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::decimal(step).unwrap(), top };
    let level = |m: &Exact| form.level_of(m).unwrap();
    let ballots: Vec<Scores> = marks.iter().map(|m| Scores::from([(0, level(m))])).collect();
    Profile::with_form(1, form.clone(), &ballots).unwrap().into()
}
fn marks(v: &Value) -> Vec<Exact> {
    list(v).into_iter().map(exact).collect()
}
fn score(spec: &str, p: &AnyProfile) -> Option<Exact> {
    let t = count(spec, p, &ONE, &TiePolicy::REPORT);
    t.standing()?.scores().get(&EntryIx::new(0)).cloned()
}
fn trimmed(of: &[Exact], low: u64, high: u64) -> Exact {
    let spec = format!(r#"{{"rule":"trimmed-mean","low":{low},"high":{high}}}"#);
    score(&spec, &marked(of, "0.25", 40)).unwrap()
}
fn trimmed_mean(i: &Value, o: &Value) {
    let got = trimmed(&marks(&i["scores"]), int(&i["drop_low"]), int(&i["drop_high"]));
    assert_eq!(got, exact(&o["mean"]));
}
fn diving_individual(i: &Value, o: &Value) {
    // The marks that are left are added up and multiplied by the difficulty.
    let of = marks(&i["scores"]);
    let drop = int(&i["drop"]);
    let left = Exact::from(of.len() as u64 - 2 * drop);
    assert_eq!(&(trimmed(&of, drop, drop) * left) * &exact(&i["dd"]), exact(&o["score"]));
}
fn trim_missing(i: &Value, o: &Value) {
    let given = marks(&i["scores"]);
    let rated: Vec<Exact> = given.iter().filter(|m| !m.is_zero()).cloned().collect();
    let spec = r#"{"rule":"trimmed-mean","decimals":2}"#;
    assert_eq!(score(spec, &marked(&rated, "0.25", 40)), Some(exact(&o["zero_absent"])));
    assert_eq!(score(spec, &marked(&given, "0.25", 40)), Some(exact(&o["zero_counted"])));
}
fn ld_category(i: &Value, o: &Value) {
    let spec = format!(r#"{{"rule":"ld_category","min_left":{}}}"#, int(&i["min"]));
    let got = score(&spec, &marked(&marks(&i["ratings"]), "1", 5));
    assert_eq!(got, o["score"].as_str().map(|s| s.parse().unwrap()));
}
fn round_then_sum(i: &Value, o: &Value) {
    let p = marked(&marks(&i["panel"]), "0.01", 1000);
    for (round, key) in [("each", "each_rounded"), ("sum", "rounded_once")] {
        let spec = format!(
            r#"{{"rule":"total-score","factor":"{}","decimals":2,"round":"{round}"}}"#,
            exact(&i["factor"])
        );
        assert_eq!(score(&spec, &p), Some(exact(&o[key])), "{round}");
    }
}
fn star(i: &Value, o: &Value) {
    let ballots = list(&i["ballots"]);
    let names = Names::of(ballots.iter().flat_map(|b| pairs(&b[1])).map(|(n, _)| n));
    let of = |b: &&Value| {
        let marks = pairs(&b[1]).into_iter().map(|(e, l)| (names.ix(e), int(l) as u16));
        std::iter::repeat_n(Scores::new(marks).unwrap(), int(&b[0]) as usize)
    };
    let all: Vec<Scores> = ballots.iter().flat_map(of).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    let t = count(r#"{"rule":"star"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    same_scores(&t, &names, &o["score"]);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
}
fn score_missing(i: &Value, o: &Value) {
    let (ratings, voters) = (pairs(&i["ratings"]), int(&i["voters"]) as usize);
    let names = Names::of(ratings.iter().map(|(n, _)| *n));
    let profile = |missing: Option<u16>| {
        let ballot = |k: usize| {
            let mark = |r: &Value| list(r).get(k).map(|m| int(m) as u16).or(missing);
            Scores::new(ratings.iter().filter_map(|(e, r)| Some((names.ix(e), mark(r)?)))).unwrap()
        };
        let all: Vec<Scores> = (0..voters).map(ballot).collect();
        AnyProfile::from(Profile::of(names.0.len(), &all).unwrap())
    };
    for (spec, missing, want) in [
        (r#"{"rule":"mean-score"}"#, None, "mean"),
        (r#"{"rule":"mean-score"}"#, Some(0), "mean_missing_zero"),
        (r#"{"rule":"total-score"}"#, None, "sum"),
    ] {
        let t = count(spec, &profile(missing), &ONE, &TiePolicy::REPORT);
        same_scores(&t, &names, &o[want]);
    }
}
fn majority_judgment(i: &Value, o: &Value) {
    let grades = pairs(&i["grades"]);
    let names = Names::of(grades.iter().map(|(n, _)| *n));
    let n = list(grades[0].1).len();
    let ballot =
        |k: usize| Scores::new(grades.iter().map(|(e, g)| (names.ix(e), int(&g[k]) as u16))).unwrap();
    let all: Vec<Scores> = (0..n).map(ballot).collect();
    let p = Profile::of(names.0.len(), &all).unwrap();
    let t = count(r#"{"rule":"majority-judgment"}"#, &p.into(), &ONE, &TiePolicy::REPORT);
    assert_eq!(winner(&t, &names), texts(&o["winner"]));
    same_scores(&t, &names, &o["median"]);
}
/// So many good votes of so many.
fn votes(good: u64, all: u64) -> AnyProfile {
    let marks: Vec<Exact> = (0..all).map(|i| Exact::from(u64::from(i < good))).collect();
    marked(&marks, "1", 1)
}
fn laplace_ratio(i: &Value, o: &Value) {
    let got = score(r#"{"rule":"laplace"}"#, &votes(int(&i["pos"]), int(&i["total"])));
    assert_eq!(got, Some(exact(&o["ratio"])));
}
fn wilson_lower(i: &Value, o: &Value) {
    for (of, want) in list(&i["cases"]).into_iter().zip(list(&o["lb"])) {
        let got = score(r#"{"rule":"wilson"}"#, &votes(int(&of[0]), int(&of[1])));
        // A poll without ballots has no result.
        near(&got.unwrap_or_default(), want);
    }
}
fn bayes_mean(i: &Value, o: &Value) {
    let spec = format!(
        r#"{{"rule":"bayesian-mean","prior":"{}","weight":"{}"}}"#,
        text(&i["prior_mean"]),
        text(&i["prior_weight"])
    );
    assert_eq!(score(&spec, &marked(&marks(&i["ratings"]), "1", 5)), Some(exact(&o["mean"])));
}
#[allow(clippy::float_arithmetic, reason = "the case gives a mean as a decimal")]
/// A jam of entries with a mean in tenths and a number of marks.
fn jam(entries: &[(&str, f64, u64)]) -> (Names, AnyProfile) {
    let names = Names::of(entries.iter().map(|e| e.0));
    let mut all = vec![];
    for (e, mean, n) in entries {
        let level = (mean * 10.0).round() as u16;
        all.extend(vec![Scores::new([(names.ix(e), level)]).unwrap(); *n as usize]);
    }
    let form = ScoreForm { lowest: Exact::ZERO, step: Exact::decimal("0.1").unwrap(), top: 50 };
    let p = Profile::with_form(names.0.len(), form, &all).unwrap();
    (names, p.into())
}
fn itch_score(i: &Value, o: &Value) {
    // One more entry with so many marks that the median is the one given.
    let (n, median) = (int(&i["votes"]), int(&i["median"]));
    let (names, p) = jam(&[("a", i["raw"].as_f64().unwrap(), n), ("b", 1.0, 2 * median - n)]);
    let t = count(r#"{"rule":"itch_jam"}"#, &p, &OPEN, &TiePolicy::REPORT);
    near(&t.standing().unwrap().scores()[&names.ix("a")], &o["score"]);
}
fn itch_jam(i: &Value, o: &Value) {
    let entries: Vec<(&str, f64, u64)> =
        pairs(&i["entries"]).into_iter().map(|(n, of)| (n, of[0].as_f64().unwrap(), int(&of[1]))).collect();
    let (names, p) = jam(&entries);
    let t = count(r#"{"rule":"itch_jam"}"#, &p, &OPEN, &TiePolicy::REPORT);
    assert_eq!(order(&t, &names), texts(&o["order"]));
    for (e, x) in t.standing().unwrap().scores() {
        near(x, &o["score"][&names.0[e.ix()]]);
    }
}
fn dot_ballot(i: &Value, o: &Value) {
    let form = PointsForm { budget: int(&i["dots"]), cost: Cost::Linear, negative: false, most: MAX_POINTS };
    for (dots, valid) in list(&i["cases"]).into_iter().zip(bools(&o["valid"])) {
        let marks = pairs(dots).into_iter().zip(0u32..);
        let ballot = Points::new(marks.map(|((_, v), e)| (e.into(), v.as_i64().unwrap()))).unwrap();
        assert_eq!(Profile::with_form(2, form.clone(), &[ballot]).is_ok(), valid, "{dots}");
    }
}
fn bradley_terry(i: &Value, o: &Value) {
    let wins = list(&i["wins"]);
    let names = Names::of(wins.iter().flat_map(|w| [text(&w[0]), text(&w[1])]));
    let of = |w: &&Value| {
        let pair = (names.ix(text(&w[0])), names.ix(text(&w[1])), Comparison::First);
        std::iter::repeat_n(Pairs::new([pair]).unwrap(), int(&w[2]) as usize)
    };
    let all: Vec<Pairs> = wins.iter().flat_map(of).collect();
    let p = AnyProfile::from(Profile::of(names.0.len(), &all).unwrap());
    let (rule, _) = registry().build(&RuleSpec::new("bradley_terry")).unwrap();
    let t = rule.run(&p, &ONE, &TiePolicy::REPORT, &Options::default());
    if o["error"] == "not_strongly_connected" {
        assert!(t.unwrap_err().to_string().contains("wins do not lead"));
    } else {
        same_scores(&t.unwrap(), &names, &o["p"]);
    }
}
fn positional_points(i: &Value, o: &Value) {
    let order = texts(&i["order"]);
    let names = Names::of(order.iter().copied());
    let tiers: Vec<EntrySet> = order.iter().map(|n| names.ix(n).into()).collect();
    let p = Profile::of(order.len(), &[Ranking::tiers(tiers)]).unwrap();
    let table: Vec<String> = list(&i["table"]).into_iter().map(|x| format!("\"{}\"", int(x))).collect();
    let spec = format!(r#"{{"rule":"scoring-vector","vector":[{}]}}"#, table.join(","));
    let t = count(&spec, &p.into(), &OPEN, &TiePolicy::REPORT);
    same_scores(&t, &names, &o["points"]);
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["trimmed_mean"], trimmed_mean),
    (&["diving_individual"], diving_individual),
    (&["trim_missing"], trim_missing),
    (&["ld_category"], ld_category),
    (&["round_then_sum"], round_then_sum),
    (&["star"], star),
    (&["score_missing"], score_missing),
    (&["majority_judgment"], majority_judgment),
    (&["laplace_ratio"], laplace_ratio),
    (&["wilson_lower"], wilson_lower),
    (&["bayes_mean"], bayes_mean),
    (&["itch_score"], itch_score),
    (&["itch_jam"], itch_jam),
    (&["dot_ballot"], dot_ballot),
    (&["bradley_terry"], bradley_terry),
    (&["positional_points"], positional_points),
];
