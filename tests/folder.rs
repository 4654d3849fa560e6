//! The result folder appears complete or not at all.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{command, demo, files, finish, ideal, names};

/// Whether every file is what the manifest says.
fn whole(out: &Path) -> bool {
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
    manifest["outputs"].as_array().unwrap().iter().all(|o| {
        let bytes = std::fs::read(out.join(o["path"].as_str().unwrap())).unwrap_or_default();
        ideal::manifest::sha256(&bytes) == o["sha256"].as_str().unwrap()
    })
}

#[test]
fn a_run_killed_at_any_moment_leaves_a_whole_result() {
    let (tmp, _) = demo();
    let args = ["run", "demo", "--draws", "0", "--lang", "en", "--out", "o"];
    let start = Instant::now();
    ideal(tmp.path(), &args).expect_code(0);
    let full = start.elapsed();
    for i in 1..=8 {
        let mut child =
            command(tmp.path(), &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(full * i / 9);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(whole(&tmp.path().join("o")), "kill {i}");
    }
    ideal(tmp.path(), &args).expect_code(0);
    assert_eq!(names(tmp.path()), ["demo", "o"]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_clears_what_it_stops() {
    let (tmp, _) = demo();
    let child = command(tmp.path(), &["run", "demo", "--draws", "10000"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(150));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(130), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(names(tmp.path()), ["demo"]);
}

/// A caller that asks to stop as soon as a stage of this name begins.
struct Stops(&'static str, std::sync::atomic::AtomicBool);

impl ideal::Progress for Stops {
    fn start(&self, what: &str, _: u64) {
        if what == self.0 {
            self.1.store(true, std::sync::atomic::Ordering::SeqCst);
        }
    }
    fn advance(&self, _: u64) {}
    fn done(&self) {}
    fn stopped(&self) -> bool {
        self.1.load(std::sync::atomic::Ordering::SeqCst)
    }
}

#[test]
fn the_analysis_of_a_result_tells_how_far_it_is_and_can_be_stopped() {
    let results = ideal::Assessment::demo()
        .unwrap()
        .with_draws(1000)
        .with_languages(&[ideal::Lang::En])
        .run()
        .unwrap();
    for stage in
        ["sensitivity", "leave one out", "weights from the data", "weightings", "aggregations"]
    {
        let tmp = tempfile::tempdir().unwrap();
        let destination = ideal::folder::Destination::open(&tmp.path().join("o")).unwrap();
        let stopped = results.write_with(destination, &Stops(stage, false.into()));
        assert!(matches!(stopped, Err(ideal::Error::Stopped)), "{stage}: {stopped:?}");
        assert_eq!(names(tmp.path()), Vec::<String>::new(), "{stage}");
    }
}

#[test]
fn two_runs_to_one_folder_do_not_mix() {
    let (tmp, _) = demo();
    let args = ["run", "demo", "--draws", "2000", "--lang", "en"];
    let mut first =
        command(tmp.path(), &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let lock = tmp.path().join(".ideal-out.ideal");
    let start = Instant::now();
    while !lock.exists() && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = ideal(tmp.path(), &args).expect_code(2);
    assert!(second.stderr.contains("another run"), "{}", second.stderr);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert!(whole(&tmp.path().join("ideal-out")));
    assert_eq!(names(tmp.path()), ["demo", "ideal-out"]);
}

#[test]
fn what_is_not_ours_is_refused() {
    let (tmp, project) = demo();
    let precious = tmp.path().join("precious");
    std::fs::create_dir(&precious).unwrap();
    std::fs::write(precious.join("thesis.txt"), "do not delete").unwrap();
    let before = files(tmp.path());
    for out in ["precious", "demo", "demo/method.toml", "/dev/full/x", "/"] {
        let refused =
            ideal(tmp.path(), &["run", "demo", "--draws", "0", "--out", out]).expect_code(2);
        assert!(refused.stderr.contains("help:"), "{out}: {}", refused.stderr);
    }
    assert_eq!(files(tmp.path()), before);
    assert!(project.exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing() {
    let (tmp, _) = demo();
    // A limit on the size of files stands in for a disk without space: the write fails in the same
    // place.
    let binary = env!("CARGO_BIN_EXE_ideal");
    let mut limited = Command::new("bash");
    limited
        .current_dir(tmp.path())
        .args(["-c", &format!("ulimit -f 64; exec '{binary}' run demo --draws 0 --out deep/er/o")]);
    let refused = finish(limited).expect_code(2);
    assert!(refused.stderr.contains("cannot write"), "{}", refused.stderr);
    assert_eq!(names(tmp.path()), ["demo"]);
}

#[test]
fn verify_recomputes_every_byte() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "200", "--lang", "en", "--seed", "5"])
        .expect_code(0);
    let good = ideal(tmp.path(), &["verify", "ideal-out", "demo"]).expect_code(0);
    assert!(good.stdout.contains("every byte"), "{}", good.stdout);
    let scores = tmp.path().join("ideal-out/tables/scores.csv");
    std::fs::write(&scores, "tampered").unwrap();
    let bad = ideal(tmp.path(), &["verify", "ideal-out", "demo"]).expect_code(1);
    assert!(
        bad.stdout.contains("tables/scores.csv: changed since it was written"),
        "{}",
        bad.stdout
    );
    crate::support::replace(&project.join("method.toml"), "weight = 2.0", "weight = 3.0");
    let other = ideal(tmp.path(), &["verify", "ideal-out", "demo"]).expect_code(1);
    assert!(other.stdout.contains("manifest.json: the method is another one"), "{}", other.stdout);
    ideal(tmp.path(), &["verify", "demo", "demo"]).expect_code(2);
}
