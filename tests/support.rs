//! A temporary folder and the binary.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use ideal_testing::Data;
use tempfile::TempDir;

/// What a run of the binary gave.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// Fails the test unless the exit code is this one.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).expect("stdout is JSON")
    }
}

/// The binary with no colours, in a folder.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_ideal"));
    c.current_dir(dir).args(args).env("NO_COLOR", "1").env("LC_ALL", "C").stdin(Stdio::null());
    c
}

/// Runs the binary in a folder. A panic fails the test whatever it expects.
#[track_caller]
pub fn ideal(dir: &Path, args: &[&str]) -> Outcome {
    finish(command(dir, args))
}

#[track_caller]
pub fn finish(mut command: Command) -> Outcome {
    let out = command.output().expect("the binary runs");
    let outcome = Outcome {
        code: out.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&out.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&out.stderr).into_owned(),
    };
    assert!(
        !outcome.stderr.contains("panicked") && !outcome.stderr.contains("internal error"),
        "{}",
        outcome.stderr
    );
    outcome
}

/// A temporary folder with the demonstration as a project in `demo`.
pub fn demo() -> (TempDir, PathBuf) {
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "demo"]).expect_code(0);
    let project = tmp.path().join("demo");
    (tmp, project)
}

/// A temporary folder with a project of four territories in `small`, quick to run.
pub fn small() -> (TempDir, PathBuf) {
    let tmp = tempfile::tempdir().unwrap();
    let project = tmp.path().join("small");
    std::fs::create_dir_all(project.join("evidence")).unwrap();
    let mut rows = String::from("territory,crime_area,indicator,period,value,source\n");
    for (n, territory) in ["COL", "PER", "XX-A", "XX-B"].iter().enumerate() {
        for (m, area) in ["extortion", "drug_cocaine"].iter().enumerate() {
            rows.push_str(&format!(
                "{territory},{area},t.rate,2023,{}.5,one\n{territory},{area},t.harm,2023,{},one\n",
                3 * n + m,
                9 - n
            ));
        }
    }
    let files = [
        (
            "assessment.toml",
            "id = \"small\"\ntitle.en = \"Small\"\neditions = [\"2023\"]\nterritories = [\"COL\", \
             \"PER\", \"XX-A\", \"XX-B\"]\ncrime_areas = [\"extortion\", \"drug_cocaine\"]\nmethod \
             = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\nsources = \"sources.csv\"\nseed = \
             7\ndraws = 200\nlanguages = [\"en\"]\n",
        ),
        (
            "method.toml",
            "id = \"small\"\n[node.root]\nname.en = \"Root\"\nmin_coverage = 0.3\n[node.threat]\n\
             name.en = \"Threat\"\nparent = \"root\"\n[indicator.\"t.rate\"]\nname.en = \
             \"Rate\"\nparent = \"threat\"\nkind = \"recorded\"\nunit = \"cases\"\ngoalposts = \
             [0.0, 20.0]\n[indicator.\"t.harm\"]\nname.en = \"Harm\"\nparent = \"root\"\nkind = \
             \"harm\"\nunit = \"cases\"\ngoalposts = [0.0, 10.0]\n[rollup.territory]\naggregate \
             = \"arithmetic\"\n[rollup.crime_area]\naggregate = \"arithmetic\"\n[[band]]\nid = \
             \"low\"\nname.en = \"Low\"\nbelow = 50.0\n[[band]]\nid = \"high\"\nname.en = \
             \"High\"\n",
        ),
        ("territories.csv", "code,name,parent\nXX-A,Region A,\nXX-B,Region B,\n"),
        (
            "sources.csv",
            "id,publisher,title,url,licence,retrieved,lineage\none,Pub,Title \
             one,https://example.org,CC0,2024-01-01,\n",
        ),
        ("evidence/a.csv", &rows),
    ];
    for (name, text) in files {
        std::fs::write(project.join(name), text).unwrap();
    }
    (tmp, project)
}

/// The demonstration's result, without draws, made once for all tests that only read it.
pub fn demo_result() -> &'static Path {
    static RESULT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, out) = RESULT.get_or_init(|| {
        let tmp = tempfile::tempdir().unwrap();
        ideal(tmp.path(), &["run", "--draws", "0"]).expect_code(0);
        let out = tmp.path().join("ideal-out");
        (tmp, out)
    });
    out
}

/// The rows of a CSV file, each by column.
pub fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader =
        csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let head = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| head.iter().map(str::to_owned).zip(r.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}

/// The largest evidence file of a project.
pub fn largest_evidence(project: &Path) -> PathBuf {
    let files = std::fs::read_dir(project.join("evidence")).unwrap().map(|e| e.unwrap().path());
    files.max_by_key(|p| std::fs::metadata(p).unwrap().len()).unwrap()
}

/// Every file of a folder with its bytes, by relative path.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    collect(dir, dir, &mut out);
    out
}

fn collect(root: &Path, dir: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, out);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            // A link to nothing has nothing to read.
            let bytes = if path.exists() { std::fs::read(&path).unwrap() } else { Vec::new() };
            out.insert(name, bytes);
        }
    }
}

/// Names in a folder, sorted.
pub fn names(dir: &Path) -> Vec<String> {
    let mut n: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    n.sort();
    n
}

/// A publisher's file, if the folder with them is known; says loudly what is skipped where it is
/// not.
pub fn publisher_file(path: &str) -> Option<PathBuf> {
    let consequence = format!("so {path} is not read; see CONTRIBUTING.md");
    Some(Data::Publishers.folder(consequence)?.join(path))
}

/// Replaces the first match of a text in a file; fails the test where there is none.
#[track_caller]
pub fn replace(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} has no {from:?}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// Makes a named pipe.
#[cfg(unix)]
pub fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Runs the binary in a folder and fails the test where it does not end: it waits for something
/// that never comes.
#[cfg(unix)]
#[track_caller]
pub fn within(dir: &Path, args: &[&str]) -> Outcome {
    let mut child =
        command(dir, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = std::time::Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed().as_secs() > 60 {
            child.kill().unwrap();
            panic!("{args:?} does not end");
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let out = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Outcome {
        code: out.status.code().unwrap_or(-1),
        stdout: text(&out.stdout),
        stderr: text(&out.stderr),
    }
}
