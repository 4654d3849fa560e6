//! What a row may name: the codes of the method, the catalogue and the project.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::document::{ItemValue, Reader, Section};
use ideal_model::method::Kind;
use ideal_model::{
    ClosedScale, CrimeAreas, IndicatorCatalogue, Method, Scheme, Territories, did_you_mean,
};

use super::stated::{Stated, StatedUnit};
use crate::units::Unit;

/// The codes a method reads, with what it says of their rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct MethodCodes {
    series: BTreeMap<String, Stated>,
    /// Whether they could be read at all; if not, no indicator is judged unknown.
    readable: bool,
}

impl MethodCodes {
    /// Whether the method reads this code, as far as can be known.
    pub(super) fn uses(&self, code: &str) -> bool {
        self.series.contains_key(code) || !self.readable
    }

    /// Those of a method, with the name of its file.
    pub(crate) fn of(method: &Method, file: &str) -> Self {
        let mut out = MethodCodes { series: BTreeMap::new(), readable: true };
        for i in &method.indicators {
            let divided = method.steps.denominate && i.per.is_some();
            let stated =
                out.state(&i.series, &i.unit, divided, i.scale, format!("{file}:{}", i.line));
            stated.judged |= i.kind == Kind::Expert;
        }
        out
    }

    fn state(
        &mut self,
        series: &str,
        unit: &str,
        divided: bool,
        scale: Option<ClosedScale>,
        place: String,
    ) -> &mut Stated {
        let stated = self.series.entry(series.to_owned()).or_default();
        // The unit of a quotient is not that of the rows it is made of.
        let of_quotient = divided && matches!(Unit::read(unit), Some(Unit::Per(_)));
        if !unit.is_empty() && !of_quotient {
            stated.units.push(StatedUnit { words: unit.to_owned(), place: place.clone() });
        }
        if stated.scale.is_none() {
            stated.scale = scale.map(|s| (s, place));
        }
        stated
    }

    /// Those of a method file with mistakes elsewhere, so that its own codes are not called unknown
    /// in the evidence.
    pub(crate) fn of_broken(text: &str, file: &str) -> Self {
        let mut out = Self::default();
        let mut reader = Reader::new("");
        let Some(mut top) = reader.parse(text) else { return out };
        if let Some(ItemValue::Table(mut indicators)) = top.take("indicator").map(|i| i.value) {
            for (code, at, item) in indicators.take_all() {
                let mut table =
                    if let ItemValue::Table(t) = item.value { t } else { Section::default() };
                let series = reader.text(&mut table, "reads").map(|(reads, _)| reads);
                let series =
                    series.unwrap_or_else(|| code.split('@').next().unwrap_or(&code).to_owned());
                let unit = reader.text(&mut table, "unit").map(|(u, _)| u).unwrap_or_default();
                let scale = reader.pair(&mut table, "scale").filter(|([l, h], _)| l < h);
                let scale = scale.map(|([low, high], _)| ClosedScale { low, high });
                let judged =
                    reader.text(&mut table, "kind").is_some_and(|(k, _)| k == Kind::Expert.word());
                out.state(
                    &series,
                    &unit,
                    table.has("per"),
                    scale,
                    format!("{file}:{}", at.line),
                )
                .judged |= judged;
            }
        }
        out.readable = !out.series.is_empty();
        out
    }
}

/// An indicator of the project's own table.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnIndicator {
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) scale: Option<ClosedScale>,
    pub(crate) line: u64,
}

/// Codes that a table of the project would declare if it were right: whoever names one makes no
/// mistake of his own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refused {
    /// Whether the table as a whole could not be read.
    pub(crate) all: bool,
    /// Codes of single rows that were refused.
    pub(crate) codes: BTreeSet<String>,
}

impl Refused {
    /// Whether a code stood in a row that was refused.
    pub(crate) fn holds(&self, code: &str) -> bool {
        self.all || self.codes.contains(code)
    }
}

