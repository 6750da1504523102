//! Conviction voting: support for an entry grows the longer stakes stay with it, and an entry is chosen whose support has grown over what
//! it asks for.
//!
//! In each step `y = alpha y + stake`: a stake `s` that has stood for t steps up to the end counts `s (1 - alpha^t) / (1 - alpha)`, and one
//! that was moved away t' steps before the end only what had grown by then and has faded since. An entry that asks for `requested` of the
//! funds, which is its cost, passes over `rho supply / ((1 - alpha) (beta - requested / funds)²)`; one that asks for `beta` of the funds or
//! more never does. The funds are shared and spent down: the entry with the most conviction is judged first, of those that are level the one
//! that asks for less, and what it gets is no longer there for the next.
//!
//! Worked example: with alpha 9/10 a stake of 10 has grown to 10, 19 and 271/10 after one, two and three steps. Of a supply and
//! funds of 1,000, beta 1/5 and rho 1/500, a request of 100 needs more than 2,000 and one of 150 more than 8,000. A stake of 300 that stays
//! for eleven steps comes to 3,000 (1 - 0.9^11), some 2,058.6, and passes the first; after ten steps, with some 1,954.0, it does not. Once
//! 100 are given, 900 are left, and the next request of 100 needs more than 2,531.25.
//!
//! References: 1Hive, "Conviction voting".
use super::{
    AtCut, NoneChosen, PollResult, Results, SelectError, SelectNote, Selection, SelectionRule,
    gates::{self, GateError},
    spent_down::SpentDown,
};
use crate::count::{About, Alias, Param};
use crate::id::{CategoryId, EntryId, PollId};
use crate::num::{Exact, Quorum};
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Those whose support has grown enough over time.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Conviction must be over what is needed; equality fails. Entries level in conviction and request, of which the places or the funds carry
/// only some, are treated as `at_cut` says; where it takes all, the funds still carry no more, and the tie is told.
///
/// # Complexity
/// `O(s + n log n)` for n entries and s different times of stakes, beside the powers of alpha, which have as many digits as alpha's times the
/// steps. What has stood for more than 10,000 steps counts as 10,000.
///
/// # Errors
/// If the poll is not in the round, or not named where there are several; if a parameter is out of range; if a stake ends before it begins or
/// is below nought.
///
/// # References
/// 1Hive, "Conviction voting" (half of it lasts three days, beta 0.2, rho 0.002, `least_staked` 0.2).
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PollId}, num::Exact, select::*};
/// let id = |n: &str| EntryId::new(n).unwrap();
/// let candidates = ["well", "road"].map(|n| Candidate { cost: Some(100), ..Candidate::new(id(n)) });
/// let stood = |steps| vec![Stake { from: steps, to: 0, weight: 300u32.into() }];
/// let mut poll = PollResult::new(PollId::new("stakes")?, vec![vec![id("well"), id("road")]]);
/// poll.stakes = [(id("well"), stood(11)), (id("road"), stood(10))].into();
/// let rule = Conviction {
///     alpha: Exact::ratio(9, 10).unwrap(), supply: Some(1000u32.into()), funds: 1000u32.into(), ..Conviction::default()
/// };
/// let s = select(&rule, &Results { candidates: &candidates, polls: &[poll], picks: None })?;
/// assert_eq!(s.winners, [[id("well")]]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conviction {
    /// What is left of conviction after a step, from 0 and below 1.
    pub alpha: Exact,
    /// The part of the funds that is never given at once, from 0 to 1.
    pub beta: Exact,
    /// Weight of the threshold, from 0 to 1.
    pub rho: Exact,
    /// How long a step is, in seconds, at least 1.
    pub step: u64,
    /// All that could be staked; left out, one for each who could vote.
    pub supply: Option<Exact>,
    /// With it the threshold goes by what is staked at the end, and by at least this part of the supply, from 0 to 1; left out, by the whole
    /// supply.
    pub least_staked: Option<Exact>,
    /// The funds, above 0, in the unit of the entries' costs.
    pub funds: Exact,
    /// Which poll; left out, the only one of the round.
    pub poll: Option<PollId>,
    /// At most so many, those with the most conviction.
    pub at_most: Option<u32>,
    /// What becomes of entries that are level for the last places, where there are at most so many.
    pub at_cut: AtCut,
    /// The least turnout, by heads; all must be met.
    pub quorum: Vec<Quorum>,
}
impl Default for Conviction {
    /// Steps of a day of which four fifths are left, so that half of conviction lasts some three days.
    fn default() -> Self {
        let of = |n, d| Exact::ratio(n, d).unwrap_or_default();
        Self {
            alpha: of(4, 5),
            beta: of(1, 5),
            rho: of(1, 500),
            step: 86_400,
            supply: None,
            least_staked: None,
            funds: Exact::ONE,
            poll: None,
            at_most: None,
            at_cut: AtCut::Tell,
            quorum: vec![],
        }
    }
}

