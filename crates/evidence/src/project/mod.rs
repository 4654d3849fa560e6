//! A project folder becomes an assessment, or a list of everything that is wrong with it.

mod circles;
mod declared;
mod evidence;
mod groups;
mod judgements;
mod method;
mod named_by_groups;
mod own;
mod registry;
mod release;
mod rounds;
mod select;
mod settings;
mod standing;
pub(crate) mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use ideal_model::document::{Position, Reader};
use ideal_model::method::Adjust;
use ideal_model::{
    AssessmentInput, Audience, Concern, CrimeAreas, Evidence, Finding, Findings, GroupSheets,
    IndicatorCatalogue, InputFile, Judgement, Method, Source, Territories,
};
use sha2::{Digest, Sha256};

use crate::bounds;
use crate::check;
use crate::decode;
use crate::files::{Files, regular};
use crate::findings::FileFindings;
use crate::regular::Refusal;
use crate::tidy::{Known, MethodCodes, Names, Refused, RefusedCodes, TakenOut};
use method::MethodFile;
use registry::Registry;
use release::Clearance;
use settings::{Asked, FILE, Settings};
use table::Table;

pub(crate) use declared::Declared;
pub(crate) use judgements::FILE as JUDGEMENTS;
pub(crate) use own::ancestors;
pub use standing::Standing;

/// What came of reading a project.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The assessment: there exactly if no finding is an error.
    pub assessment: Option<AssessmentInput>,
    /// Everything found, in the order of the files: `assessment.toml`, the method, the tables, the
    /// evidence.
    pub findings: Vec<Finding>,
    /// What of the findings holds under any method.
    pub standing: Standing,
}

/// Reads a project and checks all of it: every finding of every file comes back in one pass.
///
/// `shipped` are the methods that `method = "ID"` may name, each with its id and the text of its
/// file.
///
/// Nothing is written, and no input makes it panic: a folder that is no project, files that are no
/// tables and codes that nobody knows are all findings.
#[must_use]
pub fn load(project: &dyn Files, shipped: &[(&str, &str)]) -> Loaded {
    read(Load::new(project), shipped)
}

/// [`load`], for an audience: rows that it may not read are taken out before anything else is read of
/// them, and with them whatever only they name. Lines are counted without them, and the hash of an
/// evidence file is that of the rows that are left.
///
/// Errors are, besides those of the project: `not-releasable` where the project's own mark is above
/// the audience's and its `releasable` does not name it, and `unnamed-scheme` where handling codes
/// occur and the audience names none.
#[must_use]
pub fn load_for(project: &dyn Files, shipped: &[(&str, &str)], audience: Audience) -> Loaded {
    let mut first = Load::new(project);
    first.clearance = Some(Clearance::new(audience));
    first.run(shipped);
    let mut second = Load::new(project);
    second.clearance = Some(Clearance { audience, hidden: first.hidden });
    second.counted = Some(first.taken);
    read(second, shipped)
}

/// [`load`], with a method that was built in code in place of the one that the project names.
/// `sha256` is what stands for the hash of its file.
#[must_use]
pub fn load_with(project: &dyn Files, method: Method, sha256: String) -> Loaded {
    let method = Some(MethodFile::of(method, sha256));
    read(Load { method, ..Load::new(project) }, &[])
}

fn read(mut load: Load<'_>, shipped: &[(&str, &str)]) -> Loaded {
    let modified = load.method.is_some();
    load.findings.extend(load.project.remarks());
    let assessment = load.run(shipped);
    let failed = load.findings.failed();
    let findings = load.findings.finish();
    let assessment = assessment.filter(|_| !failed).map(|mut a| {
        a.findings.clone_from(&findings);
        a.method_modified = modified;
        a
    });
    Loaded { assessment, findings, standing: load.standing }
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

struct Load<'p> {
    project: &'p dyn Files,
    findings: Findings,
    inputs: BTreeMap<String, InputFile>,
    /// A method that was built in code.
    method: Option<MethodFile>,
    standing: Standing,
    /// Who it is read for; none: for whoever may read all of it.
    clearance: Option<Clearance>,
    /// What was withheld from them.
    taken: TakenOut,
    /// What was withheld the first time: rows of files too of which nothing is left to read.
    counted: Option<TakenOut>,
    /// What of the names of withheld rows nothing else of the project names.
    hidden: Names,
    /// What rows of the tables of groups name: those withheld, and the others.
    by_groups: (Names, Names),
}

