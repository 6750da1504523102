//! Simultaneous veto: every entry begins with its first places. Then all ballots at once and at the same pace take
//! from the entry that they rank last of those left; who has nothing left leaves. The last to leave wins.
//!
//! A ballot that ranks entries equally gives, and takes, in equal parts. Entries without first places leave at the
//! beginning.
//!
//! In the worked example 42 rank A B C D, 26 B C D A, 15 C D B A, 17 D C B A: A has 42, B 26, C 15, D 17. A is taken
//! from by 58, D by 42: D is the first at nought, after 17/42, when A has 42 - 58 · 17/42 = 389/21. Then A (by 58) leaves before C (by 42); the 42 go on
//! against C and the rest of C goes: B wins.
use crate::{
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    tally::places::{Part, Places},
};
use serde::{Deserialize, Serialize};

/// All ballots veto at once, at the same pace.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Entries that leave at the same moment share a tier. Nothing is asked.
///
/// # Complexity
/// O(n m^2) at worst, O(n m) memory.
///
/// # Errors
/// None beyond those of [`run`](crate::count::run).
///
/// # References
/// Kizilkaya and Kempe (2023), Generalized veto core and a practical voting rule with optimal metric distortion, EC
/// 2023.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::positional::SimultaneousVeto};
/// let ballots = [[0, 1, 2], [1, 0, 2], [1, 2, 0]].map(Ranking::strict);
/// let tally = run(&SimultaneousVeto {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SimultaneousVeto {}

impl TallyRule for SimultaneousVeto {
    type Input = dyn Rounds<Places>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("simultaneous-veto", "Simultaneous veto")
            .aliases(&[Alias::plain("SimultaneousVeto"), Alias::plain("simultaneous_veto")])
            .references(&["Kizilkaya and Kempe (2023), Generalized veto core, EC 2023"]);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (mut left, mut session) = (ballots.slate().all(), ballots.begin());
        let (units, mut draft) = (Exact::from(ballots.units_per_vote()), Draft::new());
        let firsts = session.places(&left, Part::First)?;
        let mut has: Vec<Exact> = ballots.slate().iter().map(|e| firsts.named_parts(e)).collect();
        loop {
            teller.record(|| Step::scored(left.iter().map(|e| (e, &has[e.ix()] / &units))));
            let mut out: EntrySet = left.iter().filter(|e| has[e.ix()].is_zero()).collect();
            if out.is_empty() {
                let lasts = session.places(&left, Part::Last)?;
                let pace = |e: EntryIx| lasts.parts(e);
                let until = |e: EntryIx| has[e.ix()].checked_div(&pace(e));
                let Some(time) = left.iter().filter_map(until).min() else { break };
                out = left.iter().filter(|e| until(*e).as_ref() == Some(&time)).collect();
                for e in left.iter() {
                    has[e.ix()] -= &(&pace(e) * &time);
                }
            }
            if out == left {
                break;
            }
            teller.record(|| Step::Eliminated { entries: out.clone() });
            left = left.minus(&out);
            draft.eliminate(out);
        }
        Ok(draft.finish(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{CITIES, best, nobody, standing};
    #[test]
    fn worked_example() {
        let order = standing(&SimultaneousVeto {}, 4, CITIES, Seats::Open);
        assert_eq!(order, [[1].into(), [2].into(), [0].into(), [3].into()]);
    }
    #[test]
    fn a_tie_leaves_at_the_same_moment() {
        assert_eq!(best(&SimultaneousVeto {}, 3, &[("ABC", 1), ("BCA", 1), ("CAB", 1)]), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&SimultaneousVeto {});
    }
}
