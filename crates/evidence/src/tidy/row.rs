//! One row, whatever file it comes from: every cell checked, every mistake reported, and the key
//! known once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use ideal_model::{
    Audience, Concern, Evidence, Finding, Grade, Observation, Period, Scheme, Value,
};

use super::cell::{mark, obs_status, period, standard_error, value};
use super::counts::Counts;
use super::expected::{Expected, Judged};
use super::known::Known;
use super::layout::{Column, TidyHeader, shortened};
use super::named::Named;
use super::points::Points;
use super::range::{doubt_both, on_scale, range};
use super::withheld::{FileTally, TakenOut, Withholding};
use super::written::{Cells, RowPlace, Written};
use crate::findings::FileFindings;
use crate::numeral::whole;
use crate::plain::plain;

fn hash(o: &Observation) -> u64 {
    FixedState::default().hash_one(o.key())
}

/// What a row is about, each as the index of its code.
#[derive(Clone, Copy)]
struct About {
    territory: u32,
    /// None where the row is about no area.
    crime_area: Option<u32>,
    indicator: u32,
    /// Whether the method uses the indicator.
    used: bool,
}

/// Rows read so far.
#[derive(Debug)]
pub(crate) struct Rows<'k> {
    known: &'k Known<'k>,
    evidence: Evidence,
    named: Named<'k>,
    expected: Expected,
    points: Points,
    // Indices of the rows kept, found by their keys, never iterated: a million keys beside their
    // rows would be as much again.
    seen: HashTable<u32>,
    counts: Counts,
    /// Keeps rows from an audience, if it is made for one.
    withholding: Option<Withholding<'k>>,
}

impl<'k> Rows<'k> {
    /// No rows yet; those that `audience` may not read will be withheld.
    pub(crate) fn new(known: &'k Known<'k>, audience: Option<Audience>) -> Self {
        Rows {
            known,
            evidence: Evidence::default(),
            named: Named::new(known),
            expected: Expected::default(),
            points: Points::default(),
            seen: HashTable::new(),
            counts: Counts::default(),
            withholding: audience.map(|audience| Withholding::new(known, audience)),
        }
    }

    /// The index of an evidence file.
    pub(crate) fn file(&mut self, path: &str) -> u32 {
        self.evidence.files.intern(path)
    }

    /// The index of a sheet.
    pub(crate) fn sheet(&mut self, name: &str) -> u32 {
        self.evidence.sheets.intern(name)
    }

    /// Makes room for the rows that a file of so many bytes may have.
    pub(crate) fn expect_bytes(&mut self, bytes: usize) {
        // Rows of evidence are hardly shorter.
        let rows = bytes / 64;
        let kept = &mut self.evidence.observations;
        self.seen.reserve(rows, |&i| kept.get(i as usize).map_or(0, hash));
        kept.reserve(rows);
    }

    /// Counts a row that holds nothing at all.
    pub(crate) fn blank(&mut self, line: u64) {
        self.counts.blank(line);
    }

    /// Whether rows are withheld from anybody.
    pub(crate) fn withholds(&self) -> bool {
        self.withholding.is_some()
    }

    /// Whether a row is withheld; if so, it is noted, and must not be read.
    pub(crate) fn is_withheld(
        &mut self,
        layout: &TidyHeader,
        cells: &impl Cells,
        place: RowPlace<'_>,
    ) -> bool {
        let Some(withholding) = &mut self.withholding else { return false };
        let row = Written { layout, cells, place };
        withholding.withholds(&row, self.evidence.files.code(place.file))
    }

    /// Ends a file: what became of its rows, where rows are withheld from anybody.
    pub(crate) fn end_file(&mut self) -> Option<FileTally> {
        self.withholding.as_mut().map(Withholding::end_file)
    }

    /// What was withheld of all files.
    pub(crate) fn taken_out(&self) -> TakenOut {
        self.withholding.as_ref().map(|w| w.taken_out(&self.evidence)).unwrap_or_default()
    }

