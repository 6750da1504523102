//! Members, for the tests of rules.
use super::{Delegation, Electorate, Member, PartyShare, Trust, WeighError, WeightRule, Weights, weigh};

/// Members with a share each, or none.
pub(super) fn members(of: &[(&str, &str)]) -> Vec<Member> {
    let member = |(name, share): &(&str, &str)| Member {
        share: share.parse().ok(),
        ..Member::new(name.parse().unwrap())
    };
    of.iter().map(member).collect()
}
pub(super) fn weighed(rule: &dyn WeightRule, members: &[Member]) -> Weights {
    weighed_in(rule, members, &[], &[])
}
pub(super) fn weighed_in(
    rule: &dyn WeightRule,
    members: &[Member],
    parties: &[PartyShare],
    delegations: &[Delegation],
) -> Weights {
    weigh(rule, &Electorate { members, parties, delegations, trust: &[] }).unwrap()
}
/// Members with who thinks how much of whom.
pub(super) fn trusting(
    rule: &dyn WeightRule,
    members: &[Member],
    trust: &[(&str, &str, &str)],
) -> Result<Weights, WeighError> {
    let trust: Vec<Trust> = trust
        .iter()
        .map(|(f, t, n)| Trust {
            from: f.parse().unwrap(),
            to: t.parse().unwrap(),
            amount: n.parse().unwrap(),
        })
        .collect();
    weigh(rule, &Electorate { members, parties: &[], delegations: &[], trust: &trust })
}
pub(super) fn show(w: &Weights) -> String {
    w.weights.iter().map(|w| format!("{} {}", w.person, w.weight)).collect::<Vec<_>>().join(", ")
}
