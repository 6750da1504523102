//! Ids of payments, so that a transfer that is tried again never pays twice, and a recount after an appeal gives differences.
//!
//! An id is made of the contest, the pot, the entry, the person, and which of several lines of these it is; not of the amount or the reason,
//! which a recount may change. It is the first 16 bytes, in hexadecimal, of SHA-256("cocreate pay 1" ‖ len(x) ‖ x ..) over these four texts and the
//! number, as 8 bytes; lengths are 8 bytes, most significant first.
use super::{PayLine, Payout};
use crate::id::{ContestId, EntryId, PersonId};
use crate::num::Amount;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const DOMAIN: &[u8] = b"cocreate pay 1";

/// The id of a payment: 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PayId(String);
impl PayId {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    fn of(contest: &ContestId, payout: &Payout, line: &PayLine, nth: u64) -> Self {
        let mut hash = Sha256::new().chain_update(DOMAIN);
        for part in [contest.as_str(), payout.pot.pot.as_str(), line.entry.as_str(), line.person.as_str()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digest = hash.chain_update(nth.to_be_bytes()).finalize();
        Self(digest.iter().take(16).map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat())
    }
}
/// What one payment becomes by a recount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Which.
    pub id: PayId,
    /// To whom.
    pub person: PersonId,
    /// For which entry.
    pub entry: EntryId,
    /// Before; nought if it is new.
    pub before: Amount,
    /// After; nought if it is gone.
    pub after: Amount,
}
impl Payout {
    /// The id of each line, in their order.
    ///
    /// # Examples
    /// ```
    /// use cocreate::{id::*, num::{Amount, Currency}, reward::*};
    /// let line = |n: &str| PayLine {
    ///     person: PersonId::new(n).unwrap(), entry: EntryId::new("work").unwrap(), amount: Amount::from(5u32), why: Why::Refund {},
    /// };
    /// let pot = Pot { pot: PotId::new("prize")?, currency: Currency::iso("USD")?, amount: Amount::from(10u32) };
    /// let out = Payout { lines: vec![line("ann"), line("ann")], ..Payout::all_returned(pot) };
    /// let ids = out.ids(&ContestId::new("mugs")?);
    /// assert_eq!(ids[0].as_str().len(), 32);
    /// assert_ne!(ids[0], ids[1]);
    /// # Ok::<(), cocreate::Error>(())
    /// ```
    pub fn ids(&self, contest: &ContestId) -> Vec<PayId> {
        let mut seen: BTreeMap<(&EntryId, &PersonId), u64> = BTreeMap::new();
        let mut ids = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let nth = seen.entry((&line.entry, &line.person)).or_default();
            ids.push(PayId::of(contest, self, line, *nth));
            *nth += 1;
        }
        ids
    }
    /// What a recount of the same pot changes, by the order of the lines before and then of those that are new.
    pub fn differences(&self, recount: &Self, contest: &ContestId) -> Vec<Difference> {
        let of =
            |p: &Self| -> Vec<(PayId, PayLine)> { p.ids(contest).into_iter().zip(p.lines.clone()).collect() };
        let (before, after) = (of(self), of(recount));
        let amounts = |all: &[(PayId, PayLine)]| -> BTreeMap<PayId, Amount> {
            all.iter().map(|(id, l)| (id.clone(), l.amount)).collect()
        };
        let (was, is) = (amounts(&before), amounts(&after));
        let gone_or_kept = before.iter();
        let new = after.iter().filter(|(id, _)| !was.contains_key(id));
        let difference = |(id, line): &(PayId, PayLine)| Difference {
            id: id.clone(),
            person: line.person.clone(),
            entry: line.entry.clone(),
            before: was.get(id).copied().unwrap_or_default(),
            after: is.get(id).copied().unwrap_or_default(),
        };
        gone_or_kept.chain(new).map(difference).filter(|d| d.before != d.after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reward::{PrizeLadder, Prizes, sample::paid};
    #[test]
    fn a_recount_tells_who_has_more_and_who_less() {
        let rule = PrizeLadder {
            prizes: Prizes::Amounts([60u32, 40].map(Amount::from).to_vec()),
            ..PrizeLadder::default()
        };
        let contest: ContestId = "mugs".parse().unwrap();
        let (old, new) = (paid(&rule, 100, "a | b", &[]), paid(&rule, 100, "b | c", &[]));
        let told: Vec<String> = old
            .differences(&new, &contest)
            .iter()
            .map(|d| format!("{} {} {}", d.person, d.before.minor(), d.after.minor()))
            .collect();
        assert_eq!(told, ["a 60 0", "b 40 60", "c 0 40"]);
        assert!(old.differences(&old, &contest).is_empty());
        // The id hangs on the contest and the payee, not on the amount.
        assert_eq!(old.ids(&contest)[1], new.ids(&contest)[0]);
        assert_ne!(old.ids(&contest), old.ids(&"bags".parse().unwrap()));
    }
    #[test]
    fn the_id_is_what_its_description_says() {
        let rule =
            PrizeLadder { prizes: Prizes::Amounts(vec![Amount::from(1u32)]), ..PrizeLadder::default() };
        let out = paid(&rule, 1, "a", &[]);
        let mut bytes = b"cocreate pay 1".to_vec();
        for part in ["mugs", "main", "a", "a"] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.bytes());
        }
        bytes.extend(0u64.to_be_bytes());
        let digest = Sha256::digest(&bytes);
        let hex: Vec<String> = digest.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(out.ids(&"mugs".parse().unwrap())[0].as_str(), hex.concat()[..32].to_owned());
    }
}
