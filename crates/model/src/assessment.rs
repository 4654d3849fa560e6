//! What the engine takes in: a project whose every code is resolved and whose evidence is checked.

mod check;
mod codes;
mod group_rows;

use std::sync::Arc;

use crate::audience::Release;
use crate::caveat::Caveat;
use crate::comparison::ComparisonRating;
use crate::crime_area::CrimeArea;
use crate::crime_group::GroupSheets;
use crate::date::Date;
use crate::evidence::{Evidence, InputFile};
use crate::finding::Finding;
use crate::handling::Mark;
use crate::ids::{EditionIx, TerritoryIx, list};
use crate::judgement::Judgement;
use crate::locale::Locale;
use crate::method::Method;
use crate::names::Names;
use crate::period::Period;
use crate::source::Source;
use crate::territory::{Group, Territory};

list!(Territory, TerritoryIx);
list!(Period, EditionIx);

/// Codes of a project beside those that ship and those that are assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredCodes {
    /// Of territories.
    pub territories: Vec<String>,
    /// Of crime areas.
    pub crime_areas: Vec<String>,
}

/// A resolved assessment.
#[derive(Clone, Debug)]
pub struct AssessmentInput {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Names,
    /// Editions, oldest first; the last is the one assessed.
    pub editions: Vec<Period>,
    /// Territories assessed, in code order, publishers' aggregates (kind `region`) among them.
    pub territories: Vec<Territory>,
    /// Crime areas assessed, in code order; empty with `unit = "territory"`.
    pub crime_areas: Vec<CrimeArea>,
    /// The method.
    pub method: Arc<Method>,
    /// SHA-256 of the method file's bytes, or of what stands for them, in hexadecimal.
    pub method_sha256: String,
    /// Path of the method file relative to the project, or the id of a shipped one.
    pub method_file: String,
    /// Whether the method is another than that of the file: built or changed in code. Its hash is
    /// then that of its content as JSON.
    pub method_modified: bool,
    /// Named groups that `[rollup.region] groups` asks for, each with its members among
    /// `territories`.
    pub groups: Vec<Group>,
    /// For each of `territories` its value in the group column that `[steps] impute` names; empty
    /// without such a step.
    pub impute_groups: Vec<Option<String>>,
    /// The evidence, all of it: also rows no leaf uses.
    pub evidence: Arc<Evidence>,
    /// Sources by id, as declared.
    pub sources: Vec<Source>,
    /// Mark the project sets for its output; the strictest row used may raise it.
    pub handling: Mark,
    /// Seed of all random draws.
    pub seed: u64,
    /// Number of draws.
    pub draws: u32,
    /// Languages of the report, the first being the main one.
    pub languages: Vec<Locale>,
    /// The date that stands on the cover of a report; none where none was given.
    pub date: Option<Date>,
    /// Files read, by path.
    pub inputs: Vec<InputFile>,
    /// Codes that the project declares, assessed or not: its method may name them.
    pub declared: DeclaredCodes,
    /// Warnings and notes of the check; no errors, or the project would not have been resolved.
    pub findings: Vec<Finding>,
    /// Where its scores are known to err, in the order of the file.
    pub caveats: Vec<Caveat>,
    /// Ratings that are no evidence and serve to compare raters, where the method asks for it.
    pub comparisons: Vec<ComparisonRating>,
    /// What experts said of weights, row by row.
    pub judgements: Vec<Judgement>,
    /// What it says of criminal groups.
    pub group_sheets: Arc<GroupSheets>,
    /// The audience it is made for, with what of the evidence was withheld from it; none where all
    /// of it was read.
    pub release: Option<Release>,
}

impl AssessmentInput {
    /// The most draws of an assessment. The error of a 5 % quantile is then that of the fourth
    /// digit, below what any other part of an assessment is known to.
    pub const MOST_DRAWS: u32 = 10_000_000;
}
