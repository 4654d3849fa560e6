//! No command speaks to a network.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(target_os = "linux")]

use crate::small::{IMPORT, small};
use crate::strace::{is_there, strace};

#[test]
fn no_command_opens_a_socket() {
    if !is_there("that no command opens a socket") {
        return;
    }
    let tmp = small();
    let commands: &[&[&str]] = &[
        &["new", "n"],
        &["new", "m", "--method", "latam-open"],
        &["check", "p"],
        &["run", "p", "--out", "o", "--draws", "50"],
        &["verify", "o", "p"],
        &["explain", "COL/oc_homicide", "p"],
        &["rank", "p"],
        &["sensitivity", "p", "--base", "4", "--no-leave-one-out"],
        &["gaps", "p"],
        &["audit", "p", "--out", "a"],
        &["calibrate", "p", "--replications", "1", "--draws", "100", "--out", "k"],
        &["compare", "p", "p", "--out", "d"],
        &["compare", "o", "o"],
        &["weights", "p", "--by", "equal"],
        &["export", "coinr", "x", "p"],
        IMPORT,
        &["import", "coinr", "iData.csv", "iMeta.csv", "--into", "c"],
        &["import", "mapping", "t.csv", "--draft"],
        &["report", "p", "--out", "r.html"],
        &["schema"],
        &["completions", "bash"],
        &["--help"],
        &["nonsense"],
    ];
    for args in commands {
        let log = tempfile::NamedTempFile::new().unwrap();
        let calls =
            "trace=?socket,?connect,?bind,?listen,?accept,?accept4,?sendto,?sendmsg,?socketpair";
        let out = strace(
            tmp.path(),
            &["-o", log.path().to_str().unwrap(), "-e", calls, "-e", "signal=none"],
            args,
        );
        assert!((0..=2).contains(&out.code), "{args:?}: {}", out.stderr);
        let made: Vec<String> =
            std::fs::read_to_string(log.path()).unwrap().lines().map(str::to_owned).collect();
        assert!(
            made.iter().any(|line| line.contains("socketpair("))
                || args.first().is_some_and(|a| a.starts_with("--")),
            "{args:?}: {made:?}"
        );
        // The pair of ends by which a handler of interrupts wakes its thread is no network: it has
        // no address.
        let network: Vec<&String> = made
            .iter()
            .filter(|line| {
                ["socket(", "connect(", "bind(", "listen("].iter().any(|c| line.contains(c))
            })
            .collect();
        assert!(network.is_empty(), "{args:?}: {network:?}");
    }
}
