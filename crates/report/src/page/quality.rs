//! How good the evidence is: by territory, by indicator, and what is used twice.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{IndicatorIx, ObsStatus, PlaceIx, Severity, Status, UnitIx};
use serde::Serialize;

use super::views;
use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

#[derive(Serialize)]
pub(super) struct Quality {
    basis: String,
    places: Vec<Place>,
    indicators: Vec<Measure>,
    grades: Vec<Grade>,
    twice: Vec<String>,
    flagged: Vec<String>,
    findings: Vec<Finding>,
    enforcement: bool,
}

#[derive(Serialize)]
struct Place {
    name: String,
    anchor: String,
    known: String,
    coverage: views::Share,
    confidence: Option<views::Confidence>,
    enforcement: views::Share,
    age: String,
    rows: String,
    censored: String,
    flagged: String,
}

#[derive(Serialize)]
struct Measure {
    name: String,
    code: String,
    kind: String,
    places: String,
    periods: String,
    age: String,
    grades: String,
    sources: String,
    flags: String,
}

#[derive(Serialize)]
struct Grade {
    grade: String,
    rows: String,
    share: views::Share,
}

#[derive(Serialize)]
struct Finding {
    severity: String,
    code: String,
    count: String,
}

fn median(mut v: Vec<f64>) -> Option<f64> {
    v.sort_by(f64::total_cmp);
    let n = v.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => v.get(n / 2).copied(),
        _ => Some((v.get(n / 2 - 1)? + v.get(n / 2)?) / 2.0),
    }
}

fn mean(v: &[f64]) -> Option<f64> {
    if v.is_empty() { None } else { Some(v.iter().sum::<f64>() / v.len() as f64) }
}

