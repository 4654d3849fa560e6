//! What `assessment.toml` declares of the files around it, for those who write into a project.

use ideal_model::Finding;
use ideal_model::document::{Position, Reader};

use super::settings::{self, Asked, Entry, FILE, Settings};
use crate::decode;
use crate::files::{Files, InMemory, expand};
use crate::tidy::Dialect;

/// The declarations of a project.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Path of the table of sources.
    pub(crate) sources: String,
    evidence: Vec<Entry>,
}

impl Declared {
    /// Reads them. A project that is not finished yet (no method, no editions) declares them all
    /// the same.
    ///
    /// # Errors
    /// The errors in the file, each at its place.
    pub(crate) fn read(project: &dyn Files) -> Result<Self, Vec<Finding>> {
        let bytes = project
            .read(FILE)
            .map_err(|e| vec![Finding::error("unreadable-file", e.to_string()).in_file(FILE)])?;
        let text = decode::toml(&bytes).map_err(|f| vec![f.in_file(FILE)])?;
        let mut reader = Reader::new(FILE);
        let settings = settings::read(&mut reader, text, Asked::Nothing);
        let errors: Vec<Finding> =
            reader.findings.finish().into_iter().filter(Finding::is_error).collect();
        match settings {
            Some(Settings { sources, evidence, .. }) if errors.is_empty() => {
                Ok(Declared { sources: sources.0, evidence })
            }
            _ => Err(errors),
        }
    }

    /// How the evidence file at `path` is written, whether it is there yet or not; none where no
    /// entry reads it.
    ///
    /// # Errors
    /// A finding where two entries read it in different ways.
    pub(crate) fn dialect(&self, path: &str) -> Result<Option<Dialect>, Box<Finding>> {
        let alone = InMemory::new().with(path, "");
        let reads = |e: &&Entry| {
            expand(&alone, &e.pattern).is_ok_and(|found| found.iter().any(|(p, _)| p == path))
        };
        let entries: Vec<&Entry> = self.evidence.iter().filter(reads).collect();
        let mut detailed = entries.iter().filter(|e| e.detailed);
        let Some(first) = detailed.next() else { return Ok(entries.first().map(|e| e.dialect)) };
        match detailed.find(|e| e.dialect != first.dialect) {
            None => Ok(Some(first.dialect)),
            Some(other) => {
                let Position { line, column } = other.at;
                let message = format!("two entries of `evidence` read `{path}` in different ways");
                Err(Box::new(
                    Finding::error("two-dialects", message).in_file(FILE).at(line, column),
                ))
            }
        }
    }
}
