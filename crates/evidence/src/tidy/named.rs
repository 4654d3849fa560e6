//! Cells that name something: a territory, a crime area, an indicator, a source, a rater. Each name
//! is looked up once, however many rows have it; one that nobody knows is reported with its place.

use ideal_model::{Codes, Concern, Finding, did_you_mean};

use super::TerritoryCodes;
use super::cell::{empty, hinted, near};
use super::known::{Known, Refused};
use super::layout::{Column, shortened};
use super::memo::Memo;
use crate::findings::FileFindings;
use crate::plain::{looks_like, plain};

/// A kind of thing that a cell names.
struct KindOfName {
    /// The code of the finding about a name that nobody knows.
    code: &'static str,
    /// As messages call it.
    called: &'static str,
    column: Column,
}

const TERRITORY: KindOfName =
    KindOfName { code: "unknown-territory", called: "territory", column: Column::Territory };
const CRIME_AREA: KindOfName =
    KindOfName { code: "unknown-crime-area", called: "crime area", column: Column::CrimeArea };
const INDICATOR: KindOfName =
    KindOfName { code: "unknown-indicator", called: "indicator", column: Column::Indicator };

impl KindOfName {
    /// Reports a name that nobody knows, with a hint; one of a row that was refused in the
    /// project's own table is that one mistake.
    fn unknown(
        &self,
        text: &str,
        line: u64,
        refused: &Refused,
        at: &impl Fn(Column) -> String,
        findings: &mut FileFindings,
        hint: impl FnOnce(Finding) -> Finding,
    ) {
        if refused.holds(text) {
            return;
        }
        findings.add(self.code, text, line, || {
            let (name, place) = (shortened(text), at(self.column));
            let message = format!("`{name}` is no known {}{place}", self.called);
            hint(Finding::error(self.code, message).about(Concern::Undeclared))
        });
    }
}

/// The names met so far, with what each of them is.
#[derive(Debug)]
pub(super) struct Named<'k> {
    known: &'k Known<'k>,
    territory: Memo<Option<u32>>,
    territory_iso2: Memo<Option<u32>>,
    crime_area: Memo<Option<Option<u32>>>,
    indicator: Memo<Option<(u32, bool)>>,
    source: Memo<Option<u32>>,
    rater: Memo<u32>,
}

impl<'k> Named<'k> {
    /// No name met yet.
    pub(super) fn new(known: &'k Known<'k>) -> Self {
        Named {
            known,
            territory: Memo::new(),
            territory_iso2: Memo::new(),
            crime_area: Memo::new(),
            indicator: Memo::new(),
            source: Memo::new(),
            rater: Memo::new(),
        }
    }

    /// The index of a territory, by the codes that the file is written with.
    pub(super) fn territory(
        &mut self,
        codes: &mut Codes,
        text: &str,
        written: TerritoryCodes,
        line: u64,
        at: &impl Fn(Column) -> String,
        findings: &mut FileFindings,
    ) -> Option<u32> {
        if text.is_empty() {
            return empty(Column::Territory, line, at, findings);
        }
        let known = self.known;
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
        if found.is_none() {
            let hint = |f: Finding| match looks_like(
                text,
                known.territories.iter().map(|t| t.code.as_str()),
            ) {
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
            };
            TERRITORY.unknown(text, line, &known.refused.territories, at, findings, hint);
        }
        found
    }

    /// The index of a crime area; none for `*`, which is every area.
    pub(super) fn crime_area(
        &mut self,
        codes: &mut Codes,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        findings: &mut FileFindings,
    ) -> Option<Option<u32>> {
        match text {
            "" => return empty(Column::CrimeArea, line, at, findings),
            "*" => return Some(None),
            _ => {}
        }
        let known = self.known;
        let found = self
            .crime_area
            .get(text, || known.crime_areas.get(&plain(text)).map(|a| Some(codes.intern(&a.code))));
        if found.is_none() {
            let hint = |f: Finding| {
                near(
                    f,
                    &hinted(text, |t| known.crime_areas.nearest(t)),
                    "`*` holds for every area; a project's own areas are declared in \
                     crime_areas.csv",
                )
            };
            CRIME_AREA.unknown(text, line, &known.refused.crime_areas, at, findings, hint);
        }
        found
    }

    /// The index of an indicator, with whether the method uses it.
    pub(super) fn indicator(
        &mut self,
        codes: &mut Codes,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        findings: &mut FileFindings,
    ) -> Option<(u32, bool)> {
        if text.is_empty() {
            return empty(Column::Indicator, line, at, findings);
        }
        let known = self.known;
        let found = self.indicator.get(text, || {
            let code = plain(text);
            known.indicator(&code).then(|| (codes.intern(&code), known.method.uses(&code)))
        });
        if found.is_none() {
            let hint = |f: Finding| {
                let near = looks_like(text, known.indicators())
                    .or_else(|| hinted(text, |t| known.near_indicator(t)));
                f.hint(near.unwrap_or_else(|| {
                    "known are the method's, the shipped catalogue's and those of the project's \
                     indicators.csv"
                        .to_owned()
                }))
            };
            INDICATOR.unknown(text, line, &known.refused.indicators, at, findings, hint);
        }
        found
    }

    /// The index of a source; none where the cell is empty.
    pub(super) fn source(
        &mut self,
        codes: &mut Codes,
        text: &str,
        line: u64,
        at: &impl Fn(Column) -> String,
        findings: &mut FileFindings,
    ) -> Option<Option<u32>> {
        if text.is_empty() {
            return Some(None);
        }
        let known = self.known;
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
            findings.add("unknown-source", cause, line, || {
                let what = if known.sources.is_empty() {
                    "no sources table declares the sources of the rows:"
                } else {
                    "the sources table lacks the source"
                };
                let f = Finding::error(
                    "unknown-source",
                    format!("{what} `{}`{}", shortened(text), at(Column::Source)),
                )
                .about(Concern::Undeclared);
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

    /// The index of a rater; none where the cell is empty. Any name is one.
    pub(super) fn rater(&mut self, codes: &mut Codes, text: &str) -> Option<u32> {
        (!text.is_empty()).then(|| self.rater.get(text, || codes.intern(text)))
    }
}
