//! A rule that counts a summary says of one that was made ballot by ballot, and sent as text, what it says of the ballots: every rule.
use crate::profiles::kinds::Sample;
use cocreate::{
    budget::{BudgetGreedy, MaxWelfare},
    count::{Answer, BallotOf, Budget, Gives, Input, InputClass, Options, Seats, TallyRule, Task, TiePolicy},
    count::{run_profile, run_with},
    profile::{
        ApprovalCounts, BallotLengths, ChoiceCounts, ConsentCounts, FirstPreferences, PairCounts,
        PairwiseCounts, PointTotals, Profile, ScoreHistogram, ScorePairs, Slate, SpendSupport, Summary,
    },
    tally::{
        CATALOGUE, approving::Approval, committee::Trivial, comparing::*, consensus::Consent, hybrid::*,
        lists::ListSeats, lottery::*, majority::AbsoluteMajority, pairwise::*, points::*, positional::*,
        runoff::*, scored::*,
    },
};
use std::collections::BTreeSet;

/// An input that ballots are added to one by one.
trait ByBallot: Input {
    fn sent(p: &Profile<Self::Ballot>, ballots: &[Self::Ballot]) -> Self;
}
fn sent<S: Summary>(p: &Profile<S::Ballot>, ballots: &[S::Ballot]) -> S {
    let mut sum = S::empty(*p.slate(), p.form(), 1).unwrap();
    for b in ballots {
        sum.add(b, 1).unwrap();
    }
    serde_json::from_str(&serde_json::to_string(&sum).unwrap()).unwrap()
}
macro_rules! by_ballot { ($($s:ident),*) => { $(
    impl ByBallot for $s {
        fn sent(p: &Profile<Self::Ballot>, ballots: &[Self::Ballot]) -> Self {
            sent(p, ballots)
        }
    }
)* } }
by_ballot!(
    ApprovalCounts,
    BallotLengths,
    ChoiceCounts,
    ConsentCounts,
    FirstPreferences,
    PairCounts,
    PairwiseCounts,
    PointTotals,
    ScoreHistogram,
    ScorePairs,
    SpendSupport
);
impl<A: Summary, B: Summary<Ballot = A::Ballot>> ByBallot for (A, B) {
    fn sent(p: &Profile<A::Ballot>, ballots: &[A::Ballot]) -> Self {
        (sent(p, ballots), sent(p, ballots))
    }
}
fn tasks(gives: Gives, m: usize) -> Vec<Task> {
    match gives {
        Gives::Standing => [Seats::ONE, Seats::fill(2).unwrap(), Seats::Open].map(Task::Seats).to_vec(),
        Gives::Funding => {
            vec![Task::Budget(Budget { total: 30, costs: (0..m as u64).map(|e| 5 + 10 * e).collect() })]
        }
        _ => vec![Task::Plain],
    }
}
fn check<R: TallyRule + Default>(met: &mut BTreeSet<&'static str>)
where
    R::Input: ByBallot + Sized,
    BallotOf<R>: Sample,
{
    let rule = R::default();
    let id = rule.about().id;
    let mut x = 5u64;
    let mut next = |below: u64| {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 33) % below
    };
    let mut counted = 0;
    for _ in 0..12 {
        let (m, n) = (2 + next(3) as usize, next(9));
        let bits =
            |next: &mut dyn FnMut(u64) -> u64| (0..m).map(|_| next(1 << 16) as u16).collect::<Vec<_>>();
        let ballots: Vec<BallotOf<R>> = (0..n).map(|_| BallotOf::<R>::make(&bits(&mut next))).collect();
        let mut b = Profile::builder(Slate::anonymous(m), BallotOf::<R>::form(m)).unwrap();
        for x in &ballots {
            b.push(x).unwrap();
        }
        let p = b.finish();
        let summary = R::Input::sent(&p, &ballots);
        for task in tasks(R::Answer::GIVES, m) {
            let of = || R::Answer::task(&task).unwrap();
            let (ties, options) = (TiePolicy::Lot { seed: "sums".into() }, Options::default());
            let whole = run_profile(&rule, &p, of(), &ties, &options);
            counted += usize::from(whole.is_ok());
            assert_eq!(run_with(&rule, &summary, of(), &ties, &options), whole, "{id}");
        }
    }
    assert!(counted > 2, "{id}: {counted}");
    met.insert(id);
}
macro_rules! check_all { ($met:ident, $($rule:ident)*) => { $( check::<$rule>(&mut $met); )* } }
#[test]
fn every_rule_on_summaries_counts_one_that_was_sent() {
    let mut met = BTreeSet::new();
    check_all!(met, Approval BudgetGreedy MaxWelfare AbsoluteMajority ListSeats Consent Trivial);
    check_all!(met, C1MaximalLottery MaximalLottery ProportionalBorda);
    check_all!(met, Black BordaMinimaxFaceoff ConsensusBuilder CopelandThen);
    check_all!(met, Baldwin Cup IteratedCondorcetLoser Knockout Nanson Raynaud TwoRound);
    check_all!(met, Borda Plurality Superior Cumulative Quadratic);
    check_all!(met, Banks BetaUncovered Bipartisan CondorcetWinner Copeland CopelandSupport Debian Essential);
    check_all!(met, Kemeny Leximax LossTrimmer MinimalCovering Minimax MostWinsSmallestLoss Pareto RankedPairs);
    check_all!(met, River Schulze Schwartz SimpleStableVoting SimplifiedDodgson Slater Smith SmithMinimax);
    check_all!(met, SplitCycle StableVoting TournamentEquilibrium Uncovered WeightedCovering);
    check_all!(met, BayesianMean CombinedApproval CondorcetApproval Delphi HighestMedian InterquartileRange);
    check_all!(met, ItchAdjusted LaplaceRatio MajorityJudgment MaximinUtility MeanScore MedianScore NashWelfare);
    check_all!(met, SmithScore Star ThreeTwoOne TotalScore TrimmedMean WilsonLower);
    check_all!(met, BradleyTerry CopelandPairs Davidson RankCentrality WinRate WinScore);
    let class =
        |id: &str| cocreate::tally::registry().build(&cocreate::count::RuleSpec::new(id)).unwrap().0.class();
    let all = CATALOGUE.iter().map(|e| e.about().id).filter(|id| class(id) == InputClass::Summary);
    assert_eq!(all.collect::<BTreeSet<_>>(), met, "rules on summaries, and rules that were tried here");
}
