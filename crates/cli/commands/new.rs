//! `ideal new`

use crate::args::NewArgs;
use crate::exit::{FINE, Outcome};
use crate::render::{print, say};

pub fn new(args: &NewArgs) -> Outcome {
    let dir = args.dir.display();
    if args.exercise {
        ideal::create::exercise(&args.dir)?;
        say(&format!(
            "EXERCISE: three invented countries and a round of ratings to practise with; read \
             {dir}/README.md, then `ideal collect issue {dir} --round 1 --out books`"
        ));
        print(&dir.to_string())?;
        return Ok(FINE);
    }
    match &args.method {
        None => {
            ideal::create::demonstration(&args.dir)?;
            say(&format!(
                "the demonstration as a project of your own: read {dir}/README.md and LICENCES.md, \
                 edit method.toml, then `ideal run {dir}`"
            ));
            // Code and data have different terms; whoever copies the data should see them once
            // without opening a file.
            say("the data have licences of their own, per source (details and doubts in \
                 LICENCES.md):");
            for source in &ideal::Assessment::demo()?.sources {
                say(&format!("  {:<18} {} - {}", source.id, source.publisher, source.licence));
            }
        }
        Some(id) => {
            let round = ideal::create::for_method(&args.dir, id)?;
            say(&format!(
                "an empty project for the method {id}: `ideal import SOURCE FILE --into {dir}`, or \
                 add tables to {dir}/evidence; then `ideal run {dir}`"
            ));
            if let Some(round) = round {
                say(&format!(
                    "what the method asks of experts is planned as round {round}: edit \
                     {dir}/rounds/{round}/round.toml, then `ideal collect issue {dir} --round {round} \
                     --out books` makes the workbooks"
                ));
            }
        }
    }
    print(&dir.to_string())?;
    Ok(FINE)
}
