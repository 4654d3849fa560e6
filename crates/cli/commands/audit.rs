//! `ideal audit`

use std::str::FromStr;

use ideal::engine::{Audit, PairFlag, Relation};
use ideal::evidence::publisher::OtherIndexRead;
use ideal::folder::Destination;
use ideal::tables::audit_tables;
use ideal::{CalibrationOptions, Lang};

use super::import::failure;
use super::{MarkedCalibration, compute, is_calibration, open, project, say_mark};
use crate::args::{AuditArgs, DrawArgs, Format};
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::{self, Text, print, print_json, say};

/// Units with the least evidence that a reader is shown.
const POOREST: usize = 10;
/// Two points lie on a line whatever they are.
const FEWEST_PAIRS: usize = 3;
/// Name of the file with everything.
const JSON: &str = "audit.json";

pub fn audit(args: &AuditArgs) -> Outcome {
    if args.format == Format::Csv && args.out.is_none() {
        return Err(Failure::input(
            "an audit has many tables, too many for stdout as CSV",
            Some("name a folder for them: --out DIR"),
        ));
    }
    if !args.lang.is_empty() && args.out.is_none() {
        return Err(Failure::input(
            "`--lang` is for the pages of an audit, which need a folder",
            Some("name one: --out DIR"),
        ));
    }
    let project = project(args.project.as_deref());
    let destination =
        args.out.as_deref().map(|dir| Destination::open_over(dir, is_audit)).transpose()?;
    if let (Some(destination), Some(folder)) = (&destination, project.folder()) {
        destination.spare(folder)?;
    }
    let mut assessment = open(&project, args.audience, DrawArgs::NONE, &args.lang)?;
    // What is printed says its mark beside it; files go their own way.
    if args.out.is_none() || args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    let results = compute(&assessment)?;
    let audit = match &args.against {
        None => results.audit(args.edition)?,
        Some(file) => {
            let read = results.other_index(file, args.column.as_deref(), args.edition);
            let read = read.map_err(|e| match e {
                ideal::Error::OtherIndex(e) => failure(*e, None),
                e => e.into(),
            })?;
            let audit = results.audit_against(args.edition, &read.index)?;
            account(&read, &audit);
            audit
        }
    };
    let calibration = if args.calibrate {
        let seed = results.assessment.seed;
        let options = CalibrationOptions { seed, ..CalibrationOptions::default() };
        Some(results.calibrate(&options, &Bar::new())?)
    } else {
        None
    };
    let json = || serde_json::to_string_pretty(&audit).map_err(ideal::Error::from);
    match (destination, &args.out, args.format) {
        (Some(destination), Some(dir), format) => {
            let mut texts = Vec::new();
            if format == Format::Json {
                texts.push((JSON, json()?));
                if let Some(found) = &calibration {
                    let text = MarkedCalibration::new(&results, found).text()?;
                    texts.push((MarkedCalibration::FILE, text));
                }
            }
            let more: Vec<(&str, &[u8])> =
                texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
            results.write_audit(&audit, calibration.as_ref(), &more, destination)?;
            say_mark(&results);
            print(&dir.display().to_string())?;
        }
        (_, _, Format::Json) => print_json(&audit)?,
        _ => table(&audit)?,
    }
    Ok(FINE)
}

/// Says what of another index stands beside the scores, and what does not.
fn account(read: &OtherIndexRead, audit: &Audit) {
    let Some(found) = &audit.against else { return };
    let values = found.given;
    let mut said = format!(
        "{}: {values} values of `{}` for {}, {} of them assessed",
        found.file,
        found.column,
        audit.edition,
        values - found.elsewhere
    );
    for (n, what) in [
        (read.other_periods, "rows of other periods"),
        (read.empty, "rows without a value"),
        (read.aggregates, "rows of regions"),
    ] {
        if n > 0 {
            said.push_str(&format!("; {n} {what} left out"));
        }
    }
    say(&said);
    for node in found.nodes.iter().filter(|node| node.n < FEWEST_PAIRS) {
        let pairs = if node.n == 1 { "1 pair" } else { &format!("{} pairs", node.n) };
        say(&format!("{} of {}: {pairs}, too few for a correlation", node.node, node.object));
    }
}

/// Whether a file of an audit has this path.
fn is_audit(path: &str) -> bool {
    let page = |name: &str| {
        name.strip_prefix("audit.")
            .and_then(|n| n.strip_suffix(".html"))
            .is_some_and(|l| Lang::from_str(l).is_ok())
    };
    let part = |folder: &str, ending: &str| {
        path.strip_prefix(folder).is_some_and(|name| {
            name.starts_with("audit_") && name.ends_with(ending) && !name.contains('/')
        })
    };
    let own = path == JSON || page(path) || part("tables/", ".csv") || part("charts/", ".svg");
    own || is_calibration(path)
}

/// Columns of a table with their decimals.
type Shown = &'static [(&'static str, usize)];

