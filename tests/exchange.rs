//! Criminal groups for other tools: FollowTheMoney and STIX 2.1, each read back by its own library.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use ideal_testing::skipped;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{files, ideal, small};

const GROUPS: &str = "group,name,principal,secondary,territories,members,since,until,source,reliability,credibility,tlp
g1,Los Faros,extortion,drug_cocaine,COL:base;XX-A:transit,50-200,2009,2022,one,B,2,TLP:GREEN
g2,,drug_cocaine,,COL:transit;PER,,2015-Q2,,one,C,6,
g3,Pedro Ramírez,extortion,,PER,,,,,,,
";

/// The small project with three groups, of which one is called like a person.
fn sheets() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    let write = |name: &str, text: &str| std::fs::write(project.join(name), text).unwrap();
    write("groups.csv", GROUPS);
    write(
        "group_ratings.csv",
        "group,attribute,rating,period\ng1,agile,high,2023\ng1,borderless,low,2023\n",
    );
    write(
        "links.csv",
        "group,other,kind,period,tlp\ng1,g2,supplies,2023,TLP:AMBER\ng2,g3,conflicts,,\ng3,g1,part_of,2021-03,\ng2,g1,succeeds,,\n",
    );
    write("none_found.csv", "territory,crime_area,period,source\nXX-B,*,2023,one\n");
    let sources = std::fs::read_to_string(project.join("sources.csv")).unwrap();
    write("sources.csv", &sources.replace("https://example.org", "https://example.org/panel"));
    (tmp, project)
}

fn written(dir: &Path, format: &str, out: &str, more: &[&str]) -> String {
    let args = [&["export", format, out, "small", "--acknowledge", "TLP:RED"], more].concat();
    ideal(dir, &args).expect_code(0);
    std::fs::read_to_string(dir.join(out).join(format!("groups.{format}.json"))).unwrap()
}

/// Runs a program of Python, where it has the library, and reads the JSON that it prints.
fn python(library: &str, program: &str, file: &Path) -> Option<Value> {
    let python = ideal_testing::python();
    let there = Command::new(&python).args(["-c", &format!("import {library}")]).output();
    if !there.is_ok_and(|out| out.status.success()) {
        skipped(format_args!(
            "{python} has no {library} (IDEAL_PYTHON names another), so it reads nothing back"
        ));
        return None;
    }
    let out = Command::new(&python).args(["-c", program]).arg(file).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(serde_json::from_slice(&out.stdout).unwrap())
}

#[test]
fn follow_the_money_has_organisations_and_what_joins_them() {
    let (tmp, _) = sheets();
    let text = written(tmp.path(), "ftm", "out", &[]);
    let entities: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let of = |n: usize, name: &str| entities[n]["properties"][name].clone();
    let schemata: Vec<&str> = entities.iter().map(|e| e["schema"].as_str().unwrap()).collect();
    assert_eq!(
        schemata,
        [
            "Organization",
            "Organization",
            "Organization",
            "UnknownLink",
            "Succession",
            "UnknownLink",
            "Membership"
        ]
    );
    assert_eq!(of(0, "name"), serde_json::json!(["Los Faros"]));
    assert_eq!(of(0, "topics"), serde_json::json!(["crime", "crime.traffick.drug"]));
    assert_eq!((of(0, "country"), of(0, "mainCountry")), (["co"].into(), ["co"].into()));
    assert_eq!(of(0, "dissolutionDate"), serde_json::json!(["2022"]));
    // Without a name, and with one that is like a person's, there is the code.
    assert_eq!((of(1, "name"), of(2, "name")), (["g2"].into(), ["g3"].into()));
    assert_eq!(of(1, "incorporationDate"), serde_json::json!(["2015-04"]));
    // A link that names a green group is green at least.
    assert_eq!(of(6, "description"), serde_json::json!(["TLP:GREEN"]));
    assert_eq!((of(6, "member"), of(6, "organization")), {
        let id = |n: usize| Value::from(vec![entities[n]["id"].clone()]);
        (id(2), id(0))
    });
    // What is lost is said twice, on stderr and beside the file.
    let said = ideal(tmp.path(), &["export", "ftm", "out", "small"]).expect_code(0);
    let summary = std::fs::read_to_string(tmp.path().join("out/summary.txt")).unwrap();
    for lost in [
        "stay here, the code stands in their place: g3",
        "made of them (`ideal groups`, or the tables of `ideal run`, have them): 2",
        "found none: 1",
        "numbers of members: 1",
        "extortion is the topic crime, which loses which crime it is",
        "without a code of ISO 3166-1: XX-A",
        "grades of reliability and credibility: 2",
        "rows with quarters, of which one month stands: 1",
    ] {
        assert!(said.stderr.contains(lost) && summary.contains(lost), "{lost}: {}", said.stderr);
    }
    assert!(summary.starts_with("TLP:AMBER\nassessment small\n"), "{summary}");
    for (path, bytes) in files(&tmp.path().join("out")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Ramírez"), "{path}");
    }
    assert_eq!(text, written(tmp.path(), "ftm", "again", &[]));
    let read = "import json,sys\nfrom followthemoney import model\nout=[]\nfor line in open(sys.argv[1],encoding='utf-8'):\n    data=json.loads(line)\n    proxy=model.get_proxy(data,cleaned=False)\n    proxy.schema.validate(data)\n    kept=proxy.to_dict()['properties']\n    lost={p:v for p,v in data['properties'].items() if sorted(v)!=sorted(kept.get(p,[]))}\n    out.append([proxy.id,proxy.caption,proxy.schema.is_a('Person'),lost])\nprint(json.dumps(out))";
    let Some(back) = python("followthemoney", read, &tmp.path().join("out/groups.ftm.json")) else {
        return;
    };
    let back = back.as_array().unwrap();
    assert_eq!(back.len(), 7);
    for (entity, read) in entities.iter().zip(back) {
        assert_eq!(read[0], entity["id"]);
        assert_eq!((&read[2], &read[3]), (&false.into(), &serde_json::json!({})), "{read}");
    }
    assert_eq!(back[0][1], "Los Faros");
}

