//! Shapley value: what a party adds to those who came before it, on average over all orders.
//!
//! Worked example: three airlines need a runway that costs 30, 50 and 90. The first 30 are shared by three, the next 20 by
//! two, the last 40 are the third's: 10, 20 and 60. With one left glove and two right ones, a pair being worth 1, the
//! shares are 2/3, 1/6 and 1/6.
//!
//! References: Shapley (1953), "A value for n-person games"; Littlechild and Owen (1973), "A simple expression for the
//! Shapley value in a special case"; Castro, Gómez and Tejada (2009), "Polynomial calculation of the Shapley value based
//! on sampling" (the sample); Hoeffding (1963) (its error).
use super::{Game, GameError, number};
use crate::{count::Lot, num::Exact};

/// Most orders of a sample times parties.
pub const MAX_SAMPLE: u128 = 10_000_000;

/// The exact value of every party; they sum to what all are worth.
///
/// # Complexity
/// `O(n 2^n)` exact operations for n parties, at most [`MAX_PARTIES`](super::MAX_PARTIES).
///
/// # Examples
/// ```
/// use cocreate::{game::{Game, shapley}, num::Exact};
/// let costs = [30u32, 50, 90];
/// let runway = Game::new(3, |c| c.iter().map(|i| costs[*i]).max().unwrap_or(0).into())?;
/// let shares: Vec<String> = shapley::value(&runway).iter().map(Exact::to_string).collect();
/// assert_eq!(shares, ["10", "20", "60"]);
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn value(game: &Game) -> Vec<Exact> {
    let n = game.parties();
    // For each party and each size: what coalitions of that size with it are worth, less those without it.
    let mut sums = vec![vec![Exact::ZERO; n + 1]; n];
    for mask in game.coalitions() {
        let (size, worth) = (mask.count_ones() as usize, game.value(mask));
        for (i, of) in sums.iter_mut().enumerate() {
            if mask >> i & 1 == 1 { of[size - 1] += worth } else { of[size] -= worth }
        }
    }
    // A coalition of s others stands before the party in s! (n - s - 1)! of n! orders.
    let mut chance = vec![Exact::from(n).checked_div(&Exact::from(n * n)).unwrap_or_default()];
    for s in 1..n {
        let next = &chance[s - 1] * &(Exact::from(s) / Exact::from(n - s));
        chance.push(next);
    }
    sums.iter().map(|of| of.iter().zip(&chance).map(|(sum, c)| sum * c).sum()).collect()
}

/// A value that was found from a sample of orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// The mean of what each party added; they sum to what all are worth.
    pub values: Vec<Exact>,
    /// No value is off by more, with a chance of at least 99 of 100.
    pub error: Exact,
}
/// An estimate for many parties, from `orders` drawn by the lot under the labels `shapley 0`, `shapley 1`, ..
///
/// `worth` is asked for the parties in the order in which they come, one more each time. `range` bounds how far apart two things that a
/// party may add can lie; the error hangs on it: it is `range √(ln(200 n) / (2 orders))`, by Hoeffding's bound over all n parties.
///
/// # Complexity
/// One question for each party and order.
///
/// # Errors
/// If there are no parties or orders, more than [`MAX_SAMPLE`] questions, or a range below nought.
///
/// # Examples
/// ```
/// use cocreate::{count::Lot, game::shapley, num::Exact};
/// let add = |c: &[usize]| Exact::from(c.len());
/// let s = shapley::sample(50, 100, &Exact::ONE, &Lot::new("a seed"), add)?;
/// assert!(s.values.iter().all(|v| *v == Exact::ONE));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn sample(
    parties: usize,
    orders: u32,
    range: &Exact,
    lot: &Lot,
    mut worth: impl FnMut(&[usize]) -> Exact,
) -> Result<Sampled, GameError> {
    number("parties", parties, 1_000_000)?;
    number("orders", orders as usize, 10_000_000)?;
    super::not_negative("the range", std::slice::from_ref(range))?;
    let (got, most) = (parties as u128 * u128::from(orders), MAX_SAMPLE);
    if got > most {
        return Err(GameError::Work { what: "a sample", got, most });
    }
    let mut sums = vec![Exact::ZERO; parties];
    for k in 0..orders {
        let order = lot.order(&format!("shapley {k}"), parties);
        let mut before = Exact::ZERO;
        for (at, i) in order.iter().enumerate() {
            let now = worth(&order[..=at]);
            sums[*i] += &(&now - &before);
            before = now;
        }
    }
    let orders = Exact::from(orders);
    let values = sums.iter().map(|s| s / &orders).collect();
    // The logarithm, rounded up to a thousandth by doubling: ln(200 n) is at most log2(200 n) times 0.694.
    let bits = Exact::from((200 * parties as u128).next_power_of_two().trailing_zeros());
    let logarithm = &bits * &Exact::ratio(694, 1000).unwrap_or_default();
    let square = &logarithm / &(&orders * &Exact::from(2u32));
    let root = square.root_down(6) + Exact::ratio(1, 1_000_000).unwrap_or_default();
    Ok(Sampled { values, error: range * &root })
}

