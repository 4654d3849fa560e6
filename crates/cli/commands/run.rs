//! `ideal run`

use std::path::Path;

use ideal::export::FormatName;
use ideal::folder::Destination;
use ideal::manifest::{Counts, ReleaseEntry, WithheldEntry};
use ideal::model::{NodeResult, PointInInterval};
use ideal::{Assessed, Severity};
use serde::Serialize;

use super::{compute, open, project};
use crate::args::{RunArgs, RunFormat};
use crate::exit::{FINE, Outcome};
use crate::progress::Bar;
use crate::render::{Text, print, print_json_line, say};

pub fn run(args: &RunArgs) -> Outcome {
    let project = project(args.project.as_deref());
    // Locked before anything is computed: a second run to the same folder should not find out at
    // the end.
    let destination = if args.replace {
        Destination::open_replacing(&args.out)?
    } else {
        Destination::open(&args.out)?
    };
    let foreign = destination.foreign().to_vec();
    if let Some(folder) = project.folder() {
        destination.spare(folder)?;
    }
    let mut formats: Vec<FormatName> = args.formats.iter().flat_map(|f| f.0.clone()).collect();
    formats.extend(args.png.then_some(FormatName::Png));
    formats.sort_unstable();
    formats.dedup();
    let mut assessment = open(&project, args.audience, args.draw, &args.lang)?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    if let Some(date) = args.date {
        assessment = assessment.with_date(date);
    }
    let results = match &args.previous {
        Some(previous) => {
            destination.spare(previous)?;
            assessment.run_beside(previous, &Bar::new())?
        }
        None => compute(&assessment)?,
    };
    if let Some(previous) =
        args.previous.as_ref().filter(|_| results.compared().is_some_and(|c| !c.notes.is_empty()))
    {
        say(&format!("compared with {}, here A; this edition is B", previous.display()));
    }
    for note in results.compared().map(|c| c.notes.as_slice()).unwrap_or_default() {
        say(note);
    }
    results.write_as(destination, &formats, &Bar::new())?;
    if !foreign.is_empty() {
        say(&format!("deleted with the old result, as --replace asks: {}", foreign.join(", ")));
    }
    say(&Text::of_lines(&summary(&results)));
    // The path as it was given: that is the one the user knows.
    let html = formats.contains(&FormatName::Html);
    let index = if html { args.out.join("index.html") } else { args.out.clone() };
    let index = index.display().to_string();
    match args.format {
        RunFormat::Path => print(&index)?,
        RunFormat::Json => print_json_line(&Made::of(&results, index, &args.out))?,
    }
    Ok(FINE)
}

/// What a program is told of a run.
#[derive(Serialize)]
struct Made {
    index: String,
    out: String,
    mark: String,
    audience: Option<String>,
    withheld: Option<WithheldEntry>,
    counts: Counts,
    /// How many warnings there are to read.
    warnings: usize,
}

impl Made {
    fn of(results: &Assessed, index: String, out: &Path) -> Self {
        let release = results.assessment.release.as_ref().map(ReleaseEntry::of);
        let (audience, withheld) = release.map(|r| (r.audience, r.withheld)).unzip();
        Made {
            index,
            out: out.display().to_string(),
            mark: results.mark.to_string(),
            audience,
            withheld,
            counts: Counts::of(results),
            warnings: count(results, Severity::Warning),
        }
    }
}

/// How many findings there are to read.
fn count(results: &Assessed, severity: Severity) -> usize {
    results.findings.iter().filter(|f| f.severity == severity).count()
}

/// How many scores do not lie well inside the interval of their draws.
fn points_aside(results: &Assessed) -> usize {
    let aside = |n: &&NodeResult| {
        let place = n.score.zip(n.interval.as_ref()).map(|(score, i)| i.place_of(score));
        place.is_some_and(|p| p != PointInInterval::Inside)
    };
    results.nodes.iter().filter(aside).count()
}

/// What was assessed, in one line, and how many findings there are to read.
fn summary(results: &Assessed) -> String {
    let counts = Counts::of(results);
    let areas = if counts.crime_areas > 0 {
        format!(" x {} crime areas", counts.crime_areas)
    } else {
        String::new()
    };
    let editions = results.assessment.editions.len();
    let mut text = format!(
        "{} territories{areas} x {editions} edition{}: {} scores, {} gaps, from {} of {} evidence \
         rows; {}",
        counts.territories,
        if editions == 1 { "" } else { "s" },
        counts.assessed,
        counts.gaps,
        counts.observations_used,
        counts.observations,
        results.mark
    );
    let aside = points_aside(results);
    if aside > 0 {
        text.push_str(&format!(
            "\n{aside} of the scores lie at an end of their 90 % interval or beyond it: read their \
             median too (point_in_interval in tables/scores.csv)"
        ));
    }
    let (warnings, notes) = (count(results, Severity::Warning), count(results, Severity::Note));
    if warnings + notes > 0 {
        text.push_str(&format!(
            "\n{warnings} warning(s), {notes} note(s): see tables/warnings.csv"
        ));
    }
    text
}
