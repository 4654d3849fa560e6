//! Numbers as the world writes them: which sign is decimal and which stands between thousands.
//!
//! `1.234` means two things, so nothing is guessed: without a declaration a number has a decimal
//! point and no other sign, and a column whose numbers all look like thousands is for its reader to
//! refuse ([`Judge`]). What is declared is strict: between thousands the groups have three digits,
//! or there are none at all.

use std::borrow::Cow;

use ideal_model::shortest;

/// How numbers of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numerals {
    /// Whether a comma is decimal; else a point is.
    pub(crate) decimal_comma: bool,
    /// What stands between thousands, if anything.
    pub(crate) thousands: Option<Thousands>,
    /// Whether anybody declared either.
    pub(crate) declared: bool,
}

/// What stands between thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thousands {
    /// `1.234.567`
    Point,
    /// `1,234,567`
    Comma,
    /// `1 234 567`, with a blank of any width.
    Space,
    /// `1'234'567`
    Apostrophe,
}

impl Thousands {
    /// The words of a mapping and of an evidence entry.
    pub(crate) const WORDS: [(&'static str, Thousands); 4] = [
        (".", Thousands::Point),
        (",", Thousands::Comma),
        (" ", Thousands::Space),
        ("'", Thousands::Apostrophe),
    ];

    fn is(self, c: char) -> bool {
        match self {
            Thousands::Point => c == '.',
            Thousands::Comma => c == ',',
            Thousands::Space => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}'),
            Thousands::Apostrophe => matches!(c, '\'' | '\u{2019}'),
        }
    }

    fn word(self) -> &'static str {
        Thousands::WORDS.iter().find(|(_, t)| *t == self).map_or("", |(w, _)| w)
    }
}

/// Every way of writing that a file may declare, plainest first.
const WAYS: [(bool, Option<Thousands>); 7] = [
    (false, None),
    (true, None),
    (false, Some(Thousands::Comma)),
    (true, Some(Thousands::Point)),
    (false, Some(Thousands::Space)),
    (true, Some(Thousands::Space)),
    (false, Some(Thousands::Apostrophe)),
];

impl Numerals {
    /// What a file declares. Thousands and decimals cannot have one sign: `None`. A point between
    /// thousands makes the comma decimal.
    pub(crate) fn declared(
        decimal_comma: Option<bool>,
        thousands: Option<Thousands>,
    ) -> Option<Self> {
        let comma = decimal_comma.unwrap_or(thousands == Some(Thousands::Point));
        let clash = thousands == Some(if comma { Thousands::Comma } else { Thousands::Point });
        let declared = decimal_comma.is_some() || thousands.is_some();
        (!clash).then_some(Numerals { decimal_comma: comma, thousands, declared })
    }

    /// Reads a finite number: an optional sign, digits with the declared signs among them, an
    /// optional exponent.
    pub(crate) fn read(self, text: &str) -> Result<f64, Fault> {
        if !self.decimal_comma && self.thousands.is_none() && text.is_ascii() {
            return match text.parse::<f64>() {
                Ok(n) => held(n, text),
                Err(_) => Err(fault(text)),
            };
        }
        match self.pointed(text) {
            Some(plain) => match plain.parse::<f64>() {
                Ok(n) => held(n, &plain),
                Err(_) => Err(fault(text)),
            },
            None => Err(fault(text)),
        }
    }

    /// The number with a decimal point and nothing between thousands; `None` where signs stand
    /// where they must not.
    fn pointed(self, text: &str) -> Option<Cow<'_, str>> {
        let signed = text.replace('\u{2212}', "-");
        let (sign, body) = match signed.strip_prefix(['-', '+']) {
            Some(rest) => (if signed.starts_with('-') { "-" } else { "" }, rest),
            None => ("", signed.as_str()),
        };
        let (mantissa, exponent) = match body.find(['e', 'E']) {
            Some(at) => (body.get(..at)?, body.get(at..)?),
            None => (body, ""),
        };
        let decimal = if self.decimal_comma { ',' } else { '.' };
        let (whole, part) = match mantissa.split_once(decimal) {
            Some((w, p)) => (w, Some(p)),
            None => (mantissa, None),
        };
        let whole = match self.thousands {
            Some(t) if whole.contains(|c| t.is(c)) => grouped(whole, t)?,
            _ => whole.to_owned(),
        };
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !digits(&whole)
            || !part.is_none_or(digits)
            || (whole.is_empty() && part.is_none_or(str::is_empty))
        {
            // `inf` and `NaN` are for the parser to name.
            let word = text.trim_start_matches(['-', '+']).to_ascii_lowercase();
            return matches!(word.as_str(), "inf" | "infinity" | "nan").then(|| Cow::Owned(word));
        }
        let part = part.map(|p| format!(".{p}")).unwrap_or_default();
        Some(Cow::Owned(format!("{sign}{whole}{part}{exponent}")))
    }

    /// As it is declared: `decimal = ",", thousands = "."`.
    pub(crate) fn words(self) -> String {
        self.keys().join(", ")
    }

    /// Its keys, `decimal = ","` and `thousands = "."`: beside the latter a point is understood.
    pub(crate) fn keys(self) -> Vec<String> {
        let said = self.decimal_comma || self.thousands.is_none();
        let decimal =
            said.then(|| format!("decimal = \"{}\"", if self.decimal_comma { ',' } else { '.' }));
        let thousands = self.thousands.map(|t| format!("thousands = \"{}\"", t.word()));
        decimal.into_iter().chain(thousands).collect()
    }
}

