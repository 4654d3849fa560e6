//! The parts of a draft about its figures: where they stand, what rows are of, what the indicators
//! are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::period::Period;
use super::profile::Column;
use crate::publisher::grid::by_letter;
use crate::publisher::mapping::forms::{is_part_of_a_year, is_season, without_year};
use crate::publisher::toml_text::{list, quoted};

/// Where the values are: columns of a year or a month each, columns by name, or in no column at
/// all.
pub(super) enum Values {
    Heads(BTreeSet<usize>),
    Columns(BTreeSet<usize>),
    Each,
    /// It is asked.
    Open,
}

/// Heads of more than one column.
pub(super) fn heads_twice(columns: &[Column]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    columns.iter().map(|c| c.head.as_str()).filter(|head| !seen.insert(*head)).collect()
}

/// `[value]` and `[indicator]`.
pub(super) fn values_text(values: &Values, columns: &[Column], form: Option<&str>) -> String {
    // A head that stands twice names no column; a letter does.
    let twice = heads_twice(columns);
    let name =
        |c: &Column| if twice.contains(c.head.as_str()) { by_letter(c.at) } else { c.head.clone() };
    let head = |at: &usize| columns.get(*at).map_or(String::new(), name);
    match values {
        Values::Each => {
            "# ? No column seems to hold figures: does every row count as one?\n[value]\neach = 1\n\
             unit = \"cases\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n"
                .to_owned()
        }
        Values::Open => {
            "[value]\ncolumn = \"?\"      # or each = 1 in its place, where every row counts as \
             one\nunit = \"?\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n"
                .to_owned()
        }
        Values::Heads(_) => {
            let column = form.map(|p| format!("column = {}\n", quoted(p))).unwrap_or_default();
            format!("[value]\n{column}unit = \"?\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n")
        }
        Values::Columns(at) if at.len() == 1 => {
            let head = at.first().map(head).unwrap_or_default();
            format!(
                "[value]\ncolumn = {}\nunit = \"?\"\n\n[indicator]\nvalue = \"my.indicator\"\n\
                     \n",
                quoted(&head)
            )
        }
        Values::Columns(at) => {
            let mut out = "[value]\nunit = \"?\"\n\n# Take out what is no indicator; code@area \
                           says the crime area as well.\n[value.columns]\n"
                .to_owned();
            for (n, column) in at.iter().enumerate() {
                // A figure of a part of the year is none of the year.
                match head(column) {
                    season if is_season(&season) => {
                        let _ = writeln!(
                            out,
                            "{} = \"?\"      # parts of two years: write the \
                                               year that it is to count as in the file, or take \
                                               the line out",
                            quoted(&season)
                        );
                    }
                    part if is_part_of_a_year(&without_year(&part)) => {
                        let _ = writeln!(
                            out,
                            "{} = \"?\"      # a part of a year, and no year: \
                                               a column `period` with 2023-Q1, or [[keep]], \
                                               reads it; else take the line out",
                            quoted(&part)
                        );
                    }
                    whole => {
                        let _ = writeln!(out, "{} = \"my.indicator_{}\"", quoted(&whole), n + 1);
                    }
                }
            }
            out.push('\n');
            out
        }
    }
}

/// Columns of few different texts: what a row is of. As comments, because only a person knows which
/// rows are wanted.
pub(super) fn categories(columns: &[Column], period: &Period, values: &Values) -> String {
    let used = |c: &Column| {
        period.columns.contains(&c.at)
            || matches!(values, Values::Columns(v) | Values::Heads(v) if v.contains(&c.at))
    };
    let category = |c: &&Column| {
        !c.head.is_empty()
            && !used(c)
            && !c.many
            && (2..=40).contains(&c.cells.len())
            && !c.mostly(c.numbers, 80)
            && !c.mostly(c.places[2], 60)
    };
    let mut out = String::new();
    for c in columns.iter().filter(category) {
        let cells: Vec<&str> = c.cells.keys().map(String::as_str).collect();
        let _ = write!(
            out,
            "# [[keep]]      # ? which rows\n# column = {}\n# only = {}\n\n",
            quoted(&c.head),
            list(&cells)
        );
    }
    out
}

/// The indicators, to be named.
pub(super) fn defined(values: &Values, columns: &[Column]) -> String {
    let one = |code: &str, name: &str| {
        format!(
            "\n[[define]]\ncode = \"{code}\"\nname = {}\nunit = \"?\"\nkind = \"recorded\"      \
             # ? prevalence, recorded, harm, enforcement, response, context, expert, \
             perception\n",
            quoted(name)
        )
    };
    match values {
        Values::Columns(at) if at.len() > 1 => at
            .iter()
            .enumerate()
            .map(|(n, column)| {
                let head = columns.get(*column).map_or("", |c| c.head.as_str());
                one(&format!("my.indicator_{}", n + 1), head)
            })
            .collect(),
        _ => one("my.indicator", "?"),
    }
}
