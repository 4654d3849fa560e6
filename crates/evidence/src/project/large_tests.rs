//! Tables and TOML of a hundred thousand mistakes: answered in a page, and in time that grows with
//! their size alone.

use std::time::{Duration, Instant};

use ideal_model::Finding;

use crate::files::InMemory;
use crate::project::load;

const N: usize = 100_000;

/// Generous: what grows with the square of these takes minutes, on any machine.
const PATIENCE: Duration = Duration::from_secs(30);

const ASSESSMENT: &str = "id = \"x\"\neditions = [\"2022\"]\nterritories = [\"COL\"]\n\
                          crime_areas = [\"oc_homicide\"]\nmethod = \"m.toml\"\nevidence = \
                          [\"e.csv\"]\n";
const METHOD: &str = "id = \"one\"\n[node.threat]\n[indicator.\"wb.homicide\"]\nparent = \
                      \"threat\"\ngoalposts = [0, 30]\n";
const SOURCES: &str = "id,publisher,title,url,licence,retrieved,lineage\n";

fn project() -> InMemory {
    InMemory::new()
        .with("assessment.toml", ASSESSMENT)
        .with("m.toml", METHOD)
        .with("e.csv", "territory,crime_area,indicator,period,value\nCOL,*,wb.homicide,2022,25\n")
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|i| line(i) + "\n").collect()
}

/// What is found with a file in place of its own, which must be little and soon.
fn found(path: &str, text: &str) -> Vec<Finding> {
    let start = Instant::now();
    let findings = load(&project().with(path, text), &[]).findings;
    let took = start.elapsed();
    assert!(took < PATIENCE, "{path} took {took:?}");
    for f in &findings {
        let of_kind = findings.iter().filter(|g| g.code == f.code).count();
        assert!(of_kind <= 51, "{of_kind} of {}", f.code);
        assert!(
            f.message.len() < 5000 && f.hint.as_ref().is_none_or(|h| h.len() < 5000),
            "{}",
            f.code
        );
    }
    findings
}

/// How many findings one stands for that says how many are left out.
fn left_out(f: &Finding) -> Option<u64> {
    f.message
        .strip_prefix("and ")?
        .split_once(" more findings of this kind")?
        .0
        .replace(' ', "")
        .parse()
        .ok()
}

/// How many findings of a kind there are, listed or only counted.
fn count(findings: &[Finding], code: &str) -> u64 {
    findings.iter().filter(|f| f.code == code).map(|f| left_out(f).unwrap_or(1)).sum()
}

#[test]
fn territories_that_repeat_or_stand_in_a_chain() {
    let head = "code,name,parent,kind\n";
    let f = found("territories.csv", &(head.to_owned() + &"XX-A,n,,part\n".repeat(N)));
    assert_eq!(count(&f, "territory-twice"), N as u64 - 1);
    // The last parent is unknown, and so are all before it.
    let f = found(
        "territories.csv",
        &(head.to_owned() + &lines(N, |i| format!("Q{i},n,Q{},part", i + 1))),
    );
    assert_eq!(count(&f, "bad-territory"), N as u64);
    let ring = head.to_owned() + &lines(N, |i| format!("Q{i},n,Q{},part", (i + 1) % N));
    let f = found("territories.csv", &ring);
    assert_eq!(count(&f, "bad-territory"), N as u64);
    assert!(f.iter().any(|f| f.message.contains("lead back to itself")));
    let f = found(
        "territories.csv",
        &(head.to_owned()
            + &lines(N, |i| {
                format!("Q{i},n,{},part", if i == 0 { "COL".into() } else { format!("Q{}", i - 1) })
            })),
    );
    assert_eq!(count(&f, "bad-territory"), 0);
}

#[test]
fn lineages_in_a_chain_or_unknown() {
    let chain = |last: &str| {
        SOURCES.to_owned()
            + &lines(N, |i| {
                format!(
                    "q{i},p,t,u,l,d,{}",
                    if i + 1 < N { format!("q{}", i + 1) } else { last.to_owned() }
                )
            })
    };
    assert_eq!(count(&found("sources.csv", &chain("")), "lineage-cycle"), 0);
    assert_eq!(count(&found("sources.csv", &chain("q0")), "lineage-cycle"), N as u64);
    let f = found(
        "sources.csv",
        &(SOURCES.to_owned() + &lines(N, |i| format!("q{i},p,t,u,l,d,zz{i}"))),
    );
    assert_eq!(count(&f, "unknown-lineage"), N as u64);
    let f = found("sources.csv", &(SOURCES.to_owned() + &"q,p,t,u,l,d,\n".repeat(N)));
    assert_eq!(count(&f, "source-twice"), N as u64 - 1);
}

