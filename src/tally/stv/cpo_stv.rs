//! CPO-STV: committees are held against each other in pairs, each pair by a transferable vote, and a method for pairwise
//! comparisons chooses between them.
//!
//! The quota is the votes divided by one more than the seats. Whoever has it by first names is in every committee that is looked at. For two
//! committees, all entries that are in neither leave, and each ballot counts for the first entry it names that is left. Where one that is in
//! both has more than the quota, the surplus moves on, each of its ballots at its value times surplus by votes, to the next that has not been so
//! reduced; so again until nobody that is in both has a surplus. The committee whose members have more votes beats the other by the difference. If
//! one beats all others it is elected; else the strongest paths decide (Schulze, by margins).
//!
//! Worked example: two seats; 4 ballots A B, 2 C, 2 B. The quota is 8/3 and A has it. {A, B} meets {A, C}: A's surplus of 4/3 goes to B,
//! who has 10/3, and C has 2. {A, B} is elected.
use super::{
    super::runoff::Piles,
    committees,
    papers::{Movable, Papers, Transfer, Worth},
    quota::Quota,
};
use crate::{
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, btree_map::Entry};

/// The committee that beats every other one by a transferable vote between the two.
///
/// The definition and a worked example are at the head of [this module](self). Transfers are exact; a lone ballot that names nobody further
/// takes its share of a surplus with it.
///
/// # Ties
/// If more than the seats have the quota by first names, the ones with the most are seated and ties asked at stage `win` with the
/// number of the seat. Committees that no path decides between are asked about as sets, at stage `win` 0.
///
/// # Complexity
/// One count of all ballots for every union and intersection of two committees, then O(c³) for the c committees of the top cycle; at most
/// 500 committees, which any eleven entries and 32 entries for two seats stay within. 10,000 ballots of ten entries for five seats take
/// some seconds, for 8701 counts.
///
/// # Errors
/// More than 500 committees, ballots that rank entries equally, and a task without a number of seats.
///
/// # References
/// Tideman (1995), The single transferable vote, Journal of Economic Perspectives 9; Tideman and Richardson (2000), Better voting methods
/// through technology, Public Choice 103.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::CpoStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 4];
/// ballots.extend(vec![Ranking::strict([2]); 2]);
/// ballots.extend(vec![Ranking::strict([1]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&CpoStv {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CpoStv {}

