//! Labels by workers of known skill, for the tests of estimates.
use super::labels::Labels;

/// Numbers of a fixed, plain generator.
pub(super) fn numbers() -> impl FnMut(u64) -> u64 {
    let mut s = 88_172_645_463_325_252u64;
    move |n| {
        s ^= s << 13;
        s ^= s >> 7;
        s ^= s << 17;
        (s >> 20) % n
    }
}
/// 400 tasks of three kinds; each worker is right with so many chances of 100, else says one of the two others. With the truth.
pub(super) fn planted(skills: &[u64]) -> (Labels, Vec<usize>) {
    let mut of = numbers();
    let truth: Vec<usize> = (0..400).map(|_| of(3) as usize).collect();
    let mut all = vec![];
    for (t, k) in truth.iter().enumerate() {
        for (w, s) in skills.iter().enumerate() {
            let label = if of(100) < *s { *k } else { (k + 1 + of(2) as usize) % 3 };
            all.push((t, w, label));
        }
    }
    (Labels::new(400, skills.len(), 3, all).unwrap(), truth)
}
/// How many answers are the one right label.
pub(super) fn right(answers: &[Vec<usize>], truth: &[usize]) -> usize {
    answers.iter().zip(truth).filter(|(a, k)| **a == [**k]).count()
}
