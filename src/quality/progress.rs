//! Progress on a scale: where sides stood before and after a round of talks.
//!
//! Worked example: three sides stood at 3, 5 and 4 of 10 and stand at 5, 5 and 6. They moved by 2, 0 and 2, on average 4/3, and closed
//! 4 of 18, 2/9 of the gap to the top; not everybody moved.
//!
//! References: engine-rule after scaling questions of solution-focused practice: de Shazer (1988).
use super::{QualityError, some};
use crate::num::Exact;

/// What a round of talks moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Of each side.
    pub moved: Vec<Exact>,
    /// On average.
    pub mean: Exact,
    /// The part of all gaps to the top that was closed; none if there was no gap.
    pub closed: Option<Exact>,
}
impl Progress {
    /// Whether every side moved up.
    pub fn all_moved(&self) -> bool {
        self.moved.iter().all(|m| *m > Exact::ZERO)
    }
}
/// What moved from one round to the next.
///
/// # Errors
/// If there are no sides or too many, not as many before as after, or a side stands above the top.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::progress::progress};
/// let n = |l: [u32; 3]| l.map(Exact::from);
/// let p = progress(&n([3, 5, 4]), &n([5, 5, 6]), &10u32.into())?;
/// assert_eq!((p.mean.to_string(), p.closed.as_ref().unwrap().to_string(), p.all_moved()), ("4/3".into(), "2/9".into(), false));
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn progress(before: &[Exact], after: &[Exact], top: &Exact) -> Result<Progress, QualityError> {
    some("sides", before.len())?;
    if before.len() != after.len() {
        let want = "there are as many after as before";
        return Err(QualityError::Number { what: "sides after", got: after.len(), want });
    }
    for list in [before, after] {
        if let Some(at) = list.iter().position(|x| x > top) {
            let value = list[at].clone();
            return Err(QualityError::Range {
                field: "the place",
                at,
                value,
                want: "it is at most the top of the scale",
            });
        }
    }
    let moved: Vec<Exact> = before.iter().zip(after).map(|(b, a)| a - b).collect();
    let gaps: Exact = before.iter().map(|b| top - b).sum();
    let sum: Exact = moved.iter().sum();
    Ok(Progress { mean: &sum / &Exact::from(moved.len()), closed: sum.checked_div(&gaps), moved })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn at_the_top_nothing_is_left_to_close() {
        let ten = [Exact::from(10u32)];
        assert_eq!(progress(&ten, &ten, &ten[0]).unwrap().closed, None);
        assert!(progress(&ten, &[], &ten[0]).is_err() && progress(&[], &[], &ten[0]).is_err());
        assert!(progress(&ten, &ten, &Exact::ONE).is_err());
    }
}
