//! Methods that score criminal groups: attributes with weights, and what a rating of one is worth.

use serde::Serialize;

use crate::document::{Item, ItemValue, Position, Reader, Section};
use crate::finding::Finding;
use crate::findings::Findings;
use crate::names::Names;

crate::words! {
    /// What is said of an attribute of a group.
    pub enum AttributeRating {
        /// As far as it goes.
        High = "high",
        /// Halfway.
        Medium = "medium",
        /// A little.
        Low = "low",
        /// Looked for and absent.
        Nil = "nil",
        /// Whoever was asked does not know.
        Unknown = "unknown",
    }
}

impl AttributeRating {
    /// The ratings that say something, from most to least.
    pub const KNOWN: [AttributeRating; 4] = [
        AttributeRating::High,
        AttributeRating::Medium,
        AttributeRating::Low,
        AttributeRating::Nil,
    ];
}

/// What a rating is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GroupPoints {
    /// Of `high`: the most there is.
    pub high: f64,
    /// Of `medium`.
    pub medium: f64,
    /// Of `low`.
    pub low: f64,
    /// Of `nil`: the least there is.
    pub nil: f64,
    /// What `unknown` counts as in the score.
    pub unknown: f64,
}

impl GroupPoints {
    /// The points of a rating.
    #[must_use]
    pub fn of(&self, rating: AttributeRating) -> f64 {
        match rating {
            AttributeRating::High => self.high,
            AttributeRating::Medium => self.medium,
            AttributeRating::Low => self.low,
            AttributeRating::Nil => self.nil,
            AttributeRating::Unknown => self.unknown,
        }
    }

    /// The points of the four known ratings, from `nil` up to `high`.
    #[must_use]
    pub fn ladder(&self) -> [f64; 4] {
        [self.nil, self.low, self.medium, self.high]
    }
}

/// An attribute of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupAttribute {
    /// Its id.
    pub id: String,
    /// Its names.
    pub names: Names,
    /// How much it counts, above 0.
    pub weight: f64,
    /// What each known rating means, in the order of [`AttributeRating::KNOWN`].
    pub definitions: [Names; 4],
    /// Its line in the method's file.
    #[serde(skip)]
    pub line: u64,
}

/// A method that scores criminal groups.
///
/// ```
/// use ideal_model::GroupMethod;
/// let shipped = GroupMethod::shipped().map_err(|f| format!("{f:?}"))?;
/// let sleipnir = shipped.iter().find(|m| m.id == "sleipnir").ok_or("it ships")?;
/// assert_eq!((sleipnir.attributes.len(), sleipnir.maximum()), (19, 760.0));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupMethod {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its names.
    pub names: Names,
    /// What a rating is worth.
    pub points: GroupPoints,
    /// Share of the weight that must have a row, 0 to 1; a group under it is a gap.
    pub min_coverage: f64,
    /// The attributes, in the order of the file.
    pub attributes: Vec<GroupAttribute>,
    /// Its file, relative to the project; the id of one that ships.
    #[serde(skip)]
    pub file: String,
}

impl GroupMethod {
    /// The folder of a project's own methods.
    pub const FOLDER: &'static str = "group_methods";

    /// The id of the method that is meant where none is named.
    pub const USUAL: &'static str = "sleipnir";

    /// The methods that ship, in the order of their ids.
    ///
    /// # Errors
    /// What is wrong with their files (which a test excludes for those that ship).
    pub fn shipped() -> Result<Vec<Self>, Vec<Finding>> {
        const FILES: [(&str, &str); 2] = [
            ("most-threatening", include_str!("../group_methods/most-threatening.toml")),
            ("sleipnir", include_str!("../group_methods/sleipnir.toml")),
        ];
        let read = |(id, text): (&str, &str)| {
            let (method, findings) = read_group_method(text, id);
            method.ok_or_else(|| findings.finish())
        };
        FILES.into_iter().map(read).collect()
    }

    /// The most that a group can score.
    #[must_use]
    pub fn maximum(&self) -> f64 {
        self.attributes.iter().map(|a| a.weight * self.points.high).sum()
    }

    /// The place of an attribute.
    #[must_use]
    pub fn position(&self, attribute: &str) -> Option<usize> {
        self.attributes.iter().position(|a| a.id == attribute)
    }
}

/// Most that a weight or the points of a rating may be: sums of them stay exact.
const MOST: f64 = 1e6;

/// Share of the weight that must have a row where the file does not say.
const MIN_COVERAGE: f64 = 0.6;

/// Reads a method of groups: what is wrong with it comes back with it, and none where that is an
/// error.
#[must_use]
pub fn read_group_method(text: &str, file: &str) -> (Option<GroupMethod>, Findings) {
    let mut reader = Reader::new(file);
    let method = reader.parse(text).and_then(|top| method(&mut reader, top, file));
    let findings = reader.findings;
    (method.filter(|_| !findings.failed()), findings)
}

fn method(reader: &mut Reader, mut top: Section, file: &str) -> Option<GroupMethod> {
    let id = reader.text(&mut top, "id");
    if id.is_none() {
        missing(reader, "id", "the file lacks `id`");
    }
    let version = reader.text(&mut top, "version").map(|(text, _)| text).unwrap_or_default();
    let names = reader.names(&mut top, "name");
    let min_coverage = match reader.number(&mut top, "min_coverage") {
        Some((share, at)) if !(0.0..=1.0).contains(&share) => {
            reader.error(at, "out-of-range", format!("`min_coverage` is {share}; it is a share"));
            MIN_COVERAGE
        }
        Some((share, _)) => share,
        None => MIN_COVERAGE,
    };
    let points = points(reader, &mut top);
    let attributes = attributes(reader, &mut top);
    reader.unknown_keys(
        top,
        &["id", "version", "name", "min_coverage", "points", "attribute"],
        "a method of groups",
    );
    Some(GroupMethod {
        id: id?.0,
        version,
        names,
        points: points?,
        min_coverage,
        attributes,
        file: file.to_owned(),
    })
}