pub(super) fn quality(reading: &Reading<'_>, used: &BTreeSet<u32>) -> Result<Quality, ReportError> {
    let results = reading.results;
    let evidence = &results.assessment.evidence;
    let words = &reading.words;
    let count = |n: usize| reading.numbers.count(n);
    let basis = reading.basis();
    let edition = results.assessment.editions.get(reading.last.get()).copied();
    let age_text = |ages: Vec<f64>| {
        median(ages).map_or_else(|| "–".to_owned(), |a| reading.numbers.fixed(a, 1))
    };
    let flagged_status =
        |s: ObsStatus| matches!(s, ObsStatus::Break | ObsStatus::Suspect | ObsStatus::Provisional);

    let mut places = Vec::new();
    for &place in &reading.territories {
        let cells = reading.cells_of_place(place);
        let known: Vec<UnitIx> =
            cells.iter().copied().filter(|&u| reading.score(u, basis).is_some()).collect();
        let nodes = |units: &[UnitIx]| {
            units.iter().filter_map(|&u| reading.node(u, basis)).collect::<Vec<_>>()
        };
        let coverage: Vec<f64> = nodes(&cells).iter().map(|n| n.coverage).collect();
        let confidence: Vec<f64> = nodes(&known).iter().filter_map(|n| n.confidence).collect();
        let enforcement: Vec<f64> = nodes(&known).iter().map(|n| n.enforcement).collect();
        // Each row once, however many cells read it.
        let mut seen: BTreeMap<(IndicatorIx, Option<u32>), (f64, Status, ObsStatus)> =
            BTreeMap::new();
        for leaf in
            cells.iter().flat_map(|&u| results.leaves_of(u)).filter(|l| l.normalised.is_some())
        {
            let (Some(period), Some(edition)) = (leaf.period, edition) else { continue };
            let row = results.observations(leaf.rows).first().copied();
            seen.insert(
                (leaf.indicator, row),
                (period.age_at(edition), leaf.status, leaf.obs_status),
            );
        }
        places.push(Place {
            name: reading.place_name(place),
            anchor: views::anchor("t", reading.place_code(place), place.get()),
            known: say!(words, "of", part = count(known.len()), whole = count(cells.len()))?,
            coverage: views::share(reading, mean(&coverage).unwrap_or(0.0)),
            confidence: match mean(&confidence) {
                Some(c) => Some(views::confidence(reading, c)?),
                None => None,
            },
            enforcement: views::share(reading, mean(&enforcement).unwrap_or(0.0)),
            age: age_text(seen.values().map(|v| v.0).collect()),
            rows: count(reading.rows_of(cells.iter().copied()).len()),
            censored: count(seen.values().filter(|v| v.1 == Status::Censored).count()),
            flagged: count(seen.values().filter(|v| flagged_status(v.2)).count()),
        });
    }

    let mut indicators = Vec::new();
    let mut flagged = Vec::new();
    let method = &results.assessment.method;
    let all = method.indicator_indices().zip(&method.indicators);
    for (i, entry) in all.filter(|(_, e)| e.parent.is_some()) {
        let mut by_place: BTreeSet<PlaceIx> = BTreeSet::new();
        let mut ages = Vec::new();
        let mut periods = BTreeSet::new();
        let mut grades: BTreeMap<String, usize> = BTreeMap::new();
        let mut sources = BTreeSet::new();
        let mut rows = BTreeSet::new();
        for &unit in &reading.cells {
            let Some(key) = results.units.get(unit.get()) else { continue };
            for leaf in results
                .leaves_of(unit)
                .iter()
                .filter(|l| l.indicator == i && l.normalised.is_some())
            {
                by_place.insert(key.place);
                rows.extend(results.observations(leaf.rows).iter().copied());
            }
        }
        let (mut breaks, mut suspect, mut provisional, mut censored) = (0, 0, 0, 0);
        for observation in rows.iter().filter_map(|&o| evidence.observations.get(o as usize)) {
            periods.insert(observation.period);
            if let Some(edition) = edition {
                ages.push(observation.period.age_at(edition));
            }
            *grades.entry(observation.grade.word()).or_default() += 1;
            sources.extend(observation.source.map(|s| evidence.sources.code(s).to_owned()));
            censored += usize::from(observation.value.status() == Status::Censored);
            match observation.obs_status {
                ObsStatus::Break => breaks += 1,
                ObsStatus::Suspect => suspect += 1,
                ObsStatus::Provisional => provisional += 1,
                ObsStatus::Normal | ObsStatus::Estimated => {}
            }
            if flagged_status(observation.obs_status) {
                let id =
                    format!("flag-place-{}", observation.obs_status.code().to_ascii_lowercase());
                let code = evidence.territories.code(observation.territory);
                let name = results
                    .places
                    .iter()
                    .find(|p| p.code == code)
                    .map_or(code, |p| p.names.or_code(reading.lang, code));
                let period = observation.period.to_string();
                flagged.push(say!(
                    words,
                    &id,
                    name = reading.indicator_name(i),
                    territory = name,
                    period = period
                )?);
            }
        }
        let mut flags = Vec::new();
        for (id, n) in [
            ("flags-censored", censored),
            ("flags-break", breaks),
            ("flags-suspect", suspect),
            ("flags-provisional", provisional),
        ] {
            if n > 0 {
                flags.push(say!(words, id, n = n, count = count(n))?);
            }
        }
        let ungraded = say!(words, "ungraded")?;
        let grades: Vec<String> = grades
            .keys()
            .map(|g| if g.is_empty() { ungraded.clone() } else { g.clone() })
            .collect();
        let periods = match (periods.first(), periods.last()) {
            (Some(a), Some(b)) if a != b => {
                say!(words, "interval", low = a.to_string(), high = b.to_string())?
            }
            (Some(a), _) => a.to_string(),
            _ => "–".to_owned(),
        };
        indicators.push(Measure {
            name: reading.indicator_name(i),
            code: entry.code.clone(),
            kind: say!(words, &format!("kind-{}", entry.kind.word()))?,
            places: count(by_place.len()),
            periods,
            age: age_text(ages),
            grades: if grades.is_empty() { "–".to_owned() } else { grades.join(", ") },
            sources: if sources.is_empty() {
                "–".to_owned()
            } else {
                sources.into_iter().collect::<Vec<_>>().join(", ")
            },
            flags: if flags.is_empty() { "–".to_owned() } else { flags.join("; ") },
        });
    }
    flagged.sort_by(|a, b| words.compare(a, b));
    flagged.dedup();

    let mut by_grade: BTreeMap<String, usize> = BTreeMap::new();
    for observation in used.iter().filter_map(|&o| evidence.observations.get(o as usize)) {
        *by_grade.entry(observation.grade.word()).or_default() += 1;
    }
    let mut grades = Vec::new();
    for (grade, n) in by_grade {
        grades.push(Grade {
            grade: if grade.is_empty() { say!(words, "ungraded")? } else { grade },
            rows: count(n),
            share: views::share(reading, n as f64 / used.len().max(1) as f64),
        });
    }
    let enforcement = reading.counts_enforcement();
    Ok(Quality {
        basis: reading.node_name(basis),
        places,
        indicators,
        grades,
        twice: used_twice(reading, used)?,
        flagged,
        findings: findings(reading)?,
        enforcement,
    })
}

/// Sources in use that are built from another source in use: their agreement is no corroboration.
fn used_twice(reading: &Reading<'_>, used: &BTreeSet<u32>) -> Result<Vec<String>, ReportError> {
    let evidence = &reading.results.assessment.evidence;
    let ids: BTreeSet<&str> = used
        .iter()
        .filter_map(|&o| evidence.observations.get(o as usize))
        .filter_map(|o| o.source)
        .map(|s| evidence.sources.code(s))
        .collect();
    let mut out = Vec::new();
    for source in reading.results.assessment.sources.iter().filter(|s| ids.contains(s.id.as_str()))
    {
        for ancestor in source.lineage.iter().filter(|l| ids.contains(l.as_str())) {
            out.push(say!(
                reading.words,
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
fn findings(reading: &Reading<'_>) -> Result<Vec<Finding>, ReportError> {
    let mut by_code: BTreeMap<(Severity, &str), u64> = BTreeMap::new();
    for finding in &reading.results.findings {
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
            severity: say!(reading.words, id)?,
            code: code.to_owned(),
            count: reading.numbers.count(usize::try_from(n).unwrap_or(usize::MAX)),
        });
    }
    Ok(out)
}
