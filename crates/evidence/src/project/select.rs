//! Which territories, areas and editions the assessment is about, now that the evidence is known.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::document::Position;
use ideal_model::method::{NamedKind, UnitKind};
use ideal_model::{
    CrimeArea, CrimeAreas, Evidence, Finding, Findings, Group, Method, Period, Severity,
    Territories, Territory, Value, did_you_mean,
};

use super::method::MethodFile;
use super::registry::Registry;
use super::settings::{Editions, FILE, Settings};
use crate::tidy::{Refused, RefusedCodes};

fn error(at: Position, code: &str, message: String) -> Finding {
    Finding::error(code, message).in_file(FILE).at(at.line, at.column)
}

/// Indices of the series that leaves of the method read (no denominators).
fn leaf_series(method: &Method, evidence: &Evidence) -> BTreeSet<u32> {
    method
        .indicators
        .iter()
        .filter(|i| i.parent.is_some())
        .filter_map(|i| evidence.indicators.find(&i.series))
        .collect()
}

/// The territories and the crime areas asked for, each in code order.
pub(super) fn units(
    settings: &Settings,
    method: Option<&MethodFile>,
    (registry, refused): (&Registry, &RefusedCodes),
    evidence: &Evidence,
    findings: &mut Findings,
) -> (Vec<Territory>, Vec<CrimeArea>) {
    let parsed = method.and_then(|m| m.method.as_ref());
    let territories = territories(
        &settings.territories,
        (&registry.territories, &refused.territories),
        parsed.map(|m| (m, evidence)),
        findings,
    );
    // What a method with mistakes in it takes is what it says; of one that cannot be read nothing
    // is missing.
    let by_area = match (method, parsed) {
        (_, Some(m)) => m.unit == UnitKind::TerritoryArea,
        (Some(file), None) => file.is_by_area(),
        (None, None) => false,
    };
    let areas = (&registry.crime_areas, &refused.crime_areas);
    let crime_areas = assessed_areas(settings, by_area, areas, findings);
    let mut empty = |code: &str, message: &str| {
        findings.push(Finding::error(code, message).in_file(FILE));
    };
    if settings.no_territories {
        empty("no-territories", "`territories` is an empty list");
    }
    if by_area && settings.crime_areas.as_ref().is_some_and(Vec::is_empty) {
        empty("no-crime-areas", "`crime_areas` is an empty list");
    }
    (territories, crime_areas)
}

/// The territories asked for, in code order.
fn territories(
    wanted: &[(String, Position)],
    (all, refused): (&Territories, &Refused),
    evidence: Option<(&Method, &Evidence)>,
    findings: &mut Findings,
) -> Vec<Territory> {
    let mut codes: BTreeSet<String> = BTreeSet::new();
    for (text, at) in wanted {
        if text == "*" {
            // Without a method nothing can be said about its leaves; that it is wrong has been
            // said.
            let Some((method, evidence)) = evidence else { continue };
            let leaves = leaf_series(method, evidence);
            let with_rows: BTreeSet<u32> = evidence
                .observations
                .iter()
                .filter(|o| leaves.contains(&o.indicator))
                .map(|o| o.territory)
                .collect();
            codes.extend(with_rows.into_iter().map(|t| evidence.territories.code(t).to_owned()));
            // Rows that were refused may have been those.
            if codes.is_empty() && !findings.failed() {
                findings.push(
                    error(
                        *at,
                        "no-territories",
                        "no leaf of the method has a row for any territory".into(),
                    )
                    .hint(
                        "import evidence first, or name them: territories = [\"COL\", \"PER\"]; a round \
                         asks of those that are named",
                    ),
                );
            }
        } else if let Some(name) = text.strip_prefix("region:") {
            match all.group(name) {
                Some(group) => codes.extend(group.members.iter().cloned()),
                None if refused.all => {}
                None => {
                    let mut f = error(
                        *at,
                        "unknown-group",
                        format!("`{name}` is no known group of territories"),
                    );
                    let known = || {
                        all.groups()
                            .flat_map(|g| [Some(g.code.as_str()), g.names.en.as_deref()])
                            .flatten()
                    };
                    let near = if findings.hints(Severity::Error, &f.code) {
                        did_you_mean(name, known())
                    } else {
                        None
                    };
                    f.hint = near.or_else(|| {
                        Some(
                            "shipped groups, M49 regions, and the values of group columns of \
                              territories.csv are known"
                                .into(),
                        )
                    });
                    findings.push(f);
                }
            }
        } else if all.get(text).is_some() {
            codes.insert(text.clone());
        } else if !refused.holds(text) {
            let near = if findings.hints(Severity::Error, "unknown-territory") {
                all.nearest(text)
            } else {
                Vec::new()
            };
            let hint = if near.is_empty() {
                "codes are ISO 3166-1 alpha-3; a project's own territories are declared in \
                 territories.csv"
                    .to_owned()
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            findings.push(
                error(*at, "unknown-territory", format!("`{text}` is no known territory"))
                    .hint(hint),
            );
        }
    }
    codes.iter().filter_map(|c| all.get(c)).cloned().collect()
}

/// The crime areas asked for, in code order.
pub(super) fn crime_areas(
    wanted: &[(String, Position)],
    (all, refused): (&CrimeAreas, &Refused),
    findings: &mut Findings,
) -> Vec<CrimeArea> {
    let mut out: BTreeMap<&str, &CrimeArea> = BTreeMap::new();
    for (text, at) in wanted {
        if text == "*" {
            out.extend(all.iter().map(|a| (a.code.as_str(), a)));
        } else if let Some(area) = all.get(text) {
            out.insert(&area.code, area);
        } else if !refused.holds(text) {
            let near = if findings.hints(Severity::Error, "unknown-crime-area") {
                all.nearest(text)
            } else {
                Vec::new()
            };
            let mut f =
                error(*at, "unknown-crime-area", format!("`{text}` is no known crime area"));
            if !near.is_empty() {
                f.hint = Some(format!("did you mean {}?", near.join(" or ")));
            }
            findings.push(f);
        }
    }
    out.into_values().cloned().collect()
}

/// The crime areas that the settings ask for, of a method that speaks of any.
fn assessed_areas(
    settings: &Settings,
    by_area: bool,
    areas: (&CrimeAreas, &Refused),
    findings: &mut Findings,
) -> Vec<CrimeArea> {
    match &settings.crime_areas {
        _ if !by_area => Vec::new(),
        Some(wanted) => crime_areas(wanted, areas, findings),
        None if settings.crime_areas_misspelt => Vec::new(),
        None => {
            let f =
                Finding::error("missing-key", "`crime_areas` is missing").in_file(FILE).at(1, 1);
            findings.push(f.hint("codes of crime areas, or [\"*\"] for all"));
            Vec::new()
        }
    }
}

/// The editions, oldest first.
pub(super) fn editions(
    wanted: &Editions,
    method: &Method,
    evidence: &Evidence,
    findings: &mut Findings,
) -> Vec<Period> {
    match wanted {
        Editions::These(list) => list.clone(),
        Editions::All => {
            let leaves = leaf_series(method, evidence);
            // An empty cell is listed, never used: it makes no edition.
            let years: BTreeSet<i32> = evidence
                .observations
                .iter()
                .filter(|o| o.value != Value::Missing && leaves.contains(&o.indicator))
                .map(|o| o.period.calendar_year())
                .collect();
            if years.is_empty() {
                findings.push(
                    Finding::error("no-editions", "no leaf of the method has a row in any year")
                        .in_file(FILE),
                );
            }
            years.into_iter().filter_map(|y| Period::year(y).ok()).collect()
        }
    }
}

/// The groups the method's regional roll-up asks for, with their members among the territories
/// assessed.
pub(super) fn groups(
    method: &Method,
    file: &str,
    all: &Territories,
    assessed: &[Territory],
    findings: &mut Findings,
) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let Some(region) = &method.rollup_region else { return out };
    let codes: BTreeSet<&str> = assessed.iter().map(|t| t.code.as_str()).collect();
    let mut seen = BTreeSet::new();
    for name in &region.groups {
        if !seen.insert(name) {
            continue;
        }
        match all.group(name) {
            Some(group) => {
                let mut group = group.clone();
                // The row carries the code the method gives.
                group.code.clone_from(name);
                group.members.retain(|m| codes.contains(m.as_str()));
                out.push(group);
            }
            None => {
                let mut f = Finding::error(
                    "unknown-group",
                    format!("`{name}` of [rollup.region] is no known group of territories"),
                )
                .in_file(file);
                if findings.hints(Severity::Error, &f.code) {
                    f.hint = did_you_mean(name, all.groups().map(|g| g.code.as_str()));
                }
                findings.push(f);
            }
        }
    }
    out
}

