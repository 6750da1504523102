//! Parties: power, values, claims, costs, bargains, matchings; and chances that theory gives.
use super::{Check, exact, int, ints, list, pairs, text};
use cocreate::{
    game::{
        Game,
        bargain::{Aim, best, on_line},
        chance,
        claims::{Sharing, share},
        cost, hedonic, matching,
        power::Body,
        shapley,
    },
    num::Exact,
};
use serde_json::Value;

fn exacts(v: &Value) -> Vec<Exact> {
    list(v).into_iter().map(exact).collect()
}
fn body(i: &Value) -> Body {
    Body::new(int(&i["quota"]), ints(&i["weights"])).unwrap()
}
fn shapley_shubik(i: &Value, o: &Value) {
    assert_eq!(body(i).shapley_shubik().unwrap(), exacts(&o["index"]));
}
fn banzhaf(i: &Value, o: &Value) {
    let swings: Vec<u128> = ints(&o["swings"]).into_iter().map(u128::from).collect();
    assert_eq!(body(i).swings().unwrap(), swings);
    assert_eq!(body(i).banzhaf().unwrap(), exacts(&o["index"]));
}
fn deegan_packel(i: &Value, o: &Value) {
    assert_eq!(body(i).deegan_packel().unwrap(), exacts(&o["index"]));
}
fn shapley_value(i: &Value, o: &Value) {
    let worth = |c: &[usize]| {
        let key: String = c.iter().map(ToString::to_string).collect();
        exact(&i["value"][key])
    };
    let game = Game::new(int(&i["players"]) as usize, worth).unwrap();
    assert_eq!(shapley::value(&game), exacts(&o["value"]));
}
fn shared(how: Sharing, i: &Value, o: &Value) {
    for (estate, want) in list(&i["estates"]).into_iter().zip(list(&o["awards"])) {
        assert_eq!(share(how, &exacts(&i["claims"]), &exact(estate)).unwrap(), exacts(want));
    }
}
fn talmud(i: &Value, o: &Value) {
    shared(Sharing::Talmud, i, o);
}
fn cea(i: &Value, o: &Value) {
    shared(Sharing::EqualAwards, i, o);
}
fn cel(i: &Value, o: &Value) {
    shared(Sharing::EqualLosses, i, o);
}
fn serial_cost(i: &Value, o: &Value) {
    assert_eq!(text(&i["cost"]), "q^2");
    assert_eq!(cost::serial(&exacts(&i["demands"]), |q| q * q).unwrap(), exacts(&o["shares"]));
}
fn bargain_discrete(i: &Value, o: &Value) {
    let (names, options): (Vec<&str>, Vec<Vec<Exact>>) =
        pairs(&i["options"]).into_iter().map(|(n, v)| (n, exacts(v))).unzip();
    for (name, aim) in
        [("nash", Aim::Nash), ("egalitarian", Aim::Egalitarian), ("utilitarian", Aim::Utilitarian)]
    {
        let got = best(aim, &exacts(&i["d"]), &options).unwrap();
        assert_eq!(got.iter().map(|k| names[*k]).collect::<Vec<_>>(), [text(&o[name])]);
    }
}
fn bargain_line(i: &Value, o: &Value) {
    let rates = [exact(&i["a"]), exact(&i["b"])];
    for (name, aim) in [("nash", Aim::Nash), ("ks", Aim::KalaiSmorodinsky), ("egalitarian", Aim::Egalitarian)]
    {
        assert_eq!(on_line(aim, &exacts(&i["d"]), &rates, &exact(&i["c"])).unwrap(), exacts(&o[name]));
    }
}
fn gale_shapley(i: &Value, o: &Value) {
    let (proposers, receivers) = (pairs(&i["proposers"]), pairs(&i["receivers"]));
    let lists = |of: &[(&str, &Value)], among: &[(&str, &Value)]| {
        let at = |n: &&Value| among.iter().position(|(m, _)| *m == text(n)).unwrap();
        of.iter().map(|(_, l)| list(l).iter().map(at).collect()).collect::<Vec<Vec<usize>>>()
    };
    let got = matching::propose(&lists(&proposers, &receivers), &lists(&receivers, &proposers)).unwrap();
    for ((n, _), r) in proposers.iter().zip(got) {
        assert_eq!(r.map(|r| receivers[r].0), o["match"][n].as_str(), "{n}");
    }
}
fn hedonic_stability(i: &Value, o: &Value) {
    let values = pairs(&i["values"]);
    let at = |n: &str| values.iter().position(|(m, _)| *m == n).unwrap();
    let row = |v: &Value| {
        let of = |n: &str| v.get(n).map_or(0, |x| x.as_i64().unwrap());
        values.iter().map(|(n, _)| Exact::from(of(n))).collect::<Vec<_>>()
    };
    let table: Vec<Vec<Exact>> = values.iter().map(|(_, v)| row(v)).collect();
    let partition: Vec<Vec<usize>> = list(&i["partition"])
        .into_iter()
        .map(|c| list(c).into_iter().map(|n| at(text(n))).collect())
        .collect();
    let moves = hedonic::moves(&table, &partition).unwrap();
    assert_eq!(moves.is_empty(), o["nash_stable"].as_bool().unwrap());
    assert_eq!(moves.iter().all(|m| m.against.is_some()), o["individually_stable"].as_bool().unwrap());
}
fn tullock(i: &Value, o: &Value) {
    for (r, want) in ints(&i["r"]).into_iter().zip(list(&o["p"])) {
        assert_eq!(chance::tullock(&exacts(&i["efforts"]), r as u32).unwrap(), exacts(want));
    }
}
fn tullock_equilibrium(i: &Value, o: &Value) {
    let want = list(&o["effort"]).into_iter().zip(list(&o["total"]));
    for (n, (effort, total)) in ints(&i["n"]).into_iter().zip(want) {
        let got = chance::tullock_effort(n as u32, &exact(&i["r"]), &exact(&i["v"])).unwrap();
        assert_eq!(&got * &Exact::from(n), exact(total));
        assert_eq!(got, exact(effort));
    }
}
fn all_pay_uniform(i: &Value, o: &Value) {
    let want = list(&o["bid"]).into_iter().zip(list(&o["revenue"]));
    for (n, (bid, revenue)) in ints(&i["n"]).into_iter().zip(want) {
        assert_eq!(chance::all_pay_bid(n as u32, &exact(&i["value"])).unwrap(), exact(bid));
        assert_eq!(chance::all_pay_total(n as u32).unwrap(), exact(revenue));
    }
}
fn mallows(i: &Value, o: &Value) {
    let (n, phi) = (int(&i["n"]) as u32, exact(&i["phi"]));
    for (d, p) in ints(&i["d"]).into_iter().zip(list(&o["p"])) {
        assert_eq!(chance::mallows(n, &phi, d as u32).unwrap(), exact(p));
    }
    // The reference itself has one over the sum of all.
    assert_eq!(Exact::ONE / chance::mallows(n, &phi, 0).unwrap(), exact(&o["z"]));
}
fn plackett_luce(i: &Value, o: &Value) {
    for (order, p) in list(&i["orders"]).into_iter().zip(list(&o["p"])) {
        let weights: Vec<Exact> = list(order).into_iter().map(|n| exact(&i["w"][text(n)])).collect();
        assert_eq!(chance::plackett_luce(&weights).unwrap(), exact(p));
    }
}
fn condorcet_jury(i: &Value, o: &Value) {
    for (n, p) in ints(&i["n"]).into_iter().zip(list(&o["p"])) {
        assert_eq!(chance::condorcet_jury(&exact(&i["p"]), n as u32).unwrap(), exact(p));
    }
}
fn logit_choice(i: &Value, o: &Value) {
    for (d, p) in list(&i["diff"]).into_iter().zip(list(&o["p"])) {
        super::near(&chance::logit(&Exact::from(d.as_i64().unwrap())).unwrap(), p);
    }
}
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] = &[
    (&["shapley_shubik"], shapley_shubik),
    (&["banzhaf"], banzhaf),
    (&["deegan_packel"], deegan_packel),
    (&["shapley_value"], shapley_value),
    (&["talmud"], talmud),
    (&["cea"], cea),
    (&["cel"], cel),
    (&["serial_cost"], serial_cost),
    (&["bargain_discrete"], bargain_discrete),
    (&["bargain_line"], bargain_line),
    (&["gale_shapley"], gale_shapley),
    (&["hedonic"], hedonic_stability),
    (&["tullock"], tullock),
    (&["tullock_equilibrium"], tullock_equilibrium),
    (&["all_pay_uniform"], all_pay_uniform),
    (&["mallows"], mallows),
    (&["plackett_luce"], plackett_luce),
    (&["condorcet_jury"], condorcet_jury),
    (&["logit_choice"], logit_choice),
];
