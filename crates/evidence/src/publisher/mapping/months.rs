//! Columns of months: every month of the year has one, or the mapping says how far they reach.

use super::cell_kinds::is_figure;
use super::heads::{Slot, is_left_out};
use super::patterns::{Found, says};
use super::sheet::Table;
use super::spec::{Mapping, Values, When};
use crate::calendar::{Months, is_like_a_month, year_of};
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;

/// How heads begin of what is made from the months beside it.
const SUMMARIES: [&str; 20] = [
    "total",
    "subtotal",
    "suma",
    "soma",
    "sum",
    "acum",
    "cumul",
    "ytd",
    "yearto",
    "prom",
    "media",
    "average",
    "mean",
    "var",
    "dif",
    "change",
    "anual",
    "annual",
    "gran",
    "participacion",
];

/// Twelve months, or those of the span, or fewer where no other head could be one that is misspelt.
pub(super) fn whole_year<'r>(
    mapping: &Mapping,
    slots: &[Slot],
    table: &Table,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    let When::MonthHeads { year: Some(_), span, months, .. } = &mapping.period else {
        return Ok(());
    };
    let wanted = span.unwrap_or((1, 12));
    let lacking: Vec<u32> =
        (wanted.0..=wanted.1).filter(|m| !slots.iter().any(|s| s.month == Some(*m))).collect();
    let forms = forms_of_months(mapping);
    let year =
        YearOfColumns { mapping, slots, table, months: *months, forms, span: *span, lacking };
    let unread = year.heads_that_may_be_months(rows);
    let (_, latest) = year.months_read();
    let ends_early = span.is_none() && year.lacking.iter().all(|m| *m > latest);
    if unread.is_empty() && (year.lacking.is_empty() || ends_early) {
        return Ok(());
    }
    Err(table.columns.missing(&year.expected(wanted, &unread)))
}

/// The columns of the months of one year, and the months that have none.
struct YearOfColumns<'a> {
    mapping: &'a Mapping,
    slots: &'a [Slot],
    table: &'a Table,
    months: Months,
    /// The forms in which the mapping says that heads have a month.
    forms: Vec<&'a String>,
    /// The first and the last month, where the mapping says how far they reach.
    span: Option<(u32, u32)>,
    lacking: Vec<u32>,
}

