//! The `round.toml` of a project's round, from its files.

use std::io;

use ideal_evidence::Files;
use ideal_model::{AssessmentInput, Finding};

use super::{Round, folder, is_id, read_round};

/// Most bytes of a `round.toml`.
const MOST_BYTES: usize = 4 << 20;

/// Path of a round's `round.toml` in its project.
#[must_use]
pub fn round_path(round: &str) -> String {
    format!("{}/round.toml", folder(round))
}

/// Reads and checks the round `id` of a project. The round is there exactly if no finding is an
/// error; a round that was never planned is one.
#[must_use]
pub fn open_round(
    files: &dyn Files,
    id: &str,
    project: &AssessmentInput,
) -> (Option<Round>, Vec<Finding>) {
    let path = round_path(id);
    let refused = |finding: Finding| (None, vec![finding.in_file(&path)]);
    if !is_id(id) {
        let message = format!("`{id}` cannot be the id of a round");
        return refused(
            Finding::error("bad-id", message).hint("letters, digits, `-`, `_` and `.`"),
        );
    }
    let bytes = match files.read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let finding = Finding::error("no-round", format!("there is no round `{id}`"));
            return refused(finding.hint(format!("`ideal collect plan --round {id}` plans one")));
        }
        Err(e) => {
            let message = format!("the file cannot be read: {e}");
            return refused(Finding::error("unreadable-file", message));
        }
    };
    if bytes.len() > MOST_BYTES {
        let message = format!("the file has {} bytes; the limit is {MOST_BYTES}", bytes.len());
        return refused(Finding::error("too-large", message));
    }
    match str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)) {
        Ok(text) => read_round(text, &path, id, project),
        Err(_) => {
            refused(Finding::error("not-utf8", "the file is not UTF-8").hint("save it as UTF-8"))
        }
    }
}
