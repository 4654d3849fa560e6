//! Recomputes a result and compares it with a folder, byte for byte.

mod document;
mod listing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ideal_evidence::is_left_by_programs;
use ideal_model::{AudienceError, Locale};
use sha2::{Digest, Sha256};

use crate::assessment::Assessment;
use crate::error::Error;
use crate::format_name::FormatName;
use crate::manifest::{ENGINE, FILE, Manifest, read_file};
use crate::output;
use crate::project::Project;

use document::{Json, deviations};
use listing::{Entry, Listing, list};

/// Differences of one kind that are named; the rest is a count.
const NAMED: u64 = 50;

/// A kind of difference, in the order in which a reader understands them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// The manifest says something else.
    Manifest,
    /// A file is not there, or something stands in its place.
    Missing,
    /// A file has other bytes.
    Bytes,
    /// Something stands there that is no part of the result.
    Additional,
}

/// Something that is not what recomputing gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its kind.
    pub kind: DifferenceKind,
    /// The path of the file, relative to the folder.
    pub path: String,
    /// What is different about it.
    pub what: String,
}

/// What explains other bytes in files that nobody changed since they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another version of ideal wrote them.
    Version {
        /// The version of the manifest.
        there: String,
        /// The version that recomputed.
        here: String,
    },
    /// Method, inputs, settings and version are the same: another machine, or another build of the
    /// version, wrote them.
    Machine,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Files compared.
    pub compared: u64,
    /// What differs, by kind and path: at most fifty of each kind.
    pub differences: Vec<Difference>,
    /// How many of each kind there are.
    pub counts: BTreeMap<DifferenceKind, u64>,
    /// What file managers and office programs left in the folder: no part of the result, and no
    /// difference.
    pub left: Vec<String>,
    /// Why unchanged files have other bytes, where there are such and the reason can be told.
    pub cause: Option<Cause>,
}

impl Verification {
    /// Whether nothing differs.
    #[must_use]
    pub fn same(&self) -> bool {
        self.counts.is_empty()
    }

    fn add(&mut self, kind: DifferenceKind, path: &str, what: impl Into<String>) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= NAMED {
            self.differences.push(Difference { kind, path: path.to_owned(), what: what.into() });
        }
    }
}

/// Runs `project` for the audience and with the seed, the languages, the formats and the draws that the
/// folder's manifest names, and compares every byte of every file, and what else stands in the folder. The draws are at most
/// `draws`, or the project's own where none are given: a manifest is a file like any other, and
/// does not say how long others compute.
///
/// # Errors
/// [`Error::Verify`] where the folder is no result of ours; otherwise as [`Assessment::run`].
pub fn verify(folder: &Path, project: &Project, draws: Option<u32>) -> Result<Verification, Error> {
    verify_beside(folder, project, draws, None)
}

