//! Rules that break one law each on purpose, and the law that is told.
use cocreate::{
    admit::{Admission, AdmissionRule, AdmitError, Barred, BarredBy, Call, NotAdmitted, Refused},
    ballot::Choice,
    count::{About, Entry, Exception, Halt, Law, Param, Seats, Standing, TallyRule, Teller},
    id::{EntryId, EntryIx},
    num::{Amount, Exact},
    profile::{ApprovalCounts, Profile, Summary},
    reward::{Award, Case, Owed, RewardError, RewardRule, Why},
    select::{NoneChosen, Results, SelectError, Selection, SelectionRule, TiedAtCut},
    testing::{self, Broken, Trial},
    weigh::{Electorate, Lost, LostBy, Member, WeighError, Weighed, WeightRule, Weights},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
};

/// That a law was found broken whose name begins like this; or, for an empty name, none.
fn finds(found: Result<(), Broken>, law: &str) {
    match found {
        Ok(()) => assert_eq!(law, "", "it should be found that this is broken"),
        Err(b) => {
            assert!(!law.is_empty() && b.law.starts_with(law), "`{law}` should be found broken: {b}");
            assert_eq!(b.rule, "own");
        }
    }
}
const OWN: About = About::new("own", "Own");
/// Another number at each call.
fn at_random() -> usize {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    CALLS.fetch_add(1, Ordering::Relaxed)
}

