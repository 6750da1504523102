//! What a count stands on, for a receipt: who could vote with which weight, and what the ballots say before any rule.
use super::{Counting, electorate::Counted};
use crate::contest::Time;
use crate::{
    ballot::{Comparison, Position},
    contest::{AnyBallot, Digest, Phase, contest::Contest, plan::BallotPlan},
    id::{EntryId, EntryIx, PersonId, PollId},
    num::Exact,
    weigh::Weights,
};
use std::collections::BTreeMap;

/// What the count of a poll stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollFacts {
    /// Which poll.
    pub poll: PollId,
    /// SHA-256 of the list of all who could vote, each as `["person","weight"]`, in the order of their ids, as JSON without blanks.
    pub electorate: Digest,
    /// Where weights are rounded estimates: what a unit of weight may be off by.
    pub weight_error: Option<Exact>,
    /// What the accepted ballots say of each entry that stands, before the rule: the mean mark for scores; the points, the money, the votes
    /// in favour, the first places, the comparisons won, by weight, for the others. Entries of which nothing is said are not in it.
    pub plain: BTreeMap<EntryId, Exact>,
}
impl Contest {
    /// What the count of each poll stands on that is due, waits or was made at an instant; nothing while ballots come in, nor where they
    /// were never counted. A poll whose voters cannot be weighed is left out.
    ///
    /// # Complexity
    /// Of the roll and the ballots.
    pub fn facts(&self, now: Time) -> Vec<PollFacts> {
        let state = self.at(now);
        if state.clock.phase != Phase::Counting && state.record().is_none() {
            return vec![];
        }
        let cancel = crate::count::Cancel::new();
        let counting = Counting { plan: self.valid_plan(), state: &state, cancel: &cancel, trace: false };
        (0..state.round.boxes.len()).filter_map(|nth| counting.facts(nth)).collect()
    }
}
impl Counting<'_> {
    fn facts(&self, nth: usize) -> Option<PollFacts> {
        let poll = &self.round_plan().polls[nth];
        let ballots = self.ballots(poll, false);
        let roll = self.roll(poll, &ballots);
        let weights = self.weights(&*self.built().polls[nth].weigh, poll, &roll).ok()?;
        let plain = self.plain(&poll.ballot, &ballots, &roll.of_ballots(&weights, &ballots));
        let electorate = electorate(&weights);
        Some(PollFacts { poll: poll.poll.clone(), electorate, weight_error: weights.error, plain })
    }
    fn plain(&self, form: &BallotPlan, ballots: &Counted, weights: &[Exact]) -> BTreeMap<EntryId, Exact> {
        let mut sums: BTreeMap<EntryIx, (Exact, Exact)> = BTreeMap::new();
        for ((_, ballot), weight) in ballots.ballots.iter().zip(weights) {
            for (e, value) in said(form, ballot) {
                let (sum, n) = sums.entry(e).or_default();
                *sum += &(&value * weight);
                *n += weight;
            }
        }
        let mean = matches!(form, BallotPlan::Scores(_));
        let number = |(e, (sum, n)): (EntryIx, (Exact, Exact))| {
            let entry = self.state.entries.get(*self.state.round.slate.get(e.ix())?);
            let value = if mean { sum.checked_div(&n)? } else { sum };
            entry.status.is_in().then(|| (entry.id.clone(), value))
        };
        sums.into_iter().filter_map(number).collect()
    }
}
/// The electorate as anybody can write it down again.
fn electorate(w: &Weights) -> Digest {
    let mut all: Vec<(&PersonId, String)> =
        w.weights.iter().map(|x| (&x.person, x.weight.to_string())).collect();
    all.sort();
    // Ids and numbers as text, whose JSON cannot fail.
    Digest::of(&serde_json::to_vec(&all).unwrap_or_default())
}
/// What a ballot says of each entry, as a number.
pub(super) fn said(form: &BallotPlan, ballot: &AnyBallot) -> Vec<(EntryIx, Exact)> {
    let one = |e: EntryIx| (e, Exact::ONE);
    match (ballot, form) {
        (AnyBallot::Choice(b), _) => b.0.into_iter().map(one).collect(),
        (AnyBallot::Approval(b), _) => b.0.iter().map(one).collect(),
        // Level first places are one first place together.
        (AnyBallot::Ranking(b), _) => {
            let first = b.0.first().map(|t| t.iter().collect::<Vec<_>>()).unwrap_or_default();
            let part = Exact::ratio(1, first.len() as u128).unwrap_or(Exact::ZERO);
            first.into_iter().map(|e| (e, part.clone())).collect()
        }
        (AnyBallot::Scores(b), BallotPlan::Scores(f)) => b.iter().map(|(e, l)| (e, f.value(l))).collect(),
        (AnyBallot::Scores(_), _) => vec![],
        (AnyBallot::Points(b), _) => b.iter().map(|(e, v)| (e, Exact::from(v))).collect(),
        (AnyBallot::Pairs(b), _) => {
            let half = || Exact::ratio(1, 2).unwrap_or(Exact::ZERO);
            let won = |(a, b, c): (EntryIx, EntryIx, Comparison)| match c {
                Comparison::First => vec![one(a)],
                Comparison::Second => vec![one(b)],
                Comparison::Draw => vec![(a, half()), (b, half())],
                Comparison::Skip => vec![],
            };
            b.iter().flat_map(won).collect()
        }
        (AnyBallot::Spend(b), _) => b.iter().map(|(e, v)| (e, Exact::from(v))).collect(),
        (AnyBallot::Consent(b), _) => {
            let yes = |p| matches!(p, Position::Yes | Position::YesWithComments);
            b.iter().filter(|(_, p)| yes(*p)).map(|(e, _)| one(e)).collect()
        }
    }
}
