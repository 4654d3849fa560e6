//! `[file]`: how the file is laid out.

use ideal_model::document::{ItemValue, Reader, Section};

use super::keys::{head, no_other_keys, part, text_or_texts, texts};
use crate::decode::Encoding;
use crate::numeral::{Numerals, Thousands};
use crate::publisher::mapping::spec::{FileLayout, Head, Header, Sheets};

/// [file]: how the file is laid out.
pub(super) fn layout(r: &mut Reader, root: &mut Section) -> FileLayout {
    let mut layout = FileLayout {
        workbook: None,
        encoding: Encoding::Utf8,
        delimiter: None,
        numerals: Numerals::default(),
        sheets: Sheets::First,
        header: Header::First,
        fill_down: Vec::new(),
        transpose: false,
        footer: None,
        missing: Vec::new(),
        short_rows: false,
        split: None,
    };
    let Some(mut s) = part(r, root, "file") else { return layout };
    let at = s.at;
    layout.workbook = r.word(&mut s, "format", &[("csv", false), ("workbook", true)]);
    layout.encoding = r.word(&mut s, "encoding", &Encoding::WORDS).unwrap_or_default();
    layout.delimiter = r.word(
        &mut s,
        "delimiter",
        &[(",", b','), (";", b';'), ("\t", b'\t'), ("tab", b'\t'), ("|", b'|')],
    );
    let decimal = r.word(&mut s, "decimal", &[(".", false), (",", true)]);
    let thousands = r.word(&mut s, "thousands", &Thousands::WORDS);
    match Numerals::declared(decimal, thousands) {
        Some(numerals) => layout.numerals = numerals,
        None => {
            r.error(
                at,
                "decimal-and-thousands",
                "`decimal` and `thousands` cannot be the same sign",
            );
        }
    }
    layout.sheets = sheets(r, &mut s);
    layout.header = header(r, &mut s);
    if let Some(columns) = text_or_texts(r, &mut s, "fill_down") {
        layout.fill_down = columns.into_iter().map(|c| Head(vec![c])).collect();
    }
    layout.transpose = r.boolean(&mut s, "transpose").unwrap_or(false);
    layout.footer = head(r, &mut s, "footer");
    layout.missing = texts(r, &mut s, "missing");
    layout.short_rows = r.word(&mut s, "short_rows", &[("blank", true)]).unwrap_or(false);
    layout.split = r.word(&mut s, "split", &[(",", ','), (";", ';'), ("|", '|'), ("/", '/')]);
    no_other_keys(r, s, "file");
    layout
}

fn sheets(r: &mut Reader, s: &mut Section) -> Sheets {
    let at = s.place("sheet").unwrap_or(s.at);
    let one = r.text(s, "sheet").map(|(t, _)| t);
    match (one, text_or_texts(r, s, "sheets")) {
        (Some(_), Some(_)) => {
            r.error(at, "mapping-sheets", "`sheet` and `sheets` both name sheets; keep one");
            Sheets::First
        }
        (Some(name), None) if name == "?" => {
            r.error(at, "open-question", "`sheet` is still the draft's question mark").hint =
                Some("write the name of the sheet, or sheets = \"all\"".to_owned());
            Sheets::First
        }
        (Some(name), None) => Sheets::Named(vec![name]),
        (None, Some(names)) if names == ["all"] => Sheets::All,
        (None, Some(names)) => Sheets::Named(names),
        (None, None) => Sheets::First,
    }
}

fn header(r: &mut Reader, s: &mut Section) -> Header {
    const LAST: i64 = 1000;
    let has = texts(r, s, "header_has");
    let Some(item) = s.take("header") else {
        return if has.is_empty() { Header::First } else { Header::Has(has) };
    };
    if !has.is_empty() {
        r.error(
            item.at,
            "mapping-header",
            "`header` and `header_has` both say where the header is; keep one",
        );
    }
    let row = |v: &ItemValue| match v {
        ItemValue::Integer(n) if (0..=LAST).contains(n) => u32::try_from(*n).ok(),
        // `1.0` is 1.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 0 to 1000"
        )]
        ItemValue::Number(n) if n.fract() == 0.0 && (0.0..=LAST as f64).contains(n) => {
            Some(*n as u32)
        }
        _ => None,
    };
    let rows: Option<Vec<u32>> = match &item.value {
        ItemValue::List(items) => items.iter().map(|i| row(&i.value)).collect(),
        one => row(one).map(|n| vec![n]),
    };
    match rows.as_deref() {
        Some([0]) => Header::None,
        Some(rows) if !rows.is_empty() && !rows.contains(&0) && rows.is_sorted_by(|a, b| a < b) => {
            Header::Rows(rows.to_vec())
        }
        _ => {
            r.error(
                item.at,
                "out-of-range",
                format!(
                    "`header` is a row from 1 to {LAST}, several of them from above, or 0 for none"
                ),
            );
            Header::First
        }
    }
}
