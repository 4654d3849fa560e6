//! Which territory a publisher means: codes, numbers and names, and the closed list of what is no
//! territory. Nothing is matched by likeness; the nearest names are a hint in the error.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ideal_model::{TaxonomyError, Territories, Territory};

use crate::numeral::whole;
use crate::plain::looks_like;

/// What a cell is expected to be that no look-up knows; hints follow it.
pub(crate) const KNOWN_PLACE: &str = "a territory of the registry or its alias table";

/// What a cell that should name a territory turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    /// A territory, by its code.
    Territory(String),
    /// One of a publisher's totals or other areas that are no territories.
    Aggregate {
        /// Its code in the closed list.
        code: String,
        /// Its name.
        name: String,
        /// Why such rows are left out, as the summary words it.
        reason: &'static str,
    },
}

/// The shipped territories, asked in the ways publishers write them.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    territories: Territories,
    /// What was said of names that are not known, with what they may mean.
    said: RefCell<BTreeMap<String, String>>,
}

/// Names that get a hint: likeness is dear, a file may hold any number of names, and a message
/// lists fifty.
const HINTED: usize = 100;

impl Gazetteer {
    /// The shipped registry.
    pub(crate) fn shipped() -> Result<Self, TaxonomyError> {
        Ok(Gazetteer { territories: Territories::shipped()?, said: RefCell::default() })
    }

    /// A code: ISO 3166-1 alpha-3, a publisher's own for a country, or one of the closed list.
    pub(crate) fn code(&self, text: &str) -> Result<Placed, String> {
        match self.territories.get(text) {
            Some(t) => Ok(placed(t)),
            None => self.other(text),
        }
    }

    /// A UN M49 number, with or without leading zeros.
    pub(crate) fn m49(&self, text: &str) -> Result<Placed, String> {
        match whole(text) {
            Some(n) => match self.territories.by_m49(n) {
                Some(t) => Ok(placed(t)),
                None => self.other(&format!("M49-{n:03}")),
            },
            None => Err("a UN M49 number".to_owned()),
        }
    }

    /// A code of ISO 3166-1 alpha-2, in capitals or not; `NA` is Namibia, never a missing value.
    /// The World Bank's own two-letter codes of aggregates are on the closed list.
    pub(crate) fn iso2(&self, text: &str) -> Result<Placed, String> {
        match self.territories.by_iso2(text) {
            Some(t) => Ok(placed(t)),
            None if text.len() == 2 => self.other(text),
            None => Err("a code of two letters (ISO 3166-1 alpha-2)".to_owned()),
        }
    }

    /// A name in any spelling that is known.
    pub(crate) fn name(&self, text: &str) -> Result<Placed, String> {
        match self.by_name(text) {
            Some(t) => Ok(placed(t)),
            None => self.other(text),
        }
    }

    /// The code of the territory that a name means, if it means one.
    pub(crate) fn named(&self, text: &str) -> Option<&str> {
        self.by_name(text).map(|t| t.code.as_str())
    }

    /// Names are compared without their signs, but a sign of money makes another word of it: `US$`
    /// is no country.
    fn by_name(&self, text: &str) -> Option<&Territory> {
        let money =
            |c: char| matches!(c, '$' | '%' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}');
        if text.contains(money) { None } else { self.territories.by_name(text) }
    }

    /// The territory with this code, for tables of a mapping's own.
    pub(crate) fn get(&self, code: &str) -> Option<&Territory> {
        self.territories.get(code)
    }

    fn other(&self, text: &str) -> Result<Placed, String> {
        if let Some(a) = self.territories.aggregate_entry(text) {
            let reason = match a.kind.as_str() {
                "income" => "income classes",
                "area" => "areas of more than one territory",
                "sub_area" => "parts of a country",
                "former" => "former states",
                "residual" => "residual areas",
                _ => "publisher's regions",
            };
            return Ok(Placed::Aggregate { code: a.code.clone(), name: a.name.clone(), reason });
        }
        if let Some(t) = self.by_name(text) {
            return Ok(placed(t));
        }
        let mut said = self.said.borrow_mut();
        if let Some(known) = said.get(text) {
            return Err(known.clone());
        }
        if said.len() >= HINTED {
            return Err(KNOWN_PLACE.to_owned());
        }
        let names = self
            .territories
            .iter()
            .flat_map(|t| {
                [Some(&t.code), t.names.en.as_ref(), t.names.es.as_ref(), t.names.pt.as_ref()]
            })
            .flatten()
            .map(String::as_str);
        let near = self.territories.nearest(text);
        let expected = if let Some(unlike) = looks_like(text, names) {
            format!("{KNOWN_PLACE}; {unlike}")
        } else if near.is_empty() {
            KNOWN_PLACE.to_owned()
        } else {
            format!("{KNOWN_PLACE}; the nearest are {}", near.join(", "))
        };
        said.insert(text.to_owned(), expected.clone());
        Err(expected)
    }
}

fn placed(t: &Territory) -> Placed {
    Placed::Territory(t.code.clone())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(code: &str) -> Placed {
        Placed::Territory(code.to_owned())
    }

    #[test]
    fn the_ways_publishers_write() {
        let g = Gazetteer::shipped().unwrap();
        assert_eq!(g.code("COL").unwrap(), at("COL"));
        assert_eq!(
            ["32", "032", "32.0"].map(|n| g.m49(n).unwrap()),
            [at("ARG"), at("ARG"), at("ARG")]
        );
        assert!(g.name("\u{421}olombia").unwrap_err().contains("U+0421"));
        assert_eq!(g.name("Congo, Dem, Rep,").unwrap(), at("COD"));
        assert_eq!(g.name("Congo, Rep.").unwrap(), at("COG"));
        assert!(matches!(g.code("LCN").unwrap(), Placed::Aggregate { .. }));
        assert!(matches!(g.m49("419").unwrap(), Placed::Aggregate { .. }));
        assert_eq!(
            [g.iso2("NA"), g.iso2("uk"), g.iso2("GB")].map(Result::unwrap),
            [at("NAM"), at("GBR"), at("GBR")]
        );
        assert!(matches!(g.iso2("ZJ").unwrap(), Placed::Aggregate { .. }));
        assert!(g.iso2("COL").is_err() && g.iso2("QQ").is_err() && g.iso2("").is_err());
        // A region of UN M49 has this name, too; only its number means it.
        assert_eq!(g.name("Micronesia").unwrap(), at("FSM"));
        assert!(matches!(g.m49("57").unwrap(), Placed::Aggregate { .. }));
        for no in ["US$", "U$S", "$US", "BR$", "US €", "% US"] {
            assert_eq!((g.named(no), g.name(no).is_err()), (None, true), "{no}");
        }
        assert_eq!(
            (g.named("US"), g.named("U.S."), g.named("U.S.A.")),
            (Some("USA"), Some("USA"), Some("USA"))
        );
        assert!(g.code("QQQ").is_err() && g.name("Nigera").is_err());
    }
}
