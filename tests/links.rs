//! What a project reads lies in it, and what it writes too; a pipe hangs nobody.

#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::Path;

use crate::small::{IMPORT, small, write};
use crate::support::{files, ideal, pipe, within};

const SECRET: &str = "SECRET-LINE";

/// A small project beside a folder `elsewhere` with files that say what nobody may read.
fn project() -> tempfile::TempDir {
    let tmp = small();
    for name in ["secret.csv", "deep/secret.csv", "assessment.toml"] {
        write(tmp.path(), &format!("elsewhere/{name}"), &format!("{SECRET},a,b\n"));
    }
    tmp
}

/// Checks the project in every way of printing; it must fail at this file, and say what is in no
/// other.
#[track_caller]
fn refused(dir: &Path, at: &str) {
    for args in [
        &["check", "p"][..],
        &["check", "p", "--format", "json"],
        &["run", "p", "--out", "o"],
        &["explain", "COL/oc_homicide", "p"],
    ] {
        let out = ideal(dir, args);
        assert!(out.code == 1 || out.code == 2, "{args:?}: {}{}", out.stdout, out.stderr);
        let said = format!("{}{}", out.stdout, out.stderr);
        assert!(said.contains(at) && said.contains("leads out of the project"), "{args:?}: {said}");
        assert!(!said.contains(SECRET), "{args:?}: {said}");
    }
    assert!(!dir.join("o").exists());
}

#[test]
fn a_link_that_leads_out_is_refused_wherever_a_project_reads() {
    let told = [
        ("evidence/z.csv", "../../elsewhere/secret.csv"),
        ("evidence/z.xlsx", "../../elsewhere/secret.csv"),
        ("territories.csv", "../elsewhere/secret.csv"),
        ("crime_areas.csv", "../elsewhere/secret.csv"),
        ("indicators.csv", "../elsewhere/secret.csv"),
        ("weights.csv", "../elsewhere/secret.csv"),
        ("sources.csv", "../elsewhere/secret.csv"),
        ("method.toml", "../elsewhere/secret.csv"),
        ("assessment.toml", "../elsewhere/assessment.toml"),
        // Around a corner, but out.
        ("territories.csv", "evidence/../../elsewhere/secret.csv"),
        ("territories.csv", "/etc/hostname"),
        ("territories.csv", "/proc/self/environ"),
    ];
    for (path, to) in told {
        let tmp = project();
        let _ = std::fs::remove_file(tmp.path().join("p").join(path));
        symlink(to, tmp.path().join("p").join(path)).unwrap();
        if path.ends_with("xlsx") {
            crate::support::replace(
                &tmp.path().join("p/assessment.toml"),
                "evidence/*.csv",
                "evidence/*",
            );
        }
        refused(tmp.path(), path);
    }
}

#[test]
fn a_linked_folder_and_a_link_to_a_link_are_links_too() {
    let patterns = [
        "linked/*.csv",
        "linked/secret.csv",
        "*/secret.csv",
        "linked/deep/*.csv",
        "link*/**/*.csv",
    ];
    for pattern in patterns {
        let tmp = project();
        symlink("../elsewhere", tmp.path().join("p/one")).unwrap();
        symlink("one", tmp.path().join("p/linked")).unwrap();
        crate::support::replace(&tmp.path().join("p/assessment.toml"), "evidence/*.csv", pattern);
        refused(tmp.path(), if pattern.starts_with("*/") { "one" } else { "linked" });
    }
}

#[test]
fn links_that_stay_inside_and_a_linked_project_work() {
    let tmp = project();
    let p = tmp.path().join("p");
    std::fs::rename(p.join("evidence/a.csv"), p.join("kept.csv")).unwrap();
    symlink("../../p/evidence/../kept.csv", p.join("evidence/first.link")).unwrap();
    symlink("first.link", p.join("evidence/a.csv")).unwrap();
    ideal(tmp.path(), &["check", "p"]).expect_code(0);
    symlink("p", tmp.path().join("q")).unwrap();
    ideal(tmp.path(), &["check", "q"]).expect_code(0);
    ideal(&tmp.path().join("q"), &["check"]).expect_code(0);
    // A table that is a link to nothing is no table that is not there.
    symlink("nowhere.csv", p.join("territories.csv")).unwrap();
    let told = ideal(tmp.path(), &["check", "p"]).expect_code(1);
    assert!(
        told.stdout.contains("territories.csv") && told.stdout.contains("leads to no file"),
        "{}",
        told.stdout
    );
}

