//! The way in: files become checked evidence with provenance.
//!
//! [`load`] reads a project folder (or the embedded demonstration, or a project in memory: anything
//! that is [`Files`]) and gives an [`ideal_model::AssessmentInput`] whose every code is resolved,
//! or all the reasons why there is none, each with its file and line. Evidence is tidy CSV, XLSX or
//! Parquet; publishers' own files become tidy evidence first.
//!
//! ```
//! use ideal_evidence::{InMemory, load};
//!
//! let method = r#"
//! id = "one"
//! [node.threat]
//! [indicator."wb.homicide"]
//! parent = "threat"
//! goalposts = [0, 30]
//! "#;
//! let project = InMemory::new()
//!     .with("assessment.toml", r#"
//! id = "x"
//! editions = ["2023"]
//! territories = ["*"]
//! crime_areas = ["oc_homicide"]
//! method = "method.toml"
//! evidence = ["evidence/*.csv"]
//! "#)
//!     .with("method.toml", method)
//!     .with("evidence/a.csv", "territory,crime_area,indicator,period,value
//! ECU,*,wb.homicide,2023,45.7
//! XXX,*,wb.homicide,2023,1
//! ");
//! let loaded = load(&project, &[]);
//! assert!(loaded.assessment.is_none());
//! let errors = loaded.findings.iter().filter(|f| f.is_error());
//! let places: Vec<String> = errors.map(|f| f.place()).collect();
//! assert_eq!(places, ["evidence/a.csv:3"]);
//! ```

mod book;
mod bounds;
mod calendar;
mod changes;
mod check;
#[cfg(feature = "parquet")]
mod columnar;
mod decode;
mod files;
mod findings;
mod folder;
#[cfg(feature = "parquet")]
mod frame;
mod guard;
mod inputs;
mod interrupts;
mod naming;
mod numeral;
mod personal;
mod plain;
mod project;
pub mod publisher;
mod quotes;
mod rating_table;
mod records;
mod regular;
mod replace;
mod returned;
mod round_files;
mod spliced;
mod tail;
mod tidy;
mod units;
mod unread_marks;
mod update;
mod workbook;

pub use bounds::set_memory_limit;
pub use check::{UnreadReason, UnreadRows, extent, unread_rows};
pub use files::{Entry, Files, InMemory, PatternError, expand, is_left_by_programs, regular};
pub use folder::Folder;
#[cfg(feature = "parquet")]
pub use frame::observations_frame;
pub use inputs::{INPUTS, InputColumn, InputTable};
pub use interrupts::abandon;
pub use personal::{group as is_called_like_a_person, personal_data};
pub use project::{Loaded, Standing, load, load_for, load_with};
pub use rating_table::{RatingTable, RatingsRead, read_ratings};
pub use regular::open_regular;
pub use replace::{ReplaceError, is_still, replace_file, stem};
pub use returned::{
    CellRow, CellSheet, CellValue, cell_address, is_workbook, read_delimited, read_sheets,
};
pub use round_files::{ChangedFile, changed_files, written_path, written_table};
pub use spliced::spliced;
pub use update::Update;
