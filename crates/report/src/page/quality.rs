//! How good the evidence is: by territory, by indicator, and what is used twice.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Indicator;
use ideal_model::{IndicatorIx, ObsStatus, Observation, PlaceIx, Severity, Status, UnitIx};
use serde::Serialize;

use super::{pieces, printed};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Quality {
    pub basis: String,
    pub places: Vec<PlaceQuality>,
    pub indicators: Vec<Measure>,
    pub grades: Vec<Grade>,
    pub twice: Vec<String>,
    pub flagged: Vec<String>,
    pub findings: Vec<Finding>,
    pub enforcement: bool,
}

#[derive(Serialize)]
pub(super) struct PlaceQuality {
    pub name: String,
    pub anchor: String,
    pub known: String,
    pub coverage: pieces::Share,
    pub confidence: Option<pieces::Confidence>,
    pub enforcement: pieces::Share,
    pub age: Option<Number>,
    pub rows: Number,
    pub censored: Number,
    pub flagged: Number,
}

#[derive(Serialize)]
pub(super) struct Measure {
    pub name: String,
    pub code: String,
    pub kind: String,
    pub places: Number,
    pub periods: String,
    pub age: Option<Number>,
    pub grades: String,
    pub sources: String,
    pub flags: String,
}

#[derive(Serialize)]
pub(super) struct Grade {
    pub grade: String,
    pub rows: Number,
    pub share: pieces::Share,
}

#[derive(Serialize)]
pub(super) struct Finding {
    pub severity: String,
    pub code: String,
    pub count: Number,
}

/// The value in the middle.
fn median(mut v: Vec<f64>) -> Option<f64> {
    v.sort_by(f64::total_cmp);
    let n = v.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => v.get(n / 2).copied(),
        _ => Some((v.get(n / 2 - 1)? + v.get(n / 2)?) / 2.0),
    }
}

/// The arithmetic mean; none of nothing.
fn mean(v: &[f64]) -> Option<f64> {
    if v.is_empty() { None } else { Some(v.iter().sum::<f64>() / v.len() as f64) }
}

/// Whether a status is one that a reader should know of.
fn is_flagged(status: ObsStatus) -> bool {
    matches!(status, ObsStatus::Break | ObsStatus::Suspect | ObsStatus::Provisional)
}

/// How old evidence is in the middle; nothing where there is none.
fn age(view: &View<'_>, ages: Vec<f64>) -> Result<Option<Number>, ReportError> {
    median(ages).map(|a| printed::fixed(view, a, 1)).transpose()
}

/// The items with this between them; a dash where there is none.
fn joined(items: Vec<String>, between: &str) -> String {
    if items.is_empty() { "–".to_owned() } else { items.join(between) }
}

