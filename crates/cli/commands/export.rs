//! `ideal export`

use ideal::folder::Destination;
use ideal::{Assessment, ExchangeFormat, GroupExchange, Project, Tlp};

use super::{compute, open, project, say_mark};
use crate::args::{DrawArgs, ExportArgs, ExportTo};
use crate::exit::{FINE, Failure, Outcome};
use crate::render::{print, say};

pub fn export(args: &ExportArgs) -> Outcome {
    match args.format {
        ExportTo::Coinr => coinr(args),
        ExportTo::Ftm => groups(args, ExchangeFormat::FollowTheMoney),
        ExportTo::Stix => groups(args, ExchangeFormat::Stix),
    }
}

fn coinr(args: &ExportArgs) -> Outcome {
    if args.date.is_some() {
        return Err(Failure::input("`--date` is of `export stix`: COINr's tables have none", None));
    }
    let project = project(args.project.as_deref());
    let ours = |path: &str| path == "iData.csv" || path == "iMeta.csv";
    let destination = destination(args, &project, ours)?;
    let results = compute(&assessment(args, &project)?)?;
    let tables = results.coinr_tables(args.edition)?;
    destination.write("iData.csv", &tables.data)?;
    destination.write("iMeta.csv", &tables.meta)?;
    destination.commit()?;
    say(&format!("{} units, {} indicators", tables.units, tables.indicators));
    say_mark(&results);
    for note in &tables.notes {
        say(&format!("note: {note}"));
    }
    print(&args.dir.display().to_string())?;
    Ok(FINE)
}

fn groups(args: &ExportArgs, format: ExchangeFormat) -> Outcome {
    if args.edition.is_some() {
        let hint = "each group says itself since and until when it was there";
        let message = "`--edition` is of `export coinr`: sheets of groups are of no edition";
        return Err(Failure::input(message, Some(hint)));
    }
    if args.date.is_some() && format != ExchangeFormat::Stix {
        let message = "`--date` is of `export stix`: FollowTheMoney dates no export";
        return Err(Failure::input(message, None));
    }
    let project = project(args.project.as_deref());
    let ours: fn(&str) -> bool = match format {
        ExchangeFormat::FollowTheMoney => |path: &str| {
            path == ExchangeFormat::FollowTheMoney.file() || path == GroupExchange::SUMMARY
        },
        ExchangeFormat::Stix => {
            |path: &str| path == ExchangeFormat::Stix.file() || path == GroupExchange::SUMMARY
        }
    };
    let destination = destination(args, &project, ours)?;
    let mut assessment = assessment(args, &project)?;
    if let Some(date) = args.date {
        assessment = assessment.with_date(date);
    }
    let written = assessment.group_exchange(format)?;
    destination.write(format.file(), &written.bytes)?;
    destination.write(GroupExchange::SUMMARY, written.summary().as_bytes())?;
    destination.commit()?;
    say(&format!("{} organisations, {} relations", written.organisations, written.relations));
    if written.mark.tlp != Tlp::Clear || written.mark.exercise {
        say(&written.mark.to_string());
    }
    for note in &written.notes {
        say(&format!("note: {note}"));
    }
    print(&args.dir.display().to_string())?;
    Ok(FINE)
}

/// The folder to write into, which may hold an earlier export and nothing else.
fn destination(
    args: &ExportArgs,
    project: &Project,
    ours: fn(&str) -> bool,
) -> Result<Destination, Failure> {
    let destination = Destination::open_over(&args.dir, ours)?;
    if let Some(folder) = project.folder() {
        destination.spare(folder)?;
    }
    Ok(destination)
}

fn assessment(args: &ExportArgs, project: &Project) -> Result<Assessment, Failure> {
    let assessment = open(project, args.audience, DrawArgs::NONE, &[])?;
    Ok(if args.acknowledge.is_some() { assessment.acknowledge_red() } else { assessment })
}