/// Warnings about the groups of the regional roll-up: those that it names again, and those that
/// nobody belongs to.
pub(super) fn of_groups(method: &Method, file: &str, groups: &[Group], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for name in method.rollup_region.iter().flat_map(|r| &r.groups) {
        if !seen.insert(name) {
            let message = format!("[rollup.region] names the group `{name}` twice");
            findings.push(Finding::warning("group-twice", message).in_file(file));
        } else if groups.iter().any(|g| g.code == *name && g.members.is_empty()) {
            let message = format!("none of the territories assessed belongs to the group `{name}`");
            findings.push(Finding::warning("empty-group", message).in_file(file));
        }
    }
}

/// The value of each territory in the group column that imputation asks for; empty where it asks
/// for none.
pub(super) fn impute_groups(
    method: &Method,
    file: &str,
    all: &Territories,
    assessed: &[Territory],
    findings: &mut Findings,
) -> Vec<Option<String>> {
    let Some(column) = method.steps.impute.as_ref().and_then(ideal_model::method::Impute::group)
    else {
        return Vec::new();
    };
    let values: Vec<Option<String>> =
        assessed.iter().map(|t| all.group_value(column, &t.code).map(str::to_owned)).collect();
    if values.iter().all(Option::is_none) {
        let message = format!(
            "[steps] imputes by the group column `{column}`, in which no territory assessed has a \
             value"
        );
        findings.push(
            Finding::error("unknown-column", message)
                .in_file(file)
                .hint("group columns stand in territories.csv"),
        );
    }
    values
}

/// Codes a method names that nobody knows: crime areas of its indicators and weights, territories
/// of its weights.
pub(super) fn codes_of_method(
    method: &Method,
    file: &str,
    (territories, areas): (&Territories, &CrimeAreas),
    refused: &RefusedCodes,
    findings: &mut Findings,
) {
    for named in method.named_codes() {
        let code = named.code;
        let (known, refused) = match named.kind {
            NamedKind::CrimeArea => (areas.get(code).is_some(), &refused.crime_areas),
            NamedKind::Territory => (territories.get(code).is_some(), &refused.territories),
        };
        if known || refused.holds(code) {
            continue;
        }
        let mut f = named.unknown().in_file(file);
        if findings.hints(Severity::Error, &f.code) {
            let near = match named.kind {
                NamedKind::CrimeArea => areas.nearest(code),
                NamedKind::Territory => territories.nearest(code),
            };
            f.hint = (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")));
        }
        findings.push(f);
    }
}
