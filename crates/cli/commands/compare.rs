//! `ideal compare`

use std::path::Path;

use ideal::folder::Destination;
use ideal::model::{Mark, shown};
use ideal::tables::{Rows, comparison_tables};
use ideal::{
    Comparand, CompareOptions, Compared, ComparedRow, Parts, Project, Ranking, SourceChanged, Tlp,
    Unsplit,
};
use serde::Serialize;

use super::open;
use crate::args::{CompareArgs, Format};
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::{self, Text, print, print_bytes, print_json, say};

/// Name of the file with everything.
const JSON: &str = "compared.json";
/// Cells that a reader is shown; the tables have all.
const CELLS: usize = 15;
/// Lines of the method, and sources of rows, that a reader is shown.
const LINES: usize = 20;

/// All of a comparison, as JSON.
#[derive(Serialize)]
struct Document<'t, 'a> {
    /// The edition after.
    edition: String,
    /// The edition before.
    edition_a: String,
    handling: String,
    rows: Rows<'t, 'a>,
    /// Null for results, which do not hold their evidence.
    rows_changed: Option<Rows<'t, 'a>>,
    /// Null for results, which do not hold their method.
    method_changed: Option<Rows<'t, 'a>>,
    notes: &'a [String],
}

pub fn compare(args: &CompareArgs) -> Outcome {
    let kinds = [Comparand::of(&args.a)?, Comparand::of(&args.b)?];
    let destination =
        args.out.as_deref().map(|dir| Destination::open_over(dir, is_comparison)).transpose()?;
    if let Some(destination) = &destination {
        destination.spare(&args.a)?;
        destination.spare(&args.b)?;
    }
    let options = CompareOptions { edition: args.edition, common: args.common };
    // What is printed says its mark beside it; files go their own way.
    let acknowledged = args.out.is_none() || args.acknowledge.is_some();
    let found = match kinds {
        [Comparand::Project, Comparand::Project] => {
            let opened = |folder: &Path| -> Result<_, Failure> {
                let assessment =
                    open(&Project::Folder(folder.to_owned()), args.audience, args.draw, &[])?;
                Ok(if acknowledged { assessment.acknowledge_red() } else { assessment })
            };
            ideal::compare(&opened(&args.a)?, &opened(&args.b)?, options, &Bar::new())?
        }
        [Comparand::Result, Comparand::Result] => {
            if args.draw.draws.is_some()
                || args.draw.seed.is_some()
                || args.audience.audience.is_some()
            {
                return Err(Failure::input(
                    "`--draws`, `--seed` and `--for` are for projects: results are compared as \
                     they are",
                    None,
                ));
            }
            let found = ideal::compare_results(&args.a, &args.b, options)?;
            if found.mark.tlp == Tlp::Red && !acknowledged {
                return Err(Failure::input(
                    "one of the results is marked TLP:RED, and so is what is made of it",
                    Some("write it with `--acknowledge TLP:RED`"),
                ));
            }
            found
        }
        [a, _] => {
            let (project, result) =
                if a == Comparand::Project { (&args.a, &args.b) } else { (&args.b, &args.a) };
            return Err(Failure::input(
                format!("{} is a project and {} a result", project.display(), result.display()),
                Some("compare two projects, or two results: `ideal run` makes one of a project"),
            ));
        }
    };
    told(args, &found, destination)
}

/// Writes or prints what was found.
fn told(args: &CompareArgs, found: &Compared, destination: Option<Destination>) -> Outcome {
    let [rows, changed, lines] = &comparison_tables(found);
    let document = Document {
        edition: found.editions[1].to_string(),
        edition_a: found.editions[0].to_string(),
        handling: found.mark.to_string(),
        rows: rows.rows(),
        rows_changed: found.rows_changed.as_ref().map(|_| changed.rows()),
        method_changed: found.method_changed.as_ref().map(|_| lines.rows()),
        notes: &found.notes,
    };
    for note in &found.notes {
        say(note);
    }
    match (destination, &args.out, args.format) {
        (Some(destination), Some(dir), _) => {
            // Results say nothing of their rows and lines: an empty table would say that none is
            // another.
            let whole = found.rows_changed.is_some();
            let tables = [rows].into_iter().chain([changed, lines].into_iter().filter(|_| whole));
            for table in tables {
                destination.write(&format!("{}.csv", table.name), &table.csv())?;
            }
            let mut text = serde_json::to_vec_pretty(&document).map_err(ideal::Error::from)?;
            text.push(b'\n');
            destination.write(JSON, &text)?;
            destination.commit()?;
            say_mark(found.mark);
            print(&dir.display().to_string())?;
        }
        (_, _, Format::Json) => print_json(&document)?,
        (_, _, Format::Csv) => {
            say_mark(found.mark);
            print_bytes(&rows.csv())?;
        }
        (_, _, Format::Table) => {
            let [a, b] = found.editions;
            say(&format!("{}, edition {a} → {b}, {}", found.root, found.mark));
            print(&summary(found))?;
        }
    }
    Ok(FINE)
}

/// Whether a file of a comparison has this path.
fn is_comparison(path: &str) -> bool {
    matches!(path, "compared.csv" | "rows_changed.csv" | "method_changed.csv" | JSON)
}

fn say_mark(mark: Mark) {
    if mark.tlp != Tlp::Clear {
        say(&mark.to_string());
    }
}

