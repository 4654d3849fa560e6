//! Tables of a round that `collect receive` itself writes, read back: each line has to be as it was
//! written, for what is made of them is written anew.

use std::io;

use ideal_evidence::{CellRow, Files, read_delimited};
use ideal_model::Finding;

/// The rows under the header of the table at a path, which has to be one of `heads`; none where
/// there is no such file.
pub(super) fn rows(
    files: &dyn Files,
    path: &str,
    heads: &[&[&str]],
) -> Result<Vec<CellRow>, Box<Finding>> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => {
            let message = format!("the file cannot be read: {e}");
            return Err(Box::new(Finding::error("unreadable-file", message).in_file(path)));
        }
    };
    let mut rows = read_delimited(&bytes).map_err(|f| Box::new(f.in_file(path)))?.into_iter();
    let Some(head) = rows.next() else { return Err(changed(path, 1, "there is no header")) };
    let found: Vec<String> = head.cells.iter().map(|(_, cell)| cell.text()).collect();
    if !heads.iter().any(|known| found == *known) {
        return Err(changed(path, head.number, "the columns are others"));
    }
    Ok(rows.collect())
}

/// That a line is not as it was written.
pub(super) fn changed(path: &str, line: u32, what: &str) -> Box<Finding> {
    let message = format!("this is not as `collect receive` writes it: {what}");
    let finding = Finding::error("bad-record", message).in_file(path).at_line(u64::from(line));
    Box::new(finding.hint(
        "put the file back from a copy; without one, delete it and receive all files of the round \
         again, in one call",
    ))
}