/// The quality of the evidence; `used` are the rows that any unit reads.
pub(super) fn quality(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Quality, ReportError> {
    let mut places = Vec::new();
    for &territory in &view.territories {
        places.push(place(view, territory)?);
    }
    let (mut indicators, mut flagged) = (Vec::new(), Vec::new());
    let method = &view.results.assessment.method;
    let all = method.indicator_indices().zip(&method.indicators);
    for (i, entry) in all.filter(|(_, e)| e.parent.is_some()) {
        let rows = IndicatorRows::of(view, i);
        flagged.extend(rows.flagged_texts(view)?);
        indicators.push(rows.measure(view, entry)?);
    }
    flagged.sort_by(|a, b| view.words.compare(a, b));
    flagged.dedup();
    Ok(Quality {
        basis: view.node_name(view.basis()),
        places,
        indicators,
        grades: grades(view, used)?,
        twice: used_twice(view, used)?,
        flagged,
        findings: findings(view)?,
        enforcement: view.counts_enforcement(),
    })
}

/// How much is known of a territory, and how well.
fn place(view: &View<'_>, place: PlaceIx) -> Result<PlaceQuality, ReportError> {
    let count = |n: usize| printed::count(view, n);
    let basis = view.basis();
    let cells = view.cells_of_place(place);
    let known: Vec<UnitIx> =
        cells.iter().copied().filter(|&u| view.score(u, basis).is_some()).collect();
    let nodes =
        |units: &[UnitIx]| units.iter().filter_map(|&u| view.node(u, basis)).collect::<Vec<_>>();
    let coverage: Vec<f64> = nodes(&cells).iter().map(|n| n.coverage).collect();
    let confidence: Vec<f64> = nodes(&known).iter().filter_map(|n| n.confidence).collect();
    let enforcement: Vec<f64> = nodes(&known).iter().map(|n| n.enforcement).collect();
    let seen = seen_rows(view, &cells);
    Ok(PlaceQuality {
        name: view.place_name(place),
        anchor: pieces::place_anchor(view, place),
        known: pieces::of(view, known.len(), cells.len())?,
        coverage: pieces::share(view, mean(&coverage).unwrap_or(0.0))?,
        confidence: match mean(&confidence) {
            Some(c) => Some(pieces::confidence(view, c)?),
            None => None,
        },
        enforcement: pieces::share(view, mean(&enforcement).unwrap_or(0.0))?,
        age: age(view, seen.iter().map(|r| r.age).collect())?,
        rows: count(view.rows_of(cells.iter().copied()).len())?,
        censored: count(seen.iter().filter(|r| r.status == Status::Censored).count())?,
        flagged: count(seen.iter().filter(|r| is_flagged(r.obs_status)).count())?,
    })
}

/// A row of evidence as a leaf read it.
struct SeenRow {
    age: f64,
    status: Status,
    obs_status: ObsStatus,
}

/// Rows that cells read, each once, however many cells read it.
fn seen_rows(view: &View<'_>, cells: &[UnitIx]) -> Vec<SeenRow> {
    let results = view.results;
    let edition = results.assessment.editions.get(view.last.get()).copied();
    let mut seen: BTreeMap<(IndicatorIx, Option<u32>), SeenRow> = BTreeMap::new();
    for leaf in cells.iter().flat_map(|&u| results.leaves_of(u)).filter(|l| l.normalised.is_some())
    {
        let (Some(period), Some(edition)) = (leaf.period, edition) else { continue };
        let row = results.observations(leaf.rows).first().copied();
        seen.insert(
            (leaf.indicator, row),
            SeenRow {
                age: period.age_at(edition),
                status: leaf.status,
                obs_status: leaf.obs_status,
            },
        );
    }
    seen.into_values().collect()
}

/// What the cells read of an indicator.
struct IndicatorRows<'a> {
    indicator: IndicatorIx,
    places: BTreeSet<PlaceIx>,
    observations: Vec<&'a Observation>,
}

impl<'a> IndicatorRows<'a> {
    /// The rows of an indicator, each once.
    fn of(view: &View<'a>, indicator: IndicatorIx) -> Self {
        let results = view.results;
        let (mut places, mut rows) = (BTreeSet::new(), BTreeSet::new());
        for &unit in &view.cells {
            let Some(key) = results.units.get(unit.get()) else { continue };
            for leaf in results
                .leaves_of(unit)
                .iter()
                .filter(|l| l.indicator == indicator && l.normalised.is_some())
            {
                places.insert(key.place);
                rows.extend(results.observations(leaf.rows).iter().copied());
            }
        }
        let all = &results.assessment.evidence.observations;
        let observations = rows.iter().filter_map(|&o| all.get(o as usize)).collect();
        IndicatorRows { indicator, places, observations }
    }

    /// The line of the indicator in the table.
    fn measure(&self, view: &View<'_>, entry: &Indicator) -> Result<Measure, ReportError> {
        let assessment = &view.results.assessment;
        let ages = match assessment.editions.get(view.last.get()) {
            Some(&edition) => self.observations.iter().map(|o| o.period.age_at(edition)).collect(),
            None => Vec::new(),
        };
        let sources: BTreeSet<&str> = self
            .observations
            .iter()
            .filter_map(|o| o.source)
            .map(|s| assessment.evidence.sources.code(s))
            .collect();
        Ok(Measure {
            name: view.indicator_name(self.indicator),
            code: entry.code.clone(),
            kind: say!(view.words, &format!("kind-{}", entry.kind.word()))?,
            places: printed::count(view, self.places.len())?,
            periods: self.periods(view)?,
            age: age(view, ages)?,
            grades: self.grades(view)?,
            sources: joined(sources.into_iter().map(str::to_owned).collect(), ", "),
            flags: self.flags(view)?,
        })
    }

    /// The first and the last period.
    fn periods(&self, view: &View<'_>) -> Result<String, ReportError> {
        let periods: BTreeSet<_> = self.observations.iter().map(|o| o.period).collect();
        Ok(match (periods.first(), periods.last()) {
            (Some(a), Some(b)) if a != b => {
                say!(view.words, "interval", low = a.to_string(), high = b.to_string())?
            }
            (Some(a), _) => a.to_string(),
            _ => "–".to_owned(),
        })
    }

