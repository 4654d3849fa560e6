//! `verify` names everything in which a folder is not what recomputing gives.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Outcome, ideal, replace, small};

/// A small project and its result, with a few draws.
fn result() -> (TempDir, PathBuf) {
    let (tmp, _) = small();
    ideal(tmp.path(), &["run", "small", "--draws", "20", "--lang", "en", "--out", "out"])
        .expect_code(0);
    let out = tmp.path().join("out");
    (tmp, out)
}

fn verify(tmp: &TempDir) -> Outcome {
    ideal(tmp.path(), &["verify", "out", "small"])
}

/// Verifies a changed folder: the code is 1 and each of the texts is said.
#[track_caller]
fn differs(tmp: &TempDir, said: &[&str]) {
    let bad = verify(tmp).expect_code(1);
    for text in said {
        assert!(bad.stdout.contains(text), "{text}: {}", bad.stdout);
    }
}

fn manifest(out: &Path, change: impl FnOnce(&mut serde_json::Map<String, serde_json::Value>)) {
    let file = out.join("manifest.json");
    let mut value: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    change(value.as_object_mut().unwrap());
    fs::write(&file, serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
}

#[test]
fn every_byte_of_every_file_counts() {
    let (tmp, out) = result();
    verify(&tmp).expect_code(0);
    for file in [
        "index.html",
        "results.json",
        "tables/scores.parquet",
        "charts/ranking.en.svg",
        "tables/scores.csv",
    ] {
        let path = out.join(file);
        let bytes = fs::read(&path).unwrap();
        let mut flipped = bytes.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for changed in [flipped, bytes[1..].to_vec(), [&bytes[..], b"\n"].concat(), Vec::new()] {
            fs::write(&path, changed).unwrap();
            differs(&tmp, &[&format!("{file}: changed since it was written"), "1 difference,"]);
        }
        fs::write(&path, bytes).unwrap();
    }
    verify(&tmp).expect_code(0);
}

#[test]
fn what_is_more_less_or_elsewhere_is_named() {
    let (tmp, out) = result();
    fs::create_dir_all(out.join("more/empty")).unwrap();
    fs::write(out.join("more/page.html"), "x").unwrap();
    fs::write(out.join(".hidden"), "x").unwrap();
    fs::rename(out.join("index.html"), out.join("Index.html")).unwrap();
    fs::remove_file(out.join("tables/gaps.csv")).unwrap();
    differs(
        &tmp,
        &[
            "more: no folder of the result",
            "more/empty: no folder of the result",
            "more/page.html: no file of the result",
            ".hidden: no file of the result",
            "index.html: its name is written Index.html",
            "tables/gaps.csv: missing",
            "6 differences,",
        ],
    );
    for n in 0..200 {
        fs::write(out.join(format!("more/{n}")), "").unwrap();
    }
    differs(&tmp, &["tables/gaps.csv: missing", "and 154 more of the kind", "206 differences,"]);
}

/// What programs leave by themselves is named and is no difference; a folder or link of such a name
/// is one.
#[test]
fn what_file_managers_leave_is_told_apart() {
    let (tmp, out) = result();
    for name in
        [".DS_Store", "tables/Thumbs.db", "desktop.ini", "~$report.docx", ".~lock.scores.csv#"]
    {
        fs::write(out.join(name), "x").unwrap();
    }
    let good = verify(&tmp).expect_code(0);
    assert!(
        good.stdout.contains("tables/Thumbs.db: left by a file manager")
            && good.stdout.contains("every byte"),
        "{}",
        good.stdout
    );
    fs::create_dir(out.join("charts/.DS_Store")).unwrap();
    differs(&tmp, &["charts/.DS_Store: no folder of the result"]);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_no_files_and_nobody_waits() {
    use std::os::unix::fs::symlink;
    let (tmp, out) = result();
    symlink("out", tmp.path().join("linked")).unwrap();
    ideal(tmp.path(), &["verify", "linked", "small"]).expect_code(0);
    fs::rename(out.join("index.html"), tmp.path().join("index.html")).unwrap();
    symlink("../index.html", out.join("index.html")).unwrap();
    fs::rename(out.join("charts"), tmp.path().join("charts")).unwrap();
    symlink("../charts", out.join("charts")).unwrap();
    let pipe = |name: &str| {
        assert!(
            std::process::Command::new("mkfifo").arg(out.join(name)).status().unwrap().success()
        )
    };
    fs::remove_file(out.join("results.json")).unwrap();
    pipe("results.json");
    pipe("beside");
    differs(
        &tmp,
        &[
            "index.html: a link in place",
            "charts: a link in place",
            "results.json: a pipe in place of a file",
            "beside: no file of the result, but a pipe",
            "4 differences,",
        ],
    );
    fs::remove_file(out.join("manifest.json")).unwrap();
    pipe("manifest.json");
    let refused = verify(&tmp).expect_code(2);
    assert!(refused.stderr.contains("no regular file"), "{}", refused.stderr);
    // A run over the same folder does not wait for the pipe either: the folder is no result of
    // ours.
    ideal(tmp.path(), &["run", "small", "--draws", "0", "--out", "out"]).expect_code(2);
}

#[test]
fn the_manifest_is_compared_as_it_is_written() {
    let (tmp, out) = result();
    let file = out.join("manifest.json");
    let good = fs::read_to_string(&file).unwrap();
    let version = good.lines().find(|l| l.starts_with("  \"version\"")).unwrap();
    let space = "its white space, or the way a text or number is spelt";
    for (text, said) in [
        (
            good.replace(version, &format!("{version}\n  \"more\": 1,")),
            "manifest.json: more is no key that recomputing gives",
        ),
        (
            good.replace(version, &format!("{version}\n{version}")),
            "manifest.json: version stands there more than once",
        ),
        (good.replacen("  \"seed\"", "   \"seed\"", 1), space),
        (format!("{good}\n"), space),
        (format!("\u{feff}{good}"), space),
        (
            good.replace("\"draws\": 20", "\"draws\": 20.0"),
            "manifest.json: draws is 20.0, and recomputing gives",
        ),
        (good.replace("\"gaps\":", "\"holes\":"), "manifest.json: counts.gaps is missing"),
    ] {
        assert_ne!(text, good);
        fs::write(&file, text).unwrap();
        differs(&tmp, &[said]);
    }
    // serde_json's own map sorts keys: every other order is another file.
    fs::write(&file, &good).unwrap();
    manifest(&out, |_| {});
    differs(&tmp, &["manifest.json: as a whole it has its keys in another order"]);
}

#[test]
fn a_manifest_does_not_say_how_long_others_compute() {
    let (tmp, out) = result();
    let good = fs::read(out.join("manifest.json")).unwrap();
    for draws in ["1000000000000", "4000000000", "201"] {
        fs::write(out.join("manifest.json"), &good).unwrap();
        replace(&out.join("manifest.json"), "\"draws\": 20,", &format!("\"draws\": {draws},"));
        differs(
            &tmp,
            &[&format!(
                "draws is {draws}, and recomputing gives 200 because no more than 200 were taken"
            )],
        );
    }
    fs::write(out.join("manifest.json"), &good).unwrap();
    manifest(&out, |m| m["languages"] = vec!["en"; 100_000].into());
    differs(&tmp, &["manifest.json: languages has 100000 items"]);
    // More draws than the project's, asked for by whoever verifies.
    ideal(tmp.path(), &["run", "small", "--draws", "300", "--lang", "en", "--out", "out"])
        .expect_code(0);
    differs(&tmp, &["draws is 300, and recomputing gives 200 because no more than 200 were taken"]);
    ideal(tmp.path(), &["verify", "out", "small", "--draws", "300"]).expect_code(0);
}

/// Files with other bytes, each as its manifest lists it: as another version or another processor
/// would have written them.
#[test]
fn another_version_and_another_machine_are_told_apart() {
    let (tmp, out) = result();
    let scores = out.join("tables/scores.csv");
    let old = ideal_sha256(&scores);
    replace(&scores, ".", ",");
    let new = ideal_sha256(&scores);
    replace(&out.join("manifest.json"), &old, &new);
    differs(
        &tmp,
        &["tables/scores.csv: recomputing gives other bytes", "another machine (its processor)"],
    );
    replace(&out.join("manifest.json"), "\"version\": \"", "\"version\": \"0.0.");
    let bad = verify(&tmp).expect_code(1);
    assert!(
        bad.stdout.contains("written by another version of ideal")
            && bad.stdout.contains("so the version differs"),
        "{}",
        bad.stdout
    );
    assert!(!bad.stdout.contains("another machine (its processor)"), "{}", bad.stdout);
}

fn ideal_sha256(file: &Path) -> String {
    ideal::manifest::sha256(&fs::read(file).unwrap())
}

#[test]
fn charts_as_pictures_are_listed_and_drawn_again() {
    let (tmp, _) = small();
    let out = tmp.path().join("out");
    let run = ["run", "small", "--draws", "20", "--lang", "en", "--out", "out", "--png"];
    ideal(tmp.path(), &run).expect_code(0);
    let mut drawn = 0;
    for entry in fs::read_dir(out.join("charts")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "svg") {
            // 200 pixels for each 96 units of the drawing.
            let svg = fs::read_to_string(&path).unwrap();
            let side = |name: &str| -> f64 {
                let (_, rest) = svg.split_once(&format!(" {name}=\"")).unwrap();
                rest.split('"').next().unwrap().parse().unwrap()
            };
            let png = fs::read(path.with_extension("png")).unwrap();
            let pixels = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            for (name, at) in [("width", 16), ("height", 20)] {
                let wanted = (side(name) / 96.0 * 200.0).round();
                assert_eq!(f64::from(pixels(at)), wanted, "{name} of {}", path.display());
            }
            drawn += 1;
        }
    }
    assert!(drawn > 2, "{drawn}");
    let listed = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert_eq!(listed.matches(".png\"").count(), drawn);
    verify(&tmp).expect_code(0);
    let ranking = out.join("charts/ranking.en.png");
    let mut bytes = fs::read(&ranking).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&ranking, bytes).unwrap();
    differs(&tmp, &["charts/ranking.en.png: changed since it was written"]);
    // They are ours: another result takes the place of this one, and leaves none of them.
    ideal(tmp.path(), &run[..run.len() - 1]).expect_code(0);
    assert!(!ranking.exists() && out.join("charts/ranking.en.svg").is_file());
    verify(&tmp).expect_code(0);
    // A picture is no report, and whoever asks for one is told what draws the charts.
    for wrong in [["run", "small", "--formats", "png"], ["report", "small", "--out", "x.png"]] {
        let refused = ideal(tmp.path(), &wrong).expect_code(2);
        assert!(refused.stderr.contains("--png draws"), "{}", refused.stderr);
    }
    let report = ["report", "small", "--draws", "0", "--lang", "en", "--out", "x.html", "--png"];
    ideal(tmp.path(), &report).expect_code(0);
    assert!(tmp.path().join("x_files/ranking.en.png").is_file());
}
