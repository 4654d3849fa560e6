//! `ideal explain`

use ideal::report::Sentences;
use ideal::{Error, Lang};

use super::{compute, open, project};
use crate::args::{ExplainArgs, Format};
use crate::exit::{FINE, Outcome};
use crate::render::{self, print, print_bytes, print_json};
use crate::speech;

pub fn explain(args: &ExplainArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let languages = speech::of_names(args.lang, args.format == Format::Table);
    // Nothing an explanation prints comes from the draws, unless they are asked for.
    let draw = crate::args::DrawArgs { draws: Some(args.draw.draws.unwrap_or(0)), ..args.draw };
    let results = compute(&open(&project, args.audience, draw, &languages)?.acknowledge_red())?;
    let explanation = results.explain(&args.unit, args.edition)?;
    let lang = results.assessment.languages.first().copied().unwrap_or(Lang::En.into());
    match args.format {
        Format::Table => {
            let method = &results.assessment.method;
            let sentences = Sentences::new(method, lang)
                .map_err(|source| Error::Report { language: lang.to_string(), source })?;
            print(&render::tree(&explanation, method, lang.lang, &sentences)?)?;
        }
        Format::Csv => print_bytes(&render::flat(&explanation).csv())?,
        Format::Json => print_json(&explanation)?,
    }
    Ok(FINE)
}
