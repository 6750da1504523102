//! A second vote among those who are level at the cut.
use super::Counting;
use crate::{
    contest::{RoundRecord, plan::OnTie},
    id::EntryId,
    select::{NoneChosen, SelectNote, Selection},
};

impl Counting<'_> {
    /// The selection whose ties this turn votes on again, if it is such a turn: the round does not repeat, so any second turn is one.
    pub(in crate::contest) fn revote_of(&self) -> Option<&Selection> {
        let round = &self.state.round;
        if self.round_plan().ties.by != OnTie::Revote || round.turn == 0 {
            return None;
        }
        self.state.first_turn()?.selection.as_ref()
    }
    /// That selection with its ties ended, as far as the first poll ends them. Who is gone since leaves the place to the others.
    pub(super) fn revoted(&self, before: &Selection, r: &RoundRecord) -> Selection {
        let stands = |e: &EntryId| self.state.entries.find(e).is_some_and(|x| x.status.is_in());
        let standing = r.polls.first().map_or(&[][..], |p| &p.counted.standing);
        let mut s = before.clone();
        for tier in &mut s.winners {
            tier.retain(stands);
        }
        for mut tie in std::mem::take(&mut s.tied) {
            let was = tie.tied.clone();
            tie.tied.retain(stands);
            let (certain, rest) = tie.ended_by(standing);
            s.notes.push(SelectNote::Revoted { tied: was, chosen: certain.clone() });
            match s.winners.get_mut(tie.tier) {
                Some(tier) => tier.extend(certain),
                None => s.winners.push(certain),
            }
            s.tied.extend(rest);
        }
        if s.tied.is_empty() && s.winners.iter().all(Vec::is_empty) {
            s.none = Some(NoneChosen::NoEntries);
        }
        s
    }
    /// The slate of the round, of which a second vote has only a part.
    pub(in crate::contest) fn whole_slate<'r>(&'r self, r: &'r RoundRecord) -> &'r [EntryId] {
        let first = self.state.first_turn().filter(|_| self.revote_of().is_some());
        first.map_or(&r.slate, |first| &first.slate)
    }
}
