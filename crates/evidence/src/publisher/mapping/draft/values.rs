//! The parts of a draft about its figures: where they stand, what rows are of, what the indicators
//! are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::period::Period;
use super::places::in_heads;
use super::profile::Column;
use super::words::{BESIDE, VALUES};
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

impl Values {
    /// Whether the values are in this column.
    pub(super) fn are_in(&self, column: usize) -> bool {
        matches!(self, Values::Heads(at) | Values::Columns(at) if at.contains(&column))
    }

    /// The columns of values.
    pub(super) fn find(columns: &[Column], period: &Period, questions: &mut Vec<String>) -> Self {
        if let Some(at) = &period.values {
            return Values::Heads(at.clone());
        }
        if let Some((_, at)) = in_heads(columns) {
            return Values::Heads(at);
        }
        let numeric = |c: &&Column| {
            !c.head.is_empty()
                && c.is_of_numbers()
                && (!c.is_of_years() || c.is_called(&VALUES))
                && !c.is_called_year()
                && !c.says_time()
                && !period.columns.contains(&c.at)
                && !(c.is_called(&BESIDE) && ideal_model::name_key(&c.head).split(' ').count() <= 3)
                && !matches!(ideal_model::name_key(&c.head).as_str(), "se")
                && !c.is_of_codes()
        };
        let all: Vec<&Column> = columns.iter().filter(numeric).collect();
        // One that is called a value and nothing else goes before others; of `Homicidios` and
        // `Población total` both are figures.
        let alone = |head: &str| {
            ideal_model::name_key(head).split(' ').all(|w| VALUES.contains(&w) || w == "numeric")
        };
        let named: Vec<&&Column> = all.iter().filter(|c| c.is_called(&VALUES)).collect();
        let generic: Vec<&&Column> = all.iter().filter(|c| alone(&c.head)).collect();
        match (all.as_slice(), named.as_slice()) {
            ([], _) => match columns.iter().find(|c| {
                !period.columns.contains(&c.at) && !c.is_called(&BESIDE) && c.figures_with_signs()
            }) {
                Some(c) => {
                    let cell = c.cells.keys().next().map_or("", String::as_str);
                    questions.push(format!(
                        "the figures of `{}` have signs or words beside them, such as `{cell}`: \
                         take them off in the file",
                        c.head
                    ));
                    Values::Columns(BTreeSet::from([c.at]))
                }
                None => Values::Each,
            },
            // A register of incidents has dates, and columns of numbers that are no figures.
            (several, []) if period.sums => {
                let heads: Vec<&str> = several.iter().map(|c| c.head.as_str()).collect();
                questions.push(format!(
                    "does every row count as one (each = 1)? Or does a column hold the figures: {}",
                    ideal_model::visible(&list(&heads))
                ));
                Values::Open
            }
            ([one], _) => Values::Columns(BTreeSet::from([one.at])),
            (_, _) if generic.len() == 1 => Values::Columns(generic.iter().map(|c| c.at).collect()),
            (several, _) => Values::Columns(several.iter().map(|c| c.at).collect()),
        }
    }
}

/// Heads of more than one column.
pub(super) fn heads_twice(columns: &[Column]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    columns.iter().map(|c| c.head.as_str()).filter(|head| !seen.insert(*head)).collect()
}

/// `[value]` and `[indicator]`. `flags` is the line of the letters behind numbers, if there are
/// any.
pub(super) fn values_text(
    values: &Values,
    columns: &[Column],
    form: Option<&str>,
    flags: &str,
) -> String {
    // A head that stands twice names no column; a letter does.
    let twice = heads_twice(columns);
    let name =
        |c: &Column| if twice.contains(c.head.as_str()) { by_letter(c.at) } else { c.head.clone() };
    let head = |at: &usize| columns.get(*at).map_or(String::new(), name);
    match values {
        Values::Each => {
            format!(
                "# ? No column seems to hold figures: does every row count as one?\n[value]\n\
                 {flags}each = 1\nunit = \"cases\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n"
            )
        }
        Values::Open => {
            format!(
                "[value]\n{flags}column = \"?\"      # or each = 1 in its place, where every row \
                 counts as one\nunit = \"?\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n"
            )
        }
        Values::Heads(_) => {
            let column = form.map(|p| format!("column = {}\n", quoted(p))).unwrap_or_default();
            format!(
                "[value]\n{flags}{column}unit = \"?\"\n\n[indicator]\nvalue = \"my.indicator\"\n\n"
            )
        }
        Values::Columns(at) if at.len() == 1 => {
            let head = at.first().map(head).unwrap_or_default();
            format!(
                "[value]\n{flags}column = {}\nunit = \"?\"\n\n[indicator]\nvalue = \
                 \"my.indicator\"\n\n",
                quoted(&head)
            )
        }
        Values::Columns(at) => {
            let mut out = format!(
                "[value]\n{flags}unit = \"?\"\n\n# Take out what is no indicator; code@area says \
                 the crime area as well.\n[value.columns]\n"
            );
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
    let used = |c: &Column| period.columns.contains(&c.at) || values.are_in(c.at);
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
