//! New projects: the demonstration to edit, the training exercise, or an empty one for a shipped
//! method.

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
    Ok(write(dir, &owned(shipped::demonstration()))?)
}

/// Copies the training exercise into `dir`: three invented countries, a round of ratings that is
/// planned, and the workbooks that come back from its nine raters.
///
/// # Errors
/// [`CreateError`]; nothing is left behind. A call that was killed is completed by the same call.
pub fn exercise(dir: &Path) -> Result<(), Error> {
    Ok(write(dir, &owned(shipped::exercise()))?)
}

fn owned(files: Vec<(String, &'static [u8])>) -> Vec<(String, Vec<u8>)> {
    files.into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect()
}

/// Writes an empty project for the shipped method `id`, whole after `ideal import ... --into` it.
/// The methods of the demonstration come with its territories, areas and editions. Where one asks
/// experts, a round that asks all of it of every territory is planned, so that the project runs
/// and says what is missing; its id comes back.
///
/// # Errors
/// [`CreateError`]; nothing is left behind. A call that was killed is completed by the same call.
pub fn for_method(dir: &Path, id: &str) -> Result<Option<String>, Error> {
    let text = shipped::method(id).ok_or_else(|| CreateError::NoMethod(id.to_owned()))?;
    let method =
        parse_method(text, "method.toml").0.ok_or_else(|| CreateError::NoMethod(id.to_owned()))?;
    let mut files = vec![("method.toml".to_owned(), text.as_bytes().to_vec())];
    let assessment = if method.unit == UnitKind::TerritoryArea {
        regional(&method, &Assessment::demo()?)
    } else {
        worldwide(&method)
    };
    files.push(("assessment.toml".to_owned(), assessment.into_bytes()));
    let sources = "id,publisher,title,url,licence,retrieved,lineage\n";
    files.push(("sources.csv".to_owned(), sources.into()));
    let planned = round_of(&method, &files)?;
    let round = planned.map(|(round, path, text)| {
        files.push((path, text.into_bytes()));
        round
    });
    write(dir, &files)?;
    Ok(round)
}

/// The first round of a new project, if its method asks anything of experts: its id, the path of
/// its file and the text of that.
#[cfg(feature = "report")]
fn round_of(
    method: &Method,
    files: &[(String, Vec<u8>)],
) -> Result<Option<(String, String, String)>, Error> {
    use ideal_collect::CollectError;
    use ideal_model::method::Kind;

    if method.unit != UnitKind::TerritoryArea
        || method.indicators.iter().all(|leaf| leaf.kind != Kind::Expert)
    {
        return Ok(None);
    }
    let edition = Assessment::demo()?.editions.last().map(ToString::to_string);
    let id = format!("{}-1", edition.unwrap_or_default());
    let path = ideal_collect::round_path(&id);
    let mut project = ideal_evidence::InMemory::new();
    for (path, bytes) in files {
        project.insert(path.clone(), bytes.clone());
    }
    // Without evidence a project is one only where a round is planned; what it says is not read.
    project.insert(path.clone(), Vec::new());
    match ideal_collect::draft_round(&*Assessment::from_files(&project)?, &id) {
        Ok(round) => Ok(Some((id, path, ideal_collect::write_round(&round)))),
        Err(CollectError::NoSlots) => Ok(None),
        Err(e) => Err(CreateError::Round(Box::new(e)).into()),
    }
}

/// Rounds are planned where the program can make workbooks.
#[cfg(not(feature = "report"))]
fn round_of(
    _method: &Method,
    _files: &[(String, Vec<u8>)],
) -> Result<Option<(String, String, String)>, Error> {
    Ok(None)
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
