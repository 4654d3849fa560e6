//! Rows of evidence that are not the same in two projects.

use std::collections::BTreeMap;

use ideal_model::{Evidence, Observation, Period, RaterPlace};

use crate::compared::{Factor, RowChanged, RowFate, RowField, RowSide};

/// What tells a row from every other, in the words of the files.
type Key<'e> = (&'e str, &'e str, &'e str, &'e str, Period, &'e str);

/// The rows that `a` and `b` do not have alike, by source, territory, crime area, indicator, period
/// and rater. Rows for periods that end after `until` count as world; where none is given all are
/// data. Notes, marks and places make no difference.
pub(super) fn rows_changed([a, b]: [&Evidence; 2], until: Option<Period>) -> Vec<RowChanged> {
    let mut all: BTreeMap<Key<'_>, [Option<&Observation>; 2]> = BTreeMap::new();
    for (side, evidence) in [a, b].into_iter().enumerate() {
        for o in &evidence.observations {
            if let Some(slot) = all.entry(key(evidence, o)).or_default().get_mut(side) {
                *slot = Some(o);
            }
        }
    }
    let raters: Vec<&str> = a.raters.iter().chain(b.raters.iter()).collect();
    let places: BTreeMap<&str, RaterPlace> =
        raters.iter().copied().zip(RaterPlace::of(raters.iter().copied())).collect();
    let changed = |(key, sides): (Key<'_>, [Option<&Observation>; 2])| {
        let (fate, fields) = fate(sides)?;
        let (source, territory, crime_area, indicator, period, rater) = key;
        let late = until.is_some_and(|until| !period.ends_no_later_than(until));
        let marks = sides.iter().flatten().map(|o| o.mark);
        Some(RowChanged {
            fate,
            factor: if late { Factor::World } else { Factor::Data },
            source: source.to_owned(),
            territory: territory.to_owned(),
            crime_area: crime_area.to_owned(),
            indicator: indicator.to_owned(),
            period,
            rater: places.get(rater).cloned(),
            fields,
            mark: marks.reduce(ideal_model::Mark::strictest).unwrap_or_default(),
            sides: [sides[0].map(|o| place(a, o)), sides[1].map(|o| place(b, o))],
        })
    };
    all.into_iter().filter_map(changed).collect()
}

fn key<'e>(e: &'e Evidence, o: &Observation) -> Key<'e> {
    (
        e.source_of(o),
        e.territories.code(o.territory),
        o.crime_area.map_or("*", |c| e.crime_areas.code(c)),
        e.indicators.code(o.indicator),
        o.period,
        e.rater_of(o),
    )
}

/// What became of a row, and of a revised one what it says otherwise; none where it is the same.
fn fate(sides: [Option<&Observation>; 2]) -> Option<(RowFate, Vec<RowField>)> {
    let [Some(a), Some(b)] = sides else {
        let fate = if sides[0].is_none() { RowFate::New } else { RowFate::Vanished };
        return Some((fate, Vec::new()));
    };
    let fields: Vec<RowField> = [
        (RowField::Value, a.value != b.value),
        (RowField::Se, a.se != b.se),
        (RowField::Range, a.range != b.range),
        (RowField::Grade, a.grade != b.grade),
        (RowField::ObsStatus, a.obs_status != b.obs_status),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(field, _)| field)
    .collect();
    (!fields.is_empty()).then_some((RowFate::Revised, fields))
}

fn place(e: &Evidence, o: &Observation) -> RowSide {
    RowSide {
        value: o.value,
        file: e.files.code(o.origin.file).to_owned(),
        sheet: o.origin.sheet.map(|s| e.sheets.code(s).to_owned()),
        line: o.origin.line,
    }
}
