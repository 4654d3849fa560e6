//! JSON Schema (draft 2020-12) of the files a user writes and of what programs read: `results.json`
//! and the tables beside it. That of a table a user writes is of its rows.
//!
//! Editors complete and check TOML with them. The program itself does not: its own checks say more,
//! and name the line.

mod inputs;
mod results;
mod round_status;
mod weights;

use ideal_composite::agreement::{Level, Undefined};
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::tables::columns::{
    CALIBRATION_MEASURES, CALIBRATION_TERCILES, ColumnType, Declared, FAMILIES, TableColumns,
};

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `assessment.toml`
    Assessment,
    /// `method.toml`
    Method,
    /// `results.json`
    Results,
    /// A table of a result as JSON.
    Tables,
    /// What `ideal compare` finds, as JSON.
    Compared,
    /// What `ideal calibrate` finds, as JSON.
    Calibration,
    /// What `ideal agreement` finds, as JSON.
    Agreement,
    /// A mapping of `ideal import mapping`.
    Mapping,
    /// Tidy evidence.
    Evidence,
    /// `sources.csv`
    Sources,
    /// `territories.csv`
    Territories,
    /// `crime_areas.csv`
    CrimeAreas,
    /// `indicators.csv`
    Indicators,
    /// `weights.csv`
    Weights,
    /// `groups.csv`
    Groups,
    /// `links.csv`
    Links,
    /// `group_ratings.csv`
    GroupRatings,
    /// `none_found.csv`
    NoneFound,
    /// What `ideal weights` finds, as JSON.
    ProposedWeights,
    /// What `ideal collect status` finds, as JSON.
    RoundStatus,
}

impl Schema {
    /// All of them, by name.
    pub const ALL: [(&'static str, Schema); 20] = [
        ("assessment", Schema::Assessment),
        ("method", Schema::Method),
        ("results", Schema::Results),
        ("tables", Schema::Tables),
        ("compared", Schema::Compared),
        ("calibration", Schema::Calibration),
        ("agreement", Schema::Agreement),
        ("mapping", Schema::Mapping),
        ("evidence", Schema::Evidence),
        ("sources", Schema::Sources),
        ("territories", Schema::Territories),
        ("crime_areas", Schema::CrimeAreas),
        ("indicators", Schema::Indicators),
        ("weights", Schema::Weights),
        ("groups", Schema::Groups),
        ("links", Schema::Links),
        ("group_ratings", Schema::GroupRatings),
        ("none_found", Schema::NoneFound),
        ("proposed_weights", Schema::ProposedWeights),
        ("round_status", Schema::RoundStatus),
    ];

    fn name(self) -> &'static str {
        Schema::ALL.iter().find(|(_, s)| *s == self).map_or("", |(name, _)| name)
    }
}

/// The schema of a file, as JSON text.
///
/// ```
/// use ideal::schema::{Schema, text};
/// assert!(text(Schema::Method)?.contains("\"goalposts\""));
/// # Ok::<(), ideal::Error>(())
/// ```
///
/// # Errors
/// [`Error::Json`], for which there is no occasion.
pub fn text(schema: Schema) -> Result<String, Error> {
    match schema {
        Schema::Assessment => Ok(include_str!("assessment.json").to_owned()),
        Schema::Method => Ok(include_str!("method.json").to_owned()),
        Schema::Results => Ok(serde_json::to_string_pretty(&results::results())?),
        Schema::Tables => Ok(serde_json::to_string_pretty(&results::tables())?),
        Schema::Compared => Ok(serde_json::to_string_pretty(&results::compared())?),
        Schema::Calibration => Ok(serde_json::to_string_pretty(&calibration())?),
        Schema::ProposedWeights => Ok(serde_json::to_string_pretty(&weights::proposed())?),
        Schema::RoundStatus => Ok(serde_json::to_string_pretty(&round_status::round_status())?),
        Schema::Agreement => Ok(serde_json::to_string_pretty(&agreement())?),
        Schema::Mapping => Ok(serde_json::to_string_pretty(&inputs::mapping())?),
        table => Ok(serde_json::to_string_pretty(&inputs::table(table.name()))?),
    }
}

/// All schemas, as one JSON object with a key for each file.
///
/// # Errors
/// [`Error::Json`], for which there is no occasion.
pub fn all() -> Result<String, Error> {
    let mut out = Map::new();
    for (name, schema) in Schema::ALL {
        out.insert(name.to_owned(), serde_json::from_str(&text(schema)?)?);
    }
    Ok(serde_json::to_string_pretty(&out)?)
}

