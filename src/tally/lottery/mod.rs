//! Rules whose answer is a chance for each entry.
pub mod c1_maximal_lottery;
pub mod maximal_lottery;
pub mod proportional_borda;
pub mod radius;
pub mod random_consensus_builder;
pub mod random_dictator;
pub mod random_serial_dictatorship;
pub use c1_maximal_lottery::C1MaximalLottery;
pub use maximal_lottery::MaximalLottery;
pub use proportional_borda::ProportionalBorda;
pub use radius::Radius;
pub use random_consensus_builder::RandomConsensusBuilder;
pub use random_dictator::RandomDictator;
pub use random_serial_dictatorship::RandomSerialDictatorship;
