//! The lot: a portable draw from a published seed.
//!
//! What is hashed, how numbers and orders come of it, and under which labels: `docs/reproducibility.md`, from which anybody can
//! repeat a draw. A change here that changes a draw is another version of the lot, beside this one.
use super::Lottery;
use crate::{
    id::EntryIx,
    num::{Exact, below, shuffle},
};
use sha2::{Digest, Sha256};

/// A published seed, ready to draw. The draw is described byte by byte in [the guide](crate::guide::reproducibility).
///
/// # Examples
/// ```
/// use cocreate::count::Lot;
/// let lot = Lot::new("2026-11-24");
/// assert_eq!(lot.order("tie 0", 5), [1, 2, 4, 3, 0]);
/// assert_eq!(lot.order("tie 1", 5), [0, 2, 4, 3, 1]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    seed: String,
}
const DOMAIN: &[u8] = b"cocreate lot 1";

impl Lot {
    /// Any text; what counts is that it was not known before entries and ballots were in.
    pub fn new(seed: &str) -> Self {
        Self { seed: seed.to_owned() }
    }
    /// The seed.
    pub fn seed(&self) -> &str {
        &self.seed
    }
    /// A uniform order of `0..n`. Cost: one hash for about four places.
    pub fn order(&self, label: &str, n: usize) -> Vec<usize> {
        let mut words = self.words(label);
        let mut order: Vec<usize> = (0..n).collect();
        shuffle(&mut order, || words.next_word());
        order
    }
    /// A uniform number below `n`; 0 if `n` is 0.
    pub fn below(&self, label: &str, n: u64) -> u64 {
        let mut words = self.words(label);
        below(n, || words.next_word())
    }
    /// One entry by its exact chance: words are read as binary digits of a number in [0, 1) until it is certain in whose
    /// share it lies; shares lie in slate order. `None` for a lottery of nobody.
    pub fn draw(&self, label: &str, lottery: &Lottery) -> Option<EntryIx> {
        let (entries, chances): (Vec<EntryIx>, Vec<Exact>) =
            lottery.iter().map(|(e, p)| (e, p.clone())).unzip();
        self.pick(label, &chances).map(|i| entries[i])
    }
    /// The place of one of these chances, drawn as [`draw`](Self::draw) does with shares in this order. `None` if they do not sum to one.
    ///
    /// # Examples
    /// ```
    /// use cocreate::{count::Lot, num::Exact};
    /// let chances = [(1, 3), (1, 2), (1, 6)].map(|(a, b)| Exact::ratio(a, b).unwrap());
    /// assert_eq!(Lot::new("seed").pick("draw 3", &chances), Some(2));
    /// assert_eq!(Lot::new("seed").pick("draw 3", &chances[..2]), None);
    /// ```
    pub fn pick(&self, label: &str, chances: &[Exact]) -> Option<usize> {
        if chances.iter().any(Exact::is_negative) || chances.iter().sum::<Exact>() != Exact::ONE {
            return None;
        }
        let mut words = self.words(label);
        let word = Exact::from(1u128 << 64);
        let (mut low, mut width) = (Exact::ZERO, Exact::ONE);
        loop {
            let (mut upto, end) = (Exact::ZERO, &low + &width);
            for (i, p) in chances.iter().enumerate() {
                let from = upto.clone();
                upto += p;
                if from <= low && end <= upto {
                    return Some(i);
                }
            }
            width = &width / &word;
            low += &(&width * &Exact::from(words.next_word()));
        }
    }
    fn words(&self, label: &str) -> Words {
        let mut prefix = DOMAIN.to_vec();
        for part in [self.seed.as_bytes(), label.as_bytes()] {
            prefix.extend((part.len() as u64).to_be_bytes());
            prefix.extend(part);
        }
        Words { prefix, block: 0, left: Vec::new() }
    }
}

struct Words {
    prefix: Vec<u8>,
    block: u64,
    /// Words of the current block, last first.
    left: Vec<u64>,
}
impl Words {
    fn next_word(&mut self) -> u64 {
        loop {
            if let Some(w) = self.left.pop() {
                return w;
            }
            let digest =
                Sha256::new().chain_update(&self.prefix).chain_update(self.block.to_be_bytes()).finalize();
            self.block += 1;
            let words = digest.chunks_exact(8).map(|c| c.iter().fold(0, |w, b| w << 8 | u64::from(*b)));
            self.left = words.collect();
            self.left.reverse();
        }
    }
}
