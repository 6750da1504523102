//! Preliminary weighted Condorcet: the order of which the margins of each over each that comes later, times the first places of
//! both, sum to the most.
//!
//! It is the order of Kemeny with pairs that weigh as much as their first places. An entry without first places counts in no pair
//! and may stand anywhere; Tideman's rule itself treats such entries apart. A ballot that ranks entries equally counts in
//! equal parts for them.
//!
//! Worked example: 4 ABC, 3 BCA, 2 CAB. A beats B by 3, B beats C by 5, C beats A by 1; with first places these weigh
//! 3·4·3 = 36, 5·3·2 = 30 and 1·2·4 = 8. The order A B C has 36 + 30 - 8 = 58, B C A 30 + 8 - 36 = 2: A wins.
use crate::{
    count::{About, Alias, Halt, Refusal, Rounds, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    tally::{
        pairwise::{
            graph::Majority,
            order::{Costs, least},
        },
        runoff::{Duels, eliminate::scored},
    },
};
use serde::{Deserialize, Serialize};

/// The order of the most margins, pairs weighing as much as their first places.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Where several entries come next in some best order, the teller is asked, place by place as far as places are asked for; with
/// open seats all that may come first share the first tier.
///
/// # Complexity
/// Sets that beat all the rest are ordered on their own: up to 24 entries in O(2^m m) time and 8 bytes times 2^m memory; larger ones
/// by branch and bound over at most 200,000 sets, after which the outcome is undecided.
///
/// # Errors
/// More than 8192 entries are refused, and weights of pairs that sum to more than 63 bits: 2,097,152 units of votes always fit.
///
/// # References
/// Tideman (2006), Collective Decisions and Voting, p. 223, where it is the preliminary version of the weighted Condorcet rule.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::hybrid::PreliminaryWeightedCondorcet};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let rule = PreliminaryWeightedCondorcet {};
/// let tally = run(&rule, &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// // 2 has no first places and may stand anywhere, in front of 0 as well.
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreliminaryWeightedCondorcet {}

impl TallyRule for PreliminaryWeightedCondorcet {
    type Input = dyn Rounds<Duels>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("preliminary-weighted-condorcet", "Preliminary weighted Condorcet")
            .aliases(&[Alias::plain("preliminary_weighted_condorcet")])
            .references(&["Tideman (2006), Collective Decisions and Voting, p. 223"])
            .limit("24 entries in a top cycle by subsets; larger cycles by a search of 10^8 steps, and beyond, the best found and the bound");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (all, mut session) = (ballots.slate().all(), ballots.begin());
        let n = session.margins(all.len())?;
        let firsts = session.firsts(&all)?;
        teller.record(|| scored(&all, ballots.units_per_vote(), |e| firsts.named_parts(e)));
        for a in all.iter() {
            all.iter().filter(|b| *b > a).for_each(|b| n.tell(teller, (a, b), ballots.units_per_vote()));
        }
        // Parts of a ballot are made whole, all by the same number.
        let first: Vec<Exact> = all.iter().map(|e| firsts.named_parts(e)).collect();
        let parts = first.iter().try_fold(1, |d, x| crate::num::lcm(d, x.denominator()?));
        let scale = parts.map(Exact::from);
        let first: Option<Vec<u64>> = first.iter().map(|x| (x * scale.as_ref()?).to_u64()).collect();
        let Some(weights) = first.and_then(|first| weights(&first, |a, b| n.margin(a, b))) else {
            let why = "the weights of all pairs pass 63 bits; 2,097,152 units of votes always fit";
            return Err(Refusal::Other(why.into()).into());
        };
        let m = all.len();
        let over = |a: EntryIx, b: EntryIx| weights[a.ix() * m + b.ix()];
        tell(&all, over, [scale.unwrap_or_default(), ballots.units_per_vote().into()], teller);
        let g = Majority::by(m, |a, b| over(a, b) > 0);
        least(&g, &Costs::by(m, |a, b| over(b, a)), *seats, teller)
    }
}
/// What each won pair weighs, in votes: a product of two numbers of first places, which were scaled, and a margin.
fn tell(
    all: &EntrySet,
    over: impl Fn(EntryIx, EntryIx) -> u64,
    [parts, units]: [Exact; 2],
    teller: &mut Teller,
) {
    let pairs = || all.iter().flat_map(|a| all.iter().map(move |b| (a, b)));
    let whole = &(&(&parts * &parts) * &(&units * &units)) * &units;
    for (a, b) in pairs().filter(|(a, b)| over(*a, *b) > 0) {
        let weight = Exact::from(over(a, b)).checked_div(&whole).unwrap_or_default();
        teller.record(|| Step::note(format!("{a} over {b} weighs {weight}")));
    }
}
/// What each wins over each, times the first places of both; `None` if all together pass 63 bits.
fn weights(first: &[u64], margin: impl Fn(EntryIx, EntryIx) -> i64) -> Option<Vec<u64>> {
    let m = first.len();
    let one = |i: usize| {
        let (a, b) = (i / m, i % m);
        let won = margin(a.into(), b.into()).max(0).unsigned_abs();
        if won == 0 { Some(0) } else { first[a].checked_mul(first[b])?.checked_mul(won) }
    };
    let all: Vec<u64> = (0..m * m).map(one).collect::<Option<_>>()?;
    all.iter().try_fold(0u64, |sum, x| sum.checked_add(*x)).filter(|sum| *sum < 1 << 63).map(|_| all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::tried::{best, nobody, ways};
    const CIRCLE: &[(&str, usize)] = &[("ABC", 4), ("BCA", 3), ("CAB", 2)];
    #[test]
    fn worked_example() {
        assert_eq!(best(&PreliminaryWeightedCondorcet {}, 3, CIRCLE), [0].into());
    }
    #[test]
    fn first_places_weigh() {
        let p = &[("ABC", 1), ("BAC", 1), ("BCA", 1), ("CAB", 2)];
        // A over B, B over C and C over A by 3 to 2 each; with first places 1, 2 and 2 they weigh 2, 4 and 2.
        assert_eq!(best(&PreliminaryWeightedCondorcet {}, 3, p), [0, 1].into());
    }
    #[test]
    fn a_tie_is_asked() {
        let tied: &[(&str, usize)] = &[("ABC", 1), ("BCA", 1), ("CAB", 1)];
        assert_eq!(ways(&PreliminaryWeightedCondorcet {}, 3, tied), [0, 1, 2].into());
    }
    #[test]
    fn nobody_votes() {
        nobody(&PreliminaryWeightedCondorcet {});
    }
}
