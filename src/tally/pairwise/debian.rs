//! Debian's count: options that do not beat the default well enough are dropped, then the weakest defeats of cycles.
//!
//! 1. An option is dropped unless at least `quorum` ballots put it above the default option, and it beats the default by its ratio: for
//!    more than ratio times against (a ratio of 1 if none is stated).
//! 2. Of the defeats among the others the Schwartz set is formed: whoever is reached by defeats only from those whom it reaches. As long as there are
//!    defeats within it, its weakest are dropped, all that are equally weak: the fewest votes for, then the most against.
//! 3. Who is in the Schwartz set then wins; several are tied.
//!
//! Worked example: 4 ballots A B C, 3 B C A, 2 C A B, the default last. A beats B 6 to 3, B beats C 7 to 2, C beats A 5 to 4: the
//! last is dropped, and A wins. If A needs 4 to 1 over the default and has 7 to 2, it is dropped before.
use crate::{
    count::{About, Alias, Exception, Halt, Law, Param, Refusal, Seats, Standing, Step, TallyRule, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{PairwiseCounts, Summary, Unnamed},
};
use serde::{Deserialize, Serialize};

/// Who beats the default well enough and is left when cycles are broken.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Several who are left share the first tier; Debian's casting vote is whoever breaks ties.
///
/// # Complexity
/// O(m³) for each defeat that is dropped, on pairwise counts.
///
/// # Errors
/// If the default option is none of the entries, there are more ratios than entries, one is not above nought, or a quorum is below nought.
///
/// # References
/// Debian, Constitution, A.6 (Condorcet with quorum and supermajority, cloneproof Schwartz sequential dropping). Whether equality with the
/// ratio is enough differs between its versions: `strict`.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::pairwise::Debian};
/// let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
/// let tally = run(&Debian::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Debian {
    /// The place of the default option on the slate; left out, the last.
    pub default_option: Option<EntryIx>,
    /// The least votes for an option over the default, not below nought.
    pub quorum: Exact,
    /// The ratio of votes for to votes against that each option needs over the default, in slate order; 1 for those left out.
    pub ratios: Vec<Exact>,
    /// Whether equality with the ratio fails.
    pub strict: bool,
}
impl Default for Debian {
    fn default() -> Self {
        Self { default_option: None, quorum: Exact::ZERO, ratios: vec![], strict: true }
    }
}

