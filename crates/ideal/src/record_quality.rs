//! What a reading of records says of them, as files for the person who answers for them.

use ideal_composite::change_point::pettitt;
use ideal_evidence::publisher::incidents::Quality;
use ideal_model::shortest;
use serde::Serialize;

/// The files of a quality report, by name.
pub const QUALITY_FILES: [&str; 7] = [
    "quality.json",
    "files.csv",
    "rows.csv",
    "offences.csv",
    "months.csv",
    "silent_months.csv",
    "level_breaks.csv",
];

/// Months that a series needs to be looked at for a change of its level.
const LONG: usize = 24;

/// p values, with all series looked at, below which a change is told.
const TOLD: f64 = 0.01;

/// The last months, which may not be fully reported, and how many before them they are compared
/// with.
const RECENT: usize = 3;
const BEFORE: usize = 12;

/// A month after which the records of a place and a crime area have another level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelBreak {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area.
    pub crime_area: String,
    /// The first month of the new level.
    pub from: String,
    /// What a month comes to before it, and from it on, on average.
    pub before: f64,
    /// See `before`.
    pub after: f64,
    /// p value of Pettitt's test, by Holm's rule for all series that were tested.
    pub p_value: f64,
}

/// One of the last months, beside what is usual.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecentMonth {
    /// The month.
    pub month: String,
    /// What all places come to, in the recipe's first measure.
    pub quantity: f64,
    /// The median of the twelve months before the last three.
    pub usual: f64,
    /// The first as a share of the second.
    pub share: f64,
}

/// The account of a reading with what its series say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordQuality {
    /// The account.
    #[serde(flatten)]
    pub account: Quality,
    /// Changes of level, strongest first.
    pub level_breaks: Vec<LevelBreak>,
    /// Series that were looked at for one.
    pub tested_series: usize,
    /// The last months, where what is reported late would be missing; empty for short records.
    pub recent: Vec<RecentMonth>,
}

impl RecordQuality {
    /// Looks at the series of an account.
    #[must_use]
    pub fn of(account: &Quality) -> RecordQuality {
        let (level_breaks, tested_series) = breaks(account);
        let recent = recent(account);
        RecordQuality { account: account.clone(), level_breaks, tested_series, recent }
    }

    /// The files of the report: its name and bytes each, in the order of [`QUALITY_FILES`].
    ///
    /// # Errors
    /// [`serde_json::Error`], as of any number that JSON cannot hold.
    pub fn files(&self) -> Result<Vec<(&'static str, Vec<u8>)>, serde_json::Error> {
        let of = &self.account;
        let mut json = serde_json::to_string_pretty(self)?;
        json.push('\n');
        let mut rows = vec![vec!["used".to_owned(), String::new(), of.used.to_string()]];
        rows.extend(
            of.left_out
                .iter()
                .map(|(reason, n)| vec!["left out".to_owned(), reason.clone(), n.to_string()]),
        );
        rows.push(vec!["read".to_owned(), String::new(), of.read.to_string()]);
        let files = of.files.iter().map(|f| {
            vec![f.file.clone(), f.rows.to_string(), f.bytes.to_string(), f.sha256.clone()]
        });
        let offences = of.other_offences.iter().map(|o| vec![o.what.clone(), o.rows.to_string()]);
        let optional = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let months = of.months.iter().map(|m| {
            let recent = self.recent.iter().find(|r| r.month == m.month);
            vec![
                m.month.clone(),
                m.records.to_string(),
                shortest(m.quantity),
                m.places.to_string(),
                optional(m.last_day.map(u64::from)),
                optional(m.usual_places),
                recent.map(|r| shortest(round(r.share))).unwrap_or_default(),
            ]
        });
        let silent = of
            .silent
            .iter()
            .flat_map(|p| p.months.iter().map(|m| vec![p.territory.clone(), m.clone()]));
        let breaks = self.level_breaks.iter().map(|b| {
            vec![
                b.territory.clone(),
                b.crime_area.clone(),
                b.from.clone(),
                shortest(round(b.before)),
                shortest(round(b.after)),
                shortest(b.p_value),
            ]
        });
        Ok(vec![
            ("quality.json", json.into_bytes()),
            ("files.csv", csv(&["file", "rows", "bytes", "sha256"], files)),
            ("rows.csv", csv(&["outcome", "reason", "rows"], rows)),
            ("offences.csv", csv(&["offence", "rows"], offences)),
            (
                "months.csv",
                csv(
                    &[
                        "month",
                        "records",
                        "quantity",
                        "places",
                        "ends_on_day",
                        "usual_places",
                        "share_of_usual_quantity",
                    ],
                    months,
                ),
            ),
            ("silent_months.csv", csv(&["territory", "month"], silent)),
            (
                "level_breaks.csv",
                csv(
                    &[
                        "territory",
                        "crime_area",
                        "from",
                        "monthly_before",
                        "monthly_after",
                        "p_value",
                    ],
                    breaks,
                ),
            ),
        ])
    }
}