const ABOUT: About = About::new("conviction", "Conviction voting")
    .aliases(&[Alias::plain("conviction-voting")])
    .references(&["1Hive, Conviction voting"])
    .params(&[
        Param { name: "alpha", kind: "exact", about: "what is left after a step, from 0 and below 1" },
        Param { name: "beta", kind: "exact", about: "the part of the funds that is never given at once" },
        Param { name: "rho", kind: "exact", about: "weight of the threshold, from 0 to 1" },
        Param { name: "step", kind: "integer", about: "how long a step is, in seconds" },
        Param { name: "supply", kind: "exact", about: "all that could be staked; left out, one a voter" },
        Param {
            name: "least_staked",
            kind: "exact",
            about: "go by what is staked, and at least this part of the supply; left out, by all of it",
        },
        Param { name: "funds", kind: "exact", about: "the funds, in the unit of the entries' costs" },
        Param { name: "poll", kind: "poll", about: "which poll; left out, the only one" },
        Param { name: "at_most", kind: "integer", about: "at most so many, the best" },
        Param { name: "at_cut", kind: "tell | all | none", about: "what becomes of entries that are level" },
        Param { name: "quorum", kind: "list of quorums", about: "the least turnout, by heads" },
    ]);
/// Most steps that a stake grows: powers are exact.
const MOST_STEPS: u64 = 10_000;

