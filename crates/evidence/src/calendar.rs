//! Years, months and dates as tables write them.

use chrono::NaiveDate;
use ideal_model::name_key;

use crate::numeral::whole;

/// A year from 1900 to 2100, four digits (`2022`, or `2022.0` as programs write it that know only
/// decimals).
pub(crate) fn year_of(text: &str) -> Option<i32> {
    let digits = text.split('.').next().unwrap_or_default();
    let year = if digits.len() == 4 { i32::try_from(whole(text)?).ok()? } else { return None };
    ideal_model::YEARS.contains(&year).then_some(year)
}

/// How months are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// 1 to 12.
    Number,
    /// English names and their abbreviations.
    En,
    /// Spanish names and their abbreviations.
    Es,
    /// Portuguese names and their abbreviations.
    Pt,
}

impl Months {
    /// All of them with the word a mapping uses for each.
    pub(crate) const WORDS: [(&'static str, Months); 4] =
        [("number", Months::Number), ("en", Months::En), ("es", Months::Es), ("pt", Months::Pt)];
}

/// Spellings of each month, without accents and in small letters. Peru, Uruguay and Costa Rica
/// write `setiembre`.
const NAMES: [(Months, [&[&str]; 12]); 3] = [
    (
        Months::En,
        [
            &["january", "jan"],
            &["february", "feb", "febr"],
            &["march", "mar"],
            &["april", "apr"],
            &["may"],
            &["june", "jun"],
            &["july", "jul"],
            &["august", "aug"],
            &["september", "sep", "sept"],
            &["october", "oct"],
            &["november", "nov"],
            &["december", "dec"],
        ],
    ),
    (
        Months::Es,
        [
            &["enero", "ene", "en"],
            &["febrero", "feb", "febr"],
            &["marzo", "mar", "mzo"],
            &["abril", "abr"],
            &["mayo", "may"],
            &["junio", "jun"],
            &["julio", "jul"],
            &["agosto", "ago", "agto", "agos"],
            &["septiembre", "setiembre", "sep", "set", "sept"],
            &["octubre", "oct"],
            &["noviembre", "nov"],
            &["diciembre", "dic"],
        ],
    ),
    (
        Months::Pt,
        [
            &["janeiro", "jan"],
            &["fevereiro", "fev"],
            &["marco", "mar"],
            &["abril", "abr"],
            &["maio", "mai"],
            &["junho", "jun"],
            &["julho", "jul"],
            &["agosto", "ago"],
            &["setembro", "set"],
            &["outubro", "out"],
            &["novembro", "nov"],
            &["dezembro", "dez"],
        ],
    ),
];

/// A month's number: by number, or by name in the language, in any case, with or without accents
/// and a closing point.
pub(crate) fn month_of(text: &str, months: Months) -> Option<u32> {
    if months == Months::Number {
        return whole(text).filter(|m| (1..=12).contains(m));
    }
    let (_, names) = NAMES.iter().find(|(m, _)| *m == months)?;
    let key = name_key(text);
    u32::try_from(names.iter().position(|n| n.contains(&key.as_str()))? + 1).ok()
}

/// A month together with its year, in either order: `ene-2020`, `enero de 2020`, `2020 Ene.`,
/// `01/2020`, `2020M01`, `202001`.
pub(crate) fn month_and_year(text: &str, months: Months) -> Option<(i32, u32)> {
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        let (year, month) = text.split_at_checked(4)?;
        return Some((
            year_of(year)?,
            month_of(month, months).or_else(|| month_of(month, Months::Number))?,
        ));
    }
    // Letters and digits part from each other also without a sign between them.
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let kind = if c.is_ascii_digit() {
            'd'
        } else if c.is_alphabetic() {
            'a'
        } else {
            ' '
        };
        match parts.last_mut() {
            Some(part) if last == Some(kind) => part.push(c),
            _ => parts.push(c.to_string()),
        }
        last = Some(kind);
    }
    let speaks = |p: &&String| {
        p.chars().all(char::is_alphanumeric)
            && !matches!(name_key(p).as_str(), "de" | "del" | "of" | "m")
    };
    let parts: Vec<&String> = parts.iter().filter(speaks).collect();
    let &[a, b] = parts.as_slice() else { return None };
    let read = |year: &str, month: &str| Some((year_of(year)?, month_of(month, months)?));
    read(a, b).or_else(|| read(b, a))
}

/// The month by its name and the two digits beside it (`ene-23`, `Jan 24`): which year they mean is
/// not said.
pub(crate) fn is_month_and_short_year(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let short = |p: &str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    let named = names_a_month;
    match parts.as_slice() {
        [a, b] => (short(a) && named(b)) || (named(a) && short(b)),
        // `ene23`
        [whole] => whole
            .split_at_checked(whole.len().saturating_sub(2))
            .is_some_and(|(a, b)| named(a) && short(b)),
        _ => false,
    }
}

/// A month's number by its name in any of the three languages; none where two languages mean
/// different months by it.
pub(crate) fn month_in_any(text: &str) -> Option<u32> {
    let mut found = NAMES.into_iter().filter_map(|(m, _)| month_of(text, m));
    let first = found.next()?;
    found.all(|m| m == first).then_some(first)
}

