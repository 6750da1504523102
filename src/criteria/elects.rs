//! A rule as a criterion sees it: who can win by these ballots.
use crate::{
    ballot::{Ballot, Choice, Kind, Ranking},
    count::{
        BallotOf, CountError, Gives, Options, Outcome, Refusal, Seats, Standing, TallyRule, Task, TiePolicy,
        run_profile,
    },
    id::EntrySet,
    profile::{Profile, ProfileBuilder, Slate},
    tally::AnyRule,
};
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// Who wins, over all ways of breaking ties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elected {
    /// Whoever wins however ties are broken.
    pub certain: EntrySet,
    /// Whoever wins by some way of breaking them, the certain among them.
    pub possible: EntrySet,
}
impl Elected {
    /// What an outcome says. Of a lottery the certain are those with chance 1, the possible those with any chance; where not
    /// all ways are known everybody is possible.
    pub fn of(outcome: &Outcome, slate: &Slate) -> Self {
        let (certain, possible) = match outcome {
            Outcome::Decided { winners } => (winners.set(), winners.set()),
            Outcome::Tied { certain, possible, .. } => {
                (certain.clone(), possible.clone().unwrap_or_else(|| slate.all()))
            }
            Outcome::OneOf { sets, complete: true } => {
                let mut sets = sets.iter().map(crate::count::Winners::set);
                let first = sets.next().unwrap_or_default();
                sets.fold((first.clone(), first), |(c, p), s| (c.intersection(&s), p.union(&s)))
            }
            Outcome::None { .. } => (EntrySet::EMPTY, EntrySet::EMPTY),
            Outcome::Lottery { p } => {
                let likely: Vec<_> = p.iter().filter(|(_, p)| !p.is_zero()).map(|(e, _)| e).collect();
                let certain = if likely.len() == 1 { likely[0].into() } else { EntrySet::EMPTY };
                (certain, likely.into_iter().collect())
            }
            Outcome::OneOf { complete: false, .. } | Outcome::Undecided { .. } => {
                (EntrySet::EMPTY, slate.all())
            }
        };
        Self { certain, possible }
    }
    /// Whether somebody wins by one way of breaking ties and not by another.
    pub fn is_tied(&self) -> bool {
        self.certain != self.possible
    }
}

/// Something that elects one entry by ballots of a kind: every [`TallyRule`] that gives a standing, and, by rankings, every
/// rule of the catalogue that can read them.
///
/// A rule for choices reads rankings by their first places, as a voter who may name one entry would fill in the ballot.
pub trait Elects<B: Ballot>: Debug + Sync {
    /// Who wins one seat.
    ///
    /// # Errors
    /// If the rule cannot count these ballots.
    fn elect(&self, profile: &Profile<B>) -> Result<Elected, CountError>;
}
const UNTRACED: Options = Options { trace: false, cancel: None };

impl<R: TallyRule<Answer = Standing>> Elects<BallotOf<R>> for R {
    fn elect(&self, profile: &Profile<BallotOf<R>>) -> Result<Elected, CountError> {
        let tally = run_profile(self, profile, Seats::ONE, &TiePolicy::REPORT, &UNTRACED)?;
        Ok(Elected::of(tally.outcome(), profile.slate()))
    }
}
impl Elects<Ranking> for AnyRule {
    fn elect(&self, profile: &Profile<Ranking>) -> Result<Elected, CountError> {
        let task = if self.gives() == Gives::Standing { Task::Seats(Seats::ONE) } else { Task::Plain };
        let rule = self.about().id;
        let tally = match self {
            Self::Ranking(r) => r.run(profile, &task, &TiePolicy::REPORT, &UNTRACED)?,
            Self::Choice(r) => {
                let firsts = first_places(profile).map_err(|cause| CountError::Refused { rule, cause })?;
                r.run(&firsts, &task, &TiePolicy::REPORT, &UNTRACED)?
            }
            _ => return Err(CountError::WrongKind { rule, wants: self.kind(), got: Kind::Ranking }),
        };
        Ok(Elected::of(tally.outcome(), profile.slate()))
    }
}
/// Each ballot as a choice of whom it puts first; blank if it names nobody.
fn first_places(p: &Profile<Ranking>) -> Result<Profile<Choice>, Refusal> {
    let units = p.units_per_vote();
    let mut to = Profile::builder_scaled(*p.slate(), <Choice as Ballot>::Form::default(), units)
        .expect("the slate and the units of a profile are sound");
    let mut equal = 0;
    for row in 0..p.len() {
        let mut first = p.entries().filter(|e| p.rows().rank(row, *e) == Some(0));
        let choice = Choice(first.next());
        if first.next().is_some() {
            equal += p.voters(row);
        } else {
            push(&mut to, &choice, p.weight(row), p.voters(row), units)
                .expect("an entry of the slate, with a weight of the profile");
        }
    }
    if equal > 0 { Err(Refusal::EqualRanks(equal)) } else { Ok(to.finish()) }
}
/// As many voters of one vote each if that is what they weigh, else one voter of that weight.
pub(super) fn push<B: Ballot>(
    to: &mut ProfileBuilder<B>,
    ballot: &B,
    weight: u64,
    voters: u64,
    units_per_vote: u64,
) -> Result<(), crate::profile::Refused> {
    if voters.checked_mul(units_per_vote) == Some(weight) {
        to.push_many(ballot, voters)
    } else {
        to.push_weighted(ballot, weight)
    }
}
