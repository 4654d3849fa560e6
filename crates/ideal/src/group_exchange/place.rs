//! Where groups are, in codes that other tools know.

use ideal_model::{AssessmentInput, Lang, Territories};

/// A territory as other tools know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The project's code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// ISO 3166-1 alpha-2 of the country that it is or lies in; none for a publisher's aggregate and
    /// for territories of the project's own.
    pub(super) country: Option<String>,
    /// Whether it is a part of that country and not all of it.
    pub(super) is_part: bool,
}

/// How deep parts of parts go.
const DEEPEST: usize = 16;

/// The place of a territory's code.
pub(super) fn place(a: &AssessmentInput, all: &Territories, code: &str, lang: Lang) -> Place {
    let territory =
        |code: &str| a.territories.iter().find(|t| t.code == code).or_else(|| all.get(code));
    let name = territory(code).map_or(code, |t| t.names.or_code(lang, code)).to_owned();
    let mut at = Some(code);
    let mut country = None;
    for _ in 0..DEEPEST {
        let Some(here) = at else { break };
        country = all.iso2(here).map(str::to_owned);
        if country.is_some() {
            break;
        }
        at = territory(here).and_then(|t| t.parent.as_deref());
    }
    let is_part = country.is_some() && at != Some(code);
    Place { code: code.to_owned(), name, country, is_part }
}
