//! Every `ideal` command in the README, in its order, as a reader would type them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ideal_testing::{Data, skipped};

use crate::support::{ideal, table};

/// A publisher's file under the name the README gives it.
const FILES: [(&str, &str); 4] = [
    (
        "API_VC.IHR.PSRC.P5_DS2_en_csv_v2.csv",
        "worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_en_csv_v2_4355130.csv",
    ),
    ("data_cts_violent_and_sexual_crime.xlsx", "unodc/data_cts_violent_and_sexual_crime.xlsx"),
    ("global_oc_index.xlsx", "gitoc_ocindex/global_oc_index.xlsx"),
    (
        "HDR23-24_Composite_indices_complete_time_series.csv",
        "undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv",
    ),
];

/// Arguments with `*` in their last part as a shell gives them, in alphabetical order.
fn expanded(dir: &Path, arg: &str) -> Vec<String> {
    let Some((folder, (before, after))) =
        arg.rsplit_once('/').and_then(|(f, name)| Some((f, name.split_once('*')?)))
    else {
        return vec![arg.to_owned()];
    };
    let mut out: Vec<String> = fs::read_dir(dir.join(folder))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(before) && name.ends_with(after))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    out.sort();
    assert!(!out.is_empty(), "{arg}");
    out
}

/// The commands of the README's `sh` blocks, comments taken off, and those that its jobs run: those of
/// `ideal`, and copies.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut out = Vec::new();
    let (mut inside, mut job) = (false, false);
    for line in text.lines() {
        match line.trim() {
            "```sh" => inside = true,
            "```cron" | "```yaml" => job = true,
            "```" => (inside, job) = (false, false),
            l if job => out.extend(l.find("ideal ").map(|at| l[at..].to_owned())),
            l if inside && (l.starts_with("ideal ") || l.starts_with("cp ")) => {
                out.push(l.split('#').next().unwrap_or("").trim().to_owned())
            }
            _ => {}
        }
    }
    out
}

/// The two sheets of somebody who keeps groups.
fn write_sheets(dir: &Path) {
    fs::write(
        dir.join("groups.csv"),
        "group,name,principal,secondary,territories,reliability,credibility\ng1,Los \
         Faros,extortion,kidnapping,COL:base;ECU,B,2\n",
    )
    .unwrap();
    let mut ratings = String::from("group,attribute,rating,period,reliability,credibility\n");
    for attribute in ["corruption", "violence", "infiltration", "expertise", "sophistication"] {
        ratings.push_str(&format!("g1,{attribute},high,2023,B,2\n"));
    }
    for attribute in ["subversion", "strategy", "discipline", "insulation", "intelligence_use"] {
        ratings.push_str(&format!("g1,{attribute},low,2023,B,2\n"));
    }
    fs::write(dir.join("group_ratings.csv"), ratings).unwrap();
}

