//! A language as a country writes it: which sign divides a whole number from its decimals, and on
//! which paper offices print.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::names::{Lang, UnknownLang};
use crate::territory::Territories;

/// Countries that write Spanish numbers with a decimal point, by code of ISO 3166-1; the others
/// write a comma.
const POINT: [&str; 9] = ["DOM", "GTM", "HND", "MEX", "NIC", "PAN", "PRI", "SLV", "USA"];

/// Countries that print on US Letter: `paperSize` of Unicode CLDR's supplemental data.
const LETTER: [&str; 14] = [
    "BLZ", "CAN", "CHL", "COL", "CRI", "GTM", "MEX", "NIC", "PAN", "PHL", "PRI", "SLV", "USA",
    "VEN",
];

/// Whether a country, by its three-letter code of ISO 3166-1, prints on US Letter, not on A4.
#[must_use]
pub fn prints_on_letter(country: &str) -> bool {
    LETTER.contains(&country)
}

/// A language and, where one is named, the country whose habits numbers and paper follow.
///
/// ```
/// use ideal_model::Locale;
/// let mexico: Locale = "es-MX".parse()?;
/// assert!(mexico.writes_a_point() && mexico.prints_on_letter());
/// let argentina: Locale = "es-ar".parse()?;
/// assert_eq!(argentina.to_string(), "es-AR");
/// assert!(!argentina.writes_a_point() && !argentina.prints_on_letter());
/// # Ok::<(), ideal_model::UnknownLang>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// The country.
    region: Option<Region>,
}

/// A country by its two codes of ISO 3166-1, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Region {
    alpha_2: [u8; 2],
    alpha_3: [u8; 3],
}

/// Codes are made of ASCII letters alone.
fn text(code: &[u8]) -> &str {
    std::str::from_utf8(code).unwrap_or_default()
}

impl Locale {
    /// The two-letter code of the country; none for the language alone.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_ref().map(|r| text(&r.alpha_2))
    }

    fn is_of(&self, countries: &[&str]) -> bool {
        self.region.is_some_and(|r| countries.contains(&text(&r.alpha_3)))
    }

    /// Whether numbers have a decimal point: in English, and in Spanish where the country named
    /// writes one.
    #[must_use]
    pub fn writes_a_point(&self) -> bool {
        match self.lang {
            Lang::En => true,
            Lang::Es => self.is_of(&POINT),
            Lang::Pt => false,
        }
    }

    /// Whether the country named prints on US Letter; A4 is the paper of every other, and of a
    /// language alone.
    #[must_use]
    pub fn prints_on_letter(&self) -> bool {
        self.is_of(&LETTER)
    }
}

impl From<Lang> for Locale {
    fn from(lang: Lang) -> Self {
        Locale { lang, region: None }
    }
}

/// The BCP 47 tag: `es`, `es-MX`.
impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.region() {
            None => self.lang.fmt(f),
            Some(region) => write!(f, "{}-{region}", self.lang),
        }
    }
}

/// Reads a tag of a language or of a language and a country: `pt`, `es-MX`.
impl FromStr for Locale {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let Some((lang, country)) = tag.split_once('-') else {
            return tag.parse::<Lang>().map(Locale::from);
        };
        let unknown = || UnknownLang(tag.to_owned());
        let lang = lang.parse().map_err(|_| unknown())?;
        let alpha_2: [u8; 2] =
            country.to_ascii_uppercase().as_bytes().try_into().map_err(|_| unknown())?;
        let countries = Territories::shipped().map_err(|_| unknown())?;
        let known = countries.by_iso2(text(&alpha_2)).ok_or_else(unknown)?;
        let alpha_3 = known.code.as_bytes().try_into().map_err(|_| unknown())?;
        Ok(Locale { lang, region: Some(Region { alpha_2, alpha_3 }) })
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        tag.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tags_read_back_and_what_is_no_country_is_refused() {
        for tag in ["es", "pt", "en", "es-MX", "pt-BR", "en-US", "es-PR"] {
            assert_eq!(tag.parse::<Locale>().unwrap().to_string(), tag);
        }
        assert_eq!("es-gt".parse::<Locale>().unwrap().to_string(), "es-GT");
        for wrong in
            ["fr", "es-", "es-XX", "es-MEX", "es-419", "MX", "es_MX", "es-MX-x", "é-MX", "es-é"]
        {
            assert!(wrong.parse::<Locale>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_language_alone_keeps_its_own_mark_and_a4() {
        for lang in Lang::ALL {
            let locale = Locale::from(lang);
            assert_eq!(locale.writes_a_point(), lang == Lang::En);
            assert!(!locale.prints_on_letter());
        }
        let of = |tag: &str| tag.parse::<Locale>().unwrap();
        assert!(of("es-CO").prints_on_letter() && !of("es-CO").writes_a_point());
        assert!(of("es-HN").writes_a_point() && !of("es-HN").prints_on_letter());
        assert!(!of("pt-MX").writes_a_point(), "only Spanish differs by country");
    }
}
