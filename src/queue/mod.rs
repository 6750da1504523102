//! What to show next: entries that have seen too little, and pairs that would tell most.
//!
//! Worked example: who gave 25 votes and got 26 has a coolness of round(10 √(100 · 25 / 25)) = 100; with 50 given 141; with 25 given and 1
//! received 500.
//!
//! References: Ludum Dare, jambrain (coolness, D); Salganik and Levy (2015), "Wiki surveys" (catch-up); Small et al. (2021),
//! Polis (priority).
use crate::num::{Exact, Surd};
use crate::quality::QualityError;

pub mod crowd_bt;
pub mod next_pair;

fn range(field: &'static str, value: Exact, want: &'static str) -> QualityError {
    QualityError::Range { field, at: 0, value, want }
}
/// Ludum Dare's coolness: round(10 √(100 v / max(1, t))) for v votes given and t = received - 1, both at most 100; a half goes up. The
/// coolest are shown first.
///
/// # Examples
/// ```
/// use cocreate::queue::coolness;
/// assert_eq!([(25, 26), (50, 26), (25, 1), (100, 101), (0, 51)].map(|(v, r)| coolness(v, r)), [100, 141, 500, 100, 0]);
/// ```
pub fn coolness(given: u64, received: u64) -> u64 {
    let (v, t) = (given.min(100), received.saturating_sub(1).clamp(1, 100));
    // 10 √(100 v / t) = √(10,000 v / t); a root that is no fraction is never a half.
    let square = Exact::ratio(10_000 * i128::from(v), t.into()).unwrap_or_default();
    square.root_down(9).rounded(0).to_u64().unwrap_or_default()
}
/// The older measure of Ludum Dare: 50 + R - 5 √(min(C, 100)) for R marks received and C given; the lowest are shown first.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, queue::d_score};
/// assert_eq!(d_score(10, 25).cut(3), Exact::from(35u32));
/// assert!(d_score(10, 144) < d_score(10, 25));
/// ```
pub fn d_score(received: u64, given: u64) -> Surd {
    let square = Exact::from(25 * given.min(100));
    Surd { plain: Exact::from(50u32) + Exact::from(received), square: -square }
}
/// The chance, before all are made to sum to one, of an entry that came late to a wiki survey: min(1 / (n + 1)^alpha, tau), for n votes
/// on it.
///
/// # Errors
/// If tau is not above 0 and at most 1, or alpha is above 100.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, queue::catch_up};
/// let tau = Exact::ratio(1, 20).unwrap();
/// assert_eq!([0, 19, 39].map(|n| catch_up(n, 1, &tau).unwrap().to_string()), ["1/20", "1/20", "1/40"]);
/// ```
pub fn catch_up(votes: u64, alpha: u32, tau: &Exact) -> Result<Exact, QualityError> {
    if *tau <= Exact::ZERO || *tau > Exact::ONE {
        return Err(range("tau", tau.clone(), "it is above 0 and at most 1"));
    }
    if alpha > 100 {
        return Err(range("alpha", alpha.into(), "it is at most 100"));
    }
    let base = Exact::from(votes) + Exact::ONE;
    let power = (0..alpha).fold(Exact::ONE, |a, _| &a * &base);
    Ok((Exact::ONE / power).min(tau.clone()))
}
/// What people said of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Who agreed.
    pub agree: u64,
    /// Who passed.
    pub pass: u64,
    /// Who saw it, whatever they said.
    pub seen: u64,
    /// How far from the middle of all opinions it lies, not below nought.
    pub extremity: Exact,
}
/// How soon a statement is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// (1 - p) (extremity + 1) a, for a = (agree + 1) / (seen + 2) and p = (pass + 1) / (seen + 2). Exact.
    pub importance: Exact,
    /// (importance (1 + 8 · 2^(-seen / 5)))², rounded to nine decimals: an estimate.
    pub priority: Exact,
}
/// Polis: how soon a statement is shown; new ones come first.
///
/// # Errors
/// If more agreed and passed than saw it, or the extremity is not from 0 to 1,000,000.
///
/// # Examples
/// ```
/// use cocreate::queue::{Said, polis};
/// let p = polis(&Said { agree: 1, seen: 1, ..Said::default() })?;
/// assert_eq!((p.importance.to_string(), p.priority.decimals_down(6)), ("4/9".into(), "12.529726".into()));
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "an estimate, rounded to nine decimals"
)]
pub fn polis(said: &Said) -> Result<Priority, QualityError> {
    if said.agree.saturating_add(said.pass) > said.seen {
        let value = Exact::from(said.agree) + Exact::from(said.pass);
        return Err(range("those who agreed or passed", value, "it is at most all who saw it"));
    }
    if said.extremity.is_negative() || said.extremity > Exact::from(1_000_000u32) {
        return Err(range("the extremity", said.extremity.clone(), "it is from 0 to 1,000,000"));
    }
    let of = |n: u64| (Exact::from(n) + Exact::ONE) / (Exact::from(said.seen) + Exact::from(2u32));
    let importance = &(&(Exact::ONE - of(said.pass)) * &(&said.extremity + &Exact::ONE)) * &of(said.agree);
    let boosted = importance.to_f64() * (1.0 + 8.0 * libm::exp2(-(said.seen as f64) / 5.0));
    let units = libm::round(boosted * boosted * 1e9);
    Ok(Priority { importance, priority: Exact::ratio(units as i128, 1_000_000_000).unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn edges_are_held() {
        assert_eq!(coolness(u64::MAX, 0), 1000);
        assert_eq!(d_score(0, u64::MAX).cut(0), Exact::ZERO);
        assert!(catch_up(0, 1, &Exact::ZERO).is_err() && catch_up(0, 101, &Exact::ONE).is_err());
        assert!(polis(&Said { agree: 2, seen: 1, ..Said::default() }).is_err());
        assert!(polis(&Said { extremity: -Exact::ONE, ..Said::default() }).is_err());
    }
}
