//! What stands in a value cell.

use ideal_model::Value;

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Neither a number nor a status word.
    Text,
    /// A decimal comma in a file whose numbers have points.
    Comma,
    /// A point in a file whose numbers have commas: decimal or thousands, nobody can tell.
    Point,
    /// NaN, infinite, or too large for a double.
    NotFinite,
    /// A bound that is not above zero.
    Bound,
}

/// Reads a finite number with a decimal point or, where declared, a comma. Thousands separators are never accepted:
/// `1.234` would mean two things.
pub(crate) fn number(text: &str, decimal_comma: bool) -> Result<f64, Fault> {
    let numeric = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b));
    let parsed = if decimal_comma {
        if text.contains('.') && numeric(text) {
            return Err(Fault::Point);
        }
        if text.contains(',') { text.replacen(',', ".", 1).parse::<f64>() } else { text.parse() }
    } else {
        text.parse()
    };
    match parsed {
        Ok(n) if n.is_finite() => Ok(n),
        Ok(_) => Err(Fault::NotFinite),
        Err(_) if !decimal_comma && text.contains(',') && numeric(text) => Err(Fault::Comma),
        Err(_) => Err(Fault::Text),
    }
}

/// Reads a value cell: a number, a status word, a censored count, or nothing.
pub(crate) fn value(text: &str, decimal_comma: bool) -> Result<Value, Fault> {
    match text {
        "" => Ok(Value::Missing),
        "nil" => Ok(Value::Nil),
        "not_applicable" => Ok(Value::NotApplicable),
        "unknown" => Ok(Value::Unknown),
        _ => match text.strip_prefix('<') {
            Some(bound) => match number(bound.trim_start(), decimal_comma)? {
                b if b > 0.0 => Ok(Value::Censored(b)),
                _ => Err(Fault::Bound),
            },
            None => number(text, decimal_comma).map(Value::Number),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_words() {
        for (text, want) in [
            ("12.5", Ok(Value::Number(12.5))),
            ("-1e3", Ok(Value::Number(-1000.0))),
            ("", Ok(Value::Missing)),
            ("nil", Ok(Value::Nil)),
            ("not_applicable", Ok(Value::NotApplicable)),
            ("unknown", Ok(Value::Unknown)),
            ("<5", Ok(Value::Censored(5.0))),
            ("< 2.5", Ok(Value::Censored(2.5))),
            ("<0", Err(Fault::Bound)),
            ("<x", Err(Fault::Text)),
            ("abc", Err(Fault::Text)),
            ("Nil", Err(Fault::Text)),
            ("12,5", Err(Fault::Comma)),
            ("NaN", Err(Fault::NotFinite)),
            ("-inf", Err(Fault::NotFinite)),
            ("1e999", Err(Fault::NotFinite)),
        ] {
            assert_eq!(value(text, false), want, "{text}");
        }
    }

    #[test]
    fn decimal_commas_only_where_declared() {
        assert_eq!(value("12,5", true), Ok(Value::Number(12.5)));
        assert_eq!(value("<2,5", true), Ok(Value::Censored(2.5)));
        assert_eq!(value("125", true), Ok(Value::Number(125.0)));
        assert_eq!(value("1.234,5", true), Err(Fault::Point));
        assert_eq!(value("1.234", true), Err(Fault::Point));
        assert_eq!(value("1,2,3", true), Err(Fault::Text));
    }
}
