//! Two JSON documents compared key by key, with the order and the repetition of keys, which most
//! readers of JSON forget.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Most characters of a value that are repeated.
const SHOWN: usize = 80;

/// A document as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Object(Vec<(String, Json)>),
    Array(Vec<Json>),
    Leaf(Value),
}

impl Json {
    /// The first value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// A text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Json::Leaf(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub(super) fn count(&self) -> Option<u64> {
        match self {
            Json::Leaf(value) => value.as_u64(),
            _ => None,
        }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            _ => &[],
        }
    }

    /// The value as JSON, cut where it is long.
    pub(super) fn short(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        if text.chars().count() <= SHOWN {
            text
        } else {
            text.chars().take(SHOWN).chain(['…']).collect()
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsWritten;

        impl<'de> Visitor<'de> for AsWritten {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_bool<E>(self, b: bool) -> Result<Json, E> {
                Ok(Json::Leaf(b.into()))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Json, E> {
                Ok(Json::Leaf(n.into()))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Json, E> {
                Ok(Json::Leaf(n.into()))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Json, E> {
                Ok(Json::Leaf(n.into()))
            }
            fn visit_str<E>(self, s: &str) -> Result<Json, E> {
                Ok(Json::Leaf(s.into()))
            }
            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Leaf(Value::Null))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Json::Array(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Json::Object(entries))
            }
        }
        deserializer.deserialize_any(AsWritten)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Json::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Json::Leaf(value) => value.serialize(serializer),
        }
    }
}

/// A difference: the way to it from the top, its last key, and what is different.
pub(super) struct Deviation {
    pub at: String,
    pub what: String,
}

/// Everything in which `there` differs from `again`, in the order of the document.
pub(super) fn deviations(there: &Json, again: &Json) -> Vec<Deviation> {
    let mut out = Vec::new();
    compare(there, again, "", &mut out);
    out
}

fn compare(there: &Json, again: &Json, at: &str, out: &mut Vec<Deviation>) {
    match (there, again) {
        (Json::Object(a), Json::Object(b)) => objects(a, b, at, out),
        (Json::Array(a), Json::Array(b)) => match (by_path(a), by_path(b)) {
            (Some(a), Some(b)) => listed(&a, &b, at, out),
            _ => arrays(a, b, at, out),
        },
        _ if there == again => {}
        _ => {
            push(out, at, format!("is {}, and recomputing gives {}", there.short(), again.short()))
        }
    }
}

fn push(out: &mut Vec<Deviation>, at: &str, what: impl Into<String>) {
    out.push(Deviation { at: at.to_owned(), what: what.into() });
}

fn below(at: &str, key: &str) -> String {
    let key = if key.chars().count() <= SHOWN {
        key.to_owned()
    } else {
        key.chars().take(SHOWN).chain(['…']).collect()
    };
    if at.is_empty() { key } else { format!("{at}.{key}") }
}

fn objects(there: &[(String, Json)], again: &[(String, Json)], at: &str, out: &mut Vec<Deviation>) {
    let mut first: BTreeMap<&str, &Json> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (key, value) in there {
        if first.contains_key(key.as_str()) {
            push(out, &below(at, key), "stands there more than once");
        } else {
            first.insert(key, value);
            order.push(key);
        }
    }
    let wanted: BTreeSet<&str> = again.iter().map(|(k, _)| k.as_str()).collect();
    for key in order.iter().filter(|k| !wanted.contains(*k)) {
        push(out, &below(at, key), "is no key that recomputing gives");
    }
    for (key, value) in again {
        match first.get(key.as_str()) {
            Some(found) => compare(found, value, &below(at, key), out),
            None => push(out, &below(at, key), "is missing"),
        }
    }
    let found = order.iter().filter(|k| wanted.contains(*k));
    let expected = again.iter().map(|(k, _)| k.as_str()).filter(|k| first.contains_key(k));
    if !found.copied().eq(expected) {
        push(out, at, "has its keys in another order");
    }
}

/// The items of a list by their `path`, where each has one.
fn by_path(items: &[Json]) -> Option<Vec<(String, Json)>> {
    items.iter().map(|item| Some((item.get("path")?.text()?.to_owned(), item.clone()))).collect()
}

fn listed(there: &[(String, Json)], again: &[(String, Json)], at: &str, out: &mut Vec<Deviation>) {
    let mut found = Vec::new();
    objects(there, again, "", &mut found);
    for deviation in found {
        // The path is the item's name here, and no key.
        let name =
            if deviation.at.is_empty() { at.to_owned() } else { format!("{at}: {}", deviation.at) };
        let what =
            deviation.what.replace("its keys", "its items").replace("no key that", "no item that");
        push(out, &name, what);
    }
}

fn arrays(there: &[Json], again: &[Json], at: &str, out: &mut Vec<Deviation>) {
    if there.len() != again.len() {
        push(out, at, format!("has {} items, and recomputing gives {}", there.len(), again.len()));
    }
    for (i, (a, b)) in there.iter().zip(again).enumerate() {
        compare(a, b, &format!("{at}[{i}]"), out);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn said(there: &str, again: &str) -> Vec<String> {
        let read = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        deviations(&read(there), &read(again))
            .into_iter()
            .map(|d| format!("{} {}", d.at, d.what))
            .collect()
    }

    #[test]
    fn every_way_in_which_a_document_can_differ_is_named() {
        assert_eq!(
            said(r#"{"a":1,"b":{"c":[1,2]}}"#, r#"{"a":1,"b":{"c":[1,2]}}"#),
            Vec::<String>::new()
        );
        assert_eq!(said(r#"{"a":1,"a":2}"#, r#"{"a":1}"#), ["a stands there more than once"]);
        assert_eq!(said(r#"{"a":1,"x":2}"#, r#"{"a":1}"#), ["x is no key that recomputing gives"]);
        assert_eq!(
            said(r#"{"b":1,"a":2}"#, r#"{"a":2,"b":1}"#),
            [" has its keys in another order"]
        );
        assert_eq!(said(r#"{"a":{}}"#, r#"{"a":{"b":1}}"#), ["a.b is missing"]);
        assert_eq!(
            said(r#"{"a":[1,2,3]}"#, r#"{"a":[1,5]}"#),
            ["a has 3 items, and recomputing gives 2", "a[1] is 2, and recomputing gives 5"]
        );
        assert_eq!(said(r#"{"n":5.0}"#, r#"{"n":5}"#), ["n is 5.0, and recomputing gives 5"]);
    }

    #[test]
    fn items_with_a_path_are_compared_by_it() {
        let there = r#"{"o":[{"path":"a","s":1},{"path":"x","s":1}]}"#;
        let again = r#"{"o":[{"path":"a","s":2},{"path":"b","s":1}]}"#;
        assert_eq!(
            said(there, again),
            [
                "o: x is no item that recomputing gives",
                "o: a.s is 1, and recomputing gives 2",
                "o: b is missing"
            ]
        );
    }

    #[test]
    fn a_document_is_written_as_it_was_read() {
        let text = "{\n  \"b\": 1,\n  \"a\": [\n    \"x\",\n    null\n  ],\n  \"b\": 2\n}";
        assert_eq!(
            serde_json::to_string_pretty(&serde_json::from_str::<Json>(text).unwrap()).unwrap(),
            text
        );
    }
}
