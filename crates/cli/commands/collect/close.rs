//! `ideal collect close`

use std::collections::BTreeSet;

use ideal::collect::{self, CollectError};
use ideal::evidence::Folder;
use ideal::model::Ranking;
use ideal::tables::{Rows, round_changes_table, round_severity_table};
use ideal::{PanelSeverity, RoundChange, RoundChanges};
use serde::Serialize;

use super::{opened, round_of};
use crate::args::{CloseArgs, Format};
use crate::commands::import::failure;
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::{self, print, print_bytes, print_json, say};

/// Cells named one by one, at most.
const NAMED: usize = 8;

#[derive(Serialize)]
struct Closed<'a, 't, 'r> {
    round: &'a str,
    handling: String,
    /// Rows of evidence that the round gave.
    rows: usize,
    /// Cells that were gaps and are assessed now.
    assessed_now: Vec<String>,
    changes: Rows<'t, 'r>,
    /// What the severity of each panel does.
    severity: Rows<'t, 'r>,
}

pub fn close(args: &CloseArgs) -> Outcome {
    let (folder, assessment) = opened(args.project.as_deref())?;
    let round = round_of(&folder, &assessment, &args.round)?;
    collect::intact(&Folder::new(&folder), &round).map_err(CollectError::Round)?;
    let found =
        assessment.acknowledge_red().round_changes(&collect::source_id(&round.id), &Bar::new())?;
    if found.rows == 0 {
        return Err(Failure::input(
            format!("nothing of the round {} was received", round.id),
            Some("`ideal collect receive` takes in the workbooks that came back"),
        ));
    }
    let table = round_changes_table(&found.results, &found.changes);
    let severity = round_severity_table(&found.results, &found.severity);
    let own = |name: &str| format!("{}/{name}.csv", collect::folder(&round.id));
    let mut files = vec![(own("changes"), table.csv())];
    // A method that takes no severity out has nothing to say of panels, and what an earlier call
    // said does not stay.
    if !found.severity.is_empty() || folder.join(own("severity")).exists() {
        files.push((own("severity"), severity.csv()));
    }
    let refused = |e| failure(e, Some(&folder));
    let update = ideal::evidence::Update::begin(&folder, super::receive::waiting);
    update.map_err(refused)?.commit(&files).map_err(refused)?;
    match args.format {
        Format::Table => {
            account(&found);
            say(&format!("marked {}", found.results.mark));
            for (path, _) in &files {
                print(&folder.join(path).display().to_string())?;
            }
            say(&format!(
                "what comes in after this changes it: `close` again then. The assessment with the \
                 ratings: `ideal run {}`",
                folder.display()
            ));
        }
        Format::Csv => print_bytes(&table.csv())?,
        Format::Json => print_json(&Closed {
            round: &round.id,
            handling: found.results.mark.to_string(),
            rows: found.rows,
            assessed_now: found.assessed_now().map(|c| cell(&found, c)).collect(),
            changes: table.rows(),
            severity: severity.rows(),
        })?,
    }
    Ok(FINE)
}

/// `TERRITORY/AREA`.
fn cell(found: &RoundChanges, c: &RoundChange) -> String {
    format!("{}/{}", found.results.place_code(c.unit), found.results.area_code(c.unit))
}

/// What the round changed, in a few lines.
fn account(found: &RoundChanges) {
    let root = found.results.assessment.method.root;
    let cells: Vec<String> = found.assessed_now().map(|c| cell(found, c)).collect();
    say(&format!("{} rows of evidence", found.rows));
    let named = cells.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    say(&match cells.len() {
        0 => "no cell that was a gap is assessed now".to_owned(),
        1 => format!("1 cell that was a gap is assessed now: {named}"),
        n if n <= NAMED => format!("{n} cells that were gaps are assessed now: {named}"),
        n => format!("{n} cells that were gaps are assessed now: {named} and {} more", n - NAMED),
    });
    let idle = weightless(found);
    if !idle.is_empty() {
        say(&format!(
            "no roll-up of a territory moves by {}: their weight in [rollup.territory] is 0; give \
             them one in a method of your own, now that they are assessed",
            idle.join(", ")
        ));
    }
    let at_root = |ranking: Ranking| {
        found.changes.iter().filter(move |c| c.ranking == ranking && c.node == root)
    };
    let mut territories: Vec<&RoundChange> = at_root(Ranking::Territories).collect();
    territories.sort_by_key(|c| (c.ranks[1].is_none(), c.ranks[1], c.unit));
    if territories.is_empty() {
        say("no territory moved");
        severities(found);
        return;
    }
    let rows: Vec<[String; 7]> = territories.iter().map(|c| line(found, c)).collect();
    say(&render::cells(
        [
            ("territory", false),
            ("rank before", true),
            ("rank", true),
            ("score before", true),
            ("score", true),
            ("without severity taken out", true),
            ("panels", false),
        ],
        &rows,
    ));
    severities(found);
}

/// What the severity of each panel does to the ranking of territories.
fn severities(found: &RoundChanges) {
    let root = found.results.assessment.method.root;
    let at_root = |s: &&PanelSeverity| s.ranking == Ranking::Territories && s.node == root;
    let mut moved: Vec<&PanelSeverity> = found.severity.iter().filter(at_root).collect();
    let size = |s: &PanelSeverity| match s.scores {
        [Some(a), Some(b)] => (a - b).abs(),
        _ => f64::INFINITY,
    };
    moved.sort_by(|a, b| size(b).total_cmp(&size(a)));
    if moved.is_empty() {
        return;
    }
    let rank = |r: Option<u32>| r.map_or_else(|| "-".to_owned(), |r| r.to_string());
    let score = |s: Option<f64>| s.map_or_else(|| "-".to_owned(), |s| format!("{s:.1}"));
    let rows: Vec<[String; 6]> = moved
        .iter()
        .take(NAMED)
        .map(|s| {
            [
                found.results.place_code(s.unit).to_owned(),
                s.panel.clone(),
                rank(s.ranks[0]),
                rank(s.ranks[1]),
                score(s.scores[0]),
                score(s.scores[1]),
            ]
        })
        .collect();
    say("what the severity of one panel does, were it alone left in:");
    say(&render::cells(
        [
            ("territory", false),
            ("panel", false),
            ("rank", true),
            ("rank with it", true),
            ("score", true),
            ("score with it", true),
        ],
        &rows,
    ));
    if moved.len() > NAMED {
        say(&format!("and {} more", moved.len() - NAMED));
    }
}

/// Crime areas that are assessed now and weigh nothing in the roll-up of territories.
fn weightless(found: &RoundChanges) -> Vec<&str> {
    let method = &found.results.assessment.method;
    let Some(rollup) = &method.rollup_territory else { return Vec::new() };
    let areas: BTreeSet<&str> =
        found.assessed_now().map(|c| found.results.area_code(c.unit)).collect();
    areas.into_iter().filter(|a| rollup.weight(a, method.root) == 0.0).collect()
}

fn line(found: &RoundChanges, c: &RoundChange) -> [String; 7] {
    let rank = |r: Option<u32>| r.map_or_else(|| "-".to_owned(), |r| r.to_string());
    let score = |s: Option<f64>| s.map_or_else(|| "-".to_owned(), |s| format!("{s:.1}"));
    [
        found.results.place_code(c.unit).to_owned(),
        rank(c.ranks[0]),
        rank(c.ranks[1]),
        score(c.scores[0]),
        score(c.scores[1]),
        c.unadjusted.map_or_else(String::new, |(s, _)| score(s)),
        c.panels.join(" "),
    ]
}
