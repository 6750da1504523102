//! Ballots of one kind as another, at the edge where files meet rules.
//!
//! Without being told, only what loses nothing that the rule could use:
//!
//! | from | to | by |
//! |---|---|---|
//! | rankings | choices | the first place, if every ballot that names anyone has one entry there |
//! | approvals, points, scores with whole values from 0 | spend | the file's costs; an approval is utility 1 |
//! | categories (`.cat`) | approvals | the first category |
//! | categories | scores | the levels that they are read as |
//!
//! When told so ([`Convert::explicit`]), also what loses something:
//!
//! | from | to | by |
//! |---|---|---|
//! | rankings | approvals | all named are approved |
//! | rankings | scores, points | of m entries, m - 1 for the first place, one less for each entry above; equal ranks alike |
//! | rankings | spend | the length of the longest ballot for the first place, one less for each entry above |
//! | scores | approvals | values above the middle of the scale; where all values are alike, those above 0 |
//! | points | approvals | votes above zero |
//! | consents | approvals | yes, with comments or not |
//! | approvals, scores, points | choices | the one best entry; blank where several are best |
//! | approvals, scores, points | rankings | higher before lower, equal together |
//! | approvals | scores, points, consents | 1 for the approved (yes), nothing for the others |
//! | scores, points | points, scores | whole values |
//! | rankings, approvals, scores, points | pairs | higher beats lower, equal is a draw; entries that are not named are not compared, unless `unranked_last` |
use super::poll::Poll;
use crate::{
    ballot::{
        Approval, Ballot, Choice, Comparison, Consent, Cost, Kind, MAX_POINTS, Pairs, PairsForm, Points,
        PointsForm, Position, Ranking, ScoreForm, Scores, Spend, SpendForm,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{AnyProfile, Profile, Refused},
};
use std::collections::BTreeMap;

/// How ballots may be converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Convert {
    /// Somebody asked for this kind: what loses something is allowed.
    pub explicit: bool,
    /// For pairs: entries that a ballot does not name are worse than those that it names.
    pub unranked_last: bool,
}

/// What several entries in one rank (an overvote) are, for rules that want one entry a rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EqualRanks {
    /// As they stand.
    #[default]
    Keep,
    /// The rank is left out, with its entries.
    Skip,
    /// The ballot ends before it.
    End,
}
impl EqualRanks {
    /// The same ballots with at most one entry a rank, unless equal ranks are kept.
    ///
    /// # Errors
    /// None of ballots that a profile has taken; the type is that of a builder.
    pub fn apply(self, p: Profile<Ranking>) -> Result<Profile<Ranking>, Refused> {
        if self == Self::Keep || p.rows().is_strict() {
            return Ok(p);
        }
        let form = p.form().clone();
        let mut to = Profile::builder(*p.slate(), form).map_err(|cause| Refused { at: 0, cause })?;
        for r in 0..p.len() {
            let Ranking(mut tiers) = row(&p, r);
            match self {
                Self::End => tiers.truncate(tiers.iter().take_while(|t| t.single().is_some()).count()),
                _ => tiers.retain(|t| t.single().is_some()),
            }
            to.push_many(&Ranking(tiers), p.voters(r))?;
        }
        Ok(to.finish())
    }
}

/// Why ballots cannot be had as another kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// It would lose something, and nobody asked for it.
    #[error(
        "the file has {from} ballots and {to} ballots are wanted; ask for the conversion by name, as `--as {to}`"
    )]
    Ask {
        /// What there is.
        from: Kind,
        /// What is wanted.
        to: Kind,
    },
    /// There is no such conversion.
    #[error("{from} ballots cannot be read as {to}")]
    Never {
        /// What there is.
        from: Kind,
        /// What is wanted.
        to: Kind,
    },
    /// Rankings with more than one entry in the first place.
    #[error(
        "{ballots} ballots rank several entries first, so they name no single choice; with `--as choice` they count as blank"
    )]
    NoSingleFirst {
        /// How many.
        ballots: u64,
    },
    /// Nothing has a price.
    #[error("the file tells no costs, so its ballots cannot be read as spend")]
    NoCosts,
    /// A value that is not a whole number of points or utility.
    #[error("the value {value} is not a whole number from {least} to {most}, so it cannot be read as {to}")]
    NotWhole {
        /// The value.
        value: Exact,
        /// What is wanted.
        to: Kind,
        /// Least.
        least: i64,
        /// Most.
        most: u64,
    },
    /// The new kind refuses a ballot.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Entries of one ballot with a grade; higher is better.
