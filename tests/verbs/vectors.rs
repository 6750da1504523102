//! Worked examples from the folder `shared`, each worked by hand and recomputed by a second program.
use super::{e, p, pot, solos, tiers, x};
use crate::conformance::shared;
use cocreate::admit::{
    AdmissionRule, Applicant, Authored, Call, Conflict, ConflictOfInterest, Qualification, StratifiedLottery,
    Tied, admit,
};
use cocreate::count::Lot;
use cocreate::id::{EntryId, PartyId, PollId};
use cocreate::num::{
    Abstain, Amount, Apportionment, Base, Exact, Majority, OddUnits, Quorum, Threshold, Votes, split,
};
use cocreate::reward::{
    Case, Entrant, EqualSplit, Payout, PrizeLadder, Prizes, Proportional, RewardRule, Royalty, TeamShare,
    TeamSplit, WinnerTakesAll, pay,
};
use cocreate::select::{
    Blocking, Candidate, HostPick, MajorityVote, Pick, PollResult, Results, ScoreThreshold, Selection,
    SelectionRule, TopK, select,
};
use cocreate::weigh::{
    Cap, CappedShares, Delegation, Electorate, Excess, LiquidDelegation, Member, WeightRule, Weights, weigh,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn list(v: &Value) -> Vec<&Value> {
    v.as_array().unwrap_or_else(|| panic!("a list: {v}")).iter().collect()
}
fn pairs(v: &Value) -> Vec<(&str, &Value)> {
    v.as_object().unwrap_or_else(|| panic!("an object: {v}")).iter().map(|(k, v)| (k.as_str(), v)).collect()
}
fn exact(v: &Value) -> Exact {
    v.as_str().map_or_else(|| Exact::from(int(v)), x)
}
fn int(v: &Value) -> u64 {
    v.as_u64().unwrap_or_else(|| panic!("a whole number: {v}"))
}
fn ints(v: &Value) -> Vec<u64> {
    list(v).into_iter().map(int).collect()
}
fn bools(v: &Value) -> Vec<bool> {
    list(v).into_iter().map(|b| b.as_bool().unwrap()).collect()
}
fn text(v: &Value) -> &str {
    v.as_str().unwrap()
}
/// A fraction such as `2/3`, `15/100` or `0.6`, as it stands.
fn threshold(s: &str, strict: bool) -> Threshold {
    let (a, b) = s.split_once('/').unwrap();
    Threshold::new(a.parse().unwrap(), b.parse().unwrap(), strict).unwrap()
}
fn case<'a>(
    pot: &'a cocreate::reward::Pot,
    places: &'a [Vec<EntryId>],
    scores: &'a Scores,
    of: &'a [Entrant],
) -> Case<'a> {
    Case { pot, places, scores, entrants: of }
}
type Scores = BTreeMap<EntryId, Exact>;
fn paid(rule: &dyn RewardRule, c: &Case<'_>) -> Payout {
    let out = pay(rule, c, TeamSplit::default()).unwrap();
    let sum: u128 = out.lines.iter().map(|l| l.amount.minor()).sum();
    assert_eq!(sum + out.returned.minor(), c.pot.amount.minor());
    out
}
fn same_payout(out: &Payout, expected: &Value) {
    for (who, amount) in pairs(expected) {
        assert_eq!(out.paid_to(&p(who)).minor(), u128::from(int(amount)), "{who}");
    }
    assert_eq!(out.lines.iter().filter(|l| !l.amount.is_zero()).count(), pairs(expected).len());
}

