//! A project as an audience may read it: rows above its clearance are gone before anything else is
//! read of them, and with them whatever only they name.
//!
//! The project is read twice. The first time says what withheld rows name that nothing else does;
//! the second time reads the project as if the rows of its tables that declare those names had been
//! deleted as well, and what it finds is what there is.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use ideal_model::document::{ItemValue, Reader};
use ideal_model::method::NamedKind;
use ideal_model::{
    Audience, Finding, GroupSheets, Mark, Method, NodeIx, Release, RowBand, Source, Withheld,
};

use super::Load;
use super::judgements::FILE as JUDGEMENTS;
use super::named_by_groups::NamedRows;
use super::own::ancestors;
use super::registry::Registry;
use super::settings::{FILE, Settings};
use crate::decode::{self, Encoding};
use crate::plain::plain;
use crate::records;
use crate::tidy::{Names, TakenOut};

/// Who a project is read for.
#[derive(Clone, Debug)]
pub(super) struct Clearance {
    pub(super) audience: Audience,
    /// What only withheld rows name; none the first time.
    pub(super) hidden: Names,
}

impl Clearance {
    pub(super) fn new(audience: Audience) -> Self {
        Clearance { audience, hidden: Names::default() }
    }

    /// What of a table is hidden, by the columns that name it; `declares` is the column of the codes
    /// that the table declares. None of a table that nothing is hidden from.
    fn hidden_codes(&self, path: &str, declares: &str) -> Vec<(&'static str, &BTreeSet<String>)> {
        let hidden = &self.hidden;
        match (path, declares) {
            (GroupSheets::GROUPS | GroupSheets::RATINGS, _) => vec![("group", &hidden.groups)],
            (GroupSheets::LINKS, _) => vec![("group", &hidden.groups), ("other", &hidden.groups)],
            (GroupSheets::NONE_FOUND, _) => vec![("territory", &hidden.territories)],
            (_, "id") => vec![("id", &hidden.sources)],
            (JUDGEMENTS, _) => vec![("expert", &hidden.raters)],
            ("territories.csv", _) => vec![("code", &hidden.territories)],
            ("crime_areas.csv", _) => vec![("code", &hidden.crime_areas)],
            ("indicators.csv", _) => vec![("code", &hidden.indicators)],
            _ if path.starts_with("rounds/") => vec![("rater", &hidden.raters)],
            _ => Vec::new(),
        }
    }
}

