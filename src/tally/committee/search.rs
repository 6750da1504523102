//! Branch and bound over committees: all that are best, or the best found when the limit of looks is hit.
use crate::{
    count::{Draft, Halt, Refusal, Standing, Step, Teller, TieAt, Winners},
    id::{EntryIx, EntrySet},
};

/// Most committees, whole and in parts, that a search looks at; fewer where each takes more than 2^10 steps.
const MAX_LOOKS: usize = 1 << 20;
/// Most entries of a search.
pub(super) const MAX_ENTRIES: usize = 256;
/// Most tied committees that are kept.
const MAX_TIED: usize = 20_000;

/// What a committee is judged by.
pub(super) trait Goal {
    /// Larger is better.
    type Value: Ord + Clone;
    /// No committee that holds `part` and `free` more of the entries `open` has a larger value. The value itself, if none is
    /// free.
    fn bound(&self, part: &[EntryIx], open: &[EntryIx], free: usize) -> Self::Value;
    /// Steps that a bound takes.
    fn effort(&self) -> usize;
    /// In words, for a search that hit its limit.
    fn show(&self, value: &Self::Value) -> String;
}
struct Search<'a, G: Goal> {
    goal: &'a G,
    order: &'a [EntryIx],
    looks: usize,
    most: usize,
    best: Option<G::Value>,
    sets: Vec<EntrySet>,
    /// The largest bound that was not followed.
    left: Option<G::Value>,
}
impl<G: Goal> Search<'_, G> {
    fn is_over(&self) -> bool {
        self.looks > self.most || self.sets.len() > MAX_TIED
    }
    fn follow(
        &mut self,
        part: &mut Vec<EntryIx>,
        at: usize,
        k: usize,
        teller: &mut Teller,
    ) -> Result<(), Halt> {
        self.looks += 1;
        if self.looks.is_multiple_of(1024) {
            teller.poll()?;
        }
        let (open, free) = (&self.order[at..], k - part.len());
        if open.len() < free {
            return Ok(());
        }
        let bound = self.goal.bound(part, open, free);
        if self.best.as_ref().is_some_and(|b| bound < *b) {
            return Ok(());
        }
        if self.is_over() {
            self.left = self.left.take().max(Some(bound));
            return Ok(());
        }
        if free == 0 {
            if self.best.as_ref().is_none_or(|b| bound > *b) {
                self.best = Some(bound);
                self.sets.clear();
            }
            self.sets.push(part.iter().copied().collect());
            return Ok(());
        }
        part.push(self.order[at]);
        self.follow(part, at + 1, k, teller)?;
        part.pop();
        self.follow(part, at + 1, k, teller)
    }
}
/// The best committee of `k`; the teller picks among equals, at stage `win`. Promising entries first make it faster.
pub(super) fn best_committee<G: Goal>(
    goal: &G,
    order: &[EntryIx],
    k: usize,
    teller: &mut Teller,
) -> Result<Standing, Halt> {
    if order.len() > MAX_ENTRIES {
        let (got, most) = (order.len() as u64, MAX_ENTRIES as u64);
        return Err(Refusal::TooLarge { what: "entries for a search over committees", got, most }.into());
    }
    let most = MAX_LOOKS / (goal.effort() >> 10).max(1);
    let mut s = Search { goal, order, looks: 0, most, best: None, sets: vec![], left: None };
    s.follow(&mut vec![], 0, k, teller)?;
    if let Some(left) = &s.left {
        let best = s.sets.first().cloned().unwrap_or_default();
        let found = s.best.as_ref().map_or_else(String::new, |b| goal.show(b));
        let bound = format!(
            "{found} was found and {} may be reached; the search ends after {most} looks or {MAX_TIED} tied committees",
            goal.show(left)
        );
        return Err(teller.undecided(Winners::from(best), bound));
    }
    s.sets.sort();
    if let Some(best) = &s.best {
        teller.record(|| Step::note(format!("the best committees reach {}", goal.show(best))));
    }
    let chosen = teller.pick(TieAt::win(0), &s.sets)?;
    teller.record(|| Step::Elected { entries: chosen.clone() });
    let rest: EntrySet = order.iter().copied().filter(|e| !chosen.contains(*e)).collect();
    let mut draft = Draft::new();
    draft.elect(chosen);
    Ok(draft.finish(rest))
}
