//! The same count over one profile, shards in threads, and ballots that answer by mail.
use super::strict;
use cocreate::{
    ballot::{Approval, Ballot, Choice, Consent, Position, Scores},
    count::{
        Desk, Input, Progress, Reply, RoundTally, Rounds, Seats, Session, Shards, Standing, Tally, TallyRule,
        TaskOf, TiePolicy, run, run_on,
    },
    profile::{Profile, Summary},
    tally::{
        committee::EqualShares,
        pairwise::Schulze,
        positional::{Borda, Plurality},
        runoff::Irv,
        scored::{MajorityJudgment, MeanScore},
        stv::ScottishStv,
    },
};
use proptest::prelude::*;

fn three_ways<R, D, B>(rule: &R, p: &Profile<B>, seats: Seats, parts: usize) -> [Tally<Standing>; 3]
where
    B: Ballot,
    D: Desk<Ballot = B>,
    R: TallyRule<Input = dyn Rounds<D>, Answer = Standing>,
{
    let whole = run(rule, p, seats, &TiePolicy::REPORT).unwrap();
    let shards = Shards::of(p.split(parts)).unwrap();
    let threads = run_on(rule, &shards as &dyn Rounds<D>, seats, &TiePolicy::REPORT).unwrap();
    let of_all = (*p.slate(), p.total_weight(), p.units_per_vote());
    let mut mail = RoundTally::new(rule, of_all, seats, TiePolicy::REPORT);
    let split = p.split(parts);
    let by_mail = loop {
        match mail.progress().unwrap() {
            Progress::Done(t) => break t,
            Progress::Ask(orders) => {
                let mut sum = D::Reply::default();
                for shard in &split {
                    let mut session: Session<'_, D> = Rounds::<D>::begin(shard);
                    let replies: Vec<D::Reply> = orders.iter().map(|o| session.ask(o).unwrap()).collect();
                    // A reply goes over the wire.
                    let wire = serde_json::to_string(replies.last().unwrap()).unwrap();
                    sum.merge(serde_json::from_str(&wire).unwrap());
                }
                mail.answer(orders, sum);
            }
        }
    };
    [whole, threads, by_mail]
}
/// A rule on a summary counts the sums of shards as it counts the whole.
fn summary_ways<R>(rule: &R, p: &Profile<<R::Input as Input>::Ballot>, task: &TaskOf<R>, parts: usize)
where
    R: TallyRule,
    R::Input: Summary<Ballot = <R::Input as Input>::Ballot> + Sized,
{
    let sums: R::Input = Shards::of(p.split(parts)).unwrap().summary().unwrap();
    let wire: R::Input = serde_json::from_str(&serde_json::to_string(&sums).unwrap()).unwrap();
    let merged = run_on(rule, &wire, task.clone(), &TiePolicy::REPORT).unwrap();
    assert_eq!(merged, run(rule, p, task.clone(), &TiePolicy::REPORT).unwrap(), "{rule:?}");
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn run_offs_count_alike(
        orders in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3, 4], 0..=5).prop_shuffle(), 1..30),
        parts in 1usize..4,
    ) {
        let all: Vec<(&[u32], usize)> = orders.iter().map(|o| (o.as_slice(), 1)).collect();
        let p = strict(5, &all);
        let [a, b, c] = three_ways(&Irv::default(), &p, Seats::ONE, parts);
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(&a, &c);
        let [a, b, c] = three_ways(&ScottishStv {}, &p, Seats::fill(2).unwrap(), parts);
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(&a, &c);
    }
    #[test]
    fn sums_of_shards_count_alike(
        orders in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3], 0..=4).prop_shuffle(), 1..30),
        marks in prop::collection::vec(prop::collection::vec(0u16..6, 4), 1..30),
        parts in 1usize..5,
    ) {
        let all: Vec<(&[u32], usize)> = orders.iter().map(|o| (o.as_slice(), 1)).collect();
        let p = strict(4, &all);
        let seats = Seats::fill(2).unwrap();
        summary_ways(&Borda::default(), &p, &seats, parts);
        summary_ways(&Schulze::default(), &p, &seats, parts);
        let firsts: Vec<Choice> = orders.iter().map(|o| Choice(o.first().map(|e| (*e).into()))).collect();
        summary_ways(&Plurality {}, &Profile::of(4, &firsts).unwrap(), &seats, parts);
        let scores: Vec<Scores> = marks
            .iter()
            .map(|m| Scores::new(m.iter().enumerate().filter(|(_, x)| **x < 6).map(|(e, x)| (e.into(), *x))).unwrap())
            .collect();
        let p = Profile::of(4, &scores).unwrap();
        summary_ways(&MeanScore { min_votes: 2 }, &p, &seats, parts);
        summary_ways(&MajorityJudgment::default(), &p, &seats, parts);
        let said = |m: &Vec<u16>| Consent::new(m.iter().enumerate().map(|(e, x)| (e.into(), Position::ALL[usize::from(*x)])));
        let consents: Vec<Consent> = marks.iter().map(|m| said(m).unwrap()).collect();
        let rule = cocreate::tally::consensus::Consent::default();
        summary_ways(&rule, &Profile::of(4, &consents).unwrap(), &(), parts);
    }
    #[test]
    fn equal_shares_count_alike(
        sets in prop::collection::vec(prop::sample::subsequence(vec![0u32, 1, 2, 3, 4], 0..=4), 1..20),
        parts in 1usize..4,
    ) {
        let all: Vec<Approval> =
            sets.iter().map(|s| Approval(s.iter().map(|e| (*e).into()).collect())).collect();
        let p = Profile::of(5, &all).unwrap();
        let [a, b, c] = three_ways(&EqualShares::default(), &p, Seats::fill(3).unwrap(), parts);
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(&a, &c);
    }
}
