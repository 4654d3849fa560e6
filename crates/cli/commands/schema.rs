//! `ideal schema` and `ideal completions`

use clap::CommandFactory;
use clap_complete::Shell;
use ideal::schema::{self, Schema};

use crate::args::{Cli, SchemaArgs, SchemaOf};
use crate::exit::{FINE, Outcome};
use crate::render::print_bytes;

pub fn schema(args: &SchemaArgs) -> Outcome {
    let text = match args.what {
        Some(SchemaOf::Assessment) => schema::text(Schema::Assessment)?,
        Some(SchemaOf::Method) => schema::text(Schema::Method)?,
        Some(SchemaOf::Mapping) => schema::text(Schema::Mapping)?,
        Some(SchemaOf::Evidence) => schema::text(Schema::Evidence)?,
        Some(SchemaOf::Sources) => schema::text(Schema::Sources)?,
        Some(SchemaOf::Territories) => schema::text(Schema::Territories)?,
        Some(SchemaOf::CrimeAreas) => schema::text(Schema::CrimeAreas)?,
        Some(SchemaOf::Indicators) => schema::text(Schema::Indicators)?,
        Some(SchemaOf::Results) => schema::text(Schema::Results)?,
        Some(SchemaOf::Compared) => schema::text(Schema::Compared)?,
        Some(SchemaOf::Tables) => schema::text(Schema::Tables)?,
        Some(SchemaOf::Calibration) => schema::text(Schema::Calibration)?,
        Some(SchemaOf::Groups) => schema::text(Schema::Groups)?,
        Some(SchemaOf::Links) => schema::text(Schema::Links)?,
        Some(SchemaOf::GroupRatings) => schema::text(Schema::GroupRatings)?,
        Some(SchemaOf::NoneFound) => schema::text(Schema::NoneFound)?,
        Some(SchemaOf::Weights) => schema::text(Schema::Weights)?,
        Some(SchemaOf::ProposedWeights) => schema::text(Schema::ProposedWeights)?,
        Some(SchemaOf::Agreement) => schema::text(Schema::Agreement)?,
        Some(SchemaOf::RoundStatus) => schema::text(Schema::RoundStatus)?,
        None => schema::all()?,
    };
    print_bytes(text.as_bytes())?;
    Ok(FINE)
}

pub fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ideal", &mut script);
    print_bytes(&script)?;
    Ok(FINE)
}
