//! Rules on scores.
mod majority_judgment;
mod mean_score;
pub use majority_judgment::{EqualMedians, MajorityJudgment};
pub use mean_score::MeanScore;
