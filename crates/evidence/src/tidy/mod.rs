//! Tidy evidence: one row per value, `territory, crime_area, indicator, period, value` and optional columns.
//!
//! Whatever the file's format, each row goes through the same checks ([`row`]); the readers only differ in how they come
//! by the cells.

mod cell;
mod known;
mod layout;
mod number;
mod row;
mod text;

pub(crate) use known::{Known, MethodCodes};
pub(crate) use layout::{Column, Layout, shortened};
pub(crate) use row::{Place, Rows};
pub(crate) use text::read as read_text;

/// How a text file is written, where it is not the usual way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The delimiter; none: read off the header.
    pub(crate) delimiter: Option<u8>,
    /// Whether numbers have a decimal comma.
    pub(crate) decimal_comma: bool,
    /// The encoding.
    pub(crate) encoding: crate::decode::Encoding,
}
