//! Inputs of benchmarks: varied, and the same each time.
#![allow(dead_code, reason = "each benchmark takes what it needs")]
#![allow(clippy::float_arithmetic, reason = "times are for people")]

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
#[allow(dead_code, reason = "one benchmark is the same either way")]
pub(crate) fn testing() -> bool {
    let given = |flag: &str| std::env::args().any(|a| a == flag);
    given("--test") || !given("--bench")
}

/// Nanoseconds that this thread has run, so that other programs on the machine do not count; wall time where the system does not
/// tell. The kernel brings its figure up to date when the thread yields.
#[allow(dead_code, reason = "not every benchmark keeps its own time")]
#[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
pub(crate) fn thread_time() -> f64 {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.as_deref().and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    ran.unwrap_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e9)
}