    /// The grades that occur.
    fn grades(&self, view: &View<'_>) -> Result<String, ReportError> {
        let ungraded = say!(view.words, "ungraded")?;
        let grades: BTreeSet<String> = self.observations.iter().map(|o| o.grade.word()).collect();
        let grades =
            grades.into_iter().map(|g| if g.is_empty() { ungraded.clone() } else { g }).collect();
        Ok(joined(grades, ", "))
    }

    /// How many rows are censored or flagged.
    fn flags(&self, view: &View<'_>) -> Result<String, ReportError> {
        let with =
            |status: ObsStatus| self.observations.iter().filter(|o| o.obs_status == status).count();
        let censored =
            self.observations.iter().filter(|o| o.value.status() == Status::Censored).count();
        let mut flags = Vec::new();
        for (id, n) in [
            ("flags-censored", censored),
            ("flags-break", with(ObsStatus::Break)),
            ("flags-suspect", with(ObsStatus::Suspect)),
            ("flags-provisional", with(ObsStatus::Provisional)),
        ] {
            if n > 0 {
                flags.push(say!(view.words, id, n = n, count = view.numbers.count(n))?);
            }
        }
        Ok(joined(flags, "; "))
    }

    /// A sentence for each flagged row.
    fn flagged_texts(&self, view: &View<'_>) -> Result<Vec<String>, ReportError> {
        let results = view.results;
        let mut out = Vec::new();
        for observation in self.observations.iter().filter(|o| is_flagged(o.obs_status)) {
            let id = format!("flag-place-{}", observation.obs_status.code().to_ascii_lowercase());
            let code = results.assessment.evidence.territories.code(observation.territory);
            let name = results
                .places
                .iter()
                .find(|p| p.code == code)
                .map_or(code, |p| p.names.or_code(view.lang, code));
            out.push(say!(
                view.words,
                &id,
                name = view.indicator_name(self.indicator),
                territory = name,
                period = observation.period.to_string()
            )?);
        }
        Ok(out)
    }
}

/// How many of the rows in use carry each grade.
fn grades(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Vec<Grade>, ReportError> {
    let observations = &view.results.assessment.evidence.observations;
    let mut by_grade: BTreeMap<String, usize> = BTreeMap::new();
    for observation in used.iter().filter_map(|&o| observations.get(o as usize)) {
        *by_grade.entry(observation.grade.word()).or_default() += 1;
    }
    let mut grades = Vec::new();
    for (grade, n) in by_grade {
        grades.push(Grade {
            grade: if grade.is_empty() { say!(view.words, "ungraded")? } else { grade },
            rows: printed::count(view, n)?,
            share: pieces::share(view, n as f64 / used.len().max(1) as f64)?,
        });
    }
    Ok(grades)
}

/// Sources in use that are built from another source in use: their agreement is no corroboration.
fn used_twice(view: &View<'_>, used: &BTreeSet<u32>) -> Result<Vec<String>, ReportError> {
    let evidence = &view.results.assessment.evidence;
    let ids: BTreeSet<&str> = used
        .iter()
        .filter_map(|&o| evidence.observations.get(o as usize))
        .filter_map(|o| o.source)
        .map(|s| evidence.sources.code(s))
        .collect();
    let mut out = Vec::new();
    for source in view.results.assessment.sources.iter().filter(|s| ids.contains(s.id.as_str())) {
        for ancestor in source.lineage.iter().filter(|l| ids.contains(l.as_str())) {
            out.push(say!(
                view.words,
                "used-twice",
                source = source.id.as_str(),
                ancestor = ancestor.as_str()
            )?);
        }
    }
    out.sort();
    out.dedup();
    Ok(out)
}

/// Warnings and notes by kind. Their texts are in the warnings table: they speak of files, not to a
/// reader of this page.
fn findings(view: &View<'_>) -> Result<Vec<Finding>, ReportError> {
    let mut by_code: BTreeMap<(Severity, &str), u64> = BTreeMap::new();
    for finding in &view.results.findings {
        *by_code.entry((finding.severity, finding.code.as_str())).or_default() += finding.count;
    }
    let mut out = Vec::new();
    for ((severity, code), n) in by_code {
        let id = match severity {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
            Severity::Note => "severity-note",
        };
        out.push(Finding {
            severity: say!(view.words, id)?,
            code: code.to_owned(),
            count: printed::count(view, usize::try_from(n).unwrap_or(usize::MAX))?,
        });
    }
    Ok(out)
}
