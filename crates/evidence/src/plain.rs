//! What of a text carries meaning when two texts are compared: letters in one form (Unicode NFC),
//! no sign that nobody sees, single blanks.
//!
//! Heads, cells of a mapping's tables, codes and names pass through [`plain`] before they are
//! compared, so that a file from another system or a copy from a web page does not miss by what
//! looks the same. What still differs and looks alike ([`unlike`]) is told by its code points.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// Signs without a width that copying leaves behind: soft hyphen, zero-width blanks and joiners,
/// marks of the direction of writing, word joiner, byte-order mark.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// The text in NFC, without invisible signs, every run of blanks (line ends and no-break blanks
/// among them) as one blank, and none around.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        let clean = text.bytes().zip(text.bytes().skip(1)).all(|(a, b)| !(a == b' ' && b == b' '));
        if clean && !text.bytes().any(|b| b.is_ascii_whitespace() && b != b' ') {
            return Cow::Borrowed(text);
        }
        return Cow::Owned(single_blanks(text));
    }
    let seen: String = text.chars().filter(|c| !invisible(*c)).collect();
    Cow::Owned(single_blanks(&ComposingNormalizerBorrowed::new_nfc().normalize(&seen)))
}

fn single_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Where two texts look alike and are not the same: what differs, by code points. None where they
/// plainly differ.
///
/// ```text
/// `Peru` has U+0435 where `Peru` has U+0065
/// ```
pub(crate) fn unlike(found: &str, wanted: &str) -> Option<String> {
    if found == wanted {
        return None;
    }
    if let Some(mended) = misread(found)
        && mended == wanted
    {
        return Some(format!(
            "`{found}` is `{wanted}` in UTF-8, read as Latin-1 by whoever saved it"
        ));
    }
    let (a, b): (Vec<char>, Vec<char>) = (found.chars().collect(), wanted.chars().collect());
    if a.len() != b.len() {
        return None;
    }
    let pairs: Vec<(char, char)> = a.into_iter().zip(b).filter(|(x, y)| x != y).collect();
    if !pairs.iter().all(|(x, y)| look_alike(*x, *y)) {
        return None;
    }
    let list: Vec<String> = pairs
        .iter()
        .map(|(x, y)| format!("U+{:04X} where U+{:04X} is expected", *x as u32, *y as u32))
        .collect();
    Some(format!("`{found}` looks like `{wanted}`, and has {}", list.join(", ")))
}

/// The first of the texts wanted that looks like the one found without being it, in words; asked
/// only of texts beyond ASCII.
pub(crate) fn looks_like<'w>(
    found: &str,
    wanted: impl IntoIterator<Item = &'w str>,
) -> Option<String> {
    if found.is_ascii() || found.len() > 100 {
        None
    } else {
        wanted.into_iter().find_map(|w| unlike(found, w))
    }
}

/// Letters of other scripts, dashes and marks that are printed like a Latin one.
fn look_alike(x: char, y: char) -> bool {
    const GROUPS: [&str; 34] = [
        "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}",
        "'\u{2018}\u{2019}\u{201b}\u{2032}\u{b4}`\u{2bc}",
        "\"\u{201c}\u{201d}\u{201e}\u{2033}\u{ab}\u{bb}",
        ".\u{2024}\u{b7}",
        "AΑАＡ",
        "BΒВ",
        "CСⅭ",
        "EΕЕ",
        "HΗН",
        "IΙІl|1",
        "JЈ",
        "KΚК",
        "MΜМ",
        "NΝ",
        "OΟО0",
        "PΡР",
        "SЅ",
        "TΤТ",
        "XΧХ",
        "YΥУ",
        "ZΖ",
        "aаɑ",
        "cс",
        "eеё",
        "iіι",
        "jј",
        "oоο",
        "pрρ",
        "sѕ",
        "xхχ",
        "yу",
        "º°˚",
        "/\u{2044}\u{2215}",
        ",\u{201a}\u{66b}",
    ];
    GROUPS.iter().any(|g| g.contains(x) && g.contains(y))
}

/// A text whose UTF-8 was read as Windows-1252 (`PerÃº`), mended; none where it is no such text.
pub(crate) fn misread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    if lossy {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_carries_no_meaning_goes() {
        for (text, want) in [
            ("  Peru ", "Peru"),
            ("CPI score\n2022", "CPI score 2022"),
            ("Bogota\u{301} D.C.", "Bogotá D.C."),
            ("Sa\u{303}o\u{a0}Paulo", "São Paulo"),
            ("\u{feff}Año", "Año"),
            ("C\u{200b}OL\u{200e}", "COL"),
            ("a  b\t c", "a b c"),
            ("", ""),
        ] {
            assert_eq!(plain(text), want, "{text:?}");
        }
    }

    #[test]
    fn what_looks_alike_is_told_by_code_points() {
        // A Cyrillic e, a dash, and a zero for an O.
        assert!(
            unlike("P\u{435}ru", "Peru")
                .is_some_and(|t| t.contains("U+0435") && t.contains("U+0065"))
        );
        assert!(unlike("2016\u{2013}2020", "2016-2020").is_some_and(|t| t.contains("U+2013")));
        assert!(unlike("PerÃº", "Perú").is_some_and(|t| t.contains("UTF-8")));
        assert_eq!(unlike("Perú", "Peru"), None);
        assert_eq!(unlike("Niger", "Nigeria"), None);
        assert_eq!(unlike("Peru", "Peru"), None);
    }
}
