//! `ideal collect issue`

use ideal::collect::{self, IssueOptions, Issued};
use ideal::evidence::Update;

use super::receive::waiting;
use super::{opened, round_of, say_unranked};
use crate::args::IssueArgs;
use crate::commands::import::failure;
use crate::exit::{FINE, Outcome};
use crate::render::{print, say};

/// Rows that raters differ on and that are printed, at most.
const SHOWN: usize = 20;

pub fn issue(args: &IssueArgs) -> Outcome {
    let (folder, project) = opened(args.project.as_deref())?;
    // From here on nobody else writes: what goes out is made of one state of the project.
    let update = Update::begin(&folder, waiting).map_err(|e| failure(e, Some(&folder)))?;
    let round = round_of(&folder, &project, &args.round)?;
    let options = IssueOptions {
        panel: args.panel.clone(),
        second: args.second,
        threshold: args.threshold,
        xlsform: args.xlsform,
    };
    let issued = collect::issue(&update.files(), &project, &round, &options)?;
    if args.second {
        say_disagreements(&issued, args.threshold);
    }
    if issued.withheld > 0 {
        say(&format!(
            "{} reasons are in no workbook: they are marked above {}",
            issued.withheld, round.handling
        ));
    }
    if issued.not_summed > 0 {
        say(&format!(
            "{} ratings are summed up in no workbook: they are marked above {}",
            issued.not_summed, round.handling
        ));
    }
    if issued.previous_withheld > 0 {
        say(&format!(
            "{} figures of the edition before are in no workbook: they are marked above {}",
            issued.previous_withheld, round.handling
        ));
    }
    if issued.files.is_empty() {
        say("nothing to ask again: no workbook was made");
        return Ok(FINE);
    }
    say_unranked(&project, &round);
    if args.xlsform && round.weights.is_some() {
        say("the form does not ask for weights: only the workbooks do");
    }
    collect::put(update, &round, &issued, (&args.out, args.replace))?;
    let mark = round.handling;
    say(&format!(
        "{}, marked {mark}; copies in {}",
        counted(&issued),
        folder.join(collect::issued_path(&round.id)).display(),
    ));
    say(&format!(
        "send each to its panel by a channel that {mark} allows, with a pseudonym (R1, R2, ...) for \
         each rater; when they come back: `ideal collect receive {} --round {} FILE...`",
        folder.display(),
        round.id
    ));
    for file in &issued.files {
        print(&args.out.join(&file.name).display().to_string())?;
    }
    Ok(FINE)
}

/// How many files there are, and for how many panels.
fn counted(issued: &Issued) -> String {
    let several = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut panels: Vec<&str> = issued.files.iter().map(|f| f.panel.as_str()).collect();
    panels.dedup();
    format!("{} for {}", several(issued.files.len(), "file"), several(panels.len(), "panel"))
}

fn say_disagreements(issued: &Issued, threshold: Option<f64>) {
    let threshold = match threshold {
        Some(points) => format!("{points} points"),
        None => "a fifth of the scale".to_owned(),
    };
    say(&format!(
        "{} rows on which the quartiles of a panel lie more than {threshold} apart, or a rater twice \
         as far from the median",
        issued.disagreements.len()
    ));
    for d in issued.disagreements.iter().take(SHOWN) {
        let [low, high] = d.quartiles;
        say(&format!(
            "  {}: {} raters, median {}, quartiles {low} to {high}",
            d.row, d.raters, d.median
        ));
    }
    if issued.disagreements.len() > SHOWN {
        say(&format!("  and {} more", issued.disagreements.len() - SHOWN));
    }
}
