//! Who could leave: the core, and the nucleolus, which makes the largest complaint small.
//!
//! The complaint of a coalition about a division is what it is worth less what the division gives it. The core is all
//! divisions about which nobody complains; it may be empty. The nucleolus, among divisions that give everybody at least what they are
//! worth alone, makes the largest complaint as small as can be, then the next largest, and so on; it is one division, and lies in the core
//! if there is one.
//!
//! Worked example: with one left glove and two right ones, (2/3, 1/6, 1/6) is not in the core: the first and the second
//! are worth 1 and get 5/6. The nucleolus is (1, 0, 0).
//!
//! References: Gillies (1959); Schmeidler (1969), "The nucleolus of a characteristic function game"; Maschler, Peleg and
//! Shapley (1979) for the sequence of linear programs.
use super::{Game, GameError, number, of_mask};
use crate::num::{Exact, Program, Relation, Row, Solved};

/// Most parties for a nucleolus.
pub const MAX_NUCLEOLUS: usize = 12;

/// The coalition that complains most about a division, and how much; none if nobody does, so that it is in the core where it
/// sums to the worth of all. Of equal complaints the first by its bits.
///
/// # Complexity
/// `O(n 2^n)`.
///
/// # Errors
/// If the division does not say something for every party, or does not sum to what all are worth.
///
/// # Examples
/// ```
/// use cocreate::{game::{Game, core::blocking}, num::Exact};
/// let gloves = Game::new(3, |c| Exact::from(u32::from(c.contains(&0) && c.len() > 1)))?;
/// let shares = ["2/3", "1/6", "1/6"].map(|x| x.parse::<Exact>().unwrap());
/// assert_eq!(blocking(&gloves, &shares)?, Some((0b011, Exact::ratio(1, 6).unwrap())));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn blocking(game: &Game, division: &[Exact]) -> Result<Option<(u32, Exact)>, GameError> {
    let n = game.parties();
    if division.len() != n {
        return Err(GameError::Values { got: division.len(), want: n, parties: n });
    }
    let sum: Exact = division.iter().sum();
    if sum != *game.total() {
        let want = "it is what all together are worth";
        return Err(GameError::Range { field: "the sum", at: 0, value: sum, want });
    }
    let mut worst: Option<(u32, Exact)> = None;
    for mask in game.coalitions() {
        let excess = game.value(mask) - &of_mask(mask).map(|i| &division[i]).sum::<Exact>();
        if excess > Exact::ZERO && worst.as_ref().is_none_or(|(_, w)| excess > *w) {
            worst = Some((mask, excess));
        }
    }
    Ok(worst)
}

/// The nucleolus.
///
/// # Complexity
/// At most n linear programs that grow by the coalitions that complain most, each found among 2^n.
///
/// # Errors
/// If there are more than [`MAX_NUCLEOLUS`] parties, or all together are worth less than the sum of what each is worth alone.
///
/// # Examples
/// ```
/// use cocreate::{game::{Game, core::nucleolus}, num::Exact};
/// let gloves = Game::new(3, |c| Exact::from(u32::from(c.contains(&0) && c.len() > 1)))?;
/// assert_eq!(nucleolus(&gloves)?, [1u32, 0, 0].map(Exact::from));
/// # Ok::<(), cocreate::game::GameError>(())
/// ```
pub fn nucleolus(game: &Game) -> Result<Vec<Exact>, GameError> {
    let n = game.parties();
    number("parties", n, MAX_NUCLEOLUS)?;
    let alone: Vec<Exact> = (0..n).map(|i| game.value(1 << i).clone()).collect();
    let spare = game.total() - &alone.iter().sum::<Exact>();
    if spare.is_negative() {
        let want = "all together are worth at least what each is worth alone";
        return Err(GameError::Range { field: "the gain", at: 0, value: spare, want });
    }
    // Over and above what each is worth alone.
    let worth: Vec<Exact> = (0..=game.all())
        .map(|mask| game.value(mask) - &of_mask(mask).map(|i| &alone[i]).sum::<Exact>())
        .collect();
    let mut stage = Stage { n, worth: &worth, span: Span::default(), fixed: vec![] };
    stage.fix(game.all(), spare);
    let mut gains = vec![Exact::ZERO; n];
    while stage.span.rows.len() < n {
        gains = stage.next();
    }
    if n == 1 {
        gains = vec![worth[1].clone()];
    }
    Ok(alone.iter().zip(&gains).map(|(a, g)| a + g).collect())
}

