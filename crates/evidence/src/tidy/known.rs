//! What a row may name: the codes of the method, the catalogue and the project.

use std::collections::BTreeSet;

use ideal_model::document::{ItemValue, Reader};
use ideal_model::{CrimeAreas, IndicatorCatalogue, Method, Scheme, Territories, did_you_mean};

/// The codes a method reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct MethodCodes {
    series: BTreeSet<String>,
    /// Whether they could be read at all; if not, no indicator is judged unknown.
    readable: bool,
}

impl MethodCodes {
    /// Whether the method reads this code, as far as can be known.
    pub(super) fn uses(&self, code: &str) -> bool {
        self.series.contains(code) || !self.readable
    }

    /// Those of a method.
    pub(crate) fn of(method: &Method) -> Self {
        MethodCodes { series: method.indicators.iter().map(|i| i.series.clone()).collect(), readable: true }
    }

    /// Those of a method file with mistakes elsewhere, so that its own codes are not called unknown in the evidence.
    pub(crate) fn of_broken(text: &str) -> Self {
        let mut reader = Reader::new("");
        let Some(mut top) = reader.parse(text) else { return Self::default() };
        let mut series = BTreeSet::new();
        if let Some(ItemValue::Table(mut indicators)) = top.take("indicator").map(|i| i.value) {
            for (code, _, item) in indicators.take_all() {
                if let ItemValue::Table(mut t) = item.value
                    && let Some(ItemValue::Text(reads)) = t.take("reads").map(|i| i.value)
                {
                    series.insert(reads);
                } else {
                    series.insert(code.split('@').next().unwrap_or(&code).to_owned());
                }
            }
        }
        MethodCodes { readable: !series.is_empty(), series }
    }
}

/// Everything a row may name.
#[derive(Clone, Debug)]
pub(crate) struct Known<'a> {
    pub(crate) territories: &'a Territories,
    pub(crate) crime_areas: &'a CrimeAreas,
    pub(crate) catalogue: &'a IndicatorCatalogue,
    /// Codes of the project's `indicators.csv`.
    pub(crate) own: &'a BTreeSet<String>,
    pub(crate) method: MethodCodes,
    pub(crate) sources: &'a BTreeSet<String>,
    /// The method's grading scheme; none where the method could not be read.
    pub(crate) scheme: Option<Scheme>,
}

impl Known<'_> {
    pub(super) fn indicator(&self, code: &str) -> bool {
        self.method.uses(code) || self.own.contains(code) || self.catalogue.get(code).is_some()
    }

    pub(super) fn near_indicator(&self, code: &str) -> Option<String> {
        let all = self.method.series.iter().map(String::as_str).chain(self.own.iter().map(String::as_str));
        did_you_mean(code, all.chain(self.catalogue.iter().map(|e| e.code.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_method_still_names_its_codes() {
        let codes = MethodCodes::of_broken("wieght = 1\n[indicator.\"a.b@drugs\"]\nx = 1\n[indicator.c]\nreads = \"d\"\n");
        assert!(codes.readable);
        assert_eq!(codes.series.iter().map(String::as_str).collect::<Vec<_>>(), ["a.b", "d"]);
        assert!(!MethodCodes::of_broken("{ json }").readable);
    }
}