fn largest_remainder(i: &Value, o: &Value) {
    let weights: Vec<Exact> = list(&i["weights"]).into_iter().map(exact).collect();
    let s =
        split(int(&i["total"]).into(), &weights, Apportionment::LargestRemainder, OddUnits::First).unwrap();
    assert_eq!(s.parts, ints(&o["parts"]).into_iter().map(u128::from).collect::<Vec<_>>());
}
fn divisor_rules(i: &Value, o: &Value) {
    let weights: Vec<Exact> = list(&i["votes"]).into_iter().map(exact).collect();
    for (name, m) in [
        ("dhondt", Apportionment::Dhondt),
        ("sainte_lague", Apportionment::SainteLague),
        ("hamilton", Apportionment::LargestRemainder),
    ] {
        let s = split(int(&i["total"]).into(), &weights, m, OddUnits::First).unwrap();
        assert_eq!(s.parts, ints(&o[name]).into_iter().map(u128::from).collect::<Vec<_>>());
    }
}
fn stratified_seats(i: &Value, o: &Value) {
    let sizes = ints(&i["strata"]);
    let strata: BTreeMap<String, Exact> =
        sizes.iter().enumerate().map(|(k, n)| (format!("s{k}"), Exact::from(*n))).collect();
    let rule = StratifiedLottery { seats: int(&i["seats"]) as u32, strata, ..StratifiedLottery::default() };
    let ask = |k: usize, n: u64| {
        (0..n).map(move |j| Applicant {
            stratum: Some(format!("s{k}")),
            ..Applicant::new(p(&format!("{k}-{j}")))
        })
    };
    let people: Vec<Applicant> = sizes.iter().enumerate().flat_map(|(k, n)| ask(k, *n)).collect();
    let lot = Lot::new("a seed");
    let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&people) }).unwrap();
    let of = |k: usize| a.admitted.iter().filter(|q| q.as_str().starts_with(&format!("{k}-"))).count() as u64;
    assert_eq!((0..sizes.len()).map(of).collect::<Vec<_>>(), ints(&o["seats"]));
}
fn majority_of_eligible(i: &Value, o: &Value) {
    let needed = ints(&i["recused"])
        .into_iter()
        .map(|r| Threshold::MAJORITY.least_yes(int(&i["jurors"]) - r).unwrap());
    assert_eq!(needed.collect::<Vec<_>>(), ints(&o["needed"]));
}
fn least_yes(i: &Value, o: &Value) {
    let t = Threshold::new(int(&i["num"]) as u32, int(&i["den"]) as u32, true).unwrap();
    assert_eq!(t.least_yes(int(&i["voters"])), Some(int(&o["min_yes"])));
}
fn threshold_of_all(i: &Value, o: &Value) {
    let strict = |c: &Value| text(c) == "GREATER_THAN";
    let t = |c| Threshold::new(int(&i["percent"]) as u32, 100, strict(c)).unwrap();
    let needed = list(&i["comparators"]).into_iter().map(|c| t(c).least_yes(int(&i["members"])).unwrap());
    assert_eq!(needed.collect::<Vec<_>>(), ints(&o["yes_needed"]));
}
fn abstain_modes(i: &Value, o: &Value) {
    let v = Votes {
        yes: int(&i["yes"]),
        no: int(&i["no"]),
        abstain: int(&i["abstain"]),
        eligible: int(&i["eligible"]),
    };
    let t = threshold(text(&i["threshold"]), false);
    let m = |base, abstain, quorum| Majority { threshold: t, base, abstain, quorum }.carries(&v).is_ok();
    let half = || vec![Quorum::Share(t)];
    for (name, carries) in [
        ("of_votes", m(Base::Votes, Abstain::Quorum, vec![])),
        ("of_present", m(Base::Cast, Abstain::Quorum, vec![])),
        ("of_eligible", m(Base::Eligible, Abstain::Quorum, vec![])),
        ("quorum_half_counting_abstain", m(Base::Votes, Abstain::Quorum, half())),
        ("quorum_half_not_counting", m(Base::Votes, Abstain::Ignored, half())),
    ] {
        assert_eq!(carries, o[name].as_bool().unwrap(), "{name}");
    }
}
fn lf_majority(i: &Value, o: &Value) {
    let strict = i["strict"].as_bool().unwrap();
    let t = Threshold::new(int(&i["num"]) as u32, int(&i["den"]) as u32, strict).unwrap();
    let passes = list(&i["cases"]).into_iter().map(|c| t.met(int(&c[0]), int(&c[0]) + int(&c[1])));
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}
fn debian_quorum(i: &Value, o: &Value) {
    let q = Quorum::Root { num: int(&i["multiplier"]) as u32, den: 2.try_into().unwrap() };
    let n = int(&o["votes_needed"]);
    let m = Majority { quorum: vec![q], ..Majority::default() };
    let v = |yes| Votes { yes, no: 0, abstain: 0, eligible: int(&i["developers"]) };
    assert!(m.carries(&v(n)).is_ok() && m.carries(&v(n - 1)).is_err());
}
fn debian_ratio(i: &Value, o: &Value) {
    // For > ratio * against is the share ratio/(ratio + 1), strictly.
    let t = |r: u64| Threshold::new(r as u32, r as u32 + 1, true).unwrap();
    let kept = list(&i["cases"]).into_iter().map(|c| t(int(&c[2])).met(int(&c[0]), int(&c[0]) + int(&c[1])));
    assert_eq!(kept.collect::<Vec<_>>(), bools(&o["kept"]));
}
fn apache(i: &Value, o: &Value) {
    let m = match text(&i["kind"]) {
        "code" => Majority {
            threshold: Threshold::new(1, 1, false).unwrap(),
            quorum: vec![Quorum::InFavour(3)],
            ..Majority::default()
        },
        "release" => Majority { quorum: vec![Quorum::InFavour(3)], ..Majority::default() },
        _ => Majority::default(),
    };
    let vote = |c: &Value| Votes { yes: int(&c[0]), no: int(&c[1]), abstain: 0, eligible: 100 };
    let passes = list(&i["cases"]).into_iter().map(|c| m.carries(&vote(c)).is_ok());
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}
fn ieee_ballot(i: &Value, o: &Value) {
    use cocreate::num::Shortfall as S;
    let m = Majority {
        threshold: threshold("3/4", false),
        quorum: vec![Quorum::Share(threshold("3/4", false)), Quorum::AbstainBelow(threshold("3/10", true))],
        ..Majority::default()
    };
    let v = Votes {
        yes: int(&i["approve"]),
        no: int(&i["disapprove"]),
        abstain: int(&i["abstain"]),
        eligible: int(&i["group"]),
    };
    let result = match m.carries(&v) {
        Ok(()) => "pass",
        Err(S::Quorum { quorum: Quorum::Share(_), .. }) => "fail_return",
        Err(S::Quorum { .. }) => "fail_abstain",
        Err(_) => "fail_approval",
    };
    assert_eq!(result, text(&o["result"]));
}
fn return_rate(i: &Value, o: &Value) {
    let t = threshold(text(&i["need"]), false);
    assert_eq!(t.met(int(&i["returned"]), int(&i["distributed"])), o["met"].as_bool().unwrap());
}
fn oasis(i: &Value, o: &Value) {
    // Special: two thirds of the members in favour, at most a quarter against. Full: more than half of the members.
    let n = int(&i["members"]);
    let of_all = |t| Majority { threshold: t, base: Base::Eligible, ..Majority::default() };
    let passes = list(&i["cases"]).into_iter().map(|c| {
        let (yes, no) = c.as_u64().map_or_else(|| (int(&c[0]), int(&c[1])), |yes| (yes, 0));
        let v = Votes { yes, no, abstain: 0, eligible: n };
        if c.is_u64() {
            return of_all(Threshold::MAJORITY).carries(&v).is_ok();
        }
        let not_against = Votes { yes: n - no, no, ..v };
        of_all(threshold("2/3", false)).carries(&v).is_ok()
            && of_all(threshold("3/4", false)).carries(&not_against).is_ok()
    });
    assert_eq!(passes.collect::<Vec<_>>(), bools(&o["passes"]));
}