impl Load<'_> {
    /// The table in `bytes` without the rows that the audience may not know of; none where it has no
    /// other, or as it is where nothing is hidden.
    pub(super) fn cleared_table(
        &mut self,
        path: &str,
        bytes: Vec<u8>,
        declares: &str,
    ) -> Option<Vec<u8>> {
        let Some(clearance) = &self.clearance else { return Some(bytes) };
        let hidden = clearance.hidden_codes(path, declares);
        if hidden.is_empty() {
            return Some(bytes);
        }
        let audience = clearance.audience;
        let marks = self.marks_of_rounds();
        let least = |expert: &str| least_of(&marks, expert);
        let Ok(decoded) = decode::text(&bytes, Encoding::Utf8) else { return Some(bytes) };
        let delimiter = decoded.delimiter.unwrap_or_else(|| decode::delimiter(&decoded.text));
        let mut head: Option<Vec<String>> = None;
        let (mut left, mut gone) = (0, 0);
        let mut of_groups = NamedRows::of(path);
        let text = records::without(&decoded.text, delimiter, |line, record| {
            let Some(head) = &head else {
                head = Some(record.iter().map(|h| plain(h).into_owned()).collect());
                return false;
            };
            let cell = |name: &str| cell(head, record, name);
            let names =
                hidden.iter().any(|(column, codes)| codes.contains(plain(cell(column)).as_ref()));
            let (mark, _) = Mark::read(&[cell("tlp"), cell("handling")].join(" "));
            let mark = mark.strictest(least(cell("expert")));
            let drops = record.len() == head.len() && (names || !audience.may_read(mark));
            *if drops { &mut gone } else { &mut left } += 1;
            if let Some(of_groups) = &mut of_groups {
                of_groups.note(&cell, (mark, line), drops);
            }
            drops
        });
        if let Some(rows) = of_groups {
            self.note_groups(rows);
        }
        match (left, gone) {
            (_, 0) => Some(bytes),
            (0, _) => None,
            _ => {
                let bytes = text.into_bytes();
                self.rehash(path, &bytes);
                Some(bytes)
            }
        }
    }

    /// Notes what is left of a file in place of what was read.
    fn rehash(&mut self, path: &str, bytes: &[u8]) {
        if let Some(input) = self.inputs.get_mut(path) {
            input.sha256 = super::sha256(bytes);
        }
    }

    /// Whether an evidence file holds nothing that the audience may read.
    pub(super) fn hides_file(&self, path: &str) -> bool {
        self.clearance.as_ref().is_some_and(|c| c.hidden.files.contains(path))
    }

    /// Whether the answers of a round are withheld as a whole: its mark is above the clearance, or
    /// nobody can say what it is.
    pub(super) fn withholds_round(&self, round: &str) -> bool {
        let Some(clearance) = &self.clearance else { return false };
        self.mark_of_round(round).is_none_or(|mark| !clearance.audience.may_read(mark))
    }

    /// The mark of a round, as its plan has it by now; none where nobody can say what it is.
    pub(super) fn mark_of_round(&self, round: &str) -> Option<Mark> {
        let text = self.project.read(&format!("rounds/{round}/round.toml")).ok()?;
        let mut top = Reader::new("").parse(decode::toml(&text).ok()?)?;
        match top.take("handling").map(|item| item.value) {
            Some(ItemValue::Text(text)) => {
                let (mark, errors) = Mark::read(&text);
                errors.is_empty().then_some(mark)
            }
            Some(_) => None,
            None => Some(Mark::default()),
        }
    }

    /// Leaves codes out of what the settings ask for that only withheld rows name.
    pub(super) fn clear_settings(&self, settings: &mut Settings) {
        let Some(Clearance { hidden, .. }) = &self.clearance else { return };
        settings.territories.retain(|(code, _)| !hidden.territories.contains(code));
        if let Some(areas) = &mut settings.crime_areas {
            areas.retain(|(code, _)| !hidden.crime_areas.contains(code));
        }
    }

    /// Refuses an audience that the project's owner allows nothing, or that is not cleared in a scheme
    /// which occurs; else the mark that the project sets for what goes to it.
    pub(super) fn handling_for(&mut self, settings: &Settings) -> Mark {
        let Some(Clearance { audience, .. }) = &self.clearance else { return settings.handling };
        let audience = *audience;
        if let Some(finding) = not_releasable(settings, audience) {
            self.findings.push(finding);
        }
        if let Some(finding) = unnamed_scheme(settings, audience, &self.taken) {
            self.findings.push(finding);
        }
        audience.lowers(settings.handling)
    }

    /// That it is made for an audience, with what that left out.
    pub(super) fn release(&self, method: &Method) -> Option<Release> {
        let audience = self.clearance.as_ref()?.audience;
        let taken = self.counted.as_ref().unwrap_or(&self.taken);
        Some(Release { audience, withheld: withheld(taken, method) })
    }
}

/// The mark of the round that an expert's judgements came in by, `round-ID/PANEL/R1`.
pub(super) fn least_of(marks: &BTreeMap<String, Mark>, expert: &str) -> Mark {
    let round = expert.strip_prefix("round-").and_then(|rest| rest.split('/').next());
    round.and_then(|round| marks.get(round)).copied().unwrap_or_default()
}

/// The cell of a column; empty where there is none.
fn cell<'r>(head: &[String], record: &'r StringRecord, column: &str) -> &'r str {
    head.iter().position(|h| h == column).and_then(|i| record.get(i)).unwrap_or_default()
}

