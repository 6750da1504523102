//! Money: whole minor units, a currency with a stated exponent, and nothing that rounds.
//!
//! An [`Amount`] counts minor units (cents for two decimals) and is never negative; its [`Currency`] stands on the
//! pot that it belongs to, so that amounts of one pot add without a check of the unit. [`Money`] is the two together,
//! for text: `12.50 EUR`.
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, iter::Sum, str::FromStr};

/// Most decimals that a currency may have.
pub const MAX_EXPONENT: u8 = 18;
/// Longest code of an own unit, in bytes.
const MAX_CODE: usize = 12;
/// Largest whole number that every JSON reader keeps exactly: 2^53 - 1.
const JSON_SAFE: u128 = (1 << 53) - 1;

/// Why money cannot be what a text or a sum says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// No ISO 4217 currency has this code.
    #[error("`{0}` is no currency of ISO 4217; an own unit is written with its exponent: {{code, exponent}}")]
    UnknownCurrency(String),
    /// ISO 4217 knows the code but gives it no minor unit (gold, test codes).
    #[error("`{0}` has no minor unit in ISO 4217; name an own unit with its exponent")]
    NoMinorUnit(String),
    /// An own unit may not look like an ISO currency with other decimals.
    #[error("`{code}` has {iso} decimals in ISO 4217, not {exponent}; an own unit needs a code of its own")]
    Exponent {
        /// The code.
        code: String,
        /// Decimals by ISO 4217.
        iso: u16,
        /// Decimals that were stated.
        exponent: u8,
    },
    /// Codes are short and plain.
    #[error("`{0}` is no code of a unit: 1 to {MAX_CODE} upper-case letters or digits, the first a letter")]
    Code(String),
    /// More decimals than are kept.
    #[error("an exponent of {0}; at most {MAX_EXPONENT} decimals are kept")]
    TooFine(u8),
    /// Beyond [`Amount::MAX`].
    #[error("an amount beyond {} minor units", Amount::MAX)]
    TooLarge,
    /// Not a plain decimal number.
    #[error("`{0}` is not an amount; write `12.50`")]
    Malformed(String),
    /// Not a whole number of minor units.
    #[error("`{0}` is no whole number of minor units; write 1250 for 12.50, at most 10^30")]
    NotMinor(String),
    /// More decimals than the currency has.
    #[error("`{text}` has more than the {exponent} decimals of {code}")]
    Decimals {
        /// What was read.
        text: String,
        /// The currency's decimals.
        exponent: u8,
        /// The currency.
        code: String,
    },
}

