//! Instants and lengths of time: integers, given by the caller, never read from a clock.
use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
///
/// In JSON a number. Displayed as RFC 3339 in UTC where the calendar reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);
impl Time {
    /// So many milliseconds since 1970 in UTC.
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }
    /// So many seconds since 1970 in UTC; beyond the range of milliseconds the nearest that there is.
    pub const fn from_secs(s: i64) -> Self {
        Self(s.saturating_mul(1000))
    }
    /// Milliseconds since 1970 in UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }
    /// So much later; the last instant if there is none so late.
    #[must_use]
    pub const fn plus(self, s: Span) -> Self {
        Self(self.0.saturating_add_unsigned(s.0))
    }
    /// So much earlier; the first instant if there is none so early.
    #[must_use]
    pub const fn minus(self, s: Span) -> Self {
        Self(self.0.saturating_sub_unsigned(s.0))
    }
    /// The time since `earlier`; none if that is later.
    pub const fn since(self, earlier: Self) -> Span {
        if self.0 <= earlier.0 { Span::ZERO } else { Span(self.0.abs_diff(earlier.0)) }
    }
}
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(t) => write!(f, "{t}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

/// A length of time in milliseconds; a day is 24 hours.
///
/// In text `14d`, `36h`, `1d 12h`, `90m`, `30s`, `250ms`; calendar months are instants of the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);
/// Why a text is no length of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no length of time; write `14d`, `36h`, `1d 12h`, `90m`, `30s` or `250ms`")]
pub struct SpanError(String);
const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];
impl Span {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// So many milliseconds.
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }
    /// So many seconds; beyond the range of milliseconds the longest that there is.
    pub const fn from_secs(s: u64) -> Self {
        Self(s.saturating_mul(1000))
    }
    /// In milliseconds.
    pub const fn millis(self) -> u64 {
        self.0
    }
    /// Whether it is no time.
    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }
}
impl FromStr for Span {
    type Err = SpanError;
    fn from_str(s: &str) -> Result<Self, SpanError> {
        let wrong = || SpanError(s.chars().take(40).collect());
        let mut total = 0u64;
        let mut parts = 0;
        for part in s.split_whitespace() {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, unit) = part.split_at(digits);
            let (_, ms) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
            let n: u64 = number.parse().map_err(|_| wrong())?;
            total = n.checked_mul(*ms).and_then(|x| x.checked_add(total)).ok_or_else(wrong)?;
            parts += 1;
        }
        if parts == 0 && s != "0" { Err(wrong()) } else { Ok(Self(total)) }
    }
}
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let (mut left, mut gap) = (self.0, "");
        for (name, ms) in UNITS {
            if left >= ms {
                write!(f, "{gap}{}{name}", left / ms)?;
                left %= ms;
                gap = " ";
            }
        }
        Ok(())
    }
}
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        <std::borrow::Cow<'de, str>>::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// An instant as a plan writes it: with an offset, or on the clocks of a zone. Resolved once, when the plan is validated.
///
/// `"2026-11-24T09:00:00+01:00"`, `"2026-11-24T08:00:00Z"`, or `{ local = "2026-11-24T09:00:00", zone = "Europe/Berlin" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum When {
    /// With an offset from UTC.
    Offset(String),
    /// On the clocks of a zone.
    Zone(Local),
}
impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        text_or_map(
            d,
            "a time with an offset, or { local, zone }",
            |s| Ok(Self::Offset(s.to_owned())),
            Self::Zone,
        )
    }
}
/// Reads a text by `text` or a table as a `T`, with an error that says which of the two is wrong and how.
pub(super) fn text_or_map<'de, D, T, O>(
    d: D,
    expecting: &'static str,
    text: impl FnOnce(&str) -> Result<O, String>,
    map: impl FnOnce(T) -> O,
) -> Result<O, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct V<F, G, T>(&'static str, F, G, std::marker::PhantomData<T>);
    impl<'de, O, T, F, G> serde::de::Visitor<'de> for V<F, G, T>
    where
        T: Deserialize<'de>,
        F: FnOnce(&str) -> Result<O, String>,
        G: FnOnce(T) -> O,
    {
        type Value = O;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: serde::de::Error>(self, s: &str) -> Result<O, E> {
            (self.1)(s).map_err(E::custom)
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<O, A::Error> {
            T::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(self.2)
        }
    }
    d.deserialize_any(V(expecting, text, map, std::marker::PhantomData))
}
/// A time on the clocks of a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// Date and time without an offset.
    pub local: String,
    /// A name of the IANA database.
    pub zone: String,
    /// Which of two instants is meant when clocks go back; needed only then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<Fold>,
}
/// Of two instants with one time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fold {
    /// Before the clocks went back.
    Earlier,
    /// After.
    Later,
}
/// Why a time in a plan is no instant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhenError {
    /// Not RFC 3339 with an offset.
    #[error("`{0}` is no time with an offset; write `2026-11-24T09:00:00+01:00` or name a zone")]
    Offset(String),
    /// Not a date and time.
    #[error("`{0}` is no date and time; write `2026-11-24T09:00:00`")]
    Local(String),
    /// No such zone.
    #[error("`{0}` is no zone of the IANA database; write `Europe/Berlin`")]
    Zone(String),
    /// The clocks skip this time.
    #[error("in {zone} the clocks skip {local}; name a time before or after the gap")]
    Gap {
        /// The time.
        local: String,
        /// Where.
        zone: String,
    },
    /// The clocks show this time twice.
    #[error("in {zone} the clocks show {local} twice; add `fold = \"earlier\"` or `\"later\"`")]
    Fold {
        /// The time.
        local: String,
        /// Where.
        zone: String,
    },
}
/// Whether a text has a date and a time of day and, after them, nothing but an offset, if one may begin with these. The parser
/// leaves out what else may stand there, and takes second 60 for the one before.
fn is_instant(text: &str, offset: &[char]) -> bool {
    let Some((_, clock)) = text.split_once(['T', 't', ' ']) else { return false };
    let (time, zone) = clock.split_at(clock.find(offset).unwrap_or(clock.len()));
    let of_clock = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ":.,".contains(c));
    time.contains(':') && of_clock(time) && time.split(':').nth(2).is_none_or(|s| !s.starts_with("60")) && {
        let zone = zone.trim_start_matches(offset);
        of_clock(zone)
    }
}
impl When {
    /// The instant `t`.
    pub fn at(t: Time) -> Self {
        Self::Offset(t.to_string())
    }
    /// The instant that is meant.
    ///
    /// # Errors
    /// If the text is no time, the zone is unknown, the clocks skip that time, or show it twice and `fold` is not given.
    pub fn resolve(&self) -> Result<Time, WhenError> {
        let short = |s: &str| s.chars().take(40).collect::<String>();
        match self {
            Self::Offset(text) => {
                let wrong = || WhenError::Offset(short(text));
                let plain = is_instant(text, &['Z', 'z', '+', '-']);
                let t: Timestamp = plain.then(|| text.parse().ok()).flatten().ok_or_else(wrong)?;
                Ok(Time(t.as_millisecond()))
            }
            Self::Zone(l) => {
                let wrong = || WhenError::Local(short(&l.local));
                let plain = is_instant(&l.local, &[]);
                let local: civil::DateTime =
                    plain.then(|| l.local.parse().ok()).flatten().ok_or_else(wrong)?;
                let zone = TimeZone::get(&l.zone).map_err(|_| WhenError::Zone(short(&l.zone)))?;
                let at = || (local.to_string(), short(&l.zone));
                let ambiguous = zone.to_ambiguous_timestamp(local);
                let found = match (ambiguous.offset(), l.fold) {
                    (jiff::tz::AmbiguousOffset::Unambiguous { .. }, _) => ambiguous.unambiguous(),
                    (jiff::tz::AmbiguousOffset::Fold { .. }, Some(Fold::Earlier)) => ambiguous.earlier(),
                    (jiff::tz::AmbiguousOffset::Fold { .. }, Some(Fold::Later)) => ambiguous.later(),
                    (jiff::tz::AmbiguousOffset::Fold { .. }, None) => {
                        let (local, zone) = at();
                        return Err(WhenError::Fold { local, zone });
                    }
                    (jiff::tz::AmbiguousOffset::Gap { .. }, _) => {
                        let (local, zone) = at();
                        return Err(WhenError::Gap { local, zone });
                    }
                };
                let t = found.map_err(|_| WhenError::Local(short(&l.local)))?;
                Ok(Time(t.as_millisecond()))
            }
        }
    }
}
