//! Where the periods of a file could come from.

use std::collections::{BTreeSet, HashMap};

use super::profile::Column;
use super::words::{BESIDE, VALUES};
use crate::calendar::{Months, is_month_and_short_year, month_and_year, month_of, year_of};
use crate::publisher::mapping::forms::{is_of, is_part_of_a_year, months_in, short_year, year_in};
use crate::publisher::toml_text::{list, quoted};

/// Words of heads of the day when something happened, among several dates.
const HAPPENED: [&str; 9] = [
    "hecho",
    "ocurrencia",
    "ocorrencia",
    "suceso",
    "incidente",
    "incident",
    "event",
    "occurrence",
    "fato",
];

/// The comment beside `by`.
const BY: &str = "by = \"month\"      # or \"year\", with rows = \"sum\"";

/// What could be made out of the period.
pub(super) struct Period {
    pub(super) text: String,
    /// Columns that are spoken for.
    pub(super) columns: BTreeSet<usize>,
    /// The columns of values, where their heads say the period.
    pub(super) values: Option<BTreeSet<usize>>,
    /// The form of those heads, where it is more than the year or the month.
    pub(super) form: Option<String>,
    pub(super) sums: bool,
    pub(super) questions: Vec<String>,
    pub(super) grain: Grain,
    /// The year, where only the name of the file says it.
    pub(super) year_of_name: Option<i32>,
    /// The head of the column that says the year of heads with months.
    pub(super) year_column: Option<String>,
    /// What else could be the period: then it is left open.
    pub(super) doubts: Vec<String>,
}

/// What the rows are of, as far as the drafted period says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Year,
    Finer,
    /// It is asked.
    Open,
}

/// A column of months, and how it writes them.
type MonthsOf<'c> = (&'static str, &'c Column);

impl Period {
    fn new(text: String, columns: impl IntoIterator<Item = usize>) -> Self {
        Period {
            text,
            columns: columns.into_iter().collect(),
            values: None,
            form: None,
            sums: false,
            questions: Vec::new(),
            grain: Grain::Year,
            year_of_name: None,
            year_column: None,
            doubts: Vec::new(),
        }
    }

    fn finer(self) -> Self {
        Period { grain: Grain::Finer, ..self }
    }

    /// A period that the file does not say.
    fn open(question: String) -> Self {
        let text = "[period]\nvalue = \"?\"      # such as 2023\n\n".to_owned();
        Period { questions: vec![question], grain: Grain::Open, ..Self::new(text, []) }
    }

    /// The period as a question, with what was drafted as a comment.
    pub(super) fn leave_open(&mut self, why: &[String]) {
        let drafted: Vec<String> = self
            .text
            .lines()
            .filter(|l| !l.is_empty() && *l != "[period]")
            .map(|l| format!("# {l}\n"))
            .collect();
        self.text = format!(
            "[period]\nvalue = \"?\"      # which? the line below reads the file, and more in it \
             says a time: see the questions\n{}\n",
            drafted.concat()
        );
        self.questions.push(format!(
            "which period are the figures of? Beside what is drafted there is {}. A part of a year \
             is no year: a quarter or a month is read where a column says 2023-Q1 or 2023-04",
            why.join(", ")
        ));
        self.grain = Grain::Open;
        self.year_column = None;
    }

    /// The period that the name of the file and its columns say.
    pub(super) fn find(file: &str, columns: &[Column]) -> Self {
        let years: Vec<&Column> =
            columns.iter().filter(|c| c.is_of_years() && !c.is_called(&VALUES)).collect();
        let called: Vec<&Column> = years.iter().copied().filter(|c| c.is_called_year()).collect();
        let (year, others) = match (called.as_slice(), years.as_slice()) {
            ([first, rest @ ..], _) => (Some(*first), rest.to_vec()),
            ([], [first, rest @ ..]) => (Some(*first), rest.to_vec()),
            ([], []) => (None, Vec::new()),
        };
        let named: Vec<i32> =
            file.split(|c: char| !c.is_ascii_digit()).filter_map(year_of).collect();
        let file_year = if let [year] = named.as_slice() { Some(*year) } else { None };
        Self::headed_by_months_of_years(columns)
            .or_else(|| Self::headed_by_years(columns))
            .or_else(|| Self::headed_by_months(columns, year, file_year))
            .or_else(|| Self::of_dates(columns, year.filter(|y| y.is_called_year())))
            .or_else(|| Self::of_months_with_year(columns))
            .or_else(|| year.map(|y| Self::of_years(columns, y, &others)))
            .or_else(|| Self::of_periods(columns))
            .or_else(|| Self::in_a_head(columns))
            .unwrap_or_else(|| {
                if file_year.is_some() {
                    return Period {
                        year_of_name: file_year,
                        ..Self::new("[period]\nvalue = \"file-name\"\n\n".to_owned(), [])
                    };
                }
                let heads = columns.iter().map(|c| c.head.as_str());
                let cells = columns.iter().flat_map(|c| c.cells.keys().map(String::as_str));
                Self::open(match heads.chain(cells).find(|text| is_month_and_short_year(text)) {
                    Some(text) => short_year(text),
                    None => "no column and no name says the period: which is it?".to_owned(),
                })
            })
    }

