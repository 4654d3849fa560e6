//! A report as data becomes files for readers: one trait, one implementation per format.
//!
//! ```
//! use ideal_publish::{Layout, formats};
//!
//! let names: Vec<&str> = formats(Layout::default()).iter().map(|f| f.name()).collect();
//! assert_eq!(names[..3], ["md", "docx", "xlsx"]);
//! ```

mod docx;
mod error;
mod format;
mod known;
mod markdown;
mod measure;
mod outline;
mod page_label;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests;
mod xlsx;

pub use docx::Docx;
pub use error::{DocumentFault, PublishError};
pub use format::{Format, Layout, Paper, Published};
pub use known::formats;
pub use markdown::Markdown;
#[cfg(feature = "pdf")]
pub use pdf::Pdf;
pub use picture::png;
pub use xlsx::Xlsx;
