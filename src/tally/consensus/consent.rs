//! Consent: each motion carries if enough are for it, enough took part, and nobody blocks it.
//!
//! The majority is counted by weight, quorum and blocks by heads. A share of heads may be asked besides (a double majority), and a
//! ceiling for those against. A yes with comments is a yes. A block that does not stop the
//! motion (because more blocks are needed, or none can) is a no.
//!
//! Worked example: ten may vote, half of them are the quorum, more than half of the votes carry. 4 yes, 1 no, 1 abstains: six
//! took part, 4 of 5 are for it, it carries. With one block instead of the no it is blocked. 3 yes and nobody else: no quorum.
use super::presets::PRESETS;
use crate::{
    ballot::Position,
    count::{About, Halt, Param, Refusal, Step, TallyRule, Teller, Verdict, Verdicts},
    id::EntryIx,
    num::{Abstain, Base, Exact, Majority, Quorum, Shortfall, Threshold, Votes},
    profile::{ConsentCounts, Summary},
};
use serde::{Deserialize, Serialize};

/// What a no or a block without a reason is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unreasoned {
    /// It counts as any other.
    #[default]
    Counts,
    /// It is left out, as ISO does with negatives without reasons.
    LeftOut,
}

/// A majority with a quorum and a veto.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: equality is decided by the strictness of the threshold.
///
/// # Complexity
/// O(m) on counts of positions.
///
/// # Errors
/// If fewer may vote than did, or if a threshold of all who may vote meets more weight than one vote for each.
///
/// # References
/// Abstention and base as in Debian, ISO/IEC Directives part 1 (2.7.3) and `LiquidFeedback`; the block as in sociocratic consent,
/// Rau and Koch-Gonzalez (2018), Many Voices One Song, section 3.3.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Consent as Ballot, Position}, count::*, profile::Profile, tally::consensus::Consent};
/// let say = |p| Ballot::new([(0u32.into(), p)]);
/// let ballots = [say(Position::Yes)?, say(Position::YesWithComments)?, say(Position::Block { reasoned: true })?];
/// let tally = run(&Consent::default(), &Profile::of(1, &ballots)?, (), &TiePolicy::REPORT)?;
/// assert_eq!(tally.answer().unwrap().on(0u32.into()), Some(Verdict::Blocked));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Consent {
    /// The share in favour.
    pub threshold: Threshold,
    /// What it is a share of.
    pub base: Base,
    /// What an abstention does.
    pub abstain: Abstain,
    /// All of these must be met, by heads.
    pub quorum: Vec<Quorum>,
    /// How many may vote, one vote each where the threshold is a share of them; left out, those who voted on anything.
    pub eligible: Option<u64>,
    /// So many blocks stop a motion; 0: a block is a no.
    pub blocks: u64,
    /// What a no or a block without a reason is.
    pub unreasoned: Unreasoned,
    /// A motion on which nobody says anything carries.
    pub silence_carries: bool,
    /// The share in favour by heads, where it is asked besides that by weight.
    pub heads: Option<Threshold>,
    /// The most that may be against, by heads, as a share of the same base.
    pub against: Option<Threshold>,
    /// Fewer heads than that who are not in favour cannot stop a motion by their weight; 0: they can.
    pub blocking: u64,
    /// All votes that may be cast, where they do not weigh one for each who may vote.
    pub stake: Option<Exact>,
}
impl Default for Consent {
    fn default() -> Self {
        Self {
            threshold: Threshold::MAJORITY,
            base: Base::default(),
            abstain: Abstain::default(),
            quorum: vec![],
            eligible: None,
            blocks: 1,
            unreasoned: Unreasoned::default(),
            silence_carries: false,
            heads: None,
            against: None,
            blocking: 0,
            stake: None,
        }
    }
}

