//! Fair sortition (LEXIMIN): panels are drawn such that the least likely person is as likely as can be, then the next, and so on.
//!
//! People have features; a panel of k is feasible if the number of its members with each value of a feature lies within a quota. All feasible panels are
//! listed, up to a limit, and the lottery over panels is found by exact linear programs that take in only panels which help.
//!
//! Worked example: two men and a woman, panels of one of each: the woman is in every panel, the men in half: 1/2, 1/2 and 1.
//!
//! References: Flanigan, Gölz, Gupta, Hennig and Procaccia (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596.
use crate::num::{Exact, Program, Relation, Row, Solved};
use std::collections::BTreeMap;

/// Most feasible panels that are listed.
pub const MAX_PANELS: usize = 100_000;
/// Most people.
pub const MAX_PEOPLE: usize = 200;
/// Most steps of listing panels.
const MAX_STEPS: u64 = 20_000_000;

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
    /// A quota that no panel can keep, by itself.
    #[error(
        "{least} to {most} of a panel have `{value}` as `{feature}`; {people} people do, and a panel has {seats}"
    )]
    Quota {
        /// Which feature.
        feature: String,
        /// Which value.
        value: String,
        /// At least so many.
        least: u32,
        /// At most so many.
        most: u32,
        /// How many people have it.
        people: usize,
        /// The size of a panel.
        seats: usize,
    },
    /// No panel keeps all quotas, though each could be kept alone.
    #[error("no panel keeps all quotas together")]
    Infeasible,
    /// More panels than are listed.
    #[error("more than {MAX_PANELS} panels, or {MAX_STEPS} steps to list them; narrow the quotas")]
    TooMany,
}
/// A lottery over panels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fair {
    /// The chance of each person.
    pub chances: Vec<Exact>,
    /// Panels, each rising, with their chances, which sum to one; in the order in which they were taken in.
    pub panels: Vec<(Vec<usize>, Exact)>,
}
/// The lottery. `people` are maps of features to values; whoever can be in no panel has no chance.
///
/// # Complexity
/// Listing the panels, then at most one program for each person and panel that helps, exactly.
///
/// # Errors
/// If there is nobody or more than [`MAX_PEOPLE`], fewer people than seats or no seats; if quotas cannot be kept; if there are too many panels.
///
/// # Examples
/// ```
/// use cocreate::admit::leximin::{Quota, leximin};
/// let person = |sex: &str| [("sex".to_owned(), sex.to_owned())].into();
/// let one = |value: &str| Quota { feature: "sex".into(), value: value.into(), least: 1, most: 1 };
/// let fair = leximin(&["m", "m", "w"].map(person), &[one("m"), one("w")], 2)?;
/// assert_eq!(fair.chances.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1/2", "1/2", "1"]);
/// # Ok::<(), cocreate::admit::leximin::LeximinError>(())
/// ```
pub fn leximin(
    people: &[BTreeMap<String, String>],
    quotas: &[Quota],
    seats: usize,
) -> Result<Fair, LeximinError> {
    if people.is_empty() || people.len() > MAX_PEOPLE {
        let want = format!("there are 1 to {MAX_PEOPLE}");
        return Err(LeximinError::Number { what: "people", got: people.len(), want });
    }
    if seats == 0 || seats > people.len() {
        let want = format!("there are 1 to {}, the number of people", people.len());
        return Err(LeximinError::Number { what: "seats", got: seats, want });
    }
    let has = |q: &Quota, p: &BTreeMap<String, String>| p.get(&q.feature) == Some(&q.value);
    for q in quotas {
        let count = people.iter().filter(|p| has(q, p)).count();
        if q.least > q.most || q.least as usize > count.min(seats) {
            let Quota { feature, value, least, most } = q.clone();
            return Err(LeximinError::Quota { feature, value, least, most, people: count, seats });
        }
    }
    let marks: Vec<Vec<bool>> = people.iter().map(|p| quotas.iter().map(|q| has(q, p)).collect()).collect();
    let mut list = List { marks: &marks, quotas, seats, out: vec![], steps: 0 };
    list.walk(0, &mut vec![], &mut vec![0; quotas.len()])?;
    if list.out.is_empty() {
        return Err(LeximinError::Infeasible);
    }
    Ok(fairest(people.len(), &list.out))
}
/// Lists feasible panels.
struct List<'a> {
    marks: &'a [Vec<bool>],
    quotas: &'a [Quota],
    seats: usize,
    out: Vec<Vec<usize>>,
    steps: u64,
}
impl List<'_> {
    fn walk(
        &mut self,
        from: usize,
        panel: &mut Vec<usize>,
        counts: &mut Vec<u32>,
    ) -> Result<(), LeximinError> {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.out.len() > MAX_PANELS {
            return Err(LeximinError::TooMany);
        }
        if panel.len() == self.seats {
            if self.quotas.iter().zip(counts.iter()).all(|(q, c)| *c >= q.least) {
                self.out.push(panel.clone());
            }
            return Ok(());
        }
        let left = self.seats - panel.len();
        // What is missing has to fit into the places and people that are left.
        let short = |(q, c): (&Quota, &u32)| q.least.saturating_sub(*c) as usize > left;
        if self.marks.len() - from < left || self.quotas.iter().zip(counts.iter()).any(short) {
            return Ok(());
        }
        let takes = |counts: &[u32], i: usize, marks: &[Vec<bool>], quotas: &[Quota]| {
            marks[i].iter().zip(counts).zip(quotas).all(|((m, c), q)| !*m || *c < q.most)
        };
        if takes(counts, from, self.marks, self.quotas) {
            panel.push(from);
            count(counts, &self.marks[from], true);
            self.walk(from + 1, panel, counts)?;
            count(counts, &self.marks[from], false);
            panel.pop();
        }
        self.walk(from + 1, panel, counts)
    }
}
fn count(counts: &mut [u32], marks: &[bool], more: bool) {
    for (c, _) in counts.iter_mut().zip(marks).filter(|(_, m)| **m) {
        if more { *c += 1 } else { *c -= 1 }
    }
}
/// The lottery over these panels.
fn fairest(n: usize, panels: &[Vec<usize>]) -> Fair {
    let mut fixed: Vec<Option<Exact>> = vec![None; n];
    let mut columns: Vec<usize> = vec![];
    for (i, at) in fixed.iter_mut().enumerate() {
        match panels.iter().position(|p| p.contains(&i)) {
            Some(c) if !columns.contains(&c) => columns.push(c),
            Some(_) => {}
            // Whoever is in no panel is settled with no chance.
            None => *at = Some(Exact::ZERO),
        }
    }
    let mut lottery = vec![];
    while fixed.iter().any(Option::is_none) {
        loop {
            let (chances, least, prices, all) = program(n, panels, &columns, &fixed);
            let worth = |p: &Vec<usize>| p.iter().map(|i| &prices[*i]).sum::<Exact>();
            let best = panels.iter().enumerate().map(|(c, p)| (worth(p), c)).max_by(|a, b| a.0.cmp(&b.0));
            if let Some((_, c)) = best.filter(|(w, c)| *w > all && !columns.contains(c)) {
                columns.push(c);
                continue;
            }
            lottery = chances;
            // Whoever has a price is at the least in every such lottery.
            for (f, _) in fixed.iter_mut().zip(&prices).filter(|(f, p)| f.is_none() && !p.is_zero()) {
                *f = Some(least.clone());
            }
            break;
        }
    }
    let drawn: Vec<(Vec<usize>, Exact)> = columns
        .iter()
        .zip(&lottery)
        .filter(|(_, p)| !p.is_zero())
        .map(|(c, p)| (panels[*c].clone(), p.clone()))
        .collect();
    let chance = |i: usize| drawn.iter().filter(|(p, _)| p.contains(&i)).map(|(_, x)| x).sum();
    Fair { chances: (0..n).map(chance).collect(), panels: drawn }
}
/// Makes the least chance of those who are not settled as large as can be, with these panels: chances of panels, the least chance, the price of each
/// person, and the price of a panel.
fn program(
    n: usize,
    panels: &[Vec<usize>],
    columns: &[usize],
    fixed: &[Option<Exact>],
) -> (Vec<Exact>, Exact, Vec<Exact>, Exact) {
    let mut aim = vec![Exact::ZERO; columns.len()];
    aim.push(Exact::ONE);
    let mut p = Program::maximise(aim);
    for (i, f) in fixed.iter().enumerate() {
        let member = |c: &usize| Exact::from(u32::from(panels[*c].contains(&i)));
        let mut row: Vec<Exact> = columns.iter().map(member).collect();
        row.push(if f.is_none() { -Exact::ONE } else { Exact::ZERO });
        p.add(Row::new(row, Relation::AtLeast, f.clone().unwrap_or_default()));
    }
    p.add(Row::new(vec![Exact::ONE; columns.len()], Relation::Equal, Exact::ONE));
    match p.solve() {
        Solved::Optimal { value, mut primal, dual } => {
            primal.truncate(columns.len());
            let prices = dual[..n].iter().map(|y| -y).collect();
            (primal, value, prices, dual[n].clone())
        }
        // The lottery of the step before keeps all rows, and chances are at most one.
        Solved::Infeasible | Solved::Unbounded => unreachable!("the program has a solution and is bounded"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn people(of: &[(&str, &str)]) -> Vec<BTreeMap<String, String>> {
        let person = |(sex, age): &(&str, &str)| {
            [("sex", *sex), ("age", *age)].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
        };
        of.iter().map(person).collect()
    }
    fn quota(feature: &str, value: &str, least: u32, most: u32) -> Quota {
        Quota { feature: feature.into(), value: value.into(), least, most }
    }
    fn shown(f: &Fair) -> Vec<String> {
        f.chances.iter().map(Exact::to_string).collect()
    }
    #[test]
    fn who_is_rare_is_in_every_panel_and_the_others_are_level() {
        let all = people(&[("m", "old"), ("m", "old"), ("m", "young"), ("w", "old")]);
        let f = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "young", 1, 1)], 3).unwrap();
        assert_eq!(shown(&f), ["1/2", "1/2", "1", "1"]);
        assert_eq!(f.panels.iter().map(|p| &p.1).sum::<Exact>(), Exact::ONE);
        // Without quotas everybody is level.
        assert_eq!(shown(&leximin(&all, &[], 3).unwrap()), ["3/4"; 4]);
    }
    #[test]
    fn the_second_least_is_made_large_too() {
        // Two seats, exactly one w; w1 is old, w2 young, and at most one is old: w1 goes with the young man alone.
        let all = people(&[("w", "old"), ("w", "young"), ("m", "young"), ("m", "old"), ("m", "old")]);
        let f = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "old", 0, 1)], 2).unwrap();
        // Panels: w1 m1; w2 m1; w2 m2; w2 m3. By hand: all of w1 m1, w2 m2, w2 m3 at 1/3.
        assert_eq!(shown(&f), ["1/3", "2/3", "1/3", "1/3", "1/3"]);
    }
    #[test]
    fn what_cannot_be_kept_is_named() {
        let all = people(&[("m", "old"), ("w", "young")]);
        let e = leximin(&all, &[quota("sex", "w", 2, 2)], 2).unwrap_err();
        assert_eq!(e.to_string(), "2 to 2 of a panel have `w` as `sex`; 1 people do, and a panel has 2");
        let e = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "old", 1, 1)], 1).unwrap_err();
        assert_eq!(e, LeximinError::Infeasible);
        assert!(
            leximin(&[], &[], 1).is_err() && leximin(&all, &[], 3).is_err() && leximin(&all, &[], 0).is_err()
        );
        let many: Vec<_> = (0..60).map(|_| BTreeMap::new()).collect();
        assert_eq!(leximin(&many, &[], 30).unwrap_err(), LeximinError::TooMany);
    }
}
