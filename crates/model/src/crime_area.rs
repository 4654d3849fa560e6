//! Crime areas: what organised crime does.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::territory::{TaxonomyError, check_code, rows};
use crate::{Lang, Names};

/// An entry of the taxonomy of crime areas, with its place in other people's classifications.
///
/// An empty text means that the other classification has nothing for it, or that nobody has found
/// it yet: see `iccs_status`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CrimeArea {
    /// Our code, such as `drug_cocaine`.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// The family it stands in (`drugs`, `persons`, `environment`, ...).
    pub family: String,
    /// Codes of UNODC's International Classification of Crime for Statistical Purposes (ICCS v1.0,
    /// 2015), `;` between them.
    pub iccs: String,
    /// Whether those codes were confirmed in a published list: `verified`, or what about them is
    /// not.
    pub iccs_status: String,
    /// The EU's EMPACT priorities it falls under, by cycle.
    pub empact: String,
    /// The market of the Global Organized Crime Index it belongs to, by its exact heading.
    pub ocindex: String,
    /// The line of CLASI's operational action plans.
    pub clasi: String,
    /// The key threat of Europol's SOCTA 2025.
    pub socta: String,
}

/// The taxonomy of crime areas, with a project's own additions.
///
/// ```
/// use ideal_model::CrimeAreas;
/// let areas = CrimeAreas::shipped()?;
/// let codes: Vec<&str> = areas.by_ocindex("Human trafficking").iter().map(|a| a.code.as_str()).collect();
/// assert_eq!(codes, ["tip_sexual", "tip_labour", "csea"]);
/// # Ok::<(), ideal_model::TaxonomyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CrimeAreas {
    areas: Vec<CrimeArea>,
    index: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct CrimeAreaRow {
    code: String,
    family: String,
    name_en: String,
    name_es: String,
    name_pt: String,
    iccs: String,
    iccs_status: String,
    socta: String,
    empact_2022_25: String,
    empact_2026_29: String,
    ocindex: String,
    clasi: String,
}

impl CrimeAreaRow {
    fn area(self) -> CrimeArea {
        let cycles = [("2022-25", self.empact_2022_25), ("2026-29", self.empact_2026_29)];
        let empact: Vec<String> = cycles
            .into_iter()
            .filter(|(_, p)| !p.is_empty())
            .map(|(cycle, p)| format!("{cycle}: {p}"))
            .collect();
        CrimeArea {
            code: self.code,
            names: Names { en: Some(self.name_en), es: Some(self.name_es), pt: Some(self.name_pt) },
            family: self.family,
            iccs: self.iccs,
            iccs_status: self.iccs_status,
            empact: empact.join("; "),
            ocindex: self.ocindex,
            clasi: self.clasi,
            socta: self.socta,
        }
    }
}

impl CrimeAreas {
    /// The shipped taxonomy of 35 areas, embedded and read once per process.
    ///
    /// # Errors
    /// [`TaxonomyError::Table`] if the embedded table contradicts itself (which a test excludes).
    pub fn shipped() -> Result<Self, TaxonomyError> {
        static SHIPPED: OnceLock<Result<CrimeAreas, TaxonomyError>> = OnceLock::new();
        SHIPPED.get_or_init(Self::read).clone()
    }

    fn read() -> Result<Self, TaxonomyError> {
        let table = "crime_areas.csv";
        let mut all = CrimeAreas { areas: Vec::new(), index: BTreeMap::new() };
        for (line, row) in rows::<CrimeAreaRow>(table, include_str!("../taxonomy/crime_areas.csv"))?
        {
            all.add(row.area()).map_err(|e| TaxonomyError::Table {
                table,
                line,
                message: e.to_string(),
            })?;
        }
        Ok(all)
    }

