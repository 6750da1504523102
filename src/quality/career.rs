//! Points for places over a career: fewer for large teams and far places, more in large fields, fading with age.
//!
//! Worked example: first of 1,000 teams alone and today: 100,000 · log10(1 + 3) = 60,205.999; tenth: 10,706.307; first in a team of four:
//! 30,103; alone, 500 days ago: 22,148.549.
//!
//! References: Kaggle, "Improved ranking system" (2015).
use super::QualityError;
use crate::num::Exact;

/// A place in a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Members of the team.
    pub team: u32,
    /// The team's place, from 1.
    pub rank: u32,
    /// Teams in the contest.
    pub teams: u32,
    /// Days since.
    pub days: u32,
}
/// 100000 / √team · rank^(-3/4) · log10(1 + log10(teams)) · e^(-days/500), rounded to six decimals. An estimate.
///
/// # Errors
/// If the team or the rank is nought, or the rank is beyond the teams.
///
/// # Examples
/// ```
/// use cocreate::quality::career::{Place, points};
/// let p = points(Place { team: 1, rank: 10, teams: 1000, days: 0 })?;
/// assert_eq!(p.decimals_down(3), "10706.308");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
#[allow(clippy::float_arithmetic, reason = "an estimate of four factors, rounded to six decimals")]
pub fn points(p: Place) -> Result<Exact, QualityError> {
    for (field, value) in [("the team", p.team), ("the rank", p.rank)] {
        if value == 0 {
            return Err(QualityError::Range { field, at: 0, value: Exact::ZERO, want: "it is 1 or more" });
        }
    }
    if p.rank > p.teams {
        let want = "it is at most the number of teams";
        return Err(QualityError::Range { field: "the rank", at: 0, value: p.rank.into(), want });
    }
    let x = 100_000.0 / libm::sqrt(p.team.into())
        * libm::pow(p.rank.into(), -0.75)
        * libm::log10(1.0 + libm::log10(p.teams.into()))
        * libm::exp(-f64::from(p.days) / 500.0);
    Ok(Exact::ratio(libm::round(x * 1e6) as i128, 1_000_000).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn points_fade_and_bad_places_are_refused() {
        let p = Place { team: 1, rank: 1, teams: 1000, days: 0 };
        assert_eq!(points(p).unwrap().decimals_down(3), "60205.999");
        assert!(points(Place { days: 500, ..p }).unwrap() < points(p).unwrap());
        assert_eq!(points(Place { teams: 1, ..p }).unwrap(), Exact::ZERO);
        for bad in [Place { team: 0, ..p }, Place { rank: 0, ..p }, Place { rank: 1001, ..p }] {
            assert!(points(bad).is_err());
        }
    }
}
