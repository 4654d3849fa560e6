//! The entries of `evidence`: which files, and how they are written.

use ideal_model::document::{Item, ItemValue, Position, Reader, Section};

use super::{Wanted, missing};
use crate::decode::Encoding;
use crate::numeral::{Numerals, Thousands};
use crate::tidy::{Dialect, TerritoryCodes};
use crate::workbook::Sheets;

/// One entry of `evidence`.
#[derive(Clone, Debug)]
pub(in crate::project) struct Entry {
    pub(in crate::project) pattern: String,
    pub(in crate::project) at: Position,
    pub(in crate::project) dialect: Dialect,
    /// The sheets of a workbook.
    pub(in crate::project) sheets: Sheets,
    /// Whether it is a table with settings, which goes before a bare pattern for the same file.
    pub(in crate::project) detailed: bool,
}

/// The entries of `evidence`; those with mistakes are reported and left out.
pub(super) fn evidence(r: &mut Reader, top: &mut Section, asked: &Wanted) -> Vec<Entry> {
    let hint = "evidence = [\"evidence/*.csv\"]";
    let items = match top.take("evidence") {
        None => {
            missing(r, asked, "evidence", hint);
            return Vec::new();
        }
        Some(Item { at, value: ItemValue::List(items) }) => {
            if items.is_empty() {
                r.error(at, "no-evidence", "`evidence` is an empty list").hint = Some(hint.into());
            }
            items
        }
        // One pattern or one table needs no list.
        Some(one @ Item { value: ItemValue::Text(_) | ItemValue::Table(_), .. }) => vec![one],
        Some(other) => {
            r.error(other.at, "wrong-type", "`evidence` should be a list of patterns and tables")
                .hint = Some(hint.into());
            return Vec::new();
        }
    };
    let mut out = Vec::new();
    for item in items {
        let at = item.at;
        match item.value {
            ItemValue::Text(pattern) => {
                out.push(Entry {
                    pattern,
                    at,
                    dialect: Dialect::default(),
                    sheets: Sheets::First,
                    detailed: false,
                });
            }
            ItemValue::Table(table) => out.extend(detailed(r, table, at)),
            _ => {
                r.error(
                    at,
                    "wrong-type",
                    "an entry of `evidence` is a pattern in quotes or a table",
                )
                .hint = Some(
                    "{ path = \"evidence/x.csv\", decimal = \",\", delimiter = \";\", encoding \
                          = \"latin-1\" }"
                        .into(),
                );
            }
        }
    }
    out
}

fn detailed(r: &mut Reader, mut table: Section, at: Position) -> Option<Entry> {
    let path = r.text(&mut table, "path");
    if path.is_none() {
        r.error(at, "missing-key", "the entry of `evidence` has no `path`");
    }
    let numerals = numerals(r, &mut table, at);
    let delimiter = r.text(&mut table, "delimiter").and_then(|(text, at)| match text.as_bytes() {
        [b] if b.is_ascii()
            && !b.is_ascii_alphanumeric()
            && !matches!(b, b'"' | b'\n' | b'\r' | b'.' | b'-') =>
        {
            Some(*b)
        }
        _ if text == "tab" => Some(b'\t'),
        _ => {
            r.error(
                at,
                "bad-delimiter",
                format!("`{text}` cannot delimit cells; it is one sign such as , or ; or \\t"),
            );
            None
        }
    });
    if numerals.decimal_comma && delimiter == Some(b',') {
        r.error(
            at,
            "decimal-and-delimiter",
            "the comma cannot be decimal and delimit cells unless every number is quoted",
        )
        .hint = Some(
            "give delimiter = \";\", or leave `delimiter` out to have it read off the header"
                .into(),
        );
    }
    let encoding = r.word(&mut table, "encoding", &Encoding::WORDS).unwrap_or_default();
    let codes = r.word(&mut table, "codes", &TerritoryCodes::WORDS).unwrap_or_default();
    let sheets = sheets(r, &mut table);
    r.unknown_keys(
        table,
        &["path", "decimal", "thousands", "delimiter", "encoding", "codes", "sheet", "sheets"],
        "the entry of `evidence`",
    );
    let (pattern, at) = path?;
    Some(Entry {
        pattern,
        at,
        dialect: Dialect { delimiter, numerals, encoding, codes, ..Dialect::default() },
        sheets,
        detailed: true,
    })
}

/// `decimal` and `thousands`.
fn numerals(r: &mut Reader, table: &mut Section, at: Position) -> Numerals {
    let decimal = r.word(table, "decimal", &[(".", false), (",", true)]);
    let thousands = r.word(table, "thousands", &Thousands::WORDS);
    Numerals::declared(decimal, thousands).unwrap_or_else(|| {
        r.error(at, "decimal-and-thousands", "`decimal` and `thousands` cannot be the same sign");
        Numerals::default()
    })
}

/// `sheet = "A"`, `sheets = ["A", "B"]` or `sheets = "all"`.
fn sheets(r: &mut Reader, table: &mut Section) -> Sheets {
    let one = r.text(table, "sheet");
    let Some(Item { at, value }) = table.take("sheets") else {
        return one.map_or(Sheets::First, |(name, _)| Sheets::These(vec![name]));
    };
    if one.is_some() {
        r.error(at, "two-keys", "`sheet` and `sheets` stand in one entry; write one of them");
    }
    let names = match value {
        ItemValue::Text(word) if word == "all" => return Sheets::All,
        ItemValue::Text(name) => vec![name],
        ItemValue::List(items) => {
            let mut names = Vec::new();
            for item in items {
                match item.value {
                    ItemValue::Text(name) if names.contains(&name) => {
                        r.warning(
                            item.at,
                            "sheet-twice",
                            format!("the sheet `{name}` stands twice in `sheets`"),
                        );
                    }
                    ItemValue::Text(name) => names.push(name),
                    _ => {
                        r.error(
                            item.at,
                            "wrong-type",
                            "`sheets` should be \"all\" or a list of names in quotes",
                        );
                    }
                }
            }
            names
        }
        _ => {
            r.error(at, "wrong-type", "`sheets` should be \"all\" or a list of names in quotes");
            return Sheets::First;
        }
    };
    if names.is_empty() {
        r.error(at, "no-sheets", "`sheets` is an empty list").hint =
            Some("\"all\", or the names of the sheets to read".into());
    }
    Sheets::These(names)
}