    /// The area with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&CrimeArea> {
        self.areas.get(*self.index.get(code)?)
    }

    /// Adds a project's own area, after the known ones.
    ///
    /// # Errors
    /// [`TaxonomyError::Code`] for a code that cannot be used, [`TaxonomyError::Twice`] for one
    /// that is taken, unless the area is the same in every field.
    pub fn add(&mut self, area: CrimeArea) -> Result<(), TaxonomyError> {
        check_code(&area.code)?;
        match self.get(&area.code) {
            Some(known) if *known == area => Ok(()),
            Some(known) => {
                let name = |a: &CrimeArea| {
                    format!("the crime area \"{}\"", a.names.or_code(Lang::En, &a.code))
                };
                Err(TaxonomyError::Twice {
                    known: name(known),
                    given: name(&area),
                    code: area.code,
                })
            }
            None => {
                self.index.insert(area.code.clone(), self.areas.len());
                self.areas.push(area);
                Ok(())
            }
        }
    }

    /// All areas, in the order of the taxonomy, the project's own last.
    pub fn iter(&self) -> impl Iterator<Item = &CrimeArea> {
        self.areas.iter()
    }

    /// Where an area stands in the order of the taxonomy.
    #[must_use]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.index.get(code).copied()
    }

    /// The areas nearest to a code or a name, as text for a message: `` `drug_cocaine` (Cocaine
    /// trafficking) ``. Hints only.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let words = |a: &CrimeArea| {
            [Some(a.code.clone()), a.names.en.clone(), a.names.es.clone(), a.names.pt.clone()]
        };
        let known: Vec<(usize, String)> = self
            .areas
            .iter()
            .enumerate()
            .flat_map(|(i, a)| words(a).into_iter().flatten().map(move |w| (i, w)))
            .collect();
        let mut seen = Vec::new();
        for word in crate::nearest(text, known.iter().map(|(_, w)| w.as_str())) {
            if let Some((i, _)) = known.iter().find(|(_, w)| w == word)
                && !seen.contains(i)
            {
                seen.push(*i);
            }
        }
        seen.into_iter()
            .filter_map(|i| self.areas.get(i))
            .map(|a| format!("`{}` ({})", a.code, a.names.or_code(Lang::En, &a.code)))
            .collect()
    }

    /// The areas that belong to a market of the Global Organized Crime Index, by its heading, in
    /// taxonomy order.
    #[must_use]
    pub fn by_ocindex(&self, market: &str) -> Vec<&CrimeArea> {
        self.areas.iter().filter(|a| !a.ocindex.is_empty() && a.ocindex == market).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shipped_table_is_whole() {
        let areas = CrimeAreas::shipped().unwrap();
        assert_eq!(areas.iter().count(), 35);
        for a in areas.iter() {
            assert!(
                a.names.en.is_some()
                    && a.names.es.is_some()
                    && a.names.pt.is_some()
                    && !a.family.is_empty(),
                "{a:?}"
            );
            assert!(
                a.iccs.is_empty() || !a.iccs_status.is_empty(),
                "{}: a code without saying whether it is verified",
                a.code
            );
        }
        assert_eq!(areas.get("firearms").unwrap().iccs, "09012");
        assert_eq!(areas.get("extortion").unwrap().iccs_status, "recall");
        assert!(areas.get("firearms").unwrap().empact.starts_with("2022-25: 10 Firearms"));
    }

    /// The fifteen markets of the Index as its workbook of 2023 and 2025 heads them.
    #[test]
    fn every_market_of_the_index_has_an_area() {
        let areas = CrimeAreas::shipped().unwrap();
        for market in [
            "Human trafficking",
            "Human smuggling",
            "Extortion and protection racketeering",
            "Arms trafficking",
            "Trade in counterfeit goods",
            "Illicit trade in excisable goods",
            "Flora crimes",
            "Fauna crimes",
            "Non-renewable resource crimes",
            "Heroin trade",
            "Cocaine trade",
            "Cannabis trade",
            "Synthetic drug trade",
            "Cyber-dependent crimes",
            "Financial crimes",
        ] {
            assert!(!areas.by_ocindex(market).is_empty(), "{market}");
        }
        assert!(areas.by_ocindex("").is_empty());
    }

    #[test]
    fn own_areas_come_last_and_cannot_take_a_code() {
        let mut areas = CrimeAreas::shipped().unwrap();
        areas
            .add(CrimeArea {
                code: "phone_theft".into(),
                names: Names::same("Phone theft"),
                ..CrimeArea::default()
            })
            .unwrap();
        assert_eq!(areas.iter().last().unwrap().code, "phone_theft");
        assert_eq!(areas.position("phone_theft"), Some(35));
        let taken = CrimeArea { code: "firearms".into(), ..CrimeArea::default() };
        assert!(matches!(areas.add(taken), Err(TaxonomyError::Twice { .. })));
        for bad in ["", "*", "a b", "a,b", "a/b"] {
            assert!(
                areas.add(CrimeArea { code: bad.into(), ..CrimeArea::default() }).is_err(),
                "{bad:?}"
            );
        }
        let same = areas.get("firearms").unwrap().clone();
        assert!(areas.add(same).is_ok());
    }

    #[test]
    fn nearest_is_a_hint() {
        let areas = CrimeAreas::shipped().unwrap();
        assert_eq!(
            areas.nearest("drug_cocain").first().unwrap(),
            "`drug_cocaine` (Cocaine trafficking)"
        );
        assert!(areas.get("drug_cocain").is_none());
    }
}
