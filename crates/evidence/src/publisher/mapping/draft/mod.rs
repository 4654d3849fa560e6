//! A mapping drafted from the file it is for: what could be made out is written down, and what
//! could not is asked in comments.

mod numbers;
mod period;
mod places;
mod profile;
mod table;
mod times;
mod values;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use self::numbers::{Numbers, flags_text, numbers};
use self::period::Period;
use self::profile::{Column, columns, footer, header};
use self::table::{headed_by_letters, is_data, joined_head, two_rows};
use self::times::Context;
use self::values::{Values, categories, defined, heads_twice, values_text};
use super::reshape::split;
use crate::decode::Encoding;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid};
use crate::publisher::load::TextFormat;
use crate::publisher::places::Gazetteer;
use crate::publisher::toml_text::{list, quoted};

/// Cells above the heads that are looked at.
const TITLES: usize = 400;

/// A mapping for a file, as TOML with comments.
///
/// # Errors
/// [`ImportError`] where the file cannot be read, or has nothing that looks like a header.
pub fn draft_mapping(path: &Path) -> Result<String, ImportError> {
    let places = Gazetteer::shipped()?;
    let ending =
        path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let workbook = matches!(ending.as_str(), "xlsx" | "xls" | "xlsm" | "xlsb" | "ods");
    let mut draft = Draft::default();
    let grid = if workbook { draft.sheet(path)? } else { draft.text(path)? };
    let grid = if joined_head(&grid) {
        draft.file.push("split = \",\"".to_owned());
        split(grid, ',')?
    } else {
        grid
    };
    let Some(at) = header(&grid) else {
        return Err(ImportError::file(
            &grid.file,
            "no row that looks like a header",
            "a table with a row of heads above its rows",
        ));
    };
    let (grid, at, joins) = two_rows(grid, at);
    let (grid, without) = if is_data(&grid, at, &places) {
        (headed_by_letters(grid, at), true)
    } else {
        (grid, false)
    };
    let foot = footer(&grid, at);
    let end = foot.map_or(grid.rows.len(), |(end, _)| end);
    let columns = columns(&grid, at, end, &places);
    if let Some((end, column)) = foot
        && let (Some(row), Some(column)) = (grid.rows.get(end), columns.get(column))
    {
        let first = row.cells.iter().find(|c| !c.is_empty()).map(Cell::text).unwrap_or_default();
        let shown = ideal_model::visible(&first.chars().take(40).collect::<String>()).into_owned();
        draft.footer = Some(column.head.clone());
        draft.file.push(format!(
            "footer = {}      # ? from row {} on (`{shown}`) stand totals or notes",
            quoted(&column.head),
            row.number
        ));
    }
    if without {
        draft.file.push("header = 0".to_owned());
        draft.questions.push(
            "the first row looks like one of the others, so that the columns are named by their \
             letters: is there no row of heads?"
                .to_owned(),
        );
    } else {
        draft.header(&grid, at, &columns, joins);
    }
    let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let above = grid
        .rows
        .get(..at)
        .unwrap_or_default()
        .iter()
        .flat_map(|r| &r.cells)
        .filter(|c| !c.is_empty());
    // Notes below the table, too, say what it is about.
    let below = grid
        .rows
        .get(end..)
        .unwrap_or_default()
        .iter()
        .flat_map(|r| &r.cells)
        .filter(|c| matches!(c, Cell::Text(_)));
    let titles = above.chain(below).take(TITLES).map(Cell::text).collect();
    let sheets = std::mem::take(&mut draft.sheets);
    draft.write(&Context { name: &name, titles, sheets }, &columns);
    Ok(draft.out)
}

/// The text as far as it is written.
#[derive(Default)]
struct Draft {
    out: String,
    /// Lines of [file].
    file: Vec<String>,
    /// The head of the column that is blank from the footer on.
    footer: Option<String>,
    sheets: Vec<String>,
    questions: Vec<String>,
}

impl Draft {
    fn text(&mut self, path: &Path) -> Result<Grid, ImportError> {
        let read = |encoding| Grid::text(path, TextFormat { delimiter: None, encoding });
        match read(Encoding::Utf8) {
            Ok(grid) => Ok(grid),
            Err(first) => match read(Encoding::Windows1252) {
                Ok(grid) => {
                    self.file.push("encoding = \"latin-1\"".to_owned());
                    Ok(grid)
                }
                Err(_) => Err(first),
            },
        }
    }

