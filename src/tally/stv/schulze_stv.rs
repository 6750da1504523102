//! Schulze STV: committees that differ in one member are held against each other by how many votes each member can be sure of, and the strongest
//! paths decide.
//!
//! Take a committee and an entry b outside of it. Every ballot may be divided between the members that it prefers to b. The most that all members can
//! have each at once is the strength of the committee against b: so strong it is even against voters who arrange their votes as cleverly as they can.
//! Of two committees that differ in one member each, the one with more strength against the other's member beats it, by that strength. A committee wins to
//! which no other has a stronger path than it has to that one. For one seat this is Schulze's method with winning votes.
//!
//! Worked example: two seats; 6 ballots A B C, 4 C. Against C, the six can be divided between A and B: {A, B} has 3. Against B, {A, C} has 4, since 6 go to A
//! and 4 to C. {A, C} beats {A, B} and, in the same way, {B, C}, where A is preferred to B by all who name one.
use super::committees::{self, Preferred};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Draft, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most seats that are filled: groups of members double with each.
const MOST_SEATS: usize = 12;

/// The committee that no other has a stronger path to.
///
/// The definition and a worked example are at the head of [this module](self). Ballots may rank entries equally and leave entries out, which
/// then rank last. Reading: a ballot that ranks b and a member alike does not support that member against b. Schulze's proportional completion, which
/// divides such ballots as the others are divided, is not made: its text was not to be had. Where all ballots rank all entries strictly, there is nothing to complete.
///
/// # Ties
/// Committees between which no path decides are asked about as sets, at stage `win` 1.
///
/// # Complexity
/// For c committees of k members of m: O(n m² + c m (s k + k 2^k)) for strengths, s being the different sets of entries that ballots prefer to
/// one, and O(c³) for paths. At most 500 committees, which any eleven entries and
/// 32 entries for two seats stay within, and 12 seats.
///
/// # Errors
/// More than 500 committees or 12 seats, unless all are elected; a task without a number of seats.
///
/// # References
/// Schulze (2011), Free riding and vote management under proportional representation by the single transferable vote; Schulze (2018), The Schulze
/// method of voting, section 9.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::SchulzeStv};
/// let mut ballots = vec![Ranking::strict([0, 1, 2]); 6];
/// ballots.extend(vec![Ranking::strict([2]); 4]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&SchulzeStv {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SchulzeStv {}

