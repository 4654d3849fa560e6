//! `ideal groups`

use ideal::engine::GroupsBy;
use ideal::tables::{Rows, group_matrix_table, group_ranking_table};
use ideal::{GroupOptions, Groups, RankedGroup, Tlp};
use serde::Serialize;

use super::{open, project};
use crate::args::{
    DrawArgs, Format, GroupsArgs, GroupsCommand, GroupsExplainArgs, GroupsMatrixArgs,
    GroupsRankArgs, GroupsWithin,
};
use crate::exit::{FINE, Failure, Outcome};
use crate::progress::Bar;
use crate::render::{self, print, print_bytes, print_json, say};

/// What `groups rank` prints for programs.
#[derive(Serialize)]
struct Ranked<'g> {
    handling: String,
    method: &'g str,
    maximum: f64,
    by: GroupsBy,
    draws: u32,
    groups: Vec<RankedGroup<'g>>,
}

/// What `groups matrix` prints for programs.
#[derive(Serialize)]
struct Matrix<'g, 't> {
    handling: String,
    method: &'g str,
    maximum: f64,
    matrix: Rows<'t, 'g>,
}

pub fn run(command: &GroupsCommand) -> Outcome {
    match command {
        GroupsCommand::Rank(args) => rank(args),
        GroupsCommand::Explain(args) => explain(args),
        GroupsCommand::Matrix(args) => matrix(args),
    }
}

fn rank(args: &GroupsRankArgs) -> Outcome {
    let by = match args.by {
        None => GroupsBy::All,
        Some(GroupsWithin::Area) => GroupsBy::Area,
        Some(GroupsWithin::Territory) => GroupsBy::Territory,
    };
    let found = find(args.project.as_deref(), &args.groups, by, args.groups.draw)?;
    match args.groups.format {
        Format::Table => {
            say_head(&found);
            print(&render::groups(&found))?;
        }
        Format::Csv => {
            say_mark(&found);
            print_bytes(&group_ranking_table(&found).csv())?;
        }
        Format::Json => print_json(&Ranked {
            handling: found.mark().to_string(),
            method: &found.ranking().method.id,
            maximum: found.ranking().method.maximum(),
            by,
            draws: found.ranking().draws,
            groups: found.ranked().collect(),
        })?,
    }
    Ok(FINE)
}

fn explain(args: &GroupsExplainArgs) -> Outcome {
    let found = find(args.project.as_deref(), &args.groups, GroupsBy::All, args.groups.draw)?;
    let group = found.explain(&args.group)?;
    match args.groups.format {
        Format::Table => {
            say_head(&found);
            print(&render::group(&group))?;
        }
        Format::Csv => {
            say_mark(&found);
            print_bytes(&render::group_rows(&group).csv())?;
        }
        Format::Json => print_json(&group)?,
    }
    Ok(FINE)
}

fn matrix(args: &GroupsMatrixArgs) -> Outcome {
    // Nothing that is printed comes from the draws.
    let found = find(args.project.as_deref(), &args.groups, GroupsBy::All, DrawArgs::NONE)?;
    let table = group_matrix_table(&found);
    match args.groups.format {
        Format::Table => {
            say_head(&found);
            print(&render::group_matrix(&found))?;
        }
        Format::Csv => {
            say_mark(&found);
            print_bytes(&table.csv())?;
        }
        Format::Json => print_json(&Matrix {
            handling: found.mark().to_string(),
            method: &found.ranking().method.id,
            maximum: found.ranking().method.maximum(),
            matrix: table.rows(),
        })?,
    }
    Ok(FINE)
}

fn find(
    named: Option<&std::path::Path>,
    args: &GroupsArgs,
    by: GroupsBy,
    draw: DrawArgs,
) -> Result<Groups, Failure> {
    let assessment = open(&project(named), args.audience, draw, &[])?.acknowledge_red();
    let options = GroupOptions { method: args.method.clone(), by };
    Ok(assessment.groups_with(&options, &Bar::new())?)
}

/// What the numbers are out of, and the mark.
fn say_head(found: &Groups) {
    let ranking = found.ranking();
    let method = &ranking.method;
    say(&format!("{}, {} points at most, {}", method.id, method.maximum(), found.mark()));
}

/// The mark that what is printed must carry, where it asks anything of the reader.
fn say_mark(found: &Groups) {
    if found.mark().tlp != Tlp::Clear {
        say(&found.mark().to_string());
    }
}