    /// Checks one row and keeps it if nothing is wrong with it.
    pub(crate) fn row(
        &mut self,
        layout: &TidyHeader,
        cells: &impl Cells,
        place: RowPlace<'_>,
        findings: &mut FileFindings,
    ) {
        if let Some(withholding) = &mut self.withholding {
            withholding.keep(layout, cells);
        }
        let row = Written { layout, cells, place };
        let at = |c: Column| row.at(c);
        let (line, numerals) = (place.line, place.dialect.numerals);
        if self.slipped(&row, findings) {
            return;
        }
        let about = self.about(&row, findings);
        let period = period(row.cell(Column::Period), line, &at, findings);
        let value = value(row.cell(Column::Value), numerals, line, &at, findings);
        let se = standard_error(row.cell(Column::Se), numerals, line, &at, findings);
        let range = range(&row, value, findings);
        let source = self.source(&row, findings);
        let grade = self.grade(&row, findings);
        let mark = mark(row.cell(Column::Tlp), row.cell(Column::Handling), line, &at, findings)
            .map(|mark| mark.strictest(place.dialect.least));
        let obs_status = obs_status(row.cell(Column::ObsStatus), line, &at, findings);
        row.doubt_personal(findings);

        let (Some(about), Some(period), Some(value), Some(se), Some(range)) =
            (about, period, value, se, range)
        else {
            return;
        };
        let About { territory, crime_area, indicator, used } = about;
        if value == Value::Missing {
            row.doubt_no_value(se, findings);
        } else {
            self.judge(&row, indicator, value, findings);
        }
        doubt_both(&row, se, range.as_deref(), findings);
        if !on_scale(&row, self.expected.stated(indicator), range.as_deref(), findings) {
            return;
        }
        let (Some(source), Some(grade), Some(mark), Some(obs_status)) =
            (source, grade, mark, obs_status)
        else {
            return;
        };
        if used {
            self.counts.status(obs_status, line);
        } else {
            self.counts.unused(line);
        }
        if source.is_none() {
            self.counts.unsourced(line);
        }
        self.counts.mark(mark, line);
        let note = row.cell(Column::Note);
        let new = Observation {
            territory,
            crime_area,
            indicator,
            period,
            value,
            se,
            range,
            source,
            rater: self.named.rater(&mut self.evidence.raters, row.cell(Column::Rater)),
            grade,
            mark,
            obs_status,
            note: (!note.is_empty()).then(|| note.into()),
            origin: place.origin(),
        };
        self.keep(new, findings);
    }

    /// What a row is about: each of the three names checked, whatever becomes of the others.
    fn about<C: Cells>(
        &mut self,
        row: &Written<'_, C>,
        findings: &mut FileFindings,
    ) -> Option<About> {
        let at = |c: Column| row.at(c);
        let line = row.place.line;
        let territory = self.named.territory(
            &mut self.evidence.territories,
            row.cell(Column::Territory),
            row.place.dialect.codes,
            line,
            &at,
            findings,
        );
        let crime_area = self.named.crime_area(
            &mut self.evidence.crime_areas,
            row.cell(Column::CrimeArea),
            line,
            &at,
            findings,
        );
        let indicator = self.named.indicator(
            &mut self.evidence.indicators,
            row.cell(Column::Indicator),
            line,
            &at,
            findings,
        );
        let (indicator, used) = indicator?;
        Some(About { territory: territory?, crime_area: crime_area?, indicator, used })
    }

    /// The source that a row names, if it names one.
    fn source<C: Cells>(
        &mut self,
        row: &Written<'_, C>,
        findings: &mut FileFindings,
    ) -> Option<Option<u32>> {
        self.named.source(
            &mut self.evidence.sources,
            row.cell(Column::Source),
            row.place.line,
            &|c| row.at(c),
            findings,
        )
    }

