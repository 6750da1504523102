//! Motions of contest.json by the names under which the catalogue knows their rules.
use super::{cases, count};
use cocreate::{
    ballot::{Approval, Consent, ConsentForm, Position},
    count::{Seats, Task, TiePolicy, Verdict},
    id::EntryIx,
    profile::{AnyProfile, Profile, Slate},
    tally::registry,
};
use serde_json::{Value, json};

const YES: Position = Position::Yes;
const NO: Position = Position::No { reasoned: true };

/// Input and expectation of a case by its code.
fn case(id: &str) -> Option<(Value, Value)> {
    let all = cases("contest.json", "cases")?;
    let c = all.into_iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("no case {id}"));
    Some((c["input"].clone(), c["expected"].clone()))
}
/// The verdict of a rule with its own parameters; votes are position, number and weight of each.
fn verdict(rule: &str, params: &Value, votes: &[(Position, u64, u64)]) -> Verdict {
    assert!(registry().get(rule).is_some(), "the catalogue has no rule called `{rule}`");
    let mut spec = params.clone();
    spec["rule"] = rule.into();
    let mut b = Profile::<Consent>::builder(Slate::anonymous(1), ConsentForm::default()).unwrap();
    for (p, n, weight) in votes {
        for _ in 0..*n {
            b.push_weighted(&Consent::from([(0, *p)]), *weight).unwrap();
        }
    }
    let t = count(&spec.to_string(), &b.finish().into(), &Task::Plain, &TiePolicy::REPORT);
    t.verdicts().unwrap().on(EntryIx::new(0)).unwrap()
}
fn carries(rule: &str, params: &Value, yes: u64, no: u64) -> bool {
    verdict(rule, params, &[(YES, yes, 1), (NO, no, 1)]) == Verdict::Carried
}
fn int(v: &Value) -> u64 {
    v.as_u64().unwrap_or_else(|| v.as_str().unwrap().parse().unwrap())
}
fn ints(v: &Value) -> Vec<u64> {
    v.as_array().unwrap().iter().map(int).collect()
}

