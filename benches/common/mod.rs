//! Inputs of benchmarks: varied, and the same each time.
#![allow(dead_code, reason = "each benchmark takes what it needs")]

/// `SplitMix64`.
pub(crate) struct Random(pub(crate) u64);
impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
    pub(crate) fn order(&mut self, m: usize) -> Vec<u32> {
        let mut o: Vec<u32> = (0..m as u32).collect();
        for i in (1..m).rev() {
            o.swap(i, self.below(i + 1));
        }
        o
    }
}
/// Whether only the answers are checked: `cargo test --benches`, or `--test`.
pub(crate) fn testing() -> bool {
    let given = |flag: &str| std::env::args().any(|a| a == flag);
    given("--test") || !given("--bench")
}
