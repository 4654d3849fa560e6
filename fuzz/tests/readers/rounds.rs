//! What comes back of a collection round: a damaged file goes in whole or not at all, and what went
//! in is read there as it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ideal::collect::{FileOutcome, Ratings, Round, Weights, receive, received, status};
use ideal::evidence::{Folder, RatingsRead, load, read_ratings, written_path, written_table};
use ideal::model::AssessmentInput;
use ideal_fuzz::campaign::{Outcome, Target, run};
use ideal_fuzz::corpus::{Entry, rounds};
use ideal_fuzz::damage::{Language, cases};
use ideal_fuzz::form::{self, Chance};

use crate::{packed, text};

/// A project with a round, as it stood before anything came back.
struct Project {
    dir: tempfile::TempDir,
    input: AssessmentInput,
    round: Round,
    /// Its files, by path.
    before: BTreeMap<PathBuf, Vec<u8>>,
}

impl Project {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        rounds::project(dir.path());
        let (input, round) = rounds::opened(dir.path());
        let before = files(dir.path());
        Project { dir, input, round, before }
    }

    /// Brings it back to where it began.
    fn restore(&self) {
        for path in files(self.dir.path()).keys().filter(|p| !self.before.contains_key(*p)) {
            std::fs::remove_file(path).unwrap();
        }
        for (path, bytes) in &self.before {
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// What becomes of a file, which lies outside the project.
    fn received(&self, back: &Path, bytes: &[u8]) -> Result<Outcome, String> {
        self.restore();
        std::fs::write(back, bytes).unwrap();
        let paths = [back.to_owned()];
        let take = || receive(self.dir.path(), "r", &self.input, &paths, |_| {});
        let found = take().map_err(|e| format!("the project itself is refused: {e}"))?;
        let refused = found.files[0].outcome == FileOutcome::Refused;
        if refused != found.findings.iter().any(ideal::Finding::is_error) {
            return Err(format!("refused: {refused}, and it is told {:?}", found.findings));
        }
        let after = files(self.dir.path());
        if refused {
            return match after == self.before {
                true => Ok(Outcome::Refused),
                false => Err("something of a refused file went in".to_owned()),
            };
        }
        let loaded = load(&Folder::new(self.dir.path()), &[]);
        if loaded.assessment.is_none() {
            return Err(format!("with it the project is refused: {:?}", loaded.findings));
        }
        status(&Folder::new(self.dir.path()), &self.round)
            .map_err(|e| format!("how the round stands cannot be said: {e}"))?;
        let again = take().map_err(|e| e.to_string())?;
        match again.written.is_empty() && files(self.dir.path()) == after {
            true => Ok(Outcome::Read),
            false => Err(format!("received twice it changes {:?}", again.written)),
        }
    }
}

/// Every file below a folder with its bytes.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(out.insert(path.clone(), std::fs::read(path).unwrap())),
            }
        }
    }
    out
}

fn campaign(target: Target, language: Language, corpus: &[Entry], project: &Project) {
    let back = tempfile::tempdir().unwrap();
    run(
        target,
        &cases(language),
        |case| case.bytes(corpus),
        |case, bytes| project.received(&back.path().join(case.entry(corpus).name), bytes),
    );
    // As it was made, each of them goes in.
    for entry in corpus {
        let outcome = project.received(&back.path().join(entry.name), &entry.bytes);
        assert_eq!(outcome, Ok(Outcome::Read), "{}", entry.name);
    }
}

#[test]
fn returned_workbooks() {
    let project = Project::new();
    let corpus = rounds::workbooks(project.dir.path());
    campaign(packed("round-workbooks", 100), Language::Xml, &corpus, &project);
}

#[test]
fn returned_forms() {
    let project = Project::new();
    let corpus = rounds::forms(project.dir.path());
    campaign(text("round-forms", 200), Language::Table, &corpus, &project);
}

