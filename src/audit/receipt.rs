//! The receipt of a result: everything that somebody needs to compute it again, and to hold against what was announced.
//!
//! A receipt is made of the plan and the log and of nothing else, so it needs no place in either. It names the digest of the plan as announced
//! and as it stood at the end; for every poll of every turn the digest of its electorate, the ballots received, accepted and set aside by reason,
//! and the numbers of each entry before the rule and after it; who broke which ties; the seed and what it was committed to; for how long an entry
//! was hidden; and every payment with its id. The id of a payment is made of the contest, the pot, which has one rule and is paid once, the entry
//! and the payee: see [`PayId`].
use super::{Chain, WrongNumber};
use crate::{
    contest::{
        Act, ApplyError, Contest, Digest, Ended, Event, Found, Plan, PollFacts, PollRecord, RoundRecord,
        Rules, Settlement, Span, ValidPlan,
        plan::{BallotPlan, LotPlan, PotPlan, RoundPlan},
    },
    count::{DecidedBy, Registry, RuleSpec},
    id::{ContestId, EntryId, PersonId, PollId, PotId, RoundIx},
    num::{Amount, Currency, Exact},
    reward::{PayId, Payout, Why},
    select::SelectNote,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format of receipts that this version writes and reads.
pub const RECEIPT_FORMAT: u32 = 1;

/// The receipt of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The format's version.
    pub format: u32,
    /// Which contest.
    pub contest: ContestId,
    /// Of the plan as it was announced.
    pub announced: Digest,
    /// Of the plan as it stood at the end: the same if nothing was amended.
    pub plan: Digest,
    /// Events by which it was amended, each as the plan allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amended: Vec<u64>,
    /// Events of the log.
    pub events: u64,
    /// The head of the log's chain after them; `None` of a log from which something was erased: its lines have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Digest>,
    /// How it ended.
    pub ended: Ended,
    /// Every turn of every round, as last counted.
    pub rounds: Vec<RoundReceipt>,
    /// The lot, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<LotReceipt>,
    /// For how long entries were hidden while a complaint was open.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden: BTreeMap<EntryId, Span>,
    /// Every pot.
    pub pots: Vec<PotReceipt>,
}
/// A round in a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundReceipt {
    /// Which round of the plan.
    pub round: RoundIx,
    /// Which turn of it.
    pub turn: u32,
    /// Every poll.
    pub polls: Vec<PollReceipt>,
    /// The rule of selection with all its constants, those that the plan leaves at their defaults too.
    pub select: RuleSpec,
    /// Who decided ties, and how many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breakers: Vec<Breaker>,
}
/// A poll in a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollReceipt {
    /// Which poll.
    pub poll: PollId,
    /// The rule of counting with all its constants.
    pub rule: RuleSpec,
    /// The rule of weights with all its constants.
    pub weigh: RuleSpec,
    /// Of all who could vote, with their weights: see [`PollFacts::electorate`].
    pub electorate: Digest,
    /// Where weights are rounded estimates: what a unit of weight may be off by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_error: Option<Exact>,
    /// Persons who could vote.
    pub eligible: u64,
    /// Ballots received.
    pub received: u64,
    /// Of these: accepted and counted.
    pub accepted: u64,
    /// Of the accepted: without a mark.
    pub blank: u64,
    /// Of the received: set aside, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set_aside: BTreeMap<String, u64>,
    /// Ballots from which the voter's own entries, or those of a conflict, were left out.
    pub own_left_out: u64,
    /// The weight of the accepted, in votes.
    pub weight: Exact,
    /// Each entry that was counted, in slate order.
    pub entries: Vec<EntryReceipt>,
}
/// The numbers of an entry in a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryReceipt {
    /// Which.
    pub entry: EntryId,
    /// Accepted ballots that say something of it.
    pub ballots: u64,
    /// What these say, before the rule: see [`PollFacts::plain`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Exact>,
    /// What the rule made of it, where the rule has scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Exact>,
    /// The adjustment: `after` divided by `before`, where both are marks of one scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Exact>,
    /// What the rule would have made of it with the ballots that were set aside; only where some were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_set_aside: Option<Exact>,
}
/// A way in which ties were decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breaker {
    /// In which poll; `None` at the cut of the selection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<PollId>,
    /// By what.
    pub by: DecidedBy,
    /// How many ties.
    pub ties: u64,
}
/// A lot in a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotReceipt {
    /// SHA-256 of the seed, where the plan was committed to it only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Digest>,
    /// The seed; `None` if it was never revealed.
    pub seed: Option<String>,
    /// The event by which it was revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
}
/// A pot in a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PotReceipt {
    /// Which.
    pub pot: PotId,
    /// In what.
    pub currency: Currency,
    /// How much there was.
    pub amount: Amount,
    /// The rule with all its constants.
    pub rule: RuleSpec,
    /// Every payment.
    pub lines: Vec<LineReceipt>,
    /// What went back to the host.
    pub returned: Amount,
}
/// A payment in a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineReceipt {
    /// Its id: the same however often the contest is counted.
    pub id: PayId,
    /// To whom.
    pub person: PersonId,
    /// For which entry.
    pub entry: EntryId,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub why: Why,
}
/// Why there is no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// The log is none of this plan.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// An event has another number than the next.
    #[error(transparent)]
    Number(#[from] WrongNumber),
    /// The contest goes on.
    #[error("the contest is not settled; a receipt is of a result")]
    NotSettled,
}