#[test]
fn tables_of_many_columns() {
    let more = lines(N, |i| format!(",q{i}")).replace('\n', "");
    let row = |start: &str, cell: &str| format!("{start}{}\n", format!(",{cell}").repeat(N));
    let f =
        found("sources.csv", &format!("{}{more}\n{}", SOURCES.trim_end(), row("s,p,t,u,l,d,", "")));
    assert_eq!(count(&f, "unknown-column"), N as u64);
    // Each is a group.
    let territories = format!(
        "code,name,parent,kind{more}\n{}{}",
        row("XX-A,n,COL,part", "v"),
        row("XX-B,n,COL,part", "w")
    );
    assert!(found("territories.csv", &territories).iter().all(|f| !f.is_error()));
    let twice = format!("code,name,parent,kind{}\n{}", ",q".repeat(N), row("XX-A,n,COL,part", ""));
    assert_eq!(count(&found("territories.csv", &twice), "column-twice"), N as u64 - 1);
    let evidence = format!(
        "territory,crime_area,indicator,period,value{more}\n{}",
        row("COL,*,wb.homicide,2022,1", "")
    );
    assert_eq!(count(&found("e.csv", &evidence), "unknown-column"), N as u64);
}

#[test]
fn an_assessment_of_many_mistakes() {
    let f = found("assessment.toml", &(ASSESSMENT.to_owned() + &lines(N, |i| format!("k{i} = 1"))));
    assert_eq!(count(&f, "unknown-key"), N as u64);
    let list = lines(N, |i| format!("\"Z{i}\",")).replace('\n', "");
    for (key, value, code) in [
        ("territories", "[\"COL\"]", "unknown-territory"),
        ("crime_areas", "[\"oc_homicide\"]", "unknown-crime-area"),
        ("editions", "[\"2022\"]", "bad-edition"),
        ("evidence", "[\"e.csv\"]", "missing-evidence"),
    ] {
        let f = found(
            "assessment.toml",
            &ASSESSMENT.replace(&format!("{key} = {value}"), &format!("{key} = [{list}]")),
        );
        assert!(f.iter().filter(|f| f.is_error()).count() >= 50, "{key}: {f:?}");
        if code != "bad-edition" {
            assert_eq!(count(&f, code), N as u64, "{key}");
        }
    }
    let f = found("assessment.toml", &format!("{ASSESSMENT}languages = [{list}]\n"));
    assert!(f.len() >= 50, "{f:?}");
    // One key, a megabyte long, beside others that are nearly like it.
    found("assessment.toml", &format!("{ASSESSMENT}{} = 1\n", "e".repeat(1 << 20)));
}

#[test]
fn a_method_of_many_mistakes() {
    let f = found(
        "m.toml",
        &(METHOD.to_owned() + &lines(N, |i| format!("[node.n{i}]\nparent=\"threat\""))),
    );
    assert_eq!(count(&f, "childless"), N as u64);
    assert_eq!(count(&f, "method-too-large"), 1);
    let chain = lines(N, |i| {
        format!(
            "[node.n{i}]\nparent=\"{}\"",
            if i == 0 { "threat".into() } else { format!("n{}", i - 1) }
        )
    });
    assert_eq!(count(&found("m.toml", &(METHOD.to_owned() + &chain)), "tree-too-deep"), 1);
    let ring = lines(N, |i| format!("[node.n{i}]\nparent=\"n{}\"", (i + 1) % N));
    let f = found("m.toml", &(METHOD.to_owned() + &ring));
    assert!(
        f.iter()
            .any(|f| f.code == "cycle" && f.message.replace('`', "").contains("more, under n0")),
        "{f:?}"
    );
    let f = found(
        "m.toml",
        &(METHOD.to_owned() + &lines(N / 2, |i| format!("[node.n{i}]\nparent=\"zz{i}\""))),
    );
    assert_eq!(count(&f, "unknown-reference"), N as u64 / 2);
    let f = found("m.toml", &(METHOD.to_owned() + &lines(N, |i| format!("k{i} = 1"))));
    assert_eq!(count(&f, "unknown-key"), N as u64);
    let leaf = |i: usize| format!("[indicator.i{i}]\nreads=\"wb.homicide\"\nparent=\"threat\"");
    let f = found("m.toml", &(METHOD.to_owned() + &lines(N / 2, leaf)));
    assert_eq!(count(&f, "no-goalposts"), N as u64 / 2);
}
