//! Which column of a file holds what.

use ideal_model::{Finding, Severity, did_you_mean};

use crate::findings::FileFindings;
use crate::personal;
use crate::plain::{looks_like, plain};
use crate::unread_marks;

/// A column of a tidy file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Territory,
    CrimeArea,
    Indicator,
    Period,
    Value,
    Unit,
    Se,
    Source,
    Reliability,
    Credibility,
    Handling,
    Tlp,
    Rater,
    Note,
    ObsStatus,
    Low,
    High,
    Confidence,
}

impl Column {
    /// All columns with their names, the required ones first.
    pub(crate) const ALL: [(&'static str, Column); 18] = [
        ("territory", Column::Territory),
        ("crime_area", Column::CrimeArea),
        ("indicator", Column::Indicator),
        ("period", Column::Period),
        ("value", Column::Value),
        ("unit", Column::Unit),
        ("se", Column::Se),
        ("source", Column::Source),
        ("reliability", Column::Reliability),
        ("credibility", Column::Credibility),
        ("handling", Column::Handling),
        ("tlp", Column::Tlp),
        ("rater", Column::Rater),
        ("note", Column::Note),
        ("obs_status", Column::ObsStatus),
        ("low", Column::Low),
        ("high", Column::High),
        ("confidence", Column::Confidence),
    ];
    const REQUIRED: usize = 5;
    /// Those that hold numbers.
    pub(crate) const NUMBERS: [Column; 5] =
        [Column::Value, Column::Se, Column::Low, Column::High, Column::Confidence];

    /// Whether its cells are numbers.
    pub(crate) fn is_number(self) -> bool {
        Column::NUMBERS.contains(&self)
    }

    /// Names of the columns that every evidence table has.
    pub(crate) fn required() -> impl Iterator<Item = &'static str> {
        Column::ALL.iter().take(Column::REQUIRED).map(|(name, _)| *name)
    }

    /// Its name in a header.
    pub(crate) fn name(self) -> &'static str {
        Column::ALL.iter().find(|(_, c)| *c == self).map_or("", |(n, _)| n)
    }
}

/// The header of a tidy file, understood.
#[derive(Clone, Debug)]
pub(crate) struct TidyHeader {
    places: [Option<usize>; Column::ALL.len()],
    /// Number of cells of the header.
    pub(crate) width: usize,
    /// Columns that are not ours: not read, but looked at for personal data.
    pub(crate) others: Vec<usize>,
}

impl TidyHeader {
    /// Understands a header; `None`, with findings, where a required column is missing or one
    /// stands twice.
    pub(crate) fn read(
        header: &[&str],
        line: u64,
        findings: &mut FileFindings,
    ) -> Option<TidyHeader> {
        let mut layout = TidyHeader {
            places: [None; Column::ALL.len()],
            width: header.len(),
            others: Vec::new(),
        };
        let mut fine = true;
        for (i, name) in header.iter().map(|h| column_name(h)).enumerate() {
            match Column::ALL.iter().position(|(n, _)| *n == name) {
                Some(k) => match layout.places.get_mut(k) {
                    Some(place @ None) => *place = Some(i),
                    _ => {
                        fine = false;
                        findings.push(
                            Finding::error(
                                "column-twice",
                                format!("the column `{name}` stands twice"),
                            )
                            .at_line(line),
                        );
                    }
                },
                None => layout.others.push(i),
            }
        }
        // Likeness is dear and a megabyte may stand in a cell, so names are cut before they are
        // compared.
        let cut: Vec<String> = layout
            .others
            .iter()
            .filter_map(|&i| header.get(i))
            .map(|h| shortened(h.trim()))
            .collect();
        let strange: Vec<&str> = cut.iter().map(String::as_str).collect();
        let missing: Vec<&str> = Column::ALL[..Column::REQUIRED]
            .iter()
            .zip(&layout.places)
            .filter(|(_, p)| p.is_none())
            .map(|((n, _), _)| *n)
            .collect();
        if !missing.is_empty() {
            findings.push(lacking(&missing, header, &strange).at_line(line));
            return None;
        }
        for name in strange {
            not_read(name, line, findings);
        }
        fine.then_some(layout)
    }

    /// Where a column is.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }
}

