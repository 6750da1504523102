//! Uniform numbers and orders from random words: one way for the lot, the search for counterexamples and the cultures.

/// A uniform number below `n` from words of 64 random bits; 0 if `n` is 0.
///
/// The next word modulo `n`; a word not below the largest multiple of `n` up to 2^64 is thrown away. Below 2 no word is
/// taken.
pub(crate) fn below(n: u64, mut word: impl FnMut() -> u64) -> u64 {
    if n < 2 {
        return 0;
    }
    let rejected = (u64::MAX % n + 1) % n;
    loop {
        let w = word();
        if w <= u64::MAX - rejected {
            return w % n;
        }
    }
}
/// A uniform order of these things: for i = n-1 down to 1 draw j below i + 1 and exchange the things at places i and j.
pub(crate) fn shuffle<T>(things: &mut [T], mut word: impl FnMut() -> u64) {
    for i in (1..things.len()).rev() {
        let j = below(i as u64 + 1, &mut word);
        things.swap(i, usize::try_from(j).expect("below the length of a list"));
    }
}
