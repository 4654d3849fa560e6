//! Two editions side by side.

use std::borrow::Cow;

use ideal_model::Verdict;

use super::columns as c;
use super::table::{Over, Table};
use crate::compared::{Compared, ComparedRow, Parts};

/// Every node of both, row by row.
pub(super) fn compared(found: &Compared) -> Table<'_> {
    let parts = |r: &ComparedRow| r.split.ok();
    let part = |of: fn(Parts) -> f64| move |r: &&ComparedRow| parts(r).map(of);
    let verdict = |v: Option<Verdict>| v.map(|v| Cow::Borrowed(v.word()));
    let rows: Vec<&ComparedRow> = found.rows.iter().collect();
    let [a, b]: [fn(&ComparedRow) -> &crate::compared::Side; 2] =
        [|r| &r.sides[0], |r| &r.sides[1]];
    let table = Over::new(&c::COMPARED, &rows)
        .text(c::TERRITORY, |r| Cow::Borrowed(&*r.territory))
        .text(c::CRIME_AREA, |r| Cow::Borrowed(&*r.crime_area))
        .text(c::NODE, |r| Cow::Borrowed(&*r.node))
        .number(c::SCORE_A, |r| a(r).score)
        .number(c::SCORE_B, |r| b(r).score)
        .number(c::SCORE_DIFFERENCE, |r| r.difference())
        .number(c::DATA_PART, part(|p| p.data))
        .number(c::METHOD_PART, part(|p| p.method))
        .number(c::WORLD_PART, part(|p| p.world))
        .count(c::RANK_A, |r| a(r).rank.map(u64::from))
        .count(c::RANK_B, |r| b(r).rank.map(u64::from))
        .maybe_text(c::VERDICT_A, |r| verdict(a(r).verdict))
        .maybe_text(c::VERDICT_B, |r| verdict(b(r).verdict))
        .maybe_text(c::BAND_A, |r| r.sides[0].band.as_deref().map(Cow::Borrowed))
        .maybe_text(c::BAND_B, |r| r.sides[1].band.as_deref().map(Cow::Borrowed));
    let table = table.also(found.draws.iter().any(|draws| *draws > 0), |table| {
        table
            .number(c::LOW_A, |r| a(r).interval.map(|i| i[0]))
            .number(c::HIGH_A, |r| a(r).interval.map(|i| i[1]))
            .number(c::LOW_B, |r| b(r).interval.map(|i| i[0]))
            .number(c::HIGH_B, |r| b(r).interval.map(|i| i[1]))
            .number(c::SCORE_DIFFERENCE_LOW, |r| r.difference_interval.map(|i| i[0]))
            .number(c::SCORE_DIFFERENCE_HIGH, |r| r.difference_interval.map(|i| i[1]))
            .flag(c::OVERLAP, |r| r.overlap())
    });
    table
        .maybe_text(c::UNSPLIT, |r| r.split.err().map(|why| Cow::Borrowed(why.word())))
        .text(c::GAPS_BETWEEN, |r| words(&r.gaps_between))
        .finish()
}

/// Several words in one cell.
fn words<T: ToString>(all: &[T]) -> Cow<'static, str> {
    Cow::Owned(all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

/// Rows of evidence that are not the same.
pub(super) fn rows_changed(found: &Compared) -> Table<'_> {
    let rows: Vec<_> = found.rows_changed.iter().flatten().collect();
    Over::new(&c::ROWS_CHANGED, &rows)
        .text(c::SOURCE, |r| Cow::Borrowed(&*r.source))
        .text(c::FATE, |r| Cow::Borrowed(r.fate.word()))
        .text(c::COUNTS_AS, |r| Cow::Borrowed(r.factor.word()))
        .text(c::TERRITORY, |r| Cow::Borrowed(&*r.territory))
        .text(c::CRIME_AREA, |r| Cow::Borrowed(&*r.crime_area))
        .text(c::INDICATOR, |r| Cow::Borrowed(&*r.indicator))
        .text(c::PERIOD, |r| Cow::Owned(r.period.to_string()))
        .maybe_text(c::CHANGED_RATER, |r| r.rater.as_ref().map(|of| Cow::Owned(of.to_string())))
        .maybe_text(c::VALUE_BEFORE, |r| Some(Cow::Owned(r.sides[0].as_ref()?.value.to_string())))
        .maybe_text(c::VALUE_AFTER, |r| Some(Cow::Owned(r.sides[1].as_ref()?.value.to_string())))
        .text(c::CHANGED_FIELDS, |r| words(&r.fields))
        .maybe_text(c::FILE_BEFORE, |r| Some(Cow::Borrowed(&*r.sides[0].as_ref()?.file)))
        .maybe_text(c::SHEET_BEFORE, |r| r.sides[0].as_ref()?.sheet.as_deref().map(Cow::Borrowed))
        .count(c::LINE_BEFORE, |r| Some(u64::from(r.sides[0].as_ref()?.line)))
        .maybe_text(c::FILE, |r| Some(Cow::Borrowed(&*r.sides[1].as_ref()?.file)))
        .maybe_text(c::SHEET, |r| r.sides[1].as_ref()?.sheet.as_deref().map(Cow::Borrowed))
        .count(c::LINE, |r| Some(u64::from(r.sides[1].as_ref()?.line)))
        .text(c::HANDLING, |r| Cow::Owned(r.mark.to_string()))
        .finish()
}

/// Lines of the methods that are not the same.
pub(super) fn method_changed(found: &Compared) -> Table<'_> {
    let rows: Vec<_> = found.method_changed.iter().flatten().collect();
    Over::new(&c::METHOD_CHANGED, &rows)
        .text(c::KEY, |l| Cow::Borrowed(&*l.key))
        .maybe_text(c::BEFORE, |l| l.before.as_deref().map(Cow::Borrowed))
        .maybe_text(c::AFTER, |l| l.after.as_deref().map(Cow::Borrowed))
        .text(c::REACHES, |l| Cow::Borrowed(l.reach.word()))
        .finish()
}
