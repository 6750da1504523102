//! Half a digest: what is remembered of an idempotency key, and of what it stands for.
use super::cow::Part;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

/// The first 16 bytes of a SHA-256. As text 32 hexadecimal digits: a number so long is not kept by every reader of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Half(u128);
impl Half {
    /// Of nothing that has a digest.
    pub(super) const NONE: Self = Self(0);
    pub(super) fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self(digest.iter().take(16).fold(0, |x, b| x << 8 | u128::from(*b)))
    }
}
impl Part for Half {
    fn part(&self) -> usize {
        (self.0 >> 118) as usize
    }
}
impl Serialize for Half {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{:032x}", self.0))
    }
}
impl<'de> Deserialize<'de> for Half {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        let plain =
            text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let read = u128::from_str_radix(&text, 16).ok().filter(|_| plain);
        read.map(Self).ok_or_else(|| D::Error::custom("half a digest is 32 hexadecimal digits"))
    }
}
