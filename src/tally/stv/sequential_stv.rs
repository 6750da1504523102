//! Sequential STV: whoever is elected must hold the seat against every other entry, one challenger after the other.
//!
//! All counts are by Meek's method. A first count divides the entries into probables, who would be elected, and a queue of the others in the reverse order
//! of their exclusion, with the runner-up put last. Then the head of the queue challenges: the probables and the challenger are counted for
//! the seats, one more than there are. If the challenger is elected it takes the place of the one that is not; the beaten one, or the challenger, goes to the
//! end of the queue. When the whole queue has challenged in vain, the probables are elected.
//!
//! If the same probables come back with the queue as it was, or come back twice, it goes round in a loop. Then all who have not been probables since the beginning
//! or the last loop are excluded; if there is nobody, the one with the lowest Borda score of those who were not probables all the time,
//! and if it was a probable the head of the queue takes its place. The rest goes on from there.
//!
//! Worked example: one seat; 45 ballots A C B, 40 B C A, 15 C A B. C has the fewest first names and leaves, A has 60: A is probable, the queue is
//! C, B. C challenges and has 55 of 100. B and A challenge in vain: C is elected.
use super::{
    MeekStv,
    keeping::{Ended, Part, count as meek},
};
use crate::{
    ballot::Ranking,
    count::{About, Alias, Draft, Halt, Refusal, Seats, Standing, Step, TallyRule, Teller, TieAt},
    id::{EntryIx, EntrySet},
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Most challenges.
const MOST: usize = 2000;

/// STV in which nobody is excluded too early: probables against every challenger.
///
/// The definition and a worked example are at the head of [this module](self). For one seat the Condorcet winner is elected, if there is one. Counts are those of
/// [`MeekStv`] with its defaults. Ballots may rank entries equally; in Borda scores, as for entries left out, each then has the mean of
/// the places that they share.
///
/// # Ties
/// A challenger that is tied for the last place of a challenge has not succeeded. Other ties are asked at stage `eliminate` with the number of the round,
/// counted on through all counts; those of Borda scores at the same stage, and the order of entries that the first count has not parted at stage `order`.
///
/// # Complexity
/// A count of n ballots for each challenge: m of them if nobody succeeds; at most 2000.
///
/// # Errors
/// More than 2000 challenges, and a task without a number of seats.
///
/// # References
/// Hill and Gazeley (2002), Sequential STV: a new version, Voting matters 15; (2005), Sequential STV: a further modification, Voting matters 20.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, tally::stv::SequentialStv};
/// let mut ballots = vec![Ranking::strict([0, 2, 1]); 45];
/// ballots.extend(vec![Ranking::strict([1, 2, 0]); 40]);
/// ballots.extend(vec![Ranking::strict([2, 0, 1]); 15]);
/// let tally = run(&SequentialStv {}, &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [2].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SequentialStv {}

impl TallyRule for SequentialStv {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("sequential-stv", "Sequential STV")
            .aliases(&[Alias::plain("sequential_stv")])
            .references(&[
                "Hill and Gazeley (2002), Sequential STV: a new version",
                "Hill and Gazeley (2005), Sequential STV: a further modification",
            ])
            .needs_number()
            .limit("2,000 challenges");
        ABOUT
    }
    fn count(&self, p: &Profile<Ranking>, seats: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        let all = p.slate().all();
        let seats = seats.number().min(all.len());
        let mut state = State::begin(p, seats, teller)?;
        let mut challenges = 0;
        let mut in_vain = 0;
        while in_vain < state.queue.len() {
            challenges += 1;
            if challenges > MOST {
                return Err(Refusal::TooLarge {
                    what: "challenges",
                    got: challenges as u64,
                    most: MOST as u64,
                }
                .into());
            }
            if state.challenge(teller)? {
                in_vain = 0;
                if state.is_loop() {
                    state.leave_loop(teller)?;
                }
            } else {
                in_vain += 1;
            }
        }
        let won = state.probables;
        teller.record(|| Step::Elected { entries: won.clone() });
        let mut draft = Draft::new();
        draft.elect(won.clone());
        Ok(draft.finish(all.minus(&won)))
    }
}

