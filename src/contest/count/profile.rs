//! Ballots of a kind that is known at run time only, as a profile.
use super::electorate::Counted;
use crate::{
    ballot::{Ballot, BallotError},
    contest::{AnyBallot, State, forms::costs, plan::BallotPlan},
    profile::{AnyProfile, Profile, Slate},
};

fn build<'a, B: Ballot>(
    slate: Slate,
    form: &B::Form,
    units_per_vote: u64,
    ballots: impl Iterator<Item = (&'a B, u64)>,
) -> Result<Profile<B>, BallotError> {
    let mut p = Profile::<B>::builder_scaled(slate, form.clone(), units_per_vote)?;
    for (b, units) in ballots {
        p.push_weighted(b, units).map_err(|e| e.cause)?;
    }
    Ok(p.finish())
}
macro_rules! kinds { ($($kind:ident),*) => {
    /// The profile of these ballots with their weights in units. Ballots of another kind than the plan's cannot be in the box.
    pub(super) fn profile(
        plan: &BallotPlan,
        state: &State,
        counted: &Counted,
        units: &[u64],
        units_per_vote: u64,
    ) -> Result<AnyProfile, BallotError> {
        let slate = Slate::named(state.round.slate.iter().map(|e| &state.entries.get(*e).id));
        let with_costs;
        let plan = if let BallotPlan::Spend(form) = plan {
            with_costs = BallotPlan::Spend(costs(form, state));
            &with_costs
        } else {
            plan
        };
        match plan { $(
            BallotPlan::$kind(form) => {
                let ballots = counted.ballots.iter().zip(units).filter_map(|((_, b), w)| match &**b {
                    AnyBallot::$kind(b) => Some((b, *w)),
                    _ => None,
                });
                build(slate, form, units_per_vote, ballots).map(AnyProfile::from)
            }
        )* }
    }
} }
kinds!(Choice, Approval, Ranking, Scores, Points, Pairs, Spend, Consent);
