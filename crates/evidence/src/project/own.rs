//! What the project declares itself: its sources, territories, crime areas and indicators.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{
    Concern, CrimeArea, CrimeAreas, Finding, NoScale, Severity, Source, Territories, Territory,
    TerritoryKind, did_you_mean,
};

use super::circles::circles;
use super::table::{Table, TableRow};
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::tidy::{OwnIndicator, Refused};

/// The sources, each with its line, by id.
pub(super) fn sources(table: &Table, findings: &mut FileFindings) -> Vec<(Source, u64)> {
    if !table.expect(&heads("sources", true), &heads("sources", false), false, findings) {
        return Vec::new();
    }
    let mut by_id: BTreeMap<String, (Source, u64)> = BTreeMap::new();
    for row in table.rows() {
        let id = row.get("id");
        if id.is_empty() {
            findings.push(Finding::error("empty-cell", "the source has no id").at_line(row.line));
            continue;
        }
        let source = Source {
            id: id.to_owned(),
            publisher: row.get("publisher").to_owned(),
            title: row.get("title").to_owned(),
            url: row.get("url").to_owned(),
            licence: row.get("licence").to_owned(),
            retrieved: row.get("retrieved").to_owned(),
            lineage: row
                .get("lineage")
                .split(|c: char| c.is_whitespace() || c == ';' || c == ',')
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        if source.licence.is_empty() {
            findings.add("no-licence", id, row.line, || {
                Finding::note("no-licence", format!("the source `{id}` states no licence"))
                    .hint("a licence is stated, never guessed")
            });
        }
        if let Some((_, first)) = by_id.get(id) {
            findings.push(
                Finding::error(
                    "source-twice",
                    format!("the source `{id}` is already declared in line {first}"),
                )
                .at_line(row.line),
            );
            continue;
        }
        by_id.insert(id.to_owned(), (source, row.line));
    }
    for (source, line) in by_id.values() {
        for parent in &source.lineage {
            if !by_id.contains_key(parent) {
                let message = format!(
                    "the lineage of `{}` names `{parent}`, which is no source of this table",
                    source.id
                );
                let f = Finding::error("unknown-lineage", message).at_line(*line);
                let mut f = f.about(Concern::Undeclared);
                if findings.hints(Severity::Error, "unknown-lineage") {
                    f.hint = did_you_mean(parent, by_id.keys().map(String::as_str));
                }
                findings.push(f);
            }
        }
    }
    let sources: Vec<(Source, u64)> = by_id.into_values().collect();
    for i in in_circles(&sources) {
        if let Some((source, line)) = sources.get(i) {
            findings.push(
                Finding::error(
                    "lineage-cycle",
                    format!("the lineage of `{}` leads back to itself", source.id),
                )
                .at_line(*line),
            );
        }
    }
    sources
}

/// The sources whose lineage leads back to themselves.
fn in_circles(sources: &[(Source, u64)]) -> Vec<usize> {
    let places: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(i, (s, _))| (s.id.as_str(), i)).collect();
    let parents: Vec<Vec<usize>> = sources
        .iter()
        .map(|(s, _)| s.lineage.iter().filter_map(|p| places.get(p.as_str()).copied()).collect())
        .collect();
    circles(&parents)
}

/// All sources that `id` is built from, near and far; `id` itself only if its lineage runs in a
/// circle.
pub(crate) fn ancestors<'a>(
    id: &str,
    lineage: impl Fn(&str) -> Option<&'a [String]>,
) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut open = vec![id.to_owned()];
    while let Some(next) = open.pop() {
        for parent in lineage(&next).unwrap_or_default() {
            if out.insert(parent.clone()) {
                open.push(parent.clone());
            }
        }
    }
    out
}

/// Cells of group columns: as many as a table may have rows ([`super::table`]).
const GROUP_CELLS: usize = 500_000;

