//! Names that do something where they are read: a spreadsheet takes some for formulas, some hold
//! signs that nobody sees, and some are so long that they are no names.
//!
//! Tables are data and keep every name as it was written; whoever opens them in a spreadsheet
//! should have been told. A number with a sign is no name, and neither is a dash that stands for
//! nothing.

use std::borrow::Cow;

use ideal_model::document::{Position, Reader};
use ideal_model::{AssessmentInput, Finding, Names, is_hidden, visible};

use crate::findings::FileFindings;

/// Most characters of a name that are repeated.
const SHOWN: usize = 60;

/// Most characters of a name that a heading, a row and a chart can hold.
const LONGEST: usize = 300;

/// The code of the warning about a longer one.
const LONG: &str = "long-name";

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// It begins like a formula.
    Formula,
    /// It holds signs that nobody sees.
    Hidden,
}

impl Fault {
    fn code(self) -> &'static str {
        match self {
            Fault::Formula => "formula-like-name",
            Fault::Hidden => "hidden-signs",
        }
    }

    /// The finding about a name that stands in `place`.
    fn finding(self, name: &str, place: &str) -> Finding {
        let name = shortened(name);
        match self {
            Fault::Formula => Finding::warning(
                self.code(),
                format!("`{name}` ({place}) begins like a formula of a spreadsheet"),
            )
            .hint(
                "whoever opens the result's tables in a spreadsheet may run it; let the name \
                       begin with a letter or a digit",
            ),
            Fault::Hidden => Finding::warning(
                self.code(),
                format!("`{name}` ({place}) holds signs that nobody sees"),
            )
            .hint(
                "they are shown as code points here and in the report, and stand in the tables as \
                 they are; write the name without them",
            ),
        }
    }
}

fn shortened(name: &str) -> Cow<'_, str> {
    let cut: String = name.chars().take(SHOWN).collect();
    let shown = visible(&cut).into_owned();
    if cut.len() == name.len() { shown.into() } else { format!("{shown}…").into() }
}

/// What is wrong with a name, the gravest first.
fn fault(name: &str) -> Option<Fault> {
    if begins_like_a_formula(name) {
        Some(Fault::Formula)
    } else if holds_hidden(name) {
        Some(Fault::Hidden)
    } else {
        None
    }
}

/// `=`, `+`, `-`, `@`, their full-width forms, a tab or a line end at the beginning, behind any
/// blanks and signs that nobody sees; but a number with its sign, and dashes alone, are none.
fn begins_like_a_formula(name: &str) -> bool {
    let commands = |c: char| matches!(c, '\t' | '\r' | '\n');
    if name.starts_with(commands) && !name.trim().is_empty() {
        return true;
    }
    let rest = name.trim_start_matches(|c: char| c.is_whitespace() || is_hidden(c));
    let mut chars = rest.chars();
    match chars.next() {
        Some('=' | '@' | '\u{ff1d}' | '\u{ff20}') => chars.next().is_some(),
        Some('+' | '-' | '\u{ff0b}' | '\u{ff0d}') => {
            let quantity = |c: char| {
                c.is_numeric()
                    || c.is_whitespace()
                    || matches!(c, '.' | ',' | '%' | '\'' | '\u{2019}')
            };
            let dash = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{ff0d}');
            !chars.as_str().chars().all(quantity) && !rest.trim_end().chars().all(dash)
        }
        _ => false,
    }
}

/// Joiners and variants shape a letter of the scripts that have them; behind any other they are as
/// hidden as the rest.
fn holds_hidden(name: &str) -> bool {
    if name.is_ascii() && !name.bytes().any(|b| b.is_ascii_control()) {
        return false;
    }
    let shapes = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let mut before = ' ';
    name.chars().any(|c| {
        let hidden = is_hidden(c) && !(shapes(c) && before >= '\u{590}');
        before = c;
        hidden
    })
}

