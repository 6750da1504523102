//! Bad input to the verbs: a clear error each, no panic, nothing guessed.
use super::{e, p, pot, solos, tiers, x};
use cocreate::admit::{
    self, Admission, AdmissionRule, AdmitError, Applicant, Call, StratifiedLottery, admit,
};
use cocreate::count::{About, RuleSpec};
use cocreate::id::{EntryId, PollId};
use cocreate::num::{Amount, Exact, SplitError};
use cocreate::reward::{
    self, Award, Case, Entrant, Owed, Prizes, RewardError, RewardRule, Royalty, TeamShare, TeamSplit, Why,
    WinnerTakesAll, pay,
};
use cocreate::select::{
    self, Candidate, CrowdThenJury, HostPick, MajorityVote, NoneChosen, PerCategory, Pick, PollResult,
    Results, ScoreThreshold, SelectError, Selection, SelectionRule, TopK, select,
};
use cocreate::weigh::{
    self, Cap, CappedShares, Delegation, Electorate, LiquidDelegation, Member, PartyShare, Shares,
    WeighError, Weighed, WeightRule, Weights, weigh,
};
use std::collections::BTreeMap;

fn members(names: &[&str]) -> Vec<Member> {
    names.iter().map(|n| Member::new(p(n))).collect()
}
fn link(a: &str, b: &str) -> Delegation {
    Delegation { from: p(a), to: p(b) }
}
fn weighed(
    rule: &dyn WeightRule,
    members: &[Member],
    delegations: &[Delegation],
) -> Result<Weights, WeighError> {
    weigh(rule, &Electorate { members, parties: &[], delegations, trust: &[] })
}
fn poll(t: &[&[&str]]) -> PollResult {
    PollResult::new(PollId::new("crowd").unwrap(), tiers(t))
}
fn of(names: &[&str]) -> Vec<Candidate> {
    names.iter().map(|n| Candidate::new(e(n))).collect()
}
fn chosen(
    rule: &dyn SelectionRule,
    names: &[&str],
    polls: &[PollResult],
    picks: Option<&[Pick]>,
) -> Result<Selection, SelectError> {
    select(rule, &Results { candidates: &of(names), polls, picks })
}

#[test]
fn delegations_that_cannot_be_are_named() {
    let m = members(&["a", "b", "c"]);
    let rule = LiquidDelegation::default();
    let run = |d: &[Delegation]| weighed(&rule, &m, d).unwrap_err();
    assert_eq!(run(&[link("a", "a")]), WeighError::Oneself(p("a")));
    assert_eq!(run(&[link("a", "zoe")]), WeighError::Stranger(p("zoe")));
    assert_eq!(run(&[link("zoe", "a")]), WeighError::Stranger(p("zoe")));
    let two = WeighError::TwoDelegates { from: p("a"), first: p("b"), second: p("c") };
    assert_eq!(run(&[link("a", "b"), link("a", "c")]), two);
    assert_eq!(two.to_string(), "`a` delegates to `b` and to `c`; one at most");
    assert_eq!(weighed(&rule, &members(&["a", "a"]), &[]), Err(WeighError::Twice(p("a"))));
    assert_eq!(weighed(&rule, &[], &[]).unwrap(), Weights::default());
}

