//! A command under `strace`: which system calls it makes, and what becomes of it where one of them
//! fails or is its last.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether the program is there and may be used; says loudly what is skipped where it is not.
pub fn is_there(test: &str) -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let works = tried.is_ok_and(|status| status.success());
    if !works {
        ideal_testing::skipped(format_args!(
            "strace is not installed or may not trace, so `{test}` is not tested"
        ));
    }
    works
}

/// A system call that touches a file below the folder of a test, and how often its thread had made
/// it before, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub count: usize,
    /// The call as strace shows it.
    pub text: String,
}

/// The system calls that change files.
pub const CHANGING: &str = "?open,?openat,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,?unlink,?unlinkat,?rmdir,?link,?linkat,\
                            ?write,?writev,?pwrite64,?ftruncate,?fchmod,?fchmodat,?fsync,?fdatasync,?copy_file_range";

/// Runs the binary in `dir` and gives its calls among `calls` that touch files below `dir`, in
/// their order.
pub fn calls(dir: &Path, args: &[&str], calls: &str) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let out = strace(
        dir,
        &["-y", "-s", "0", "-o", log.path().to_str().unwrap(), "-e", &format!("trace={calls}")],
        args,
    );
    assert_eq!(out.code, 0, "{args:?}: {}", out.stderr);
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for line in std::fs::read_to_string(log.path()).unwrap().lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((name, rest)) = rest.trim_start().split_once('(') else { continue };
        if name.starts_with(['<', '+', '-']) {
            continue;
        }
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        if touches(dir, rest) {
            found.push(Call { name: name.to_owned(), count: *count, text: rest.to_owned() });
        }
    }
    found
}

/// Whether the arguments of a call name a file below the folder: by an open file, by a path, or by
/// one that is relative to it.
fn touches(dir: &Path, text: &str) -> bool {
    let dir = dir.canonicalize().unwrap();
    let dir = dir.to_str().unwrap();
    // What is written is shown as an empty text.
    let quoted: Vec<&str> = text.split('"').skip(1).step_by(2).filter(|p| !p.is_empty()).collect();
    match quoted.as_slice() {
        [] => text.contains(&format!("<{dir}")),
        paths => paths.iter().any(|p| !p.starts_with('/') || p.starts_with(dir)),
    }
}

/// Runs the binary in `dir`; it is killed when a thread is about to make this call.
pub fn killed_at(dir: &Path, args: &[&str], call: &Call) -> Outcome {
    inject(dir, args, call, "signal=KILL")
}

/// Runs the binary in `dir`; this call fails.
pub fn failing_at(dir: &Path, args: &[&str], call: &Call, error: &str) -> Outcome {
    inject(dir, args, call, &format!("error={error}"))
}

fn inject(dir: &Path, args: &[&str], call: &Call, what: &str) -> Outcome {
    let (trace, inject) = (
        format!("trace={}", call.name),
        format!("inject={}:{what}:when={}", call.name, call.count),
    );
    strace(dir, &["-o", "/dev/null", "-e", &trace, "-e", &inject], args)
}

/// How a traced command ended.
#[derive(Debug)]
pub struct Outcome {
    /// Its exit code; -1 where it was killed.
    pub code: i32,
    pub stderr: String,
}

/// Runs the binary in `dir` under strace with these options.
pub fn strace(dir: &Path, options: &[&str], args: &[&str]) -> Outcome {
    let mut command = Command::new("strace");
    command
        .current_dir(dir)
        .args(["-f", "-qq"])
        .args(options)
        .arg(env!("CARGO_BIN_EXE_ideal"))
        .args(args);
    let out = command
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output()
        .expect("strace runs");
    Outcome {
        code: out.status.code().unwrap_or(-1),
        stderr: String::from_utf8_lossy(&out.stderr).into_owned(),
    }
}