    /// Judges a value by what is said of its indicator, and by the other values of it.
    fn judge<C: Cells>(
        &mut self,
        row: &Written<'_, C>,
        index: u32,
        value: Value,
        findings: &mut FileFindings,
    ) {
        let (code, line) = (self.evidence.indicators.code(index), row.place.line);
        let judged = Judged {
            index,
            code,
            unit: row.cell(Column::Unit),
            value,
            line,
            at_value: &|| row.at(Column::Value),
        };
        self.expected.judge(self.known, &judged, findings);
        // Numbers of a workbook come as texts, too, and have no point that could be another.
        if row.place.sheet.is_none() && !row.place.dialect.numerals.declared {
            self.points.see(index, code, row.cell(Column::Value), line);
        }
    }

    /// Keeps a row; of two that have the same key, one.
    fn keep(&mut self, new: Observation, findings: &mut FileFindings) {
        let evidence = &mut self.evidence;
        let next = u32::try_from(evidence.observations.len()).unwrap_or(u32::MAX);
        let kept = &evidence.observations;
        let same = |i: &u32| kept.get(*i as usize).is_some_and(|old| old.key() == new.key());
        let first =
            match self.seen.entry(hash(&new), same, |i| kept.get(*i as usize).map_or(0, hash)) {
                Entry::Occupied(there) => *there.get(),
                Entry::Vacant(free) => {
                    free.insert(next);
                    evidence.observations.push(new);
                    return;
                }
            };
        let Some(old) = evidence.observations.get_mut(first as usize) else { return };
        let line = u64::from(new.origin.line);
        let there = format!("{}:{}", evidence.files.code(old.origin.file), old.origin.line);
        let empty = old.value == Value::Missing || new.value == Value::Missing;
        if empty || old.value == new.value {
            // An empty cell waits to be filled: that it is filled elsewhere is no mistake.
            let code = if empty { "empty-repeat" } else { "duplicate-row" };
            findings.add(code, "", line, || {
                let hint = "the key is territory, crime area, indicator, period, source and rater; \
                            leave one of the rows";
                if empty {
                    Finding::note(
                        code,
                        format!(
                            "the row has the key of {there}, and one of the two \
                                                 has no value"
                        ),
                    )
                } else {
                    Finding::warning(
                        code,
                        format!(
                            "the row repeats {there}: the same key, and no \
                                                    other value"
                        ),
                    )
                    .hint(hint)
                }
            });
            merge(old, new);
            return;
        }
        // One finding for each cure: what has to be done is the same for a hundred rows.
        let judged = new.rater.is_none()
            && self.known.stated(evidence.indicators.code(new.indicator)).judged;
        findings.add("two-values", if judged { "raters" } else { "rows" }, line, || {
            let hint = if judged {
                "if two people judged, name each in a column `rater`: their median counts, and how \
                 far they agree; else keep the right row"
            } else {
                "keep the right row; where both are right, what tells them apart is missing: the \
                 key is territory, crime area, indicator, period, source and rater"
            };
            let key_text = [
                evidence.territories.code(new.territory),
                new.crime_area.map_or("*", |a| evidence.crime_areas.code(a)),
                evidence.indicators.code(new.indicator),
                &new.period.to_string(),
                new.source.map_or("no source", |s| evidence.sources.code(s)),
            ]
            .join(", ");
            let (a, b) = (word(old.value), word(new.value));
            Finding::error(
                "two-values",
                format!(
                    "({key_text}) has two values: {b} here, {a} in \
                                                  {there}"
                ),
            )
            .hint(hint)
            .about(Concern::TwoValues)
        });
    }

    /// Reports a row whose cells stand beside their columns. One mistake is one finding: no cell of
    /// such a row is what its column says.
    fn slipped<C: Cells>(&self, row: &Written<'_, C>, findings: &mut FileFindings) -> bool {
        let Some((side, cure)) = self.side(row) else { return false };
        findings.add("slipped-row", "", row.place.line, || {
            let message = format!(
                "the cells of the row stand one column {side} of their own{}",
                row.at(Column::Period)
            );
            Finding::error("slipped-row", message).hint(cure)
        });
        true
    }

