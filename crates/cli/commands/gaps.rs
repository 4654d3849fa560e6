//! `ideal gaps`

use ideal::engine::CollectionItem;
use ideal::tables::collection_table;
use serde::Serialize;

use super::{compute, open, project, say_mark};
use crate::args::{DrawArgs, Format, GapsArgs};
use crate::exit::{FINE, Outcome};
use crate::render::{self, print, print_bytes, print_json, say};

#[derive(Serialize)]
struct Gaps<'a> {
    handling: String,
    gaps: &'a [CollectionItem],
}

pub fn gaps(args: &GapsArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let results = compute(&open(&project, DrawArgs::NONE, &[])?.acknowledge_red())?;
    say_mark(&results);
    let plan = results.collection_plan();
    let shown = plan.get(..args.top.unwrap_or(plan.len()).min(plan.len())).unwrap_or_default();
    match args.format {
        Format::Table => {
            say("value: places in the ranking of territories that one standard deviation of \
                 what is unknown is worth");
            let columns = [
                ("territory", 0),
                ("crime_area", 0),
                ("indicator", 0),
                ("node", 0),
                ("reason", 0),
                ("value", 3),
            ];
            print(&render::grid(&collection_table(shown), &columns))?;
            if shown.len() < plan.len() {
                say(&format!("{} of {}", shown.len(), plan.len()));
            }
        }
        Format::Csv => print_bytes(&collection_table(shown).csv())?,
        Format::Json => print_json(&Gaps { handling: results.mark.to_string(), gaps: shown })?,
    }
    Ok(FINE)
}
