//! What a method says where it says nothing.

use super::Band;
use crate::names::Names;

/// Weight of a node or an indicator under its parent.
pub(super) const WEIGHT: f64 = 1.0;
/// Least coverage of a node or a roll-up.
pub(super) const MIN_COVERAGE: f64 = 0.6;
/// Greatest age of a usable row, in years.
pub(super) const MAX_AGE: f64 = 5.0;
/// The scale scores live on.
pub(super) const SCALE: [f64; 2] = [0.0, 100.0];
/// Decimals of the published form.
pub(super) const DECIMALS: u8 = 1;

/// Four bands, cut at 40, 60 and 80 % of the scale.
pub(super) fn bands([low, high]: [f64; 2]) -> Vec<Band> {
    let cut = |share: f64| Some(low + share * (high - low));
    let names = |en: &str, es: &str, pt: &str| Names {
        en: Some(en.into()),
        es: Some(es.into()),
        pt: Some(pt.into()),
    };
    let band = |id: &str, names, below| Band { id: id.to_owned(), names, below, of: None };
    vec![
        band("low", names("Low", "Bajo", "Baixo"), cut(0.4)),
        band("moderate", names("Moderate", "Moderado", "Moderado"), cut(0.6)),
        band("high", names("High", "Alto", "Alto"), cut(0.8)),
        band("severe", names("Severe", "Severo", "Severo"), None),
    ]
}