    /// Whether indicator and period of a row stand beside their columns: on which side, and what to
    /// do.
    fn side<C: Cells>(&self, row: &Written<'_, C>) -> Option<(&'static str, &'static str)> {
        let period = row.cell(Column::Period);
        let (year, part) = period.split_at_checked(4).unwrap_or((period, ""));
        let like_one = year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && (part.is_empty() || part.starts_with('-'));
        if like_one {
            return None;
        }
        let is_period = |text: &str| text.parse::<Period>().is_ok();
        let is_indicator = |text: &str| !text.is_empty() && self.known.indicator(&plain(text));
        if is_period(row.cell(Column::Indicator)) && is_indicator(row.cell(Column::CrimeArea)) {
            Some((
                "left",
                "a cell left of it was taken out: put it back (territory, or crime area, which is \
                 `*` where the row is about no area)",
            ))
        } else if is_period(row.cell(Column::Value)) && is_indicator(period) {
            Some(("right", "a cell was put in: take it out"))
        } else {
            None
        }
    }

    /// The grade of a row, each letter of it one of the method's scheme.
    fn grade<C: Cells>(&self, row: &Written<'_, C>, findings: &mut FileFindings) -> Option<Grade> {
        let mut part = |column: Column,
                        legal: fn(Scheme) -> &'static str|
         -> Option<Option<char>> {
            let text = row.cell(column);
            let mut chars = text.chars();
            // A column of digits with a gap in it comes back from some programs as 2.0.
            match (chars.next(), chars.next().filter(|_| whole(text).is_none_or(|n| n > 9))) {
                (None, _) => Some(None),
                (Some(c), None) if self.known.scheme.is_none_or(|s| legal(s).contains(c)) => {
                    Some(Some(c))
                }
                _ => {
                    findings.add(
                        if column == Column::Reliability { "reliability" } else { "credibility" },
                        text,
                        row.place.line,
                        || {
                            let (code, letters) =
                                (column.name(), self.known.scheme.map_or("", legal));
                            let letters: Vec<String> = letters.chars().map(String::from).collect();
                            Finding::error(
                                code,
                                format!(
                                    "`{}` is no {code} of the method's grading scheme{}",
                                    shortened(text),
                                    row.at(column)
                                ),
                            )
                            .hint(format!(
                                "the scheme has {}; leave the cell empty if there is no grade",
                                letters.join(", ")
                            ))
                        },
                    );
                    None
                }
            }
        };
        let reliability = part(Column::Reliability, Scheme::reliabilities);
        let credibility = part(Column::Credibility, Scheme::credibilities);
        Some(Grade { reliability: reliability?, credibility: credibility? })
    }

    /// Closes a file: what can only be said of the whole. `count` is the number of its data rows.
    pub(crate) fn close(&mut self, count: u64, findings: &mut FileFindings) {
        let counts = std::mem::take(&mut self.counts);
        self.points.close(findings);
        if count == 0 {
            if !findings.failed() {
                findings.push(
                    Finding::error("no-rows", "the file has a header and no row")
                        .at_line(1)
                        .about(Concern::NoRows),
                );
            }
            return;
        }
        counts.note(findings);
    }

    /// Everything read, in an order that depends on nothing but what the rows say.
    pub(crate) fn finish(self) -> Evidence {
        self.evidence.in_order()
    }
}

/// Keeps of two rows with one value the same parts whichever came first: the stricter mark, the
/// grade that sorts first.
fn merge(old: &mut Observation, new: Observation) {
    let mark = old.mark.strictest(new.mark);
    let rank = |o: &Observation| {
        let grade =
            (o.grade.reliability.unwrap_or(char::MAX), o.grade.credibility.unwrap_or(char::MAX));
        (
            o.value == Value::Missing,
            grade,
            o.se.map_or(u64::MAX, f64::to_bits),
            o.range.as_ref().map_or([u64::MAX; 3], |r| {
                [r.low, r.high, r.confidence.unwrap_or(f64::MAX)].map(f64::to_bits)
            }),
            o.obs_status,
            o.note.clone(),
        )
    };
    if rank(&new) < rank(old) {
        *old = new;
    }
    old.mark = mark;
}

fn word(value: Value) -> String {
    if value == Value::Missing { value.status().word().to_owned() } else { value.to_string() }
}
