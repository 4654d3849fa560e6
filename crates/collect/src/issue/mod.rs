//! Workbooks go out: one for each panel and language, and in a second round one for each rater.

mod checks;
mod guide;
mod lists;
mod looks;
mod machine;
mod ratings;
mod weights;

use std::path::{Path, PathBuf};

use ideal_evidence::{Files, Update};
use ideal_model::{AssessmentInput, Lang, prints_on_letter};
use ideal_report::Catalogue;
use rust_xlsxwriter::{ProtectionOptions, Workbook, Worksheet};

use crate::countries::country_of;
use crate::drawing::{DrawError, properties};
use crate::error::CollectError;
use crate::form::xlsform;
use crate::questionnaire::{Disagreement, Questionnaire, Received, previous_withheld};
use crate::returned::is_unfilled;
use crate::round::{Panel, Round, folder};
use crate::workbook::Sheet;
use crate::written::write_files;
use lists::Lists;
use looks::Looks;

/// What goes out.
#[derive(Clone, Debug, Default)]
pub struct IssueOptions {
    /// The panel alone that it goes out to; all of them without it.
    pub panel: Option<String>,
    /// The second round: only what raters of the first differ on, a workbook for each rater.
    pub second: bool,
    /// Interquartile range that ratings of a panel must pass to be asked again, in points of the
    /// item's scale; a fifth of the scale without it. A rater who lies twice as far from the median
    /// makes a row one that is asked again as well.
    pub threshold: Option<f64>,
    /// A form for ODK and Kobo beside each workbook.
    pub xlsform: bool,
}

/// A file that goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The panel it is for.
    pub panel: String,
    /// The rater it is for, in a second round.
    pub rater: Option<String>,
    /// Rows that it asks.
    pub rows: usize,
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct Issued {
    /// The files, in the order of the panels.
    pub files: Vec<IssuedFile>,
    /// In a second round what raters differ on, in the order of the panels.
    pub disagreements: Vec<Disagreement>,
    /// In a second round how many reasons on these rows are in no workbook, because they are marked
    /// above the round.
    pub withheld: usize,
    /// In a second round how many ratings of these rows no workbook sums up, for the same reason.
    pub not_summed: usize,
    /// In a first round how many figures of the edition before are in no workbook, for the same reason.
    pub previous_withheld: usize,
}

/// Makes the files of a round; the same project and round give the same bytes. `files` are those of
/// the project, in which a second round finds what came back in the first.
///
/// # Errors
/// [`CollectError`]; nothing is written here.
pub fn issue(
    files: &dyn Files,
    project: &AssessmentInput,
    round: &Round,
    options: &IssueOptions,
) -> Result<Issued, CollectError> {
    let panels: Vec<&Panel> = match &options.panel {
        None => round.panels.iter().collect(),
        Some(id) => vec![round.panel(id).ok_or_else(|| CollectError::NoPanel {
            panel: id.clone(),
            known: round.panels.iter().map(|p| p.id.clone()).collect(),
        })?],
    };
    let received = if options.second { Some(Received::open(files, round)?) } else { None };
    let mut out = Issued::default();
    for panel in panels {
        if received.is_none() {
            out.previous_withheld += previous_withheld(project, round, panel);
        }
        for lang in &panel.languages {
            let words = Catalogue::new(*lang)?;
            let first = Questionnaire::first(project, round, panel, (*lang, &words));
            match &received {
                None => out.files.push(file(&first, format!("{}.{lang}.xlsx", panel.id))?),
                Some(received) => {
                    let found = received.disagreements(round, panel, options.threshold);
                    for key in received.raters(&panel.id).filter(|_| !found.is_empty()) {
                        let shown = |d: &Disagreement| received.shown(d, round, key);
                        let again = first.again(&found, shown, &key.rater);
                        let name = format!("{}.{lang}.second.{}.xlsx", panel.id, key.rater);
                        out.files.push(file(&again, name)?);
                    }
                    if panel.languages.first() == Some(lang) {
                        out.withheld += received.withheld(&found, round.handling);
                        out.not_summed += received.not_summed(round, &found, round.handling);
                        out.disagreements.extend(found);
                    }
                }
            }
        }
        if options.xlsform && !options.second {
            out.files.push(form(project, round, panel)?);
        }
    }
    Ok(out)
}

