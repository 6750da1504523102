//! Fair sortition (LEXIMIN): a panel drawn within quotas, so that the least likely person is as likely as can be, then the next, and so on.
//!
//! A quota bounds how many of the panel are of a group, act for a party, or have a measure of the record in a range; whoever has no such measure does
//! not count to it. The fairest lottery over panels is found by [`leximin`](super::leximin), in fractions; the lot draws one of its
//! panels under the label `admit/panel`. The record says what chance each person had. If no panel keeps all quotas nobody is admitted, and the record
//! says which quotas have to give way.
//!
//! Worked example: two men and a woman ask for two seats, one for each sex: the woman is on the panel for certain, each man with a chance of 1/2.
//!
//! References: B. Flanigan, P. Gölz, A. Gupta, B. Hennig and A. D. Procaccia, *Fair algorithms for selecting citizens' assemblies*, Nature 596 (2021).
use super::{
    Admission, AdmissionRule, AdmitError, AdmitNote, Applicant, Call, NotAdmitted, Refused,
    leximin::{Fair, LeximinError, Quota, fairest},
};
use crate::count::{About, Alias, Param};
use crate::id::PartyId;
use crate::num::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Seats drawn within quotas by the fairest lottery.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// None: people of one kind are level, and one panel is drawn. Chances of the fairest lottery are unique; where several lotteries have them, one
/// is taken by the order of the people.
///
/// # Complexity
/// Exact while panels, told apart by how many of each kind they have, are at most 100,000; a search for each panel that helps beyond.
///
/// # Errors
/// Without a published seed; if a quota says nothing or too much, or its least is above its most; if more than 1,000 people or 200 kinds of
/// them ask.
///
/// # References
/// Flanigan et al. (2021), "Fair algorithms for selecting citizens' assemblies", Nature 596.
///
/// # Examples
/// ```
/// use cocreate::{admit::*, count::Lot, id::PersonId};
/// let of = |sex: &str| PanelQuota { stratum: Some(sex.to_owned()), least: 1, most: Some(1), ..PanelQuota::default() };
/// let rule = FairSortition { seats: 2, quotas: vec![of("m"), of("w")], per_party: None };
/// let person = |(n, sex): (&str, &str)| Applicant { stratum: Some(sex.to_owned()), ..Applicant::new(PersonId::new(n).unwrap()) };
/// let people = [("bob", "m"), ("cy", "m"), ("ann", "w")].map(person);
/// let chances: Vec<String> = rule.lottery(&people)?.chances.iter().map(ToString::to_string).collect();
/// assert_eq!(chances, ["1/2", "1/2", "1"]);
/// let lot = Lot::new("published on the day");
/// let a = admit(&[&rule], &Call { lot: Some(&lot), ..Call::new(&people) })?;
/// assert!(a.admitted.len() == 2 && a.admitted.contains(&people[2].person));
/// # Ok::<(), cocreate::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FairSortition {
    /// Seats of the panel.
    pub seats: u32,
    /// Bounds on who sits on it.
    pub quotas: Vec<PanelQuota>,
    /// Most seats of one party; left out, no bound.
    pub per_party: Option<u32>,
}
/// Bounds on how many of a panel are of a group, act for a party, or have a measure in a range: one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PanelQuota {
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
    /// The party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// The measure, by its name in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The least value of the measure; left out, any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Exact>,
    /// The value that the measure is below; left out, any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Exact>,
    /// At least so many.
    pub least: u32,
    /// At most so many; left out, as many as there are seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}
