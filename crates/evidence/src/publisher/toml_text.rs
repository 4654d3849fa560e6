//! Texts of a file as a mapping quotes them, so that what a message prints can be pasted.

/// A text in quotation marks as TOML writes it; signs that nobody sees are written by their
/// numbers, which TOML reads back.
pub(crate) fn quoted(text: &str) -> String {
    let hidden = |c: char| {
        c != '\u{20}' && ideal_model::visible(c.encode_utf8(&mut [0; 4])).starts_with("<U+")
    };
    let plain = toml::Value::from(text).to_string();
    if !plain.chars().any(hidden) {
        return plain;
    }
    // Another quotation (`'...'`) knows no numbers of signs.
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if hidden(c) || c.is_control() => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Several of them, as a list.
pub(crate) fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_quoted_is_read_back() {
        for text in
            ["Perú", "a \"b\"", "\u{8f}land Islands", "x\u{200b}y", "tab\there", "c:\\d'\u{ad}"]
        {
            let line = format!("k = {}", quoted(text));
            assert_eq!(ideal_model::visible(&line), line, "{line}");
            assert_eq!(line.parse::<toml::Table>().unwrap()["k"].as_str(), Some(text), "{line}");
        }
    }
}