/// Writes the files into `out`, each whole, and then into the round's folder of the project,
/// `rounds/ID/issued`, all of them or none. A file of the same name is replaced, unless it is neither
/// as it was issued nor an unfilled workbook: then nothing is written, if not `replace`. `update` is
/// that of the project, taken before the round was read, so that nobody changes it in between.
///
/// # Errors
/// [`CollectError::Filled`], [`CollectError::Write`], [`CollectError::Io`], [`CollectError::Project`];
/// the project is then as it was.
pub fn put(
    update: Update,
    round: &Round,
    issued: &Issued,
    (out, replace): (&Path, bool),
) -> Result<(), CollectError> {
    let own = issued_path(&round.id);
    let kept = update.folder().join(&own);
    let same = is_same(out, &kept);
    if !replace {
        let mut filled = Vec::new();
        for file in &issued.files {
            let copy = if same { None } else { std::fs::read(kept.join(&file.name)).ok() };
            let mut folders: Vec<&Path> = vec![out];
            if !same {
                folders.push(&kept);
            }
            for folder in folders {
                let path = folder.join(&file.name);
                let Ok(there) = std::fs::read(&path) else { continue };
                let is_ours = folder == out && copy.as_ref() == Some(&there);
                if there != file.bytes
                    && !is_ours
                    && !may_go(&file.name, &there, same || folder == kept)
                {
                    filled.push(path.display().to_string());
                }
            }
        }
        if !filled.is_empty() {
            return Err(CollectError::Filled(filled));
        }
    }
    // The project's own folder is written below: all together.
    let path = |file: &IssuedFile| out.join(&file.name);
    let new: Vec<PathBuf> =
        issued.files.iter().map(path).filter(|path| !same && !path.exists()).collect();
    if !same {
        let files = issued.files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice()));
        write_files(out, files)?;
    }
    let named = |f: &IssuedFile| (format!("{own}/{}", f.name), f.bytes.clone());
    let files: Vec<(String, Vec<u8>)> = issued.files.iter().map(named).collect();
    let committed = update.commit(&files);
    if committed.is_err() {
        // What the project does not know of must not be sent: nothing of it could come back.
        for path in new {
            let _ = std::fs::remove_file(path);
        }
    }
    Ok(committed?)
}

/// Whether a file of the name of one that goes out holds nothing that anybody filled in. A form is
/// never filled in, and the project's own copy of one is whatever went out last.
fn may_go(name: &str, bytes: &[u8], own: bool) -> bool {
    if name.ends_with(FORM) {
        return own;
    }
    is_unfilled(bytes)
}

/// The end of the name of a form.
const FORM: &str = ".xlsform.xlsx";

/// Whether two paths are one folder, be it there or not.
fn is_same(a: &Path, b: &Path) -> bool {
    let plain = |path: &Path| std::path::absolute(path).ok();
    let real = |path: &Path| path.canonicalize().ok();
    (plain(a).is_some() && plain(a) == plain(b)) || (real(a).is_some() && real(a) == real(b))
}

/// The folder of a project in which what went out is kept: `rounds/ID/issued`.
#[must_use]
pub fn issued_path(round: &str) -> String {
    format!("{}/issued", folder(round))
}

