//! Fair sortition (LEXIMIN): panels are drawn such that the least likely person is as likely as can be, then the next, and so on.
//!
//! People have features; a panel of k is feasible if the number of its members with each value of a feature lies within a quota. People with the
//! same quotas are of one kind: since the chances of the fairest lottery are unique (Flanigan et al. 2021), they are level, and panels need to be told
//! apart only by how many of each kind they have. The lottery over these is found by exact linear programs, one a level, that take in only panels
//! which help.
//!
//! While panels can be listed, up to a limit, the answer is exact. Beyond it each panel that helps is looked for by branch and bound, whose bound
//! says how far the lottery may be from the fairest: [`Fair::gap`], a fraction, nought where it is proven to be the fairest.
//!
//! Worked example: two men and a woman, panels of one of each: the woman is in every panel, the men in half: 1/2, 1/2 and 1.
//!
//! References: Flanigan, Gölz, Gupta, Hennig and Procaccia (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596.
mod master;
mod pool;
mod price;

use crate::num::Exact;
use pool::Pool;
use std::{collections::BTreeMap, fmt};

/// Most feasible panels that are listed, told apart by how many of each kind they have.
pub const MAX_PANELS: usize = 100_000;
/// Most people.
pub const MAX_PEOPLE: usize = 1_000;
/// Most kinds of people.
pub const MAX_KINDS: usize = 200;
/// Most steps of listing panels.
const MAX_STEPS: u64 = 20_000_000;
/// Most work of one search for a panel, and of all, in cells of programs.
const MAX_SEARCH: u64 = 200_000_000;
const MAX_WORK: u64 = 4_000_000_000;

/// How many members of a panel have a value of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Which feature.
    pub feature: String,
    /// Which value.
    pub value: String,
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}
impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { feature, value, least, most } = self;
        write!(f, "{least} to {most} with `{value}` as `{feature}`")
    }
}
/// Why there is no fair lottery.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LeximinError {
    /// Too many or too few of something.
    #[error("{got} {what}; {want}")]
    Number {
        /// Of what.
        what: &'static str,
        /// How many there are.
        got: usize,
        /// What would be right.
        want: String,
    },
    /// A quota whose least is above its most.
    #[error("a panel has {0}: the least is above the most")]
    Quota(Quota),
    /// No panel keeps all quotas. Those that have to give way, as they would have to be: the fewest seats by which all can change in sum.
    #[error("no panel keeps all quotas; one would with {}", shown(changes))]
    Infeasible {
        /// The quotas that change, with their new bounds, in the order of the quotas.
        changes: Vec<Quota>,
    },
    /// So many quotas and kinds that not one panel was found.
    #[error("no panel was found within the work that is done; narrow the quotas or name fewer")]
    TooMany,
}
fn shown(all: &[Quota]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
/// A lottery over panels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// The chance of each person.
    pub chances: Vec<Exact>,
    /// Panels, each rising, with their chances, which sum to one; in the order of the panels.
    pub panels: Vec<(Vec<usize>, Exact)>,
    /// How much the least chance of a level may be below what is possible, given the levels before it; the largest of all levels. Nought where
    /// the lottery is proven to be the fairest.
    pub gap: Exact,
}
/// The lottery. `people` are maps of features to values; whoever can be in no panel has no chance.
///
/// # Complexity
/// Listing the panels, or a search for each that helps; at most one program for each kind of people, exactly.
///
/// # Errors
/// If there is nobody or more than [`MAX_PEOPLE`], more than [`MAX_KINDS`] kinds, fewer people than seats or no seats; if quotas cannot be kept: then it
/// says which would have to give way, and to what.
///
/// # Examples
/// ```
/// use cocreate::admit::leximin::{Quota, leximin};
/// let person = |sex: &str| [("sex".to_owned(), sex.to_owned())].into();
/// let one = |value: &str| Quota { feature: "sex".into(), value: value.into(), least: 1, most: 1 };
/// let fair = leximin(&["m", "m", "w"].map(person), &[one("m"), one("w")], 2)?;
/// assert_eq!(fair.chances.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1/2", "1/2", "1"]);
/// let two = Quota { least: 2, most: 2, ..one("w") };
/// let e = leximin(&["m", "m", "w"].map(person), &[two], 2).unwrap_err();
/// assert_eq!(e.to_string(), "no panel keeps all quotas; one would with 1 to 2 with `w` as `sex`");
/// # Ok::<(), cocreate::admit::leximin::LeximinError>(())
/// ```
pub fn leximin(
    people: &[BTreeMap<String, String>],
    quotas: &[Quota],
    seats: usize,
) -> Result<Fair, LeximinError> {
    let has = |q: &Quota, p: &BTreeMap<String, String>| p.get(&q.feature) == Some(&q.value);
    let marks: Vec<Vec<bool>> = people.iter().map(|p| quotas.iter().map(|q| has(q, p)).collect()).collect();
    fairest(&marks, quotas, seats)
}
/// The lottery; `marks` says of each person to which quotas they count.
pub(super) fn fairest(marks: &[Vec<bool>], quotas: &[Quota], seats: usize) -> Result<Fair, LeximinError> {
    limited(marks, quotas, seats, MAX_PANELS, MAX_WORK)
}
fn limited(
    marks: &[Vec<bool>],
    quotas: &[Quota],
    seats: usize,
    most: usize,
    mut work: u64,
) -> Result<Fair, LeximinError> {
    if marks.is_empty() || marks.len() > MAX_PEOPLE {
        let want = format!("there are 1 to {MAX_PEOPLE}");
        return Err(LeximinError::Number { what: "people", got: marks.len(), want });
    }
    if seats == 0 || seats > marks.len() {
        let want = format!("there are 1 to {}, the number of people", marks.len());
        return Err(LeximinError::Number { what: "seats", got: seats, want });
    }
    if let Some(q) = quotas.iter().find(|q| q.least > q.most) {
        return Err(LeximinError::Quota(q.clone()));
    }
    let pool = Pool::of(marks, quotas, seats);
    if pool.kinds.len() > MAX_KINDS {
        let want = format!("there are at most {MAX_KINDS}: name fewer quotas, or wider ones");
        return Err(LeximinError::Number { what: "kinds of people", got: pool.kinds.len(), want });
    }
    let first = match pool.nearest(&mut work).ok_or(LeximinError::TooMany)? {
        pool::Nearest::Panel(p) => p,
        pool::Nearest::Changed(all) => {
            let change = |(q, least, most): (usize, u32, u32)| Quota { least, most, ..quotas[q].clone() };
            return Err(LeximinError::Infeasible { changes: all.into_iter().map(change).collect() });
        }
    };
    let found = match pool.list(most) {
        Some(all) => master::solve(&pool, first, &mut price::Listed(&all), &mut work),
        None => master::solve(&pool, first, &mut price::Sought::of(&pool), &mut work),
    };
    let panels = pool.spread(&found.parts);
    let mut chances = vec![Exact::ZERO; marks.len()];
    for (part, p) in &found.parts {
        for (members, share) in pool.kinds.iter().zip(pool.share(part)).filter(|(_, s)| !s.is_zero()) {
            let more = p * &share;
            for i in members {
                chances[*i] += &more;
            }
        }
    }
    Ok(Fair { chances, panels, gap: found.gap })
}

#[cfg(test)]
mod tests;
