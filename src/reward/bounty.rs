//! Bounty: one answer has the pot, by the first case that fits.
//!
//! 1. The owner chose answers (the first place, or those with a figure that says so): they have all of it, level ones in equal parts.
//! 2. The owner set the bounty and accepted an answer after its start: that answer has all of it.
//! 3. Of answers that were given after the start with at least `least` points, the best has `part` of it; of several with as many points the
//!    earliest, by the order of the entries.
//! 4. Nobody has anything, and it goes back.
//!
//! Worked example: 100 on a question of the owner's. B is accepted with 1 point, A has 2: B has 100. On somebody else's question, A came after the
//! start with 3 points, B before with 9: A has 50. With 1 point A has nothing.
//!
//! References: Stack Overflow, "What is a bounty? How can I start one?".
use super::{Award, Case, Owed, RewardError, RewardRule, Why, Withheld, WithheldBy, parts::equal_parts};
use crate::count::{About, Param};
use crate::id::EntryId;
use crate::num::{Amount, Exact, OddUnits};
use serde::{Deserialize, Serialize};

/// All to the answer that was chosen or accepted, half to the best one.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Of several with the most points the earliest. Odd units of answers that were chosen level go by `odd`, which is noted.
///
/// # Complexity
/// `O(n)` for n answers.
///
/// # Errors
/// If a figure is missing or a part is not from 0 to 1.
///
/// # References
/// Stack Overflow help, "What is a bounty? How can I start one?".
///
/// # Examples
/// ```
/// use cocreate::{id::{EntryId, PersonId, PotId}, num::{Amount, Currency, Exact}, reward::*};
/// use std::collections::BTreeMap;
/// let (id, person) = (|n: &str| EntryId::new(n).unwrap(), |n: &str| PersonId::new(n).unwrap());
/// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(100u32) };
/// let answer = |e: &str, accepted: u32, after: u32| Entrant {
///     figures: [("accepted".to_owned(), accepted.into()), ("after-start".to_owned(), after.into())].into(),
///     ..Entrant::solo(id(e), person(e))
/// };
/// let entrants = [answer("a", 0, 1), answer("b", 0, 0)];
/// let points = [("a", 3u32), ("b", 9)].map(|(n, p)| (id(n), p.into())).into();
/// let case = Case { pot: &pot, places: &[], scores: &points, entrants: &entrants };
/// let out = pay(&Bounty::default(), &case, TeamSplit::default())?;
/// assert_eq!((out.lines[0].entry.as_str(), out.paid().minor(), out.returned.minor()), ("a", 50, 50));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounty {
    /// Whether the owner of the question set it, so that an accepted answer has it.
    pub by_owner: bool,
    /// The figure that is not nought for an answer that the owner chose; left out, the first place is.
    pub chosen: Option<String>,
    /// The least points of an answer that nobody chose.
    pub least: Exact,
    /// What such an answer has, as a fraction of the pot; cut to whole units.
    pub part: Exact,
    /// The figure that is not nought for an answer that was accepted after the start.
    pub accepted: String,
    /// The figure that is not nought for an answer that was given after the start.
    pub after_start: String,
    /// Who of level answers has the odd units, by the order of the place.
    pub odd: OddUnits,
}
impl Default for Bounty {
    /// Two points, half of the pot.
    fn default() -> Self {
        Self {
            by_owner: false,
            chosen: None,
            least: Exact::from(2u32),
            part: Exact::ratio(1, 2).unwrap_or_default(),
            accepted: "accepted".to_owned(),
            after_start: "after-start".to_owned(),
            odd: OddUnits::First,
        }
    }
}

const ABOUT: About = About::new("bounty", "Bounty by ordered cases")
    .references(&["Stack Overflow help, What is a bounty?"])
    .params(&[
        Param { name: "by_owner", kind: "boolean", about: "whether the owner of the question set it" },
        Param {
            name: "chosen",
            kind: "figure",
            about: "not nought for an answer that the owner chose; left out, the first place is",
        },
        Param { name: "least", kind: "exact", about: "the least points of an answer that nobody chose" },
        Param { name: "part", kind: "exact", about: "what such an answer has, as a fraction of the pot" },
        Param { name: "accepted", kind: "figure", about: "not nought for an answer that was accepted" },
        Param { name: "after_start", kind: "figure", about: "not nought for an answer after the start" },
        Param {
            name: "odd",
            kind: "first | last | heaviest",
            about: "who of level answers has the odd units",
        },
    ]);