#[expect(clippy::needless_pass_by_value, reason = "errors are handed over")]
fn bad(cause: impl ToString) -> SelectError {
    SelectError::Parameters { rule: ABOUT.id.to_owned(), cause: cause.to_string() }
}
impl SelectionRule for Conviction {
    fn about(&self) -> About {
        ABOUT
    }
    fn most_chosen(&self, _: &BTreeSet<CategoryId>) -> Option<usize> {
        self.at_most.and_then(|k| self.at_cut.at_most(k as usize))
    }
    fn stakes_by(&self) -> Option<u64> {
        Some(self.step.max(1))
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        if self.step == 0 || self.at_most == Some(0) {
            return Err(bad("a step has at least 1 second, and at most so many are at least 1"));
        }
        let growth =
            gates::Conviction { alpha: self.alpha.clone(), beta: self.beta.clone(), rho: self.rho.clone() };
        // Tried on nothing, so that a plan is refused before anybody stakes.
        growth.needed(&Exact::ZERO, &self.funds, &Exact::ZERO).map_err(bad)?;
        if self.least_staked.as_ref().is_some_and(|p| p.is_negative() || *p > Exact::ONE) {
            return Err(bad("the part of the supply that counts as staked at least is from 0 to 1"));
        }
        let poll = results.poll(self.poll.as_ref())?;
        if let Err(shortfall) = poll.turned_out(&self.quorum) {
            return Ok(Selection::nobody(NoneChosen::Quorum { poll: poll.poll.clone(), shortfall }));
        }
        if results.candidates.is_empty() {
            return Ok(Selection::nobody(NoneChosen::NoEntries));
        }
        let mut grown = Grown { growth: &growth, of_one: BTreeMap::new() };
        let mut order: BTreeMap<(Reverse<Exact>, u64), Vec<&EntryId>> = BTreeMap::new();
        let mut s = Selection::default();
        for c in results.candidates {
            let have = grown.of(poll, &c.entry)?;
            order.entry((Reverse(have.clone()), c.cost.unwrap_or(0))).or_default().push(&c.entry);
            s.notes.push(SelectNote::Grown { entry: c.entry.clone(), conviction: have });
        }
        let places = self.at_most.map_or(usize::MAX, |k| k as usize);
        let (supply, left) = (self.supply_of(poll), self.funds.clone());
        let mut funds = SpentDown { growth: &growth, supply, left, places, at_cut: self.at_cut, s };
        for ((Reverse(have), asks), level) in &order {
            funds.give(have, &Exact::from(*asks), level).map_err(bad)?;
        }
        let s = funds.s;
        let none = s.winners.is_empty() && s.tied.is_empty();
        let all_out = s.notes.iter().any(super::is_tied_out);
        Ok(if none && !all_out { Selection { none: Some(NoneChosen::Threshold), ..s } } else { s.or_tied() })
    }
}
impl Conviction {
    fn supply_of(&self, poll: &PollResult) -> Exact {
        let supply = self.supply.clone().unwrap_or_else(|| Exact::from(poll.turnout.eligible));
        let Some(part) = &self.least_staked else { return supply };
        let at_end = poll.stakes.values().flatten().filter(|s| s.to == 0);
        at_end.map(|s| s.weight.clone()).sum::<Exact>().max(part * &supply)
    }
}
/// What a stake of one grows to, by steps, found once.
struct Grown<'a> {
    growth: &'a gates::Conviction,
    of_one: BTreeMap<u64, Exact>,
}
impl Grown<'_> {
    fn of_one(&mut self, steps: u64) -> Result<Exact, GateError> {
        let steps = steps.min(MOST_STEPS);
        if let Some(y) = self.of_one.get(&steps) {
            return Ok(y.clone());
        }
        let y = self.growth.grown(&Exact::ZERO, &Exact::ONE, steps as u32)?;
        self.of_one.insert(steps, y.clone());
        Ok(y)
    }
    /// The conviction of an entry: of each stake what it would have if it stood till the end, less what it lacks since it was moved.
    fn of(&mut self, poll: &PollResult, e: &EntryId) -> Result<Exact, SelectError> {
        let mut sum = Exact::ZERO;
        for s in poll.stakes.get(e).into_iter().flatten() {
            if s.to > s.from || s.weight.is_negative() {
                let cause = format!(
                    "a stake of {} in `{e}` from {} to {} steps before the end; it is not below nought and ends after it begins",
                    s.weight, s.from, s.to
                );
                return Err(bad(cause));
            }
            let stood = self.of_one(s.from).map_err(bad)? - self.of_one(s.to).map_err(bad)?;
            sum += &(&stood * &s.weight);
        }
        Ok(sum)
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::{
        Candidate, Stake,
        sample::{chosen, e, poll, show},
    };
    fn rule() -> Conviction {
        Conviction {
            alpha: Exact::ratio(9, 10).unwrap(),
            supply: Some(1000u32.into()),
            funds: 1000u32.into(),
            ..Conviction::default()
        }
    }
    fn asking(names: &[(&str, u64)]) -> Vec<Candidate> {
        names.iter().map(|(n, cost)| Candidate { cost: Some(*cost), ..Candidate::new(e(n)) }).collect()
    }
    /// An entry, and its stakes as weight, from, to.
    type Staked<'a> = (&'a str, &'a [(u32, u64, u64)]);
    fn staked(all: &[Staked<'_>]) -> PollResult {
        let names: Vec<&str> = all.iter().map(|(n, _)| *n).collect();
        let stake =
            |(weight, from, to): &(u32, u64, u64)| Stake { from: *from, to: *to, weight: (*weight).into() };
        let stakes = all.iter().map(|(n, of)| (e(n), of.iter().map(stake).collect())).collect();
        PollResult { stakes, ..poll("stakes", &names.join(" ")) }
    }
    fn conviction(s: &Selection, n: &str) -> String {
        let of = |x: &SelectNote| match x {
            SelectNote::Grown { entry, conviction } if *entry == e(n) => Some(conviction.to_string()),
            _ => None,
        };
        s.notes.iter().find_map(of).unwrap()
    }
    #[test]
    fn worked_example() {
        let all = asking(&[("well", 100), ("road", 100), ("port", 150), ("dam", 200)]);
        let p = staked(&[
            ("well", &[(300, 11, 0)]),
            ("road", &[(300, 10, 0)]),
            ("port", &[(300, 11, 0)]),
            ("dam", &[(9_000, 90, 0)]),
        ]);
        let s = chosen(&rule(), &all, &[p], None);
        assert_eq!(show(&s), "well");
        let needs = |s: &Selection, entry: &str, need: &str| {
            let need: Exact = need.parse().unwrap();
            let told = |n: &SelectNote| matches!(n, SelectNote::Below { entry: x, need: y, .. } if *x == e(entry) && *y == need);
            assert!(s.notes.iter().any(told), "{entry} in {:?}", s.notes);
        };
        // By themselves; and once the well has its 100 of 1,000.
        for (cost, need) in [(100, "2000"), (150, "8000")] {
            let s =
                chosen(&rule(), &asking(&[("road", cost)]), &[staked(&[("road", &[(300, 10, 0)])])], None);
            needs(&s, "road", need);
        }
        needs(&s, "road", "10125/4");
        needs(&s, "port", "18000");
        assert!(s.notes.contains(&SelectNote::AsksTooMuch { entry: e("dam"), most: 200u32.into() }));
        // 10, 19 and 271/10 after one, two and three steps.
        for (steps, want) in [(1, "10"), (2, "19"), (3, "271/10")] {
            let s = chosen(&rule(), &asking(&[("a", 0)]), &[staked(&[("a", &[(10, steps, 0)])])], None);
            assert_eq!(conviction(&s, "a"), want);
        }
    }
    /// The recurrence step by step, stakes coming and going.
    #[test]
    fn what_was_moved_fades_as_the_recurrence_has_it() {
        let stakes = [(10u32, 9u64, 4u64), (7, 6, 0), (3, 2, 1), (5, 8, 8)];
        let mut y = Exact::ZERO;
        for left in (0..9u64).rev() {
            let here = |s: &&(u32, u64, u64)| s.1 > left && s.2 <= left;
            let stake: u32 = stakes.iter().filter(here).map(|s| s.0).sum();
            y = &(&rule().alpha * &y) + &Exact::from(stake);
        }
        let s = chosen(&rule(), &asking(&[("a", 0)]), &[staked(&[("a", &stakes)])], None);
        assert_eq!(conviction(&s, "a"), y.to_string());
    }
    #[test]
    fn equality_fails_and_a_tie_for_the_place_is_told() {
        // With alpha 0 conviction is the stake of the last step, and rho supply / beta² is 1/500 1000 25 = 50.
        let now = Conviction { alpha: Exact::ZERO, at_most: Some(1), ..rule() };
        let all = asking(&[("a", 0), ("b", 0), ("c", 0)]);
        let p = |b| staked(&[("a", &[(51, 3, 0)]), ("b", &[(b, 1, 0)]), ("c", &[(50, 1, 0)])]);
        assert_eq!(show(&chosen(&now, &all, &[p(51)], None)), "1 of a b");
        assert_eq!(show(&chosen(&now, &all, &[p(52)], None)), "b");
        let s = chosen(&now, &asking(&[("c", 0)]), &[staked(&[("c", &[(50, 1, 0)])])], None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
    }
    /// 100 of 1,000 need more than 2,000, the next 100 of 900 more than 2,531.25: after eleven, twelve and twenty steps 300 have grown to
    /// some 2,058.6, 2,152.7 and 2,635.3.
    #[test]
    fn funds_are_spent_down_by_those_with_the_most_conviction() {
        let all = asking(&[("road", 100), ("well", 100)]);
        let of = |road, well| {
            let p = staked(&[("road", &[(300, road, 0)]), ("well", &[(300, well, 0)])]);
            show(&chosen(&rule(), &all, &[p], None))
        };
        assert_eq!((of(11, 12).as_str(), of(12, 11).as_str()), ("well", "road"));
        assert_eq!((of(20, 30).as_str(), of(11, 10).as_str()), ("well | road", "road"));
        // Level in both: the funds carry one, and then both, whichever is first.
        assert_eq!((of(11, 11).as_str(), of(20, 20).as_str()), ("1 of road well", "road well"));
        // Level in conviction: who asks for less is first.
        let p = staked(&[("road", &[(300, 11, 0)]), ("well", &[(300, 11, 0)])]);
        let all = asking(&[("road", 100), ("well", 99)]);
        assert_eq!(show(&chosen(&rule(), &all, std::slice::from_ref(&p), None)), "well");
        // Who takes all that are level cannot take what the funds do not carry.
        let all = asking(&[("road", 100), ("well", 100)]);
        let at = |at_cut| {
            let rule = Conviction { at_cut, ..rule() };
            let s = chosen(&rule, &all, std::slice::from_ref(&p), None);
            (show(&s), s.none)
        };
        assert_eq!(at(AtCut::All), ("1 of road well".to_owned(), None));
        assert_eq!(at(AtCut::None), (String::new(), Some(NoneChosen::Tied)));
    }
    /// Of a supply of 10,000 a request of 100 needs more than 20,000; 300 are staked, which is below a fifth: it is 2,000, and then 4,000.
    #[test]
    fn the_threshold_goes_by_what_is_staked_where_a_plan_says_so() {
        let all = asking(&[("well", 100)]);
        let of = |part: Option<u32>, steps| {
            let least_staked = part.map(|p| Exact::ratio(1, u128::from(p)).unwrap());
            let rule = Conviction { supply: Some(10_000u32.into()), least_staked, ..rule() };
            show(&chosen(&rule, &all, &[staked(&[("well", &[(300, steps, 0), (5_000, 40, 39)])])], None))
        };
        assert_eq!((of(None, 90), of(Some(5), 90)), (String::new(), String::new()));
        // A tenth of the supply is 1,000, for which some 2,000 are enough; 3/100 are what is staked, for which 600 are.
        assert_eq!((of(Some(10), 9), of(Some(10), 10)), (String::new(), "well".to_owned()));
        assert_eq!((of(Some(100), 1), of(Some(100), 2)), (String::new(), "well".to_owned()));
        let rule = Conviction { least_staked: Some(2u32.into()), ..rule() };
        assert!(
            rule.select(&Results { candidates: &[], polls: &[poll("stakes", "")], picks: None }).is_err()
        );
    }
    #[test]
    fn nobody_stands_nobody_stakes_and_parameters_are_tried_on_nothing() {
        assert_eq!(chosen(&rule(), &[], &[poll("stakes", "")], None).none, Some(NoneChosen::NoEntries));
        let s = chosen(&rule(), &asking(&[("a", 1)]), &[poll("stakes", "a")], None);
        assert_eq!(s.none, Some(NoneChosen::Threshold));
        let polls = [poll("stakes", "")];
        let refused =
            |r: Conviction| r.select(&Results { candidates: &[], polls: &polls, picks: None }).is_err();
        assert!(refused(Conviction { alpha: Exact::ONE, ..rule() }));
        assert!(refused(Conviction { beta: 2u32.into(), ..rule() }));
        assert!(refused(Conviction { funds: Exact::ZERO, ..rule() }));
        assert!(refused(Conviction { step: 0, ..rule() }));
        let backwards = [staked(&[("a", &[(1, 2, 3)])])];
        let all = asking(&[("a", 0)]);
        assert!(rule().select(&Results { candidates: &all, polls: &backwards, picks: None }).is_err());
    }
}
