//! Reads a plan from a value, so that each fault of its form is told with its place: every misspelt key, and the first other one.
use super::{Fault, Faults, Plan, PlanFaults};
use crate::count::nearest;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor, value::BorrowedStrDeserializer},
};
use serde_json::{Error, Value};
use std::cell::RefCell;

/// Most misspelt keys that are told.
const MOST: usize = 100;

/// The plan that a value holds.
pub(super) fn plan(mut value: Value) -> Result<Plan, PlanFaults> {
    let mut faults = Faults::default();
    while faults.0.len() < MOST {
        let wrong = RefCell::new(None);
        let error = match Plan::deserialize(At { value: &value, path: &Path::Root, wrong: &wrong }) {
            Ok(plan) if faults.0.is_empty() => return Ok(plan),
            Ok(_) => break,
            Err(e) => e.to_string(),
        };
        let mut path = wrong.into_inner().unwrap_or_default();
        let Some((key, known)) = misspelt(&error) else {
            faults.add(path.join("."), Fault::Other(error));
            break;
        };
        // Inside of a table that is told by one of its keys the place is that of the table.
        if path.last() != Some(&key) {
            path.push(key.clone());
        }
        let near = nearest(&key, known.iter().map(String::as_str)).map(str::to_owned);
        let renamed = rename(&mut value, &path, near.as_deref());
        faults.add(path.join("."), Fault::Key { key, near, known });
        if !renamed {
            break;
        }
    }
    Err(PlanFaults(faults.0))
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
    let mut at = value;
    for part in tables {
        let inside = match at {
            Value::Object(map) => map.get_mut(part),
            Value::Array(list) => part.parse::<usize>().ok().and_then(|i| list.get_mut(i)),
            _ => None,
        };
        match inside {
            Some(v) => at = v,
            None => return false,
        }
    }
    let Some(map) = at.as_object_mut() else { return false };
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
                visitor.visit_seq(Inside { at: self, rest: list.iter().enumerate(), open: None })
            }
            other => other.deserialize_any(visitor),
        };
        self.noted(read)
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
        tuple_struct map struct identifier ignored_any
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
