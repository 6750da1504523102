//! What rules share that drop entries: one round after the other until one is left, or as many as there are seats.
use crate::{
    count::{Draft, Halt, Param, Refusal, Seats, Standing, Step, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Slate,
};
use serde::{Deserialize, Serialize};

/// What is done when several are tied for leaving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TiedLowest {
    /// One of them leaves; which one is asked.
    #[default]
    One,
    /// All of them leave at once; if that is everybody who is left, they win together.
    All,
}
/// The parameter of rules in which somebody leaves.
pub(in crate::tally) const TIED_LOWEST: Param = Param {
    name: "tied_lowest",
    kind: "one | all",
    about: "whether one or all of those tied for leaving leave",
};
/// What a round comes to.
pub(in crate::tally) enum Round {
    /// These are tied for leaving.
    Lowest(EntrySet),
    /// These leave together, by the definition; if that is everybody who is left, they win together.
    Together(EntrySet),
    /// The count is over: these of those left win.
    Win(EntrySet),
}
/// How far a count goes.
pub(in crate::tally) struct Plan {
    pub(in crate::tally) slate: Slate,
    /// So many may stay.
    pub(in crate::tally) keep: usize,
    pub(in crate::tally) tied: TiedLowest,
}
impl Plan {
    /// Down to as many as there are seats to fill; an order of places is that of leaving.
    pub(in crate::tally) fn filling(slate: &Slate, seats: Seats, tied: TiedLowest) -> Self {
        let keep = if let Seats::Fill(k) = seats { k.get() as usize } else { 1 };
        Self { slate: *slate, keep, tied }
    }
    /// For definitions that name a winner before all others have left, and so know no second.
    pub(in crate::tally) fn electing_one(
        slate: &Slate,
        seats: Seats,
        tied: TiedLowest,
    ) -> Result<Self, Halt> {
        if seats.number() > 1 {
            let why = "this rule elects one entry; ask it for one seat or for the set that it chooses";
            return Err(Refusal::Other(why.into()).into());
        }
        Ok(Self { slate: *slate, keep: 1, tied })
    }
}
/// Runs the rounds. `look` may depend on who is left and on the ballots alone: states are remembered by who is left.
pub(in crate::tally) fn eliminate(
    plan: &Plan,
    teller: &mut Teller,
    mut look: impl FnMut(&EntrySet, usize, &mut Teller) -> Result<Round, Halt>,
) -> Result<Standing, Halt> {
    let (mut left, mut draft) = (plan.slate.all(), Draft::new());
    for round in 1.. {
        if left.len() <= plan.keep {
            break;
        }
        teller.visit(&draft, &left)?;
        let out = match look(&left, round, teller)? {
            Round::Win(set) => {
                draft.eliminate(left.minus(&set));
                left = set;
                break;
            }
            Round::Lowest(tied) if plan.tied == TiedLowest::One => {
                teller.pick_entry(TieAt::eliminate(round), &tied)?.into()
            }
            Round::Lowest(out) | Round::Together(out) => out,
        };
        if out == left {
            break;
        }
        left = left.minus(&out);
        teller.record(|| Step::Eliminated { entries: out.clone() });
        draft.eliminate(out);
    }
    Ok(draft.finish(left))
}
/// Those with the least value.
pub(in crate::tally) fn lowest<K: Ord>(of: &EntrySet, value: impl Fn(EntryIx) -> K) -> EntrySet {
    let all: Vec<(K, EntryIx)> = of.iter().map(|e| (value(e), e)).collect();
    let least = all.iter().map(|(k, _)| k).min();
    all.iter().filter(|(k, _)| Some(k) == least).map(|(_, e)| *e).collect()
}
/// Units as votes.
pub(in crate::tally) fn votes(units: &Exact, per_vote: u64) -> Exact {
    units / &Exact::from(per_vote)
}
/// First places of those left, and what is exhausted of all units of weight, as a step.
pub(in crate::tally) fn placed(
    left: &EntrySet,
    all: u64,
    per_vote: u64,
    units: impl Fn(EntryIx) -> Exact,
) -> Step {
    let placed: Exact = left.iter().map(&units).sum();
    let totals = left.iter().map(|e| (e, votes(&units(e), per_vote))).collect();
    Step::scored_of(totals, votes(&(&Exact::from(all) - &placed), per_vote), Exact::ZERO)
}
/// What those left have, as a step.
pub(in crate::tally) fn scored(left: &EntrySet, per_vote: u64, units: impl Fn(EntryIx) -> Exact) -> Step {
    Step::scored(left.iter().map(|e| (e, votes(&units(e), per_vote))))
}
