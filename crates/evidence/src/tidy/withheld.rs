//! Rows that an audience may not read: known by their marks alone, and gone before another cell of
//! theirs is judged. What they name is noted, so that nothing else of the project tells of them.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Audience, Codes, Evidence, HandlingCode};
use sha2::{Digest, Sha256};

use super::cell::mark;
use super::known::Known;
use super::layout::{Column, TidyHeader};
use super::named::Named;
use super::written::{Cells, Written};
use crate::findings::FileFindings;

/// Keeps rows from an audience, and counts them.
#[derive(Debug)]
pub(super) struct Withholding<'k> {
    audience: Audience,
    named: Named<'k>,
    /// The codes that withheld rows name; it has no observations.
    codes: Evidence,
    rows: u64,
    by_indicator: BTreeMap<u32, u64>,
    handling: BTreeMap<HandlingCode, (String, u64)>,
    file: Tally,
}

/// What became of the rows of a file.
#[derive(Debug, Default)]
struct Tally {
    withheld: u64,
    digest: Sha256,
}

/// What became of the rows of a file: how many were withheld, and a hash of the others.
pub(crate) struct FileTally {
    pub(crate) withheld: u64,
    /// SHA-256 of the cells of the rows that were kept, in hexadecimal: each cell ends in the byte
    /// 1F and each row in 1E.
    pub(crate) sha256: String,
}

/// What was withheld.
#[derive(Clone, Debug, Default)]
pub(crate) struct TakenOut {
    /// Rows.
    pub(crate) rows: u64,
    /// Rows by the code of their series.
    pub(crate) by_indicator: BTreeMap<String, u64>,
    /// The handling codes of all rows, withheld or not, each with the first place.
    pub(crate) handling: BTreeMap<HandlingCode, (String, u64)>,
    /// What only withheld rows name.
    pub(crate) names: Names,
}

/// Codes of things.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) territories: BTreeSet<String>,
    pub(crate) crime_areas: BTreeSet<String>,
    pub(crate) indicators: BTreeSet<String>,
    pub(crate) sources: BTreeSet<String>,
    pub(crate) raters: BTreeSet<String>,
    /// Evidence files, by path.
    pub(crate) files: BTreeSet<String>,
    /// Criminal groups.
    pub(crate) groups: BTreeSet<String>,
}

impl<'k> Withholding<'k> {
    pub(super) fn new(known: &'k Known<'k>, audience: Audience) -> Self {
        Withholding {
            audience,
            named: Named::new(known),
            codes: Evidence::default(),
            rows: 0,
            by_indicator: BTreeMap::new(),
            handling: BTreeMap::new(),
            file: Tally::default(),
        }
    }

    /// Takes the cells of a row that is kept into the hash of its file.
    pub(super) fn keep(&mut self, layout: &TidyHeader, cells: &impl Cells) {
        for i in 0..layout.width {
            self.file.digest.update(cells.cell(i));
            self.file.digest.update([0x1f]);
        }
        self.file.digest.update([0x1e]);
    }

    /// Whether a row is withheld; if so, it is noted, and must not be read. One whose mark cannot be
    /// read is not: the mistake stops the run. `file` is the path of its file.
    pub(super) fn withholds<C: Cells>(&mut self, row: &Written<'_, C>, file: &str) -> bool {
        let (tlp, code) = (row.cell(Column::Tlp), row.cell(Column::Handling));
        let (at, unsaid) = (|_: Column| String::new(), &mut FileFindings::new(""));
        let Some(mark) = mark(tlp, code, row.place.line, &at, unsaid) else { return false };
        let mark = mark.strictest(row.place.dialect.least);
        if let Some(code) = mark.code {
            self.handling.entry(code).or_insert_with(|| (file.to_owned(), row.place.line));
        }
        let withheld = !self.audience.may_read(mark);
        if withheld {
            self.note(row);
        }
        withheld
    }

    /// Ends a file: what became of its rows.
    pub(super) fn end_file(&mut self) -> FileTally {
        let Tally { withheld, digest } = std::mem::take(&mut self.file);
        let sha256 = digest.finalize().iter().map(|b| format!("{b:02x}")).collect();
        FileTally { withheld, sha256 }
    }

    /// Notes what a withheld row names.
    fn note<C: Cells>(&mut self, row: &Written<'_, C>) {
        // What is wrong with it is nobody's business.
        let unsaid = &mut FileFindings::new("");
        let at = |_: Column| String::new();
        let (named, codes, line) = (&mut self.named, &mut self.codes, row.place.line);
        let cell = |column| row.cell(column);
        let written = row.place.dialect.codes;
        named.territory(
            &mut codes.territories,
            cell(Column::Territory),
            written,
            line,
            &at,
            unsaid,
        );
        named.crime_area(&mut codes.crime_areas, cell(Column::CrimeArea), line, &at, unsaid);
        named.source(&mut codes.sources, cell(Column::Source), line, &at, unsaid);
        named.rater(&mut codes.raters, cell(Column::Rater));
        let indicator = cell(Column::Indicator);
        let found = named.indicator(&mut codes.indicators, indicator, line, &at, unsaid);
        if let Some((indicator, _)) = found {
            *self.by_indicator.entry(indicator).or_default() += 1;
        }
        self.rows += 1;
        self.file.withheld += 1;
    }

    /// All of it, beside what the rows that were kept name.
    pub(super) fn taken_out(&self, kept: &Evidence) -> TakenOut {
        let only = |withheld: &Codes, kept: &Codes| {
            withheld.iter().filter(|c| kept.find(c).is_none()).map(str::to_owned).collect()
        };
        let series = |(i, rows): (&u32, &u64)| (self.codes.indicators.code(*i).to_owned(), *rows);
        TakenOut {
            rows: self.rows,
            by_indicator: self.by_indicator.iter().map(series).collect(),
            handling: self.handling.clone(),
            names: Names {
                territories: only(&self.codes.territories, &kept.territories),
                crime_areas: only(&self.codes.crime_areas, &kept.crime_areas),
                indicators: only(&self.codes.indicators, &kept.indicators),
                sources: only(&self.codes.sources, &kept.sources),
                raters: only(&self.codes.raters, &kept.raters),
                files: BTreeSet::new(),
                groups: BTreeSet::new(),
            },
        }
    }
}
