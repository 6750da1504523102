//! Stratified lottery (sortition): seats for each group by its share, the people of each group by lot.
//!
//! The lot gives one order for each group, under the label `admit/<group>`; the first so many have the seats. The order
//! of the applicants is part of what is drawn, so the list has to be fixed before the seed is known.
//!
//! Worked example: groups of 510, 330 and 160 have 6, 4 and 2 of 12 seats by largest remainder (6.12, 3.96, 1.92).
//!
//! References: B. Flanigan et al., *Fair algorithms for selecting citizens' assemblies*, Nature 2021 (the problem; this
//! rule is the plain stratified draw, not LEXIMIN).
use super::{Admission, AdmissionRule, AdmitError, AdmitNote, Call, NotAdmitted, Refused};
use crate::count::{About, Alias, Lot, Param};
use crate::id::PersonId;
use crate::num::{Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Seats drawn by groups.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Groups that are level for the last seats are noted, and `odd` says which of them have one more. People are drawn.
///
/// # Complexity
/// `O(n)` hashes and moves for n people, beside the split of the seats.
///
/// # Errors
/// Without a published seed; if a share is below nought, or none is above it.
///
/// # References
/// Flanigan et al. (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596 (the problem).
///
/// # Examples
/// ```
/// use cocreate::{admit::*, count::Lot, id::PersonId};
/// let share = |n: &str, of: u32| (n.to_owned(), of.into());
/// let rule = StratifiedLottery {
///     seats: 12,
///     strata: [share("a", 510), share("b", 330), share("c", 160)].into(),
///     ..StratifiedLottery::default()
/// };
/// let person = |i: usize| {
///     let stratum = Some(["a", "b", "c"][i % 3].to_owned());
///     Applicant { stratum, ..Applicant::new(PersonId::new(&format!("p{i}")).unwrap()) }
/// };
/// let people: Vec<Applicant> = (0..30).map(person).collect();
/// let lot = Lot::new("published on the day");
/// let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&people) })?;
/// let seats: Vec<u32> = a.notes.iter().filter_map(|n| match n {
///     AdmitNote::Seats { seats, .. } => Some(*seats),
///     _ => None,
/// }).collect();
/// assert_eq!(seats, [6, 4, 2]);
/// assert_eq!(a.admitted.len(), 12);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StratifiedLottery {
    /// Seats in all.
    pub seats: u32,
    /// Groups and their shares of the population, in any unit. With none, everybody is one group.
    pub strata: BTreeMap<String, Exact>,
    /// How seats are split over the groups.
    pub method: Apportionment,
    /// Who has the odd seats, by the order of the groups' names.
    pub odd: OddUnits,
    /// What becomes of seats for which a group has too few people.
    pub unfilled: Unfilled,
}
/// What becomes of seats for which a group has too few people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfilled {
    /// They stay empty, and the record says so.
    #[default]
    Empty,
    /// They are shared again among groups that have people left, by the same method.
    Others,
}

