//! How an exact number is written and read: as text; a whole number is read as a number too.
use super::Exact;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(Text)
    }
}
/// Text, or a whole number as it is; a float is refused, since it may not be what was meant.
struct Text;
impl serde::de::Visitor<'_> for Text {
    type Value = Exact;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an exact number as text, such as \"13/3\", or a whole number")
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Exact, E> {
        text.parse().map_err(E::custom)
    }
    fn visit_i64<E>(self, n: i64) -> Result<Exact, E> {
        Ok(n.into())
    }
    fn visit_u64<E>(self, n: u64) -> Result<Exact, E> {
        Ok(n.into())
    }
}
