//! Ranked choice as American jurisdictions tabulate it, with the options of the tabulator `RCTab`.
//!
//! In each round every ballot counts for the first entry it names that is still in. With one seat whoever reaches the threshold
//! (more than half of the votes that count, unless said otherwise) wins; of the last two the one with more. With several seats
//! whoever reaches the threshold of the first round is elected, and its ballots move on, each at its value times the part of the
//! votes above the threshold, cut off; the rest of the rounding is lost. If nobody is elected, somebody leaves: undeclared
//! write-ins with votes first, then whoever has less than the least number of votes, then all who cannot catch up (with `batch`), else
//! whoever has the fewest.
//!
//! Worked example: one seat; 4 ballots A, 3 B C, 2 C B. The threshold is 9/2 cut off, and one: 5. C leaves; B has 5 and wins.
use super::{rounds::EarlierRounds, tabulate::Count};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Exception, Halt, Law, Param, Refusal, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    num::{Exact, Places},
    profile::Profile,
};
use serde::{Deserialize, Serialize};

/// Who is elected when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ElectionMode {
    /// One seat: by majority. Several: everybody who reaches the threshold in a round.
    #[default]
    Threshold,
    /// Only the one with the most votes of those who reach the threshold in a round.
    OnePerRound,
    /// A count for one seat again and again, without those who won before.
    MultiPass,
    /// Entries leave until there are as many as seats.
    BottomsUp,
    /// Entries leave until all who are left have at least `percentage`; the number of seats is not asked for.
    BottomsUpPercentage,
}
/// What a rank is that names several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Overvote {
    /// The ballot's end.
    #[default]
    Exhaust,
    /// Passed over.
    Skip,
    /// The ballot's end if several of them are still in; else a vote for the one that is.
    ExhaustIfMultipleContinuing,
}
/// Run-off and transferable vote with the options of `RCTab`.
///
/// The definition and a worked example are at the head of [this module](self). What of a ballot counts (ranks left out, repeated
/// names, a limit of ranks) is settled when it is read.
///
/// # Ties
/// Who leaves is asked at stage `eliminate`, who wins of the last two or first in a round at stage `win`, each with the number
/// of the round, counted on through passes. With `earlier_rounds` those decide first.
///
/// # Complexity
/// O(n m) a round at worst; a copy of the ballots.
///
/// # Errors
/// A percentage outside of 0 to 100.
///
/// # References
/// Bright Spots, `RCTab`: configuration parameters (2023); Minneapolis Code of Ordinances, 167.20 to 167.70.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::Rctab};
/// let mut ballots = vec![Ranking::strict([0]); 4];
/// ballots.extend(vec![Ranking::strict([1, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([2, 1]); 2]);
/// let tally = run(&Rctab::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [1].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own of that program")]
pub struct Rctab {
    /// Who is elected when.
    pub mode: ElectionMode,
    /// What a rank is that names several.
    pub overvote: Overvote,
    /// Whether all leave together who cannot catch up.
    pub batch: bool,
    /// Whether a count for one seat goes on until two are left.
    pub until_two: bool,
    /// Whether the threshold is that of the first round for one seat too.
    pub first_round_threshold: bool,
    /// Whether the threshold is a fraction: cut off after the decimals, and one unit of the last.
    pub fractional: bool,
    /// Whether the threshold is votes by seats, rounded up, and not votes by one more than the seats.
    pub hare: bool,
    /// Of values and fractions.
    pub decimals: Places,
    /// Whoever has less in the first round leaves then.
    pub minimum_votes: u64,
    /// Of the votes that count, for `bottoms-up-percentage`.
    pub percentage: Exact,
    /// Whether all below the percentage leave together.
    pub cutoff: bool,
    /// Rounds after which the count stops; 0 for none.
    pub stop_after: u32,
    /// Earlier rounds that break ties.
    pub earlier_rounds: EarlierRounds,
    /// Write-ins that nobody declared: they leave first and cannot win.
    pub undeclared: EntrySet,
}
impl Default for Rctab {
    fn default() -> Self {
        Self {
            mode: ElectionMode::Threshold,
            overvote: Overvote::Exhaust,
            batch: false,
            until_two: false,
            first_round_threshold: false,
            fractional: false,
            hare: false,
            decimals: Places::new(4).expect("four decimals are kept"),
            minimum_votes: 0,
            percentage: Exact::from(15u32),
            cutoff: false,
            stop_after: 0,
            earlier_rounds: EarlierRounds::None,
            undeclared: EntrySet::EMPTY,
        }
    }
}
const PARAMS: &[Param] = &[
    Param {
        name: "mode",
        kind: "threshold | one-per-round | multi-pass | bottoms-up | bottoms-up-percentage",
        about: "who is elected when",
    },
    Param {
        name: "overvote",
        kind: "exhaust | skip | exhaust-if-multiple-continuing",
        about: "what a rank is that names several",
    },
    Param { name: "batch", kind: "boolean", about: "whether all leave together who cannot catch up" },
    Param {
        name: "until_two",
        kind: "boolean",
        about: "whether a count for one seat goes on until two are left",
    },
    Param {
        name: "first_round_threshold",
        kind: "boolean",
        about: "whether the threshold is that of the first round for one seat too",
    },
    Param { name: "fractional", kind: "boolean", about: "whether the threshold is a fraction" },
    Param { name: "hare", kind: "boolean", about: "whether the threshold is votes by seats" },
    Param { name: "decimals", kind: "integer", about: "decimals of values, 0 to 12, cut off" },
    Param {
        name: "minimum_votes",
        kind: "integer",
        about: "whoever has less in the first round leaves then",
    },
    Param {
        name: "percentage",
        kind: "exact",
        about: "of the votes that count, which all must have who are left in `bottoms-up-percentage`",
    },
    Param { name: "cutoff", kind: "boolean", about: "whether all below the percentage leave together" },
    Param { name: "stop_after", kind: "integer", about: "rounds after which the count stops, 0 for none" },
    Param {
        name: "earlier_rounds",
        kind: "none | backwards | forwards",
        about: "which earlier rounds break ties",
    },
    Param { name: "undeclared", kind: "entries", about: "write-ins that leave first and cannot win" },
];
impl TallyRule for Rctab {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("rctab", "Ranked choice with the options of RCTab")
            .breaks(&[Exception::new(Law::Copies, "the threshold is whole")])
            .aliases(&[
                Alias::with("preferential-block", &[("mode", "\"multi-pass\"")]),
                Alias::with("sequential-irv", &[("mode", "\"multi-pass\"")]),
            ])
            .references(&["Bright Spots, RCTab: configuration parameters (2023)"])
            .params(PARAMS);
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        if self.percentage.is_negative() || self.percentage > Exact::from(100u32) {
            let why = format!("{} is no percentage; give 0 to 100", self.percentage);
            return Err(Refusal::Parameter { name: "percentage", why }.into());
        }
        let mut count = Count::new(self, ballots, seats.number());
        match self.mode {
            ElectionMode::MultiPass => {
                for _ in 0..seats.number() {
                    count.begin_pass(ballots);
                    count.one_seat(teller)?;
                }
            }
            ElectionMode::Threshold if seats.number() == 1 => count.one_seat(teller)?,
            ElectionMode::Threshold | ElectionMode::OnePerRound => count.several_seats(teller)?,
            ElectionMode::BottomsUp | ElectionMode::BottomsUpPercentage => count.bottoms_up(teller)?,
        }
        Ok(count.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, Stage, Step, TiePolicy, run},
        tally::tried::strict as profile,
    };
    fn winners(rule: &Rctab, p: &Profile<Ranking>, seats: u32) -> EntrySet {
        let t = run(rule, p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap();
        t.outcome().winners().unwrap_or_else(|| panic!("{t:?}")).set()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 2)]);
        assert_eq!(winners(&Rctab::default(), &p, 1), [1].into());
    }
    #[test]
    fn overvotes() {
        // one ballot names A and B first, then C; the others leave A 2, B 1, C 2
        let mut all = vec![Ranking::tiers([[0, 1].into(), [2].into()])];
        all.extend([[0], [0], [1], [2], [2]].map(Ranking::strict));
        let p = Profile::of(3, &all).unwrap();
        let of = |overvote| winners(&Rctab { overvote, ..Rctab::default() }, &p, 1);
        assert_eq!(of(Overvote::Skip), [2].into());
        // B leaves with 1; the overvote then is one for A
        let later = Rctab { overvote: Overvote::ExhaustIfMultipleContinuing, ..Rctab::default() };
        let t = run(&later, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied(), "the ballot ended while A and B were in: {t:?}");
    }
    #[test]
    fn several_seats_one_after_the_other_and_from_the_bottom() {
        let p = profile(4, &[(&[0, 1], 6), (&[1, 0], 2), (&[2], 5), (&[3], 2)]);
        // 15 votes, threshold 6: A with 6 is elected; D leaves, then B; C is left
        assert_eq!(winners(&Rctab::default(), &p, 2), [0, 2].into());
        // a majority twice: A over C, then B with A's ballots
        let pass = Rctab { mode: ElectionMode::MultiPass, ..Rctab::default() };
        assert_eq!(winners(&pass, &p, 2), [0, 1].into());
        let up = Rctab { mode: ElectionMode::BottomsUp, ..Rctab::default() };
        let t = run(&up, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
        assert!(t.outcome().is_tied() || t.outcome().winners().is_some());
        let share = Rctab { mode: ElectionMode::BottomsUpPercentage, ..Rctab::default() };
        let t = run(&share, &p, Seats::Open, &TiePolicy::REPORT).unwrap();
        // 15 of 100 of 15 are 2.25: D or B leaves first; whoever is left then has more
        assert!(t.outcome().is_tied(), "{t:?}");
    }
    #[test]
    fn batches_leave_together() {
        let p = profile(5, &[(&[0], 9), (&[1], 8), (&[2, 1], 3), (&[3, 1], 1), (&[4, 1], 1)]);
        let t = run(&Rctab { batch: true, ..Rctab::default() }, &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let first = t.steps().iter().find_map(|s| match s {
            Step::Eliminated { entries } => Some(entries.clone()),
            _ => None,
        });
        assert_eq!(first, Some([2, 3, 4].into()));
        assert_eq!(t.outcome().winners().unwrap().set(), [1].into());
    }
    #[test]
    fn a_tie_of_the_last_two_is_told_and_nobody_votes() {
        let p = profile(2, &[(&[0], 1), (&[1], 1)]);
        let t = run(&Rctab::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Win, &[0, 1].into()));
        let t = run(&Rctab::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
