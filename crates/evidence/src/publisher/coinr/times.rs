//! `Time`: the period of each row. COINr asks for none, and where it has some asks for numbers of
//! any kind; every figure here speaks about a period.

use std::collections::BTreeMap;

use ideal_model::Period;

use super::tables::{Decimal, Table, is_na};
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;

/// The year that stands where none is known: the first one there is. Nobody has indicators of 1900,
/// so that it is seen for what it is wherever it is printed.
const PLACEHOLDER: i32 = 1900;

/// The period that the caller names for tables without one.
pub(super) type Asked = Period;

/// The periods of the rows.
pub(super) enum Times {
    /// No column Time: all rows speak of one period. It is a placeholder where nobody named it.
    One { period: Period, placeholder: bool },
    /// A column with a year in each row.
    Years { column: usize, decimal: Decimal },
    /// A column with numbers that are no years: each stands for a year, in order.
    Steps { column: usize, decimal: Decimal, years: BTreeMap<Step, Period> },
}

/// A number that is no year, by its order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step(f64);

impl Eq for Step {}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Times {
    pub(super) fn read(
        table: &Table,
        column: Option<usize>,
        decimal: Decimal,
        asked: Option<Asked>,
    ) -> Result<Self, ImportError> {
        // A column without any value is none.
        let column = column.filter(|c| table.body.iter().any(|r| !is_na(&r.cell(*c).text())));
        let Some(column) = column else {
            let placeholder = Period::year(PLACEHOLDER)
                .map_err(|e| table.bad_header("no column `Time`", &e.to_string()))?;
            return Ok(Times::One {
                period: asked.unwrap_or(placeholder),
                placeholder: asked.is_none(),
            });
        };
        let mut steps: BTreeMap<Step, Period> = BTreeMap::new();
        let mut years = 0_usize;
        let mut strange: Option<&GridRow> = None;
        let mut next = PLACEHOLDER;
        for row in &table.body {
            match decimal.number(row.cell(column)) {
                Some(n) if year(n).is_some() => years += 1,
                Some(n) => {
                    strange = strange.or(Some(row));
                    // Zero has two signs and is one number.
                    steps.entry(Step(n + 0.0)).or_insert(
                        Period::year(PLACEHOLDER)
                            .map_err(|e| table.bad_header("`Time`", &e.to_string()))?,
                    );
                }
                None => {
                    let expected = "a year (a number) in every row, or no column `Time`";
                    return Err(table.bad(row, "Time", &row.cell(column).text(), expected));
                }
            }
        }
        if let (Some(row), true) = (strange, years > 0) {
            let expected = "a year from 1900 to 2100, as in other rows";
            return Err(table.bad(row, "Time", &row.cell(column).text(), expected));
        }
        if let Some(period) = asked {
            if years > 0 || steps.len() > 1 {
                let found = "a column `Time` in iData and --period as well";
                return Err(table
                    .bad_header(found, "one of them: leave --period out, or take the column out"));
            }
            return Ok(Times::One { period, placeholder: false });
        }
        if years > 0 {
            return Ok(Times::Years { column, decimal });
        }
        for period in steps.values_mut() {
            *period = Period::year(next).map_err(|_| {
                table.bad_header(
                    "more than 200 values of `Time` that are no years",
                    "years from 1900 to 2100",
                )
            })?;
            next += 1;
        }
        Ok(Times::Steps { column, decimal, years: steps })
    }

    /// The period of a row.
    pub(super) fn of(&self, table: &Table, row: &GridRow) -> Result<Period, ImportError> {
        let bad = |column: usize| {
            table.bad(row, "Time", &row.cell(column).text(), "a year from 1900 to 2100")
        };
        match self {
            Times::One { period, .. } => Ok(*period),
            Times::Years { column, decimal } => {
                decimal.number(row.cell(*column)).and_then(year).ok_or_else(|| bad(*column))
            }
            Times::Steps { column, decimal, years } => decimal
                .number(row.cell(*column))
                .and_then(|n| years.get(&Step(n + 0.0)).copied())
                .ok_or_else(|| bad(*column)),
        }
    }

    /// What a reader has to know.
    pub(super) fn note(&self, table: &Table) -> Option<String> {
        let name = table.name();
        match self {
            Times::One { period, placeholder: true } => Some(format!(
                "{name}: no column `Time`, so its figures stand under {period}, a placeholder and \
                 no year of theirs; the scores do not depend on it. Name the year by --period (say \
                 --period 2020), or give iData a column `Time`"
            )),
            Times::One { .. } | Times::Years { .. } => None,
            Times::Steps { years, .. } => {
                let list: Vec<String> = years
                    .iter()
                    .map(|(s, p)| format!("{} is {p}", ideal_model::shortest(s.0)))
                    .collect();
                Some(format!(
                    "{name}: `Time` holds no years, so they are placeholders in its order ({}); \
                     write years there to have them named",
                    list.join(", ")
                ))
            }
        }
    }
}

/// A number that is a year.
fn year(n: f64) -> Option<Period> {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number from 1900 to 2100")]
    let whole = (n.fract() == 0.0 && (1900.0..=2100.0).contains(&n)).then_some(n as i32);
    whole.and_then(|y| Period::year(y).ok())
}
