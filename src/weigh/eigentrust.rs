//! `EigenTrust`: trust in those whom the trusted trust, always tied back to some who are trusted beforehand.
//!
//! Row i of C is what i thinks of others, amounts below nought cut to nought and the rest made to sum to one; a row without trust is p. The weights
//! are the t with t = (1 - a) Cᵀ t + a p, where p is spread evenly over those trusted beforehand.
//!
//! The weights sum to one. They are floats, summed in the order of the members until nothing changes by more than a part in 10^13, and rounded to nine
//! decimals; none is off by more than a unit of the last.
//!
//! Worked example: 1 thinks 2 of 2, 2 thinks 1 each of 1 and 3, 3 thinks 4 of 1; 1 is trusted beforehand, a = 0.1. Then 1 counts 0.433839,
//! 2 0.390456, 3 0.175705.
//!
//! References: Kamvar, Schlosser and Garcia-Molina (2003), "The `EigenTrust` algorithm for reputation management in P2P networks".
use super::{Electorate, WeighError, Weighed, WeightRule, Weights, graph};
use crate::count::{About, Grade, Param};
use crate::id::PersonId;
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Members by the trust of those who are trusted, from some who are trusted beforehand.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None.
///
/// # Complexity
/// `O(n + l)` a round for l amounts of trust, at most 10,000 rounds.
///
/// # Errors
/// If a is not from 1/100 to 1; if somebody trusted beforehand is not on the roster or named twice; if trust names a stranger, is said twice or of oneself.
///
/// # References
/// Kamvar, Schlosser and Garcia-Molina (2003), WWW 2003.
///
/// # Examples
/// ```
/// use cocreate::{id::PersonId, num::Exact, weigh::*};
/// let id = |n: &str| PersonId::new(n).unwrap();
/// let members = ["1", "2", "3"].map(|n| Member::new(id(n)));
/// let thinks = |(f, t, n): (&str, &str, u32)| Trust { from: id(f), to: id(t), amount: n.into() };
/// let trust = [("1", "2", 2), ("2", "1", 1), ("2", "3", 1), ("3", "1", 4)].map(thinks);
/// let electorate = Electorate { members: &members, parties: &[], delegations: &[], trust: &trust };
/// let rule = EigenTrust { trusted: vec![id("1")], ..EigenTrust::default() };
/// let shown: Vec<String> = weigh(&rule, &electorate)?.weights.iter().map(|w| w.weight.decimals_down(5)).collect();
/// assert_eq!(shown, ["0.43383", "0.39045", "0.17570"]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EigenTrust {
    /// How much those trusted beforehand count in every round: a, from 1/100 to 1.
    pub beforehand: Exact,
    /// Who is trusted beforehand; left out, everybody.
    pub trusted: Vec<PersonId>,
}
impl Default for EigenTrust {
    /// 0.1, and everybody.
    fn default() -> Self {
        Self { beforehand: Exact::ratio(1, 10).unwrap_or_default(), trusted: vec![] }
    }
}

const ABOUT: About = About::new("eigentrust", "EigenTrust")
    .references(&["Kamvar, Schlosser and Garcia-Molina (2003), The EigenTrust algorithm"])
    .grade(Grade::Estimate)
    .params(&[
        Param { name: "beforehand", kind: "exact", about: "how much those trusted beforehand count" },
        Param {
            name: "trusted",
            kind: "list of persons",
            about: "who is trusted beforehand; left out, everybody",
        },
    ]);