#[test]
fn a_folder_that_the_project_names_may_be_led_to() {
    let tmp = project();
    let p = tmp.path().join("p");
    write(
        tmp.path(),
        "shared/rows.csv",
        &std::fs::read_to_string(p.join("evidence/a.csv")).unwrap(),
    );
    std::fs::remove_file(p.join("evidence/a.csv")).unwrap();
    symlink("../../shared/rows.csv", p.join("evidence/a.csv")).unwrap();
    refused(tmp.path(), "evidence/a.csv");
    let assessment = std::fs::read_to_string(p.join("assessment.toml")).unwrap();
    let absolute = tmp.path().join("shared").display().to_string();
    for named in ["../shared", "./../shared/", absolute.as_str()] {
        write(&p, "assessment.toml", &format!("outside = [\"{named}\"]\n{assessment}"));
        let told = ideal(tmp.path(), &["check", "p"]).expect_code(0);
        assert!(told.stdout.contains(named), "{}", told.stdout);
    }
    // Its neighbours are not named with it, and neither is a name that begins alike.
    for named in ["../share", "../elsewhere", "evidence", "."] {
        write(&p, "assessment.toml", &format!("outside = [\"{named}\"]\n{assessment}"));
        refused(tmp.path(), "evidence/a.csv");
    }
}

#[test]
fn an_import_writes_nothing_elsewhere() {
    // Each leaves the project by another way.
    let ways: [&dyn Fn(&Path); 6] = [
        &|p| symlink("../elsewhere/secret.csv", p.join("territories.csv")).unwrap(),
        &|p| symlink("../elsewhere/new.csv", p.join("indicators.csv")).unwrap(),
        &|p| {
            std::fs::rename(p.join("evidence"), p.join("other")).unwrap();
            symlink("../elsewhere", p.join("evidence")).unwrap();
        },
        &|p| symlink("../../elsewhere/new.csv", p.join("evidence/fresh.csv")).unwrap(),
        &|p| write(p, "assessment.toml", &assessment_with(p, "sources = \"../elsewhere/new.csv\"")),
        &|p| {
            symlink("../elsewhere", p.join("tables")).unwrap();
            write(p, "assessment.toml", &assessment_with(p, "sources = \"tables/new.csv\""));
        },
    ];
    for (i, way) in ways.iter().enumerate() {
        let tmp = project();
        way(&tmp.path().join("p"));
        let before = files(tmp.path());
        let out = ideal(tmp.path(), IMPORT).expect_code(2);
        assert!(!out.stderr.contains(SECRET), "{i}: {}", out.stderr);
        assert_eq!(files(tmp.path()), before, "{i}");
    }
}

fn assessment_with(p: &Path, line: &str) -> String {
    format!("{line}\n{}", std::fs::read_to_string(p.join("assessment.toml")).unwrap())
}

/// A list of changes as a killed import leaves it, written by a stranger.
#[test]
fn a_list_of_changes_is_not_believed() {
    let digest = ideal::manifest::sha256(b"x\n");
    for (path, part) in [
        ("../elsewhere/new.csv", "../elsewhere/.ideal-0.part"),
        ("linked/new.csv", "linked/.ideal-0.part"),
    ] {
        let tmp = project();
        symlink("../elsewhere", tmp.path().join("p/linked")).unwrap();
        write(&tmp.path().join("p"), part, "x\n");
        let list = format!(
            "{{\"files\":[{{\"path\":\"{path}\",\"number\":0,\"before\":null,\"after\":\"{digest}\"}}],\"folders\":[]}}"
        );
        write(tmp.path(), "p/.ideal-changes", &list);
        let before = files(tmp.path());
        let out = ideal(tmp.path(), IMPORT).expect_code(2);
        assert!(out.stderr.contains(".ideal-changes"), "{}", out.stderr);
        assert_eq!(files(tmp.path()), before);
        ideal(tmp.path(), &["check", "p"]).expect_code(1);
    }
    // What was prepared must be what the list says, and a file that was changed since is not
    // replaced.
    let tmp = project();
    write(tmp.path(), "p/evidence/.ideal-0.part", "x\n");
    let list = format!(
        "{{\"files\":[{{\"path\":\"evidence/a.csv\",\"number\":0,\"before\":null,\"after\":\"{digest}\"}}],\"folders\":[]}}"
    );
    write(tmp.path(), "p/.ideal-changes", &list);
    let before = files(tmp.path());
    let out = ideal(tmp.path(), IMPORT).expect_code(2);
    assert!(
        out.stderr.contains("evidence/a.csv") && out.stderr.contains("changed since"),
        "{}",
        out.stderr
    );
    assert_eq!(files(tmp.path()), before);
}

#[test]
fn a_list_of_changes_does_not_multiply_what_is_held() {
    let tmp = project();
    let digest = ideal::manifest::sha256(b"x\n");
    let entry = |path: &str, number: u32| {
        format!(
            "{{\"path\":\"{path}\",\"number\":{number},\"before\":null,\"after\":\"{digest}\"}}"
        )
    };
    write(tmp.path(), "p/.ideal-0.part", "x\n");
    for (a, b) in [(entry("a.csv", 0), entry("b.csv", 0)), (entry("a.csv", 0), entry("a.csv", 1))] {
        write(tmp.path(), "p/.ideal-changes", &format!("{{\"files\":[{a},{b}],\"folders\":[]}}"));
        let out = ideal(tmp.path(), &["check", "p"]).expect_code(1);
        assert!(
            format!("{}{}", out.stdout, out.stderr).contains("it names a file twice"),
            "{}{}",
            out.stdout,
            out.stderr
        );
    }
}

