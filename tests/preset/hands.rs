//! More that people do in a small contest: whole ballots of scores and of consent, and what coders agree on.
use super::desk::Small;
use crate::contest::desk::submission;
use cocreate::{
    ballot::{Consent, Position, ScoreMark, Scores},
    contest::{Act, AnyBallot, AnyMark, Submission},
    num::Exact,
    quality::agreement::cohen_kappa,
};

pub(super) const YES: Position = Position::Yes;
pub(super) const NO: Position = Position::No { reasoned: true };
pub(super) const BLOCK: Position = Position::Block { reasoned: true };

impl Small {
    /// Levels that somebody gives, as a whole ballot or in parts.
    pub(super) fn rate(&mut self, poll: &str, who: &str, levels: &[(&str, u16)]) -> &mut Self {
        let marks: Vec<_> = levels.iter().map(|(e, level)| (self.place(e), *level)).collect();
        let mut polls = self.0.contest.plan().rounds.iter().flat_map(|r| &r.polls);
        if polls.any(|p| p.poll.as_str() == poll && p.parts) {
            for (entry, level) in marks {
                self.0.mark(poll, who, AnyMark::Score(ScoreMark { entry, level: Some(level) })).unwrap();
            }
            return self;
        }
        self.cast(poll, who, Scores::new(marks).unwrap())
    }
    /// What somebody says to motions.
    pub(super) fn say(&mut self, poll: &str, who: &str, positions: &[(&str, Position)]) -> &mut Self {
        let said = positions.iter().map(|(e, p)| (self.place(e), *p));
        self.cast(poll, who, Consent::new(said.collect::<Vec<_>>()).unwrap())
    }
    /// So many of a roster's `v0`, `v1` .. say yes to an entry, and the next so many no.
    pub(super) fn split(&mut self, poll: &str, e: &str, yes: usize, no: usize) -> &mut Self {
        for i in 0..yes + no {
            self.say(poll, &format!("v{i}"), &[(e, if i < yes { YES } else { NO })]);
        }
        self
    }
    /// Kappa of two coders, from their last ballots in the log.
    pub(super) fn kappa(&self, poll: &str, coders: [&str; 2]) -> Exact {
        let of = |who: &str| {
            let cast = self.0.log.iter().rev().find_map(|e| match &e.act {
                Act::Cast { poll: p, voter, ballot } if p.as_str() == poll && voter.as_str() == who => {
                    Some(ballot)
                }
                _ => None,
            });
            let Some(AnyBallot::Consent(c)) = cast.map(|b| &**b) else { panic!("{who} has not coded") };
            c.clone()
        };
        let (a, b) = (of(coders[0]), of(coders[1]));
        let mut table = vec![vec![0; 2]; 2];
        for ((e, x), (f, y)) in a.iter().zip(b.iter()) {
            assert_eq!(e, f, "both code the same");
            table[usize::from(x != YES)][usize::from(y != YES)] += 1;
        }
        cohen_kappa(&table).unwrap().unwrap()
    }
}
/// An entry of a category.
pub(super) fn of(category: &str, e: &str, who: &str) -> Submission {
    Submission { category: Some(category.parse().unwrap()), ..submission(e, &[who]) }
}
/// Fifty codes by two coders: both yes, only the first, only the second, neither.
pub(super) fn codes(n: [usize; 4]) -> [Vec<(String, Position)>; 2] {
    assert_eq!(n.iter().sum::<usize>(), 50);
    let kinds: Vec<usize> = (0..4).flat_map(|k| vec![k; n[k]]).collect();
    [[true, true, false, false], [true, false, true, false]].map(|said| {
        let code = |(i, k): (usize, &usize)| (format!("o{i}"), if said[*k] { YES } else { NO });
        kinds.iter().enumerate().map(code).collect()
    })
}
