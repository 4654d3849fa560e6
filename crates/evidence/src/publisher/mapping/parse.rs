//! The mapping file read, with every mistake in it found in one pass.

use std::collections::BTreeMap;

use ideal_model::document::{Item, ItemValue, Place, Reader, Section};
use ideal_model::{Finding, ObsStatus, Source};

use crate::publisher::output::{SOURCE_ID, is_source_id};

use super::spec::{Codes, Combine, Define, From, Header, Keep, Layout, Mapping, Months, Pick, Places, Values, What, When};

const ROOT: &[&str] = &[
    "id",
    "about",
    "source",
    "file",
    "territory",
    "crime_area",
    "indicator",
    "period",
    "value",
    "keep",
    "rows",
    "grade",
    "obs_status",
    "note",
    "define",
];
const KINDS: &[&str] = &["prevalence", "recorded", "harm", "enforcement", "response", "context", "expert", "perception"];

/// Reads a mapping. `Some` only where there is no error finding.
#[must_use]
pub fn parse_mapping(text: &str, file: &str) -> (Option<Mapping>, Vec<Finding>) {
    let mut reader = Reader::new(file);
    let Some(mut root) = reader.parse(text) else { return (None, reader.findings) };
    let mapping = read(&mut reader, &mut root);
    reader.unknown_keys(root, ROOT, "the mapping");
    let failed = reader.findings.iter().any(Finding::is_error);
    (if failed { None } else { mapping }, reader.findings)
}

fn read(r: &mut Reader, root: &mut Section) -> Option<Mapping> {
    let id = required_text(r, root, "id", "the mapping");
    let about = text(r, root, "about");
    let source = source(r, root);
    let file = layout(r, root);
    let territory = territory(r, root);
    let crime_area = match part(r, root, "crime_area") {
        Some(s) => pick(r, s, "[crime_area]"),
        None => Some(Pick { from: From::Value("*".to_owned()), table: BTreeMap::new() }),
    };
    let indicator = part(r, root, "indicator").map(|s| pick(r, s, "[indicator]"));
    let period = period(r, root);
    let value = value(r, root, matches!(period, Some(When::YearHeads { .. } | When::MonthHeads { .. })));
    let keep = keeps(r, root);
    let rows = r.word(root, "rows", &[("single", Combine::Single), ("sum", Combine::Sum)]).unwrap_or(Combine::Single);
    let (reliability, credibility) = grade(r, root);
    let obs_status = r.text(root, "obs_status").and_then(|(t, at)| {
        let status = ObsStatus::from_code(&t);
        if status.is_none() {
            r.error(at, "unknown-word", format!("`obs_status` cannot be `{t}`")).hint = Some("one of: A, B, E, P, S".to_owned());
        }
        status
    });
    let note = text(r, root, "note");
    let define = defines(r, root);
    let by_columns = matches!(value.as_ref().map(|v| &v.from), Some(Values::Columns(_)));
    if by_columns == indicator.is_some() && value.is_some() {
        let problem = if by_columns {
            "`value.columns` and [indicator] both name indicators; keep one"
        } else {
            "nothing says which indicator the values are; write [indicator] or `value.columns`"
        };
        r.error(root.at, "mapping-indicator", problem);
    }
    let yearly_sum = matches!(
        period,
        Some(When::YearMonth { by_month: false, .. } | When::Date { by_month: false, .. } | When::MonthHeads { by_month: false, .. })
    );
    let counted = matches!(value.as_ref().map(|v| &v.from), Some(Values::Each(_)));
    if (yearly_sum || counted) && rows == Combine::Single {
        r.error(root.at, "mapping-rows", "these rows are parts of one figure; write `rows = \"sum\"`");
    }
    Some(Mapping {
        id: id?,
        about,
        source: source?,
        file,
        territory: territory?,
        crime_area: crime_area?,
        indicator: match indicator {
            Some(i) => Some(i?),
            None => None,
        },
        period: period?,
        value: value?,
        keep,
        rows,
        reliability,
        credibility,
        obs_status,
        note,
        define,
    })
}

fn text(r: &mut Reader, s: &mut Section, key: &str) -> String {
    r.text(s, key).map(|(t, _)| t).unwrap_or_default()
}

fn required_text(r: &mut Reader, s: &mut Section, key: &str, place: &str) -> Option<String> {
    if !s.has(key) {
        r.error(s.at, "missing-key", format!("{place} needs `{key}`"));
        return None;
    }
    let (t, at) = r.text(s, key)?;
    if t.trim().is_empty() {
        r.error(at, "empty-text", format!("`{key}` is empty"));
        return None;
    }
    Some(t)
}

