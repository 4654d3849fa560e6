//! Rankings for reading.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use ideal::model::{PointInInterval, Results, visible};
use ideal::{Lang, tables};

use super::{Text, cut, without};
use crate::speech::{lang, marked, tell};

/// A ranking as a table of the terminal: what a reader compares, not every column.
pub fn ranking(table: &tables::Table<'_>, results: &Results) -> Text {
    let draws = results.draws > 0;
    let mut wanted = vec![("rank", true), ("name", false)];
    if draws {
        wanted.insert(1, ("rank_low", true));
        wanted.insert(2, ("rank_high", true));
        wanted.insert(3, ("rank_median", true));
        wanted.insert(4, ("tie_group", true));
        wanted.insert(5, ("clearly_above", true));
        wanted.insert(6, ("clearly_below", true));
    }
    wanted.extend([("shown", true)]);
    if draws {
        wanted.extend([("median", true), ("low", true), ("high", true)]);
    }
    wanted.extend([
        ("band", false),
        ("change", true),
        ("confidence", true),
        ("coverage", true),
        ("remark", false),
    ]);
    let text = |row: usize, column: &str| match column {
        "remark" => remark(table, results, row),
        "band" => text(table, row, column).map(|ids| band(results, ids)),
        _ => text(table, row, column),
    };
    wanted.retain(|(column, ..)| (0..table.height).any(|row| text(row, column).is_some()));
    let mut out = Table::new();
    out.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    out.set_header(wanted.iter().map(|(column, right)| {
        let title = match *column {
            "remark" => String::new(),
            "coverage" => tell("terminal-col-cov", &[]),
            other => head(other),
        };
        cell(title, *right)
    }));
    for row in 0..table.height {
        out.add_row(
            wanted
                .iter()
                .map(|(column, right)| cell(text(row, column).unwrap_or_default(), *right)),
        );
    }
    lines(&out)
}

/// Columns of the tables that are said in every language, in which a cell may be a word.
const SAID: [&str; 11] = [
    "territory",
    "crime_area",
    "indicator",
    "node",
    "reason",
    "value",
    "verdict",
    "coverage",
    "min_coverage",
    "margin",
    "deciding",
];

/// What stands over a column.
fn head(column: &str) -> String {
    tell(&format!("terminal-col-{}", column.replace('_', "-")), &[])
}

/// A word of the tables as the reader's language has it. In English it is the word.
fn word(column: &str, word: &str) -> String {
    let id = match (column, word) {
        ("verdict", "assessed") => "terminal-is-assessed",
        ("verdict", "gap") => "explain-gap",
        ("verdict", "not_applicable") => "explain-not-applicable",
        ("reason", "missing") => "explain-missing",
        ("reason", "unknown") => "explain-unknown",
        ("reason", "censored") => "explain-censored",
        ("reason", "imputed") => "terminal-imputed",
        ("reason", "weak") => "terminal-weak",
        ("reason", "no_indicator") => "gap-no-indicator",
        ("reason", "no_evidence") => "gap-no-evidence",
        ("reason", "coverage") => "gap-floor",
        ("reason", "required") => "gap-required",
        ("reason", "confidence") => "gap-confidence",
        ("reason", "screened") => "gap-screened",
        _ => return word.to_owned(),
    };
    if lang() == Lang::En { word.to_owned() } else { tell(id, &[]) }
}

/// Bands by their names where a language was chosen that has them; their ids in English.
fn band(results: &Results, ids: String) -> String {
    let spoken = lang();
    if spoken == Lang::En {
        return ids;
    }
    let bands = &results.assessment.method.bands;
    let name = |id: &str| {
        let band = bands.iter().find(|b| b.id == id);
        band.map_or(id, |b| b.names.or_code(spoken, id)).to_owned()
    };
    ids.split('–').map(name).collect::<Vec<_>>().join("–")
}

/// Some columns of a table; each with its number of decimals, 0 for text.
pub fn grid(table: &tables::Table<'_>, columns: &[(&str, usize)]) -> Text {
    let mut out = Table::new();
    out.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    // A table that has no words in other languages is one in English throughout.
    let said = columns.iter().all(|(name, _)| SAID.contains(name));
    out.set_header(columns.iter().map(|(name, decimals)| {
        let title = if said { head(name) } else { name.replace('_', " ") };
        cell(title, *decimals > 0)
    }));
    for row in 0..table.height {
        out.add_row(columns.iter().map(|(name, decimals)| {
            let text = table.cell(row, name).unwrap_or_default();
            if *decimals > 0 {
                let number = rounded(&text, *decimals, false);
                cell(if said { marked(&number) } else { number }, true)
            } else {
                cell(if said { word(name, &text) } else { text.into_owned() }, false)
            }
        }));
    }
    lines(&out)
}

/// The same with one column of long lists, cut where a line would not fit.
pub fn grid_of_lists(mut table: tables::Table<'_>, columns: &[(&str, usize)], lists: &str) -> Text {
    const WIDTH: usize = 60;
    for column in table.columns.iter_mut().filter(|c| c.name == lists) {
        if let tables::Values::Text(cells) = &mut column.values {
            for cell in cells.iter_mut().flatten() {
                *cell = cut(cell, WIDTH).into();
            }
        }
    }
    grid(&table, columns)
}

