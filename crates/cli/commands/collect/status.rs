//! `ideal collect status`

use std::path::Path;

use ideal::collect::{self, PanelStatus, RaterSeverity, RowDisagreement, Status};
use ideal::evidence::Folder;
use ideal::model::method::Adjust;

use super::{opened, round_of};
use crate::args::{StatusArgs, StatusFormat};
use crate::exit::{FINE, Outcome};
use crate::render::{self, Text, print, print_json, say};

/// Rows that raters differ on, and raters, that are printed at most.
const SHOWN: usize = 20;

/// Pseudonyms of missing raters that are named of a panel, at most.
const NAMED: usize = 5;

/// Points of 100 under which nobody is told that he rates otherwise.
const SEVERE: f64 = 5.0;

pub fn status(args: &StatusArgs) -> Outcome {
    let (folder, project) = opened(args.project.as_deref())?;
    let round = round_of(&folder, &project, &args.round)?;
    let found = collect::status(&Folder::new(&folder), &round)?;
    if found.strangers > 0 {
        say(&format!(
            "{} raters of panels that the round no longer has do not count here",
            found.strangers
        ));
    }
    match args.format {
        StatusFormat::Json => print_json(&found)?,
        StatusFormat::Table => print(&table(&found))?,
    }
    if let Some(out) = &args.out {
        let pages = collect::status_pages(&found, &project, &round)?;
        collect::put_pages(out, &pages)?;
        for page in &pages {
            say(&format!("{}, marked {}", out.join(&page.file).display(), found.mark));
        }
    }
    if args.format == StatusFormat::Table {
        next(&found, &folder);
        say_severe(&found, project.method.raters.adjust);
    }
    Ok(FINE)
}

/// Panels, items, disagreements and raters.
fn table(found: &Status) -> Text {
    let mut text = Text::new();
    panels(&mut text, found);
    weights(&mut text, found);
    items(&mut text, found);
    if !found.disagreements.is_empty() {
        disagreements(&mut text, found);
    }
    if !found.severity.is_empty() {
        severity(&mut text, found);
    }
    text
}

fn panels(text: &mut Text, found: &Status) {
    let heads = [
        ("panel", false),
        ("raters", true),
        ("expected", true),
        ("answered", true),
        ("of rows", true),
        ("", true),
        ("unknown", true),
    ];
    let rows: Vec<[String; 7]> = found
        .panels
        .iter()
        .map(|p| {
            [
                p.panel.clone(),
                p.raters.to_string(),
                p.expected.to_string(),
                p.answered.to_string(),
                p.rows.to_string(),
                p.share.map(|s| format!("{:.0} %", 100.0 * s)).unwrap_or_default(),
                p.unknown.to_string(),
            ]
        })
        .collect();
    text.append(render::cells(heads, &rows));
}

/// Who gave weights, where the round asks for them.
fn weights(text: &mut Text, found: &Status) {
    if !found.asks_weights {
        return;
    }
    let rows: Vec<[String; 2]> = found
        .weights
        .iter()
        .map(|w| [format!("{}/{}", w.panel, w.rater), w.nodes.join(" ")])
        .collect();
    text.end();
    if rows.is_empty() {
        text.line("weights: nobody has given any yet");
        return;
    }
    text.append(render::cells([("weights given by", false), ("of the children of", false)], &rows));
}

fn items(text: &mut Text, found: &Status) {
    let number = |x: Option<f64>| x.map_or("-".to_owned(), |x| format!("{x:.3}"));
    let rows: Vec<[String; 7]> = found
        .items
        .iter()
        .map(|i| {
            let range = match (i.alpha_low, i.alpha_high) {
                (Some(low), Some(high)) => format!("{low:.3} to {high:.3}"),
                _ => String::new(),
            };
            [
                i.indicator.clone(),
                i.raters.to_string(),
                i.units.to_string(),
                number(i.alpha),
                range,
                number(i.icc),
                number(i.w),
            ]
        })
        .collect();
    let heads = [
        ("item", false),
        ("raters", true),
        ("rows", true),
        ("alpha", true),
        ("95 % interval", false),
        ("ICC(A,1)", true),
        ("W", true),
    ];
    text.end();
    text.append(render::cells(heads, &rows));
    text.line("alpha: 1 is agreement on every row, 0 what chance gives; 0.8 and more is relied on. - is not");
    text.line("defined: too few raters or rows, or none that all rated (ICC, W)");
}

fn disagreements(text: &mut Text, found: &Status) {
    let rows: Vec<[String; 7]> = found
        .disagreements
        .iter()
        .take(SHOWN)
        .map(|d| {
            [
                format!("{}/{}", d.territory, d.crime_area),
                d.indicator.clone(),
                d.panel.clone(),
                d.n.to_string(),
                d.median.to_string(),
                format!("{} to {}", d.low_quartile, d.high_quartile),
                outcome(d),
            ]
        })
        .collect();
    let heads = [
        ("raters differ on", false),
        ("item", false),
        ("panel", false),
        ("raters", true),
        ("median", true),
        ("quartiles", false),
        ("", false),
    ];
    text.end();
    text.append(render::cells(heads, &rows));
    if found.disagreements.len() > SHOWN {
        text.line(&format!("and {} rows more", found.disagreements.len() - SHOWN));
    }
}

