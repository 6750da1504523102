//! Rules whose answer is a chance for each entry.
mod random_dictator;
pub use random_dictator::RandomDictator;
