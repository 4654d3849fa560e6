//! A table of a page as data: what it says, and nothing of how a format lays it out.

use serde::Serialize;

use crate::document::Number;

/// A table. Each of its rows has a cell for each column.
#[derive(Serialize)]
pub(super) struct PageTable {
    pub caption: Option<String>,
    pub columns: Vec<PageColumn>,
    pub rows: Vec<PageRow>,
}

/// The head of a column.
#[derive(Serialize)]
pub(super) struct PageColumn {
    pub label: String,
    /// Whether its cells are figures, which stand one under the other.
    pub figures: bool,
}

impl PageColumn {
    pub(super) fn texts(label: String) -> Self {
        PageColumn { label, figures: false }
    }

    pub(super) fn figures(label: String) -> Self {
        PageColumn { label, figures: true }
    }
}

/// A row.
#[derive(Serialize)]
pub(super) struct PageRow {
    pub cells: Vec<PageCell>,
    /// Whether it stands back: nothing of the results rests on it.
    pub unused: bool,
}

/// A cell.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PageCell {
    /// Words.
    Text { text: String },
    /// What stands among figures as they do, and is more than one number: "12 of 25".
    Figure { text: String },
    /// A number.
    Number {
        #[serde(rename = "text")]
        number: Number,
    },
    /// What the row is about, with its code where the name does not tell it.
    Name { text: String, code: Option<String>, leads: Leads },
}

/// Where a name leads.
#[derive(Serialize)]
#[serde(tag = "to", content = "at", rename_all = "snake_case")]
pub(super) enum Leads {
    Nowhere,
    /// To the anchor of a place on the same page.
    Here(String),
    /// To an address of the web.
    Web(String),
}
