//! Shared funds that are given to one entry after the other, as far as their conviction carries what is left.
use super::{
    AtCut, SelectNote, Selection, TiedAtCut,
    gates::{self, GateError, Needed},
};
use crate::id::EntryId;
use crate::num::Exact;

/// The funds while they are given.
pub(super) struct SpentDown<'a> {
    pub(super) growth: &'a gates::Conviction,
    pub(super) supply: Exact,
    /// What is left of the funds; never nought, since nobody gets all of it.
    pub(super) left: Exact,
    pub(super) places: usize,
    pub(super) at_cut: AtCut,
    pub(super) s: Selection,
}
impl SpentDown<'_> {
    /// Entries with the same conviction that ask for as much; those with more, or that ask for less, came before.
    pub(super) fn give(&mut self, have: &Exact, asks: &Exact, level: &[&EntryId]) -> Result<(), GateError> {
        // How many of them the funds carry, one after the other: whichever is first, it is as many.
        let (mut left, mut carried, mut lacks) = (self.left.clone(), 0, None);
        while carried < level.len() && lacks.is_none() {
            match self.growth.needed(&self.supply, &left, asks)? {
                Needed::Over(need) if *have > need => {
                    left = &left - asks;
                    carried += 1;
                }
                other => lacks = Some(other),
            }
        }
        let names = || level.iter().map(|e| (*e).clone());
        let choose = carried.min(self.places);
        let chosen = match lacks {
            Some(lacks) if carried == 0 => {
                let most = &self.growth.beta * &self.left;
                self.s.notes.extend(names().map(|entry| match &lacks {
                    Needed::Over(need) => {
                        SelectNote::Below { entry, need: need.clone(), have: Some(have.clone()) }
                    }
                    Needed::TooMuch => SelectNote::AsksTooMuch { entry, most: most.clone() },
                }));
                0
            }
            // All places are taken.
            _ if choose == 0 => 0,
            _ if choose == level.len() => {
                self.s.winners.push(names().collect());
                choose
            }
            _ if self.at_cut == AtCut::None => {
                self.s.notes.extend(names().map(|entry| SelectNote::TiedOut { entry }));
                self.places = 0;
                0
            }
            None if self.at_cut == AtCut::All => {
                self.s.notes.extend(names().map(|entry| SelectNote::TiedIn { entry }));
                self.s.winners.push(names().collect());
                level.len()
            }
            _ => {
                let tier = self.s.winners.len();
                self.s.tied.push(TiedAtCut { tied: names().collect(), choose, tier, category: None });
                self.s.winners.push(vec![]);
                choose
            }
        };
        self.places = self.places.saturating_sub(chosen);
        self.left = &self.left - &(asks * &Exact::from(chosen));
        Ok(())
    }
}