#[test]
fn a_pipe_hangs_nobody() {
    for path in [
        "assessment.toml",
        "method.toml",
        "sources.csv",
        "territories.csv",
        "indicators.csv",
        "crime_areas.csv",
        "evidence/z.csv",
        "evidence/fresh.csv",
    ] {
        let tmp = project();
        let _ = std::fs::remove_file(tmp.path().join("p").join(path));
        pipe(&tmp.path().join("p").join(path));
        for args in [
            &["check", "p"][..],
            &["run", "p", "--out", "o"],
            &["explain", "COL/oc_homicide", "p"],
            IMPORT,
        ] {
            let out = within(tmp.path(), args);
            assert!(out.code == 1 || out.code == 2, "{path}, {args:?}: {}", out.stderr);
            assert!(
                format!("{}{}", out.stdout, out.stderr).contains("a pipe"),
                "{path}, {args:?}: {}{}",
                out.stdout,
                out.stderr
            );
        }
        assert_eq!(within(&tmp.path().join("p"), &["check"]).code, 1, "{path}");
    }
}

#[test]
fn a_pipe_given_to_an_import_hangs_nobody() {
    let tmp = small();
    for name in ["pipe.csv", "pipe.xlsx", "pipe.toml"] {
        pipe(&tmp.path().join(name));
    }
    for file in ["pipe.csv", "pipe.xlsx"] {
        let ids = ideal::evidence::publisher::importers().map(|importer| importer.id);
        // These two ask for more than a file.
        for source in ids.filter(|id| !["mapping", "coinr"].contains(id)) {
            let out = within(tmp.path(), &["import", source, file, "--out", "o.csv"]);
            assert_eq!(out.code, 2, "{source}: {}", out.stderr);
        }
        for args in [
            &["import", "mapping", file, "--mapping", "m.toml", "--into", "p"][..],
            &["import", "mapping", file, "--draft"],
            &["import", "mapping", "t.csv", "--mapping", "pipe.toml", "--into", "p"],
            &["import", "coinr", file, "iMeta.csv", "--into", "c"],
        ] {
            let out = within(tmp.path(), args);
            assert_eq!(out.code, 2, "{args:?}: {}", out.stderr);
            assert!(out.stderr.contains("a pipe"), "{args:?}: {}", out.stderr);
        }
    }
    // A publisher's file is named by hand, and may be a link to wherever it lies.
    symlink(tmp.path().join("t.csv"), tmp.path().join("p/table.csv")).unwrap();
    ideal(tmp.path(), &["import", "mapping", "p/table.csv", "--mapping", "m.toml", "--into", "p"])
        .expect_code(0);
}

#[test]
fn a_pipe_in_a_result_hangs_nobody() {
    let tmp = small();
    ideal(tmp.path(), &["run", "p", "--out", "o"]).expect_code(0);
    std::fs::remove_file(tmp.path().join("o/tables/scores.csv")).unwrap();
    pipe(&tmp.path().join("o/tables/scores.csv"));
    let out = within(tmp.path(), &["verify", "o", "p"]);
    assert_eq!(out.code, 1, "{}", out.stderr);
    assert!(out.stdout.contains("tables/scores.csv"), "{}", out.stdout);
    std::fs::remove_file(tmp.path().join("o/manifest.json")).unwrap();
    pipe(&tmp.path().join("o/manifest.json"));
    for args in [
        &["verify", "o", "p"][..],
        &["run", "p", "--out", "o"],
        &["run", "p", "--out", "o", "--replace"],
    ] {
        assert_eq!(within(tmp.path(), args).code, 2, "{args:?}");
    }
}

/// A mapping may be a stranger's: what it names besides lies beside it.
#[test]
fn a_mapping_joins_nothing_from_elsewhere() {
    for to in ["../elsewhere/secret.csv", "/etc/passwd", "linked.csv", "folder/secret.csv"] {
        let tmp = project();
        symlink("../elsewhere/secret.csv", tmp.path().join("p/linked.csv")).unwrap();
        symlink("../elsewhere", tmp.path().join("p/folder")).unwrap();
        let mapping = std::fs::read_to_string(tmp.path().join("m.toml")).unwrap();
        let table = "table = { \"North\" = \"COL-N\", \"South\" = \"COL-S\" }";
        let joined = mapping.replace(
            table,
            &format!(
                "codes = \"table\"\njoin = {{ file = \"{to}\", key = \"name\", code = \"code\" }}"
            ),
        );
        assert_ne!(joined, mapping);
        write(tmp.path(), "p/m.toml", &joined);
        let out = ideal(
            tmp.path(),
            &["import", "mapping", "t.csv", "--mapping", "p/m.toml", "--out", "e.csv"],
        )
        .expect_code(2);
        assert!(
            out.stderr.contains("not in the mapping's folder") && !out.stderr.contains(SECRET),
            "{to}: {}",
            out.stderr
        );
    }
}