impl PanelQuota {
    fn counts(&self, p: &Applicant) -> bool {
        let is = |have: &Exact| {
            self.from.as_ref().is_none_or(|f| have >= f) && self.below.as_ref().is_none_or(|b| have < b)
        };
        self.stratum.as_ref().is_none_or(|s| p.stratum.as_ref() == Some(s))
            && self.party.as_ref().is_none_or(|x| p.party.as_ref() == Some(x))
            && self.measure.as_ref().is_none_or(|m| p.record.get(m).is_some_and(is))
    }
    /// The feature and its value, in words.
    fn named(&self) -> (String, String) {
        if let Some(s) = &self.stratum {
            return ("stratum".to_owned(), s.clone());
        }
        if let Some(x) = &self.party {
            return ("party".to_owned(), x.to_string());
        }
        let range = match (&self.from, &self.below) {
            (None, None) => "any".to_owned(),
            (Some(f), None) => format!("from {f}"),
            (None, Some(b)) => format!("below {b}"),
            (Some(f), Some(b)) => format!("from {f} below {b}"),
        };
        (self.measure.clone().unwrap_or_default(), range)
    }
    /// What is wrong with it.
    fn fault(&self) -> Option<String> {
        let of = [self.stratum.is_some(), self.party.is_some(), self.measure.is_some()];
        let named = of.iter().filter(|x| **x).count();
        let bounds = |a: &Option<Exact>, b: &Option<Exact>| a.is_some() || b.is_some();
        match (&self.from, &self.below, self.most) {
            _ if named != 1 => Some(format!("names {named} of `stratum`, `party` and `measure`; name one")),
            (f, b, _) if self.measure.is_none() && bounds(f, b) => {
                Some("`from` and `below` are of a `measure`; leave them out".to_owned())
            }
            (Some(f), Some(b), _) if f >= b => {
                Some(format!("from {f} below {b} is nobody; `from` is less than `below`"))
            }
            (_, _, Some(most)) if most < self.least => {
                Some(format!("at least {} and at most {most}; the least is not above the most", self.least))
            }
            _ => None,
        }
    }
}

const ABOUT: About = About::new("fair-sortition", "Fair sortition (LEXIMIN)")
    .aliases(&[Alias::plain("leximin")])
    .references(&["Flanigan et al. (2021), Fair algorithms for selecting citizens' assemblies"])
    .params(&[
        Param { name: "seats", kind: "integer", about: "seats of the panel, at least 1" },
        Param {
            name: "quotas",
            kind: "list of { stratum | party | measure with from, below; least, most }",
            about: "bounds on who sits on the panel",
        },
        Param { name: "per_party", kind: "integer", about: "most seats of one party; left out, no bound" },
    ]);

