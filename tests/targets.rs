//! What `--out` names is replaced only where it is a file, or a folder of ours.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(unix)]

use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;

use crate::small::{small, write};
use crate::support::{files, ideal, names, pipe, replace, within};

/// Every command that writes to a path, with that path.
fn writers(out: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["report", "p", "--out", out],
        vec!["import", "mapping", "t.csv", "--mapping", "m.toml", "--out", out],
        vec!["run", "p", "--out", out],
        vec!["run", "p", "--replace", "--out", out],
        vec!["audit", "p", "--out", out],
        vec!["audit", "p", "--format", "json", "--out", out],
        vec!["calibrate", "p", "--replications", "1", "--draws", "100", "--out", out],
        vec!["compare", "p", "p", "--draws", "0", "--out", out],
        vec!["export", "coinr", out, "p"],
        vec!["new", out],
        vec!["import", "coinr", "iData.csv", "iMeta.csv", "--into", out],
    ]
}

#[test]
fn pipes_devices_and_sockets_stay() {
    let tmp = small();
    let dir = tmp.path();
    pipe(&dir.join("pipe"));
    let _socket = std::os::unix::net::UnixListener::bind(dir.join("socket")).unwrap();
    symlink("pipe", dir.join("to-pipe")).unwrap();
    symlink("/dev/null", dir.join("to-device")).unwrap();
    for out in ["pipe", "socket", "to-pipe", "to-device", "/dev/null", "/dev/full", "/dev/stdout"] {
        for args in writers(out) {
            let before = names(dir);
            let refused = within(dir, &args);
            assert_eq!(refused.code, 2, "{args:?}: {}{}", refused.stdout, refused.stderr);
            assert_eq!(names(dir), before, "{args:?}");
        }
    }
    assert!(std::fs::symlink_metadata(dir.join("pipe")).unwrap().file_type().is_fifo());
    assert!(std::fs::symlink_metadata(dir.join("socket")).unwrap().file_type().is_socket());
    assert!(std::fs::symlink_metadata(dir.join("to-pipe")).unwrap().is_symlink());
    assert!(std::fs::symlink_metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn what_an_output_is_made_from_is_not_replaced_by_it() {
    let tmp = small();
    let dir = tmp.path();
    symlink("p/method.toml", dir.join("to-method")).unwrap();
    let before = files(dir);
    for out in [
        "p/method.toml",
        "p/evidence/../evidence/a.csv",
        "p/assessment.toml",
        "p/sources.csv",
        "to-method",
    ] {
        let refused = ideal(dir, &["report", "p", "--out", out]).expect_code(2);
        assert!(
            refused.stderr.contains("is what the output is made from"),
            "{out}: {}",
            refused.stderr
        );
    }
    for out in ["t.csv", "./m.toml"] {
        let refused =
            ideal(dir, &["import", "mapping", "t.csv", "--mapping", "m.toml", "--out", out])
                .expect_code(2);
        assert!(
            refused.stderr.contains("is what the output is made from"),
            "{out}: {}",
            refused.stderr
        );
    }
    assert_eq!(files(dir), before);
}

#[test]
fn a_folder_is_no_file_and_a_link_to_a_file_stays_one() {
    let tmp = small();
    let dir = tmp.path();
    write(dir, "folder/kept", "x");
    for args in [
        &["report", "p", "--out", "folder"][..],
        &["import", "mapping", "t.csv", "--mapping", "m.toml", "--out", "folder"],
    ] {
        ideal(dir, args).expect_code(2);
    }
    write(dir, "folder/real.html", "old");
    symlink("folder/real.html", dir.join("link.html")).unwrap();
    ideal(dir, &["report", "p", "--out", "link.html"]).expect_code(0);
    assert!(std::fs::symlink_metadata(dir.join("link.html")).unwrap().is_symlink());
    assert!(std::fs::read_to_string(dir.join("folder/real.html")).unwrap().contains("<html"));
    symlink("nowhere/at/all", dir.join("dangling")).unwrap();
    for args in writers("dangling") {
        assert_eq!(ideal(dir, &args).code, 2, "{args:?}");
    }
    assert_eq!(names(&dir.join("folder")), ["kept", "real.html"]);
}

#[test]
fn leftovers_are_cleared_and_never_written_through() {
    let tmp = small();
    let dir = tmp.path();
    write(dir, "victim", "mine");
    // What a killed report leaves, of a process that is no more; a link under such a name; a name
    // that is somebody's.
    write(dir, ".o.999999999.part", "half");
    write(dir, ".o.ideal", "half of an earlier version");
    symlink("victim", dir.join(".o.1.part")).unwrap();
    write(dir, ".o.notes.part", "mine");
    ideal(dir, &["run", "p", "--out", "o"]).expect_code(0);
    std::fs::rename(dir.join("o"), dir.join("result")).unwrap();
    ideal(dir, &["report", "p", "--out", "o"]).expect_code(0);
    let left: Vec<String> = names(dir).into_iter().filter(|n| n.starts_with('.')).collect();
    assert_eq!(left, [".o.1.part", ".o.notes.part"]);
    assert_eq!(std::fs::read_to_string(dir.join("victim")).unwrap(), "mine");
}

#[test]
fn names_as_long_as_the_file_system_takes_them() {
    let tmp = small();
    let dir = tmp.path();
    for length in [241, 248, 249, 250, 255] {
        let name = "n".repeat(length);
        ideal(dir, &["run", "p", "--out", &name]).expect_code(0);
        ideal(dir, &["run", "p", "--out", &name]).expect_code(0);
        std::fs::remove_dir_all(dir.join(&name)).unwrap();
        ideal(dir, &["report", "p", "--out", &name]).expect_code(0);
        std::fs::remove_file(dir.join(&name)).unwrap();
        ideal(dir, &["audit", "p", "--out", &name]).expect_code(0);
        std::fs::remove_dir_all(dir.join(&name)).unwrap();
        ideal(dir, &["new", &name]).expect_code(0);
        std::fs::remove_dir_all(dir.join(&name)).unwrap();
    }
    let before = names(dir);
    for args in writers(&"n".repeat(256)) {
        let refused = ideal(dir, &args).expect_code(2);
        assert!(refused.stderr.contains("too long"), "{}", refused.stderr);
    }
    assert_eq!(names(dir), before);
}

#[test]
fn what_somebody_put_into_a_result_is_not_deleted() {
    let tmp = small();
    let dir = tmp.path();
    let run = ["run", "p", "--out", "o"];
    ideal(dir, &run).expect_code(0);
    let whole = files(&dir.join("o"));
    write(dir, "o/notes.txt", "mine");
    write(dir, "o/tables/scores (copy).csv", "mine");
    write(dir, "o/deep/er/down.txt", "mine");
    symlink("../t.csv", dir.join("o/link")).unwrap();
    let before = files(dir);
    let refused = ideal(dir, &run).expect_code(2);
    for name in ["notes.txt", "tables/scores (copy).csv", "deep/er/down.txt", "link", "--replace"] {
        assert!(refused.stderr.contains(name), "{name}: {}", refused.stderr);
    }
    assert_eq!(files(dir), before);
    let replaced = ideal(dir, &["run", "p", "--out", "o", "--replace"]).expect_code(0);
    for name in ["notes.txt", "tables/scores (copy).csv", "deep/er/down.txt", "link"] {
        assert!(replaced.stderr.contains(name), "{name}: {}", replaced.stderr);
    }
    assert_eq!(files(&dir.join("o")), whole);
    // A manifest that lists somebody's file as its own does not have it deleted.
    write(dir, "o/thesis.txt", "mine");
    replace(
        &dir.join("o/manifest.json"),
        "\"outputs\": [",
        "\"outputs\": [\n    {\"path\": \"thesis.txt\", \"sha256\": \"x\"},",
    );
    let refused = ideal(dir, &run).expect_code(2);
    assert!(
        refused.stderr.contains("thesis.txt") && dir.join("o/thesis.txt").exists(),
        "{}",
        refused.stderr
    );
    ideal(dir, &["run", "p", "--out", "o", "--replace"]).expect_code(0);
    // What the link led to is nobody's matter.
    assert!(dir.join("t.csv").exists());
    // Of many the first are named, and how many more there are.
    for i in 0..100 {
        write(dir, &format!("o/f{i:03}"), "mine");
    }
    let refused = ideal(dir, &run).expect_code(2).stderr;
    assert!(
        refused.contains("f009") && !refused.contains("f010") && refused.contains("90 more"),
        "{refused}"
    );
}

#[test]
fn what_programs_leave_in_every_folder_is_in_nobodys_way() {
    let tmp = small();
    let dir = tmp.path();
    let left = [
        ".DS_Store",
        "tables/.DS_Store",
        "Thumbs.db",
        "charts/desktop.ini",
        "tables/~$scores.xlsx",
        "tables/.~lock.scores.csv#",
    ];
    for args in [
        &["run", "p", "--out", "o"][..],
        &["audit", "p", "--out", "o"],
        &["export", "coinr", "o", "p"],
    ] {
        ideal(dir, args).expect_code(0);
        for name in left {
            write(dir, &format!("o/{name}"), "x");
        }
        let again = ideal(dir, args).expect_code(0);
        assert!(!again.stderr.contains("DS_Store"), "{}", again.stderr);
        std::fs::remove_dir_all(dir.join("o")).unwrap();
    }
    write(dir, "n/.DS_Store", "x");
    ideal(dir, &["new", "n"]).expect_code(0);
}

#[test]
fn a_file_that_comes_while_a_result_is_made_is_not_deleted() {
    let tmp = small();
    let out = tmp.path().join("o");
    ideal(tmp.path(), &["run", "p", "--out", "o"]).expect_code(0);
    let destination = ideal::folder::Destination::open(&out).unwrap();
    destination.write("manifest.json", b"{\"engine\":\"ideal\"}").unwrap();
    write(&out, "notes.txt", "mine");
    let refused = destination.commit().unwrap_err();
    assert!(refused.to_string().contains("notes.txt"), "{refused}");
    assert_eq!(std::fs::read(out.join("notes.txt")).unwrap(), b"mine");
    assert!(out.join("index.html").exists());
    assert!(!names(tmp.path()).contains(&".o.ideal".to_owned()));
}

/// The last number of a file that was cut off is another number.
#[test]
fn a_table_that_may_be_cut_off_is_told() {
    let tmp = small();
    let dir = tmp.path();
    write(dir, "t.csv", "place,raids\nNorth,3\nSouth,4");
    for args in [
        &["import", "mapping", "t.csv", "--mapping", "m.toml", "--out", "e.csv"][..],
        crate::small::IMPORT,
    ] {
        let told = ideal(dir, args).expect_code(0);
        assert!(
            told.stderr.contains("line 3")
                && told.stderr.contains("no line end")
                && told.stderr.contains("`4`"),
            "{}",
            told.stderr
        );
    }
    for (path, cut) in
        [("evidence/a.csv", "PER,*,wb.homicide,2023,8.6"), ("territories.csv", "COL-S,South,2020")]
    {
        let tmp = small();
        let p = tmp.path().join("p");
        if path == "territories.csv" {
            write(&p, path, "code,name,since\nCOL-N,North,1990\nCOL-S,South,2020");
        } else {
            write(
                &p,
                path,
                "territory,crime_area,indicator,period,value\nCOL,*,wb.homicide,2023,25.7\n\
                 PER,*,wb.homicide,2023,8.6",
            );
        }
        let told = ideal(tmp.path(), &["check", "p", "--strict"]);
        assert!(
            told.stdout.contains(&format!("{path}:3")) && told.stdout.contains("no-line-end"),
            "{}",
            told.stdout
        );
        replace(&p.join(path), cut, &format!("{cut}\n"));
        assert!(!ideal(tmp.path(), &["check", "p"]).stdout.contains("no-line-end"));
        // A cell less, and it is an error.
        write(&p, path, std::fs::read_to_string(p.join(path)).unwrap().rsplit_once(',').unwrap().0);
        let refused = ideal(tmp.path(), &["check", "p"]).expect_code(1);
        assert!(
            refused.stdout.contains(&format!("{path}:3")) && refused.stdout.contains("cells"),
            "{}",
            refused.stdout
        );
    }
}

#[test]
fn the_current_folder_is_not_pulled_from_under_its_owner() {
    let tmp = small();
    let project = tmp.path().join("p");
    ideal(&project, &["run", "--out", "../o"]).expect_code(0);
    for args in [&["run", "../p", "--out", "."][..], &["run", "../p", "--out", ".", "--replace"]] {
        assert_eq!(ideal(&tmp.path().join("o"), args).code, 2, "{args:?}");
    }
    let empty = tmp.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let inode = |dir: &Path| std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(dir).unwrap());
    let before = inode(&empty);
    ideal(&empty, &["new", "."]).expect_code(0);
    ideal(&empty, &["check", "."]).expect_code(0);
    assert_eq!(inode(&empty), before);
}
