//! TOML and the small tables of a project.

use ideal::evidence::publisher::{Options, import, open_mapping, parse_mapping};
use ideal::evidence::{InMemory, load};
use ideal::model::{AssessmentInput, Judgement, Severity, parse_method};
use ideal::shipped;
use ideal_fuzz::campaign::{Outcome, run};
use ideal_fuzz::corpus::{Entry, documents, publishers};
use ideal_fuzz::damage::{Language, cases};
use ideal_fuzz::form::{self, Chance};
use ideal_fuzz::said;
use serde_json::Value;
use toml::Table;

use crate::text;

/// The document printed by another program than the person's: every value the same, comments and
/// layout gone. With `seed` the keys of its tables stand in another order.
fn printed(text: &str, seed: Option<u64>) -> Result<String, String> {
    let mut table: Table = toml::from_str(text)
        .map_err(|e| format!("what was read is no TOML to another reader: {e}"))?;
    if let Some(seed) = seed {
        reorder(&mut table, &mut Chance(seed));
    }
    toml::to_string(&table).map_err(|e| format!("it cannot be printed: {e}"))
}

fn reorder(table: &mut Table, chance: &mut Chance) {
    let mut entries: Vec<(String, toml::Value)> = std::mem::take(table).into_iter().collect();
    chance.shuffle(&mut entries);
    for (_, value) in &mut entries {
        match value {
            toml::Value::Table(inner) => reorder(inner, chance),
            toml::Value::Array(list) => {
                for inner in list.iter_mut().filter_map(toml::Value::as_table_mut) {
                    reorder(inner, chance);
                }
            }
            _ => {}
        }
    }
    table.extend(entries);
}

/// The words of an account, in alphabetical order: what two methods say, whatever the order in
/// which they say it.
fn facts(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(k, _)| *k != "line")
            .for_each(|(k, v)| facts(v, &format!("{at}.{k}"), out)),
        Value::Array(list) => list.iter().for_each(|v| facts(v, at, out)),
        leaf => out.push(format!("{at} = {leaf}")),
    }
}

/// What a method says: of each node and indicator by its name, with names in the place of places in
/// a list.
fn method(text: &str) -> Option<Vec<String>> {
    let (method, findings) = parse_method(text, "m.toml");
    let failed = findings.iter().any(|f| f.severity == Severity::Error);
    assert_eq!(method.is_none(), failed, "{findings:?}");
    let mut value = serde_json::to_value(method?).unwrap();
    let ids = |list: &str, key: &str| -> Vec<Value> {
        value[list].as_array().unwrap().iter().map(|n| n[key].clone()).collect()
    };
    let (nodes, leaves) = (ids("nodes", "id"), ids("indicators", "code"));
    let named = |value: &mut Value, names: &[Value]| {
        if let Some(i) = value.as_u64() {
            *value = names[usize::try_from(i).unwrap()].clone();
        }
    };
    named(&mut value["root"], &nodes);
    let mut out = Vec::new();
    for list in ["nodes", "indicators"] {
        for mut one in value[list].as_array_mut().unwrap().drain(..) {
            named(&mut one["parent"], &nodes);
            if let Some(per) = one.get_mut("per").filter(|p| p.is_object()) {
                named(&mut per["indicator"], &leaves);
            }
            for child in one.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten()
            {
                for (kind, names) in [("Node", &nodes), ("Leaf", &leaves)] {
                    if let Some(i) = child.get_mut(kind) {
                        named(i, names);
                    }
                }
            }
            let name = if list == "nodes" { one["id"].clone() } else { one["code"].clone() };
            facts(&one, &format!("{list} {name}"), &mut out);
        }
    }
    for band in value["bands"].as_array_mut().unwrap() {
        named(&mut band["of"], &nodes);
    }
    for switch in value["uncertainty"]["switch"].as_array_mut().into_iter().flatten() {
        named(&mut switch["node"], &nodes);
    }
    for rollup in ["rollup_territory", "rollup_crime_area", "rollup_region"] {
        for of in
            value[rollup].get_mut("weights_of").and_then(Value::as_array_mut).into_iter().flatten()
        {
            named(&mut of[0], &nodes);
        }
    }
    facts(&value, "", &mut out);
    out.sort();
    Some(out)
}