    /// The sheet with the most figures, or cells where none has any.
    fn sheet(&mut self, path: &Path) -> Result<Grid, ImportError> {
        let grids = Grid::sheets(path, &|names| Ok(names.to_vec()))?;
        let count = |g: &Grid, is: fn(&Cell) -> bool| {
            g.rows.iter().map(|r| r.cells.iter().filter(|c| is(c)).count()).sum::<usize>()
        };
        let figure = |c: &Cell| c.number().is_some();
        let cells = |g: &Grid| (count(g, figure), count(g, |c| !c.is_empty()));
        let names: Vec<String> = grids.iter().filter_map(|g| g.sheet.clone()).collect();
        let file = path.display().to_string();
        let heads = |g: &Grid| -> BTreeSet<String> {
            let row = header(g).and_then(|at| g.rows.get(at));
            row.into_iter()
                .flat_map(|r| &r.cells)
                .filter(|c| !c.is_empty())
                .map(Cell::text)
                .collect()
        };
        let all: Vec<(String, BTreeSet<String>)> =
            grids.iter().map(|g| (g.sheet.clone().unwrap_or_default(), heads(g))).collect();
        let largest = grids
            .into_iter()
            .max_by_key(cells)
            .ok_or_else(|| ImportError::file(&file, "no sheet", "a sheet"))?;
        let name = largest.sheet.clone().unwrap_or_default();
        let own = heads(&largest);
        let alike =
            |other: &BTreeSet<String>| own.intersection(other).count() * 10 >= own.len() * 7;
        let like: Vec<&str> = all
            .iter()
            .filter(|(_, heads)| !heads.is_empty() && alike(heads))
            .map(|(name, _)| name.as_str())
            .collect();
        if like.len() > 1 {
            self.questions.push(format!(
                "the sheets {} have much the same heads: which is to be read? sheets = [...] reads \
                 several if each has the columns that are read, and `value` (or `year_value`) = \
                 \"sheet-name\" under [period] takes the year from their names",
                ideal_model::visible(&list(&like))
            ));
            self.file.push(format!(
                "sheet = \"?\"      # {} or another, or sheets = \"all\"",
                quoted(&name)
            ));
        } else {
            let comment = if names.len() > 1 {
                format!("      # its sheets are {}", names.join(", "))
            } else {
                String::new()
            };
            self.file.push(format!("sheet = {}{comment}", quoted(&name)));
        }
        self.sheets = names;
        Ok(largest)
    }

    fn header(&mut self, grid: &Grid, at: usize, columns: &[Column], joins: bool) {
        let number = grid.rows.get(at).map_or(1, |r| r.number - grid.lines_before);
        if joins {
            self.file.push(format!(
                "header = [{}, {number}]      # ? heads of two rows",
                number.saturating_sub(1)
            ));
            return;
        }
        self.file.push(format!("header = {number}"));
        let blank = columns.iter().filter(|c| c.head.is_empty() && c.filled > 0).count();
        if blank > 0 {
            // The second row is above what was taken for the heads, or below if nothing is above.
            let rows = if number > 1 { [number - 1, number] } else { [number, number + 1] };
            self.questions.push(format!(
                "{blank} columns with cells have no head in row {number}: is the header of two \
                 rows? header = [{}, {}]",
                rows[0], rows[1]
            ));
        }
    }