fn part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
    if root.has(key) { r.table(root, key) } else { None }
}

fn required_part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
    if !root.has(key) {
        r.error(root.at, "missing-key", format!("the mapping needs [{key}]"));
        return None;
    }
    r.table(root, key)
}

fn texts(r: &mut Reader, s: &mut Section, key: &str) -> Vec<String> {
    if !s.has(key) {
        return Vec::new();
    }
    r.texts(s, key).unwrap_or_default().into_iter().map(|(t, _)| t).collect()
}

fn source(r: &mut Reader, root: &mut Section) -> Option<Source> {
    let mut s = required_part(r, root, "source")?;
    let id = source_id(r, &mut s);
    let publisher = required_text(r, &mut s, "publisher", "[source]");
    let title = required_text(r, &mut s, "title", "[source]");
    let licence = required_text(r, &mut s, "licence", "[source]");
    let (url, retrieved) = (text(r, &mut s, "url"), text(r, &mut s, "retrieved"));
    let lineage = texts(r, &mut s, "lineage");
    r.unknown_keys(s, &["id", "publisher", "title", "url", "licence", "retrieved", "lineage"], "[source]");
    Some(Source { id: id?, publisher: publisher?, title: title?, url, licence: licence?, retrieved, lineage })
}

/// The id of the source, which names the evidence file.
fn source_id(r: &mut Reader, s: &mut Section) -> Option<String> {
    if !s.has("id") {
        return required_text(r, s, "id", "[source]");
    }
    let (id, at) = r.text(s, "id")?;
    if !is_source_id(&id) {
        r.error(at, "source-id", format!("`id` of [source] cannot be `{id}`")).hint = Some(SOURCE_ID.to_owned());
        return None;
    }
    Some(id)
}

fn layout(r: &mut Reader, root: &mut Section) -> Layout {
    let mut layout = Layout {
        workbook: None,
        latin1: false,
        delimiter: b',',
        decimal_comma: false,
        sheet: None,
        header: Header::Row(1),
        footer: None,
        missing: Vec::new(),
    };
    let Some(mut s) = part(r, root, "file") else { return layout };
    layout.workbook = r.word(&mut s, "format", &[("csv", false), ("workbook", true)]);
    layout.latin1 = r.word(&mut s, "encoding", &[("utf-8", false), ("latin-1", true)]).unwrap_or(false);
    layout.delimiter = r.word(&mut s, "delimiter", &[(",", b','), (";", b';'), ("\t", b'\t'), ("tab", b'\t'), ("|", b'|')]).unwrap_or(b',');
    layout.decimal_comma = r.word(&mut s, "decimal", &[(".", false), (",", true)]).unwrap_or(false);
    layout.sheet = r.text(&mut s, "sheet").map(|(t, _)| t);
    let at = s.at;
    let row = s.has("header").then(|| r.integer(&mut s, "header", 1..=1000)).flatten();
    let has = texts(r, &mut s, "header_has");
    match (row, has.is_empty()) {
        (Some(_), false) => {
            r.error(at, "mapping-header", "`header` and `header_has` both say where the header is; keep one");
        }
        (Some(n), true) => layout.header = Header::Row(u32::try_from(n).unwrap_or(1)),
        (None, false) => layout.header = Header::Has(has),
        (None, true) => {}
    }
    layout.footer = r.text(&mut s, "footer").map(|(t, _)| t);
    layout.missing = texts(r, &mut s, "missing");
    r.unknown_keys(s, &["format", "encoding", "delimiter", "decimal", "sheet", "header", "header_has", "footer", "missing"], "[file]");
    layout
}

/// `column` or `value`, exactly one of them.
fn from(r: &mut Reader, s: &mut Section, place: &str) -> Option<From> {
    let at = s.at;
    let column = r.text(s, "column").map(|(t, _)| t);
    let value = r.text(s, "value").map(|(t, _)| t);
    match (column, value) {
        (Some(c), None) => Some(From::Column(c)),
        (None, Some(v)) => Some(From::Value(v)),
        (Some(_), Some(_)) => {
            r.error(at, "mapping-from", format!("{place} has both `column` and `value`; keep one"));
            None
        }
        (None, None) => {
            r.error(at, "missing-key", format!("{place} needs `column` or `value`"));
            None
        }
    }
}

