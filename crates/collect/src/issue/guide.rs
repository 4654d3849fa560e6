//! The sheet `Guide`: what this is, how to rate, what the scales and words mean.

use ideal_model::Names;
use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::looks::{Looks, height, lines};
use super::machine::RATER_ROW;
use super::ratings::{Layout, label};
use crate::drawing::DrawError;
use crate::questionnaire::Questionnaire;
use crate::round::item_names;
use crate::workbook::{Column, Field, MARKS, STATES, Sheet, columns};

/// Widths of the four columns: twice a narrow one for what is explained and a wide one for the
/// explanation; a gap between the two.
const WIDTHS: [f64; 5] = [17.0, 47.0, 2.0, 17.0, 47.0];

/// Width of a paragraph over all of them.
const WHOLE: f64 = 128.0;

/// Width of a title over the two columns of a table, in its larger letters.
const TITLE: f64 = 50.0;

/// A table of two columns with its title.
struct Table {
    title: String,
    note: Option<String>,
    head: [String; 2],
    rows: Vec<[String; 2]>,
}

impl Table {
    /// Rows of the sheet that it takes, the empty one after it included.
    fn size(&self) -> usize {
        self.rows.len() + 3 + usize::from(self.note.is_some())
    }
}

/// Draws the sheet; gives the number of its rows.
pub(super) fn draw(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    looks: &Looks,
) -> Result<u32, DrawError> {
    for (at, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let mut row = opening(q, sheet, layout, looks)?;
    row = tables(sheet, looks, row, &all_tables(q)?)?;
    let mark = q.round.handling.to_string();
    let after = q.words.tell("collect-after-text", &[("handling", mark.as_str())])?;
    let back = q.words.tell("collect-return-text", &[])?;
    for (title, text) in [("collect-after-title", after), ("collect-return-title", back)] {
        row = section(sheet, looks, row, &q.words.tell(title, &[])?)?;
        row = paragraph(sheet, &looks.paragraph, row, &text)? + 1;
    }
    Ok(row)
}

/// Title, what is asked, and how to answer; gives the next free row.
fn opening(
    q: &Questionnaire<'_>,
    sheet: &mut Worksheet,
    layout: &Layout,
    looks: &Looks,
) -> Result<u32, DrawError> {
    let second = q.rater.is_some();
    let title = if second { "collect-title-second" } else { "collect-title" };
    sheet.write_string_with_format(0, 0, q.words.tell(title, &[])?, &looks.title)?;
    sheet.set_row_height(0, 24)?;
    let edition = q.round.edition.to_string();
    let subtitle = q.words.tell(
        "collect-subtitle",
        &[("round", &q.round.id), ("edition", &edition), ("panel", &q.panel.id)],
    )?;
    sheet.write_string_with_format(1, 0, subtitle, &looks.subtitle)?;
    sheet.write_string_with_format(1, 3, q.round.handling.to_string(), &looks.section)?;
    if let Some(title) = q.project.title.get(q.lang) {
        sheet.write_string_with_format(2, 0, title, &looks.subtitle)?;
    }
    sheet.write_string_with_format(
        2,
        3,
        q.words.tell("collect-progress", &[])?,
        &looks.subtitle,
    )?;
    let answered = layout.answered(&format!("{}!", Sheet::Ratings));
    let formula = Formula::new(format!("={answered}&\"/{}\"", layout.rows))
        .set_result(format!("0/{}", layout.rows));
    sheet.write_formula_with_format(2, 4, formula, &looks.section)?;

    let mut row = section(sheet, looks, 4, &q.words.tell("collect-what-title", &[])?)?;
    let territories = q.territories()?;
    let what = if second {
        q.words.tell("collect-second-text", &[])?
    } else {
        let given = [("territories", territories.as_str())];
        q.words.tell_of("collect-what-text", q.rows.len(), &given)?
    };
    row = paragraph(sheet, &looks.paragraph, row, &what)?;
    if !second {
        let blocks = q.words.tell("collect-blocks", &[])?;
        row = paragraph(sheet, &looks.paragraph, row, &blocks)?;
    }
    row = section(sheet, looks, row + 1, &q.words.tell("collect-how-title", &[])?)?;
    let first = if second { "collect-how-1-second" } else { "collect-how-1" };
    let example = [("example", q.rater.unwrap_or("R3"))];
    let mut steps = vec![
        q.words.tell(first, &example)?,
        q.words.tell("collect-how-2", &[])?,
        q.words.tell("collect-how-3", &[])?,
        q.words.tell("collect-how-4", &[])?,
    ];
    if q.weights().is_some() {
        steps.push(q.words.tell("collect-how-weights", &[])?);
    }
    for (number, step) in (1..).zip(&steps) {
        row = paragraph(sheet, &looks.paragraph, row, &format!("{number}.  {step}"))?;
    }
    sheet.write_url_with_text(
        row,
        0,
        format!("internal:{}!B{}", Sheet::Round, RATER_ROW + 1).as_str(),
        format!("→ {}", Sheet::Round),
    )?;
    let best = format!("internal:{}!A3", Sheet::Ratings);
    sheet.write_url_with_text(row, 1, best.as_str(), format!("→ {}", Sheet::Ratings))?;
    if q.weights().is_some() {
        let weights = format!("internal:{}!A1", Sheet::Weights);
        sheet.write_url_with_text(row, 3, weights.as_str(), format!("→ {}", Sheet::Weights))?;
    }
    Ok(row + 2)
}

/// A heading over the whole width; gives the next row.
fn section(sheet: &mut Worksheet, looks: &Looks, row: u32, title: &str) -> Result<u32, DrawError> {
    sheet.write_string_with_format(row, 0, title, &looks.section)?;
    sheet.set_row_height(row, 18)?;
    Ok(row + 1)
}

/// A paragraph over the whole width; gives the next row.
fn paragraph(
    sheet: &mut Worksheet,
    format: &Format,
    row: u32,
    text: &str,
) -> Result<u32, DrawError> {
    sheet.merge_range(row, 0, row, 4, text, format)?;
    sheet.set_row_height(row, height(lines(text, WHOLE)))?;
    Ok(row + 1)
}

/// Puts tables side by side, each under the shorter of the two columns; gives the next free row.
fn tables(
    sheet: &mut Worksheet,
    looks: &Looks,
    start: u32,
    tables: &[Table],
) -> Result<u32, DrawError> {
    let mut next = [start; 2];
    let mut heights: Vec<u32> = Vec::new();
    for table in tables {
        let side = usize::from(next[1] < next[0]);
        let at: u16 = if side == 0 { 0 } else { 3 };
        let mut row = next[side];
        let mut needs = |row: u32, lines: u32| {
            let place = (row - start) as usize;
            if heights.len() <= place {
                heights.resize(place + 1, 1);
            }
            if let Some(most) = heights.get_mut(place) {
                *most = (*most).max(lines);
            }
        };
        let title = table.title.as_str();
        sheet.merge_range(row, at, row, at + 1, title, &looks.table_title)?;
        needs(row, lines(title, TITLE));
        row += 1;
        if let Some(note) = &table.note {
            sheet.write_string_with_format(row, at, note.as_str(), &looks.subtitle)?;
            row += 1;
        }
        for (i, head) in (at..).zip(&table.head) {
            sheet.write_string_with_format(row, i, head.as_str(), &looks.head)?;
        }
        row += 1;
        for [key, text] in &table.rows {
            sheet.write_string_with_format(row, at, key.as_str(), &looks.key)?;
            sheet.write_string_with_format(row, at + 1, text.as_str(), &looks.cell)?;
            needs(row, lines(key, WIDTHS[0]).max(lines(text, WIDTHS[1])));
            row += 1;
        }
        next[side] = row + 1;
        debug_assert_eq!(table.size() as u32, next[side] - (row + 1 - table.size() as u32));
    }
    for (row, lines) in (start..).zip(heights) {
        sheet.set_row_height(row, height(lines))?;
    }
    Ok(next[0].max(next[1]))
}

fn all_tables(q: &Questionnaire<'_>) -> Result<Vec<Table>, DrawError> {
    let say = |id: &str| q.words.tell(id, &[]);
    let mut out = vec![filled_columns(q)?];
    let words = STATES.iter().map(|state| {
        let id = format!("collect-word-{}", state.word().replace('_', "-"));
        Ok([state.word().to_owned(), say(&id)?])
    });
    out.push(Table {
        title: say("collect-words-title")?,
        note: None,
        head: [say("collect-head-word")?, say("collect-head-meaning")?],
        rows: words.collect::<Result<_, DrawError>>()?,
    });
    let marks = MARKS.iter().filter(|m| **m >= q.round.handling.tlp).map(|mark| {
        let id = mark.to_string().to_lowercase().replace("tlp:", "collect-mark-");
        Ok([mark.to_string(), say(&id.replace('+', "-"))?])
    });
    out.push(Table {
        title: say("collect-marks-title")?,
        note: None,
        head: [say("collect-head-mark")?, say("collect-head-anchor")?],
        rows: marks.collect::<Result<_, DrawError>>()?,
    });
    out.extend(scales(q)?);
    out.extend(areas(q)?);
    out.extend(grades(q)?);
    Ok(out)
}

/// What each column that is filled in takes.
fn filled_columns(q: &Questionnaire<'_>) -> Result<Table, DrawError> {
    let mark = q.round.handling.to_string();
    let row = |column: &Column| {
        let given = [("handling", mark.as_str())];
        let given = if column.field == Field::Tlp { &given[..] } else { &[] };
        let meaning = q.words.tell(&format!("collect-fill-{}", column.field), given)?;
        Ok([label(q.words, column.field)?, meaning])
    };
    Ok(Table {
        title: q.words.tell("collect-columns-title", &[])?,
        note: None,
        head: [
            q.words.tell("collect-head-column", &[])?,
            q.words.tell("collect-head-meaning", &[])?,
        ],
        rows: columns(false).filter(|c| c.filled).map(row).collect::<Result<_, DrawError>>()?,
    })
}

/// The points of a scale that have a text.
type Anchors<'a> = &'a [(f64, Names)];

/// A table for each scale; items whose points mean the same share one.
fn scales(q: &Questionnaire<'_>) -> Result<Vec<Table>, DrawError> {
    let mut found: Vec<(Anchors<'_>, Vec<String>)> = Vec::new();
    let codes: Vec<&str> = q.round.items.iter().map(|i| i.code.as_str()).collect();
    let names = item_names(&q.project.method, &codes, q.lang);
    for (item, name) in q.round.items.iter().zip(names) {
        let asked = q.rows.iter().any(|asked| asked.row.item.code == item.code);
        if item.anchors.is_empty() || !asked {
            continue;
        }
        match found.iter_mut().find(|(anchors, _)| *anchors == item.anchors.as_slice()) {
            Some((_, names)) => names.push(name),
            None => found.push((&item.anchors, vec![name])),
        }
    }
    let title = q.words.tell("collect-scale-title", &[])?;
    let of = |(anchors, names): (Anchors<'_>, Vec<String>)| {
        let row = |(point, text): &(f64, Names)| {
            [q.words.number(*point), text.get(q.lang).unwrap_or_default().to_owned()]
        };
        Ok(Table {
            title: format!("{title}: {}", names.join(", ")),
            note: None,
            head: [
                q.words.tell("collect-head-point", &[])?,
                q.words.tell("collect-head-anchor", &[])?,
            ],
            rows: anchors.iter().map(row).collect(),
        })
    };
    found.into_iter().map(of).collect()
}

/// The crime areas that are rated, with their categories of ICCS.
fn areas(q: &Questionnaire<'_>) -> Result<Option<Table>, DrawError> {
    let rated = |code: &str| q.rows.iter().any(|asked| asked.row.crime_area == code);
    let rows: Vec<[String; 2]> = q
        .project
        .crime_areas
        .iter()
        .filter(|area| rated(&area.code))
        .map(|area| {
            let category = match area.iccs.as_str() {
                "" | "none" => q.words.tell("collect-no-iccs", &[])?,
                codes => {
                    // What follows a code is a remark on how well it fits.
                    let bare = codes.split(';').filter_map(|c| c.split_whitespace().next());
                    bare.collect::<Vec<_>>().join(", ")
                }
            };
            Ok([category, area.names.or_code(q.lang, &area.code).to_owned()])
        })
        .collect::<Result<_, DrawError>>()?;
    Ok((!rows.is_empty()).then_some(Table {
        title: q.words.tell("collect-areas-title", &[])?,
        note: Some(q.words.tell("collect-areas-note", &[])?),
        head: [q.words.tell("collect-head-iccs", &[])?, q.words.tell("collect-head-area", &[])?],
        rows,
    }))
}

/// What the letters and digits of the method's grading scheme mean.
fn grades(q: &Questionnaire<'_>) -> Result<Vec<Table>, DrawError> {
    let scheme = q.project.method.confidence.scheme;
    let title = q.words.tell("collect-grades-title", &[])?;
    let of = |part: &str, signs: &str| {
        let row = |sign: char| {
            let id = format!("collect-{part}-{}-{sign}", scheme.word());
            Ok([sign.to_string(), q.words.tell(&id, &[])?])
        };
        let name = q.words.tell(&format!("collect-grades-{part}"), &[])?;
        Ok::<_, DrawError>(Table {
            title: format!("{title}: {}", name.to_lowercase()),
            note: None,
            head: [
                q.words.tell("collect-head-point", &[])?,
                q.words.tell("collect-head-anchor", &[])?,
            ],
            rows: signs.chars().map(row).collect::<Result<_, DrawError>>()?,
        })
    };
    Ok(vec![of("reliability", scheme.reliabilities())?, of("credibility", scheme.credibilities())?])
}
