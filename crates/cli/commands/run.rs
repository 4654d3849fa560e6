//! `ideal run`

use std::path::Path;

use ideal::folder::Destination;
use ideal::model::{NodeResult, PointInInterval};
use ideal::{Assessed, Severity};

use super::{compute, open, project};
use crate::args::RunArgs;
use crate::exit::{FINE, Outcome};
use crate::progress::Bar;
use crate::render::{Text, print, say};

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
    let mut assessment = open(&project, args.draw, &args.lang)?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    let results = match &args.previous {
        Some(previous) => {
            destination.spare(previous)?;
            assessment.run_beside(previous, &Bar::new())?
        }
        None => compute(&assessment)?,
    };
    for note in results.compared().map(|c| c.notes.as_slice()).unwrap_or_default() {
        say(note);
    }
    results.write_with(destination, &Bar::new())?;
    if !foreign.is_empty() {
        say(&format!("deleted with the old result, as --replace asks: {}", foreign.join(", ")));
    }
    say(&Text::of_lines(&summary(&results)));
    // The path as it was given: that is the one the user knows.
    let index: &Path = &args.out.join("index.html");
    print(&index.display().to_string())?;
    Ok(FINE)
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
    let counts = ideal::manifest::Counts::of(results);
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
    let count = |s: Severity| results.findings.iter().filter(|f| f.severity == s).count();
    let (warnings, notes) = (count(Severity::Warning), count(Severity::Note));
    if warnings + notes > 0 {
        text.push_str(&format!(
            "\n{warnings} warning(s), {notes} note(s): see tables/warnings.csv"
        ));
    }
    text
}