/// Values of a game in which a coalition costs what its dearest member needs (an airport, a road, a cable): each increment
/// is shared by all who need it. For any number of parties.
///
/// # Errors
/// If there is nobody, or a need is below nought.
pub fn shared_length(needs: &[Exact]) -> Result<Vec<Exact>, GameError> {
    number("needs", needs.len(), super::MAX_CLAIMS)?;
    super::not_negative("the need", needs)?;
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by(|a, b| needs[*a].cmp(&needs[*b]));
    let (mut shares, mut level, mut due) = (vec![Exact::ZERO; needs.len()], Exact::ZERO, Exact::ZERO);
    for (before, i) in order.into_iter().enumerate() {
        due += &((&needs[i] - &level) / Exact::from(needs.len() - before));
        level = needs[i].clone();
        shares[i] = due.clone();
    }
    Ok(shares)
}

/// The same value from its definition, order by order. For tests.
#[cfg(test)]
fn by_orders(game: &Game) -> Vec<Exact> {
    fn walk(game: &Game, mask: u32, sums: &mut [Exact], count: &mut u64) {
        if mask == game.all() {
            *count += 1;
            return;
        }
        for i in crate::game::of_mask(game.all() & !mask) {
            let next = mask | 1 << i;
            let before = *count;
            walk(game, next, sums, count);
            let added = game.value(next) - game.value(mask);
            sums[i] += &(added * Exact::from(*count - before));
        }
    }
    let (mut sums, mut count) = (vec![Exact::ZERO; game.parties()], 0);
    walk(game, 0, &mut sums, &mut count);
    sums.iter().map(|s| s / &Exact::from(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    fn show(all: &[Exact]) -> Vec<String> {
        all.iter().map(Exact::to_string).collect()
    }
    #[test]
    fn worked_example() {
        let gloves = Game::new(3, |c| Exact::from(u32::from(c.contains(&0) && c.len() > 1))).unwrap();
        assert_eq!(show(&value(&gloves)), ["2/3", "1/6", "1/6"]);
        let needs = [30u32, 50, 90].map(Exact::from);
        assert_eq!(show(&shared_length(&needs).unwrap()), ["10", "20", "60"]);
    }
    proptest! {
        #[test]
        fn subset_sums_are_the_mean_over_all_orders(table in proptest::collection::vec(-20i64..20, 31)) {
            let values = [0].into_iter().chain(table).map(Exact::from).collect();
            let game = Game::of_values(5, values).unwrap();
            let got = value(&game);
            prop_assert_eq!(got.iter().sum::<Exact>(), game.total().clone());
            prop_assert_eq!(got, by_orders(&game));
        }
        #[test]
        fn a_shared_length_is_the_value_of_its_game(needs in proptest::collection::vec(0u32..40, 1..6)) {
            let needs: Vec<Exact> = needs.into_iter().map(Exact::from).collect();
            let game = Game::new(needs.len(), |c| c.iter().map(|i| needs[*i].clone()).max().unwrap_or_default());
            prop_assert_eq!(shared_length(&needs).unwrap(), value(&game.unwrap()));
        }
    }
    #[test]
    fn a_sample_keeps_its_error_and_refuses_too_much() {
        let costs = [30u32, 50, 90];
        let worth = |c: &[usize]| c.iter().map(|i| costs[*i]).max().unwrap_or(0).into();
        let s = sample(3, 2000, &Exact::from(90u32), &Lot::new("a seed"), worth).unwrap();
        for (got, want) in s.values.iter().zip([10u32, 20, 60]) {
            let off = got - &Exact::from(want);
            assert!(off <= s.error && -off <= s.error, "{got} {want}");
        }
        assert_eq!(s.values.iter().sum::<Exact>(), Exact::from(90u32));
        assert!(s.error < Exact::from(5u32));
        let many = sample(1_000_000, 11, &Exact::ONE, &Lot::new(""), |_| Exact::ZERO);
        assert!(matches!(many, Err(GameError::Work { .. })));
        assert!(sample(0, 1, &Exact::ONE, &Lot::new(""), |_| Exact::ZERO).is_err());
    }
}
