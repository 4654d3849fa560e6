//! `ideal gaps`

use ideal::Assessed;
use ideal::engine::{CollectionItem, Floor};
use ideal::tables::{Rows, collection_table, floors_table};
use serde::Serialize;

use super::{compute, open, project, say_mark};
use crate::args::{DrawArgs, Format, GapsArgs};
use crate::exit::{FINE, Outcome};
use crate::render::{self, print, print_bytes, print_json, say};
use crate::speech::tell;

/// Territories whose distance is printed under the collection plan, at most.
const NEAREST: usize = 10;

#[derive(Serialize)]
struct Gaps<'a, 't, 'r> {
    handling: String,
    gaps: &'a [CollectionItem],
    floors: Rows<'t, 'r>,
}

#[derive(Serialize)]
struct Floors<'t, 'r> {
    handling: String,
    floors: Rows<'t, 'r>,
}

pub fn gaps(args: &GapsArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let results = compute(&open(&project, args.audience, DrawArgs::NONE, &[])?.acknowledge_red())?;
    say_mark(&results);
    let floors = nearest_first(&results);
    let handling = results.mark.to_string();
    if args.floors {
        let table = floors_table(&results, first(&floors, args.top));
        match args.format {
            Format::Table => {
                say(&tell("terminal-gaps-floors", &[]));
                let height = table.height;
                print(&render::grid_of_lists(table, &COLUMNS, "deciding"))?;
                say_cut(height, floors.len());
            }
            Format::Csv => print_bytes(&table.csv())?,
            Format::Json => print_json(&Floors { handling, floors: table.rows() })?,
        }
        return Ok(FINE);
    }
    let plan = results.collection_plan();
    let shown = first(&plan, args.top);
    match args.format {
        Format::Table => {
            say(&tell("terminal-gaps-value", &[]));
            let columns = [
                ("territory", 0),
                ("crime_area", 0),
                ("indicator", 0),
                ("node", 0),
                ("reason", 0),
                ("value", 3),
            ];
            print(&render::grid(&collection_table(shown), &columns))?;
            say_cut(shown.len(), plan.len());
            let root = of_territories(&results, &floors);
            if !root.is_empty() {
                say("");
                say(&tell("terminal-gaps-floors-part", &[]));
                let table = floors_table(&results, first(&root, Some(NEAREST)));
                print(&render::grid_of_lists(table, &COLUMNS, "deciding"))?;
            }
        }
        Format::Csv => print_bytes(&collection_table(shown).csv())?,
        Format::Json => {
            let table = floors_table(&results, first(&floors, args.top));
            print_json(&Gaps { handling, gaps: shown, floors: table.rows() })?;
        }
    }
    Ok(FINE)
}

/// The columns of distances that a reader compares, with their decimals.
const COLUMNS: [(&str, usize); 9] = [
    ("territory", 0),
    ("crime_area", 0),
    ("node", 0),
    ("verdict", 0),
    ("coverage", 3),
    ("min_coverage", 2),
    ("margin", 3),
    ("reason", 0),
    ("deciding", 0),
];

/// All distances, the nearest to its floor first.
fn nearest_first(results: &Assessed) -> Vec<Floor> {
    let mut floors = results.floors();
    floors.sort_by(|x, y| x.margin.abs().total_cmp(&y.margin.abs()));
    floors
}

/// Those of the territories themselves at the root: what decides a rank.
fn of_territories(results: &Assessed, floors: &[Floor]) -> Vec<Floor> {
    let root = results.assessment.method.root;
    let whole = |f: &&Floor| f.node == root && results.area_code(f.unit) == "*";
    floors.iter().filter(whole).cloned().collect()
}

fn first<T>(all: &[T], top: Option<usize>) -> &[T] {
    all.get(..top.unwrap_or(all.len()).min(all.len())).unwrap_or_default()
}

fn say_cut(shown: usize, of: usize) {
    if shown < of {
        let (shown, all) = (shown.to_string(), of.to_string());
        say(&tell("terminal-cut", &[("shown", &shown), ("all", &all)]));
    }
}
