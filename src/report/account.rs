//! From a settlement to an account.
use super::{
    Account, Names, Section, money::payout, names::Cast, numbers::places, round::round, selection::failure,
};
use crate::{
    contest::{Ended, Ownership, Settlement},
    select::{SelectNote, Selection},
};

/// How much an account tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Results, ties and payments.
    Results,
    /// Every step of every count too.
    #[default]
    Steps,
}
impl Account {
    /// Of a settlement.
    pub fn of(settlement: &Settlement, names: &dyn Names, detail: Detail) -> Self {
        let cast = Cast::of(settlement, names);
        let mut sections = vec![end(settlement, &cast)];
        sections.extend(settlement.rounds.iter().flat_map(|r| round(r, &cast, detail)));
        let mut pots = Section::new(1, "Payments");
        if settlement.payouts.is_empty() {
            pots.say("There is no pot of money.");
        }
        sections.push(pots);
        let pot = |p: &crate::reward::Payout| payout(p, settlement.faults.get(&p.pot.pot), &cast);
        sections.extend(settlement.payouts.iter().map(pot));
        Self { title: format!("Settlement of contest {}", settlement.contest), sections }
    }
}
fn end(s: &Settlement, cast: &Cast<'_>) -> Section {
    let mut out = Section::new(1, "How it ended");
    match &s.ended {
        Ended::Won { winners } => {
            out.say("There are winners.");
            let row = |(p, t): (usize, &Vec<_>)| {
                t.iter().map(|e| vec![p.to_string(), cast.entry(e)]).collect::<Vec<_>>()
            };
            out.table(&["place", "entry"], places(winners).flat_map(row).collect());
        }
        Ended::Failed { why } => out.say(format!("Nobody won: {}. All money goes back.", failure(why, cast))),
        Ended::Cancelled { why } => {
            out.say(format!("The host stopped it: {}. All money goes back.", cast.reason(why.as_str())));
        }
    }
    out.say(match s.rights {
        Ownership::Host => "The host holds the rights in what was made.",
        Ownership::Contributors => "The contributors hold the rights in what they made.",
    });
    let hidden = |(e, t): (&crate::id::EntryId, &crate::contest::Span)| {
        format!("{} was hidden for {t} while a complaint was open", cast.entry(e))
    };
    out.list(s.hidden.iter().map(hidden).collect());
    let ties: usize = s.rounds.iter().flat_map(|r| &r.polls).map(|p| p.counted.ties.len()).sum();
    let selections = || s.rounds.iter().filter_map(|r| r.selection.as_ref());
    let broken = |x: &Selection| x.notes.iter().filter(|n| matches!(n, SelectNote::Broken { .. })).count();
    let (cuts, open): (usize, usize) =
        (selections().map(broken).sum(), selections().map(|x| x.tied.len()).sum());
    out.say(format!(
        "Ties met in the counts: {ties}; decided at a cut: {cuts}; left open there: {open}. Each is told with its poll or round."
    ));
    out.say(format!("Settled at {}, by the plan with digest {}.", s.at, s.plan));
    out
}
