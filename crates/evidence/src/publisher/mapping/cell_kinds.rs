//! What kind of thing a cell is, for those who look at columns rather than at values.

use super::forms::names_years;
use super::marks::without_marks;
use super::spec::Mapping;
use crate::calendar::{is_like_a_date, year_of};
use crate::numeral::{Numerals, readings};
use crate::publisher::grid::Cell;

/// What a cell is, as far as the cells of one column are alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// A number that could be a year; a column may have nothing else.
    Year,
    Date,
}

impl Kind {
    /// None of a blank, and of what the mapping takes for a missing value anywhere.
    pub(super) fn of(cell: &Cell, mapping: &Mapping) -> Option<Kind> {
        let numerals = mapping.file.numerals;
        // A number with a sign before it or a mark behind it, in any way of writing: what is wrong
        // with it is told where it is read.
        let is_figure = |text: &str| {
            let bare = without_marks(text);
            bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
                && !readings(bare).is_empty()
        };
        // Few texts can be a date at all, and to read one costs.
        let may_be_a_date =
            |text: &str| text.len() <= 40 && text.bytes().any(|b| b.is_ascii_digit());
        match cell {
            Cell::Empty => None,
            Cell::Text(text) if says_nothing(text) || mapping.file.missing.contains(text) => None,
            Cell::Date(..) => Some(Kind::Date),
            cell if is_number(cell, numerals) => {
                Some(if year_of(&cell.text()).is_some() { Kind::Year } else { Kind::Number })
            }
            Cell::Text(text) if is_figure(text) => Some(Kind::Number),
            Cell::Text(text) if may_be_a_date(text) && is_like_a_date(text) => Some(Kind::Date),
            _ => Some(Kind::Text),
        }
    }

    /// Several cells of the kind.
    pub(super) fn cells(self) -> &'static str {
        match self {
            Kind::Text => "texts",
            Kind::Number => "numbers",
            Kind::Year => "years",
            Kind::Date => "dates",
        }
    }
}

/// Whether a text is how some write that there is no value: `..`, `S/D`, `n.d.`, `N/A`.
fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 10] =
        ["nd", "na", "sd", "si", "nr", "null", "nan", "none", "sn", "no disponible"];
    text.len() <= 16 && {
        let letters: String = text
            .chars()
            .filter(|c| c.is_alphabetic() || *c == ' ')
            .flat_map(char::to_lowercase)
            .collect();
        letters.is_empty() && !text.bytes().any(|b| b.is_ascii_digit())
            || WORDS.contains(&letters.as_str())
    }
}

/// How many cells of each kind a column has.
#[derive(Clone, Default)]
pub(super) struct Kinds {
    texts: usize,
    numbers: usize,
    years: usize,
    dates: usize,
    pub(super) blanks: usize,
}

impl Kinds {
    /// Counts a cell.
    pub(super) fn see(&mut self, cell: &Cell, mapping: &Mapping) {
        match Kind::of(cell, mapping) {
            None => self.blanks += usize::from(cell.is_empty()),
            Some(Kind::Text) => self.texts += 1,
            Some(Kind::Number) => self.numbers += 1,
            Some(Kind::Year) => {
                self.numbers += 1;
                self.years += 1;
            }
            Some(Kind::Date) => self.dates += 1,
        }
    }

    /// How many cells have something in them.
    pub(super) fn filled(&self) -> usize {
        self.texts + self.numbers + self.dates
    }

    /// The kind that most cells of the column have; none where they are few or of all sorts. Counts
    /// may all look like years, so that the head has to say that they are.
    pub(super) fn usual(&self, head: Option<&str>, mapping: &Mapping) -> Option<Kind> {
        const LEAST: usize = 8;
        let years = self.years * 20 >= self.numbers * 19
            && head.is_some_and(|head| names_years(head) || mapping.period.is_of_years_in(head));
        let number = if years { Kind::Year } else { Kind::Number };
        let of = [(self.texts, Kind::Text), (self.numbers, number), (self.dates, Kind::Date)];
        let (count, kind) = of.into_iter().max_by_key(|(count, _)| *count)?;
        (count >= LEAST && count >= 4 * (self.filled() - count)).then_some(kind)
    }
}

/// Whether a cell is a number as the mapping declares numbers.
pub(super) fn is_number(cell: &Cell, numerals: Numerals) -> bool {
    match cell {
        Cell::Number(n) => n.is_finite(),
        Cell::Text(t) => numerals.read(t).is_ok(),
        _ => false,
    }
}

/// Whether a cell outside the columns of values is a figure that may have been forgotten, however
/// it is written: `<5`, `8 p`, `15%`, `1'234`, `(5)`.
pub(super) fn is_figure(mapping: &Mapping, cell: &Cell) -> bool {
    match cell {
        Cell::Text(t) => {
            let count = |is: fn(char) -> bool| t.chars().filter(|c| is(*c)).count();
            let begins = t.chars().next().is_some_and(|c| !c.is_alphabetic());
            mapping.file.numerals.read(t).is_ok()
                || (begins && count(char::is_numeric) > 0 && count(char::is_alphabetic) <= 3)
        }
        Cell::Number(_) => true,
        _ => false,
    }
}
