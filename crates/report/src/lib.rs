//! Results become charts, tables and pages in Spanish, Portuguese and English.
//!
//! ```
//! use ideal_model::Lang;
//! // A number is written as the reader of the language writes it, and every word comes from a catalogue.
//! assert_eq!(Lang::Es.tag(), "es");
//! let write: fn(&ideal_model::Results) -> Result<String, ideal_report::ReportError> =
//!     |results| ideal_report::Report::new(results).language(Lang::Es).html();
//! # let _ = write;
//! ```

mod catalogue;
mod changes;
mod chart;
pub mod document;
mod error;
mod explain_text;
mod numbers;
mod page;
pub mod palette;
mod report;
mod sentences;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests;
mod view;
mod words;

pub use catalogue::Catalogue;
pub use changes::{ChangedSource, EditionChanges, Moved, NoiseBy};
pub use chart::Chart;
pub use error::ReportError;
pub use explain_text::ExplainText;
pub use page::{Page, RoundDifference, RoundItem, RoundPage, RoundPanel, RoundRater};
pub use report::{PageKind, Report};
pub use sentences::{Rated, Sentences};
