//! An audit's result, as text for people.
use super::{Chain, Difference, Outside, OutsideText, Tampered};
use std::fmt;

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The end of the chain, or the first event that is not as it was.
    pub chain: Result<Chain, Tampered>,
    /// Findings that come out differently now.
    pub differences: Vec<Difference>,
    /// What became of the texts outside.
    pub outside: Vec<OutsideText>,
}
impl Report {
    /// Whether nothing was altered and everything comes out as it was. Texts may be erased.
    pub fn is_sound(&self) -> bool {
        self.chain.is_ok()
            && self.differences.is_empty()
            && self.outside.iter().all(|t| t.state != Outside::Altered)
    }
}
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.chain {
            Ok(c) => writeln!(f, "log: {} events, head {}", c.len(), c.head())?,
            Err(fault) => writeln!(f, "log: {fault}")?,
        }
        match self.differences.as_slice() {
            [] => writeln!(f, "findings: as they were")?,
            all => writeln!(f, "findings: {} differ", all.len())?,
        }
        self.differences.iter().try_for_each(|d| writeln!(f, "  {d}"))?;
        let count = |s| self.outside.iter().filter(|t| t.state == s).count();
        let (intact, altered, erased) =
            (count(Outside::Intact), count(Outside::Altered), count(Outside::Erased));
        writeln!(f, "texts outside: {intact} intact, {altered} altered, {erased} erased")?;
        for t in self.outside.iter().filter(|t| t.state != Outside::Intact) {
            writeln!(f, "  event {}, entry {}: {}", t.seq, t.entry, t.state)?;
        }
        Ok(())
    }
}
