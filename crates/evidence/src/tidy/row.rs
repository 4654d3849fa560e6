//! One row, whatever file it comes from: every cell checked, every mistake reported, and the key
//! known once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use ideal_model::{
    Evidence, Finding, Grade, ObsStatus, Observation, Origin, Period, Scheme, Tlp, Value,
    did_you_mean,
};

use super::cell::{empty, hinted, mark, near, obs_status, period, standard_error, value};
use super::expected::{Expected, Judged};
use super::known::Known;
use super::layout::{Column, Layout, shortened};
use super::memo::Memo;
use super::points::Points;
use super::{Dialect, TerritoryCodes};
use crate::book::address;
use crate::finds::Finds;
use crate::numeral::whole;
use crate::personal;
use crate::plain::{looks_like, plain};

/// The cells of a row; an index beyond the last is an empty cell.
pub(crate) trait Cells {
    fn cell(&self, index: usize) -> &str;
}

impl Cells for csv::StringRecord {
    fn cell(&self, index: usize) -> &str {
        self.get(index).unwrap_or("").trim()
    }
}

impl Cells for Vec<String> {
    fn cell(&self, index: usize) -> &str {
        self.get(index).map_or("", |s| s.trim())
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Index of the file.
    pub(crate) file: u32,
    /// Line or row, from 1.
    pub(crate) line: u64,
    /// For workbooks: index and name of the sheet, and the 0-based column of the first cell.
    pub(crate) sheet: Option<(u32, &'a str, u32)>,
    /// How its numbers and codes are written.
    pub(crate) dialect: Dialect,
}

impl Place<'_> {
    fn of(&self, layout: &Layout, column: Column) -> String {
        match (self.sheet, layout.place(column)) {
            (Some((_, sheet, first)), Some(i)) => {
                let column = u32::try_from(i).map_or(u32::MAX, |i| first.saturating_add(i));
                format!(
                    " ({sheet}!{})",
                    address(column, u32::try_from(self.line).unwrap_or(u32::MAX))
                )
            }
            _ => format!(" (column `{}`)", column.name()),
        }
    }
}

/// What no two rows have in common.
fn key(o: &Observation) -> (u32, Option<u32>, u32, Period, Option<u32>, Option<u32>) {
    (o.territory, o.crime_area, o.indicator, o.period, o.source, o.rater)
}

fn hash(o: &Observation) -> u64 {
    FixedState::default().hash_one(key(o))
}

/// What is counted per file.
#[derive(Debug, Default)]
struct Counts {
    blank: u64,
    blank_line: u64,
    unused: u64,
    unused_line: u64,
    unsourced: u64,
    unsourced_line: u64,
    provisional: u64,
    provisional_line: u64,
    red: u64,
    red_line: u64,
}

/// Rows read so far.
#[derive(Debug)]
pub(crate) struct Rows<'k> {
    known: &'k Known<'k>,
    evidence: Evidence,
    territory: Memo<Option<u32>>,
    territory_iso2: Memo<Option<u32>>,
    crime_area: Memo<Option<Option<u32>>>,
    indicator: Memo<Option<(u32, bool)>>,
    source: Memo<Option<u32>>,
    rater: Memo<u32>,
    expected: Expected,
    points: Points,
    // Indices of the rows kept, found by their keys, never iterated: a million keys beside their
    // rows would be as much again.
    seen: HashTable<u32>,
    counts: Counts,
}

