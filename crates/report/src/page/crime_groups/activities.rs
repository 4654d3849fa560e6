//! Groups by crime area: those that live on it first, and those that also do it.

use std::collections::BTreeSet;

use super::super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::sheets::Sheets;
use super::{Part, Piece};
use crate::error::ReportError;
use crate::words::say;

pub(super) fn part(sheets: &Sheets<'_, '_>) -> Result<Part, ReportError> {
    let words = &sheets.view.words;
    let columns = vec![
        PageColumn::texts(say!(words, "col-area")?),
        PageColumn::figures(say!(words, "col-groups")?),
        PageColumn::texts(say!(words, "col-principal-activity")?),
        PageColumn::texts(say!(words, "col-secondary-activity")?),
    ];
    let mut rows = Vec::new();
    for (name, code) in areas(sheets) {
        let principal = sheets.fitting(|g| g.principal == code);
        let secondary = sheets.fitting(|g| g.secondary.iter().any(|a| *a == code));
        rows.push(PageRow {
            cells: vec![
                PageCell::Name { text: name, code: None, leads: Leads::Nowhere },
                PageCell::Figure { text: sheets.counted(&principal)? },
                PageCell::Text { text: sheets.labels(&principal)? },
                PageCell::Text { text: sheets.labels(&secondary)? },
            ],
            unused: false,
        });
    }
    let caption = Some(say!(words, "crime-groups-activities-table")?);
    let table = PageTable { caption, columns, rows };
    Ok(Part {
        anchor: "crime-groups-activities".to_owned(),
        title: say!(words, "crime-groups-activities")?,
        pieces: vec![
            Piece::Paragraph { text: say!(words, "crime-groups-activities-lead")? },
            Piece::Table { id: "crime_groups_activities".to_owned(), table },
        ],
        parts: Vec::new(),
    })
}

/// Names and codes of the areas that groups are active in, by name.
pub(super) fn areas<'a>(sheets: &Sheets<'_, 'a>) -> Vec<(String, &'a str)> {
    let all = sheets.fitting(|_| true).into_iter();
    let codes: BTreeSet<&str> = all
        .flat_map(|g| [&g.principal].into_iter().chain(&g.secondary))
        .map(String::as_str)
        .collect();
    let mut named: Vec<(String, &str)> =
        codes.into_iter().map(|code| (sheets.area(code), code)).collect();
    named.sort_by(|x, y| sheets.view.words.compare(&x.0, &y.0).then(x.1.cmp(y.1)));
    named
}
