//! The files of a project that are made of the ratings received.

use ideal_evidence::publisher::{self, ImportError};
use ideal_evidence::{Files, Update, written_path, written_table};
use ideal_model::{Finding, Judgement, Mark, judged};

use super::asked::Asked;
use super::judgements::Weights;
use super::log::{self, LogLine, received_path};
use super::rating::{Rating, guarded};
use super::ratings::{RaterKey, Ratings, letter_text, number_text, ratings_path, value_text};
use crate::round::{BridgeUse, evidence_path, folder, source_id, weights_path};
use crate::workbook::{Block, Row};

/// Columns of evidence that ratings have beside those of imports.
const OWN: [&str; 6] = ["rater", "tlp", "handling", "low", "high", "confidence"];

/// Columns that hold numbers.
const NUMBERS: [&str; 5] = ["value", "se", "low", "high", "confidence"];

/// Files as they are to be: paths in the project with their bytes.
pub(super) type FilesToBe = Vec<(String, Vec<u8>)>;

/// A table: its head and rows.
type TableText = (Vec<&'static str>, Vec<Vec<String>>);

/// What the files say, as tables.
#[derive(Default)]
struct Tables {
    evidence: Vec<Vec<String>>,
    bridge: Vec<Vec<String>>,
    vignettes: Vec<Vec<String>>,
    reasons: Vec<Vec<String>>,
    /// Ratings of rows that the round does not ask any more.
    idle: usize,
}

/// What is in force of everything that was received.
#[derive(Default)]
pub(super) struct Kept {
    pub ratings: Ratings,
    pub weights: Weights,
    pub log: Vec<LogLine>,
}

impl Kept {
    /// What a round's files say.
    pub(super) fn open(files: &dyn Files, round: &str) -> Result<Self, Box<Finding>> {
        Ok(Kept {
            ratings: Ratings::open(files, round)?,
            weights: Weights::open(files, round)?,
            log: log::received(files, round)?,
        })
    }
}

/// The files of a round as they are to be, by path, with how many ratings and weights none of them
/// has.
pub(super) fn files(
    asked: &Asked<'_>,
    kept: &Kept,
    update: &Update,
) -> Result<(FilesToBe, usize), Box<ImportError>> {
    let round = &asked.round.id;
    let Tables { evidence, bridge, vignettes, reasons, mut idle } = tables(asked, &kept.ratings);
    let (weights, idle_weights) = judgements(asked, kept);
    idle += idle_weights;
    let own = |name: &str| format!("{}/{name}.csv", folder(round));
    let head = evidence_head();
    let mut out = Vec::new();
    let plain = [
        (own("bridge"), (head.clone(), bridge)),
        (own("vignettes"), (VIGNETTES.to_vec(), vignettes)),
        (own("reasons"), (REASONS.to_vec(), reasons)),
        (ratings_path(round), owned(kept.ratings.rows())),
        (weights_path(round), owned(kept.weights.rows())),
        (received_path(round), owned(log::rows(&kept.log))),
    ];
    let there = |path: &str| update.files().is_folder(path).is_some();
    for (path, (head, rows)) in plain {
        // Nothing is said of what nobody asked for.
        if !rows.is_empty() || there(&path) {
            out.push((path, csv(&head, rows)));
        }
    }
    let own = format!("{}/", source_id(round));
    out.extend(update.with_judgements(&own, &weights).map_err(Box::new)?);
    // Evidence comes last: what it rests on is there by then.
    let path = evidence_path(round);
    if !evidence.is_empty() || there(&path) {
        let bytes = update.evidence(&path, &head, &NUMBERS, evidence).map_err(Box::new)?;
        out.push((path, bytes));
    }
    let of_round = |path: &str| path.starts_with(&format!("{}/", folder(round)));
    let own = out.iter().filter(|(p, _)| of_round(p) || *p == evidence_path(round));
    let written = written_table(own.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    out.push((written_path(round), written));
    Ok((out, idle))
}

/// The weights that the project's own table has of a round, with how many it has not: those of
/// nodes that the round does not ask any more, and those that make no weights under the method as
/// it is now, with which the project could not be read.
fn judgements(asked: &Asked<'_>, kept: &Kept) -> (Vec<Judgement>, usize) {
    let (mut out, mut idle) = (Vec::new(), 0);
    for (key, rows) in kept.weights.raters() {
        // Weights come in the workbook of ratings, whose rows have marks and whose sheet of weights
        // has none: what a rater marked most strictly holds for them.
        let said = kept.ratings.of(key, false).into_iter().flatten();
        let mark = said.fold(asked.round.handling, |mark, (_, rating)| {
            let under = rating.under.as_ref().map(|under| under.mark).unwrap_or_default();
            let own = rating.tlp.map(|tlp| Mark::new(tlp, None)).unwrap_or_default();
            mark.strictest(under).strictest(own)
        });
        let fits = |of: &[Judgement]| match &asked.weights {
            Some(weights) => !judged(weights.method, of).1.failed(),
            None => false,
        };
        let nodes = asked.weights.as_ref().map(|w| w.nodes).unwrap_or_default();
        let mut left = rows.len();
        for node in nodes {
            let of: Vec<Judgement> = rows
                .iter()
                .filter(|j| j.node == *node)
                .map(|j| Judgement { mark, ..j.clone() })
                .collect();
            if fits(&of) {
                left -= of.len();
                out.extend(of);
            }
        }
        idle += left;
    }
    (out, idle)
}

fn owned((head, rows): (&'static [&'static str], Vec<Vec<String>>)) -> TableText {
    (head.to_vec(), rows)
}

fn evidence_head() -> Vec<&'static str> {
    publisher::COLUMNS.into_iter().chain(OWN).collect()
}