#[test]
fn ieee_and_semi() {
    for id in ["K05", "K06", "K07", "K08"] {
        let Some((i, want)) = case(id) else { return };
        let votes = [
            (YES, int(&i["approve"]), 1),
            (NO, int(&i["disapprove"]), 1),
            (Position::Abstain, int(&i["abstain"]), 1),
        ];
        let got = verdict("ieee-ballot", &json!({ "eligible": i["group"] }), &votes);
        let want = match want["result"].as_str().unwrap() {
            "pass" => Verdict::Carried,
            "fail_approval" => Verdict::Failed,
            _ => Verdict::NoQuorum,
        };
        assert_eq!(got, want, "{id}");
    }
    let (i, want) = case("K37").unwrap();
    let of = json!({ "eligible": i["distributed"] });
    assert_eq!(carries("semi-letter-ballot", &of, int(&i["returned"]), 0), want["met"].as_bool().unwrap());
    assert!(!carries("semi-letter-ballot", &of, 40, 0), "40 of 68 are fewer than 60%");
}
#[test]
fn iso_counts_negatives_against_a_quarter() {
    // K04's numbers as one electorate: two thirds and a quarter are both met with equality at 3 to 1.
    assert!(carries("iso-draft", &json!({}), 30, 10));
    assert!(!carries("iso-draft", &json!({}), 30, 11));
    let unreasoned = [(YES, 30, 1), (NO, 10, 1), (Position::No { reasoned: false }, 20, 1)];
    assert_eq!(verdict("iso-draft", &json!({}), &unreasoned), Verdict::Carried);
}
#[test]
fn eu_council() {
    for id in ["K10", "K11", "K12", "K13"] {
        let Some((i, want)) = case(id) else { return };
        let (yes, no, people) = (int(&i["yes"]), int(&i["not_yes"]), int(&i["yes_pop"]));
        assert_eq!(yes + no, int(&i["states"]));
        // Whoever does not say yes abstains, which is against. A hundred people, one at least in each state.
        let votes = [
            (YES, yes - 1, 1),
            (YES, 1, people + 1 - yes),
            (Position::Abstain, no - 1, 1),
            (NO, 1, 101 - people - no),
        ];
        let got = verdict("eu-council", &json!({}), &votes) == Verdict::Carried;
        assert_eq!(got, want["adopted"].as_bool().unwrap(), "{id}");
    }
    // 15 of 27 states are 55%, but not 72%.
    let votes = [(YES, 15, 5), (NO, 12, 1)];
    assert_eq!(verdict("eu-council", &json!({}), &votes), Verdict::Carried);
    assert_eq!(verdict("eu-council-without-proposal", &json!({}), &votes), Verdict::Failed);
}
#[test]
fn oasis() {
    let Some((i, want)) = case("K14") else { return };
    let of = json!({ "eligible": i["members"] });
    let got = i["cases"].as_array().unwrap().iter().map(|c| {
        let c = ints(c);
        carries("oasis-special-majority", &of, c[0], c[1])
    });
    assert_eq!(json!(got.collect::<Vec<bool>>()), want["passes"]);
    let (i, want) = case("K15").unwrap();
    let of = json!({ "eligible": i["members"] });
    let got = ints(&i["cases"]).into_iter().map(|yes| carries("oasis-full-majority", &of, yes, 0));
    assert_eq!(json!(got.collect::<Vec<bool>>()), want["passes"]);
}
#[test]
fn apache_by_name() {
    let block = Position::Block { reasoned: true };
    for (id, rule) in [
        ("M01", "apache-code"),
        ("M02", "apache-release"),
        ("M03", "apache-procedural"),
        ("M04", "apache-lazy"),
    ] {
        let Some((i, want)) = case(id) else { return };
        let got = i["cases"].as_array().unwrap().iter().map(|c| {
            let c = ints(c);
            verdict(rule, &json!({}), &[(YES, c[0], 1), (block, c[1], 1)]) == Verdict::Carried
        });
        assert_eq!(json!(got.collect::<Vec<bool>>()), want["passes"], "{id}");
    }
}
#[test]
fn rfcbot() {
    let Some((i, want)) = case("M09") else { return };
    let got = i["cases"].as_array().unwrap().iter().map(|c| {
        let c = ints(c);
        let (reviewed, outstanding, concerns) = (c[0], c[1], c[2]);
        let votes = [(YES, reviewed - concerns, 1), (Position::Block { reasoned: true }, concerns, 1)];
        verdict("rfcbot", &json!({ "eligible": reviewed + outstanding }), &votes) == Verdict::Carried
    });
    assert_eq!(json!(got.collect::<Vec<bool>>()), want["starts"]);
}
#[test]
fn thresholds_and_bases() {
    let Some((i, want)) = case("M10") else { return };
    assert_eq!((int(&i["num"]), int(&i["den"]), &i["strict"]), (2, 3, &json!(true)));
    let got = i["cases"].as_array().unwrap().iter().map(|c| {
        let c = ints(c);
        carries("liquidfeedback-two-thirds", &json!({}), c[0], c[1])
    });
    assert_eq!(json!(got.collect::<Vec<bool>>()), want["passes"]);
    let (i, want) = case("M43").unwrap();
    let (all, least) = (int(&i["voters"]), int(&want["min_yes"]));
    for yes in 0..=all {
        assert_eq!(carries("pep13-no-confidence", &json!({}), yes, all - yes), yes >= least);
    }
    let (i, want) = case("M45").unwrap();
    let of = json!({ "eligible": i["members"] });
    for (rule, needed) in
        ["aws-greater-than", "aws-greater-than-or-equal-to"].iter().zip(ints(&want["yes_needed"]))
    {
        assert!(carries(rule, &of, needed, 0) && !carries(rule, &of, needed - 1, 0), "{rule}");
    }
    let (i, want) = case("M44").unwrap();
    let votes =
        [(YES, int(&i["yes"]), 1), (NO, int(&i["no"]), 1), (Position::Abstain, int(&i["abstain"]), 1)];
    let half = json!([{ "share": { "num": 1, "den": 2 } }]);
    for (name, rule, mut params) in [
        ("of_votes", "majority-vote", json!({})),
        ("of_present", "majority-of-cast", json!({})),
        ("of_eligible", "dao-dao-all-power", json!({})),
        ("quorum_half_counting_abstain", "snapshot-quorum-with-abstentions", json!({ "quorum": half })),
        ("quorum_half_not_counting", "majority-vote", json!({ "quorum": half, "abstain": "ignored" })),
    ] {
        params["eligible"] = i["eligible"].clone();
        assert_eq!(
            verdict(rule, &params, &votes) == Verdict::Carried,
            want[name].as_bool().unwrap(),
            "{name}"
        );
    }
}
#[test]
fn debian_quorum_ratio_and_count() {
    let Some((i, want)) = case("M05") else { return };
    let (all, least) = (json!({ "eligible": i["developers"] }), int(&want["votes_needed"]));
    assert!(carries("debian-quorum", &all, least, 0) && !carries("debian-quorum", &all, least - 1, 0));
    let (i, want) = case("M06").unwrap();
    for (c, kept) in i["cases"].as_array().unwrap().iter().zip(want["kept"].as_array().unwrap()) {
        let c = ints(c);
        let rule = if c[2] == 3 { "debian-three-to-one" } else { "debian-quorum" };
        let all = json!({ "eligible": c[0] + c[1] });
        assert_eq!(carries(rule, &all, c[0], c[1]), kept.as_bool().unwrap());
    }
}
#[test]
fn liquid_feedback_puts_near_copies_down() {
    for id in ["M11", "M12"] {
        let Some((i, want)) = case(id) else { return };
        let backed = i["supporters"].as_object().unwrap();
        let names: Vec<&String> = backed.keys().collect();
        let people: std::collections::BTreeSet<&str> =
            backed.values().flat_map(|l| l.as_array().unwrap()).map(|p| p.as_str().unwrap()).collect();
        let backs = |p: &str, n: &String| backed[n].as_array().unwrap().iter().any(|x| x == p);
        let ballot = |p: &&str| {
            Approval((0..names.len()).filter(|e| backs(p, names[*e])).map(EntryIx::from).collect())
        };
        let all: Vec<Approval> = people.iter().map(ballot).collect();
        let p = AnyProfile::from(Profile::of(names.len(), &all).unwrap());
        // The later one takes the worse place.
        let ties = TiePolicy::Order { order: (0..names.len()).rev().map(EntryIx::from).collect() };
        let ranks = Task::Seats(Seats::rank(names.len() as u32).unwrap());
        let t = count(r#"{"rule":"lf_harmonic"}"#, &p, &ranks, &ties);
        let order = t.standing().unwrap().tiers().iter().map(|x| names[x.single().unwrap().ix()]);
        assert_eq!(json!(order.collect::<Vec<_>>()), want["order"], "{id}");
        for (e, w) in t.standing().unwrap().scores() {
            assert_eq!(json!(w.to_string()), want["weight"][names[e.ix()]], "{id}");
        }
    }
}