#[test]
fn every_command_runs() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    fs::write(dir.join("table.csv"), "country,year,rating\nCOL,2023,7\nECU,2023,8\n").unwrap();
    fs::write(
        dir.join("mine.toml"),
        "id = \"panel\"\nabout = \"A panel's ratings\"\nrows = \"single\"\n[source]\nid = \
         \"panel\"\npublisher = \"Panel\"\ntitle = \"Ratings\"\nurl = \"\"\nlicence = \"own\"\n\
         [file]\nheader = 1\n[territory]\ncolumn = \"country\"\ncodes = \"iso3\"\n[indicator]\n\
         value = \"expert.impact\"\n[period]\ncolumn = \"year\"\n[value]\ncolumn = \"rating\"\n\
         unit = \"rating 0-10\"\nrange = [0, 10]\n[grade]\nreliability = \"B\"\ncredibility = \
         \"2\"\n[[define]]\ncode = \"expert.impact\"\nname = \"Harm, rated\"\nunit = \"rating \
         0-10\"\nkind = \"expert\"\n",
    )
    .unwrap();
    let publishers = Data::Publishers.found();
    if let Some(data) = &publishers {
        for (name, path) in FILES {
            fs::copy(data.join(path), dir.join(name)).unwrap();
        }
    }
    let index = "territory,value\nCOL,7\nECU,6.5\nPER,5\nMEX,7.5\nCHL,4\n";
    fs::write(dir.join("index.csv"), index).unwrap();
    write_sheets(dir);
    fs::write(dir.join("complaints.csv"), block("text", "expediente;")).unwrap();
    fs::write(dir.join("complaints.toml"), block("toml", "id = \"complaints\"")).unwrap();
    let commands = commands();
    assert!(commands.len() > 12, "{commands:?}");
    for command in commands {
        if publishers.is_none() && FILES.iter().any(|(name, _)| command.contains(name)) {
            skipped(format_args!(
                "`{command}`: {} is not set, so there is no publisher's file to read",
                Data::Publishers.variable()
            ));
            continue;
        }
        if publishers.is_none()
            && (command.starts_with("ideal run oci") || command.starts_with("ideal run hdi"))
        {
            skipped(format_args!("`{command}`: it needs the import before it"));
            continue;
        }
        if let Some(copied) = command.strip_prefix("cp ") {
            let (from, to) = copied.rsplit_once(' ').unwrap();
            from.split_whitespace().for_each(|f| {
                fs::copy(dir.join(f), dir.join(to).join(f)).unwrap();
            });
            continue;
        }
        let given: Vec<String> =
            command.split_whitespace().skip(1).flat_map(|a| expanded(dir, a)).collect();
        let mut args: Vec<&str> = given.iter().map(String::as_str).collect();
        // Fewer draws: this is about the commands, not about the numbers.
        if matches!(args.first(), Some(&"run" | &"rank" | &"compare")) {
            args.extend(["--draws", "0"]);
        }
        if args.first() == Some(&"calibrate") {
            args.extend(["--replications", "1", "--draws", "100"]);
        }
        if args.first() == Some(&"sensitivity") {
            args.extend(["--base", "16"]);
        }
        // `> FILE`, as a shell does it.
        let target = args.iter().position(|a| *a == ">").and_then(|at| {
            let file = args.get(at + 1).copied();
            args.truncate(at);
            file
        });
        let done = ideal(dir, &args).expect_code(0);
        if let Some(file) = target {
            // Its questions are answered by a person.
            fs::write(dir.join(file), done.stdout.replace("\"?\"", "\"answered\"")).unwrap();
        }
    }
    // What the drafted mapping read is what stands in the table.
    let drafted = table(&dir.join("rows.csv"));
    assert_eq!(
        drafted.iter().map(|r| (r["territory"].as_str(), r["value"].as_str())).collect::<Vec<_>>(),
        [("COL", "7"), ("ECU", "8")]
    );
    // Actors come of the sheets, and there alone; experts are not asked what sheets say.
    let round = fs::read_to_string(dir.join("actors/rounds/2023-1/round.toml")).unwrap();
    assert!(!round.contains("\"groups.") && round.contains("expert."), "{round}");
    let scores = table(&dir.join("actors-out/tables/scores.csv"));
    let assessed: BTreeSet<(&str, &str)> = scores
        .iter()
        .filter(|r| r["node"] == "actors" && r["edition"] == "2023" && r["verdict"] == "assessed")
        .map(|r| (r["territory"].as_str(), r["crime_area"].as_str()))
        .collect();
    assert!(assessed.contains(&("COL", "extortion")) && !assessed.contains(&("ECU", "kidnapping")));
    if publishers.is_some() {
        // What the text says of the Index holds: the other method ranks too.
        let project = dir.join("both");
        let file = project.join("assessment.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("method = \"method.toml\"", "method = \"latam-ocindex\""))
            .unwrap();
        ideal(dir, &["run", "both", "--out", "both-index", "--draws", "0"]).expect_code(0);
        let ranked = |out: &str| {
            table(&dir.join(out).join("tables/ranking_territories.csv"))
                .into_iter()
                .filter(|r| {
                    r["node"] == "priority" && r["edition"] == "2023" && !r["rank"].is_empty()
                })
                .count()
        };
        assert!(ranked("both-open") >= 15 && ranked("both-index") >= 15);
    }
}

/// The rows of evidence shown, with the source shown for them, go into a new project and are used.
#[test]
fn the_rows_shown_are_evidence() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks: Vec<&str> =
        text.split("```csv\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    let [rows, sources] = blocks[..] else { panic!("{blocks:?}") };
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "mine"]).expect_code(0);
    let project = tmp.path().join("mine");
    fs::write(project.join("evidence/panel.csv"), rows).unwrap();
    let declared = fs::read_to_string(project.join("sources.csv")).unwrap();
    let (head, row) = sources.split_once('\n').unwrap();
    assert_eq!(declared.lines().next(), Some(head));
    fs::write(project.join("sources.csv"), format!("{declared}{row}")).unwrap();
    let found = ideal(tmp.path(), &["check", "mine", "--strict"]).expect_code(0).stdout;
    assert!(!found.contains("panel.csv"), "{found}");
    let explained = ideal(tmp.path(), &["explain", "COL/illegal_mining", "mine", "--draws", "0"])
        .expect_code(0)
        .stdout;
    assert!(explained.contains("evidence/panel.csv:3"), "{explained}");
}

