//! The generator of a replicate.
use chacha20::ChaCha20Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// The generator of a replicate of an experiment with this seed: a stream that anybody can repeat from this page.
///
/// # The generator, version 1
/// Write numbers as 8 bytes, most significant first, and `‖` for "followed by".
///
/// 1. The key is `SHA-256("cocreate sim 1" ‖ seed ‖ replicate)`.
/// 2. The stream is that of `ChaCha` with 20 rounds (RFC 8439, section 2.3) under this key, with nonce 0 and the block counter
///    from 0, read as words of 32 bits, least significant byte first.
/// 3. A word of 64 bits is the next two of them, the first one its lower half.
///
/// From words `w` of 64 bits come a number below `n` and an order, as in the [lot](crate::count::Lot), and a number in
/// [0, 1), `(w >> 11) / 2^53`.
///
/// # Examples
/// ```
/// use rand::Rng;
/// let mut rng = cocreate::sim::generator(1, 0);
/// assert_ne!(rng.next_u64(), cocreate::sim::generator(1, 1).next_u64());
/// ```
pub fn generator(seed: u64, replicate: u64) -> impl Rng + Send {
    let key = Sha256::new()
        .chain_update(b"cocreate sim 1")
        .chain_update(seed.to_be_bytes())
        .chain_update(replicate.to_be_bytes())
        .finalize();
    ChaCha20Rng::from_seed(key.into())
}
/// A number in [0, 1), one of 2^53 that are equally likely.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "53 bits fit a double; the product is exact"
)]
pub(super) fn unit(rng: &mut dyn Rng) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (rng.next_u64() >> 11) as f64 * STEP
}
