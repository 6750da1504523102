//! Random serial dictatorship: ballots are drawn one after the other without replacement; each leaves of those who are left only those whom it
//! ranks best, until one is left. Those whom no ballot tells apart have equal chances.
//!
//! Entries that a ballot does not name stand together below all that it names. A ballot that puts all who are left level changes nothing, and
//! one that was drawn is such a ballot from then on: so the next that changes something is any of the others, in proportion to
//! their weight, and the chances follow from the sets that can be left.
//!
//! Worked example: one voter approves A and B, one B and C, one D (who approves ranks what it approves above the rest). If the first is drawn first
//! A and B are left, and the second, the only one to tell them apart, leaves B. If the second is first, B again by the first. D has 1/3.
use crate::{
    ballot::Ranking,
    count::{About, Alias, Halt, Lottery, Reason, Refusal, Step, TallyRule, Teller},
    id::EntrySet,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// Most looks at a ballot: every different one for every set that can be left.
const MAX_LOOKS: usize = 5_000_000;

/// Ballots that are drawn one after the other leave their best.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: whom nobody tells apart have equal chances.
///
/// # Complexity
/// O(s g m) for s sets that can be left and g different ballots.
///
/// # Errors
/// More than 5,000,000 looks, sets that can be left times different ballots, are refused. If no ballot names anybody the outcome is `none`.
///
/// # References
/// Abdulkadiroğlu and Sönmez (1998), Econometrica 66; Bogomolnaia, Moulin and Stong (2005), "Collective choice under dichotomous preferences", Journal
/// of Economic Theory 122.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::lottery::RandomSerialDictatorship};
/// let ballots = [[0, 1], [1, 2]].map(|s| Ranking::tiers([s.into()]));
/// let tally = run(&RandomSerialDictatorship {}, &Profile::of(3, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().chance(1u32.into()).to_string(), "1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RandomSerialDictatorship {}

impl TallyRule for RandomSerialDictatorship {
    type Input = Profile<Ranking>;
    type Answer = Lottery;
    fn about(&self) -> About {
        const ABOUT: About = About::new("random-serial-dictatorship", "Random serial dictatorship")
            .aliases(&[Alias::plain("rsd"), Alias::plain("random-priority")])
            .references(&["Bogomolnaia, Moulin and Stong (2005), Journal of Economic Theory 122"])
            .limit("5,000,000 looks at ballots")
            .slow("all ballots are looked at for every set of entries that some order of voters can leave");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, (): &(), teller: &mut Teller) -> Result<Lottery, Halt> {
        let grouped = p.grouped();
        let ballots: Vec<(Vec<EntrySet>, u64)> =
            grouped.ballots().map(|(b, w)| (b.iter().cloned().collect(), w)).collect();
        if ballots.iter().all(|(tiers, _)| tiers.is_empty()) {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let all: EntrySet = p.entries().collect();
        // Largest sets first: a set is left only by larger ones.
        let mut open = BTreeMap::from([((Reverse(all.len()), all), Exact::ONE)]);
        let (mut chances, mut looks) = (vec![Exact::ZERO; p.slate().len()], 0);
        while let Some(((_, set), chance)) = open.pop_first() {
            looks += ballots.len();
            if looks > MAX_LOOKS {
                let what = "looks at a ballot";
                return Err(Refusal::TooLarge { what, got: looks as u64, most: MAX_LOOKS as u64 }.into());
            }
            teller.poll()?;
            let mut next: BTreeMap<EntrySet, u64> = BTreeMap::new();
            for (tiers, weight) in &ballots {
                let best = tiers.iter().map(|t| t.intersection(&set)).find(|t| !t.is_empty());
                if let Some(best) = best.filter(|best| *best != set) {
                    *next.entry(best).or_default() += weight;
                }
            }
            let weight: u64 = next.values().sum();
            if weight == 0 {
                let each = &chance / &Exact::from(set.len());
                set.iter().for_each(|e| chances[e.ix()] += &each);
            }
            for (left, w) in next {
                let part = &(&chance * &Exact::from(w)) / &Exact::from(weight);
                *open.entry((Reverse(left.len()), left)).or_insert(Exact::ZERO) += &part;
            }
        }
        let chances: Vec<_> = p.entries().map(|e| (e, chances[e.ix()].clone())).collect();
        teller.record(|| Step::scored(chances.iter().cloned()));
        Ok(Lottery::of(chances))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, TiePolicy, run},
        tally::tried::profile,
    };
    fn chances(m: usize, of: &[(&str, usize)]) -> Vec<String> {
        let p = profile(m, of);
        let t = run(&RandomSerialDictatorship {}, &p, (), &TiePolicy::REPORT).unwrap();
        p.entries().map(|e| t.answer().unwrap().chance(e).to_string()).collect()
    }
    #[test]
    fn worked_example() {
        assert_eq!(chances(4, &[("AB|", 1), ("BC|", 1), ("D", 1)]), ["0", "2/3", "0", "1/3"]);
    }
    #[test]
    fn of_strict_orders_it_is_a_random_dictator() {
        assert_eq!(chances(3, &[("ABC", 2), ("BCA", 1)]), ["2/3", "1/3", "0"]);
    }
    #[test]
    fn a_tie_is_an_equal_chance() {
        assert_eq!(chances(3, &[("AB|", 2)]), ["1/2", "1/2", "0"]);
    }
    #[test]
    fn nobody_votes() {
        for p in [profile(3, &[]), profile(3, &[("", 2)])] {
            let t = run(&RandomSerialDictatorship {}, &p, (), &TiePolicy::REPORT).unwrap();
            assert!(matches!(t.outcome(), Outcome::None { .. }));
        }
    }
}