fn bad(cause: String) -> AdmitError {
    AdmitError::Parameters { rule: ABOUT.id.to_owned(), cause }
}
impl AdmissionRule for FairSortition {
    fn about(&self) -> About {
        ABOUT
    }
    fn compares(&self) -> bool {
        true
    }
    fn admit(&self, call: &Call<'_>) -> Result<Admission, AdmitError> {
        self.check()?;
        let no_seed = || AdmitError::NoSeed { rule: ABOUT.id.to_owned() };
        let lot = call.lot.ok_or_else(no_seed)?;
        let mut a = Admission::default();
        let mut panel: &[usize] = &[];
        let found = self.found(call.people);
        match &found {
            Ok(fair) => {
                let chances: Vec<Exact> = fair.panels.iter().map(|(_, p)| p.clone()).collect();
                // The chances sum to one, so that a panel is drawn.
                panel = lot.pick("admit/panel", &chances).map_or(&[], |i| &fair.panels[i].0);
                let told = |(p, chance): (&Applicant, &Exact)| AdmitNote::Chance {
                    person: p.person.clone(),
                    chance: chance.clone(),
                };
                a.notes = call.people.iter().zip(&fair.chances).map(told).collect();
                if !fair.gap.is_zero() {
                    a.notes.push(AdmitNote::Gap { gap: fair.gap.clone() });
                }
            }
            Err(LeximinError::Infeasible { changes }) => {
                let told = |q: &Quota| AdmitNote::GiveWay {
                    quota: format!("{} {}", q.feature, q.value),
                    least: q.least,
                    most: q.most,
                };
                a.notes = changes.iter().map(told).collect();
            }
            Err(_) if call.people.len() < self.seats as usize => {
                a.notes = vec![AdmitNote::Empty { seats: self.seats }];
            }
            Err(e) => return Err(bad(e.to_string())),
        }
        for (i, p) in call.people.iter().enumerate() {
            if panel.binary_search(&i).is_ok() {
                a.admitted.push(p.person.clone());
            } else {
                let why = NotAdmitted::NotDrawn { stratum: "all".to_owned() };
                a.refused.push(Refused { person: p.person.clone(), why });
            }
        }
        Ok(a)
    }
}
impl FairSortition {
    /// The lottery over panels, places of people rising, to be published before the draw.
    ///
    /// # Errors
    /// As the rule; and if no panel keeps all quotas, or fewer people than seats ask.
    pub fn lottery(&self, people: &[Applicant]) -> Result<Fair, AdmitError> {
        self.check()?;
        self.found(people).map_err(|e| bad(e.to_string()))
    }
    fn check(&self) -> Result<(), AdmitError> {
        if self.seats == 0 || self.per_party == Some(0) {
            return Err(bad("seats and seats of a party are at least 1".to_owned()));
        }
        let fault = |(i, q): (usize, &PanelQuota)| q.fault().map(|why| bad(format!("quota {i} {why}")));
        self.quotas.iter().enumerate().find_map(fault).map_or(Ok(()), Err)
    }
    fn found(&self, people: &[Applicant]) -> Result<Fair, LeximinError> {
        let parties: BTreeSet<&PartyId> =
            people.iter().filter(|_| self.per_party.is_some()).filter_map(|p| p.party.as_ref()).collect();
        let cap = |x: &PartyId| PanelQuota {
            party: Some(x.clone()),
            most: self.per_party,
            ..PanelQuota::default()
        };
        let all: Vec<PanelQuota> = self.quotas.iter().cloned().chain(parties.into_iter().map(cap)).collect();
        let marks: Vec<Vec<bool>> =
            people.iter().map(|p| all.iter().map(|q| q.counts(p)).collect()).collect();
        let named = |q: &PanelQuota| {
            let (feature, value) = q.named();
            // A quota with a least above the seats is one that cannot be kept.
            Quota { feature, value, least: q.least, most: q.most.unwrap_or(self.seats).max(q.least) }
        };
        fairest(&marks, &all.iter().map(named).collect::<Vec<_>>(), self.seats as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::{admit, sample::people, sample::show};
    use crate::count::Lot;
    fn group(name: &str, least: u32, most: u32) -> PanelQuota {
        PanelQuota { stratum: Some(name.into()), least, most: Some(most), ..PanelQuota::default() }
    }
    fn of_groups(names: &[&str], groups: &str) -> Vec<Applicant> {
        let mut all = people(names);
        all.iter_mut().zip(groups.chars()).for_each(|(p, g)| p.stratum = Some(g.to_string()));
        all
    }
    fn drawn(rule: &FairSortition, people: &[Applicant], seed: &str) -> Admission {
        let lot = Lot::new(seed);
        admit(&[rule], &Call { lot: Some(&lot), ..Call::new(people) }).unwrap()
    }
    fn chances(a: &Admission) -> Vec<String> {
        let of = |n: &AdmitNote| match n {
            AdmitNote::Chance { chance, .. } => Some(chance.to_string()),
            _ => None,
        };
        a.notes.iter().filter_map(of).collect()
    }
    #[test]
    fn worked_example() {
        let all = of_groups(&["bob", "cy", "ann"], "mmw");
        let rule =
            FairSortition { seats: 2, quotas: vec![group("m", 1, 1), group("w", 1, 1)], per_party: None };
        let mut times = [0u32; 2];
        for i in 0..400 {
            let a = drawn(&rule, &all, &format!("seed {i}"));
            assert_eq!(chances(&a), ["1/2", "1/2", "1"]);
            match show(&a).as_str() {
                "bob ann; not cy" => times[0] += 1,
                "cy ann; not bob" => times[1] += 1,
                other => panic!("{other}"),
            }
        }
        // 400 draws at 1/2: beyond five standard deviations of ten each is less than one in a million.
        assert!(times[0].abs_diff(200) < 50, "{times:?}");
        assert!(admit(&[&rule], &Call::new(&all)).is_err(), "no seed");
    }
    #[test]
    fn all_are_level_without_quotas_and_a_party_is_capped() {
        let mut all = people(&["a", "b", "c", "d"]);
        let rule = FairSortition { seats: 2, ..FairSortition::default() };
        assert_eq!(chances(&drawn(&rule, &all, "x")), ["1/2"; 4]);
        for p in &mut all[..3] {
            p.party = Some("acme".parse().unwrap());
        }
        // One of acme at most: d has the other seat.
        let rule = FairSortition { per_party: Some(1), ..rule };
        assert_eq!(chances(&drawn(&rule, &all, "x")), ["1/3", "1/3", "1/3", "1"]);
    }
    #[test]
    fn measures_are_in_a_range_from_and_below() {
        let mut all = people(&["a", "b", "c", "d"]);
        for (p, age) in all.iter_mut().zip([17u32, 18, 30, 31]).take(3) {
            p.record.insert("age".to_owned(), age.into());
        }
        let some = |x: u32| Some(Exact::from(x));
        let young = PanelQuota {
            measure: Some("age".into()),
            from: some(18),
            below: some(30),
            least: 1,
            ..PanelQuota::default()
        };
        let rule = FairSortition { seats: 2, quotas: vec![young], per_party: None };
        // Only b is from 18 and below 30; nothing is known of d.
        assert_eq!(chances(&drawn(&rule, &all, "x")), ["1/3", "1", "1/3", "1/3"]);
    }
    #[test]
    fn nobody_is_drawn_where_no_panel_keeps_the_quotas_and_what_would_help_is_told() {
        let all = of_groups(&["bob", "cy", "ann"], "mmw");
        let rule = FairSortition { seats: 2, quotas: vec![group("w", 2, 2)], per_party: None };
        let a = drawn(&rule, &all, "x");
        assert_eq!(show(&a), "; not bob cy ann");
        assert_eq!(a.notes, [AdmitNote::GiveWay { quota: "stratum w".into(), least: 1, most: 2 }]);
        assert!(rule.lottery(&all).unwrap_err().to_string().contains("1 to 2 with `w` as `stratum`"));
        assert_eq!(drawn(&rule, &[], "x").notes, [AdmitNote::Empty { seats: 2 }]);
    }
    #[test]
    fn quotas_that_say_nothing_or_too_much_are_refused() {
        let refused = |q: PanelQuota| {
            let rule = FairSortition { seats: 2, quotas: vec![q], per_party: None };
            rule.admit(&Call::new(&[])).unwrap_err().to_string()
        };
        assert!(refused(PanelQuota::default()).contains("names 0 of"));
        assert!(
            refused(PanelQuota { party: Some("x".parse().unwrap()), ..group("a", 0, 1) })
                .contains("names 2 of")
        );
        assert!(
            refused(PanelQuota { from: Some(Exact::ONE), ..group("a", 0, 1) }).contains("leave them out")
        );
        let (from, below) = (Some(Exact::ONE), Some(Exact::ONE));
        let empty = PanelQuota { measure: Some("age".into()), from, below, ..PanelQuota::default() };
        assert!(refused(empty).contains("is nobody"));
        assert!(refused(group("a", 2, 1)).contains("at least 2 and at most 1"));
        assert!(FairSortition::default().admit(&Call::new(&[])).is_err());
    }
}
