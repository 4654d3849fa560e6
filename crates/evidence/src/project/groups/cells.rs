//! The cells that the tables of groups have in common, each read by the same rule.

use ideal_model::{Concern, Finding, Grade, HandlingCode, Mark, Period, Scheme, Tlp, did_you_mean};

use crate::findings::FileFindings;
use crate::personal;
use crate::plain::plain;
use crate::project::table::TableRow;
use crate::tidy::{Known, shortened};

/// A row of a table of groups, with what its cells may name.
pub(super) struct GroupRow<'a> {
    row: TableRow<'a>,
    known: &'a Known<'a>,
}

/// What a row says of itself: where it comes from, how good it is, who may read it.
pub(super) struct Standing {
    pub(super) source: String,
    pub(super) grade: Grade,
    pub(super) mark: Mark,
}

impl<'a> GroupRow<'a> {
    pub(super) fn new(row: TableRow<'a>, known: &'a Known<'a>) -> Self {
        GroupRow { row, known }
    }

    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    /// The text of a cell; empty where the table has no such column.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.row.get(column)
    }

    /// The text of a cell that has to say something.
    pub(super) fn needed(&self, column: &'static str, out: &mut FileFindings) -> Option<&'a str> {
        let text = self.text(column);
        if text.is_empty() {
            out.add("empty-cell", column, self.line(), || {
                Finding::error("empty-cell", format!("the cell `{column}` is empty"))
            });
            return None;
        }
        Some(text)
    }

    /// The parts of a list with `;` between them.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.text(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The code of a territory that is known.
    pub(super) fn territory(&self, text: &str, out: &mut FileFindings) -> Option<String> {
        let found = self.known.territories.get(&plain(text)).map(|t| t.code.clone());
        if found.is_none() && !self.known.refused.territories.holds(text) {
            out.add("unknown-territory", text, self.line(), || {
                let message = format!("`{}` is no known territory", shortened(text));
                let f = Finding::error("unknown-territory", message).about(Concern::Undeclared);
                let near = self.known.territories.nearest(text);
                f.hint(or_near(
                    &near,
                    "a project's own territories are declared in territories.csv",
                ))
            });
        }
        found
    }

    /// The code of a crime area that is known.
    pub(super) fn area(&self, text: &str, out: &mut FileFindings) -> Option<String> {
        let found = self.known.crime_areas.get(&plain(text)).map(|a| a.code.clone());
        if found.is_none() && !self.known.refused.crime_areas.holds(text) {
            out.add("unknown-crime-area", text, self.line(), || {
                let message = format!("`{}` is no known crime area", shortened(text));
                let f = Finding::error("unknown-crime-area", message).about(Concern::Undeclared);
                let near = self.known.crime_areas.nearest(text);
                f.hint(or_near(&near, "a project's own areas are declared in crime_areas.csv"))
            });
        }
        found
    }

    /// The period in a cell; `Some(None)` for an empty one.
    pub(super) fn period(&self, column: &str, out: &mut FileFindings) -> Option<Option<Period>> {
        let text = self.text(column);
        if text.is_empty() {
            return Some(None);
        }
        match text.parse() {
            Ok(period) => Some(Some(period)),
            Err(e) => {
                out.add("bad-period", text, self.line(), || {
                    let message = format!("{} (column `{column}`)", shortened(&format!("{e}")));
                    Finding::error("bad-period", message)
                        .hint("a year is 2021, a quarter 2021-Q1, a month 2021-01")
                });
                None
            }
        }
    }

    /// Source, grade and mark of the row.
    pub(super) fn standing(&self, out: &mut FileFindings) -> Option<Standing> {
        let (source, grade, mark) = (self.source(out), self.grade(out), self.mark(out));
        self.look_for_persons("note", out);
        Some(Standing { source: source?, grade: grade?, mark: mark? })
    }

    /// Warns where a cell of prose seems to tell of a person. The text itself is not repeated: the
    /// finding travels further than the file.
    fn look_for_persons(&self, column: &'static str, out: &mut FileFindings) {
        if let Some(what) = personal::personal_data(self.text(column)) {
            out.add("personal-data", column, self.line(), || {
                let message = format!("the cell `{column}` seems to hold {what}");
                Finding::warning("personal-data", message)
                    .hint("sheets tell of organisations, never of persons: take it out")
            });
        }
    }

    fn source(&self, out: &mut FileFindings) -> Option<String> {
        let text = self.text("source");
        let id = plain(text);
        if text.is_empty() || self.known.sources.contains(id.as_ref()) {
            return Some(id.into_owned());
        }
        if !self.known.refused.sources.holds(text) {
            out.add("unknown-source", text, self.line(), || {
                let message = format!("the sources table lacks the source `{}`", shortened(text));
                let f = Finding::error("unknown-source", message).about(Concern::Undeclared);
                let near = did_you_mean(text, self.known.sources.iter().map(String::as_str));
                f.hint(near.unwrap_or_else(|| {
                    "add it to sources.csv: id, publisher, title, url, licence, retrieved, lineage"
                        .to_owned()
                }))
            });
        }
        None
    }

    fn grade(&self, out: &mut FileFindings) -> Option<Grade> {
        let scheme = self.known.scheme;
        let mut part = |column: &'static str, legal: fn(Scheme) -> &'static str| {
            let text = self.text(column);
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (None, _) => Some(None),
                (Some(c), None) if scheme.is_none_or(|s| legal(s).contains(c)) => Some(Some(c)),
                _ => {
                    out.add(column, text, self.line(), || {
                        let message = format!(
                            "`{}` is no {column} of the method's grading scheme",
                            shortened(text)
                        );
                        let letters: Vec<String> =
                            scheme.map_or("", legal).chars().map(String::from).collect();
                        Finding::error(column, message).hint(format!(
                            "the scheme has {}; leave the cell empty if there is no grade",
                            letters.join(", ")
                        ))
                    });
                    None
                }
            }
        };
        let reliability = part("reliability", Scheme::reliabilities);
        let credibility = part("credibility", Scheme::credibilities);
        Some(Grade { reliability: reliability?, credibility: credibility? })
    }

    fn mark(&self, out: &mut FileFindings) -> Option<Mark> {
        let mut bad = |code: &'static str, text: &str, message: String| {
            out.add(code, text, self.line(), || Finding::error(code, message));
        };
        let (tlp, handling) = (self.text("tlp"), self.text("handling"));
        let label = match tlp {
            "" => Some(Tlp::Clear),
            text => text.parse().map_err(|e| bad("bad-tlp", text, format!("{e}"))).ok(),
        };
        let code = match handling {
            "" => Some(None),
            text => match text.parse::<HandlingCode>() {
                Ok(code) => Some(Some(code)),
                Err(e) => {
                    bad("bad-handling", text, e.to_string());
                    None
                }
            },
        };
        Some(Mark::new(label?, code?))
    }
}

fn or_near(near: &[String], otherwise: &str) -> String {
    if near.is_empty() {
        otherwise.to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    }
}
