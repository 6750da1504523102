//! Balance of classes: no class has more than its part of the seats.
//!
//! Worked example: of 13 members 5 are producers, more than a third: the group is not balanced.
//!
//! References: IEEE-SA, Standards Board Operations Manual (no interest category above one third).
use crate::num::Exact;

/// The classes that have more than `most` of all members, as a fraction; none where nobody is.
///
/// # Examples
/// ```
/// use cocreate::{admit::balance::over, num::Exact};
/// let third = Exact::ratio(1, 3).unwrap();
/// assert_eq!(over(&[("producer", 5), ("user", 4), ("general", 4)], &third), ["producer"]);
/// assert!(over(&[("a", 1), ("b", 1), ("c", 1)], &third).is_empty());
/// ```
pub fn over<T: Clone>(classes: &[(T, u64)], most: &Exact) -> Vec<T> {
    let all: Exact = classes.iter().map(|(_, n)| Exact::from(*n)).sum();
    let limit = most * &all;
    classes.iter().filter(|(_, n)| Exact::from(*n) > limit).map(|(c, _)| c.clone()).collect()
}