    fn headed_by_years(columns: &[Column]) -> Option<Self> {
        let (pattern, at) =
            year_heads(columns).filter(|(pattern, _)| !is_part_of_a_year(pattern))?;
        let value = if pattern == "{year}" {
            String::new()
        } else {
            format!("      # with [value] column = {}", quoted(&pattern))
        };
        let others: Vec<String> =
            year_families(columns).into_iter().map(|(p, _)| p).filter(|p| *p != pattern).collect();
        let mut questions = Vec::new();
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            questions.push(format!(
                "other columns with years in their heads: {}; which are the values?",
                list(&others)
            ));
        }
        let mut used = at.clone();
        let month = match months(columns, None) {
            Some((word, c)) => {
                used.push(c.at);
                format!("month = {}\nmonths = \"{word}\"\n{BY}\n", quoted(&c.head))
            }
            None => String::new(),
        };
        let grain = if month.is_empty() { Grain::Year } else { Grain::Finer };
        Some(Period {
            values: Some(at.into_iter().collect()),
            form: Some(pattern).filter(|p| p != "{year}"),
            questions,
            grain,
            ..Self::new(format!("[period]\nheads = \"year\"{value}\n{month}\n"), used)
        })
    }

    /// Columns headed by a month with its year: `ene-2023`, or a day where a spreadsheet has made
    /// dates of them.
    fn headed_by_months_of_years(columns: &[Column]) -> Option<Self> {
        let joined = |head: &str| head.len() == 6 && month_and_year(head, Months::Number).is_some();
        let heads: Vec<&str> = columns
            .iter()
            .map(|c| c.head.as_str())
            .filter(|h| year_in(h).is_some() || joined(h))
            .collect();
        let (word, form) = months_in(&heads, 3).filter(|(_, form)| form.contains("{year}"))?;
        let at: Vec<usize> =
            columns.iter().filter(|c| is_of(&c.head, word, &form)).map(|c| c.at).collect();
        // A day of each year, as a spreadsheet writes the year, is no month.
        let years: BTreeSet<i32> =
            at.iter().filter_map(|i| year_in(&columns.get(*i)?.head)).collect();
        if years.len() == at.len() && years.len() > 2 {
            return None;
        }
        let text = format!(
            "[period]\nheads = \"month\"      # with [value] column = {}\nmonths = \"{word}\"\n\
             {BY}\n\n",
            quoted(&form)
        );
        Some(Period {
            values: Some(at.iter().copied().collect()),
            form: Some(form),
            ..Self::new(text, at).finer()
        })
    }

    /// A column of periods as this program writes them.
    fn of_periods(columns: &[Column]) -> Option<Self> {
        let c = columns
            .iter()
            .find(|c| !c.head.is_empty() && c.mostly(c.periods, 95) && !c.mostly(c.numbers, 50))?;
        Some(Self::new(format!("[period]\ncolumn = {}\n\n", quoted(&c.head)), [c.at]).finer())
    }

    fn headed_by_months(
        columns: &[Column],
        year: Option<&Column>,
        file_year: Option<i32>,
    ) -> Option<Self> {
        // `Feb` and `Mar` are months in two languages: the one that reads most of them is theirs.
        let read = Months::WORDS.into_iter().filter(|(_, months)| *months != Months::Number).map(
            |(word, months)| {
                let found = columns
                    .iter()
                    .filter_map(|c| month_of(&c.head, months).map(|month| (c.at, month)));
                (word, found.collect::<Vec<_>>())
            },
        );
        // Of several that read as many, the first.
        let alone = read
            .rev()
            .max_by_key(|(_, found)| found.len())
            .filter(|(_, found)| found.len() >= if year.is_some() { 1 } else { 3 });
        // `eneHom`, `Casos (enero)`
        let with_more = || {
            let heads: Vec<&str> = columns
                .iter()
                .map(|c| c.head.as_str())
                .filter(|h| !is_month_and_short_year(h))
                .collect();
            let (word, form) = months_in(&heads, 3)
                .filter(|(word, form)| !form.contains("{year}") && *word != "number")?;
            let (before, after) = form.split_once("{month}")?;
            let (_, months) = Months::WORDS.into_iter().find(|(w, _)| *w == word)?;
            let of = |c: &Column| {
                month_of(c.head.strip_prefix(before)?.strip_suffix(after)?, months)
                    .map(|month| (c.at, month))
            };
            let found: Vec<(usize, u32)> = columns.iter().filter_map(of).collect();
            Some((word, found, Some(form.clone())))
        };
        // `01` to `12`, `M1` to `M12`, where the year is said elsewhere.
        let numbered = || {
            if year.is_none() && file_year.is_none() {
                return None;
            }
            ["", "M", "m"].into_iter().find_map(|before| {
                let of = |c: &Column| {
                    let digits =
                        c.head.strip_prefix(before).filter(|d| (1..=2).contains(&d.len()))?;
                    month_of(digits, Months::Number).map(|month| (c.at, month))
                };
                let found: Vec<(usize, u32)> = columns.iter().filter_map(of).collect();
                let months: BTreeSet<u32> = found.iter().map(|(_, m)| *m).collect();
                let whole = found.len() == 12 && months.len() == 12;
                whole.then(|| {
                    (
                        "number",
                        found,
                        Some(format!("{before}{{month}}")).filter(|_| !before.is_empty()),
                    )
                })
            })
        };
        let (word, found, form) =
            alone.map(|(word, found)| (word, found, None)).or_else(with_more).or_else(numbered)?;
        let (at, months): (Vec<usize>, BTreeSet<u32>) = found.into_iter().unzip();
        // Columns that say months in another form hold something else, or the figures.
        let rest: Vec<&str> = columns
            .iter()
            .filter(|c| !at.contains(&c.at) && c.is_of_numbers())
            .map(|c| c.head.as_str())
            .collect();
        let other = form.as_ref().and_then(|_| months_in(&rest, 3)).map(|(_, other)| other);
        let doubts = other.into_iter().map(|other| format!("columns headed `{other}`")).collect();
        let (from, question) = match year {
            Some(c) => (format!("year = {}", quoted(&c.head)), None),
            None if file_year.is_some() => ("year_value = \"file-name\"".to_owned(), None),
            None => (
                "year_value = \"?\"      # such as 2023".to_owned(),
                Some("no column names the year: which is it?".to_owned()),
            ),
        };
        let (first, last) =
            (months.first().copied().unwrap_or(1), months.last().copied().unwrap_or(12));
        let span =
            if months.len() < 12 { format!("span = [{first}, {last}]\n") } else { String::new() };
        let text =
            format!("[period]\nheads = \"month\"\n{from}\nmonths = \"{word}\"\n{span}{BY}\n\n");
        let year_of_name = file_year.filter(|_| year.is_none());
        let values = Some(at.iter().copied().collect());
        Some(Period {
            values,
            form,
            doubts,
            questions: question.into_iter().collect(),
            year_of_name,
            year_column: year.map(|c| c.head.clone()),
            ..Self::new(text, at).finer()
        })
    }

    /// A column of dates, unless it says when the row was written, or another column says another
    /// year.
    fn of_dates(columns: &[Column], year: Option<&Column>) -> Option<Self> {
        let is = |c: &&Column| {
            let about = !c.is_of_writing()
                && !(year.is_some() && (c.dates_of_other_years || c.is_constant()));
            !c.head.is_empty() && c.is_of_dates() && !c.mostly(c.years, 90) && about
        };
        let dates: Vec<&Column> = columns.iter().filter(is).collect();
        let happened: Vec<&Column> =
            dates.iter().copied().filter(|c| c.is_called(&HAPPENED)).collect();
        let (c, others) = match (happened.as_slice(), dates.as_slice()) {
            ([first, others @ ..], _) | ([], [first, others @ ..]) => (*first, others),
            ([], []) => return None,
        };
        let doubts = others
            .iter()
            .map(|c| format!("the column `{}`", ideal_model::visible(&c.head)))
            .collect();
        if c.year_ends * 100 >= c.dates * 98 && c.dates >= 3 {
            let comment = "      # every date is the first or the last day of a year";
            let text =
                format!("[period]\ndate = {}\nstands_for = \"year\"{comment}\n\n", quoted(&c.head));
            return Some(Period { doubts, ..Self::new(text, [c.at]) });
        }
        let text =
            format!("[period]\ndate = {}\nby = \"month\"      # or \"year\"\n\n", quoted(&c.head));
        Some(Period { sums: true, doubts, ..Self::new(text, [c.at]).finer() })
    }

    fn of_months_with_year(columns: &[Column]) -> Option<Self> {
        let (word, c) = Months::WORDS.into_iter().zip(0..).find_map(|((word, _), i)| {
            let is = |c: &&Column| {
                !c.head.is_empty() && c.mostly(c.months_of_years.get(i).copied().unwrap_or(0), 95)
            };
            columns.iter().find(is).map(|c| (word, c))
        })?;
        let months =
            if word == "number" { String::new() } else { format!("months = \"{word}\"\n") };
        Some(
            Self::new(format!("[period]\nmonth = {}\n{months}{BY}\n\n", quoted(&c.head)), [c.at])
                .finer(),
        )
    }

    /// A column of years, with one of months where there is one.
    fn of_years(columns: &[Column], year: &Column, others: &[&Column]) -> Self {
        let doubts = others
            .iter()
            .map(|c| format!("the column `{}`", ideal_model::visible(&c.head)))
            .collect();
        match months(columns, Some(year)) {
            Some((word, month)) => {
                let (y, m) = (quoted(&year.head), quoted(&month.head));
                let text =
                    format!("[period]\nyear = {y}\nmonth = {m}\nmonths = \"{word}\"\n{BY}\n\n");
                Period { doubts, ..Self::new(text, [year.at, month.at]).finer() }
            }
            None => Period {
                doubts,
                ..Self::new(format!("[period]\ncolumn = {}\n\n", quoted(&year.head)), [year.at])
            },
        }
    }

    /// The only year that heads of figures name: `CPI score 2020`.
    fn in_a_head(columns: &[Column]) -> Option<Self> {
        let named = |c: &Column| {
            c.head.split(|x: char| !x.is_ascii_digit()).filter_map(year_of).collect::<Vec<_>>()
        };
        let mut years: Vec<i32> =
            columns.iter().filter(|c| c.mostly(c.numbers, 60)).flat_map(named).collect();
        years.sort_unstable();
        years.dedup();
        let [year] = years.as_slice() else { return None };
        let head = columns.iter().find(|c| named(c).contains(year))?;
        if is_part_of_a_year(&head.head.replace(&year.to_string(), "{year}")) {
            let question = format!(
                "`{}` is a part of a year: a mapping reads years and months in heads, and quarters \
                 in a column (2023-Q1); turn the table in the file",
                head.head
            );
            return Some(Self::open(question));
        }
        let question =
            format!("the period is read off the head `{}`: are all values of {year}?", head.head);
        let text =
            format!("[period]\nvalue = \"{year}\"      # from the head {}\n\n", quoted(&head.head));
        Some(Period { questions: vec![question], ..Self::new(text, []) })
    }
}

