//! The mapping file read, with every mistake in it found in one pass.

mod period;
mod places;
mod sheet;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::document::{Item, ItemValue, Place, Reader, Section};
use ideal_model::{Finding, ObsStatus, Source};

use super::reference;
use super::spec::{
    Combine, Define, Duplicates, From, Head, Header, Keep, Mapping, Partial, Pick, Values,
};
use crate::plain::plain;
use crate::publisher::output::{SOURCE_ID, is_source_id};

/// Reads a mapping. `Some` only where there is no error finding.
#[must_use]
pub fn parse_mapping(text: &str, file: &str) -> (Option<Mapping>, Vec<Finding>) {
    let mut reader = Reader::new(file);
    let Some(mut root) = reader.parse(text) else { return (None, reader.findings.finish()) };
    let mapping = read(&mut reader, &mut root);
    let known: Vec<&str> = reference::names("").into_iter().chain(reference::sections()).collect();
    reader.unknown_keys(root, &known, "the mapping");
    let failed = reader.findings.failed();
    (if failed { None } else { mapping }, reader.findings.finish())
}

/// The table beside a mapping that [territory] joins.
pub(super) struct Joins {
    pub(super) file: String,
    pub(super) key: String,
    pub(super) code: String,
}

/// The `join` of a mapping, if it has one and it is whole.
pub(super) fn joins(text: &str) -> Option<Joins> {
    let mut r = Reader::new("");
    let mut root = r.parse(text)?;
    let mut territory = part(&mut r, &mut root, "territory")?;
    let mut s = part(&mut r, &mut territory, "join")?;
    let mut get = |key: &str| compared(&mut r, &mut s, key);
    Some(Joins { file: get("file")?, key: get("key")?, code: get("code")? })
}

fn read(r: &mut Reader, root: &mut Section) -> Option<Mapping> {
    let id = required_text(r, root, "id", "the mapping");
    let about = text(r, root, "about");
    let source = source(r, root);
    let file = sheet::layout(r, root);
    let territory = places::territory(r, root);
    let crime_area = match part(r, root, "crime_area") {
        Some(s) => pick(r, s, "crime_area"),
        None => Some(Pick {
            from: From::Value("*".to_owned()),
            table: BTreeMap::new(),
            leave_out: BTreeSet::new(),
        }),
    };
    let indicator = part(r, root, "indicator").map(|s| pick(r, s, "indicator"));
    let period = period::period(r, root);
    let heads = territory.as_ref().is_some_and(|t| t.from == From::Heads);
    let value = value::value(r, root, period.as_ref(), heads);
    let keep = keeps(r, root);
    let total = total(r, root);
    let open = root.place("rows").filter(|_| root.is_text("rows", "?"));
    let rows =
        match open {
            Some(at) => {
                root.take("rows");
                r.error(at, "open-question", "`rows` is still the draft's question mark").hint =
                Some("\"sum\" adds up the rows of a period, \"latest\" takes the last, \"mean\" \
                      their mean".to_owned());
                Combine::Single
            }
            None => r.word(root, "rows", &Combine::WORDS).unwrap_or(Combine::Single),
        };
    let duplicates = r.word(
        root,
        "duplicates",
        &[("keep", Duplicates::Keep), ("drop", Duplicates::Drop), ("refuse", Duplicates::Refuse)],
    );
    let partial = r.word(root, "partial", &[("mark", Partial::Mark), ("refuse", Partial::Refuse)]);
    let absent = places::absent(r, root, territory.as_ref());
    let (reliability, credibility) = grade(r, root);
    let obs_status = r.text(root, "obs_status").and_then(|(t, at)| status(r, &t, at));
    let note = text(r, root, "note");
    let define = defines(r, root);
    if let Some(value) = &value {
        let by_columns =
            matches!(&value.from, Values::Columns(c) if c.iter().any(|(_, code)| code.is_some()));
        if by_columns == indicator.is_some() {
            let problem = if by_columns {
                "`value.columns` and [indicator] both name indicators; keep one"
            } else {
                "nothing says which indicator the values are; write [indicator] or `value.columns`"
            };
            r.error(root.at, "mapping-indicator", problem);
        }
        let parts = period.as_ref().is_some_and(super::spec::When::sums_to_years)
            || matches!(value.from, Values::Each(_));
        if parts && rows == Combine::Single {
            r.error(
                root.at,
                "mapping-rows",
                "these rows are parts of one figure; write `rows = \"sum\"`",
            );
        }
    }
    if rows == Combine::Latest && period.as_ref().is_some_and(|p| !p.is_dated()) {
        r.error(
            root.at,
            "mapping-rows",
            "`rows = \"latest\"` needs months or dates to tell which row is the latest",
        );
    }
    let header_left_out = file.header == Header::First;
    let mapping = Mapping {
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
        total,
        rows,
        duplicates: duplicates.unwrap_or(Duplicates::Keep),
        partial: partial.unwrap_or(Partial::Mark),
        absent,
        reliability,
        credibility,
        obs_status,
        note,
        define,
    };
    let values = if let Values::Columns(c) = &mapping.value.from {
        c.iter().map(|(h, _)| h).collect()
    } else {
        Vec::new()
    };
    let heads: Vec<&String> =
        mapping.columns_named().into_iter().chain(values).flat_map(|h| &h.0).collect();
    if header_left_out && !heads.is_empty() && heads.iter().all(|h| h.starts_with("letter:")) {
        r.error(
            root.at,
            "mapping-header",
            "columns are named by letter alone: say under [file] whether there is a header",
        )
        .hint = Some("header = 0 if the first row is data, else header = 1".to_owned());
        return None;
    }
    Some(mapping)
}

