//! Rules by name: a plan says `{"rule": "mean-score", "min_votes": 3}`, a registry makes the rule.
//!
//! One path for built-in rules and for an app's own, and for all five verbs: `T` is what the verb erases a rule to.
use super::About;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt, fmt::Debug};

/// A rule's type that can be named in a plan. Implemented once for each verb, for all its rules.
pub trait Plug<T>: Default + Serialize + DeserializeOwned {
    /// Names, literature, parameters.
    fn about(&self) -> About;
    /// The rule as the verb runs it.
    fn plug(self) -> T;
}
/// One line of a catalogue: what is known of a rule without making it.
pub struct Entry<T> {
    about: fn() -> About,
    make: fn(Value) -> Result<(T, Value), serde_json::Error>,
    defaults: fn() -> Value,
}
impl<T> Clone for Entry<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Entry<T> {}
impl<T> Debug for Entry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry").field(&self.about().id).finish()
    }
}
impl<T> Entry<T> {
    /// The line of one rule's type.
    pub const fn of<R: Plug<T>>() -> Self {
        Self {
            about: || R::default().about(),
            make: |v| {
                let rule: R = serde_json::from_value(v)?;
                let full = serde_json::to_value(&rule)?;
                Ok((rule.plug(), full))
            },
            defaults: || serde_json::to_value(R::default()).unwrap_or(Value::Null),
        }
    }
    /// Names, literature, parameters.
    pub fn about(&self) -> About {
        (self.about)()
    }
    /// Every parameter with its default, as a JSON object.
    pub fn defaults(&self) -> Value {
        (self.defaults)()
    }
}

/// Why a rule cannot be made from its name and parameters.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// No rule and no alias.
    #[error("there is no rule `{name}`{}", near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// As it was given.
        name: String,
        /// The nearest name that there is.
        near: Option<&'static str>,
    },
    /// A parameter is unknown, missing or out of range.
    #[error("rule `{rule}`: {cause}{}", known(params))]
    Params {
        /// Its id.
        rule: &'static str,
        /// What is wrong.
        cause: String,
        /// Parameters that it has.
        params: Vec<&'static str>,
    },
    /// An alias stands for a parameter that was given as well.
    #[error("`{alias}` stands for `{rule}` with `{param}` set; leave `{param}` out or name `{rule}`")]
    Fixed {
        /// The alias.
        alias: &'static str,
        /// The rule.
        rule: &'static str,
        /// The parameter.
        param: &'static str,
    },
    /// Two rules of one name.
    #[error("the name `{0}` is taken")]
    Taken(&'static str),
}
fn known(params: &[&str]) -> String {
    if params.is_empty() {
        "; it has no parameters".to_owned()
    } else {
        format!("; it has {}", params.join(", "))
    }
}

/// All rules of a verb that a plan may name.
#[derive(Debug)]
pub struct Registry<T: 'static> {
    by_id: BTreeMap<&'static str, Entry<T>>,
    /// Alias to id and parameters.
    alias: BTreeMap<&'static str, (&'static str, super::Alias)>,
}
impl<T> Clone for Registry<T> {
    fn clone(&self) -> Self {
        Self { by_id: self.by_id.clone(), alias: self.alias.clone() }
    }
}
impl<T> Registry<T> {
    /// All rules of a list.
    ///
    /// # Errors
    /// If two have one name.
    pub fn of(list: &[Entry<T>]) -> Result<Self, RegistryError> {
        let mut r = Self { by_id: BTreeMap::new(), alias: BTreeMap::new() };
        for e in list {
            r.add(*e)?;
        }
        Ok(r)
    }
    /// Adds an app's own rule: `registry.add(Entry::of::<MyRule>())`.
    ///
    /// # Errors
    /// If its id or one of its aliases is taken.
    pub fn add(&mut self, e: Entry<T>) -> Result<(), RegistryError> {
        let a = e.about();
        for name in std::iter::once(a.id).chain(a.aliases.iter().map(|x| x.name)) {
            if self.by_id.contains_key(name) || self.alias.contains_key(name) {
                return Err(RegistryError::Taken(name));
            }
        }
        self.alias.extend(a.aliases.iter().map(|x| (x.name, (a.id, *x))));
        self.by_id.insert(a.id, e);
        Ok(())
    }
    /// In order of ids.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<T>> {
        self.by_id.values()
    }
    /// By id or alias.
    pub fn get(&self, name: &str) -> Option<&Entry<T>> {
        self.by_id.get(name).or_else(|| self.by_id.get(self.alias.get(name)?.0))
    }
    /// The rule, and the spec as it was understood: id instead of alias, all parameters written out.
    ///
    /// # Errors
    /// If the name or a parameter is unknown, or a value is out of range.
    pub fn build(&self, spec: &RuleSpec) -> Result<(T, RuleSpec), RegistryError> {
        let (entry, given) = self.resolve(spec)?;
        let about = entry.about();
        let (rule, full) =
            (entry.make)(Value::Object(given.params)).map_err(|cause| RegistryError::Params {
                rule: about.id,
                cause: cause.to_string(),
                params: about.params.iter().map(|p| p.name).collect(),
            })?;
        let params = if let Value::Object(params) = full { params } else { Map::new() };
        Ok((rule, RuleSpec { params, ..given }))
    }
    /// The spec as it is kept in a plan: id instead of alias, with what the alias sets and what was given.
    ///
    /// A default that nobody named stays unnamed, so that what was hashed and published stays the same when a later version of a rule
    /// takes one more parameter.
    ///
    /// # Errors
    /// If the name is unknown, or a parameter is given that the alias has fixed.
    pub fn given(&self, spec: &RuleSpec) -> Result<RuleSpec, RegistryError> {
        self.resolve(spec).map(|(_, given)| given)
    }
    fn resolve(&self, spec: &RuleSpec) -> Result<(&Entry<T>, RuleSpec), RegistryError> {
        let entry = self.get(&spec.rule).ok_or_else(|| self.unknown(&spec.rule))?;
        let about = entry.about();
        let mut params = spec.params.clone();
        if let Some((_, alias)) = self.alias.get(spec.rule.as_str()) {
            for (param, text) in alias.set {
                let value =
                    serde_json::from_str(text).expect("an alias's values are JSON; a guard test reads all");
                if params.insert((*param).to_owned(), value).is_some() {
                    return Err(RegistryError::Fixed { alias: alias.name, rule: about.id, param });
                }
            }
        }
        Ok((entry, RuleSpec { rule: about.id.to_owned(), params }))
    }
    fn unknown(&self, name: &str) -> RegistryError {
        let names = self.by_id.keys().chain(self.alias.keys()).copied();
        let short = name.chars().take(64).collect::<String>();
        let near = nearest(&short, names);
        RegistryError::Unknown { name: short, near }
    }
}
/// The nearest of some names to one that is none of them, if one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // What is longer than any name is near to none.
    let short: String = name.chars().take(64).collect();
    let near = names.map(|k| (distance(k, &short), k)).min().filter(|(d, k)| *d <= k.len().max(2) / 2);
    near.map(|(_, k)| k)
}
/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let (mut left, mut diagonal) = (i + 1, i);
        for (j, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != *y)).min(row[j + 1] + 1).min(left + 1);
            diagonal = std::mem::replace(&mut row[j + 1], best);
            left = best;
        }
        row[0] = i + 1;
    }
    row[b.len()]
}

