//! `ideal rank`

use ideal::Ranking;
use ideal::tables::{Rows, ranking_table};
use serde::Serialize;

use super::{compute, open, project, say_mark};
use crate::args::{By, Format, RankArgs};
use crate::exit::{FINE, Outcome};
use crate::render::{self, print, print_bytes, print_json, say};
use crate::speech::{of_names, tell};

#[derive(Serialize)]
struct Rankings<'t, 'a> {
    handling: String,
    rankings: Rows<'t, 'a>,
}

pub fn rank(args: &RankArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let languages = of_names(args.lang, args.format == Format::Table);
    let results =
        compute(&open(&project, args.audience, args.draw, &languages)?.acknowledge_red())?;
    let ranking = match args.by {
        By::Territories => Ranking::Territories,
        By::CrimeAreas => Ranking::CrimeAreas,
        By::Units => Ranking::Units,
    };
    let edition = results.edition(args.edition)?;
    let node = results.ranked_node(args.node.as_deref())?;
    let table = ranking_table(&results, ranking, Some((edition, node)));
    let handling = results.mark.to_string();
    match args.format {
        Format::Table => {
            let editions = &results.assessment.editions;
            let period = editions.get(edition.get()).map(ToString::to_string).unwrap_or_default();
            let id = results.assessment.method.nodes.get(node.get()).map_or("", |n| n.id.as_str());
            let of = [("unit", id), ("edition", period.as_str()), ("mark", handling.as_str())];
            say(&tell("explain-edition", &of));
            print(&render::ranking(&table, &results))?;
            if results.ranking(ranking).next().is_none() {
                say(&tell("terminal-nothing-ranked", &[]));
            }
            if results.draws == 0 && ranking == Ranking::CrimeAreas {
                say(&tell("terminal-rank-no-draws", &[]));
            }
        }
        Format::Csv => {
            say_mark(&results);
            print_bytes(&table.csv())?;
        }
        Format::Json => print_json(&Rankings { handling, rankings: table.rows() })?,
    }
    Ok(FINE)
}
