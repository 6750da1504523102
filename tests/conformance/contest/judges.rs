//! Panels, agreement, calibration, labels.
use super::{Check, exact, int, ints, list, near, pairs, rate, text, threshold};
use cocreate::{
    num::{Exact, Surd, Threshold},
    quality::{
        agreement::{cohen_kappa, kendall_distance, kendall_w, returned},
        calibrate::{Spread, clamp, standard, standard_marks},
        career,
        groups::{GroupVotes, consensus, proportion_test},
        labels::Labels,
        panel,
        progress::progress,
    },
};
use serde_json::Value;

fn exacts(v: &Value) -> Vec<Exact> {
    list(v).into_iter().map(exact).collect()
}
fn goe_element(i: &Value, o: &Value) {
    let got = panel::element(&exact(&i["base"]), &exact(&i["step"]), &exacts(&i["scores"])).unwrap();
    assert_eq!(got, exact(&o["score"]));
}
fn diving_synchro(i: &Value, o: &Value) {
    let panels = ["exec_a", "exec_b", "sync"].map(|p| exacts(&i[p]));
    let got = panel::synchronised(&panels, &exact(&i["dd"]), &exact(&i["factor"])).unwrap();
    assert_eq!(got, (exact(&o["sum"]), exact(&o["score"])));
}
fn delphi_classify(i: &Value, o: &Value) {
    let marks: Vec<u8> = ints(&i["scores"]).into_iter().map(|m| m as u8).collect();
    let of = |name: &str| -> Threshold { threshold(text(&i[name]), false) };
    let got = panel::delphi(&marks, of("hi_share"), of("lo_share_max")).unwrap();
    let want = match text(&o["class"]) {
        "in" => panel::Delphi::In,
        "out" => panel::Delphi::Out,
        _ => panel::Delphi::None,
    };
    assert_eq!(got, want);
}
fn kendall(i: &Value, o: &Value) {
    let ranks: Vec<Vec<usize>> =
        list(&i["ranks"]).into_iter().map(|r| ints(r).into_iter().map(|x| x as usize).collect()).collect();
    assert_eq!(kendall_w(&ranks).unwrap(), exact(&o["w"]));
}
/// Judges by name, each with a row of marks.
fn sheet(i: &Value) -> (Vec<&str>, Vec<Vec<Option<Exact>>>) {
    assert_eq!(text(&i["sd"]), "population");
    pairs(&i["judges"]).into_iter().map(|(n, m)| (n, exacts(m).into_iter().map(Some).collect())).unzip()
}
fn same(names: &[&str], got: &[Vec<Option<Surd>>], o: &Value) {
    for (n, row) in names.iter().zip(got) {
        for (got, want) in row.iter().zip(list(&o[n])) {
            near(&got.as_ref().unwrap().cut(9), want);
        }
    }
}
fn judge_zscore(i: &Value, o: &Value) {
    let (names, sheet) = sheet(i);
    same(&names, &standard(&sheet, Spread::Population).unwrap(), o);
}
fn judge_zscore_global(i: &Value, o: &Value) {
    let (names, sheet) = sheet(i);
    same(&names, &standard_marks(&sheet, Spread::Population).unwrap(), o);
}
fn clamp_to_mean(i: &Value, o: &Value) {
    let marks = exacts(&i["scores"]);
    let mean = |m: &[Exact]| m.iter().sum::<Exact>() / Exact::from(m.len());
    let moved = clamp(&marks, &exact(&i["d"])).unwrap();
    assert_eq!((mean(&marks), mean(&moved)), (exact(&o["raw_mean"]), exact(&o["mean"])));
    assert_eq!(moved, exacts(&o["clamped"]));
}
fn rubric(i: &Value, o: &Value) {
    let marks: Vec<Vec<Exact>> = list(&i["scores"]).into_iter().map(exacts).collect();
    let got = panel::rubric(&exacts(&i["weights"]), &marks).unwrap();
    assert_eq!(got.score >= exact(&i["pass"]), o["passes"].as_bool().unwrap());
    assert_eq!((got.reviewers, got.score), (exacts(&o["per_reviewer"]), exact(&o["final"])));
}
fn ranks(v: &Value) -> Vec<u32> {
    ints(v).into_iter().map(|r| r as u32).collect()
}
fn jury_rank_sum(i: &Value, o: &Value) {
    for (n, r) in pairs(&i["ranks"]) {
        let mean = panel::mean_rank(&ranks(r)).unwrap();
        assert_eq!(&mean * &Exact::from(ranks(r).len()), exact(&o["sum"][n]));
        assert_eq!(mean, exact(&o["mean"][n]));
    }
}
pub(super) fn jury_exp_weight(i: &Value, o: &Value) {
    let k = Exact::decimal(text(&i["k"])).unwrap();
    let mut best: Option<(Exact, &str)> = None;
    for (n, r) in pairs(&i["ranks"]) {
        assert_eq!(panel::mean_rank(&ranks(r)).unwrap(), exact(&o["mean_rank"][n]));
        let weight = panel::exponential_ranks(&ranks(r), &k).unwrap();
        near(&weight, &o["weight"][n]);
        best = best.max(Some((weight, n)));
    }
    assert_eq!(best.unwrap().1, text(&o["ahead"]));
}
fn group_consensus(i: &Value, o: &Value) {
    let of = |g: &Value| GroupVotes { agree: int(&g[0]), seen: int(&g[1]) };
    let groups: Vec<GroupVotes> = list(&i["groups"]).into_iter().map(of).collect();
    assert_eq!(consensus(&groups).unwrap(), exact(&o["consensus"]));
}
fn polis_prop_test(i: &Value, o: &Value) {
    near(&proportion_test(int(&i["succ"]), int(&i["n"])).unwrap().cut(9), &o["z"]);
}
fn scaling_progress(i: &Value, o: &Value) {
    let got = progress(&exacts(&i["before"]), &exacts(&i["after"]), &exact(&i["top"])).unwrap();
    assert_eq!(got.all_moved(), o["everyone_moved"].as_bool().unwrap());
    assert_eq!((got.moved, got.mean), (exacts(&o["delta"]), exact(&o["mean_delta"])));
    assert_eq!(got.closed, Some(exact(&o["gap_closed"])));
}
fn wawa(i: &Value, o: &Value) {
    let tasks = pairs(&i["labels"]);
    let workers: Vec<&str> = pairs(tasks[0].1).into_iter().map(|(w, _)| w).collect();
    let kind = |l: &Value| usize::from(text(l) == "b");
    let all = tasks.iter().enumerate().flat_map(|(t, (_, of))| {
        workers.iter().enumerate().map(move |(w, n)| (t, w, kind(&of[n]))).collect::<Vec<_>>()
    });
    let got = Labels::new(tasks.len(), workers.len(), 2, all).unwrap().wawa();
    for (t, (n, _)) in tasks.iter().enumerate() {
        assert_eq!(got.majority[t], [kind(&o["majority"][n])]);
        assert_eq!(got.answers[t], [kind(&o["final"][n])]);
    }
    for (n, skill) in workers.iter().zip(got.skills) {
        assert_eq!(skill, Some(exact(&o["skill"][n])));
    }
}
fn kappa(i: &Value, o: &Value) {
    let table: Vec<Vec<u64>> = list(&i["table"]).into_iter().map(ints).collect();
    assert_eq!(cohen_kappa(&table).unwrap(), Some(exact(&o["kappa"])));
}
fn kendall_tau_distance(i: &Value, o: &Value) {
    let first: Vec<&str> = list(&i["a"]).into_iter().map(text).collect();
    let at = |v: &Value| first.iter().position(|n| *n == text(v)).unwrap();
    let [a, b, c] = ["a", "b", "c"].map(|n| list(&i[n]).into_iter().map(at).collect::<Vec<_>>());
    assert_eq!(kendall_distance(&a, &b).unwrap(), int(&o["ab"]));
    assert_eq!(kendall_distance(&a, &c).unwrap(), int(&o["ac"]));
}
fn reciprocity(i: &Value, o: &Value) {
    let votes: Vec<(&str, &str)> =
        list(&i["high_votes"]).into_iter().map(|v| (text(&v[0]), text(&v[1]))).collect();
    let r = returned(&votes).unwrap();
    assert_eq!((r.mutual, r.votes), (int(&o["mutual_pairs"]), int(&o["directed"])));
    assert_eq!(r.share, rate(&o["reciprocity"]));
}
#[allow(clippy::float_arithmetic, reason = "an estimate is held against a value by parts")]
fn kaggle_points(i: &Value, o: &Value) {
    for (c, want) in list(&i["cases"]).into_iter().zip(list(&o["points"])) {
        let [team, rank, teams, days] = [0, 1, 2, 3].map(|k| int(&c[k]) as u32);
        // The file's second value is off by 2 parts in 10^7: 100,000 · 10^(-3/4) · log10 4 is 10706.308862.
        let got = career::points(career::Place { team, rank, teams, days }).unwrap().to_f64();
        assert!((got / want.as_f64().unwrap() - 1.0).abs() < 1e-6, "{got}, not {want}");
    }
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["goe_element"], goe_element),
    (&["diving_synchro"], diving_synchro),
    (&["delphi_classify"], delphi_classify),
    (&["kendall_w"], kendall),
    (&["judge_zscore", "judge_zscore_flat"], judge_zscore),
    (&["judge_zscore_global"], judge_zscore_global),
    (&["clamp_to_mean"], clamp_to_mean),
    (&["rubric"], rubric),
    (&["jury_rank_sum"], jury_rank_sum),
    (&["group_consensus"], group_consensus),
    (&["polis_prop_test"], polis_prop_test),
    (&["scaling_progress"], scaling_progress),
    (&["wawa"], wawa),
    (&["cohen_kappa"], kappa),
    (&["kendall_tau_distance"], kendall_tau_distance),
    (&["reciprocity"], reciprocity),
    (&["kaggle_points"], kaggle_points),
];
