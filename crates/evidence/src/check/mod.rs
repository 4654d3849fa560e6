//! What can only be said of the whole: leaves without rows, rows nobody reads, evidence that counts
//! twice, figures that look as if their unit had changed, weights that are not their experts'.

mod applicable;
mod double;
mod experts;
mod extent;
mod jumps;
mod leaves;
mod tree;
mod ungraded;
mod unread;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use ideal_model::{AssessmentInput, Findings};

use leaves::RowsOf;
use unread::Readers;

pub use extent::extent;
pub(crate) use extent::too_many;
pub use unread::{UnreadReason, UnreadRows, unread_rows};

/// Notes and warnings about an assessment whose files are all right.
pub(crate) fn assessment(
    a: &AssessmentInput,
    sources_file: &str,
    source_lines: &[u64],
) -> Findings {
    let mut out = Findings::default();
    let evidence = a.evidence_with_groups();
    let derived = !Arc::ptr_eq(&evidence, &a.evidence);
    let with_groups = derived.then(|| AssessmentInput { evidence, ..a.clone() });
    let a = with_groups.as_ref().unwrap_or(a);
    let readers = Readers::new(a);
    let rows = RowsOf::count(a, &readers);
    leaves::without_rows(a, &rows, &mut out);
    tree::dispensable(a, &mut out);
    experts::of_weights(a, &mut out);
    out.extend(readers.unread().iter().filter_map(|u| u.finding(a)));
    double::series_read_twice(a, &mut out);
    double::shared_lineage(a, &rows, sources_file, source_lines, &mut out);
    leaves::unknown_preferences(a, &mut out);
    ungraded::hiding_graded(a, &readers, &mut out);
    jumps::factors(a, &readers, &mut out);
    applicable::disputed(a, &mut out);
    out
}

/// The first few of a list, and how many more there are.
fn listed(all: &[impl AsRef<str>], most: usize) -> String {
    let shown = all.iter().take(most).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    if all.len() > most { format!("{shown} and {} more", all.len() - most) } else { shown }
}

/// Where a row stands.
fn place(a: &AssessmentInput, row: u32) -> String {
    a.evidence.observations.get(row as usize).map_or_else(String::new, |o| {
        let file = a.evidence.files.code(o.origin.file);
        match o.origin.sheet {
            Some(sheet) => {
                format!("{file}, sheet {}, row {}", a.evidence.sheets.code(sheet), o.origin.line)
            }
            None => format!("{file}:{}", o.origin.line),
        }
    })
}
