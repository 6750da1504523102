//! Acts on entries.
use super::{Judge, Judged};
use crate::{
    admit::Tied,
    contest::{Act, Actor, Refusal, Submission, entries::Status, plan::too_costly},
    id::{EntryId, RoundIx},
};
use std::collections::BTreeSet;

impl Judge<'_> {
    pub(super) fn submit(&self, by: &Actor, s: &Submission) -> Judged {
        let plan = self.plan.plan();
        if self.state.entries.ix(&s.entry).is_some() {
            return Err(Refusal::EntryTaken { entry: s.entry.clone() });
        }
        let most = plan.limits.entries;
        if self.state.entries.len() >= most as usize {
            return Err(Refusal::Limit { what: "entries", most: u64::from(most) });
        }
        if let Some(room) = &self.plan.built().room
            && self.state.entries.len() >= room.most
            && self.state.entries.count_in() >= room.most
        {
            let (poll, rule, most) = (room.poll.clone(), room.rule.to_owned(), room.most as u64);
            return Err(Refusal::NoRoom { poll, rule, most });
        }
        self.pairs()?;
        self.team(s)?;
        if *by != Actor::Host {
            s.team.iter().try_for_each(|t| self.may_enter(&t.person, &s.entry))?;
        }
        self.category(s)?;
        if let Some(party) = s.party.as_ref().filter(|p| plan.parties.iter().all(|x| x.party != **p)) {
            let why = format!("the plan has no party `{party}`");
            return Err(Refusal::Field { field: "party".to_owned(), why });
        }
        let spends = plan.rounds.iter().flat_map(|r| &r.polls).any(|p| p.budget.is_some());
        if s.cost.is_none() && spends {
            let why = "an entry needs a cost, since a poll spends a budget".to_owned();
            return Err(Refusal::Field { field: "cost".to_owned(), why });
        }
        let costs = self.state.entries.iter().filter(|(_, e)| e.status.is_in()).filter_map(|(_, e)| e.cost);
        if spends && let Some(most) = too_costly(plan, costs.chain(s.cost)) {
            let why = format!("all entries together may cost at most {most}, so that they can be added up");
            return Err(Refusal::Field { field: "cost".to_owned(), why });
        }
        Ok(())
    }
    /// Whether the judges of the first round can be told which of one entry more are theirs.
    fn pairs(&self) -> Judged {
        for p in &self.plan.plan().rounds[0].polls {
            let limits = self.plan.built().rosters[&p.voters].iter();
            let tightest = limits.filter_map(|r| Some((r.most_pairs()?, r.about().id))).min();
            let Some((most, rule)) = tightest else { continue };
            let judges = self.state.people.roster(&p.voters).on().count();
            if (self.state.entries.count_in() + 1).saturating_mul(judges) > most {
                let most = (most / judges) as u64;
                return Err(Refusal::NoRoom { poll: p.poll.clone(), rule: rule.to_owned(), most });
            }
        }
        Ok(())
    }
    fn team(&self, s: &Submission) -> Judged {
        let field = |why: String| Err(Refusal::Field { field: "team".to_owned(), why });
        let most = self.plan.plan().entries.largest_team as usize;
        if s.team.len() > most {
            return field(format!("it has {} members, at most {most} are allowed", s.team.len()));
        }
        let mut seen = BTreeSet::new();
        for t in &s.team {
            if !seen.insert(&t.person) {
                return field(format!("`{}` is in it twice", t.person));
            }
            if t.share.is_negative() {
                return field(format!("the share of `{}` is {}, below nought", t.person, t.share));
            }
            self.here(&t.person)?;
        }
        if !s.team.is_empty() && s.team.iter().all(|t| t.share.is_zero()) {
            return field("nobody in it has a share; one at least needs one above nought".to_owned());
        }
        Ok(())
    }
    fn category(&self, s: &Submission) -> Judged {
        let known = &self.plan.plan().categories;
        let fits = match &s.category {
            Some(c) => known.contains(c),
            None => known.is_empty(),
        };
        if fits {
            return Ok(());
        }
        let known = known.iter().cloned().collect();
        Err(Refusal::Category { entry: s.entry.clone(), category: s.category.clone(), known })
    }
    /// An act of the authors; of the host, where there are none.
    pub(super) fn authors(&self, by: &Actor, entry: &EntryId, act: &Act) -> Judged {
        let e = self.is_in(entry)?;
        let theirs = match by {
            Actor::Person(p) => e.is_of(p) && self.here(p).is_ok(),
            Actor::Host => e.team.is_empty(),
            Actor::Clock => false,
        };
        let who = "its authors; the host may `disqualify`";
        if theirs { Ok(()) } else { Err(Refusal::NotAllowed { act: act.code(), who }) }
    }
    /// What is asked of commands only, as logs of before hold such acts.
    pub(in crate::contest) fn commanded(&self, by: &Actor, act: &Act) -> Judged {
        match act {
            Act::Disqualify { entry, .. } | Act::Withdraw { entry } => self.keeps_needed(entry),
            Act::Conflict { with: Tied::Author(_) | Tied::Party(_), .. } => self.tells_no_author(by),
            // A pause lets nothing be hidden that the phase would not.
            Act::Hide { .. } | Act::Restore { .. } if !self.state.clock.phase.allows(act.code()) => {
                let phase = self.state.clock.phase;
                Err(Refusal::OutOfPhase { act: act.code(), phase, allowed: phase.allowed() })
            }
            _ => Ok(()),
        }
    }
    /// What somebody may not judge tells who made it.
    fn tells_no_author(&self, by: &Actor) -> Judged {
        let hidden = self.plan.plan().hidden.authors && !self.state.clock.phase.is_over();
        if !hidden || *by == Actor::Host {
            return Ok(());
        }
        let who = "the host while authors are hidden; a conflict with an entry may be told by anybody";
        Err(Refusal::NotAllowed { act: "conflict", who })
    }
    /// An entry that the rules of this round or a later one cannot do without stays.
    fn keeps_needed(&self, entry: &EntryId) -> Judged {
        let from = self.state.round.at as usize;
        let rounds = self.plan.built().rounds.iter().enumerate().skip(from);
        match rounds.map(|(i, r)| (i, &r.needs)).find(|(_, needs)| needs.contains(entry)) {
            Some((round, _)) => {
                Err(Refusal::EntryNeeded { entry: entry.clone(), round: RoundIx(round as u32) })
            }
            None => Ok(()),
        }
    }
    /// An entry that is hidden, or is not.
    pub(super) fn hidden(&self, entry: &EntryId, hidden: bool) -> Judged {
        let e = if hidden { self.entry(entry)? } else { self.is_in(entry)? };
        if e.hidden.is_some() == hidden {
            return Ok(());
        }
        Err(Refusal::Hiding { entry: entry.clone(), hidden: !hidden })
    }
    /// An entry that waits for the formal check.
    pub(super) fn undecided(&self, entry: &EntryId) -> Judged {
        match &self.entry(entry)?.status {
            Status::Entered => Ok(()),
            status => Err(Refusal::EntryIs { entry: entry.clone(), status: status.clone() }),
        }
    }
    pub(super) fn figure(&self, entry: &EntryId, figure: &str) -> Judged {
        self.entry(entry)?;
        let known = &self.plan.plan().entries.figures;
        if known.contains(figure) {
            return Ok(());
        }
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let why = format!("the plan knows the figures: {}", names.join(", "));
        Err(Refusal::Field { field: "figure".to_owned(), why })
    }
}
