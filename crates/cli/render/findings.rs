//! Findings, the way a good compiler prints them: what, where, the line itself, what to do.

use std::collections::BTreeMap;
use std::fmt::Write;

use ideal::{Finding, Project, Severity};

use super::Style;

/// Files larger than this are not shown, only named.
const LARGEST_SHOWN: usize = 16 << 20;

/// Most characters of a line that are shown.
const WIDTH: usize = 100;

/// All findings, each with its frame, and how many there are.
pub fn findings(list: &[Finding], project: Option<&Project>, style: Style) -> String {
    let mut files: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = String::new();
    for f in list {
        let text = files.entry(&f.file).or_insert_with(|| read(project, &f.file)).as_deref();
        one(&mut out, f, text, project, style);
    }
    out.push_str(&total(list, style));
    out
}

/// A message that belongs to no file.
pub fn message(text: &str, hint: Option<&str>, style: Style) -> String {
    let mut out = format!("{}{}", style.red("error"), style.bold(&format!(": {text}")));
    if let Some(hint) = hint {
        let _ = write!(out, "\n  {} {hint}", style.blue("= help:"));
    }
    out
}

fn read(project: Option<&Project>, file: &str) -> Option<String> {
    let shown = [".toml", ".csv", ".tsv", ".txt"].iter().any(|e| file.ends_with(e));
    let bytes = if shown { project?.read(file).ok()? } else { return None };
    if bytes.len() > LARGEST_SHOWN { None } else { String::from_utf8(bytes).ok() }
}

fn one(out: &mut String, f: &Finding, text: Option<&str>, project: Option<&Project>, style: Style) {
    let head = format!("{}[{}]", f.severity, f.code);
    let head = match f.severity {
        Severity::Error => style.red(&head),
        Severity::Warning => style.yellow(&head),
        Severity::Note => style.blue(&head),
    };
    let times = if f.count > 1 { format!(" ({} times)", f.count) } else { String::new() };
    let _ = writeln!(out, "{head}{}", style.bold(&format!(": {}{times}", f.message)));
    let line = f.line.and_then(|n| Some((n, text?.lines().nth(usize::try_from(n.checked_sub(1)?).ok()?)?)));
    let margin = f.line.map_or(1, |n| n.to_string().len());
    if !f.file.is_empty() {
        let place = match project.and_then(Project::folder) {
            Some(folder) if folder != std::path::Path::new(".") => folder.join(f.place()).display().to_string(),
            _ => f.place(),
        };
        let _ = writeln!(out, "{}{} {place}", " ".repeat(margin), style.blue("-->"));
    }
    let bar = style.blue("|");
    if let Some((number, line)) = line {
        let (shown, at) = window(line, f.column);
        let gap = " ".repeat(margin);
        let _ = writeln!(out, "{gap} {bar}");
        let _ = writeln!(out, "{} {bar} {shown}", style.blue(&number.to_string()));
        if let Some(at) = at {
            let caret = match f.severity {
                Severity::Error => style.red("^"),
                Severity::Warning => style.yellow("^"),
                Severity::Note => style.blue("^"),
            };
            let _ = writeln!(out, "{gap} {bar} {}{caret}", " ".repeat(at));
        }
    }
    if let Some(hint) = &f.hint {
        let _ = writeln!(out, "{} {} {hint}", " ".repeat(margin), style.blue("= help:"));
    }
    out.push('\n');
}

/// The part of a line around a column, tabs as blanks, and where the column stands in it.
fn window(line: &str, column: Option<u64>) -> (String, Option<usize>) {
    let at = column.and_then(|c| usize::try_from(c.checked_sub(1)?).ok());
    let start = at.map_or(0, |a| a.saturating_sub(WIDTH * 2 / 3));
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = line.chars().skip(start).take(WIDTH).map(visible).collect();
    let mut at = at.map(|a| a - start);
    if start > 0 {
        shown.insert(0, '…');
        at = at.map(|a| a + 1);
    }
    if line.chars().nth(start + WIDTH).is_some() {
        shown.push('…');
    }
    (shown, at)
}

fn total(list: &[Finding], style: Style) -> String {
    let count = |s: Severity| list.iter().filter(|f| f.severity == s).count();
    let mut parts = Vec::new();
    for (severity, name) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")] {
        match count(severity) {
            0 => {}
            1 => parts.push(format!("1 {name}")),
            n => parts.push(format!("{n} {name}s")),
        }
    }
    if parts.is_empty() { style.bold("no findings") } else { style.bold(&parts.join(", ")) }
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
        assert_eq!(window("", Some(9)).0, "");
    }
}
