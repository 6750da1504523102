//! Optimal lotteries of a symmetric game of two, where a gains from b what b loses to a: solved exactly.
//!
//! Among all optimal lotteries there is one of widest support, and whoever it leaves out is left out by all (Goldman and
//! Tucker 1956). Its support is the essential set.
use super::graph::{Majority, at_most};
use crate::{
    count::Halt,
    id::{EntryIx, EntrySet},
    num::{Exact, Program, Relation, Row, Solved},
};

/// Most entries of a game that are solved.
pub(in crate::tally) const MOST: usize = 40;

/// Gains of each from each.
pub(in crate::tally) struct Game {
    m: usize,
    /// Row-major, of the game's own numbering.
    gains: Vec<i64>,
    players: Vec<EntryIx>,
}
impl Game {
    /// Among some entries. Optimal lotteries stay inside of the Smith set, so only that is looked at.
    pub(in crate::tally) fn of(
        g: &Majority,
        among: &EntrySet,
        gain: impl Fn(EntryIx, EntryIx) -> i64,
    ) -> Result<Self, Halt> {
        let players: Vec<EntryIx> = g.smith(among).iter().collect();
        at_most("entries in the top cycle", players.len(), MOST)?;
        let gains = players.iter().flat_map(|a| players.iter().map(|b| gain(*a, *b))).collect();
        Ok(Self { m: players.len(), gains, players })
    }
    fn gain(&self, a: usize, b: usize) -> Exact {
        Exact::from(self.gains[a * self.m + b])
    }
    /// What a lottery, whose chances are the first variables, gains from `b`.
    fn against(&self, b: usize) -> Vec<Exact> {
        (0..self.m).map(|a| self.gain(a, b)).collect()
    }
    /// The rows of every optimal lottery, before others: chances add up to 1, and nobody gains from it.
    fn optimal(&self, aim: usize) -> Program {
        let mut aims = vec![Exact::ZERO; self.m + 1];
        aims[aim] = Exact::ONE;
        let mut p = Program::maximise(aims);
        p.add(Row::new(vec![Exact::ONE; self.m], Relation::Equal, Exact::ONE));
        for b in 0..self.m {
            p.add(Row::new(self.against(b), Relation::AtLeast, Exact::ZERO));
        }
        p
    }
    fn places(&self) -> Vec<usize> {
        if self.m == 1 {
            return vec![0];
        }
        let mut p = self.optimal(self.m);
        for b in 0..self.m {
            // What speaks for b, its chance, and what speaks against it, the gain from it, are not both nought in the middle.
            let mut row = self.against(b);
            row[b] += &Exact::ONE;
            row.push(-Exact::ONE);
            p.add(Row::new(row, Relation::AtLeast, Exact::ZERO));
        }
        let Solved::Optimal { primal, .. } = p.solve() else { return (0..self.m).collect() };
        (0..self.m).filter(|a| !primal[*a].is_zero()).collect()
    }
    /// Whoever has a chance in some optimal lottery.
    pub(in crate::tally) fn essential(&self) -> EntrySet {
        self.places().into_iter().map(|a| self.players[a]).collect()
    }
    /// The optimal lottery that is most even over the essential set: the least chance as large as it can be, then the next
    /// least, and so on. There is just one.
    pub(in crate::tally) fn most_even(&self) -> Vec<(EntryIx, Exact)> {
        let support = self.places();
        let mut fixed: Vec<Option<Exact>> = vec![None; self.m];
        (0..self.m).filter(|a| !support.contains(a)).for_each(|a| fixed[a] = Some(Exact::ZERO));
        while fixed.iter().any(Option::is_none) {
            let mut p = self.optimal(self.m);
            for (a, value) in fixed.iter().enumerate() {
                let mut row = vec![Exact::ZERO; self.m + 1];
                row[a] = Exact::ONE;
                if let Some(value) = value {
                    p.add(Row::new(row, Relation::Equal, value.clone()));
                } else {
                    row[self.m] = -Exact::ONE;
                    p.add(Row::new(row, Relation::AtLeast, Exact::ZERO));
                }
            }
            let Solved::Optimal { value, dual, .. } = p.solve() else { break };
            // A row with a price is met without slack in every optimum, so that chance cannot grow. The prices of the open
            // rows add up to at least 1: there always is one.
            let prices = &dual[self.m + 1..];
            let open: Vec<usize> =
                (0..self.m).filter(|a| fixed[*a].is_none() && !prices[*a].is_zero()).collect();
            if open.is_empty() {
                break;
            }
            for a in open {
                fixed[a] = Some(value.clone());
            }
        }
        let chance = |(e, p): (&EntryIx, Option<Exact>)| (*e, p.unwrap_or_default());
        self.players.iter().zip(fixed).map(chance).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    fn game(m: usize, gain: impl Fn(usize, usize) -> i64) -> Game {
        let g = Majority::by(m, |a, b| gain(a.ix(), b.ix()) > 0);
        Game::of(&g, &EntrySet::first(m), |a, b| gain(a.ix(), b.ix())).unwrap()
    }
    #[test]
    fn a_cycle_weighs_each_by_the_defeat_that_it_is_not_in() {
        // 0 gains 1 from 1, 1 gains 2 from 2, 2 gains 3 from 0.
        let gains = [[0, 1, -3], [-1, 0, 2], [3, -2, 0]];
        let p: Vec<String> =
            game(3, |a, b| gains[a][b]).most_even().iter().map(|(_, p)| p.to_string()).collect();
        assert_eq!(p, ["1/3", "1/2", "1/6"]);
    }
    #[test]
    fn all_level_is_even() {
        let all = game(4, |_, _| 0);
        assert_eq!(all.essential().len(), 4);
        assert!(all.most_even().iter().all(|(_, p)| p.to_string() == "1/4"));
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_lottery_is_optimal_and_nobody_is_left_out_in_vain(cells in prop::collection::vec(-2i64..3, 25)) {
            let gain = |a: usize, b: usize| match a.cmp(&b) {
                std::cmp::Ordering::Less => cells[a * 5 + b],
                std::cmp::Ordering::Equal => 0,
                std::cmp::Ordering::Greater => -cells[b * 5 + a],
            };
            let g = game(5, gain);
            let p = g.most_even();
            let sum: Exact = p.iter().map(|(_, x)| x).sum();
            prop_assert_eq!(sum, Exact::ONE);
            let essential = g.essential();
            for (b, x) in EntrySet::first(5).iter().map(|b| (b, p.iter().find(|(e, _)| *e == b))) {
                let gains: Exact = p.iter().map(|(a, x)| x * &Exact::from(gain(a.ix(), b.ix()))).sum();
                prop_assert!(!gains.is_negative());
                prop_assert_eq!(x.is_some_and(|(_, x)| !x.is_zero()), essential.contains(b));
            }
        }
    }
}
