//! Eneström-Phragmén: every voter begins with the strength of its vote. Seat by seat the entry with the strongest voters is elected, and
//! its voters lose in proportion so much of their strength as a seat costs: all votes divided by the seats, or all they have, if
//! that is less.
//!
//! Worked example: 2 seats, 6 votes, so that a seat costs 3: 3 voters approve 0 and 1, one 0, 2 approve 2. 0 has the strength 4 and is
//! elected; each of its voters keeps a quarter. 1 has 3/4 then and 2 has 2: 2 is elected.
use super::purse_book::Book;
use crate::{
    ballot::Approval,
    count::{About, Alias, Halt, Seats, Standing, TallyRule, Teller},
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// The strongest voters elect, and lose the price of a seat.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Between entries of equal strength, at stage `order` with the number of the seat.
///
/// # Complexity
/// O(A k) for A approvals of different ballots and k seats, with fractions that grow by the seats.
///
/// # Errors
/// A task without a number of seats.
///
/// # References
/// Eneström (1896), "Om aritmetiska och statistiska metoder för proportionella val"; Camps, Mora and Saumell (2019), "The method of
/// Eneström and Phragmén for parliamentary elections by means of approval voting", arXiv 1907.10590.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Approval, count::*, profile::Profile, tally::committee::EnestroemPhragmen};
/// let mut ballots = vec![Approval::from([0, 1]); 3];
/// ballots.extend([Approval::from([0]), Approval::from([2]), Approval::from([2])]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&EnestroemPhragmen {}, &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EnestroemPhragmen {}

impl TallyRule for EnestroemPhragmen {
    type Input = Profile<Approval>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("enestroem-phragmen", "Eneström-Phragmén")
            .aliases(&[Alias::plain("phragmen-enestroem"), Alias::plain("phragmen-enestrom")])
            .references(&["Eneström (1896)", "Camps, Mora and Saumell (2019), arXiv 1907.10590"])
            .needs_number();
        ABOUT
    }
    fn count(&self, p: &Profile<Approval>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let mut book = Book::of(p);
        let price = &Exact::from(p.total_weight()) / &Exact::from(seats.number());
        book.purses.iter_mut().for_each(|each| *each = Exact::ONE);
        book.elect_strongest(seats.number(), teller, |book, e, strength| {
            let kept =
                if strength > price { &(strength.clone() - price.clone()) / &strength } else { Exact::ZERO };
            book.of_supporters(e, |each| *each = &*each * &kept);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Outcome, TiePolicy, run};
    fn told(all: &[Approval], k: u32) -> Outcome {
        let p = Profile::of(3, all).unwrap();
        run(&EnestroemPhragmen {}, &p, Seats::fill(k).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let mut all = vec![Approval::from([0, 1]); 3];
        all.extend([Approval::from([0]), Approval::from([2]), Approval::from([2])]);
        assert_eq!(told(&all, 2).winners().unwrap().set(), [0, 2].into());
    }
    #[test]
    fn a_tie_is_told() {
        assert!(told(&[Approval::from([0]), Approval::from([1])], 1).is_tied());
        // Without any strength left all others are level.
        assert!(told(&[Approval::from([0])], 2).is_tied());
    }
    #[test]
    fn nobody_votes() {
        assert!(matches!(told(&[], 2), Outcome::None { .. }));
    }
}
