//! The one list of built-in tally and budget rules.
//!
//! From a line follow: the name and aliases in plans, the JSON form, `cocreate rules`, the docs row, the laws.
use super::{
    AnyRule,
    approving::Approval,
    committee::{
        EPluribusHugo, EqualShares, GreedyJustified, MinimaxApproval, ReverseSequentialThiele,
        SatisfactionApproval, SequentialPhragmen, SequentialThiele, Thiele,
    },
    comparing::{BradleyTerry, CopelandPairs, RankCentrality, WinRate},
    consensus::Consent,
    lottery::{
        C1MaximalLottery, MaximalLottery, ProportionalBorda, Radius, RandomConsensusBuilder, RandomDictator,
    },
    majority::{AbsoluteMajority, Bucklin, SimplifiedBucklin, WeightedBucklin},
    pairwise::{
        Banks, BetaUncovered, Bipartisan, CondorcetWinner, Copeland, Dodgson, Essential, Kemeny, Leximax,
        LossTrimmer, MinimalCovering, Minimax, MostWinsSmallestLoss, Pareto, RankedPairs, River, Schulze,
        Schwartz, SimpleStableVoting, SimplifiedDodgson, Slater, Smith, SmithMinimax, SplitCycle,
        StableVoting, TournamentEquilibrium, Uncovered, WeightedCovering, Young,
    },
    points::{Cumulative, Quadratic},
    positional::{
        BlockVote, Borda, Dowdall, KApproval, Plurality, PluralityVeto, PositiveNegative, ScoringVector,
        SimultaneousVeto, Superior, Veto,
    },
    runoff::{
        ApprovalIrv, Baldwin, Benham, BottomTwoIrv, Coombs, Cup, Irv, IteratedCondorcetLoser, Knockout,
        Nanson, PluralityRunoff, Raynaud, SplitIrv, TidemanAlternative, Woodall,
    },
    scored::{
        BayesianMean, CombinedApproval, CondorcetApproval, HighestMedian, ItchAdjusted, LaplaceRatio,
        MajorityJudgment, MaximinUtility, MeanScore, MedianScore, NashWelfare, RelativeUtilitarian,
        SmithScore, Star, ThreeTwoOne, TotalScore, TrimmedMean, WilsonLower,
    },
    stv::{
        ApprovalStv, AustralianSenate, ExpandingApprovals, GregoryStv, MeekStv, MinneapolisStv, Qpq, Rctab,
        ScottishStv,
    },
};
use crate::{
    budget::{BudgetEqualShares, BudgetGreedy},
    count::{About, Entry, Plug, Registry, TallyRule},
};
use serde::{Serialize, de::DeserializeOwned};

impl<R> Plug<AnyRule> for R
where
    R: TallyRule + Default + Serialize + DeserializeOwned + 'static,
    AnyRule: From<R>,
{
    fn about(&self) -> About {
        TallyRule::about(self)
    }
    fn plug(self) -> AnyRule {
        self.into()
    }
}

