//! A mapping drafted from the file it is for: what could be made out is written down, and what
//! could not is asked in comments.

mod period;
mod places;
mod profile;
mod times;
mod values;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use self::period::Period;
use self::profile::{Column, columns, footer, header};
use self::times::Context;
use self::values::{Values, categories, defined, heads_twice, values_text};
use self::words::{BESIDE, VALUES};
use super::marks::number_and_mark;
use super::sheet::{joined, split};
use crate::calendar::year_of;
use crate::decode::Encoding;
use crate::numeral::{Numerals, both, readings, settings_for_all};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow, by_letter};
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

/// Whether the row of heads is one of data: it names a place, and has a figure that is no year.
fn is_data(grid: &Grid, at: usize, places: &Gazetteer) -> bool {
    let cells = || grid.rows.get(at).into_iter().flat_map(|r| &r.cells);
    let is_place = |c: &Cell| matches!(c, Cell::Text(t) if places.named(t).is_some() || (t.len() == 3 && places.get(t).is_some()));
    let is_figure = |c: &Cell| c.number().is_some() && year_of(&c.text()).is_none();
    cells().any(is_place) && cells().any(is_figure)
}

/// The grid with the heads of two rows as one, `2023 / PR`, where the lower row has the same head
/// several times and the row above it tells them apart; whether it was so, and where the heads
/// stand.
fn two_rows(mut grid: Grid, at: usize) -> (Grid, usize, bool) {
    let heads = |row: &GridRow| {
        row.cells.iter().filter(|c| !c.is_empty()).map(Cell::text).collect::<Vec<_>>()
    };
    let twins = |heads: &[String]| heads.len() - heads.iter().collect::<BTreeSet<_>>().len();
    let (Some(above), Some(row)) =
        (at.checked_sub(1).and_then(|i| grid.rows.get(i)), grid.rows.get(at))
    else {
        return (grid, at, false);
    };
    let (upper, lower) = (heads(above), heads(row));
    let next_to = above.number + 1 == row.number;
    if !next_to || upper.len() < 2 || twins(&lower) * 2 < lower.len() {
        return (grid, at, false);
    }
    let both = joined(&grid, &[at - 1, at]);
    if twins(&heads(&both)) > 0 {
        return (grid, at, false);
    }
    if let Some(row) = grid.rows.get_mut(at) {
        *row = both;
    }
    (grid, at, true)
}

/// The grid with a row above `at` that names each column by its letter.
fn headed_by_letters(mut grid: Grid, at: usize) -> Grid {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let number = grid.rows.get(at).map_or(1, |r| r.number).saturating_sub(1);
    let cells = (0..width).map(|i| Cell::Text(by_letter(i))).collect();
    grid.rows.insert(at.min(grid.rows.len()), GridRow { number, cells });
    grid
}

/// Whether the first column holds several, as Eurostat's do: `freq,unit,geo\TIME_PERIOD`.
fn joined_head(grid: &Grid) -> bool {
    let head =
        grid.rows.iter().find(|r| !r.is_blank()).map(|r| r.cell(0).text()).unwrap_or_default();
    head.contains(',') && head.contains('\\')
}

/// The text as far as it is written.
#[derive(Default)]
struct Draft {
    out: String,
    /// Letters behind numbers.
    flags: BTreeSet<String>,
    file: Vec<String>,
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

