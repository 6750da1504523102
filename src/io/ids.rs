//! Ids of voters or ballots that a file may give once each.
use super::{error::Fault, record::Records};
use std::collections::BTreeMap;

/// Ids met so far, each with its line. While each is longer than the one before or, of the same length, later in order, as numbers
/// that rise are, none is looked up.
#[derive(Debug, Default)]
pub(super) struct Ids {
    rising: String,
    /// Where each id ends in `rising`, and its line.
    ends: Vec<(usize, u64)>,
    /// All ids, once one did not rise.
    all: Option<BTreeMap<Box<str>, u64>>,
}
impl Ids {
    /// The line of the same id before; `None` if it is new.
    pub(super) fn add(&mut self, id: &str, line: u64) -> Option<u64> {
        if let Some(all) = &mut self.all {
            if let Some(first) = all.get(id) {
                return Some(*first);
            }
            all.insert(id.into(), line);
            return None;
        }
        let last = self.each().next_back().map_or("", |(last, _)| last);
        if (id.len(), id) > (last.len(), last) {
            self.rising.push_str(id);
            self.ends.push((self.rising.len(), line));
            return None;
        }
        self.all = Some(self.each().map(|(id, line)| (id.into(), line)).collect());
        (self.rising, self.ends) = (String::new(), vec![]);
        self.add(id, line)
    }
    fn each(&self) -> impl DoubleEndedIterator<Item = (&str, u64)> {
        self.ends.iter().enumerate().map(|(i, (end, line))| {
            let from = if i == 0 { 0 } else { self.ends[i - 1].0 };
            (&self.rising[from..*end], *line)
        })
    }
    /// The id in a field, which is `what`, of this record; why it is refused.
    pub(super) fn once(
        &mut self,
        r: &Records<'_>,
        field: usize,
        what: &'static str,
    ) -> Result<(), super::ReadError> {
        let id = r.trimmed(field);
        if id.is_empty() {
            return Err(r.expected(field, 0, format!("the id of a {what}")));
        }
        match self.add(id, r.line()) {
            None => Ok(()),
            Some(first) => {
                let id = id.chars().take(60).collect();
                Err(r.error(field, 0, Fault::CameBefore { what, id, first }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_comes_again_is_found_whether_or_not_they_rise() {
        let mut ids = Ids::default();
        for (line, id) in [(2, "8"), (3, "9"), (4, "10"), (5, "30")] {
            assert_eq!(ids.add(id, line), None);
        }
        assert!(ids.all.is_none(), "all of them rise");
        assert_eq!(ids.add("30", 6), Some(5), "equal to the last");
        assert_eq!((ids.add("9", 7), ids.add("11", 8), ids.add("11", 9)), (Some(3), None, Some(8)));
        assert_eq!((ids.add("31", 10), ids.add("8", 11), ids.add("ä", 12)), (None, Some(2), None));
    }
}