/// Three decimals: averages of counts say no more.
fn round(number: f64) -> f64 {
    (number * 1e3).round() / 1e3
}

/// Changes of level of the series that are long and frequent enough, and how many these are.
fn breaks(account: &Quality) -> (Vec<LevelBreak>, usize) {
    let mut found: Vec<LevelBreak> = Vec::new();
    for of in account.series.iter().filter(|s| s.sums.len() >= LONG) {
        let Some(change) = pettitt(&of.sums) else { continue };
        let (before, after) = of.sums.split_at(change.after.min(of.sums.len()));
        found.push(LevelBreak {
            territory: of.territory.clone(),
            crime_area: of.crime_area.clone(),
            from: account.whole_months.get(change.after).cloned().unwrap_or_default(),
            before: mean(before),
            after: mean(after),
            p_value: change.p_value,
        });
    }
    let tested = found.len();
    found.sort_by(|a, b| {
        let names = |x: &LevelBreak| (x.territory.clone(), x.crime_area.clone());
        a.p_value.total_cmp(&b.p_value).then_with(|| names(a).cmp(&names(b)))
    });
    // Holm (1979): the smallest p value is multiplied by the number of tests, the next by one less.
    let mut greatest: f64 = 0.0;
    for (at, one) in found.iter_mut().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a number of series")]
        let tests = (tested - at) as f64;
        greatest = greatest.max((one.p_value * tests).min(1.0));
        one.p_value = greatest;
    }
    found.retain(|one| one.p_value < TOLD);
    (found, tested)
}

/// The last months beside the median of those before them.
fn recent(account: &Quality) -> Vec<RecentMonth> {
    let whole: Vec<_> = account.months.iter().filter(|m| m.last_day.is_none()).collect();
    let Some(before) = whole.len().checked_sub(RECENT).filter(|n| *n >= BEFORE) else {
        return Vec::new();
    };
    let mut usual: Vec<f64> =
        whole.iter().take(before).rev().take(BEFORE).map(|m| m.quantity).collect();
    usual.sort_by(f64::total_cmp);
    let usual = match (usual.get(BEFORE / 2 - 1), usual.get(BEFORE / 2)) {
        (Some(a), Some(b)) if *b > 0.0 => a.midpoint(*b),
        _ => return Vec::new(),
    };
    whole
        .iter()
        .skip(before)
        .map(|m| RecentMonth {
            month: m.month.clone(),
            quantity: m.quantity,
            usual,
            share: m.quantity / usual,
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "a number of months")]
fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// A table as CSV. A text that a spreadsheet would run as a formula stands behind an apostrophe.
fn csv(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = heads.join(",");
    out.push('\n');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out.into_bytes()
}

fn quoted(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    let cell = if runs { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use ideal_evidence::publisher::incidents::MonthlySeries;

    use super::*;

    #[test]
    fn a_change_of_level_is_told_by_its_month() {
        let series = |sums: Vec<f64>| MonthlySeries {
            territory: "COL".to_owned(),
            crime_area: "extortion".to_owned(),
            sums,
        };
        let level = |m: u32| f64::from(if m < 20 { 10 + m % 3 } else { 40 + m % 5 });
        let account = Quality {
            whole_months: (0..36).map(|m| format!("month {m}")).collect(),
            series: vec![
                series((0..36).map(level).collect()),
                series(vec![10.0; 36]),
                series(vec![5.0; 12]),
            ],
            ..Quality::default()
        };
        let (found, tested) = breaks(&account);
        assert_eq!(tested, 2);
        assert_eq!(found.iter().map(|b| b.from.as_str()).collect::<Vec<_>>(), ["month 20"]);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        assert_eq!(quoted("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(
            (quoted("-3.5"), quoted("-x"), quoted("a,\"b\"")),
            ("-3.5".to_owned(), "'-x".to_owned(), "\"a,\"\"b\"\"\"".to_owned())
        );
    }
}
