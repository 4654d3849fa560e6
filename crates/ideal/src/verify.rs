//! Recomputes a result and compares it with a folder, byte for byte.

use std::collections::BTreeSet;
use std::path::Path;

use ideal_model::Lang;

use crate::assessment::Assessment;
use crate::error::Error;
use crate::manifest::{FILE, Manifest, sha256};
use crate::output;
use crate::project::Project;

/// A file that is not what recomputing gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path, relative to the folder.
    pub path: String,
    /// What is different about it.
    pub what: &'static str,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Files compared.
    pub compared: u64,
    /// Those that differ.
    pub differences: Vec<Difference>,
}

/// Runs `project` with the draws, seed and languages that the folder's manifest names, and compares every file.
///
/// # Errors
/// [`Error::Verify`] where the folder is no result of ours; otherwise as [`Assessment::run`].
pub fn verify(folder: &Path, project: &Project) -> Result<Verification, Error> {
    let Some(manifest) = Manifest::read(folder) else {
        return Err(Error::Verify(format!("{} is not a result of ideal: it has no manifest.json of ours", folder.display())));
    };
    let languages: Vec<Lang> = manifest.languages.iter().filter_map(|l| l.parse().ok()).collect();
    let assessment =
        Assessment::load(project)?.with_draws(manifest.draws).with_seed(manifest.seed).with_languages(&languages).acknowledge_red();
    let results = assessment.run()?;
    let mut found = Verification::default();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let again = output::produce(&results, &(), &mut |path, bytes| {
        found.compared += 1;
        seen.insert(path.to_owned());
        match ideal_evidence::read_regular(&folder.join(path)) {
            Ok(there) if there == bytes => {}
            Ok(there) => {
                let listed = manifest.outputs.iter().find(|o| o.path == path).is_some_and(|o| o.sha256 == sha256(&there));
                let what = if listed { "recomputing gives other bytes" } else { "changed since it was written" };
                found.differences.push(Difference { path: path.to_owned(), what });
            }
            Err(_) => found.differences.push(Difference { path: path.to_owned(), what: "missing" }),
        }
        Ok(())
    })?;
    for o in manifest.outputs.iter().filter(|o| !seen.contains(&o.path)) {
        found.differences.push(Difference { path: o.path.clone(), what: "not written any more" });
    }
    found.compared += 1;
    if again != manifest {
        found.differences.push(Difference { path: FILE.to_owned(), what: differing_part(&manifest, &again) });
    }
    Ok(found)
}

/// The part of two manifests that explains best why they differ.
fn differing_part(there: &Manifest, again: &Manifest) -> &'static str {
    if there.version != again.version {
        "written by another version of ideal"
    } else if there.method != again.method {
        "the method is another one"
    } else if there.inputs != again.inputs {
        "the inputs are other ones"
    } else {
        "says something else of the result"
    }
}
