//! What a series is called: its code in the catalogue, the languages of its name, the unit in its
//! name.

use std::path::Path;

use ideal_model::{Names, name_key};

use super::super::draft::{Draft, NewIndicator};
use super::super::error::ImportError;
use super::super::grid::{Grid, GridRow};

/// A language of the World Bank's exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Spanish,
    French,
    Arabic,
    Chinese,
}

/// The banner's name of the World Development Indicators, and the tag in the file's name.
const LANGUAGES: [(Language, &str, &str); 5] = [
    (Language::English, "_en_", "World Development Indicators"),
    (Language::Spanish, "_es_", "Indicadores del desarrollo mundial"),
    (Language::French, "_fr_", "Indicateurs du développement dans le monde"),
    (Language::Arabic, "_ar_", "مؤشرات التنمية العالمية"),
    (Language::Chinese, "_zh_", "世界发展指标"),
];

/// Frequent words that stand in the names of one language only.
const WORDS: [(Language, &str); 3] = [
    (
        Language::English,
        "of the and in per by with for from to at annual rate people ages number deaths index \
         standard error percentile estimate growth share value income trade female male labor \
         school years births health water access coverage",
    ),
    (
        Language::Spanish,
        "del los las el por con y en cada para anual tasa población años precios número índice \
         personas porcentaje edad hombres mujeres varones nivel crecimiento ingreso valor niños",
    ),
    (
        Language::French,
        "du des les le pour par et dans avec sur taux annuel annuelle aux au nombre indice \
         personnes femmes hommes années croissance revenu valeur enfants",
    ),
];

impl Language {
    /// The language of a file, as its banner or its name says; a banner may be cut.
    pub(super) fn of_file(path: &Path, banner: &[GridRow]) -> Option<Self> {
        let texts: Vec<String> =
            banner.iter().flat_map(|r| r.cells.iter()).map(|c| name_key(&c.text())).collect();
        let said = |title: &str| texts.iter().any(|t| *t == name_key(title));
        let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        let of_banner = LANGUAGES.iter().find(|(_, _, title)| said(title));
        of_banner
            .or_else(|| LANGUAGES.iter().find(|(_, tag, _)| name.contains(&format!("ds2{tag}"))))
            .map(|(language, _, _)| *language)
    }

    /// The language of a name. A file holds the English names of series that nobody translated, so
    /// that the name's own words go before what the file says.
    fn of_name(name: &str, file: Option<Self>) -> Self {
        if name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            return Language::Chinese;
        }
        if name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)) {
            return Language::Arabic;
        }
        let words: Vec<String> =
            name.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
        let count = |known: &str| {
            words.iter().filter(|w| known.split_whitespace().any(|k| k == w.as_str())).count()
        };
        let counts = WORDS.map(|(language, known)| (count(known), language));
        let most = counts.iter().map(|(n, _)| *n).max().unwrap_or_default();
        let mut best = counts.iter().filter(|(n, _)| *n == most).map(|(_, language)| *language);
        match (best.next(), best.next()) {
            // No English name of a series has an accent, and `per` stands in Spanish ones as well.
            (Some(Language::English), None) if !name.is_ascii() && file.is_some() => {
                file.unwrap_or(Language::English)
            }
            (Some(one), None) => one,
            _ => file.unwrap_or(Language::English),
        }
    }
}

/// Code and unit of a series; one that the catalogue lacks is declared.
pub(super) fn indicator(
    draft: &mut Draft<'_>,
    grid: &Grid,
    row: &GridRow,
    (code, name): (&str, &str),
    file: Option<Language>,
) -> Result<(String, String), ImportError> {
    if let Some(entry) = draft.catalogue.by_series("wb", code) {
        return Ok((entry.code.clone(), entry.unit.clone()));
    }
    let plain = !code.is_empty()
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
    if !plain {
        return Err(grid.bad_cell(
            row,
            "series",
            &format!("`{code}`"),
            "the code of a series, such as SP.POP.TOTL",
        ));
    }
    let ours = format!("wb.{code}");
    if let Some(known) = draft.indicators.get(&ours) {
        return Ok((ours, known.unit.clone()));
    }
    let mut names = Names::default();
    match Language::of_name(name, file) {
        Language::English => names.en = Some(name.to_owned()),
        Language::Spanish => names.es = Some(name.to_owned()),
        Language::French | Language::Arabic | Language::Chinese => draft.tally.note(
            "series are named in a language that projects have no column for, and come without a \
             name: write `name_en`, `name_es` or `name_pt` into indicators.csv",
        ),
    }
    let unit = unit(name);
    draft.new_indicator(NewIndicator {
        code: ours.clone(),
        names,
        unit: unit.clone(),
        kind: "context".to_owned(),
        series: code.to_owned(),
    });
    Ok((ours, unit))
}

