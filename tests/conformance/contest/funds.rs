//! Gifts, credit, bounties, findings: rewards that go by more than places.
use super::reward::{Scores, case, paid};
use super::{Check, bools, exact, int, ints, list, near, pairs, text};
use crate::verbs::{e, p, pot, solos, tiers, x};
use cocreate::{
    num::{Amount, Exact},
    reward::{
        Assurance, Bounty, DuplicatesDecay, Entrant, Facts, FairestRater, Gift, Grain, GrainPolicy,
        LatePenalty, Matching, MedianFunding, Payout, PointsToMoney, QuadraticFunding, Rated, Reading,
        ReliabilityBonus, SponsorMatch, TeamShare, fairest_rater, median_funding,
    },
};
use serde_json::Value;

fn figures(of: &[(&str, u64)]) -> Entrant {
    let figures = of.iter().map(|(n, v)| ((*n).to_owned(), Amount::from(*v))).collect();
    Entrant { figures, ..Entrant::solo(e("work"), p("author")) }
}
fn work(rule: &dyn cocreate::reward::RewardRule, entrant: Entrant) -> Payout {
    paid(rule, &case(&pot(10_000_000), &tiers(&[&["work"]]), &Scores::new(), &[entrant]))
}
fn reliability_bonus(i: &Value, o: &Value) {
    let of = figures(&[
        ("passed", int(&i["passed"])),
        ("counted", int(&i["of"])),
        ("prize", int(&i["prize_cents"])),
    ]);
    assert_eq!(work(&ReliabilityBonus::default(), of).paid().to_exact(), exact(&o["bonus_cents"]));
}
fn late_penalty(i: &Value, o: &Value) {
    let rule = LatePenalty { rate: super::rate(&i["per_day"]), ..LatePenalty::default() };
    for (hours, want) in ints(&i["hours_late"]).into_iter().zip(list(&o["points"])) {
        let of = figures(&[("prize", exact(&i["points"]).to_u64().unwrap()), ("hours-late", hours)]);
        assert_eq!(work(&rule, of).paid().to_exact(), exact(want), "{hours}");
    }
}
fn points_cashout(i: &Value, o: &Value) {
    let rule = PointsToMoney {
        price: exact(&i["pence_per_point"]),
        least: exact(&i["cash_min"]),
        ..PointsToMoney::default()
    };
    let want = ints(&o["pence"]).into_iter().zip(bools(&o["cash_allowed"]));
    for (points, (pence, allowed)) in ints(&i["points"]).into_iter().zip(want) {
        let scores = [(e("work"), points.into())].into();
        let out = paid(&rule, &case(&pot(10_000), &tiers(&[&["work"]]), &scores, &solos(["work"])));
        let (paid, kept) = (out.paid(), out.withheld.iter().map(|w| w.amount).sum());
        assert_eq!(
            (paid, kept),
            if allowed { (pence.into(), Amount::ZERO) } else { (Amount::ZERO, pence.into()) }
        );
    }
}
fn fairest(i: &Value, o: &Value) {
    let raters = pairs(&i["ratings"]);
    let entries: Vec<&str> = pairs(raters[0].1).into_iter().map(|(n, _)| n).collect();
    let entrant = |n: &&str| {
        let marks = raters.iter().map(|(r, m)| Rated { by: p(r), value: exact(&m[n]) }).collect();
        Entrant { facts: Facts { marks, ..Facts::default() }, ..Entrant::solo(e(n), p("author")) }
    };
    let of: Vec<Entrant> = entries.iter().map(entrant).collect();
    for (who, r) in fairest_rater::distances(&of).unwrap() {
        assert_eq!(r.distance, exact(&o["mad"][who.as_str()]), "{who}");
    }
    let out = paid(&FairestRater::default(), &case(&pot(100), &[], &Scores::new(), &of));
    assert_eq!(out.paid_to(&p(text(&o["winner"]))).minor(), 100);
}
fn duplicate_decay(i: &Value, o: &Value) {
    let (mut of, mut scores, mut places) = (vec![], Scores::new(), vec![]);
    for (k, f) in list(&i["findings"]).into_iter().enumerate() {
        let (id, selected) = (e(&format!("f{k}")), text(&f["selected"]));
        let others = list(&f["authors"]).into_iter().map(text).filter(|a| *a != selected);
        let share = |a: &str| TeamShare { person: p(a), share: Exact::ONE };
        let team = std::iter::once(selected).chain(others).map(share).collect();
        of.push(Entrant { team, ..Entrant::solo(id.clone(), p("x")) });
        scores.insert(id.clone(), if text(&f["severity"]) == "high" { x("10") } else { x("3") });
        places.push(vec![id]);
    }
    let pot = pot(exact(&i["pool"]).to_u64().unwrap());
    let case = case(&pot, &places, &scores, &of);
    let slices = DuplicatesDecay::default().slices(&case).unwrap();
    assert_eq!(slices.iter().map(|(_, _, s)| s).sum::<Exact>(), exact(&o["pie"]));
    for (_, who, slice) in slices {
        assert_eq!(slice, exact(&o["slices"][who.as_str()]), "{who}");
    }
    let out = paid(&DuplicatesDecay::default(), &case);
    for (who, want) in pairs(&o["payout"]) {
        assert_eq!(out.paid_to(&p(who)).to_exact(), exact(want), "{who}");
    }
}
fn bounty(i: &Value, o: &Value) {
    let accepted = i["accepted"].as_str();
    let answers = pairs(&i["answers"]);
    let entrant = |(n, a): &(&str, &Value)| Entrant {
        figures: [
            ("accepted".to_owned(), Amount::from(u32::from(accepted == Some(n)))),
            ("after-start".to_owned(), u32::from(a["after_start"] == true).into()),
        ]
        .into(),
        ..Entrant::solo(e(n), p(n))
    };
    let of: Vec<Entrant> = answers.iter().map(entrant).collect();
    let scores: Scores = answers.iter().map(|(n, a)| (e(n), exact(&a["score"]))).collect();
    let chosen: Vec<_> = i["manual"].as_str().into_iter().map(|n| vec![e(n)]).collect();
    let rule = Bounty { by_owner: i["started_by_owner"] == true, ..Bounty::default() };
    let out = paid(&rule, &case(&pot(int(&i["amount"])), &chosen, &scores, &of));
    super::reward::same_payout(&out, &o["award"]);
}
/// Entries with the marks that voters gave.
fn median(i: &Value, o: &Value) {
    let mark = |(k, v): (usize, &Value)| Rated { by: p(&format!("v{k}")), value: exact(v) };
    let entrant = |(n, votes): (&str, &Value)| {
        let marks = list(votes).into_iter().enumerate().map(mark).collect();
        Entrant { facts: Facts { marks, ..Facts::default() }, ..Entrant::solo(e(n), p(n)) }
    };
    let of: Vec<Entrant> = pairs(&i["votes"]).into_iter().map(entrant).collect();
    for x in of.iter().filter(|x| o["median"].get(x.entry.as_str()).is_some()) {
        assert_eq!(median_funding::median(x).unwrap(), Some(exact(&o["median"][x.entry.as_str()])));
    }
    let rule = MedianFunding { quorum: int(&i["quorum"]), min: exact(&i["min"]), ..MedianFunding::default() };
    let places = [of.iter().map(|x| x.entry.clone()).collect()];
    let out = paid(&rule, &case(&pot(int(&i["pool"])), &places, &Scores::new(), &of));
    for (n, want) in pairs(&o["payout"]) {
        assert_eq!(out.paid_to(&p(n)).to_exact(), exact(want), "{n}");
    }
    let left: Vec<&str> = out.withheld.iter().filter_map(|w| Some(w.entry.as_ref()?.as_str())).collect();
    assert_eq!(left, list(&o["excluded"]).into_iter().map(text).collect::<Vec<_>>());
}
/// Entries with gifts: name, then giver and amount.
fn given(all: &[(&str, Vec<(String, u64)>)]) -> Vec<Entrant> {
    let entrant = |(n, gifts): &(&str, Vec<(String, u64)>)| {
        let gift = |(from, amount): &(String, u64)| Gift { from: p(from), amount: (*amount).into() };
        let gifts = gifts.iter().map(gift).collect();
        Entrant { facts: Facts { gifts, ..Facts::default() }, ..Entrant::solo(e(n), p(n)) }
    };
    all.iter().map(entrant).collect()
}
fn matched(rule: &QuadraticFunding, of: &[Entrant]) -> Vec<Exact> {
    rule.weights(&of.iter().collect::<Vec<_>>()).unwrap()
}
fn qf(i: &Value, o: &Value) {
    let gifts = |(n, g): (&str, &Value)| {
        let of = ints(g).into_iter().enumerate().map(|(k, a)| (format!("{n}{k}"), a));
        (n.to_owned(), of.collect::<Vec<_>>())
    };
    let all: Vec<(String, Vec<(String, u64)>)> =
        i["gifts"].as_object().unwrap().iter().map(|(n, g)| gifts((n, g))).collect();
    let of = given(&all.iter().map(|(n, g)| (n.as_str(), g.clone())).collect::<Vec<_>>());
    let squares = QuadraticFunding { reading: Reading::Squares, ..QuadraticFunding::default() };
    for (x, w) in of.iter().zip(matched(&squares, &of)) {
        assert_eq!(w, exact(&o["squares"][x.entry.as_str()]));
    }
    let places = [of.iter().map(|x| x.entry.clone()).collect()];
    for (rule, want) in [(squares, "by_square"), (QuadraticFunding::default(), "by_excess")] {
        let out = paid(&rule, &case(&pot(int(&i["pool"])), &places, &Scores::new(), &of));
        for (n, want) in pairs(&o[want]) {
            assert_eq!(out.paid_to(&p(n)).to_exact(), exact(want), "{n}");
        }
    }
}
fn cluster_qf(i: &Value, o: &Value) {
    let givers = pairs(&i["gifts"]);
    let entry = |n: &'static str| {
        let of = givers.iter().filter_map(|(g, to)| Some(((*g).to_owned(), int(to.get(n)?))));
        (n, of.collect::<Vec<_>>())
    };
    let of = given(&[entry("A"), entry("B")]);
    for (matching, want) in [(Matching::Clusters, "squares"), (Matching::Persons, "plain")] {
        let rule = QuadraticFunding { reading: Reading::Squares, matching, ..QuadraticFunding::default() };
        for (x, w) in of.iter().zip(matched(&rule, &of)) {
            near(&w, &o[want][x.entry.as_str()]);
        }
    }
}
fn pairwise_qf(i: &Value, o: &Value) {
    let gifts = |v: &Value| pairs(v).into_iter().map(|(g, a)| (g.to_owned(), int(a))).collect::<Vec<_>>();
    let all: Vec<(&str, Vec<(String, u64)>)> =
        pairs(&i["gifts"]).into_iter().map(|(n, g)| (n, gifts(g))).collect();
    let of = given(&all);
    let matching = Matching::Pairs { bound: int(&i["m"]).into() };
    let rule = QuadraticFunding { matching, ..QuadraticFunding::default() };
    for (x, w) in of.iter().zip(matched(&rule, &of)) {
        assert_eq!(w, exact(&o["match"][x.entry.as_str()]));
    }
}
fn assurance(i: &Value, o: &Value) {
    let rule = Assurance { goal: int(&i["goal"]).into() };
    let want = bools(&o["funded"]).into_iter().zip(ints(&o["refund"]));
    for (pledges, (funded, refund)) in list(&i["pledges"]).into_iter().zip(want) {
        let gifts: Vec<(String, u64)> =
            ints(pledges).into_iter().enumerate().map(|(k, a)| (format!("g{k}"), a)).collect();
        let sum = gifts.iter().map(|g| g.1).sum();
        let of = given(&[("work", gifts)]);
        let out = paid(&rule, &case(&pot(sum), &tiers(&[&["work"]]), &Scores::new(), &of));
        assert_eq!(!out.paid_to(&p("work")).is_zero(), funded);
        assert_eq!(out.paid().minor() - out.paid_to(&p("work")).minor(), u128::from(refund));
    }
}
fn sponsor_match(i: &Value, o: &Value) {
    let gifts: Vec<(String, u64)> =
        ints(&i["gifts"]).into_iter().enumerate().map(|(k, a)| (format!("g{k}"), a)).collect();
    let sum: u64 = gifts.iter().map(|g| g.1).sum();
    let rule = SponsorMatch { rate: exact(&i["rate"]), ..SponsorMatch::default() };
    let of = given(&[("work", gifts)]);
    let out = paid(&rule, &case(&pot(int(&i["cap"])), &tiers(&[&["work"]]), &Scores::new(), &of));
    assert_eq!(out.paid().to_exact(), exact(&o["match"]));
    assert_eq!(out.paid().to_exact() + Exact::from(sum), exact(&o["total"]));
}
/// Entries by credit, with figures.
fn grain(rule: &Grain, budget: u64, credit: &Scores, figures: &[(&str, Vec<(&str, u64)>)], want: &Value) {
    let of: Vec<Entrant> = figures
        .iter()
        .map(|(n, f)| Entrant {
            figures: f.iter().map(|(k, v)| ((*k).to_owned(), (*v).into())).collect(),
            ..Entrant::solo(e(n), p(n))
        })
        .collect();
    let places = [of.iter().map(|x| x.entry.clone()).collect()];
    let out = paid(rule, &case(&pot(budget), &places, credit, &of));
    for (n, want) in pairs(want) {
        assert_eq!(out.paid_to(&p(n)).to_exact(), exact(want), "{n}");
    }
}
fn sourcecred_balanced(i: &Value, o: &Value) {
    let credit: Scores = pairs(&i["cred"]).into_iter().map(|(n, c)| (e(n), exact(c))).collect();
    let so_far: Vec<(&str, Vec<(&str, u64)>)> =
        pairs(&i["paid"]).into_iter().map(|(n, a)| (n, vec![("paid", int(a))])).collect();
    grain(&Grain::default(), int(&i["budget"]), &credit, &so_far, &o["grain"]);
}
fn sourcecred_recent(i: &Value, o: &Value) {
    let intervals = ["first", "second"];
    let of: Vec<(&str, Vec<(&str, u64)>)> = pairs(&i["cred"])
        .into_iter()
        .map(|(n, c)| {
            let credit = list(c).into_iter().map(|c| exact(c).to_u64().unwrap());
            (n, intervals.into_iter().zip(credit).collect())
        })
        .collect();
    let policy = GrainPolicy::Recent {
        intervals: intervals.map(str::to_owned).to_vec(),
        discount: exact(&i["discount"]),
    };
    grain(&Grain { policy, ..Grain::default() }, int(&i["budget"]), &Scores::new(), &of, &o["grain"]);
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["reliability_bonus"], reliability_bonus),
    (&["late_penalty"], late_penalty),
    (&["points_cashout"], points_cashout),
    (&["fairest_rater"], fairest),
    (&["duplicate_decay"], duplicate_decay),
    (&["bounty"], bounty),
    (&["median_funding"], median),
    (&["qf"], qf),
    (&["cluster_qf"], cluster_qf),
    (&["pairwise_qf"], pairwise_qf),
    (&["assurance"], assurance),
    (&["sponsor_match"], sponsor_match),
    (&["sourcecred_balanced"], sourcecred_balanced),
    (&["sourcecred_recent"], sourcecred_recent),
];