impl TallyRule for CpoStv {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("cpo-stv", "CPO-STV")
            .aliases(&[Alias::plain("CPO STV"), Alias::plain("tideman-stv")])
            .references(&[
                "Tideman (1995), The single transferable vote",
                "Tideman and Richardson (2000), Better voting methods through technology",
            ])
            .most_entries(11)
            .needs_number()
            .limit("500 committees: 11 entries for any number of seats, 32 for two")
            .slow("it counts all ballots once for every union and intersection of two committees: 2,730 times for three seats of ten");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all = ballots.slate().all();
        let seats = seats.number().min(all.len());
        let papers = Papers::deal(ballots, &all, false)?;
        let quota = Quota::ExactDroop.of(&papers.sum(&all), seats, None);
        teller.record(|| Step::Quota { value: quota.clone() });
        teller.record(|| papers.totals());
        let sure = quota_by_first_names(&papers, &all, &quota, seats, teller)?;
        let committees = committees::all(&sure, &all.minus(&sure), seats - sure.len())?;
        let won = if let [only] = committees.as_slice() {
            only.clone()
        } else {
            let has = duels(ballots, &committees, &quota, teller)?;
            let won = teller.pick(TieAt::win(0), &unbeaten(&committees, &has))?;
            let i = committees.iter().position(|c| *c == won).unwrap_or_default();
            committees::tell(&committees, i, |j| (has[i][j].clone(), has[j][i].clone()), teller);
            won
        };
        teller.record(|| Step::Elected { entries: won.clone() });
        let mut draft = Draft::new();
        draft.elect(won.clone());
        Ok(draft.finish(all.minus(&won)))
    }
}
fn quota_by_first_names(
    papers: &Papers<'_>,
    all: &EntrySet,
    quota: &Exact,
    seats: usize,
    teller: &mut Teller,
) -> Result<EntrySet, Halt> {
    let mut sure: Vec<EntryIx> = all.iter().filter(|e| papers.of(*e) >= quota && !quota.is_zero()).collect();
    sure.sort_by(|a, b| papers.of(*b).cmp(papers.of(*a)));
    let mut seated = EntrySet::EMPTY;
    for tier in sure.chunk_by(|a, b| papers.of(*a) == papers.of(*b)) {
        let tier: EntrySet = tier.iter().copied().collect();
        let free = seats - seated.len();
        seated = seated.union(&teller.choose(TieAt::win(seated.len() + 1), &tier, free)?);
    }
    Ok(seated)
}
/// How many votes each committee's own members have against each other one. Pairs with the same union and the same intersection share one count.
fn duels(
    ballots: &dyn Rounds<Piles>,
    committees: &[EntrySet],
    quota: &Exact,
    teller: &mut Teller,
) -> Result<Vec<Vec<Exact>>, Halt> {
    let mut counts: BTreeMap<(Vec<u64>, Vec<u64>), Vec<Exact>> = BTreeMap::new();
    let mut has = vec![vec![Exact::ZERO; committees.len()]; committees.len()];
    for (i, a) in committees.iter().enumerate() {
        for (j, b) in committees.iter().enumerate().skip(i + 1) {
            let (union, both) = (a.union(b), a.intersection(b));
            let key = (union.words().to_vec(), both.words().to_vec());
            let votes: &Vec<Exact> = match counts.entry(key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    teller.poll()?;
                    new.insert(votes(ballots, &union, &both, quota)?)
                }
            };
            let sum = |of: &EntrySet| of.iter().map(|e| &votes[e.ix()]).sum::<Exact>();
            has[i][j] = sum(&a.minus(b));
            has[j][i] = sum(&b.minus(a));
        }
    }
    Ok(has)
}
/// What everybody has where only these stand, and only those in both committees give up surpluses.
fn votes(
    ballots: &dyn Rounds<Piles>,
    union: &EntrySet,
    both: &EntrySet,
    quota: &Exact,
) -> Result<Vec<Exact>, Halt> {
    let mut papers = Papers::deal(ballots, union, false)?;
    let mut standing = union.clone();
    loop {
        let over: EntrySet = both.intersection(&standing).iter().filter(|e| papers.of(*e) > quota).collect();
        if over.is_empty() {
            return Ok(papers.votes);
        }
        standing = standing.minus(&over);
        for from in over.iter() {
            let held = papers.of(from).clone();
            let surplus = &held - quota;
            let value = |v: &Exact, _: &Movable| (v * &surplus).checked_div(&held).unwrap_or(Exact::ZERO);
            let worth = Worth::Each(&value);
            papers.transfer(&Transfer { worth, ..Transfer::all(from, &standing, surplus.clone()) })?;
        }
    }
}
/// Those to which no other has a stronger path than they have to it. No path leads into the top cycle from outside.
fn unbeaten(committees: &[EntrySet], has: &[Vec<Exact>]) -> Vec<EntrySet> {
    let top = top_cycle(has);
    let link =
        |a: &usize, b: &usize| Some(&has[*a][*b] - &has[*b][*a]).filter(|margin| *margin > Exact::ZERO);
    let links: Vec<Vec<Option<Exact>>> =
        top.iter().map(|a| top.iter().map(|b| link(a, b)).collect()).collect();
    let best = committees::unbeaten(committees::ranked(&links));
    best.into_iter().map(|i| committees[top[i]].clone()).collect()
}
/// The smallest set whose members all beat all outside of it.
fn top_cycle(has: &[Vec<Exact>]) -> Vec<usize> {
    let beats = |i: usize, j: usize| has[i][j] > has[j][i];
    let all = 0..has.len();
    let wins = |i: usize| all.clone().filter(|j| beats(i, *j)).count();
    let losses = |i: usize| all.clone().filter(|j| beats(*j, i)).count();
    let Some(first) = all.clone().max_by_key(|i| wins(*i) + has.len() - losses(*i)) else {
        return vec![];
    };
    let mut inside = vec![false; has.len()];
    let mut open = vec![first];
    inside[first] = true;
    while let Some(i) = open.pop() {
        for j in all.clone() {
            // Whoever is not beaten by one inside belongs there too.
            if !inside[j] && !beats(i, j) {
                inside[j] = true;
                open.push(j);
            }
        }
    }
    all.filter(|i| inside[*i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, Outcome, Refusal, TiePolicy, run},
        tally::tried::strict as profile,
    };
    fn two(p: &crate::profile::Profile<crate::ballot::Ranking>) -> Outcome {
        run(&CpoStv {}, p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 4), (&[2], 2), (&[1], 2)]);
        assert_eq!(two(&p).winners().unwrap().set(), [0, 1].into());
    }
    #[test]
    fn three_committees_in_pairs() {
        let (a, b, c, d, e) = (0, 1, 2, 3, 4);
        let p = profile(
            5,
            &[(&[b], 25), (&[a, e, d], 34), (&[e, d], 7), (&[d, e], 8), (&[d, c], 5), (&[c, d], 21)],
        );
        let t = run(&CpoStv {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        // A and B have a quota. {A, B, C}, {A, B, D} and {A, B, E} remain, and A's surplus of 9 goes to E, or to D where E has left:
        // C 21 + 5 against E 7 + 8 + 9; D 8 + 5 + 7 + 9 against C 21; D 8 + 5 + 21 against E 7 + 9.
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1, 3].into());
    }
    #[test]
    fn too_many_committees_are_refused() {
        // Each has one of twelve first names, less than the quota of 12/7, so that nobody is in for sure.
        let names: Vec<[u32; 1]> = (0..12).map(|e| [e]).collect();
        let ballots: Vec<(&[u32], usize)> = names.iter().map(|n| (n.as_slice(), 1)).collect();
        let p = profile(12, &ballots);
        let e = run(&CpoStv {}, &p, Seats::fill(6).unwrap(), &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::TooLarge { most: 500, .. }, .. }));
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1], 2), (&[2], 2)]);
        assert!(two(&p).is_tied());
        let t = run(&CpoStv {}, &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