/// Whether one entry carries by a main count and further counts.
fn carries(rule: &MajorityVote, main: Votes, counts: &[(&str, Votes)]) -> bool {
    let entry = Candidate::new(e("motion"));
    let of = |v: Votes| BTreeMap::from([(e("motion"), v)]);
    let poll = PollResult {
        votes: of(main),
        counts: counts.iter().map(|(n, v)| ((*n).to_owned(), of(*v))).collect(),
        ..PollResult::new(PollId::new("vote").unwrap(), tiers(&[&["motion"]]))
    };
    let s = select(rule, &Results { candidates: &[entry], polls: &[poll], picks: None }).unwrap();
    s.goes_on().next().is_some()
}
fn share(t: Threshold) -> Majority {
    Majority { threshold: t, ..Majority::default() }
}
fn iso_dis(i: &Value, o: &Value) {
    let v = |yes, no| Votes { yes: int(&i[yes]), no: int(&i[no]), abstain: 0, eligible: 200 };
    let rule = MajorityVote {
        majority: share(threshold("2/3", false)),
        counts: [("all".to_owned(), share(threshold("3/4", false)))].into(),
        ..MajorityVote::default()
    };
    let approved = carries(&rule, v("p_yes", "p_no"), &[("all", v("all_yes", "all_no"))]);
    assert_eq!(approved, o["approved"].as_bool().unwrap());
}
fn eu_qmv(i: &Value, o: &Value) {
    let of_all = |t| Majority { base: Base::Eligible, ..share(t) };
    let rule = MajorityVote {
        majority: of_all(threshold("55/100", false)),
        counts: [("population".to_owned(), of_all(threshold("65/100", false)))].into(),
        blocking: Some(Blocking { at_least: 4 }),
        ..MajorityVote::default()
    };
    let states =
        Votes { yes: int(&i["yes"]), no: int(&i["not_yes"]), abstain: 0, eligible: int(&i["states"]) };
    let yes: u64 = text(&i["yes_pop"]).parse().unwrap();
    let people = Votes { yes, no: 100 - yes, abstain: 0, eligible: 100 };
    assert_eq!(carries(&rule, states, &[("population", people)]), o["adopted"].as_bool().unwrap());
}
fn class_majority(i: &Value, o: &Value) {
    let strict = i["strict"].as_bool().unwrap();
    let classes = pairs(&i["classes"]);
    let marks = list(&i["threshold"]).into_iter().map(|t| share(threshold(text(t), strict)));
    let rule = MajorityVote {
        majority: share(Threshold::new(0, 1, false).unwrap()),
        counts: classes.iter().map(|(n, _)| (*n).to_owned()).zip(marks).collect(),
        ..MajorityVote::default()
    };
    let v =
        |c: &Value| Votes { yes: int(&c[0]), no: int(&c[1]), abstain: 0, eligible: int(&c[0]) + int(&c[1]) };
    let counts: Vec<_> = classes.iter().map(|(n, c)| (*n, v(c))).collect();
    let all = Votes { yes: 1, no: 0, abstain: 0, eligible: 1 };
    assert_eq!(carries(&rule, all, &counts), o["agreed"].as_bool().unwrap());
}

