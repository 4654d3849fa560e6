//! New projects: the demonstration to edit, or an empty one for a shipped method.

use std::path::Path;

use ideal_evidence::publisher::{Created, create_project};
use ideal_model::method::UnitKind;
use ideal_model::{Lang, Method, parse_method};

use crate::assessment::Assessment;
pub use crate::error::CreateError;
use crate::error::Error;
use crate::shipped;

/// Copies the demonstration into `dir`: assessment, method, sources, evidence, README and licences.
///
/// # Errors
/// [`CreateError`]; nothing is left behind. A call that was killed is completed by the same call.
pub fn demonstration(dir: &Path) -> Result<(), Error> {
    let files: Vec<(String, Vec<u8>)> =
        shipped::demonstration().into_iter().map(|(p, b)| (p, b.to_vec())).collect();
    Ok(write(dir, &files)?)
}

/// Writes an empty project for the shipped method `id`, whole after `ideal import ... --into` it.
/// The methods of the demonstration come with its territories, areas and editions, and with a
/// collection sheet: an evidence file with a row per leaf, territory and edition whose values are
/// empty, so that the project runs and says what is missing.
///
/// # Errors
/// [`CreateError`]; nothing is left behind. A call that was killed is completed by the same call.
pub fn for_method(dir: &Path, id: &str) -> Result<(), Error> {
    let text = shipped::method(id).ok_or_else(|| CreateError::NoMethod(id.to_owned()))?;
    let method =
        parse_method(text, "method.toml").0.ok_or_else(|| CreateError::NoMethod(id.to_owned()))?;
    let mut files = vec![("method.toml".to_owned(), text.as_bytes().to_vec())];
    let mut sources = String::from("id,publisher,title,url,licence,retrieved,lineage\n");
    let assessment = if method.unit == UnitKind::TerritoryArea {
        let demo = Assessment::demo()?;
        sources.push_str("own,,Our own collection,,,,\n");
        let territories: Vec<&str> = demo.territories.iter().map(|t| t.code.as_str()).collect();
        let areas: Vec<&str> = demo.crime_areas.iter().map(|a| a.code.as_str()).collect();
        let sheet =
            ideal_evidence::collection_sheet(&method, &territories, &areas, &demo.editions, "own");
        files.push(("evidence/collection.csv".to_owned(), sheet.into_bytes()));
        regional(&method, &demo)
    } else {
        worldwide(&method)
    };
    files.push(("assessment.toml".to_owned(), assessment.into_bytes()));
    files.push(("sources.csv".to_owned(), sources.into_bytes()));
    Ok(write(dir, &files)?)
}

fn title(method: &Method) -> String {
    let root = method.nodes.get(method.root.get());
    let name = |lang: Lang| root.and_then(|n| n.names.get(lang)).unwrap_or(&method.id);
    format!(
        "title.en = {}\ntitle.es = {}\ntitle.pt = {}\n",
        quoted(name(Lang::En)),
        quoted(name(Lang::Es)),
        quoted(name(Lang::Pt))
    )
}

const TAIL: &str = "\
method = \"method.toml\"            # edit it: every weight and post is there
evidence = [\"evidence/*.csv\"]     # tidy tables; `ideal import` adds one per source
sources = \"sources.csv\"
handling = \"TLP:CLEAR\"            # the output is marked at least as strictly as the strictest row used
seed = 1
draws = 10000                     # Monte Carlo draws; 0 for none
languages = [\"es\", \"en\", \"pt\"]    # the first is that of index.html
";

fn regional(method: &Method, demo: &Assessment) -> String {
    let list = |codes: Vec<&str>| {
        let lines: Vec<String> = codes
            .chunks(8)
            .map(|c| {
                format!("    {},\n", c.iter().map(|x| quoted(x)).collect::<Vec<_>>().join(", "))
            })
            .collect();
        format!("[\n{}]", lines.concat())
    };
    let territories = list(demo.territories.iter().map(|t| t.code.as_str()).collect());
    let areas = list(demo.crime_areas.iter().map(|a| a.code.as_str()).collect());
    let editions: Vec<String> = demo.editions.iter().map(|e| quoted(&e.to_string())).collect();
    format!(
        "# An assessment: what is assessed, with which method, from which evidence.\nid = {}\n\
         {}editions = [{}]      # the last is the one assessed\n# Codes, or `region:NAME`, or \
         [\"*\"] for every territory with evidence.\nterritories = {territories}\n# Codes, or \
         [\"*\"] for the whole taxonomy; an area without evidence is a gap, and is shown as one.\n\
         crime_areas = {areas}\n{TAIL}",
        quoted(&method.id),
        title(method),
        editions.join(", ")
    )
}

fn worldwide(method: &Method) -> String {
    format!(
        "# An assessment: what is assessed, with which method, from which evidence.\nid = {}\n\
         {}editions = [\"*\"]                  # every year with evidence; the last is the one \
         assessed\nterritories = [\"*\"]               # every territory with evidence; or codes, \
         or `region:NAME`\n{TAIL}",
        quoted(&method.id),
        title(method)
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the files into a folder that does not exist or is empty.
fn write(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    match create_project(dir, files, |_| {}).map_err(|e| CreateError::Folder(Box::new(e)))? {
        Created::Whole => Ok(()),
        Created::NotEmpty => Err(CreateError::NotEmpty(dir.to_owned())),
    }
}
