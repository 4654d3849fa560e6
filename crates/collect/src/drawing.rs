//! What every file that goes out has in common.

use ideal_report::ReportError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Why a sheet could not be drawn.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DrawError {
    /// A text that the catalogue lacks.
    #[error(transparent)]
    Words(#[from] ReportError),
    /// Something that a workbook cannot hold.
    #[error(transparent)]
    Sheet(#[from] XlsxError),
}

/// The date of every workbook: a real one would make the same round other bytes on each day.
pub(crate) fn properties() -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_creation_datetime(&date))
}
