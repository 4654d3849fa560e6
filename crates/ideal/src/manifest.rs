//! `manifest.json`: what a result is made of, and the hash of every part.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::Path;

use ideal_evidence::open_regular;
use ideal_model::{Finding, Locale, Names, Release, Results, RowBand, Verdict, Withheld};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::format_name::FormatName;

/// The engine's name in a manifest.
pub const ENGINE: &str = "ideal";

/// The engine's version in a manifest.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The file's name.
pub const FILE: &str = "manifest.json";

/// The most bytes that a manifest is read to: room for a hundred thousand files.
const LARGEST: u64 = 16 << 20;

/// What a result is made of. Equal inputs give equal manifests: there is no time, host or path
/// outside the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `ideal`.
    pub engine: String,
    /// Version of the engine.
    pub version: String,
    /// The assessment.
    pub assessment: AssessmentEntry,
    /// The method.
    pub method: MethodEntry,
    /// The strictest handling mark among project and rows used.
    pub handling: String,
    /// The audience it is made for, and what was withheld from it. Absent where all of the evidence
    /// was read.
    #[serde(flatten)]
    pub release: Option<ReleaseEntry>,
    /// Editions, oldest first.
    pub editions: Vec<String>,
    /// Languages of the reports.
    pub languages: Vec<String>,
    /// The date on their covers; absent where none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Formats of the reports.
    #[serde(default)]
    pub formats: Vec<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws; 0 for none.
    pub draws: u32,
    /// How many of everything.
    pub counts: Counts,
    /// The edition before that the report compares it with; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousEntry>,
    /// Files read, relative to the project.
    pub inputs: Vec<InputEntry>,
    /// Files written, relative to the folder; the manifest itself is not among them.
    pub outputs: Vec<OutputEntry>,
    /// Warnings and notes of check and run.
    pub warnings: Vec<Finding>,
}

/// The assessment of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Names,
}

/// The method of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodEntry {
    /// Its id.
    pub id: String,
    /// Its version, as written.
    pub version: String,
    /// SHA-256 of its file; of a method that is not the file's, of its content as JSON.
    pub sha256: String,
    /// Whether it is not the file's: built or changed in code. Absent where it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub modified: bool,
}

/// Who a result is made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseEntry {
    /// The audience: `TLP:GREEN`, `TLP:AMBER,H1`.
    pub audience: String,
    /// What was withheld from it.
    pub withheld: WithheldEntry,
}

/// How many rows were withheld: never a count, but a band of counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldEntry {
    /// Altogether: `0`, `1-9`, `10-49` or `50+`.
    pub rows: String,
    /// By child of the method's root, where any were withheld.
    pub blocks: BTreeMap<String, String>,
}

impl ReleaseEntry {
    /// What is said of a release.
    #[must_use]
    pub fn of(release: &Release) -> Self {
        let Withheld { rows, blocks } = &release.withheld;
        ReleaseEntry {
            audience: release.audience.to_string(),
            withheld: WithheldEntry {
                rows: rows.map_or("0", RowBand::word).to_owned(),
                blocks: blocks.iter().map(|(id, n)| (id.clone(), n.to_string())).collect(),
            },
        }
    }
}

/// The edition before, without its path: where it stands is nobody's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousEntry {
    /// `project` or `result`.
    pub kind: String,
    /// Id of its assessment.
    pub id: String,
    /// SHA-256 of the manifest of a result; of a project, of the hashes of its files.
    pub sha256: String,
}

/// How many of everything a result has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Territories assessed.
    pub territories: u64,
    /// Crime areas assessed.
    pub crime_areas: u64,
    /// Units: territory x crime area x edition.
    pub units: u64,
    /// Evidence rows read.
    pub observations: u64,
    /// Evidence rows that a result rests on.
    pub observations_used: u64,
    /// Nodes with a score, of units and roll-ups.
    pub assessed: u64,
    /// Nodes that are gaps.
    pub gaps: u64,
    /// Nodes that do not apply.
    pub not_applicable: u64,
}

/// A file read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEntry {
    /// Path relative to the project.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Rows read from it.
    pub rows: u64,
}