/// Coalitions whose part is settled, and the worth of all.
struct Stage<'a> {
    n: usize,
    worth: &'a [Exact],
    span: Span,
    fixed: Vec<(u32, Exact)>,
}
impl Stage<'_> {
    fn fix(&mut self, mask: u32, part: Exact) {
        self.span.add(self.n, mask);
        self.fixed.push((mask, part));
    }
    /// Makes the largest complaint that is not settled as small as can be, and settles who then complains in every such division.
    fn next(&mut self) -> Vec<Exact> {
        let all = (1u32 << self.n) - 1;
        let open: Vec<u32> = (1..all).filter(|m| !self.span.has(self.n, *m)).collect();
        // A coalition and its complement bound the complaint from below.
        let mut rows: Vec<u32> = open.first().into_iter().flat_map(|m| [*m, all & !m]).collect();
        rows.extend(open.iter().filter(|m| m.is_power_of_two()));
        rows.sort_unstable();
        rows.dedup();
        loop {
            let (gains, complaint, dual) = self.solve(&rows);
            let excess = |m: &u32| &self.worth[*m as usize] - &of_mask(*m).map(|i| &gains[i]).sum::<Exact>();
            let worst = open.iter().map(|m| (excess(m), *m)).max_by(|a, b| a.0.cmp(&b.0));
            if let Some((_, mask)) = worst.filter(|(e, m)| *e > complaint && !rows.contains(m)) {
                rows.push(mask);
                continue;
            }
            for (mask, price) in rows.iter().zip(&dual) {
                if !price.is_zero() {
                    self.fix(*mask, &self.worth[*mask as usize] - &complaint);
                }
            }
            return gains;
        }
    }
    /// Gains, the complaint, and the price of each row.
    fn solve(&self, rows: &[u32]) -> (Vec<Exact>, Exact, Vec<Exact>) {
        let n = self.n;
        let mut aim = vec![Exact::ZERO; n];
        // The complaint is the first of these less the second.
        aim.extend([-Exact::ONE, Exact::ONE]);
        let mut p = Program::maximise(aim);
        let member = |mask: u32| (0..n).map(move |i| Exact::from(mask >> i & 1)).collect::<Vec<_>>();
        for mask in rows {
            let mut row = member(*mask);
            row.extend([Exact::ONE, -Exact::ONE]);
            p.add(Row::new(row, Relation::AtLeast, self.worth[*mask as usize].clone()));
        }
        for (mask, part) in &self.fixed {
            p.add(Row::new(member(*mask), Relation::Equal, part.clone()));
        }
        match p.solve() {
            Solved::Optimal { value, mut primal, mut dual } => {
                primal.truncate(n);
                dual.truncate(rows.len());
                (primal, -value, dual)
            }
            // Divisions that keep what is settled exist, and a pair bounds the complaint.
            Solved::Infeasible | Solved::Unbounded => {
                unreachable!("the program has a solution and is bounded")
            }
        }
    }
}

/// Coalitions whose part follows from those that are settled.
#[derive(Default)]
struct Span {
    /// In echelon form: the first number that is not nought is one, at a place of its own.
    rows: Vec<(usize, Vec<Exact>)>,
}
impl Span {
    fn reduced(&self, n: usize, mask: u32) -> Vec<Exact> {
        let mut row: Vec<Exact> = (0..n).map(|i| Exact::from(mask >> i & 1)).collect();
        for (lead, other) in &self.rows {
            let times = row[*lead].clone();
            if !times.is_zero() {
                for (x, y) in row.iter_mut().zip(other) {
                    *x -= &(&times * y);
                }
            }
        }
        row
    }
    fn has(&self, n: usize, mask: u32) -> bool {
        self.reduced(n, mask).iter().all(Exact::is_zero)
    }
    fn add(&mut self, n: usize, mask: u32) {
        let row = self.reduced(n, mask);
        if let Some(lead) = row.iter().position(|x| !x.is_zero()) {
            let by = row[lead].clone();
            self.rows.push((lead, row.iter().map(|x| x / &by).collect()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::claims::{Sharing, share};
    use proptest::prelude::*;
    #[test]
    fn worked_example() {
        let gloves = Game::new(3, |c| Exact::from(u32::from(c.contains(&0) && c.len() > 1))).unwrap();
        let got = nucleolus(&gloves).unwrap();
        assert_eq!(got, [1u32, 0, 0].map(Exact::from));
        assert_eq!(blocking(&gloves, &got).unwrap(), None);
        assert_eq!(nucleolus(&Game::new(1, |_| Exact::from(7u32)).unwrap()).unwrap(), [Exact::from(7u32)]);
    }
    #[test]
    fn a_majority_has_no_core_and_what_is_no_division_is_refused() {
        let majority = Game::new(3, |c| Exact::from(u32::from(c.len() > 1))).unwrap();
        let thirds = nucleolus(&majority).unwrap();
        assert_eq!(thirds, vec![Exact::ratio(1, 3).unwrap(); 3]);
        assert_eq!(blocking(&majority, &thirds).unwrap(), Some((3, Exact::ratio(1, 3).unwrap())));
        assert!(blocking(&majority, &[Exact::ONE]).is_err());
        assert!(blocking(&majority, &[Exact::ONE, Exact::ONE, Exact::ONE]).is_err());
        let worse = Game::new(2, |c| Exact::from(2 - c.len())).unwrap();
        assert!(nucleolus(&worse).is_err());
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Aumann and Maschler (1985): the Talmud's rule is the nucleolus of the game in which a coalition is worth what is left
        /// once all others have been paid in full.
        #[test]
        fn the_talmud_is_the_nucleolus_of_its_game(claims in proptest::collection::vec(1u32..40, 1..6), part in 0u32..=100) {
            let all: Vec<Exact> = claims.iter().map(|c| Exact::from(*c)).collect();
            let sum: Exact = all.iter().sum();
            let estate = &sum * &Exact::ratio(part.into(), 100).unwrap();
            let worth = |c: &[usize]| {
                let others: Exact = (0..all.len()).filter(|i| !c.contains(i)).map(|i| &all[i]).sum();
                (&estate - &others).max(Exact::ZERO)
            };
            let game = Game::new(all.len(), worth).unwrap();
            prop_assert_eq!(nucleolus(&game).unwrap(), share(Sharing::Talmud, &all, &estate).unwrap());
        }
    }
}