fn table_of(r: &mut Reader, s: &mut Section, key: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    if !s.has(key) {
        return out;
    }
    let Some(mut table) = r.table(s, key) else { return out };
    for (cell, _, item) in table.take_all() {
        match item.value {
            ItemValue::Text(code) if !code.trim().is_empty() => {
                out.insert(cell, code);
            }
            _ => {
                r.error(item.at, "wrong-type", format!("`{key}.{cell}` should be a code in quotes"));
            }
        }
    }
    out
}

fn territory(r: &mut Reader, root: &mut Section) -> Option<Places> {
    let mut s = required_part(r, root, "territory")?;
    let at = s.at;
    let from = from(r, &mut s, "[territory]");
    let codes = r.word(
        &mut s,
        "codes",
        &[("iso3", Codes::Iso3), ("iso3-lower", Codes::Iso3Lower), ("m49", Codes::M49), ("name", Codes::Name), ("table", Codes::Table)],
    );
    let table = table_of(r, &mut s, "table");
    let names = table_of(r, &mut s, "names");
    let leave_out = texts(r, &mut s, "leave_out");
    let parent = r.text(&mut s, "parent").map(|(t, _)| t);
    if codes == Some(Codes::Table) && table.is_empty() {
        r.error(at, "missing-key", "[territory] with `codes = \"table\"` needs a `table`");
    }
    r.unknown_keys(s, &["column", "value", "codes", "table", "names", "leave_out", "parent"], "[territory]");
    Some(Places { from: from?, codes: codes.unwrap_or(Codes::Iso3), table, leave_out, parent, names })
}

fn pick(r: &mut Reader, mut s: Section, place: &str) -> Option<Pick> {
    let at = s.at;
    let from = from(r, &mut s, place);
    let table = table_of(r, &mut s, "table");
    if matches!(from, Some(From::Column(_))) && table.is_empty() {
        r.error(at, "missing-key", format!("{place} with a `column` needs a `table` of its cells"));
    }
    r.unknown_keys(s, &["column", "value", "table"], place);
    Some(Pick { from: from?, table })
}

fn period(r: &mut Reader, root: &mut Section) -> Option<When> {
    let mut s = required_part(r, root, "period")?;
    let at = s.at;
    let column = r.text(&mut s, "column").map(|(t, _)| t);
    let date = r.text(&mut s, "date").map(|(t, _)| t);
    let year = r.text(&mut s, "year").map(|(t, _)| t);
    let month = r.text(&mut s, "month").map(|(t, _)| t);
    let heads = r.word(&mut s, "heads", &[("year", false), ("month", true)]);
    let value = if s.has("value") { r.period(&mut s, "value") } else { None };
    let offset = if s.has("offset") { r.integer(&mut s, "offset", -20..=20) } else { None };
    let months = r
        .word(&mut s, "months", &[("number", Months::Number), ("en", Months::En), ("es", Months::Es), ("pt", Months::Pt)])
        .unwrap_or(Months::Number);
    let by_month = r.word(&mut s, "by", &[("month", true), ("year", false)]).unwrap_or(true);
    let span = span(r, &mut s);
    r.unknown_keys(s, &["column", "date", "year", "month", "heads", "value", "offset", "months", "by", "span"], "[period]");
    let offset = i32::try_from(offset.unwrap_or(0)).unwrap_or(0);
    match (column, date, year, month, heads, value) {
        (Some(column), None, None, None, None, None) => Some(When::Column { column, offset }),
        (None, Some(column), None, None, None, None) => Some(When::Date { column, by_month }),
        (None, None, Some(year), Some(month), None, None) => Some(When::YearMonth { year, month, months, by_month }),
        (None, None, None, None, Some(false), None) => Some(When::YearHeads { span }),
        (None, None, Some(year), None, Some(true), None) => Some(When::MonthHeads { year, months, by_month }),
        (None, None, None, None, None, Some(p)) => Some(When::Value(p)),
        _ => {
            r.error(at, "mapping-period", "[period] needs exactly one of: `column`; `date`; `year` and `month`; `heads = \"year\"`; `heads = \"month\"` and `year`; `value`");
            None
        }
    }
}