struct State<'p> {
    p: &'p Profile<Ranking>,
    seats: usize,
    probables: EntrySet,
    queue: VecDeque<EntryIx>,
    /// Who has been probable, and who always was, since the beginning or the last loop.
    ever: EntrySet,
    always: EntrySet,
    /// Probables and queues after each change since then.
    seen: Vec<(EntrySet, VecDeque<EntryIx>)>,
    /// Rounds of all counts so far.
    round: usize,
}
impl<'p> State<'p> {
    fn begin(p: &'p Profile<Ranking>, seats: usize, teller: &mut Teller) -> Result<Self, Halt> {
        let all = p.slate().all();
        let mut state = Self {
            p,
            seats,
            probables: EntrySet::EMPTY,
            queue: VecDeque::new(),
            ever: EntrySet::EMPTY,
            always: EntrySet::EMPTY,
            seen: vec![],
            round: 0,
        };
        let ended = state.meek(&all, None, teller)?;
        state.probables = ended.elected.clone();
        let mut rest = all.minus(&state.probables);
        // Who was not excluded was not beaten by anybody but the elected: by votes.
        let excluded: EntrySet = ended.excluded.iter().copied().collect();
        let mut standing = rest.minus(&excluded);
        while !standing.is_empty() {
            let most = standing.iter().map(|e| &ended.votes[e.ix()]).max().cloned().unwrap_or_default();
            let tied = standing.iter().filter(|e| ended.votes[e.ix()] == most).collect();
            let next = teller.pick_entry(TieAt::order(state.queue.len() + 1), &tied)?;
            standing.remove(next);
            rest.remove(next);
            state.queue.push_back(next);
        }
        state.queue.extend(ended.excluded.iter().rev());
        if let Some(runner_up) = state.queue.pop_front() {
            state.queue.push_back(runner_up);
        }
        state.restart();
        Ok(state)
    }
    fn meek(
        &mut self,
        among: &EntrySet,
        loses_ties: Option<EntryIx>,
        teller: &mut Teller,
    ) -> Result<Ended, Halt> {
        let rule = MeekStv { withdrawn: self.p.slate().all().minus(among), ..MeekStv::default() };
        let part = Part { after: self.round, loses_ties };
        let ended = meek(&rule, self.p, self.seats, Some(&part), teller)?;
        self.round = ended.round;
        Ok(ended)
    }
    fn restart(&mut self) {
        self.ever = self.probables.clone();
        self.always = self.probables.clone();
        self.seen = vec![(self.probables.clone(), self.queue.clone())];
    }
    /// The head of the queue; whether it succeeds.
    fn challenge(&mut self, teller: &mut Teller) -> Result<bool, Halt> {
        let Some(challenger) = self.queue.pop_front() else { return Ok(false) };
        teller.record(|| Step::note(format!("{challenger:?} challenges {:?}", self.probables)));
        let mut among = self.probables.clone();
        among.insert(challenger);
        let ended = self.meek(&among, Some(challenger), teller)?;
        let beaten = among.minus(&ended.elected);
        let votes = |e: EntryIx| ended.votes[e.ix()].clone();
        let least = || ended.elected.iter().min_by_key(|e| votes(*e));
        if let Some(other) = beaten.single().filter(|e| *e != challenger).or_else(least) {
            let (for_a, for_b) = (votes(challenger), votes(other));
            teller.record(|| Step::Compared { a: challenger, b: other, for_a, for_b });
        }
        let Some(beaten) = beaten.single().filter(|e| *e != challenger) else {
            self.queue.push_back(challenger);
            return Ok(false);
        };
        self.queue.push_back(beaten);
        self.probables = ended.elected;
        self.ever.insert(challenger);
        self.always.remove(beaten);
        Ok(true)
    }
    /// Whether these probables have been before with the same queue, or twice.
    fn is_loop(&mut self) -> bool {
        let before = self.seen.iter().filter(|(probables, _)| *probables == self.probables);
        let (times, same) = before.fold((0, false), |(n, same), (_, q)| (n + 1, same || *q == self.queue));
        self.seen.push((self.probables.clone(), self.queue.clone()));
        same || times > 1
    }
    fn leave_loop(&mut self, teller: &mut Teller) -> Result<(), Halt> {
        let queue: EntrySet = self.queue.iter().copied().collect();
        let never = queue.minus(&self.ever);
        let out = if never.is_empty() {
            let all = self.probables.union(&queue);
            let scores = borda(self.p, &all);
            let at_risk = all.minus(&self.always);
            let lowest = at_risk.iter().map(|e| scores[e.ix()]).min();
            let tied = at_risk.iter().filter(|e| Some(scores[e.ix()]) == lowest).collect();
            self.round += 1;
            EntrySet::from(teller.pick_entry(TieAt::eliminate(self.round), &tied)?)
        } else {
            never
        };
        teller.record(|| Step::note("the same probables have come back"));
        teller.record(|| Step::Eliminated { entries: out.clone() });
        self.queue.retain(|e| !out.contains(*e));
        self.probables = self.probables.minus(&out);
        while self.probables.len() < self.seats {
            let Some(next) = self.queue.pop_front() else { break };
            self.probables.insert(next);
        }
        self.restart();
        Ok(())
    }
}
/// Two points for every one of these that an entry is ranked above, one for every one that it shares a rank with; those left out rank last.
fn borda(p: &Profile<Ranking>, of: &EntrySet) -> Vec<u128> {
    let mut scores = vec![0; p.slate().len()];
    for r in 0..p.len() {
        let rank = |e: EntryIx| p.rows().rank(r, e).map_or(u32::MAX, u32::from);
        for a in of.iter() {
            let points = of.iter().filter(|b| *b != a).map(|b| match rank(a).cmp(&rank(b)) {
                std::cmp::Ordering::Less => 2,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Greater => 0u128,
            });
            scores[a.ix()] += points.sum::<u128>() * u128::from(p.weight(r));
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{Outcome, TiePolicy, run},
        tally::tried::{CYCLE, profile, strict},
    };
    fn elected(p: &Profile<Ranking>, seats: u32) -> Outcome {
        run(&SequentialStv {}, p, Seats::fill(seats).unwrap(), &TiePolicy::REPORT).unwrap().outcome().clone()
    }
    #[test]
    fn worked_example() {
        let p = profile(3, &[("ACB", 45), ("BCA", 40), ("CAB", 15)]);
        assert_eq!(elected(&p, 1).winners().unwrap().set(), [2].into());
    }
    #[test]
    fn a_loop_ends_by_borda_scores() {
        // C leaves with 3, A has 8 and is probable; queue C, B. C beats A by 7 to 5, B beats C by 9 to 3, A beats B by 8 to 4, and all is as it was.
        // All have been probables; Borda scores are A 13, B 13, C 10, so C leaves. B challenges in vain.
        let p = profile(3, CYCLE);
        assert_eq!(elected(&p, 1).winners().unwrap().set(), [0].into());
    }
    #[test]
    fn challengers_who_do_not_succeed() {
        let p = strict(4, &[(&[0, 3], 10), (&[1, 3], 10), (&[2, 3], 8)]);
        // quota 28/3: A and B are probable, C is the runner-up. D challenges with 8, as many as C: in vain
        assert_eq!(elected(&p, 2).winners().unwrap().set(), [0, 1].into());
    }
    #[test]
    fn a_tie_keeps_what_is_and_nobody_votes() {
        // A and B have two each, and nobody is excluded first without a decision
        let p = strict(2, &[(&[0], 2), (&[1], 2)]);
        assert!(elected(&p, 1).is_tied());
        let t = run(&SequentialStv {}, &strict(3, &[]), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert!(matches!(t.outcome(), Outcome::None { .. }));
    }
}