#[derive(Debug)]
struct Admit(fn(&Call<'_>, &mut Admission));
impl AdmissionRule for Admit {
    fn about(&self) -> About {
        OWN
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let mut a = Admission {
            admitted: call.people.iter().map(|p| p.person.clone()).collect(),
            ..Admission::default()
        };
        (self.0)(call, &mut a);
        Ok(a)
    }
}
fn refuse_last(a: &mut Admission) {
    let why = NotAdmitted::Other { code: "last".to_owned() };
    a.refused.extend(a.admitted.pop().map(|person| Refused { person, why }));
}
fn bar(a: &mut Admission, entry: EntryId) {
    let person = a.admitted.first().cloned();
    a.barred.extend(person.map(|person| Barred { person, entry, by: BarredBy::Declared }));
}
#[test]
fn of_admission() {
    let of = |change: fn(&Call<'_>, &mut Admission), law: &str| {
        finds(testing::admit(&Admit(change), Trial::default()), law);
    };
    of(|_, _| {}, "");
    of(|_, a| drop(a.admitted.pop()), "everybody is spoken of just once");
    of(
        |_, a| {
            if at_random().is_multiple_of(2) {
                refuse_last(a);
            }
        },
        "the same call, the same answer",
    );
    of(|_, a| bar(a, "e9".parse().unwrap()), "only entries that there are bar");
    of(
        |c, a| {
            if let Some(e) = c.entries.first() {
                bar(a, e.entry.clone());
            }
        },
        "whoever bars says so in `bars`",
    );
    of(
        |_, a| {
            if a.admitted.len() > 1 {
                refuse_last(a);
            }
        },
        "whoever compares people says so in `compares`",
    );
    of(
        |_, a| {
            let why = NotAdmitted::Other { code: "name".to_owned() };
            a.refused = a
                .admitted
                .iter()
                .filter(|p| p.as_str() == "p0")
                .map(|p| Refused { person: p.clone(), why: why.clone() })
                .collect();
            a.admitted.retain(|p| p.as_str() != "p0");
        },
        "names decide nothing",
    );
    of(|c, _| assert!(c.people.len() < 3, "too many"), "too many");
}

#[derive(Debug)]
struct Weigh(fn((usize, &Member)) -> i64, fn(&mut Weights), &'static [Exception]);
impl WeightRule for Weigh {
    fn about(&self) -> About {
        OWN.breaks(self.2)
    }
    fn weigh(&self, e: &Electorate<'_>) -> Result<Weights, WeighError> {
        let weighed =
            |(i, m): (usize, &Member)| Weighed { person: m.person.clone(), weight: (self.0)((i, m)).into() };
        let mut w =
            Weights { weights: e.members.iter().enumerate().map(weighed).collect(), ..Weights::default() };
        (self.1)(&mut w);
        Ok(w)
    }
}
#[test]
fn of_weights() {
    const FIRST: &[Exception] = &[Exception::new(Law::Order, "the founder counts double")];
    let of = |weight: fn((usize, &Member)) -> i64, law: &str| {
        finds(testing::weigh(&Weigh(weight, |_| {}, &[]), Trial::default()), law);
    };
    of(|_| 1, "");
    of(|(_, m)| 1 - 2 * i64::from(m.voted), "a weight for each member, none below nought");
    of(|_| i64::try_from(at_random()).unwrap(), "the same members, the same weights");
    let old = |(_, m): (usize, &Member)| i64::from(m.age.as_ref().is_some_and(|a| *a > Exact::from(20u32)));
    of(old, "whoever goes by ages says so in `asks_ages`");
    let first: fn((usize, &Member)) -> i64 = |(i, _)| 1 + i64::from(i == 0);
    of(first, "the order of members changes nothing");
    finds(testing::weigh(&Weigh(first, |_| {}, FIRST), Trial::default()), "");
    of(|(_, m)| 1 + i64::from(m.person.as_str() == "p0"), "names decide nothing");
    let stranger = |w: &mut Weights| {
        let at = "p0".parse().unwrap();
        w.lost.push(Lost { person: "zoe".parse().unwrap(), weight: Exact::ONE, why: LostBy::DeadEnd { at } });
    };
    finds(testing::weigh(&Weigh(|_| 1, stranger, &[]), Trial::default()), "what is lost is of members");
    let short = |w: &mut Weights| drop(w.weights.pop());
    finds(testing::weigh(&Weigh(|_| 1, short, &[]), Trial::default()), "a weight for each member");
}

/// By a number that each entry has, of the approvals.
#[derive(Debug)]
struct ByNumber(fn(&ApprovalCounts, EntryIx) -> u64);
impl TallyRule for ByNumber {
    type Input = ApprovalCounts;
    type Answer = Standing;
    fn about(&self) -> About {
        OWN
    }
    fn count(&self, n: &ApprovalCounts, _: &Seats, _: &mut Teller) -> Result<Standing, Halt> {
        Ok(Standing::by_score(n.slate(), |e| Some(Exact::from((self.0)(n, e)))))
    }
}
/// Whom the first ballot names.
#[derive(Debug)]
struct FirstBallot {}
impl TallyRule for FirstBallot {
    type Input = Profile<Choice>;
    type Answer = Standing;
    fn about(&self) -> About {
        OWN
    }
    fn count(&self, p: &Profile<Choice>, _: &Seats, _: &mut Teller) -> Result<Standing, Halt> {
        let first = p.ballots().find_map(|(b, _)| b.0);
        Ok(Standing::by_score(p.slate(), |e| Some(Exact::from(u32::from(first == Some(e))))))
    }
}
#[test]
fn of_tallies() {
    let of = |number: fn(&ApprovalCounts, EntryIx) -> u64, law: &str| {
        finds(testing::tally(&ByNumber(number).into(), Trial::default()), law);
    };
    of(|n, e| n.of_entry(e), "");
    of(|_, _| at_random() as u64 % 3, "the same ballots, the same count");
    of(|n, e| n.of_entry(e) + u64::from(e.ix() == 0), "places on the slate decide nothing");
    of(|n, e| n.of_entry(e) % 3, "copies of all ballots change nothing");
    finds(testing::tally(&FirstBallot {}.into(), Trial::default()), "the order of ballots changes nothing");
}

#[derive(Debug)]
struct Select(fn(&Results<'_>) -> Selection, Option<usize>);
impl SelectionRule for Select {
    fn about(&self) -> About {
        OWN
    }
    fn most_chosen(&self, _: &BTreeSet<cocreate::id::CategoryId>) -> Option<usize> {
        self.1
    }
    fn select(&self, results: &Results<'_>) -> Result<Selection, SelectError> {
        Ok((self.0)(results))
    }
}
/// Those of whom something holds, or nobody.
fn whom(r: &Results<'_>, holds: impl Fn(usize, &EntryId) -> bool) -> Selection {
    let chosen = r.candidates.iter().enumerate().filter(|(i, c)| holds(*i, &c.entry));
    let chosen: Vec<EntryId> = chosen.map(|(_, c)| c.entry.clone()).collect();
    if chosen.is_empty() {
        return Selection::nobody(NoneChosen::NoEntries);
    }
    Selection { winners: vec![chosen], ..Selection::default() }
}
#[test]
fn of_selection() {
    let of = |rule: fn(&Results<'_>) -> Selection, most: Option<usize>, law: &str| {
        finds(testing::select(&Select(rule, most), Trial::default()), law);
    };
    of(|r| whom(r, |_, _| true), None, "");
    let stranger =
        |_: &Results<'_>| Selection { winners: vec![vec!["zoe".parse().unwrap()]], ..Selection::default() };
    of(stranger, None, "candidates only, each once");
    of(|_| Selection::default(), None, "candidates only, each once");
    of(|r| whom(r, |_, _| at_random().is_multiple_of(2)), None, "the same results, the same selection");
    of(|r| whom(r, |_, _| true), Some(2), "no more are chosen than `most_chosen` says");
    let level = |r: &Results<'_>| match r.candidates {
        [a, b, ..] => {
            let tied = [a, b].map(|c| c.entry.clone()).to_vec();
            let tied = vec![TiedAtCut { tied, choose: 1, tier: 0, category: None }];
            Selection { winners: vec![vec![]], tied, ..Selection::default() }
        }
        _ => Selection::nobody(NoneChosen::NoEntries),
    };
    of(level, Some(0), "no more are chosen than `most_chosen` says");
    of(|r| whom(r, |_, _| r.picks.is_some()), None, "whoever goes by picks says so in `asks_pick`");
    of(|r| whom(r, |i, _| i == 0), None, "the order of entries changes nothing");
    of(|r| whom(r, |_, e| e.as_str() == "e0"), None, "names decide nothing");
}

#[derive(Debug)]
struct Reward(fn(&Case<'_>) -> Vec<Owed>);
impl RewardRule for Reward {
    fn about(&self) -> About {
        OWN
    }
    fn award(&self, case: &Case<'_>) -> Result<Award, RewardError> {
        Ok(Award { owed: (self.0)(case), ..Award::default() })
    }
}
fn owed(entry: &EntryId, amount: Amount) -> Owed {
    Owed { entry: entry.clone(), person: None, amount, why: Why::Other { code: "own".to_owned() } }
}
#[test]
fn of_reward() {
    let of = |rule: fn(&Case<'_>) -> Vec<Owed>, law: &str| {
        finds(testing::reward(&Reward(rule), Trial::default()), law);
    };
    of(|c| c.places.iter().flatten().take(1).map(|e| owed(e, c.pot.amount)).collect(), "");
    of(
        |c| c.places.iter().flatten().map(|e| owed(e, c.pot.amount)).collect(),
        "no more than the pot is owed",
    );
    of(
        |_| vec![owed(&"zoe".parse().unwrap(), Amount::from(0u32))],
        "no more than the pot is owed, and to nobody else",
    );
    let some = |c: &Case<'_>| {
        let amount = if at_random().is_multiple_of(2) { c.pot.amount } else { Amount::from(0u32) };
        c.places.iter().flatten().take(1).map(|e| owed(e, amount)).collect()
    };
    of(some, "the same case, the same payout");
    let marked = |c: &Case<'_>| {
        let marked = c.entrants.iter().filter(|e| !e.facts.marks.is_empty());
        marked.take(1).map(|e| owed(&e.entry, c.pot.amount)).collect()
    };
    of(marked, "whoever goes by marks says so in `asks_marks`");
}

/// A parameter that is not described, one that is described and is not there, and one that may be misspelt.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Silent {
    votes: u32,
}
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Lax {
    votes: u32,
}
const VOTES: &[Param] = &[Param { name: "votes", kind: "integer", about: "how many" }];
macro_rules! equal {
    ($rule:ident, $about:expr) => {
        impl WeightRule for $rule {
            fn about(&self) -> About {
                $about
            }
            fn weigh(&self, _: &Electorate<'_>) -> Result<Weights, WeighError> {
                Ok(Weights::default())
            }
        }
    };
}
equal!(Silent, OWN);
equal!(Lax, OWN.params(VOTES));
#[test]
fn of_parameters() {
    type Weighs = Box<dyn WeightRule>;
    finds(testing::parameters(&Entry::<Weighs>::of::<Silent>()), "every parameter is described by its name");
    finds(testing::parameters(&Entry::<Weighs>::of::<Lax>()), "a misspelt parameter is refused");
}
