//! Records of a delimited text, each with the line it begins on.

use csv::{Reader, ReaderBuilder, StringRecord};
use ideal_model::Finding;

/// Reads the records of a text one by one. A row with another number of cells is no error here.
pub(crate) struct Records<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    record: StringRecord,
}

impl<'t> Records<'t> {
    pub(crate) fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        Records { text, reader, record: StringRecord::new() }
    }

    /// The next record and its line; `None` at the end.
    ///
    /// A quotation mark that nobody closes would swallow the rows after it without a trace. Rows have an even number of
    /// marks, so a record that runs over several lines with an odd number began with such a one: an error.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &StringRecord)>, Box<Finding>> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(e) => return Err(Box::new(Finding::error("not-csv", format!("the file cannot be read on: {e}")))),
        }
        let (start, counted) = self.record.position().map_or((0, 1), |p| (p.byte(), p.line()));
        let raw = usize::try_from(start).ok().and_then(|s| self.text.as_bytes().get(s..)).unwrap_or_default();
        // The reader's own count stands before any blank lines it skipped.
        let skipped = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
        let line = counted + skipped as u64;
        let end = self.reader.position();
        if end.line() > line + 1 {
            let length = usize::try_from(end.byte().saturating_sub(start)).unwrap_or(0);
            let marks = raw.iter().take(length).filter(|b| **b == b'"').count();
            if marks % 2 == 1 {
                let message = format!("a quotation mark is not closed: the row runs on to line {}", end.line() - 1);
                let finding = Finding::error("open-quote", message).at_line(line);
                return Err(Box::new(finding.hint("close it, or double a quotation mark that belongs to the text")));
            }
        }
        Ok(Some((line, &self.record)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u64, usize)>, String> {
        let mut records = Records::new(text, b',');
        let mut out = Vec::new();
        loop {
            match records.next() {
                Ok(Some((line, r))) => out.push((line, r.len())),
                Ok(None) => return Ok(out),
                Err(f) => return Err(format!("{} {}", f.line.unwrap(), f.code)),
            }
        }
    }

    #[test]
    fn lines_are_counted_over_blanks_and_quoted_breaks() {
        assert_eq!(lines("a,b\n\n\n1,2\n\"x\ny\",4\n5,6"), Ok(vec![(1, 2), (4, 2), (5, 2), (7, 2)]));
        assert_eq!(lines("a,b\r\n\r\n1,2\r\n"), Ok(vec![(1, 2), (3, 2)]));
    }

    #[test]
    fn an_open_quote_swallows_nothing_in_silence() {
        // At the end of a row the number of cells would still be right.
        assert_eq!(lines("a,b\n1,\"x\n2,y\n3,z\n"), Err("2 open-quote".to_owned()));
        assert_eq!(lines("a,b\n1,\"x\n2,\"y\"\n3,z\n"), Err("2 open-quote".to_owned()));
        assert_eq!(lines("a,b\n\"1,x\n2,y\n"), Err("2 open-quote".to_owned()));
        assert_eq!(lines("a,b\n1,5\" pipe\n"), Ok(vec![(1, 2), (2, 2)]));
    }
}