/// The same of a result that was made beside the edition before, which stands in the folder
/// `previous`.
///
/// # Errors
/// As [`verify`], [`Error::Verify`] where the result was made beside an edition and none is named,
/// or the other way round, and as [`Assessment::run_beside`].
pub fn verify_beside(
    folder: &Path,
    project: &Project,
    draws: Option<u32>,
    previous: Option<&Path>,
) -> Result<Verification, Error> {
    let (bytes, there) = read_manifest(folder)?;
    if there.get("previous").is_some() != previous.is_some() {
        let why = if previous.is_some() {
            "was not made beside an edition before: verify it without --previous"
        } else {
            "was made beside the edition before: name its folder with --previous"
        };
        return Err(Error::Verify(format!("{} {why}", folder.display())));
    }
    let assessment = match there.get("audience").and_then(Json::text) {
        Some(audience) => {
            let refused = |e: AudienceError| Error::Verify(format!("its manifest.json: {e}"));
            Assessment::load_for(project, audience.parse().map_err(refused)?)?
        }
        None => Assessment::load(project)?,
    }
    .acknowledge_red();
    let most = draws.unwrap_or(assessment.draws);
    let asked = there.get("draws").and_then(Json::count);
    let taken = asked.and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= most).unwrap_or(most);
    let seed = there.get("seed").and_then(Json::count).unwrap_or(assessment.seed);
    let languages: Vec<Locale> = there
        .get("languages")
        .map_or(&[][..], Json::items)
        .iter()
        .filter_map(|l| l.text()?.parse().ok())
        .collect();
    let formats: Vec<FormatName> = there
        .get("formats")
        .map_or(&[][..], Json::items)
        .iter()
        .filter_map(|f| FormatName::from_word(f.text()?))
        .collect();
    let assessment = assessment.with_draws(taken).with_seed(seed).with_languages(&languages);
    let assessment = match there.get("date").and_then(Json::text).and_then(|d| d.parse().ok()) {
        Some(date) => assessment.with_date(date),
        None => assessment,
    };
    let results = match previous {
        Some(previous) => assessment.run_beside(previous, &())?,
        None => assessment.run()?,
    };

    let found = list(folder);
    let mut outcome = Verification::default();
    let mut files = Files {
        folder,
        found: &found,
        hashes: hashes(&there),
        seen: BTreeSet::new(),
        missing: BTreeMap::new(),
        unchanged: false,
    };
    let again = output::of(&results, &formats, &(), &mut |path, bytes| {
        files.compare(path, bytes, &mut outcome);
        Ok(())
    })?;
    let Files { mut seen, missing, unchanged, .. } = files;
    seen.insert(FILE.to_owned());
    outcome.compared += 1;
    let bound = asked.filter(|n| *n > u64::from(most)).map(|_| most);
    manifests(&found, (bytes.as_slice(), &there), &again, bound, &mut outcome)?;
    unexpected(&found, &seen, missing, &mut outcome);
    outcome.cause = cause(&there, &again, unchanged);
    outcome.differences.sort_by(|a, b| (a.kind, &a.path).cmp(&(b.kind, &b.path)));
    Ok(outcome)
}

/// The bytes of the folder's manifest, and what they say.
fn read_manifest(folder: &Path) -> Result<(Vec<u8>, Json), Error> {
    let refuse =
        |why: &str| Error::Verify(format!("{} is not a result of ideal: {why}", folder.display()));
    let bytes = match read_file(&folder.join(FILE)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(refuse("it has no manifest.json of ours"));
        }
        Err(e) => return Err(refuse(&format!("its manifest.json cannot be read: {e}"))),
    };
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let manifest: Json = serde_json::from_slice(text)
        .map_err(|e| refuse(&format!("its manifest.json is no JSON: {e}")))?;
    if manifest.get("engine").and_then(Json::text) != Some(ENGINE) {
        return Err(refuse("it has no manifest.json of ours"));
    }
    Ok((bytes, manifest))
}

/// The hashes that a manifest lists, by path.
fn hashes(manifest: &Json) -> BTreeMap<&str, &str> {
    let outputs = manifest.get("outputs").map_or(&[][..], Json::items);
    outputs
        .iter()
        .filter_map(|o| Some((o.get("path")?.text()?, o.get("sha256")?.text()?)))
        .collect()
}

/// The files of the result, as they stand in the folder.
struct Files<'a> {
    folder: &'a Path,
    found: &'a Listing,
    /// What the manifest lists.
    hashes: BTreeMap<&'a str, &'a str>,
    /// Paths that the result has.
    seen: BTreeSet<String>,
    /// Those of them where the folder has nothing, in lower case.
    missing: BTreeMap<String, String>,
    /// Whether a file has other bytes and is as the manifest lists it.
    unchanged: bool,
}

