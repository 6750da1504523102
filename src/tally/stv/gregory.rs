//! STV by papers whose values shrink as a surplus moves on, with the choices that laws and programs make.
//!
//! The votes divided by one more than the seats give the quota. Whoever reaches it is elected. A surplus moves on to the next
//! entries that its papers name, each paper at its value times surplus by votes held. If there is no surplus, the entry with
//! the fewest votes leaves and its papers move on at what they are worth. When as many are left as there are seats, they are
//! elected.
//!
//! Which papers of a surplus move on (`papers`), what each is worth (`value`) and what becomes of those that name nobody
//! further (`nontransferable`) are parameters:
//!
//! | | `papers` | `value` | `nontransferable` |
//! |---|---|---|---|
//! | weighted inclusive Gregory | all | weighted | exhaust |
//! | unweighted inclusive Gregory | all | equal | exhaust |
//! | last parcel, exclusive Gregory | last | equal | stay |
//! | Newland and Britton | all | weighted | stay |
//!
//! Worked example: two seats; 7 ballots A B, 3 A C, 4 B, 6 C. Quota 20/3 cut off, and one: 7. A has 10; each ballot moves on at
//! 3/10: B has 4 + 2.1 = 6.1, C 6 + 0.9 = 6.9. B is excluded, C is elected.
use super::{
    super::runoff::Piles,
    defeat::Defeat,
    quota::Quota,
    rounds::{EarlierRounds, Law, NonTransferable, SurplusPapers, SurplusValue, Surpluses, count as course},
};
use crate::{
    count::{self, About, Alias, Exception, Halt, Param, Rounds, Seats, Standing, TallyRule, Teller},
    id::EntrySet,
    num::Places,
};
use serde::{Deserialize, Serialize};

/// Weighted inclusive Gregory, exact unless decimals are given, and its relatives.
///
/// The definition and a worked example are at the head of [this module](self). Exact fractions grow with every surplus that
/// moves papers of an earlier surplus; with many seats give `decimals`. A vacancy is filled by
/// [`Countback`](super::Countback).
///
/// # Ties
/// Between surpluses or for leaving: whoever had more (fewer) at the earlier stage that `earlier_rounds` looks at; if there is
/// none the teller is asked, at stage `order` or `eliminate` with the number of the stage. Where more reach a quota than there
/// are seats, the ones with the most votes are elected, and ties are asked at stage `win` with the number of the seat.
///
/// # Complexity
/// O(n m) moves at worst; a ballot of up to 15 entries takes 8 bytes while counting.
///
/// # Errors
/// Ballots that rank entries equally are refused, a task without a number of seats, and a count whose values pass 4000 digits.
///
/// # References
/// Tideman (1995), The single transferable vote; Tideman and Richardson (2000), Better voting methods through technology;
/// Miragliotta (2002), Determining the result: transferring surplus votes in the Western Australian Legislative Council.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::GregoryStv};
/// let mut ballots = vec![Ranking::strict([0, 1]); 7];
/// ballots.extend(vec![Ranking::strict([0, 2]); 3]);
/// ballots.extend(vec![Ranking::strict([1]); 4]);
/// ballots.extend(vec![Ranking::strict([2]); 6]);
/// let two = Seats::fill(2).unwrap();
/// let tally = run(&GregoryStv::default(), &Profile::of(3, &ballots)?, two, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0, 2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GregoryStv {
    /// What must be reached.
    pub quota: Quota,
    /// Of the quota.
    pub quota_decimals: Option<Places>,
    /// Whether the quota must be passed, not only reached.
    pub exceed: bool,
    /// Whether the quota is taken anew from the votes that are left.
    pub dynamic: bool,
    /// Of papers' values, cut off; exact if not given.
    pub decimals: Option<Places>,
    /// Which papers of a surplus move on.
    pub papers: SurplusPapers,
    /// What they are worth.
    pub value: SurplusValue,
    /// What becomes of papers of a surplus that name nobody further.
    pub nontransferable: NonTransferable,
    /// How many surpluses move on before it is looked who is elected.
    pub surpluses: Surpluses,
    /// What breaks ties before they are told.
    pub earlier_rounds: EarlierRounds,
    /// Who leaves.
    pub defeat: Defeat,
    /// Not in the count: their ballots begin with the next entry.
    pub withdrawn: EntrySet,
    /// Leave first, and are not elected.
    pub doomed: EntrySet,
    /// Leave only if nobody else can.
    pub protected: EntrySet,
}

