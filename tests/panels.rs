//! What readers learn of panels, and never of raters: marks go wherever a rating goes, pseudonyms
//! and reasons nowhere.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use ideal::collect::Field;

use crate::schema::check;
use crate::small::{OWN_FIELDS, own_fields, write};
use crate::support::{files, ideal, names, table};

/// The pseudonyms that are planted, one of each panel, and the words of a reason.
const PSEUDONYMS: [&str; 2] = ["ZARIGUEYA7", "QUETZAL9"];
const REASON: &str = "guacamaya-roja-42";

/// A project of two panels that both rated COL; the ratings of the panel COL are marked TLP:AMBER,
/// all else is clear. The method takes severity out.
fn project(dir: &Path) {
    write(
        dir,
        "q/assessment.toml",
        "id = \"q\"\neditions = [\"2023\"]\nterritories = [\"COL\", \"ECU\"]\ncrime_areas = \
         [\"extortion\"]\nmethod = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\ndraws = \
         200\nlanguages = [\"en\", \"es\", \"pt\"]\n",
    );
    write(
        dir,
        "q/method.toml",
        "id = \"q\"\n[node.threat]\n[indicator.\"expert.market\"]\nparent = \"threat\"\nkind = \
         \"expert\"\nscale = [0, 10]\ngoalposts = [0, 10]\n[indicator.\"expert.actors\"]\nparent = \
         \"threat\"\nkind = \"expert\"\nscale = [0, 10]\ngoalposts = [0, 10]\n[raters]\nadjust = \
         \"severity\"\n[rollup.territory]\nmin_coverage = 0.1\n",
    );
    let panel = |code: &str, other: &str| {
        format!(
            "[panel.{code}]\nterritories = [\"{code}\"]\nlanguage = \"en\"\nraters = 2\nbridge = \
             [\"{other}\"]\n"
        )
    };
    let item = |code: &str| {
        format!(
            "[item.\"{code}\"]\ncrime_areas = [\"extortion\"]\nscale = [0, 10]\nstep = \
             1\nquestion.en = \"How much?\"\n"
        )
    };
    let round = format!(
        "id = \"r\"\nedition = \"2023\"\nlanguages = [\"en\"]\n{}{}{}{}",
        panel("COL", "ECU"),
        panel("ECU", "COL"),
        item("expert.market"),
        item("expert.actors")
    );
    write(dir, "q/rounds/r/round.toml", &round);
    let mut head = format!("{OWN_FIELDS},rater");
    for (place, item) in asked() {
        for field in [Field::Best, Field::Tlp, Field::Reason] {
            let name = ideal::collect::form_name(&format!("{place}/extortion/{item}"), field);
            head.push_str(&format!(",{name}"));
        }
    }
    let mut lines = head + "\n";
    for (panel, rater, base, tlp) in [
        ("COL", PSEUDONYMS[0], 7, "TLP:AMBER"),
        ("COL", "R2", 8, "TLP:AMBER"),
        ("ECU", PSEUDONYMS[1], 3, ""),
        ("ECU", "R2", 4, ""),
    ] {
        lines.push_str(&format!("{},{rater}", own_fields(dir, panel)));
        for (k, _) in asked().iter().enumerate() {
            lines.push_str(&format!(",{},{tlp},{REASON} {k}", base + k % 2));
        }
        lines.push('\n');
    }
    write(dir, "back.csv", &lines);
    ideal(dir, &["collect", "receive", "q", "--round", "r", "--new-rater", "back.csv"])
        .expect_code(0);
}

/// What is rated: territory and item.
fn asked() -> [(&'static str, &'static str); 4] {
    [
        ("COL", "expert.market"),
        ("COL", "expert.actors"),
        ("ECU", "expert.market"),
        ("ECU", "expert.actors"),
    ]
}

