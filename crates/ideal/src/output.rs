//! The files of a result, one after another: tables, `results.json`, charts, reports.

use std::io::Write;

use ideal_engine::{Audit, Calibration, Floor, GroupRanking, Progress, Run, Sensitivity};
use ideal_model::{Lang, Locale, Results};
use ideal_report::{EditionChanges, PageKind, Report};
use serde::Serialize;

use crate::compared::Compared;
use crate::dependence::dependence;
use crate::error::Error;
use crate::export::{self, Exported, Sink};
use crate::format_name::FormatName;
use crate::groups::Groups;
use crate::manifest::{Counts, Manifest, OutputEntry, sha256};
use crate::project::Project;
use crate::results::Assessed;
use crate::tables::{self, Table, TableKind};

/// Makes every file of a result but the manifest, its report in these formats, hands each to `sink` as
/// soon as it is made, and returns the manifest. `progress` hears how far the analysis of a result
/// with draws is.
///
/// # Errors
/// What `sink` returns, [`Error::Stopped`] if `progress` asks for it, and [`Error::Table`],
/// [`Error::Json`], [`Error::Report`].
pub fn produce(
    run: &Run,
    formats: &[FormatName],
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<Manifest, Error> {
    produce_beside(run, None, formats, progress, sink)
}

/// The same with what has changed since the edition before, which the report tells.
///
/// # Errors
/// As [`produce`].
pub fn produce_beside(
    run: &Run,
    changes: Option<&EditionChanges>,
    formats: &[FormatName],
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<Manifest, Error> {
    let mut outputs = Vec::new();
    let mut emit = |path: String, bytes: &[u8]| -> Result<(), Error> {
        sink(&path, bytes)?;
        outputs.push(OutputEntry { sha256: sha256(bytes), path });
        Ok(())
    };
    let (found, results) = dependence(run, progress)?;
    let results = results.as_ref();
    let audit = ideal_engine::audit(run, results.last_edition());
    let floors = ideal_engine::floors(run);
    let groups = crate::groups::by_all_methods(&results.assessment, progress)
        .map_err(|e| Error::engine(e, &Project::Memory))?;
    let collection = ideal_engine::collection_plan(run);
    let analyses =
        Analyses { audit: &audit, floors: &floors, found: found.as_ref(), groups: &groups };
    for table in all_tables(results, analyses) {
        emit(format!("tables/{}.csv", table.name), &table.csv())?;
        let mut json = Vec::new();
        table.write_json(&mut json).map_err(serde_json::Error::io)?;
        emit(format!("tables/{}.json", table.name), &json)?;
        let parquet =
            table.parquet().map_err(|source| Error::Table { table: table.name, source })?;
        emit(format!("tables/{}.parquet", table.name), &parquet)?;
    }
    emit("results.json".to_owned(), &results_json(results, analyses)?)?;
    let languages = languages(results);
    let rankings: Vec<&GroupRanking> = groups.iter().map(Groups::ranking).collect();
    let what = Exported {
        results,
        sensitivity: found.as_ref(),
        audit: Some(&audit),
        floors: Some(&floors),
        calibration: None,
        changes,
        charts: export::CHARTS,
        collection: Some(&collection),
        groups: &rankings,
        languages: &languages,
        pages: &[PageKind::Report, PageKind::Audit],
    };
    // What opens first: the report in the main language.
    let first = languages.first().map(|&lang| PageKind::Report.file(lang));
    export::write(&what, formats, &mut |path, bytes| {
        emit(path.to_owned(), bytes)?;
        if Some(path) == first.as_deref() { emit("index.html".to_owned(), bytes) } else { Ok(()) }
    })?;
    Ok(Manifest::new(results, formats, outputs))
}

/// Makes every file of a result, with what has changed since the edition before where it was run
/// beside one; see [`produce`].
pub(crate) fn of(
    results: &Assessed,
    formats: &[FormatName],
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<Manifest, Error> {
    let changes = results.compared().map(Compared::told);
    let mut manifest = produce_beside(results.behind(), changes.as_ref(), formats, progress, sink)?;
    manifest.previous = results.previous_entry().cloned();
    Ok(manifest)
}

/// Makes the files of a statistical audit by itself, for the languages of the assessment: its
/// tables as CSV, its charts, and `audit.<lang>.html`, which leads to no report; with those of a
/// calibration, if there is one.
///
/// # Errors
/// What `sink` returns, and [`Error::Report`].
pub fn audit(
    results: &Results,
    found: &Audit,
    calibration: Option<&Calibration>,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let measured = calibration.into_iter().flat_map(tables::calibration_tables);
    for table in tables::audit_tables(found).into_iter().chain(measured) {
        sink(&format!("tables/{}.csv", table.name), &table.csv())?;
    }
    let what = Exported {
        results,
        sensitivity: None,
        audit: Some(found),
        floors: None,
        calibration,
        changes: None,
        charts: export::CHARTS,
        collection: None,
        groups: &[],
        languages: &languages(results),
        pages: &[PageKind::Audit],
    };
    export::write(&what, &[FormatName::Html], sink)
}

/// Makes the files of a calibration by itself: its tables as CSV, and its chart in the languages of
/// the assessment.
///
/// # Errors
/// What `sink` returns, and [`Error::Report`].
pub fn calibration(
    results: &Results,
    found: &Calibration,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    for table in tables::calibration_tables(found) {
        sink(&format!("tables/{}.csv", table.name), &table.csv())?;
    }
    for lang in languages(results) {
        let chart = Report::new(results).language(lang).calibration(found).calibration_chart();
        let failed = |source| Error::Report { language: lang.to_string(), source };
        if let Some(chart) = chart.map_err(failed)? {
            sink(&format!("charts/{}.svg", chart.name), chart.svg.as_bytes())?;
        }
    }
    Ok(())
}

/// The report alone, as it is wanted in files.
#[derive(Clone, Copy, Debug)]
pub struct ReportFiles<'a> {
    /// Languages, each a file of its own that leads to the others.
    pub languages: &'a [Locale],
    /// What files are called before language and ending.
    pub stem: &'a str,
    /// The format.
    pub format: FormatName,
    /// Whether its charts are drawn as PNG too.
    pub pictures: bool,
}

/// The report alone, without the page of the audit: for each language hands the document itself to
/// `sink` first, then what stands beside it, the drawings of Markdown and pictures, in a folder
/// `stem_files`. Two reports in one folder may be for two audiences, and none takes the charts of the
/// other.
///
/// # Errors
/// What `sink` returns, [`Error::Report`], [`Error::Publish`], [`Error::NoFormat`], and
/// [`Error::Stopped`] if `progress` asks for it.
pub fn report(
    run: &Run,
    wanted: &ReportFiles<'_>,
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let (found, results) = dependence(run, progress)?;
    let floors = ideal_engine::floors(run);
    let collection = ideal_engine::collection_plan(run);
    let groups = crate::groups::by_all_methods(&results.assessment, progress)
        .map_err(|e| Error::engine(e, &Project::Memory))?;
    let rankings: Vec<&GroupRanking> = groups.iter().map(Groups::ranking).collect();
    let what = Exported {
        results: &results,
        sensitivity: found.as_ref(),
        audit: None,
        floors: Some(&floors),
        calibration: None,
        changes: None,
        charts: export::CHARTS,
        collection: Some(&collection),
        groups: &rankings,
        languages: &[],
        pages: &[PageKind::Report],
    };
    let &ReportFiles { languages, stem, format, pictures } = wanted;
    let charts = format!("{stem}_files");
    let what = Exported { charts: &charts, languages, ..what };
    let more = pictures.then_some(FormatName::Png);
    if format != FormatName::Html {
        let formats: Vec<FormatName> = std::iter::once(format).chain(more).collect();
        return export::write(&what, &formats, sink);
    }
    for &lang in languages {
        // One file that needs nothing beside it.
        let report = what.report(lang).named(stem);
        let failed = |source| Error::Report { language: lang.to_string(), source };
        let html = report.html().map_err(failed)?;
        sink(&report.file(PageKind::Report, lang), html.as_bytes())?;
    }
    let pictures: Vec<FormatName> = more.into_iter().collect();
    export::write(&what, &pictures, sink)
}

/// What was found about a result beside its scores.
#[derive(Clone, Copy)]
struct Analyses<'a> {
    audit: &'a Audit,
    floors: &'a [Floor],
    /// What the ranking depends on, where that was analysed.
    found: Option<&'a Sensitivity>,
    /// Criminal groups, by each method that scores them.
    groups: &'a [Groups],
}

/// Every table once, with those of the analyses.
fn all_tables<'a>(results: &'a Results, analyses: Analyses<'a>) -> impl Iterator<Item = Table<'a>> {
    let own = TableKind::ALL.into_iter().map(|kind| kind.of(results));
    own.chain([tables::floors_table(results, analyses.floors)])
        .chain(tables::severity_tables(results))
        .chain(tables::group_tables(results, analyses.groups))
        .chain(tables::audit_tables(analyses.audit))
        .chain(analyses.found.into_iter().flat_map(tables::dependence_tables))
}

fn languages(results: &Results) -> Vec<Locale> {
    let list = &results.assessment.languages;
    if list.is_empty() { vec![Lang::En.into()] } else { list.clone() }
}

/// `results.json`: what the manifest says of the assessment, the nodes, and where each table is.
fn results_json(results: &Results, analyses: Analyses<'_>) -> Result<Vec<u8>, Error> {
    let head = Manifest::new(results, &[], Vec::new());
    let method = &results.assessment.method;
    let nodes: Vec<NodeEntry<'_>> = method
        .nodes
        .iter()
        .map(|n| NodeEntry {
            id: &n.id,
            name: &n.names,
            parent: n.parent.and_then(|p| method.nodes.get(p.get())).map(|p| p.id.as_str()),
            weight: n.parent.map(|_| n.weight),
        })
        .collect();
    let mut out = Vec::new();
    out.push(b'{');
    field(&mut out, "schema", &tables::SCHEMA)?;
    field(&mut out, "engine", &head.engine)?;
    field(&mut out, "version", &head.version)?;
    field(&mut out, "assessment", &head.assessment)?;
    field(&mut out, "method", &head.method)?;
    field(&mut out, "handling", &head.handling)?;
    if let Some(release) = &head.release {
        field(&mut out, "audience", &release.audience)?;
        field(&mut out, "withheld", &release.withheld)?;
    }
    field(&mut out, "editions", &head.editions)?;
    field(&mut out, "seed", &head.seed)?;
    field(&mut out, "draws", &head.draws)?;
    field(&mut out, "scale", &method.scale)?;
    field(&mut out, "counts", &Counts::of(results))?;
    field(&mut out, "nodes", &nodes)?;
    out.extend_from_slice(b"\n\"tables\": {");
    for (i, table) in all_tables(results, analyses).enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, table.name)?;
        let entry = TableEntry { file: format!("tables/{}.json", table.name), rows: table.height };
        out.extend_from_slice(b": ");
        serde_json::to_writer(&mut out, &entry)?;
    }
    out.extend_from_slice(b"\n}\n}\n");
    Ok(out)
}

/// Where a table is.
#[derive(Serialize)]
struct TableEntry {
    file: String,
    rows: usize,
}

#[derive(Serialize)]
struct NodeEntry<'a> {
    id: &'a str,
    name: &'a ideal_model::Names,
    parent: Option<&'a str>,
    weight: Option<f64>,
}

fn field(out: &mut Vec<u8>, key: &str, value: &impl Serialize) -> Result<(), Error> {
    out.write_all(b"\n").map_err(serde_json::Error::io)?;
    serde_json::to_writer(&mut *out, key)?;
    out.extend_from_slice(b": ");
    serde_json::to_writer(&mut *out, value)?;
    out.push(b',');
    Ok(())
}