const ALIASES: &[Alias] = &[
    Alias::plain("wig-stv"),
    Alias::plain("stv"),
    Alias::plain("weighted-inclusive-gregory"),
    Alias::with("unweighted-inclusive-gregory", &[("value", "\"equal\"")]),
    Alias::with(
        "last-parcel-stv",
        &[("papers", "\"last\""), ("value", "\"equal\""), ("nontransferable", "\"stay\"")],
    ),
    Alias::with(
        "exclusive-gregory",
        &[("papers", "\"last\""), ("value", "\"equal\""), ("nontransferable", "\"stay\"")],
    ),
    Alias::with(
        "stv_wig",
        &[("quota", "\"exact-droop\""), ("surpluses", "\"all\""), ("earlier_rounds", "\"none\"")],
    ),
    Alias::with(
        "stv_nb",
        &[
            ("quota", "\"exact-droop\""),
            ("nontransferable", "\"stay\""),
            ("surpluses", "\"all\""),
            ("earlier_rounds", "\"none\""),
        ],
    ),
    Alias::with(
        "stv_last_parcel",
        &[
            ("quota", "\"exact-droop\""),
            ("papers", "\"last\""),
            ("surpluses", "\"all\""),
            ("earlier_rounds", "\"none\""),
        ],
    ),
    Alias::with("wigm", &[("quota", "\"exact-droop\""), ("exceed", "true"), ("earlier_rounds", "\"none\"")]),
    Alias::with(
        "cfer",
        &[
            ("quota_decimals", "5"),
            ("decimals", "5"),
            ("surpluses", "\"all\""),
            ("earlier_rounds", "\"none\""),
        ],
    ),
    Alias::with(
        "cfer-batch",
        &[
            ("quota_decimals", "5"),
            ("decimals", "5"),
            ("surpluses", "\"all\""),
            ("earlier_rounds", "\"none\""),
            ("defeat", "\"cfer\""),
        ],
    ),
    Alias::with("wigm-prf", &[("quota_decimals", "4"), ("decimals", "4"), ("earlier_rounds", "\"none\"")]),
    Alias::with(
        "wigm-prf-batch",
        &[
            ("quota_decimals", "4"),
            ("decimals", "4"),
            ("earlier_rounds", "\"none\""),
            ("defeat", "\"sure-losers\""),
        ],
    ),
];
const PARAMS: &[Param] = &[
    Param { name: "quota", kind: "droop | exact-droop | hare | imperiali", about: "what must be reached" },
    Param { name: "quota_decimals", kind: "integer", about: "decimals of the quota, 0 to 12" },
    Param { name: "exceed", kind: "boolean", about: "whether the quota must be passed, not only reached" },
    Param {
        name: "dynamic",
        kind: "boolean",
        about: "whether the quota is taken anew from the votes that are left",
    },
    Param {
        name: "decimals",
        kind: "integer",
        about: "decimals of papers' values, 0 to 12, cut off; exact if not given",
    },
    Param { name: "papers", kind: "all | last", about: "which papers of a surplus move on" },
    Param {
        name: "value",
        kind: "weighted | equal",
        about: "whether papers of a surplus keep their proportions or are worth the same",
    },
    Param {
        name: "nontransferable",
        kind: "exhaust | stay",
        about: "whether papers that name nobody further take their share of a surplus with them",
    },
    Param {
        name: "surpluses",
        kind: "one | all",
        about: "how many surpluses move on before it is looked who is elected",
    },
    Param {
        name: "earlier_rounds",
        kind: "none | backwards | forwards",
        about: "which earlier rounds break ties",
    },
    Param {
        name: "defeat",
        kind: "one | sure-losers | cfer",
        about: "whether all who cannot catch up leave together, always or by the rule of CfER",
    },
    Param { name: "withdrawn", kind: "entries", about: "who is not in the count" },
    Param { name: "doomed", kind: "entries", about: "who leaves first and is not elected" },
    Param { name: "protected", kind: "entries", about: "who leaves only if nobody else can" },
];
impl TallyRule for GregoryStv {
    type Input = dyn Rounds<Piles>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("gregory-stv", "Gregory STV")
            .breaks(&[Exception::new(count::Law::Copies, "a Droop quota is whole")])
            .aliases(ALIASES)
            .references(&[
                "Tideman (1995), The single transferable vote",
                "Tideman and Richardson (2000), Better voting methods through technology",
                "Miragliotta (2002), Determining the result",
            ])
            .params(PARAMS)
            .needs_number()
            .limit("values of papers of 4,000 digits, without decimals");
        ABOUT
    }
    fn count(&self, ballots: &Self::Input, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let law = Law {
            quota: &|votes| self.quota.of(votes, seats.number(), self.quota_decimals),
            dynamic: self.dynamic,
            exceed: self.exceed,
            decimals: self.decimals,
            cut_ratio: false,
            papers: self.papers,
            value: self.value,
            nontransferable: self.nontransferable,
            surpluses: self.surpluses,
            ties: self.earlier_rounds,
            defeat: self.defeat,
            withdrawn: self.withdrawn.clone(),
            doomed: self.doomed.clone(),
            protected: self.protected.clone(),
            order_matters: false,
        };
        course(&law, ballots, *seats, teller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot::Ranking,
        count::{Outcome, Stage, Step, TiePolicy, run},
        num::Exact,
        profile::Profile,
        tally::tried::strict as profile,
    };
    /// What everybody has at each stage.
    fn stages(rule: &GregoryStv, p: &Profile<Ranking>, seats: u32) -> Vec<Vec<String>> {
        let t = run(rule, p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap();
        let of = |s: &Step| match s {
            Step::Scored { totals, .. } => Some(totals.iter().map(|(_, v)| v.to_string()).collect()),
            _ => None,
        };
        t.steps().iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[(&[0, 1], 7), (&[0, 2], 3), (&[1], 4), (&[2], 6)]);
        assert_eq!(stages(&GregoryStv::default(), &p, 2)[1], ["7", "61/10", "69/10"]);
    }
    /// 3 seats, quota 8: A has 16 (10 B, 6 nobody); B then reaches the quota with papers of two values.
    fn two_values() -> Profile<Ranking> {
        profile(5, &[(&[0, 1, 2], 10), (&[0], 6), (&[1, 3], 5), (&[2], 4), (&[3], 3), (&[4], 3)])
    }
    #[test]
    fn values_by_the_way_of_transfer() {
        let p = two_values();
        let by = |of: GregoryStv| stages(&of, &p, 3);
        // Quota 31/4 cut off, and one: 8. A's surplus of 8 in 16 papers: each at 1/2; B has 5 + 5 = 10.
        let wig = by(GregoryStv::default());
        assert_eq!(wig[1], ["8", "10", "4", "3", "3"]);
        // B's surplus of 2 in 10 votes: a fifth of 1/2 to C by 10 papers, a fifth of 1 to D by 5.
        assert_eq!(wig[2], ["8", "8", "5", "4", "3"]);
        // The same for all 15 papers, 2/15: C gets 20/15, D 10/15.
        let equal = by(GregoryStv { value: SurplusValue::Equal, ..GregoryStv::default() });
        assert_eq!(equal[2], ["8", "8", "16/3", "11/3", "3"]);
        // Only the ten papers from A, each at 1/5.
        let last = by(GregoryStv { papers: SurplusPapers::Last, ..GregoryStv::default() });
        assert_eq!(last[2], ["8", "8", "6", "3", "3"]);
        // A's surplus in the ten papers that can move: each at 8/10, B has 13, of which 5 in 13 votes move on.
        let stay = by(GregoryStv { nontransferable: NonTransferable::Stay, ..GregoryStv::default() });
        assert_eq!(stay[1], ["8", "13", "4", "3", "3"]);
        assert_eq!(stay[2], ["8", "8", "92/13", "64/13", "3"]);
    }
    #[test]
    fn quotas() {
        let p = two_values();
        let of = |quota, quota_decimals| {
            let rule = GregoryStv { quota, quota_decimals, ..GregoryStv::default() };
            let t = run(&rule, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
            let quota =
                t.steps().iter().find_map(|s| if let Step::Quota { value } = s { Some(value) } else { None });
            quota.unwrap().to_string()
        };
        assert_eq!(of(Quota::Droop, None), "8");
        assert_eq!(of(Quota::Droop, Places::new(2).ok()), "194/25"); // 7.76
        assert_eq!(of(Quota::ExactDroop, None), "31/4");
        assert_eq!(of(Quota::ExactDroop, Places::new(1).ok()), "39/5"); // 7.8
        assert_eq!(of(Quota::Hare, None), "31/3");
        assert_eq!(of(Quota::Imperiali, None), "31/5");
    }
    #[test]
    fn votes_are_conserved_at_every_stage() {
        let p = two_values();
        let three = Places::new(3).ok();
        for papers in [SurplusPapers::All, SurplusPapers::Last] {
            for value in [SurplusValue::Weighted, SurplusValue::Equal] {
                for nontransferable in [NonTransferable::Exhaust, NonTransferable::Stay] {
                    let rule = GregoryStv {
                        papers,
                        value,
                        nontransferable,
                        decimals: three,
                        ..GregoryStv::default()
                    };
                    let t = run(&rule, &p, Seats::fill(3).unwrap(), &TiePolicy::REPORT).unwrap();
                    for s in t.steps() {
                        if let Step::Scored { totals, exhausted, lost } = s {
                            let all: Exact = totals.iter().map(|(_, v)| v).chain([exhausted, lost]).sum();
                            assert_eq!(all, Exact::from(31u32), "{rule:?}");
                        }
                    }
                }
            }
        }
    }
    #[test]
    fn more_than_the_seats_may_reach_an_exact_quota() {
        let rule = GregoryStv { quota: Quota::ExactDroop, ..GregoryStv::default() };
        let p = profile(3, &[(&[0], 2), (&[1], 2), (&[2], 2)]);
        let t = run(&rule, &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        let Outcome::Tied { stage, tied, choose, .. } = t.outcome() else { panic!("{t:?}") };
        assert_eq!((*stage, tied, *choose), (Stage::Win, &[0, 1, 2].into(), 2));
    }
    #[test]
    fn who_is_withdrawn_doomed_or_protected() {
        let p = profile(3, &[(&[0, 1], 5), (&[1], 2), (&[2], 4)]);
        let of = |rule: GregoryStv| {
            run(&rule, &p, Seats::ONE, &TiePolicy::REPORT).unwrap().outcome().winners().unwrap().set()
        };
        assert_eq!(of(GregoryStv::default()), [0].into());
        assert_eq!(of(GregoryStv { withdrawn: [0].into(), ..GregoryStv::default() }), [1].into());
        assert_eq!(of(GregoryStv { doomed: [0].into(), ..GregoryStv::default() }), [1].into());
        assert_eq!(of(GregoryStv { protected: [1].into(), ..GregoryStv::default() }), [1].into());
    }
    #[test]
    fn ties_of_nobody_are_followed_to_one_end() {
        // seven entries without votes leave in any order
        let p = profile(10, &[(&[0], 5), (&[1], 4), (&[2], 3)]);
        let t = run(&GregoryStv::default(), &p, Seats::fill(2).unwrap(), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0, 1].into());
    }
    #[test]
    fn nobody_votes() {
        let t = run(&GregoryStv::default(), &profile(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
