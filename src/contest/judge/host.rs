//! Acts of the host.
use super::{Judge, Judged, people::weighable};
use crate::{
    contest::{
        Actor, Casting, Digest, Next, Phase, Refusal, Time, ValidPlan, When,
        entries::Status,
        plan::{LotPlan, OnTie, legs, squeezed, too_costly},
    },
    count::{DecidedBy, Decision, StrictValue},
    id::{EntryId, PersonId, PollId},
    select::Pick,
};
use std::collections::BTreeMap;

impl Judge<'_> {
    /// Whether the rule of selection takes this pick, once the polls are counted.
    pub(super) fn pick(&self, by: &Actor, entries: &[EntryId]) -> Judged {
        let built = &self.plan.built().rounds[self.state.round.at as usize];
        if !built.select.asks_pick() {
            let rule = built.select.about().id;
            let why = format!("rule of selection `{rule}` asks for no pick of the host");
            return Err(Refusal::Pick { why });
        }
        entries.iter().try_for_each(|e| self.is_in(e).map(|_| ()))?;
        let record = self.state.record();
        let Some(record) = record else {
            let why = "the polls are not counted yet; `count` first".to_owned();
            return Err(Refusal::Pick { why });
        };
        if let Next::Tied { at_cut: true, .. } = record.next {
            let why = "entries are level at the cut: first decide that tie, then pick".to_owned();
            return Err(Refusal::Pick { why });
        }
        let picks = picks(by, entries);
        // The polls are as they were counted; only the selection is tried.
        match self.counting().with_picks(record.selection.as_ref(), record, Some(&picks)) {
            Ok(_) => Ok(()),
            Err(e) => Err(Refusal::Pick { why: e }),
        }
    }
    pub(super) fn break_tie(&self, casting: &Casting) -> Judged {
        let no = |why: &str| Err(Refusal::NoTie { why: why.to_owned() });
        let Some(record) = self.state.record() else {
            return no("the round is not counted yet; `count` first");
        };
        let Next::Tied { polls, at_cut } = &record.next else {
            return no("no tie waits for a decision");
        };
        let plan = &self.plan.plan().rounds[self.state.round.at as usize];
        match casting {
            Casting::InPoll { poll, decision } => {
                let nth = plan.polls.iter().position(|p| p.poll == *poll);
                let Some(nth) = nth.filter(|_| polls.contains(poll)) else {
                    return no("that poll is not tied");
                };
                if plan.polls[nth].ties.by != OnTie::Host {
                    return no("the plan lets nobody break ties in that poll by hand");
                }
                self.try_decision(nth, poll, decision)
            }
            Casting::AtCut { chosen } => {
                if !*at_cut {
                    return no("the selection is not tied");
                }
                // After a revote the casting vote is the host's too; before, the record does not wait.
                if !matches!(plan.ties.by, OnTie::Host | OnTie::Revote) {
                    return no("the plan lets nobody break ties at the cut by hand");
                }
                if self.state.round.changed {
                    return no("something was decided since the last count; `count` first");
                }
                let selection = record.selection.clone().unwrap_or_default();
                selection
                    .settle(chosen, DecidedBy::Declared)
                    .map(|_| ())
                    .map_err(|e| Refusal::NoTie { why: e.to_string() })
            }
        }
    }
    /// Counts with one more decision: one that was not asked for is an error.
    fn try_decision(&self, nth: usize, poll: &PollId, decision: &Decision) -> Judged {
        let mut decisions = self.state.round.decisions.get(poll).cloned().unwrap_or_default();
        decisions.push(decision.clone());
        self.counting().with_decisions(nth, decisions).map(|_| ())
    }
    pub(super) fn reveal(&self, seed: &str) -> Judged {
        let no = |why: &str| Err(Refusal::Seed { why: why.to_owned() });
        match &self.plan.plan().lot {
            Some(LotPlan::Commitment(_)) if self.state.seed.is_some() => no("the seed was revealed before"),
            Some(LotPlan::Commitment(c)) if Digest::of(seed.as_bytes()) == c.digest => Ok(()),
            Some(LotPlan::Commitment(c)) => {
                let why = format!("SHA-256 of this seed is not {}, to which the plan is committed", c.digest);
                Err(Refusal::Seed { why })
            }
            _ => no("the plan is not committed to a hidden seed"),
        }
    }
    pub(super) fn extend(&self, until: &When) -> Judged {
        let new = until.resolve().map_err(|e| Refusal::Until { why: e.to_string() })?;
        let end = self.state.clock.until.unwrap_or(Time::from_millis(i64::MAX));
        if new <= end {
            let why = format!("the phase ends at {end}; it can only be made longer, not to {new}");
            return Err(Refusal::Until { why });
        }
        let most = self.plan.plan().longest_extension;
        let left = most.minus(self.state.clock.extended);
        if new.since(end) > left {
            return Err(Refusal::TimeSpent { act: "extend", most, left });
        }
        self.leaves_time(self.plan, new)
            .map_err(|why| Refusal::Until { why: format!("{why}; extend by less") })
    }
    pub(super) fn pause(&self) -> Judged {
        let (most, left) = (self.plan.plan().longest_pause, self.state.pause_left(self.plan));
        if left.is_zero() { Err(Refusal::TimeSpent { act: "pause", most, left }) } else { Ok(()) }
    }
    /// A later phase that ends at an instant would be over before it begins, and nobody could act in it, if this phase ended so
    /// late and all waited as long as they may.
    fn leaves_time(&self, plan: &ValidPlan, end: Time) -> Result<(), String> {
        let (clock, round) = (&self.state.clock, &self.state.round);
        let draws = plan.built().rosters.values().flatten().any(|r| r.compares());
        let legs = legs(plan.plan(), &plan.built().rounds, draws);
        let here = (round.at, clock.phase);
        // Waits, counts and turns that are still ahead come before the first later window.
        let counting = clock.phase > Phase::Balloting;
        let now = legs.iter().find(|l| (l.round, l.phase) == (round.at, clock.phase.min(Phase::Balloting)));
        let turn = if counting || clock.phase == Phase::Balloting { round.turn } else { 0 };
        let begin = now.map_or(end, |l| end.plus(l.after(turn)));
        let later = legs.iter().filter(|l| (l.round, l.phase) > here);
        match squeezed(later, begin, clock.shift) {
            None => Ok(()),
            Some((_, begin, end)) => Err(format!("a later phase ends at {end} and might begin at {begin}")),
        }
    }
    /// The plan with fields set anew.
    pub(in crate::contest) fn amend(
        &self,
        set: &BTreeMap<String, StrictValue>,
    ) -> Result<ValidPlan, Refusal> {
        let new = amended(self.plan, self.state.clock.phase, self.state.round.at, set)?;
        self.fits(&new)?;
        Ok(new)
    }
    /// Whether the entries, people and times that there are fit an amended plan: else a round might not be countable.
    fn fits(&self, new: &ValidPlan) -> Judged {
        let (plan, entries) = (new.plan(), &self.state.entries);
        if let Some(room) = new.built().room.as_ref().filter(|r| entries.count_in() > r.most) {
            let (poll, rule, most) = (room.poll.clone(), room.rule.to_owned(), room.most as u64);
            return Err(Refusal::NoRoom { poll, rule, most });
        }
        let refused = |why: String| Err(Refusal::Amendment { why });
        let costs = entries.iter().filter(|(_, e)| e.status.is_in()).filter_map(|(_, e)| e.cost);
        if let Some(most) = too_costly(plan, costs) {
            return refused(format!(
                "with this budget the entries may cost at most {most}, so that they can be added up"
            ));
        }
        if self.state.seed.is_some() && plan.lot != self.plan.plan().lot {
            return refused("the seed of the `lot` is revealed, and draws go by it".to_owned());
        }
        let (old, round) = (self.plan.plan(), &self.state.round);
        let appealed = round.appeals > 0 || round.appeal_until.is_some();
        if appealed && (plan.appeal, plan.appeals) != (old.appeal, old.appeals) {
            return refused("the time to appeal has begun".to_owned());
        }
        let undecided = entries.iter().any(|(_, e)| e.status == Status::Entered);
        if undecided && plan.entries.screening.is_none() {
            return refused("entries have come in, and `screening` is where they are decided on".to_owned());
        }
        let open = self.state.clock.phase == Phase::Open;
        if let Some(most) = plan.entries.most.filter(|most| open && entries.count_in() >= *most as usize) {
            let have = entries.count_in();
            return refused(format!(
                "{have} entries are in and more may come: `most` must be above that, not {most}"
            ));
        }
        if let Some((e, round)) = self.missing(new) {
            return refused(format!("`{e}` is out, and a rule of `rounds.{round}` would then need it"));
        }
        let asking = self.state.people.rosters.values().any(|m| m.asking().into_iter().next().is_some());
        if plan.seating.is_none() && self.plan.plan().seating.is_some() && asking {
            return refused(
                "people have asked to take part, and `seating` is where that is decided".to_owned(),
            );
        }
        for (roster, members) in &self.state.people.rosters {
            for (ix, m) in members.on().chain(members.asking()) {
                let person = self.state.people.id(ix);
                if let Err(Refusal::Field { why, .. }) = weighable(new, roster, person, m.party(), m.share())
                {
                    return refused(format!("`{person}` could not be weighed: {why}"));
                }
            }
        }
        let end = self.state.clock.until.or(self.state.clock.due).unwrap_or(self.at);
        // Where time is short already nothing is taken by an amendment that leaves it as it is.
        match self.leaves_time(new, end) {
            Err(why) if self.leaves_time(self.plan, end).is_ok() => refused(why),
            _ => Ok(()),
        }
    }
}
impl Judge<'_> {
    /// An entry that the rules of this round or a later one could not do without by an amended plan, and that does not go on into it.
    fn missing(&self, new: &ValidPlan) -> Option<(EntryId, usize)> {
        let (state, before) = (self.state, &self.plan.built().rounds);
        // Of a second vote the slate has only those who are level, but all of the first go on.
        let first = state.first_turn().filter(|_| self.counting().revote_of().is_some());
        let began = state.clock.phase >= Phase::Deliberating;
        let there = |e: &EntryId| {
            let Some(ix) = state.entries.ix(e) else { return false };
            let goes_on = !began || state.round.field.contains(&ix);
            state.entries.get(ix).status.is_in() && (goes_on || first.is_some_and(|r| r.slate.contains(e)))
        };
        let rounds = new.built().rounds.iter().enumerate().skip(state.round.at as usize);
        let mut asked = rounds.flat_map(|(i, r)| r.needs.iter().map(move |e| (i, e)));
        let is_new = |i: usize, e: &EntryId| before.get(i).is_none_or(|old| !old.needs.contains(e));
        asked.find(|(i, e)| is_new(*i, e) && !there(e)).map(|(i, e)| (e.clone(), i))
    }
}
/// The host's picks; the host has no name in the log.
pub(in crate::contest) fn picks(_by: &Actor, entries: &[EntryId]) -> Vec<Pick> {
    let host = PersonId::new("host").expect("a plain id");
    entries.iter().map(|e| Pick { entry: e.clone(), by: host.clone() }).collect()
}
/// The plan with fields set anew, if each is amendable and does not lie behind.
pub(in crate::contest) fn amended(
    plan: &ValidPlan,
    phase: crate::contest::Phase,
    round: u32,
    set: &BTreeMap<String, StrictValue>,
) -> Result<ValidPlan, Refusal> {
    use crate::contest::Phase;
    let refused = |why: String| Refusal::Amendment { why };
    let no = |why: String| Err(refused(why));
    let allowed = &plan.plan().amendable;
    if set.is_empty() {
        return no("it sets nothing".to_owned());
    }
    for name in set.keys() {
        if !allowed.contains(name) {
            let list = allowed.iter().map(|a| format!("`{a}`")).collect::<Vec<_>>().join(", ");
            return no(format!("the plan does not list `{name}` as amendable; it lists: {list}"));
        }
        let begun = phase >= Phase::Deliberating;
        let behind = match name.split('.').collect::<Vec<_>>()[..] {
            ["rounds", n, ..] => begun && n.parse().is_ok_and(|n: u32| n <= round),
            ["entries"] | ["entries", "given", ..] | ["categories" | "parties", ..] => true,
            ["entries", "figures_within"] => phase >= Phase::Final,
            ["entries", "window", ..] => phase >= Phase::Open,
            ["entries", "screening", ..] => phase >= Phase::Screening,
            // A lot is no lot when its ballots are in.
            ["lot", ..] => phase > Phase::Announced,
            ["appeal"] => phase >= Phase::Appealing,
            ["rounds"] | ["entries", ..] => begun,
            ["seating", ..] => phase >= Phase::Seating,
            _ => false,
        };
        if behind {
            return no(format!("`{name}` has begun or is past"));
        }
    }
    let new = plan.plan().with(set).map_err(refused)?;
    new.validate(plan.rules()).map_err(|faults| refused(faults.to_string()))
}
