//! `ideal export`

use ideal::Tlp;

use super::{audit, compute, open, project};
use crate::args::{DrawArgs, ExportArgs, ExportTo};
use crate::exit::{FINE, Outcome};
use crate::render::{print, say};

pub fn export(args: &ExportArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let mut assessment = open(&project, DrawArgs { draws: Some(0), seed: None }, &[])?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    let results = compute(&assessment)?;
    match args.format {
        ExportTo::Coinr => {
            let tables = results.coinr_tables(args.edition)?;
            let files = [("iData.csv".to_owned(), tables.data), ("iMeta.csv".to_owned(), tables.meta)];
            let ours: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
            audit::write(&args.dir, &files, &ours)?;
            say(&format!("{} units, {} indicators", tables.units, tables.indicators));
            if results.mark.tlp != Tlp::Clear {
                say(&results.mark.to_string());
            }
            for note in &tables.notes {
                say(&format!("note: {note}"));
            }
        }
    }
    print(&args.dir.display().to_string())?;
    Ok(FINE)
}