#[test]
fn stix_has_actors_with_the_marks_that_oasis_published() {
    let (tmp, _) = sheets();
    let text = written(tmp.path(), "stix", "out", &["--date", "2026-03-31"]);
    let bundle: Value = serde_json::from_str(&text).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let all =
        |kind: &str| -> Vec<&Value> { objects.iter().filter(|o| o["type"] == kind).collect() };
    let markings: Vec<_> =
        all("marking-definition").iter().map(|m| m["id"].as_str().unwrap()).collect();
    // CLEAR, GREEN, AMBER of oasis-open/cti-stix-common-objects.
    assert_eq!(
        markings,
        [
            "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
        ]
    );
    let actors = all("threat-actor");
    assert_eq!(actors.len(), 3);
    let first = actors[0];
    assert_eq!((&first["name"], &first["confidence"]), (&"Los Faros".into(), &70.into()));
    assert_eq!(first["threat_actor_types"], serde_json::json!(["crime-syndicate"]));
    assert_eq!(
        (&first["first_seen"], &first["last_seen"]),
        (&"2009-01-01T00:00:00.000Z".into(), &"2022-12-31T23:59:59.999Z".into())
    );
    assert_eq!(first["object_marking_refs"], serde_json::json!([markings[1]]));
    assert_eq!(
        (&first["created"], &first["modified"]),
        (&"2023-01-01T00:00:00.000Z".into(), &"2026-03-31T00:00:00.000Z".into())
    );
    // 6 cannot be judged.
    assert_eq!((&actors[1]["name"], &actors[1]["confidence"]), (&"g2".into(), &Value::Null));
    let relations = all("relationship");
    assert_eq!(relations.len(), 5 + 4);
    let supplies = relations.iter().find(|r| r["relationship_type"] == "supplies").unwrap();
    assert_eq!(supplies["object_marking_refs"], serde_json::json!([markings[2]]));
    let ids: BTreeSet<&str> = objects.iter().map(|o| o["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), objects.len());
    for relation in &relations {
        for end in ["source_ref", "target_ref"] {
            assert!(ids.contains(relation[end].as_str().unwrap()), "{relation}");
        }
    }
    assert!(!text.contains("Ramírez") && !text.contains("identity"));
    assert_eq!(text, written(tmp.path(), "stix", "again", &["--date", "2026-03-31"]));
    // A later export names the same objects.
    let later = written(tmp.path(), "stix", "later", &["--date", "2027-03-31"]);
    let later: Value = serde_json::from_str(&later).unwrap();
    let later = later["objects"].as_array().unwrap();
    assert!(later.iter().all(|o| ids.contains(o["id"].as_str().unwrap())));
    let read = "import json,sys\nimport stix2\nfrom stix2.confidence.scales import admiralty_credibility_to_value as scale\nbundle=stix2.parse(open(sys.argv[1],encoding='utf-8').read(),allow_custom=False)\nstore=stix2.MemoryStore(bundle)\nactors=store.query([stix2.Filter('type','=','threat-actor')])\nout={'n':len(bundle.objects),'actors':[a.name for a in sorted(actors,key=lambda a:a.name)],'around':[len(store.relationships(a)) for a in sorted(actors,key=lambda a:a.name)],'tlp':[list(m.extensions.values())[0]['tlp_2_0'] for m in bundle.objects if m.type=='marking-definition'],'two':scale('2 - Probably True')}\nprint(json.dumps(out))";
    let Some(back) = python("stix2", read, &tmp.path().join("out/groups.stix.json")) else {
        return;
    };
    assert_eq!(back["n"], objects.len());
    assert_eq!(back["actors"], serde_json::json!(["Los Faros", "g2", "g3"]));
    // Two, two and one places; three, three and two links.
    assert_eq!(back["around"], serde_json::json!([5, 5, 3]));
    assert_eq!(back["tlp"], serde_json::json!(["clear", "green", "amber"]));
    assert_eq!(back["two"], 70);
}

#[test]
fn an_exercise_and_a_handling_code_are_statements() {
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "training", "--exercise"]).expect_code(0);
    ideal(tmp.path(), &["export", "stix", "out", "training"]).expect_code(0);
    let file = tmp.path().join("out/groups.stix.json");
    let bundle: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let statements: Vec<&Value> = (bundle["objects"].as_array().unwrap().iter())
        .filter(|o| o["definition_type"] == "statement")
        .collect();
    assert!(statements.iter().any(|s| s["name"] == "EXERCISE"), "{statements:?}");
    let read = "import json,sys\nimport stix2\nbundle=stix2.parse(open(sys.argv[1],encoding='utf-8').read(),allow_custom=False)\nprint(json.dumps(sum(o.type=='threat-actor' for o in bundle.objects)))";
    if let Some(back) = python("stix2", read, &file) {
        assert_eq!(back, 12);
    }
    ideal(tmp.path(), &["export", "ftm", "money", "training"]).expect_code(0);
    let lines = std::fs::read_to_string(tmp.path().join("money/groups.ftm.json")).unwrap();
    assert_eq!(lines.lines().count(), 12 + 8);
    assert!(lines.lines().all(|l| l.contains("EXERCISE")));
}