fn text(r: &mut Reader, s: &mut Section, key: &str) -> String {
    match r.text(s, key) {
        Some((t, at)) if t == "?" => {
            r.error(at, "open-question", format!("`{key}` is still the draft's question mark"))
                .hint = Some("write what it is".to_owned());
            String::new()
        }
        found => found.map(|(t, _)| t).unwrap_or_default(),
    }
}

/// A text that cells are compared with.
fn compared(r: &mut Reader, s: &mut Section, key: &str) -> Option<String> {
    r.text(s, key).map(|(t, _)| plain(&t).into_owned())
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
    if t.trim() == "?" {
        r.error(
            at,
            "open-question",
            format!("`{key}` of {place} is still the draft's question mark"),
        )
        .hint = Some(
            if key == "licence" {
                "write what it is; a licence is stated, never guessed"
            } else {
                "write what it is"
            }
            .to_owned(),
        );
        return None;
    }
    Some(t)
}

fn part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
    if root.has(key) { r.table(root, key) } else { None }
}

fn required_part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
    if !root.has(key) {
        let empty = if key == "value" {
            "; it may be empty where the heads of the values say everything"
        } else {
            ""
        };
        r.error(root.at, "missing-key", format!("the mapping needs [{key}]{empty}"));
        return None;
    }
    r.table(root, key)
}

fn texts(r: &mut Reader, s: &mut Section, key: &str) -> Vec<String> {
    if !s.has(key) {
        return Vec::new();
    }
    r.texts(s, key).unwrap_or_default().into_iter().map(|(t, _)| plain(&t).into_owned()).collect()
}

/// A text, or a list of texts.
fn text_or_texts(r: &mut Reader, s: &mut Section, key: &str) -> Option<Vec<String>> {
    let item = s.take(key)?;
    let at = item.at;
    let list = match item.value {
        ItemValue::Text(t) => vec![t],
        ItemValue::List(items) => {
            let mut out = Vec::new();
            for item in items {
                match item.value {
                    ItemValue::Text(t) => out.push(t),
                    _ => {
                        r.error(
                            item.at,
                            "wrong-type",
                            format!("`{key}` should be a text in quotes, or a list of them"),
                        );
                    }
                }
            }
            out
        }
        _ => {
            r.error(
                at,
                "wrong-type",
                format!("`{key}` should be a text in quotes, or a list of them"),
            );
            return None;
        }
    };
    if list.is_empty() || list.iter().any(|t| t.trim().is_empty()) {
        r.error(at, "empty-text", format!("`{key}` is empty"));
        return None;
    }
    Some(list.iter().map(|t| plain(t).into_owned()).collect())
}