/// Who moved, by how much and why; which rows and which lines of the method changed.
fn summary(found: &Compared) -> Text {
    let mut text = Text::new();
    for (ranking, title, most) in [
        (Ranking::Territories, "territories", usize::MAX),
        (Ranking::CrimeAreas, "crime areas", usize::MAX),
        (Ranking::Units, "cells", CELLS),
    ] {
        let mut rows: Vec<&ComparedRow> = found
            .rows
            .iter()
            .filter(|r| r.node == found.root && r.ranking == Some(ranking) && moved(r))
            .collect();
        // The farthest first; what entered or left the ranking has no distance.
        rows.sort_by(|x, y| {
            let far = |r: &ComparedRow| r.difference().map_or(-1.0, f64::abs);
            far(y).total_cmp(&far(x))
        });
        if rows.is_empty() {
            text.line(&format!("{title}: none moved"));
            continue;
        }
        text.append(movers(found, title, rows.iter().take(most)));
        if rows.len() > most {
            let more = rows.len() - most;
            text.line(&format!("and {more} more cells: --format csv, or --out DIR, has all"));
        }
        text.end();
    }
    text.append(changed_rows(found));
    text.append(changed_lines(found));
    text
}

/// Whether there is anything to tell of a row.
fn moved(row: &ComparedRow) -> bool {
    let [a, b] = &row.sides;
    a.verdict != b.verdict || a.rank != b.rank || row.difference().is_some_and(|d| d != 0.0)
}

fn movers<'r>(
    found: &Compared,
    title: &str,
    rows: impl Iterator<Item = &'r &'r ComparedRow>,
) -> Text {
    let score = |s: Option<f64>| {
        s.map_or_else(|| "–".to_owned(), |s| shown(s, found.decimals, Default::default()))
    };
    let rank = |r: Option<u32>| r.map_or_else(|| "–".to_owned(), |r| r.to_string());
    let points = |x: f64| signed(x, found.decimals);
    let line = |row: &&ComparedRow| {
        let [a, b] = &row.sides;
        let part = |of: fn(Parts) -> f64| row.split.ok().map(of).map(points).unwrap_or_default();
        [
            row.name.clone(),
            rank(a.rank),
            rank(b.rank),
            score(a.score),
            score(b.score),
            row.difference().map(points).unwrap_or_default(),
            row.difference_interval
                .map(|[low, high]| format!("{} to {}", points(low), points(high)))
                .unwrap_or_default(),
            part(|p| p.data),
            part(|p| p.method),
            part(|p| p.world),
            remark(row),
        ]
    };
    let rows: Vec<[String; 11]> = rows.map(line).collect();
    let heads = [
        (title, false),
        ("rank a", true),
        ("b", true),
        ("score a", true),
        ("b", true),
        ("difference", true),
        ("90 %", true),
        ("data", true),
        ("method", true),
        ("world", true),
        ("", false),
    ];
    render::cells(heads, &rows)
}

/// A number of points with its sign; one that rounds to nothing has none.
fn signed(x: f64, decimals: u8) -> String {
    let text = shown(x.abs(), decimals, Default::default());
    let nothing = text.chars().all(|c| matches!(c, '0' | '.'));
    match (nothing, x < 0.0) {
        (true, _) => text,
        (false, true) => format!("-{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// What changes how a difference is to be read.
fn remark(row: &ComparedRow) -> String {
    let mut remarks = Vec::new();
    match (row.may_be_noise(), row.overlap()) {
        (Some(true), _) => remarks.push("may be noise".to_owned()),
        (None, Some(true)) => remarks.push("intervals overlap".to_owned()),
        _ => {}
    }
    let states = || row.gaps_between.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match row.split {
        Err(Unsplit::NoScoreA) => remarks.push("no score before".to_owned()),
        Err(Unsplit::NoScoreB) => remarks.push("no score now".to_owned()),
        Err(Unsplit::GapBetween) => remarks.push(format!("a gap on the way: {}", states())),
        Err(Unsplit::StateNotRun) => remarks.push(format!("not to be run: {}", states())),
        Err(Unsplit::NoScore | Unsplit::Results) | Ok(_) => {}
    }
    remarks.join("; ")
}

/// How many rows changed, source by source.
fn changed_rows(found: &Compared) -> Text {
    let mut text = Text::new();
    let Some(sources) = found.sources_changed() else { return text };
    if sources.is_empty() {
        text.line("rows of evidence: none is another");
        return text;
    }
    let line = |of: &SourceChanged| {
        let source = if of.source.is_empty() { "(no source)" } else { &of.source };
        let counts = [of.revised, of.new, of.vanished, of.later].map(|n| n.to_string());
        let [revised, new, vanished, later] = counts;
        [source.to_owned(), revised, new, vanished, later]
    };
    let lines: Vec<[String; 5]> = sources.iter().take(LINES).map(line).collect();
    let heads = [
        ("rows of evidence, by source", false),
        ("revised", true),
        ("new", true),
        ("vanished", true),
        ("of later periods", true),
    ];
    text.append(render::cells(heads, &lines));
    let more = sources.len().saturating_sub(LINES);
    if more > 0 {
        text.line(&format!("and {more} more sources"));
    }
    text.end();
    text
}

/// The lines of the method that changed.
fn changed_lines(found: &Compared) -> Text {
    let mut text = Text::new();
    let Some(lines) = &found.method_changed else { return text };
    if lines.is_empty() {
        text.line("method: no line is another");
        return text;
    }
    text.line("method:");
    for line in lines.iter().take(LINES) {
        text.line(&format!("  {line}"));
    }
    if lines.len() > LINES {
        text.line(&format!("  and {} more lines", lines.len() - LINES));
    }
    text
}
