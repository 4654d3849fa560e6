//! Scores beside another index (OECD/JRC Handbook, step 9, "links to other indicators"): do they
//! agree, and who lies far from the line?

use ideal_composite::cluster::ClusterBootstrap;
use ideal_composite::correlate::{Kind, correlation};
use ideal_composite::regress::line;
use ideal_model::{EditionIx, NodeIx, OtherIndex, UnitIx};
use serde::Serialize;

use super::resamples::of_territories;
use crate::analyse::edition_table::AuditObject;
use crate::run::Run;

/// A point is an outlier whose standardised residual is this large or larger.
pub const OUTLYING: f64 = 2.0;

/// The scores of an edition beside another index.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Against {
    /// The file.
    pub file: String,
    /// Head of its column.
    pub column: String,
    /// Values given.
    pub given: usize,
    /// Those of territories or crime areas that the edition does not have.
    pub elsewhere: usize,
    /// A line per node: the root, then its children that are nodes; cells before territories.
    pub nodes: Vec<AgainstNode>,
    /// The points behind them, nodes in the same order, territories by code.
    pub points: Vec<AgainstPoint>,
}

/// How the scores of a node go with the other index. Intervals and p by a bootstrap over
/// territories; null under ten of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AgainstNode {
    /// Node.
    pub node: String,
    /// Whose scores.
    pub object: AuditObject,
    /// How many have a score and a value.
    pub n: usize,
    /// Territories among them.
    pub territories: usize,
    /// Pearson's coefficient; null under two points, or where one of the two does not vary.
    pub r: Option<f64>,
    /// Lower end of its 95 % interval.
    pub low: Option<f64>,
    /// Upper end of its 95 % interval.
    pub high: Option<f64>,
    /// Two-sided p value of no correlation.
    pub p: Option<f64>,
    /// Spearman's coefficient: that of the ranks.
    pub spearman: Option<f64>,
    /// Lower end of its 95 % interval.
    pub spearman_low: Option<f64>,
    /// Upper end of its 95 % interval.
    pub spearman_high: Option<f64>,
    /// Kendall's tau-b.
    pub kendall: Option<f64>,
    /// Lower end of its 95 % interval.
    pub kendall_low: Option<f64>,
    /// Upper end of its 95 % interval.
    pub kendall_high: Option<f64>,
    /// The least-squares line of the score over the other value: score at 0.
    pub intercept: Option<f64>,
    /// Points of score for one more of the other.
    pub slope: Option<f64>,
}

/// A score and the other's value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AgainstPoint {
    /// Node.
    pub node: String,
    /// Whose score.
    pub object: AuditObject,
    /// Territory.
    pub territory: String,
    /// Crime area; `*` for the territory as a whole.
    pub crime_area: String,
    /// The score as it is published, not turned round.
    pub score: f64,
    /// The other's value.
    pub other: f64,
    /// Standardised residual from the line: above 0 the score is higher than the other value lets
    /// expect. Null under three points.
    pub residual: Option<f64>,
    /// Its size is [`OUTLYING`] or more.
    pub outlier: bool,
}

/// Why scores cannot be put beside another index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgainstError {
    /// The edition does not exist.
    #[error("the edition is not assessed")]
    Edition,
    /// No value is of a unit with a score of the root or of one of its children.
    #[error(
        "nothing in common: of {given} values {elsewhere} are of territories or crime areas that \
         the edition does not have, and none of the others has a score beside it"
    )]
    Nothing {
        /// Values given.
        given: usize,
        /// Of units that the edition does not have.
        elsewhere: usize,
    },
}

/// A unit with the other's value.
type Met = (UnitIx, AuditObject, f64);