impl Files<'_> {
    fn compare(&mut self, path: &str, bytes: &[u8], outcome: &mut Verification) {
        outcome.compared += 1;
        self.seen.insert(path.to_owned());
        let size = match self.found.entries.get(path) {
            Some(Entry::File(size)) => *size,
            Some(Entry::Folder) => {
                return outcome.add(DifferenceKind::Missing, path, "a folder in place of a file");
            }
            Some(Entry::Other(what)) => {
                return outcome.add(DifferenceKind::Missing, path, what.as_str());
            }
            None => {
                // A folder above it that is none is named once, by itself.
                let above = path.match_indices('/').filter_map(|(i, _)| path.get(..i));
                if !above
                    .into_iter()
                    .any(|dir| self.found.entries.get(dir).is_some_and(|e| *e != Entry::Folder))
                {
                    self.missing.insert(path.to_lowercase(), path.to_owned());
                }
                return;
            }
        };
        match same_bytes(&self.folder.join(path), size, bytes) {
            Ok(None) => {}
            Ok(Some(hash)) => {
                let unchanged = self.hashes.get(path).is_some_and(|listed| *listed == hash);
                self.unchanged |= unchanged;
                let what = if unchanged {
                    "recomputing gives other bytes"
                } else {
                    "changed since it was written"
                };
                outcome.add(DifferenceKind::Bytes, path, what);
            }
            Err(e) => outcome.add(DifferenceKind::Missing, path, format!("cannot be read: {e}")),
        }
    }
}

/// Nothing where the file has these bytes; else its hash, which is empty where it is far too large
/// to be read.
fn same_bytes(path: &Path, size: u64, bytes: &[u8]) -> io::Result<Option<String>> {
    let most = 4 * bytes.len() as u64 + (1 << 20);
    if size > most {
        return Ok(Some(String::new()));
    }
    let mut file: io::Take<File> = ideal_evidence::open_regular(path)?.take(most);
    let (mut hash, mut rest, mut same) = (Sha256::new(), bytes, true);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        let part = buffer.get(..n).unwrap_or_default();
        if part.is_empty() {
            break;
        }
        match rest.strip_prefix(part) {
            Some(after) if same => rest = after,
            _ => same = false,
        }
        hash.update(part);
    }
    Ok((!same || !rest.is_empty())
        .then(|| hash.finalize().iter().map(|b| format!("{b:02x}")).collect()))
}

/// Names what differs between two manifests: what they say, and how it is written. `bound` are the
/// draws taken where the one in the folder asks for more.
fn manifests(
    found: &Listing,
    (bytes, there): (&[u8], &Json),
    again: &Manifest,
    bound: Option<u32>,
    outcome: &mut Verification,
) -> Result<(), Error> {
    if let Some(Entry::Other(what)) = found.entries.get(FILE) {
        outcome.add(DifferenceKind::Missing, FILE, what.as_str());
    }
    let written = again.json()?;
    if written == bytes {
        return Ok(());
    }
    let here: Json = serde_json::from_slice(&written)?;
    if let Some(part) = differing_part(there, &here) {
        outcome.add(DifferenceKind::Manifest, FILE, part);
    }
    // A file that differs has another hash: it is named already.
    let named: BTreeSet<String> = outcome
        .differences
        .iter()
        .filter(|d| d.kind == DifferenceKind::Bytes)
        .map(|d| format!("outputs: {}.sha256", d.path))
        .collect();
    let all_named = outcome.counts.get(&DifferenceKind::Bytes).is_none_or(|n| *n <= NAMED);
    for d in deviations(there, &here) {
        let hash = d.at.starts_with("outputs: ") && d.at.ends_with(".sha256");
        if named.contains(&d.at) || (hash && !all_named) {
            continue;
        }
        let at = if d.at.is_empty() { "as a whole it" } else { &d.at };
        let more = match bound {
            Some(most) if d.at == "draws" => format!(
                " because no more than {most} were taken (the project's; `--draws N` allows others)"
            ),
            _ => String::new(),
        };
        outcome.add(DifferenceKind::Manifest, FILE, format!("{at} {}{more}", d.what));
    }
    let mut plain = serde_json::to_vec_pretty(there)?;
    plain.push(b'\n');
    if plain != bytes {
        outcome.add(
            DifferenceKind::Manifest,
            FILE,
            "its white space, or the way a text or number is spelt, is not what ideal writes",
        );
    }
    Ok(())
}