fn weights(rule: &dyn WeightRule, members: &[Member], delegations: &[Delegation]) -> Weights {
    weigh(rule, &Electorate { members, parties: &[], delegations }).unwrap()
}
fn delegation(i: &Value, o: &Value) {
    let direct: Vec<&str> = list(&i["direct"]).into_iter().map(text).collect();
    let links = pairs(&i["delegates"]);
    let mut names: Vec<&str> =
        links.iter().flat_map(|(a, b)| [*a, text(b)]).chain(direct.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let member = |n: &&str| Member { voted: direct.contains(n), ..Member::new(p(n)) };
    let members: Vec<Member> = names.iter().map(member).collect();
    let delegations: Vec<_> = links.iter().map(|(a, b)| Delegation { from: p(a), to: p(text(b)) }).collect();
    let w = weights(&LiquidDelegation::default(), &members, &delegations);
    let expected = &o["weight"];
    for got in &w.weights {
        let want = expected.get(got.person.as_str()).map_or(0, int);
        assert_eq!(got.weight, Exact::from(want), "{}", got.person);
    }
    let lost: Vec<&str> = w.lost.iter().map(|l| l.person.as_str()).collect();
    assert_eq!(lost, list(&o["lost"]).into_iter().map(text).collect::<Vec<_>>());
}
fn attendance_right(i: &Value, o: &Value) {
    // The right by presence, then at most so many votes a company.
    let members = pairs(&i["members"]);
    let attended = |m: &Value| ints(&m["attended"]).into_iter().sum::<u64>();
    let applicants: Vec<Applicant> = members
        .iter()
        .map(|(n, m)| Applicant {
            record: [("attended".to_owned(), attended(m).into())].into(),
            ..Applicant::new(p(n))
        })
        .collect();
    let right = Qualification { at_least: [("attended".to_owned(), int(&i["need"]).into())].into() };
    let roster = admit(&[&right], &Call::new(&applicants)).unwrap().roster();
    let voters: Vec<Member> = members
        .iter()
        .filter(|(n, _)| roster.contains(&p(n)))
        .map(|(n, m)| Member { share: Some(int(&m["votes"]).into()), ..Member::new(p(n)) })
        .collect();
    let rule = CappedShares {
        cap: Cap::Weight(int(&i["cap"]).into()),
        excess: Excess::Drop,
        ..CappedShares::default()
    };
    let w = weights(&rule, &voters, &[]);
    for (n, want) in pairs(&o["counted"]) {
        let got = w.weights.iter().find(|g| g.person == p(n)).map_or(Exact::ZERO, |g| g.weight.clone());
        assert_eq!(got, Exact::from(int(want)), "{n}");
    }
}
fn trust_level(i: &Value, o: &Value) {
    let record = pairs(&i["user"]).into_iter().map(|(k, v)| (k.to_owned(), exact(v))).collect();
    let user = [Applicant { record, ..Applicant::new(p("user")) }];
    let level = |marks: &[(&str, u64)]| Qualification {
        at_least: marks.iter().map(|(m, n)| ((*m).to_owned(), Exact::from(*n))).collect(),
    };
    let first = level(&[("topics", 5), ("posts", 30), ("minutes", 10)]);
    let second = level(&[
        ("topics", 20),
        ("posts", 100),
        ("minutes", 60),
        ("days", 15),
        ("likes_given", 1),
        ("likes_received", 1),
        ("replied_topics", 3),
    ]);
    let reached = |q: &dyn AdmissionRule| admit(&[q], &Call::new(&user)).unwrap().admitted.len() as u64;
    assert_eq!(reached(&first) + reached(&second), int(&o["level"]));
}
/// The mean of marks that are not barred.
fn mean_unbarred(marks: &[(&str, &str, u64)], entries: &[Authored], conflicts: &[Conflict]) -> Exact {
    let mut names: Vec<&str> = marks.iter().map(|(who, ..)| *who).collect();
    names.dedup();
    let people: Vec<Applicant> = names.iter().map(|n| Applicant::new(p(n))).collect();
    let call = Call { entries, conflicts, ..Call::new(&people) };
    let a = admit(&[&ConflictOfInterest::default()], &call).unwrap();
    let counts = |m: &&(&str, &str, u64)| !a.barred_of(&p(m.0)).any(|b| *b == e(m.1));
    let left: Vec<u64> = marks.iter().filter(counts).map(|m| m.2).collect();
    Exact::from(left.iter().sum::<u64>()) / Exact::from(left.len())
}
fn nih_impact(i: &Value, o: &Value) {
    let scores = ints(&i["scores"]);
    let names: Vec<String> = (0..scores.len()).map(|k| format!("m{k}")).collect();
    let marks: Vec<(&str, &str, u64)> =
        names.iter().zip(scores).map(|(n, s)| (n.as_str(), "grant", s)).collect();
    let bound = |k: u64| Conflict { person: p(&format!("m{k}")), with: Tied::Entry(e("grant")) };
    let conflicts: Vec<Conflict> = ints(&i["conflicted"]).into_iter().map(bound).collect();
    let entries = [Authored { entry: e("grant"), authors: vec![], party: None }];
    let mean = mean_unbarred(&marks, &entries, &conflicts);
    assert_eq!(mean * Exact::from(10u32), Exact::from(int(&o["score"])));
}
fn exclude_self_votes(i: &Value, o: &Value) {
    let marks: Vec<(&str, &str, u64)> =
        list(&i["ratings"]).into_iter().map(|r| (text(&r[0]), text(&r[1]), int(&r[2]))).collect();
    let authored = |(n, a): (&str, &Value)| Authored {
        entry: e(n),
        authors: list(a).into_iter().map(|q| p(text(q))).collect(),
        party: None,
    };
    let entries: Vec<Authored> = pairs(&i["authors"]).into_iter().map(authored).collect();
    assert_eq!(mean_unbarred(&marks, &entries, &[]), exact(&o["mean_counted"]));
}

fn chosen(rule: &dyn SelectionRule, poll: PollResult, picks: Option<&[Pick]>) -> Selection {
    let candidates: Vec<Candidate> =
        poll.standing.iter().flatten().map(|n| Candidate::new(n.clone())).collect();
    select(rule, &Results { candidates: &candidates, polls: &[poll], picks }).unwrap()
}
/// A poll whose standing is by falling scores.
fn by_scores(scores: &[(&str, Exact)]) -> PollResult {
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

fn amounts(v: &Value) -> Vec<Amount> {
    ints(v).into_iter().map(Amount::from).collect()
}
fn tied_prizes(i: &Value, o: &Value) {
    let places: Vec<Vec<EntryId>> =
        list(&i["groups"]).into_iter().map(|g| list(g).into_iter().map(|n| e(text(n))).collect()).collect();
    let of = solos(places.iter().flatten().map(EntryId::as_str));
    let rule = PrizeLadder { prizes: Prizes::Amounts(amounts(&i["prizes"])), ..PrizeLadder::default() };
    let pot = pot(ints(&i["prizes"]).iter().sum());
    let out = paid(&rule, &case(&pot, &places, &Scores::new(), &of));
    same_payout(&out, &o["payout"]);
}
/// A ladder over as many single places as there are prizes.
fn ladder(rule: &PrizeLadder, total: u64, expected: &Value) {
    let want = ints(expected);
    let names: Vec<String> = (0..want.len()).map(|k| format!("e{k}")).collect();
    let places: Vec<Vec<EntryId>> = names.iter().map(|n| vec![e(n)]).collect();
    let of = solos(names.iter().map(String::as_str));
    let pot = pot(total);
    let out = paid(rule, &case(&pot, &places, &Scores::new(), &of));
    assert_eq!(out.lines.iter().map(|l| l.amount.minor() as u64).collect::<Vec<_>>(), want);
}
fn geometric_prizes(i: &Value, o: &Value) {
    let prizes = Prizes::Geometric { places: int(&i["places"]) as u32, ratio: exact(&i["ratio"]) };
    ladder(&PrizeLadder { prizes, ..PrizeLadder::default() }, int(&i["total"]), &o["prizes"]);
}
fn studio_points(i: &Value, o: &Value) {
    let table: &[u32] = if int(&i["awarded"]) == 3 { &[65, 25, 10] } else { &[56, 20, 10, 8, 6] };
    let prizes = Prizes::Shares(table.iter().map(|s| Exact::from(*s)).collect());
    ladder(&PrizeLadder { prizes, ..PrizeLadder::default() }, int(&i["points"]), &o["points"]);
}
fn absolute_floor_prizes(i: &Value, o: &Value) {
    let scores: Scores = pairs(&i["means"]).into_iter().map(|(n, m)| (e(n), exact(m))).collect();
    let mut order: Vec<&EntryId> = scores.keys().collect();
    order.sort_by(|a, b| scores[*b].cmp(&scores[*a]));
    let places: Vec<Vec<EntryId>> = order.into_iter().map(|n| vec![n.clone()]).collect();
    let rule = PrizeLadder {
        prizes: Prizes::Amounts([300u32, 200, 100].map(Amount::from).to_vec()),
        floors: list(&i["floors"]).into_iter().map(exact).collect(),
        ..PrizeLadder::default()
    };
    let of = solos(scores.keys().map(EntryId::as_str));
    let pot = pot(600);
    let out = paid(&rule, &case(&pot, &places, &scores, &of));
    for (prize, who) in [300u128, 200, 100].into_iter().zip(list(&o["prizes"])) {
        let has = out.lines.iter().find(|l| l.amount.minor() == prize).map(|l| l.entry.as_str());
        assert_eq!(has, who.as_str());
    }
    assert_eq!((out.returned.minor(), out.withheld.len()), (300, 1));
}
/// Shares by scores: pairs of names and scores.
fn proportional(rule: &Proportional, total: u64, scores: &[(&str, Exact)]) -> Payout {
    let of = solos(scores.iter().map(|(n, _)| *n));
    let places: Vec<Vec<EntryId>> = scores.iter().map(|(n, _)| vec![e(n)]).collect();
    let scores: Scores = scores.iter().map(|(n, s)| (e(n), s.clone())).collect();
    paid(rule, &case(&pot(total), &places, &scores, &of))
}
fn proportional_scores(i: &Value, o: &Value) {
    let names = ["a", "b", "c", "d"];
    let scores: Vec<_> = names.iter().copied().zip(list(&i["scores"]).into_iter().map(exact)).collect();
    let out = proportional(&Proportional::default(), int(&i["total"]), &scores);
    assert_eq!(out.lines.iter().map(|l| l.amount.minor() as u64).collect::<Vec<_>>(), ints(&o["parts"]));
}
fn give_circle(i: &Value, o: &Value) {
    let scores: Vec<_> = pairs(&i["received"]).into_iter().map(|(n, s)| (n, exact(s))).collect();
    same_payout(&proportional(&Proportional::default(), int(&i["budget"]), &scores), &o["payout"]);
}
fn capped_share(i: &Value, o: &Value) {
    // In hundredths, so that halves are whole units.
    let hundred = x("100");
    let (pool, cap) = (exact(&i["pool"]), exact(&i["cap"]));
    let scores: Vec<_> = pairs(&i["weights"]).into_iter().map(|(n, s)| (n, exact(s))).collect();
    let rule = Proportional { cap: Some(&cap / &pool), ..Proportional::default() };
    let out = proportional(&rule, (&pool * &hundred).to_u64().unwrap(), &scores);
    for (n, want) in pairs(&o["payout"]) {
        assert_eq!(out.paid_to(&p(n)).to_exact(), exact(want) * &hundred, "{n}");
    }
}
fn unawarded_split(i: &Value, o: &Value) {
    let finalists: Vec<&str> = list(&i["finalists"]).into_iter().map(text).collect();
    let winners_before: Vec<&str> =
        pairs(&i["participants"]).into_iter().filter(|(_, wins)| int(wins) > 0).map(|(n, _)| n).collect();
    let who = if finalists.is_empty() { winners_before } else { finalists };
    let places = tiers(&[&who]);
    let out = paid(
        &EqualSplit::default(),
        &case(&pot(int(&i["prize_cents"])), &places, &Scores::new(), &solos(who.iter().copied())),
    );
    same_payout(&out, &o["payout"]);
}
fn two_pots(i: &Value, o: &Value) {
    let jury = text(&i["jury_winner"]);
    let votes: Vec<_> = pairs(&i["votes"]).into_iter().map(|(n, v)| (n, exact(v))).collect();
    let best = chosen(&TopK { k: int(&i["top"]) as u32, ..TopK::default() }, by_scores(&votes), None);
    let of = solos(votes.iter().map(|(n, _)| *n).chain([jury]));
    let none = Scores::new();
    let first =
        paid(&WinnerTakesAll::default(), &case(&pot(int(&i["jury_cents"])), &tiers(&[&[jury]]), &none, &of));
    let second = paid(&EqualSplit::default(), &case(&pot(int(&i["crowd_cents"])), &best.winners, &none, &of));
    for (n, want) in pairs(&o["payout"]) {
        let got = first.paid_to(&p(n)).minor() + second.paid_to(&p(n)).minor();
        assert_eq!(got, u128::from(int(want)), "{n}");
    }
}
/// One entry `work` with a team and figures; the pot holds `pot`.
fn royalty(rule: &Royalty, team: &[(&str, Exact)], figures: &[(&str, u64)], pot_of: u64) -> Payout {
    let entrant = Entrant {
        team: team.iter().map(|(n, s)| TeamShare { person: p(n), share: s.clone() }).collect(),
        figures: figures.iter().map(|(n, v)| ((*n).to_owned(), Amount::from(*v))).collect(),
        ..Entrant::solo(e("work"), p("nobody"))
    };
    paid(rule, &case(&pot(pot_of), &tiers(&[&["work"]]), &Scores::new(), &[entrant]))
}
fn rates(list: &[(&str, Exact)]) -> Royalty {
    Royalty { rates: list.iter().map(|(n, r)| ((*n).to_owned(), r.clone())).collect(), ..Royalty::default() }
}
/// A fraction that need not be in lowest terms.
fn rate(v: &Value) -> Exact {
    let s = text(v);
    s.split_once('/').map_or_else(|| x(s), |(a, b)| x(a) / x(b))
}
fn influence_royalty(i: &Value, o: &Value) {
    let rule = rates(&[("direct", rate(&i["direct_rate"])), ("indirect", rate(&i["indirect_rate"]))]);
    let team: Vec<_> = pairs(&i["influence"]).into_iter().map(|(n, s)| (n, exact(s))).collect();
    let figures = [("direct", int(&i["direct_cents"])), ("indirect", int(&i["indirect_cents"]))];
    let out = royalty(&rule, &team, &figures, 1_000_000);
    same_payout(&out, &o["payout"]);
    assert_eq!(out.paid().minor(), u128::from(int(&o["pot_cents"])));
}
fn revenue_share(i: &Value, o: &Value) {
    let team: Vec<_> = pairs(&i["shares"]).into_iter().map(|(n, s)| (n, exact(s))).collect();
    let rule = rates(&[("revenue", rate(&i["rate"]))]);
    let out = royalty(&rule, &team, &[("revenue", int(&i["revenue_cents"]))], 100_000);
    same_payout(&out, &o["payout"]);
    assert_eq!(out.paid().minor(), u128::from(int(&o["pot_cents"])));
}
fn guaranteed_royalty(i: &Value, o: &Value) {
    let rule =
        Royalty { floor: Amount::from(int(&i["floor_cents"])), ..rates(&[("sales", rate(&i["rate"]))]) };
    for (sales, want) in ints(&i["sales_cents"]).into_iter().zip(ints(&o["payout_cents"])) {
        let out = royalty(&rule, &[("winner", Exact::ONE)], &[("sales", sales)], 1_000_000_000);
        assert_eq!(out.paid().minor(), u128::from(want));
    }
}
fn reprint_bonus(i: &Value, o: &Value) {
    let rule = Royalty {
        fee: Amount::from(int(&i["cash_cents"])),
        ..rates(&[("reprints", int(&i["reprint_cents"]).into())])
    };
    let out = royalty(&rule, &[("designer", Exact::ONE)], &[("reprints", int(&i["reprints"]))], 1_000_000);
    assert_eq!(out.paid().minor(), u128::from(int(&o["cash_cents"])));
}

type Check = fn(&Value, &Value);
/// Codes and how they are checked.
const CASES: &[(&[&str], Check)] = &[
    (&["R01", "R02", "R15", "K35"], largest_remainder),
    (&["R14"], divisor_rules),
    (&["E29"], stratified_seats),
    (&["E18"], majority_of_eligible),
    (&["M43"], least_yes),
    (&["M45"], threshold_of_all),
    (&["M44"], abstain_modes),
    (&["M10"], lf_majority),
    (&["M05"], debian_quorum),
    (&["M06"], debian_ratio),
    (&["M01", "M02", "M03"], apache),
    (&["K05", "K06", "K07", "K08"], ieee_ballot),
    (&["K37"], return_rate),
    (&["K14", "K15"], oasis),
    (&["K01", "K02", "K03", "K04"], iso_dis),
    (&["K10", "K11", "K12", "K13"], eu_qmv),
    (&["K32", "K33"], class_majority),
    (&["M14", "M15", "M16"], delegation),
    (&["K36"], attendance_right),
    (&["M37", "M38"], trust_level),
    (&["E05", "E06"], nih_impact),
    (&["C33"], exclude_self_votes),
    (&["E31"], montage_advance),
    (&["C10"], score_gate),
    (&["C12"], hybrid_winners),
    (&["M36"], affiliation_cap),
    (&["C35"], funding_gate),
    (&["R03", "R04", "R05"], tied_prizes),
    (&["R11"], geometric_prizes),
    (&["E32", "E33"], studio_points),
    (&["E19"], absolute_floor_prizes),
    (&["R12"], proportional_scores),
    (&["M22", "M23"], give_circle),
    (&["M26", "M27"], capped_share),
    (&["C13", "C14"], unawarded_split),
    (&["C39"], two_pots),
    (&["C15"], influence_royalty),
    (&["C38"], revenue_share),
    (&["C17"], guaranteed_royalty),
    (&["C16"], reprint_bonus),
];

#[test]
fn worked_examples_of_the_verbs() {
    let Some(dir) = shared() else { return };
    let file = std::fs::read_to_string(dir.join("vectors/contest.json")).unwrap();
    let all: Vec<Value> = serde_json::from_str(&file).unwrap();
    let mut n = 0;
    for (ids, check) in CASES {
        for id in *ids {
            let c = all.iter().find(|c| c["id"] == **id).unwrap_or_else(|| panic!("no case {id}"));
            println!("{id} {}", c["rule"]);
            check(&c["input"], &c["expected"]);
            n += 1;
        }
    }
    println!("{n} worked examples");
    assert_eq!(n, 66);
}

#[test]
fn eight_apportionments() {
    use Apportionment as A;
    const METHODS: [(&str, A); 8] = [
        ("largest_remainder", A::LargestRemainder),
        ("dhondt", A::Dhondt),
        ("saintelague", A::SainteLague),
        ("modified_saintelague", A::ModifiedSainteLague),
        ("huntington", A::HuntingtonHill),
        ("adams", A::Adams),
        ("dean", A::Dean),
        ("quota", A::Quota),
    ];
    let Some(dir) = shared() else { return };
    let file = std::fs::read_to_string(dir.join("vectors/apportionment.json")).unwrap();
    let all: Value = serde_json::from_str(&file).unwrap();
    let (mut n, mut ties) = (0, 0);
    for c in list(&all["cases"]) {
        let votes: Vec<Exact> = list(&c["votes"]).into_iter().map(exact).collect();
        for (name, m) in METHODS {
            let s = split(int(&c["seats"]).into(), &votes, m, OddUnits::First).unwrap();
            let want = &c["results"][name];
            if want == "TIE" {
                assert!(s.tie.is_some(), "{m} {c}");
                ties += 1;
            } else {
                let want: Vec<u128> = ints(want).into_iter().map(u128::from).collect();
                assert_eq!(s.parts, want, "{m} {c}");
                // The other program does not tell ties of the quota method.
                assert!(s.tie.is_none() || m == A::Quota, "{m} {c}");
            }
            n += 1;
        }
    }
    println!("{n} apportionments, {ties} of them ties");
    assert_eq!(n, 320);
}
