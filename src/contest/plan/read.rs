//! Reads a plan from a value, so that every fault of its form is told with its place.
use super::{Fault, Faults, Plan};
use crate::count::nearest;
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error as _, MapAccess, SeqAccess, Unexpected, Visitor,
        value::BorrowedStrDeserializer,
    },
};
use serde_json::{Error, Value, json};
use std::cell::RefCell;

/// Most faults that are told.
const MOST: usize = 100;
/// Values that are read, all readings together, where more than one reading is needed to find the next fault.
const MOST_READ: usize = 20_000_000;

/// What could be read of a value.
#[derive(Default)]
pub(super) struct Read {
    /// As far as it could be mended: only what has no fault is the plan that was meant.
    pub(super) plan: Option<Plan>,
    pub(super) faults: Faults,
    /// Fields in whose place something else was put, to read on.
    pub(super) mended: Vec<Vec<String>>,
}
/// The plan that a value holds, with every fault of its form: a misspelt key is read as the one that is meant, and what cannot be
/// read is left out, or replaced by something of the form that is asked for.
pub(super) fn read(mut value: Value) -> Read {
    let mut r = Read::default();
    let mut left = MOST_READ / size(&value);
    loop {
        let wrong = match attempt(&value) {
            Ok(plan) => return Read { plan: Some(plan), ..r },
            Err(wrong) => wrong,
        };
        let went_on = match misspelt(&wrong.error) {
            Some((key, known)) => respelt(&mut value, wrong.path, key, known, &mut r),
            None => mended(&mut value, wrong, &mut left, &mut r),
        };
        if !went_on || r.faults.0.len() >= MOST {
            return r;
        }
    }
}
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(all) => all.iter().map(size).sum(),
        Value::Object(all) => all.values().map(size).sum(),
        _ => 0,
    }
}
/// What cannot be read, and the innermost place of it.
struct Wrong {
    path: Vec<String>,
    error: String,
}
impl Wrong {
    /// The field that it is about: also one that is missing.
    fn field(&self) -> Vec<String> {
        let missing = self.error.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        self.path.iter().cloned().chain(missing.map(str::to_owned)).collect()
    }
}
fn attempt(value: &Value) -> Result<Plan, Wrong> {
    let wrong = RefCell::new(None);
    Plan::deserialize(At { value, path: &Path::Root, wrong: &wrong })
        .map_err(|e| Wrong { path: wrong.into_inner().unwrap_or_default(), error: e.to_string() })
}
fn respelt(value: &mut Value, mut path: Vec<String>, key: String, known: Vec<String>, r: &mut Read) -> bool {
    // Inside of a table that is told by one of its keys the place is that of the table.
    if path.last() != Some(&key) {
        path.push(key.clone());
    }
    let near = nearest(&key, known.iter().map(String::as_str)).map(str::to_owned);
    let renamed = rename(value, &path, near.as_deref());
    // What a key stood for that is like no other is not known.
    let lost = near.is_none();
    r.faults.add(path.join("."), Fault::Key { key, near, known });
    r.mended.extend(lost.then_some(path));
    renamed
}
/// Puts something in the place of what cannot be read, so that the next fault is found.
fn mended(value: &mut Value, wrong: Wrong, left: &mut usize, r: &mut Read) -> bool {
    let field = wrong.field();
    r.faults.add(field.join("."), Fault::Other(wrong.error));
    let Some((key, tables)) = field.split_last() else { return false };
    // Left out only if nothing fits: the key might be one that is needed.
    let fillers = fillers().into_iter().map(Some).chain([None]);
    for filler in fillers.take(*left) {
        *left -= 1;
        let put = match inside(value, tables) {
            Some(Value::Object(map)) => {
                map.remove(key);
                map.extend(filler.map(|v| (key.clone(), v)));
                true
            }
            Some(Value::Array(list)) => match (key.parse().ok().and_then(|i: usize| list.get_mut(i)), filler)
            {
                (Some(held), Some(v)) => {
                    *held = v;
                    true
                }
                _ => false,
            },
            _ => return false,
        };
        let elsewhere = |w: Wrong| !touches(&w.field(), &field);
        if put && attempt(value).map_or_else(elsewhere, |_| true) {
            r.mended.push(field);
            return true;
        }
    }
    false
}
/// Whether one lies in the other.
pub(super) fn touches(a: &[String], b: &[String]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}
/// A value of every form that a plan asks for.
fn fillers() -> Vec<Value> {
    let poll = json!({
        "poll": "x", "voters": "x", "ballot": { "kind": "choice" }, "tally": { "rule": "plurality" }
    });
    let top = json!({ "rule": "top-k" });
    vec![
        "1d".into(),
        "2000-01-01T00:00:00Z".into(),
        "x".into(),
        "EUR".into(),
        "crowd".into(),
        1.into(),
        false.into(),
        json!([]),
        json!({}),
        top.clone(),
        json!({ "kind": "choice" }),
        json!({ "seed": "x" }),
        json!({ "entry": "x" }),
        json!({ "party": "x", "share": "1" }),
        json!({ "pot": "x", "currency": "EUR", "amount": 0, "reward": { "rule": "equal-split" } }),
        json!({ "balloting": "1d", "polls": [poll.clone()], "select": top }),
        poll,
    ]
}
fn inside<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |at, part| match at {
        Value::Object(map) => map.get_mut(part),
        Value::Array(list) => part.parse::<usize>().ok().and_then(|i| list.get_mut(i)),
        _ => None,
    })
}
/// The key that an error calls unknown, and what is known there: the form of this message is serde's.
fn misspelt(error: &str) -> Option<(String, Vec<String>)> {
    let rest = error.strip_prefix("unknown field `")?;
    let end = rest.rfind("`, expected ").or_else(|| rest.rfind("`, there are no fields"))?;
    let known = rest[end + 1..].split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some((rest[..end].to_owned(), known))
}
/// Takes a key as the one that is meant, or away, so that the next fault is found.
fn rename(value: &mut Value, path: &[String], near: Option<&str>) -> bool {
    let Some((key, tables)) = path.split_last() else { return false };
    let Some(map) = inside(value, tables).and_then(Value::as_object_mut) else { return false };
    let Some(held) = map.remove(key) else { return false };
    if let Some(near) = near.filter(|n| !map.contains_key(*n)) {
        map.insert(near.to_owned(), held);
    }
    true
}