impl TallyRule for SchulzeStv {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("schulze-stv", "Schulze STV")
            .aliases(&[Alias::plain("schulze_stv"), Alias::plain("Schulze STV")])
            .references(&[
                "Schulze (2011), Free riding and vote management under proportional representation by the single transferable vote",
            ])
            .most_entries(11)
            .needs_number()
            .limit("500 committees and 12 seats: 11 entries for any number of seats, 32 for two");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all = p.slate().all();
        let seats = seats.number().min(all.len());
        let committees = committees::all(&EntrySet::EMPTY, &all, seats)?;
        let won = if let [only] = committees.as_slice() {
            only.clone()
        } else {
            if seats > MOST_SEATS {
                return Err(
                    Refusal::TooLarge { what: "seats", got: seats as u64, most: MOST_SEATS as u64 }.into()
                );
            }
            let has = duels(p, &committees, teller)?;
            let link =
                |i: usize, j: usize| (has[i][j] > has[j][i]).then(|| has[i][j].clone().unwrap_or_default());
            let links: Vec<Vec<Option<Exact>>> =
                (0..has.len()).map(|i| (0..has.len()).map(|j| link(i, j)).collect()).collect();
            let best = committees::unbeaten(committees::ranked(&links));
            let best: Vec<EntrySet> = best.into_iter().map(|i| committees[i].clone()).collect();
            let won = teller.pick(TieAt::win(1), &best)?;
            let i = committees.iter().position(|c| *c == won).unwrap_or_default();
            let of = |x: &Option<Exact>| x.clone().unwrap_or_default();
            committees::tell(&committees, i, |j| (of(&has[i][j]), of(&has[j][i])), teller);
            won
        };
        teller.record(|| Step::Elected { entries: won.clone() });
        let mut draft = Draft::new();
        draft.elect(won.clone());
        Ok(draft.finish(all.minus(&won)))
    }
}
/// The strength of each against the other's member, where two differ in one.
fn duels(
    p: &Profile<Ranking>,
    committees: &[EntrySet],
    teller: &mut Teller,
) -> Result<Vec<Vec<Option<Exact>>>, Halt> {
    let mut strengths: BTreeMap<(usize, EntryIx), Exact> = BTreeMap::new();
    for b in p.slate().iter() {
        teller.poll()?;
        let above = Above::of(p, b);
        for (i, c) in committees.iter().enumerate().filter(|(_, c)| !c.contains(b)) {
            strengths.insert((i, b), above.strength(c));
        }
    }
    let of = |i: usize, j: usize| {
        let (_, b) = committees::one_apart(&committees[i], &committees[j])?;
        Some(strengths[&(i, b)].clone())
    };
    Ok((0..committees.len()).map(|i| (0..committees.len()).map(|j| of(i, j)).collect()).collect())
}
/// Whom ballots prefer to an entry: each set of entries once, with its weight.
pub(super) struct Above {
    sets: Vec<(EntrySet, u64)>,
    units: u64,
}
impl Above {
    pub(super) fn of(p: &Profile<Ranking>, b: EntryIx) -> Self {
        let rank = |row: usize, e: EntryIx| p.rows().rank(row, e).map_or(u32::MAX, u32::from);
        let one = |row: usize| {
            let than = rank(row, b);
            (p.entries().filter(|e| rank(row, *e) < than).collect::<EntrySet>(), p.weight(row))
        };
        let mut sets: Vec<(EntrySet, u64)> = (0..p.len()).map(one).collect();
        sets.sort_unstable();
        sets.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        Self { sets, units: p.units_per_vote() }
    }
    /// What every member can be sure of at once against the entry.
    pub(super) fn strength(&self, committee: &EntrySet) -> Exact {
        let members: Vec<EntryIx> = committee.iter().collect();
        let weights = self.sets.iter().enumerate().map(|(i, (_, w))| (i, *w));
        Preferred::count(&members, weights, |i, e| self.sets[i].0.contains(e)).each(self.units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, Outcome, TiePolicy, run},
        tally::tried::{profile, strict},
    };
    fn two(p: &Profile<Ranking>) -> Outcome {
        run(&SchulzeStv {}, p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let p = strict(3, &[(&[0, 1, 2], 6), (&[2], 4)]);
        let of = |c: [u32; 2], b| Above::of(&p, EntryIx::new(b)).strength(&c.into()).to_string();
        assert_eq!((of([0, 1], 2), of([0, 2], 1), of([1, 2], 0)), ("3".into(), "4".into(), "0".into()));
        assert_eq!(two(&p).winners().unwrap().set(), [0, 2].into());
    }
    #[test]
    fn an_example_of_three_candidates() {
        let p = profile(3, &[("ABC", 12), ("ACB", 26), ("CAB", 12), ("CBA", 13), ("B", 27)]);
        let of = |c: [u32; 2], b| Above::of(&p, EntryIx::new(b)).strength(&c.into()).to_string();
        // A, B against C: 12 prefer both, 26 A alone, 27 B alone: (12 + 26 + 27)/2, B at most 39
        assert_eq!(of([0, 1], 2), "65/2");
        // A, C against B: 63 prefer one of them, 50 A and 51 C
        assert_eq!(of([0, 2], 1), "63/2");
        // B, C against A: 12 + 13 prefer C, and 13 + 27 B
        assert_eq!(of([1, 2], 0), "25");
        assert_eq!(two(&p).winners().unwrap().set(), [0, 1].into());
    }
    /// Schulze (2011), Free riding and vote management, section 5.5: three seats, a, d and e.
    #[test]
    fn the_example_of_the_paper() {
        let p = profile(
            5,
            &[
                ("ABCDE", 60),
                ("ACEBD", 45),
                ("ADBEC", 30),
                ("AEDCB", 15),
                ("BAEDC", 12),
                ("BCDEA", 48),
                ("BDACE", 39),
                ("BECAD", 21),
                ("CADBE", 27),
                ("CBAED", 9),
                ("CDEAB", 51),
                ("CEBDA", 33),
                ("DACEB", 42),
                ("DBECA", 18),
                ("DCBAE", 6),
                ("DEABC", 54),
                ("EABCD", 57),
                ("EBDAC", 36),
                ("ECADB", 24),
                ("EDCBA", 3),
            ],
        );
        let t = run(&SchulzeStv {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 3, 4].into());
    }
    #[test]
    fn too_many_committees_are_refused() {
        let p = strict(12, &[(&[0, 1], 1)]);
        let e = run(&SchulzeStv {}, &p, Seats::fill(6).unwrap(), &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::TooLarge { most: 500, .. }, .. }));
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        assert!(two(&strict(3, &[(&[0], 1), (&[1], 1), (&[2], 1)])).is_tied());
        let t = run(&SchulzeStv {}, &strict(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
