//! `ideal check`

use ideal::{Check, Finding, Severity};
use serde::Serialize;

use super::project;
use crate::args::{CheckArgs, Format};
use crate::exit::{FINDINGS, FINE, Outcome};
use crate::render::{self, print, print_bytes, print_json};

#[derive(Serialize)]
struct Findings<'a> {
    findings: &'a [Finding],
}

pub fn check(args: &CheckArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let Check { mut findings, unread } = match args.audience.audience {
        Some(audience) => project.check_for(audience),
        None if args.verbose => project.check_with_rows(),
        None => Check { findings: project.check(), unread: Vec::new() },
    };
    // Read for an audience, lines are not those of the files.
    let shown = args.audience.audience.is_none().then_some(&project);
    match args.format {
        Format::Table => {
            let mut text = render::findings(&findings, shown);
            if args.verbose {
                for row in &unread {
                    text.end().put(&format!("{}: {}", row.place(), row.message));
                }
            }
            print(&text)?;
        }
        format => {
            if args.verbose {
                // Each row for itself, in place of their count.
                findings.retain(|f| !unread.iter().any(|row| row.code == f.code));
                findings.extend(unread);
            }
            if format == Format::Csv {
                print_bytes(&ideal::tables::findings_table(&findings).csv())?;
            } else {
                print_json(&Findings { findings: &findings })?;
            }
        }
    }
    let stops = |f: &Finding| f.is_error() || (args.strict && f.severity == Severity::Warning);
    Ok(if findings.iter().any(stops) { FINDINGS } else { FINE })
}
