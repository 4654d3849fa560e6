//! Checks that a spreadsheet makes while cells are filled in. They help, and hold nothing: what is
//! pasted passes them by, so everything is checked again where it comes back.

use ideal_report::Catalogue;
use ideal_report::ReportError;
use rust_xlsxwriter::{DataValidation, XlsxError};

/// What a check says where it refuses.
pub(super) struct Said {
    title: String,
    text: String,
}

/// Characters that the title of a message may have.
const TITLE: usize = 32;

/// Characters that its text may have.
const TEXT: usize = 255;

impl Said {
    pub(super) fn new(
        words: &Catalogue,
        id: &str,
        variables: &[(&str, &str)],
    ) -> Result<Self, ReportError> {
        let cut = |text: String, most: usize| text.chars().take(most).collect();
        let title = cut(words.tell("collect-check-title", &[])?, TITLE);
        Ok(Said { title, text: cut(words.tell(id, variables)?, TEXT) })
    }

    /// The check with this message.
    pub(super) fn on(&self, check: DataValidation) -> Result<DataValidation, XlsxError> {
        check.set_error_title(self.title.as_str())?.set_error_message(self.text.as_str())
    }
}