const VIGNETTES: [&str; 9] =
    ["vignette", "indicator", "rater", "value", "low", "high", "confidence", "tlp", "handling"];

const REASONS: [&str; 9] =
    ["panel", "rater", "id", "territory", "crime_area", "indicator", "reason", "tlp", "handling"];

fn tables(asked: &Asked<'_>, ratings: &Ratings) -> Tables {
    let mut out = Tables::default();
    for key in ratings.raters() {
        let rows = asked.of(&key.panel);
        for (id, rating) in ratings.in_force(key) {
            let Some(row) = rows.and_then(|rows| rows.get(id)) else {
                out.idle += 1;
                continue;
            };
            match (row.block, asked.round.bridge) {
                (Block::Vignette, _) => out.vignettes.push(vignette(asked, key, row, &rating)),
                (Block::Bridge, BridgeUse::Severity) => {
                    out.bridge.push(evidence(asked, key, row, &rating));
                }
                _ => out.evidence.push(evidence(asked, key, row, &rating)),
            }
            if !rating.reason.is_empty() {
                out.reasons.push(reason(asked, key, row, &rating));
            }
        }
    }
    // By territory, area, indicator and rater, however the answers came in.
    for table in [&mut out.evidence, &mut out.bridge, &mut out.vignettes, &mut out.reasons] {
        table.sort();
    }
    out
}

/// The mark of a rating, label and code: the strictest of the round's, of that which it was given
/// under, and of the rater's own.
fn mark(asked: &Asked<'_>, rating: &Rating) -> [String; 2] {
    let promised = rating.under.as_ref().map(|under| under.mark).unwrap_or_default();
    let own = Mark::new(rating.tlp.unwrap_or_default(), None);
    let Mark { tlp, code, .. } = asked.round.handling.strictest(promised).strictest(own);
    [tlp.to_string(), code.map(|code| code.to_string()).unwrap_or_default()]
}

fn evidence(asked: &Asked<'_>, key: &RaterKey, row: &Row<'_>, rating: &Rating) -> Vec<String> {
    let round = asked.round;
    let [tlp, handling] = mark(asked, rating);
    let cell = |column: &str| match column {
        "territory" => row.territory.to_owned(),
        "crime_area" => row.crime_area.to_owned(),
        "indicator" => row.item.code.clone(),
        "period" => round.edition.to_string(),
        "value" => value_text(rating.best),
        "source" => source_id(&round.id),
        "reliability" => letter_text(rating.grade.reliability),
        "credibility" => letter_text(rating.grade.credibility),
        "rater" => key.code(),
        "tlp" => tlp.clone(),
        "handling" => handling.clone(),
        "low" => number_text(rating.low),
        "high" => number_text(rating.high),
        "confidence" => number_text(rating.confidence),
        _ => String::new(),
    };
    evidence_head().into_iter().map(cell).collect()
}

fn vignette(asked: &Asked<'_>, key: &RaterKey, row: &Row<'_>, rating: &Rating) -> Vec<String> {
    let [tlp, handling] = mark(asked, rating);
    vec![
        row.vignette.map(|v| v.id.clone()).unwrap_or_default(),
        row.item.code.clone(),
        key.code(),
        value_text(rating.best),
        number_text(rating.low),
        number_text(rating.high),
        number_text(rating.confidence),
        tlp,
        handling,
    ]
}

fn reason(asked: &Asked<'_>, key: &RaterKey, row: &Row<'_>, rating: &Rating) -> Vec<String> {
    let [tlp, handling] = mark(asked, rating);
    vec![
        key.panel.clone(),
        key.rater.clone(),
        row.id.clone(),
        row.territory.to_owned(),
        row.crime_area.to_owned(),
        row.item.code.clone(),
        guarded(&rating.reason),
        tlp,
        handling,
    ]
}

/// A table as CSV: comma, LF, quotation marks where they are needed.
fn csv(head: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Memory takes whatever it is given, and rows are as wide as the head.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
