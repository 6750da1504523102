//! Whom a round chooses: by its polls, by whoever ends ties at the cut, and by the host's pick, in this order.
use super::{Counting, Stop, not_countable};
use crate::{
    contest::{
        PollRecord, RoundRecord,
        plan::{OnTie, Unsettled},
        record::Stage,
    },
    count::DecidedBy,
    id::EntryId,
    select::{self, Candidate, Pick, PollResult, Results, SelectNote, Selection, TiedAtCut},
};

impl Counting<'_> {
    /// Puts the selection into the record, with ties at the cut ended as far as they are; false if the host must pick first.
    pub(super) fn choose(&self, r: &mut RoundRecord, over: Option<Stage>) -> Result<bool, Stop> {
        let rule = &*self.built().select;
        let fault = |why: String| not_countable(rule.about().id, why);
        let asks = rule.asks_pick();
        let mut by_votes = match self.revote_of() {
            Some(before) => Some(self.revoted(before, r)),
            None if asks => self.tied_before_pick(r).map_err(fault)?,
            None => Some(self.selected(r, None).map_err(fault)?),
        };
        // Who is certain to have a place cannot be picked, so the tie ends first.
        if let Some(s) = by_votes {
            let s = self.settle_cut(s, over)?;
            let spoken = |n: &SelectNote| matches!(n, SelectNote::Picked { .. } | SelectNote::HostSilent);
            if !asks || !s.tied.is_empty() || s.notes.iter().any(spoken) {
                r.selection = Some(s);
                return Ok(true);
            }
            by_votes = Some(s);
        }
        // A pick that no longer fits, since an entry is gone or the shortlist is another, is asked for again.
        let with = |picks: Option<&[Pick]>, r: &RoundRecord| self.with_picks(by_votes.as_ref(), r, picks);
        if r.picks.is_some() && with(r.picks.as_deref(), r).is_err() {
            r.picks = None;
        }
        if r.picks.is_none() && over < Some(Stage::Pick) {
            r.selection = by_votes;
            return Ok(false);
        }
        let s = with(r.picks.as_deref(), r).map_err(fault)?;
        r.selection = Some(self.settle_cut(s, over)?);
        Ok(true)
    }
    /// What the rule of selection says of counted polls with these picks, or with them beside what stands by votes.
    pub(in crate::contest) fn with_picks(
        &self,
        by_votes: Option<&Selection>,
        r: &RoundRecord,
        picks: Option<&[Pick]>,
    ) -> Result<Selection, String> {
        let Some(s) = by_votes else { return self.selected(r, picks) };
        // A second vote has only a part of the slate.
        let whole = self.state.first_turn().filter(|_| self.revote_of().is_some());
        let rule = &*self.built().select;
        self.results(whole.map_or(r, |first| first), picks, |x| select::pick(rule, s.clone(), x))
    }
    fn selected(&self, r: &RoundRecord, picks: Option<&[Pick]>) -> Result<Selection, String> {
        self.results(r, picks, |x| select::select(&*self.built().select, x))
    }
    fn tied_before_pick(&self, r: &RoundRecord) -> Result<Option<Selection>, String> {
        self.results(r, None, |x| self.built().select.tied_before_pick(x))
    }
    /// Gives a rule the results of counted polls, without entries that have gone since.
    fn results<T>(
        &self,
        r: &RoundRecord,
        picks: Option<&[Pick]>,
        rule: impl FnOnce(&Results<'_>) -> Result<T, select::SelectError>,
    ) -> Result<T, String> {
        let of = r.slate.iter().filter_map(|e| self.state.entries.find(e)).filter(|x| x.status.is_in());
        let candidates: Vec<Candidate> = of.map(crate::contest::entries::Entry::candidate).collect();
        let mut polls: Vec<PollResult> = r.polls.iter().map(PollRecord::result).collect();
        for p in &mut polls {
            for tier in &mut p.standing {
                tier.retain(|e| self.state.entries.find(e).is_some_and(|x| x.status.is_in()));
            }
            p.standing.retain(|tier| !tier.is_empty());
        }
        rule(&Results { candidates: &candidates, polls: &polls, picks }).map_err(|e| e.to_string())
    }
    /// Ends ties at the cut as the plan says, and tells each.
    fn settle_cut(&self, mut s: Selection, over: Option<Stage>) -> Result<Selection, Stop> {
        // Casting votes on ties that have ended are spent.
        let declared = |n: &&SelectNote| matches!(n, SelectNote::Broken { by: DecidedBy::Declared, .. });
        let mut by_host = self.state.round.at_cut.iter().skip(s.notes.iter().filter(declared).count());
        let waited = over >= Some(Stage::of_cut(&s));
        while let Some(tie) = s.tied.first().cloned() {
            let Some((by, chosen)) = self.cut(&tie, &mut by_host, waited)? else { break };
            s = s.settle(&chosen, by).map_err(|e| not_countable("select", e))?;
        }
        Ok(s)
    }
    /// Who ends this tie, and how; `None` while nobody has.
    fn cut<'b>(
        &self,
        tie: &TiedAtCut,
        by_host: &mut impl Iterator<Item = &'b Vec<EntryId>>,
        waited: bool,
    ) -> Result<Option<(DecidedBy, Vec<EntryId>)>, Stop> {
        let plan = &self.round_plan().ties;
        let by_hand = matches!(plan.by, OnTie::Host | OnTie::Revote);
        let in_time = if by_hand { by_host.next() } else { None };
        if let Some(chosen) = in_time {
            return Ok(Some((DecidedBy::Declared, chosen.clone())));
        }
        let by_order = match &plan.by {
            OnTie::FirstEntered => Some(self.first_of(tie, |e| Some(e as usize))),
            OnTie::Order(ids) if tie.tied.iter().all(|e| ids.contains(e)) => {
                let place = |e| ids.iter().position(|x| *x == self.state.entries.get(e).id);
                Some(self.first_of(tie, place))
            }
            _ => None,
        };
        if let Some(chosen) = by_order {
            return Ok(Some((DecidedBy::Order, chosen)));
        }
        // The plan's lot, at once or when nobody decided in time.
        let voted_again = plan.by != OnTie::Revote || self.revote_of().is_some();
        if plan.by != OnTie::Lot && !(waited && plan.then == Unsettled::Lot && voted_again) {
            return Ok(None);
        }
        let order = self.lot("select")?.order("cut", self.state.entries.len());
        let place = |e| order.iter().position(|x| *x as u32 == e);
        Ok(Some((DecidedBy::Lot, self.first_of(tie, place))))
    }
    /// The first so many of a tie by a place of each entry.
    fn first_of(&self, tie: &TiedAtCut, place: impl Fn(u32) -> Option<usize>) -> Vec<EntryId> {
        let mut all: Vec<&EntryId> = tie.tied.iter().collect();
        all.sort_by_key(|e| self.state.entries.ix(e).and_then(&place).unwrap_or(usize::MAX));
        all.into_iter().take(tie.choose).cloned().collect()
    }
}
