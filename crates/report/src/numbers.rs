//! Numbers as a reader of the language writes them.

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_locale_core::locale;
use ideal_model::method::Rounding;
use ideal_model::{Lang, Locale, shown};

use crate::error::ReportError;

/// Formats numbers for one language.
#[derive(Debug)]
pub(crate) struct Numbers {
    formatter: DecimalFormatter,
}

impl Numbers {
    pub(crate) fn new(locale: Locale) -> Result<Self, ReportError> {
        let formatter = DecimalFormatter::try_new(tag(locale).into(), Default::default())
            .map_err(|e| ReportError::Locale { lang: locale.lang.tag(), problem: e.to_string() })?;
        Ok(Numbers { formatter })
    }

    /// `x` with this many decimals, half away from zero; an en dash for what is no finite number.
    pub(crate) fn fixed(&self, x: f64, decimals: u8) -> String {
        self.rounded(x, decimals, Rounding::HalfUp)
    }

    /// `x` with this many decimals under the method's rounding.
    pub(crate) fn rounded(&self, x: f64, decimals: u8, rounding: Rounding) -> String {
        self.decimal(&shown(x, decimals, rounding))
    }

    /// A change, always with its sign; zero has none.
    pub(crate) fn signed(&self, x: f64, decimals: u8) -> String {
        let text = shown(x, decimals, Rounding::HalfUp);
        let zero = text.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'));
        let formatted = self.decimal(&text);
        if x > 0.0 && !zero { format!("+{formatted}") } else { formatted }
    }

    /// A share of one as per cent without decimals.
    pub(crate) fn percent(&self, share: f64) -> String {
        self.fixed(share * 100.0, 0)
    }

    /// A whole number.
    pub(crate) fn count(&self, n: usize) -> String {
        self.decimal(&n.to_string())
    }

    /// A value in its own unit: three significant digits, without an exponent.
    pub(crate) fn value(&self, x: f64) -> String {
        let size = x.abs();
        let decimals = if size == 0.0 || size >= 100.0 {
            0
        } else if size >= 10.0 {
            1
        } else if size >= 1.0 {
            2
        } else {
            // The first digit that is not zero and two more; beyond nine places there is nothing to
            // read.
            let first = (-libm::log10(size)).ceil();
            if first < 7.0 { first as u8 + 2 } else { 9 }
        };
        let text = shown(x, decimals, Rounding::HalfUp);
        let text = if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.')
        } else {
            &text
        };
        self.decimal(text)
    }

    /// A number of a method file, as many digits as it was written with.
    pub(crate) fn exact(&self, x: f64) -> String {
        self.decimal(&ideal_model::shortest(x))
    }

    fn decimal(&self, ascii: &str) -> String {
        match ascii.parse::<Decimal>() {
            Ok(d) => self.formatter.format(&d).to_string().replace('-', "\u{2212}"),
            Err(_) => "–".to_owned(),
        }
    }
}

/// Whose signs they are: Spanish has those of Mexico where a country writes a point.
fn tag(locale: Locale) -> icu_locale_core::Locale {
    match (locale.lang, locale.writes_a_point()) {
        (Lang::Es, false) => locale!("es"),
        (Lang::Es, true) => locale!("es-MX"),
        (Lang::En, _) => locale!("en"),
        (Lang::Pt, _) => locale!("pt"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn n(lang: Lang) -> Numbers {
        Numbers::new(lang.into()).unwrap()
    }

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(n(Lang::Es).fixed(7.25, 1), "7,3");
        assert_eq!(n(Lang::Es).fixed(12345.678, 2), "12.345,68");
        assert_eq!(n(Lang::Pt).fixed(1234.5, 1), "1.234,5");
        assert_eq!(n(Lang::En).fixed(1234.5, 1), "1,234.5");
        assert_eq!(Numbers::new("es-GT".parse().unwrap()).unwrap().fixed(1234.5, 1), "1,234.5");
    }

    #[test]
    fn no_negative_zero_and_a_sign_on_changes() {
        let es = n(Lang::Es);
        assert_eq!(es.fixed(-0.04, 1), "0,0");
        assert_eq!(es.signed(16.24, 1), "+16,2");
        assert_eq!(es.signed(-3.15, 1), "\u{2212}3,2");
        assert_eq!(es.signed(0.01, 1), "0,0");
    }

    #[test]
    fn values_keep_three_digits() {
        let en = n(Lang::En);
        for (x, want) in [
            (767318.77, "767,319"),
            (45.7228, "45.7"),
            (6.9218, "6.92"),
            (0.0, "0"),
            (0.00071, "0.00071"),
            (0.5, "0.5"),
            (-1.0206, "\u{2212}1.02"),
            (0.032, "0.032"),
        ] {
            assert_eq!(en.value(x), want);
        }
    }
}
