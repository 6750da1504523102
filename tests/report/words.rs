//! Every kind of step, tie, note and reason in words.
use super::{crowd, in_order, settlement};
use cocreate::{
    count::{Step, TieRecord},
    id::EntryIx,
    report::{Account, Detail, Ids, step_in_words, tie_in_words},
};
use serde_json::{Value, json};

fn name(e: EntryIx) -> String {
    ["fox", "owl", "elk"][e.ix()].to_owned()
}
fn tie(by: &str, among: &Value, take: u32, ways: u64, chosen: &Value) -> TieRecord {
    let at = json!({"stage": "eliminate", "nth": 2});
    serde_json::from_value(
        json!({"at": at, "among": among, "take": take, "ways": ways, "chosen": chosen, "by": by}),
    )
    .unwrap()
}

#[test]
fn each_kind_of_step_is_a_sentence_with_its_numbers() {
    let ties = [tie("order", &json!([{"entry": 1}, {"entry": 2}]), 1, 2, &json!({"entry": 2}))];
    let steps = [
        (
            json!({"step": "scored", "totals": [[0, "3"], [1, "1/2"]], "exhausted": "2", "lost": "1/100"}),
            "fox has 3, owl has 1/2 (0.50..), 2 with nobody, 1/100 (0.01..) lost to rounding",
        ),
        (json!({"step": "compared", "a": 0, "b": 1, "for_a": "7", "for_b": "4"}), "fox against owl: 7 to 4"),
        (
            json!({"step": "locked", "over": 0, "under": 1, "strength": "3"}),
            "the defeat of owl by fox stands, by 3",
        ),
        (
            json!({"step": "skipped", "over": 1, "under": 2, "strength": "3"}),
            "the defeat of elk by owl, by 3, is left out",
        ),
        (json!({"step": "quota", "value": "34"}), "34 must be reached"),
        (json!({"step": "elected", "entries": [0, 2]}), "elected: fox, elk"),
        (json!({"step": "eliminated", "entries": [1]}), "out of the count: owl"),
        (
            json!({"step": "transferred", "from": 1, "to": [[0, "5/2"]], "exhausted": "1/2", "lost": "0"}),
            "from owl: 5/2 (2.50..) to fox, 1/2 (0.50..) with nobody",
        ),
        (
            json!({"step": "transferred", "from": 1, "to": [], "exhausted": "3", "lost": "0"}),
            "from owl: nothing to anybody, 3 with nobody",
        ),
        (
            json!({"step": "bought", "entry": 0, "cost": 500, "price": "125"}),
            "fox is bought for 500, a supporter pays at most 125",
        ),
        (json!({"step": "bought", "entry": 0, "cost": 500, "price": null}), "fox is bought for 500"),
        (
            json!({"step": "tied", "at": {"stage": "eliminate", "nth": 2}, "record": 0}),
            "tie over who leaves the count (at 2): owl or elk; the published order decided: elk",
        ),
        (
            json!({"step": "tied", "at": {"stage": "lock", "nth": 4}, "record": 9}),
            "tie over which defeat stands first (at 4): not in the list of ties",
        ),
        (json!({"step": "note", "text": "fox has more than half"}), "fox has more than half"),
    ];
    for (step, words) in steps {
        let step: Step = serde_json::from_value(step).unwrap();
        assert_eq!(step_in_words(&step, &ties, &name), words);
    }
}

#[test]
fn each_way_in_which_a_tie_ends_is_told_with_who_decided() {
    let at = "tie over who leaves the count (at 2)";
    let one_of_two = json!([{"set": [0, 1]}]);
    let ends = [
        (
            tie("lot", &one_of_two, 1, 2, &json!({"set": [1]})),
            "1 of fox, owl (2 ways); the published lot decided: {owl}",
        ),
        (
            tie("declared", &json!([{"pair": [0, 1]}, {"pair": [1, 2]}]), 1, 2, &json!({"pair": [1, 2]})),
            "fox over owl or owl over elk; a casting vote decided: owl over elk",
        ),
        (
            tie(
                "explored",
                &json!([{"ranking": [0, 1]}, {"ranking": [1, 0]}]),
                1,
                2,
                &json!({"ranking": [0, 1]}),
            ),
            "fox before owl or owl before fox; nobody had to decide, each way was followed; the steps follow fox before owl",
        ),
        (
            tie("nobody", &json!([{"lottery": {"0": "1/4", "1": "3/4"}}]), 1, 1, &Value::Null),
            "fox with chance 1/4 (0.25..), owl with chance 3/4 (0.75..); nobody decided it",
        ),
    ];
    for (record, words) in ends {
        assert_eq!(tie_in_words(&record, &name), format!("{at}: {words}"));
    }
}

