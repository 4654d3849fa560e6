//! Projects of any size, made by rule: no random numbers, so every run measures the same bytes.

use std::fmt::Write;

use ideal_evidence::InMemory;

/// Indicators of the synthetic method.
pub const INDICATORS: usize = 35;

/// A method on four levels: a root, two halves, seven blocks, 35 indicators.
#[must_use]
pub fn method() -> String {
    let mut text = String::from(
        "id = \"synthetic\"\nunit = \"territory\"\n[node.root]\naggregate = \"geometric\"\n",
    );
    for half in 0..2 {
        let _ = write!(
            text,
            "[node.half{half}]\nparent = \"root\"\nweight = {}\naggregate = \"arithmetic\"\n",
            half + 1
        );
    }
    for block in 0..7 {
        let _ = write!(
            text,
            "[node.block{block}]\nparent = \"half{}\"\naggregate = \"arithmetic\"\n",
            block % 2
        );
    }
    for i in 0..INDICATORS {
        let _ = write!(
            text,
            "[indicator.\"own.i{i}\"]\nparent = \"block{}\"\nweight = {}\ngoalposts = [0, 1000]\n",
            i % 7,
            1 + i % 3
        );
    }
    text
}

/// A mixed tree of 35 indicators in 12 blocks, four pillars and a root: arithmetic blocks,
/// geometric above.
#[must_use]
pub fn mixed_method() -> String {
    let mut text = String::from(
        "id = \"synthetic\"\nunit = \"territory\"\n[node.root]\naggregate = \"geometric\"\n",
    );
    for pillar in 0..4 {
        let _ =
            write!(text, "[node.pillar{pillar}]\nparent = \"root\"\naggregate = \"geometric\"\n");
    }
    for block in 0..12 {
        let _ = write!(
            text,
            "[node.block{block}]\nparent = \"pillar{}\"\naggregate = \"arithmetic\"\n",
            block / 3
        );
    }
    for i in 0..INDICATORS {
        let _ = write!(
            text,
            "[indicator.\"own.i{i}\"]\nparent = \"block{}\"\ngoalposts = [0, 1000]\n",
            i * 12 / INDICATORS
        );
    }
    text
}

/// A project of `territories` own territories in `editions` yearly editions, every indicator known
/// for each.
#[must_use]
pub fn project(territories: usize, editions: usize) -> InMemory {
    with(&method(), territories, editions, |_, _| true)
}

/// A project in one edition on [`mixed_method`] where one figure in ten is missing.
#[must_use]
pub fn uncertain(territories: usize) -> InMemory {
    with(&mixed_method(), territories, 1, |t, i| (t * 31 + i * 17) % 10 != 0)
}

fn with(
    method: &str,
    territories: usize,
    editions: usize,
    known: impl Fn(usize, usize) -> bool,
) -> InMemory {
    let mut places = String::from("code,name,kind\n");
    let mut evidence = String::from("territory,crime_area,indicator,period,value,source\n");
    for t in 0..territories {
        let _ = writeln!(places, "X{t:06},Place {t},country");
        for i in (0..INDICATORS).filter(|&i| known(t, i)) {
            for e in 0..editions {
                // A fixed scramble of the indices, 0 to 999.
                let value = (t * 7_919 + i * 104_729 + e * 1_299_709) % 1_000;
                let _ = writeln!(evidence, "X{t:06},*,own.i{i},{},{value},own", 2000 + e);
            }
        }
    }
    let years: Vec<String> = (0..editions).map(|e| format!("\"{}\"", 2000 + e)).collect();
    let assessment = format!(
        "id = \"synthetic\"\neditions = [{}]\nterritories = [\"*\"]\nmethod = \"method.toml\"\n\
         evidence = [\"evidence/*.csv\"]\nsources = \"sources.csv\"\ndraws = 0\n",
        years.join(", ")
    );
    InMemory::new()
        .with("assessment.toml", &assessment)
        .with("method.toml", method)
        .with(
            "sources.csv",
            "id,publisher,title,url,licence,retrieved,lineage\nown,,Synthetic,,,,\n",
        )
        .with("territories.csv", &places)
        .with("evidence/synthetic.csv", &evidence)
}
