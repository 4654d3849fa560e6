//! What a cell of a workbook holds, whichever format it comes from.

use calamine::{Data, DataRef, ExcelDateTime};
use ideal_model::shortest;

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Text as it is stored; never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A day, with the time of day where there is one.
    Date(Moment),
    /// A time without a day, or a length of time, as text.
    Time(String),
    /// No value: an error, or a formula nobody has calculated.
    Fault(Fault),
}

/// A date as a cell shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moment {
    pub(crate) year: i32,
    pub(crate) month: u32,
    pub(crate) day: u32,
    /// Hour, minute and second.
    pub(crate) time: (u32, u32, u32),
    /// The number that is formatted as a date; none where the file stores the date itself.
    pub(crate) serial: Option<f64>,
}

impl Moment {
    /// The year that the number of the cell is, where it is formatted as a date: 2022 shows as a
    /// day of 1905.
    pub(crate) fn year_as_date(&self) -> Option<i32> {
        // Files that store dates have counted days since the end of 1899 all the same.
        let day = || {
            let day = chrono::NaiveDate::from_ymd_opt(self.year, self.month, self.day)?;
            let days = day
                .signed_duration_since(chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?)
                .num_days();
            i32::try_from(days).ok()
        };
        #[expect(clippy::cast_possible_truncation, reason = "a number of four digits")]
        let number = self.serial.map_or_else(day, |n| Some(n as i32));
        number.filter(|n| (1900..=2100).contains(n))
    }

    /// The day, and the time where it is not midnight.
    pub(crate) fn text(&self) -> String {
        let day = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        match self.time {
            (0, 0, 0) => day,
            (h, m, s) => format!("{day} {h:02}:{m:02}:{s:02}"),
        }
    }
}

/// Why a cell has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula whose result is not stored.
    Unstored,
    /// A formula of an .xls file whose result is an empty text, or was never calculated: the bytes
    /// are the same.
    Blank,
    /// A number with raised digits behind it, which its text does not tell apart.
    Raised,
    /// The number of a year that is formatted as a date, and shows as a day of 1905.
    Year(i32),
}

impl Fault {
    /// As a message shows it.
    pub(crate) fn text(&self) -> String {
        match self {
            Fault::Error(e) => e.clone(),
            Fault::Unstored => "a formula without a stored value".to_owned(),
            Fault::Blank => "a formula without a value".to_owned(),
            Fault::Raised => {
                "a number with raised digits behind it, as a footnote's mark".to_owned()
            }
            Fault::Year(year) => format!("the number {year}, formatted as a date"),
        }
    }

    /// What can be done.
    pub(crate) fn cure(&self) -> &'static str {
        match self {
            Fault::Error(_) => {
                "mend the formula, or type the value; leave the cell empty if there is none"
            }
            Fault::Raised => "take the mark off, or type the number that is meant",
            Fault::Year(_) => {
                "format the column as a number without decimals, or as text, and type the year"
            }
            Fault::Unstored => {
                "open the file in Excel or LibreOffice and save it, so that results are stored"
            }
            Fault::Blank => {
                "open the file in Excel or LibreOffice and save it as .xlsx, which stores results: \
                 an .xls does not tell an empty text from what was never calculated"
            }
        }
    }
}

impl Content {
    /// The text of a cell. Numbers become the shortest decimal that gives back the double.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Content::Text(t) | Content::Time(t) => out.push_str(t),
            Content::Number(n) if n.is_finite() => out.push_str(&shortest(*n)),
            Content::Number(n) => out.push_str(&n.to_string()),
            Content::Bool(b) => out.push_str(if *b { "TRUE" } else { "FALSE" }),
            Content::Date(d) => out.push_str(&d.text()),
            Content::Fault(f) => out.push_str(&f.text()),
        }
    }

    /// Whether nothing but blanks stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Content::Text(t) if t.trim().is_empty())
    }

    /// Bytes of its text that are held.
    pub(super) fn size(&self) -> usize {
        match self {
            Content::Text(t) | Content::Time(t) | Content::Fault(Fault::Error(t)) => t.len(),
            _ => 0,
        }
    }

    /// A cell of a streamed sheet; `None` where it is empty.
    pub(super) fn of_ref(value: DataRef<'_>) -> Option<Content> {
        match value {
            DataRef::Empty => None,
            DataRef::String(s) => text(s),
            DataRef::SharedString(s) => text(s.to_owned()),
            DataRef::Float(f) => Some(Content::Number(f)),
            #[expect(
                clippy::cast_precision_loss,
                reason = "whole numbers of a workbook are doubles or 30 bits in the file"
            )]
            DataRef::Int(i) => Some(Content::Number(i as f64)),
            DataRef::Bool(b) => Some(Content::Bool(b)),
            DataRef::DateTime(d) => Some(serial(&d)),
            DataRef::DateTimeIso(s) => Some(iso(s)),
            DataRef::DurationIso(s) => Some(Content::Time(s)),
            DataRef::Error(e) => Some(Content::Fault(Fault::Error(e.to_string()))),
        }
    }

    /// A cell of a sheet that was read at once.
    pub(super) fn of(value: &Data) -> Option<Content> {
        match value {
            Data::Empty => None,
            Data::String(s) => text(s.clone()),
            Data::Float(f) => Some(Content::Number(*f)),
            #[expect(
                clippy::cast_precision_loss,
                reason = "whole numbers of a workbook are doubles or 30 bits in the file"
            )]
            Data::Int(i) => Some(Content::Number(*i as f64)),
            Data::Bool(b) => Some(Content::Bool(*b)),
            Data::DateTime(d) => Some(serial(d)),
            Data::DateTimeIso(s) => Some(iso(s.clone())),
            Data::DurationIso(s) => Some(Content::Time(s.clone())),
            Data::Error(e) => Some(Content::Fault(Fault::Error(e.to_string()))),
        }
    }
}

