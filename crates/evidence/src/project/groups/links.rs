//! `links.csv`: what joins two groups.

use std::collections::BTreeMap;

use ideal_model::{Finding, GroupLink, LinkKind, Period, did_you_mean};

use super::GroupCodes;
use super::cells::GroupRow;
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::project::table::Table;
use crate::tidy::{Known, shortened};

/// What a link says, in the order of links.
type LinkKey = (String, String, LinkKind, Option<Period>);

/// The links of a table, as far as their cells can be read, in the order of the codes.
pub(super) fn links(
    table: &Table,
    (known, codes): (&Known<'_>, &GroupCodes<'_>),
    out: &mut FileFindings,
) -> Vec<GroupLink> {
    if !table.expect(&heads("links", true), &heads("links", false), false, out) {
        return Vec::new();
    }
    let mut all: BTreeMap<LinkKey, GroupLink> = BTreeMap::new();
    for row in table.rows() {
        let row = GroupRow::new(row, known);
        let Some(link) = link(&row, codes, out) else { continue };
        let key = (link.group.clone(), link.other.clone(), link.kind, link.period);
        if let Some(first) = all.get(&key) {
            let message = format!(
                "that `{}` {} `{}` already stands in line {}",
                link.group, link.kind, link.other, first.line
            );
            out.push(Finding::error("link-twice", message).at_line(link.line));
            continue;
        }
        all.insert(key, link);
    }
    all.into_values().collect()
}

fn link(row: &GroupRow<'_>, codes: &GroupCodes<'_>, out: &mut FileFindings) -> Option<GroupLink> {
    let named = |column: &'static str, out: &mut FileFindings| {
        let code = row.needed(column, out)?;
        codes.place(code, row, out).map(|_| code.to_owned())
    };
    let (group, other) = (named("group", out), named("other", out));
    let kind = kind(row, out);
    let (period, standing) = (row.period("period", out), row.standing(out));
    let (group, other, standing) = (group?, other?, standing?);
    if group == other {
        let message = format!("`{group}` is linked to itself");
        out.push(Finding::error("link-to-itself", message).at_line(row.line()));
        return None;
    }
    Some(GroupLink {
        group,
        other,
        kind: kind?,
        period: period?,
        source: standing.source,
        grade: standing.grade,
        mark: standing.mark,
        line: row.line(),
    })
}

fn kind(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<LinkKind> {
    let word = row.needed("kind", out)?;
    let kind = LinkKind::from_word(word);
    if kind.is_none() {
        out.add("unknown-kind", word, row.line(), || {
            let words = || LinkKind::ALL.iter().map(|(word, _)| *word);
            let list = words().collect::<Vec<_>>().join(", ");
            Finding::error("unknown-kind", format!("`{}` is no kind of link", shortened(word)))
                .hint(did_you_mean(word, words()).unwrap_or(format!("there are {list}")))
        });
    }
    kind
}
