//! Meek's STV: elected entries keep only as much of every ballot as gives them the quota, and the rest flows on, however the
//! count came there.
//!
//! Every entry has a keep factor: 1 while it stands, 0 when it has left. A ballot flows through the entries that it names; each
//! keeps that part of what is left. The quota is the votes that stand with somebody, divided by one more than the seats. Whoever
//! reaches it is elected. The keep factors of the elected are multiplied by quota over votes again and again, until their
//! surpluses together are below omega; then the entry with the fewest votes leaves. By Warren's way an elected entry takes the
//! same price of every ballot that has as much left, and not a share.
//!
//! Seats can be kept for protected entries, who do not leave. The others then need as many votes as all of them have together, divided by one
//! more than the seats that they can have, if that is more than the quota, and keep that; when no more seats are left than protected entries,
//! these are elected.
//!
//! Worked example: two seats; 4 ballots A B, 2 C. Quota 6/3 cut off after nine decimals, and one unit: 2.000000001. A has 4
//! and is elected; its keep factor becomes 0.500000001 (rounded up). A keeps 2.000000004, B gets 1.999999996, C has 2: B
//! leaves, C is elected.
use super::{flow::Flow, keeping::count};
use crate::{
    count::{About, Alias, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    num::Places,
};
use serde::{Deserialize, Serialize};

/// What an elected entry keeps of a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Keep {
    /// The same share of what comes to it of each (Meek).
    #[default]
    Share,
    /// The same price of each, as far as it is there (Warren).
    Price,
}
/// How the quota is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MeekQuota {
    /// Cut off after the decimals, and one unit of the last.
    #[default]
    NextAbove,
    /// Not at all; whoever is within omega of it has reached it, since the count comes near it from one side. One more than
    /// the seats may reach it, and then the ones with the most votes are elected.
    Exact,
    /// Not at all, and it must be passed, by more than omega.
    ExactExceed,
}
/// Meek's count, by the reference rule of the PR Foundation unless parameters say otherwise.
///
/// The definition and a worked example are at the head of [this module](self). Ballots may rank entries equally: each of a tier
/// that is in the count gets the same part, and what they do not keep flows on to the next tier.
///
/// # Ties
/// Whoever has at most the fewest votes and all surpluses together more may be the last: who leaves is asked at stage
/// `eliminate` with the number of the round from 1. With an exact quota also at stage `win`, if more reach it than there are
/// seats, with the number of the seat.
///
/// # Complexity
/// A step through all ballots an iteration; some ten iterations a round, up to m rounds. Two bytes a name and 16 a ballot. Without
/// decimals fractions grow with every iteration: only for few seats.
///
/// # Errors
/// A task without a number of seats; more protected entries than seats; without decimals, a quota `next-above`, and keep factors that pass
/// 4000 digits.
///
/// # References
/// Hill, Wichmann and Woodall (1987), Algorithm 123: single transferable vote by Meek's method; PR Foundation, Reference Meek
/// rule; Warren (1994), Counting in STV elections, Voting matters 1; Hill and Warren (2005), Meek versus Warren, Voting matters 20.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::MeekStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 4];
/// ballots.extend(vec![Ranking::strict([2]); 2]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&MeekStv::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeekStv {
    /// Of all values; exact if there are none.
    pub decimals: Option<Places>,
    /// Surpluses below `10^-n` are none.
    pub omega_decimals: Places,
    /// How the quota is rounded.
    pub quota: MeekQuota,
    /// What an elected entry keeps.
    pub keep: Keep,
    /// Not in the count.
    pub withdrawn: EntrySet,
    /// Do not leave: each has a seat in the end.
    pub protected: EntrySet,
}
impl Default for MeekStv {
    fn default() -> Self {
        let few = |n| Places::new(n).expect("up to twelve decimals are kept");
        Self {
            decimals: Some(few(9)),
            omega_decimals: few(6),
            quota: MeekQuota::NextAbove,
            keep: Keep::Share,
            withdrawn: EntrySet::EMPTY,
            protected: EntrySet::EMPTY,
        }
    }
}
const EXACT_QUOTA: &[(&str, &str)] =
    &[("decimals", "12"), ("omega_decimals", "10"), ("quota", "\"exact\""), ("keep", "\"share\"")];
const EXACT_QUOTA_WARREN: &[(&str, &str)] =
    &[("decimals", "12"), ("omega_decimals", "10"), ("quota", "\"exact\""), ("keep", "\"price\"")];