/// Sensitivity indices in per cent, each with its interval; none where the interval holds 0.
pub fn shares(table: &tables::Table<'_>) -> Text {
    let mut out = Table::new();
    out.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    out.set_header(
        [("factor", false), ("alone", true), ("", true), ("in all", true), ("", true)]
            .map(|(t, right)| cell(t.to_owned(), right)),
    );
    let number = |row, column: &str| table.cell(row, column).and_then(|c| c.parse::<f64>().ok());
    let percent = |n: f64| format!("{:.0}", 100.0 * n);
    let index = |row, [share, low, high]: [&str; 3]| match (
        number(row, share),
        number(row, low),
        number(row, high),
    ) {
        (Some(share), Some(low), Some(high)) if low > 0.0 => {
            [percent(share), format!("{} to {}", percent(low), percent(high))]
        }
        (Some(_), ..) => [String::new(), "not told from 0".to_owned()],
        (None, ..) => [String::new(), String::new()],
    };
    for row in 0..table.height {
        let [alone, alone_range] = index(row, ["first_order", "first_low", "first_high"]);
        let [all, all_range] = index(row, ["total", "total_low", "total_high"]);
        out.add_row([
            cell(table.cell(row, "factor").unwrap_or_default().into_owned(), false),
            cell(alone, true),
            cell(alone_range, true),
            cell(all, true),
            cell(all_range, true),
        ]);
    }
    lines(&out)
}

/// Cells as they are, under heads that say whether numbers stand below them.
pub fn cells<const N: usize>(heads: [(&str, bool); N], rows: &[[String; N]]) -> Text {
    let mut out = Table::new();
    out.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    out.set_header(heads.map(|(head, right)| cell(head.to_owned(), right)));
    for row in rows {
        out.add_row(heads.iter().zip(row).map(|((_, right), text)| cell(text.clone(), *right)));
    }
    lines(&out)
}

/// Why a row has no rank; else what changes how its score is to be read.
fn remark(table: &tables::Table<'_>, results: &Results, row: usize) -> Option<String> {
    if let Some(reason) = table.cell(row, "reason") {
        let id = match &*reason {
            "gap" => "terminal-not-ranked-gap",
            "not_applicable" => "terminal-not-ranked-not-applicable",
            _ => "terminal-not-ranked-region",
        };
        return Some(tell(id, &[]));
    }
    let mut remarks = Vec::new();
    if let Some(codes) = table.cell(row, "without") {
        let method = &results.assessment.method;
        let lang = results.assessment.languages.first().map_or(Lang::En, |locale| locale.lang);
        let ids = codes.split(';').map(|c| c.split(':').next().unwrap_or(c));
        let name = |id: &str| {
            method
                .nodes
                .iter()
                .find(|n| n.id == id)
                .map_or(id, |n| n.names.or_code(lang, id))
                .to_owned()
        };
        remarks.push(format!("{} {}", without(lang), ids.map(name).collect::<Vec<_>>().join(", ")));
    }
    let place = table.cell(row, "point_in_interval");
    match place.and_then(|word| PointInInterval::from_word(&word)) {
        Some(PointInInterval::Outer) => remarks.push(tell("terminal-at-end", &[])),
        Some(PointInInterval::Outside) => remarks.push(tell("terminal-outside", &[])),
        Some(PointInInterval::Inside) | None => {}
    }
    if table.cell(row, "on_enforcement_alone").is_some_and(|f| f == "true") {
        remarks.push(tell("terminal-enforcement", &[]));
    }
    (!remarks.is_empty()).then(|| remarks.join("; "))
}

/// A cell as a reader wants it.
fn text(table: &tables::Table<'_>, row: usize, column: &str) -> Option<String> {
    let cell = table.cell(row, column)?;
    Some(match column {
        "confidence" | "coverage" => marked(&rounded(&cell, 2, false)),
        "median" | "low" | "high" => marked(&rounded(&cell, 1, false)),
        "change" => marked(&rounded(&cell, 1, true)),
        "shown" => marked(&cell),
        _ => cell.into_owned(),
    })
}

/// What was laid out, line by line.
fn lines(table: &Table) -> Text {
    let mut out = Text::new();
    for line in table.to_string().lines() {
        out.line(line.trim_end());
    }
    out
}

/// A cell in one line, so that the columns beside it stay where they are.
fn cell(text: String, right: bool) -> Cell {
    Cell::new(visible(&text)).set_alignment(if right {
        CellAlignment::Right
    } else {
        CellAlignment::Left
    })
}

fn rounded(text: &str, decimals: usize, signed: bool) -> String {
    match text.parse::<f64>() {
        Ok(n) if signed => format!("{n:+.decimals$}"),
        Ok(n) => format!("{n:.decimals$}"),
        Err(_) => text.to_owned(),
    }
}
