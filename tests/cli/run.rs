//! `run`: contests from files, what they print and how they end.
use super::{cocreate, refused, written};
use serde_json::{Value, json};

const PLAN: &str = r#"
contest = "mugs"
mode = "crowd"
starts = 2026-12-01T00:00:00Z
rosters = { crowd = {} }
entries = { given = [{ entry = "cat" }, { entry = "dog" }, { entry = "eel" }] }
pots = [{ pot = "prize", currency = "EUR", amount = 100, reward = { rule = "equal-split" } }]
[[rounds]]
balloting = "7d"
select = { rule = "top-k", k = 1 }
[[rounds.polls]]
poll = "vote"
voters = "crowd"
ballot = { kind = "choice" }
tally = { rule = "plurality" }
"#;
fn file(name: &str, text: &str) -> String {
    written(&format!("run-{name}"), text.as_bytes()).display().to_string()
}
fn json_of(args: &[&str]) -> (Value, i32) {
    let ran = cocreate(&[&["run", "--json"], args].concat());
    (serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}")), ran.code)
}

/// Two of three name the cat; entries that the host gives have nobody to pay.
#[test]
fn voters_of_an_open_contest_need_no_roster() {
    let plan = file("open.toml", PLAN);
    let ballots = file("open.csv", "voter,choice\nann,cat\nbob,dog\ncy,cat\ndee,\n");
    let (s, code) = json_of(&[&plan, "--ballots", &ballots]);
    assert_eq!((code, &s["ended"]), (0, &json!({"ended": "won", "winners": [["cat"]]})));
    let poll = &s["rounds"][0]["polls"][0];
    assert_eq!((&poll["received"], &poll["blank"], &poll["eligible"]), (&json!(4), &json!(1), &json!(4)));
    assert_eq!(poll["counted"]["scores"], json!({"cat": "2", "dog": "1", "eel": "0"}));
    assert_eq!(s["payouts"][0]["returned"], json!(100));
    // Balloting lasts from the start for seven days, to 2026-12-08T00:00:00Z.
    assert_eq!(s["at"], json!(1_796_083_200_000_i64 + 7 * 86_400_000));
    let ran = cocreate(&["run", &plan, "--ballots", &ballots, "--markdown"]);
    assert!(ran.code == 0 && ran.out.contains("# Settlement of contest mugs"), "{ran:?}");
}
/// cat and dog have one vote each; the host has fourteen days for a casting vote, and says nothing.
#[test]
fn an_open_tie_fails_unless_the_host_decides() {
    let plan = file("tie.toml", PLAN);
    let ballots = file("tie.csv", "voter,choice\nann,cat\nbob,dog\n");
    let ran = cocreate(&["run", &plan, "--ballots", &ballots]);
    assert_eq!((ran.code, ran.err.as_str()), (3, ""), "{ran:?}");
    assert!(ran.out.contains("Nobody won: nobody decided a tie in time. All money goes back."), "{ran:?}");
    let (s, code) = json_of(&[&plan, "--ballots", &ballots, "--choose", "dog"]);
    assert_eq!((code, &s["ended"]["winners"]), (0, &json!([["dog"]])));
    let note = json!({"kind": "broken", "tied": ["cat", "dog"], "chosen": ["dog"], "by": "declared"});
    assert_eq!(s["rounds"][0]["selection"]["notes"], json!([note]));
    let err = refused(&["run", &plan, "--ballots", &ballots, "--choose", "eel"]);
    assert!(err.contains("--choose: ") && err.contains("the level entries are `cat`, `dog`"), "{err}");
}
/// cat and dog are level for the one place by votes: the host decides that tie, and picks the other one besides.
#[test]
fn a_tie_is_decided_before_the_host_picks() {
    let text = PLAN.replace(
        "{ rule = \"top-k\", k = 1 }",
        "{ rule = \"host-pick\", top = 1, picks = 1, shortlist = 2 }",
    );
    let plan = file("both.toml", &text);
    let ballots = file("both-tie.csv", "voter,choice\nann,cat\nbob,dog\n");
    let run = ["run", plan.as_str(), "--ballots", ballots.as_str()];
    let (s, code) = json_of(&[&run[1..], &["--choose", "dog", "--pick", "cat"]].concat());
    assert_eq!((code, &s["ended"]["winners"]), (0, &json!([["dog"], ["cat"]])), "{s}");
    let err = refused(&[&run[..], &["--choose", "dog", "--pick", "dog"]].concat());
    assert!(err.contains("--pick: ") && err.contains("it is chosen already"), "{err}");
    let ran = cocreate(&[&run[..], &["--choose", "dog"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("- no pick of the host stood when the time for it was over"), "{ran:?}");
}
/// The lot is published in the plan: the account holds all that is needed to draw again. Cat and dog are level, in the poll too.
#[test]
fn an_account_tells_how_to_draw_the_lot_again() {
    let text = PLAN.replace("k = 1 }", "k = 1 }\nties = { by = \"lot\" }");
    let plan = file("lot.toml", &text.replace("mode =", "lot = { seed = \"dice 3 1 4\" }\nmode ="));
    let ballots = file("lot-tie.csv", "voter,choice\nann,cat\nbob,dog\n");
    let ran = cocreate(&["run", &plan, "--ballots", &ballots, "--seed", "idle"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.err, "note: --seed was not asked for, or once too often\n");
    assert!(ran.out.contains("Decided: cat, dog, level with each other."), "{ran:?}");
    assert!(
        ran.out.contains("seed `dice 3 1 4/mugs/0.0/select`; label `cut`; drawn is an order of all"),
        "{ran:?}"
    );
    // By the page on reproducibility: of the tied, whoever comes first in the order of all three.
    let order = cocreate::count::Lot::new("dice 3 1 4/mugs/0.0/select").order("cut", 3);
    let first = order.iter().map(|i| ["cat", "dog", "eel"][*i]).find(|e| *e != "eel").unwrap();
    assert!(ran.out.contains(&format!("Chosen: {first}.")), "{ran:?}");
}
/// irv: cat and dog have one first place each, eel two; of the two that leave, the file says which, and then who wins of two.
#[test]
fn ties_inside_of_a_count_are_decided_from_a_file() {
    let text = PLAN
        .replace("{ kind = \"choice\" }", "{ kind = \"ranking\", strict = true }")
        .replace("rule = \"plurality\"", "rule = \"irv\"")
        .replace("tally =", "seats = { fill = 1 }\ntally =");
    let plan = file("inside.toml", &text);
    let ballots =
        file("inside.csv", "voter,rank1,rank2,rank3\nann,cat,dog,\nbob,dog,cat,\ncy,eel,,\ndee,eel,,\n");
    assert_eq!(json_of(&[&plan, "--ballots", &ballots]).1, 3, "nobody decides");
    // Cat leaves: dog has two against the eel's two, and the eel leaves. The file may have them in any order.
    let decision = |at: Value, who: &str| json!({"at": at, "chosen": {"entry": who}});
    let ran = cocreate(&[
        "count",
        "--rule",
        "irv",
        "--ties",
        "order:cat>eel>dog",
        "--json",
        &file("same.csv", "rank1,rank2,rank3\ncat,dog,\ndog,cat,\neel,,\neel,,\n"),
    ]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let at: Vec<Value> = told["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|s| s["step"] == "tied")
        .map(|s| s["at"].clone())
        .collect();
    assert_eq!(at.len(), 2, "{told}");
    let two = json!([decision(at[1].clone(), "eel"), decision(at[0].clone(), "cat")]);
    let decided = file("inside.json", &two.to_string());
    let (s, code) = json_of(&[&plan, "--ballots", &ballots, "--declared", &decided]);
    assert_eq!((code, &s["ended"]["winners"]), (0, &json!([["dog"]])), "{s}");
    let by = &s["rounds"][0]["polls"][0]["counted"]["ties"];
    assert!(by.as_array().unwrap().iter().all(|t| t["by"] == "declared"), "{by}");
    let named = format!("vote={decided}");
    assert_eq!(json_of(&[&plan, "--ballots", &ballots, "--declared", &named]).1, 0);
    let wrong =
        file("inside-wrong.json", &json!([decision(json!({"stage": "lock", "nth": 3}), "cat")]).to_string());
    let err = refused(&["run", &plan, "--ballots", &ballots, "--declared", &wrong]);
    assert!(err.contains("--declared") && err.contains("no such tie is met"), "{err}");
}
#[test]
fn nobody_votes() {
    let (s, code) = json_of(&[&file("silent.toml", PLAN)]);
    assert_eq!((code, &s["ended"]["ended"]), (4, &json!("failed")));
    assert_eq!(s["payouts"][0]["returned"], json!(100));
}

#[test]
fn every_fault_of_a_plan_is_told_with_its_field() {
    let bad = PLAN
        .replace("\"crowd\"\nballot", "\"cloud\"\nballot")
        .replace("rule = \"plurality\"", "rule = \"borda\"")
        .replace("balloting = \"7d\"", "balloting = \"0s\"")
        .replace("rule = \"equal-split\"", "rule = \"equal-splitt\"");
    let err = refused(&["run", &file("bad.toml", &bad)]);
    assert!(err.contains("the plan has 4 faults"), "{err}");
    for field in ["rounds.0.balloting", "rounds.0.polls.0.voters", "rounds.0.polls.0.tally", "pots.0.reward"]
    {
        assert!(err.contains(&format!(", {field}: ")), "{field}: {err}");
    }
    assert!(err.contains("there is no roster `cloud`; there is: crowd"), "{err}");
}
/// All of them at once, each with its line, its place and the nearest right key.
#[test]
fn misspelt_keys_are_told_with_their_places() {
    let bad = PLAN
        .replace("starts =", "start =")
        .replace("voters =", "voter =")
        .replace("{ kind = \"choice\" }", "{ kind = \"scores\", lowest = 0, steps = 1, top = 5 }")
        .replace("amount = 100", "amuont = 100");
    let err = refused(&["run", &file("key.toml", &bad)]);
    for told in [
        "\n- line 4, start: there is no key `start` here; did you mean `starts`?",
        "\n- line 7, pots.0.amuont: there is no key `amuont` here; did you mean `amount`?",
        "\n- line 13, rounds.0.polls.0.voter: there is no key `voter` here; did you mean `voters`?",
        "\n- line 14, rounds.0.polls.0.ballot.steps: there is no key `steps` here; did you mean `step`?",
    ] {
        assert!(err.contains(told), "{told} is not in {err}");
    }
    assert!(!err.contains("missing"), "what is only misspelt is not told as missing: {err}");
    // And the rest is checked as it is meant: `plurality` does not count scores.
    assert!(err.contains("the plan has 5 faults") && err.contains("rounds.0.polls.0.tally"), "{err}");
    let far = PLAN
        .replace("k = 1", "k = 1, zzzzzz = 2")
        .replace("balloting = \"7d\"", "balloting = \"7d\"\nqqqqqqqqq = 1");
    let err = refused(&["run", &file("far.toml", &far)]);
    assert!(
        err.contains(
            "line 10, rounds.0.qqqqqqqqq: there is no key `qqqqqqqqq` here; there is: deliberation, "
        ),
        "{err}"
    );
    // What is no key has its place as well.
    let kind = PLAN
        .replace("k = 1", "k = 1 }\nearly_close = \"yes\"\nrepeat = { until = \"no-change\", at_most = 2");
    let err = refused(&["run", &file("type.toml", &kind)]);
    assert!(
        err.contains("line 11, rounds.0.early_close: invalid type: string \"yes\", expected a boolean"),
        "{err}"
    );
}
/// What is missing is told beside all else that is missing: also a mode and a currency, which have several forms.
#[test]
fn missing_fields_are_told_together() {
    let told = |name: &str, json: &str| refused(&["run", &file(name, json)]);
    for (json, missing) in [
        ("{}", &["contest", "mode", "starts", "entries", "rounds"][..]),
        (r#"{ "contest": "x" }"#, &["mode", "starts", "entries", "rounds"]),
        (r#"{ "starts": "2026-12-01T00:00:00Z" }"#, &["contest", "mode", "entries", "rounds"]),
    ] {
        let err = told("missing.json", json);
        for field in missing {
            assert!(err.contains(&format!("{field}: missing field `{field}`")), "{json}: {field}: {err}");
        }
        assert!(err.contains(&format!("the plan has {} faults", missing.len())), "{json}: {err}");
    }
    let plan = r#"{ "contest": "x", "mode": "crowd", "starts": "2026-12-01T00:00:00Z", "rosters": { "all": {} },
        "entries": { "given": [{ "entry": "cat" }] },
        "rounds": [{ "balloting": "1d", "polls": [{ "poll": "p" }], "select": { "rule": "top-k" } }], "pots": [POT] }"#;
    let polls = ["voters", "ballot", "tally"].map(|f| format!("rounds.0.polls.0.{f}: missing field `{f}`"));
    for (pot, missing) in [
        ("{}", &["pot", "currency", "amount", "reward"][..]),
        (r#"{ "pot": "a" }"#, &["currency", "amount", "reward"]),
    ] {
        let err = told("missing-pot.json", &plan.replace("POT", pot));
        let pots = missing.iter().map(|f| format!("pots.0.{f}: missing field `{f}`"));
        for line in pots.chain(polls.clone()) {
            assert!(err.contains(&line), "{pot}: {line}: {err}");
        }
    }
    let err = told("form.json", &plan.replace("POT", r#"{ "pot": "a", "currency": 3 }"#));
    assert!(err.contains("expected a currency: `\"EUR\"` or `{code, exponent}`"), "{err}");
}
#[test]
fn what_toml_itself_refuses_is_told_with_its_line() {
    let twice = PLAN.replace("k = 1", "k = 1, k = 2");
    let err = refused(&["run", &file("twice.toml", &twice)]);
    assert!(err.contains("line 10, column 35") && err.contains("duplicate key"), "{err}");
    let float = PLAN.replace("amount = 100", "amount = 100.5");
    assert!(refused(&["run", &file("float.toml", &float)]).contains("write fractions, and numbers of"));
}

#[test]
fn a_ballot_of_a_stranger_is_refused_where_it_stands() {
    let plan = file("stranger.toml", PLAN);
    let roster = file("roster.csv", "person\nann\nbob\n");
    let ballots = file("stranger.csv", "voter,choice\nann,cat\nzoe,cat\n");
    let err = refused(&["run", &plan, "--roster", &roster, "--ballots", &ballots]);
    assert!(err.contains("stranger.csv: line 3, column 5: `zoe` is not on roster `crowd`"), "{err}");
    // Invited by the host, in a mode without open admission, just like anywhere else.
    let experts = file("experts.toml", &PLAN.replace("mode = \"crowd\"", "mode = \"experts\""));
    let both = file("both.csv", "voter,choice\nann,cat\nbob,cat\n");
    assert_eq!(json_of(&[&experts, "--roster", &roster, "--ballots", &both]).1, 0);
}
#[test]
fn faults_of_tables_are_told_where_they_stand() {
    let plan = file("tables.toml", PLAN);
    for (text, told) in [
        (
            "voter,choice\nann,fox\n",
            "line 2, column 5: ballot of `ann`: `fox` is not on the slate; it has: cat",
        ),
        (
            "voter,choice\nann,cat\nann,dog\n",
            "line 3, column 5: ballot of `ann`: there is a ballot of this voter",
        ),
        ("voter,choice\nann,cat|dog\n", "a choice names one entry"),
        ("voter,cat,dog\nann,1,0\n", "the poll takes choice ballots: a column `choice`"),
        ("name,choice\nann,cat\n", "ballots of a contest have a column `voter`"),
        ("voter,choice\na b,cat\n", "line 2, column 1: the voter: ` ` in an id"),
        ("voter,choice\nann\n", "line 2, column 4"),
        ("voter,choice,choice\nann,cat,cat\n", "another name than a column before has"),
        ("poll,voter,choice\nveto,ann,cat\n", "line 2, column 1: there is no poll `veto`; there is: vote"),
        ("", "a header with the names of the columns"),
    ] {
        let err = refused(&["run", &plan, "--ballots", &file("table.csv", text)]);
        assert!(err.contains(told), "{told}: {err}");
    }
    let err = refused(&["run", &plan, "--entries", &file("e.csv", "entry,persn\nfox,ann\n")]);
    assert!(err.contains("there is no column `persn`; there is: entry, person"), "{err}");
    let err = refused(&["run", &plan, "--roster", &file("r.csv", "person,share\nann,much\n")]);
    assert!(err.contains("r.csv: line 2, column 5: "), "{err}");
    let err = refused(&["run", &plan, "--roster", &file("d.csv", "person,delegat\nann,ben\n")]);
    let told =
        "`delegat` is taken for a fact about the person, since a roster's own columns are roster, person";
    assert!(err.contains("d.csv: line 2, column 5: ") && err.contains(told), "{err}");
}

/// Two rows that contradict each other are told, and never settled in silence.
#[test]
fn a_voter_says_one_thing_of_an_entry() {
    let twice = "line 3, column 9: ballot of `ann`: `cat` is marked twice; mark it once";
    let off = "line 2, column 9: ballot of `ann`: `dog`: score 9 is off the scale, which goes from 0 to 5";
    let pair = "line 3, column 5: ballot of `ann`: `dog` and `cat` are compared twice; compare them once";
    for (ballot, rule, text, told) in [
        ("{ kind = \"approval\" }", "approval", "voter,entry,value\nann,cat,1\nann,cat,0\n", twice),
        ("{ kind = \"scores\", top = 5 }", "mean-score", "voter,entry,value\nann,cat,1\nann,cat,1\n", twice),
        ("{ kind = \"scores\", top = 5 }", "mean-score", "voter,entry,value\nann,dog,9\n", off),
        (
            "{ kind = \"pairs\" }",
            "win-rate",
            "voter,first,second,answer\nann,cat,dog,first\nann,dog,cat,first\n",
            pair,
        ),
    ] {
        let plan = PLAN.replace("{ kind = \"choice\" }", ballot).replace("plurality", rule);
        let err = refused(&["run", &file("once.toml", &plan), "--ballots", &file("once.csv", text)]);
        assert!(err.contains(told), "{told}: {err}");
    }
}

#[test]
fn a_figure_is_refused_with_what_stands_there() {
    let plan = file(
        "figures.toml",
        &PLAN.replace("entries = {", "entries = { figures = [\"sales\"], figures_within = \"1d\","),
    );
    for wrong in ["-1", "1.5", "9999999999999999999999999999999999999999"] {
        let entries = file("figures.csv", &format!("entry,sales\ncat,{wrong}\n"));
        let err = refused(&["run", &plan, "--entries", &entries]);
        assert!(err.contains(&format!("`{wrong}`: expected whole minor units, from 0 to ")), "{err}");
    }
}
/// Texts lie outside of a log; `verify` is not given them, which says nothing of their being there.
#[test]
fn texts_that_are_not_given_are_not_called_erased() {
    let text = PLAN.replace("entries = { given", "entries = { by = \"crowd\", window = \"1d\", given");
    let (plan, log) = (file("texts.toml", &text), file("texts.jsonl", ""));
    let ballots = file("texts.csv", "voter,choice\nann,cat\nbob,fox\ncy,cat\n");
    let entries = file("texts-entries.csv", "entry,person\nfox,zed\n");
    let (_, code) = json_of(&[&plan, "--ballots", &ballots, "--entries", &entries, "--log", &log]);
    assert_eq!(code, 0);
    let ran = cocreate(&["verify", &plan, &log]);
    assert!(ran.code == 0 && !ran.out.contains("erased"), "{ran:?}");
    assert!(ran.out.ends_with("texts outside: 1 named, not checked, since none are given here\n"), "{ran:?}");
    // By a plan that enrols nobody the first events are not possible: the end is not reached.
    let experts = file("texts-experts.toml", &text.replace("mode = \"crowd\"", "mode = \"experts\""));
    let err = refused(&["verify", &experts, &log]);
    assert!(err.contains("end: not reached; what was applied ends in phase announced"), "{err}");
}
/// A log that a run wrote gives the same settlement, whole or cut before the count; one that was altered is refused.
#[test]
fn a_log_is_replayed_and_completed() {
    let plan = file("log.toml", PLAN);
    let ballots = file("log.csv", "voter,choice\nann,cat\nbob,dog\ncy,cat\n");
    let log = file("log.jsonl", "");
    let (whole, code) = json_of(&[&plan, "--ballots", &ballots, "--log", &log]);
    assert_eq!(code, 0);
    let text = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // Three enrolments, three ballots, a count, a settlement.
    assert_eq!(lines.len(), 8);
    assert_eq!(json_of(&[&plan, "--ballots", &log]), (whole.clone(), 0));
    let cut = file("cut.jsonl", &(lines[..6].join("\n") + "\n"));
    assert_eq!(json_of(&[&plan, "--ballots", &cut]), (whole.clone(), 0));
    // Events alone, without heads, do as well.
    let event = |l: &&str| serde_json::from_str::<Value>(l).unwrap()["event"].to_string();
    let plain: Vec<String> = lines[..6].iter().map(event).collect();
    assert_eq!(json_of(&[&plan, "--ballots", &file("plain.jsonl", &plain.join("\n"))]), (whole, 0));
    let misspelt = plain[4].replacen("\"act\"", "\"actt\"", 1);
    let err = refused(&[
        "run",
        &plan,
        "--ballots",
        &file("misspelt.jsonl", &[plain[0].as_str(), &misspelt].join("\n")),
    ]);
    assert!(err.contains("misspelt.jsonl: line 2, column ") && !err.contains("line 1"), "{err}");
    let forged = file("forged.jsonl", &text.replacen(r#""choice":0"#, r#""choice":1"#, 1));
    let err = refused(&["run", &plan, "--ballots", &forged]);
    assert!(err.contains("event 3"), "{err}");
    let ran = cocreate(&["verify", &plan, &log]);
    assert!(ran.code == 0 && ran.out.starts_with("log: 8 events, head "), "{ran:?}");
    assert!(ran.out.contains("replay: 8 events applied\nfindings: as they were\n"), "{ran:?}");
    // A head that was published tells of a log from which the end was taken.
    let head = ran.out.lines().find_map(|l| l.strip_prefix("log: ")?.split_once(" events, head ")).unwrap();
    let published = format!("{}:{}", head.0, head.1);
    assert_eq!(cocreate(&["verify", &plan, &log, "--head", &published]).code, 0);
    let whole = std::fs::read_to_string(&log).unwrap();
    let cut = whole.trim_end().rsplit_once('\n').unwrap().0;
    let cut = file("cut.jsonl", &format!("{cut}\n"));
    let ran = cocreate(&["verify", &plan, &cut]);
    assert!(ran.out.contains("the log ends in phase final, without a settlement"), "{ran:?}");
    let err = refused(&["verify", &plan, &cut, "--head", &published]);
    assert!(err.contains(head.0), "{err}");
    assert!(refused(&["verify", &plan, &log, "--head", "x"]).contains("expected EVENTS:DIGEST"));
    let err = refused(&["verify", &plan, &forged]);
    assert!(err.contains("the log is not sound") && err.contains("event 3"), "{err}");
    let other = file("other.toml", &PLAN.replace("\"7d\"", "\"8d\""));
    refused(&["run", &other, "--ballots", &log]);
    let err = refused(&["run", &plan, "--ballots", &log, "--roster", &ballots]);
    assert!(err.contains("a log holds its own people"), "{err}");
}
