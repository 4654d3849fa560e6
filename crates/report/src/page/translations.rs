//! The same page in the other languages of its folder, as links.

use ideal_model::Lang;
use serde::Serialize;

use crate::error::ReportError;
use crate::words::{Words, say};

/// A page in another language.
#[derive(Serialize)]
pub(super) struct Translation {
    pub file: String,
    pub lang: &'static str,
    /// Name of the language in itself.
    pub label: String,
}

/// A link to each of the files.
pub(super) fn translations(files: &[(Lang, String)]) -> Result<Vec<Translation>, ReportError> {
    let mut out = Vec::with_capacity(files.len());
    for (lang, file) in files {
        let label = say!(Words::new(*lang)?, "collect-form-language")?;
        out.push(Translation { file: file.clone(), lang: lang.tag(), label });
    }
    Ok(out)
}