/// A rule by name with its parameters, as a plan has it: `{"rule": "mean-score", "min_votes": 3}`.
///
/// Plain data: reading it needs no registry. A key given twice is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSpec {
    /// Id or alias.
    pub rule: String,
    /// What is given; the rest are defaults.
    pub params: Map<String, Value>,
}
impl RuleSpec {
    /// A rule with its defaults.
    pub fn new(rule: &str) -> Self {
        Self { rule: rule.to_owned(), params: Map::new() }
    }
    /// The same with a parameter set.
    #[must_use]
    pub fn with(mut self, param: &str, value: impl Into<Value>) -> Self {
        self.params.insert(param.to_owned(), value.into());
        self
    }
}
impl Serialize for RuleSpec {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut all = Map::new();
        all.insert("rule".into(), Value::String(self.rule.clone()));
        all.extend(self.params.clone());
        if s.is_human_readable() {
            all.serialize(s)
        } else {
            // Formats that do not describe themselves cannot hold open parameters: they hold the text.
            s.serialize_str(&Value::Object(all).to_string())
        }
    }
}
impl<'de> Deserialize<'de> for RuleSpec {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let v = if d.is_human_readable() {
            StrictValue::deserialize(d)?.0
        } else {
            serde_json::from_str::<StrictValue>(&String::deserialize(d)?).map_err(D::Error::custom)?.0
        };
        let Value::Object(mut params) = v else {
            return Err(D::Error::custom("a rule is written { rule = \"id\", parameter = value, .. }"));
        };
        match params.remove("rule") {
            Some(Value::String(rule)) => Ok(Self { rule, params }),
            _ => Err(D::Error::missing_field("rule")),
        }
    }
}
/// Any JSON value without floats; a key given twice is an error (`Value` and maps silently keep the last).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct StrictValue(pub Value);
impl<'de> Deserialize<'de> for StrictValue {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(StrictVisitor)
    }
}
struct StrictVisitor;
impl<'de> Visitor<'de> for StrictVisitor {
    type Value = StrictValue;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without floats; write fractions, and numbers of 2^64 or more, as text: \"13/3\"")
    }
    fn visit_bool<E>(self, v: bool) -> Result<StrictValue, E> {
        Ok(StrictValue(v.into()))
    }
    fn visit_i64<E>(self, v: i64) -> Result<StrictValue, E> {
        Ok(StrictValue(v.into()))
    }
    fn visit_u64<E>(self, v: u64) -> Result<StrictValue, E> {
        Ok(StrictValue(v.into()))
    }
    fn visit_str<E>(self, v: &str) -> Result<StrictValue, E> {
        Ok(StrictValue(v.into()))
    }
    fn visit_unit<E>(self) -> Result<StrictValue, E> {
        Ok(StrictValue(Value::Null))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut a: A) -> Result<StrictValue, A::Error> {
        let mut v = vec![];
        while let Some(StrictValue(x)) = a.next_element()? {
            v.push(x);
        }
        Ok(StrictValue(v.into()))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut a: A) -> Result<StrictValue, A::Error> {
        let mut m = Map::new();
        while let Some(k) = a.next_key::<String>()? {
            if m.contains_key(&k) {
                return Err(A::Error::custom(format_args!("`{k}` is given twice")));
            }
            let StrictValue(v) = a.next_value()?;
            m.insert(k, v);
        }
        Ok(StrictValue(m.into()))
    }
}
