//! The account of a count names the numbers that decided it, for each rule.
use super::{cocreate, data, rules};
use std::collections::{BTreeMap, BTreeSet};

/// Worked by hand from 42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM (Memphis, Nashville, Chattanooga, Knoxville). Duels: N over M, C over M and K
/// over M by 58 to 42, N over C and over K by 68 to 32, C over K by 83 to 17.
const TENNESSEE: &[(&str, &[&str])] = &[
    // All six duels, or those of the winner.
    (
        "Memphis against Nashville: 42 to 58",
        &[
            "banks",
            "bipartisan",
            "copeland",
            "essential",
            "leximax",
            "loss-trimmer",
            "minimal-covering",
            "minimax",
            "most-wins-smallest-loss",
            "preliminary-weighted-condorcet",
            "schulze",
            "schulze-proportional-ranking",
            "simple-stable-voting",
            "simplified-dodgson",
            "smith-minimax",
            "stable-voting",
            "tournament-equilibrium",
        ],
    ),
    (
        "Nashville against Memphis: 58 to 42",
        &[
            "benham",
            "beta-uncovered",
            "black",
            "condorcet-irv",
            "condorcet-plurality",
            "condorcet-winner",
            "cpo-stv",
            "daunou",
            "iterated-condorcet-loser",
            "radius",
            "raynaud",
            "schulze-stv",
            "schwartz",
            "smith",
            "smith-irv",
            "split-cycle",
            "tideman-alternative",
            "uncovered",
            "weighted-covering",
            "woodall",
        ],
    ),
    ("Nashville against Chattanooga: 68 to 32", &["bottom-two-irv", "cup"]),
    ("Chattanooga against Nashville: 32 to 68", &["bracket-voting", "knockout"]),
    ("Knoxville against Memphis: 58 to 42", &["consensus-builder", "kemeny", "slater"]),
    // The default option is the last of the list, Knoxville.
    ("Memphis against Knoxville: 42 to 58", &["debian"]),
    ("the defeat of Memphis by Nashville stands, by 16", &["ranked-pairs", "river"]),
    // First places, and what becomes of them when Chattanooga and then Nashville leave.
    ("Memphis has 42, Nashville has 26", &["block-vote", "list-seats", "plurality", "two-round"]),
    (
        "Knoxville has 58",
        &[
            "approval-irv",
            "approval-stv",
            "australian-senate",
            "countback",
            "ers97",
            "gregory-stv",
            "irish-prstv",
            "irv",
            "meek-stv",
            "minneapolis-stv",
            "qpq",
            "rctab",
            "scottish-stv",
            "split-irv",
        ],
    ),
    // All but Memphis are below the minimum of 50 and leave together; nine of Chattanooga's make the quota.
    ("Memphis has 51", &["cambridge-stv"]),
    // Knoxville is elected first; Nashville challenges, and 42 and 26 prefer it.
    ("Nashville has 68", &["sequential-stv"]),
    ("50 first places and more are needed, the most is 42", &["absolute-majority"]),
    ("Memphis has 42, Nashville has 58", &["plurality-runoff"]),
    // Memphis is last on 58, Knoxville on 42.
    ("Memphis has 58, Nashville has 0, Chattanooga has 0, Knoxville has 42", &["coombs"]),
    ("Nashville has 100, Chattanooga has 100, Knoxville has 58", &["veto"]),
    ("Nashville has 26, Chattanooga has 15, Knoxville has -25", &["positive-negative"]),
    // Half of the sums of margins: 88, 46, -48, -86; without Knoxville 52, -20, -32; of two 36.
    ("Memphis has -16, Nashville has 26, Chattanooga has -10", &["baldwin"]),
    ("Nashville has 18, Chattanooga has -18", &["nanson"]),
    ("Memphis has -48, Nashville has 88, Chattanooga has 46, Knoxville has -86", &["borda-minimax-faceoff"]),
    ("Memphis has -3, Nashville has 3, Chattanooga has 1, Knoxville has -1", &["copeland-then"]),
    // 3 points, 2, 1, 0; 4 to 1; 1, 1/2, 1/3, 1/4; two of four.
    ("Memphis has 126, Nashville has 194, Chattanooga has 173, Knoxville has 107", &["borda"]),
    ("Nashville has 294, Chattanooga has 273", &["modified-borda"]),
    ("Memphis has 113/2 (56.50..), Nashville has 173/3 (57.66..)", &["dowdall"]),
    ("Nashville has 97/300 (0.32..)", &["proportional-borda"]),
    (
        "Nashville has 68, Chattanooga has 58",
        &["bucklin", "expanding-approvals", "k-approval", "simplified-bucklin"],
    ),
    // A second place is worth 2/3: 26 + 42 * 2/3.
    ("Nashville has 54", &["weighted-bucklin"]),
    // So many neighbours must change places: 9 each against three; 19 over Nashville; 34 and 19.
    ("Memphis has -27, Nashville has 0, Chattanooga has -19, Knoxville has -53", &["dodgson"]),
    ("Memphis has -16, Nashville has 0, Chattanooga has -36, Knoxville has -66", &["young"]),
    // Tokens as first places. 17 of the 42 take Knoxville's, 15 Chattanooga's, 10 of Nashville's 26.
    ("Nashville has 16", &["plurality-veto"]),
    // Knoxville's 17 go at 42 a unit of time, when Memphis has lost 58 * 17/42 of 42.
    ("Memphis has 389/21 (18.52..)", &["simultaneous-veto"]),
    // First places of its own and of those that it beats: Nashville beats all, Chattanooga Memphis and Knoxville.
    ("Memphis has 42, Nashville has 100, Chattanooga has 74, Knoxville has 59", &["superior"]),
    // Whoever beats all others wins for sure.
    ("Nashville has 1", &["c1-maximal-lottery", "maximal-lottery", "random-consensus-builder"]),
    (
        "Memphis has 21/50 (0.42..), Nashville has 13/50 (0.26..)",
        &["random-dictator", "random-serial-dictatorship"],
    ),
];
/// Three approve of soup, two of stew and salad.
const MEALS: &[(&str, &[&str])] = &[
    (
        "soup has 3, stew has 2, salad has 2",
        &[
            "approval",
            "consensus-rule",
            "enestroem-phragmen",
            "greedy-monroe",
            "maximin-support",
            "sequential-thiele",
        ],
    ),
    (
        "soup has 3, stew has 1, salad has 1",
        &["e-pluribus-hugo", "harmonic", "reverse-sequential-thiele", "satisfaction-approval"],
    ),
    ("the best committees reach 3 votes", &["adams", "lexicographic-cc", "monroe"]),
    ("the best committees reach worth 3", &["thiele"]),
    // Stew is two from {soup} and one from {stew, salad}; soup is three from the latter.
    ("the distance 2", &["minimax-approval"]),
    ("1/3", &["minimax-phragmen", "sequential-phragmen"]),
    ("soup is bought for 1", &["equal-shares"]),
];
/// X has 5, 5, 2, 4; Y 4, 4, none, 5; Z none, 1, 3, 0; of five.
const MARKS: &[(&str, &[&str])] = &[
    (
        "X has 16, Y has 13, Z has 4",
        &["allocated-score", "reweighted-range", "sequentially-spent-score", "smith-score", "total-score"],
    ),
    ("X against Y: 2 to 1", &["condorcet-approval", "star", "three-two-one"]),
    ("X has 4, Y has 13/3 (4.33..), Z has 4/3 (1.33..)", &["mean-score"]),
    ("X has 4, Y has 4, Z has 1", &["median-score"]),
    // Of twelve grades each the seventh is 5 for X, 4 for Y.
    ("X against Y: 5 to 4", &["majority-judgment"]),
    // Of X a half is above 4 and a quarter below, of Y a third and none.
    ("X has 1/4 (0.25..), Y has 1/3 (0.33..)", &["highest-median"]),
    // Without the best and the worst: 5 and 4.
    ("X has 9/2 (4.50..)", &["trimmed-mean"]),
    // Five marks at the mean of all, 33/10, are added to each: (16 + 33/2) / 9.
    ("X has 65/18 (3.61..), Y has 59/16 (3.68..)", &["bayesian-mean"]),
    // Above the middle less below it: 3 - 1, 3, 1 - 2.
    ("X has 2, Y has 3, Z has -1", &["combined-approval"]),
    // (16/5 + 1) / 6 and (13/5 + 1) / 5.
    ("X has 7/10 (0.70..), Y has 18/25 (0.72..)", &["laplace-ratio"]),
    ("X has 2, Y has 4, Z has 0", &["maximin-utility"]),
    // No marks from 7 on; up to 3 are one of X's four, none of Y's and all of Z's.
    ("X has 0, Y has 0, Z has -1", &["delphi"]),
    // From 3 to 5, from 4 to 5 and from 0 to 3.
    ("X has 2, Y has 1, Z has 3", &["interquartile-range"]),
    ("X has 200", &["nash-welfare"]),
    // 1 + 1 + 0 + 4/5.
    ("X has 14/5 (2.80..)", &["relative-utilitarian"]),
];
/// A costs 60 and has three of six votes, B 50 and two, C 40 and one; the budget is 100.
const BUDGET: &[(&str, &[&str])] = &[
    ("A has 3, B has 2, C has 1", &["budget-greedy"]),
    // 3 * 60 + 40.
    ("220", &["budget-max-welfare"]),
    (
        "A is bought for 60, a supporter pays at most 20",
        &["bounded-overspending", "budget-maximin-support", "budget-phragmen"],
    ),
    // Each has 100/6.
    ("A has 50, B has 100/3 (33.33..)", &["cumulative-stv"]),
];
/// A over B twice, C over A once, B and C a draw.
const PAIRS: &[(&str, &[&str])] = &[
    ("A has 2/3 (0.66..), B has 1/6 (0.16..), C has 3/4 (0.75..)", &["win-rate"]),
    ("A has 1, B has 1/2 (0.50..), C has 3/2 (1.50..)", &["copeland-pairs"]),
];
const POINTS: &[(&str, &[&str])] = &[("park has 9, lamp has 5", &["cumulative", "quadratic"])];
const CONSENT: &[(&str, &[&str])] = &[("2 of 2 are in favour, more than 1/2 is needed", &["consent"])];