impl TallyRule for Consent {
    type Input = ConsentCounts;
    type Answer = Verdicts;
    fn about(&self) -> About {
        const ABOUT: About = About::new("consent", "Consent with veto and quorum")
            .aliases(PRESETS)
            .references(&["ISO/IEC Directives part 1, 2.7.3", "Rau and Koch-Gonzalez (2018), section 3.3"])
            .params(&[
                Param { name: "threshold", kind: "{ num, den, strict }", about: "the share in favour" },
                Param { name: "base", kind: "votes | cast | eligible", about: "what it is a share of" },
                Param {
                    name: "abstain",
                    kind: "ignored | quorum | base | against",
                    about: "what an abstention does",
                },
                Param {
                    name: "quorum",
                    kind: "list of quorums",
                    about: "all of these must be met, by heads",
                },
                Param {
                    name: "eligible",
                    kind: "integer",
                    about: "how many may vote; left out, those who voted",
                },
                Param {
                    name: "blocks",
                    kind: "integer",
                    about: "so many blocks stop a motion; 0: a block is a no",
                },
                Param {
                    name: "unreasoned",
                    kind: "counts | left-out",
                    about: "what a no without a reason is",
                },
                Param { name: "silence_carries", kind: "boolean", about: "nobody says anything: it carries" },
                Param {
                    name: "heads",
                    kind: "{ num, den, strict }",
                    about: "the share in favour by heads, besides that by weight",
                },
                Param {
                    name: "against",
                    kind: "{ num, den, strict }",
                    about: "the most that may be against, by heads; strict: fewer than that",
                },
                Param {
                    name: "blocking",
                    kind: "integer",
                    about: "fewer heads not in favour cannot stop a motion by weight",
                },
                Param {
                    name: "stake",
                    kind: "exact",
                    about: "all votes that may be cast, where they do not weigh one each",
                },
            ]);
        ABOUT
    }
    fn count(&self, n: &ConsentCounts, (): &(), teller: &mut Teller) -> Result<Verdicts, Halt> {
        self.check(n)?;
        Ok(Verdicts::of(n.slate(), |e| {
            let (verdict, why) = self.judge(n, e);
            teller.record(|| Step::note(format!("{e}: {why}")));
            verdict
        }))
    }
}
impl Consent {
    fn check(&self, n: &ConsentCounts) -> Result<(), Refusal> {
        let (voters, units) = (n.total_voters(), n.units_per_vote());
        let weight = n.total_weight().div_ceil(units);
        if let Some(stake) = &self.stake {
            let why = match self.all(n) {
                None => format!("{stake} votes are no whole number of units, of which {units} make one vote"),
                Some(all) if n.total_weight() > all => {
                    format!("{stake} votes may be cast and the votes weigh {weight}; name at least {weight}")
                }
                _ => String::new(),
            };
            if !why.is_empty() {
                return Err(Refusal::Parameter { name: "stake", why });
            }
        }
        let Some(eligible) = self.eligible else { return Ok(()) };
        let bad = |why: String| Err(Refusal::Parameter { name: "eligible", why });
        if voters > eligible {
            return bad(format!("{eligible} may vote and {voters} did; name at least {voters}"));
        }
        if self.stake.is_none() && self.base == Base::Eligible && weight > eligible {
            return bad(format!(
                "the votes weigh {weight}, more than one for each of {eligible}; name `stake` or use another base"
            ));
        }
        Ok(())
    }
    /// All that may be cast, in units of weight.
    fn all(&self, n: &ConsentCounts) -> Option<u64> {
        let units = n.units_per_vote();
        match &self.stake {
            Some(stake) => (stake * &Exact::from(units)).to_u64(),
            None => self.eligible.map(|all| all.saturating_mul(units)),
        }
    }
    fn judge(&self, n: &ConsentCounts, e: EntryIx) -> (Verdict, String) {
        let heads = self.votes(self.eligible.unwrap_or(n.total_voters()), |p| n.voters(e, p));
        if self.silence_carries && n.present(e) == 0 {
            return (Verdict::Carried, "nobody said anything, which carries".to_owned());
        }
        let blocks: u64 =
            self.positions().filter(|p| matches!(p, Position::Block { .. })).map(|p| n.voters(e, p)).sum();
        if self.blocks > 0 && blocks >= self.blocks {
            return (Verdict::Blocked, format!("{blocks} block, {} are enough", self.blocks));
        }
        if let Err(short @ Shortfall::Quorum { .. }) = self.majority(self.quorum.clone()).carries(&heads) {
            return (Verdict::NoQuorum, short.to_string());
        }
        let by_heads = self.heads.map(|threshold| Majority { threshold, ..self.majority(vec![]) });
        if let Some(Err(short)) = by_heads.map(|m| m.carries(&heads)) {
            return (Verdict::Failed, format!("by heads: {short}"));
        }
        let base = self.majority(vec![]).base_of(&heads);
        if let Some(most) = self.against.filter(|most| !most.keeps(heads.no, base)) {
            let strict = if most.strict() { "fewer than" } else { "at most" };
            let why =
                format!("{} of {base} are against, {strict} {}/{} may be", heads.no, most.num(), most.den());
            return (Verdict::Failed, why);
        }
        let others = base.saturating_sub(heads.yes);
        if heads.yes > 0 && others < self.blocking {
            return (
                Verdict::Carried,
                format!("{others} are not in favour, {} could stop it", self.blocking),
            );
        }
        let weights = self.votes(self.all(n).unwrap_or(n.total_weight()), |p| n.weight(e, p));
        match self.majority(vec![]).carries(&weights) {
            Ok(()) => (Verdict::Carried, self.passed(&weights, n.units_per_vote())),
            Err(short) => (Verdict::Failed, short.to_string()),
        }
    }
    fn passed(&self, v: &Votes, units: u64) -> String {
        let base = self.majority(vec![]).base_of(v);
        let unit = if units == 1 { String::new() } else { format!(" units of 1/{units} vote") };
        format!("{} of {base}{unit} are in favour, {} is needed", v.yes, self.threshold)
    }
    fn majority(&self, quorum: Vec<Quorum>) -> Majority {
        Majority { threshold: self.threshold, base: self.base, abstain: self.abstain, quorum }
    }
    /// Positions that count.
    fn positions(&self) -> impl Iterator<Item = Position> {
        let left_out = self.unreasoned == Unreasoned::LeftOut;
        let unreasoned = |p: &Position| {
            matches!(p, Position::No { reasoned: false } | Position::Block { reasoned: false })
        };
        Position::ALL.into_iter().filter(move |p| !(left_out && unreasoned(p)))
    }
    /// Counted in heads, or in units of weight.
    fn votes(&self, eligible: u64, of: impl Fn(Position) -> u64) -> Votes {
        let mut v = Votes { eligible, ..Votes::default() };
        for p in self.positions() {
            match p {
                Position::Yes | Position::YesWithComments => v.yes += of(p),
                Position::No { .. } | Position::Block { .. } => v.no += of(p),
                Position::Abstain => v.abstain += of(p),
            }
        }
        v
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ballot,
        count::{Outcome, TiePolicy, run},
        profile::Profile,
    };
    use Position::{Abstain as Neither, Block, No, Yes, YesWithComments};
    fn verdict(rule: &Consent, said: &[(Position, usize)]) -> Verdict {
        let of = |(p, n): &(Position, usize)| {
            std::iter::repeat_n(ballot::Consent::new([(EntryIx::new(0), *p)]).unwrap(), *n)
        };
        let ballots: Vec<ballot::Consent> = said.iter().flat_map(of).collect();
        let t = run(rule, &Profile::of(1, &ballots).unwrap(), (), &TiePolicy::REPORT).unwrap();
        t.answer().unwrap().on(EntryIx::new(0)).unwrap()
    }
    fn half_of_ten() -> Consent {
        let half = Threshold::new(1, 2, false).unwrap();
        Consent { eligible: Some(10), quorum: vec![Quorum::Share(half)], ..Consent::default() }
    }
    #[test]
    fn worked_example() {
        let rule = half_of_ten();
        assert_eq!(verdict(&rule, &[(Yes, 4), (No { reasoned: true }, 1), (Neither, 1)]), Verdict::Carried);
        assert_eq!(
            verdict(&rule, &[(Yes, 4), (Block { reasoned: true }, 1), (Neither, 1)]),
            Verdict::Blocked
        );
        assert_eq!(verdict(&rule, &[(Yes, 3)]), Verdict::NoQuorum);
        assert_eq!(
            verdict(&rule, &[(Yes, 3), (YesWithComments, 1), (No { reasoned: true }, 4)]),
            Verdict::Failed
        );
    }
    #[test]
    fn a_no_without_a_reason_may_be_left_out() {
        let rule = Consent { unreasoned: Unreasoned::LeftOut, ..Consent::default() };
        let said = [(Yes, 2), (No { reasoned: false }, 3), (No { reasoned: true }, 1)];
        assert_eq!(verdict(&rule, &said), Verdict::Carried);
        assert_eq!(verdict(&Consent::default(), &said), Verdict::Failed);
    }
    #[test]
    fn nobody_votes_and_silence_carries_only_where_the_rule_says_so() {
        let lazy = Consent { silence_carries: true, ..Consent::default() };
        assert_eq!(verdict(&lazy, &[]), Verdict::Carried);
        assert_eq!(verdict(&Consent::default(), &[]), Verdict::Failed);
        let t = run(&Consent::default(), &Profile::of(1, &[]).unwrap(), (), &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
    #[test]
    fn a_share_of_all_who_voted_is_one_of_their_weight() {
        // One of weight 2 says yes, one of weight 1 nothing: 2 of 3, not of 2.
        let mut b = Profile::<ballot::Consent>::builder(
            crate::profile::Slate::anonymous(2),
            ballot::ConsentForm::default(),
        )
        .unwrap();
        b.push_weighted(&ballot::Consent::from([(0, Yes)]), 2).unwrap();
        b.push_weighted(&ballot::Consent::from([(1, Yes)]), 1).unwrap();
        let all = Threshold::new(1, 1, false).unwrap();
        let rule = Consent { threshold: all, base: Base::Eligible, ..Consent::default() };
        let t = run(&rule, &b.finish(), (), &TiePolicy::REPORT).unwrap();
        assert_eq!(t.answer().unwrap().on(EntryIx::new(0)), Some(Verdict::Failed));
    }
    #[test]
    fn a_double_majority_a_ceiling_and_a_blocking_minority() {
        let t = |num, den| Threshold::new(num, den, false).unwrap();
        let rule = Consent { against: Some(t(1, 4)), ..Consent::default() };
        let no = No { reasoned: true };
        assert_eq!(verdict(&rule, &[(Yes, 6), (no, 2)]), Verdict::Carried);
        assert_eq!(verdict(&rule, &[(Yes, 5), (no, 2)]), Verdict::Failed);
        // Two heads of weight 1 are for it, one of weight 5 is not.
        let mut b = Profile::<ballot::Consent>::builder(
            crate::profile::Slate::anonymous(1),
            ballot::ConsentForm::default(),
        )
        .unwrap();
        for (p, w) in [(Yes, 1), (Yes, 1), (no, 5)] {
            b.push_weighted(&ballot::Consent::from([(0, p)]), w).unwrap();
        }
        let p = b.finish();
        let says = |rule: Consent| {
            run(&rule, &p, (), &TiePolicy::REPORT).unwrap().answer().unwrap().on(EntryIx::new(0)).unwrap()
        };
        assert_eq!(says(Consent::default()), Verdict::Failed);
        assert_eq!(says(Consent { blocking: 2, ..Consent::default() }), Verdict::Carried);
        let heads = |num| Consent { heads: Some(t(num, 4)), blocking: 2, ..Consent::default() };
        assert_eq!((says(heads(2)), says(heads(3))), (Verdict::Carried, Verdict::Failed));
        // Of all stake: 2 of 14 are not enough for a seventh that must be passed, but for one that must be reached.
        let stake = |strict| Consent {
            threshold: Threshold::new(1, 7, strict).unwrap(),
            base: Base::Eligible,
            stake: Some(14u32.into()),
            ..Consent::default()
        };
        assert_eq!((says(stake(true)), says(stake(false))), (Verdict::Failed, Verdict::Carried));
        assert!(
            run(&Consent { stake: Some(6u32.into()), ..Consent::default() }, &p, (), &TiePolicy::REPORT)
                .is_err()
        );
    }
    #[test]
    fn more_votes_than_voters_are_refused() {
        let yes = ballot::Consent::from([(0, Yes)]);
        let p = Profile::of(1, &[yes.clone(), yes.clone()]).unwrap();
        let rule = Consent { eligible: Some(1), ..Consent::default() };
        let e = run(&rule, &p, (), &TiePolicy::REPORT).unwrap_err();
        assert_eq!(
            e.to_string(),
            "rule `consent`: parameter `eligible`: 1 may vote and 2 did; name at least 2"
        );
        let mut b = Profile::<ballot::Consent>::builder(
            crate::profile::Slate::anonymous(1),
            ballot::ConsentForm::default(),
        )
        .unwrap();
        b.push_weighted(&yes, 5).unwrap();
        let heavy = Consent { eligible: Some(3), base: Base::Eligible, ..Consent::default() };
        let e = run(&heavy, &b.finish(), (), &TiePolicy::REPORT).unwrap_err();
        assert!(e.to_string().contains("the votes weigh 5, more than one for each of 3"), "{e}");
    }
}