/// A column: a head, or a list of heads that it may have.
fn head(r: &mut Reader, s: &mut Section, key: &str) -> Option<Head> {
    let at = s.place(key).unwrap_or(s.at);
    let heads = text_or_texts(r, s, key)?;
    if heads == ["?"] {
        r.error(at, "open-question", format!("`{key}` is still the draft's question mark")).hint =
            Some(
                "write the head of the column; the comments of the draft say which it could be"
                    .to_owned(),
            );
        return None;
    }
    Some(Head(heads))
}

/// The keys a section does not have.
fn no_other_keys(r: &mut Reader, s: Section, part: &str) {
    let place =
        if matches!(part, "keep" | "define") { format!("[[{part}]]") } else { format!("[{part}]") };
    r.unknown_keys(s, &reference::names(part), &place);
}

fn status(r: &mut Reader, text: &str, at: Place) -> Option<ObsStatus> {
    let status = ObsStatus::from_code(text);
    if status.is_none() {
        r.error(at, "unknown-word", format!("`obs_status` cannot be `{text}`")).hint =
            Some("one of: A, B, E, P, S".to_owned());
    }
    status
}

fn source(r: &mut Reader, root: &mut Section) -> Option<Source> {
    let mut s = required_part(r, root, "source")?;
    let at = s.place("id").unwrap_or(s.at);
    let id = required_text(r, &mut s, "id", "[source]");
    let publisher = required_text(r, &mut s, "publisher", "[source]");
    let title = required_text(r, &mut s, "title", "[source]");
    let licence = required_text(r, &mut s, "licence", "[source]");
    let (url, retrieved) = (text(r, &mut s, "url"), text(r, &mut s, "retrieved"));
    let lineage = texts(r, &mut s, "lineage");
    no_other_keys(r, s, "source");
    let id = id?;
    if !is_source_id(&id) {
        r.error(at, "source-id", format!("`id` of [source] cannot be `{id}`")).hint =
            Some(SOURCE_ID.to_owned());
        return None;
    }
    Some(Source {
        id,
        publisher: publisher?,
        title: title?,
        url,
        licence: licence?,
        retrieved,
        lineage,
    })
}

/// A table of cells and what they mean; two spellings of one cell are a mistake.
fn table_of(r: &mut Reader, s: &mut Section, key: &str) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    if !s.has(key) {
        return out;
    }
    let Some(mut table) = r.table(s, key) else { return out };
    for (cell, _, item) in table.take_all() {
        match item.value {
            ItemValue::Text(code) if code.contains('?') => {
                r.error(
                    item.at,
                    "open-question",
                    format!("`{key}.{cell}` is still the draft's question mark, `{code}`"),
                )
                .hint =
                    Some("write the code; what is none of them goes into `leave_out`".to_owned());
            }
            ItemValue::Text(code) if code.trim().is_empty() => {
                r.error(item.at, "empty-text", format!("`{key}.{cell}` is empty")).hint =
                    Some("write the code; what is none of them goes into `leave_out`".to_owned());
            }
            ItemValue::Text(code) => {
                let (cell, code) = (plain(&cell).into_owned(), plain(&code).into_owned());
                if let Some(other) = out.insert(cell.clone(), code.clone())
                    && other != code
                {
                    r.error(
                        item.at,
                        "two-meanings",
                        format!("`{key}` has `{cell}` twice, as `{other}` and as `{code}`"),
                    );
                }
            }
            _ => {
                r.error(
                    item.at,
                    "wrong-type",
                    format!("`{key}.{cell}` should be a code in quotes"),
                );
            }
        }
    }
    out
}

