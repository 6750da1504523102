//! Who gets what, to the unit.
use super::select::{by_scores, chosen};
use super::{Check, exact, int, ints, list, pairs, rate, text};
use crate::verbs::{e, p, pot, solos, tiers, x};
use cocreate::{
    id::EntryId,
    num::{Amount, Exact},
    reward::{
        Case, Entrant, EqualSplit, Payout, PrizeLadder, Prizes, Proportional, RewardRule, Royalty, TeamShare,
        TeamSplit, WinnerTakesAll, pay,
    },
    select::TopK,
};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn case<'a>(
    pot: &'a cocreate::reward::Pot,
    places: &'a [Vec<EntryId>],
    scores: &'a Scores,
    of: &'a [Entrant],
) -> Case<'a> {
    Case { pot, places, scores, entrants: of }
}
pub(super) type Scores = BTreeMap<EntryId, Exact>;
pub(super) fn paid(rule: &dyn RewardRule, c: &Case<'_>) -> Payout {
    let out = pay(rule, c, TeamSplit::default()).unwrap();
    let sum: u128 = out.lines.iter().map(|l| l.amount.minor()).sum();
    assert_eq!(sum + out.returned.minor(), c.pot.amount.minor());
    out
}
pub(super) fn same_payout(out: &Payout, expected: &Value) {
    for (who, amount) in pairs(expected) {
        assert_eq!(out.paid_to(&p(who)).minor(), u128::from(int(amount)), "{who}");
    }
    assert_eq!(out.lines.iter().filter(|l| !l.amount.is_zero()).count(), pairs(expected).len());
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
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["tied_prizes"], tied_prizes),
    (&["geometric_prizes"], geometric_prizes),
    (&["studio_points"], studio_points),
    (&["absolute_floor_prizes"], absolute_floor_prizes),
    (&["proportional"], proportional_scores),
    (&["give_circle"], give_circle),
    (&["capped_share"], capped_share),
    (&["unawarded_split"], unawarded_split),
    (&["two_pots"], two_pots),
    (&["influence_royalty"], influence_royalty),
    (&["revenue_share"], revenue_share),
    (&["guaranteed_royalty"], guaranteed_royalty),
    (&["reprint_bonus"], reprint_bonus),
];
