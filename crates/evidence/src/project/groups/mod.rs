//! Criminal groups: the tables `groups.csv`, `links.csv`, `group_ratings.csv` and `none_found.csv`, and
//! the methods in `group_methods`.

mod cells;
mod links;
mod methods;
mod none_found;
mod ratings;
mod sheet;

use ideal_model::{CrimeGroup, Finding, GroupSheets, Severity, did_you_mean, grouped};

use super::Load;
use crate::findings::FileFindings;
use crate::tidy::{Known, Refused, shortened};

/// The codes of groups that a row may name.
struct GroupCodes<'g> {
    /// In the order of their codes.
    groups: &'g [CrimeGroup],
    /// Those of rows that were refused: what is wrong with them is said there.
    refused: &'g Refused,
}

impl GroupCodes<'_> {
    /// The place of a group; none, with a finding, for a code that no row declares.
    fn place(
        &self,
        code: &str,
        row: &cells::GroupRow<'_>,
        out: &mut FileFindings,
    ) -> Option<usize> {
        let found = self.groups.binary_search_by(|g| g.code.as_str().cmp(code)).ok();
        if found.is_none() && !self.refused.holds(code) {
            let hints = out.hints(Severity::Error, "unknown-group");
            out.add("unknown-group", code, row.line(), || {
                let message =
                    format!("`{}` is no group of {}", shortened(code), GroupSheets::GROUPS);
                let mut f = Finding::error("unknown-group", message);
                let near = || did_you_mean(code, self.groups.iter().map(|g| g.code.as_str()));
                f.hint = hints
                    .then(near)
                    .flatten()
                    .or_else(|| Some(format!("{} has a row for each group", GroupSheets::GROUPS)));
                f
            });
        }
        found
    }
}

impl Load<'_> {
    /// All that the project says of criminal groups; nothing, where it has none of the tables.
    pub(super) fn group_sheets(&mut self, known: &Known<'_>) -> GroupSheets {
        let (mut of_groups, unasked) = (Refused::default(), &mut Refused::default());
        let (groups, refused) = self
            .table(GroupSheets::GROUPS, "group", &mut of_groups, |table, out| {
                sheet::groups(table, known, out)
            })
            .unwrap_or_default();
        of_groups.codes.extend(refused);
        let mut sheets = GroupSheets { groups, ..GroupSheets::default() };
        sheets.none_found = self
            .table(GroupSheets::NONE_FOUND, "territory", unasked, |table, out| {
                none_found::none_found(table, (known, &sheets.groups), out)
            })
            .unwrap_or_default();
        let there = |file: &str| self.project.is_folder(file).is_some();
        let (linked, rated) = (there(GroupSheets::LINKS), there(GroupSheets::RATINGS));
        if !linked && !rated && sheets.is_empty() && self.own_group_methods().is_empty() {
            return sheets;
        }
        sheets.methods = self.group_methods();
        let codes = GroupCodes { groups: &sheets.groups, refused: &of_groups };
        sheets.links = self
            .table(GroupSheets::LINKS, "group", unasked, |table, out| {
                links::links(table, (known, &codes), out)
            })
            .unwrap_or_default();
        let rated = self.table(GroupSheets::RATINGS, "group", unasked, |table, out| {
            ratings::ratings(table, (known, &codes), &sheets.methods, out)
        });
        if let Some(rated) = rated {
            sheets.ratings = rated.ratings;
            (sheets.attributes, sheets.sources, sheets.raters) =
                (rated.attributes, rated.sources, rated.raters);
        }
        self.findings.push(counted(&sheets));
        sheets
    }
}

/// What there is of groups, as a note.
fn counted(sheets: &GroupSheets) -> Finding {
    let of = |n: usize, one: &str, more: &str| {
        format!("{} {}", grouped(n as u64, ' '), if n == 1 { one } else { more })
    };
    let message = format!(
        "{} of criminal organisations, {}, {}, and {} with none found",
        of(sheets.groups.len(), "sheet", "sheets"),
        of(sheets.ratings.len(), "rating", "ratings"),
        of(sheets.links.len(), "link", "links"),
        of(sheets.none_found.len(), "place", "places"),
    );
    Finding::note("groups", message).in_file(GroupSheets::GROUPS)
}