/// Rules whose numbers are not of a kind to be worked by hand from these files, or that decide nothing there.
const NOT_HERE: &[(&str, &[&str])] = &[
    (
        "an estimate or a root: the numbers are tested at the rule",
        &[
            "bradley-terry",
            "crowd-bt",
            "davidson",
            "elo",
            "exponential-rank",
            "glicko-2",
            "itch-adjusted",
            "quadratic-split",
            "rank-centrality",
            "weighted-split",
            "wilson-lower",
            "win-score",
            "z-score",
        ],
    ),
    ("the sum of a long series: tested at the rule", &["copeland-support"]),
    (
        "nobody is chosen here, or all are level",
        &[
            "budget-equal-shares",
            "exact-equal-shares",
            "greedy-justified",
            "pareto",
            "scoring-vector",
            "trivial",
        ],
    ),
    ("projects in order: tested at the rule", &["pb-ear"]),
];

#[test]
fn the_account_of_each_rule_names_the_number_that_decided() {
    let mut known: BTreeSet<&str> = NOT_HERE.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let mut faults = vec![];
    let files = BTreeMap::from([
        ("tennessee.soc", TENNESSEE),
        ("meals.cat", MEALS),
        ("marks.csv", MARKS),
        ("budget.pb", BUDGET),
        ("pairs.csv", PAIRS),
        ("points.pb", POINTS),
        ("consent.csv", CONSENT),
    ]);
    for (file, table) in files {
        for (number, ids) in table {
            for id in *ids {
                assert!(known.insert(id), "{id} is here twice");
                let ran = cocreate(&["count", "--rule", id, "--markdown", &data(file)]);
                let account = ran.out.replace('\\', "");
                let steps = account.split("## The count").nth(1).unwrap_or_default();
                // Where nobody is chosen the end says why.
                if !steps.contains(number) && (ran.code != 4 || !account.contains(number)) {
                    faults.push(format!("{id}: `{number}` is not in {steps}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let all = rules::rules();
    let all: BTreeSet<&str> = all.iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(known, all, "every rule is in a table or in the list of those that are not");
}
