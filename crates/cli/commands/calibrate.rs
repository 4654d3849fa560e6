//! `ideal calibrate`

use ideal::CalibrationOptions;
use ideal::engine::{Calibration, Foretold, Measures};
use ideal::folder::Destination;
use ideal::tables::calibration_tables;

use super::{MarkedCalibration, compute, is_calibration, open, project, say_mark};
use crate::args::{CalibrateArgs, DrawArgs, Format};
use crate::exit::{FINE, Outcome};
use crate::progress::Bar;
use crate::render::{self, Text, print, print_bytes, print_json, say};

pub fn calibrate(args: &CalibrateArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let destination =
        args.out.as_deref().map(|dir| Destination::open_over(dir, is_calibration)).transpose()?;
    if let (Some(destination), Some(folder)) = (&destination, project.folder()) {
        destination.spare(folder)?;
    }
    let draw = DrawArgs { seed: args.seed, ..DrawArgs::NONE };
    let mut assessment = open(&project, args.audience, draw, &args.lang)?;
    // What is printed says its mark beside it; files go their own way.
    if args.out.is_none() || args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    let results = compute(&assessment)?;
    let options = CalibrationOptions {
        replications: args.replications,
        draws: args.draws,
        seed: results.assessment.seed,
        ..CalibrationOptions::default()
    };
    let found = results.calibrate(&options, &Bar::new())?;
    let marked = MarkedCalibration::new(&results, &found);
    say_mark(&results);
    match (destination, &args.out, args.format) {
        (Some(destination), Some(dir), format) => {
            let json = if format == Format::Json { Some(marked.text()?) } else { None };
            let more: Vec<(&str, &[u8])> =
                json.iter().map(|text| (MarkedCalibration::FILE, text.as_bytes())).collect();
            results.write_calibration(&found, &more, destination)?;
            print(&dir.display().to_string())?;
        }
        (_, _, Format::Json) => print_json(&marked)?,
        (_, _, Format::Csv) => {
            let [measures, _] = calibration_tables(&found);
            print_bytes(&measures.csv())?;
        }
        (_, _, Format::Table) => table(&found)?,
    }
    Ok(FINE)
}

/// Columns of a table with their decimals.
type Shown = &'static [(&'static str, usize)];

const WHOLE: Shown = &[
    ("of", 0),
    ("withheld", 0),
    ("n", 0),
    ("coverage", 3),
    ("coverage_error", 3),
    ("below_low", 3),
    ("above_high", 3),
    ("bias", 2),
    ("rmse", 2),
    ("width", 2),
    ("crps", 2),
];
const BY_DELETION: Shown = &[
    ("of", 0),
    ("withheld", 0),
    ("share", 2),
    ("n", 0),
    ("coverage", 3),
    ("coverage_error", 3),
    ("bias", 2),
    ("width", 2),
    ("crps", 2),
];
const BY_NODE: Shown = &[
    ("of", 0),
    ("node", 0),
    ("withheld", 0),
    ("n", 0),
    ("coverage", 3),
    ("coverage_error", 3),
    ("bias", 2),
    ("width", 2),
    ("crps", 2),
];
const TERCILES: Shown = &[
    ("withheld", 0),
    ("node", 0),
    ("tercile", 0),
    ("n", 0),
    ("bias", 2),
    ("coverage", 3),
    ("crps", 2),
];

/// The calibration for reading.
fn table(found: &Calibration) -> std::io::Result<()> {
    say(&format!(
        "edition {}, 90 % intervals; {} runs of {} draws without part of {} known rows; {} folds \
         of hidden leaves",
        found.edition, found.runs, found.draws, found.rows, found.folds
    ));
    if found.failed > 0 {
        say(&format!("{} runs had no result without what was deleted", found.failed));
    }
    if found.unforetold > 0 {
        say(&format!("{} hidden leaves are foretold by nothing", found.unforetold));
    }
    let all = |m: &Measures| m.node == "*" && m.share.is_none();
    let mut text = Text::new();
    part(&mut text, found, "Coverage of 90 % intervals: 0.9 is what they promise", WHOLE, &all);
    part(&mut text, found, "By what was deleted", BY_DELETION, &|m| m.share.is_some());
    part(&mut text, found, "Scores by node", BY_NODE, &|m| {
        m.node != "*" && m.of != Foretold::Leaves
    });
    part(&mut text, found, "Hidden leaves by node", BY_NODE, &|m| {
        m.node != "*" && m.of == Foretold::Leaves
    });
    text.line("Hidden leaves by what their siblings say, thirds of each node");
    let whole = Calibration {
        terciles: found.terciles.iter().filter(|t| t.node == "*").cloned().collect(),
        ..found.clone()
    };
    let [_, terciles] = calibration_tables(&whole);
    text.append(render::grid(&terciles, TERCILES));
    print(&text)
}

/// The lines that are `wanted`, under a title; nothing where there are none.
fn part(
    text: &mut Text,
    found: &Calibration,
    title: &str,
    columns: Shown,
    wanted: &dyn Fn(&Measures) -> bool,
) {
    let lines: Vec<Measures> = found.measures.iter().filter(|m| wanted(m)).cloned().collect();
    if lines.is_empty() {
        return;
    }
    let part = Calibration { measures: lines, ..found.clone() };
    let [measures, _] = calibration_tables(&part);
    text.line(title);
    text.append(render::grid(&measures, columns));
    text.end();
}
