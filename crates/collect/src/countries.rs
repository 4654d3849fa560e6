//! What a draft of a round knows about countries: languages, land borders, and paper.

use ideal_model::{AssessmentInput, Lang, Territory};

/// Countries whose official language is Spanish, by code of ISO 3166-1.
const SPANISH: [&str; 21] = [
    "ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GNQ", "GTM", "HND", "MEX",
    "NIC", "PAN", "PER", "PRI", "PRY", "SLV", "URY", "VEN",
];

/// Countries whose official language is Portuguese.
const PORTUGUESE: [&str; 8] = ["AGO", "BRA", "CPV", "GNB", "MOZ", "PRT", "STP", "TLS"];

/// Pairs of countries of the Americas that share a land border.
const BORDERS: [(&str, &str); 39] = [
    ("ARG", "BOL"),
    ("ARG", "BRA"),
    ("ARG", "CHL"),
    ("ARG", "PRY"),
    ("ARG", "URY"),
    ("BLZ", "GTM"),
    ("BLZ", "MEX"),
    ("BOL", "BRA"),
    ("BOL", "CHL"),
    ("BOL", "PER"),
    ("BOL", "PRY"),
    ("BRA", "COL"),
    ("BRA", "GUF"),
    ("BRA", "GUY"),
    ("BRA", "PER"),
    ("BRA", "PRY"),
    ("BRA", "SUR"),
    ("BRA", "URY"),
    ("BRA", "VEN"),
    ("CAN", "USA"),
    ("CHL", "PER"),
    ("COL", "ECU"),
    ("COL", "PAN"),
    ("COL", "PER"),
    ("COL", "VEN"),
    ("CRI", "NIC"),
    ("CRI", "PAN"),
    ("DOM", "HTI"),
    ("ECU", "PER"),
    ("GTM", "HND"),
    ("GTM", "MEX"),
    ("GTM", "SLV"),
    ("GUF", "SUR"),
    ("GUY", "SUR"),
    ("GUY", "VEN"),
    ("HND", "NIC"),
    ("HND", "SLV"),
    ("MEX", "USA"),
    ("ESP", "PRT"),
];

/// The country of a territory: itself, or the one that it is a part of.
pub(crate) fn country(territory: &Territory) -> &str {
    territory.parent.as_deref().unwrap_or(&territory.code)
}

/// The country of a territory that a project assesses, by its code.
pub(crate) fn country_of<'p>(project: &'p AssessmentInput, code: &'p str) -> &'p str {
    project.territories.iter().find(|t| t.code == code).map_or(code, country)
}

/// The language of a country: Spanish or Portuguese where it is official, else English.
pub(crate) fn language(country: &str) -> Lang {
    if SPANISH.contains(&country) {
        Lang::Es
    } else if PORTUGUESE.contains(&country) {
        Lang::Pt
    } else {
        Lang::En
    }
}

/// Whether two countries share a land border, as far as the table knows.
pub(crate) fn are_neighbours(a: &str, b: &str) -> bool {
    BORDERS.iter().any(|&(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
}