/// How many characters a name has that is longer than a report has room for.
fn overlong(name: &str) -> Option<usize> {
    // A byte is a character at most, so that most names are not counted.
    let count = if name.len() > LONGEST { name.chars().count() } else { 0 };
    (count > LONGEST).then_some(count)
}

/// The warning about a name of so many characters that stands in `place`.
fn long(name: &str, count: usize, place: &str) -> (String, &'static str) {
    let name = shortened(name);
    (
        format!("`{name}` ({place}) has {count} characters, more than {LONGEST}"),
        "the report repeats it in headings, rows and charts; write a short name, and the rest into a \
         note",
    )
}

/// Warns of a title of the assessment that no cover has room for.
pub(crate) fn title(title: &Names, at: Option<Position>, r: &mut Reader) {
    let longest =
        in_languages(title, None).into_iter().filter_map(|(n, _)| Some((n, overlong(n)?)));
    let (Some((name, count)), Some(at)) = (longest.max_by_key(|(_, count)| *count), at) else {
        return;
    };
    let (message, hint) = long(name, count, "title");
    r.warning(at, LONG, message).hint = Some(hint.into());
}

/// Columns of the project's tables that hold prose, in which a line may end.
const PROSE: [&str; 3] = ["publisher", "title", "licence"];

/// Looks at the cell of a column of one of the project's tables.
pub(crate) fn cell(column: &str, text: &str, line: u64, findings: &mut FileFindings) {
    let broken = text.contains(['\n', '\r']) && PROSE.contains(&column);
    let text: Cow<'_, str> =
        if broken { text.replace(['\n', '\r'], " ").into() } else { text.into() };
    if let Some(fault) = fault(&text) {
        findings.add(fault.code(), column, line, || {
            fault.finding(&text, &format!("column `{column}`"))
        });
    }
    let named = column == "title" || column.starts_with("name");
    if let Some(count) = overlong(&text).filter(|_| named) {
        findings.add(LONG, column, line, || {
            let (message, hint) = long(&text, count, &format!("column `{column}`"));
            Finding::warning(LONG, message).hint(hint)
        });
    }
}

/// Names of one kind, each with its line where that is known.
struct KindOfName<'a> {
    file: &'a str,
    what: &'static str,
    names: Vec<(&'a str, Option<u64>)>,
}

/// Warnings about the names that assessment and method give, one for each kind of name and fault;
/// those of the project's tables are looked at where the tables are read.
pub(crate) fn assessment(a: &AssessmentInput, file: &str) -> Vec<Finding> {
    let m = &a.method;
    let method = a.method_file.as_str();
    let mut kinds = vec![
        KindOfName { file, what: "id of the assessment", names: vec![(&a.id, None)] },
        KindOfName { file, what: "title", names: in_languages(&a.title, None) },
        KindOfName {
            file: method,
            what: "id, version or owner of the method",
            names: vec![(&m.id, None), (&m.version, None), (&m.owner, None)],
        },
        KindOfName {
            file: method,
            what: "id of a node",
            names: m.nodes.iter().map(|n| (n.id.as_str(), Some(n.line))).collect(),
        },
        KindOfName {
            file: method,
            what: "name of a node",
            names: m.nodes.iter().flat_map(|n| in_languages(&n.names, Some(n.line))).collect(),
        },
        KindOfName {
            file: method,
            what: "code of an indicator",
            names: m.indicators.iter().map(|i| (i.code.as_str(), Some(i.line))).collect(),
        },
        KindOfName {
            file: method,
            what: "name of an indicator",
            names: m.indicators.iter().flat_map(|i| in_languages(&i.names, Some(i.line))).collect(),
        },
        KindOfName {
            file: method,
            what: "unit of an indicator",
            names: m.indicators.iter().map(|i| (i.unit.as_str(), Some(i.line))).collect(),
        },
        KindOfName {
            file: method,
            what: "id or name of a band",
            names: m
                .bands
                .iter()
                .flat_map(|b| [vec![(b.id.as_str(), None)], in_languages(&b.names, None)].concat())
                .collect(),
        },
    ];
    let e = &a.evidence;
    kinds.push(KindOfName {
        file: "",
        what: "path of an evidence file",
        names: e.files.iter().map(|n| (n, None)).collect(),
    });
    kinds.push(KindOfName {
        file: "",
        what: "name of a sheet",
        names: e.sheets.iter().map(|n| (n, None)).collect(),
    });
    kinds.push(KindOfName {
        file: "",
        what: "rater",
        names: e.raters.iter().map(|n| (n, None)).collect(),
    });
    kinds.iter().flat_map(of_kind).collect()
}