/// Whole minor units of one currency: 0 to [`Amount::MAX`].
///
/// JSON is a number up to 2^53 - 1 and a text of digits beyond, since many readers keep no larger number; both are read.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u128);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// 10^30 minor units: a million million of a currency with 18 decimals.
    pub const MAX: Self = Self(1_000_000_000_000_000_000_000_000_000_000);

    /// So many minor units.
    ///
    /// # Errors
    /// Beyond [`Amount::MAX`].
    pub const fn new(minor: u128) -> Result<Self, MoneyError> {
        if minor > Self::MAX.0 { Err(MoneyError::TooLarge) } else { Ok(Self(minor)) }
    }
    /// In minor units.
    pub const fn minor(self) -> u128 {
        self.0
    }
    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
    /// The sum, unless it is beyond [`Amount::MAX`].
    pub fn checked_add(self, o: Self) -> Option<Self> {
        // Both are at most 10^30, so the sum fits 128 bits.
        Self::new(self.0 + o.0).ok()
    }
    /// What is left, unless `o` is more.
    pub fn checked_sub(self, o: Self) -> Option<Self> {
        self.0.checked_sub(o.0).map(Self)
    }
    /// The sum of all, unless it is beyond [`Amount::MAX`].
    pub fn total(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
    /// The same as an exact number of minor units.
    pub fn to_exact(self) -> super::Exact {
        super::Exact::from(self.0)
    }
    /// The whole minor units in an exact number of them, cut off towards nought.
    ///
    /// # Errors
    /// Below nought, or beyond [`Amount::MAX`].
    pub fn of_exact_down(x: &super::Exact) -> Result<Self, MoneyError> {
        if x.is_negative() {
            return Err(MoneyError::Malformed(x.to_string().chars().take(40).collect()));
        }
        x.floor().and_then(|f| u128::try_from(f).ok()).ok_or(MoneyError::TooLarge).and_then(Self::new)
    }
}
impl From<u32> for Amount {
    fn from(minor: u32) -> Self {
        Self(minor.into())
    }
}
impl From<u64> for Amount {
    fn from(minor: u64) -> Self {
        Self(minor.into())
    }
}
impl TryFrom<u128> for Amount {
    type Error = MoneyError;
    fn try_from(minor: u128) -> Result<Self, MoneyError> {
        Self::new(minor)
    }
}
/// # Panics
/// If the sum does not fit 128 bits, which takes 10^8 amounts of the largest size; use [`Amount::total`] for sums of
/// amounts that others give.
impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(it: I) -> Self {
        Self(it.map(|a| a.0).sum())
    }
}
impl fmt::Display for Amount {
    /// Minor units; [`Money`] writes decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if !s.is_human_readable() {
            s.serialize_u128(self.0)
        } else if self.0 <= JSON_SAFE {
            s.serialize_u64(self.0 as u64)
        } else {
            s.collect_str(self)
        }
    }
}
impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Amount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("whole minor units, as a number or a text of digits")
            }
            fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<Amount, E> {
                Ok(v.into())
            }
            fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<Amount, E> {
                let below = || {
                    E::custom(format_args!(
                        "an amount is not below nought, as {v} is, but from 0 to {}",
                        Amount::MAX
                    ))
                };
                u64::try_from(v).map(Amount::from).map_err(|_| below())
            }
            fn visit_u128<E: serde::de::Error>(self, v: u128) -> Result<Amount, E> {
                Amount::new(v).map_err(E::custom)
            }
            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Amount, E> {
                whole(v).ok_or_else(|| E::custom(MoneyError::NotMinor(v.chars().take(40).collect())))
            }
        }
        if d.is_human_readable() { d.deserialize_any(V) } else { d.deserialize_u128(V) }
    }
}
/// Digits without a leading nought, as an amount.
fn whole(s: &str) -> Option<Amount> {
    let plain = s.bytes().all(|b| b.is_ascii_digit()) && (s.len() == 1 || !s.starts_with('0'));
    (plain && s.len() <= 31).then(|| s.parse().ok().and_then(|n| Amount::new(n).ok())).flatten()
}

/// A unit of money: an ISO 4217 currency, or an own unit with its exponent.
///
/// JSON is `"EUR"` for ISO 4217, else `{"code": "POINT", "exponent": 0}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; MAX_CODE],
    exponent: u8,
}