#[test]
fn shares_that_cannot_be_are_named() {
    let member = |s: &str| [Member { share: Some(x(s)), ..Member::new(p("a")) }];
    let rule = Shares::default();
    let negative = WeighError::Negative { of: "a".to_owned(), share: x("-1") };
    assert_eq!(weighed(&rule, &member("-1"), &[]), Err(negative));
    assert_eq!(weighed(&rule, &members(&["a"]), &[]), Err(WeighError::NoShare(p("a"))));
    let huge = "9".repeat(300);
    assert_eq!(weighed(&rule, &member(&huge), &[]).unwrap().total(), x(&huge));
    for cap in [Cap::Fraction(x("0")), Cap::Fraction(x("3/2")), Cap::Weight(x("-1"))] {
        let rule = CappedShares { cap, ..CappedShares::default() };
        assert!(matches!(weighed(&rule, &member("1"), &[]), Err(WeighError::Parameters { .. })));
    }
    // All shares nought: nobody counts, nothing is divided by nought.
    let none = weighed(&CappedShares::default(), &member("0"), &[]).unwrap();
    assert_eq!(none.total(), Exact::ZERO);
    let party = |n: &str| PartyShare { party: n.parse().unwrap(), share: Exact::ONE };
    let by_party: Box<dyn WeightRule> =
        weigh::catalogue::registry().build(&RuleSpec::new("party-shares")).unwrap().0;
    let m = members(&["a"]);
    let run = |parties: &[PartyShare], m: &[Member]| {
        weigh(&*by_party, &Electorate { members: m, parties, delegations: &[], trust: &[] }).unwrap_err()
    };
    assert_eq!(run(&[party("x")], &m), WeighError::NoParty { person: p("a"), party: None });
    assert_eq!(run(&[party("x"), party("x")], &m), WeighError::PartyTwice("x".parse().unwrap()));
}

#[test]
fn admission_that_cannot_be_is_named() {
    let people = [Applicant::new(p("a")), Applicant::new(p("a"))];
    assert_eq!(admit(&[], &Call::new(&people)), Err(AdmitError::Twice(p("a"))));
    let one = &people[..1];
    let lottery = |strata: &[(&str, &str)]| StratifiedLottery {
        seats: 3,
        strata: strata.iter().map(|(n, s)| ((*n).to_owned(), x(s))).collect(),
        ..StratifiedLottery::default()
    };
    let no_seed = admit(&[&lottery(&[])], &Call::new(one)).unwrap_err();
    assert_eq!(no_seed, AdmitError::NoSeed { rule: "stratified-lottery".to_owned() });
    let lot = cocreate::count::Lot::new("seed");
    let run = |strata| admit(&[&lottery(strata)], &Call { lot: Some(&lot), ..Call::new(one) }).unwrap_err();
    assert_eq!(run(&[("m", "0")]), AdmitError::Seats(SplitError::NoWeight(3)));
    let negative = SplitError::Negative { at: 1, value: x("-1") };
    assert_eq!(run(&[("m", "1"), ("w", "-1")]), AdmitError::Seats(negative));
}

#[test]
fn selection_that_cannot_be_is_named() {
    let names = ["a", "b"];
    let good = poll(&[&["a"], &["b"]]);
    let one = std::slice::from_ref(&good);
    let run = |rule: &dyn SelectionRule, polls: &[PollResult]| chosen(rule, &names, polls, None).unwrap_err();
    let which = run(&TopK::default(), &[]);
    assert_eq!(which.to_string(), "the rule follows one poll and does not say which; the round has: none");
    assert!(matches!(run(&TopK::default(), &[good.clone(), good.clone()]), SelectError::WhichPoll { .. }));
    let other = TopK { poll: Some("jury".parse().unwrap()), ..TopK::default() };
    assert_eq!(run(&other, one).to_string(), "the round has no poll `jury`; it has: `crowd`");
    for wrong in [poll(&[&["a", "a"]]), poll(&[&["zoe"]]), poll(&[&["a"], &["b", "a"]])] {
        assert!(matches!(run(&TopK::default(), &[wrong]), SelectError::Standing { .. }));
    }
    assert!(matches!(chosen(&TopK::default(), &["a", "a"], one, None), Err(SelectError::Twice(_))));
    let zero: [&dyn SelectionRule; 5] = [
        &TopK { k: 0, ..TopK::default() },
        &TopK { per_party: Some(0), ..TopK::default() },
        &PerCategory { k: 0, ..PerCategory::default() },
        &HostPick { picks: 0, ..HostPick::default() },
        &CrowdThenJury { shortlist: 1, winners: 2, ..CrowdThenJury::default() },
    ];
    for rule in zero {
        assert!(matches!(run(rule, one), SelectError::Parameters { .. }), "{rule:?}");
    }
    assert_eq!(run(&ScoreThreshold::default(), one), SelectError::NoScores(good.poll.clone()));
    assert_eq!(run(&MajorityVote::default(), one), SelectError::NoVotes(good.poll.clone()));
    let mut voted = good.clone();
    voted.votes = [(e("a"), cocreate::num::Votes::default())].into();
    let counts = [("heads".to_owned(), cocreate::num::Majority::default())].into();
    let double = MajorityVote { counts, ..MajorityVote::default() };
    assert_eq!(run(&double, &[voted]).to_string(), "poll `crowd` has no count `heads`; it has: none");
    let stranger = TopK { default_option: Some(e("none-of-these")), ..TopK::default() };
    let why = "rule of selection `top-k`: the default option `none-of-these` has no place in poll `crowd`; put it on the slate";
    assert_eq!(run(&stranger, &[good]).to_string(), why);
}