#[test]
fn methods() {
    let corpus = documents::methods();
    let judge = |form: u64, bytes: &[u8]| {
        let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Outcome::Refused) };
        let Some(truth) = method(text) else { return Ok(Outcome::Refused) };
        for (what, seed) in [("printed", None), ("with its keys in another order", Some(form))] {
            let again = printed(text, seed)?;
            let found = method(&again).ok_or_else(|| {
                format!("{what} it is refused: {:?}\n{again}", parse_method(&again, "m.toml").1)
            })?;
            if let Some(difference) = said::difference(&truth, &found) {
                return Err(format!("{what} it is another method: {difference}\n{again}"));
            }
        }
        Ok(Outcome::Read)
    };
    run(
        text("method", 300),
        &cases(Language::Toml),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.form, bytes),
    );
}

/// What an assessment says, in lines.
fn assessment(project: &InMemory) -> Option<Vec<String>> {
    let loaded = load(project, &shipped::methods());
    let failed = loaded.findings.iter().any(|f| f.severity == Severity::Error);
    assert_eq!(loaded.assessment.is_none(), failed, "{:?}", loaded.findings);
    let a: AssessmentInput = loaded.assessment?;
    let mut out = vec![format!(
        "{} {:?} {:?} {:?} {:?} {} {} {:?} {:?} {:?}",
        a.id,
        a.title,
        a.editions,
        a.method_file,
        a.handling,
        a.seed,
        a.draws,
        a.languages,
        a.groups,
        a.impute_groups
    )];
    let mut judgements: Vec<String> =
        a.judgements.iter().map(|j| format!("{:?}", Judgement { line: 0, ..j.clone() })).collect();
    judgements.sort();
    out.extend(judgements);
    let mut sources: Vec<String> = a.sources.iter().map(|s| format!("{s:?}")).collect();
    sources.sort();
    out.extend(sources);
    for mut t in a.territories {
        // They stand in the order of the columns.
        t.groups.sort();
        out.push(format!("{t:?}"));
    }
    out.extend(a.crime_areas.iter().map(|c| format!("{c:?}")));
    out.extend(said::rows(&a.evidence).into_iter().map(|r| r.join("|")));
    Some(out)
}

fn same_assessment(what: &str, truth: &[String], name: &str, bytes: Vec<u8>) -> Result<(), String> {
    let shown = String::from_utf8_lossy(&bytes).into_owned();
    let project = documents::project(name, bytes);
    let refused = || {
        let findings = load(&project, &shipped::methods()).findings;
        let errors: Vec<String> = findings
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .map(ToString::to_string)
            .collect();
        format!("{what} it is refused: {errors:?}\n{shown}")
    };
    let found = assessment(&project).ok_or_else(refused)?;
    match said::difference(truth, &found) {
        Some(difference) => Err(format!("{what} it says something else: {difference}\n{shown}")),
        None => Ok(()),
    }
}

#[test]
fn assessments() {
    let corpus = documents::assessments();
    let judge = |form: u64, bytes: &[u8]| {
        let Some(truth) = assessment(&documents::project("assessment.toml", bytes.to_vec())) else {
            return Ok(Outcome::Refused);
        };
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
            .into_owned();
        same_assessment("printed", &truth, "assessment.toml", printed(&text, None)?.into_bytes())?;
        same_assessment(
            "with its keys in another order",
            &truth,
            "assessment.toml",
            printed(&text, Some(form))?.into_bytes(),
        )?;
        Ok(Outcome::Read)
    };
    run(
        text("assessment", 300),
        &cases(Language::Toml),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.form, bytes),
    );
}

