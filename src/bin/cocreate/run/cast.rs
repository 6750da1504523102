//! What somebody says, as a mark or a ballot on the slate of a round.
use super::ballots::{Said, Say};
use cocreate::{
    ballot::{
        Approval, ApprovalMark, Choice, Consent, Kind, PairMark, Pairs, Points, Position, Ranking, ScoreMark,
        Scores, Spend,
    },
    contest::{AnyBallot, AnyMark, plan::BallotPlan},
    id::{EntryId, EntryIx, EntrySet},
};
use std::collections::{BTreeMap, BTreeSet};

/// A slate on which entries are found by id.
pub(super) struct Slate(BTreeMap<EntryId, EntryIx>);
impl Slate {
    pub(super) fn new(slate: &[EntryId]) -> Self {
        Self(slate.iter().enumerate().map(|(i, e)| (e.clone(), EntryIx::from(i))).collect())
    }
    fn find(&self, e: &EntryId, said: &Said) -> Result<EntryIx, String> {
        self.0.get(e).copied().ok_or_else(|| {
            let known: Vec<&str> = self.0.keys().map(EntryId::as_str).take(20).collect();
            let known = if known.is_empty() { "no entries".to_owned() } else { known.join(", ") };
            said.wrong(&format!("`{e}` is not on the slate; it has: {known}"))
        })
    }
}
impl Said {
    fn wrong(&self, why: &str) -> String {
        format!("{}: ballot of `{}`: {why}", self.at, self.voter)
    }
    /// The value for its entry is none.
    fn value(&self, why: &dyn std::fmt::Display) -> String {
        match &self.say {
            Say::Value(e, _) => self.wrong(&format!("`{e}`: {why}")),
            _ => self.wrong(&why.to_string()),
        }
    }
    /// It is laid out for another kind of ballot.
    fn layout(&self, kind: Kind) -> String {
        let wanted = match kind {
            Kind::Choice => "a column `choice`",
            Kind::Ranking => "columns `rank1`, `rank2`, ..",
            Kind::Pairs => "columns `first`, `second`, `answer`",
            _ => "columns `entry`, `value`, or one column an entry",
        };
        self.wrong(&format!("the poll takes {kind} ballots: {wanted}"))
    }
}

/// Whether a field approves.
fn approves(said: &Said, text: &str) -> Result<bool, String> {
    match text {
        "1" | "yes" | "x" => Ok(true),
        "0" | "no" | "" => Ok(false),
        _ => Err(said.value(&format!("expected 1 or yes, 0 or no, found `{text}`"))),
    }
}
/// One mark of a ballot that comes in parts; `None` if nothing is said.
pub(super) fn mark(plan: &BallotPlan, slate: &Slate, said: &Said) -> Result<Option<AnyMark>, String> {
    Ok(Some(match (plan, &said.say) {
        (_, Say::Blank) => return Ok(None),
        (BallotPlan::Scores(form), Say::Value(e, text)) => {
            let entry = slate.find(e, said)?;
            let level = form.level_of_text(text).map_err(|e| said.value(&e))?;
            AnyMark::Score(ScoreMark { entry, level: Some(level) })
        }
        (BallotPlan::Approval(_), Say::Value(e, text)) => {
            AnyMark::Approval(ApprovalMark { entry: slate.find(e, said)?, approve: approves(said, text)? })
        }
        (BallotPlan::Pairs(_), Say::Pair(a, b, answer)) => AnyMark::Pair(PairMark {
            a: slate.find(a, said)?,
            b: slate.find(b, said)?,
            answer: Some(*answer),
        }),
        _ => return Err(said.layout(plan.kind())),
    }))
}

