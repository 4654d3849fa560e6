//! Keys of a section of a mapping: texts, columns, tables of cells; what the draft left open is
//! asked for.

use std::collections::BTreeMap;

use ideal_model::ObsStatus;
use ideal_model::document::{Item, ItemValue, Position, Reader, Section};

use crate::plain::plain;
use crate::publisher::mapping::reference;
use crate::publisher::mapping::spec::Head;

/// A text; empty where the key is not there.
pub(super) fn text(r: &mut Reader, s: &mut Section, key: &str) -> String {
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
pub(super) fn compared(r: &mut Reader, s: &mut Section, key: &str) -> Option<String> {
    r.text(s, key).map(|(t, _)| plain(&t).into_owned())
}

/// A text that has to be there, with something in it.
pub(super) fn required_text(
    r: &mut Reader,
    s: &mut Section,
    key: &str,
    place: &str,
) -> Option<String> {
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

/// A part of the mapping, if it has it.
pub(super) fn part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
    if root.has(key) { r.table(root, key) } else { None }
}

/// A part that every mapping has.
pub(super) fn required_part(r: &mut Reader, root: &mut Section, key: &str) -> Option<Section> {
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

/// A list of texts that cells are compared with; empty where the key is not there.
pub(super) fn texts(r: &mut Reader, s: &mut Section, key: &str) -> Vec<String> {
    if !s.has(key) {
        return Vec::new();
    }
    r.texts(s, key).unwrap_or_default().into_iter().map(|(t, _)| plain(&t).into_owned()).collect()
}

/// A text, or a list of texts.
pub(super) fn text_or_texts(r: &mut Reader, s: &mut Section, key: &str) -> Option<Vec<String>> {
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
pub(super) fn head(r: &mut Reader, s: &mut Section, key: &str) -> Option<Head> {
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
pub(super) fn no_other_keys(r: &mut Reader, s: Section, part: &str) {
    let place =
        if matches!(part, "keep" | "define") { format!("[[{part}]]") } else { format!("[{part}]") };
    no_keys_but(r, s, &reference::names(part), &place);
}

/// The keys a section does not have, where these are known.
pub(super) fn no_keys_but(r: &mut Reader, s: Section, known: &[&str], place: &str) {
    r.unknown_keys(s, known, place);
}

/// The status that a code of SDMX means.
pub(super) fn status(r: &mut Reader, text: &str, at: Position) -> Option<ObsStatus> {
    let status = ObsStatus::from_code(text);
    if status.is_none() {
        r.error(at, "unknown-word", format!("`obs_status` cannot be `{text}`")).hint =
            Some("one of: A, B, E, P, S".to_owned());
    }
    status
}

/// A table of cells and what they mean; two spellings of one cell are a mistake.
pub(super) fn table_of(r: &mut Reader, s: &mut Section, key: &str) -> BTreeMap<String, String> {
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

/// The parts of a name that may stand several times, each with its place.
pub(super) fn sections(r: &mut Reader, root: &mut Section, key: &str) -> Vec<(Section, Position)> {
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