#[test]
fn a_long_fraction_is_cut_and_never_rounded_up() {
    let x = "199999999999999999999/100000000000000000000";
    let step: Step = serde_json::from_value(json!({"step": "quota", "value": x})).unwrap();
    assert_eq!(step_in_words(&step, &[], &name), "1.999999.. must be reached");
}

/// The account of the crowd's contest with one part of it set anew.
fn with(path: &str, value: Value) -> String {
    let mut s = crowd();
    *s.pointer_mut(path).unwrap() = value;
    Account::of(&settlement(s), &Ids, Detail::Results).text()
}

#[test]
fn each_kind_of_outcome_is_a_sentence() {
    let outcomes = [
        (json!({"kind": "decided", "winners": [[0, 2]]}), "Decided: fox, elk, level with each other."),
        (json!({"kind": "decided", "winners": [[0, 1], [2]]}), "Decided: fox = owl, then elk."),
        (
            json!({"kind": "tied", "stage": "win", "certain": [2], "tied": [0, 1], "choose": 1, "possible": [0, 1, 2]}),
            "Tied over who wins: 1 of fox, owl to be chosen. However it ends: elk. Can still win: fox, owl, elk.",
        ),
        (
            json!({"kind": "one-of", "sets": [[[0]], [[1]]], "complete": false}),
            "One of 2 results: fox | owl. Not all ways were followed.",
        ),
        (
            json!({"kind": "none", "reason": {"code": "floor", "what": "votes", "needed": "5", "best": "3"}}),
            "Nobody: nobody reached the floor: 5 votes are needed, the most is 3.",
        ),
        (
            json!({"kind": "lottery", "p": {"0": "1/3", "1": "2/3"}}),
            "Chances: fox 1/3 (0.33..), owl 2/3 (0.66..).",
        ),
        (
            json!({"kind": "undecided", "best": [[1]], "bound": "at most 12"}),
            "Not decided: the best that was found is owl; proven is: at most 12.",
        ),
    ];
    for (outcome, words) in outcomes {
        in_order(&with("/rounds/0/polls/0/counted/outcome", outcome), &[words]);
    }
}

#[test]
fn each_note_of_a_selection_is_a_sentence() {
    let quorum = json!({"kind": "quorum", "quorum": {"votes": 20}, "need": 20, "have": 12});
    let notes = [
        (
            json!({"kind": "picked", "entry": "elk", "by": "h", "place": null}),
            "the votes had it without a place",
        ),
        (
            json!({"kind": "party-full", "entry": "owl", "party": "x"}),
            "owl was passed over: party x has its most already",
        ),
        (
            json!({"kind": "below", "entry": "owl", "need": "7/2", "have": "3"}),
            "owl has 3, 7/2 (3.50..) is needed",
        ),
        (
            json!({"kind": "below", "entry": "owl", "need": "3", "have": null}),
            "owl has no score, 3 is needed",
        ),
        (
            json!({"kind": "few-ballots", "entry": "owl", "need": 15, "have": 9}),
            "owl is named on 9 ballots, 15 are needed",
        ),
        (
            json!({"kind": "not-carried", "entry": "owl", "count": null, "shortfall": quorum}),
            "owl does not carry: the quorum needs 20, there are 12; every vote counts for it, one against as well",
        ),
        (
            json!({"kind": "not-carried", "entry": "owl", "count": null, "shortfall": null}),
            "owl does not carry: there was no vote on it",
        ),
        (json!({"kind": "not-above-default", "entry": "owl"}), "owl does not stand above the default option"),
        (json!({"kind": "tied-out", "entry": "owl"}), "owl is level at the cut and left out"),
        (json!({"kind": "tied-in", "entry": "owl"}), "owl is level at the cut and taken"),
        (
            json!({"kind": "broken", "tied": ["owl", "elk"], "chosen": ["elk"], "by": "lot"}),
            "level at the cut: owl, elk; the published lot decided: elk",
        ),
        (json!({"kind": "no-category", "entry": "owl"}), "owl has no category that the rule chooses from"),
        (json!({"kind": "host-silent"}), "no pick of the host stood when the time for it was over"),
        (json!({"kind": "vacant", "places": 2}), "2 places stay empty"),
    ];
    for (note, words) in notes {
        in_order(&with("/rounds/0/selection/notes", json!([note])), &["Selection", words]);
    }
    let open = json!({"winners": [["fox"]], "tied": [{"tied": ["owl", "elk"], "choose": 1}]});
    let text = with("/rounds/0/selection", open);
    in_order(
        &text,
        &["left open there: 1", "Chosen: fox.", "- level at the cut: 1 of owl, elk to be chosen"],
    );
}

