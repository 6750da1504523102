//! Rules on direct comparisons.
pub mod bradley_terry;
pub mod copeland_pairs;
pub mod crowd_bt;
pub mod davidson;
mod graph;
pub mod rank_centrality;
pub mod win_rate;
pub mod win_score;
pub use bradley_terry::BradleyTerry;
pub use copeland_pairs::CopelandPairs;
pub use crowd_bt::CrowdBt;
pub use davidson::Davidson;
pub use rank_centrality::RankCentrality;
pub use win_rate::WinRate;
pub use win_score::WinScore;