const ABOUT: About = About::new("stratified-lottery", "Stratified lottery")
    .aliases(&[Alias::plain("sortition")])
    .references(&["Flanigan et al. (2021), Fair algorithms for selecting citizens' assemblies"])
    .params(&[Param { name: "seats", kind: "integer", about: "seats in all" }, Param { name: "strata", kind: "{ group: exact }", about: "shares of the groups; left out, everybody is one group" }, Param { name: "method", kind: "largest-remainder | dhondt | sainte-lague | modified-sainte-lague | huntington-hill | adams | dean | quota", about: "how seats are split over the groups" }, Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd seats, by the names of the groups" }, Param { name: "unfilled", kind: "empty | others", about: "what becomes of seats for which a group has too few people" }]);

impl AdmissionRule for StratifiedLottery {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let no_seed = || AdmitError::NoSeed { rule: ABOUT.id.to_owned() };
        let lot = call.lot.ok_or_else(no_seed)?;
        let mut a = Admission::default();
        let mut groups: BTreeMap<&str, Vec<usize>> = self.names().map(|n| (n, vec![])).collect();
        for (i, p) in call.people.iter().enumerate() {
            let name = if self.strata.is_empty() { Some("all") } else { p.stratum.as_deref() };
            if let Some(group) = name.and_then(|n| groups.get_mut(n)) {
                group.push(i);
            } else {
                let why = NotAdmitted::NoStratum { stratum: p.stratum.clone() };
                a.refused.push(Refused { person: p.person.clone(), why });
            }
        }
        let seats = self.share_out(&groups, &mut a)?;
        let mut drawn: BTreeSet<usize> = BTreeSet::new();
        for ((name, people), seats) in groups.iter().zip(seats) {
            drawn.extend(draw(lot, name, people, seats));
            let out = people.iter().filter(|i| !drawn.contains(i));
            let why = || NotAdmitted::NotDrawn { stratum: (*name).to_owned() };
            a.refused.extend(out.map(|i| Refused { person: call.people[*i].person.clone(), why: why() }));
        }
        let person = |i: usize| -> PersonId { call.people[i].person.clone() };
        a.admitted = drawn.into_iter().map(person).collect();
        Ok(a)
    }
}
impl StratifiedLottery {
    fn names(&self) -> impl Iterator<Item = &str> {
        let all = self.strata.is_empty().then_some("all");
        self.strata.keys().map(String::as_str).chain(all)
    }
    /// Seats of each group, in the order of their names, with what the record should say.
    fn share_out(
        &self,
        groups: &BTreeMap<&str, Vec<usize>>,
        a: &mut Admission,
    ) -> Result<Vec<usize>, AdmitError> {
        let names: Vec<&str> = groups.keys().copied().collect();
        let weights: Vec<Exact> =
            if self.strata.is_empty() { vec![Exact::ONE] } else { self.strata.values().cloned().collect() };
        let first = split(self.seats.into(), &weights, self.method, self.odd)?;
        if let Some(tie) = first.tie {
            let strata = tie.tied.iter().map(|i| names[*i].to_owned()).collect();
            a.notes.push(AdmitNote::TiedSeats { strata, seats: tie.units as u32 });
        }
        let asked: Vec<usize> = groups.values().map(Vec::len).collect();
        let mut filled: Vec<usize> =
            first.parts.iter().zip(&asked).map(|(s, n)| (*n).min(*s as usize)).collect();
        if self.unfilled == Unfilled::Others {
            self.refill(&weights, &asked, &mut filled)?;
        }
        for ((name, seats), asked) in names.iter().zip(&filled).zip(&asked) {
            let (seats, asked) = (*seats as u32, *asked as u32);
            a.notes.push(AdmitNote::Seats { stratum: (*name).to_owned(), seats, asked });
        }
        let empty = self.seats.saturating_sub(filled.iter().sum::<usize>() as u32);
        if empty > 0 {
            a.notes.push(AdmitNote::Empty { seats: empty });
        }
        Ok(filled)
    }
    /// Shares empty seats again among groups with people left, until there are no seats or no people.
    fn refill(&self, weights: &[Exact], asked: &[usize], filled: &mut [usize]) -> Result<(), AdmitError> {
        loop {
            let left = (self.seats as usize).saturating_sub(filled.iter().sum());
            let open = |i: usize| if filled[i] < asked[i] { weights[i].clone() } else { Exact::ZERO };
            let open: Vec<Exact> = (0..weights.len()).map(open).collect();
            if left == 0 || open.iter().all(Exact::is_zero) {
                return Ok(());
            }
            // Each pass fills a group up or uses all seats.
            let more = split(left as u128, &open, self.method, self.odd)?.parts;
            for (i, m) in more.iter().enumerate() {
                filled[i] = asked[i].min(filled[i] + *m as usize);
            }
        }
    }
}
/// The first so many of the lot's order.
fn draw(lot: &Lot, name: &str, people: &[usize], seats: usize) -> Vec<usize> {
    let order = lot.order(&format!("admit/{name}"), people.len());
    order.into_iter().take(seats).map(|i| people[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{Applicant, admit};
    fn groups(of: &[(&str, u32)]) -> BTreeMap<String, Exact> {
        of.iter().map(|(n, w)| ((*n).to_owned(), Exact::from(*w))).collect()
    }
    fn drawn(rule: &StratifiedLottery, of: &[(&str, u32)]) -> Admission {
        let one = |g: &str, i: u32| Applicant {
            stratum: Some(g.to_owned()),
            ..Applicant::new(format!("{g}-{i}").parse().unwrap())
        };
        let people: Vec<Applicant> = of.iter().flat_map(|(g, n)| (0..*n).map(|i| one(g, i))).collect();
        let lot = Lot::new("a seed");
        admit(&[rule], &Call { lot: Some(&lot), ..Call::new(&people) }).unwrap()
    }
    fn seats(a: &Admission) -> Vec<(String, u32)> {
        let of = |n: &AdmitNote| match n {
            AdmitNote::Seats { stratum, seats, .. } => Some((stratum.clone(), *seats)),
            _ => None,
        };
        a.notes.iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let strata = groups(&[("a", 510), ("b", 330), ("c", 160)]);
        let rule = StratifiedLottery { seats: 12, strata, ..StratifiedLottery::default() };
        let a = drawn(&rule, &[("a", 20), ("b", 20), ("c", 20)]);
        assert_eq!(seats(&a), [("a".into(), 6), ("b".into(), 4), ("c".into(), 2)]);
        let of = |g: &str| a.admitted.iter().filter(|p| p.as_str().starts_with(g)).count();
        assert_eq!((of("a"), of("b"), of("c"), a.refused.len()), (6, 4, 2, 48));
    }
    #[test]
    fn a_tie_for_the_last_seat_goes_by_the_names_and_is_told() {
        let rule = StratifiedLottery {
            seats: 3,
            strata: groups(&[("a", 1), ("b", 1)]),
            ..StratifiedLottery::default()
        };
        let a = drawn(&rule, &[("a", 5), ("b", 5)]);
        assert_eq!(seats(&a), [("a".into(), 2), ("b".into(), 1)]);
        assert!(a.notes.contains(&AdmitNote::TiedSeats { strata: vec!["a".into(), "b".into()], seats: 1 }));
    }
    #[test]
    fn nobody_asks_and_seats_stay_empty_or_go_to_others() {
        let rule = StratifiedLottery {
            seats: 4,
            strata: groups(&[("a", 1), ("b", 1)]),
            ..StratifiedLottery::default()
        };
        let a = drawn(&rule, &[]);
        assert_eq!((a.admitted.len(), a.notes.last()), (0, Some(&AdmitNote::Empty { seats: 4 })));
        assert_eq!(drawn(&rule, &[("a", 9)]).admitted.len(), 2);
        let rule = StratifiedLottery { unfilled: Unfilled::Others, ..rule };
        assert_eq!(drawn(&rule, &[("a", 9)]).admitted.len(), 4);
    }
}