/// Compares the root and its children in an edition with another index: its values of territories
/// with their roll-ups, those of crime areas with cells.
///
/// # Errors
/// [`AgainstError`].
pub fn compare_with(
    run: &Run,
    edition: EditionIx,
    other: &OtherIndex,
) -> Result<Against, AgainstError> {
    let results = &run.results;
    let method = &results.assessment.method;
    let period = *results.assessment.editions.get(edition.get()).ok_or(AgainstError::Edition)?;
    let met: Vec<Met> = other
        .values
        .iter()
        .filter_map(|v| {
            let area = v.crime_area.as_deref().unwrap_or("*");
            let unit = results.find_unit(&v.territory, area, period)?;
            let object = if area == "*" { AuditObject::Territories } else { AuditObject::Cells };
            (!results.is_region(unit)).then_some((unit, object, v.value))
        })
        .collect();
    let elsewhere = other.values.len() - met.len();
    let bootstrap = of_territories(results.assessment.seed);
    let mut found = Against {
        file: other.file.clone(),
        column: other.column.clone(),
        given: other.values.len(),
        elsewhere,
        ..Against::default()
    };
    for &(_, object) in AuditObject::ALL {
        let mut of_object: Vec<Met> = met.iter().filter(|m| m.1 == object).copied().collect();
        of_object.sort_by_key(|m| m.0);
        if of_object.is_empty() {
            continue;
        }
        for node in method.ranked_nodes() {
            let (line, points) = compared(run, node, &of_object, object, &bootstrap);
            found.nodes.push(line);
            found.points.extend(points);
        }
    }
    if found.points.is_empty() {
        return Err(AgainstError::Nothing { given: found.given, elsewhere });
    }
    Ok(found)
}

/// One node beside the other index.
fn compared(
    run: &Run,
    node: NodeIx,
    met: &[Met],
    object: AuditObject,
    bootstrap: &ClusterBootstrap,
) -> (AgainstNode, Vec<AgainstPoint>) {
    let results = &run.results;
    let id = results.assessment.method.nodes[node].id.clone();
    let score = |unit| results.node(unit, node).and_then(|n| n.score);
    let known: Vec<(UnitIx, f64, f64)> =
        met.iter().filter_map(|&(u, _, value)| Some((u, score(u)?, value))).collect();
    let scores: Vec<f64> = known.iter().map(|k| k.1).collect();
    let others: Vec<f64> = known.iter().map(|k| k.2).collect();
    let territory: Vec<usize> = known.iter().map(|k| results.units[k.0].place.get()).collect();
    let inferred = |kind| bootstrap.correlation(&others, &scores, &territory, kind);
    let [pearson, spearman, kendall] = [Kind::Pearson, Kind::Spearman, Kind::Kendall].map(inferred);
    let coefficient = |kind| correlation(&others, &scores, kind);
    let fit = line(&others, &scores);
    let residuals = fit.as_ref().map(|f| f.residuals.as_slice()).unwrap_or_default();
    let points = known
        .iter()
        .enumerate()
        .map(|(k, &(unit, score, other))| {
            let residual = residuals.get(k).copied().flatten();
            AgainstPoint {
                node: id.clone(),
                object,
                territory: results.place_code(unit).to_owned(),
                crime_area: results.area_code(unit).to_owned(),
                score,
                other,
                residual,
                outlier: residual.is_some_and(|r| r.abs() >= OUTLYING),
            }
        })
        .collect();
    let mut places = territory.clone();
    places.dedup();
    let line = AgainstNode {
        node: id,
        object,
        n: known.len(),
        territories: places.len(),
        r: coefficient(Kind::Pearson),
        low: pearson.map(|i| i.low),
        high: pearson.map(|i| i.high),
        p: pearson.map(|i| i.p),
        spearman: coefficient(Kind::Spearman),
        spearman_low: spearman.map(|i| i.low),
        spearman_high: spearman.map(|i| i.high),
        kendall: coefficient(Kind::Kendall),
        kendall_low: kendall.map(|i| i.low),
        kendall_high: kendall.map(|i| i.high),
        intercept: fit.as_ref().map(|f| f.intercept),
        slope: fit.as_ref().map(|f| f.slope),
    };
    (line, points)
}
