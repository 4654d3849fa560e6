//! What rows of the tables of groups name that an audience may not read, so that nothing else of the
//! project tells of it.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Codes, Evidence, GroupSheets, HandlingCode, Mark};

use super::Load;
use crate::plain::plain;
use crate::tidy::Names;

/// What rows of the tables of groups name.
#[derive(Debug, Default)]
pub(super) struct NamedRows {
    path: String,
    /// Rows that were withheld.
    rows: u64,
    withheld: Names,
    kept: Names,
    handling: BTreeMap<HandlingCode, (String, u64)>,
}

impl NamedRows {
    /// Nothing yet of a table; none where it is no table of groups.
    pub(super) fn of(path: &str) -> Option<Self> {
        let all = [
            GroupSheets::GROUPS,
            GroupSheets::LINKS,
            GroupSheets::RATINGS,
            GroupSheets::NONE_FOUND,
        ];
        all.contains(&path).then(|| NamedRows { path: path.to_owned(), ..NamedRows::default() })
    }

    /// Notes a row: its cells by their columns, its mark and line, and whether it is withheld.
    pub(super) fn note<'r>(
        &mut self,
        cell: &impl Fn(&str) -> &'r str,
        (mark, line): (Mark, u64),
        withheld: bool,
    ) {
        if let Some(code) = mark.code {
            self.handling.entry(code).or_insert_with(|| (self.path.clone(), line));
        }
        self.rows += u64::from(withheld);
        let names = if withheld { &mut self.withheld } else { &mut self.kept };
        let mut add = |to: fn(&mut Names) -> &mut BTreeSet<String>, text: &str| {
            let text = plain(text);
            if !text.is_empty() && text != "*" {
                to(names).insert(text.into_owned());
            }
        };
        add(|n| &mut n.sources, cell("source"));
        add(|n| &mut n.raters, cell("rater"));
        add(|n| &mut n.territories, cell("territory"));
        for presence in cell("territories").split(';') {
            add(|n| &mut n.territories, presence.split(':').next().unwrap_or(presence));
        }
        add(|n| &mut n.crime_areas, cell("crime_area"));
        add(|n| &mut n.crime_areas, cell("principal"));
        cell("secondary").split(';').for_each(|area| add(|n| &mut n.crime_areas, area));
        if self.path == GroupSheets::GROUPS {
            add(|n| &mut n.groups, cell("group"));
        }
    }
}

impl Load<'_> {
    /// Takes in what the rows of a table of groups name. Groups that may not be known are hidden from
    /// the tables that are read after it.
    pub(super) fn note_groups(&mut self, rows: NamedRows) {
        let NamedRows { rows, withheld, kept, handling, .. } = rows;
        self.taken.rows += rows;
        for (code, place) in handling {
            self.taken.handling.entry(code).or_insert(place);
        }
        if let Some(clearance) = &mut self.clearance {
            clearance.hidden.groups.extend(withheld.groups.iter().cloned());
        }
        join(&mut self.by_groups.0, withheld);
        join(&mut self.by_groups.1, kept);
    }

    /// Joins what withheld rows of groups alone name to what withheld evidence does, and gives the
    /// sources that what is kept names.
    pub(super) fn hide_groups(&mut self, evidence: &Evidence) -> BTreeSet<String> {
        let all = |codes: &Codes| -> BTreeSet<String> { codes.iter().map(str::to_owned).collect() };
        let by_evidence = Names {
            territories: all(&evidence.territories),
            crime_areas: all(&evidence.crime_areas),
            sources: all(&evidence.sources),
            raters: all(&evidence.raters),
            ..Names::default()
        };
        let (withheld, mut kept) = std::mem::take(&mut self.by_groups);
        let names = &mut self.taken.names;
        join(names, less(withheld, &by_evidence));
        *names = less(std::mem::take(names), &kept);
        kept.sources.extend(by_evidence.sources);
        kept.sources
    }
}

fn lists(names: &mut Names) -> [&mut BTreeSet<String>; 7] {
    let Names { territories, crime_areas, indicators, sources, raters, files, groups } = names;
    [territories, crime_areas, indicators, sources, raters, files, groups]
}

fn join(to: &mut Names, mut more: Names) {
    for (to, more) in lists(to).into_iter().zip(lists(&mut more)) {
        to.append(more);
    }
}

/// The names without those of others.
fn less(mut names: Names, others: &Names) -> Names {
    let mut others = others.clone();
    for (names, others) in lists(&mut names).into_iter().zip(lists(&mut others)) {
        names.retain(|name| !others.contains(name));
    }
    names
}
