//! How much each counts: delegation, presence, caps.
use super::{Check, int, ints, list, pairs, text};
use crate::verbs::p;
use cocreate::{
    admit::{Applicant, Call, Presence, Qualification, admit},
    num::Exact,
    weigh::{
        Cap, CappedShares, Delegation, Electorate, Excess, LiquidDelegation, Member, WeightRule, Weights,
        weigh,
    },
};
use serde_json::Value;

fn weights(rule: &dyn WeightRule, members: &[Member], delegations: &[Delegation]) -> Weights {
    weigh(rule, &Electorate { members, parties: &[], delegations, trust: &[] }).unwrap()
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
    // The same from a record of each meeting.
    let came = |(n, m): &(&str, &Value)| Applicant {
        record: ints(&m["attended"])
            .into_iter()
            .enumerate()
            .map(|(k, x)| (format!("m{k}"), x.into()))
            .collect(),
        ..Applicant::new(p(n))
    };
    let came: Vec<Applicant> = members.iter().map(came).collect();
    let (window, at_least) = (int(&i["window"]) as u32, int(&i["need"]) as u32);
    let presence =
        Presence { meetings: (0..window).map(|k| format!("m{k}")).collect(), window, at_least, of: None };
    assert_eq!(admit(&[&presence], &Call::new(&came)).unwrap().roster(), roster);
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
/// Rules and how their cases are checked.
pub(super) const RULES: &[Check] =
    &[(&["delegation"], delegation), (&["attendance_right"], attendance_right)];
