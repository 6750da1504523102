//! Decay: what is older counts less, half as much after each half-life.
//!
//! A member counts their share times 2^(-age / half-life), the power rounded to nine decimals: an exact half, quarter, eighth and so on where the
//! age is a whole number of half-lives, up to nine.
//!
//! Worked example: shares of 8, 8 and 8 of ages 0, 7 and 14 at a half-life of 7 count 8, 4 and 2.
//!
//! References: Dell's `IdeaStorm` (votes with a half-life, whose length was not published).
use super::{Electorate, Member, Shares, WeighError, Weighed, WeightRule, Weights, graph};
use crate::count::{About, Alias, Grade, Param};
use crate::num::Exact;
use serde::{Deserialize, Serialize};

/// Shares that lose half in each half-life.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n)` for n members.
///
/// # Errors
/// If a half-life is not above nought, or an age is missing or below nought; and as [`Shares`].
///
/// # References
/// Dell `IdeaStorm`, vote half-life.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, num::Exact, weigh::*};
/// let id = |n: &str| PersonId::new(n).unwrap();
/// let of = |(name, age): (&str, u32)| Member {
///     share: Some(8u32.into()),
///     age: Some(age.into()),
///     ..Member::new(id(name))
/// };
/// let members = [("a", 0), ("b", 7), ("c", 14)].map(of);
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &[] };
/// let w = weigh(&Decay { half_life: 7u32.into(), ..Decay::default() }, &electorate)?;
/// assert_eq!(w.total(), 14u32.into());
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decay {
    /// After which time half is left, in the unit of the ages, above nought.
    pub half_life: Exact,
    /// By which shares; left out, one each.
    pub shares: Option<Shares>,
}
impl Default for Decay {
    /// One unit of time, by own shares.
    fn default() -> Self {
        Self { half_life: Exact::ONE, shares: Some(Shares::default()) }
    }
}

const ABOUT: About = About::new("decay", "Decay by age")
    .aliases(&[Alias::plain("half-life")])
    .references(&["Dell IdeaStorm, vote half-life"])
    .grade(Grade::Estimate)
    .params(&[
        Param { name: "half_life", kind: "exact", about: "after which time half is left" },
        Param { name: "shares", kind: "{ of, missing }", about: "by which shares; null: one each" },
    ]);

impl WeightRule for Decay {
    fn about(&self) -> About {
        ABOUT
    }
    fn asks_ages(&self) -> bool {
        true
    }
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        if self.half_life <= Exact::ZERO {
            let cause = format!("a half-life of {}; it is above 0", self.half_life);
            return Err(WeighError::Parameters { rule: ABOUT.id.to_owned(), cause });
        }
        let shares = match self.shares {
            Some(s) => s.of_all(electorate)?,
            None => vec![Exact::ONE; electorate.members.len()],
        };
        let weigh = |(m, share): (&Member, Exact)| {
            let weight = share * self.left(m)?;
            Ok(Weighed { person: m.person.clone(), weight })
        };
        let weights = electorate.members.iter().zip(shares).map(weigh).collect::<Result<_, WeighError>>()?;
        Ok(Weights { weights, error: graph::error(), ..Weights::default() })
    }
}
impl Decay {
    /// What is left of a unit.
    #[allow(
        clippy::float_arithmetic,
        reason = "a power of two, rounded to nine decimals before it is a weight"
    )]
    fn left(&self, m: &Member) -> Result<Exact, WeighError> {
        let known = |cause: String| WeighError::Known { person: m.person.clone(), cause };
        match &m.age {
            None => Err(known("no age is known; the rule needs one of every member".to_owned())),
            Some(age) if age.is_negative() => Err(known(format!("an age of {age}; it is 0 or more"))),
            Some(age) => Ok(graph::grid(libm::exp2(-(age / &self.half_life).to_f64()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, show, weighed};
    fn aged(of: &[(&str, &str, &str)]) -> Vec<Member> {
        let mut all = members(&of.iter().map(|(n, s, _)| (*n, *s)).collect::<Vec<_>>());
        for (m, (_, _, age)) in all.iter_mut().zip(of) {
            m.age = age.parse().ok();
        }
        all
    }
    #[test]
    fn worked_example() {
        let week = Decay { half_life: 7u32.into(), ..Decay::default() };
        let w =
            weighed(&week, &aged(&[("a", "8", "0"), ("b", "8", "7"), ("c", "8", "14"), ("d", "1", "7/2")]));
        // 2^(-1/2) = 0.70710678118..
        assert_eq!(show(&w), "a 8, b 4, c 2, d 707106781/1000000000");
        assert_eq!(show(&weighed(&week, &aged(&[("a", "8", "100000")]))), "a 0");
    }
    #[test]
    fn ages_are_needed_and_nobody_may_be_there() {
        let rule = Decay::default();
        assert!(weighed(&rule, &[]).weights.is_empty());
        let of = |age: &str| {
            let all = aged(&[("a", "1", age)]);
            let e = Electorate { members: &all, parties: &[], delegations: &[], trust: &[] };
            crate::weigh::weigh(&rule, &e).unwrap_err().to_string()
        };
        assert_eq!(of("-1"), "`a`: an age of -1; it is 0 or more");
        assert!(of("").starts_with("`a`: no age is known"));
    }
}
