//! Rules whose answer is a chance for each entry.
pub mod random_dictator;
pub use random_dictator::RandomDictator;
