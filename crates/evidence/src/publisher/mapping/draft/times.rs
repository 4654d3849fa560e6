//! What in a file says a time that the drafted period does not read: then it is a question.

use super::period::{Grain, Period};
use super::profile::Column;
use crate::publisher::mapping::forms::{
    is_part_of_a_year, names_a_part, names_parts, names_years, year_in,
};

/// How columns are called that say a time of another kind than a month or a quarter.
const TIMES: [&str; 10] =
    ["quinzena", "week", "epiweek", "periodo", "period", "corte", "dia", "day", "wave", "ronda"];
/// Words of heads whose dates say when a row was written, when something began or who was born, not
/// what it is about.
const WRITTEN: [&str; 30] = [
    "actualizacion",
    "actualizado",
    "atualizacao",
    "update",
    "updated",
    "modified",
    "download",
    "downloaded",
    "descarga",
    "retrieved",
    "extraccion",
    "extracted",
    "corte",
    "carga",
    "publicacion",
    "published",
    "timestamp",
    "created",
    "start",
    "end",
    "inicio",
    "fin",
    "startdate",
    "enddate",
    "nacimiento",
    "nascimento",
    "birth",
    "birthdate",
    "dob",
    "nac",
];

/// What stands around the table.
pub(super) struct Context<'a> {
    /// The name of the file, without its ending.
    pub(super) name: &'a str,
    /// What stands above and below it.
    pub(super) titles: Vec<String>,
    /// The names of all sheets.
    pub(super) sheets: Vec<String>,
}

impl Column {
    /// Whether its head says that it is of years.
    pub(super) fn is_called_year(&self) -> bool {
        let joined = ideal_model::name_key(&self.head).replace(' ', "");
        names_years(&self.head)
            || ["year", "anio", "timedim"].iter().any(|end| joined.ends_with(end))
    }

    /// Whether its dates say when a row was written, or when something began.
    pub(super) fn is_of_writing(&self) -> bool {
        let joined = ideal_model::name_key(&self.head).replace(' ', "");
        self.is_called(&WRITTEN)
            || ["startdate", "enddate", "begin", "dimensionend"]
                .iter()
                .any(|end| joined.ends_with(end))
    }

    /// Whether it says a time of any kind, by its head or by its cells.
    pub(super) fn says_time(&self) -> bool {
        if self.head.is_empty() || self.is_of_writing() {
            return false;
        }
        let named = !self.is_of_numbers()
            && self
                .months
                .iter()
                .skip(1)
                .chain(self.months_of_years.iter().skip(1))
                .any(|months| self.mostly(*months, 60));
        let periods = self.mostly(self.periods, 60) && !self.is_of_numbers();
        names_parts(&self.head)
            || self.is_called(&TIMES)
            || named
            || periods
            || self.mostly(self.like_dates, 50)
    }
}

/// What says another time than the period that was drafted, each as a question puts it.
pub(super) fn unread(period: &Period, columns: &[Column], context: &Context<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let shown = |text: &str| {
        format!("`{}`", ideal_model::visible(&text.chars().take(80).collect::<String>()))
    };
    if period.grain == Grain::Year {
        // A cell that says the same year in every row says nothing else.
        let says_the_same = |c: &Column| c.is_constant() && c.mostly(c.years, 100);
        let is =
            |c: &&Column| c.says_time() && !says_the_same(c) && !period.columns.contains(&c.at);
        out.extend(columns.iter().filter(is).map(|c| format!("the column {}", shown(&c.head))));
        let values = period.values.iter().flatten().filter_map(|at| columns.get(*at));
        let part = |c: &&Column| {
            is_part_of_a_year(
                &year_in(&c.head)
                    .map_or_else(|| c.head.clone(), |y| c.head.replace(&y.to_string(), "{year}")),
            )
        };
        out.extend(values.filter(part).take(1).map(|c| format!("the head {}", shown(&c.head))));
        let said = |text: &&str| names_a_part(text) && is_part_of_a_year(text);
        out.extend(
            context
                .titles
                .iter()
                .map(String::as_str)
                .filter(said)
                .map(|t| format!("the title {}", shown(t))),
        );
        out.extend(
            context
                .sheets
                .iter()
                .map(String::as_str)
                .filter(said)
                .take(3)
                .map(|t| format!("the sheet {}", shown(t))),
        );
        out.extend(
            Some(context.name).filter(said).map(|t| format!("the name of the file, {}", shown(t))),
        );
    }
    // The year that a name says, against another one.
    if let Some(year) = period.year_of_name {
        let years = |text: &str| {
            text.split(|c: char| !c.is_ascii_digit())
                .filter_map(crate::calendar::year_of)
                .collect::<Vec<_>>()
        };
        let other = |text: &&String| years(text).iter().any(|y| *y != year);
        let titles = context.titles.iter().filter(other).map(|t| format!("the title {}", shown(t)));
        out.extend(titles.chain(
            context.sheets.iter().filter(other).take(3).map(|t| format!("the sheet {}", shown(t))),
        ));
        // `2023-06`, `202306`
        let digits: Vec<&str> =
            context.name.split(|c: char| !c.is_ascii_digit()).filter(|t| !t.is_empty()).collect();
        let month = |t: &&str| t.len() <= 2 && t.parse().is_ok_and(|n: u32| (1..=12).contains(&n));
        let at = digits.iter().position(|t| crate::calendar::year_of(t) == Some(year));
        if at.and_then(|at| digits.get(at + 1)).is_some_and(month) && period.grain == Grain::Year {
            out.push(format!("the name of the file, {}", shown(context.name)));
        }
    }
    out.dedup();
    out
}