    /// Writes the draft: what could be made out, and the questions.
    fn write(&mut self, context: &Context<'_>, columns: &[Column]) {
        if heads_twice(columns).iter().any(|head| !head.is_empty()) {
            self.questions.push(
                "some heads stand twice; if the row above tells them apart, header = [N, M] joins \
                 the two rows"
                    .to_owned(),
            );
        }
        let (period, values) = self.period_and_values(context, columns);
        let Numbers { file, flags, questions } = numbers(columns, &values);
        self.file.extend(file);
        self.questions.extend(questions);
        self.write_head(context.name, &period, &values);
        let taken = |c: &Column| period.columns.contains(&c.at) || values.are_in(c.at);
        let territory = places::territory(columns, taken, &mut self.questions);
        self.out.push_str(&territory.text);
        self.out.push_str(&period.text);
        let form = period.form.as_deref();
        self.out.push_str(&values_text(&values, columns, form, &flags_text(&flags)));
        self.out.push_str(&categories(columns, &period, &values));
        self.out.push_str(
            "# How good source and information are (Admiralty code).\n[grade]\nreliability = \
             \"C\"\ncredibility = \"3\"\n",
        );
        self.out.push_str(&defined(&values, columns));
        let named = [&territory.column, &period.year_column, &self.footer];
        let is_read = |c: &Column| {
            taken(c) || named.iter().any(|head| head.as_deref() == Some(c.head.as_str()))
        };
        let unread: Vec<&str> = columns
            .iter()
            .filter(|c| !c.head.is_empty() && !is_read(c))
            .map(|c| c.head.as_str())
            .collect();
        self.write_unread(&unread);
        self.write_questions(&period.questions);
    }

    /// When the figures are of and where they stand; where more than one time is said, it is asked.
    fn period_and_values(&mut self, context: &Context<'_>, columns: &[Column]) -> (Period, Values) {
        let mut period = Period::find(context.name, columns);
        let values = Values::find(columns, &period, &mut self.questions);
        if period.values.is_none()
            && let Values::Columns(at) = &values
            && at.len() == 1
        {
            period.values = Some(at.clone());
        }
        let doubts: Vec<String> =
            period.doubts.iter().cloned().chain(times::unread(&period, columns, context)).collect();
        if !doubts.is_empty() {
            period.leave_open(&doubts);
        }
        (period, values)
    }

    /// The beginning of the draft: what it is called, what several rows mean, [source] and [file].
    fn write_head(&mut self, name: &str, period: &Period, values: &Values) {
        let id: String = ideal_model::name_key(name).split(' ').collect::<Vec<_>>().join("-");
        let id = if id.is_empty() { "mine".to_owned() } else { id };
        // Of cases the days of a month add up; of prisoners on a day they do not.
        let rows = match values {
            Values::Columns(_) if period.sums => {
                "\"?\"      # \"sum\" of what is counted in each row; \"latest\" or \"mean\" of a \
                 state on a day (prisoners, stocks)"
            }
            Values::Heads(_) | Values::Columns(_) if !period.sums => "\"single\"",
            _ => "\"sum\"",
        };
        // Writing to a String cannot fail.
        let _ = write!(
            self.out,
            "# Drafted from the file. Read every line: what is marked with ? is a question, and \
             the rest is a guess from its cells.\nid = {0}\nabout = \"\"\nrows = {rows}\n\n\
             [source]\nid = {0}\npublisher = \"?\"\ntitle = \"?\"\nlicence = \"?\"\nurl = \"\"\n\
             \n[file]\n{1}\n\n",
            quoted(&id),
            self.file.join("\n")
        );
    }

    /// Names the columns that nothing reads.
    fn write_unread(&mut self, unread: &[&str]) {
        const SHOWN: usize = 40;
        if unread.is_empty() {
            return;
        }
        let more = if unread.len() > SHOWN {
            format!(" and {} more", unread.len() - SHOWN)
        } else {
            String::new()
        };
        let named: Vec<String> = unread.iter().take(SHOWN).map(|h| quoted(h)).collect();
        let _ = write!(
            self.out,
            "\n# Columns that nothing reads: {}{more}.\n# Further figures are indicators under \
             [value.columns]; a standard error is `se`, the ends of an interval are `low` and \
             `high` under [value].\n",
            named.join(", ")
        );
    }

    /// The end of the draft: the questions, and how to try it.
    fn write_questions(&mut self, of_period: &[String]) {
        if !of_period.is_empty() || !self.questions.is_empty() {
            self.out.push_str("\n# Questions\n");
            for q in of_period.iter().chain(&self.questions) {
                let _ = writeln!(self.out, "# ? {}", ideal_model::visible(q));
            }
        }
        self.out.push_str(
            "\n# ideal import mapping --explain prints the language; ideal import mapping FILE \
             --mapping THIS --out rows.csv tries it.\n",
        );
    }
}