/// The schema of what `calibrate` finds: its tables, row by row, and how it was found.
fn calibration() -> Value {
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    let rows = |table: &TableColumns| json!({ "type": "array", "items": row(table) });
    let properties = json!({
        "handling": { "type": "string", "description": "The strictest handling mark among project and rows used." },
        "edition": { "type": "string", "description": "Edition whose scores are judged; hidden leaves are of every edition." },
        "level": { "type": "number", "description": "Nominal level of the intervals, 0 to 1." },
        "deletions": {
            "type": "array",
            "items": {
                "type": "object", "required": ["withheld", "share"],
                "properties": { "withheld": { "enum": ["rows", "series"] }, "share": { "type": "number", "minimum": 0, "maximum": 0.9 } }
            }
        },
        "replications": count("Times that each deletion was made."),
        "draws": count("Draws of each run."),
        "seed": count("Seed."),
        "rows": count("Rows of known evidence that could be deleted."),
        "series": count("Series of known evidence, an indicator in a territory each."),
        "runs": count("Reduced runs that were judged."),
        "failed": count("Reduced runs that had no result."),
        "folds": count("Parts that leaves were hidden in, one part at a time."),
        "unforetold": count("Hidden leaves that nothing foretells."),
        "measures": rows(&CALIBRATION_MEASURES),
        "terciles": rows(&CALIBRATION_TERCILES)
    });
    // The mark stands in the file and what is printed alone.
    let required: Vec<&String> = properties
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .filter(|k| *k != "handling")
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "calibration",
        "description": "How well draws foretell evidence that was withheld: what `ideal calibrate --format json` prints.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false
    })
}

/// The schema of what `agreement` finds.
fn agreement() -> Value {
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    let maybe =
        |about: &str| json!({ "type": ["integer", "null"], "minimum": 0, "description": about });
    let at_most_1 =
        |about: &str| json!({ "type": ["number", "null"], "maximum": 1, "description": about });
    let share = |about: &str| {
        let mut out = at_most_1(about);
        out.as_object_mut().map(|keys| keys.insert("minimum".to_owned(), json!(0)));
        out
    };
    let properties = json!({
        "level": {
            "enum": Level::ALL.map(|(word, _)| word),
            "description": "Level of measurement of the figures."
        },
        "units": count("Units with a rating."),
        "raters": count("Raters with a rating."),
        "pairable": count("Ratings that stand beside another of the same unit."),
        "missing": count("Rows without a rating."),
        "alpha": at_most_1(
            "Krippendorff's alpha: 1 for raters who agree on every unit, 0 for what chance gives."
        ),
        "alpha_low": at_most_1("Lower end of its 95 % interval, by a bootstrap over units."),
        "alpha_high": at_most_1("Upper end of its 95 % interval."),
        "icc_a1": at_most_1(
            "ICC(A,1): absolute agreement of single ratings, two-way random model."
        ),
        "icc_ak": at_most_1("ICC(A,k): the same of the mean of all raters."),
        "kendall_w": share(
            "Kendall's W, corrected for ties: 1 for raters who put the units in one order."
        ),
        "w_p": share("p value of W: that unrelated orders would agree as much."),
        "icc_a1_low": at_most_1("Lower end of the 95 % interval of icc_a1."),
        "icc_a1_high": at_most_1("Upper end of the 95 % interval of icc_a1."),
        "icc_ak_low": at_most_1("Lower end of the 95 % interval of icc_ak."),
        "icc_ak_high": at_most_1("Upper end of the 95 % interval of icc_ak."),
        "icc_units": maybe("Units that all raters rated, on which the two ICC rest."),
        "w_raters": maybe("Raters who rated all units, on whom W rests."),
        "reasons": {
            "type": "object",
            "description": "Why a figure is null, by its name.",
            "additionalProperties": { "enum": Undefined::ALL.map(Undefined::word) }
        }
    });
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "agreement",
        "description": "How far raters agree: what `ideal agreement --format json` prints.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false
    })
}

fn row(table: &TableColumns) -> Value {
    let columns = table.columns;
    let properties: Map<String, Value> =
        columns.iter().map(|c| (c.name.to_owned(), column(c))).collect();
    let required: Vec<&str> = columns.iter().filter(|c| !c.needs_draws).map(|c| c.name).collect();
    let families: Map<String, Value> = FAMILIES
        .iter()
        .map(|f| {
            (format!("^{}", f.prefix), json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1, "description": f.about }))
        })
        .collect();
    json!({ "type": "object", "required": required, "properties": properties, "patternProperties": families, "additionalProperties": false })
}

fn column(declared: &Declared) -> Value {
    let about = declared.about;
    match declared.kind {
        ColumnType::Text => json!({ "type": ["string", "null"], "description": about }),
        ColumnType::Number => json!({ "type": ["number", "null"], "description": about }),
        ColumnType::Count => {
            json!({ "type": ["integer", "null"], "minimum": 0, "description": about })
        }
        ColumnType::Flag => json!({ "type": ["boolean", "null"], "description": about }),
    }
}
