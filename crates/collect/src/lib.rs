//! Collection rounds: what experts are asked, the workbooks that go out, and what comes back.
//!
//! A round is a folder `rounds/ID` of a project. Its `round.toml` ([`Round`]) says which panels
//! rate which items of which territories; [`rows`] lists what a panel is asked, row by row, and
//! [`COLUMNS`] what stands in each row of its workbook.
//!
//! ```
//! use ideal_collect::{Field, columns};
//!
//! let filled: Vec<&str> = columns(false).filter(|c| c.filled).map(|c| c.field.word()).collect();
//! assert_eq!(filled[..4], ["best", "low", "high", "confidence"]);
//! assert_eq!(Field::from_word("tlp"), Some(Field::Tlp));
//! ```

mod countries;
mod drawing;
mod error;
mod form;
mod issue;
mod origin;
mod plan;
mod questionnaire;
mod returned;
mod round;
mod shown;
mod status;
mod workbook;
mod written;

pub use error::CollectError;
pub use form::form_name;
pub use issue::{IssueOptions, Issued, IssuedFile, disagreements, issue, issued_path, put};
pub use origin::origin as issued_from;
pub use plan::{Planned, draft_round, plan};
pub use questionnaire::Disagreement;
pub use returned::{
    FileOutcome, LogLine, RaterKey, Rating, Ratings, RatingsById, ReceiveError, ReceiveOptions,
    Received, ReceivedFile, Under, Weights, intact, ratings_path, receive, receive_with, received,
    received_path,
};
pub use round::{
    BridgeUse, Item, Panel, Round, Vignette, WeightsAsked, evidence_path, folder, is_id,
    is_of_round, open_round, read_round, reasons_path, round_path, source_id, weights_path,
    write_round,
};
pub use status::{
    ItemAgreement, PanelStatus, RaterSeverity, RaterWeights, RowDisagreement, Status, StatusPage,
    put_pages, status, status_pages,
};
pub use workbook::{
    Block, COLUMNS, Column, FIRST_ROW, Field, LEAST_CONFIDENCE, MOST_CONFIDENCE, MachineKey,
    NAMES_ROW, Row, SCHEMA, Sheet, WeightColumn, WeightField, WeightKind, WeightRow, columns, rows,
    weight_columns, weight_rows,
};