#[test]
fn picks_outside_of_what_is_allowed_are_refused() {
    let rule = HostPick { top: 1, picks: 1, shortlist: Some(2), ..HostPick::default() };
    let polls = [poll(&[&["a"], &["b"], &["c"]])];
    let run = |names: &[&str]| {
        let picks: Vec<Pick> = names.iter().map(|n| Pick { entry: e(n), by: p("host") }).collect();
        chosen(&rule, &["a", "b", "c"], &polls, Some(&picks))
    };
    let cause = |r: Result<Selection, SelectError>| r.unwrap_err().to_string();
    assert_eq!(cause(run(&["c"])), "`c` cannot be picked: it is not on the shortlist, which has `a`, `b`");
    assert!(cause(run(&["a"])).contains("chosen already"));
    assert!(cause(run(&["b", "b"])).contains("at most 1"));
    assert!(cause(run(&["zoe"])).contains("shortlist"));
    assert_eq!(run(&["b"]).unwrap().goes_on().count(), 2);
}

#[test]
fn nothing_to_choose_from_has_a_reason() {
    let rules: [&dyn SelectionRule; 5] = [
        &TopK::default(),
        &ScoreThreshold::default(),
        &MajorityVote::default(),
        &PerCategory::default(),
        &HostPick::default(),
    ];
    for rule in rules {
        let s = chosen(rule, &[], &[poll(&[])], Some(&[])).unwrap();
        assert_eq!(s.none, Some(NoneChosen::NoEntries), "{rule:?}");
    }
    let two = [poll(&[]), PollResult::new(PollId::new("jury").unwrap(), vec![])];
    let s = chosen(&CrowdThenJury::default(), &[], &two, None).unwrap();
    assert_eq!(s.none, Some(NoneChosen::NoEntries));
}

#[test]
fn nobody_voting_is_no_fault_of_a_default_option() {
    let rule = TopK { default_option: Some(e("none")), ..TopK::default() };
    let s = chosen(&rule, &["a", "none"], &[poll(&[])], None).unwrap();
    assert_eq!(s.none, Some(NoneChosen::NobodyPlaced));
}

fn award(
    rule: &dyn RewardRule,
    units: u64,
    places: &[Vec<EntryId>],
    entrants: &[Entrant],
) -> Result<u128, RewardError> {
    let (pot, scores) = (pot(units), BTreeMap::new());
    let case = Case { pot: &pot, places, scores: &scores, entrants };
    pay(rule, &case, TeamSplit::default()).map(|o| o.returned.minor())
}