/// The unit in a name: what stands in brackets at its end (`GDP growth (annual %)`); where that is
/// an abbreviation or nothing, `index` for an index, `number` for a total, else that the figure is
/// as published.
pub(super) fn unit(name: &str) -> String {
    // A remark may stand behind the unit: `(% of total labor force) (modeled ILO estimate)`.
    let mut rest = name.trim();
    let mut brackets = Vec::new();
    while let Some((before, inner)) = last_brackets(rest) {
        brackets.push(inner);
        rest = before;
    }
    let abbreviation = |inner: &str| {
        inner.len() <= 5 && inner.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    brackets.retain(|inner| !abbreviation(inner));
    if let Some(inner) =
        brackets.iter().find(|inner| inner.contains(['%', '$'])).or(brackets.first())
    {
        return (*inner).to_owned();
    }
    if name.contains("(%)") {
        return "%".to_owned();
    }
    let key = name_key(name);
    let has = |words: &[&str]| key.split(' ').any(|w| words.contains(&w));
    if has(&["index", "indice"]) {
        "index".to_owned()
    } else if has(&["number", "numero", "nombre", "total"]) {
        "number".to_owned()
    } else {
        "as published".to_owned()
    }
}

/// What stands before the brackets at the end of a name, and what they hold, brackets in it
/// included.
fn last_brackets(name: &str) -> Option<(&str, &str)> {
    let closes = |c: char| matches!(c, ')' | '）');
    let mut depth = 0_u32;
    let end = name.char_indices().next_back().filter(|(_, c)| closes(*c))?.0;
    for (at, c) in name.char_indices().rev() {
        if closes(c) {
            depth += 1;
        } else if matches!(c, '(' | '（') {
            depth -= 1;
            if depth == 0 {
                let inner = name.get(at + c.len_utf8()..end)?.trim();
                return (!inner.is_empty()).then_some((name.get(..at)?.trim_end(), inner));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_names() {
        for (name, want) in [
            ("GDP growth (annual %)", "annual %"),
            ("GDP (current US$)", "current US$"),
            ("Access to electricity (% of population)", "% of population"),
            ("Mortality rate, infant (per 1,000 live births)", "per 1,000 live births"),
            ("Population ages 65 and above (% of total population)", "% of total population"),
            (
                "Exchange rate (LCU per US$, period average (new))",
                "LCU per US$, period average (new)",
            ),
            ("School enrollment, primary (gross), gender parity index (GPI)", "index"),
            (
                "Homicidios intencionales (por cada 100.000 habitantes)",
                "por cada 100.000 habitantes",
            ),
            ("国内生产总值（现价美元）", "现价美元"),
            ("Inflación, deflactor del PIB (%) anual", "%"),
            ("Population, total", "number"),
            (
                "Unemployment, total (% of total labor force) (modeled ILO estimate)",
                "% of total labor force",
            ),
            ("Matriculación (%) (acumulativo)", "%"),
            ("Emissions (kt) (AR5)", "kt"),
            ("Control of Corruption: Estimate", "as published"),
            ("x", "as published"),
        ] {
            assert_eq!(unit(name), want, "{name}");
        }
    }

    #[test]
    fn a_name_goes_under_its_own_language() {
        use Language::{Arabic, Chinese, English, French, Spanish};
        for (name, file, want) in [
            ("GDP growth (annual %)", Some(English), English),
            (
                "Internally displaced persons associated with disasters (number of cases)",
                Some(Spanish),
                English,
            ),
            ("Homicidios intencionales (por cada 100.000 habitantes)", Some(Spanish), Spanish),
            ("Homicidios intencionales (por cada 100.000 habitantes)", None, Spanish),
            ("Homicides volontaires (pour 100 000 habitants)", None, French),
            ("UHC service coverage index", Some(Spanish), English),
            ("Consumo de energía eléctrica (kWh per cápita)", Some(Spanish), Spanish),
            ("PIB ($ US courants)", Some(French), French),
            ("PIB (US$ a precios actuales)", Some(Spanish), Spanish),
            ("GDP (current US$)", None, English),
            ("国内生产总值（现价美元）", None, Chinese),
            ("إجمالي الناتج المحلي", None, Arabic),
        ] {
            assert_eq!(Language::of_name(name, file), want, "{name}");
        }
    }
}
