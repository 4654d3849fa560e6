//! `ideal export`

use ideal::folder::Destination;

use super::{compute, open, project, say_mark};
use crate::args::{DrawArgs, ExportArgs, ExportTo};
use crate::exit::{FINE, Outcome};
use crate::render::{print, say};

pub fn export(args: &ExportArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let destination =
        Destination::open_over(&args.dir, |path| path == "iData.csv" || path == "iMeta.csv")?;
    if let Some(folder) = project.folder() {
        destination.spare(folder)?;
    }
    let mut assessment = open(&project, args.audience, DrawArgs::NONE, &[])?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    let results = compute(&assessment)?;
    match args.format {
        ExportTo::Coinr => {
            let tables = results.coinr_tables(args.edition)?;
            destination.write("iData.csv", &tables.data)?;
            destination.write("iMeta.csv", &tables.meta)?;
            destination.commit()?;
            say(&format!("{} units, {} indicators", tables.units, tables.indicators));
            say_mark(&results);
            for note in &tables.notes {
                say(&format!("note: {note}"));
            }
        }
    }
    print(&args.dir.display().to_string())?;
    Ok(FINE)
}