/// The part of two manifests that explains best why they differ.
fn differing_part(there: &Json, here: &Json) -> Option<String> {
    let differ = |key: &str| there.get(key) != here.get(key);
    if differ("version") {
        let version =
            |m: &Json| m.get("version").map_or_else(|| "no version".to_owned(), Json::short);
        Some(format!(
            "written by another version of ideal: {}, and this is {}",
            version(there),
            version(here)
        ))
    } else if differ("method") {
        Some("the method is another one".to_owned())
    } else if differ("inputs") {
        Some("the inputs are other ones".to_owned())
    } else {
        None
    }
}

/// Why files that are as the manifest lists them have other bytes than recomputing gives.
fn cause(there: &Json, again: &Manifest, unchanged: bool) -> Option<Cause> {
    let here: Json = serde_json::from_slice(&again.json().ok()?).ok()?;
    if !unchanged {
        return None;
    }
    let version = there.get("version").and_then(Json::text).unwrap_or_default();
    if version != again.version {
        return Some(Cause::Version {
            there: version.chars().take(40).collect(),
            here: again.version.clone(),
        });
    }
    let settings =
        ["assessment", "method", "handling", "editions", "languages", "seed", "draws", "inputs"];
    settings.iter().all(|key| there.get(key) == here.get(key)).then_some(Cause::Machine)
}

/// Names what the folder lacks and what it has beyond the result.
fn unexpected(
    found: &Listing,
    seen: &BTreeSet<String>,
    mut missing: BTreeMap<String, String>,
    outcome: &mut Verification,
) {
    let parents: BTreeSet<&str> =
        seen.iter().flat_map(|p| p.match_indices('/').filter_map(|(i, _)| p.get(..i))).collect();
    for (path, entry) in &found.entries {
        if seen.contains(path) {
            continue;
        }
        match entry {
            Entry::Folder if parents.contains(path.as_str()) => {}
            Entry::Other(what) if parents.contains(path.as_str()) => {
                outcome.add(
                    DifferenceKind::Missing,
                    path,
                    format!("{what}; the files of the result are not in it"),
                );
            }
            Entry::File(_) if parents.contains(path.as_str()) => {
                outcome.add(
                    DifferenceKind::Missing,
                    path,
                    "a file in place of a folder; the files of the result are not in it",
                );
            }
            Entry::File(_) if is_left_by_programs(path.rsplit('/').next().unwrap_or(path)) => {
                outcome.left.push(path.clone())
            }
            Entry::File(_) => match missing.remove(&path.to_lowercase()) {
                Some(name) => outcome.add(
                    DifferenceKind::Missing,
                    &name,
                    format!("its name is written {path}"),
                ),
                None => outcome.add(DifferenceKind::Additional, path, "no file of the result"),
            },
            Entry::Folder => {
                outcome.add(DifferenceKind::Additional, path, "no folder of the result")
            }
            Entry::Other(what) => outcome.add(
                DifferenceKind::Additional,
                path,
                format!("no file of the result, but {what}"),
            ),
        }
    }
    for path in missing.values() {
        outcome.add(DifferenceKind::Missing, path, "missing");
    }
    if found.more > 0 {
        outcome.add(
            DifferenceKind::Additional,
            ".",
            format!("holds {} files and folders more, which were not looked at", found.more),
        );
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::manifest::sha256;

    #[test]
    fn a_file_is_the_same_to_its_last_byte() {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("f");
        for (there, again) in [
            (&b"abc"[..], &b"abc"[..]),
            (b"abc", b"abcd"),
            (b"abcd", b"abc"),
            (b"", b"a"),
            (b"a", b""),
        ] {
            std::fs::write(&path, there).unwrap();
            let found = same_bytes(&path, there.len() as u64, again).unwrap();
            assert_eq!(found, (there != again).then(|| sha256(there)));
        }
        assert_eq!(same_bytes(&path, 1 << 40, b"abc").unwrap(), Some(String::new()));
    }
}
