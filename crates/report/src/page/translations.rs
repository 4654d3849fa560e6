//! The same page in the other languages of its folder, as links.

use ideal_model::Locale;
use serde::Serialize;

use crate::error::ReportError;
use crate::words::{Words, say};

/// A page in another language.
#[derive(Serialize)]
pub(super) struct Translation {
    pub file: String,
    pub lang: String,
    /// Name of the language in itself.
    pub label: String,
}

/// A link to each of the files.
pub(super) fn translations(
    files: &[(impl Copy + Into<Locale>, String)],
) -> Result<Vec<Translation>, ReportError> {
    let mut out = Vec::with_capacity(files.len());
    for (locale, file) in files {
        let locale: Locale = (*locale).into();
        let mut label = say!(Words::new(locale.lang)?, "collect-form-language")?;
        if let Some(region) = locale.region() {
            label = format!("{label} ({region})");
        }
        out.push(Translation { file: file.clone(), lang: locale.to_string(), label });
    }
    Ok(out)
}