fn pick(r: &mut Reader, mut s: Section, name: &str) -> Option<Pick> {
    let at = s.at;
    let said = s.has("column");
    let column = head(r, &mut s, "column");
    let value = compared(r, &mut s, "value");
    let table = table_of(r, &mut s, "table");
    let leave_out = texts(r, &mut s, "leave_out").into_iter().collect();
    no_other_keys(r, s, name);
    let from = match (column, value) {
        (Some(c), None) => From::Column(c),
        (None, Some(v)) => From::Value(v),
        (Some(_), Some(_)) => {
            r.error(
                at,
                "mapping-from",
                format!("[{name}] has both `column` and `value`; keep one"),
            );
            return None;
        }
        // A column that could not be read has its own error.
        (None, None) if said => return None,
        (None, None) => {
            r.error(at, "missing-key", format!("[{name}] needs `column` or `value`"));
            return None;
        }
    };
    if matches!(from, From::Column(_)) && table.is_empty() {
        r.error(
            at,
            "missing-key",
            format!("[{name}] with a `column` needs a `table` of its cells"),
        );
    }
    Some(Pick { from, table, leave_out })
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
        let column = head(r, &mut s, "column");
        let [only, not] = ["only", "not"]
            .map(|key| texts(r, &mut s, key).into_iter().collect::<BTreeSet<String>>());
        let reason = text(r, &mut s, "reason");
        no_other_keys(r, s, "keep");
        if only.is_empty() == not.is_empty() {
            r.error(
                at,
                "mapping-keep",
                "[[keep]] needs exactly one of `only` and `not`, a list of cells",
            );
            continue;
        }
        match column {
            Some(column) => {
                let reason = if reason.is_empty() { format!("other `{column}`") } else { reason };
                out.push(Keep { column, only, not, reason });
            }
            None => {
                r.error(at, "missing-key", "[[keep]] needs `column`");
            }
        }
    }
    out
}

fn total(r: &mut Reader, root: &mut Section) -> Option<Keep> {
    let mut s = part(r, root, "total")?;
    let at = s.at;
    let column = head(r, &mut s, "column");
    let only: BTreeSet<String> = texts(r, &mut s, "only").into_iter().collect();
    no_other_keys(r, s, "total");
    match column {
        Some(column) if !only.is_empty() => {
            Some(Keep { column, only, not: BTreeSet::new(), reason: String::new() })
        }
        _ => {
            r.error(
                at,
                "missing-key",
                "[total] needs `column` and `only`, the cells that mark a total",
            );
            None
        }
    }
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
    no_other_keys(r, s, "grade");
    grade
}

fn defines(r: &mut Reader, root: &mut Section) -> Vec<Define> {
    let kinds: Vec<(&str, &str)> =
        ideal_model::method::Kind::ALL.iter().map(|(w, _)| (*w, *w)).collect();
    let mut out = Vec::new();
    // A draft has as many open units as columns: one question says it of all.
    let mut open: Vec<(Place, String)> = Vec::new();
    for (mut s, _) in sections(r, root, "define") {
        let code = required_text(r, &mut s, "code", "[[define]]");
        let name = required_text(r, &mut s, "name", "[[define]]");
        let unit = match r.text(&mut s, "unit") {
            Some((unit, at)) if unit == "?" => {
                open.push((at, code.clone().unwrap_or_default()));
                String::new()
            }
            unit => unit.map(|(unit, _)| unit).unwrap_or_default(),
        };
        let kind = r.word(&mut s, "kind", &kinds).unwrap_or("");
        no_other_keys(r, s, "define");
        if let (Some(code), Some(name)) = (code, name) {
            out.push(Define { code, name, unit, kind: kind.to_owned() });
        }
    }
    if let Some((at, first)) = open.first() {
        let more =
            if open.len() > 1 { format!(" and of {} more", open.len() - 1) } else { String::new() };
        r.error(
            *at,
            "open-question",
            format!("`unit` of `{first}`{more} is still the draft's question mark"),
        )
        .hint = Some(
            "write the unit under each [[define]], such as cases, or \"\" where there is none"
                .to_owned(),
        );
    }
    out
}
