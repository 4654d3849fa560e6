//! The small parts of a mapping: [source], [grade], [total], [[keep]], [[define]], and those that
//! pick a code by a cell.

use std::collections::BTreeSet;

use ideal_model::Source;
use ideal_model::document::{Position, Reader, Section};

use super::keys::{
    compared, head, no_other_keys, part, required_part, required_text, sections, table_of, text,
    texts,
};
use crate::publisher::mapping::spec::{CodeOrigin, Define, Keep, Pick};
use crate::publisher::output::{SOURCE_ID, is_source_id};

/// [source]: the source that every row names.
pub(super) fn source(r: &mut Reader, root: &mut Section) -> Option<Source> {
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

/// A part that gives every row one code, or one by a cell.
pub(super) fn pick(r: &mut Reader, mut s: Section, name: &str) -> Option<Pick> {
    let at = s.at;
    let said = s.has("column");
    let column = head(r, &mut s, "column");
    let value = compared(r, &mut s, "value");
    let table = table_of(r, &mut s, "table");
    let leave_out = texts(r, &mut s, "leave_out").into_iter().collect();
    no_other_keys(r, s, name);
    let from = match (column, value) {
        (Some(c), None) => CodeOrigin::Column(c),
        (None, Some(v)) => CodeOrigin::Value(v),
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
    if matches!(from, CodeOrigin::Column(_)) && table.is_empty() {
        r.error(
            at,
            "missing-key",
            format!("[{name}] with a `column` needs a `table` of its cells"),
        );
    }
    Some(Pick { from, table, leave_out })
}

/// [[keep]]: the conditions on rows.
pub(super) fn keeps(r: &mut Reader, root: &mut Section) -> Vec<Keep> {
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

/// [total]: which rows are totals of others.
pub(super) fn total(r: &mut Reader, root: &mut Section) -> Option<Keep> {
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

/// [grade]: reliability and credibility, a sign each.
pub(super) fn grade(r: &mut Reader, root: &mut Section) -> (Option<char>, Option<char>) {
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

/// [[define]]: the indicators that do not ship.
pub(super) fn defines(r: &mut Reader, root: &mut Section) -> Vec<Define> {
    let kinds: Vec<(&str, &str)> =
        ideal_model::method::Kind::ALL.iter().map(|(w, _)| (*w, *w)).collect();
    let mut out = Vec::new();
    // A draft has as many open units as columns: one question says it of all.
    let mut open: Vec<(Position, String)> = Vec::new();
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
