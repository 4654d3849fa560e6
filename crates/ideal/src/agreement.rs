//! How far raters agree, of a table of anybody.

use std::collections::BTreeMap;
use std::path::Path;

use ideal_composite::agreement::{AlphaBootstrap, Level, Measures, Undefined};
use ideal_composite::ratings::{Rating, Ratings};
use ideal_evidence::{RatingsRead, read_ratings};
use ideal_model::Finding;
use serde::Serialize;

use crate::error::Error;

/// How far the raters of a table agree. What is not defined is none, and `reasons` has a word for
/// each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// The level of measurement: nominal, ordinal, interval, ratio.
    pub level: &'static str,
    /// Units with a rating.
    pub units: usize,
    /// Raters with a rating.
    pub raters: usize,
    /// Ratings that stand beside another of the same unit.
    pub pairable: usize,
    /// Rows without a rating.
    pub missing: usize,
    /// Krippendorff's alpha, at most 1.
    pub alpha: Option<f64>,
    /// Lower end of its 95 % interval.
    pub alpha_low: Option<f64>,
    /// Upper end.
    pub alpha_high: Option<f64>,
    /// ICC(A,1), at most 1.
    pub icc_a1: Option<f64>,
    /// ICC(A,k), at most 1.
    pub icc_ak: Option<f64>,
    /// Kendall's W, 0 to 1.
    pub kendall_w: Option<f64>,
    /// Its p value, 0 to 1.
    pub w_p: Option<f64>,
    /// Lower end of the 95 % interval of `icc_a1`.
    pub icc_a1_low: Option<f64>,
    /// Upper end.
    pub icc_a1_high: Option<f64>,
    /// Lower end of the 95 % interval of `icc_ak`.
    pub icc_ak_low: Option<f64>,
    /// Upper end.
    pub icc_ak_high: Option<f64>,
    /// Units that all raters rated, on which the intraclass correlations rest.
    pub icc_units: Option<usize>,
    /// Raters who rated all units, on whom W rests.
    pub w_raters: Option<usize>,
    /// Why a figure is none, by its name.
    pub reasons: BTreeMap<&'static str, &'static str>,
    /// The same as sentences, by the name of the figure.
    #[serde(skip)]
    pub explained: BTreeMap<&'static str, String>,
    /// What a person should know of how the table was read: notes and warnings.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// How far raters agree who rate units in a long table (`unit`, `rater`, `value`; CSV with commas,
/// semicolons or tabs). At [`Level::Nominal`] values may be names. `decimal_comma` says which sign
/// is decimal, where the values do not show it.
///
/// # Errors
/// [`Error::Ratings`] with every finding and its line.
pub fn agreement(
    path: &Path,
    level: Level,
    decimal_comma: Option<bool>,
) -> Result<Agreement, Error> {
    let how = RatingsRead { names: level == Level::Nominal, decimal_comma };
    let table = read_ratings(path, how).map_err(|findings| Error::Ratings { findings })?;
    let all: Vec<Rating> =
        table.ratings.iter().map(|&(unit, rater, value)| Rating { unit, rater, value }).collect();
    let ratings = Ratings::new(table.units.len(), table.raters.len(), &all).map_err(|e| {
        let file = path.display().to_string();
        Error::Ratings { findings: vec![Finding::error("ratings", e.to_string()).in_file(file)] }
    })?;
    let measures = Measures::of(&ratings, level, AlphaBootstrap::default());
    Ok(Agreement { missing: table.missing, findings: table.findings, ..stated(&measures, level) })
}

/// The measures, with a reason for each that is not defined.
fn stated(found: &Measures, level: Level) -> Agreement {
    let mut reasons = BTreeMap::new();
    let mut explained = BTreeMap::new();
    let mut why = |names: &[&'static str], reason: Option<Undefined>| {
        for name in reason.iter().flat_map(|_| names) {
            reasons.insert(*name, reason.map_or("", Undefined::word));
            explained.insert(*name, reason.map(|r| r.to_string()).unwrap_or_default());
        }
    };
    let icc = found.icc;
    why(&["alpha"], found.alpha.err());
    why(&["alpha_low", "alpha_high"], found.interval.err());
    why(&["icc_a1"], icc.err());
    why(&["icc_a1_low", "icc_a1_high"], icc.and_then(|i| i.single_interval).err());
    why(&["icc_ak"], icc.and_then(|i| i.mean).err());
    why(&["icc_ak_low", "icc_ak_high"], icc.and_then(|i| i.mean_interval).err());
    why(&["icc_units"], icc.err());
    why(&["kendall_w", "w_p", "w_raters"], found.w.err());
    let single = icc.and_then(|i| i.single_interval).ok();
    let mean = icc.and_then(|i| i.mean_interval).ok();
    Agreement {
        level: level.word(),
        units: found.units,
        raters: found.raters,
        pairable: found.pairable,
        missing: 0,
        alpha: found.alpha.ok(),
        alpha_low: found.interval.ok().map(|a| a.low),
        alpha_high: found.interval.ok().map(|a| a.high),
        icc_a1: icc.ok().map(|i| i.single),
        icc_ak: icc.and_then(|i| i.mean).ok(),
        kendall_w: found.w.ok().map(|w| w.w),
        w_p: found.w.ok().map(|w| w.p),
        icc_a1_low: single.map(|i| i.0),
        icc_a1_high: single.map(|i| i.1),
        icc_ak_low: mean.map(|i| i.0),
        icc_ak_high: mean.map(|i| i.1),
        icc_units: icc.ok().map(|i| i.units),
        w_raters: found.w.ok().map(|w| w.raters),
        reasons,
        explained,
        findings: Vec::new(),
    }
}
