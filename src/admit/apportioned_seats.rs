//! Seats by class or by investment: so many seats split over groups or parties by their shares, taken by those of each in the order in which they asked, or by lot.
//!
//! With shares that are numbers of seats and sum to the seats, every class has just its own.
//!
//! Worked example: of ten seats for stakes of 53, 24 and 23 percent, largest remainder gives 5, 3 and 2. If the third sends one person, a seat stays empty.
//!
//! References: Eclipse bylaws (board seats by class of members); Hamilton (1791), largest remainder; see [`Apportionment`].
use super::{
    Admission, AdmissionRule, AdmitError, AdmitNote, Call, Class, NotAdmitted, Refused,
    affiliation_cap::capped,
};
use crate::count::{About, Alias, Param};
use crate::num::{Apportionment, Exact, OddUnits, split};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Seats split by shares. Where people are drawn by group and empty seats go to others: [`StratifiedLottery`](super::StratifiedLottery).
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Those level for the last seats are noted, and `odd` says which of them have one more. People go by the order of their requests, or by lot.
///
/// # Complexity
/// `O(n log n)` for n people, beside the split of the seats.
///
/// # Errors
/// If a share is below nought, or none is above it; without a published seed, where the lot draws.
///
/// # References
/// Eclipse bylaws; Hamilton (1791).
///
/// # Examples
/// ```
/// use cocreate::{admit::*, id::{PartyId, PersonId}};
/// let stake = |n: &str, of: u32| (n.to_owned(), of.into());
/// let shares = [stake("acme", 53), stake("bolt", 24), stake("cog", 23)].into();
/// let rule = ApportionedSeats { seats: 10, shares, ..ApportionedSeats::default() };
/// let of = |i: usize| Applicant {
///     party: Some(PartyId::new(["acme", "bolt", "cog"][i % 3]).unwrap()),
///     ..Applicant::new(PersonId::new(&format!("p{i}")).unwrap())
/// };
/// let people: Vec<Applicant> = (0..18).map(of).collect();
/// let a = admit(&[&rule], &Call::new(&people))?;
/// let seats = |x: usize| people.iter().enumerate().filter(|(i, p)| i % 3 == x && a.admitted.contains(&p.person)).count();
/// assert_eq!([0, 1, 2].map(seats), [5, 3, 2]);
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApportionedSeats {
    /// Seats in all.
    pub seats: u32,
    /// What has seats.
    pub of: Class,
    /// Their shares, in any unit: members, stakes, or seats.
    pub shares: BTreeMap<String, Exact>,
    /// How seats are split.
    pub method: Apportionment,
    /// Who has the odd seats, by the order of the names.
    pub odd: OddUnits,
    /// Whether the lot says who has the seats, in place of the order of the requests; under the label `admit/seats/` and the name.
    pub by_lot: bool,
}
impl Default for ApportionedSeats {
    fn default() -> Self {
        Self {
            seats: 0,
            of: Class::Party,
            shares: BTreeMap::new(),
            method: Apportionment::default(),
            odd: OddUnits::default(),
            by_lot: false,
        }
    }
}

const ABOUT: About = About::new("apportioned-seats", "Seats by class or by investment")
    .aliases(&[Alias::plain("seats-by-investment"), Alias::plain("seats-by-class")])
    .references(&["Eclipse bylaws", "Hamilton (1791), largest remainder"])
    .params(&[
        Param { name: "seats", kind: "integer", about: "seats in all" },
        Param { name: "of", kind: "party | stratum", about: "what has seats" },
        Param { name: "shares", kind: "{ name: exact }", about: "shares of the parties or groups" },
        Param {
            name: "method",
            kind: "largest-remainder | dhondt | sainte-lague | modified-sainte-lague | huntington-hill | adams | dean | quota",
            about: "how seats are split",
        },
        Param { name: "odd", kind: "first | last | heaviest", about: "who has the odd seats, by the names" },
        Param { name: "by_lot", kind: "boolean", about: "the lot says who has the seats, not the order of the requests" },
    ]);