#[test]
fn each_way_on_from_a_round_is_a_sentence() {
    let ways = [
        (json!({"next": "round", "entries": ["fox", "owl"]}), "On to the next round: fox, owl."),
        (json!({"next": "again", "entries": ["fox"]}), "The round is held again, with: fox."),
        (
            json!({"next": "tied", "polls": ["crowd"], "at_cut": true}),
            "A tie must be decided first: in poll crowd, at the cut.",
        ),
        (json!({"next": "awaits-pick"}), "The host must pick first."),
        (json!({"next": "awaits-seed"}), "The seed of the lot must be revealed first."),
        (
            json!({"next": "failed", "why": {"code": "no-seed"}}),
            "Nobody won: the seed of the lot was not revealed in time.",
        ),
        (
            json!({"next": "failed", "why": {"code": "tie-unsettled"}}),
            "Nobody won: nobody decided a tie in time.",
        ),
        (
            json!({"next": "failed", "why": {"code": "no-seats", "roster": "jury", "have": 2, "need": 3}}),
            "Nobody won: roster jury has 2 members, 3 are needed.",
        ),
        (
            json!({"next": "failed", "why": {"code": "no-entries", "have": 0, "need": 1}}),
            "Nobody won: there are 0 entries, 1 are needed.",
        ),
        (
            json!({"next": "failed", "why": {"code": "not-countable", "what": "crowd", "why": "too large"}}),
            "Nobody won: crowd could not be counted: too large.",
        ),
        (
            json!({"next": "failed", "why": {"code": "nobody-chosen", "why": {"kind": "default-option", "entry": "bat"}}}),
            "Nobody won: nobody stands above the default option, bat.",
        ),
    ];
    for (next, words) in ways {
        in_order(&with("/rounds/0/next", next), &["Selection", words]);
    }
}

#[test]
fn each_reason_of_a_payment_is_told_in_major_units() {
    let whys = [
        (
            json!({"kind": "pooled", "first": 2, "last": 3, "among": 2}),
            "level: 2 entries share the prizes of places 2 to 3",
        ),
        (json!({"kind": "share", "share": "100001/2"}), "a share of 500.00 EUR and 1/2 of the smallest unit"),
        (
            json!({"kind": "royalty", "earned": "2469/2", "floor": false}),
            "royalty of 12.34 EUR and 1/2 of the smallest unit",
        ),
        (
            json!({"kind": "royalty", "earned": "900", "floor": true}),
            "the least royalty, since 9.00 EUR was earned",
        ),
        (json!({"kind": "other", "code": "bonus"}), "bonus"),
    ];
    for (why, words) in whys {
        in_order(&with("/payouts/0/lines/0/why", why), &["ada  400.00 EUR  fox  ", words]);
    }
    let withheld = [
        (json!({"kind": "floor", "need": "3"}), "nobody reaches the score of 3 that is needed"),
        (json!({"kind": "indivisible", "among": 2}), "2 are level for a prize that is not divided"),
        (json!({"kind": "no-team"}), "there is nobody to be paid"),
        (json!({"kind": "cap"}), "all who share are at the cap"),
        (json!({"kind": "no-share"}), "nobody has a score above nought to share by"),
    ];
    for (why, words) in withheld {
        let line = format!("- the prize of place 3, 100.01 EUR, is not given: {words}");
        in_order(&with("/payouts/0/withheld/0/why", why), &[&line]);
    }
    let mut s = crowd();
    s["payouts"][0]["notes"] = json!([
        {"kind": "odd-units", "tied": ["fox", "ada"], "units": 1},
        {"kind": "capped", "entry": "fox", "to": 60000},
        {"kind": "short", "owed": 200_000, "have": 100_001}
    ]);
    let text = Account::of(&settlement(s), &Ids, Detail::Results).text();
    in_order(
        &text,
        &[
            "- level for 1 odd units, given by the pot's rule: fox, ada",
            "- fox was cut to 600.00 EUR, and the rest shared again",
            "- 2000.00 EUR was owed and there are 1000.01 EUR: what there is was shared out",
        ],
    );
}