type Graded = BTreeMap<EntryIx, i64>;

impl Convert {
    /// The poll's ballots as `to`.
    ///
    /// # Errors
    /// If the conversion does not exist, loses something that nobody allowed to lose, or a ballot does not fit.
    pub fn ballots(self, poll: &Poll, to: Kind) -> Result<AnyProfile, ConvertError> {
        let from = poll.kind();
        if from == to {
            return Ok(poll.ballots.clone());
        }
        if !self.explicit && !is_plain(poll, to) {
            let never = matches!(from, Kind::Pairs | Kind::Spend)
                || [(from, to), (to, from)].iter().any(|(a, b)| *a == Kind::Consent && *b != Kind::Approval);
            return Err(if never {
                ConvertError::Never { from, to }
            } else {
                ConvertError::Ask { from, to }
            });
        }
        match &poll.ballots {
            AnyProfile::Ranking(p) => self.rankings(poll, p, to),
            AnyProfile::Approval(p) => self.approvals(poll, p, to),
            AnyProfile::Scores(p) => self.scores(poll, p, to),
            AnyProfile::Points(p) => self.points(poll, p, to),
            AnyProfile::Consent(p) if to == Kind::Approval => {
                let yes = |p: &Position| matches!(p, Position::Yes | Position::YesWithComments);
                each(p, |b: Consent| Approval(b.iter().filter(|(_, p)| yes(p)).map(|(e, _)| e).collect()))
            }
            _ => Err(ConvertError::Never { from, to }),
        }
    }
    fn rankings(self, poll: &Poll, p: &Profile<Ranking>, to: Kind) -> Result<AnyProfile, ConvertError> {
        let m = p.slate().len() as i64;
        match to {
            Kind::Choice => self.first_places(p),
            Kind::Approval => each(p, |b: Ranking| Approval(named(&b))),
            Kind::Scores => {
                let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: (m - 1).max(0) as u16 };
                with_form(p, form, |b: Ranking| {
                    Scores(places(&b, m - 1).map(|(e, g)| (e, g as u16)).collect())
                })
            }
            Kind::Spend => {
                let longest = p.ballots().map(|(b, _)| named(&b).len()).max().unwrap_or(0) as i64;
                let form = spend_form(poll)?;
                with_form(p, form, |b: Ranking| {
                    Spend(places(&b, longest).map(|(e, g)| (e, g as u64)).collect())
                })
            }
            _ => self.graded(p, to, |b: Ranking| places(&b, m - 1).collect()),
        }
    }
    fn first_places(self, p: &Profile<Ranking>) -> Result<AnyProfile, ConvertError> {
        let several = |b: &Ranking| b.0.first().is_some_and(|t| t.single().is_none());
        let ballots: u64 = if p.rows().is_strict() {
            0
        } else {
            (0..p.len()).filter(|r| several(&row(p, *r))).map(|r| p.voters(r)).sum()
        };
        if ballots > 0 && !self.explicit {
            return Err(ConvertError::NoSingleFirst { ballots });
        }
        each(p, |b: Ranking| Choice(b.0.first().and_then(EntrySet::single)))
    }
    fn approvals(self, poll: &Poll, p: &Profile<Approval>, to: Kind) -> Result<AnyProfile, ConvertError> {
        match to {
            Kind::Spend => with_form(p, spend_form(poll)?, |b: Approval| Spend::approving(b.set())),
            Kind::Ranking => {
                each(p, |b: Approval| Ranking(Some(b.0).into_iter().filter(|s| !s.is_empty()).collect()))
            }
            Kind::Scores => {
                let form = ScoreForm { lowest: Exact::ZERO, step: Exact::ONE, top: 1 };
                with_form(p, form, |b: Approval| Scores(b.0.iter().map(|e| (e, 1)).collect()))
            }
            Kind::Consent => each(p, |b: Approval| Consent(b.0.iter().map(|e| (e, Position::Yes)).collect())),
            _ => self.graded(p, to, |b: Approval| b.0.iter().map(|e| (e, 1)).collect()),
        }
    }
    fn scores(self, poll: &Poll, p: &Profile<Scores>, to: Kind) -> Result<AnyProfile, ConvertError> {
        let form = p.form();
        match to {
            Kind::Approval => {
                let top = u32::from(form.top);
                // All marks alike: good if they are worth something.
                let alike = top == 0 && form.lowest > Exact::ZERO;
                let good = |l: u16| {
                    if poll.categories.is_empty() { 2 * u32::from(l) > top || alike } else { l == form.top }
                };
                each(p, |b: Scores| Approval(b.iter().filter(|(_, l)| good(*l)).map(|(e, _)| e).collect()))
            }
            Kind::Spend => {
                let values = whole_values(p, to, 0)?;
                let utility = |b: Scores| Spend(b.iter().map(|(e, l)| (e, values[&l] as u64)).collect());
                with_form(p, spend_form(poll)?, utility)
            }
            Kind::Points => {
                let values = whole_values(p, to, -(MAX_POINTS as i64))?;
                self.graded(p, to, |b: Scores| b.iter().map(|(e, l)| (e, values[&l])).collect())
            }
            Kind::Consent if is_silent(p) => each(p, |_| Consent::default()),
            _ => self.graded(p, to, |b: Scores| b.iter().map(|(e, l)| (e, i64::from(l))).collect()),
        }
    }
    fn points(self, poll: &Poll, p: &Profile<Points>, to: Kind) -> Result<AnyProfile, ConvertError> {
        let votes = || p.ballots().flat_map(|(b, _)| b.0.into_values());
        match to {
            Kind::Approval => {
                each(p, |b: Points| Approval(b.iter().filter(|(_, v)| *v > 0).map(|(e, _)| e).collect()))
            }
            Kind::Spend => {
                if let Some(v) = votes().find(|v| *v < 0) {
                    return Err(ConvertError::NotWhole { value: v.into(), to, least: 0, most: MAX_POINTS });
                }
                let form = spend_form(poll)?;
                with_form(p, form, |b: Points| Spend(b.iter().map(|(e, v)| (e, v as u64)).collect()))
            }
            Kind::Scores => {
                let (low, high) = (votes().min().unwrap_or(0), votes().max().unwrap_or(0));
                let Some(top) = u16::try_from(high - low).ok().filter(|t| *t <= crate::ballot::MAX_LEVEL)
                else {
                    return Err(ConvertError::NotWhole {
                        value: high.into(),
                        to,
                        least: low,
                        most: MAX_POINTS,
                    });
                };
                let form = ScoreForm { lowest: low.into(), step: Exact::ONE, top };
                with_form(p, form, |b: Points| Scores(b.iter().map(|(e, v)| (e, (v - low) as u16)).collect()))
            }
            _ => self.graded(p, to, |b: Points| b.0),
        }
    }
    /// To a kind that only needs to know who is how good.
    fn graded<B: Ballot>(
        self,
        p: &Profile<B>,
        to: Kind,
        grades: impl Fn(B) -> Graded,
    ) -> Result<AnyProfile, ConvertError> {
        match to {
            Kind::Choice => each(p, |b| Choice(best(&grades(b)))),
            Kind::Ranking => each(p, |b| {
                let mut tiers: BTreeMap<i64, EntrySet> = BTreeMap::new();
                for (e, g) in grades(b) {
                    tiers.entry(g).or_default().insert(e);
                }
                Ranking(tiers.into_values().rev().collect())
            }),
            Kind::Points => {
                let all: Vec<Graded> = p.ballots().map(|(b, _)| grades(b)).collect();
                let budget = all.iter().map(|g| g.values().map(|v| v.unsigned_abs()).sum::<u64>()).max();
                let negative = all.iter().any(|g| g.values().any(|v| *v < 0));
                let budget = budget.unwrap_or(0);
                let form = PointsForm { budget, cost: Cost::Linear, negative, most: MAX_POINTS };
                with_form(p, form, |b| Points(grades(b)))
            }
            Kind::Pairs => {
                let m = p.slate().len();
                with_form(p, PairsForm::default(), |b| self.compared(&grades(b), m))
            }
            _ => Err(ConvertError::Never { from: B::KIND, to }),
        }
    }
    fn compared(self, grades: &Graded, m: usize) -> Pairs {
        let all = (0..m).map(EntryIx::from);
        let shown: Vec<(EntryIx, Option<i64>)> = all
            .map(|e| (e, grades.get(&e).copied()))
            .filter(|(_, g)| self.unranked_last || g.is_some())
            .collect();
        let mut pairs = vec![];
        for (i, (a, x)) in shown.iter().enumerate() {
            for (b, y) in &shown[i + 1..] {
                let answer = match x.cmp(y) {
                    std::cmp::Ordering::Greater => Comparison::First,
                    std::cmp::Ordering::Less => Comparison::Second,
                    std::cmp::Ordering::Equal => Comparison::Draw,
                };
                if x.is_some() || y.is_some() {
                    pairs.push((*a, *b, answer));
                }
            }
        }
        Pairs::new(pairs).expect("each pair is met once, the lower place first")
    }
}