/// Required columns that a header lacks, and which of its heads may be meant for one.
fn lacking(missing: &[&str], header: &[&str], strange: &[&str]) -> Finding {
    let list = missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ");
    let finding = Finding::error("missing-column", format!("the header lacks {list}"));
    if let [only] = header {
        return finding.hint(format!(
            "the header reads as one column, `{}`; is it a table with these columns, and is it \
             delimited by comma, semicolon or tab? Another delimiter is declared as \
             {{ path = \"...\", delimiter = \"|\" }}",
            shortened(only)
        ));
    }
    let near = match missing {
        [one] => strange
            .iter()
            .find_map(|s| looks_like(s, [*one]))
            .or_else(|| did_you_mean(one, strange.iter().copied()))
            .map(|near| format!("columns are named exactly: {near} Then call it `{one}`")),
        _ => None,
    };
    finding.hint(near.unwrap_or_else(|| {
        let heads = shortened(&header.join(", "));
        format!("the header has {heads}")
    }))
}

/// Says of a column that is not ours what comes of it.
fn not_read(name: &str, line: u64, findings: &mut FileFindings) {
    let finding = if let Some(what) = personal::column(name) {
        Finding::warning("personal-data", format!("the column `{name}` looks like {what}"))
            .hint("an assessment needs no persons; leave it out")
    } else if unread_marks::column(name) {
        unread_marks::finding(&format!("the column `{name}`"))
    } else {
        let message = if name.is_empty() {
            "a column without a name is not read".to_owned()
        } else {
            format!("the column `{name}` is not read")
        };
        let mut finding = Finding::warning("unknown-column", message);
        // A likeness is looked for only where somebody will read it.
        if findings.hints(Severity::Warning, "unknown-column") {
            finding.hint = did_you_mean(name, Column::ALL.iter().map(|(n, _)| *n));
        }
        finding
    };
    findings.push(finding.at_line(line));
}

/// The name that a head means, in any case and with blanks for underscores: a mark in a column
/// `TLP` that is passed over would let a record out.
pub(crate) fn column_name(head: &str) -> String {
    plain(head).to_lowercase().replace(' ', "_")
}

/// A text short enough for a message.
pub(crate) fn shortened(text: &str) -> String {
    const LIMIT: usize = 80;
    let text = text.replace(|c: char| c.is_control(), " ");
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(header: &[&str]) -> (Option<TidyHeader>, Vec<Finding>) {
        let mut findings = FileFindings::new("x.csv");
        let layout = TidyHeader::read(header, 1, &mut findings);
        (layout, findings.finish().finish())
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let (layout, findings) =
            read(&["value", " territory ", "period", "indicator", "crime_area", "se"]);
        let layout = layout.unwrap();
        assert!(findings.is_empty());
        assert_eq!(layout.place(Column::Territory), Some(1));
        assert_eq!(layout.place(Column::Se), Some(5));
        assert_eq!(layout.place(Column::Source), None);
        for (i, (_, c)) in Column::ALL.iter().enumerate() {
            assert_eq!(*c as usize, i);
        }
    }

    #[test]
    fn a_missing_column_names_its_neighbour() {
        let (layout, findings) = read(&["territory", "crime_area", "indicator", "period", "vlaue"]);
        assert!(layout.is_none());
        assert!(findings[0].hint.as_deref().unwrap().contains("`vlaue`"));
        let (_, findings) = read(&["territory|crime_area|indicator|period|value"]);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].hint.as_deref().unwrap().contains("delimiter"));
        let (layout, findings) =
            read(&["territory", "crime_area", "indicator", "period", "value", "value"]);
        assert!(layout.is_none() && findings[0].code == "column-twice");
    }

    /// A mark that nothing reads would let a record out.
    #[test]
    fn a_column_that_looks_like_one_of_marks_is_an_error() {
        let heads = ["territory", "crime_area", "indicator", "period", "value"];
        for head in ["TLP:", "tlp label", "Marking", "handling_code"] {
            let (_, findings) = read(&[&heads[..], &[head]].concat());
            assert_eq!(findings.len(), 1, "{head}");
            assert_eq!(findings[0].severity, Severity::Error);
            assert_eq!(findings[0].code, "mark-not-read");
        }
        let (_, findings) = read(&[&heads[..], &["TLP", "Handling"]].concat());
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn other_columns_are_warned_of() {
        let (layout, findings) = read(&[
            "territory",
            "crime_area",
            "indicator",
            "period",
            "value",
            "sourc",
            "passport_no",
        ]);
        assert!(layout.is_some());
        let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes, ["unknown-column", "personal-data"]);
    }
}
