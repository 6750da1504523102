//! An engine for crowdsourced design contests: who may take part, how much each voter counts, what the ballots say, who goes
//! on, and who is paid. Counts are exact, ties are told, and every result can be recomputed from what was published.
//!
//! # Where to start
//! - To run a contest from a plan to a settlement: [`Contest`](contest::Contest).
//! - To count ballots: [`count::run`] with a rule, a [`Profile`](profile::Profile) and a [`TiePolicy`](count::TiePolicy).
//! - To choose rules at run time, by name: [`tally::registry`] and [`RuleSpec`](count::RuleSpec).
//! - To read a file of ballots: [`io::format`].
//! - To write a rule of your own: [`TallyRule`](count::TallyRule) and the guide [`adding_a_rule`](guide::adding_a_rule).
//! - To know what a word means: [`glossary`](guide::glossary). Why it is built so: [`design`](guide::design).
//!
//! ```
//! use cocreate::{ballot::Ranking, prelude::*, tally::pairwise::Schulze};
//! let ballots = [[0, 1, 2], [0, 2, 1], [1, 0, 2]].map(Ranking::strict);
//! let tally = run(&Schulze::default(), &Profile::of(3, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
//! assert_eq!(tally.outcome().winners().map(|w| w.set()), Some([0].into()));
//! # Ok::<(), cocreate::Error>(())
//! ```
//!
//! # All rules, by purpose
//!
//! One winner, or the best of an order:
//! - [`Plurality`](tally::positional::Plurality): the most named entry.
//! - [`Borda`](tally::positional::Borda): points by place.
//! - [`ModifiedBorda`](tally::positional::ModifiedBorda): points by place among the named only.
//! - [`Veto`](tally::positional::Veto): the fewest last places.
//! - [`Dowdall`](tally::positional::Dowdall): points by place: 1, 1/2, 1/3.
//! - [`ExponentialRank`](tally::positional::ExponentialRank): points by place that fall exponentially.
//! - [`KApproval`](tally::positional::KApproval): a point for each of the first k.
//! - [`ScoringVector`](tally::positional::ScoringVector): given points by place.
//! - [`PositiveNegative`](tally::positional::PositiveNegative): a point for the first, a point off for the last.
//! - [`Superior`](tally::positional::Superior): first places of its own and of all whom it beats.
//! - [`PluralityVeto`](tally::positional::PluralityVeto): ballot after ballot takes one from its last.
//! - [`SimultaneousVeto`](tally::positional::SimultaneousVeto): all ballots veto at once, at the same pace.
//! - [`AbsoluteMajority`](tally::majority::AbsoluteMajority): more than half of the first places.
//! - [`Bucklin`](tally::majority::Bucklin): first places, then second ones too, until more than half.
//! - [`SimplifiedBucklin`](tally::majority::SimplifiedBucklin): everybody who then has more than half.
//! - [`WeightedBucklin`](tally::majority::WeightedBucklin): later places weigh less.
//! - [`Irv`](tally::runoff::Irv): the fewest ballots leave.
//! - [`ApprovalIrv`](tally::runoff::ApprovalIrv), [`SplitIrv`](tally::runoff::SplitIrv): the same with equal ranks.
//! - [`PluralityRunoff`](tally::runoff::PluralityRunoff): the two with the most first places meet.
//! - [`BottomTwoIrv`](tally::runoff::BottomTwoIrv): the two with the fewest first places meet, the loser leaves.
//! - [`Knockout`](tally::runoff::Knockout): the two with the fewest Borda points meet, the loser leaves.
//! - [`Cup`](tally::runoff::Cup): single elimination by a given bracket.
//! - [`Coombs`](tally::runoff::Coombs): the most last places leave.
//! - [`Baldwin`](tally::runoff::Baldwin): the fewest Borda points leave.
//! - [`Nanson`](tally::runoff::Nanson): whoever is below the average of Borda points leaves.
//! - [`Raynaud`](tally::runoff::Raynaud): the loser of the clearest duel leaves.
//! - [`IteratedCondorcetLoser`](tally::runoff::IteratedCondorcetLoser): whoever loses all duels leaves.
//! - [`Benham`](tally::runoff::Benham): run-off until somebody beats all who are left.
//! - [`Woodall`](tally::runoff::Woodall): run-off until one of the Smith set is left.
//! - [`TidemanAlternative`](tally::runoff::TidemanAlternative): all outside of the top set leave, then the fewest first places.
//! - [`TwoRound`](tally::runoff::TwoRound): more than half, or a second poll between two.
//! - [`Schulze`](tally::pairwise::Schulze): strongest paths of pairwise defeats.
//! - [`CondorcetWinner`](tally::pairwise::CondorcetWinner): the entry that beats every other.
//! - [`Copeland`](tally::pairwise::Copeland): wins against single others, a draw being half.
//! - [`CopelandSupport`](tally::pairwise::CopelandSupport): the same, then support on average.
//! - [`Debian`](tally::pairwise::Debian): who beats a default option, then the weakest defeats of cycles dropped.
//! - [`Smith`](tally::pairwise::Smith): the smallest set that beats the rest.
//! - [`Schwartz`](tally::pairwise::Schwartz): unbeaten entries and cycles.
//! - [`Uncovered`](tally::pairwise::Uncovered): whoever is covered by nobody, in four senses.
//! - [`Banks`](tally::pairwise::Banks): first entries of maximal chains.
//! - [`Slater`](tally::pairwise::Slater): the order against the fewest majorities.
//! - [`MinimalCovering`](tally::pairwise::MinimalCovering): the smallest set that covers the rest.
//! - [`TournamentEquilibrium`](tally::pairwise::TournamentEquilibrium): the smallest sets that keep what they choose.
//! - [`Bipartisan`](tally::pairwise::Bipartisan): the support of the optimal lottery by majorities.
//! - [`Essential`](tally::pairwise::Essential): the support of the optimal lottery by margins.
//! - [`Pareto`](tally::pairwise::Pareto): whoever nobody is put above by all.
//! - [`Minimax`](tally::pairwise::Minimax): the smallest worst defeat.
//! - [`Leximax`](tally::pairwise::Leximax): margins compared from the worst.
//! - [`MostWinsSmallestLoss`](tally::pairwise::MostWinsSmallestLoss): wins, then losses.
//! - [`SmithMinimax`](tally::pairwise::SmithMinimax): the smallest worst defeat in the top cycle.
//! - [`RankedPairs`](tally::pairwise::RankedPairs): defeats locked in order of strength.
//! - [`River`](tally::pairwise::River): the same with one defeat for each.
//! - [`SplitCycle`](tally::pairwise::SplitCycle): the smallest margin of a cycle is no defeat.
//! - [`StableVoting`](tally::pairwise::StableVoting): whoever wins without somebody it beats, undefeated in split cycle.
//! - [`SimpleStableVoting`](tally::pairwise::SimpleStableVoting): the same among all.
//! - [`LossTrimmer`](tally::pairwise::LossTrimmer): the largest sum of losses leaves.
//! - [`WeightedCovering`](tally::pairwise::WeightedCovering): whoever is not covered by margins.
//! - [`BetaUncovered`](tally::pairwise::BetaUncovered): whoever is not covered by a share of the ballots.
//! - [`Kemeny`](tally::pairwise::Kemeny): the order of least disagreement.
//! - [`Young`](tally::pairwise::Young): the fewest ballots left out.
//! - [`Dodgson`](tally::pairwise::Dodgson): the fewest exchanges of neighbours.
//! - [`SimplifiedDodgson`](tally::pairwise::SimplifiedDodgson): the least sum of defeats.
//! - [`Black`](tally::hybrid::Black): who beats all others, else the most Borda points.
//! - [`Daunou`](tally::hybrid::Daunou): who beats all others, else the most first places once losers to all have left.
//! - [`CondorcetPlurality`](tally::hybrid::CondorcetPlurality): who beats all others, else the most first places.
//! - [`CondorcetIrv`](tally::hybrid::CondorcetIrv): who beats all others, else run-off.
//! - [`SmithIrv`](tally::hybrid::SmithIrv): run-off in the smallest set that beats the rest.
//! - [`CopelandThen`](tally::hybrid::CopelandThen): the most wins, then Borda points or the worst defeat.
//! - [`BordaMinimaxFaceoff`](tally::hybrid::BordaMinimaxFaceoff): the Borda winner meets the minimax winner.
//! - [`BracketVoting`](tally::hybrid::BracketVoting): the four with the most first places meet in duels.
//! - [`PreliminaryWeightedCondorcet`](tally::hybrid::PreliminaryWeightedCondorcet): most margins, weighed by first places.
//! - [`ConsensusBuilder`](tally::hybrid::ConsensusBuilder): whom a given order builds up to.
//! - [`Approval`](tally::approving::Approval): the most approvals.
//! - [`Harmonic`](tally::approving::Harmonic): an order in which near copies sink.
//! - [`MeanScore`](tally::scored::MeanScore): the highest mean, with a least number of votes.
//! - [`TotalScore`](tally::scored::TotalScore): the highest sum of marks.
//! - [`Delphi`](tally::scored::Delphi): in, open or out by the agreement of experts.
//! - [`TrimmedMean`](tally::scored::TrimmedMean): the mean without the highest and lowest marks.
//! - [`MedianScore`](tally::scored::MedianScore): the highest median mark.
//! - [`InterquartileRange`](tally::scored::InterquartileRange): on whom voters differ most.
//! - [`BayesianMean`](tally::scored::BayesianMean): the mean after some votes of a prior mark.
//! - [`WilsonLower`](tally::scored::WilsonLower): the lower bound of the share of positive votes.
//! - [`LaplaceRatio`](tally::scored::LaplaceRatio): the share of positive votes, two votes added.
//! - [`ItchAdjusted`](tally::scored::ItchAdjusted): the mean, made smaller where marks are few.
//! - [`Star`](tally::scored::Star): of the two highest sums the one that more voters prefer.
//! - [`ThreeTwoOne`](tally::scored::ThreeTwoOne): three by good, two by bad, one by preference.
//! - [`CondorcetApproval`](tally::scored::CondorcetApproval): who beats all others, else the most approved.
//! - [`SmithScore`](tally::scored::SmithScore): the highest sum of marks within the Smith set.
//! - [`CombinedApproval`](tally::scored::CombinedApproval): votes for less votes against.
//! - [`RelativeUtilitarian`](tally::scored::RelativeUtilitarian): sums of marks, each ballot stretched to one range.
//! - [`MaximinUtility`](tally::scored::MaximinUtility): the highest lowest mark.
//! - [`NashWelfare`](tally::scored::NashWelfare): the highest product of marks.
//! - [`HighestMedian`](tally::scored::HighestMedian): the highest median, then the balance around it.
//! - [`ZScore`](tally::scored::ZScore): the highest mean, each judge's marks on one scale.
//! - [`MajorityJudgment`](tally::scored::MajorityJudgment): the highest median grade.
//! - [`Cumulative`](tally::points::Cumulative): points, given as one likes.
//! - [`Quadratic`](tally::points::Quadratic): votes that cost their square.
//! - [`WeightedSplit`](tally::points::WeightedSplit): a vote split by points.
//! - [`QuadraticSplit`](tally::points::QuadraticSplit): the square of the sum of roots of parts of votes.
//! - [`WinRate`](tally::comparing::WinRate): the share of its comparisons that an entry wins.
//! - [`WinScore`](tally::comparing::WinScore): the chance of winning the next comparison.
//! - [`CopelandPairs`](tally::comparing::CopelandPairs): the most other entries beaten in comparisons.
//! - [`BradleyTerry`](tally::comparing::BradleyTerry): the strengths that make comparisons most likely.
//! - [`Davidson`](tally::comparing::Davidson): the same with draws.
//! - [`Elo`](tally::comparing::Elo): ratings from comparison to comparison, in their order.
//! - [`Glicko2`](tally::comparing::Glicko2): ratings with their uncertainty.
//! - [`CrowdBt`](tally::comparing::CrowdBt): the same with judges who may be wrong.
//! - [`RankCentrality`](tally::comparing::RankCentrality): where a walker along losses is longest.
//!
//! Several winners in proportion:
//! - [`GregoryStv`](tally::stv::GregoryStv): single transferable vote by papers whose values shrink, with all its choices.
//! - [`ScottishStv`](tally::stv::ScottishStv): the same by the Scottish order.
//! - [`MinneapolisStv`](tally::stv::MinneapolisStv): the same where all who cannot catch up leave first.
//! - [`AustralianSenate`](tally::stv::AustralianSenate): all papers at one value, and whole votes only.
//! - [`MeekStv`](tally::stv::MeekStv): elected entries keep what they need of every ballot, by Meek or by Warren.
//! - [`Rctab`](tally::stv::Rctab): ranked choice as American jurisdictions tabulate it.
//! - [`Qpq`](tally::stv::Qpq): seats by quotients, as for lists.
//! - [`Ers97`](tally::stv::Ers97): transferable votes by hand, with surpluses put off, by the Electoral Reform Society.
//! - [`IrishPrstv`](tally::stv::IrishPrstv): whole papers of the last parcel, as Ireland counts.
//! - [`CambridgeStv`](tally::stv::CambridgeStv): whole ballots, of a surplus every nth.
//! - [`Countback`](tally::stv::Countback): who fills a vacancy, by a recount without the one who left.
//! - [`SchulzeStv`](tally::stv::SchulzeStv): committees compared by what each member can be sure of, and the strongest paths.
//! - [`SchulzeProportionalRanking`](tally::stv::SchulzeProportionalRanking): a ranking whose every beginning is proportional.
//! - [`SequentialStv`](tally::stv::SequentialStv): probables by Meek's count against every challenger.
//! - [`CpoStv`](tally::stv::CpoStv): committees held against each other in pairs by transferable votes.
//! - [`ApprovalStv`](tally::stv::ApprovalStv): ballots that rank equally support all they rank first.
//! - [`ExpandingApprovals`](tally::stv::ExpandingApprovals): a quota of support at the least depth.
//! - [`BlockVote`](tally::positional::BlockVote): as many votes as seats, or fewer.
//! - [`ListSeats`](tally::lists::ListSeats): seats for lists, by thirteen methods of apportionment.
//! - [`EqualShares`](tally::committee::EqualShares): every voter holds the same part of the seats.
//! - [`Thiele`](tally::committee::Thiele): the committee of the greatest worth (PAV, Chamberlin-Courant, ..).
//! - [`SequentialThiele`](tally::committee::SequentialThiele): seat by seat what adds the most worth.
//! - [`ReverseSequentialThiele`](tally::committee::ReverseSequentialThiele): one by one what costs the least worth leaves.
//! - [`SequentialPhragmen`](tally::committee::SequentialPhragmen): a seat is a load that its voters share.
//! - [`SatisfactionApproval`](tally::committee::SatisfactionApproval): a vote is split over what it approves.
//! - [`EPluribusHugo`](tally::committee::EPluribusHugo): split votes, and the less named of the two lowest leaves.
//! - [`MinimaxApproval`](tally::committee::MinimaxApproval): the committee nearest to the farthest voter.
//! - [`GreedyJustified`](tally::committee::GreedyJustified): groups that are large enough get their due.
//! - [`LexicographicCc`](tally::committee::LexicographicCc): the most voters with one, then with two.
//! - [`Adams`](tally::committee::Adams): the most voters with one, then the greatest worth.
//! - [`Monroe`](tally::committee::Monroe): each represents an equal part, the most voters one whom they approve.
//! - [`GreedyMonroe`](tally::committee::GreedyMonroe): the same, seat by seat.
//! - [`MinimaxPhragmen`](tally::committee::MinimaxPhragmen): the seats borne most evenly.
//! - [`MaximinSupport`](tally::committee::MaximinSupport): seat by seat the most for the least supported.
//! - [`EnestroemPhragmen`](tally::committee::EnestroemPhragmen): the strongest voters elect and lose strength.
//! - [`ConsensusRule`](tally::committee::ConsensusRule): voters save a vote a seat and pay for whom they elect.
//! - [`Trivial`](tally::committee::Trivial): every committee is as good.
//! - [`ReweightedRange`](tally::scored::ReweightedRange): sums of marks, ballots counting for less by what they have.
//! - [`AllocatedScore`](tally::scored::AllocatedScore): sums of marks, a quota of ballots being used up.
//! - [`SequentiallySpentScore`](tally::scored::SequentiallySpentScore): sums of marks that voters can still pay.
//!
//! A budget:
//! - [`BudgetEqualShares`](budget::BudgetEqualShares): every voter holds the same part of the money.
//! - [`BudgetGreedy`](budget::BudgetGreedy): the most votes (for the cost) first.
//! - [`ExactEqualShares`](budget::ExactEqualShares): the same, all payers paying the same.
//! - [`BoundedOverspending`](budget::BoundedOverspending): the same, buying what is covered in part.
//! - [`BudgetPhragmen`](budget::BudgetPhragmen): the least load on supporters first.
//! - [`BudgetMaximinSupport`](budget::BudgetMaximinSupport): the least largest load, shared anew each time.
//! - [`MaxWelfare`](budget::MaxWelfare): what is worth the most to all together.
//! - [`CumulativeStv`](budget::CumulativeStv): coins split over entries that move on.
//! - [`PbEar`](budget::PbEar): rankings that widen until enough support an entry.
//!
//! A verdict on each motion:
//! - [`Consent`](tally::consensus::Consent): a majority with a quorum and a veto.
//!
//! A chance for each entry:
//! - [`RandomDictator`](tally::lottery::RandomDictator): the share of ballots that put it first.
//! - [`RandomSerialDictatorship`](tally::lottery::RandomSerialDictatorship): ballots drawn one after the other leave their best.
//! - [`ProportionalBorda`](tally::lottery::ProportionalBorda): the share of all Borda points.
//! - [`MaximalLottery`](tally::lottery::MaximalLottery): the chances that no lottery beats, by margins.
//! - [`C1MaximalLottery`](tally::lottery::C1MaximalLottery): the same by majorities.
//! - [`Radius`](tally::lottery::Radius): a random dictator among the beta-uncovered.
//! - [`RandomConsensusBuilder`](tally::lottery::RandomConsensusBuilder): whom a drawn ballot builds up to.
//!
//! Who may take part:
//! - [`Open`](admit::Open): whoever asks, up to a number of places.
//! - [`Invitation`](admit::Invitation): a list of persons and parties.
//! - [`Qualification`](admit::Qualification): a record that reaches every mark.
//! - [`Designation`](admit::Designation): who is named for a term, renewed by contribution.
//! - [`TrustLevel`](admit::TrustLevel): a level earned by activity.
//! - [`Presence`](admit::Presence): who came to so many of the last meetings.
//! - [`AffiliationCap`](admit::AffiliationCap): at most so many of one party.
//! - [`ClassBalance`](admit::ClassBalance): no class above its part.
//! - [`ApportionedSeats`](admit::ApportionedSeats): seats by class or by investment.
//! - [`StratifiedLottery`](admit::StratifiedLottery): seats by group, people by lot.
//! - [`FairSortition`](admit::FairSortition): a panel within quotas, where the least likely are as likely as can be (LEXIMIN).
//! - [`VerifiableDraw`](admit::VerifiableDraw): so many by the lot, or by public numbers (RFC 3797).
//! - [`ConflictOfInterest`](admit::ConflictOfInterest): who may not judge what.
//! - [`DealtTasks`](admit::DealtTasks): which entries are whose to judge, as many judges for each.
//!
//! How much each voter counts:
//! - [`Equal`](weigh::Equal): one member, one vote.
//! - [`Shares`](weigh::Shares): by shares of members or parties.
//! - [`CappedShares`](weigh::CappedShares): by shares, none above a cap.
//! - [`LiquidDelegation`](weigh::LiquidDelegation): who does not vote lets another vote.
//! - [`PageRank`](weigh::PageRank): by the trust of those who are trusted.
//! - [`EigenTrust`](weigh::EigenTrust): the same from some who are trusted beforehand.
//! - [`LockConviction`](weigh::LockConviction): shares count more the longer they are locked.
//! - [`Decay`](weigh::Decay): shares lose half in each half-life.
//!
//! Who goes on, who wins:
//! - [`TopK`](select::TopK): the best so many.
//! - [`ScoreThreshold`](select::ScoreThreshold): everybody at or above a score.
//! - [`MajorityVote`](select::MajorityVote): whoever carries, by one count or several.
//! - [`EveryGate`](select::EveryGate): whoever passes in every poll.
//! - [`CombinedScores`](select::CombinedScores): the best by the scores of several polls.
//! - [`PerCategory`](select::PerCategory): the best so many of each category.
//! - [`HostPick`](select::HostPick): the host's choice, besides or instead of the best by votes.
//! - [`Conviction`](select::Conviction): whoever has grown enough support over time for what it asks.
//! - [`CrowdThenJury`](select::CrowdThenJury): a shortlist by one poll, the winners by another.
//!
//! Who gets what:
//! - [`WinnerTakesAll`](reward::WinnerTakesAll): the whole pot to the first place.
//! - [`PrizeLadder`](reward::PrizeLadder): so much for each place; level entries pool theirs.
//! - [`Proportional`](reward::Proportional): by scores, under a cap.
//! - [`EqualSplit`](reward::EqualSplit): the same to every winner.
//! - [`Royalty`](reward::Royalty): rates of known amounts, never less than a floor.
//! - [`ReliabilityBonus`](reward::ReliabilityBonus): a bonus on prizes by the share of results that passed.
//! - [`LatePenalty`](reward::LatePenalty): amounts less a fraction for each full day.
//! - [`MilestonePrize`](reward::MilestonePrize): parts of a prize by milestones reached.
//! - [`Bounty`](reward::Bounty): all to the answer that was chosen or accepted, half to the best one.
//! - [`PointsToMoney`](reward::PointsToMoney): points at a price, from a least number on.
//! - [`DuplicatesDecay`](reward::DuplicatesDecay): findings that several reported are worth less.
//! - [`FairestRater`](reward::FairestRater): the rater who is nearest to all.
//! - [`Lineage`](reward::Lineage): a part of every reward to what it is built on.
//! - [`Claims`](reward::Claims): claims on too little: the Talmud, equal awards, equal losses.
//! - [`ShapleyValue`](reward::ShapleyValue): by what parties add to coalitions.
//! - [`QuadraticFunding`](reward::QuadraticFunding): by the roots of gifts, in clusters or pairs.
//! - [`MedianFunding`](reward::MedianFunding): by medians of what voters would give.
//! - [`Grain`](reward::Grain): by credit, balanced against what was paid.
//! - [`Assurance`](reward::Assurance): gifts, if they reach a goal together.
//! - [`SponsorMatch`](reward::SponsorMatch): a rate of gifts, while the pot lasts.
//!
//! Beside the verbs:
//! - [`game`]: values of coalitions, power of votes, claims, costs, bargains, matchings.
//! - [`quality`]: agreement of judges, marks of panels, calibration, labels of a crowd.
//! - [`queue`]: what to show next.
//!
//! # Layers
//! Each module uses only those before it: [`num`], [`id`], [`ballot`], [`profile`], [`count`], [`game`] and [`quality`], then
//! [`io`], [`queue`], [`admit`], [`weigh`], [`tally`] and [`budget`], then `criteria`, [`select`] and [`reward`], then
//! [`contest`], then `preset`, `audit`, `sim`, `testing` and `store`, then `report`.
//!
//! # Features
//! None is on by default, and none changes a result.
//! - `parallel`: shards are counted by several threads.
//! - `sim`: cultures of random voters and experiments over rules.
//! - `store`: the event log on disk.
//! - `report`: accounts of a settlement as text and Markdown.
//! - `cli`: the command `cocreate`.
//! - `testing`: strategies and laws for an app's own rules, of every verb.
pub mod admit;
pub mod audit;
pub mod ballot;
pub mod budget;
pub mod contest;
pub mod count;
pub mod criteria;
mod error;
pub mod game;
pub mod guide;
pub mod id;
pub mod io;
pub mod num;
pub mod prelude;
pub mod preset;
pub mod profile;
pub mod quality;
pub mod queue;
#[cfg(feature = "report")]
pub mod report;
pub mod reward;
pub mod select;
#[cfg(feature = "sim")]
pub mod sim;
#[cfg(feature = "store")]
pub mod store;
pub mod tally;
#[cfg(feature = "testing")]
pub mod testing;
pub mod weigh;
pub use error::Error;
