//! Findings, the way a good compiler prints them: what, where, the line itself, what to do.

use std::collections::BTreeMap;

use ideal::model::visible;
use ideal::{Finding, Project, Severity};

use super::{Look, Text};
use crate::speech::{tell, tell_of};

/// Files larger than this are not shown, only named.
const LARGEST_SHOWN: usize = 16 << 20;

/// Most characters of a line that are shown.
const WIDTH: usize = 100;

/// All findings, each with its frame, and how many there are.
pub fn findings(list: &[Finding], project: Option<&Project>) -> Text {
    let mut files: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = Text::new();
    for f in list {
        let text = files.entry(&f.file).or_insert_with(|| read(project, &f.file)).as_deref();
        one(&mut out, f, text, project);
    }
    out.add(Look::Bold, &total(list));
    out
}

/// A message that belongs to no file.
pub fn message(text: Text, hint: Option<&str>) -> Text {
    let mut out = Text::new();
    out.add(Look::Red, &severity(Severity::Error))
        .add(Look::Bold, ": ")
        .append(text.all(Look::Bold));
    if let Some(hint) = hint {
        out.end().put("  ").add(Look::Blue, &help()).put(" ").put(hint);
    }
    out
}

fn read(project: Option<&Project>, file: &str) -> Option<String> {
    let shown = [".toml", ".csv", ".tsv", ".txt"].iter().any(|e| file.ends_with(e));
    let bytes = if shown { project?.read(file).ok()? } else { return None };
    if bytes.len() > LARGEST_SHOWN { None } else { String::from_utf8(bytes).ok() }
}

/// How much a finding matters, in the reader's language.
fn severity(severity: Severity) -> String {
    let id = match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    };
    tell(id, &[])
}

/// What stands before a hint.
fn help() -> String {
    format!("= {}:", tell("terminal-help", &[]))
}

fn look(severity: Severity) -> Look {
    match severity {
        Severity::Error => Look::Red,
        Severity::Warning => Look::Yellow,
        Severity::Note => Look::Blue,
    }
}

fn one(out: &mut Text, f: &Finding, text: Option<&str>, project: Option<&Project>) {
    let times = if f.count > 1 {
        format!(" {}", tell("terminal-times", &[("times", &f.count.to_string())]))
    } else {
        String::new()
    };
    out.add(look(f.severity), &format!("{}[{}]", severity(f.severity), f.code))
        .add(Look::Bold, &format!(": {}{times}", f.message))
        .end();
    let line = f
        .line
        .and_then(|n| Some((n, text?.lines().nth(usize::try_from(n.checked_sub(1)?).ok()?)?)));
    let margin = " ".repeat(f.line.map_or(1, |n| n.to_string().len()));
    if !f.file.is_empty() {
        let place = match project.and_then(Project::folder) {
            Some(folder) if folder != std::path::Path::new(".") => {
                folder.join(f.place()).display().to_string()
            }
            _ => f.place(),
        };
        out.put(&margin).add(Look::Blue, "-->").put(" ").put(&place).end();
    }
    if let Some((number, line)) = line {
        let (shown, at) = window(line, f.column);
        out.put(&margin).put(" ").add(Look::Blue, "|").end();
        out.add(Look::Blue, &number.to_string())
            .put(" ")
            .add(Look::Blue, "|")
            .put(" ")
            .put(&shown)
            .end();
        if let Some(at) = at {
            out.put(&margin)
                .put(" ")
                .add(Look::Blue, "|")
                .put(" ")
                .put(&" ".repeat(at))
                .add(look(f.severity), "^")
                .end();
        }
    }
    if let Some(hint) = &f.hint {
        out.put(&margin).put(" ").add(Look::Blue, &help()).put(" ").put(hint).end();
    }
    out.end();
}

/// The part of a line around a column, tabs as blanks and other signs that nobody sees by their
/// code points, and where the column stands in it.
fn window(line: &str, column: Option<u64>) -> (String, Option<usize>) {
    let at = column.and_then(|c| usize::try_from(c.checked_sub(1)?).ok());
    let start = at.map_or(0, |a| a.saturating_sub(WIDTH * 2 / 3));
    let shown = |from: usize, to: usize| -> String {
        let part: String = line
            .chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .map(|c| if c == '\t' { ' ' } else { c })
            .collect();
        visible(&part).into_owned()
    };
    // A column behind the end of the line stays as far behind what is shown of it.
    let beyond = at.map(|a| a.saturating_sub(line.chars().count()));
    let mut at = at.map(|a| shown(start, a).chars().count() + beyond.unwrap_or(0));
    let mut part = shown(start, start + WIDTH);
    if start > 0 {
        part.insert(0, '…');
        at = at.map(|a| a + 1);
    }
    if line.chars().nth(start + WIDTH).is_some() {
        part.push('…');
    }
    (part, at)
}

fn total(list: &[Finding]) -> String {
    let count = |s: Severity| list.iter().filter(|f| f.severity == s).count();
    let mut parts = Vec::new();
    for (severity, id) in [
        (Severity::Error, "terminal-errors"),
        (Severity::Warning, "terminal-warnings"),
        (Severity::Note, "terminal-notes"),
    ] {
        match count(severity) {
            0 => {}
            n => parts.push(tell_of(id, n, &[("number", &n.to_string())])),
        }
    }
    if parts.is_empty() { tell("terminal-no-findings", &[]) } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stands_under_the_column_also_far_to_the_right() {
        assert_eq!(window("weight = -1.0", Some(10)), ("weight = -1.0".to_owned(), Some(9)));
        let long = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let (shown, at) = window(&long, Some(501));
        assert_eq!(at.and_then(|a| shown.chars().nth(a)), Some('X'));
        assert!(shown.chars().count() <= WIDTH + 2);
        assert_eq!(window("", Some(9)), (String::new(), Some(8)));
        assert_eq!(window("a\u{1b}b\tc", Some(5)), ("a<U+001B>b c".to_owned(), Some(11)));
    }
}