impl<'k> Rows<'k> {
    pub(crate) fn new(known: &'k Known<'k>) -> Self {
        Rows {
            known,
            evidence: Evidence::default(),
            territory: Memo::new(),
            territory_iso2: Memo::new(),
            crime_area: Memo::new(),
            indicator: Memo::new(),
            source: Memo::new(),
            rater: Memo::new(),
            expected: Expected::default(),
            points: Points::default(),
            seen: HashTable::new(),
            counts: Counts::default(),
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
        self.counts.blank += 1;
        if self.counts.blank == 1 {
            self.counts.blank_line = line;
        }
    }

    /// Checks one row and keeps it if nothing is wrong with it.
    pub(crate) fn row(
        &mut self,
        layout: &Layout,
        cells: &impl Cells,
        place: Place<'_>,
        finds: &mut Finds,
    ) {
        let cell = |c: Column| layout.place(c).map_or("", |i| cells.cell(i));
        let at = |c: Column| place.of(layout, c);
        let line = place.line;
        // One mistake is one finding: no cell of such a row is what its column says.
        if let Some((side, cure)) = self.slipped(&cell) {
            finds.add("slipped-row", "", line, || {
                let message = format!(
                    "the cells of the row stand one column {side} of their own{}",
                    at(Column::Period)
                );
                Finding::error("slipped-row", message).hint(cure)
            });
            return;
        }

        let territory =
            self.territory(cell(Column::Territory), place.dialect.codes, line, &at, finds);
        let crime_area = self.crime_area(cell(Column::CrimeArea), line, &at, finds);
        let indicator = self.indicator(cell(Column::Indicator), line, &at, finds);
        let period = period(cell(Column::Period), line, &at, finds);
        let value = value(cell(Column::Value), place.dialect.numerals, line, &at, finds);
        let se = standard_error(cell(Column::Se), place.dialect.numerals, line, &at, finds);
        let source = self.source(cell(Column::Source), line, &at, finds);
        let grade =
            self.grade(cell(Column::Reliability), cell(Column::Credibility), line, &at, finds);
        let mark = mark(cell(Column::Tlp), cell(Column::Handling), line, &at, finds);
        let obs_status = obs_status(cell(Column::ObsStatus), line, &at, finds);
        let rater = cell(Column::Rater);
        let note = cell(Column::Note);
        if !rater.is_empty() || !note.is_empty() || !layout.others.is_empty() {
            self.personal(layout, cells, rater, note, line, finds);
        }

        let (
            Some(territory),
            Some(crime_area),
            Some((indicator, used)),
            Some(period),
            Some(value),
            Some(se),
        ) = (territory, crime_area, indicator, period, value, se)
        else {
            return;
        };
        let unit = cell(Column::Unit);
        if value == Value::Missing && !unit.is_empty() && place.dialect.numerals.read(unit).is_ok()
        {
            finds.add("number-for-a-unit", "", line, || {
                let message = format!(
                    "no value, and the number `{}` for a unit{}",
                    shortened(unit),
                    at(Column::Unit)
                );
                Finding::warning("number-for-a-unit", message).hint(
                    "has the row slipped by a cell, so that the value stands in the column of \
                           units? Put it in its own column",
                )
            });
        }
        if value == Value::Missing && se.is_some() {
            finds.add("error-without-value", "", line, || {
                let message = format!(
                    "a standard error (`{}`) and no value{}",
                    cell(Column::Se),
                    at(Column::Se)
                );
                Finding::warning("error-without-value", message).hint(
                    "has the row slipped by a cell, so that the value stands in the column of \
                           errors? Put it in its own column, or empty the cell",
                )
            });
        }
        if value != Value::Missing {
            let code = self.evidence.indicators.code(indicator);
            let row = Judged {
                index: indicator,
                code,
                unit: cell(Column::Unit),
                value,
                line,
                at_value: &|| at(Column::Value),
            };
            self.expected.judge(self.known, &row, finds);
            // Numbers of a workbook come as texts, too, and have no point that could be another.
            if place.sheet.is_none() && !place.dialect.numerals.declared {
                self.points.see(indicator, code, cell(Column::Value), line);
            }
        }
        let (Some(source), Some(grade), Some(mark), Some(obs_status)) =
            (source, grade, mark, obs_status)
        else {
            return;
        };
        let rater = if rater.is_empty() {
            None
        } else {
            let raters = &mut self.evidence.raters;
            Some(self.rater.get(rater, || raters.intern(rater)))
        };
        let count = |n: &mut u64, first: &mut u64| {
            if *n == 0 {
                *first = line;
            }
            *n += 1;
        };
        if !used {
            count(&mut self.counts.unused, &mut self.counts.unused_line);
        }
        if source.is_none() {
            count(&mut self.counts.unsourced, &mut self.counts.unsourced_line);
        }
        if obs_status == ObsStatus::Provisional && used {
            count(&mut self.counts.provisional, &mut self.counts.provisional_line);
        }
        if mark.tlp == Tlp::Red {
            count(&mut self.counts.red, &mut self.counts.red_line);
        }
        let origin = Origin {
            file: place.file,
            sheet: place.sheet.map(|(i, ..)| i),
            line: u32::try_from(line).unwrap_or(u32::MAX),
        };
        let note = (!note.is_empty()).then(|| note.into());
        self.keep(
            Observation {
                territory,
                crime_area,
                indicator,
                period,
                value,
                se,
                source,
                rater,
                grade,
                mark,
                obs_status,
                note,
                origin,
            },
            finds,
        );
    }

    fn keep(&mut self, new: Observation, finds: &mut Finds) {
        let evidence = &mut self.evidence;
        let next = u32::try_from(evidence.observations.len()).unwrap_or(u32::MAX);
        let kept = &evidence.observations;
        let same = |i: &u32| kept.get(*i as usize).is_some_and(|old| key(old) == key(&new));
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
            // An empty cell waits to be filled, in a collection sheet say: that it is filled
            // elsewhere is no mistake.
            let code = if empty { "empty-repeat" } else { "duplicate-row" };
            finds.add(code, "", line, || {
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
        finds.add("two-values", if judged { "raters" } else { "rows" }, line, || {
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
        });
    }

    fn territory(
        &mut self,
        text: &str,
        written: TerritoryCodes,
        line: u64,
        at: &impl Fn(Column) -> String,
        finds: &mut Finds,
    ) -> Option<u32> {
        if text.is_empty() {
            return empty(Column::Territory, line, at, finds);
        }
        let (known, codes) = (self.known, &mut self.evidence.territories);
        let found = match written {
            TerritoryCodes::Project => self
                .territory
                .get(text, || known.territories.get(&plain(text)).map(|t| codes.intern(&t.code))),
            // A code that is longer than two letters cannot be mistaken: it is a part of a country,
            // or the country all the same.
            TerritoryCodes::Iso2 => self.territory_iso2.get(text, || {
                let code = plain(text);
                match (known.territories.by_iso2(&code), known.territories.get(&code)) {
                    // A code of the project's own that is a country's as well: nobody can say which
                    // is meant.
                    (Some(country), Some(own)) if country.code != own.code => None,
                    (country, own) => country.or(own).map(|t| codes.intern(&t.code)),
                }
            }),
        };
        if found.is_none() && !known.refused.territories.holds(text) {
            finds.add("unknown-territory", text, line, || {
                let f = Finding::error(
                    "unknown-territory",
                    format!("`{}` is no known territory{}", shortened(text), at(Column::Territory)),
                );
                match looks_like(text, known.territories.iter().map(|t| t.code.as_str())) {
                    Some(hint) => f.hint(hint),
                    None if known.territories.by_iso2(text).is_some() => {
                        let near = known.territories.nearest(text).join(" or ");
                        f.hint(format!(
                            "did you mean {near}? A file with codes of two letters is declared in \
                             assessment.toml: {{ path = \"FILE\", codes = \"iso2\" }}"
                        ))
                    }
                    None => near(
                        f,
                        &hinted(text, |t| known.territories.nearest(t)),
                        "a project's own territories are declared in territories.csv",
                    ),
                }
            });
        }
        found
    }

    fn crime_area(
        &mut self,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        finds: &mut Finds,
    ) -> Option<Option<u32>> {
        match text {
            "" => return empty(Column::CrimeArea, line, at, finds),
            "*" => return Some(None),
            _ => {}
        }
        let (known, codes) = (self.known, &mut self.evidence.crime_areas);
        let found = self
            .crime_area
            .get(text, || known.crime_areas.get(&plain(text)).map(|a| Some(codes.intern(&a.code))));
        if found.is_none() && !known.refused.crime_areas.holds(text) {
            finds.add("unknown-crime-area", text, line, || {
                let message = format!(
                    "`{}` is no known crime area{}",
                    shortened(text),
                    at(Column::CrimeArea)
                );
                let f = Finding::error("unknown-crime-area", message);
                near(
                    f,
                    &hinted(text, |t| known.crime_areas.nearest(t)),
                    "`*` holds for every area; a project's own areas are declared in \
                     crime_areas.csv",
                )
            });
        }
        found
    }

    /// Whether indicator and period of a row stand beside their columns: on which side, and what to
    /// do.
    fn slipped<'c>(
        &self,
        cell: &impl Fn(Column) -> &'c str,
    ) -> Option<(&'static str, &'static str)> {
        let period = cell(Column::Period);
        let (year, part) = period.split_at_checked(4).unwrap_or((period, ""));
        let like_one = year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && (part.is_empty() || part.starts_with('-'));
        if like_one {
            return None;
        }
        let is_period = |text: &str| text.parse::<Period>().is_ok();
        let is_indicator = |text: &str| !text.is_empty() && self.known.indicator(&plain(text));
        if is_period(cell(Column::Indicator)) && is_indicator(cell(Column::CrimeArea)) {
            Some((
                "left",
                "a cell left of it was taken out: put it back (territory, or crime area, which is \
                 `*` where the row is about no area)",
            ))
        } else if is_period(cell(Column::Value)) && is_indicator(period) {
            Some(("right", "a cell was put in: take it out"))
        } else {
            None
        }
    }

    fn indicator(
        &mut self,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        finds: &mut Finds,
    ) -> Option<(u32, bool)> {
        if text.is_empty() {
            return empty(Column::Indicator, line, at, finds);
        }
        let (known, codes) = (self.known, &mut self.evidence.indicators);
        let found = self.indicator.get(text, || {
            let code = plain(text);
            known.indicator(&code).then(|| (codes.intern(&code), known.method.uses(&code)))
        });
        if found.is_none() && !known.refused.indicators.holds(text) {
            finds.add("unknown-indicator", text, line, || {
                let message =
                    format!("`{}` is no known indicator{}", shortened(text), at(Column::Indicator));
                let f = Finding::error("unknown-indicator", message);
                match looks_like(text, known.indicators())
                    .or_else(|| hinted(text, |t| known.near_indicator(t)))
                {
                    Some(hint) => f.hint(hint),
                    None => f.hint(
                        "known are the method's, the shipped catalogue's and those of \
                                    the project's indicators.csv",
                    ),
                }
            });
        }
        found
    }

    fn source(
        &mut self,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        finds: &mut Finds,
    ) -> Option<Option<u32>> {
        if text.is_empty() {
            return Some(None);
        }
        let (known, codes) = (self.known, &mut self.evidence.sources);
        let found = self.source.get(text, || {
            let id = plain(text);
            known.sources.contains(id.as_ref()).then(|| codes.intern(&id))
        });
        if found.is_none() {
            if known.refused.sources.holds(text) {
                return None;
            }
            // Where no source is declared at all, that is the one mistake, however many are named.
            let cause = if known.sources.is_empty() { "" } else { text };
            finds.add("unknown-source", cause, line, || {
                let what = if known.sources.is_empty() {
                    "no sources table declares the sources of the rows:"
                } else {
                    "the sources table lacks the source"
                };
                let f = Finding::error(
                    "unknown-source",
                    format!("{what} `{}`{}", shortened(text), at(Column::Source)),
                );
                let sources = || known.sources.iter().map(String::as_str);
                match looks_like(text, sources())
                    .or_else(|| hinted(text, |t| did_you_mean(t, sources())))
                {
                    Some(hint) => f.hint(hint),
                    None if known.sources.is_empty() => f.hint(
                        "write sources.csv, with a row for each source: id, publisher, licence",
                    ),
                    None => f.hint(format!(
                        "add it to sources.csv: `{}`, publisher, title, url, \
                                        licence, retrieved, lineage",
                        shortened(text)
                    )),
                }
            });
            return None;
        }
        Some(found)
    }

    fn grade(
        &self,
        reliability: &str,
        credibility: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        finds: &mut Finds,
    ) -> Option<Grade> {
        let mut part = |text: &str,
                        column: Column,
                        legal: fn(Scheme) -> &'static str|
         -> Option<Option<char>> {
            let mut chars = text.chars();
            // A column of digits with a gap in it comes back from some programs as 2.0.
            match (chars.next(), chars.next().filter(|_| whole(text).is_none_or(|n| n > 9))) {
                (None, _) => Some(None),
                (Some(c), None) if self.known.scheme.is_none_or(|s| legal(s).contains(c)) => {
                    Some(Some(c))
                }
                _ => {
                    finds.add(
                        if column == Column::Reliability { "reliability" } else { "credibility" },
                        text,
                        line,
                        || {
                            let (code, letters) =
                                (column.name(), self.known.scheme.map_or("", legal));
                            let letters: Vec<String> = letters.chars().map(String::from).collect();
                            Finding::error(
                                code,
                                format!(
                                    "`{}` is no {code} of the method's grading scheme{}",
                                    shortened(text),
                                    at(column)
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
        let reliability = part(reliability, Column::Reliability, Scheme::reliabilities);
        let credibility = part(credibility, Column::Credibility, Scheme::credibilities);
        Some(Grade { reliability: reliability?, credibility: credibility? })
    }

    fn personal(
        &self,
        layout: &Layout,
        cells: &impl Cells,
        rater: &str,
        note: &str,
        line: u64,
        finds: &mut Finds,
    ) {
        let hint =
            "an assessment needs no persons; leave the text out, or use a pseudonym for a rater";
        if personal::rater(rater) {
            finds.add("personal-data", "rater", line, || {
                Finding::warning("personal-data", "the cell `rater` looks like a person's name")
                    .hint(hint)
            });
        }
        for text in layout.others.iter().map(|&i| cells.cell(i)).chain([note]) {
            if let Some(what) = personal::text(text) {
                // The text itself is not repeated: the finding may travel further than the file.
                finds.add("personal-data", what, line, || {
                    Finding::warning("personal-data", format!("a cell looks like it holds {what}"))
                        .hint(hint)
                });
            }
        }
    }

    /// Closes a file: what can only be said of the whole. `count` is the number of its data rows.
    pub(crate) fn close(&mut self, count: u64, finds: &mut Finds) {
        let counts = std::mem::take(&mut self.counts);
        self.points.close(finds);
        if count == 0 {
            if !finds.failed() {
                finds
                    .push(Finding::error("no-rows", "the file has a header and no row").at_line(1));
            }
            return;
        }
        let mut note = |code: &str, n: u64, line: u64, message: &str, hint: &str| {
            if n > 0 {
                let mut f = Finding::note(code, message).at_line(line);
                if !hint.is_empty() {
                    f = f.hint(hint);
                }
                f.count = n;
                finds.push(f);
            }
        };
        note(
            "unused-row",
            counts.unused,
            counts.unused_line,
            "the row's indicator is known, and no leaf of the method reads it: no score uses the \
             row",
            "a leaf reads it once the method has one: [indicator.\"CODE\"] with its parent and \
             goalposts",
        );
        note(
            "no-source",
            counts.unsourced,
            counts.unsourced_line,
            "the row names no source",
            "a column `source`, and a row for each source in sources.csv, say where figures come \
             from",
        );
        note(
            "provisional-row",
            counts.provisional,
            counts.provisional_line,
            "the row is provisional (P): a first figure, or a part of its period; scores use it \
             like any other",
            "its note says what it is of; a later figure of the same key takes its place",
        );
        note(
            "tlp-red",
            counts.red,
            counts.red_line,
            "the row is marked TLP:RED: a run stops unless this is acknowledged",
            "",
        );
        note(
            "blank-row",
            counts.blank,
            counts.blank_line,
            "a row without any content was left out",
            "",
        );
    }

    /// Everything read, in an order that depends on nothing but what the rows say.
    pub(crate) fn finish(self) -> Evidence {
        super::super::order::canonical(self.evidence)
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
