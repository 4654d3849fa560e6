//! The catalogue of indicators that the importers know.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::closed_scale::ClosedScale;
use crate::names::Names;
use crate::territory::{TaxonomyError, check_code, rows};

/// An indicator of the shipped catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CatalogueEntry {
    /// Its code (`wb.homicide`).
    pub code: String,
    /// Its names.
    pub names: Names,
    /// The unit its rows are in, before any denomination.
    pub unit: String,
    /// Its kind, as the method's `kind` words it.
    pub kind: String,
    /// The publisher's own name for the series; empty where the publisher has none.
    pub series: String,
    /// Its scale, where its values cannot pass two ends.
    pub scale: Option<ClosedScale>,
}

/// The indicators an importer can emit. A code that is here, or in the project's `indicators.csv`,
/// or in its method is known; any other code in evidence is an error.
///
/// ```
/// use ideal_model::IndicatorCatalogue;
/// let catalogue = IndicatorCatalogue::shipped()?;
/// assert_eq!(catalogue.get("wb.homicide").map(|i| i.series.as_str()), Some("VC.IHR.PSRC.P5"));
/// assert_eq!(catalogue.by_series("wb", "VC.IHR.PSRC.P5").map(|i| i.code.as_str()), Some("wb.homicide"));
/// # Ok::<(), ideal_model::TaxonomyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct IndicatorCatalogue {
    entries: BTreeMap<String, CatalogueEntry>,
}

#[derive(Deserialize)]
struct IndicatorRow {
    code: String,
    name_en: String,
    name_es: String,
    name_pt: String,
    unit: String,
    kind: String,
    series: String,
    scale: String,
}

impl IndicatorCatalogue {
    /// The shipped catalogue, embedded and read once per process.
    ///
    /// # Errors
    /// [`TaxonomyError::Table`] if the embedded table contradicts itself (which a test excludes).
    pub fn shipped() -> Result<Self, TaxonomyError> {
        static SHIPPED: OnceLock<Result<IndicatorCatalogue, TaxonomyError>> = OnceLock::new();
        SHIPPED.get_or_init(Self::read).clone()
    }

    fn read() -> Result<Self, TaxonomyError> {
        let table = "indicators.csv";
        let mut entries = BTreeMap::new();
        for (line, r) in rows::<IndicatorRow>(table, include_str!("../taxonomy/indicators.csv"))? {
            check_code(&r.code).map_err(|e| TaxonomyError::Table {
                table,
                line,
                message: e.to_string(),
            })?;
            let names = Names { en: Some(r.name_en), es: Some(r.name_es), pt: Some(r.name_pt) };
            let scale =
                match r.scale.as_str() {
                    "" => None,
                    text => Some(text.parse().map_err(|e: crate::NoScale| {
                        TaxonomyError::Table { table, line, message: e.to_string() }
                    })?),
                };
            let entry = CatalogueEntry {
                code: r.code,
                names,
                unit: r.unit,
                kind: r.kind,
                series: r.series,
                scale,
            };
            if let Some(entry) = entries.insert(entry.code.clone(), entry) {
                return Err(TaxonomyError::Table {
                    table,
                    line,
                    message: format!("`{}` stands twice", entry.code),
                });
            }
        }
        Ok(IndicatorCatalogue { entries })
    }

    /// The indicator with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&CatalogueEntry> {
        self.entries.get(code)
    }

    /// The indicator that stands for a publisher's series; `family` is the first part of its code
    /// (`wb`, `unodc`).
    #[must_use]
    pub fn by_series(&self, family: &str, series: &str) -> Option<&CatalogueEntry> {
        self.entries
            .values()
            .find(|e| e.series == series && e.code.split('.').next() == Some(family))
    }

    /// All indicators, in code order.
    pub fn iter(&self) -> impl Iterator<Item = &CatalogueEntry> {
        self.entries.values()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shipped_catalogue_is_whole() {
        let catalogue = IndicatorCatalogue::shipped().unwrap();
        let kinds = [
            "prevalence",
            "recorded",
            "harm",
            "enforcement",
            "response",
            "context",
            "expert",
            "perception",
        ];
        for e in catalogue.iter() {
            assert!(
                e.names.en.is_some()
                    && e.names.es.is_some()
                    && e.names.pt.is_some()
                    && !e.unit.is_empty(),
                "{e:?}"
            );
            assert!(kinds.contains(&e.kind.as_str()), "{e:?}");
        }
        for code in [
            "ocindex.market",
            "ocindex.actor.mafia_style_groups",
            "undp.hdi",
            "wgi.cc",
            "bti.q15_3",
            "ucdp.nonstate_dyads",
            "sdg.red_list_index",
        ] {
            assert!(catalogue.get(code).is_some(), "{code}");
        }
        assert!(catalogue.get("no.such.indicator").is_none());
        // A share ends at 100; a change of one does not.
        let scale = |code: &str| catalogue.get(code).unwrap().scale.map(|s| s.to_string());
        assert_eq!(scale("bti.q15_3").as_deref(), Some("1 to 10"));
        assert_eq!(scale("undp.hdi").as_deref(), Some("0 to 1"));
        assert_eq!(scale("wb.internet_users").as_deref(), Some("0 to 100"));
        assert_eq!(scale("sdg.forest_change"), None);
        assert_eq!(scale("wgi.cc"), None);
    }
}