/// A file written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputEntry {
    /// Path relative to the folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of these results, with reports in the formats and the outputs given.
    #[must_use]
    pub fn new(results: &Results, formats: &[FormatName], mut outputs: Vec<OutputEntry>) -> Self {
        let a = &results.assessment;
        outputs.sort_by(|x, y| x.path.cmp(&y.path));
        Manifest {
            engine: ENGINE.to_owned(),
            version: VERSION.to_owned(),
            assessment: AssessmentEntry { id: a.id.clone(), title: a.title.clone() },
            method: MethodEntry {
                id: a.method.id.clone(),
                version: a.method.version.clone(),
                sha256: a.method_sha256.clone(),
                modified: a.method_modified,
            },
            handling: results.mark.to_string(),
            release: a.release.as_ref().map(ReleaseEntry::of),
            editions: a.editions.iter().map(ToString::to_string).collect(),
            languages: a.languages.iter().map(ToString::to_string).collect(),
            date: a.date.map(|date| date.to_string()),
            formats: formats.iter().map(ToString::to_string).collect(),
            seed: a.seed,
            draws: results.draws,
            counts: Counts::of(results),
            previous: None,
            inputs: a
                .inputs
                .iter()
                .map(|i| InputEntry {
                    path: i.path.clone(),
                    sha256: i.sha256.clone(),
                    rows: i.rows,
                })
                .collect(),
            outputs,
            warnings: results.findings.clone(),
        }
    }

    /// The audience it is made for; none where all of the evidence was read.
    #[must_use]
    pub fn audience(&self) -> Option<&str> {
        self.release.as_ref().map(|release| release.audience.as_str())
    }

    /// Reads the manifest of a result folder; `None` where there is none, or it is not ours.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let bytes = read_file(&folder.join(FILE)).ok()?;
        serde_json::from_slice::<Manifest>(&bytes).ok().filter(|m| m.engine == ENGINE)
    }

    /// The file's text.
    ///
    /// # Errors
    /// What serde refuses; there is nothing in a manifest that it does.
    pub fn json(&self) -> serde_json::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}

impl Counts {
    /// Counts the results.
    #[must_use]
    pub fn of(results: &Results) -> Self {
        let a = &results.assessment;
        let verdicts = |v: Verdict| results.nodes.iter().filter(|n| n.verdict == v).count() as u64;
        let mut used: Vec<u32> = results.rows.clone();
        used.sort_unstable();
        used.dedup();
        Counts {
            territories: a.territories.len() as u64,
            crime_areas: a.crime_areas.len() as u64,
            units: results.units.iter().filter(|u| !u.rollup).count() as u64,
            observations: a.evidence.observations.len() as u64,
            observations_used: used.len() as u64,
            assessed: verdicts(Verdict::Assessed),
            gaps: verdicts(Verdict::Gap),
            not_applicable: verdicts(Verdict::NotApplicable),
        }
    }
}

/// The paths of the files of a result of ours, of any version, as its manifest lists them; `None`
/// where a folder has no manifest that names the engine.
#[must_use]
pub fn files_of(folder: &Path) -> Option<BTreeSet<String>> {
    #[derive(Deserialize)]
    struct Head {
        engine: String,
        #[serde(default)]
        outputs: Vec<serde_json::Value>,
    }
    let head: Head = serde_json::from_slice(&read_file(&folder.join(FILE)).ok()?).ok()?;
    let path = |output: &serde_json::Value| {
        output.get("path").and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    // Whoever edits a manifest must not have other people's files deleted with the result.
    let files = head
        .outputs
        .iter()
        .filter_map(path)
        .filter(|path| is_output(path))
        .chain([FILE.to_owned()])
        .collect();
    (head.engine == ENGINE).then_some(files)
}

/// Whether a path is one under which a result has its files.
fn is_output(path: &str) -> bool {
    let page = |name: &str, endings: &[&str]| {
        path.strip_prefix(name).and_then(|rest| rest.split_once('.')).is_some_and(
            |(lang, ending)| {
                lang.parse::<Locale>().is_ok_and(|l| l.to_string() == lang)
                    && endings.contains(&ending)
            },
        )
    };
    let within = |folder: &str, endings: &[&str]| {
        path.strip_prefix(folder).is_some_and(|name| {
            !name.contains('/') && endings.iter().any(|ending| name.ends_with(ending))
        })
    };
    matches!(path, "index.html" | "results.json")
        || page("report.", &["html", "pdf", "docx", "md"])
        || page("tables.", &["xlsx"])
        || page("audit.", &["html"])
        || within("tables/", &[".csv", ".json", ".parquet"])
        || within("charts/", &[".svg", ".png"])
}

/// The bytes of a manifest, which is never larger than [`LARGEST`].
pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = open_regular(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it has more than {LARGEST} bytes"),
        ));
    }
    Ok(bytes)
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_fips_180() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