/// What was refused of each of the project's tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct RefusedCodes {
    pub(crate) territories: Refused,
    pub(crate) crime_areas: Refused,
    pub(crate) indicators: Refused,
    pub(crate) sources: Refused,
}

/// Everything a row may name.
#[derive(Clone, Debug)]
pub(crate) struct Known<'a> {
    pub(crate) territories: &'a Territories,
    pub(crate) crime_areas: &'a CrimeAreas,
    pub(crate) catalogue: &'a IndicatorCatalogue,
    /// The project's `indicators.csv`.
    pub(crate) own: &'a BTreeMap<String, OwnIndicator>,
    pub(crate) method: MethodCodes,
    pub(crate) sources: &'a BTreeSet<String>,
    /// The method's grading scheme; none where the method could not be read.
    pub(crate) scheme: Option<Scheme>,
    /// Codes that mistakes elsewhere have made unknown.
    pub(crate) refused: &'a RefusedCodes,
}

impl Known<'_> {
    /// Whether an indicator is known.
    pub(super) fn indicator(&self, code: &str) -> bool {
        self.method.uses(code) || self.own.contains_key(code) || self.catalogue.get(code).is_some()
    }

    /// The indicator that a code may have been meant as.
    pub(super) fn near_indicator(&self, code: &str) -> Option<String> {
        did_you_mean(code, self.indicators())
    }

    /// The codes of all indicators that rows may name.
    pub(super) fn indicators(&self) -> impl Iterator<Item = &str> {
        let all = self.method.series.keys().chain(self.own.keys()).map(String::as_str);
        all.chain(self.catalogue.iter().map(|e| e.code.as_str()))
    }

    /// What the method says of an indicator's rows, else the project's own table, else the
    /// catalogue. Words that nobody understands say nothing.
    pub(super) fn stated(&self, code: &str) -> Stated {
        let mut out = self.method.series.get(code).cloned().unwrap_or_default();
        let entry = self.catalogue.get(code);
        let own = self.own.get(code);
        let unit_of = |words: &str, place: String| {
            (!words.is_empty()).then(|| StatedUnit { words: words.to_owned(), place })
        };
        let further = [
            own.and_then(|o| unit_of(&o.unit, format!("indicators.csv:{}", o.line))),
            entry.and_then(|e| unit_of(&e.unit, "the shipped catalogue".to_owned())),
        ];
        for unit in further.into_iter().flatten() {
            if !out.units.iter().any(|u| Unit::read(&u.words).is_some()) {
                out.units = vec![unit];
            }
        }
        if out.scale.is_none() {
            out.scale = own.and_then(|o| Some((o.scale?, format!("indicators.csv:{}", o.line))));
        }
        let kind = own.map(|o| o.kind.as_str()).or(entry.map(|e| e.kind.as_str()));
        out.judged |= kind == Some(Kind::Expert.word());
        // Whoever gives the indicator another unit has another scale too.
        let mine = out.units.first().and_then(|u| Unit::read(&u.words));
        let same_unit = |words: &str| match (&mine, Unit::read(words)) {
            (Some(mine), Some(its)) => !mine.contradicts(&its),
            _ => true,
        };
        if out.scale.is_none() {
            out.scale = entry
                .filter(|e| same_unit(&e.unit))
                .and_then(|e| Some((e.scale?, "the shipped catalogue".to_owned())));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_method_still_names_its_codes() {
        let codes = MethodCodes::of_broken(
            "wieght = 1\n[indicator.\"a.b@drugs\"]\nscale = [0, 4]\n[indicator.c]\nreads = \"d\"\n",
            "m.toml",
        );
        assert!(codes.readable);
        assert_eq!(codes.series.keys().map(String::as_str).collect::<Vec<_>>(), ["a.b", "d"]);
        let scale = codes.series.get("a.b").and_then(|s| s.scale.clone());
        assert_eq!(scale, Some((ClosedScale { low: 0.0, high: 4.0 }, "m.toml:2".to_owned())));
        assert!(!MethodCodes::of_broken("{ json }", "m.toml").readable);
    }
}