#[test]
fn rewards_that_cannot_be_are_named() {
    let all = WinnerTakesAll::default();
    let a = solos(["a"]);
    assert_eq!(award(&all, 5, &tiers(&[&["a"], &["a"]]), &a), Err(RewardError::Places(e("a"))));
    assert_eq!(award(&all, 5, &tiers(&[&["zoe"]]), &a), Err(RewardError::Places(e("zoe"))));
    assert_eq!(award(&all, 5, &[], &solos(["a", "a"])), Err(RewardError::Twice(e("a"))));
    let mut team = solos(["a"]);
    team[0].team.push(TeamShare { person: p("b"), share: x("-1") });
    assert!(matches!(award(&all, 5, &tiers(&[&["a"]]), &team), Err(RewardError::Split { .. })));
    let rich = reward::PrizeLadder {
        prizes: Prizes::Amounts(vec![Amount::MAX, Amount::MAX]),
        ..reward::PrizeLadder::default()
    };
    assert!(matches!(award(&rich, 5, &[], &a), Err(RewardError::Short { .. })));
    let steep = |places, ratio: &str| reward::PrizeLadder {
        prizes: Prizes::Geometric { places, ratio: x(ratio) },
        ..reward::PrizeLadder::default()
    };
    for rule in
        [steep(0, "1/2"), steep(5, "0"), steep(5, "-1/2"), steep(1_000_000, "1/2"), steep(9, "1/1000000007")]
    {
        assert!(matches!(award(&rule, 5, &[], &a), Err(RewardError::Parameters { .. })), "{rule:?}");
    }
    let no_share = reward::PrizeLadder { prizes: Prizes::Shares(vec![]), ..reward::PrizeLadder::default() };
    assert!(matches!(award(&no_share, 5, &[], &a), Err(RewardError::Split { .. })));
    let proportional = reward::Proportional::default();
    assert_eq!(award(&proportional, 5, &tiers(&[&["a"]]), &a), Err(RewardError::NoScore(e("a"))));
    let sales = |r: &str| Royalty { rates: [("sales".to_owned(), x(r))].into(), ..Royalty::default() };
    let missing = RewardError::NoFigure { entry: e("a"), figure: "sales".to_owned() };
    assert_eq!(award(&sales("1/100"), 5, &tiers(&[&["a"]]), &a), Err(missing));
    assert!(matches!(award(&sales("-1"), 5, &[], &a), Err(RewardError::Parameters { .. })));
    let mut sold = solos(["a"]);
    sold[0].figures = [("sales".to_owned(), Amount::MAX)].into();
    let huge = sales(&"9".repeat(50));
    assert!(matches!(award(&huge, 5, &tiers(&[&["a"]]), &sold), Err(RewardError::Money(_))));
    assert!(matches!(award(&sales("1"), 5, &tiers(&[&["a"]]), &sold), Err(RewardError::Short { .. })));
}

#[test]
fn an_empty_pot_and_nobody_to_pay_end_well() {
    for entry in reward::catalogue::REWARD {
        let spec = RuleSpec::new(entry.about().id);
        let rule = reward::catalogue::registry().build(&spec).unwrap().0;
        assert_eq!(award(&*rule, 700, &[], &[]), Ok(700), "{rule:?}");
        assert_eq!(award(&*rule, 0, &[], &[]), Ok(0), "{rule:?}");
        let scores = BTreeMap::from([(e("a"), Exact::ONE)]);
        let (pot, places, mut entrants) = (pot(0), tiers(&[&["a"]]), solos(["a"]));
        let figures = ["paid", "passed", "counted", "hours-late", "milestones", "accepted", "after-start"];
        entrants[0].figures = figures.map(|f| (f.to_owned(), Amount::from(1u32))).into();
        entrants[0].figures.insert("prize".to_owned(), Amount::from(9u32));
        let case = Case { pot: &pot, places: &places, scores: &scores, entrants: &entrants };
        // Rules that owe amounts, and not shares, say what is short.
        let empty = pay(&*rule, &case, TeamSplit::default());
        assert!(matches!(empty, Ok(_) | Err(RewardError::Short { .. })), "{rule:?}: {empty:?}");
        // An entry whose authors are gone: what it would have had goes back.
        entrants[0].team.clear();
        let pot = super::pot(700);
        let case = Case { pot: &pot, places: &places, scores: &scores, entrants: &entrants };
        let out = pay(&*rule, &case, TeamSplit::default()).unwrap();
        assert_eq!((out.returned.minor(), out.lines.len()), (700, 0), "{rule:?}");
    }
}

