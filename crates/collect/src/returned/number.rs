//! Numbers as people type them into a workbook.

use ideal_evidence::CellValue;

/// Characters of a cell that a message shows.
const SHOWN: usize = 60;

/// What a cell that should hold a number holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// A finite number.
    Number(f64),
    /// Digits with a comma among them.
    DecimalComma(String),
    /// Digits in groups of three with points between: a thousand to some, a fraction to others.
    Points(String),
    /// A day or a time, or digits that look like one.
    Date(String),
    /// An error or a formula without a value, and what can be done.
    Fault(String, &'static str),
    /// Any other text.
    Text(String),
}

/// Reads a cell: a number, or the text of one with a decimal point, its digits of any width.
pub(super) fn typed(cell: &CellValue) -> Typed {
    match cell {
        CellValue::Number(n) if n.is_finite() => Typed::Number(*n),
        CellValue::Number(n) => Typed::Text(n.to_string()),
        CellValue::Date(text) => Typed::Date(text.clone()),
        CellValue::Fault { shown, cure } => Typed::Fault(shown.clone(), cure),
        CellValue::Text(text) => of_text(&narrow(text)),
    }
}

fn of_text(text: &str) -> Typed {
    let only = |allowed: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || allowed.contains(c))
    };
    let number = || text.parse::<f64>().ok().filter(|n| n.is_finite());
    if in_groups(text) {
        Typed::Points(text.to_owned())
    } else if only(".+-")
        && let Some(n) = number()
    {
        Typed::Number(n)
    } else if only(",.'+- ") && text.contains(',') {
        Typed::DecimalComma(text.to_owned())
    } else if only("/-.: ") && text.matches(['/', '-', ':', '.']).count() > 0 {
        Typed::Date(text.to_owned())
    } else {
        Typed::Text(text.to_owned())
    }
}

/// Whether a point may part thousands: after one to three digits, of which the first is no 0, and
/// before three.
fn in_groups(text: &str) -> bool {
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let mut parts = text.trim_start_matches(['+', '-']).split('.');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && !rest.is_empty()
        && rest.iter().all(|part| part.len() == 3 && digits(part))
}

/// A number without the noise that sums of doubles leave in the sixteenth digit: 2.9999999999999996
/// is 3.
pub(super) fn without_noise(n: f64) -> f64 {
    format!("{n:.13e}").parse().unwrap_or(n)
}

/// The text with full-width letters, digits and signs of East Asian keyboards as plain ones.
pub(super) fn narrow(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}

/// The beginning of a cell's text, as messages show it.
pub(super) fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_number_only_where_it_can_be_no_other() {
        for (text, want) in [
            ("7", Typed::Number(7.0)),
            ("７", Typed::Number(7.0)),
            ("７．５", Typed::Number(7.5)),
            ("\u{2212}2", Typed::Number(-2.0)),
            ("7,5", Typed::DecimalComma("7,5".to_owned())),
            ("1.234,5", Typed::DecimalComma("1.234,5".to_owned())),
            ("12.000", Typed::Points("12.000".to_owned())),
            ("1.234.567", Typed::Points("1.234.567".to_owned())),
            ("0.125", Typed::Number(0.125)),
            ("12.50", Typed::Number(12.5)),
            ("7-8", Typed::Date("7-8".to_owned())),
            ("07/08/2026", Typed::Date("07/08/2026".to_owned())),
            ("s/d", Typed::Text("s/d".to_owned())),
            ("N/A", Typed::Text("N/A".to_owned())),
            ("inf", Typed::Text("inf".to_owned())),
            ("1e3", Typed::Text("1e3".to_owned())),
            ("7 de 10", Typed::Text("7 de 10".to_owned())),
        ] {
            assert_eq!(typed(&CellValue::Text(text.to_owned())), want, "{text}");
        }
        assert_eq!(typed(&CellValue::Number(7.5)), Typed::Number(7.5));
        for (noisy, n) in
            [(2.999_999_999_999_999_6, 3.0), (0.1 + 0.2, 0.3), (12.345_678, 12.345_678)]
        {
            assert_eq!(without_noise(noisy), n);
        }
        let day = CellValue::Date("2026-08-07".to_owned());
        assert_eq!(typed(&day), Typed::Date("2026-08-07".to_owned()));
    }
}