#[test]
fn a_group_above_the_clearance_does_not_leave() {
    let (tmp, project) = sheets();
    let path = project.join("groups.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}g0-zz,Zarigueyas,kidnapping,,COL:base,,,,,,,TLP:RED\n"))
        .unwrap();
    let links = project.join("links.csv");
    let text = std::fs::read_to_string(&links).unwrap();
    std::fs::write(&links, format!("{text}g2,g0-zz,cooperates,,\n")).unwrap();
    for format in ["ftm", "stix"] {
        let red = ideal(tmp.path(), &["export", format, "red", "small"]);
        assert!(red.code == 2 && red.stderr.contains("groups.csv:5"), "{}", red.stderr);
        assert!(!tmp.path().join("red").exists());
        let out = format!("out-{format}");
        let done = ideal(tmp.path(), &["export", format, &out, "small", "--for", "TLP:GREEN"])
            .expect_code(0);
        assert!(!done.stderr.contains("zz") && done.stderr.contains("made for TLP:GREEN"));
        for (path, bytes) in files(&tmp.path().join(&out)) {
            let text = String::from_utf8_lossy(&bytes);
            for secret in ["zz", "Zarigueyas", "kidnapping", "RED", "AMBER", "\"supplies\""] {
                assert!(!text.contains(secret), "{secret} stands in {path}");
            }
        }
        // It is what the project would give from which these rows had been deleted by hand.
        let (by_hand, open) = sheets();
        let text = std::fs::read_to_string(open.join("links.csv")).unwrap();
        let kept: String =
            text.lines().filter(|l| !l.contains("AMBER")).map(|l| format!("{l}\n")).collect();
        std::fs::write(open.join("links.csv"), kept).unwrap();
        let name = format!("groups.{format}.json");
        let hand = written(by_hand.path(), format, "out", &[]);
        assert_eq!(std::fs::read_to_string(tmp.path().join(out).join(name)).unwrap(), hand);
    }
}

#[test]
fn what_does_not_go_together_is_refused_and_nothing_is_written() {
    let (tmp, project) = sheets();
    let said =
        |args: &[&str]| ideal(tmp.path(), &[&["export"], args].concat()).expect_code(2).stderr;
    assert!(said(&["ftm", "out", "small", "--edition", "2023"]).contains("of no edition"));
    assert!(said(&["ftm", "out", "small", "--date", "2026-01-01"]).contains("dates no export"));
    assert!(said(&["coinr", "out", "small", "--date", "2026-01-01"]).contains("have none"));
    // The folder of another export is not ours to delete.
    ideal(tmp.path(), &["export", "stix", "out", "small"]).expect_code(0);
    assert!(said(&["ftm", "out", "small"]).contains("groups.stix.json"));
    assert!(tmp.path().join("out/groups.stix.json").exists());
    for name in ["groups.csv", "group_ratings.csv", "links.csv", "none_found.csv"] {
        std::fs::remove_file(project.join(name)).unwrap();
    }
    assert!(said(&["stix", "none", "small"]).contains("ideal schema groups"));
    assert!(!tmp.path().join("none").exists());
}