const INDICATORS: Shown = &[
    ("indicator", 0),
    ("expected", 0),
    ("available", 0),
    ("share", 2),
    ("median", 2),
    ("max", 2),
    ("skewness", 2),
    ("kurtosis", 2),
    ("remark", 0),
];
const AVAILABILITY: Shown = &[
    ("territory", 0),
    ("crime_area", 0),
    ("expected", 0),
    ("available", 0),
    ("share", 2),
    ("verdict", 0),
];
const NODES: Shown = &[
    ("object", 0),
    ("node", 0),
    ("children", 0),
    ("complete", 0),
    ("alpha", 2),
    ("kmo", 2),
    ("first_component", 2),
    ("kept_components", 0),
    ("mean_correlation", 2),
];
const CORRELATIONS: Shown = &[
    ("object", 0),
    ("relation", 0),
    ("node", 0),
    ("a", 0),
    ("b", 0),
    ("n", 0),
    ("territories", 0),
    ("r", 2),
    ("r_low", 2),
    ("r_high", 2),
    ("p", 3),
    ("flag", 0),
];
const SELECTION: Shown = &[
    ("node", 0),
    ("indicator", 0),
    ("territories_known", 0),
    ("territories_missing", 0),
    ("mean_known", 1),
    ("mean_missing", 1),
    ("difference", 1),
    ("difference_low", 1),
    ("difference_high", 1),
    ("p", 3),
];
const VARIANTS: Shown = &[
    ("variant", 0),
    ("ranked", 0),
    ("mean_rank_shift", 2),
    ("max_rank_shift", 0),
    ("spearman", 2),
    ("unranked", 0),
    ("newly_ranked", 0),
    ("kept", 0),
    ("reason", 0),
];
const AGAINST: Shown = &[
    ("object", 0),
    ("node", 0),
    ("n", 0),
    ("r", 2),
    ("r_low", 2),
    ("r_high", 2),
    ("p", 3),
    ("spearman", 2),
    ("spearman_low", 2),
    ("spearman_high", 2),
    ("kendall", 2),
];
const POINTS: Shown = &[
    ("node", 0),
    ("territory", 0),
    ("crime_area", 0),
    ("score", 1),
    ("other", 2),
    ("residual", 1),
];
const PAIRS: Shown = &[("a", 0), ("b", 0), ("n", 0), ("r", 2), ("spearman", 2), ("kendall", 2)];
const WEIGHTS: Shown = &[
    ("node", 0),
    ("child", 0),
    ("stated", 2),
    ("in_root", 3),
    ("effective", 2),
    ("ratio", 2),
    ("flag", 0),
];

/// What is worth a look of an audit.
fn worth_a_look(audit: &Audit) -> Audit {
    let mut out = audit.clone();
    out.availability.sort_by(|a, b| a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)));
    out.availability.truncate(POOREST);
    // Siblings are among the correlations already.
    let siblings = |a: &str, b: &str| {
        audit.correlations.iter().any(|p| p.relation == Relation::Siblings && p.a == a && p.b == b)
    };
    let met = |a: &str, b: &str| siblings(a, b) || siblings(b, a);
    out.matrix.retain(|p| p.flag == Some(PairFlag::High) && !met(&p.a, &p.b));
    out.correlations.retain(|p| p.flag.is_some());
    out.weights.retain(|w| w.flag.is_some());
    out.nodes.retain(|n| n.children > 1);
    out.selection.retain(|s| s.selected);
    if let Some(against) = &mut out.against {
        against.points.retain(|p| p.outlier);
    }
    out
}

/// The tables by name, each with its title and the columns that are shown.
fn sections(audit: &Audit, shown: &Audit) -> Vec<(&'static str, String, Shown)> {
    let part = |of: usize, all: usize| format!("({of} of {all})");
    let units = part(shown.availability.len(), audit.availability.len());
    let correlations = part(shown.correlations.len(), audit.correlations.len());
    let weights = part(shown.weights.len(), audit.weights.len());
    let selection = part(shown.selection.len(), audit.selection.len());
    let pairs = format!("({} of {} pairs)", shown.matrix.len(), audit.matrix.len());
    let mut sections = vec![
        (
            "audit_indicators",
            "Indicators: how often they are known, and how their values lie".to_owned(),
            INDICATORS,
        ),
        ("audit_availability", format!("Units with the least evidence {units}"), AVAILABILITY),
        (
            "audit_nodes",
            "Nodes: do their children measure one thing? (alpha under 0.7: no, or they are not \
             meant to)"
                .to_owned(),
            NODES,
        ),
        (
            "audit_correlations",
            format!(
                "Correlations worth a look {correlations}: high counts twice, low says nothing, \
                 negative contradicts"
            ),
            CORRELATIONS,
        ),
        ("audit_matrix", format!("Indicators of different nodes that say the same {pairs}"), PAIRS),
        ("audit_weights", format!("Weights that work otherwise than stated {weights}"), WEIGHTS),
        (
            "audit_selection",
            format!("Indicators that seem not to be missing at random {selection}"),
            SELECTION,
        ),
        (
            "audit_variants",
            "The ranking if goalposts, normalisation or floors were others".to_owned(),
            VARIANTS,
        ),
    ];
    if let (Some(all), Some(shown)) = (&audit.against, &shown.against) {
        // What was asked for stands first.
        let outliers = part(shown.points.len(), all.points.len());
        let title = format!("Further from the line than two standard errors {outliers}");
        sections.insert(0, ("audit_against_points", title, POINTS));
        let title = format!("Scores beside `{}` of {}", all.column, all.file);
        sections.insert(0, ("audit_against", title, AGAINST));
    }
    sections
}

/// The audit for reading: everything worth a look, not every number.
fn table(audit: &Audit) -> std::io::Result<()> {
    say(&format!("{} units, edition {}, {}", audit.units, audit.edition, audit.handling));
    let shown = worth_a_look(audit);
    let tables = audit_tables(&shown);
    let mut text = Text::new();
    for (name, title, columns) in sections(audit, &shown) {
        let Some(table) = tables.iter().find(|t| t.name == name) else { continue };
        text.line(&title);
        if table.height > 0 {
            text.append(render::grid(table, columns));
        }
        text.end();
    }
    print(&text)
}