/// What comes of a row of which some say that it does not apply.
fn outcome(d: &RowDisagreement) -> String {
    let what = match d.not_applicable {
        0 => return String::new(),
        n if n > d.n => "it does not apply, as most say",
        n if n == d.n => "a tie: the ratings stand",
        _ => "the ratings stand",
    };
    format!("{} say not applicable: {what}", d.not_applicable)
}

fn severity(text: &mut Text, found: &Status) {
    let number = |x: Option<f64>, plus: bool| match x {
        Some(x) if plus => format!("{x:+.1}"),
        Some(x) => format!("{x:.1}"),
        None => "-".to_owned(),
    };
    // Where there are many, those who lie farthest from the others.
    let mut raters: Vec<&RaterSeverity> = found.severity.iter().collect();
    if raters.len() > SHOWN {
        let size = |r: &RaterSeverity| r.severity.map_or(-1.0, f64::abs);
        raters.sort_by(|a, b| size(b).total_cmp(&size(a)));
    }
    let rows: Vec<[String; 4]> = raters
        .iter()
        .take(SHOWN)
        .map(|r| {
            let connected = if r.connected { "" } else { "compared with no other panel" };
            let none = r.severity.is_some() && r.se.is_none();
            [
                format!("{}/{}", r.panel, r.rater),
                if none { "none found".to_owned() } else { number(r.severity, true) },
                if none { String::new() } else { number(r.se, false) },
                connected.to_owned(),
            ]
        })
        .collect();
    let heads = [("rater", false), ("severity", true), ("s.e.", true), ("", false)];
    text.end();
    text.append(render::cells(heads, &rows));
    if raters.len() > SHOWN {
        text.line(&format!("and {} raters closer to the others", raters.len() - SHOWN));
    }
    text.line("severity: what a rater gives more than those he can be compared with, in points of 0 to 100");
}

/// A panel of which raters are missing, with their pseudonyms where all others are those that its
/// workbook offers.
fn waited_for(panel: &PanelStatus, found: &Status) -> String {
    let counted = format!("{} of {}", panel.raters, panel.expected);
    let missing = missing(panel, found);
    if panel.raters + missing.len() == panel.expected && missing.len() <= NAMED {
        format!("{} ({counted}; {})", panel.panel, missing.join(", "))
    } else {
        format!("{} ({counted})", panel.panel)
    }
}

/// The pseudonyms that a panel's workbook offers and nobody has used.
fn missing(panel: &PanelStatus, found: &Status) -> Vec<String> {
    let offered = (1..=panel.expected).map(|n| format!("R{n}"));
    let used =
        |name: &String| found.severity.iter().any(|r| r.panel == panel.panel && r.rater == *name);
    offered.filter(|name| !used(name)).collect()
}

/// Says who rates so much higher or lower than others that it is no chance, and what the method makes
/// of it.
fn say_severe(found: &Status, adjust: Adjust) {
    let stands_out = |r: &&RaterSeverity| match (r.severity, r.se) {
        (Some(severity), Some(se)) => severity.abs() >= SEVERE && severity.abs() > 2.0 * se,
        _ => false,
    };
    let named: Vec<String> = found
        .severity
        .iter()
        .filter(stands_out)
        .filter_map(|r| Some(format!("{}/{} ({:+.1})", r.panel, r.rater, r.severity?)))
        .collect();
    if named.is_empty() {
        return;
    }
    let taken_out = match adjust {
        Adjust::Severity => "the method takes it out (`adjust = \"severity\"`)",
        Adjust::None => "the method leaves it in: `adjust = \"severity\"` in [raters] takes it out",
    };
    say(&format!(
        "rate otherwise than those they can be compared with, in points of 100: {}; {taken_out}",
        named.join(", ")
    ));
}

/// The first of a list, and how many more there are.
fn listed(names: &[String]) -> String {
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// What to do next.
fn next(found: &Status, folder: &Path) {
    for panel in found.panels.iter().filter(|p| p.raters > p.expected) {
        say(&format!(
            "{} raters of {} have answered, and {} are expected: is one of them there twice, or under \
             another pseudonym?",
            panel.raters, panel.panel, panel.expected
        ));
    }
    let command =
        |name: &str| format!("ideal collect {name} {} --round {}", folder.display(), found.round);
    let waiting: Vec<String> = found.waiting().map(|p| waited_for(p, found)).collect();
    if !waiting.is_empty() {
        say(&format!("waiting for raters of {}", waiting.join(", ")));
        say(&format!("when more come back: `{} FILE...`", command("receive")));
    }
    match (found.disagreements.len(), found.second) {
        (0, _) if !waiting.is_empty() => {}
        (0, _) => say(&format!("nothing is left to ask: `{}`", command("close"))),
        (n, _) if !found.second_out.is_empty() => say(&format!(
            "raters differ on {n} rows, and a second round is out: {} have answered it, {} have not \
             ({}); when theirs come back: `{} FILE...`",
            found.second,
            found.second_out.len(),
            listed(&found.second_out),
            command("receive")
        )),
        (n, 0) => say(&format!(
            "raters differ on {n} rows: ask these again with `{} --out DIR --second`",
            command("issue")
        )),
        (n, raters) => say(&format!(
            "{raters} raters have answered a second round, and {n} rows are left on which a panel \
             differs; the results take the difference in: `{}`",
            command("close")
        )),
    }
}