/// Rules that do not keep their word.
#[derive(Debug)]
struct Broken(u8);
impl AdmissionRule for Broken {
    fn about(&self) -> About {
        About::new("broken", "Broken")
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let first = call.people[0].person.clone();
        let admitted = match self.0 {
            0 => vec![],
            1 => vec![first.clone(), first],
            _ => vec![p("stranger")],
        };
        Ok(Admission { admitted, ..Admission::default() })
    }
}
impl WeightRule for Broken {
    fn about(&self) -> About {
        About::new("broken", "Broken")
    }
    fn weigh(&self, _: &Electorate<'_>) -> Result<Weights, WeighError> {
        let w = |n: &str, s: &str| Weighed { person: p(n), weight: x(s) };
        let weights = match self.0 {
            0 => vec![],
            1 => vec![w("stranger", "1")],
            _ => vec![w("a", "-1")],
        };
        Ok(Weights { weights, ..Weights::default() })
    }
}
impl SelectionRule for Broken {
    fn about(&self) -> About {
        About::new("broken", "Broken")
    }
    fn select(&self, _: &Results<'_>) -> Result<Selection, SelectError> {
        let winners = match self.0 {
            0 => vec![],
            1 => tiers(&[&["a"], &["a"]]),
            _ => tiers(&[&["stranger"]]),
        };
        Ok(Selection { winners, ..Selection::default() })
    }
}
impl RewardRule for Broken {
    fn about(&self) -> About {
        About::new("broken", "Broken")
    }
    fn award(&self, _: &Case<'_>) -> Result<Award, RewardError> {
        let owed = |n: &str, person: Option<&str>, amount: u128| Owed {
            entry: e(n),
            person: person.map(p),
            amount: Amount::new(amount).unwrap(),
            why: Why::Other { code: "x".to_owned() },
        };
        let owed = match self.0 {
            0 => vec![owed("a", None, 4), owed("a", None, 2)],
            1 => vec![owed("stranger", None, 1)],
            2 => vec![owed("a", Some("stranger"), 1)],
            _ => vec![owed("a", None, Amount::MAX.minor()), owed("a", None, Amount::MAX.minor())],
        };
        Ok(Award { owed, ..Award::default() })
    }
}

#[test]
fn a_rule_that_does_not_keep_its_word_is_caught() {
    let people = [Applicant::new(p("a"))];
    for k in 0..3 {
        let rule = Broken(k);
        assert!(matches!(admit(&[&rule], &Call::new(&people)), Err(AdmitError::BrokenRule { .. })), "{k}");
        assert!(matches!(weighed(&rule, &members(&["a"]), &[]), Err(WeighError::BrokenRule { .. })), "{k}");
        let r = chosen(&rule, &["a"], &[], None);
        assert!(matches!(r, Err(SelectError::BrokenRule { .. })), "{k}");
    }
    for k in 0..4 {
        let r = award(&Broken(k), 5, &[], &solos(["a"]));
        assert!(matches!(r, Err(RewardError::BrokenRule { .. })), "{k}");
    }
}

#[test]
fn rules_are_shared_between_threads() {
    fn free<T: Send + Sync + 'static>() {}
    free::<Box<dyn AdmissionRule>>();
    free::<Box<dyn WeightRule>>();
    free::<Box<dyn SelectionRule>>();
    free::<Box<dyn RewardRule>>();
    let _ = (admit::catalogue::registry(), select::catalogue::registry());
}

#[test]
fn parameters_from_a_plan_are_checked() {
    let bad = |s: &str| {
        let spec: RuleSpec = serde_json::from_str(s).unwrap();
        reward::catalogue::registry().build(&spec).map(|_| ()).unwrap_err().to_string()
    };
    assert!(bad(r#"{"rule":"prize-lader"}"#).contains("did you mean `prize-ladder`"));
    assert!(bad(r#"{"rule":"prize-ladder","prizes":{"amounts":[-1]}}"#).contains("not below nought"));
    assert!(bad(r#"{"rule":"royalty","rates":{"sales":"0.01"}}"#).contains("13/3"));
    assert!(bad(r#"{"rule":"royalty","floor":"1e9"}"#).contains("minor units"));
    let spec = r#"{"rule":"majority","majority":{"threshold":{"num":3,"den":2}}}"#;
    let spec: RuleSpec = serde_json::from_str(spec).unwrap();
    assert!(select::catalogue::registry().build(&spec).unwrap_err().to_string().contains("3/2"));
}