fn text(text: String) -> Option<Content> {
    (!text.is_empty()).then_some(Content::Text(text))
}

/// The first and the last number that a spreadsheet shows as a day.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;

/// A number formatted as a date, a time of day or a length of time.
fn serial(value: &ExcelDateTime) -> Content {
    let number = value.as_f64();
    if value.is_duration() {
        return Content::Time(length(number));
    }
    let (year, month, day, h, m, s, _) = value.to_ymd_hms_milli();
    let time = (u32::from(h), u32::from(m), u32::from(s));
    if (0.0..1.0).contains(&number) {
        return Content::Time(format!("{:02}:{:02}:{:02}", time.0, time.1, time.2));
    }
    // What no spreadsheet can show as a date is the number that it is.
    if !DAYS.contains(&number) {
        return Content::Number(number);
    }
    Content::Date(Moment {
        year: i32::from(year),
        month: month.into(),
        day: day.into(),
        time,
        serial: Some(number),
    })
}

/// Hours, minutes and seconds of a length in days.
fn length(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round();
    let (h, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", shortest(h), (rest / 60.0).floor(), rest % 60.0)
}

/// A date stored as text in ISO 8601; a time where it has no day.
fn iso(text: String) -> Content {
    let parts = || -> Option<Moment> {
        let (day, time) = text.split_once(['T', ' ']).unwrap_or((&text, ""));
        let mut it = day.splitn(3, '-');
        let (year, month, day) =
            (it.next()?.parse().ok()?, it.next()?.parse().ok()?, it.next()?.parse().ok()?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let mut clock = time
            .trim_end_matches('Z')
            .splitn(3, ':')
            .map(|p| p.split('.').next().unwrap_or("").parse::<u32>().unwrap_or(0));
        let mut next = || clock.next().unwrap_or(0);
        Some(Moment { year, month, day, time: (next(), next(), next()), serial: None })
    };
    match parts() {
        Some(moment) => Content::Date(moment),
        None => Content::Time(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn shown(number: f64, kind: ExcelDateTimeType, from_1904: bool) -> String {
        let mut out = String::new();
        serial(&ExcelDateTime::new(number, kind, from_1904)).write(&mut out);
        out
    }

    /// The serial numbers are those Excel shows for these dates.
    #[test]
    fn dates_are_those_that_a_spreadsheet_shows() {
        let day = ExcelDateTimeType::DateTime;
        assert_eq!(shown(44_926.0, day, false), "2022-12-31");
        assert_eq!(shown(43_464.0, day, true), "2022-12-31");
        assert_eq!(shown(44_926.5, day, false), "2022-12-31 12:00:00");
        assert_eq!(shown(2022.0, day, false), "1905-07-14");
        assert_eq!(shown(0.75, day, false), "18:00:00");
        assert_eq!(shown(1.5, ExcelDateTimeType::TimeDelta, false), "36:00:00");
        assert_eq!(shown(-0.25, ExcelDateTimeType::TimeDelta, false), "-6:00:00");
        assert_eq!(shown(-3.0, day, false), "-3");
        assert_eq!(shown(1e9, day, false), "1000000000");
    }

    #[test]
    fn iso_dates_of_other_formats() {
        for (text, want) in [
            ("2022-12-31", "2022-12-31"),
            ("2022-12-31T00:00:00", "2022-12-31"),
            ("2022-12-31T09:30:01.5Z", "2022-12-31 09:30:01"),
            ("PT12H30M00S", "PT12H30M00S"),
            ("12:30:00", "12:30:00"),
        ] {
            let mut out = String::new();
            iso(text.to_owned()).write(&mut out);
            assert_eq!(out, want);
        }
    }
}
