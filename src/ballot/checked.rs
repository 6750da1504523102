//! Reading ballots and forms from data: nothing comes in that a constructor would refuse.
use crate::id::{EntryIx, EntryKey, EntrySet};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// A map by entry in which no entry comes twice.
pub(crate) fn unique<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    d: D,
) -> Result<BTreeMap<EntryIx, V>, D::Error> {
    struct Marks<V>(PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for Marks<V> {
        type Value = BTreeMap<EntryIx, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map from places on the slate to marks")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut marks: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((EntryKey(e), v)) = marks.next_entry()? {
                if map.insert(e, v).is_some() {
                    return Err(A::Error::custom(super::BallotError::Repeated(e)));
                }
            }
            Ok(map)
        }
    }
    d.deserialize_map(Marks(PhantomData))
}

/// Tiers that share no entry, none empty. Stops at the first that does, so that a list of many far places
/// takes no memory.
pub(super) fn tiers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<EntrySet>, D::Error> {
    struct Tiers;
    impl<'de> Visitor<'de> for Tiers {
        type Value = Vec<EntrySet>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of tiers, best first")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let (mut tiers, mut named) = (vec![], EntrySet::EMPTY);
            while let Some(tier) = seq.next_element::<EntrySet>()? {
                if tier.is_empty() {
                    return Err(A::Error::custom(super::BallotError::EmptyTier(tiers.len() + 1)));
                }
                for e in tier.iter() {
                    if !named.insert(e) {
                        return Err(A::Error::custom(super::BallotError::Repeated(e)));
                    }
                }
                tiers.push(tier);
            }
            Ok(tiers)
        }
    }
    d.deserialize_seq(Tiers)
}

/// Serde for a form that derives it as `remote = "Self"`: what is read is checked.
macro_rules! checked_form {
    ($form:ident, $check:expr) => {
        impl serde::Serialize for $form {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, s)
            }
        }
        impl<'de> serde::Deserialize<'de> for $form {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let form = Self::deserialize(d)?;
                let check: fn(&Self) -> Result<(), BallotError> = $check;
                check(&form).map_err(serde::de::Error::custom)?;
                Ok(form)
            }
        }
    };
}
pub(super) use checked_form;