/// Whether a text is a month's name in one of the three languages.
pub(crate) fn names_a_month(text: &str) -> bool {
    NAMES.into_iter().any(|(m, _)| month_of(text, m).is_some())
}

/// Whether a text is nearly a month's name in one of the three languages, or is one in another
/// language than the one asked for.
pub(crate) fn is_like_a_month(text: &str) -> bool {
    let key = name_key(text);
    NAMES.iter().flat_map(|(_, names)| names.iter().copied().flatten()).any(|name| {
        let slips = strsim::levenshtein(&key, name);
        slips == 0 || (name.len() > 4 && slips <= 2)
    })
}

/// The order of day, month and year in dates of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2023
    Dmy,
    /// 12/31/2023
    Mdy,
    /// 2023-12-31
    Ymd,
}

impl Order {
    /// All of them with the word a mapping uses for each.
    pub(crate) const WORDS: [(&'static str, Order); 3] =
        [("dmy", Order::Dmy), ("mdy", Order::Mdy), ("ymd", Order::Ymd)];

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        Order::WORDS.iter().find(|(_, o)| *o == self).map_or("", |(w, _)| w)
    }
}

/// Why a text is no date in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// It has not the form of a date.
    Form,
    /// It has the form, and the calendar has no such day.
    Day,
    /// Its year has two digits.
    ShortYear,
    /// It is the number by which a spreadsheet counts days.
    Serial(NaiveDate),
}

/// Whether a text has the form of a date, whatever the order of its digits.
pub(crate) fn is_like_a_date(text: &str) -> bool {
    Order::WORDS
        .into_iter()
        .any(|(_, order)| matches!(date(text, order), Ok(_) | Err(NoDate::Day | NoDate::ShortYear)))
}

/// A date as a text writes it: digits in the order given (`31/12/2023`, `31.12.2023`,
/// `31-12-2023`), a month by name (`31-dic-2023`, `December 31, 2023`, `31 de diciembre de 2023`),
/// `20231231`, each with or without a time of day after it.
pub(crate) fn date(text: &str, order: Order) -> Result<NaiveDate, NoDate> {
    let day = without_time(text);
    if !day.is_empty() && day.bytes().all(|b| b.is_ascii_digit()) {
        return digits_alone(day, order);
    }
    if let Some(days) = day.parse::<f64>().ok().filter(|_| {
        day.bytes().all(|b| b.is_ascii_digit() || b == b'.') && day.matches('.').count() < 2
    }) {
        #[expect(clippy::cast_possible_truncation, reason = "days before the year 2100")]
        return Err(serial(days.floor() as i64).map_or(NoDate::Form, NoDate::Serial));
    }
    let parts: Vec<&str> = day
        .split(|c: char| matches!(c, '/' | '-' | '.' | ',') || c.is_whitespace())
        .filter(|p| !p.is_empty() && !matches!(name_key(p).as_str(), "de" | "del" | "of"))
        .collect();
    let &[a, b, c] = parts.as_slice() else { return Err(NoDate::Form) };
    // A month by name says itself where it stands.
    let named = [a, b]
        .map(|p| if p.bytes().all(|x| x.is_ascii_digit()) { None } else { Some(month_in_any(p)) });
    let (y, m, d) = match named {
        // A year in front says itself that it is one.
        [None, None] if a.len() == 4 => (a, whole(b), c),
        [None, None] => match order {
            Order::Dmy => (c, whole(b), a),
            Order::Mdy => (c, whole(a), b),
            Order::Ymd => (a, whole(b), c),
        },
        [None, Some(month)] if a.len() == 4 => (a, month, c),
        [None, Some(month)] => (c, month, a),
        [Some(month), None] => (c, month, b),
        [Some(_), Some(_)] => return Err(NoDate::Form),
    };
    let (Some(m), Some(d)) = (m, whole(d)) else { return Err(NoDate::Form) };
    if y.len() <= 2 && whole(y).is_some() {
        return Err(NoDate::ShortYear);
    }
    let year = year_of(y).ok_or(NoDate::Form)?;
    NaiveDate::from_ymd_opt(year, m, d).ok_or(NoDate::Day)
}

/// Eight digits are a date, year first or last by the order; four to six are a spreadsheet's count
/// of days.
fn digits_alone(day: &str, order: Order) -> Result<NaiveDate, NoDate> {
    let part = |range: std::ops::Range<usize>| day.get(range).and_then(whole).unwrap_or_default();
    let (y, m, d) = match (day.len(), order) {
        (8, Order::Ymd) => (part(0..4), part(4..6), part(6..8)),
        (8, Order::Dmy) => (part(4..8), part(2..4), part(0..2)),
        (8, Order::Mdy) => (part(4..8), part(0..2), part(2..4)),
        (5, _) => {
            return Err(day.parse().ok().and_then(serial).map_or(NoDate::Form, NoDate::Serial));
        }
        _ => return Err(NoDate::Form),
    };
    let year =
        i32::try_from(y).ok().filter(|y| ideal_model::YEARS.contains(y)).ok_or(NoDate::Form)?;
    NaiveDate::from_ymd_opt(year, m, d).ok_or(NoDate::Day)
}

