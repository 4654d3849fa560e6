//! What can go wrong with a document on its way into a file.

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The document contradicts itself.
    #[error("the document is not in order: {0}")]
    Document(#[from] DocumentFault),
    /// A chart that could not be drawn as a picture.
    #[error("the chart `{chart}` cannot be drawn as a picture: {problem}")]
    Picture {
        /// Its name.
        chart: String,
        /// What is wrong.
        problem: String,
    },
    /// A file whose parts could not be put together.
    #[error("the {format} file cannot be put together: {problem}")]
    Package {
        /// The format's name.
        format: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A document that could not be typeset.
    #[error("the document cannot be typeset: {}", .0.join("; "))]
    Typeset(Vec<String>),
}

/// How a document contradicts itself: a fault of whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentFault {
    /// An anchor that is no name.
    #[error("`{0}` cannot be an anchor: ASCII letters, digits, `-` and `_` only")]
    Anchor(String),
    /// Two sections with one anchor.
    #[error("two sections have the anchor `{0}`")]
    SameAnchor(String),
    /// A link to a section that is not there.
    #[error("a link leads to the section `{0}`, which is not there")]
    NoSection(String),
    /// An id of a table that is no name.
    #[error(
        "`{0}` cannot be the id of a table: a letter, then ASCII letters, digits and `_`, 31 in all"
    )]
    TableId(String),
    /// Two tables with one id, upper and lower case being the same.
    #[error("two tables have the id `{0}`")]
    SameTable(String),
    /// A table without columns.
    #[error("the table `{0}` has no columns")]
    NoColumns(String),
    /// A row with a cell too many or too few.
    #[error("row {row} of the table `{table}` has {cells} cells for {columns} columns")]
    Cells {
        /// The table's id.
        table: String,
        /// The row, the first being 1.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A name of a chart that is no name of a file.
    #[error("`{0}` cannot be the name of a chart: ASCII letters, digits, `-`, `_` and `.` only")]
    ChartName(String),
    /// Two charts of one name.
    #[error("two charts have the name `{0}`")]
    SameChart(String),
    /// A colour that is none.
    #[error("`{0}` is no colour: `#rrggbb` is one")]
    Colour(String),
}
