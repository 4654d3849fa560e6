//! Records of a delimited text, each with the line it begins on.

use std::ops::Range;

use csv::{Reader, ReaderBuilder, StringRecord};
use ideal_model::Finding;

use crate::quotes::{Unpaired, unpaired};

/// Reads the records of a text one by one. A row with another number of cells is no error here.
pub(crate) struct Records<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
    unpaired: Option<Unpaired>,
    /// The bytes of the record read last, with the end of its line.
    span: Range<usize>,
}

/// Why a text cannot be read on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Its quotation marks do not pair.
    Quotes(Unpaired),
    /// Anything else that the reader of CSV says, with its line.
    Other(u64, String),
}

impl Stop {
    /// As a finding of a check.
    pub(crate) fn finding(self) -> Finding {
        match self {
            Stop::Quotes(fault) => Finding::error("open-quote", fault.message())
                .at_line(fault.line())
                .hint(fault.cure()),
            Stop::Other(line, text) => {
                Finding::error("not-csv", format!("the file cannot be read on: {text}"))
                    .at_line(line)
            }
        }
    }
}

impl<'t> Records<'t> {
    /// Begins at the first record.
    pub(crate) fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Records {
            text,
            reader,
            record: StringRecord::new(),
            unpaired: unpaired(text, delimiter),
            span: 0..0,
        }
    }

    /// The next record and its line; `None` at the end. Rows before the first whose quotation marks
    /// do not pair are given.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &StringRecord)>, Stop> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(e) => {
                return Err(Stop::Other(
                    e.position().map_or(1, csv::Position::line),
                    e.to_string(),
                ));
            }
        }
        let (start, counted) = self.record.position().map_or((0, 1), |p| (p.byte(), p.line()));
        let raw = usize::try_from(start)
            .ok()
            .and_then(|s| self.text.as_bytes().get(s..))
            .unwrap_or_default();
        // The reader's own count stands before any blank lines it skipped.
        let blank = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let skipped = raw.iter().take(blank).filter(|b| **b == b'\n').count();
        let line = counted + skipped as u64;
        self.span = self.span_from(start, blank);
        if let Some(fault) = self.unpaired
            && self.reader.position().line().max(line + 1) > fault.line()
        {
            return Err(Stop::Quotes(fault));
        }
        Ok(Some((line, &self.record)))
    }

    /// The bytes of the record that begins after `blank` bytes from `start`, with the end of its
    /// line.
    fn span_from(&self, start: u64, blank: usize) -> Range<usize> {
        let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
        let end = place(self.reader.position().byte());
        // The reader stops between the two signs of a line's end.
        let rest = self.text.as_bytes().get(end.saturating_sub(1)..).unwrap_or_default();
        let end = if rest.starts_with(b"\r\n") { end + 1 } else { end };
        place(start).saturating_add(blank)..end
    }
}

/// A delimited text without some of its records, each with its line: nothing else of it is changed.
/// From the first record that cannot be read on it is as it was.
pub(crate) fn without(
    text: &str,
    delimiter: u8,
    mut drops: impl FnMut(u64, &StringRecord) -> bool,
) -> String {
    let mut records = Records::new(text, delimiter);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Ok(Some((line, record))) = records.next() {
        if drops(line, record) {
            out.push_str(text.get(from..records.span.start).unwrap_or_default());
            from = records.span.end;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u64, usize)>, (usize, u64)> {
        let mut records = Records::new(text, b',');
        let mut out = Vec::new();
        loop {
            match records.next() {
                Ok(Some((line, r))) => out.push((line, r.len())),
                Ok(None) => return Ok(out),
                Err(Stop::Quotes(fault)) => return Err((out.len(), fault.line())),
                Err(Stop::Other(line, text)) => panic!("{line}: {text}"),
            }
        }
    }

    #[test]
    fn lines_are_counted_over_blanks_and_quoted_breaks() {
        assert_eq!(
            lines("a,b\n\n\n1,2\n\"x\ny\",4\n5,6"),
            Ok(vec![(1, 2), (4, 2), (5, 2), (7, 2)])
        );
        assert_eq!(lines("a,b\r\n\r\n1,2\r\n"), Ok(vec![(1, 2), (3, 2)]));
    }

    #[test]
    fn records_are_cut_out_whole_and_nothing_else_with_them() {
        let cut = |text: &str| without(text, b',', |_, r| r.get(1) == Some("x"));
        assert_eq!(cut("a,b\n1,x\n2,y\n3,x\n"), "a,b\n2,y\n");
        assert_eq!(cut("a,b\r\n1,x\r\n2,y\r\n3,x"), "a,b\r\n2,y\r\n");
        assert_eq!(cut("a,b\n\n1,x\n\n2,y"), "a,b\n\n\n2,y");
        assert_eq!(cut("a,b\r\n\r\n1,x\r\n\r\n2,y"), "a,b\r\n\r\n\r\n2,y");
        assert_eq!(cut("a,b\n\"1\n,\",x\n\"2\n\",y\n"), "a,b\n\"2\n\",y\n");
        assert_eq!(cut("a,b\n1,x\n\"2,x\n3,x\n"), "a,b\n\"2,x\n3,x\n");
    }

    #[test]
    fn an_open_quote_swallows_nothing_in_silence() {
        // At the end of a row the number of cells would still be right.
        assert_eq!(lines("a,b\n1,\"x\n2,y\n3,z\n"), Err((1, 2)));
        assert_eq!(lines("a,b\n0,0\n1,\"x\n2,\"y\"\n3,z\n"), Err((2, 3)));
        assert_eq!(lines("a,b\n\"1,x\n2,y\n"), Err((1, 2)));
        assert_eq!(lines("a,b\n1,2\n3,4"), Ok(vec![(1, 2), (2, 2), (3, 2)]));
    }
}
