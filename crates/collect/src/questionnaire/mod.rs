//! One workbook or form before it is drawn: whose it is, and what stands in its rows.

mod second;

use std::collections::BTreeMap;

use ideal_composite::moments::median;
use ideal_model::{AssessmentInput, Lang, NodeIx, Value};
use ideal_report::{Catalogue, ReportError};

use crate::round::{Panel, Round, WeightsAsked, area_name, territory_name};
use crate::shown::{place, question};
use crate::workbook::{Row, rows};

pub use second::Disagreement;
use second::SUMMED;
pub(crate) use second::{FirstRound, Received};

/// A workbook for a panel, or in a second round for one of its raters.
pub(crate) struct Questionnaire<'a> {
    pub(crate) project: &'a AssessmentInput,
    pub(crate) round: &'a Round,
    pub(crate) panel: &'a Panel,
    pub(crate) lang: Lang,
    pub(crate) words: &'a Catalogue,
    pub(crate) rows: Vec<Asked<'a>>,
    /// The rater, in a second round.
    pub(crate) rater: Option<&'a str>,
}

/// A row with what the rater is shown.
pub(crate) struct Asked<'a> {
    pub(crate) row: Row<'a>,
    /// Number of the row, from 1.
    pub(crate) number: usize,
    /// The figure of the edition before.
    pub(crate) previous: Option<f64>,
    /// What the first round said of it.
    pub(crate) first: Option<FirstRound>,
}

impl<'a> Questionnaire<'a> {
    /// The workbook of a first round.
    pub(crate) fn first(
        project: &'a AssessmentInput,
        round: &'a Round,
        panel: &'a Panel,
        (lang, words): (Lang, &'a Catalogue),
    ) -> Self {
        let previous = previous(project, round);
        let rows = rows(round, panel);
        let rows = rows.into_iter().enumerate().map(|(i, row)| Asked {
            number: i + 1,
            previous: previous
                .get(&(row.territory, row.crime_area, row.item.code.as_str()))
                .and_then(Figure::shown),
            first: None,
            row,
        });
        Questionnaire { project, round, panel, lang, words, rows: rows.collect(), rater: None }
    }

    /// The workbook of a second round for one rater: the rows found, as they were numbered.
    pub(crate) fn again(
        &self,
        found: &[Disagreement],
        shown: impl Fn(&Disagreement) -> FirstRound,
        rater: &'a str,
    ) -> Questionnaire<'a> {
        let rows = self.rows.iter().filter_map(|asked| {
            let disagreement = found.iter().find(|d| d.row == asked.row.id)?;
            Some(Asked { first: Some(shown(disagreement)), row: asked.row.clone(), ..*asked })
        });
        Questionnaire { rows: rows.collect(), rater: Some(rater), ..*self }
    }

    /// The weights it asks for: those of the round, in its first round alone.
    pub(crate) fn weights(&self) -> Option<&'a WeightsAsked> {
        self.round.weights.as_ref().filter(|_| self.rater.is_none())
    }

    /// The name of a node.
    pub(crate) fn node(&self, node: NodeIx) -> String {
        let found = self.project.method.nodes.get(node.get());
        found.map_or("", |n| n.names.or_code(self.lang, &n.id)).to_owned()
    }

    /// The name of a territory.
    pub(crate) fn territory(&self, code: &str) -> String {
        territory_name(self.project, code, self.lang)
    }

    /// The name of a crime area.
    pub(crate) fn area(&self, code: &str) -> Result<String, ReportError> {
        area_name(self.project, code, (self.lang, self.words))
    }

    /// What stands for the territory of a row: its name, or that of the case.
    pub(crate) fn place(&self, asked: &Asked<'_>) -> Result<String, ReportError> {
        place(self.project, &asked.row, asked.number, (self.lang, self.words))
    }

    /// What a row asks: the case first where there is one.
    pub(crate) fn question(&self, asked: &Asked<'_>) -> String {
        question(&asked.row, self.lang)
    }

    /// The names of the panel's territories, as a list.
    pub(crate) fn territories(&self) -> Result<String, ReportError> {
        let names: Vec<String> =
            self.panel.territories.iter().map(|code| self.territory(code)).collect();
        self.words.list(&names)
    }
}

/// Figures of the edition before, by territory, crime area and series.
type Figures<'a> = BTreeMap<(&'a str, &'a str, &'a str), Figure>;

/// What evidence has for a row in the edition before.
#[derive(Default)]
struct Figure {
    /// Values without a rater, and those that raters gave.
    values: Vec<f64>,
    rated: Vec<f64>,
    /// Values that are marked above the round.
    withheld: usize,
}

impl Figure {
    /// The figure that a workbook shows: that of a source, else the median of the ratings of three
    /// raters or more, so that nobody is told what one or two said.
    fn shown(&self) -> Option<f64> {
        if self.values.is_empty() {
            median(&self.rated).filter(|_| self.rated.len() >= SUMMED)
        } else {
            median(&self.values)
        }
    }
}

/// What evidence has for the edition before, as far as its mark lets it go out under that of the
/// round.
fn previous<'p>(project: &'p AssessmentInput, round: &Round) -> Figures<'p> {
    let mut out = Figures::new();
    let edition = round.edition;
    let before =
        project.editions.iter().rev().find(|e| **e != edition && e.ends_no_later_than(edition));
    let Some(before) = before else { return out };
    let evidence = &project.evidence;
    for o in evidence.observations.iter().filter(|o| o.period == *before) {
        let Value::Number(value) = o.value else { continue };
        let key = (
            evidence.territories.code(o.territory),
            o.crime_area.map_or("*", |a| evidence.crime_areas.code(a)),
            evidence.indicators.code(o.indicator),
        );
        let figure = out.entry(key).or_default();
        if o.mark.tlp > round.handling.tlp || o.mark.code > round.handling.code {
            figure.withheld += 1;
        } else if o.rater.is_some() {
            figure.rated.push(value);
        } else {
            figure.values.push(value);
        }
    }
    out
}

/// How many figures of the edition before are in no workbook of a panel, because they are marked
/// above the round.
pub(crate) fn previous_withheld(project: &AssessmentInput, round: &Round, panel: &Panel) -> usize {
    let previous = previous(project, round);
    let of = |row: &Row<'_>| {
        previous
            .get(&(row.territory, row.crime_area, row.item.code.as_str()))
            .map_or(0, |f| f.withheld)
    };
    rows(round, panel).iter().map(of).sum()
}
