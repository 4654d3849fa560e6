//! The words of an organised-crime assessment.
//!
//! Territories, crime areas, periods, observations with their sources, grades and handling marks, the method with its
//! tree, and the results. No files are read here and nothing is computed; the other crates speak to each other in these
//! types.
//!
//! ```
//! use ideal_model::{Period, Tlp};
//!
//! let edition: Period = "2023".parse()?;
//! assert_eq!(edition.calendar_year(), 2023);
//! assert!(Tlp::Red > Tlp::AmberStrict);
//! # Ok::<(), ideal_model::PeriodError>(())
//! ```

mod evidence;
mod finding;
mod grade;
mod handling;
mod names;
mod observation;
mod period;
mod source;

pub use evidence::{Codes, Evidence, InputFile};
pub use finding::{Finding, Severity, did_you_mean, nearest};
pub use grade::{Grade, Scheme};
pub use handling::{HandlingCode, HandlingError, Mark, Tlp};
pub use names::{Lang, Names, UnknownLang};
pub use observation::{ObsStatus, Observation, Origin, Status, Value};
pub use period::{Period, PeriodError, YEARS};
pub use source::Source;
