//! What must hold of every page and chart.

mod audit;
mod changes;
mod charts;
mod crime_groups;
mod document;
mod evidence;
mod judgements;
mod pages;
mod pictures;
mod round;
mod said;
mod weighing;
mod words;

use ideal_testing::fixture::Fixture;

use crate::{Chart, Report};

fn small() -> Fixture {
    Fixture { territories: 8, areas: 12, editions: 2, ..Fixture::default() }
}

/// The charts of all pages.
fn charts(report: &Report<'_>) -> Vec<Chart> {
    let pages = report.pages().unwrap();
    pages.iter().flat_map(|p| p.charts()).cloned().collect()
}

/// The page of the audit, if there is one.
fn audit_html(report: &Report<'_>) -> Option<String> {
    let pages = report.pages().unwrap();
    pages.iter().find(|p| p.file().starts_with("audit.")).map(|p| p.html().unwrap())
}

/// Checks that tags of an XML document close in order, that nothing is bare, and returns the names
/// of its elements.
fn well_formed(xml: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut names = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "a bare > in {text:?}");
        for entity in text.split('&').skip(1) {
            let name: String = entity.chars().take_while(|c| *c != ';').collect();
            assert!(
                ["amp", "lt", "gt", "quot", "apos"].contains(&name.as_str()),
                "entity {name:?}"
            );
        }
        let end = rest[at..].find('>').expect("a tag without end") + at;
        let tag = &rest[at + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closing tag");
        } else {
            let name: String = tag.chars().take_while(|c| c.is_alphanumeric()).collect();
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {open:?}");
    names
}

/// How the data of a page begin.
const ISLAND: &str = "<script type=\"application/json\" id=\"page-data\">";

/// The page has no style that a policy without `unsafe-inline` refuses, and the policy names the
/// hash of each element it lets in.
fn policy_holds(html: &str) {
    use base64::Engine as _;
    use sha2::Digest as _;
    let head = html.split("<style>").next().unwrap();
    let policy = head
        .split("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        policy.starts_with("default-src 'none'; ")
            && !policy.contains("unsafe")
            && !policy.contains("http"),
        "{policy}"
    );
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let listed: Vec<&str> = policy
            .split("; ")
            .filter_map(|d| d.strip_prefix(directive)?.strip_prefix(' '))
            .collect();
        let inside: Vec<&str> = html
            .split(&format!("<{element}>"))
            .skip(1)
            .map(|r| r.split(&format!("</{element}>")).next().unwrap())
            .collect();
        let hash = |text: &&str| {
            format!(
                "'sha256-{}'",
                base64::engine::general_purpose::STANDARD
                    .encode(sha2::Sha256::digest(text.as_bytes()))
            )
        };
        assert_eq!(listed, inside.iter().map(hash).collect::<Vec<_>>(), "{element}");
        // Beside it there is only what the script reads, which runs nothing.
        let other = html.replace(ISLAND, "");
        assert!(!other.contains(&format!("<{element} ")), "no other form of the element");
    }
    let body = html.split("</style>").nth(1).unwrap();
    assert!(!body.contains(" style="), "a style attribute");
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        assert!(
            !tag.split_whitespace().skip(1).any(|a| a.starts_with("on") && a.contains('=')),
            "a handler: {tag}"
        );
    }
}

/// The text of a page: without style, script, drawings and tags.
fn text(html: &str) -> String {
    let mut out = html.to_owned();
    for element in ["style", "script", "svg"] {
        while let Some(start) = out.find(&format!("<{element}")) {
            let close = format!("</{element}>");
            let end = out[start..].find(&close).map_or(out.len(), |e| start + e + close.len());
            out.replace_range(start..end, " ");
        }
    }
    let mut inside = false;
    out.chars()
        .filter_map(|c| match c {
            '<' => {
                inside = true;
                Some(' ')
            }
            '>' => {
                inside = false;
                None
            }
            _ if inside => None,
            _ => Some(c),
        })
        .collect()
}