impl Currency {
    /// The currency of ISO 4217 with this three-letter code; its exponent is the standard's.
    ///
    /// # Errors
    /// If the standard has no such code, or gives it no minor unit.
    pub fn iso(code: &str) -> Result<Self, MoneyError> {
        let known = iso_currency::Currency::from_code(code)
            .ok_or_else(|| MoneyError::UnknownCurrency(code.chars().take(40).collect()))?;
        let exponent = known.exponent().and_then(|e| u8::try_from(e).ok());
        exponent.map_or_else(|| Err(MoneyError::NoMinorUnit(code.to_owned())), |e| Ok(Self::make(code, e)))
    }
    /// An own unit: points, hours, a token.
    ///
    /// # Errors
    /// If the code is not 1 to 12 upper-case letters or digits, if it is one of ISO 4217 with another exponent, or if
    /// the exponent is above 18.
    pub fn own(code: &str, exponent: u8) -> Result<Self, MoneyError> {
        let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
        let starts = code.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        if !starts || code.len() > MAX_CODE || !code.bytes().all(plain) {
            return Err(MoneyError::Code(code.chars().take(40).collect()));
        }
        if exponent > MAX_EXPONENT {
            return Err(MoneyError::TooFine(exponent));
        }
        match iso_currency::Currency::from_code(code).and_then(|c| c.exponent()) {
            Some(iso) if iso != u16::from(exponent) => {
                Err(MoneyError::Exponent { code: code.to_owned(), iso, exponent })
            }
            _ => Ok(Self::make(code, exponent)),
        }
    }
    fn make(code: &str, exponent: u8) -> Self {
        let mut c = [0; MAX_CODE];
        c[..code.len()].copy_from_slice(code.as_bytes());
        Self { code: c, exponent }
    }
    /// Its code, such as `EUR`.
    pub fn code(&self) -> &str {
        let n = self.code.iter().position(|b| *b == 0).unwrap_or(MAX_CODE);
        std::str::from_utf8(&self.code[..n]).expect("codes are ASCII")
    }
    /// Decimals of the minor unit: 2 for cents; 0 to 18.
    pub const fn exponent(&self) -> u8 {
        self.exponent
    }
    /// Whether it is a currency of ISO 4217.
    pub fn is_iso(&self) -> bool {
        iso_currency::Currency::from_code(self.code())
            .is_some_and(|c| c.exponent() == Some(u16::from(self.exponent)))
    }
    /// Reads decimals such as `12.50` as minor units, exactly.
    ///
    /// # Errors
    /// If the text is no plain decimal number, is finer than the currency, or too large.
    pub fn amount(&self, text: &str) -> Result<Amount, MoneyError> {
        let malformed = || MoneyError::Malformed(text.chars().take(40).collect());
        let (units, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if units.is_empty()
            || text.len() > 80
            || !digits(units)
            || !digits(part)
            || (part.is_empty() && text.contains('.'))
        {
            return Err(malformed());
        }
        if part.len() > usize::from(self.exponent) {
            let (exponent, code) = (self.exponent, self.code().to_owned());
            return Err(MoneyError::Decimals { text: text.to_owned(), exponent, code });
        }
        let minor = format!("{units}{part:0<width$}", width = usize::from(self.exponent));
        let minor = minor.trim_start_matches('0');
        if minor.is_empty() { Ok(Amount::ZERO) } else { whole(minor).ok_or(MoneyError::TooLarge) }
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.code(), self.exponent)
    }
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnUnit {
    code: String,
    exponent: u8,
}
struct CurrencyForm;
impl<'de> Visitor<'de> for CurrencyForm {
    type Value = Currency;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency: `\"EUR\"` or `{code, exponent}`")
    }
    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<Currency, E> {
        Currency::iso(code).map_err(E::custom)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Currency, A::Error> {
        let own = OwnUnit::deserialize(MapAccessDeserializer::new(map))?;
        Currency::own(&own.code, own.exponent).map_err(A::Error::custom)
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let own = OwnUnit { code: self.code().to_owned(), exponent: self.exponent };
        if !s.is_human_readable() {
            own.serialize(s)
        } else if self.is_iso() {
            s.serialize_str(self.code())
        } else {
            own.serialize(s)
        }
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            return d.deserialize_any(CurrencyForm);
        }
        let own = OwnUnit::deserialize(d)?;
        Self::own(&own.code, own.exponent).map_err(D::Error::custom)
    }
}

/// An amount with its currency; text such as `12.50 EUR`.
///
/// # Examples
/// ```
/// use cocreate::num::{Currency, Money};
/// let m: Money = "12.50 EUR".parse().unwrap();
/// assert_eq!(m.amount.minor(), 1250);
/// assert_eq!(m.to_string(), "12.50 EUR");
/// assert_eq!(Currency::iso("JPY").unwrap().exponent(), 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units.
    pub amount: Amount,
    /// Their unit.
    pub currency: Currency,
}
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.currency.exponent);
        let digits = format!("{:0>width$}", self.amount.0, width = places + 1);
        let (units, part) = digits.split_at(digits.len() - places);
        let point = if places == 0 { "" } else { "." };
        f.pad(&format!("{units}{point}{part} {}", self.currency))
    }
}
impl FromStr for Money {
    type Err = MoneyError;
    /// `12.50 EUR`: decimals, a blank, the code of ISO 4217.
    fn from_str(s: &str) -> Result<Self, MoneyError> {
        let malformed = || MoneyError::Malformed(s.chars().take(40).collect());
        let (number, code) = s.split_once(' ').ok_or_else(malformed)?;
        let currency = Currency::iso(code)?;
        Ok(Self { amount: currency.amount(number)?, currency })
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
