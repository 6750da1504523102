//! Transferable votes by papers, one paper after the other and in fractions: quota, transfer and ties as the parameters say.
use super::ranked::{order, strict};
use super::{Cast, Frac, Sets, cast, least, subsets, told};
use cocreate::{
    ballot::RankingForm,
    count::Seats,
    tally::stv::{
        EarlierRounds, ExpandingApprovals, GregoryStv, NonTransferable, Quota, SurplusPapers, SurplusValue,
        Surpluses,
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Equal papers; `came` is the transfer that brought them where they lie.
#[derive(Clone)]
struct Paper {
    order: Vec<usize>,
    votes: Frac,
    value: Frac,
    at: Option<usize>,
    came: usize,
}
#[derive(Clone)]
struct State<'r> {
    rule: &'r GregoryStv,
    papers: Vec<Paper>,
    /// What the elected hold whose surplus has moved on.
    kept: Vec<Option<Frac>>,
    continuing: BTreeSet<usize>,
    elected: BTreeSet<usize>,
    pending: BTreeSet<usize>,
    stages: Vec<Vec<Frac>>,
    moves: usize,
    quota: Frac,
    seats: usize,
}
impl State<'_> {
    fn lies(&self, e: usize) -> Frac {
        let all = self.papers.iter().filter(|p| p.at == Some(e));
        all.fold(Frac::ZERO, |sum, p| sum + p.votes * p.value)
    }
    fn votes(&self, e: usize) -> Frac {
        self.kept[e].unwrap_or_else(|| self.lies(e))
    }
    fn now(&self) -> Vec<Frac> {
        (0..self.kept.len()).map(|e| self.votes(e)).collect()
    }
    fn level(&self, of: &BTreeSet<usize>, most: bool) -> Vec<usize> {
        let now = self.now();
        let earlier: Vec<&Vec<Frac>> = match self.rule.earlier_rounds {
            EarlierRounds::None => vec![],
            EarlierRounds::Forwards => self.stages.iter().collect(),
            _ => self.stages.iter().rev().collect(),
        };
        let mut tied: Vec<usize> = of.iter().copied().collect();
        for stage in [&now].into_iter().chain(earlier) {
            let key = |e: usize| if most { Frac::ZERO - stage[e] } else { stage[e] };
            tied = least(tied.iter().copied(), key);
        }
        tied
    }
    /// All ways of electing whoever reaches the quota, the most votes first where they are too many.
    fn elect(&self) -> Vec<Self> {
        let reached: Vec<usize> =
            self.continuing.iter().copied().filter(|e| self.votes(*e) >= self.quota).collect();
        let free = self.seats - self.elected.len();
        let chosen: Vec<BTreeSet<usize>> = if reached.len() <= free {
            vec![reached.iter().copied().collect()]
        } else {
            let beaten = |s: &BTreeSet<usize>| {
                reached
                    .iter()
                    .any(|out| !s.contains(out) && s.iter().any(|e| self.votes(*out) > self.votes(*e)))
            };
            subsets(&reached, free).into_iter().filter(|s| !beaten(s)).collect()
        };
        chosen
            .into_iter()
            .map(|set| {
                let mut next = self.clone();
                for e in set {
                    next.continuing.remove(&e);
                    next.elected.insert(e);
                    if self.votes(e) > self.quota {
                        next.pending.insert(e);
                    }
                }
                next
            })
            .collect()
    }
    fn next_of(&self, p: &Paper) -> Option<usize> {
        let after = p.at.and_then(|at| p.order.iter().position(|e| *e == at)).map_or(0, |i| i + 1);
        p.order[after..].iter().copied().find(|e| self.continuing.contains(e))
    }
    fn exclude(&mut self, out: usize) {
        self.moves += 1;
        self.continuing.remove(&out);
        for i in 0..self.papers.len() {
            if self.papers[i].at == Some(out) {
                self.papers[i].at = self.next_of(&self.papers[i]);
                self.papers[i].came = self.moves;
            }
        }
    }
    fn transfer(&mut self, from: usize) {
        self.moves += 1;
        self.pending.remove(&from);
        let held = self.lies(from);
        let surplus = held - self.quota;
        let last = self.papers.iter().filter(|p| p.at == Some(from)).map(|p| p.came).max();
        let chosen = |p: &Paper| {
            p.at == Some(from) && (self.rule.papers == SurplusPapers::All || Some(p.came) == last)
        };
        let stay = self.rule.nontransferable == NonTransferable::Stay;
        let all: Vec<usize> = (0..self.papers.len()).filter(|i| chosen(&self.papers[*i])).collect();
        let moving: Vec<usize> =
            all.iter().copied().filter(|i| !stay || self.next_of(&self.papers[*i]).is_some()).collect();
        let value = moving.iter().fold(Frac::ZERO, |s, i| s + self.papers[*i].votes * self.papers[*i].value);
        let papers = moving.iter().fold(Frac::ZERO, |s, i| s + self.papers[*i].votes);
        let given = if surplus < value { surplus } else { value };
        for i in moving {
            let next = self.next_of(&self.papers[i]);
            let p = &mut self.papers[i];
            p.value = match self.rule.value {
                SurplusValue::Equal if stay && surplus >= value => p.value,
                SurplusValue::Equal => given / papers,
                _ => p.value * given / value,
            };
            p.at = next;
            p.came = self.moves;
        }
        self.kept[from] = Some(held - given);
    }
    fn count(self) -> Sets {
        let stage = self.now();
        if self.rule.surpluses == Surpluses::One || self.pending.is_empty() {
            return self.elect().into_iter().flat_map(|s| s.go_on(stage.clone())).collect();
        }
        self.go_on(stage)
    }
    fn go_on(mut self, stage: Vec<Frac>) -> Sets {
        let free = self.seats - self.elected.len();
        if free > 0 && self.continuing.len() <= free {
            self.elected.append(&mut self.continuing);
        }
        if self.elected.len() == self.seats || self.continuing.is_empty() {
            return [self.elected].into();
        }
        let mut all = Sets::new();
        // Before this stage is one of the earlier ones.
        let (out, from) = if self.pending.is_empty() {
            (self.level(&self.continuing, false), vec![])
        } else {
            (vec![], self.level(&self.pending, true))
        };
        self.stages.push(stage);
        for e in out {
            let mut next = self.clone();
            next.exclude(e);
            all.extend(next.count());
        }
        for e in from {
            let mut next = self.clone();
            next.transfer(e);
            all.extend(next.count());
        }
        all
    }
}
fn gregory(rule: &GregoryStv, c: &Cast<Vec<usize>>, seats: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let of = |(order, weight): &(Vec<usize>, u64)| Paper {
        order: order.clone(),
        votes: c.votes(*weight),
        value: Frac::ONE,
        at: order.first().copied(),
        came: 0,
    };
    let papers: Vec<Paper> = c.ballots.iter().map(of).collect();
    let valid = papers.iter().filter(|p| p.at.is_some()).fold(Frac::ZERO, |s, p| s + p.votes);
    let by = |n: usize| valid / Frac::whole(n as u64);
    let quota = match rule.quota {
        Quota::ExactDroop => by(seats + 1),
        Quota::Hare => by(seats),
        Quota::Imperiali => by(seats + 2),
        _ => {
            let units: u64 = c.ballots.iter().filter(|(o, _)| !o.is_empty()).map(|(_, w)| w).sum();
            Frac::whole(units / c.units / (seats as u64 + 1) + 1)
        }
    };
    State {
        rule,
        kept: vec![None; c.m],
        papers,
        continuing: (0..c.m).collect(),
        elected: BTreeSet::new(),
        pending: BTreeSet::new(),
        stages: vec![],
        moves: 0,
        quota,
        seats,
    }
    .count()
}
fn rules() -> impl Strategy<Value = GregoryStv> {
    let quota = prop::sample::select(vec![Quota::Droop, Quota::ExactDroop, Quota::Hare, Quota::Imperiali]);
    let papers = prop::sample::select(vec![SurplusPapers::All, SurplusPapers::Last]);
    let value = prop::sample::select(vec![SurplusValue::Weighted, SurplusValue::Equal]);
    let rest = prop::sample::select(vec![NonTransferable::Exhaust, NonTransferable::Stay]);
    let surpluses = prop::sample::select(vec![Surpluses::One, Surpluses::All]);
    let ties =
        prop::sample::select(vec![EarlierRounds::None, EarlierRounds::Backwards, EarlierRounds::Forwards]);
    (quota, papers, value, rest, surpluses, ties).prop_map(
        |(quota, papers, value, nontransferable, surpluses, earlier_rounds)| GregoryStv {
            quota,
            papers,
            value,
            nontransferable,
            surpluses,
            earlier_rounds,
            ..GregoryStv::default()
        },
    )
}
/// Few heads and long orders make ties; many ballots make surpluses.
fn voters(m: usize) -> impl Strategy<Value = Cast<Vec<usize>>> {
    let many = (prop::collection::vec((order(m), 1u64..12), 3..9), 1u64..3)
        .prop_map(move |(ballots, units)| Cast { m, ballots, units });
    prop_oneof![cast(m, order(m)), many]
}
/// Aziz and Lee's rule by its text, weights ballot by ballot.
fn expanding(c: &Cast<Vec<usize>>, seats: usize) -> Sets {
    if c.total() == 0 {
        return Sets::new();
    }
    let (m, k) = (c.m, Frac::whole(seats as u64 + 1));
    let n = c.ballots.iter().fold(Frac::ZERO, |s, (_, w)| s + c.votes(*w));
    let whole = c.total() / c.units / (seats as u64 + 1);
    let quota = n / k + (Frac::whole(whole + 1) - n / k) / Frac::whole(m as u64 + 1);
    let rank = |o: &[usize], e: usize| o.iter().position(|x| *x == e).unwrap_or(o.len());
    let maximal = |e: usize| -> Vec<Frac> {
        let at = |r| {
            c.ballots.iter().filter(|(o, _)| rank(o, e) == r).fold(Frac::ZERO, |s, (_, w)| s + c.votes(*w))
        };
        (0..m).map(|r| Frac::ZERO - at(r)).collect()
    };
    let mut open = vec![(BTreeSet::new(), c.ballots.iter().map(|(_, w)| c.votes(*w)).collect::<Vec<_>>(), 0)];
    let mut all = Sets::new();
    while let Some((won, weights, depth)) = open.pop() {
        if won.len() == seats || depth == m {
            // Whoever is left fills the seats that nobody paid for; which of them is open.
            let rest: Vec<usize> = (0..m).filter(|e| !won.contains(e)).collect();
            all.extend(subsets(&rest, seats - won.len()).into_iter().map(|s| &s | &won));
            continue;
        }
        let support = |e: usize| {
            let of = c.ballots.iter().zip(&weights).filter(|((o, _), _)| rank(o, e) <= depth);
            of.fold(Frac::ZERO, |s, (_, w)| s + *w)
        };
        let enough: Vec<usize> = (0..m).filter(|e| !won.contains(e) && support(*e) >= quota).collect();
        if enough.is_empty() {
            open.push((won, weights, depth + 1));
            continue;
        }
        for e in least(enough.iter().copied(), maximal) {
            let left = (support(e) - quota) / support(e);
            let paid = c.ballots.iter().zip(&weights);
            let paid = paid.map(|((o, _), w)| if rank(o, e) <= depth { *w * left } else { *w }).collect();
            let mut more = won.clone();
            more.insert(e);
            open.push((more, paid, depth));
        }
    }
    all
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn gregory_stv_agrees(rule in rules(), c in voters(5), k in 1usize..4) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&rule, &p, seats).unwrap(), gregory(&rule, &c, k), "{:?}", rule);
    }
    #[test]
    fn expanding_approvals_agrees(c in voters(5), k in 1usize..4) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let seats = Seats::fill(k as u32).unwrap();
        prop_assert_eq!(told(&ExpandingApprovals {}, &p, seats).unwrap(), expanding(&c, k));
    }
}