    fn write(&mut self, context: &Context<'_>, columns: &[Column]) {
        let name = context.name;
        if heads_twice(columns).iter().any(|head| !head.is_empty()) {
            self.questions.push(
                "some heads stand twice; if the row above tells them apart, header \
                                 = [N, M] joins the two rows"
                    .to_owned(),
            );
        }
        let mut period = Period::find(name, columns);
        let values = self.values(columns, &period);
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
        self.numbers(columns, &values);
        let single = !matches!(values, Values::Each | Values::Open) && !period.sums;
        let mut out = String::from(
            "# Drafted from the file. Read every line: what is marked with ? is a question, and \
             the rest is a guess from its cells.\n",
        );
        let id: String = ideal_model::name_key(name).split(' ').collect::<Vec<_>>().join("-");
        let id = if id.is_empty() { "mine".to_owned() } else { id };
        // Of cases the days of a month add up; of prisoners on a day they do not.
        let rows = match values {
            Values::Columns(_) if period.sums => {
                "?\"      # \"sum\" of what is counted in each row; \"latest\" or \"mean\" of a \
                 state on a day (prisoners, stocks)"
                    .trim_end_matches('"')
            }
            _ if single => "single\"",
            _ => "sum\"",
        };
        // Writing to a String cannot fail.
        let _ = write!(out, "id = {}\nabout = \"\"\nrows = \"{rows}\n\n", quoted(&id));
        let _ = write!(
            out,
            "[source]\nid = {}\npublisher = \"?\"\ntitle = \"?\"\nlicence = \"?\"\nurl = \"\"\n\n",
            quoted(&id)
        );
        let _ = write!(out, "[file]\n{}\n\n", self.file.join("\n"));
        let taken = |c: &Column| {
            period.columns.contains(&c.at)
                || matches!(&values, Values::Heads(at) | Values::Columns(at) if at.contains(&c.at))
        };
        out.push_str(&places::territory(columns, taken, &mut self.questions));
        out.push_str(&period.text);
        out.push_str(&values_text(&values, columns, period.form.as_deref()).replacen(
            "[value]\n",
            &format!("[value]\n{}", self.flags_text()),
            1,
        ));
        out.push_str(&categories(columns, &period, &values));
        out.push_str(
            "# How good source and information are (Admiralty code).\n[grade]\nreliability \
                      = \"C\"\ncredibility = \"3\"\n",
        );
        out.push_str(&defined(&values, columns));
        // What a comment names is read by nobody, and what a text merely says is no column.
        let named: BTreeSet<&str> = out
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once(" = "))
            .filter(|(key, _)| matches!(*key, "column" | "footer" | "date" | "month" | "year"))
            .map(|(_, text)| text.split("      #").next().unwrap_or(text))
            .collect();
        let is_read = |c: &Column| {
            let of_values =
                matches!(&values, Values::Heads(at) | Values::Columns(at) if at.contains(&c.at));
            of_values || period.columns.contains(&c.at) || named.contains(quoted(&c.head).as_str())
        };
        let unread: Vec<&str> = columns
            .iter()
            .filter(|c| !c.head.is_empty() && !is_read(c))
            .map(|c| c.head.as_str())
            .collect();
        if !unread.is_empty() {
            const SHOWN: usize = 40;
            let more = if unread.len() > SHOWN {
                format!(" and {} more", unread.len() - SHOWN)
            } else {
                String::new()
            };
            let named: Vec<String> = unread.iter().take(SHOWN).map(|h| quoted(h)).collect();
            let _ = write!(
                out,
                "\n# Columns that nothing reads: {}{more}.\n# Further figures are indicators under \
                 [value.columns]; a standard error is `se`, the ends of an interval are `low` and \
                 `high` under [value].\n",
                named.join(", ")
            );
        }
        if !period.questions.is_empty() || !self.questions.is_empty() {
            out.push_str("\n# Questions\n");
            for q in period.questions.iter().chain(&self.questions) {
                let _ = writeln!(out, "# ? {}", ideal_model::visible(q));
            }
        }
        out.push_str(
            "\n# ideal import mapping --explain prints the language; ideal import mapping FILE \
             --mapping THIS --out rows.csv tries it.\n",
        );
        self.out = out;
    }

    /// What stands behind numbers, as far as its letters are those of SDMX.
    fn flags_text(&self) -> String {
        let code = |flag: &String| match flag.as_str() {
            "b" | "e" | "p" | "s" => flag.to_uppercase(),
            _ => "A".to_owned(),
        };
        let list: Vec<String> = self
            .flags
            .iter()
            .map(|flag| format!("{} = \"{}\"", quoted(flag), code(flag)))
            .collect();
        if list.is_empty() {
            return String::new();
        }
        format!(
            "flags = {{ {} }}      # ? letters behind numbers: A normal, B break in series, E \
             estimated, P provisional, S suspect\n",
            list.join(", ")
        )
    }

    /// The columns of values.
    fn values(&mut self, columns: &[Column], period: &Period) -> Values {
        if let Some(at) = &period.values {
            return Values::Heads(at.clone());
        }
        if let Some((_, at)) = places::in_heads(columns) {
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
                    self.questions.push(format!(
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
                self.questions.push(format!(
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

    /// How the numbers are written, and what stands for a missing one.
    fn numbers(&mut self, columns: &[Column], values: &Values) {
        let used: Vec<&Column> = match values {
            Values::Each | Values::Open => return,
            Values::Heads(at) | Values::Columns(at) => {
                at.iter().filter_map(|i| columns.get(*i)).collect()
            }
        };
        let texts = || used.iter().flat_map(|c| c.number_texts());
        // One that only points between thousands read decides for all: `1.234.567`.
        let open = || texts().all(|t| readings(t).len() > 1);
        if used.iter().any(|c| c.is_doubtful())
            && open()
            && texts().filter(|t| t.contains(['.', ','])).all(crate::numeral::shape)
        {
            if let Some(text) = texts().find(|t| t.contains(['.', ','])) {
                self.questions.push(format!(
                    "every number could be decimal or have thousands: {}. Say which under [file]",
                    both(text)
                ));
            }
        } else if let Some(way) =
            settings_for_all(texts()).map(Numerals::words).filter(|w| w != "decimal = \".\"")
        {
            self.file.extend(
                way.split(", t")
                    .enumerate()
                    .map(|(i, w)| if i == 0 { w.to_owned() } else { format!("t{w}") }),
            );
        }
        let mut missing: Vec<&str> = used.iter().flat_map(|c| c.other_texts()).collect();
        missing.sort_unstable();
        missing.dedup();
        // A text with digits in it may be a figure that is not written as one: it is nobody's
        // missing value unasked.
        let (figures, missing): (Vec<&str>, Vec<&str>) =
            missing.into_iter().partition(|t| t.bytes().any(|b| b.is_ascii_digit()));
        let flag = |t: &&str| {
            number_and_mark(t)
                .filter(|(number, _)| !readings(number).is_empty())
                .map(|(_, flag)| flag.to_owned())
        };
        self.flags = figures.iter().filter_map(flag).collect();
        let figures: Vec<&str> = figures.into_iter().filter(|t| flag(t).is_none()).collect();
        if !figures.is_empty() {
            let shown = list(figures.get(..figures.len().min(5)).unwrap_or_default());
            self.questions.push(format!(
                "texts with digits in the value columns are no numbers: {shown}. Mend them in the \
                 file, or list them in `missing`"
            ));
        }
        if !missing.is_empty() && missing.len() <= 12 {
            self.file
                .push(format!("missing = {}      # ? or are these something else", list(&missing)));
        } else if !missing.is_empty() {
            self.questions.push(format!(
                "the value columns hold many texts that are no number, such as {}",
                list(missing.get(..5).unwrap_or_default())
            ));
        }
    }
}
