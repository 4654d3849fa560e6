//! Whether what a rater saw in a row belongs to its id.
//!
//! Ids and codes are hidden. Who takes the protection away and sorts the columns that he sees leaves
//! them behind: then each answer stands under another row's id.

use std::collections::{BTreeMap, BTreeSet};

use ideal_evidence::CellValue;
use ideal_model::Lang;
use ideal_report::ReportError;

use super::asked::Asked;
use crate::round::{Panel, area_name};
use crate::shown::{place, question};
use crate::workbook::{Field, rows};

/// What the rows of a panel show in a language.
pub(super) struct Seen {
    /// By id.
    rows: BTreeMap<String, Texts>,
    places: BTreeSet<String>,
    areas: BTreeSet<String>,
}

struct Texts {
    number: String,
    place: String,
    area: String,
    question: String,
}

impl Seen {
    pub(super) fn of(asked: &Asked<'_>, panel: &Panel, lang: Lang) -> Result<Self, ReportError> {
        let words = asked.words(lang)?;
        let read = |text: String| CellValue::of_text(&text).map(|c| c.text()).unwrap_or_default();
        let mut out =
            Seen { rows: BTreeMap::new(), places: BTreeSet::new(), areas: BTreeSet::new() };
        for (number, row) in (1..).zip(rows(asked.round, panel)) {
            let area = match row.vignette {
                Some(_) => String::new(),
                None => area_name(asked.project, row.crime_area, (lang, words))?,
            };
            let texts = Texts {
                number: number.to_string(),
                place: read(place(asked.project, &row, number, (lang, words))?),
                area: read(area),
                question: read(question(&row, lang)),
            };
            out.places.insert(texts.place.clone());
            out.areas.insert(texts.area.clone());
            out.rows.insert(row.id, texts);
        }
        Ok(out)
    }

    /// The first field of a row whose cell is that of another row: another number, another
    /// question, or the name of a place or area that other rows have. An empty cell says nothing;
    /// neither does a name that no row has by now, because a project may call a place otherwise
    /// than when the workbook went out.
    pub(super) fn foreign<'c>(
        &self,
        id: &str,
        cell: impl Fn(Field) -> Option<&'c CellValue>,
    ) -> Option<Field> {
        let own = self.rows.get(id)?;
        let text = |field: Field| cell(field).map(CellValue::text);
        let is = |field: Field, own: &str, others: Option<&BTreeSet<String>>| {
            text(field).is_some_and(|found| {
                found != own && others.is_none_or(|others| others.contains(&found))
            })
        };
        let fields = [
            (Field::Number, &own.number, None),
            (Field::TerritoryName, &own.place, Some(&self.places)),
            (Field::CrimeAreaName, &own.area, Some(&self.areas)),
            (Field::Question, &own.question, None),
        ];
        fields.into_iter().find(|(field, own, others)| is(*field, own, *others)).map(|f| f.0)
    }
}