/// As a person says it: `a decimal comma and points between thousands`.
impl std::fmt::Display for Numerals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.decimal_comma { "a decimal comma" } else { "a decimal point" })?;
        f.write_str(match self.thousands {
            None => "",
            Some(Thousands::Point) => " and points between thousands",
            Some(Thousands::Comma) => " and commas between thousands",
            Some(Thousands::Space) => " and blanks between thousands",
            Some(Thousands::Apostrophe) => " and apostrophes between thousands",
        })
    }
}

/// Digits in groups of three, the first of one to three and not a zero.
fn grouped(text: &str, thousands: Thousands) -> Option<String> {
    let groups: Vec<&str> = text.split(|c| thousands.is(c)).collect();
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let fine = (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && rest.iter().all(|g| g.len() == 3 && digits(g));
    fine.then(|| groups.concat())
}

/// Why a text is no number as numbers of its file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No number in any way of writing.
    Text,
    /// A number in another way of writing.
    Otherwise,
    /// NaN, infinite, or too large for a double.
    NotFinite,
    /// It is no number that a double-precision number holds: a whole one of too many digits, or too
    /// near to zero.
    Inexact,
    /// A bound that is not above zero.
    Bound,
}

/// The number that a text was read as, where it is the one that the text says.
fn held(n: f64, text: &str) -> Result<f64, Fault> {
    // Up to here every whole number is held.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if n != 0.0 && n.abs() < WHOLE {
        return Ok(n);
    }
    if !n.is_finite() {
        return Err(Fault::NotFinite);
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let vanished = n == 0.0 && mantissa.bytes().any(|b| matches!(b, b'1'..=b'9'));
    let digits = text.trim_start_matches(['-', '+']).trim_start_matches('0');
    // A number that was written from a computer's in its shortest form is that number, whatever the
    // digits after its 17th.
    let rounded = n.abs() > WHOLE
        && digits.bytes().all(|b| b.is_ascii_digit())
        && format!("{:.0}", n.abs()) != digits
        && shortest(n.abs()) != digits;
    // The first that is not held reads as the last that is.
    let next = n.abs() == WHOLE
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits != "9007199254740992";
    if vanished || rounded || next { Err(Fault::Inexact) } else { Ok(n) }
}

fn fault(text: &str) -> Fault {
    if readings(text).is_empty() { Fault::Text } else { Fault::Otherwise }
}

/// The ways of writing in which the text is a number, each with the number, plainest first and each
/// number once. What looks like thousands is not offered with the same sign as a decimal one.
pub(crate) fn readings(text: &str) -> Vec<(Numerals, f64)> {
    let mut out: Vec<(Numerals, f64)> = Vec::new();
    for (decimal_comma, thousands) in WAYS {
        let way = Numerals { decimal_comma, thousands, declared: true };
        if let Some(n) =
            way.pointed(text).and_then(|p| p.parse::<f64>().ok()).filter(|n| n.is_finite())
            && !out.iter().any(|(_, m)| m.to_bits() == n.to_bits())
        {
            out.push((way, n));
        }
    }
    let thousands = text.contains(',') && shape(text);
    out.retain(|(way, _)| !(thousands && way.decimal_comma && way.thousands.is_none()));
    out
}

/// Whether a text has the shape of thousands with a point or a comma: `1.234`, `12,345,678`; never
/// `0.337`.
pub(crate) fn shape(text: &str) -> bool {
    [Thousands::Point, Thousands::Comma].into_iter().any(|t| {
        let body = text.strip_prefix(['-', '+', '<']).unwrap_or(text).trim_start();
        body.contains(|c| t.is(c)) && grouped(body, t).is_some()
    })
}

/// Judges a column of texts for which nothing is declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judge {
    cells: u64,
    shaped: u64,
    otherwise: u64,
    example: Option<(String, u64)>,
}

impl Judge {
    /// Takes a text of the column, with its line.
    pub(crate) fn see(&mut self, text: &str, line: u64) {
        self.cells += 1;
        if !text.contains(['.', ',']) {
            return;
        }
        if shape(text) {
            self.shaped += 1;
            self.example.get_or_insert_with(|| (text.to_owned(), line));
        } else {
            self.otherwise += 1;
        }
    }