impl<'p> Load<'p> {
    fn new(project: &'p dyn Files) -> Self {
        Load {
            project,
            findings: Findings::default(),
            inputs: BTreeMap::new(),
            method: None,
            standing: Standing::default(),
            clearance: None,
            taken: TakenOut::default(),
            counted: None,
            hidden: Names::default(),
            by_groups: Default::default(),
        }
    }
}

impl Load<'_> {
    fn run(&mut self, shipped: &[(&str, &str)]) -> Option<AssessmentInput> {
        let mut settings = self.settings()?;
        self.clear_settings(&mut settings);
        self.findings
            .extend(settings.outside.iter().map(|(folder, at)| settings::of_outside(folder, *at)));
        let mut registry = self.taxonomy()?;
        let method = self.method(&settings, shipped);
        let mut refused = RefusedCodes::default();
        let sources = self.sources(&settings, &mut refused.sources);
        let (there, all) = (&mut refused, &mut registry);
        self.table("territories.csv", "code", &mut there.territories, |table, findings| {
            own::territories(table, &mut all.territories, findings)
        });
        self.table("crime_areas.csv", "code", &mut there.crime_areas, |table, findings| {
            own::crime_areas(table, &mut all.crime_areas, findings)
        });
        let judgements = self.judgements();
        let own = self
            .table("indicators.csv", "code", &mut there.indicators, own::indicators)
            .unwrap_or_default();

        let ids: BTreeSet<String> = sources.iter().map(|(s, _)| s.id.clone()).collect();
        let codes = match &method {
            Some(m) => m.codes(),
            None => MethodCodes::default(),
        };
        let known = Known {
            territories: &registry.territories,
            crime_areas: &registry.crime_areas,
            catalogue: &registry.catalogue,
            own: &own,
            method: codes,
            sources: &ids,
            scheme: method.as_ref().and_then(|m| m.method.as_ref()).map(|m| m.confidence.scheme),
            refused: &refused,
        };
        let evidence = self.evidence(&settings, &known);
        let sheets = self.group_sheets(&known);
        self.changed_rounds(judgements.as_deref().unwrap_or_default());
        if self.clearance.is_none() {
            self.findings.extend(rounds::rated_twice(&evidence));
        }
        if self.clearance.is_some() {
            let kept = self.hide_groups(&evidence);
            let parsed = method.as_ref().and_then(|m| m.method.as_ref());
            self.hidden = release::hidden(&self.taken, &kept, (&sources, &registry, parsed));
        }
        self.resolve(
            settings,
            method,
            sources,
            (&registry, &refused),
            (evidence, sheets, judgements),
        )
    }

    fn resolve(
        &mut self,
        settings: Settings,
        method: Option<MethodFile>,
        sources: Vec<(Source, u64)>,
        (registry, refused): (&Registry, &RefusedCodes),
        (evidence, sheets, judgements): (Evidence, GroupSheets, Option<Vec<Judgement>>),
    ) -> Option<AssessmentInput> {
        let handling = self.handling_for(&settings);
        let planned = self.planned_rounds();
        let findings = &mut self.findings;
        let (territories, crime_areas) =
            select::units(&settings, method.as_ref(), (registry, refused), &evidence, findings);
        let MethodFile { method: Some(method), sha256, file, .. } = method? else { return None };
        select::codes_of_method(
            &method,
            &file,
            (&registry.territories, &registry.crime_areas),
            refused,
            findings,
        );
        judgements::check(&method, &file, (judgements.as_deref(), planned.last()), findings);
        let judgements = judgements.unwrap_or_default();
        let groups = select::groups(&method, &file, &registry.territories, &territories, findings);
        let impute_groups =
            select::impute_groups(&method, &file, &registry.territories, &territories, findings);
        select::of_groups(&method, &file, &groups, findings);
        let failed = findings.failed();
        // With half of the evidence refused, what it lacks and what it repeats cannot be judged.
        if failed {
            return None;
        }
        let editions = select::editions(&settings.editions, &method, &evidence, findings);
        if let Some(f) =
            check::too_many(&method, territories.len(), crime_areas.len(), editions.len())
        {
            findings.push(f.in_file(FILE));
            return None;
        }
        let compares = method.raters.adjust == Adjust::Severity;
        let comparisons = if compares { self.comparisons() } else { Vec::new() };
        let lines: Vec<u64> = sources.iter().map(|(_, line)| *line).collect();
        let release = self.release(&method);
        let assessment = AssessmentInput {
            id: settings.id,
            title: settings.title,
            editions,
            territories,
            crime_areas,
            method: Arc::new(method),
            method_sha256: sha256,
            method_file: file,
            method_modified: false,
            groups,
            impute_groups,
            evidence: Arc::new(evidence),
            sources: sources.into_iter().map(|(s, _)| s).collect(),
            handling,
            seed: settings.seed,
            draws: settings.draws,
            languages: settings.languages,
            date: None,
            inputs: std::mem::take(&mut self.inputs).into_values().collect(),
            declared: registry.declared(),
            findings: Vec::new(),
            caveats: settings.caveats,
            comparisons,
            judgements,
            group_sheets: Arc::new(sheets),
            release,
        };
        self.findings.extend(assessment.findings_of_groups());
        if self.findings.failed() {
            return None;
        }
        self.standing = Standing::of_project(
            &self.findings,
            &assessment.method_file,
            &settings.sources.0,
            lines,
        );
        self.standing.whole(&assessment, &mut self.findings);
        Some(assessment)
    }

    /// Reads a file and notes it as an input.
    fn read(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let bytes = self.project.read(path)?;
        self.inputs.insert(
            path.to_owned(),
            InputFile { path: path.to_owned(), sha256: sha256(&bytes), rows: 0 },
        );
        Ok(bytes)
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        let refusal = Refusal::of(error).map(Refusal::finding);
        let finding = match (error.kind(), self.project.is_folder(path)) {
            _ if let Some(refusal) = refusal => refusal,
            (_, Some(true)) => Finding::error("is-a-folder", "this is a folder, not a file"),
            (io::ErrorKind::NotFound, _) => Finding::error("missing-file", "there is no such file"),
            _ => Finding::error("unreadable-file", format!("the file cannot be read: {error}")),
        };
        self.findings.push(finding.in_file(path));
    }

    /// The text of a TOML file.
    fn toml(&mut self, path: &str) -> Option<String> {
        let bytes = match self.read(path) {
            Ok(bytes) => bytes,
            Err(e) => {
                self.unreadable(path, &e);
                return None;
            }
        };
        if bytes.len() > bounds::TOML {
            let message =
                format!("the file has {} bytes; the limit is {}", bytes.len(), bounds::TOML);
            self.findings.push(Finding::error("too-large", message).in_file(path).at(1, 1));
            return None;
        }
        if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).iter().all(u8::is_ascii_whitespace)
        {
            let f = Finding::error("empty-file", "the file is empty").in_file(path).at(1, 1);
            self.findings.push(f.hint("`ideal new DIR` writes a commented one"));
            return None;
        }
        match decode::toml(&bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(f) => {
                self.findings.push(f.in_file(path));
                None
            }
        }
    }

    fn settings(&mut self) -> Option<Settings> {
        if self.project.is_folder(FILE).is_none() {
            let f = Finding::error(
                "missing-file",
                "there is no assessment.toml here, so this is no project",
            )
            .in_file(FILE);
            self.findings.push(f.hint("`ideal new DIR` writes a project to start from"));
            return None;
        }
        let text = self.toml(FILE)?;
        let mut reader = Reader::new(FILE);
        let settings = settings::read(&mut reader, &text, Asked::Everything);
        self.findings.absorb(reader.findings);
        settings
    }

    fn taxonomy(&mut self) -> Option<Registry> {
        let read = || -> Result<Registry, ideal_model::TaxonomyError> {
            Ok(Registry {
                territories: Territories::shipped()?,
                crime_areas: CrimeAreas::shipped()?,
                catalogue: IndicatorCatalogue::shipped()?,
            })
        };
        match read() {
            Ok(r) => Some(r),
            Err(e) => {
                self.findings.push(Finding::error("taxonomy", e.to_string()));
                None
            }
        }
    }

    fn path_of(&mut self, name: &str, at: Position) -> Option<String> {
        match regular(name) {
            Ok(path) => Some(path),
            Err(e) => {
                self.findings.push(
                    Finding::error("bad-path", e.to_string())
                        .in_file(FILE)
                        .at(at.line, at.column)
                        .about(Concern::LeadsOut),
                );
                None
            }
        }
    }

    fn sources(&mut self, settings: &Settings, refused: &mut Refused) -> Vec<(Source, u64)> {
        let (name, at) = &settings.sources;
        let Some(path) = self.path_of(name, at.unwrap_or_default()) else {
            refused.all = true;
            return Vec::new();
        };
        if self.project.is_folder(&path).is_none() {
            // Only a table that somebody named has to be there.
            if let Some(at) = at {
                let f = Finding::error("missing-file", format!("there is no file `{path}`"))
                    .in_file(FILE)
                    .at(at.line, at.column);
                self.findings.push(f);
                refused.all = true;
            }
            return Vec::new();
        }
        self.table(&path, "id", refused, own::sources).unwrap_or_default()
    }

    /// The judgements of experts, if the project has any; none where a row of them cannot be read.
    fn judgements(&mut self) -> Option<Vec<Judgement>> {
        if self.project.is_folder(judgements::FILE).is_none() {
            return Some(Vec::new());
        }
        let mut refused = Refused::default();
        let found = self.table(judgements::FILE, "node", &mut refused, judgements::judgements);
        let marks = self.marks_of_rounds();
        let mut found = found.filter(|_| !refused.all && refused.codes.is_empty())?;
        for judgement in &mut found {
            judgement.mark = judgement.mark.strictest(release::least_of(&marks, &judgement.expert));
        }
        Some(found)
    }

    /// Reads one of the project's tables, if it is there, and notes what it names in `column` in
    /// vain.
    fn table<T>(
        &mut self,
        path: &str,
        column: &str,
        refused: &mut Refused,
        read: impl FnOnce(&Table, &mut FileFindings) -> T,
    ) -> Option<T> {
        self.project.is_folder(path)?;
        let bytes = match self.read(path) {
            Ok(bytes) => bytes,
            Err(e) => {
                self.unreadable(path, &e);
                refused.all = true;
                return None;
            }
        };
        let Some(bytes) = self.cleared_table(path, bytes, column) else {
            self.inputs.remove(path);
            return None;
        };
        let mut findings = FileFindings::new(path);
        let table = Table::read(&bytes, &mut findings);
        let out = table.as_ref().map(|t| read(t, &mut findings));
        table.iter().for_each(|t| t.look_at_names(&mut findings));
        if let (Some(input), Some(table)) = (self.inputs.get_mut(path), &table) {
            input.rows = table.len();
        }
        *refused = own::refused(table.as_ref(), column, findings.wrong_lines());
        self.findings.absorb(findings.finish());
        out
    }
}

#[cfg(test)]
mod large_tests;
#[cfg(test)]
mod tests;