#[test]
fn side_tables() {
    let corpus = documents::tables();
    let judge = |entry: &Entry, form: u64, bytes: &[u8]| {
        let Some(truth) = assessment(&documents::project(entry.name, bytes.to_vec())) else {
            return Ok(Outcome::Refused);
        };
        // A table that other delimiters part is left to the campaign on evidence.
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        let Ok(records) = reader.records().collect::<Result<Vec<_>, _>>() else {
            return Ok(Outcome::Read);
        };
        let mut table: Vec<Vec<String>> =
            records.iter().map(|r| r.iter().map(str::to_owned).collect()).collect();
        let original = documents::TABLES
            .iter()
            .find(|(name, _)| *name == entry.name)
            .map_or("", |(_, text)| text.lines().next().unwrap_or(""));
        if table.first().is_none_or(|heads| heads.len() != original.split(',').count()) {
            return Ok(Outcome::Read);
        }
        // A line break within a cell may look like a mark that swallowed a row, and then the file
        // is refused.
        if table.iter().flatten().any(|cell| cell.contains(['\r', '\n'])) {
            return Ok(Outcome::Read);
        }
        let mut chance = Chance(form);
        form::reordered(&mut table, &mut chance);
        same_assessment("in another form", &truth, entry.name, form::text(&table, chance.text()))?;
        Ok(Outcome::Read)
    };
    run(
        text("side-tables", 300),
        &cases(Language::Table),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.entry(&corpus), case.form, bytes),
    );
}

#[test]
fn mappings() {
    let tables = publishers::mapped();
    let corpus: Vec<Entry> = tables.iter().map(|m| Entry::new(m.name, m.mapping.clone())).collect();
    let dir = tempfile::tempdir().unwrap();
    for t in &tables {
        std::fs::write(dir.path().join(t.name), &t.table).unwrap();
    }
    let path = dir.path().join("m.toml");
    let judge = |entry: &Entry, form: u64, bytes: &[u8]| {
        let imported = |bytes: &[u8]| -> Result<String, String> {
            std::fs::write(&path, bytes).unwrap();
            let options = Options { mapping: Some(path.clone()), ..Options::default() };
            import("mapping", &[dir.path().join(entry.name)], &options)
                .map(|i| i.to_csv())
                .map_err(|e| e.to_string())
        };
        let truth = imported(bytes);
        let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Outcome::Refused) };
        let (Some(mapping), _) = parse_mapping(text, "m.toml") else { return Ok(Outcome::Refused) };
        let again = printed(text, None)?;
        let found = parse_mapping(&again, "m.toml")
            .0
            .ok_or_else(|| format!("printed it is refused\n{again}"))?;
        if format!("{mapping:?}") != format!("{found:?}") {
            return Err(format!("printed it is another mapping: {mapping:?}\n{found:?}\n{again}"));
        }
        let opened = open_mapping(&path).is_ok();
        let Ok(truth) = truth else { return Ok(Outcome::Refused) };
        assert!(opened, "a mapping is used that does not open");
        let again = printed(text, Some(form))?;
        match imported(again.as_bytes()) {
            Ok(found) if found == truth => Ok(Outcome::Read),
            other => Err(format!(
                "with its keys in another order the table says something else: {truth}\n{other:?}\n\
                 {again}"
            )),
        }
    };
    run(
        text("mapping", 250),
        &cases(Language::Toml),
        |case| case.bytes(&corpus),
        |case, bytes| judge(case.entry(&corpus), case.form, bytes),
    );
}

#[test]
fn the_corpus_is_read() {
    for entry in documents::methods() {
        assert!(
            method(&String::from_utf8(entry.bytes.clone()).unwrap()).is_some(),
            "{:?}",
            parse_method(&String::from_utf8(entry.bytes).unwrap(), "m").1
        );
    }
    for entry in documents::tables() {
        let project = documents::project(entry.name, entry.bytes);
        let errors = || {
            load(&project, &shipped::methods())
                .findings
                .into_iter()
                .filter(|f| f.severity == Severity::Error)
                .collect::<Vec<_>>()
        };
        assert!(assessment(&project).is_some(), "{:#?}", errors());
    }
    for entry in documents::assessments() {
        assert!(assessment(&documents::project(entry.name, entry.bytes)).is_some());
    }
}