/// All that a voter says, as one ballot.
pub(super) fn ballot(plan: &BallotPlan, slate: &Slate, all: &[&Said]) -> Result<AnyBallot, String> {
    let kind = plan.kind();
    let mut values: Vec<(EntryIx, &str, &Said)> = vec![];
    let (mut pairs, mut tiers) = (vec![], None);
    let (mut marked, mut compared) = (EntrySet::EMPTY, BTreeSet::new());
    for said in all {
        match &said.say {
            Say::Blank => {}
            Say::Value(e, text) if !matches!(kind, Kind::Choice | Kind::Ranking | Kind::Pairs) => {
                let place = slate.find(e, said)?;
                if !marked.insert(place) {
                    return Err(said.wrong(&format!("`{e}` is marked twice; mark it once")));
                }
                values.push((place, text, said));
            }
            Say::Pair(a, b, c) if kind == Kind::Pairs => {
                let (x, y) = (slate.find(a, said)?, slate.find(b, said)?);
                if x == y {
                    return Err(said.wrong(&format!("`{a}` is compared with itself; name two entries")));
                }
                if !compared.insert((x.min(y), x.max(y))) {
                    return Err(said.wrong(&format!("`{a}` and `{b}` are compared twice; compare them once")));
                }
                pairs.push((x, y, *c));
            }
            Say::Ranks(ranks) if matches!(kind, Kind::Choice | Kind::Ranking) && tiers.is_none() => {
                let mut found = vec![];
                for tier in ranks {
                    let mut set = EntrySet::EMPTY;
                    for e in tier {
                        let place = slate.find(e, said)?;
                        let twice = found.iter().any(|t: &EntrySet| t.contains(place)) || !set.insert(place);
                        if twice {
                            return Err(said.wrong(&format!("`{e}` is ranked twice")));
                        }
                    }
                    found.push(set);
                }
                tiers = Some(found);
            }
            Say::Ranks(_) if tiers.is_some() => {
                return Err(said.wrong("there is a ballot of this voter before"));
            }
            _ => return Err(said.layout(kind)),
        }
    }
    let Some(first) = all.first() else { return Err("a ballot says something".to_owned()) };
    let wrong = |e: cocreate::ballot::BallotError| first.wrong(&e.to_string());
    let number = |text: &str, said: &Said| -> Result<i64, String> {
        text.parse().map_err(|_| said.value(&format!("expected a whole number, found `{text}`")))
    };
    Ok(match plan {
        BallotPlan::Ranking(_) => Ranking::tiers(tiers.unwrap_or_default()).into(),
        BallotPlan::Choice(_) => match &tiers.unwrap_or_default()[..] {
            [] => Choice::BLANK.into(),
            [one] if one.len() == 1 => Choice(one.single()).into(),
            _ => return Err(first.wrong("a choice names one entry")),
        },
        BallotPlan::Pairs(_) => Pairs::new(pairs).map_err(wrong)?.into(),
        BallotPlan::Approval(_) => {
            let mut set = EntrySet::EMPTY;
            for (e, text, said) in values {
                if approves(said, text)? {
                    set.insert(e);
                }
            }
            Approval::of(set).into()
        }
        BallotPlan::Scores(form) => {
            let level = |(e, text, said): (EntryIx, &str, &Said)| {
                form.level_of_text(text).map(|l| (e, l)).map_err(|e| said.value(&e))
            };
            Scores::new(values.into_iter().map(level).collect::<Result<Vec<_>, _>>()?).map_err(wrong)?.into()
        }
        BallotPlan::Points(_) => {
            let votes = |(e, text, said): (EntryIx, &str, &Said)| number(text, said).map(|n| (e, n));
            Points::new(values.into_iter().map(votes).collect::<Result<Vec<_>, _>>()?).map_err(wrong)?.into()
        }
        BallotPlan::Spend(_) => {
            let utility = |(e, text, said): (EntryIx, &str, &Said)| match text {
                "yes" | "x" => Ok((e, 1)),
                _ => {
                    let negative = |_| said.value(&format!("expected 0 or more, found `{text}`"));
                    u64::try_from(number(text, said)?).map(|n| (e, n)).map_err(negative)
                }
            };
            Spend::new(values.into_iter().map(utility).collect::<Result<Vec<_>, _>>()?).map_err(wrong)?.into()
        }
        BallotPlan::Consent(_) => {
            let position = |(e, text, said): (EntryIx, &str, &Said)| {
                let found = Position::of_word(text).map(|p| (e, p));
                let wanted =
                    "yes, yes-with-comments, no, no-with-reason, abstain, block or block-with-reason";
                found.ok_or_else(|| said.value(&format!("expected {wanted}, found `{text}`")))
            };
            Consent::new(values.into_iter().map(position).collect::<Result<Vec<_>, _>>()?)
                .map_err(wrong)?
                .into()
        }
        _ => return Err(first.wrong(&format!("{kind} ballots are not read from tables"))),
    })
}
