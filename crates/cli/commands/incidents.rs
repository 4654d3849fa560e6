//! `ideal incidents`

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use ideal::evidence::publisher::incidents::{
    Denominators, Quality, Watch, given_files, read_incidents,
};
use ideal::evidence::publisher::{self, Placing, Recipe};
use ideal::folder::Destination;
use ideal::model::Value;
use ideal::{Assessment, Project, RecordQuality};

use super::import::{changes, failure, refuse_other_ending, wait};
use crate::args::IncidentsArgs;
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::RowsBar;
use crate::render::{Text, print, print_bytes, say, toml};

pub fn incidents(args: &IncidentsArgs) -> Outcome {
    let failure = |e| failure(e, args.into.as_deref());
    let (Some(recipe_path), None, false) = (&args.recipe, &args.show, args.explain) else {
        return about_recipes(args);
    };
    if let Some(out) = &args.out {
        refuse_other_ending(out)?;
    }
    let recipe = publisher::open_recipe(recipe_path).map_err(failure)?;
    let files = given_files(&args.files).map_err(failure)?;
    let size = files.iter().map(|f| std::fs::metadata(f).map_or(0, |m| m.len())).sum();
    let bar = Progress { bar: RowsBar::new(size), rows: AtomicU64::new(0) };
    let denominators = denominators(&recipe, args.into.as_deref())?;
    let read = read_incidents(&recipe, &files, denominators, &bar).map_err(failure)?;
    drop(bar);
    let inputs = || {
        let joined = publisher::joined_tables(recipe_path);
        files.iter().chain(&args.recipe).cloned().chain(joined)
    };
    // The report is made before anything is written, and put in place last.
    let report = match &args.quality {
        Some(dir) => Some(quality(dir, &read.quality)?),
        None => None,
    };
    let written = match (&args.into, &args.out) {
        (Some(dir), _) => {
            let placing = Placing { replace_series: args.replace_series, waiting: wait };
            let import = read.import().map_err(failure)?;
            let merged = import.into_project_as(dir, &placing).map_err(failure)?;
            say(&Text::of_lines(&read.quality.to_string()));
            changes(&merged);
            dir
        }
        (None, Some(file)) => {
            ideal::folder::spare_inputs(file, inputs())?;
            read.write_csv(file).map_err(failure)?;
            say(&Text::of_lines(&read.quality.to_string()));
            file
        }
        // clap asks for one of the two.
        (None, None) => {
            return Err(Failure::input("name a project (--into) or a file (--out)", None));
        }
    };
    if let Some(report) = report {
        let dir = report.commit()?;
        say(&format!("what the records look like: {}", dir.display()));
    }
    print(&written.display().to_string())?;
    Ok(FINE)
}

/// What the project has of the indicators that the recipe divides by: figures of whole years that
/// hold for every crime area. Of two that differ neither is taken.
fn denominators(recipe: &Recipe, into: Option<&Path>) -> Result<Denominators, Failure> {
    let wanted = recipe.denominators();
    let Some(first) = wanted.first() else { return Ok(Denominators::new()) };
    let Some(dir) = into else {
        let text = format!("the recipe divides by `{first}`, which a project has to give");
        return Err(Failure::input(text, Some("name the project that has it with --into")));
    };
    let assessment = Assessment::load(&Project::Folder(dir.to_owned()))?;
    let evidence = &assessment.evidence;
    let mut found: BTreeMap<(String, String, i32), Option<f64>> = BTreeMap::new();
    for o in evidence.observations.iter().filter(|o| o.crime_area.is_none() && o.period.is_year()) {
        let indicator = evidence.indicators.code(o.indicator);
        let Value::Number(value) = o.value else { continue };
        if wanted.contains(&indicator) {
            let territory = evidence.territories.code(o.territory).to_owned();
            let key = (indicator.to_owned(), territory, o.period.calendar_year());
            let there = found.entry(key).or_insert(Some(value));
            #[expect(clippy::float_cmp, reason = "two sources say the same or they do not")]
            if there.is_some_and(|other| other != value) {
                *there = None;
            }
        }
    }
    let differ = found.values().filter(|value| value.is_none()).count();
    if differ > 0 {
        say(&format!(
            "figures to divide by that sources give differently, and are not used: {differ}"
        ));
    }
    Ok(found.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
}

/// The report on the records, ready to be put in place.
fn quality(dir: &Path, account: &Quality) -> Result<Destination, Failure> {
    let destination = Destination::open_over(dir, |path| ideal::QUALITY_FILES.contains(&path))?;
    let found = RecordQuality::of(account);
    for (name, bytes) in found.files().map_err(ideal::Error::from)? {
        destination.write(name, &bytes)?;
    }
    Ok(destination)
}

/// What helps to write a recipe: its keys, and one that ships.
fn about_recipes(args: &IncidentsArgs) -> Outcome {
    let text = match &args.show {
        Some(name) => match publisher::shipped_recipe(name) {
            Some(text) => text.to_owned(),
            None => {
                let known = publisher::shipped_recipes().join(", ");
                return Err(Failure::input(
                    format!("no recipe `{name}` ships"),
                    Some(&format!("shipped are {known}")),
                ));
            }
        },
        None => publisher::recipe_reference(),
    };
    print_bytes(toml(text.trim_end()).as_bytes())?;
    Ok(FINE)
}

/// Tells the bar how far the reading is.
struct Progress {
    bar: RowsBar,
    rows: AtomicU64,
}

impl Watch for Progress {
    fn advance(&self, bytes: u64, rows: u64) {
        let all = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        self.bar.advance(bytes, all);
    }
}
