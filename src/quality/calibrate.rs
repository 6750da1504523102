//! Calibration of judges: what a mark means that comes from somebody who is strict, lenient or wide.
//!
//! A sheet has a row for each judge and a column for each entry; a missing mark is absent, not nought. Roots are kept exactly, as
//! [`Surd`]s, and shown with decimals; means of roots of several judges are sums and are given with nine decimals.
//!
//! Worked example: A gives 6, 8 and 10, B 2, 3 and 4. Standardised, both give -1.2247, 0 and 1.2247; put back on the mean 5.5
//! and spread of all marks, 2.054, 5.5 and 8.946. A judge who gives all the same mark says nothing: 0. Marks of 20 20 20 20 10, at most 3
//! from the mean 18, are 20 20 20 20 15 with the mean 19.
//!
//! References: Fisher (1925) (standard scores); rules of the Chopin competition (marks far from the mean are moved; constants not published).
use super::{QualityError, mean, some};
use crate::num::{Exact, Surd};

/// Marks of judges, a row each, all as long.
pub type Sheet = [Vec<Option<Exact>>];

/// Over which number the squares are averaged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spread {
    /// All marks.
    #[default]
    Population,
    /// One less, as of a sample; a single mark has no spread.
    Sample,
}
fn check(sheet: &Sheet) -> Result<usize, QualityError> {
    some("judges", sheet.len())?;
    let n = sheet[0].len();
    some("marks", n.saturating_mul(sheet.len()))?;
    match sheet.iter().find(|r| r.len() != n) {
        Some(r) => {
            let want = "every judge has a place for every entry";
            Err(QualityError::Number { what: "places of a judge", got: r.len(), want })
        }
        None => Ok(n),
    }
}
fn variance<'a>(marks: impl Iterator<Item = &'a Exact> + Clone, of: Spread) -> (Exact, Exact) {
    let all: Vec<&Exact> = marks.collect();
    let middle = mean(all.iter().copied());
    let square = |m: &&Exact| {
        let off = *m - &middle;
        &off * &off
    };
    let over = match of {
        Spread::Population => all.len(),
        Spread::Sample => all.len().saturating_sub(1),
    };
    let var = all.iter().map(square).sum::<Exact>().checked_div(&Exact::from(over)).unwrap_or_default();
    (middle, var)
}
/// Standard scores: each mark less the judge's mean, over the judge's spread; nought if the judge has no spread.
///
/// # Complexity
/// `O(k)` exact operations for k marks.
///
/// # Errors
/// If there are no judges or entries, too many marks, or rows of unequal length.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::calibrate::{Spread, standard}};
/// let row = |m: [u32; 3]| m.map(|x| Some(Exact::from(x))).to_vec();
/// let z = standard(&[row([6, 8, 10]), row([7, 7, 7])], Spread::Population)?;
/// assert_eq!(z[0][2].as_ref().unwrap().cut(4).decimals_down(4), "1.2247");
/// assert_eq!(z[1][2].as_ref().unwrap().cut(4), Exact::ZERO);
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn standard(sheet: &Sheet, of: Spread) -> Result<Vec<Vec<Option<Surd>>>, QualityError> {
    back(sheet, of, &Exact::ZERO, &Exact::ONE)
}
/// Standard scores put back on the mean and spread of all marks together, so that they read like marks.
///
/// # Errors
/// As [`standard`].
pub fn standard_marks(sheet: &Sheet, of: Spread) -> Result<Vec<Vec<Option<Surd>>>, QualityError> {
    check(sheet)?;
    let (middle, var) = variance(sheet.iter().flatten().flatten(), of);
    back(sheet, of, &middle, &var)
}
fn back(
    sheet: &Sheet,
    of: Spread,
    middle: &Exact,
    spread: &Exact,
) -> Result<Vec<Vec<Option<Surd>>>, QualityError> {
    check(sheet)?;
    let row = |marks: &Vec<Option<Exact>>| {
        let (own, var) = variance(marks.iter().flatten(), of);
        let z = |m: &Exact| {
            let off = m - &own;
            let square = (&(&off * &off) * spread).checked_div(&var).unwrap_or_default();
            Surd { plain: middle.clone(), square: if off.is_negative() { -square } else { square } }
        };
        marks.iter().map(|m| m.as_ref().map(z)).collect()
    };
    Ok(sheet.iter().map(row).collect())
}
/// The mean standard score of each entry, with nine decimals, the roots cut off at fifteen; none for an entry without marks.
///
/// # Errors
/// As [`standard`].
pub fn mean_standard(sheet: &Sheet, of: Spread) -> Result<Vec<Option<Exact>>, QualityError> {
    let n = check(sheet)?;
    let z = standard(sheet, of)?;
    let entry = |e: usize| {
        let all: Vec<Exact> = z.iter().filter_map(|r| Some(r[e].as_ref()?.cut(15))).collect();
        (!all.is_empty()).then(|| mean(all.iter()).rounded(9))
    };
    Ok((0..n).map(entry).collect())
}
/// Marks of one entry, those farther than `d` from their mean moved to that distance, once.
///
/// # Errors
/// If there are no marks or too many, or `d` is below nought.
///
/// # Examples
/// ```
/// use cocreate::{num::Exact, quality::calibrate::clamp};
/// let marks = [20u32, 20, 20, 20, 10].map(Exact::from);
/// let moved = clamp(&marks, &3u32.into())?;
/// assert_eq!(moved[4], 15u32.into());
/// # Ok::<(), cocreate::quality::QualityError>(())
/// ```
pub fn clamp(marks: &[Exact], d: &Exact) -> Result<Vec<Exact>, QualityError> {
    some("marks", marks.len())?;
    if d.is_negative() {
        return Err(QualityError::Range {
            field: "the distance",
            at: 0,
            value: d.clone(),
            want: "it is 0 or more",
        });
    }
    let middle = mean(marks.iter());
    let (low, high) = (&middle - d, &middle + d);
    Ok(marks.iter().map(|m| m.clone().max(low.clone()).min(high.clone())).collect())
}
/// How far each judge's marks lie from what the others say of the same entries, on average; none for a judge whose entries nobody
/// else marked. To be reported, not acted on silently.
///
/// # Complexity
/// `O(k)` exact operations for k marks.
///
/// # Errors
/// As [`standard`].
pub fn from_panel(sheet: &Sheet) -> Result<Vec<Option<Exact>>, QualityError> {
    let n = check(sheet)?;
    let column = |e: usize| {
        let all: Vec<&Exact> = sheet.iter().filter_map(|r| r[e].as_ref()).collect();
        (all.iter().copied().sum::<Exact>(), all.len())
    };
    let sums: Vec<(Exact, usize)> = (0..n).map(column).collect();
    let judge = |row: &Vec<Option<Exact>>| {
        let offs: Vec<Exact> = row
            .iter()
            .zip(&sums)
            .filter_map(|(m, (sum, count))| {
                let m = m.as_ref()?;
                Some(m - &(sum - m).checked_div(&Exact::from(count - 1))?)
            })
            .collect();
        (!offs.is_empty()).then(|| mean(offs.iter()))
    };
    Ok(sheet.iter().map(judge).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    fn row(m: &[i64]) -> Vec<Option<Exact>> {
        m.iter().map(|x| (*x >= 0).then(|| Exact::from(*x))).collect()
    }
    fn shown(z: &[Option<Surd>]) -> Vec<String> {
        z.iter().flatten().map(|x| x.cut(12).rounded(3).to_string()).collect()
    }
    #[test]
    fn worked_example() {
        let sheet = [row(&[6, 8, 10]), row(&[2, 3, 4])];
        let z = standard_marks(&sheet, Spread::Population).unwrap();
        assert_eq!(shown(&z[0]), ["1027/500", "11/2", "4473/500"]);
        assert_eq!(shown(&z[0]), shown(&z[1]));
        assert_eq!(mean_standard(&sheet, Spread::Population).unwrap()[1], Some(Exact::ZERO));
        assert_eq!(from_panel(&sheet).unwrap(), [Some(Exact::from(5u32)), Some(Exact::from(-5i64))]);
    }
    #[test]
    fn missing_marks_are_absent_and_bad_sheets_are_refused() {
        let z = standard(&[row(&[6, -1, 10]), row(&[-1, -1, -1])], Spread::Sample).unwrap();
        // (6 - 8) / √8 = -0.7071
        assert_eq!(shown(&z[0]), ["-707/1000", "707/1000"]);
        assert!(z[1].iter().all(Option::is_none));
        assert_eq!(mean_standard(&[row(&[-1, 3])], Spread::Sample).unwrap(), [None, Some(Exact::ZERO)]);
        assert_eq!(from_panel(&[row(&[3])]).unwrap(), [None]);
        assert!(
            standard(&[row(&[1]), row(&[1, 2])], Spread::Sample).is_err()
                && standard(&[], Spread::Sample).is_err()
        );
        assert!(clamp(&[], &Exact::ZERO).is_err() && clamp(&[Exact::ONE], &-Exact::ONE).is_err());
    }
}
