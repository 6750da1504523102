//! Games of parties: what a coalition is worth, who decides, what is fair to share, who may match whom.
//!
//! Plain functions on exact numbers; parties are numbered from 0. Rules of reward and apps stand on them.
use crate::num::Exact;

pub mod bargain;
pub mod chance;
pub mod claims;
pub mod core;
pub mod cost;
pub mod hedonic;
pub mod matching;
pub mod power;
pub mod shapley;

/// Most parties of a game whose coalitions are all looked at.
pub const MAX_PARTIES: usize = 20;
/// Most claims, demands or payoffs that are shared at once.
pub const MAX_CLAIMS: usize = 100_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GameError {
    /// Too many parties, or none.
    #[error("{got} {what}; there are 1 to {most}")]
    Number {
        /// Of what.
        what: &'static str,
        /// How many there are.
        got: usize,
        /// How many there may be.
        most: usize,
    },
    /// Values of coalitions that are too many or too few.
    #[error(
        "{got} values for {parties} parties; there is one for each of the {want} coalitions, the empty one first"
    )]
    Values {
        /// How many values there are.
        got: usize,
        /// How many there are to be.
        want: usize,
        /// How many parties there are.
        parties: usize,
    },
    /// A number out of range.
    #[error("{field} of {at} is {value}; {want}")]
    Range {
        /// Which number.
        field: &'static str,
        /// Of whom, by place.
        at: usize,
        /// The number.
        value: Exact,
        /// What would be right.
        want: &'static str,
    },
    /// More to share than is claimed.
    #[error("{estate} to share and claims of {claims} in all; at most what is claimed is shared")]
    TooMuch {
        /// What is to be shared.
        estate: Exact,
        /// What is claimed.
        claims: Exact,
    },
    /// A list that names somebody twice or somebody who is not there.
    #[error("the list of {of} names {named} twice, or it is none of the {among}")]
    Named {
        /// Whose list.
        of: usize,
        /// Whom it names.
        named: usize,
        /// How many there are.
        among: usize,
    },
    /// Too much work.
    #[error("{what} needs {got} steps; at most {most}")]
    Work {
        /// What.
        what: &'static str,
        /// How many steps.
        got: u128,
        /// How many may be.
        most: u128,
    },
}

/// What every coalition of a few parties is worth.
///
/// # Examples
/// ```
/// use cocreate::{game::Game, num::Exact};
/// // One left glove and two right ones: a pair is worth 1.
/// let gloves = Game::new(3, |c| Exact::from(u32::from(c.contains(&0) && c.len() > 1)))?;
/// assert_eq!(gloves.value(0b101), &Exact::ONE);
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Game {
    parties: usize,
    values: Vec<Exact>,
}
impl Game {
    /// By asking for the value of every coalition; the empty one is worth nought.
    ///
    /// # Errors
    /// If there are no parties, or more than [`MAX_PARTIES`].
    pub fn new(parties: usize, mut worth: impl FnMut(&[usize]) -> Exact) -> Result<Self, GameError> {
        number("parties", parties, MAX_PARTIES)?;
        let mut values = Vec::with_capacity(1 << parties);
        values.push(Exact::ZERO);
        let mut members = Vec::with_capacity(parties);
        for mask in 1..1u32 << parties {
            members.clear();
            members.extend(of_mask(mask));
            values.push(worth(&members));
        }
        Ok(Self { parties, values })
    }
    /// By the values of all coalitions. Coalition `mask` has party `i` if its bit `i` is set; the empty one, the first, is
    /// worth nought.
    ///
    /// # Errors
    /// If there are no parties or more than [`MAX_PARTIES`], not as many values as coalitions, or the first is not nought.
    pub fn of_values(parties: usize, values: Vec<Exact>) -> Result<Self, GameError> {
        number("parties", parties, MAX_PARTIES)?;
        let want = 1 << parties;
        if values.len() != want {
            return Err(GameError::Values { got: values.len(), want, parties });
        }
        if !values[0].is_zero() {
            let (value, want) = (values[0].clone(), "nobody is worth 0");
            return Err(GameError::Range { field: "the value", at: 0, value, want });
        }
        Ok(Self { parties, values })
    }
    /// How many take part.
    pub const fn parties(&self) -> usize {
        self.parties
    }
    /// What a coalition is worth. Bits beyond the parties are not looked at.
    pub fn value(&self, coalition: u32) -> &Exact {
        &self.values[coalition as usize & (self.values.len() - 1)]
    }
    /// The coalition of all.
    pub const fn all(&self) -> u32 {
        (1 << self.parties) - 1
    }
    /// What all together are worth.
    pub fn total(&self) -> &Exact {
        self.value(self.all())
    }
    /// All coalitions but the empty one.
    fn coalitions(&self) -> impl Iterator<Item = u32> + use<> {
        1..1 << self.parties
    }
}
/// The parties of a coalition.
pub fn of_mask(mask: u32) -> impl Iterator<Item = usize> {
    (0..32).filter(move |i| mask >> i & 1 == 1)
}
fn number(what: &'static str, got: usize, most: usize) -> Result<(), GameError> {
    if got == 0 || got > most { Err(GameError::Number { what, got, most }) } else { Ok(()) }
}
/// The nearest number with nine decimals; nought for what is no number.
#[allow(clippy::float_arithmetic, reason = "where an estimate ends")]
fn grid(x: f64) -> Exact {
    const UNIT: u128 = 1_000_000_000;
    // Such an estimate is of a size that fits; the cast saturates.
    Exact::ratio((x * 1e9).round() as i128, UNIT).unwrap_or_default()
}
/// All are nought or more.
fn not_negative(field: &'static str, all: &[Exact]) -> Result<(), GameError> {
    match all.iter().position(Exact::is_negative) {
        Some(at) => Err(GameError::Range { field, at, value: all[at].clone(), want: "it is 0 or more" }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn tables_are_checked() {
        let n = |x: u32| Exact::from(x);
        assert!(Game::of_values(1, vec![n(0), n(3)]).is_ok());
        let short = Game::of_values(2, vec![n(0), n(3)]).unwrap_err();
        assert_eq!(
            short.to_string(),
            "2 values for 2 parties; there is one for each of the 4 coalitions, the empty one first"
        );
        assert!(Game::of_values(1, vec![n(1), n(3)]).is_err());
        assert!(Game::new(21, |_| n(0)).is_err() && Game::new(0, |_| n(0)).is_err());
        assert_eq!(of_mask(0b1011).collect::<Vec<_>>(), [0, 1, 3]);
    }
}
