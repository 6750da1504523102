//! An answer of entries in tiers.
use super::{
    About, Answer, CountError, Gives, Halt, Reason, Task, Teller, TieAt, Winners,
    answer::{Focus, sealed::Sealed},
};
use crate::{
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Slate,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, num::NonZeroU32};

/// What a standing is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seats {
    /// The set that the definition chooses, however many they are.
    Open,
    /// So many winners, in no order.
    Fill(NonZeroU32),
    /// The first so many places, in order.
    Rank(NonZeroU32),
}
impl Seats {
    /// One winner.
    pub const ONE: Self = Self::Fill(NonZeroU32::MIN);
    /// `n` winners; `None` for none.
    pub fn fill(n: u32) -> Option<Self> {
        NonZeroU32::new(n).map(Self::Fill)
    }
    /// The first `n` places; `None` for none.
    pub fn rank(n: u32) -> Option<Self> {
        NonZeroU32::new(n).map(Self::Rank)
    }
    /// For rules whose definition speaks of a number; the driver has checked that there is one. 1 where it is open.
    pub fn number(self) -> usize {
        match self {
            Self::Open => 1,
            Self::Fill(n) | Self::Rank(n) => n.get() as usize,
        }
    }
}

/// Entries in tiers, best first. A tier is what the definition does not tell apart. Those who may not win (too few votes,
/// below a mark) are in no tier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    tiers: Vec<EntrySet>,
    #[serde(skip_serializing_if = "EntrySet::is_empty")]
    unplaced: EntrySet,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    scores: BTreeMap<EntryIx, Exact>,
    /// Whom the rule says it elected.
    #[serde(skip)]
    elected: Option<EntrySet>,
    #[serde(skip)]
    reason: Option<Reason>,
}
impl Standing {
    /// These tiers, best first; empty ones are left out.
    pub fn of(tiers: impl IntoIterator<Item = EntrySet>) -> Self {
        Self { tiers: tiers.into_iter().filter(|t| !t.is_empty()).collect(), ..Self::default() }
    }
    /// The largest value first; `None` is unplaced. For values that are not shown.
    pub fn by<K: Ord>(slate: &Slate, value: impl Fn(EntryIx) -> Option<K>) -> Self {
        let mut tiers: BTreeMap<K, EntrySet> = BTreeMap::new();
        let mut unplaced = EntrySet::EMPTY;
        for e in slate.iter() {
            match value(e) {
                Some(k) => tiers.entry(k).or_default().insert(e),
                None => unplaced.insert(e),
            };
        }
        Self { tiers: tiers.into_values().rev().collect(), unplaced, ..Self::default() }
    }
    /// The largest score first; `None` is unplaced. The scores are kept.
    pub fn by_score(slate: &Slate, score: impl Fn(EntryIx) -> Option<Exact>) -> Self {
        let scores: BTreeMap<EntryIx, Exact> = slate.iter().filter_map(|e| Some((e, score(e)?))).collect();
        let ranked = Self::by(slate, |e| scores.get(&e));
        Self { tiers: ranked.tiers, unplaced: ranked.unplaced, scores, ..Self::default() }
    }
    /// These may not win.
    #[must_use]
    pub fn unplace(mut self, set: &EntrySet) -> Self {
        for t in &mut self.tiers {
            *t = t.minus(set);
        }
        self.tiers.retain(|t| !t.is_empty());
        self.unplaced = self.unplaced.union(set);
        self
    }
    /// Scores to be shown beside the tiers.
    #[must_use]
    pub fn with_scores(mut self, scores: impl IntoIterator<Item = (EntryIx, Exact)>) -> Self {
        self.scores = scores.into_iter().collect();
        self
    }
    /// Why nobody is placed, if nobody is.
    #[must_use]
    pub fn or_because(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self
    }
    pub(super) fn with_elected(mut self, set: EntrySet) -> Self {
        self.elected = Some(set);
        self
    }
    /// Best first.
    pub fn tiers(&self) -> &[EntrySet] {
        &self.tiers
    }
    /// Those who may not win.
    pub fn unplaced(&self) -> &EntrySet {
        &self.unplaced
    }
    /// Scores, where the rule has them.
    pub fn scores(&self) -> &BTreeMap<EntryIx, Exact> {
        &self.scores
    }
}
impl Sealed for Standing {}
impl Answer for Standing {
    const GIVES: Gives = Gives::Standing;
    type Task = Seats;
    fn admit(about: &About, task: &Seats, slate: &Slate) -> Result<(), CountError> {
        match task {
            Seats::Open if about.needs_number => Err(CountError::NeedsNumber { rule: about.id }),
            Seats::Fill(n) | Seats::Rank(n) if n.get() as usize > slate.len() && !slate.is_empty() => {
                Err(CountError::TooManySeats { rule: about.id, seats: n.get(), entries: slate.len() })
            }
            _ => Ok(()),
        }
    }
    fn task(any: &Task) -> Option<Seats> {
        if let Task::Seats(s) = any { Some(*s) } else { None }
    }
    fn focus(task: &Seats) -> Focus {
        match task {
            Seats::Open => Focus::Whole,
            Seats::Fill(n) => Focus::Winners(n.get() as usize),
            Seats::Rank(n) => Focus::Places(n.get() as usize),
        }
    }
    fn check(&self, task: &Seats, slate: &Slate) -> Result<(), String> {
        let mut seen = EntrySet::EMPTY;
        for t in self.tiers.iter().chain([&self.unplaced]) {
            if let Some(e) = t.intersection(&seen).iter().next() {
                return Err(format!("entry {e} stands in two tiers"));
            }
            seen = seen.union(t);
        }
        let all = EntrySet::first(slate.len());
        if let Some(e) = seen.minus(&all).iter().next() {
            return Err(format!("names entry {e}, which is not on the slate of {}", slate.len()));
        }
        if let Some(e) = all.minus(&seen).iter().next() {
            return Err(format!("entry {e} stands nowhere"));
        }
        let elected = self.elected.as_ref().map_or(0, EntrySet::len);
        if *task != Seats::Open && elected > task.number() {
            return Err(format!("elected {elected} for {} seats", task.number()));
        }
        Ok(())
    }
    fn settle(mut self, task: &Seats, teller: &mut Teller) -> Result<Self, Halt> {
        self.tiers = match task {
            Seats::Open => self.tiers,
            Seats::Fill(n) => cut_at(n.get() as usize, self.tiers, teller)?,
            Seats::Rank(n) => order_first(n.get() as usize, self.tiers, teller)?,
        };
        Ok(self)
    }
    fn winners(&self, task: &Seats) -> Winners {
        let k = match task {
            Seats::Open => return self.tiers.first().cloned().unwrap_or_default().into(),
            Seats::Fill(n) | Seats::Rank(n) => n.get() as usize,
        };
        let mut taken = 0;
        let fitting = self.tiers.iter().take_while(|t| {
            taken += t.len();
            taken <= k
        });
        match task {
            Seats::Rank(_) => Winners::of(fitting.cloned()),
            _ => fitting.fold(EntrySet::EMPTY, |a, t| a.union(t)).into(),
        }
    }
    fn certain(self, task: &Seats) -> Self {
        let first = self.winners(task);
        let rest = self.tiers.iter().fold(EntrySet::EMPTY, |a, t| a.union(t)).minus(&first.set());
        let tiers = first.tiers().iter().cloned().chain([rest]).filter(|t| !t.is_empty()).collect();
        Self { tiers, ..self }
    }
    fn why_nobody(&self) -> Reason {
        self.reason.clone().unwrap_or(Reason::NobodyQualified)
    }
}

/// The tier that the last seat falls into is cut in two by the teller, or left open.
fn cut_at(k: usize, tiers: Vec<EntrySet>, teller: &mut Teller) -> Result<Vec<EntrySet>, Halt> {
    let (mut taken, mut out) = (0, vec![]);
    for tier in tiers {
        let free = k.saturating_sub(taken);
        taken += tier.len();
        if free == 0 || tier.len() <= free {
            out.push(tier);
            continue;
        }
        match teller.last_seats(&tier, free)? {
            Some(chosen) => {
                let rest = tier.minus(&chosen);
                out.extend([chosen, rest]);
            }
            None => out.push(tier),
        }
    }
    Ok(out)
}
/// The first `k` places are each filled by one.
fn order_first(k: usize, tiers: Vec<EntrySet>, teller: &mut Teller) -> Result<Vec<EntrySet>, Halt> {
    let (mut taken, mut out) = (0, vec![]);
    for mut tier in tiers {
        while taken < k && tier.len() > 1 {
            let first = teller.pick_entry(TieAt::win(taken + 1), &tier)?;
            tier.remove(first);
            taken += 1;
            out.push(first.into());
        }
        taken += tier.len();
        out.push(tier);
    }
    Ok(out)
}
