//! `ideal verify`

use super::project;
use crate::args::VerifyArgs;
use crate::exit::{FINDINGS, FINE, Outcome};
use crate::render::print;

pub fn verify(args: &VerifyArgs) -> Outcome {
    let found = ideal::verify(&args.folder, &project(args.project.as_deref()))?;
    if found.differences.is_empty() {
        print(&format!("{} files, every byte as recomputed", found.compared))?;
        return Ok(FINE);
    }
    let lines: Vec<String> = found.differences.iter().map(|d| format!("{}: {}", d.path, d.what)).collect();
    print(&format!("{}\n{} of {} files differ", lines.join("\n"), lines.len(), found.compared))?;
    Ok(FINDINGS)
}
