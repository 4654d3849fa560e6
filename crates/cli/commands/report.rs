//! `ideal report`

use std::path::{Path, PathBuf};

use ideal::export::{FormatName, available, is_available};
use ideal::folder::{spare_inputs, write_beside, write_file};
use ideal::{Locale, output};

use super::{compute, open, project};
use crate::args::ReportArgs;
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::print;

pub fn report(args: &ReportArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let mut assessment = open(&project, args.audience, args.draw, &args.lang)?;
    if args.acknowledge.is_some() {
        assessment = assessment.acknowledge_red();
    }
    if let Some(date) = args.date {
        assessment = assessment.with_date(date);
    }
    let inputs: Vec<PathBuf> = match project.folder() {
        Some(folder) => {
            let read = assessment.inputs.iter().map(|i| folder.join(&i.path));
            read.chain([folder.join("assessment.toml")]).collect()
        }
        None => Vec::new(),
    };
    spare_inputs(&args.out, inputs.iter().cloned())?;
    let format = format(args)?;
    let several = assessment.languages.len() > 1 && args.lang.len() > 1;
    let languages: Vec<Locale> =
        assessment.languages.iter().copied().take(if several { usize::MAX } else { 1 }).collect();
    let targets: Vec<PathBuf> = match several {
        true => languages.iter().map(|&l| in_language(&args.out, format, l)).collect(),
        false => vec![args.out.clone()],
    };
    for target in &targets {
        spare_inputs(target, inputs.iter().cloned())?;
    }
    let results = compute(&assessment)?;
    let stem = args.out.file_stem().and_then(|s| s.to_str()).unwrap_or("report");
    // All is made before anything is written. The document of a language comes before what stands
    // beside it, which lies where the document says.
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let wanted = output::ReportFiles { languages: &languages, stem, format, pictures: args.png };
    output::report(results.behind(), &wanted, &Bar::new(), &mut |name, bytes| {
        files.push((name.to_owned(), bytes.to_vec()));
        Ok(())
    })?;
    let folder = args.out.parent().unwrap_or(Path::new(""));
    let mut free = targets.iter().peekable();
    for (name, bytes) in &files {
        match free.next_if(|_| !name.contains('/')) {
            Some(target) => write_file(target, bytes)?,
            None => write_beside(folder, name, bytes)?,
        }
    }
    for target in &targets {
        print(&target.display().to_string())?;
    }
    Ok(FINE)
}

/// A file with the language before its ending: `informe.es.html`.
fn in_language(out: &Path, format: FormatName, lang: Locale) -> PathBuf {
    let stem = out.file_stem().and_then(|s| s.to_str()).unwrap_or("report");
    let stated = out.extension().and_then(|e| e.to_str()).filter(|_| format != FormatName::Html);
    // Pages lead to one another by this ending.
    let ending = stated.unwrap_or("html");
    out.with_file_name(format!("{stem}.{lang}.{ending}"))
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
            let known = FormatName::from_word(ending).filter(|f| is_available(*f));
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
