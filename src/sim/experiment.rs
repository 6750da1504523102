//! Experiments: rules, cultures and many replicates.
use super::{
    Case, Mark, Metric, Size,
    culture::{Culture, profile},
    generator,
};
use crate::{
    ballot::Ranking,
    count::CountError,
    criteria::{Elects, condorcet_winner},
    num::Exact,
    profile::{Mismatch, PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Why an experiment failed; of several failures that of the first replicate of the first culture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SimError {
    /// A culture that does not give an order of all entries for each voter.
    #[error("culture `{culture}` is broken: {cause}")]
    BrokenCulture {
        /// Its id.
        culture: &'static str,
        /// What it gave.
        cause: String,
    },
    /// Too many entries for pairwise counts.
    #[error("pairwise counts: {0}")]
    Pairs(#[from] Mismatch),
    /// A rule cannot count a profile.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// Rules that are counted over many profiles of each culture.
///
/// Replicate `i` is drawn from [`generator`]`(seed, i)` for every culture, so a culture's results do not depend on the others
/// beside it. All rules count the same profiles.
///
/// With the feature `parallel` replicates are counted by several threads. Results are sums of whole numbers, so they are the
/// same for any number of threads, and without the feature.
#[derive(Debug)]
#[must_use]
pub struct Experiment<'a> {
    seed: u64,
    replicates: u64,
    size: Size,
    rules: Vec<(String, &'a dyn Elects<Ranking>)>,
    cultures: Vec<(String, &'a dyn Culture)>,
    metrics: Vec<&'a dyn Metric>,
}
impl<'a> Experiment<'a> {
    /// So many profiles of one size from each culture.
    pub const fn new(seed: u64, replicates: u64, size: Size) -> Self {
        Self { seed, replicates, size, rules: vec![], cultures: vec![], metrics: vec![] }
    }
    /// Another rule, under a name.
    pub fn rule(mut self, name: &str, rule: &'a dyn Elects<Ranking>) -> Self {
        self.rules.push((name.to_owned(), rule));
        self
    }
    /// Another culture, under a name.
    pub fn culture(mut self, name: &str, culture: &'a dyn Culture) -> Self {
        self.cultures.push((name.to_owned(), culture));
        self
    }
    /// Another metric.
    pub fn metric(mut self, metric: &'a dyn Metric) -> Self {
        self.metrics.push(metric);
        self
    }
    /// Draws and counts.
    ///
    /// # Errors
    /// If a culture is broken or a rule cannot count a profile.
    ///
    /// # Complexity
    /// One draw for each culture and replicate, and as many counts by each rule; one profile a thread in memory.
    pub fn run(&self) -> Result<Results, SimError> {
        let mut cells = vec![];
        for (name, culture) in &self.cultures {
            let empty = || Part(Ok(vec![Share::default(); self.rules.len() * self.metrics.len()]));
            let part =
                over(self.replicates, empty, |i| Part(self.replicate(*culture, i).map_err(|e| (i, e))));
            let mut shares = part.0.map_err(|(_, e)| e)?.into_iter();
            for (rule, _) in &self.rules {
                for (metric, share) in self.metrics.iter().zip(shares.by_ref()) {
                    let (culture, rule, metric) = (name.clone(), rule.clone(), metric.about().id.to_owned());
                    cells.push(Cell { culture, rule, metric, share });
                }
            }
        }
        Ok(Results { seed: self.seed, replicates: self.replicates, size: self.size, cells })
    }
    /// What one profile adds: by rule, then by metric.
    fn replicate(&self, culture: &dyn Culture, i: u64) -> Result<Vec<Share>, SimError> {
        let p = profile(culture, self.size, &mut generator(self.seed, i))?;
        let pairs = PairwiseCounts::of(&p)?;
        let best = condorcet_winner(&pairs, Unnamed::Last);
        let mut shares = Vec::with_capacity(self.rules.len() * self.metrics.len());
        for (_, rule) in &self.rules {
            let elected = rule.elect(&p)?;
            let case = Case { profile: &p, pairs: &pairs, condorcet_winner: best, elected: &elected };
            shares.extend(self.metrics.iter().map(|m| Share::of(m.mark(&case))));
        }
        Ok(shares)
    }
}

/// Sums of shares, or the failure of the lowest replicate.
struct Part(Result<Vec<Share>, (u64, SimError)>);
impl Part {
    fn join(self, other: Self) -> Self {
        Self(match (self.0, other.0) {
            (Ok(mut a), Ok(b)) => {
                a.iter_mut().zip(&b).for_each(|(x, y)| x.add(y));
                Ok(a)
            }
            (Err(a), Err(b)) => Err(if a.0 <= b.0 { a } else { b }),
            (Err(e), Ok(_)) | (Ok(_), Err(e)) => Err(e),
        })
    }
}
/// The sum over all replicates.
#[cfg(feature = "parallel")]
fn over(n: u64, empty: impl Fn() -> Part + Sync + Send, f: impl Fn(u64) -> Part + Sync + Send) -> Part {
    use rayon::prelude::*;
    (0..n).into_par_iter().map(f).reduce(empty, Part::join)
}
/// The sum over all replicates.
#[cfg(not(feature = "parallel"))]
fn over(n: u64, empty: impl Fn() -> Part, f: impl Fn(u64) -> Part) -> Part {
    (0..n).map(f).fold(empty(), Part::join)
}

/// Of how many elections something holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Elections of which it was asked.
    pub of: u64,
    /// Of which it holds whichever way ties go.
    pub every_way: u64,
    /// Of which it holds by some way of breaking ties, those where it holds by every way among them.
    pub some_way: u64,
}
impl Share {
    fn of(mark: Option<Mark>) -> Self {
        let at_least = |m: &[Mark]| u64::from(mark.is_some_and(|x| m.contains(&x)));
        Self {
            of: u64::from(mark.is_some()),
            every_way: at_least(&[Mark::EveryWay]),
            some_way: at_least(&[Mark::SomeWay, Mark::EveryWay]),
        }
    }
    const fn add(&mut self, other: &Self) {
        self.of += other.of;
        self.every_way += other.every_way;
        self.some_way += other.some_way;
    }
    /// The share where ties count as failures; `None` of no elections.
    pub fn certain(&self) -> Option<Exact> {
        Exact::from(self.every_way).checked_div(&Exact::from(self.of))
    }
    /// The share where ties count as successes; `None` of no elections.
    pub fn possible(&self) -> Option<Exact> {
        Exact::from(self.some_way).checked_div(&Exact::from(self.of))
    }
    /// The standard error of the share with ties as failures, for a picture of how far chance goes: the root of
    /// p (1 - p) / n; 0 of no elections.
    #[allow(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "an estimate to be shown; numbers of elections stay far below 2^53"
    )]
    pub fn standard_error(&self) -> f64 {
        if self.of == 0 {
            return 0.0;
        }
        let (n, p) = (self.of as f64, self.every_way as f64 / self.of as f64);
        libm::sqrt(p * (1.0 - p) / n)
    }
}

/// What an experiment came to: a cell for each culture, rule and metric, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// What the generators were made of.
    pub seed: u64,
    /// Profiles of each culture.
    pub replicates: u64,
    /// Of each profile.
    pub size: Size,
    /// By culture, then rule, then metric.
    pub cells: Vec<Cell>,
}
/// One number of the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Name of the culture.
    pub culture: String,
    /// Name of the rule.
    pub rule: String,
    /// Id of the metric.
    pub metric: String,
    /// The number.
    pub share: Share,
}
impl Results {
    /// The share of a culture, a rule and a metric by their names.
    pub fn share(&self, culture: &str, rule: &str, metric: &str) -> Option<&Share> {
        let is =
            |c: &&Cell| (c.culture.as_str(), c.rule.as_str(), c.metric.as_str()) == (culture, rule, metric);
        self.cells.iter().find(is).map(|c| &c.share)
    }
}
