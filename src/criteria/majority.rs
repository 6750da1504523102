//! The majority criterion: an entry that more than half of the voters put alone in the first place wins.
//!
//! Worked example: 3 rank A B C and 2 rank B C A. More than half put A first, and by the Borda count A has 6 points, B 7.
use super::{Ballots, Criterion, Elected, Elects, Witness};
use crate::{
    ballot::Ranking,
    count::{About, Alias, CountError},
    id::EntryIx,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Whoever more than half of the voters put first, alone, can win.
///
/// Half of all who voted, by weight, blank ballots included.
///
/// # Ties
/// Broken only if the favourite wins in no way of breaking ties.
///
/// # Complexity
/// O(n m) and one count.
///
/// # References
/// Felsenthal (2012), "Review of paradoxes afflicting procedures for electing a single candidate", in Felsenthal and Machover
/// (eds), Electoral Systems: "absolute majority paradox".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, criteria::*, profile::Profile, tally::positional::Borda};
/// let orders = [[0, 1, 2], [0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 2, 0]];
/// let profile = Profile::of(3, &orders.map(Ranking::strict))?;
/// let lost = Majority {}.violation(&profile, &Borda::default())?.unwrap();
/// assert_eq!((lost.favourite.ix(), lost.elected.possible), (0, [1].into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Majority {}

/// Whom most put first, and who was elected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MajorityLost {
    /// The ballots.
    pub ballots: Ballots<Ranking>,
    /// Who should have won.
    pub favourite: EntryIx,
    /// Who did.
    pub elected: Elected,
}

/// The entry that more than half of all weight puts first, alone.
pub fn majority_favourite(p: &Profile<Ranking>) -> Option<EntryIx> {
    let mut weight = vec![0; p.slate().len()];
    for row in 0..p.len() {
        let mut first = p.entries().filter(|e| p.rows().rank(row, *e) == Some(0));
        if let (Some(e), None) = (first.next(), first.next()) {
            weight[e.ix()] += p.weight(row);
        }
    }
    p.entries().find(|e| 2 * weight[e.ix()] > p.total_weight())
}
impl Criterion for Majority {
    type Ballot = Ranking;
    type Witness = MajorityLost;
    fn about(&self) -> About {
        const ABOUT: About = About::new("majority", "Majority criterion")
            .aliases(&[Alias::plain("majority-favourite"), Alias::plain("absolute-majority-winner")])
            .references(&["Felsenthal (2012), Review of paradoxes, in Electoral Systems"]);
        ABOUT
    }
    fn violation(
        &self,
        profile: &Profile<Ranking>,
        rule: &dyn Elects<Ranking>,
    ) -> Result<Option<MajorityLost>, CountError> {
        let Some(favourite) = majority_favourite(profile) else { return Ok(None) };
        let elected = rule.elect(profile)?;
        let lost = !elected.possible.contains(favourite);
        Ok(lost.then(|| MajorityLost { ballots: Ballots::of(profile), favourite, elected }))
    }
}
impl Witness<Ranking> for MajorityLost {
    fn holds(&self, rule: &dyn Elects<Ranking>) -> Result<bool, CountError> {
        let Ok(profile) = self.ballots.profile() else { return Ok(false) };
        Ok(!self.elected.possible.contains(self.favourite)
            && majority_favourite(&profile) == Some(self.favourite)
            && rule.elect(&profile)? == self.elected)
    }
}