impl AdmissionRule for ApportionedSeats {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        let lot = match call.lot {
            None if self.by_lot => return Err(AdmitError::NoSeed { rule: ABOUT.id.to_owned() }),
            lot => lot.filter(|_| self.by_lot),
        };
        let names: Vec<&str> = self.shares.keys().map(String::as_str).collect();
        let shares: Vec<Exact> = self.shares.values().cloned().collect();
        let parts = split(self.seats.into(), &shares, self.method, self.odd)?;
        let mut a = Admission::default();
        if let Some(tie) = parts.tie {
            let strata = tie.tied.iter().map(|i| names[*i].to_owned()).collect();
            a.notes.push(AdmitNote::TiedSeats { strata, seats: tie.units as u32 });
        }
        let mut seated: BTreeSet<usize> = BTreeSet::new();
        let mut most: BTreeMap<&str, u32> = BTreeMap::new();
        for (name, seats) in names.iter().zip(&parts.parts) {
            // A part of the seats, which fit 32 bits.
            let seats = *seats as u32;
            most.insert(name, seats);
            let here = |(i, p)| (self.of.name(p) == Some(*name)).then_some(i);
            let people: Vec<usize> = call.people.iter().enumerate().filter_map(here).collect();
            let order = lot.map_or_else(
                || (0..people.len()).collect(),
                |lot| lot.order(&format!("admit/seats/{name}"), people.len()),
            );
            seated.extend(order.into_iter().take(seats as usize).map(|i| people[i]));
            let (stratum, asked) = ((*name).to_owned(), people.len() as u32);
            a.notes.push(AdmitNote::Seats { stratum, seats: seats.min(asked), asked });
        }
        let empty = self.seats - seated.len() as u32;
        if empty > 0 {
            a.notes.push(AdmitNote::Empty { seats: empty });
        }
        for (i, p) in call.people.iter().enumerate() {
            let class = self.of.name(p);
            match class.and_then(|c| most.get_key_value(c)) {
                _ if seated.contains(&i) => a.admitted.push(p.person.clone()),
                Some((name, seats)) => a.refused.push(capped(p, name, *seats)),
                None => {
                    let why = NotAdmitted::NoStratum { stratum: class.map(str::to_owned) };
                    a.refused.push(Refused { person: p.person.clone(), why });
                }
            }
        }
        Ok(a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{
        Applicant, admit,
        sample::{ask, people, show},
    };
    use crate::count::Lot;
    fn of_groups(groups: &str) -> Vec<Applicant> {
        let names: Vec<String> = groups.chars().enumerate().map(|(i, c)| format!("{c}{i}")).collect();
        let mut all = people(&names.iter().map(String::as_str).collect::<Vec<_>>());
        all.iter_mut().zip(groups.chars()).for_each(|(p, c)| p.stratum = Some(c.to_string()));
        all
    }
    fn rule(seats: u32, shares: &[(&str, u32)]) -> ApportionedSeats {
        let shares = shares.iter().map(|(n, x)| ((*n).to_owned(), Exact::from(*x))).collect();
        ApportionedSeats { seats, of: Class::Stratum, shares, ..ApportionedSeats::default() }
    }
    #[test]
    fn worked_example() {
        let shares = [("a", 53), ("b", 24), ("c", 23)];
        let a = ask(&rule(10, &shares), &of_groups("aaaaaabbbbc"));
        // 5.3, 2.4 and 2.3: the odd seat goes to b.
        assert_eq!(show(&a), "a0 a1 a2 a3 a4 b6 b7 b8 c10; not a5 b9");
        assert_eq!(a.refused[0].why, NotAdmitted::Capped { of: "a".into(), most: 5 });
        assert_eq!(a.notes.last(), Some(&AdmitNote::Empty { seats: 1 }));
    }
    #[test]
    fn classes_have_their_own_seats_and_a_tie_is_told() {
        let own = [("add-in", 3), ("committer", 1)];
        let mut all = of_groups("xxxxx");
        for (p, class) in all.iter_mut().zip(["committer", "committer", "add-in", "add-in", "add-in"]) {
            p.stratum = Some(class.into());
        }
        assert_eq!(show(&ask(&rule(4, &own), &all)), "x0 x2 x3 x4; not x1");
        let a = ask(&rule(3, &[("a", 1), ("b", 1)]), &of_groups("aabb"));
        assert_eq!(show(&a), "a0 a1 b2; not b3");
        assert!(a.notes.contains(&AdmitNote::TiedSeats { strata: vec!["a".into(), "b".into()], seats: 1 }));
    }
    #[test]
    fn the_lot_says_who_and_needs_a_seed() {
        let by_lot = ApportionedSeats { by_lot: true, ..rule(1, &[("a", 1)]) };
        let (all, lot) = (of_groups("aaa"), Lot::new("a seed"));
        assert!(admit(&[&by_lot], &Call::new(&all)).is_err());
        let a = admit(&[&by_lot], &Call { lot: Some(&lot), ..Call::new(&all) }).unwrap();
        assert_eq!(a.admitted, [all[lot.order("admit/seats/a", 3)[0]].person.clone()]);
    }
    #[test]
    fn nobody_asks_and_strangers_and_no_shares_are_refused() {
        let a = ask(&rule(2, &[("a", 1)]), &[]);
        assert_eq!((a.admitted.len(), a.notes.last()), (0, Some(&AdmitNote::Empty { seats: 2 })));
        let a = ask(&rule(2, &[("a", 1)]), &of_groups("az"));
        assert_eq!(a.refused[0].why, NotAdmitted::NoStratum { stratum: Some("z".into()) });
        assert!(rule(2, &[]).admit(&Call::new(&[])).is_err());
    }
}
