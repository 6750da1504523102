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
//! - [`Irv`](tally::runoff::Irv): the fewest ballots leave, one entry at a time.
//! - [`Schulze`](tally::pairwise::Schulze): strongest paths of pairwise defeats.
//! - [`Approval`](tally::approving::Approval): the most approvals.
//! - [`MeanScore`](tally::scored::MeanScore): the highest mean, with a least number of votes.
//! - [`MajorityJudgment`](tally::scored::MajorityJudgment): the highest median grade.
//! - [`Quadratic`](tally::points::Quadratic): votes that cost their square.
//! - [`WinRate`](tally::comparing::WinRate): the share of its comparisons that an entry wins.
//!
//! Several winners in proportion:
//! - [`ScottishStv`](tally::stv::ScottishStv): single transferable vote by the Scottish order.
//! - [`EqualShares`](tally::committee::EqualShares): every voter holds the same part of the seats.
//!
//! A budget:
//! - [`BudgetEqualShares`](budget::BudgetEqualShares): every voter holds the same part of the money.
//! - [`BudgetGreedy`](budget::BudgetGreedy): the most votes (for the cost) first.
//!
//! A verdict on each motion:
//! - [`Consent`](tally::consensus::Consent): a majority with a quorum and a veto.
//!
//! A chance for each entry:
//! - [`RandomDictator`](tally::lottery::RandomDictator): the share of ballots that put it first.
//!
//! Who may take part:
//! - [`Open`](admit::Open): whoever asks, up to a number of places.
//! - [`Invitation`](admit::Invitation): a list of persons and parties.
//! - [`Qualification`](admit::Qualification): a record that reaches every mark.
//! - [`StratifiedLottery`](admit::StratifiedLottery): seats by group, people by lot.
//! - [`ConflictOfInterest`](admit::ConflictOfInterest): who may not judge what.
//!
//! How much each voter counts:
//! - [`Equal`](weigh::Equal): one member, one vote.
//! - [`Shares`](weigh::Shares): by shares of members or parties.
//! - [`CappedShares`](weigh::CappedShares): by shares, none above a cap.
//! - [`LiquidDelegation`](weigh::LiquidDelegation): who does not vote lets another vote.
//!
//! Who goes on, who wins:
//! - [`TopK`](select::TopK): the best so many.
//! - [`ScoreThreshold`](select::ScoreThreshold): everybody at or above a score.
//! - [`MajorityVote`](select::MajorityVote): whoever carries, by one count or several.
//! - [`PerCategory`](select::PerCategory): the best so many of each category.
//! - [`HostPick`](select::HostPick): the host's choice, besides or instead of the best by votes.
//! - [`CrowdThenJury`](select::CrowdThenJury): a shortlist by one poll, the winners by another.
//!
//! Who gets what:
//! - [`WinnerTakesAll`](reward::WinnerTakesAll): the whole pot to the first place.
//! - [`PrizeLadder`](reward::PrizeLadder): so much for each place; level entries pool theirs.
//! - [`Proportional`](reward::Proportional): by scores, under a cap.
//! - [`EqualSplit`](reward::EqualSplit): the same to every winner.
//! - [`Royalty`](reward::Royalty): rates of known amounts, never less than a floor.
//!
//! # Layers
//! Each module uses only those before it: [`num`], [`id`], [`ballot`], [`profile`], [`count`], then [`io`], [`admit`], [`weigh`],
//! [`tally`] and [`budget`], then `criteria`, [`select`] and [`reward`], then [`contest`], then `preset`, `audit`, `sim` and
//! `store`, then `report`.
//!
//! # Features
//! None is on by default, and none changes a result.
//! - `parallel`: shards are counted by several threads.
//! - `sim`: cultures of random voters and experiments over rules.
//! - `store`: the event log on disk.
//! - `report`: accounts of a settlement as text and Markdown.
//! - `cli`: the command `cocreate`.
//! - `testing`: strategies and laws for an app's own rules.
pub mod admit;
pub mod audit;
pub mod ballot;
pub mod budget;
pub mod contest;
pub mod count;
pub mod criteria;
mod error;
pub mod guide;
pub mod id;
pub mod io;
pub mod num;
pub mod prelude;
pub mod preset;
pub mod profile;
#[cfg(feature = "report")]
pub mod report;
pub mod reward;
pub mod select;
#[cfg(feature = "sim")]
pub mod sim;
#[cfg(feature = "store")]
pub mod store;
pub mod tally;
pub mod weigh;
pub use error::Error;