/// What of the names of withheld rows nothing else of the project names: own codes of its tables
/// that neither the method nor a table names beside them, and sources that no other is made from.
pub(super) fn hidden(
    taken: &TakenOut,
    kept: &BTreeSet<String>,
    (sources, registry, method): (&[(Source, u64)], &Registry, Option<&Method>),
) -> Names {
    let lineage = |id: &str| {
        sources.iter().find(|(s, _)| s.id == id).map(|(source, _)| source.lineage.as_slice())
    };
    let with_lineage = |ids: &BTreeSet<String>| -> BTreeSet<String> {
        ids.iter().flat_map(|id| ancestors(id, lineage)).chain(ids.iter().cloned()).collect()
    };
    let (withheld, others) = (with_lineage(&taken.names.sources), with_lineage(kept));
    let mut out = taken.names.clone();
    out.sources = withheld.difference(&others).cloned().collect();
    let declared = registry.declared();
    out.territories.retain(|code| declared.territories.contains(code));
    out.crime_areas.retain(|code| declared.crime_areas.contains(code));
    for named in method.iter().flat_map(|m| m.named_codes()) {
        match named.kind {
            NamedKind::Territory => out.territories.remove(named.code),
            NamedKind::CrimeArea => out.crime_areas.remove(named.code),
        };
    }
    for indicator in method.iter().flat_map(|m| &m.indicators) {
        out.indicators.remove(&indicator.series);
    }
    // A part that others may know of names the whole that it is a part of.
    let parts = registry.territories.iter().filter(|t| !out.territories.contains(&t.code));
    let parents: BTreeSet<String> = parts.filter_map(|t| t.parent.clone()).collect();
    out.territories.retain(|code| !parents.contains(code));
    out
}

/// The finding about an audience below the project's own mark that its owner does not name.
fn not_releasable(settings: &Settings, audience: Audience) -> Option<Finding> {
    let handling = settings.handling;
    let allowed = |mark: &Mark| audience.may_read(*mark);
    if allowed(&handling) || settings.releasable.iter().any(allowed) {
        return None;
    }
    let message = format!(
        "the project is marked {handling}, and its owner has not released it to {audience}"
    );
    Some(Finding::error("not-releasable", message).in_file(FILE).hint(format!(
        "its owner may allow it in assessment.toml: releasable = [\"{}\"]",
        audience.to_string().replace(',', " ")
    )))
}

/// The finding about handling codes where the audience is named by a TLP label alone.
fn unnamed_scheme(settings: &Settings, audience: Audience, taken: &TakenOut) -> Option<Finding> {
    if audience.code.is_some() {
        return None;
    }
    let rows = taken.handling.iter().map(|(code, (file, line))| format!("{code} ({file}:{line})"));
    let own = settings.handling.code.map(|code| format!("{code} ({FILE})"));
    let found: Vec<String> = own.into_iter().chain(rows).collect();
    let strictest = settings.handling.code.max(taken.handling.keys().max().copied())?;
    let message =
        format!("handling codes occur, and `--for {audience}` names none: {}", found.join(", "));
    Some(Finding::error("unnamed-scheme", message).hint(format!(
        "name the strictest that the audience may read: --for {audience},{strictest} reads them \
         all, --for {audience},H0 the least; rows above it are withheld"
    )))
}

/// The counts of withheld rows, in bands.
fn withheld(taken: &TakenOut, method: &Method) -> Withheld {
    let is_root = |node: NodeIx| method.nodes.get(node.get()).is_some_and(|n| n.parent.is_none());
    let rows_of = |block: NodeIx| -> u64 {
        let leaves = method.leaves_under(block);
        let indicators = leaves.iter().filter_map(|i| method.indicators.get(i.get()));
        let series: BTreeSet<&str> = indicators.map(|i| i.series.as_str()).collect();
        series.into_iter().filter_map(|series| taken.by_indicator.get(series)).sum()
    };
    let blocks = method.node_indices().filter_map(|node| {
        let of = method.nodes.get(node.get()).filter(|n| n.parent.is_some_and(is_root))?;
        Some((of.id.clone(), RowBand::of(rows_of(node))?))
    });
    Withheld { rows: RowBand::of(taken.rows), blocks: blocks.collect() }
}
