//! Random values into every public constructor of ballots, slates, profiles, summaries, ids and numbers: each is taken
//! or refused as its documentation says, and nothing panics.
mod ballots;
mod json;
mod numbers;
mod profiles;

use proptest::prelude::*;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
/// Small, at an edge, or anything.
fn edgy() -> impl Strategy<Value = u64> {
    prop_oneof![
        3 => 0u64..8,
        1 => proptest::sample::select(vec![
            32_765, 32_766, 32_767, 65_535, 65_536, 65_537, u64::from(u32::MAX), 1 << 46, (1 << 46) + 1, u64::MAX - 1, u64::MAX,
        ]),
        1 => any::<u64>(),
    ]
}
/// An entry that may stand nowhere. Sets take a bit for each place, so places stay below a hundred thousand.
fn entry() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0u32..7, 1 => 32_760u32..32_780, 1 => 0u32..100_000]
}
