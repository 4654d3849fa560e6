//! `ideal`: organised-crime threat assessment, from checked evidence to a published report.
//!
//! A project is a folder with an assessment, a method and evidence. [`Assessment::open`] reads and
//! checks it, [`Assessment::run`] computes [`Assessed`]: scores, gaps, ranks and intervals. They
//! come out as polars DataFrames ([`tables`]), as a result folder ([`Assessed::write_to`]), and one
//! by one down to their source rows ([`Assessed::explain`]). The other crates are here too:
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

mod agreement;
mod analysis;
mod assessment;
mod cell;
mod change;
mod coinr;
mod compare;
mod compared;
pub mod create;
#[cfg(feature = "report")]
mod dependence;
mod error;
#[cfg(feature = "report")]
pub mod export;
pub mod folder;
mod foreign;
mod foreseen;
mod format_name;
#[cfg(feature = "tables")]
mod frame;
mod group_exchange;
mod group_options;
mod groups;
pub mod manifest;
mod matrix;
mod memory;
#[cfg(feature = "report")]
pub mod output;
mod previous;
mod project;
mod record_quality;
#[cfg(feature = "report")]
mod report_changes;
mod results;
mod round_change;
mod round_changes;
pub mod schema;
pub mod shipped;
pub mod tables;
#[cfg(feature = "report")]
mod verify;
#[cfg(feature = "tables")]
mod wide;
#[cfg(feature = "report")]
mod write;

#[cfg(feature = "report")]
pub use ideal_collect as collect;
pub use ideal_composite as composite;
pub use ideal_engine as engine;
pub use ideal_evidence as evidence;
pub use ideal_model as model;
#[cfg(feature = "report")]
pub use ideal_report as report;

pub use ndarray;
#[cfg(feature = "tables")]
pub use polars;

pub use ideal_engine::{CalibrationOptions, DrawBlock, Explanation, Progress, SensitivityOptions};
pub use ideal_model::{
    Audience, Date, Finding, Lang, Locale, Mark, Period, Ranking, Severity, Tlp,
};

pub use agreement::{Agreement, agreement};
pub use assessment::Assessment;
pub use cell::{Cell, CellNode};
pub use coinr::CoinrTables;
pub use compare::{Comparand, compare, compare_results, compare_with_result};
pub use compared::{
    CompareOptions, Compared, ComparedRow, Factor, MethodLine, Parts, Reach, RowChanged, RowFate,
    RowField, RowSide, Side, SourceChanged, State, Unsplit,
};
pub use error::Error;
#[cfg(feature = "tables")]
pub use frame::Settings;
pub use group_exchange::{ExchangeFormat, GroupExchange};
pub use group_options::GroupOptions;
pub use groups::{
    ExplainedAttribute, ExplainedGroup, ExplainedRating, GroupCell, Groups, OpenAnswers,
    RankedGroup,
};
pub use matrix::ScoreMatrix;
pub use project::{Check, Project};
pub use record_quality::{LevelBreak, QUALITY_FILES, RecentMonth, RecordQuality};
pub use results::{Assessed, RankingRow};
pub use round_change::{PanelSeverity, RoundChange};
pub use round_changes::RoundChanges;
#[cfg(feature = "report")]
pub use verify::{Cause, Difference, DifferenceKind, Verification, verify, verify_beside};
#[cfg(feature = "tables")]
pub use wide::wide;

/// The library examples of both READMEs run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeOfPackage;
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