fn span(r: &mut Reader, s: &mut Section) -> Option<(i32, i32)> {
    if !s.has("span") {
        return None;
    }
    let ([a, b], at) = r.pair(s, "span")?;
    if a.fract() != 0.0 || b.fract() != 0.0 || a > b || !(1900.0..=2100.0).contains(&a) || !(1900.0..=2100.0).contains(&b) {
        r.error(at, "bad-period", "`span` should be two years, [first, last]");
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole years between 1900 and 2100")]
    Some((a as i32, b as i32))
}

fn value(r: &mut Reader, root: &mut Section, heads: bool) -> Option<What> {
    let mut s = required_part(r, root, "value")?;
    let at = s.at;
    let column = r.text(&mut s, "column").map(|(t, _)| t);
    let columns = s.has("columns").then(|| table_of(r, &mut s, "columns"));
    let each = if s.has("each") { r.number(&mut s, "each").map(|(n, _)| n) } else { None };
    let unit = text(r, &mut s, "unit");
    let range = if s.has("range") { r.pair(&mut s, "range") } else { None };
    let factor = if s.has("factor") { r.number(&mut s, "factor") } else { None };
    r.unknown_keys(s, &["column", "columns", "each", "unit", "range", "factor"], "[value]");
    let range = match range {
        Some(([lo, hi], at)) if lo >= hi => {
            r.error(at, "out-of-range", format!("`range` runs from {lo} to {hi}; the first must be the smaller"));
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
    let from = match (column, columns, each, heads) {
        (Some(c), None, None, false) => Some(Values::Column(c)),
        (None, Some(c), None, false) if !c.is_empty() => Some(Values::Columns(c)),
        (None, None, Some(n), false) => Some(Values::Each(n)),
        (None, None, None, true) => Some(Values::Heads),
        (_, _, _, true) => {
            r.error(at, "mapping-value", "the columns under `period.heads` hold the values; [value] takes no column of its own");
            None
        }
        _ => {
            r.error(at, "mapping-value", "[value] needs exactly one of `column`, `columns`, `each`");
            None
        }
    };
    Some(What { from: from?, unit, range, factor: factor? })
}

fn sections(r: &mut Reader, root: &mut Section, key: &str) -> Vec<(Section, Place)> {
    if !root.has(key) {
        return Vec::new();
    }
    let Some((items, _)) = r.list(root, key) else { return Vec::new() };
    let mut out = Vec::new();
    for Item { at, value } in items {
        match value {
            ItemValue::Table(s) => out.push((s, at)),
            _ => {
                r.error(at, "wrong-type", format!("`{key}` should be tables: write [[{key}]]"));
            }
        }
    }
    out
}

fn keeps(r: &mut Reader, root: &mut Section) -> Vec<Keep> {
    let mut out = Vec::new();
    for (mut s, at) in sections(r, root, "keep") {
        let column = required_text(r, &mut s, "column", "[[keep]]");
        let (only, not) = (texts(r, &mut s, "only"), texts(r, &mut s, "not"));
        let reason = text(r, &mut s, "reason");
        r.unknown_keys(s, &["column", "only", "not", "reason"], "[[keep]]");
        if only.is_empty() == not.is_empty() {
            r.error(at, "mapping-keep", "[[keep]] needs exactly one of `only` and `not`, a list of cells");
            continue;
        }
        if let Some(column) = column {
            let reason = if reason.is_empty() { format!("other `{column}`") } else { reason };
            out.push(Keep { column, only, not, reason });
        }
    }
    out
}

fn grade(r: &mut Reader, root: &mut Section) -> (Option<char>, Option<char>) {
    let Some(mut s) = part(r, root, "grade") else { return (None, None) };
    let mut letter = |key: &str| {
        let (t, at) = r.text(&mut s, key)?;
        let mut chars = t.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_ascii_alphanumeric() => Some(c),
            _ => {
                r.error(at, "unknown-word", format!("`{key}` is one letter or digit, found `{t}`"));
                None
            }
        }
    };
    let grade = (letter("reliability"), letter("credibility"));
    r.unknown_keys(s, &["reliability", "credibility"], "[grade]");
    grade
}

fn defines(r: &mut Reader, root: &mut Section) -> Vec<Define> {
    let mut out = Vec::new();
    for (mut s, _) in sections(r, root, "define") {
        let code = required_text(r, &mut s, "code", "[[define]]");
        let name = required_text(r, &mut s, "name", "[[define]]");
        let unit = text(r, &mut s, "unit");
        let kinds: Vec<(&str, &str)> = KINDS.iter().map(|k| (*k, *k)).collect();
        let kind = r.word(&mut s, "kind", &kinds).unwrap_or("");
        r.unknown_keys(s, &["code", "name", "unit", "kind"], "[[define]]");
        if let (Some(code), Some(name)) = (code, name) {
            out.push(Define { code, name, unit, kind: kind.to_owned() });
        }
    }
    out
}
