//! Languages and names in them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language the engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Spanish.
    Es,
    /// English.
    En,
    /// Portuguese.
    Pt,
}

impl Lang {
    /// All languages, in the order reports are listed.
    pub const ALL: [Lang; 3] = [Lang::Es, Lang::En, Lang::Pt];

    /// The BCP 47 tag: `es`, `en` or `pt`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Es => "es",
            Lang::En => "en",
            Lang::Pt => "pt",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "es" => Ok(Lang::Es),
            "en" => Ok(Lang::En),
            "pt" => Ok(Lang::Pt),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

/// A language tag the engine has no catalogue for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; the languages are es, en, pt, also with a country as in es-MX")]
pub struct UnknownLang(pub String);

/// A name in up to three languages. Never translated by string: an absent name falls back to
/// another language's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Spanish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
    /// Portuguese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pt: Option<String>,
}

impl Names {
    /// The same name in every language.
    #[must_use]
    pub fn same(name: &str) -> Self {
        Names { en: Some(name.to_owned()), es: None, pt: None }
    }

    /// The name in `lang`, else in English, Spanish or Portuguese, whichever exists first.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&str> {
        let own = match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
            Lang::Pt => &self.pt,
        };
        own.as_deref().or(self.en.as_deref()).or(self.es.as_deref()).or(self.pt.as_deref())
    }

    /// The name in `lang`, or `code` where there is no name at all.
    #[must_use]
    pub fn or_code<'a>(&'a self, lang: Lang, code: &'a str) -> &'a str {
        self.get(lang).unwrap_or(code)
    }
}
