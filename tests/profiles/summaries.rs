//! Summaries of shards merge to the summary of the whole, go through JSON unchanged, and say what their definition says.
use super::{Cast, UNITS, cast, defined, join, shards, whole};
use cocreate::{
    ballot::{Approval, Ranking, Scores},
    id::{EntryIx, EntrySet},
    profile::{
        ApprovalCounts, BallotLengths, ChoiceCounts, ConsentCounts, FirstPreferences, PairCounts,
        PairwiseCounts, PointTotals, ScoreHistogram, ScorePairs, SpendSupport, Summary, Unnamed,
    },
};
use proptest::prelude::*;

fn through_json<S: Summary>(s: &S) -> S {
    serde_json::from_str(&serde_json::to_string(s).unwrap()).unwrap()
}
fn sums<S: Summary>(m: usize, all: &[Cast], order: &[usize])
where
    S::Ballot: super::Sample,
{
    let profile = whole::<S::Ballot>(m, all);
    let want = S::of(&profile).unwrap();
    let parts: Vec<S> = shards::<S::Ballot>(m, all).iter().map(|p| S::of(p).unwrap()).collect();
    let merge = |mut a: S, b: S| {
        a.merge(&b).unwrap();
        a
    };
    // A shard has units of its own: its summary may have been sent as text.
    let sent: Vec<S> = parts.iter().map(through_json).collect();
    assert_eq!(sent, parts);
    let merged = join(sent, order, merge);
    assert_eq!(merged, want);
    let text = serde_json::to_string(&want).unwrap();
    assert_eq!(serde_json::to_string(&merged).unwrap(), text);
    assert_eq!(through_json(&want), want);
    // What one shard counted is taken out again.
    let mut left = merged;
    left.subtract(&parts[0]).unwrap();
    assert_eq!(left, join(parts[1..].to_vec(), order, merge));
    // Ballot by ballot, which no kernel counts.
    let mut slow = S::empty(*profile.slate(), profile.form(), profile.units_per_vote()).unwrap();
    for c in all {
        let ballot = <S::Ballot as super::Sample>::make(&c.bits);
        match c.weight {
            Some(w) => slow.add(&ballot, w * UNITS / super::SHARDS[c.shard]).unwrap(),
            None => (0..c.voters).for_each(|_| slow.add(&ballot, UNITS).unwrap()),
        }
    }
    assert_eq!(slow, want);
    // Each voter takes the ballot of the next, and the last that of the first; then all leave.
    let votes: Vec<S::Ballot> = all.iter().map(|c| <S::Ballot as super::Sample>::make(&c.bits)).collect();
    let empty = S::empty(*profile.slate(), profile.form(), UNITS).unwrap();
    let mut sum = empty.clone();
    for b in &votes {
        sum.add(b, UNITS).unwrap();
    }
    let before = sum.clone();
    for (i, b) in votes.iter().enumerate() {
        sum.replace(b, &votes[(i + 1) % votes.len()], UNITS).unwrap();
    }
    assert_eq!(sum, before);
    for b in &votes {
        sum.remove(b, UNITS).unwrap();
    }
    assert_eq!(sum, empty);
    // What is not there does not leave, and nothing changes by it.
    let nobody = sum.clone();
    for b in &votes {
        assert_eq!(sum.remove(b, 1), Err(cocreate::profile::Mismatch::NotThere));
        assert_eq!(sum, nobody);
    }
}
fn entries(m: usize) -> impl Iterator<Item = EntryIx> + Clone {
    (0..m).map(EntryIx::from)
}
/// From the definition, ballot by ballot, in sixths of a vote.
fn says_what_is_defined(m: usize, all: &[Cast]) {
    let rankings = defined::<Ranking>(all);
    let weigh = |holds: &dyn Fn(&Ranking) -> bool| -> u64 {
        rankings.iter().filter(|(b, _)| holds(b)).map(|(_, (w, _))| w).sum()
    };
    let place = |b: &Ranking, e: EntryIx| b.0.iter().position(|t| t.contains(e));
    let profile = whole::<Ranking>(m, all);
    let pairs = PairwiseCounts::of(&profile).unwrap();
    let firsts = FirstPreferences::of(&profile).unwrap();
    let lengths = BallotLengths::of(&profile).unwrap();
    for k in 0..=m {
        assert_eq!(lengths.naming(k), weigh(&|b| b.0.iter().map(EntrySet::len).sum::<usize>() == k), "{k}");
    }
    assert_eq!(firsts.blank(), weigh(&|b| b.0.is_empty()));
    for a in entries(m.min(9)) {
        let alone = weigh(&|b| b.0.first() == Some(&EntrySet::from(a)));
        let first = weigh(&|b| place(b, a) == Some(0));
        assert_eq!((firsts.sole(a), firsts.shared(a)), (alone, first - alone));
        for b in entries(m.min(9)).filter(|b| *b != a) {
            let over = weigh(&|r| matches!((place(r, a), place(r, b)), (Some(x), Some(y)) if x < y));
            let only = weigh(&|r| place(r, a).is_some() && place(r, b).is_none());
            assert_eq!((pairs.over(a, b), pairs.alone(a, b)), (over, only));
            assert_eq!(pairs.votes(a, b, Unnamed::Last), over + only);
        }
    }
    let approvals = ApprovalCounts::of(&whole::<Approval>(m, all)).unwrap();
    let histogram = ScoreHistogram::of(&whole::<Scores>(m, all)).unwrap();
    for e in entries(m) {
        let approving: u64 =
            defined::<Approval>(all).iter().filter(|(b, _)| b.0.contains(e)).map(|(_, c)| c.0).sum();
        assert_eq!(approvals.of_entry(e), approving);
        let mut levels = [0; 21];
        for (b, (w, _)) in defined::<Scores>(all) {
            if let Some(l) = b.0.get(&e) {
                levels[usize::from(*l)] += w;
            }
        }
        assert_eq!(histogram.of_entry(e), levels);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn summaries_of_shards_merge_and_go_through_json(
        (m, all) in cast(24),
        order in prop::collection::vec(any::<usize>(), 1..8),
    ) {
        sums::<ChoiceCounts>(m, &all, &order);
        sums::<ApprovalCounts>(m, &all, &order);
        sums::<BallotLengths>(m, &all, &order);
        sums::<FirstPreferences>(m, &all, &order);
        sums::<PairwiseCounts>(m, &all, &order);
        sums::<ScoreHistogram>(m, &all, &order);
        sums::<ScorePairs>(m, &all, &order);
        sums::<PointTotals>(m, &all, &order);
        sums::<PairCounts>(m, &all, &order);
        sums::<SpendSupport>(m, &all, &order);
        sums::<ConsentCounts>(m, &all, &order);
    }
    #[test]
    fn summaries_say_what_is_defined((m, all) in cast(16)) {
        says_what_is_defined(m, &all);
    }
}
