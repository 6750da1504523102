//! Seats by lists: every list gets seats by its votes, by a named method of apportionment.
//!
//! With `lists` the ballots name entries, a vote for an entry is one for its list, and the first entries of a list have its seats.
//! A list that is shorter than its seats has all its entries elected, and the other seats are split among the rest of the lists.
//!
//! Without `lists` every entry is a list: `units`, else the number that is asked for, says how many seats there are, each entry's score is its seats, and the most
//! seats come first.
//!
//! Worked example: 10 seats by 53, 24 and 23 votes are 6, 2, 2 by D'Hondt and 5, 3, 2 by the largest remainder.
use crate::{
    count::{About, Alias, Draft, Halt, Param, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::{Apportionment, Exact, OddUnits, SplitError, split},
    profile::{ChoiceCounts, Summary},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Seats in proportion to the votes of lists.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Lists that are level for the last seats, at stage `win` with the number of the tie. A list is named by its first entry.
///
/// # Complexity
/// O(m log m) for m lists, for each tie.
///
/// # Errors
/// Without lists and without a number of seats, `units` must be told. An entry may stand on one list, and none that has votes on no list. A method that goes unit by
/// unit has its limits.
///
/// # References
/// Pukelsheim (2017), Proportional Representation, 2nd ed., chapters 3 to 5; Balinski and Young (1982), Fair Representation.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Choice, count::*, num::Apportionment, profile::Profile, tally::lists::ListSeats};
/// let ballots: Vec<Choice> =
///     [(0u32, 53), (1, 24), (2, 23)].iter().flat_map(|(e, n)| vec![Choice::of((*e).into()); *n]).collect();
/// let rule = ListSeats { method: Apportionment::Dhondt, units: Some(10), ..Default::default() };
/// let tally = run(&rule, &Profile::of(3, &ballots)?, Seats::Open, &TiePolicy::REPORT)?;
/// let seats: Vec<String> = tally.answer().unwrap().scores().values().map(|s| s.to_string()).collect();
/// assert_eq!(seats, ["6", "2", "2"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListSeats {
    /// How seats are split.
    pub method: Apportionment,
    /// How many seats there are, where every entry is a list.
    pub units: Option<u32>,
    /// Entries of each list, the first first.
    pub lists: Vec<Vec<EntryIx>>,
}

impl TallyRule for ListSeats {
    type Input = ChoiceCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("list-seats", "Seats by lists")
            .aliases(&[
                Alias::with("Jefferson", &[("method", "\"dhondt\"")]),
                Alias::with("Sainte-Laguë", &[("method", "\"sainte-lague\"")]),
                Alias::with("Hare-LR", &[("method", "\"largest-remainder\"")]),
                Alias::with("Droop-LR", &[("method", "\"largest-remainder-droop\"")]),
                Alias::with("dhondt", &[("method", "\"dhondt\"")]),
                Alias::with("jefferson", &[("method", "\"dhondt\"")]),
                Alias::with("saintelague", &[("method", "\"sainte-lague\"")]),
                Alias::with("webster", &[("method", "\"sainte-lague\"")]),
                Alias::with("modified_saintelague", &[("method", "\"modified-sainte-lague\"")]),
                Alias::with("huntington", &[("method", "\"huntington-hill\"")]),
                Alias::with("list-adams", &[("method", "\"adams\"")]),
                Alias::with("dean", &[("method", "\"dean\"")]),
                Alias::with("danish", &[("method", "\"danish\"")]),
                Alias::with("macau", &[("method", "\"macau\"")]),
                Alias::with("hamilton", &[("method", "\"largest-remainder\"")]),
                Alias::with("largest_remainder", &[("method", "\"largest-remainder\"")]),
                Alias::with("largest_remainder[droop]", &[("method", "\"largest-remainder-droop\"")]),
                Alias::with("largest_remainder[imperiali]", &[("method", "\"largest-remainder-imperiali\"")]),
                Alias::with("quota", &[("method", "\"quota\"")]),
            ])
            .references(&["Pukelsheim (2017), chapters 3 to 5", "Balinski and Young (1982)"])
            .params(&[
                Param {
                    name: "method",
                    kind: "largest-remainder | largest-remainder-droop | largest-remainder-exact-droop | largest-remainder-imperiali | dhondt | sainte-lague | modified-sainte-lague | danish | macau | huntington-hill | adams | dean | quota",
                    about: "how seats are split",
                },
                Param {
                    name: "units",
                    kind: "integer",
                    about: "how many seats there are, where every entry is a list; left out, as many as are asked for",
                },
                Param {
                    name: "lists",
                    kind: "lists of entries",
                    about: "entries of each list, the first first; left out, every entry is a list",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &ChoiceCounts, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let votes = |e: EntryIx| &Exact::from(n.of_entry(e)) / &Exact::from(n.units_per_vote());
        let all: Vec<EntryIx> = n.slate().iter().collect();
        teller.record(|| Step::scored(all.iter().map(|e| (*e, votes(*e)))));
        if self.lists.is_empty() {
            let asked = u32::try_from(seats.number()).ok().filter(|_| *seats != Seats::Open);
            let Some(units) = self.units.or(asked) else {
                let why = "every entry is a list; say how many seats there are".to_owned();
                return Err(Refusal::Parameter { name: "units", why }.into());
            };
            let lists: Vec<(EntryIx, Exact)> = all.iter().map(|e| (*e, votes(*e))).collect();
            let parts = self.parts(units.into(), &lists, teller)?;
            teller.record(|| Step::scored(all.iter().map(|e| (*e, parts[e.ix()].into()))));
            return Ok(Standing::by_score(n.slate(), |e| Some(parts[e.ix()].into())));
        }
        self.check(n)?;
        let mut draft = Draft::new();
        let (mut left, mut open) = (seats.number(), self.lists.clone());
        open.retain(|l| !l.is_empty());
        let mut elected = EntrySet::EMPTY;
        while left > 0 && !open.is_empty() {
            let of = |l: &Vec<EntryIx>| (l[0], l.iter().map(|e| votes(*e)).sum());
            let lists: Vec<(EntryIx, Exact)> = open.iter().map(of).collect();
            if lists.iter().all(|(_, v)| v.is_zero()) {
                break;
            }
            let parts = self.parts(left as u128, &lists, teller)?;
            let short: Vec<bool> = open.iter().zip(&parts).map(|(l, p)| *p > l.len() as u128).collect();
            let last = !short.contains(&true);
            for ((l, p), short) in open.iter().zip(&parts).zip(&short) {
                if last || *short {
                    let n = usize::try_from(*p).unwrap_or(usize::MAX).min(l.len());
                    elected = elected.union(&l[..n].iter().copied().collect());
                    left -= n;
                }
            }
            if last {
                break;
            }
            let mut keep = short.iter().map(|s| !s);
            open.retain(|_| keep.next().unwrap_or(false));
        }
        let rest = n.slate().iter().filter(|e| !elected.contains(*e)).collect();
        teller.record(|| Step::Elected { entries: elected.clone() });
        if !elected.is_empty() {
            draft.elect(elected);
        }
        Ok(draft.finish(rest))
    }
}
impl ListSeats {
    fn check(&self, n: &ChoiceCounts) -> Result<(), Refusal> {
        let mut seen = EntrySet::EMPTY;
        let bad = |why: String| Err(Refusal::Parameter { name: "lists", why });
        for e in self.lists.iter().flatten() {
            if e.ix() >= n.slate().len() {
                return bad(format!("there is no entry {e}; there are {}", n.slate().len()));
            }
            if !seen.insert(*e) {
                return bad(format!("{e} stands there twice; name it once"));
            }
        }
        match n.slate().iter().find(|e| !seen.contains(*e) && n.of_entry(*e) > 0) {
            Some(e) => bad(format!("{e} has votes and stands on no list; name it")),
            None => Ok(()),
        }
    }
    /// Seats of each list. Whoever is level for the last is asked of the teller, and comes first where the method goes on.
    fn parts(&self, units: u128, lists: &[(EntryIx, Exact)], teller: &mut Teller) -> Result<Vec<u128>, Halt> {
        let mut order: Vec<usize> = (0..lists.len()).collect();
        let mut asked: BTreeSet<EntrySet> = BTreeSet::new();
        if lists.iter().all(|(_, v)| v.is_zero()) {
            return Ok(vec![0; lists.len()]);
        }
        loop {
            let weights: Vec<Exact> = order.iter().map(|i| lists[*i].1.clone()).collect();
            let s = split(units, &weights, self.method, OddUnits::First).map_err(|e| refusal(&e))?;
            let tied: Option<(EntrySet, usize)> =
                s.tie.map(|t| (t.tied.iter().map(|i| lists[order[*i]].0).collect(), t.units));
            match tied {
                Some((tied, units)) if asked.insert(tied.clone()) => {
                    let first = teller.choose(TieAt::win(asked.len()), &tied, units)?;
                    order.sort_by_key(|i| !first.contains(lists[*i].0));
                }
                _ => {
                    let mut parts = vec![0; lists.len()];
                    for (i, p) in order.iter().zip(s.parts) {
                        parts[*i] = p;
                    }
                    return Ok(parts);
                }
            }
        }
    }
}
fn refusal(e: &SplitError) -> Refusal {
    Refusal::Parameter { name: "method", why: e.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Choice,
        count::{Outcome, Tally, TiePolicy, run},
        profile::Profile,
    };
    fn tally(rule: &ListSeats, votes: &[usize], seats: Seats, ties: &TiePolicy) -> Tally<Standing> {
        let of = |(e, n): (usize, &usize)| std::iter::repeat_n(Choice::of(e.into()), *n);
        let all: Vec<Choice> = votes.iter().enumerate().flat_map(of).collect();
        run(rule, &Profile::of(votes.len(), &all).unwrap(), seats, ties).unwrap()
    }
    fn seats(method: Apportionment, units: u32, votes: &[usize]) -> Vec<u64> {
        let rule = ListSeats { method, units: Some(units), ..Default::default() };
        let t = tally(&rule, votes, Seats::Open, &TiePolicy::REPORT);
        t.answer().unwrap().scores().values().map(|s| s.to_u64().unwrap()).collect()
    }
    #[test]
    fn worked_example() {
        assert_eq!(seats(Apportionment::Dhondt, 10, &[53, 24, 23]), [6, 2, 2]);
        assert_eq!(seats(Apportionment::LargestRemainder, 10, &[53, 24, 23]), [5, 3, 2]);
    }
    #[test]
    fn the_first_of_each_list_are_elected() {
        // Lists of 60 (entries 0 and 1) and 40 (2, 3 and 4): 3 seats are 2 and 1; of 4 the first is short of one.
        let lists = vec![vec![1u32.into(), 0u32.into()], vec![2u32.into(), 3u32.into(), 4u32.into()]];
        let rule = ListSeats { method: Apportionment::Dhondt, lists, ..Default::default() };
        let won = |k| {
            let t = tally(&rule, &[50, 10, 20, 20, 0], Seats::fill(k).unwrap(), &TiePolicy::REPORT);
            t.outcome().winners().unwrap().set()
        };
        assert_eq!(won(1), [1].into());
        assert_eq!(won(3), [0, 1, 2].into());
        assert_eq!(won(4), [0, 1, 2, 3].into());
        assert_eq!(won(5), [0, 1, 2, 3, 4].into());
    }
    #[test]
    fn a_tie_is_told() {
        let lists = vec![vec![0u32.into(), 1u32.into()], vec![2u32.into()]];
        let rule = ListSeats { lists, ..Default::default() };
        let t = tally(&rule, &[5, 0, 5], Seats::ONE, &TiePolicy::AllBranches { limit: 9 });
        let Outcome::OneOf { sets, complete: true, .. } = t.outcome() else { panic!("{t:?}") };
        let sets: Vec<EntrySet> = sets.iter().map(crate::count::Winners::set).collect();
        assert_eq!(sets, [[0].into(), [2].into()]);
    }
    #[test]
    fn nobody_votes_and_odd_lists_are_refused() {
        let rule = ListSeats { units: Some(3), ..Default::default() };
        let t = tally(&rule, &[0, 0], Seats::Open, &TiePolicy::REPORT);
        assert!(matches!(t.outcome(), Outcome::None { .. }));
        let p = Profile::of(2, &[Choice::of(0u32.into())]).unwrap();
        for lists in [vec![vec![1u32.into()]], vec![vec![0u32.into(), 0u32.into()]], vec![vec![7u32.into()]]]
        {
            let rule = ListSeats { lists, ..Default::default() };
            assert!(run(&rule, &p, Seats::ONE, &TiePolicy::REPORT).is_err());
        }
        let e = run(&ListSeats::default(), &p, Seats::Open, &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("say how many seats there are"), "{e}");
    }
}
