//! `ideal report`

use std::path::Path;

use ideal::export::{FormatName, available};
use ideal::folder::{spare_inputs, write_beside, write_file};
use ideal::{Lang, output};

use super::{compute, open, project};
use crate::args::ReportArgs;
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::print;

pub fn report(args: &ReportArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let languages: Vec<Lang> = args.lang.into_iter().collect();
    let mut assessment = open(&project, args.audience, args.draw, &languages)?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    if let Some(folder) = project.folder() {
        let inputs = assessment.inputs.iter().map(|i| folder.join(&i.path));
        spare_inputs(&args.out, inputs.chain([folder.join("assessment.toml")]))?;
    }
    let format = format(args)?;
    let results = compute(&assessment)?;
    let lang = results.assessment.languages.first().copied().unwrap_or(Lang::En);
    // The document itself comes first; what stands beside it lies where the document says.
    let folder = args.out.parent().unwrap_or(Path::new(""));
    let mut first = true;
    let what = (format, args.png);
    output::report(results.behind(), lang, what, &Bar::new(), &mut |name, bytes| {
        if std::mem::take(&mut first) {
            Ok(write_file(&args.out, bytes)?)
        } else {
            Ok(write_beside(folder, name, bytes)?)
        }
    })?;
    print(&args.out.display().to_string())?;
    Ok(FINE)
}

/// The format that is asked for, or that the file is named after.
fn format(args: &ReportArgs) -> Result<FormatName, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let ending = args.out.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase();
    match ending.as_str() {
        "htm" | "" => Ok(FormatName::Html),
        ending => {
            let known = FormatName::from_word(ending).filter(|f| available().any(|a| a == *f));
            known.ok_or_else(|| {
                let names: Vec<&str> = available().map(FormatName::word).collect();
                let message =
                    format!("`.{ending}` is no format of a report that this build writes");
                let mut hint = format!("name the file .{}", names.join(", ."));
                if ending == FormatName::Png.word() {
                    hint.push_str("; --png draws the charts of a report beside it");
                }
                Failure::input(message, Some(&hint))
            })
        }
    }
}
