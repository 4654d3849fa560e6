//! A paragraph and a list for each territory and each crime area that has groups.

use ideal_model::CrimeGroup;

use super::activities::areas;
use super::presence::{role_name, territories};
use super::sheets::Sheets;
use super::{Part, Piece};
use crate::error::ReportError;
use crate::words::say;

/// Groups in a list, at most.
const LISTED: usize = 25;

pub(super) fn by_territory(sheets: &Sheets<'_, '_>) -> Result<Part, ReportError> {
    let words = &sheets.view.words;
    let mut parts = Vec::new();
    for (i, (name, code)) in territories(sheets).into_iter().enumerate() {
        let groups = sheets.fitting(|g| g.territories.iter().any(|p| p.territory == code));
        let mut lines = Vec::new();
        for group in groups.iter().take(LISTED) {
            let mut roles = Vec::new();
            for here in group.territories.iter().filter(|p| p.territory == code) {
                roles.push(role_name(sheets, here.role)?);
            }
            let about = words.list(&roles)?;
            lines.push(line(sheets, group, &sheets.area(&group.principal), &about)?);
        }
        let text = match sheets.rules(groups.iter().copied())? {
            Some(rules) => {
                say!(words, "crime-groups-in-rules", place = name.as_str(), rules = rules)?
            }
            None => say!(
                words,
                "crime-groups-in-territory",
                place = name.as_str(),
                n = groups.len(),
                count = sheets.view.numbers.count(groups.len())
            )?,
        };
        let anchor = format!("crime-groups-t-{}", i + 1);
        parts.push(one(sheets, (anchor, name), text, &groups, lines)?);
    }
    Ok(Part {
        anchor: "crime-groups-territories".to_owned(),
        title: say!(words, "crime-groups-territories")?,
        pieces: Vec::new(),
        parts,
    })
}

pub(super) fn by_area(sheets: &Sheets<'_, '_>) -> Result<Part, ReportError> {
    let words = &sheets.view.words;
    let mut parts = Vec::new();
    for (i, (name, code)) in areas(sheets).into_iter().enumerate() {
        let principal = sheets.fitting(|g| g.principal == code);
        let groups =
            sheets.fitting(|g| g.principal == code || g.secondary.iter().any(|area| *area == code));
        let mut lines = Vec::new();
        for group in groups.iter().take(LISTED) {
            let mut here = Vec::new();
            for p in &group.territories {
                here.push(sheets.territory(&p.territory));
            }
            here.dedup();
            let id = if group.principal == code {
                "crime-groups-principal"
            } else {
                "crime-groups-secondary"
            };
            let places = if here.is_empty() {
                say!(words, "crime-groups-nowhere")?
            } else {
                words.list(&here)?
            };
            lines.push(line(sheets, group, &say!(words, id)?, &places)?);
        }
        let text = match sheets.rules(groups.iter().copied())? {
            Some(rules) => {
                say!(words, "crime-groups-in-rules", place = name.as_str(), rules = rules)?
            }
            None => say!(
                words,
                "crime-groups-in-area",
                place = name.as_str(),
                n = principal.len(),
                count = sheets.view.numbers.count(principal.len()),
                others = sheets.view.numbers.count(groups.len() - principal.len())
            )?,
        };
        let anchor = format!("crime-groups-a-{}", i + 1);
        parts.push(one(sheets, (anchor, name), text, &groups, lines)?);
    }
    Ok(Part {
        anchor: "crime-groups-areas".to_owned(),
        title: say!(words, "crime-groups-areas")?,
        pieces: Vec::new(),
        parts,
    })
}

/// A territory or area: what there is, which group scores most, and the list.
fn one(
    sheets: &Sheets<'_, '_>,
    (anchor, title): (String, String),
    text: String,
    groups: &[&CrimeGroup],
    lines: Vec<String>,
) -> Result<Part, ReportError> {
    let view = sheets.view;
    let mut pieces = vec![Piece::Paragraph { text }];
    let first = groups.iter().find_map(|g| Some((g, sheets.standing(g)?)));
    let told = match first {
        Some((group, (_, score, maximum))) => say!(
            view.words,
            "crime-groups-first",
            group = group.name.as_deref().unwrap_or(&group.code),
            method = sheets.method(),
            score = view.numbers.exact(score),
            maximum = view.numbers.exact(maximum)
        )?,
        None => say!(view.words, "crime-groups-unscored", method = sheets.method())?,
    };
    pieces.push(Piece::Paragraph { text: told });
    let more = groups.len().saturating_sub(lines.len());
    pieces.push(Piece::List { lines });
    if more > 0 {
        let count = view.numbers.count(more);
        pieces.push(Piece::Note { text: say!(view.words, "crime-groups-more", count = count)? });
    }
    Ok(Part { anchor, title, pieces, parts: Vec::new() })
}

/// A group in a list: what it is, two things about it, and its rank and score.
fn line(
    sheets: &Sheets<'_, '_>,
    group: &CrimeGroup,
    first: &str,
    second: &str,
) -> Result<String, ReportError> {
    let view = sheets.view;
    let name = group.name.as_deref().unwrap_or(&group.code);
    match sheets.standing(group) {
        Some((rank, score, maximum)) => say!(
            view.words,
            "crime-groups-line",
            group = name,
            first = first,
            second = second,
            rank = view.numbers.count(rank as usize),
            score = view.numbers.exact(score),
            maximum = view.numbers.exact(maximum)
        ),
        None => say!(
            view.words,
            "crime-groups-line-unscored",
            group = name,
            first = first,
            second = second
        ),
    }
}
