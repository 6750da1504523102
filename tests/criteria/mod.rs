//! Criteria: what theory says of the first rules, witnesses that are checked again, the catalogue.
mod catalogue;
mod random;
mod theory;
mod vectors;
mod witness;

use cocreate::{
    ballot::Ranking,
    count::RuleSpec,
    criteria::{AnyCriterion, AnyWitness, Found, Limits, catalogue::registry},
    tally::AnyRule,
};
use std::convert::Infallible;

/// Steele, Lea and Flood's `SplitMix64`: a small generator for tests.
pub(crate) struct SplitMix(pub(crate) u64);
impl rand::TryRng for SplitMix {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.try_next_u64()? >> 32) as u32)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(z ^ z >> 31)
    }
    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        for b in to {
            *b = self.try_next_u64()? as u8;
        }
        Ok(())
    }
}
pub(crate) fn rule(id: &str) -> AnyRule {
    cocreate::tally::registry().build(&RuleSpec::new(id)).unwrap().0
}
fn criterion(id: &str) -> AnyCriterion<Ranking> {
    registry().build(&RuleSpec::new(id)).unwrap().0
}
/// All profiles of up to so many entries and voters.
fn all(entries: u32, voters: u32) -> Limits {
    Limits { entries, voters, ..Limits::default() }
}
fn look(criterion_id: &str, rule_id: &str, limits: &Limits) -> Found<AnyWitness<Ranking>> {
    criterion(criterion_id).search(&rule(rule_id), limits, &mut SplitMix(1)).unwrap()
}
