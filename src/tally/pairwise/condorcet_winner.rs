//! Condorcet winner: the entry that beats every other by majority, if there is one.
//!
//! A weak Condorcet winner is beaten by nobody; there may be several. What happens where there is none is a
//! parameter: nobody wins, or everybody is level.
//!
//! Worked example: 2 ABC, 1 BCA, 2 CAB. A beats B 4 to 1, B beats C 3 to 2, C beats A 3 to 2: there is none. With 1
//! CAB less, A ties C, so A is beaten by nobody and beats not everybody: it is a weak Condorcet winner.
use super::{
    graph::{Majority, chosen, compare, compare_all},
    strength::UNNAMED,
};
use crate::{
    count::{About, Alias, Halt, Param, Reason, Seats, Standing, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    profile::{PairwiseCounts, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Who wins where no entry beats every other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fallback {
    /// Nobody.
    #[default]
    None,
    /// Everybody, level.
    All,
}

/// Whoever beats all others.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Weak winners share the first tier; nothing is asked. With `fallback = all` everybody does where there is none.
///
/// # Complexity
/// O(m^2) time and memory.
///
/// # Errors
/// Refused if more than one winner is asked for: the definition ranks nobody.
///
/// # References
/// Condorcet (1785), "Essai sur l'application de l'analyse à la probabilité des décisions".
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::CondorcetWinner};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&CondorcetWinner::default(), &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CondorcetWinner {
    /// Whether it must beat every other; else it is enough that nobody beats it.
    pub strict: bool,
    /// Who wins if there is none.
    pub fallback: Fallback,
    /// What an entry is that a ballot does not name.
    pub unnamed: Unnamed,
}
impl Default for CondorcetWinner {
    fn default() -> Self {
        Self { strict: true, fallback: Fallback::None, unnamed: Unnamed::Last }
    }
}

impl TallyRule for CondorcetWinner {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("condorcet-winner", "Condorcet winner")
            .aliases(&[
                Alias::plain("Condorcet"),
                Alias::plain("CondorcetBasic"),
                Alias::with("condorcet", &[("fallback", "\"all\"")]),
                Alias::with("weak_condorcet", &[("strict", "false"), ("fallback", "\"all\"")]),
            ])
            .references(&["Condorcet (1785), Essai sur l'application de l'analyse"])
            .params(&[
                Param {
                    name: "strict",
                    kind: "boolean",
                    about: "whether it must beat every other; else nobody may beat it",
                },
                Param { name: "fallback", kind: "none | all", about: "who wins if there is none" },
                UNNAMED,
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let g = Majority::of(n, self.unnamed);
        let all = g.all();
        let wins = |a: &EntryIx| {
            let others = all.minus(&(*a).into());
            if self.strict { others.is_subset(g.over(*a)) } else { g.under(*a).is_empty() }
        };
        let top: EntrySet = all.iter().filter(wins).collect();
        let shown = |a: EntryIx| all.iter().filter(move |b| *b != a).map(move |b| (a, b));
        if top.is_empty() {
            compare_all(teller, n, self.unnamed);
        } else {
            compare(teller, n, self.unnamed, top.iter().flat_map(shown));
        }
        match self.fallback {
            _ if !top.is_empty() => chosen(all.len(), top, *seats),
            Fallback::All => chosen(all.len(), all, *seats),
            Fallback::None => {
                let text = if self.strict { "no entry beats every other" } else { "every entry is beaten" };
                Err(teller.nobody(Reason::Other { text: text.into() }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example_of_a_cycle() {
        let p = votes(3, &[("ABC", 2), ("BCA", 1), ("CAB", 2)]);
        let t =
            crate::count::run(&CondorcetWinner::default(), &p, Seats::ONE, &crate::count::TiePolicy::REPORT);
        assert!(format!("{:?}", t.unwrap().outcome()).contains("no entry beats every other"));
    }
    #[test]
    fn a_tie_makes_a_weak_winner() {
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 2), ("BCA", 1), ("CAB", 1)])).unwrap();
        let weak = CondorcetWinner { strict: false, ..CondorcetWinner::default() };
        assert_eq!(standing(&weak, &n), "A BC");
        let all = CondorcetWinner { fallback: Fallback::All, ..CondorcetWinner::default() };
        assert_eq!(standing(&all, &n), "ABC");
    }

    #[test]
    fn nobody_votes() {
        is_none_without_ballots(&CondorcetWinner::default(), Seats::ONE);
    }
}
