//! A chart of bars that Excel draws from the cells of a ranking.

use ideal_report::document::{Cell, RANKING, Table};
use ideal_report::palette;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartPoint, ChartSolidFill, Color,
};

use super::looks::{code, colour, hex};

/// Bars that a chart has at most.
const MOST: usize = 40;

/// The chart of a table, if it is a ranking: the first column of words against the first of scores
/// with bands, as far down as there are scores. `title` stands above it.
///
/// `place` says in which column of the sheet a column of the table stands.
pub(super) fn bars(
    table: &Table,
    (sheet, title): (&str, &str),
    place: impl Fn(usize) -> Option<u16>,
) -> Option<Chart> {
    if !table.id.to_ascii_lowercase().starts_with(RANKING) {
        return None;
    }
    let names = table.columns.iter().position(|c| !c.numbers)?;
    let first = &table.rows.first()?.cells;
    let scores = first.iter().position(|c| matches!(c, Cell::Number(n) if n.band.is_some()))?;
    let mut points = Vec::new();
    let mut form = None;
    for row in table.rows.iter().take(MOST) {
        let Some(Cell::Number(number)) = row.cells.get(scores) else { break };
        if !number.value.is_finite() {
            break;
        }
        let ground = number.band.as_ref().map_or(colour(palette::EVIDENCE), |b| hex(&b.ground));
        points.push(point(ground));
        form.get_or_insert(number.form);
    }
    let last = u32::try_from(points.len()).ok().filter(|n| *n > 1)?;
    let (names, scores) = (place(names)?, place(scores)?);
    let code = code(form?);
    let mut chart = Chart::new_bar();
    let series = chart.add_series();
    series
        .set_name((sheet, 0, scores))
        .set_categories((sheet, 1, names, last, names))
        .set_values((sheet, 1, scores, last, scores))
        .set_points(&points)
        .set_gap(40)
        .set_data_label(ChartDataLabel::new().show_value().set_num_format(&code));
    // A title that begins with this sign would be read as a formula.
    if !title.starts_with('=') && !title.is_empty() {
        chart.title().set_name(title).set_font(ChartFont::new().set_size(12));
    }
    chart.legend().set_hidden();
    // The first is on top; the numbers stand at the bars.
    chart.y_axis().set_reverse();
    chart.x_axis().set_min(0).set_hidden(true).set_major_gridlines(false);
    chart.set_alt_text(title);
    chart.set_width(640).set_height(120 + 26 * last);
    Some(chart)
}

fn point(ground: Color) -> ChartPoint {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(ground));
    ChartPoint::new().set_format(&mut format)
}
