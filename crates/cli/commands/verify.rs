//! `ideal verify`

use ideal::{Cause, Verification};

use super::project;
use crate::args::VerifyArgs;
use crate::exit::{FINDINGS, FINE, Outcome};
use crate::render::{Text, print};

pub fn verify(args: &VerifyArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let previous = args.previous.as_deref();
    let found = ideal::verify_beside(&args.folder, &project, args.draws, previous)?;
    print(&text(&found))?;
    Ok(if found.same() { FINE } else { FINDINGS })
}

/// What differs, kind by kind, and how much there is of it.
fn text(found: &Verification) -> Text {
    let mut text = Text::new();
    for (kind, count) in &found.counts {
        let named: Vec<_> = found.differences.iter().filter(|d| d.kind == *kind).collect();
        for d in &named {
            text.line(&format!("{}: {}", d.path, d.what));
        }
        let more = count.saturating_sub(named.len() as u64);
        if more > 0 {
            text.line(&format!("and {more} more of the kind"));
        }
    }
    for path in &found.left {
        text.line(&format!(
            "{path}: left by a file manager or office program, no part of the \
                            result; not counted as a difference"
        ));
    }
    match &found.cause {
        Some(Cause::Version { there, here }) => {
            text.line(&format!(
                "files unchanged since they were written have other bytes: ideal {there} wrote \
                 them and this is ideal {here}, so the version differs; whether the machine \
                 does can be told with ideal {there} alone"
            ));
        }
        Some(Cause::Machine) => {
            text.line(
                "files unchanged since they were written have other bytes, and version, method, \
                 inputs and settings are the same: another machine (its processor), or another \
                 build of this version, wrote them",
            );
        }
        None => {}
    }
    let differences: u64 = found.counts.values().sum();
    if found.same() {
        text.line(&format!("{} files, every byte as recomputed", found.compared));
    } else {
        let s = if differences == 1 { "" } else { "s" };
        text.line(&format!("{differences} difference{s}, {} files compared", found.compared));
    }
    text
}