fn missing(reader: &mut Reader, key: &str, message: &str) {
    let hint = match key {
        "id" => "id = \"NAME\", the name of the file without its ending",
        "points" => "[points] says what high, medium, low, nil and unknown are worth",
        _ => "[attribute.NAME] with a `weight`, for each attribute",
    };
    let start = Position { line: 1, column: 1 };
    reader.error(start, "missing-key", message).hint = Some(hint.to_owned());
}

fn points(reader: &mut Reader, top: &mut Section) -> Option<GroupPoints> {
    let Some(mut table) = reader.table(top, "points") else {
        missing(reader, "points", "the file lacks `[points]`");
        return None;
    };
    let at = table.at;
    let mut of = |key: &str| {
        let found = reader.number(&mut table, key);
        if found.is_none() && !table.has(key) {
            reader.error(at, "missing-key", format!("`[points]` lacks `{key}`"));
        }
        found.map(|(points, _)| points)
    };
    let [high, medium, low, nil, unknown] =
        ["high", "medium", "low", "nil", "unknown"].map(&mut of);
    reader.unknown_keys(table, &["high", "medium", "low", "nil", "unknown"], "[points]");
    let points =
        GroupPoints { high: high?, medium: medium?, low: low?, nil: nil?, unknown: unknown? };
    let rises = points.ladder().is_sorted() && points.nil >= 0.0 && points.nil < points.high;
    let rises = rises && points.high <= MOST;
    if !rises || !(points.nil..=points.high).contains(&points.unknown) {
        let message = "points rise from `nil`, 0 or more, over `low` and `medium` to `high`, and \
                       `unknown` lies among them; a million is the most";
        reader.error(at, "points-order", message);
        return None;
    }
    Some(points)
}

fn attributes(reader: &mut Reader, top: &mut Section) -> Vec<GroupAttribute> {
    let mut out = Vec::new();
    let mut table = reader.table(top, "attribute").unwrap_or_default();
    for (id, at, item) in table.take_all() {
        let Item { value: ItemValue::Table(section), .. } = item else {
            reader.error(at, "wrong-type", format!("`attribute.{id}` should be a table"));
            continue;
        };
        out.extend(attribute(reader, id, at, section));
    }
    if out.is_empty() && !reader.findings.failed() {
        missing(reader, "attribute", "the method has no attribute");
    }
    out
}

fn attribute(
    reader: &mut Reader,
    id: String,
    at: Position,
    mut section: Section,
) -> Option<GroupAttribute> {
    let place = format!("[attribute.{id}]");
    if id.is_empty() || id.contains(|c: char| c.is_whitespace() || c == ',' || c.is_control()) {
        reader.error(at, "bad-attribute", format!("`{id}` cannot be the id of an attribute"));
    }
    let names = reader.names(&mut section, "name");
    let weight = match reader.number(&mut section, "weight") {
        Some((weight, _)) if weight > 0.0 && weight <= MOST => Some(weight),
        Some((weight, at)) => {
            let message = format!("the weight is {weight}; it is above 0 and {MOST} at most");
            reader.error(at, "out-of-range", message);
            None
        }
        None => {
            reader.error(at, "missing-key", format!("{place} lacks a `weight`"));
            None
        }
    };
    let definitions = AttributeRating::KNOWN.map(|r| reader.names(&mut section, r.word()));
    let known = ["name", "weight", "high", "medium", "low", "nil"];
    reader.unknown_keys(section, &known, &place);
    Some(GroupAttribute { id, names, weight: weight?, definitions, line: at.line })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::names::Lang;

    #[test]
    fn what_ships_is_whole_in_every_language() {
        let shipped = GroupMethod::shipped().unwrap();
        // 19 + 18 + ... + 1 = 190, times four points; four equal attributes.
        assert_eq!(shipped.iter().map(GroupMethod::maximum).collect::<Vec<_>>(), [16.0, 760.0]);
        for m in &shipped {
            for a in &m.attributes {
                for names in a.definitions.iter().chain([&a.names]) {
                    let own = [&names.en, &names.es, &names.pt];
                    assert!(own.iter().all(|n| n.is_some()), "{} {}", m.id, a.id);
                }
                assert_ne!(a.names.get(Lang::En), None);
            }
        }
    }

    #[test]
    fn mistakes_have_their_place() {
        let said = |text: &str| -> Vec<(String, Option<u64>)> {
            let (method, findings) = read_group_method(text, "m.toml");
            assert!(method.is_none());
            findings.finish().into_iter().map(|f| (f.code, f.line)).collect()
        };
        let points = "[points]\nhigh = 4\nmedium = 2\nlow = 1\nnil = 0\nunknown = 2\n";
        let at = |code: &str, line| (code.to_owned(), Some(line));
        assert_eq!(said(points), [at("missing-key", 1)]);
        assert_eq!(said(&format!("id = \"m\"\n{points}")), [at("missing-key", 1)]);
        let whole = format!("id = \"m\"\n{points}[attribute.a]\nweight = -1\nwieght = 2\n");
        assert_eq!(said(&whole), [at("out-of-range", 9), at("unknown-key", 10)]);
        let upside = whole.replace("low = 1", "low = 3").replace("-1\nwieght = 2", "1");
        assert_eq!(said(&upside), [at("points-order", 2)]);
    }
}
