//! Quota preferential by quotient: seats one after the other to the highest quotient, as for lists, but by ranked ballots.
//!
//! Every ballot counts for the first entry it names that still stands. What it has helped to elect is told by its contribution,
//! at first nought. The quotient of an entry is its ballots divided by one more than their contributions; the quota is the
//! ballots that name somebody standing, divided by one more than the seats less the contributions of all other ballots. If the
//! highest quotient is above the quota, its entry is elected and each of its ballots then has contributed one by the quotient.
//! Else the lowest quotient leaves, and the count begins again without it, nobody being elected.
//!
//! Worked example: three seats; 16 ballots A B, 12 B, 12 C, 12 D, 8 E B. A has 16, above the quota of 60/4 = 15. B then has 28
//! ballots with contributions of 16/16: 14. Nobody is above 15, and E leaves. Again: B has 20, A 16; the third seat is tied
//! between C and D.
use super::{
    super::runoff::Piles,
    papers::{Movable, Papers, Transfer, Worth},
};
use crate::{
    count::{About, Alias, Draft, Halt, Rounds, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde::{Deserialize, Serialize};

/// The highest quotient above a quota is elected, else the lowest leaves and all begins again.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Of equal quotients who is elected is asked at stage `win`, who leaves at stage `eliminate`, with the number of the round from
/// 1, counted on through new beginnings.
///
/// # Complexity
/// O(n m) moves for each beginning, of which there are up to m; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, and a task without a number of seats.
///
/// # References
/// Woodall (2003), QPQ, a quota-preferential STV-like election rule, Voting matters 17.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::Qpq};
/// let ballots = [[0, 1], [0, 1], [0, 1], [2, 1]].map(Ranking::strict);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&Qpq {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Qpq {}

impl TallyRule for Qpq {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("qpq", "Quota preferential by quotient")
            .aliases(&[Alias::plain("quota-preferential-by-quotient")])
            .references(&["Woodall (2003), QPQ, a quota-preferential STV-like election rule"])
            .needs_number()
            .limit("values of papers of 4,000 digits");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let (seats, mut left) = (seats.number(), ballots.slate().all());
        let (mut round, mut worst) = (0, vec![]);
        let elected = loop {
            if left.len() <= seats {
                break vec![];
            }
            teller.visit(&leaving(&worst), (left.clone(), round as u64))?;
            match attempt(ballots, &left, seats, &mut round, teller)? {
                Attempt::Filled(all) => break all,
                Attempt::Lowest(tied) => {
                    let out = teller.pick_entry(TieAt::eliminate(round), &tied)?;
                    teller.record(|| Step::Eliminated { entries: out.into() });
                    left.remove(out);
                    worst.push(out);
                }
            }
        };
        let mut draft = leaving(&worst);
        for e in &elected {
            draft.elect(*e);
            left.remove(*e);
        }
        if elected.is_empty() {
            teller.record(|| Step::Elected { entries: left.clone() });
            draft.elect(std::mem::take(&mut left));
        }
        Ok(draft.finish(left))
    }
}
fn leaving(worst: &[EntryIx]) -> Draft {
    let mut draft = Draft::new();
    for e in worst {
        draft.eliminate(*e);
    }
    draft
}
enum Attempt {
    Filled(Vec<EntryIx>),
    Lowest(EntrySet),
}
/// From the beginning, for those who are left.
fn attempt(
    ballots: &dyn Rounds<Piles>,
    left: &EntrySet,
    seats: usize,
    round: &mut usize,
    teller: &mut Teller,
) -> Result<Attempt, Halt> {
    let mut papers = Papers::deal(ballots, left, false)?;
    papers.begin_at(Exact::ZERO);
    papers.exhausted = Exact::ZERO;
    let (mut standing, mut elected) = (left.clone(), vec![]);
    loop {
        teller.poll()?;
        *round += 1;
        let quotient = |e: EntryIx| {
            let by = &Exact::ONE + &papers.worth(e, false);
            papers.papers(e, false).checked_div(&by).unwrap_or(Exact::ZERO)
        };
        let all: Vec<(EntryIx, Exact)> = standing.iter().map(|e| (e, quotient(e))).collect();
        let active: Exact = standing.iter().map(|e| papers.papers(e, false)).sum();
        // What ballots that name nobody further have contributed is what they leave with.
        let by = &Exact::from(seats + 1) - &papers.exhausted;
        let quota = active.checked_div(&by).unwrap_or(Exact::ZERO);
        teller.record(|| Step::Quota { value: quota.clone() });
        teller.record(|| Step::scored(all.clone()));
        let with = |q: Option<&Exact>| {
            all.iter().filter(|(_, x)| Some(x) == q).map(|(e, _)| *e).collect::<EntrySet>()
        };
        let highest = all.iter().map(|(_, q)| q).max();
        if highest.is_none_or(|q| *q <= quota) {
            return Ok(Attempt::Lowest(with(all.iter().map(|(_, q)| q).min())));
        }
        let won = teller.pick_entry(TieAt::win(*round), &with(highest))?;
        teller.record(|| Step::Elected { entries: won.into() });
        elected.push(won);
        standing.remove(won);
        if elected.len() == seats {
            return Ok(Attempt::Filled(elected));
        }
        let share = highest.and_then(|q| Exact::ONE.checked_div(q)).unwrap_or(Exact::ZERO);
        let value = |_: &Exact, _: &Movable| share.clone();
        let worth = Worth::Each(&value);
        papers.transfer(&Transfer { worth, gives: None, ..Transfer::all(won, &standing, Exact::ZERO) })?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, TiePolicy, run},
        tally::tried::strict as profile,
    };
    #[test]
    fn worked_example() {
        let p = profile(5, &[(&[0, 1], 16), (&[1], 12), (&[2], 12), (&[3], 12), (&[4, 1], 8)]);
        let t = run(&Qpq {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        let second = t.steps().iter().filter_map(|s| match s {
            Step::Scored { totals, .. } => {
                Some(totals.iter().map(|(_, v)| v.to_string()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(second.take(2).last().unwrap(), ["14", "12", "12", "8"]);
        let Outcome::Tied { certain, possible, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((certain, possible), (&[0, 1].into(), &Some([0, 1, 2, 3].into())));
    }
    #[test]
    fn the_quota_falls_as_ballots_end() {
        // the counts of example 2 of the literature's tests: 35, 28, 26 elect A, B and C
        let p = profile(
            5,
            &[
                (&[0], 5),
                (&[0, 1, 2], 15),
                (&[0, 2], 15),
                (&[1], 10),
                (&[1, 2], 15),
                (&[2], 20),
                (&[3], 15),
                (&[4], 5),
            ],
        );
        let t = run(&Qpq {}, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1, 2].into());
        let quotas: Vec<String> = t
            .steps()
            .iter()
            .filter_map(|s| if let Step::Quota { value } = s { Some(value.decimals_down(6)) } else { None })
            .collect();
        assert_eq!(quotas, ["25.000000", "24.629629", "24.285714"]);
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&Qpq {}, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&Qpq {}, &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