impl TallyRule for Debian {
    type Input = PairwiseCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("debian", "Debian's count with a default option")
            .breaks(&[Exception::new(
                Law::Names,
                "the default option is the last of the slate, if none is named",
            )])
            .aliases(&[Alias::plain("debian_count"), Alias::plain("cloneproof-ssd")])
            .references(&["Debian, Constitution, A.6"])
            .params(&[
                Param {
                    name: "default_option",
                    kind: "entry",
                    about: "the default option; left out, the last",
                },
                Param {
                    name: "quorum",
                    kind: "exact",
                    about: "the least votes for an option over the default",
                },
                Param {
                    name: "ratios",
                    kind: "list of exact",
                    about: "votes for to votes against over the default",
                },
                Param { name: "strict", kind: "boolean", about: "whether equality with the ratio fails" },
            ]);
        ABOUT
    }
    fn count(&self, n: &PairwiseCounts, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let default = self.check(n)?;
        let unit = Exact::from(n.units_per_vote());
        let votes = |a: EntryIx, b: EntryIx| n.votes(a, b, Unnamed::Last);
        let one = Exact::ONE;
        let enough = |e: EntryIx| {
            let ratio = self.ratios.get(e.ix()).unwrap_or(&one);
            let (pro, con) = (Exact::from(votes(e, default)), Exact::from(votes(default, e)));
            let needed = ratio * &con;
            pro >= &self.quorum * &unit && (pro > needed || (pro == needed && !self.strict))
        };
        let dropped: EntrySet = n.slate().iter().filter(|e| *e != default && !enough(*e)).collect();
        let tell = |teller: &mut Teller, a: EntryIx, b: EntryIx| {
            let side = |a, b| &Exact::from(votes(a, b)) / &unit;
            teller.record(|| Step::Compared { a, b, for_a: side(a, b), for_b: side(b, a) });
        };
        n.slate().iter().filter(|e| *e != default).for_each(|e| tell(teller, e, default));
        if !dropped.is_empty() {
            teller.record(|| Step::Eliminated { entries: dropped.clone() });
        }
        let left: Vec<EntryIx> = n.slate().iter().filter(|e| !dropped.contains(*e)).collect();
        let mut defeats: Vec<(EntryIx, EntryIx)> = vec![];
        for a in &left {
            defeats.extend(left.iter().filter(|b| votes(*a, **b) > votes(**b, *a)).map(|b| (*a, *b)));
        }
        defeats
            .iter()
            .filter(|(a, b)| *a != default && *b != default)
            .for_each(|(a, b)| tell(teller, *a, *b));
        let winners = loop {
            teller.poll()?;
            let top = schwartz(n.slate().len(), &left, &defeats);
            let weak = |(a, b): &(EntryIx, EntryIx)| (votes(*a, *b), std::cmp::Reverse(votes(*b, *a)));
            let within = defeats.iter().filter(|(a, b)| top.contains(*a) && top.contains(*b));
            let Some(weakest) = within.map(weak).min() else { break top };
            let goes = |d: &(EntryIx, EntryIx)| top.contains(d.0) && top.contains(d.1) && weak(d) == weakest;
            for (over, under) in defeats.iter().filter(|d| goes(d)) {
                let strength = &Exact::from(votes(*over, *under)) / &unit;
                teller.record(|| Step::Skipped { over: *over, under: *under, strength });
            }
            defeats.retain(|d| !goes(d));
        };
        let rest: EntrySet = left.iter().copied().filter(|e| !winners.contains(*e)).collect();
        Ok(Standing::of([winners, rest]).unplace(&dropped))
    }
}
impl Debian {
    fn check(&self, n: &PairwiseCounts) -> Result<EntryIx, Halt> {
        let m = n.slate().len();
        let bad = |name: &'static str, why: String| Halt::from(Refusal::Parameter { name, why });
        if self.quorum.is_negative() {
            return Err(bad("quorum", format!("{} votes; a quorum is 0 or more", self.quorum)));
        }
        if self.ratios.len() > m || self.ratios.iter().any(|r| *r <= Exact::ZERO) {
            let why = format!(
                "{} ratios of {m} entries; there are at most as many, each above 0",
                self.ratios.len()
            );
            return Err(bad("ratios", why));
        }
        let default = self.default_option.or_else(|| n.slate().iter().next_back());
        default
            .filter(|e| e.ix() < m)
            .ok_or_else(|| bad("default_option", format!("it is none of the {m} entries")))
    }
}
/// Whoever is reached by defeats only from those whom it reaches.
fn schwartz(m: usize, left: &[EntryIx], defeats: &[(EntryIx, EntryIx)]) -> EntrySet {
    let mut reach = vec![EntrySet::EMPTY; m];
    for (a, b) in defeats {
        reach[a.ix()].insert(*b);
    }
    for k in left {
        let through = reach[k.ix()].clone();
        for a in left {
            if reach[a.ix()].contains(*k) {
                reach[a.ix()] = reach[a.ix()].union(&through);
            }
        }
    }
    let free = |a: &EntryIx| left.iter().all(|b| !reach[b.ix()].contains(*a) || reach[a.ix()].contains(*b));
    left.iter().copied().filter(|a| free(a)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    #[test]
    fn worked_example() {
        let n = PairwiseCounts::of(&votes(4, &[("ABCD", 4), ("BCAD", 3), ("CABD", 2)])).unwrap();
        assert_eq!(standing(&Debian { quorum: 3u32.into(), ..Debian::default() }, &n), "A BCD");
        // C is the default: A beats it 7 to 2, short of 4 to 1; B loses to it.
        let n = PairwiseCounts::of(&votes(3, &[("ACB", 4), ("BAC", 3), ("CBA", 2)])).unwrap();
        let rule = Debian { ratios: vec![4u32.into()], ..Debian::default() };
        assert_eq!(standing(&rule, &n), "C");
    }
    #[test]
    fn equality_with_the_ratio_and_a_tie() {
        let n = PairwiseCounts::of(&votes(2, &[("AB", 2), ("BA", 1)])).unwrap();
        let two = Debian { ratios: vec![2u32.into()], ..Debian::default() };
        assert_eq!(standing(&two, &n), "B");
        assert_eq!(standing(&Debian { strict: false, ..two }, &n), "A B");
        let n = PairwiseCounts::of(&votes(3, &[("ABC", 1), ("BAC", 1)])).unwrap();
        assert_eq!(standing(&Debian::default(), &n), "AB C");
        // Too few put A above the default.
        assert_eq!(standing(&Debian { quorum: 3u32.into(), ..Debian::default() }, &n), "C");
    }
    #[test]
    fn nobody_votes_and_bad_parameters_are_refused() {
        is_none_without_ballots(&Debian::default(), Seats::ONE);
        let n = PairwiseCounts::of(&votes(2, &[("AB", 1)])).unwrap();
        for rule in [
            Debian { quorum: -Exact::ONE, ..Debian::default() },
            Debian { ratios: vec![Exact::ZERO], ..Debian::default() },
            Debian { default_option: Some(EntryIx::new(9)), ..Debian::default() },
        ] {
            assert!(crate::count::run_on(&rule, &n, Seats::ONE, &crate::count::TiePolicy::REPORT).is_err());
        }
    }
}
