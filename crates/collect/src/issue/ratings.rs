//! The sheet `Ratings`: machine names, labels, and a row for each thing that is rated.

use ideal_model::{Value, shortest};
use ideal_report::Catalogue;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Formula, Note, Worksheet, XlsxError, column_number_to_name,
};

use super::checks::Said;
use super::lists::Lists;
use super::looks::{Looks, height, lines};
use crate::drawing::DrawError;
use crate::questionnaire::{Asked, FirstRound, Questionnaire};
use crate::round::Item;
use crate::workbook::{
    Block, Column, FIRST_ROW, Field, LEAST_CONFIDENCE, MOST_CONFIDENCE, NAMES_ROW, STATES, columns,
};

/// The columns of this workbook.
pub(super) struct Layout {
    columns: Vec<&'static Column>,
    /// Rows of ratings.
    pub(super) rows: u32,
}

impl Layout {
    pub(super) fn of(q: &Questionnaire<'_>) -> Self {
        let columns = columns(q.rater.is_some()).collect();
        Layout { columns, rows: u32::try_from(q.rows.len()).unwrap_or(u32::MAX) }
    }

    /// The number of a column, from 0.
    fn at(&self, field: Field) -> u16 {
        let found = self.columns.iter().position(|c| c.field == field);
        found.and_then(|i| u16::try_from(i).ok()).unwrap_or(0)
    }

    /// The letters of a column.
    fn letters(&self, field: Field) -> String {
        column_number_to_name(self.at(field))
    }

    /// First and last row of ratings, from 0.
    fn span(&self) -> (u32, u32) {
        let first = FIRST_ROW - 1;
        (first, first + self.rows.saturating_sub(1))
    }

    /// The formula that counts the rows with a best value.
    pub(super) fn answered(&self, sheet: &str) -> String {
        let (letters, (first, last)) = (self.letters(Field::Best), self.span());
        format!("COUNTA({sheet}${letters}${}:${letters}${})", first + 1, last + 1)
    }

    /// First and last of the columns that are printed, from 0.
    fn printed(&self) -> (u16, u16) {
        let shown = |c: &&&Column| c.width.is_some();
        let first = self.columns.iter().find(shown).map_or(Field::Number, |c| c.field);
        let last = self.columns.iter().rfind(shown).map_or(Field::Reason, |c| c.field);
        (self.at(first), self.at(last))
    }
}

/// The message of a column's label.
pub(super) fn label(words: &Catalogue, field: Field) -> Result<String, DrawError> {
    Ok(words.tell(&format!("collect-column-{}", field.word().replace('_', "-")), &[])?)
}

/// Draws the sheet.
pub(super) fn draw(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    looks: &Looks,
    lists: &Lists,
) -> Result<(), DrawError> {
    head(q, sheet, layout, looks)?;
    let (first, _) = layout.span();
    for (row, asked) in (first..).zip(&q.rows) {
        draw_row(q, sheet, layout, looks, (row, asked))?;
    }
    validations(q, sheet, layout, lists)?;
    sheet.set_freeze_panes(FIRST_ROW - 1, layout.at(Field::Question))?;
    print_setup(q, sheet, layout)?;
    Ok(())
}

