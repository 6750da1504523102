//! Committees as things to be compared: all of a size, and those that no other one has a stronger path to.
use crate::{
    count::{Halt, Refusal, Step, Teller},
    id::{EntryIx, EntrySet},
    num::Exact,
};

/// Most committees that are held against each other.
pub(super) const MOST: usize = 500;

/// All committees with these and so many of the others.
pub(super) fn all(sure: &EntrySet, others: &EntrySet, free: usize) -> Result<Vec<EntrySet>, Halt> {
    let mut all = vec![sure.clone()];
    let mut left = others.len();
    for e in others.iter() {
        left -= 1;
        let mut more = vec![];
        for c in &all {
            let need = sure.len() + free - c.len();
            if need > 0 {
                let mut with = c.clone();
                with.insert(e);
                more.push(with);
            }
            if need <= left {
                more.push(c.clone());
            }
        }
        // Each of these becomes at least one committee.
        all = more;
        if all.len() > MOST {
            let (got, most) = (all.len() as u64, MOST as u64);
            return Err(Refusal::TooLarge { what: "committees or more", got, most }.into());
        }
    }
    Ok(all)
}
/// Strengths as ranks, which compare faster: 0 for none, and the larger the stronger.
pub(super) fn ranked(strengths: &[Vec<Option<Exact>>]) -> Vec<Vec<usize>> {
    let mut sizes: Vec<&Exact> = strengths.iter().flatten().flatten().collect();
    sizes.sort();
    sizes.dedup();
    let rank = |s: &Option<Exact>| s.as_ref().map_or(0, |s| sizes.partition_point(|x| *x < s) + 1);
    strengths.iter().map(|row| row.iter().map(rank).collect()).collect()
}
/// Those to which no other has a stronger path than they have to it.
pub(super) fn unbeaten(mut path: Vec<Vec<usize>>) -> Vec<usize> {
    for k in 0..path.len() {
        let through = path[k].clone();
        for row in &mut path {
            let to_k = row[k];
            for (p, t) in row.iter_mut().zip(&through) {
                *p = (*p).max(to_k.min(*t));
            }
        }
    }
    let stands = |i: &usize| (0..path.len()).all(|j| path[*i][j] >= path[j][*i]);
    (0..path.len()).filter(stands).collect()
}
/// For each way of preferring members of a committee to another entry, votes; a member is a bit.
pub(super) struct Preferred(Vec<u64>);
impl Preferred {
    /// From, for each ballot, whether a member is preferred, and its weight.
    pub(super) fn count(
        members: &[EntryIx],
        ballots: impl Iterator<Item = (usize, u64)>,
        prefers: impl Fn(usize, EntryIx) -> bool,
    ) -> Self {
        let mut votes = vec![0; 1 << members.len()];
        for (row, weight) in ballots {
            let bit = |(i, e): (usize, &EntryIx)| usize::from(prefers(row, *e)) << i;
            let mask: usize = members.iter().enumerate().map(bit).sum();
            votes[mask] += weight;
        }
        Self(votes)
    }
    /// The most that each member can have at once, if every ballot is divided between the members that it prefers: the least, over all
    /// groups of members, of the ballots that prefer one of the group, divided by its size (Hall's theorem with parts of ballots).
    pub(super) fn each(mut self, units: u64) -> Exact {
        let (size, all) = (self.0.len(), self.0.iter().sum::<u64>());
        // From ways of preferring to sums over all that prefer nobody else.
        let mut bit = 1;
        while bit < size {
            for mask in (0..size).filter(|m| m & bit != 0) {
                self.0[mask] += self.0[mask ^ bit];
            }
            bit <<= 1;
        }
        let of = |group: usize| {
            let votes = Exact::from(all - self.0[(size - 1) ^ group]);
            &votes / &Exact::from(u64::from(group.count_ones()) * units)
        };
        (1..size).map(of).min().unwrap_or_default()
    }
}
/// The members in which two committees differ, where each has one that the other has not.
pub(super) fn one_apart(one: &EntrySet, other: &EntrySet) -> Option<(EntryIx, EntryIx)> {
    Some((one.minus(other).single()?, other.minus(one).single()?))
}
/// What the committee elected and each other that differs from it in one member have against each other, as steps.
pub(super) fn tell(
    committees: &[EntrySet],
    won: usize,
    has: impl Fn(usize) -> (Exact, Exact),
    teller: &mut Teller,
) {
    for (j, other) in committees.iter().enumerate() {
        if let Some((a, b)) = one_apart(&committees[won], other) {
            teller.record(|| {
                let (for_a, for_b) = has(j);
                Step::Compared { a, b, for_a, for_b }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn each(ways: &[(&[u32], u64)]) -> String {
        let members: Vec<EntryIx> = (0..3).map(EntryIx::new).collect();
        let weights = ways.iter().enumerate().map(|(row, (_, w))| (row, *w));
        let prefers = |row: usize, e: EntryIx| ways[row].0.contains(&(e.ix() as u32));
        Preferred::count(&members, weights, prefers).each(1).to_string()
    }
    #[test]
    fn ballots_are_divided_as_evenly_as_they_can_be() {
        assert_eq!(each(&[(&[0, 1, 2], 30)]), "10");
        assert_eq!(each(&[(&[0], 20), (&[1, 2], 10)]), "5");
        assert_eq!(each(&[(&[0], 20), (&[1], 5), (&[1, 2], 10), (&[0, 2], 1)]), "8");
        assert_eq!(each(&[(&[0], 20), (&[1], 5)]), "0");
    }
    #[test]
    fn all_of_a_size() {
        let of =
            |sure: EntrySet, free| all(&sure, &EntrySet::first(5).minus(&sure), free).map(|a| a.len()).ok();
        assert_eq!(of(EntrySet::EMPTY, 2), Some(10));
        assert_eq!(of([0].into(), 2), Some(6));
        assert_eq!(of([0, 1].into(), 0), Some(1));
        assert_eq!(all(&EntrySet::EMPTY, &EntrySet::first(40), 3).map(|a| a.len()).ok(), None);
    }
}
