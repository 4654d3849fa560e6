//! `ideal report`

use ideal::folder::spare_inputs;
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
    let results = compute(&assessment)?;
    let lang = results.assessment.languages.first().copied().unwrap_or(Lang::En);
    let html = output::report(results.behind(), lang, &Bar::new())?;
    ideal::folder::write_file(&args.out, html.as_bytes()).map_err(Failure::from)?;
    print(&args.out.display().to_string())?;
    Ok(FINE)
}
