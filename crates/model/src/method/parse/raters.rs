//! `[raters]`: how ratings are pooled.

use crate::document::{Reader, Section};
use crate::method::raters::{Adjust, Pool, Raters};

const KEYS: [&str; 4] = ["pool", "adjust", "panel_sd", "range_level"];

pub(super) fn read_raters(r: &mut Reader, mut t: Section) -> Raters {
    let d = Raters::default();
    let mut number =
        |key: &str, default: f64, fits: fn(f64) -> bool, ends: &str| match r.number(&mut t, key) {
            Some((x, at)) if !fits(x) => {
                r.error(at, "out-of-range", format!("`{key}` is {x}; it must lie in {ends}"));
                default
            }
            Some((x, _)) => x,
            None => default,
        };
    let panel_sd = number("panel_sd", d.panel_sd, Raters::is_panel_sd, "0 to 100 points");
    let range_level =
        number("range_level", d.range_level, Raters::is_level, "50 to below 100 per cent");
    let pool = r.word(&mut t, "pool", Pool::ALL).unwrap_or(d.pool);
    let adjust = r.word(&mut t, "adjust", Adjust::ALL).unwrap_or(d.adjust);
    r.unknown_keys(t, &KEYS, "[raters]");
    Raters { pool, adjust, panel_sd, range_level }
}
