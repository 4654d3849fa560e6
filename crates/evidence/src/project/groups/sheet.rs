//! `groups.csv`: a row for each group.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{CrimeGroup, Finding, GroupRole, Members, Period, Presence, did_you_mean};

use super::cells::GroupRow;
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::personal;
use crate::project::table::Table;
use crate::tidy::{Known, shortened};

/// The groups of a table, as far as their cells can be read, in the order of their codes; and the
/// codes of the rows that are refused.
pub(super) fn groups(
    table: &Table,
    known: &Known<'_>,
    out: &mut FileFindings,
) -> (Vec<CrimeGroup>, BTreeSet<String>) {
    let (mut groups, mut refused) = (Vec::new(), BTreeSet::new());
    if !table.expect(&heads("groups", true), &heads("groups", false), false, out) {
        return (groups, refused);
    }
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for row in table.rows() {
        let row = GroupRow::new(row, known);
        let code = row.text("group");
        if let Some(line) = first.get(code).filter(|_| !code.is_empty()) {
            let message = format!("the group `{}` already stands in line {line}", shortened(code));
            out.push(
                Finding::error("group-twice", message)
                    .at_line(row.line())
                    .hint("a group has one row: which of the two counts?"),
            );
            continue;
        }
        first.insert(code, row.line());
        match group(&row, out) {
            Some(group) => groups.push(group),
            None => {
                refused.insert(code.to_owned());
            }
        }
    }
    groups.sort_by(|a: &CrimeGroup, b| a.code.cmp(&b.code));
    (groups, refused)
}

fn group(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<CrimeGroup> {
    let code = code(row, out);
    let name = name(row, out);
    let principal = row.needed("principal", out).and_then(|text| row.area(text, out));
    let secondary = secondary(row, principal.as_deref(), out);
    let territories = territories(row, out);
    let members = members(row, out);
    let span = span(row, out);
    let standing = row.standing(out);
    let (standing, (since, until)) = (standing?, span?);
    Some(CrimeGroup {
        code: code?,
        name,
        principal: principal?,
        secondary: secondary?,
        territories: territories?,
        members: members?,
        since,
        until,
        counting_rule: row.text("counting_rule").to_owned(),
        source: standing.source,
        grade: standing.grade,
        mark: standing.mark,
        line: row.line(),
    })
}

fn code(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<String> {
    let text = row.needed("group", out)?;
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '"' | '/');
    if text.contains(bad) {
        out.add("bad-group", text, row.line(), || {
            let message = format!("`{}` cannot be the code of a group", shortened(text));
            Finding::error("bad-group", message)
                .hint("letters, digits, - and _; its name stands in `name`")
        });
        return None;
    }
    Some(text.to_owned())
}

/// The name; a warning where it looks like a person's, which is not repeated.
fn name(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<String> {
    let text = row.text("name");
    if personal::group(text) {
        out.add("personal-data", "name", row.line(), || {
            Finding::warning("personal-data", "the cell `name` looks like a person's name").hint(
                "a group goes by its own name or by a code, never by the name of who leads it; \
                 `name` may be empty",
            )
        });
    }
    (!text.is_empty()).then(|| text.to_owned())
}

fn secondary(
    row: &GroupRow<'_>,
    principal: Option<&str>,
    out: &mut FileFindings,
) -> Option<Vec<String>> {
    let mut areas = Vec::new();
    let mut whole = true;
    for text in row.list("secondary") {
        let Some(area) = row.area(text, out) else {
            whole = false;
            continue;
        };
        if principal == Some(area.as_str()) || areas.contains(&area) {
            out.add("area-twice", &area, row.line(), || {
                let message = format!("`{area}` stands twice among the activities of a group");
                Finding::warning("area-twice", message).hint("it counts once, as the principal one")
            });
        } else {
            areas.push(area);
        }
    }
    whole.then_some(areas)
}

/// Codes, each with the role that may stand behind it.
fn territories(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<Vec<Presence>> {
    let mut all = Vec::new();
    let mut whole = true;
    for text in row.list("territories") {
        let (code, word) = text.split_once(':').map_or((text, ""), |(c, w)| (c.trim(), w.trim()));
        let role = match (word, GroupRole::from_word(word)) {
            ("", _) => Some(None),
            (_, Some(role)) => Some(Some(role)),
            (_, None) => {
                out.add("unknown-role", word, row.line(), || {
                    let words = || GroupRole::ALL.iter().map(|(word, _)| *word);
                    let message = format!("`{}` is no role of a territory", shortened(word));
                    let list = words().collect::<Vec<_>>().join(", ");
                    Finding::error("unknown-role", message)
                        .hint(did_you_mean(word, words()).unwrap_or(format!("there are {list}")))
                });
                None
            }
        };
        match (row.territory(code, out), role) {
            (Some(territory), Some(role)) => all.push(Presence { territory, role }),
            _ => whole = false,
        }
    }
    all.sort();
    all.dedup();
    whole.then_some(all)
}

/// A number, `<50` or `50-200`; `Some(None)` for an empty cell.
fn members(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<Option<Members>> {
    let text = row.text("members");
    let read = || {
        if let Some(bound) = text.strip_prefix('<') {
            return bound.trim().parse().ok().filter(|n| *n > 0).map(Members::Under);
        }
        match text.split_once(['-', '–']) {
            Some((low, high)) => {
                let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
                (low <= high).then_some(Members::Between(low, high))
            }
            None => text.parse().ok().map(Members::Exactly),
        }
    };
    if text.is_empty() {
        return Some(None);
    }
    let found = read();
    if found.is_none() {
        out.add("bad-members", text, row.line(), || {
            let message = format!("`{}` is no number of members", shortened(text));
            Finding::error("bad-members", message)
                .hint("a whole number, <50 for fewer than fifty, 50-200 for a range, or nothing")
        });
    }
    found.map(Some)
}

/// When it began and ended.
fn span(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<(Option<Period>, Option<Period>)> {
    let (since, until) = (row.period("since", out), row.period("until", out));
    let (since, until) = (since?, until?);
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        let message = format!("`until` is {until}, before `since`, {since}");
        out.push(
            Finding::error("until-before-since", message)
                .at_line(row.line())
                .hint("leave `until` empty for a group that is still there"),
        );
        return None;
    }
    Some((since, until))
}