/// One line a rule, in order of ids.
pub static CATALOGUE: &[Entry<AnyRule>] = &[
    Entry::of::<AbsoluteMajority>(),
    Entry::of::<Approval>(),
    Entry::of::<ApprovalIrv>(),
    Entry::of::<ApprovalStv>(),
    Entry::of::<AustralianSenate>(),
    Entry::of::<Baldwin>(),
    Entry::of::<Banks>(),
    Entry::of::<BayesianMean>(),
    Entry::of::<Benham>(),
    Entry::of::<BetaUncovered>(),
    Entry::of::<Bipartisan>(),
    Entry::of::<BlockVote>(),
    Entry::of::<Borda>(),
    Entry::of::<BottomTwoIrv>(),
    Entry::of::<BradleyTerry>(),
    Entry::of::<Bucklin>(),
    Entry::of::<BudgetEqualShares>(),
    Entry::of::<BudgetGreedy>(),
    Entry::of::<C1MaximalLottery>(),
    Entry::of::<CombinedApproval>(),
    Entry::of::<CondorcetApproval>(),
    Entry::of::<CondorcetWinner>(),
    Entry::of::<Consent>(),
    Entry::of::<Coombs>(),
    Entry::of::<Copeland>(),
    Entry::of::<CopelandPairs>(),
    Entry::of::<Cumulative>(),
    Entry::of::<Cup>(),
    Entry::of::<Dodgson>(),
    Entry::of::<Dowdall>(),
    Entry::of::<EPluribusHugo>(),
    Entry::of::<EqualShares>(),
    Entry::of::<Essential>(),
    Entry::of::<ExpandingApprovals>(),
    Entry::of::<GreedyJustified>(),
    Entry::of::<GregoryStv>(),
    Entry::of::<HighestMedian>(),
    Entry::of::<Irv>(),
    Entry::of::<ItchAdjusted>(),
    Entry::of::<IteratedCondorcetLoser>(),
    Entry::of::<KApproval>(),
    Entry::of::<Kemeny>(),
    Entry::of::<Knockout>(),
    Entry::of::<LaplaceRatio>(),
    Entry::of::<Leximax>(),
    Entry::of::<LossTrimmer>(),
    Entry::of::<MajorityJudgment>(),
    Entry::of::<MaximalLottery>(),
    Entry::of::<MaximinUtility>(),
    Entry::of::<MeanScore>(),
    Entry::of::<MedianScore>(),
    Entry::of::<MeekStv>(),
    Entry::of::<MinimalCovering>(),
    Entry::of::<Minimax>(),
    Entry::of::<MinimaxApproval>(),
    Entry::of::<MinneapolisStv>(),
    Entry::of::<MostWinsSmallestLoss>(),
    Entry::of::<Nanson>(),
    Entry::of::<NashWelfare>(),
    Entry::of::<Pareto>(),
    Entry::of::<Plurality>(),
    Entry::of::<PluralityRunoff>(),
    Entry::of::<PluralityVeto>(),
    Entry::of::<PositiveNegative>(),
    Entry::of::<ProportionalBorda>(),
    Entry::of::<Qpq>(),
    Entry::of::<Quadratic>(),
    Entry::of::<Radius>(),
    Entry::of::<RandomConsensusBuilder>(),
    Entry::of::<RandomDictator>(),
    Entry::of::<RankCentrality>(),
    Entry::of::<RankedPairs>(),
    Entry::of::<Raynaud>(),
    Entry::of::<Rctab>(),
    Entry::of::<RelativeUtilitarian>(),
    Entry::of::<ReverseSequentialThiele>(),
    Entry::of::<River>(),
    Entry::of::<SatisfactionApproval>(),
    Entry::of::<Schulze>(),
    Entry::of::<Schwartz>(),
    Entry::of::<ScoringVector>(),
    Entry::of::<ScottishStv>(),
    Entry::of::<SequentialPhragmen>(),
    Entry::of::<SequentialThiele>(),
    Entry::of::<SimpleStableVoting>(),
    Entry::of::<SimplifiedBucklin>(),
    Entry::of::<SimplifiedDodgson>(),
    Entry::of::<SimultaneousVeto>(),
    Entry::of::<Slater>(),
    Entry::of::<Smith>(),
    Entry::of::<SmithMinimax>(),
    Entry::of::<SmithScore>(),
    Entry::of::<SplitCycle>(),
    Entry::of::<SplitIrv>(),
    Entry::of::<StableVoting>(),
    Entry::of::<Star>(),
    Entry::of::<Superior>(),
    Entry::of::<Thiele>(),
    Entry::of::<ThreeTwoOne>(),
    Entry::of::<TidemanAlternative>(),
    Entry::of::<TotalScore>(),
    Entry::of::<TournamentEquilibrium>(),
    Entry::of::<TrimmedMean>(),
    Entry::of::<Uncovered>(),
    Entry::of::<Veto>(),
    Entry::of::<WeightedBucklin>(),
    Entry::of::<WeightedCovering>(),
    Entry::of::<WilsonLower>(),
    Entry::of::<WinRate>(),
    Entry::of::<Woodall>(),
    Entry::of::<Young>(),
];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<AnyRule> {
    Registry::of(CATALOGUE).expect("built-in names are distinct")
}
