//! Years, months and dates as tables write them.

use super::spec::Months;
use crate::publisher::grid::Cell;

/// A year from 1900 to 2100, four digits.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let year = if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok()? } else { return None };
    ideal_model::YEARS.contains(&year).then_some(year)
}

const NAMES: [(Months, [&str; 12]); 3] = [
    (
        Months::En,
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
    ),
    (
        Months::Es,
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    ),
    (
        Months::Pt,
        ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
    ),
];

/// A month's number.
pub(super) fn month_of(text: &str, months: Months) -> Option<u32> {
    if months == Months::Number {
        let month = if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok()? } else { return None };
        return (1..=12).contains(&month).then_some(month);
    }
    let (_, names) = NAMES.iter().find(|(m, _)| *m == months)?;
    let lower = text.to_lowercase();
    u32::try_from(names.iter().position(|n| *n == lower)? + 1).ok()
}

/// Year and month of a date cell.
pub(super) fn date_of(cell: &Cell) -> Option<(i32, u32)> {
    let (y, m, d) = match cell {
        Cell::Date(y, m, d) => (*y, *m, *d),
        Cell::Text(t) => {
            let day = t.split([' ', 'T']).next()?;
            if let [d, m, y] = day.split('/').collect::<Vec<_>>()[..] {
                (year_of(y)?, m.parse().ok()?, d.parse().ok()?)
            } else if let [y, m, d] = day.split('-').collect::<Vec<_>>()[..] {
                (year_of(y)?, m.parse().ok()?, d.parse().ok()?)
            } else {
                return None;
            }
        }
        Cell::Number(_) | Cell::Empty | Cell::Fault(_) => return None,
    };
    ((1..=12).contains(&m) && (1..=31).contains(&d) && ideal_model::YEARS.contains(&y)).then_some((y, m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_four_ways() {
        assert_eq!(month_of("Março", Months::Pt), Some(3));
        assert_eq!(month_of("MARZO", Months::Es), Some(3));
        assert_eq!(month_of("march", Months::En), Some(3));
        assert_eq!(month_of("03", Months::Number), Some(3));
        for (text, months) in
            [("0", Months::Number), ("13", Months::Number), ("marzo", Months::Pt), ("", Months::Es), ("+3", Months::Number)]
        {
            assert_eq!(month_of(text, months), None, "{text}");
        }
    }

    #[test]
    fn dates_in_three_ways() {
        for date in ["2019-01-31", "31/01/2019", "2019-01-31T10:00", "31/01/2019 10:00"] {
            assert_eq!(date_of(&Cell::Text(date.to_owned())), Some((2019, 1)), "{date}");
        }
        assert_eq!(date_of(&Cell::Date(2019, 1, 31)), Some((2019, 1)));
        for date in ["01/31/2019", "31/01/19", "2019", "2019-13-01", "43466"] {
            assert_eq!(date_of(&Cell::Text(date.to_owned())), None, "{date}");
        }
        assert_eq!(date_of(&Cell::Number(43_466.0)), None);
    }
}