/// Makes the receipt of a finished contest. `plan` is the plan as it was announced.
///
/// # Errors
/// If the log does not fit the plan, or the contest is not settled.
///
/// # Complexity
/// One pass over the log, and over the ballots of each count. No rule of counting is run.
pub fn receipt<'a>(
    plan: &ValidPlan,
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<Receipt, ReceiptError> {
    let mut contest = Contest::new(plan);
    let mut chain = Chain::genesis(&plan.plan().contest, &plan.digest());
    let (mut amended, mut opened, mut erased) = (vec![], None, false);
    let mut facts: BTreeMap<(RoundIx, u32), Vec<PollFacts>> = BTreeMap::new();
    for e in events {
        if let Some(Found::Round(r)) = &e.found {
            // A turn that is counted again stands on what there is then.
            facts.insert((r.round, r.turn), contest.facts(e.at));
        }
        contest.apply(e)?;
        chain.push(e)?;
        erased |= e.found == Some(Found::Erased {});
        match &e.act {
            Act::Amend { .. } => amended.push(e.seq),
            Act::Reveal { seed } => opened = Some((e.seq, seed.clone())),
            _ => {}
        }
    }
    let s = contest.settlement().ok_or(ReceiptError::NotSettled)?;
    let (at_end, rules) = (contest.plan(), contest.valid_plan().rules());
    let round = |r: &RoundRecord| {
        let facts = facts.get(&(r.round, r.turn)).map_or(&[][..], Vec::as_slice);
        let fact = |p: &PollRecord| facts.iter().find(|f| f.poll == p.poll);
        let plan = at_end.rounds.get(r.round.0 as usize)?;
        Some(RoundReceipt {
            round: r.round,
            turn: r.turn,
            polls: r.polls.iter().filter_map(|p| poll(r, p, fact(p)?, plan, rules)).collect(),
            select: full(&rules.select, &plan.select),
            breakers: breakers(r),
        })
    };
    Ok(Receipt {
        format: RECEIPT_FORMAT,
        contest: s.contest.clone(),
        announced: plan.digest(),
        plan: s.plan,
        amended,
        events: chain.len(),
        head: (!erased).then(|| chain.head()),
        ended: s.ended.clone(),
        rounds: s.rounds.iter().filter_map(round).collect(),
        lot: lot(at_end, opened),
        hidden: s.hidden.clone(),
        pots: pots(s, at_end, rules),
    })
}
/// A rule with what it leaves at its defaults written out.
fn full<T>(registry: &Registry<T>, spec: &RuleSpec) -> RuleSpec {
    registry.build(spec).map_or_else(|_| spec.clone(), |(_, full)| full)
}
/// The same of a rule of counting, in which entries keep their ids.
fn full_tally(rules: &Rules, r: &RoundRecord, spec: &RuleSpec) -> RuleSpec {
    let params = rules.tally.get(&spec.rule).map(|e| e.about().params).unwrap_or_default();
    let standing: Vec<&EntryId> = r.slate.iter().filter(|e| !r.gone.contains(e)).collect();
    let place = |name: &str| standing.iter().position(|e| e.as_str() == name).map(Into::into);
    let mut all = full(&rules.tally, &spec.with_places(params, place));
    if all.rule == spec.rule {
        all.params.extend(spec.params.clone());
    }
    all
}
fn poll(
    r: &RoundRecord,
    p: &PollRecord,
    facts: &PollFacts,
    plan: &RoundPlan,
    rules: &Rules,
) -> Option<PollReceipt> {
    let planned = plan.polls.iter().find(|x| x.poll == p.poll)?;
    let marks = matches!(planned.ballot, BallotPlan::Scores(_));
    let entry = |e: &EntryId| {
        let (before, after) = (facts.plain.get(e).cloned(), p.counted.scores.get(e).cloned());
        let factor = before.as_ref().zip(after.as_ref()).and_then(|(b, a)| a.checked_div(b));
        EntryReceipt {
            entry: e.clone(),
            ballots: p.ballots_of.get(e).copied().unwrap_or(0),
            before,
            after,
            factor: factor.filter(|_| marks),
            with_set_aside: p.with_set_aside.as_ref().and_then(|c| c.scores.get(e).cloned()),
        }
    };
    Some(PollReceipt {
        poll: p.poll.clone(),
        rule: full_tally(rules, r, &p.rule),
        weigh: full(&rules.weigh, &planned.weigh),
        electorate: facts.electorate,
        weight_error: facts.weight_error.clone(),
        eligible: p.eligible,
        received: p.received,
        accepted: p.counted.ballots,
        blank: p.blank,
        set_aside: p.set_aside.clone(),
        own_left_out: p.own_left_out,
        weight: p.counted.weight.clone(),
        entries: r.slate.iter().filter(|e| !r.gone.contains(e)).map(entry).collect(),
    })
}
fn breakers(r: &RoundRecord) -> Vec<Breaker> {
    let in_polls = r.polls.iter().flat_map(|p| p.counted.ties.iter().map(|t| (Some(p.poll.clone()), t.by)));
    let at_cut = r.selection.iter().flat_map(|s| &s.notes).filter_map(|n| match n {
        SelectNote::Broken { by, .. } => Some((None, *by)),
        _ => None,
    });
    let mut all: Vec<Breaker> = vec![];
    for (poll, by) in in_polls.chain(at_cut) {
        // Where each way was followed, or nobody decided, nothing was broken.
        if matches!(by, DecidedBy::Explored | DecidedBy::Nobody) {
            continue;
        }
        match all.iter_mut().find(|b| b.poll == poll && b.by == by) {
            Some(b) => b.ties += 1,
            None => all.push(Breaker { poll, by, ties: 1 }),
        }
    }
    all
}
fn lot(plan: &Plan, opened: Option<(u64, String)>) -> Option<LotReceipt> {
    let (at, revealed) = opened.unzip();
    match plan.lot.as_ref()? {
        LotPlan::Seed(seed) => Some(LotReceipt { commitment: None, seed: Some(seed.clone()), opened: None }),
        LotPlan::Commitment(c) => Some(LotReceipt { commitment: Some(c.digest), seed: revealed, opened: at }),
    }
}
fn pots(s: &Settlement, plan: &Plan, rules: &Rules) -> Vec<PotReceipt> {
    let pot = |(p, plan): (&Payout, &PotPlan)| PotReceipt {
        pot: p.pot.pot.clone(),
        currency: p.pot.currency,
        amount: p.pot.amount,
        rule: full(&rules.reward, &plan.reward),
        lines: p
            .ids(&s.contest)
            .into_iter()
            .zip(&p.lines)
            .map(|(id, l)| LineReceipt {
                id,
                person: l.person.clone(),
                entry: l.entry.clone(),
                amount: l.amount,
                why: l.why.clone(),
            })
            .collect(),
        returned: p.returned,
    };
    s.payouts.iter().zip(&plan.pots).map(pot).collect()
}