/// The rows of own territories on which the raters of a panel differ, as a second round would ask
/// them again, in the order of the panels. There is none before anything came back.
///
/// # Errors
/// [`CollectError::Round`] where what came back cannot be read.
pub fn disagreements(
    files: &dyn Files,
    round: &Round,
    threshold: Option<f64>,
) -> Result<Vec<Disagreement>, CollectError> {
    let received = match Received::open(files, round) {
        Ok(received) => received,
        Err(CollectError::NoRatings(_)) => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    Ok(round.panels.iter().flat_map(|p| received.disagreements(round, p, threshold)).collect())
}

/// A form in the languages of the panel first, then in the others of the round.
fn form(
    project: &AssessmentInput,
    round: &Round,
    panel: &Panel,
) -> Result<IssuedFile, CollectError> {
    let others = round.languages.iter().filter(|l| !panel.languages.contains(l));
    let languages: Vec<Lang> = panel.languages.iter().chain(others).copied().collect();
    let words: Vec<(Lang, Catalogue)> = languages
        .into_iter()
        .map(|lang| Ok((lang, Catalogue::new(lang)?)))
        .collect::<Result<_, CollectError>>()?;
    let all: Vec<Questionnaire<'_>> =
        words.iter().map(|(l, w)| Questionnaire::first(project, round, panel, (*l, w))).collect();
    let name = format!("{}{FORM}", panel.id);
    let failed = |e: DrawError| of(e, &name);
    let bytes = xlsform(&all).map_err(failed)?;
    let rows = all.first().map_or(0, |q| q.rows.len());
    Ok(IssuedFile { bytes, panel: panel.id.clone(), rater: None, rows, name })
}

fn of(e: DrawError, name: &str) -> CollectError {
    match e {
        DrawError::Words(e) => e.into(),
        DrawError::Sheet(e) => {
            CollectError::Workbook { file: name.to_owned(), problem: e.to_string() }
        }
    }
}

fn file(q: &Questionnaire<'_>, name: String) -> Result<IssuedFile, CollectError> {
    let bytes = draw(q).map_err(|e| of(e, &name))?;
    Ok(IssuedFile {
        bytes,
        panel: q.panel.id.clone(),
        rater: q.rater.map(str::to_owned),
        rows: q.rows.len(),
        name,
    })
}

/// Draws a workbook.
fn draw(q: &Questionnaire<'_>) -> Result<Vec<u8>, DrawError> {
    let looks = Looks::new();
    let lists = Lists::of(q);
    let layout = ratings::Layout::of(q);
    let title = q.words.tell("collect-title", &[])?;
    let mut book = Workbook::new();
    book.set_properties(&properties()?.set_title(title.as_str()).set_subject(q.round.id.as_str()));

    let guide = book.add_worksheet();
    guide.set_name(Sheet::Guide.word())?;
    let end = guide::draw(q, guide, &layout, &looks)?;
    page(q, guide, false);
    guide.set_print_area(0, 0, end, 4)?.set_print_fit_to_pages(1, 2);

    let ratings = book.add_worksheet();
    ratings.set_name(Sheet::Ratings.word())?;
    ratings::draw(q, ratings, &layout, &looks, &lists)?;
    page(q, ratings, true);

    if let Some(asked) = q.weights() {
        let sheet = book.add_worksheet();
        sheet.set_name(Sheet::Weights.word())?;
        weights::draw(q, asked, sheet, &looks, &lists)?;
        page(q, sheet, true);
        sheet.set_print_fit_to_pages(1, 0);
    }

    let sheet = book.add_worksheet();
    sheet.set_name(Sheet::Lists.word())?;
    lists.draw(sheet, &looks)?;
    page(q, sheet, false);
    sheet.set_hidden(true);

    let sheet = book.add_worksheet();
    sheet.set_name(Sheet::Round.word())?;
    machine::draw(q, sheet, &looks, &lists)?;
    page(q, sheet, true);
    sheet.set_print_fit_to_pages(1, 1);

    Ok(book.save_to_buffer()?)
}

/// Paper, margins, footer, and protection against accidents: without a password.
fn page(q: &Questionnaire<'_>, sheet: &mut Worksheet, landscape: bool) {
    const LETTER: u8 = 1;
    const A4: u8 = 9;
    let country = q.panel.territories.first().map_or("", |code| country_of(q.project, code));
    sheet.set_paper_size(if prints_on_letter(country) { LETTER } else { A4 });
    if landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
    // A single `&` would be taken for a code of the footer, and a digit after the size for the size.
    let plain = |text: &str| text.replace('&', "&&");
    sheet.set_footer(format!(
        "&L&9 {} · {}&C&9 {}&R&9 &P/&N",
        plain(&q.round.id),
        plain(&q.panel.id),
        plain(&q.round.handling.to_string())
    ));
    let allowed = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&allowed);
    sheet.set_screen_gridlines(false);
}