/// What is printed: the columns that people read, each block from a page of its own, under its head.
fn print_setup(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
) -> Result<(), XlsxError> {
    let (left, right) = layout.printed();
    let (first, last) = layout.span();
    sheet.set_print_area(FIRST_ROW - 2, left, last, right)?;
    sheet.set_repeat_rows(FIRST_ROW - 2, FIRST_ROW - 2)?;
    if q.rater.is_some() {
        // It is too wide for one page: each of the two has the row's number and names.
        sheet.set_repeat_columns(left, layout.at(Field::CrimeAreaName))?;
        sheet.set_print_fit_to_pages(2, 0);
    } else {
        sheet.set_print_fit_to_pages(1, 0);
    }
    let pairs = (first + 1..).zip(q.rows.windows(2));
    let begins = pairs.filter(|(_, pair)| match pair {
        [before, after] => before.row.block != after.row.block,
        _ => false,
    });
    let breaks: Vec<u32> = begins.map(|(row, _)| row).collect();
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

fn head(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    looks: &Looks,
) -> Result<(), DrawError> {
    let empty = |field: Field| {
        field == Field::Previous && q.rows.iter().all(|asked| asked.previous.is_none())
    };
    for (at, column) in (0_u16..).zip(&layout.columns) {
        sheet.write_string_with_format(NAMES_ROW - 1, at, column.field.word(), &looks.machine)?;
        let format = if column.filled { &looks.fill_in_head } else { &looks.head };
        match column.width.filter(|_| !empty(column.field)) {
            Some(width) => sheet.set_column_width(at, width)?,
            None => sheet.set_column_hidden(at)?,
        };
        if column.field == Field::Number {
            // How far the rater is, where it is always seen. Nobody reads it back.
            let formula = format!("={}&\"/{}\"", layout.answered(""), layout.rows);
            let formula = Formula::new(formula).set_result(format!("0/{}", layout.rows));
            sheet.write_formula_with_format(FIRST_ROW - 2, at, formula, format)?;
            let note = q.words.tell("collect-progress-note", &[])?;
            sheet.insert_note(FIRST_ROW - 2, at, &noted(&note))?;
        } else {
            let label = label(q.words, column.field)?;
            sheet.write_string_with_format(FIRST_ROW - 2, at, label, format)?;
        }
    }
    sheet.set_row_hidden(NAMES_ROW - 1)?;
    sheet.set_row_height(FIRST_ROW - 2, height(3))?;
    Ok(())
}

/// A comment that is large enough for its text.
fn noted(text: &str) -> Note {
    const WIDTH: u32 = 380;
    let lines = lines(text, 62.0);
    Note::new(text).add_author_prefix(false).set_width(WIDTH).set_height(lines * 15 + 10)
}

/// The scale of an item, a line for each point that has a meaning.
pub(super) fn scale(q: &Questionnaire<'_>, item: &Item) -> String {
    let lines = item.anchors.iter().filter_map(|(point, names)| {
        names.get(q.lang).map(|text| format!("{}: {text}", shortest(*point)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn draw_row(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    looks: &Looks,
    (row, asked): (u32, &Asked<'_>),
) -> Result<(), DrawError> {
    let block = asked.row.block;
    let (read, centred) = (Looks::of_block(block, false), Looks::of_block(block, true));
    let mut most = 1;
    for (at, column) in (0_u16..).zip(&layout.columns) {
        let format = match (column.filled, column.field) {
            (true, Field::Reason) => &looks.fill_in_text,
            (true, _) => &looks.fill_in,
            (false, field) if is_numeric(field) => &centred,
            (false, _) => &read,
        };
        match cell(q, asked, column.field)? {
            Cell::Empty => sheet.write_blank(row, at, format)?,
            Cell::Number(n) => sheet.write_number_with_format(row, at, n, format)?,
            Cell::Text(text) => {
                if let Some(width) = column.width {
                    most = most.max(lines(&text, width));
                }
                sheet.write_string_with_format(row, at, text, format)?
            }
        };
    }
    let scale = scale(q, asked.row.item);
    if !scale.is_empty() {
        sheet.insert_note(row, layout.at(Field::Best), &noted(&scale))?;
    }
    sheet.set_row_height(row, height(most))?;
    Ok(())
}

fn is_numeric(field: Field) -> bool {
    matches!(
        field,
        Field::Number
            | Field::Previous
            | Field::OwnBest
            | Field::OwnLow
            | Field::OwnHigh
            | Field::PanelRaters
            | Field::PanelMedian
            | Field::PanelLow
            | Field::PanelHigh
    )
}

enum Cell {
    Empty,
    Number(f64),
    Text(String),
}

impl From<Option<f64>> for Cell {
    fn from(n: Option<f64>) -> Self {
        n.map_or(Cell::Empty, Cell::Number)
    }
}

/// What stands in a cell as it goes out.
fn cell(q: &Questionnaire<'_>, asked: &Asked<'_>, field: Field) -> Result<Cell, DrawError> {
    let row = &asked.row;
    let first = asked.first.as_ref();
    Ok(match field {
        Field::Id => Cell::Text(row.id.clone()),
        Field::Territory => Cell::Text(row.territory.to_owned()),
        Field::CrimeArea => Cell::Text(row.crime_area.to_owned()),
        Field::Indicator => Cell::Text(row.item.code.clone()),
        #[expect(clippy::cast_precision_loss, reason = "a sheet has a million rows")]
        Field::Number => Cell::Number(asked.number as f64),
        Field::TerritoryName => Cell::Text(q.place(asked)?),
        Field::CrimeAreaName if row.block == Block::Vignette => Cell::Empty,
        Field::CrimeAreaName => Cell::Text(q.area(row.crime_area)?),
        Field::Question => Cell::Text(q.question(asked)),
        Field::Previous => asked.previous.into(),
        Field::OwnBest => match first.and_then(|f| f.own.as_ref()).map(|own| own.best) {
            Some(Value::Number(n)) => Cell::Number(n),
            Some(word) => Cell::Text(word.to_string()),
            None => Cell::Empty,
        },
        Field::OwnLow => first.and_then(|f| f.own.as_ref()?.low).into(),
        Field::OwnHigh => first.and_then(|f| f.own.as_ref()?.high).into(),
        #[expect(clippy::cast_precision_loss, reason = "a panel has a thousand raters")]
        Field::PanelRaters => first.map(|f| f.raters as f64).into(),
        Field::PanelMedian => first.and_then(|f| f.summary).map(|s| s.median).into(),
        Field::PanelLow => first.and_then(|f| f.summary).map(|s| s.quartiles[0]).into(),
        Field::PanelHigh => first.and_then(|f| f.summary).map(|s| s.quartiles[1]).into(),
        Field::PanelReasons => first.map_or(Ok(Cell::Empty), |first| reasons(q, first))?,
        Field::Best
        | Field::Low
        | Field::High
        | Field::Confidence
        | Field::Reliability
        | Field::Credibility
        | Field::Tlp
        | Field::Reason => Cell::Empty,
    })
}

/// Letters that a cell takes.
const CELL: usize = 32_767;

/// Letters of a cell that are kept for what is said after the reasons.
const SAID_AFTER: usize = 2_000;

/// The reasons of a panel, a line each, and what is not summed up or not shown.
fn reasons(q: &Questionnaire<'_>, first: &FirstRound) -> Result<Cell, DrawError> {
    let mark = q.round.handling.to_string();
    let given = [("handling", mark.as_str())];
    let mut lines: Vec<String> = Vec::new();
    let mut left = CELL - SAID_AFTER;
    let mut unfit = 0;
    for reason in first.reasons.iter().map(|r| format!("• {r}")) {
        // As spreadsheets count: UTF-16.
        match left.checked_sub(reason.encode_utf16().count() + 1) {
            Some(rest) => {
                left = rest;
                lines.push(reason);
            }
            None => unfit += 1,
        }
    }
    let mut say = |id: &str, n: usize| -> Result<(), DrawError> {
        if n > 0 {
            lines.push(q.words.tell_of(id, n, &given)?);
        }
        Ok(())
    };
    say("collect-reasons-unfit", unfit)?;
    say("collect-reasons-withheld", first.withheld)?;
    say("collect-not-applicable-said", first.not_applicable)?;
    say("collect-not-summed", first.not_summed)?;
    if first.summary.is_none() {
        lines.push(q.words.tell("collect-too-few", &[])?);
    }
    Ok(if lines.is_empty() { Cell::Empty } else { Cell::Text(lines.join("\n")) })
}

/// Stretches of rows whose items have the same scale: first and last row from 0, and the item.
fn stretches<'q>(q: &'q Questionnaire<'_>, first: u32) -> Vec<(u32, u32, &'q Item)> {
    let mut out: Vec<(u32, u32, &Item)> = Vec::new();
    for (row, asked) in (first..).zip(&q.rows) {
        let item = asked.row.item;
        match out.last_mut() {
            Some((_, last, of))
                if of.scale == item.scale && of.step.to_bits() == item.step.to_bits() =>
            {
                *last = row;
            }
            _ => out.push((row, row, item)),
        }
    }
    out
}

fn validations(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    lists: &Lists,
) -> Result<(), DrawError> {
    if layout.rows == 0 {
        return Ok(());
    }
    let (first, last) = layout.span();
    for (from, to, item) in stretches(q, first) {
        of_scale(q, sheet, layout, lists, (from, to, item))?;
    }
    let said = Said::new(q.words, "collect-check-confidence", &[])?;
    let range = DataValidationRule::Between(LEAST_CONFIDENCE, MOST_CONFIDENCE);
    let check = said.on(DataValidation::new().allow_decimal_number(range))?;
    let at = layout.at(Field::Confidence);
    sheet.add_data_validation(first, at, last, at, &check)?;
    let said = Said::new(q.words, "collect-check-list", &[])?;
    for field in [Field::Reliability, Field::Credibility, Field::Tlp] {
        let Some(range) = lists.of_field(field) else { continue };
        let check = said.on(DataValidation::new().allow_list_formula(Formula::new(range)))?;
        let at = layout.at(field);
        sheet.add_data_validation(first, at, last, at, &check)?;
    }
    Ok(())
}

/// The rule for a rating that is typed: a number of the scale, or one of the words.
fn typed(own: &str, item: &Item) -> String {
    let [low, high] = item.scale.map(shortest);
    let words = STATES.map(|s| format!(",{own}=\"{s}\"")).concat();
    format!("=OR(AND(ISNUMBER({own}),{own}>={low},{own}<={high}){words})")
}

/// The checks of best value, low and high on rows of one scale.
fn of_scale(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    lists: &Lists,
    (from, to, item): (u32, u32, &Item),
) -> Result<(), DrawError> {
    let ends = item.scale.map(|end| q.words.number(end));
    let [low, high] = ends.each_ref().map(String::as_str);
    let variables = [("low", low), ("high", high)];
    let mut put = |field: Field, check: DataValidation| -> Result<(), XlsxError> {
        let at = layout.at(field);
        sheet.add_data_validation(from, at, to, at, &check).map(|_| ())
    };
    if let Some(range) = lists.of_item(item) {
        let said = Said::new(q.words, "collect-check-best", &variables)?;
        let list = DataValidation::new().allow_list_formula(Formula::new(range));
        put(Field::Best, said.on(list)?)?;
    } else {
        let said = Said::new(q.words, "collect-check-best", &variables)?;
        let rule = typed(&format!("${}{}", layout.letters(Field::Best), from + 1), item);
        put(Field::Best, said.on(DataValidation::new().allow_custom(Formula::new(rule)))?)?;
    }
    let [bottom, top] = item.scale.map(shortest);
    let best = format!("${}{}", layout.letters(Field::Best), from + 1);
    for (field, id, relation) in
        [(Field::Low, "collect-check-low", "<="), (Field::High, "collect-check-high", ">=")]
    {
        let own = format!("${}{}", layout.letters(field), from + 1);
        // Relative to the first row, as spreadsheets read it.
        let rule = format!(
            "=AND(ISNUMBER({own}),{own}>={bottom},{own}<={top},\
             OR(NOT(ISNUMBER({best})),{own}{relation}{best}))"
        );
        let said = Said::new(q.words, id, &variables)?;
        put(field, said.on(DataValidation::new().allow_custom(Formula::new(rule)))?)?;
    }
    Ok(())
}
