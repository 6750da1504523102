//! Monotonicity: whoever wins still wins after some voters put it higher and change nothing else.
//!
//! Worked example: 6 rank A B C, 5 C A B, 4 B C A, 2 B A C. By the run-off C leaves first and A wins by 11 to 6. Let the last
//! two put A first: then B leaves first, and C wins by 9 to 8. More support made A lose.
use super::{Ballots, Cast, Criterion, Elected, Elects, Witness};
use crate::{
    ballot::Ranking,
    count::{About, Alias, CountError, Param},
    id::{EntryIx, EntrySet},
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// A winner that some voters lift, who voted alike and go on to vote alike, can still win.
///
/// A lift puts one entry, alone in its place, above some that it was not above, and leaves the others as they stand to each
/// other. All lifts of the ballots of one kind are tried, by one voter, by two, and so on. That an entry which loses does not
/// win by being put lower is the same criterion, read from the other profile.
///
/// # Ties
/// Broken only if the entry wins for certain before and in no way after. So one voter is often not enough: with one it is a
/// tie that turns, with two the winner.
///
/// # Complexity
/// One count, and one more for each winner, different ballot, higher place, and number of voters up to `most`. Where voters
/// weigh differently, equal ballots are lifted all together.
///
/// # References
/// Fishburn (1982), "Monotonicity paradoxes in the theory of elections", Discrete Applied Mathematics 4; Smith (1973),
/// "Aggregation of preferences with variable electorate", Econometrica 41.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, criteria::*, profile::Profile, tally::runoff::Irv};
/// let mut poll = Profile::builder(cocreate::profile::Slate::anonymous(3), Default::default())?;
/// for (voters, order) in [(6, [0, 1, 2]), (5, [2, 0, 1]), (4, [1, 2, 0]), (2, [1, 0, 2])] {
///     poll.push_many(&Ranking::strict(order), voters)?;
/// }
/// let lost = Monotonicity::default().violation(&poll.finish(), &Irv::default())?.unwrap();
/// assert_eq!((lost.winner.ix(), lost.lifted.weight, lost.then.possible), (0, 2, [2].into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Monotonicity {
    /// Most voters that lift the winner together (default: all who vote alike).
    pub most: Option<u32>,
}

/// The ballots before and after, who was lifted by whom, and who won.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiftLost {
    /// The ballots.
    pub before: Ballots<Ranking>,
    /// Who won, and should have won again.
    pub winner: EntryIx,
    /// Who can win before; the winner for certain.
    pub elected: Elected,
    /// The ballot that was changed, and how many of it.
    pub lifted: Cast<Ranking>,
    /// What they say now.
    pub to: Ranking,
    /// The ballots with the winner lifted.
    pub after: Ballots<Ranking>,
    /// Who can win then; the winner cannot.
    pub then: Elected,
}

impl Criterion for Monotonicity {
    type Ballot = Ranking;
    type Witness = LiftLost;
    fn about(&self) -> About {
        const ABOUT: About = About::new("monotonicity", "Monotonicity")
            .aliases(&[Alias::plain("mono-raise")])
            .references(&["Fishburn (1982), Discrete Applied Mathematics 4", "Smith (1973), Econometrica 41"])
            .params(&[Param {
                name: "most",
                kind: "integer | null",
                about: "Most voters that lift the winner together; null for all who vote alike.",
            }]);
        ABOUT
    }
    fn violation(
        &self,
        profile: &Profile<Ranking>,
        rule: &dyn Elects<Ranking>,
    ) -> Result<Option<LiftLost>, CountError> {
        let elected = rule.elect(profile)?;
        let before = Ballots::of(profile);
        let units = profile.units_per_vote();
        let equal = profile.total_voters().checked_mul(units) == Some(profile.total_weight());
        let heaviest = before.cast.iter().map(|c| c.weight).max().unwrap_or(0);
        let most = if equal { heaviest / units } else { 1 }.min(self.most.map_or(u64::MAX, u64::from));
        for voters in 1..=most {
            for row in &before.cast {
                let weight = if equal { voters * units } else { row.weight };
                if weight > row.weight {
                    continue;
                }
                let lifted = Cast { weight, ballot: row.ballot.clone() };
                for winner in elected.certain.clone().iter() {
                    for to in lifts(&row.ballot, winner, before.entries as usize) {
                        let Some((after, p)) = counted(&before, &lifted, &to) else { continue };
                        let then = rule.elect(&p)?;
                        if !then.possible.contains(winner) {
                            return Ok(Some(LiftLost { before, winner, elected, lifted, to, after, then }));
                        }
                    }
                }
            }
        }
        Ok(None)
    }
}
/// The ballots after a lift; `None` if the poll does not allow such a ballot.
fn counted(
    before: &Ballots<Ranking>,
    lifted: &Cast<Ranking>,
    to: &Ranking,
) -> Option<(Ballots<Ranking>, Profile<Ranking>)> {
    let after = before.moved(lifted, to)?;
    let profile = after.profile().ok()?;
    Some((after, profile))
}
/// Every ballot with `e` lifted, the smallest lift first.
fn lifts(ballot: &Ranking, e: EntryIx, entries: usize) -> Vec<Ranking> {
    let named: usize = ballot.iter().map(EntrySet::len).sum();
    let at = ballot.iter().position(|t| t.contains(e));
    let mut rest = ballot.clone();
    // Places that are a lift: before those it was not above.
    let places = match at {
        // Alone behind all the named is above others that are not named, if there are any.
        None => rest.0.len() + usize::from(named + 1 < entries),
        Some(i) if ballot.0[i].single().is_some() => {
            rest.0.remove(i);
            i
        }
        Some(i) => {
            rest.0[i].remove(e);
            i + 1
        }
    };
    let put = |i: usize| {
        let mut b = rest.clone();
        b.0.insert(i, e.into());
        b
    };
    (0..places).rev().map(put).collect()
}
impl Witness<Ranking> for LiftLost {
    fn holds(&self, rule: &dyn Elects<Ranking>) -> Result<bool, CountError> {
        let Ok(before) = self.before.profile() else { return Ok(false) };
        let Some((moved, after)) = counted(&self.before, &self.lifted, &self.to) else { return Ok(false) };
        Ok(self.lifted.weight > 0
            && lifts(&self.lifted.ballot, self.winner, self.before.entries as usize).contains(&self.to)
            && moved.same(&self.after)
            && self.elected.certain.contains(self.winner)
            && !self.then.possible.contains(self.winner)
            && rule.elect(&before)? == self.elected
            && rule.elect(&after)? == self.then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn said(ballot: &Ranking, e: u32, entries: usize) -> Vec<String> {
        lifts(ballot, EntryIx::new(e), entries).iter().map(|b| serde_json::to_string(b).unwrap()).collect()
    }
    #[test]
    fn lifts_are_all_places_above() {
        assert_eq!(said(&Ranking::strict([0, 1, 2]), 2, 3), ["[[0],[2],[1]]", "[[2],[0],[1]]"]);
        assert!(said(&Ranking::strict([0, 1, 2]), 0, 3).is_empty());
    }
    #[test]
    fn a_lift_out_of_equals_and_from_the_unnamed() {
        assert_eq!(said(&Ranking::tiers([[0, 1].into()]), 1, 2), ["[[1],[0]]"]);
        assert_eq!(said(&Ranking::strict([0]), 1, 3), ["[[0],[1]]", "[[1],[0]]"]);
        // Naming the only one that is not named, last, puts it above nobody.
        assert_eq!(said(&Ranking::strict([0]), 1, 2), ["[[1],[0]]"]);
    }
}