impl WeightRule for EigenTrust {
    fn about(&self) -> About {
        ABOUT
    }
    #[allow(clippy::float_arithmetic, reason = "an estimate, rounded to nine decimals before it is a weight")]
    fn weigh(&self, electorate: &Electorate<'_>) -> Result<Weights, WeighError> {
        if self.beforehand < Exact::ratio(1, 100).unwrap_or_default() || self.beforehand > Exact::ONE {
            return Err(bad(format!(
                "those trusted beforehand count {}; it is from 1/100 to 1",
                self.beforehand
            )));
        }
        let p = self.start(electorate)?;
        let rows = graph::parts(&graph::trust(electorate, ABOUT.id, true)?);
        let a = self.beforehand.to_f64();
        let step = |t: &[f64]| {
            let alone = rows.iter().zip(t).filter(|(r, _)| r.is_empty()).fold(0.0, |s, (_, t)| s + t);
            let mut next: Vec<f64> = p.iter().map(|p| (a + (1.0 - a) * alone) * p).collect();
            for (row, t) in rows.iter().zip(t) {
                for (j, part) in row {
                    next[*j] += (1.0 - a) * t * part;
                }
            }
            next
        };
        let trust = graph::settle(ABOUT.id, p.clone(), step)?;
        let weighed = electorate.members.iter().zip(trust);
        let weights = weighed.map(|(m, weight)| Weighed { person: m.person.clone(), weight }).collect();
        Ok(Weights { weights, error: graph::error(), ..Weights::default() })
    }
}
impl EigenTrust {
    /// Those trusted beforehand, evenly.
    fn start(&self, electorate: &Electorate<'_>) -> Result<Vec<f64>, WeighError> {
        let named: BTreeSet<&PersonId> = self.trusted.iter().collect();
        if named.len() < self.trusted.len() {
            return Err(bad("somebody is trusted beforehand twice; each is named once".to_owned()));
        }
        let known: BTreeSet<&PersonId> = electorate.members.iter().map(|m| &m.person).collect();
        if let Some(p) = named.iter().find(|p| !known.contains(*p)) {
            return Err(bad(format!("`{p}` is trusted beforehand and not on the roster")));
        }
        let count = if named.is_empty() { known.len() } else { named.len() };
        let each = Exact::ONE.checked_div(&Exact::from(count)).unwrap_or_default().to_f64();
        let part = |p: &PersonId| if named.is_empty() || named.contains(p) { each } else { 0.0 };
        Ok(electorate.members.iter().map(|m| part(&m.person)).collect())
    }
}
fn bad(cause: String) -> WeighError {
    WeighError::Parameters { rule: ABOUT.id.to_owned(), cause }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::sample::{members, trusting};
    #[test]
    fn worked_example() {
        let all = members(&[("1", ""), ("2", ""), ("3", "")]);
        let rule = EigenTrust { trusted: vec!["1".parse().unwrap()], ..EigenTrust::default() };
        let trust = [("1", "2", "2"), ("2", "1", "1"), ("2", "3", "1"), ("3", "1", "4"), ("3", "2", "-7")];
        let w = trusting(&rule, &all, &trust).unwrap();
        // t1 = 0.1/0.2305, t2 = 0.9 t1, t3 = 0.45 t2.
        let t1 = Exact::ratio(1000, 2305).unwrap();
        let t2 = &t1 * &Exact::ratio(9, 10).unwrap();
        let t3 = &t2 * &Exact::ratio(45, 100).unwrap();
        for (w, want) in w.weights.iter().zip([t1, t2, t3]) {
            let off = &w.weight - &want;
            assert!(
                if off.is_negative() { -off } else { off } <= graph::error().unwrap(),
                "{} {want}",
                w.weight
            );
        }
    }
    #[test]
    fn nobody_trusts_and_nobody_is_there() {
        let all = members(&[("1", ""), ("2", "")]);
        let w = trusting(&EigenTrust::default(), &all, &[]).unwrap();
        assert!(w.weights.iter().all(|w| w.weight == Exact::ratio(1, 2).unwrap()));
        assert!(trusting(&EigenTrust::default(), &[], &[]).unwrap().weights.is_empty());
        let strange = EigenTrust { trusted: vec!["x".parse().unwrap()], ..EigenTrust::default() };
        assert!(trusting(&strange, &all, &[]).is_err());
        let none = EigenTrust { beforehand: Exact::ZERO, ..EigenTrust::default() };
        assert!(trusting(&none, &all, &[]).is_err());
    }
}
