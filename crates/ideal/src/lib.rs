//! `ideal`: organised-crime threat assessment, from checked evidence to a published report.
//!
//! A project is a folder with an assessment, a method and evidence. [`Assessment::open`] reads and
//! checks it, [`Assessment::run`] computes [`Results`]: scores, gaps, ranks and intervals. They
//! come out as polars DataFrames ([`tables`]), as a result folder ([`Results::write_to`]), and one
//! by one down to their source rows ([`Results::explain`]). The other crates are here too:
//! [`model`], [`composite`], [`evidence`], [`engine`], [`report`].
//!
//! ```
//! use ideal::{Assessment, Ranking};
//!
//! let assessment = Assessment::demo()?.with_draws(0);
//! let results = assessment.run()?;
//! let first = results.ranking(Ranking::Territories).next();
//! assert_eq!(first.and_then(|row| row.rank), Some(1));
//! # Ok::<(), ideal::Error>(())
//! ```

mod analysis;
mod assessment;
mod cell;
mod change;
mod coinr;
pub mod create;
mod dependence;
mod error;
pub mod folder;
mod foreign;
pub mod manifest;
mod matrix;
mod memory;
pub mod output;
mod project;
mod results;
pub mod schema;
pub mod shipped;
pub mod tables;
mod verify;
mod wide;

pub use ideal_composite as composite;
pub use ideal_engine as engine;
pub use ideal_evidence as evidence;
pub use ideal_model as model;
pub use ideal_report as report;

pub use ndarray;
pub use polars;

pub use ideal_engine::{DrawBlock, Explanation, Progress, SensitivityOptions};
pub use ideal_model::{Finding, Lang, Mark, Period, Ranking, Severity, Tlp};

pub use assessment::Assessment;
pub use cell::{Cell, CellNode};
pub use coinr::CoinrTables;
pub use error::Error;
pub use matrix::ScoreMatrix;
pub use memory::Settings;
pub use project::{Check, Project};
pub use results::{RankingRow, Results};
pub use verify::{Cause, Difference, DifferenceKind, Verification, verify};
pub use wide::wide;

/// The README's library example runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