/// Where in the whole value.
enum Path<'p> {
    Root,
    Key(&'p Self, &'p str),
    Nth(&'p Self, usize),
}
impl Path<'_> {
    fn parts(&self) -> Vec<String> {
        match self {
            Self::Root => vec![],
            Self::Key(in_, key) => [in_.parts(), vec![(*key).to_owned()]].concat(),
            Self::Nth(in_, i) => [in_.parts(), vec![i.to_string()]].concat(),
        }
    }
}
/// A value that notes the innermost place at which it could not be read.
#[derive(Clone, Copy)]
struct At<'v, 'p> {
    value: &'v Value,
    path: &'p Path<'p>,
    wrong: &'p RefCell<Option<Vec<String>>>,
}
impl At<'_, '_> {
    fn noted<T>(&self, read: Result<T, Error>) -> Result<T, Error> {
        if read.is_err() {
            self.wrong.borrow_mut().get_or_insert_with(|| self.path.parts());
        }
        read
    }
}
impl<'de> Deserializer<'de> for At<'de, '_> {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let read = match self.value {
            Value::Object(map) => visitor.visit_map(Inside { at: self, rest: map.iter(), open: None }),
            Value::Array(list) => {
                let mut inside = Inside { at: self, rest: list.iter().enumerate(), open: None };
                visitor.visit_seq(&mut inside).and_then(|read| match inside.rest.next() {
                    None => Ok(read),
                    Some((n, _)) => Err(Error::invalid_length(list.len(), &format!("{n} of them").as_str())),
                })
            }
            other => other.deserialize_any(visitor),
        };
        self.noted(read)
    }
    /// What has names is not read by places.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::Array(_) => self.noted(Err(Error::invalid_type(Unexpected::Seq, &"a table with keys"))),
            _ => self.deserialize_any(visitor),
        }
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.noted(self.value.deserialize_enum(name, variants, visitor))
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}
/// The rest of a table or list.
struct Inside<'v, 'p, I> {
    at: At<'v, 'p>,
    rest: I,
    /// The key whose value is next.
    open: Option<(&'v str, &'v Value)>,
}
impl<'v, I: Iterator<Item = (&'v String, &'v Value)>> MapAccess<'v> for Inside<'v, '_, I> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.open = Some((key, value));
        let path = Path::Key(self.at.path, key);
        let at = At { value, path: &path, wrong: self.at.wrong };
        at.noted(seed.deserialize(BorrowedStrDeserializer::new(key))).map(Some)
    }
    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (key, value) = self.open.take().expect("serde asks for a value after its key");
        let path = Path::Key(self.at.path, key);
        let at = At { value, path: &path, wrong: self.at.wrong };
        at.noted(seed.deserialize(at))
    }
}
impl<'v, I: Iterator<Item = (usize, &'v Value)>> SeqAccess<'v> for Inside<'v, '_, I> {
    type Error = Error;
    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((i, value)) = self.rest.next() else { return Ok(None) };
        let path = Path::Nth(self.at.path, i);
        let at = At { value, path: &path, wrong: self.at.wrong };
        at.noted(seed.deserialize(at)).map(Some)
    }
}