    /// Both columns as one.
    pub(crate) fn with(self, other: &Judge) -> Judge {
        Judge {
            cells: self.cells + other.cells,
            shaped: self.shaped + other.shaped,
            otherwise: self.otherwise + other.otherwise,
            example: self.example.or_else(|| other.example.clone()),
        }
    }

    /// The first text and its line where too few numbers are there to judge, and every one with a
    /// sign in it could be thousands.
    pub(crate) fn few(&self) -> Option<(&str, u64)> {
        let doubt = self.cells < 3 && self.shaped > 0 && self.otherwise == 0;
        self.example.as_ref().filter(|_| doubt).map(|(text, line)| (text.as_str(), *line))
    }

    /// Takes values of the column that are no text.
    pub(crate) fn count(&mut self, values: u64) {
        self.cells += values;
    }

    /// The first text and its line where the column is ambiguous: it has at least three numbers,
    /// and every one with a point or a comma in it could be thousands.
    pub(crate) fn ambiguous(&self) -> Option<(&str, u64)> {
        let doubt = self.cells >= 3 && self.shaped > 0 && self.otherwise == 0;
        self.example.as_ref().filter(|_| doubt).map(|(text, line)| (text.as_str(), *line))
    }
}

/// Both readings of a text that could be decimal or thousands, in words.
pub(crate) fn both(text: &str) -> String {
    let body = text.strip_prefix('<').unwrap_or(text).trim_start();
    let comma = body.contains(',');
    let decimal = Numerals { decimal_comma: comma, thousands: None, declared: true };
    let thousands = Numerals {
        decimal_comma: !comma,
        thousands: Some(if comma { Thousands::Comma } else { Thousands::Point }),
        declared: true,
    };
    let shown =
        |way: Numerals| way.read(body).map(shortest).unwrap_or_else(|_| "no number".to_owned());
    let mut out = format!("`{text}` is {} with {}", shown(thousands), thousands.words());
    if decimal.read(body).is_ok() {
        out.push_str(&format!(", or {} with {}", shown(decimal), decimal.words()));
    }
    out
}

/// What to declare for a text that is a number in another way of writing: never a setting under
/// which it is none.
pub(crate) fn settings(text: &str) -> Option<String> {
    let body = text.strip_prefix('<').unwrap_or(text).trim_start();
    let ways: Vec<String> = readings(body)
        .into_iter()
        .map(|(way, n)| format!("{} makes it {}", way.words(), shortest(n)))
        .collect();
    if ways.is_empty() { None } else { Some(ways.join("; ")) }
}

/// A whole number, also as programs write it that know only decimals (`2022.0`); no sign, no
/// exponent.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let digits = match text.split_once('.') {
        Some((w, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => w,
        Some(_) => return None,
        None => text,
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        None
    } else {
        digits.parse().ok()
    }
}

/// How many decimals a number is written with.
pub(crate) fn decimals(number: f64) -> usize {
    if number.fract() == 0.0 {
        0
    } else {
        shortest(number).split_once('.').map_or(0, |(_, d)| d.len())
    }
}

/// A sum of numbers of at most so many decimals, without the dust of binary addition.
pub(crate) fn exact(sum: f64, decimals: usize) -> f64 {
    if decimals == 0 { sum } else { format!("{sum:.decimals$}").parse().unwrap_or(sum) }
}

/// The mean of so many numbers of at most so many decimals, whose sum is [`exact`]: rounded once,
/// as if written in decimals.
pub(crate) fn mean(sum: f64, decimals: usize, numbers: u64) -> f64 {
    // Read, so that it is the double nearest to the power of ten.
    let power: f64 = format!("1e{decimals}").parse().unwrap_or(f64::INFINITY);
    let whole = (sum * power).round();
    #[expect(clippy::cast_precision_loss, reason = "fewer rows than a double counts")]
    let numbers = numbers as f64;
    // Beyond what a double counts in ones there is nothing to gain.
    if whole.abs() < 9.0e15 && numbers * power < 9.0e15 {
        whole / (numbers * power)
    } else {
        sum / numbers
    }
}

/// The plainest settings under which every one of these texts is a number.
pub(crate) fn settings_for_all<'t>(
    texts: impl Iterator<Item = &'t str> + Clone,
) -> Option<Numerals> {
    let ways: Vec<Numerals> = WAYS
        .into_iter()
        .map(|(decimal_comma, thousands)| Numerals { decimal_comma, thousands, declared: true })
        .filter(|way| {
            texts.clone().all(|t| way.read(t.strip_prefix('<').unwrap_or(t).trim_start()).is_ok())
        })
        .collect();
    // What looks like thousands throughout is not proposed as decimals.
    let thousands = ways
        .iter()
        .find(|w| w.thousands.is_some())
        .filter(|_| texts.clone().filter(|t| t.contains(',')).all(shape));
    ways.iter()
        .find(|w| !(w.decimal_comma && w.thousands.is_none() && thousands.is_some()))
        .copied()
}

#[cfg(test)]
mod tests;
