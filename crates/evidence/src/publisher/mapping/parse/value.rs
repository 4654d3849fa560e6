//! `[value]`: which cells hold values, and what is published beside them.

use std::collections::BTreeMap;

use ideal_model::ObsStatus;
use ideal_model::document::{Reader, Section};

use super::keys::{head, no_other_keys, required_part, status, table_of, text, texts};
use crate::publisher::mapping::spec::{Beside, Head, Values, What, When};

/// [value]: where the values are, and what stands beside them.
pub(super) fn value(
    r: &mut Reader,
    root: &mut Section,
    period: Option<&When>,
    territory_heads: bool,
) -> Option<What> {
    let mut s = required_part(r, root, "value")?;
    let at = s.at;
    let said = s.has("column");
    let column = head(r, &mut s, "column");
    let columns = s.has("columns").then(|| table_of(r, &mut s, "columns"));
    let each = if s.has("each") { r.number(&mut s, "each").map(|(n, _)| n) } else { None };
    let unit = text(r, &mut s, "unit");
    let range = if s.has("range") { r.pair(&mut s, "range") } else { None };
    let factor = if s.has("factor") { r.number(&mut s, "factor") } else { None };
    let beside = beside(r, &mut s);
    let leave_out = texts(r, &mut s, "leave_out").into_iter().collect();
    let flags = table_of(r, &mut s, "flags");
    let flags = statuses(r, &flags, &s);
    no_other_keys(r, s, "value");
    let range = match range {
        Some(([lo, hi], at)) if lo >= hi => {
            r.error(
                at,
                "out-of-range",
                format!("`range` runs from {lo} to {hi}; the first must be the smaller"),
            );
            None
        }
        other => other.map(|(pair, _)| pair),
    };
    let factor = match factor {
        Some((0.0, at)) => {
            r.error(at, "out-of-range", "`factor` is 0: every value would be zero");
            None
        }
        other => Some(other.map_or(1.0, |(n, _)| n)),
    };
    let column_is_open = column.is_none();
    let from = match (column, columns, each) {
        (None, ..) if said => None,
        (Some(c), None, None) => Some(Values::Columns(vec![(c, None)])),
        (None, Some(c), None) if !c.is_empty() => Some(Values::Columns(
            c.into_iter().map(|(head, code)| (Head(vec![head]), Some(code))).collect(),
        )),
        (None, None, Some(n)) => Some(Values::Each(n)),
        (None, None, None) => bare(period, territory_heads)
            .map(|head| Values::Columns(vec![(Head(vec![head]), None)])),
        _ => None,
    };
    // A column that could not be read has its own error.
    if from.is_none() && !(said && column_is_open) {
        r.error(
            at,
            "mapping-value",
            "[value] needs exactly one of `column`, `columns`, `each`; or none under \
             `period.heads` and `territory.heads`",
        );
    }
    Some(What {
        from: from?,
        unit,
        range,
        factor: factor?,
        leave_out,
        flags: flags?,
        beside: beside?,
    })
}

/// The whole of a head is what it says: a year, a month, a territory.
fn bare(period: Option<&When>, territory_heads: bool) -> Option<String> {
    match period? {
        When::YearHeads { .. } => Some("{year}".to_owned()),
        When::MonthHeads { year: Some(_), .. } => Some("{month}".to_owned()),
        When::MonthHeads { year: None, .. } => Some("{month} {year}".to_owned()),
        _ if territory_heads => Some("{territory}".to_owned()),
        _ => None,
    }
}

fn beside(r: &mut Reader, s: &mut Section) -> Option<Beside> {
    let at = s.at;
    let se = head(r, s, "se");
    let ends = (head(r, s, "low"), head(r, s, "high"));
    // Quantiles of the standard normal distribution at (1 + level) / 2.
    let level = r.word(
        s,
        "level",
        &[
            ("80", 1.281_551_565_544_600_4),
            ("90", 1.644_853_626_951_472_2),
            ("95", 1.959_963_984_540_054),
            ("99", 2.575_829_303_548_900_4),
        ],
    );
    let rater = head(r, s, "rater");
    let note = head(r, s, "note");
    let flags = head(r, s, "obs_status");
    let table = table_of(r, s, "status");
    let interval = match (ends, level) {
        ((None, None), None) => None,
        ((Some(low), Some(high)), Some(z)) if se.is_none() => Some((low, high, z)),
        _ => {
            r.error(
                at,
                "mapping-interval",
                "an interval needs `low`, `high` and `level`, and stands in place of `se`",
            );
            return None;
        }
    };
    let obs_status = match (flags, table.is_empty()) {
        (Some(column), _) => Some((column, statuses(r, &table, s)?)),
        (None, true) => None,
        (None, false) => {
            r.error(
                at,
                "missing-key",
                "[value] `status` translates the cells of `obs_status`, which is missing",
            );
            return None;
        }
    };
    Some(Beside { se, interval, rater, note, obs_status })
}

fn statuses(
    r: &mut Reader,
    table: &BTreeMap<String, String>,
    s: &Section,
) -> Option<BTreeMap<String, ObsStatus>> {
    table.iter().map(|(cell, code)| Some((cell.clone(), status(r, code, s.at)?))).collect()
}
