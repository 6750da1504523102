//! Programs whose variables are whole numbers, by branch and bound over the exact simplex.
use super::{Exact, Program, Relation, Row, Solved};

/// What a program in whole numbers comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// The largest value.
    Optimal(Exact),
    /// No whole numbers keep all rows, or there is no largest value.
    Nothing,
    /// So many programs were solved that the search was stopped.
    Stopped,
}
/// The largest value over whole numbers, where only whole values can be reached; at most `limit` programs are solved.
pub(crate) fn whole(p: &Program, limit: usize) -> Whole {
    let mut best: Option<Exact> = None;
    let mut open = vec![p.clone()];
    for _ in 0..limit {
        let Some(p) = open.pop() else { return best.map_or(Whole::Nothing, Whole::Optimal) };
        let Solved::Optimal { value, primal, .. } = p.solve() else { continue };
        // Values are whole, so a part beyond the last whole one gains nothing.
        let reach = value.floor().map_or(value, Exact::from);
        if best.as_ref().is_some_and(|b| reach <= *b) {
            continue;
        }
        let part = primal.iter().enumerate().find_map(|(j, x)| {
            let low = x.floor()?;
            (Exact::from(low) != *x).then_some((j, low))
        });
        let Some((j, low)) = part else {
            best = Some(reach);
            continue;
        };
        for (relation, bound) in [(Relation::AtLeast, low + 1), (Relation::AtMost, low)] {
            let mut one = vec![Exact::ZERO; j + 1];
            one[j] = Exact::ONE;
            let mut half = p.clone();
            half.add(Row::new(one, relation, Exact::from(bound)));
            open.push(half);
        }
    }
    if open.is_empty() { best.map_or(Whole::Nothing, Whole::Optimal) } else { Whole::Stopped }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn whole_numbers_are_found_where_fractions_do_better() {
        // 5x + 4y with 6x + 4y <= 24 and x + 2y <= 6: 21 at (3, 3/2), in whole numbers 20 at (4, 0).
        let n = |v: &[u32]| v.iter().map(|x| Exact::from(*x)).collect::<Vec<_>>();
        let mut p = Program::maximise(n(&[5, 4]));
        p.add(Row::new(n(&[6, 4]), Relation::AtMost, Exact::from(24)));
        p.add(Row::new(n(&[1, 2]), Relation::AtMost, Exact::from(6)));
        assert_eq!(whole(&p, 100), Whole::Optimal(Exact::from(20)));
        assert_eq!(whole(&p, 1), Whole::Stopped);
        p.add(Row::new(n(&[2]), Relation::Equal, Exact::from(3)));
        assert_eq!(whole(&p, 100), Whole::Nothing);
    }
}
