//! `ideal collect plan`

use ideal::Assessment;
use ideal::collect;

use super::receive::waiting;
use super::{folder_of, say_unranked};
use crate::args::PlanArgs;
use crate::exit::{FINE, Outcome};
use crate::render::{print, say};

pub fn plan(args: &PlanArgs) -> Outcome {
    let (folder, project) = folder_of(args.project.as_deref())?;
    // A project may wait for its first round with no evidence at all.
    let project = Assessment::before_file(&project, &collect::round_path(&args.round))?;
    let planned = collect::plan(&folder, &project, &args.round, waiting)?;
    let round = &planned.round;
    let rows: Vec<usize> = round.panels.iter().map(|p| collect::rows(round, p).len()).collect();
    let (least, most) = (rows.iter().min().unwrap_or(&0), rows.iter().max().unwrap_or(&0));
    say(&format!(
        "round {} of edition {}: {} panels, {} items, {} vignettes; {} rows per rater",
        round.id,
        round.edition,
        round.panels.len(),
        round.items.len(),
        round.vignettes.len(),
        if least == most { least.to_string() } else { format!("{least} to {most}") },
    ));
    if !planned.idle.is_empty() {
        say(&format!(
            "no score uses {}: the method gives {} no weight; give it one, or delete the item and its \
             vignettes",
            planned.idle.join(", "),
            if planned.idle.len() == 1 { "it" } else { "them" },
        ));
    }
    say_unranked(&project, round);
    say("questions, anchors and vignettes are drafts: read them, and edit them together with the \
         panels, their languages and the raters expected");
    say(&format!(
        "then `ideal collect issue {} --round {} --out DIR` makes the workbooks",
        folder.display(),
        round.id
    ));
    print(&planned.path.display().to_string())?;
    Ok(FINE)
}
