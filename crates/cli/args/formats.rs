//! Names of formats, as they are typed.

use ideal::export::{FormatName, available, is_available};

/// What `all`, or the name of a format, stands for.
#[derive(Debug, Clone)]
pub struct Formats(pub Vec<FormatName>);

/// Reads the name of a format, or `all`: those that this build can write.
pub fn several(text: &str) -> Result<Formats, String> {
    if text == "all" {
        Ok(Formats(available().collect()))
    } else {
        one(text).map(|f| Formats(vec![f]))
    }
}

/// Reads the name of a format that this build can write.
pub fn one(text: &str) -> Result<FormatName, String> {
    let found = FormatName::from_word(text).filter(|f| is_available(*f));
    found.ok_or_else(|| {
        let names: Vec<&str> = available().map(FormatName::word).collect();
        let hint = if text == FormatName::Png.word() {
            "; a report is no picture: --png draws its charts beside it"
        } else {
            ""
        };
        format!("this build writes {}{hint}", names.join(", "))
    })
}