/// The date that a spreadsheet counts as this day (43466 is 1 January 2019), from 1927 to 2100.
fn serial(days: i64) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (10_000..73_051)
        .contains(&days)
        .then(|| first.checked_add_signed(chrono::Duration::days(days)))
        .flatten()
}

/// The text before a time of day: `31/01/2019 10:05:00 p. m.`, `2019-01-31T10:05:00.000Z`.
fn without_time(text: &str) -> &str {
    let at = text.char_indices().find(|(i, c)| {
        let blank = c.is_whitespace() || *c == 'T' || *c == 't';
        let before = text.get(..*i).unwrap_or_default();
        blank
            && before.ends_with(|c: char| c.is_ascii_digit())
            && text.get(i + c.len_utf8()..).is_some_and(time_of_day)
    });
    at.map_or(text, |(i, _)| text.get(..i).unwrap_or(text)).trim_end_matches([',', ' '])
}

fn time_of_day(text: &str) -> bool {
    let text = text.trim_start();
    let clock = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    let (clock, rest) = text.split_at(clock);
    let parts: Vec<&str> = clock.split(':').collect();
    let fine = (2..=3).contains(&parts.len())
        && parts.iter().all(|p| p.parse::<f64>().is_ok_and(|n| (0.0..61.0).contains(&n)));
    let rest: String =
        rest.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let zone = |r: &str| {
        r.is_empty()
            || r == "z"
            || (r.starts_with(['+', '-'])
                && r.bytes().skip(1).all(|b| b.is_ascii_digit() || b == b':'))
    };
    fine && (matches!(rest.as_str(), "am" | "pm") || zone(&rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn months_in_four_ways() {
        for (text, months, want) in [
            ("Março", Months::Pt, 3),
            ("MARZO", Months::Es, 3),
            ("march", Months::En, 3),
            ("03", Months::Number, 3),
            ("3.0", Months::Number, 3),
            ("setiembre", Months::Es, 9),
            ("Set.", Months::Es, 9),
            ("ene", Months::Es, 1),
            ("ABR", Months::Es, 4),
            ("may", Months::Es, 5),
            ("Dez", Months::Pt, 12),
            ("Sept.", Months::En, 9),
        ] {
            assert_eq!(month_of(text, months), Some(want), "{text}");
        }
        for (text, months) in [
            ("0", Months::Number),
            ("13", Months::Number),
            ("marzo", Months::Pt),
            ("", Months::Es),
            ("+3", Months::Number),
            ("m", Months::En),
        ] {
            assert_eq!(month_of(text, months), None, "{text}");
        }
    }

    #[test]
    fn dates_by_order_by_name_and_with_times() {
        let day = NaiveDate::from_ymd_opt(2019, 1, 31).unwrap();
        for (text, order) in [
            ("2019-01-31", Order::Ymd),
            ("2019-01-31", Order::Dmy),
            ("2019/1/31", Order::Ymd),
            ("20190131", Order::Ymd),
            ("31/01/2019", Order::Dmy),
            ("31.1.2019", Order::Dmy),
            ("01/31/2019", Order::Mdy),
            ("2019-01-31T10:00", Order::Ymd),
            ("2019-01-31T10:00:59.123Z", Order::Ymd),
            ("2019-01-31 10:00:00-05:00", Order::Ymd),
            ("1/31/2019 10:05:00 PM", Order::Mdy),
            ("31/01/2019 10:05:00 p. m.", Order::Dmy),
            ("31-ene-2019", Order::Mdy),
            ("31 de enero de 2019", Order::Ymd),
            ("January 31, 2019", Order::Dmy),
            ("2019-Jan-31", Order::Dmy),
        ] {
            assert_eq!(date(text, order), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_apart() {
        for (text, order, want) in [
            ("31/02/2020", Order::Dmy, NoDate::Day),
            ("01/31/2019", Order::Dmy, NoDate::Day),
            ("31/01/19", Order::Dmy, NoDate::ShortYear),
            ("2019", Order::Ymd, NoDate::Form),
            ("31/01/2019 later", Order::Dmy, NoDate::Form),
            ("", Order::Ymd, NoDate::Form),
            ("43466", Order::Dmy, NoDate::Serial(NaiveDate::from_ymd_opt(2019, 1, 1).unwrap())),
            ("43466.5", Order::Dmy, NoDate::Serial(NaiveDate::from_ymd_opt(2019, 1, 1).unwrap())),
        ] {
            assert_eq!(date(text, order), Err(want), "{text}");
        }
    }

    #[test]
    fn years_have_four_digits() {
        assert_eq!((year_of("2022"), year_of("2022.0")), (Some(2022), Some(2022)));
        for text in ["22", "2022.5", "1899", "+2022", "20222", "2022-01"] {
            assert_eq!(year_of(text), None, "{text}");
        }
    }
}