/// A column of months that no year stands in.
fn months<'c>(columns: &'c [Column], year: Option<&Column>) -> Option<MonthsOf<'c>> {
    Months::WORDS.into_iter().zip(0..).find_map(|((word, months), i)| {
        let is = |c: &&Column| {
            let called =
                months != Months::Number || c.is_called(&["mes", "month", "nummes", "mesnum"]);
            let other = year.is_none_or(|y| y.at != c.at);
            !c.head.is_empty()
                && other
                && called
                && c.mostly(c.months.get(i).copied().unwrap_or(0), 95)
        };
        columns.iter().find(is).map(|c| (word, c))
    })
}

/// Columns headed by years, by the pattern of their heads in any case.
fn year_families(columns: &[Column]) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for c in columns {
        let digits: Vec<&str> =
            c.head.split(|x: char| !x.is_ascii_digit()).filter(|t| year_of(t).is_some()).collect();
        let Some(year) = digits.first().filter(|y| digits.iter().all(|d| d == *y)) else {
            continue;
        };
        let pattern = c.head.replace(*year, "{year}");
        let family = *known.entry(pattern.to_lowercase()).or_insert(found.len());
        match found.get_mut(family) {
            Some((_, at)) => at.push(c.at),
            None => found.push((pattern, vec![c.at])),
        }
    }
    found.into_iter().filter(|(_, at)| at.len() >= 2).collect()
}

/// The family that looks most like values.
fn year_heads(columns: &[Column]) -> Option<(String, Vec<usize>)> {
    // Of several, the one that is called a value before the number of its sources.
    let words = |pattern: &str, list: &[&str]| {
        ideal_model::name_key(pattern).split(' ').any(|w| list.contains(&w))
    };
    let rank = |(p, at): &(String, Vec<usize>)| {
        (words(p, &VALUES), !words(p, &BESIDE), at.len(), std::cmp::Reverse(p.clone()))
    };
    year_families(columns).into_iter().max_by_key(rank)
}
