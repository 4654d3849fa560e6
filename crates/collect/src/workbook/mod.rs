//! What a workbook is made of, declared once for those who write one and those who read it.

mod choices;
mod columns;
mod rows;
mod weights;

pub(crate) use choices::{MARKS, STATES};
pub use columns::{
    COLUMNS, Column, FIRST_ROW, Field, LEAST_CONFIDENCE, MOST_CONFIDENCE, MachineKey, NAMES_ROW,
    SCHEMA, Sheet, columns,
};
pub use rows::{Block, Row, rows};
pub(crate) use weights::{LEAST_TIMES, MOST_TIMES, POINTS};
pub use weights::{WeightColumn, WeightField, WeightKind, WeightRow, weight_columns, weight_rows};