impl YearOfColumns<'_> {
    /// The first and the last month that have a column.
    fn months_read(&self) -> (u32, u32) {
        let months = || self.slots.iter().filter_map(|s| s.month);
        (months().min().unwrap_or(1), months().max().unwrap_or(12))
    }

    /// Heads of columns that are no month so far, and that the mapping does not leave out.
    fn open_heads(&self) -> impl Iterator<Item = (&str, usize)> {
        let read = |column: usize| self.slots.iter().any(|s| s.column == Some(column));
        let heads = self.table.columns.heads().into_iter();
        heads.filter(move |(h, column)| !read(*column) && !is_left_out(self.mapping, h))
    }

    /// Heads that nothing reads, and that could be a month all the same, in marks.
    fn heads_that_may_be_months<'r>(
        &self,
        rows: impl Iterator<Item = &'r GridRow> + Clone,
    ) -> Vec<String> {
        let columns = || self.slots.iter().filter_map(|s| s.column);
        let (left, right) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        // Right of what is made from the months there are none.
        let heads = self.table.columns.heads();
        let made = heads.iter().filter(|(h, i)| right < *i && is_made_from_months(h));
        let end = made.map(|(_, i)| *i).min().unwrap_or(usize::MAX);
        // Where the mapping says how far the months reach, what stands behind them is something
        // else. Beside a whole year only what is nearly a month: `Enero (p)` beside `Enero`.
        let whole = self.lacking.is_empty() && self.span.is_none();
        let reaches_on = !self.lacking.is_empty();
        let may_be_one = |(h, i): &(&str, usize)| {
            let figures = || rows.clone().any(|row| is_figure(self.mapping, row.cell(*i)));
            let like_one = || (is_like_a_month(h) || month_within(h).is_some()) && figures();
            let among = || {
                left < *i
                    && (*i < right || (*i < end && h.contains(char::is_alphanumeric) && figures()))
            };
            let beside = self.slots.iter().any(|s| s.beside.contains(&Some(*i)));
            !self.mapping.names_head(h)
                && !beside
                && !self.reads(h, self.months)
                && (like_one() && !(whole && is_made_from_months(h)) || reaches_on && among())
        };
        self.open_heads().filter(may_be_one).map(|(h, _)| format!("`{h}`")).collect()
    }

    /// Whether a head is of a form that the mapping has, with a month written in this way; also
    /// where it is outside the span.
    fn reads(&self, head: &str, months: Months) -> bool {
        self.forms.iter().any(|form| says(form, head, months, &Found::default()).is_some())
    }

    /// What a message expects of the columns; `unread` are the heads that may be months.
    fn expected(&self, (first, last): (u32, u32), unread: &[String]) -> String {
        let heads = format!("these heads are no month: {}", unread.join(", "));
        let months: Vec<String> = self.lacking.iter().map(ToString::to_string).collect();
        let what = if self.lacking.is_empty() {
            heads
        } else {
            format!(
                "there is none for {} {}{}",
                if self.lacking.len() == 1 { "month" } else { "months" },
                months.join(", "),
                if unread.is_empty() { String::new() } else { format!(", and {heads}") }
            )
        };
        format!(
            "a column for every month from {first} to {last}; {what}. {}; a column of something \
             else is listed under [value]: leave_out",
            self.cure(unread)
        )
    }

    /// What can be done about months without a column, and heads that may be months.
    fn cure(&self, unread: &[String]) -> String {
        let (earliest, latest) = self.months_read();
        let lacks = |is: &dyn Fn(u32) -> bool| self.lacking.iter().any(|m| is(*m));
        if let (Some(form), Some(pattern)) = (self.other_form(), self.forms.first()) {
            return format!(
                "If one of them has another form, list both ways under [value]: column = \
                 [\"{pattern}\", \"{form}\"]"
            );
        }
        if let Some(language) = self.other_language() {
            return format!(
                "months = \"{language}\" under [period] reads the months of these heads"
            );
        }
        if !unread.is_empty() {
            let mend = "If one of them is a month, write it in the file as the others are written";
            return if lacks(&|m| (earliest..=latest).contains(&m)) {
                mend.to_owned()
            } else {
                format!(
                    "{mend}; if the table ends earlier, span = [{earliest}, {latest}] under \
                     [period] says so"
                )
            };
        }
        if lacks(&|m| m < latest) {
            "Where the file has none for them (quarters, say), put a blank column with the name of \
             each in its place, or read every column by its own name under [value.columns]"
                .to_owned()
        } else {
            format!("If the table ends earlier, write span = [{earliest}, {latest}] under [period]")
        }
    }

    /// The form of a head that is a month as the others are, where one is lacking: `Diciembre (p)`
    /// beside `Noviembre`. `Diciembre 2020` and `Tasa diciembre` are something else.
    fn other_form(&self) -> Option<String> {
        let form = self.open_heads().find_map(|(h, _)| month_within(h))?;
        let more = form.replace("{month}", "");
        let same = more.trim().len() <= 4 && !more.bytes().any(|b| b.is_ascii_digit());
        (same && !self.lacking.is_empty()).then_some(form)
    }

    /// The way of writing months that reads more heads of these forms than the mapping's, if there
    /// is one.
    fn other_language(&self) -> Option<&'static str> {
        let heads = self.table.columns.heads();
        let read = |months: Months| heads.iter().filter(|(h, _)| self.reads(h, months)).count();
        let best = Months::WORDS
            .into_iter()
            .filter(|(_, m)| *m != self.months)
            .max_by_key(|(_, m)| read(*m))?;
        (read(best.1) > read(self.months).max(2)).then_some(best.0)
    }
}

/// Whether a head says what is put together from the months: a sum, a mean, a whole year.
fn is_made_from_months(head: &str) -> bool {
    let key = ideal_model::name_key(head).replace(' ', "");
    year_of(head).is_some() || SUMMARIES.iter().any(|word| key.starts_with(word))
}

/// The forms in which the mapping says that heads have a month.
fn forms_of_months(mapping: &Mapping) -> Vec<&String> {
    let Values::Columns(columns) = &mapping.value.from else { return Vec::new() };
    columns.iter().flat_map(|(h, _)| &h.0).filter(|h| h.contains("{month}")).collect()
}

/// A head with a month and something else, with `{month}` in its place.
fn month_within(head: &str) -> Option<String> {
    let mut months = head
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 2 && is_like_a_month(w));
    // `Enero-Marzo` is a quarter.
    let (Some(word), None) = (months.next(), months.next()) else { return None };
    let (before, after) = head.split_once(word)?;
    let alone =
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    let form = head.replacen(word, "{month}", 1);
    (form != "{month}" && alone).then_some(form)
}
