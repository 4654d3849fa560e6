//! Records of a delimited text, each with the line it begins on.

use csv::{Reader, ReaderBuilder, StringRecord};
use ideal_model::Finding;

use crate::quotes::{Unpaired, unpaired};

/// Reads the records of a text one by one. A row with another number of cells is no error here.
pub(crate) struct Records<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
    unpaired: Option<Unpaired>,
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
        Records { text, reader, record: StringRecord::new(), unpaired: unpaired(text, delimiter) }
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
        let skipped =
            raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
        let line = counted + skipped as u64;
        if let Some(fault) = self.unpaired
            && self.reader.position().line().max(line + 1) > fault.line()
        {
            return Err(Stop::Quotes(fault));
        }
        Ok(Some((line, &self.record)))
    }
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
    fn an_open_quote_swallows_nothing_in_silence() {
        // At the end of a row the number of cells would still be right.
        assert_eq!(lines("a,b\n1,\"x\n2,y\n3,z\n"), Err((1, 2)));
        assert_eq!(lines("a,b\n0,0\n1,\"x\n2,\"y\"\n3,z\n"), Err((2, 3)));
        assert_eq!(lines("a,b\n\"1,x\n2,y\n"), Err((1, 2)));
        assert_eq!(lines("a,b\n1,2\n3,4"), Ok(vec![(1, 2), (2, 2), (3, 2)]));
    }
}
