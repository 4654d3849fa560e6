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
use crate::speech::{tell, tell_of};

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
        let previous = previous.display().to_string();
        say(&tell("terminal-compared-with", &[("previous", &previous)]));
    }
    for note in results.compared().map(|c| c.notes.as_slice()).unwrap_or_default() {
        say(note);
    }
    results.write_as(destination, &formats, &Bar::new())?;
    if !foreign.is_empty() {
        say(&tell("terminal-deleted", &[("files", &foreign.join(", "))]));
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
    let editions = results.assessment.editions.len();
    let figures = [
        ("territories", counts.territories.to_string()),
        ("areas", counts.crime_areas.to_string()),
        ("editions", editions.to_string()),
        ("scores", counts.assessed.to_string()),
        ("gaps", counts.gaps.to_string()),
        ("used", counts.observations_used.to_string()),
        ("rows", counts.observations.to_string()),
        ("mark", results.mark.to_string()),
    ];
    let figures = figures.each_ref().map(|(name, text)| (*name, text.as_str()));
    let areas = counts.crime_areas > 0;
    let id = if areas { "terminal-assessed-areas" } else { "terminal-assessed" };
    let mut lines = vec![tell_of(id, editions, &figures)];
    let aside = points_aside(results);
    if aside > 0 {
        lines.push(tell_of("terminal-aside", aside, &[("number", &aside.to_string())]));
    }
    let (warnings, notes) = (count(results, Severity::Warning), count(results, Severity::Note));
    if warnings + notes > 0 {
        let of = [("warnings", &*warnings.to_string()), ("notes", &*notes.to_string())];
        lines.push(tell("terminal-to-read", &of));
    }
    lines.join("\n")
}
