//! Records of single incidents or seizures become figures by territory, crime area and period.
//!
//! A recipe is a mapping that counts and adds up ([`recipe_reference`](super::recipe_reference)).
//! Its files are read side by side, in stretches: the mapping reader is asked what a cell means
//! once for all rows that have it, and sums are sums of whole numbers, so that neither the order of
//! rows, nor how they are parted into files, nor the number of threads changes a figure. Memory
//! follows the figures, not the rows. What is left out is counted by reason: rows read = rows used
//! + rows left out.

mod above;
mod block;
#[cfg(feature = "parquet")]
mod columns;
mod count;
mod figures;
mod given;
mod layout;
mod meaning;
mod months;
mod quality;
mod quantity;
mod read;
mod survey;
mod tables;
mod text;

pub use figures::Denominators;
pub use given::given_files;
pub use quality::{FileRead, MonthOfRecords, MonthlySeries, OddCells, Quality, SilentPlace};
pub use read::{Incidents, Watch, read_incidents};