impl RewardRule for Bounty {
    fn about(&self) -> About {
        ABOUT
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        if self.part.is_negative() || self.part > Exact::ONE {
            let cause = format!("a part of {}; it is from 0 to 1", self.part);
            return Err(RewardError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let (pot, mut a) = (case.pot.amount, Award::default());
        let mut chosen: Vec<&EntryId> = vec![];
        match &self.chosen {
            Some(figure) => {
                for e in case.entrants {
                    if !e.figure(figure)?.is_zero() {
                        chosen.push(&e.entry);
                    }
                }
            }
            None => chosen.extend(case.places.iter().find(|t| !t.is_empty()).into_iter().flatten()),
        }
        if !chosen.is_empty() {
            equal_parts(&mut a, &chosen, pot, self.odd, &Why::Place { place: 1 })?;
            return Ok(a);
        }
        if self.by_owner {
            for e in case.entrants {
                if !e.figure(&self.accepted)?.is_zero() {
                    let why = Why::Place { place: 1 };
                    a.owed.push(Owed { entry: e.entry.clone(), person: None, amount: pot, why });
                    return Ok(a);
                }
            }
        }
        let mut best: Option<(&EntryId, &Exact)> = None;
        for e in case.entrants {
            if e.figure(&self.after_start)?.is_zero() {
                continue;
            }
            // Without a vote there are no points.
            let Some(points) = case.scores.get(&e.entry) else { continue };
            if *points >= self.least && best.is_none_or(|(_, most)| points > most) {
                best = Some((&e.entry, points));
            }
        }
        match best {
            Some((entry, _)) => {
                let earned = &self.part * &pot.to_exact();
                let amount = Amount::of_exact_down(&earned)?;
                a.owed.push(Owed { entry: entry.clone(), person: None, amount, why: Why::Bonus { earned } });
            }
            None => a.withheld.push(Withheld {
                place: None,
                entry: None,
                amount: pot,
                why: if case.entrants.is_empty() {
                    WithheldBy::NoEntry
                } else {
                    WithheldBy::Minimum { need: self.least.clone() }
                },
            }),
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{
        Entrant,
        sample::{paid_to, places, show, solos},
    };
    /// Answers: name, accepted, after the start, points.
    fn run(rule: &Bounty, chosen: &str, answers: &[(&str, u32, u32, &str)]) -> String {
        let all = answers.iter().map(|(n, accepted, after, _)| Entrant {
            figures: [
                ("accepted".to_owned(), (*accepted).into()),
                ("after-start".to_owned(), (*after).into()),
            ]
            .into(),
            ..solos(&places(n)).remove(0)
        });
        let scores: Vec<(&str, &str)> = answers.iter().map(|a| (a.0, a.3)).collect();
        show(&paid_to(rule, 100, &places(chosen), &scores, &all.collect::<Vec<_>>()))
    }
    #[test]
    fn worked_example() {
        let own = Bounty { by_owner: true, ..Bounty::default() };
        assert_eq!(run(&own, "", &[("a", 0, 1, "2"), ("b", 1, 1, "1")]), "b 100, back 0");
        assert_eq!(run(&Bounty::default(), "", &[("a", 0, 1, "3"), ("b", 0, 0, "9")]), "a 50, back 50");
        assert_eq!(run(&Bounty::default(), "", &[("a", 0, 1, "1")]), "back 100");
        // What the owner chose comes before all.
        assert_eq!(run(&own, "a", &[("a", 0, 1, "0"), ("b", 1, 1, "9")]), "a 100, back 0");
    }
    #[test]
    fn a_tie_goes_to_the_earliest() {
        assert_eq!(run(&Bounty::default(), "", &[("a", 0, 1, "3"), ("b", 0, 1, "3")]), "a 50, back 50");
        assert_eq!(
            run(&Bounty::default(), "a b", &[("a", 0, 1, "3"), ("b", 0, 1, "3")]),
            "a 50, b 50, back 0"
        );
    }
    #[test]
    fn nobody_answers() {
        assert_eq!(run(&Bounty::default(), "", &[]), "back 100");
    }
}