/// What records say, without the lines that they stand in: written anew, they stand in their order,
/// and a zero has no sign.
fn words(said: &impl std::fmt::Debug) -> String {
    let text = format!("{said:?}").replace("-0.0)", "0.0)").replace("-0.0,", "0.0,");
    let mut parts = text.split("line: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[test]
fn round_records() {
    let project = Project::new();
    let corpus = rounds::records();
    let dir = project.dir.path();
    let judge = |entry: &Entry, bytes: &[u8]| {
        project.restore();
        for record in &corpus {
            rounds::put(dir, record.name, &record.bytes);
        }
        rounds::put(dir, entry.name, bytes);
        // As if `receive` had written them so: a damaged record is read, and not found changed.
        let now: Vec<(&str, Vec<u8>)> = corpus
            .iter()
            .map(|record| (record.name, std::fs::read(dir.join(record.name)).unwrap()))
            .collect();
        let table = written_table(now.iter().map(|(path, bytes)| (*path, bytes.as_slice())));
        rounds::put(dir, &written_path("r"), &table);
        let before = files(dir);
        let read = || {
            let files = Folder::new(dir);
            let ratings = Ratings::open(&files, "r").ok()?;
            Some((ratings, Weights::open(&files, "r").ok()?, received(&files, "r").ok()?))
        };
        let said = read();
        let found = receive(dir, "r", &project.input, &[], |_| {});
        match (said, found) {
            (None, Ok(_)) => Err("a record that cannot be read was written anew".to_owned()),
            (_, Err(_)) => match files(dir) == before {
                true => Ok(Outcome::Refused),
                false => Err("a refused record was changed".to_owned()),
            },
            (Some(said), Ok(_)) => match (read().map(|r| words(&r)), words(&said)) {
                (Some(again), said) if again == said => Ok(Outcome::Read),
                (again, said) => Err(format!("written anew it says {again:?}, and said {said}")),
            },
        }
    };
    run(
        text("round-records", 200),
        &cases(Language::Table),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.entry(&corpus), bytes),
    );
    for entry in &corpus {
        assert_eq!(judge(entry, &entry.bytes), Ok(Outcome::Read), "{}", entry.name);
    }
}

#[test]
fn rating_tables() {
    let corpus = rounds::rating_tables();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ratings.csv");
    let judge = |entry: &Entry, seed: u64, bytes: &[u8]| {
        let how = RatingsRead { names: entry.how == "names", ..RatingsRead::default() };
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read_ratings(&path, how)
        };
        let Ok(found) = read(bytes) else { return Ok(Outcome::Refused) };
        let mut seen = std::collections::BTreeSet::new();
        for (unit, rater, value) in &found.ratings {
            let known = *unit < found.units.len() && *rater < found.raters.len();
            if !known || !value.is_finite() || !seen.insert((*unit, *rater)) {
                return Err(format!("{unit} {rater} {value} is no rating of {found:?}"));
            }
        }
        // In another order of rows it is the same table.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let Ok(records) = reader.records().collect::<Result<Vec<_>, _>>() else {
            return Ok(Outcome::Read);
        };
        let mut table: Vec<Vec<String>> =
            records.iter().map(|r| r.iter().map(str::to_owned).collect()).collect();
        let odd = |cell: &String| cell.contains(['\r', '\n', '\0']);
        let heads = table.first().map(Vec::as_slice).unwrap_or_default();
        let plain = ["unit", "rater", "value"].iter().all(|h| heads.iter().any(|head| head == h));
        if !plain || table.iter().flatten().any(odd) {
            return Ok(Outcome::Read);
        }
        form::reordered(&mut table, &mut Chance(seed));
        let other = form::Text { delimiter: b',', quoted: true, crlf: false, marked: false };
        match read(&form::text(&table, other)) {
            Ok(again)
                if (&again.units, &again.raters, again.ratings.len())
                    == (&found.units, &found.raters, found.ratings.len()) =>
            {
                Ok(Outcome::Read)
            }
            Ok(again) => Err(format!("in another order it is {again:?}, and was {found:?}")),
            Err(refused) => Err(format!("in another order it is refused: {refused:?}")),
        }
    };
    run(
        text("rating-tables", 300),
        &cases(Language::Table),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.entry(&corpus), case.form, bytes),
    );
    for entry in &corpus {
        assert_eq!(judge(entry, 0, &entry.bytes), Ok(Outcome::Read), "{}", entry.name);
    }
}