fn in_languages(names: &Names, line: Option<u64>) -> Vec<(&str, Option<u64>)> {
    [&names.en, &names.es, &names.pt].into_iter().flatten().map(|n| (n.as_str(), line)).collect()
}

/// A warning for each fault that names of a kind have.
fn of_kind(kind: &KindOfName<'_>) -> Vec<Finding> {
    [Fault::Formula, Fault::Hidden]
        .into_iter()
        .filter_map(|wanted| {
            let mut faulty = kind.names.iter().filter(|(name, _)| fault(name) == Some(wanted));
            let (name, line) = faulty.next()?;
            let mut finding = wanted.finding(name, kind.what).in_file(kind.file);
            finding.line = line.filter(|line| *line > 0);
            finding.count = 1 + faulty.count() as u64;
            Some(finding)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_runs_is_told_from_numbers_and_dashes() {
        // The beginnings that OWASP's page on CSV injection lists, and full-width ones.
        for name in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\u{ff1d}1",
            "\u{ff0b}a",
            "\u{ff0d}a",
            "\u{ff20}a",
            " =1",
            "\u{200b}=1",
        ] {
            assert_eq!(fault(name), Some(Fault::Formula), "{name:?}");
        }
        for name in [
            "-5",
            "-3,5 %",
            "+57 320 555",
            "-",
            "--",
            "—",
            "=",
            "Perú",
            "a-b",
            "1=1",
            "C@t",
            "",
            " ",
        ] {
            assert_eq!(fault(name), None, "{name:?}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_told_from_those_that_shape_letters() {
        for name in ["Per\u{202e}u", "a\u{9b}b", "P\u{200b}eru", "a\u{200d}b", "a\u{ad}b", "a\nb"] {
            assert_eq!(fault(name), Some(Fault::Hidden), "{name:?}");
        }
        for name in ["می\u{200c}خواهم", "श्री\u{200d}", "❤\u{fe0f}", "São Tomé", "مصر"]
        {
            assert_eq!(fault(name), None, "{name:?}");
        }
    }

    #[test]
    fn one_finding_tells_of_all_cases_in_a_column() {
        let mut findings = FileFindings::new("territories.csv");
        for (line, name) in [(2, "=1+1"), (3, "fine"), (4, "=2+2"), (5, "a\u{202e}b")] {
            cell("name_en", name, line, &mut findings);
        }
        cell("licence", "two\nlines", 6, &mut findings);
        // As long as a name may be, in characters and not in bytes; one more; and what is no name.
        for (line, column, length) in
            [(7, "name_es", 300), (8, "name_es", 301), (9, "licence", 301)]
        {
            cell(column, &"ñ".repeat(length), line, &mut findings);
        }
        let found = findings.finish();
        let said: Vec<(String, u64, Option<u64>)> =
            found.iter().map(|f| (f.code.clone(), f.count, f.line)).collect();
        assert_eq!(
            said,
            [
                ("formula-like-name".to_owned(), 2, Some(2)),
                ("hidden-signs".to_owned(), 1, Some(5)),
                ("long-name".to_owned(), 1, Some(8)),
            ]
        );
        assert!(found.iter().any(|f| f.message.contains("a<U+202E>b")));
    }
}
