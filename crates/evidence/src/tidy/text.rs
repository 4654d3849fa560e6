//! Tidy CSV, read by the csv crate so that every finding has its line.

use std::borrow::Cow;

use ideal_model::Finding;

use super::Dialect;
use super::commas::Commas;
use super::layout::TidyHeader;
use super::row::Rows;
use super::written::RowPlace;
use crate::decode;
use crate::findings::FileFindings;
use crate::records::{self, Records};
use crate::tail;

/// Reads a tidy text file into `rows`; returns how many data rows it has.
pub(crate) fn read(
    bytes: &[u8],
    dialect: Dialect,
    file: u32,
    rows: &mut Rows<'_>,
    findings: &mut FileFindings,
) -> u64 {
    let decoded = match decode::text(bytes, dialect.encoding) {
        Ok(decoded) => decoded,
        Err(finding) => {
            findings.push(*finding);
            return 0;
        }
    };
    if let Some(encoding) = decoded.instead
        && dialect.encoding != decode::Encoding::Utf8
    {
        let message = format!(
            "the entry says {}, and the file is {}: it was read as that",
            dialect.encoding.name(),
            encoding.name()
        );
        findings.push(Finding::note("encoding", message));
    }
    let text = decoded.text;
    let delimiter =
        dialect.delimiter.or(decoded.delimiter).unwrap_or_else(|| decode::delimiter(&text));
    let text = if rows.withholds() {
        Cow::Owned(cleared(&text, delimiter, dialect, file, rows))
    } else {
        text
    };
    rows.expect_bytes(text.len());
    tail::unended(&text, delimiter).into_iter().for_each(|f| findings.push(f));
    let mut records = Records::new(&text, delimiter);
    let mut layout: Option<TidyHeader> = None;
    let mut commas: Option<Commas> = None;
    let mut count = 0;
    loop {
        let (line, record) = match records.next() {
            Ok(Some(next)) => next,
            Ok(None) => {
                commas.into_iter().for_each(|c| c.close(findings));
                return count;
            }
            Err(stop) => {
                findings.push(stop.finding());
                return count;
            }
        };
        let Some(layout) = &layout else {
            let header: Vec<&str> = record.iter().collect();
            match TidyHeader::read(&header, line, findings) {
                Some(l) => {
                    commas = Commas::of(dialect, delimiter, &l);
                    layout = Some(l);
                }
                None => return 0,
            }
            continue;
        };
        if record.iter().all(|c| c.trim().is_empty()) {
            rows.blank(line);
            continue;
        }
        count += 1;
        if record.len() == layout.width {
            commas.iter_mut().for_each(|c| c.see(record, line));
            rows.row(layout, record, RowPlace { file, line, sheet: None, dialect }, findings);
        } else {
            wrong_width(record.len(), layout.width, line, findings);
        }
    }
}

/// The text without the rows that are withheld. One with more or fewer cells than the header, whose
/// mark may be another cell, is left in: it stops the run.
fn cleared(text: &str, delimiter: u8, dialect: Dialect, file: u32, rows: &mut Rows<'_>) -> String {
    let mut layout: Option<Option<TidyHeader>> = None;
    records::without(text, delimiter, |line, record| match &layout {
        Some(Some(layout)) if record.len() == layout.width => {
            rows.is_withheld(layout, record, RowPlace { file, line, sheet: None, dialect })
        }
        Some(_) => false,
        None => {
            let header: Vec<&str> = record.iter().collect();
            layout = Some(TidyHeader::read(&header, line, &mut FileFindings::new("")));
            false
        }
    })
}

fn wrong_width(n: usize, width: usize, line: u64, findings: &mut FileFindings) {
    findings.add("cell-count", &n.to_string(), line, || {
        let (fewer, hint) = if n < width {
            ("fewer", "is something cut off?")
        } else {
            ("more", "a text with the delimiter in it needs quotation marks")
        };
        Finding::error(
            "cell-count",
            format!("the row has {n} cells, {fewer} than the header's {width}"),
        )
        .hint(hint)
    });
}