/// Whether nothing is lost.
fn is_plain(poll: &Poll, to: Kind) -> bool {
    match (poll.kind(), to) {
        (Kind::Ranking, Kind::Choice) => true,
        (Kind::Approval | Kind::Points | Kind::Scores, Kind::Spend) => poll.costs.is_some(),
        (Kind::Scores, Kind::Approval) => !poll.categories.is_empty(),
        // Only values tell the two kinds apart.
        (Kind::Scores, Kind::Consent) => matches!(&poll.ballots, AnyProfile::Scores(p) if is_silent(p)),
        _ => false,
    }
}
fn is_silent(p: &Profile<Scores>) -> bool {
    p.ballots().all(|(b, _)| b.iter().next().is_none())
}
fn row<B: Ballot>(p: &Profile<B>, r: usize) -> B {
    crate::ballot::Rows::ballot(p.rows(), r)
}
fn named(b: &Ranking) -> EntrySet {
    b.iter().fold(EntrySet::EMPTY, |a, t| a.union(t))
}
/// `first` for the first place, one less for each entry above.
fn places(b: &Ranking, first: i64) -> impl Iterator<Item = (EntryIx, i64)> + '_ {
    let mut above = 0;
    b.iter().flat_map(move |tier| {
        let grade = first - above;
        above += tier.len() as i64;
        tier.iter().map(move |e| (e, grade))
    })
}
fn best(grades: &Graded) -> Option<EntryIx> {
    let top = grades.values().max()?;
    let mut at_top = grades.iter().filter(|(_, g)| *g == top);
    let first = at_top.next()?;
    at_top.next().is_none().then_some(*first.0)
}
fn spend_form(poll: &Poll) -> Result<SpendForm, ConvertError> {
    let costs = poll.costs.as_ref().ok_or(ConvertError::NoCosts)?;
    Ok(SpendForm::with_costs(costs.costs.iter().copied()))
}
/// The values of the levels in use, all whole and not below `least`.
fn whole_values(p: &Profile<Scores>, to: Kind, least: i64) -> Result<BTreeMap<u16, i64>, ConvertError> {
    let mut out = BTreeMap::new();
    for (b, _) in p.ballots() {
        for (_, level) in b.iter() {
            if out.contains_key(&level) {
                continue;
            }
            let value = p.form().value(level);
            let whole = value.floor().filter(|f| Exact::from(*f) == value);
            let fits = whole.and_then(|f| i64::try_from(f).ok());
            match fits.filter(|v| *v >= least && v.unsigned_abs() <= MAX_POINTS) {
                Some(v) => out.insert(level, v),
                None => return Err(ConvertError::NotWhole { value, to, least, most: MAX_POINTS }),
            };
        }
    }
    Ok(out)
}
fn each<A: Ballot, B: Ballot>(p: &Profile<A>, f: impl Fn(A) -> B) -> Result<AnyProfile, ConvertError>
where
    AnyProfile: From<Profile<B>>,
{
    with_form(p, B::Form::default(), f)
}
fn with_form<A: Ballot, B: Ballot>(
    p: &Profile<A>,
    form: B::Form,
    f: impl Fn(A) -> B,
) -> Result<AnyProfile, ConvertError>
where
    AnyProfile: From<Profile<B>>,
{
    let mut to = Profile::<B>::builder(*p.slate(), form).map_err(|cause| Refused { at: 0, cause })?;
    for r in 0..p.len() {
        to.push_many(&f(row(p, r)), p.voters(r))?;
    }
    Ok(to.finish().into())
}
