//! The Condorcet winner criterion: an entry that beats every other one, each in a vote between the two, wins.
//!
//! Worked example: 2 rank A C B, 2 rank B C A, 1 ranks C A B. C beats A by 3 to 2 and B by 3 to 2, and has the fewest first
//! places: plurality ties A with B, the run-off elects A.
use super::{Ballots, Criterion, Elected, Elects, Witness};
use crate::{
    ballot::Ranking,
    count::{About, Alias, CountError, Param},
    id::EntryIx,
    profile::{PairwiseCounts, Profile, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Whoever beats every other entry, one against one, can win.
///
/// # Ties
/// Broken only if the Condorcet winner wins in no way of breaking ties. An entry that is level with another one, or beaten, is
/// no Condorcet winner.
///
/// # Complexity
/// That of pairwise counts, O(n m^2) steps of many ballots each, and one count.
///
/// # References
/// Condorcet (1785), Essai sur l'application de l'analyse; Fishburn (1977), "Condorcet social choice functions", SIAM Journal
/// on Applied Mathematics 33.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, criteria::*, profile::Profile, tally::runoff::Irv};
/// let orders = [[0, 2, 1], [0, 2, 1], [1, 2, 0], [1, 2, 0], [2, 0, 1]];
/// let profile = Profile::of(3, &orders.map(Ranking::strict))?;
/// let lost = CondorcetWinner::default().violation(&profile, &Irv::default())?.unwrap();
/// assert_eq!((lost.beats_all.ix(), lost.elected.possible), (2, [0].into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CondorcetWinner {
    /// How entries are read that a ballot does not name (default: below the named).
    pub unnamed: Unnamed,
}

/// Who beats everybody, and who was elected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CondorcetLost {
    /// The ballots.
    pub ballots: Ballots<Ranking>,
    /// How entries are read that a ballot does not name.
    pub unnamed: Unnamed,
    /// Who should have won.
    pub beats_all: EntryIx,
    /// Who did.
    pub elected: Elected,
}

/// The entry that beats every other one; a lone entry that somebody voted on does.
pub fn condorcet_winner(n: &PairwiseCounts, unnamed: Unnamed) -> Option<EntryIx> {
    let slate = *n.counters().slate();
    if n.total_weight() == 0 {
        return None;
    }
    slate.iter().find(|a| slate.iter().all(|b| *a == b || n.margin(*a, b, unnamed) > 0))
}
const ID: &str = "condorcet-winner";
impl CondorcetWinner {
    fn of(self, profile: &Profile<Ranking>) -> Result<Option<EntryIx>, CountError> {
        let pairs = PairwiseCounts::of(profile).map_err(|cause| CountError::Input { rule: ID, cause })?;
        Ok(condorcet_winner(&pairs, self.unnamed))
    }
}
impl Criterion for CondorcetWinner {
    type Ballot = Ranking;
    type Witness = CondorcetLost;
    fn about(&self) -> About {
        const ABOUT: About = About::new(ID, "Condorcet winner criterion")
            .aliases(&[Alias::plain("condorcet"), Alias::plain("condorcet_winner")])
            .references(&["Condorcet (1785), Essai", "Fishburn (1977), SIAM Journal on Applied Mathematics 33"])
            .params(&[Param {
                name: "unnamed",
                kind: "last | absent",
                about: "Whether entries that a ballot does not name stand below the named, or are not compared.",
            }]);
        ABOUT
    }
    fn violation(
        &self,
        profile: &Profile<Ranking>,
        rule: &dyn Elects<Ranking>,
    ) -> Result<Option<CondorcetLost>, CountError> {
        let Some(beats_all) = self.of(profile)? else { return Ok(None) };
        let elected = rule.elect(profile)?;
        let (unnamed, lost) = (self.unnamed, !elected.possible.contains(beats_all));
        Ok(lost.then(|| CondorcetLost { ballots: Ballots::of(profile), unnamed, beats_all, elected }))
    }
}
impl Witness<Ranking> for CondorcetLost {
    fn holds(&self, rule: &dyn Elects<Ranking>) -> Result<bool, CountError> {
        let Ok(profile) = self.ballots.profile() else { return Ok(false) };
        let unnamed = self.unnamed;
        Ok(!self.elected.possible.contains(self.beats_all)
            && CondorcetWinner { unnamed }.of(&profile)? == Some(self.beats_all)
            && rule.elect(&profile)? == self.elected)
    }
}