/// The block of construction steps stands in a method as it is.
#[test]
fn the_steps_shown_are_steps() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks: Vec<&str> = text
        .split("```toml\n")
        .skip(1)
        .filter_map(|b| b.split("```").next())
        .filter(|b| b.starts_with("[steps]"))
        .collect();
    assert_eq!(blocks.len(), 1);
    let method = format!("id = \"m\"\n[node.top]\n[indicator.a]\nparent = \"top\"\n{}", blocks[0]);
    let (m, findings) = ideal_model::parse_method(&method, "method.toml");
    let steps = m.unwrap_or_else(|| panic!("{findings:?}")).steps;
    assert!(
        steps.impute.is_some()
            && steps.treat.is_some_and(|t| t.then.is_some())
            && steps.over == ideal_model::method::Over::AllEditions
    );
    // And they run on what the text says they are for.
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    let meta = "Level,iCode,Direction,Weight,Parent,Type\n1,A,1,1,Top,Indicator\n\
                1,B,-1,2,Top,Indicator\n2,Top,1,1,NA,Aggregate\n";
    let mut data = "uCode,Time,A,B\n".to_owned();
    for k in 0..6 {
        data.push_str(&format!(
            "u{k},2018,{k},{}\nu{k},2020,{},NA\nu{k},2022,{k},5\n",
            9 - k,
            k + 1
        ));
    }
    data.push_str("v,2018,NA,NA\nv,2020,4,NA\nv,2022,NA,NA\n");
    fs::write(dir.join("iMeta.csv"), meta).unwrap();
    fs::write(dir.join("iData.csv"), data).unwrap();
    ideal(dir, &["import", "coinr", "iData.csv", "iMeta.csv", "--into", "p"]).expect_code(0);
    let file = dir.join("p/method.toml");
    let made = fs::read_to_string(&file).unwrap();
    let (before, rest) = made.split_once("[steps]").unwrap();
    let (_, tree) = rest.split_once("[node").unwrap();
    fs::write(&file, format!("{before}{}\n[node{tree}", blocks[0])).unwrap();
    ideal(dir, &["check", "p"]).expect_code(0);
    ideal(dir, &["run", "p", "--draws", "0"]).expect_code(0);
    let scored = table(&dir.join("ideal-out/tables/scores.csv"))
        .iter()
        .filter(|r| r["node"] == "Top" && !r["score"].is_empty())
        .count();
    assert_eq!(scored, 18);
    let warnings = table(&dir.join("ideal-out/tables/warnings.csv"));
    assert!(
        warnings.iter().any(|w| w["code"] == "screened"
            && w["message"].contains("3 of 21 units")
            && w["message"].contains("v@2018")),
        "{warnings:?}"
    );
}

/// The mapping shown reads the table shown into the rows shown, and the leaf shown uses them.
#[test]
fn the_mapping_shown_reads_the_table_shown() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        text.split(&format!("```{kind}\n"))
            .skip(1)
            .filter_map(|b| b.split("```").next())
            .map(str::to_owned)
            .collect()
    };
    let find = |kind: &str, begins: &str| {
        blocks(kind).into_iter().find(|b| b.starts_with(begins)).unwrap()
    };
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    fs::write(dir.join("table.csv"), find("text", "fecha;")).unwrap();
    fs::write(dir.join("mine.toml"), find("toml", "id = \"peru-seizures\"")).unwrap();
    ideal(dir, &["import", "mapping", "table.csv", "--mapping", "mine.toml", "--out", "rows.csv"])
        .expect_code(0);
    assert_eq!(fs::read_to_string(dir.join("rows.csv")).unwrap(), find("text", "territory,"));
    ideal(dir, &["new", "mine"]).expect_code(0);
    ideal(dir, &["import", "mapping", "table.csv", "--mapping", "mine.toml", "--into", "mine"])
        .expect_code(0);
    let add = |file: &str, change: &dyn Fn(String) -> String| {
        let path = dir.join("mine").join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, change(text)).unwrap();
    };
    add("method.toml", &|text| {
        format!("{text}\n{}", find("toml", "[indicator.\"own.cocaine_seized\"]"))
    });
    add("assessment.toml", &|text| {
        text.replacen("territories = [", "territories = [\"PE-LOR\", ", 1)
    });
    let explained = ideal(dir, &["explain", "PE-LOR/drug_cocaine", "mine", "--draws", "0"])
        .expect_code(0)
        .stdout;
    assert!(
        explained.contains("evidence/peru-police.csv:2")
            && explained.contains("11250.5  B2  provisional"),
        "{explained}"
    );
}

/// What stands in the README between marks of a kind, and begins so.
fn block(kind: &str, begins: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mark = format!("```{kind}\n");
    let mut blocks = text.split(&mark).skip(1).filter_map(|b| b.split("```").next());
    blocks.find(|b| b.starts_with(begins)).map(str::to_owned).unwrap()
}

/// The recipe shown counts the complaints shown, and says of them what is shown.
#[test]
fn the_recipe_shown_counts_the_records_shown() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    fs::write(dir.join("complaints.csv"), block("text", "expediente;")).unwrap();
    fs::write(dir.join("complaints.toml"), block("toml", "id = \"complaints\"")).unwrap();
    let said = ideal(
        dir,
        &["incidents", "complaints.toml", "complaints.csv", "--out", "o.csv", "--quality", "q"],
    )
    .expect_code(0)
    .stderr;
    assert!(said.contains(block("text", "1 file: 6").trim_end()), "{said}");
    ideal(dir, &["new", "mine"]).expect_code(0);
    ideal(dir, &["incidents", "complaints.toml", "complaints.csv", "--into", "mine"])
        .expect_code(0);
    let rows = table(&dir.join("mine/evidence/police-co.csv"));
    let share = rows.iter().find(|r| r["indicator"] == "police.armed_share").unwrap();
    assert!(share["note"].contains("arma = si"), "{share:?}");
    ideal(dir, &["check", "mine"]).expect_code(0);
}
