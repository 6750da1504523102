//! Votes of groups of opinion: what all groups agree on.
//!
//! Worked example: of one group 8 of 10 agree, of another 3 of 10. The consensus is 9/12 · 4/12 = 1/4. That 8 of 10 agree is
//! 2 √11 (9/11 - 1/2) = 2.1106 spreads away from chance.
//!
//! References: Small et al. (2021), "Polis: scaling deliberation by mapping high dimensional opinion spaces".
use super::{QualityError, some};
use crate::num::{Exact, Surd};

/// What a group says of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupVotes {
    /// Who agrees.
    pub agree: u64,
    /// Who saw it, whatever they said; a pass is seen.
    pub seen: u64,
}
/// Group-aware consensus: the product over groups of (agree + 1) / (seen + 2).
///
/// # Errors
/// If there are no groups, more than 1,000, or more agree than saw it.
///
/// # Examples
/// ```
/// use cocreate::quality::groups::{GroupVotes, consensus};
/// let of = |agree, seen| GroupVotes { agree, seen };
/// assert_eq!(consensus(&[of(8, 10), of(3, 10)])?.to_string(), "1/4");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn consensus(groups: &[GroupVotes]) -> Result<Exact, QualityError> {
    some("groups", groups.len())?;
    if groups.len() > 1_000 {
        return Err(QualityError::Number {
            what: "groups",
            got: groups.len(),
            want: "there are at most 1,000",
        });
    }
    let mut product = Exact::ONE;
    for (at, g) in groups.iter().enumerate() {
        part("those who agree", at, g.agree, g.seen)?;
        let chance = (Exact::from(g.agree) + Exact::ONE) / (Exact::from(g.seen) + Exact::from(2u32));
        product = &product * &chance;
    }
    Ok(product)
}
/// How many spreads a share lies from one half: 2 √(n + 1) ((s + 1) / (n + 1) - 1/2). Above 1.2816 it is not chance with 90%.
///
/// # Errors
/// If more succeeded than were counted.
///
/// # Examples
/// ```
/// use cocreate::quality::groups::proportion_test;
/// assert_eq!(proportion_test(8, 10)?.cut(4).decimals_down(4), "2.1105");
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn proportion_test(succeeded: u64, of: u64) -> Result<Surd, QualityError> {
    part("those who succeeded", 0, succeeded, of)?;
    let n = Exact::from(of) + Exact::ONE;
    let off = (Exact::from(succeeded) + Exact::ONE) / &n - Exact::ONE / Exact::from(2u32);
    let square = &(&(&off * &off) * &n) * &Exact::from(4u32);
    Ok(Surd { plain: Exact::ZERO, square: if off.is_negative() { -square } else { square } })
}
pub(crate) fn part(field: &'static str, at: usize, some: u64, all: u64) -> Result<(), QualityError> {
    if some > all {
        return Err(QualityError::Range {
            field,
            at,
            value: some.into(),
            want: "it is at most all who were asked",
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn nobody_and_too_many() {
        assert_eq!(consensus(&[GroupVotes::default()]).unwrap(), Exact::ratio(1, 2).unwrap());
        assert!(consensus(&[]).is_err() && consensus(&[GroupVotes { agree: 2, seen: 1 }]).is_err());
        assert!(proportion_test(2, 1).is_err());
        // One of two is on the side of the prior: 2 √3 (2/3 - 1/2) = 1/√3.
        assert_eq!(
            proportion_test(1, 2).unwrap(),
            Surd { plain: Exact::ZERO, square: Exact::ratio(1, 3).unwrap() }
        );
    }
}