impl TallyRule for MeekStv {
    type Input = dyn Rounds<Flow>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("meek-stv", "Meek STV")
            .aliases(&[
                Alias::plain("meek"),
                Alias::plain("meek-prf"),
                Alias::with("warren-stv", &[("keep", "\"price\"")]),
                Alias::with("warren", &[("keep", "\"price\"")]),
                Alias::with("stv_meek", EXACT_QUOTA),
                Alias::with("stv_warren", EXACT_QUOTA_WARREN),
            ])
            .references(&[
                "Hill, Wichmann and Woodall (1987), Algorithm 123",
                "PR Foundation, Reference Meek rule",
                "Warren (1994), Counting in STV elections",
            ])
            .params(&[
                Param { name: "decimals", kind: "integer", about: "decimals of all values, 0 to 12; exact if null" },
                Param {
                    name: "omega_decimals",
                    kind: "integer",
                    about: "n, where surpluses below 10^-n together are none, 0 to 12",
                },
                Param {
                    name: "quota",
                    kind: "next-above | exact | exact-exceed",
                    about: "whether the quota is cut off and one unit added, or not rounded and to be reached or passed",
                },
                Param {
                    name: "keep",
                    kind: "share | price",
                    about: "whether an elected entry keeps a share of each ballot (Meek) or a price (Warren)",
                },
                Param { name: "withdrawn", kind: "entries", about: "who is not in the count" },
                Param { name: "protected", kind: "entries", about: "who does not leave and has a seat in the end" },
            ])
            .needs_number()
            .limit("keep factors of 4,000 digits, without decimals");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        Ok(count(self, ballots, seats.number(), None, teller)?.standing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{CountError, Outcome, Refusal, Stage, Step, TiePolicy, run},
        id::EntryIx,
        profile::Profile,
        tally::tried::strict as profile,
    };
    fn last_totals(rule: &MeekStv, p: &Profile<Ranking>, seats: u32) -> Vec<String> {
        let t = run(rule, p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap();
        let last = t.steps().iter().rev().find_map(|s| match s {
            Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.decimals_down(9)).collect()),
            _ => None,
        });
        last.unwrap()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 4), (&[2], 2)]);
        let got = last_totals(&MeekStv::default(), &p, 2);
        assert_eq!(got, ["2.000000004", "1.999999996", "2.000000000"]);
    }
    #[test]
    fn shares_and_prices_differ() {
        // A is elected by 6 A B and 3 A; B by what comes over and 3 B A
        let p = profile(4, &[(&[0, 1, 2], 6), (&[0], 3), (&[1, 3], 3), (&[2], 2), (&[3], 2)]);
        let winners = |rule: MeekStv| {
            let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
            t.outcome().winners().unwrap().set()
        };
        assert_eq!(winners(MeekStv::default()), [0, 1].into());
        assert_eq!(winners(MeekStv { keep: Keep::Price, ..MeekStv::default() }), [0, 1].into());
    }
    #[test]
    fn exact_fractions() {
        let p = profile(3, &[(&[0], 2), (&[1], 2), (&[2], 2)]);
        let rule = MeekStv { decimals: None, quota: MeekQuota::Exact, ..MeekStv::default() };
        // all three have the quota of 2
        let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Win, &[0, 1, 2].into()));
        let wrong = MeekStv { decimals: None, ..MeekStv::default() };
        let e = run(&wrong, &p, Seats::ONE, &TiePolicy::REPORT).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::Parameter { name: "quota", .. }, .. }));
    }
    #[test]
    fn protected_entries_have_their_seats() {
        // quota 16/3 and a unit; without protection A is elected and then B
        let p = profile(4, &[(&[0, 1], 8), (&[1], 4), (&[2], 3), (&[3], 1)]);
        let winners = |protected: &[u32]| {
            let protected = protected.iter().map(|e| EntryIx::new(*e)).collect();
            let rule = MeekStv { protected, ..MeekStv::default() };
            run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT)
        };
        let set = |protected: &[u32]| winners(protected).unwrap().outcome().winners().unwrap().set();
        assert_eq!(set(&[]), [0, 1].into());
        assert_eq!(set(&[3]), [0, 3].into());
        assert_eq!(set(&[2, 3]), [2, 3].into());
        let e = winners(&[1, 2, 3]).unwrap_err();
        assert!(matches!(e, CountError::Refused { cause: Refusal::Parameter { name: "protected", .. }, .. }));
    }
    #[test]
    fn a_tie_is_told_and_nobody_votes() {
        let p = profile(3, &[(&[0], 4), (&[1, 2], 3), (&[2, 1], 3)]);
        let t = run(&MeekStv::default(), &p, Seats::ONE, &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied), (Stage::Eliminate, &[1, 2].into()));
        let t = run(&MeekStv::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
