//! The Worldwide Governance Indicators, in the layouts they have had:
//!
//! * until the 2022 update a sheet per indicator, years side by side under a header of two rows
//!   ([`wide`]);
//! * since 2023 one long sheet, a row per country, year and indicator; since 2025 a sheet per
//!   indicator, long ([`long`]).
//!
//! The standard error of each estimate comes along; `..` and `#N/A` are missing. Some countries
//! carry the World Bank's old codes.

mod long;
mod wide;

use std::path::Path;

use super::draft::Draft;
use super::error::ImportError;
use super::grid::Grid;
use super::importer::{How, Importer, ImporterInfo};
use super::open;
use super::sources::Terms;

/// What it is called, whose figures it reads, and how.
pub(super) const IMPORTER: Importer = Importer {
    info: ImporterInfo {
        id: "wgi",
        about: "Worldwide Governance Indicators, with standard errors",
        files: "wgidataset.xlsx",
    },
    source: Some(Terms {
        publisher: "World Bank",
        title: "Worldwide Governance Indicators",
        url: "https://www.worldbank.org/en/publication/worldwide-governance-indicators",
        licence: "CC BY 4.0",
        lineage: &["bti"],
    }),
    how: How::Draft { read, grade: GRADE },
};

/// Perception-based composites: usually reliable, probably true.
const GRADE: (char, char) = ('B', '2');

/// Indicators, with how the sheets of the wide editions call them.
const INDICATORS: [(&str, &[&str]); 6] = [
    ("va", &["voiceandaccountability"]),
    ("pv", &["politicalstability", "ps"]),
    ("ge", &["governmenteffectiveness"]),
    ("rq", &["regulatoryquality"]),
    ("rl", &["ruleoflaw"]),
    ("cc", &["controlofcorruption"]),
];

/// Estimates are standard-normal scores; the published extreme is -3.3.
const RANGE: [f64; 2] = [-5.0, 5.0];

/// The editions that are read, for messages.
const EDITIONS: &str = "a WGI workbook of an edition that is known: the wide one to 2022 (sheets \
                        `VoiceandAccountability` ... `ControlofCorruption`, a year above each \
                        `Estimate`), the long one of 2023 and 2024 (columns `code`, `year`, \
                        `indicator`, `estimate`) or the one of 2025 and 2026 (sheets `va`, `pv`, \
                        `ge`, `rq`, `rl`, `cc`); any other table is read by a mapping (`ideal \
                        import mapping FILE --draft` begins one)";

/// Reads one file.
fn read(path: &Path, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    for (grid, of_sheet) in grids(path)? {
        grid.tell(&mut draft.tally);
        if let Some(header) = grid.rows.iter().take(HEADER_WITHIN).position(long::is_header) {
            long::read(&grid, header, of_sheet, draft)?;
        } else if let (Some(header), Some(code)) =
            (grid.rows.iter().take(HEADER_WITHIN).position(wide::is_header), of_sheet)
        {
            wide::read(&grid, header, code, draft)?;
        } else {
            let sheet =
                grid.sheet.as_ref().map(|s| format!(" in the sheet `{s}`")).unwrap_or_default();
            return Err(ImportError::file(
                &grid.file,
                &format!("no header of the WGI{sheet}"),
                EDITIONS,
            ));
        }
    }
    Ok(())
}

/// The header stands among these first rows; a title and a legend may stand above it.
const HEADER_WITHIN: usize = 40;

/// The tables of a file, each with the indicator that its sheet is named after.
fn grids(path: &Path) -> Result<Vec<(Grid, Option<&'static str>)>, ImportError> {
    if !open::is_workbook(path) {
        return Ok(vec![(open::text(path, "estimate")?, None)]);
    }
    let choose = |names: &[String]| -> Result<Vec<String>, String> {
        let of = |code: &str| {
            names.iter().filter(|n| indicator(n) == Some(code)).cloned().collect::<Vec<_>>()
        };
        let sheets: Vec<Vec<String>> = INDICATORS.iter().map(|(code, _)| of(code)).collect();
        if sheets.iter().all(Vec::is_empty) {
            return names.first().map(|n| vec![n.clone()]).ok_or_else(|| "a sheet".to_owned());
        }
        if sheets.iter().all(|s| s.len() == 1) {
            Ok(sheets.into_iter().flatten().collect())
        } else {
            Err(EDITIONS.to_owned())
        }
    };
    let named = |grid: Grid| {
        let code = grid.sheet.as_deref().and_then(indicator);
        (grid, code)
    };
    Ok(Grid::sheets(path, &choose)?.into_iter().map(named).collect())
}

/// The indicator that a sheet or a cell names: its code, or its name whatever the blanks and
/// capitals.
fn indicator(name: &str) -> Option<&'static str> {
    let letters: String =
        name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let named = |(code, names): &&(&'static str, &[&str])| {
        // The names of one edition say more: "political stability and absence of
        // violence/terrorism".
        letters == *code
            || names
                .iter()
                .any(|n| if n.len() > 2 { letters.starts_with(n) } else { letters == *n })
    };
    INDICATORS.iter().find(named).map(|(code, _)| *code)
}

/// Whether a cell says that there is no value.
fn missing(text: &str) -> bool {
    matches!(text, "" | ".." | "#N/A" | "N/A" | "NA")
}

#[cfg(test)]
mod tests;