/// The files of a folder in which a text stands.
fn holding(dir: &Path, text: &str) -> Vec<String> {
    let has = |bytes: &Vec<u8>| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    files(dir).into_iter().filter(|(_, bytes)| has(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn a_pseudonym_and_a_reason_stand_in_nothing_that_readers_get() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    project(dir);
    // They are there to be found: the coordinator's files have them.
    for text in [PSEUDONYMS[0], PSEUDONYMS[1], REASON] {
        assert!(!holding(&dir.join("q"), text).is_empty(), "{text} was not planted");
    }
    ideal(dir, &["run", "q", "--out", "o"]).expect_code(0);
    ideal(dir, &["audit", "q", "--out", "o/audit"]).expect_code(0);
    ideal(dir, &["sensitivity", "q"]).expect_code(0);
    for text in [PSEUDONYMS[0], PSEUDONYMS[1], REASON] {
        assert_eq!(holding(&dir.join("o"), text), Vec::<String>::new(), "{text}");
        for args in [
            &["rank", "q", "--format", "json"][..],
            &["gaps", "q"],
            &["sensitivity", "q", "--base", "64"],
            &["collect", "close", "q", "--round", "r"],
        ] {
            let said = ideal(dir, args);
            assert!(!said.stdout.contains(text) && !said.stderr.contains(text), "{args:?}: {text}");
        }
    }
    // An analyst opens a score down to its rows, raters among them; their reasons stay where they are.
    let rows = ideal(dir, &["explain", "COL/extortion", "q", "--format", "json"]).expect_code(0);
    assert!(!rows.stdout.contains(REASON), "{}", rows.stdout);
    // What close writes is read further than the round's own record.
    for name in ["changes", "severity"] {
        let path = format!("q/rounds/r/{name}.csv");
        let text = std::fs::read_to_string(dir.join(&path)).unwrap();
        assert!(!PSEUDONYMS.iter().any(|p| text.contains(p)) && !text.contains(REASON), "{path}");
    }
}

#[test]
fn ratings_of_one_panel_mark_everything_that_they_touch() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    project(dir);
    let ran = ideal(dir, &["run", "q", "--out", "o"]).expect_code(0);
    assert!(ran.stderr.contains("TLP:AMBER"), "{}", ran.stderr);
    let pages: Vec<String> =
        names(&dir.join("o")).into_iter().filter(|n| n.ends_with(".html")).collect();
    assert!(pages.len() >= 3, "{pages:?}");
    for name in pages {
        let page = std::fs::read_to_string(dir.join("o").join(&name)).unwrap();
        assert!(page.contains("role=\"note\"><span>TLP:AMBER"), "{name}");
        assert!(!page.contains("role=\"note\"><span>TLP:CLEAR"), "{name}");
    }
    let manifest = std::fs::read_to_string(dir.join("o/manifest.json")).unwrap();
    assert!(manifest.contains("TLP:AMBER"), "the manifest");
    let cell = ideal(dir, &["explain", "COL/extortion", "q", "--format", "json"]).json();
    assert!(cell.to_string().contains("TLP:AMBER"), "{cell}");
    let closed = ideal(dir, &["collect", "close", "q", "--round", "r", "--format", "json"]).json();
    assert_eq!(closed["handling"], "TLP:AMBER");
}

#[test]
fn close_says_panel_by_panel_what_severity_does() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    project(dir);
    let said = ideal(dir, &["collect", "close", "q", "--round", "r"]).expect_code(0);
    assert!(said.stderr.contains("score with it"), "{}", said.stderr);
    let rows = table(&dir.join("q/rounds/r/severity.csv"));
    let changes = table(&dir.join("q/rounds/r/changes.csv"));
    let number = |row: &std::collections::BTreeMap<String, String>, key: &str| {
        row[key].parse::<f64>().unwrap_or_else(|_| panic!("{key}: {row:?}"))
    };
    let of = |territory: &str, panel: &str| {
        let is = |r: &&std::collections::BTreeMap<String, String>| {
            (r["ranking"].as_str(), r["territory"].as_str(), r["panel"].as_str())
                == ("units", territory, panel)
        };
        rows.iter().find(is)
    };
    // Colombia rests on its own panel alone, which is the severer: left in, it scores as it was
    // given, which is what the whole adjustment moves there. The other panel moves
    // its rank at most.
    for (territory, panel, other) in [("COL", "COL", "ECU"), ("ECU", "ECU", "COL")] {
        let own = of(territory, panel).unwrap_or_else(|| panic!("{territory}: {rows:?}"));
        let by_other =
            of(territory, other).map(|r| (number(r, "score"), number(r, "score_left_in")));
        assert!(by_other.is_none_or(|(a, b)| a == b), "{territory}: {rows:?}");
        let change = changes
            .iter()
            .find(|r| r["ranking"] == "units" && r["territory"] == territory)
            .unwrap();
        assert_eq!(number(own, "score_left_in"), number(change, "score_unadjusted"));
        assert_ne!(number(own, "score"), number(own, "score_left_in"));
    }
    let colombia = of("COL", "COL").unwrap();
    assert!(number(colombia, "score_left_in") > number(colombia, "score"));
}

#[test]
fn a_project_of_a_method_alone_can_be_planned() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    write(
        dir,
        "m/assessment.toml",
        "id = \"m\"\neditions = [\"2023\"]\nterritories = [\"COL\"]\ncrime_areas = \
         [\"extortion\"]\nmethod = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\n",
    );
    write(
        dir,
        "m/method.toml",
        "id = \"m\"\n[node.threat]\n[indicator.\"expert.market\"]\nparent = \"threat\"\nkind = \
         \"expert\"\nscale = [0, 10]\ngoalposts = [0, 10]\n",
    );
    let checked = ideal(dir, &["check", "m"]).expect_code(1);
    assert!(checked.stdout.contains("missing-evidence"), "{}", checked.stdout);
    ideal(dir, &["collect", "plan", "m", "--round", "1"]).expect_code(0);
    assert!(dir.join("m/rounds/1/round.toml").is_file());
    ideal(dir, &["check", "m"]).expect_code(0);
    ideal(dir, &["collect", "issue", "m", "--round", "1", "--out", "books"]).expect_code(0);
    let json = ideal(dir, &["collect", "status", "m", "--round", "1", "--format", "json"]).json();
    assert_eq!(check("round_status", &json), Vec::<String>::new());
    // One whose draws take the weights of experts goes out before any expert has answered, and is
    // not run.
    let method = dir.join("m/method.toml");
    let text = std::fs::read_to_string(&method).unwrap() + "[uncertainty]\nweights = \"experts\"\n";
    std::fs::write(&method, text).unwrap();
    ideal(dir, &["collect", "issue", "m", "--round", "1", "--out", "books"]).expect_code(0);
    let refused = ideal(dir, &["run", "m", "--out", "o", "--draws", "50"]).expect_code(2);
    assert!(refused.stderr.contains("no-expert-weights"), "{}", refused.stderr);
    assert!(!dir.join("o").exists());
}
