//! Rules on scores.
pub mod majority_judgment;
pub mod mean_score;
pub use majority_judgment::{EqualMedians, MajorityJudgment};
pub use mean_score::MeanScore;
