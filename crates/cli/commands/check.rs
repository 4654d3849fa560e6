//! `ideal check`

use ideal::{Finding, Severity};
use serde::Serialize;

use super::project;
use crate::args::{CheckArgs, Format};
use crate::exit::{FINDINGS, FINE, Outcome};
use crate::render::{self, Style, print, print_bytes};

#[derive(Serialize)]
struct Findings<'a> {
    findings: &'a [Finding],
}

pub fn check(args: &CheckArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let found = project.check();
    match args.format {
        Format::Table => print(&render::findings(&found, Some(&project), Style::stdout()))?,
        Format::Csv => print_bytes(&ideal::tables::findings_table(&found).csv())?,
        Format::Json => print(&serde_json::to_string_pretty(&Findings { findings: &found }).map_err(ideal::Error::from)?)?,
    }
    let stops = |f: &Finding| f.is_error() || (args.strict && f.severity == Severity::Warning);
    Ok(if found.iter().any(stops) { FINDINGS } else { FINE })
}