/// Adds the project's territories and the members of its group columns.
pub(super) fn territories(table: &Table, all: &mut Territories, findings: &mut FileFindings) {
    let known: BTreeSet<&str> =
        heads("territories", true).into_iter().chain(heads("territories", false)).collect();
    if !table.expect(&["code"], &[], true, findings) {
        return;
    }
    let mut open = Vec::new();
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for row in table.rows() {
        let code = row.get("code");
        if let Some(first) = seen.insert(code, row.line) {
            findings.push(
                Finding::error(
                    "territory-twice",
                    format!("the territory `{code}` already stands in line {first}"),
                )
                .at_line(row.line),
            );
            continue;
        }
        let kind = match row.get("kind") {
            "" => TerritoryKind::default(),
            word => match word.parse::<TerritoryKind>() {
                Ok(kind) => kind,
                Err(e) => {
                    findings.push(Finding::error("unknown-kind", e.to_string()).at_line(row.line));
                    continue;
                }
            },
        };
        let parent = Some(row.get("parent")).filter(|p| !p.is_empty()).map(str::to_owned);
        let territory = Territory {
            code: code.to_owned(),
            names: row.names(),
            parent,
            kind,
            groups: Vec::new(),
        };
        open.push(Some((row, territory)));
    }
    // By column, in the order of the header, and value.
    let mut groups: BTreeMap<(usize, &str, &str), Vec<&str>> = BTreeMap::new();
    let mut cells = 0;
    for i in parents_first(&open) {
        let Some((row, territory)) = open.get_mut(i).and_then(Option::take) else { continue };
        let orphan = territory.parent.as_ref().is_some_and(|p| all.get(p).is_none());
        // Which territory an unknown parent may mean is looked for among all of them: not once
        // nobody reads it.
        if orphan && !findings.hints(Severity::Error, "bad-territory") {
            let message = format!(
                "the parent `{}` of `{}` is no known territory",
                territory.parent.unwrap_or_default(),
                territory.code
            );
            findings.push(Finding::error("bad-territory", message).at_line(row.line));
            continue;
        }
        if let Err(e) = all.add(territory) {
            findings.push(Finding::error("bad-territory", e.to_string()).at_line(row.line));
            continue;
        }
        for cell in row.others(&known).filter(|(_, _, value)| !value.is_empty()) {
            cells += 1;
            if cells <= GROUP_CELLS {
                groups.entry(cell).or_default().push(row.get("code"));
            } else if cells == GROUP_CELLS + 1 {
                let message =
                    format!("the table has more than {GROUP_CELLS} cells in its group columns");
                findings.push(
                    Finding::error("too-large", message)
                        .at_line(row.line)
                        .hint("leave the columns out that are no groups"),
                );
            }
        }
    }
    for (row, t) in open.into_iter().flatten() {
        let message = format!("the parents of `{}` lead back to itself", t.code);
        findings.push(Finding::error("bad-territory", message).at_line(row.line));
    }
    all.add_groups(
        groups.into_iter().map(|((_, column, value), members)| (column, value, members)),
    );
}

/// The rows in an order in which parents stand above their parts; those left out lie in a circle,
/// or under one.
fn parents_first(rows: &[Option<(TableRow<'_>, Territory)>]) -> Vec<usize> {
    let codes: BTreeMap<&str, usize> = rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| Some((row.as_ref()?.1.code.as_str(), i)))
        .collect();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut ready = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let parent = row.as_ref().and_then(|(_, t)| t.parent.as_deref());
        // What is its own parent is refused when it is added.
        match parent.and_then(|p| codes.get(p)).filter(|p| **p != i).and_then(|p| parts.get_mut(*p))
        {
            Some(parts) => parts.push(i),
            None => ready.push(i),
        }
    }
    let mut at = 0;
    while let Some(i) = ready.get(at).copied() {
        at += 1;
        ready.extend(parts.get_mut(i).map(std::mem::take).unwrap_or_default());
    }
    ready
}

/// Adds the project's crime areas.
pub(super) fn crime_areas(table: &Table, all: &mut CrimeAreas, findings: &mut FileFindings) {
    if !table.expect(&heads("crime_areas", true), &heads("crime_areas", false), false, findings) {
        return;
    }
    for row in table.rows() {
        let cell = |c: &str| row.get(c).to_owned();
        let area = CrimeArea {
            code: cell("code"),
            names: row.names(),
            family: cell("family"),
            iccs: cell("iccs"),
            iccs_status: cell("iccs_status"),
            empact: cell("empact"),
            ocindex: cell("ocindex"),
            clasi: cell("clasi"),
            socta: cell("socta"),
        };
        if let Err(e) = all.add(area) {
            findings.push(Finding::error("bad-crime-area", e.to_string()).at_line(row.line));
        }
    }
}

/// The project's indicators.
pub(super) fn indicators(
    table: &Table,
    findings: &mut FileFindings,
) -> BTreeMap<String, OwnIndicator> {
    let mut out = BTreeMap::new();
    if !table.expect(&heads("indicators", true), &heads("indicators", false), false, findings) {
        return out;
    }
    for row in table.rows() {
        let code = row.get("code");
        let scale = match row.get("scale") {
            "" => None,
            text => text
                .parse()
                .map_err(|e: NoScale| {
                    findings.push(Finding::error("bad-scale", e.to_string()).at_line(row.line))
                })
                .ok(),
        };
        let own = OwnIndicator {
            unit: row.get("unit").to_owned(),
            kind: row.get("kind").to_owned(),
            scale,
            line: row.line,
        };
        if code.is_empty()
            || code == "*"
            || code.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, ',' | '@' | '"')
            })
        {
            findings.push(
                Finding::error(
                    "bad-indicator",
                    format!("`{code}` cannot be the code of an indicator"),
                )
                .at_line(row.line),
            );
        } else if out.insert(code.to_owned(), own).is_some() {
            findings.push(
                Finding::error("indicator-twice", format!("the indicator `{code}` stands twice"))
                    .at_line(row.line),
            );
        }
    }
    out
}

/// The codes that a table names in vain: those of its refused rows, or all of them where it was
/// refused as a whole.
pub(super) fn refused(table: Option<&Table>, column: &str, lines: &BTreeSet<u64>) -> Refused {
    let Some(table) = table else {
        return Refused { all: !lines.is_empty(), ..Refused::default() };
    };
    Refused {
        all: lines.contains(&1),
        codes: table
            .all_rows()
            .filter(|r| lines.contains(&r.line))
            .map(|r| r.get(column).to_owned())
            .collect(),
    }
}
