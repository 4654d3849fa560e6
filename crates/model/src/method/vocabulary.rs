//! The words by which a method file names the functions of the mathematics, one line a function.
//!
//! The functions themselves are those of `ideal_composite`; a method holds them as they are. What
//! is added here is their names, and for normalisations what else a method says about each.

use ideal_composite::aggregate::{Mean, Penalty};
use ideal_composite::impute::{Fill, Statistic};
use ideal_composite::normalise::{Direction, Normalise as Function};
use ideal_composite::rank::Ties;
use ideal_composite::treat::Transform;
use ideal_composite::weight::experts::Pool;

use super::steps::{Impute, ImputeWord};
use super::transformation::ValueTransform;
use crate::published::shortest;

/// Means without a parameter; the word alone of a Mazziotta-Pareto mean subtracts, as its authors'
/// index of well-being does. `{ power = p }` is a mean, too.
pub const MEANS: [(&str, Mean); 7] = [
    ("arithmetic", Mean::Arithmetic),
    ("geometric", Mean::Geometric),
    ("harmonic", Mean::Harmonic),
    ("median", Mean::Median),
    ("min", Mean::Min),
    ("max", Mean::Max),
    ("mazziotta_pareto", Mean::MazziottaPareto(Penalty::Subtract)),
];

/// Which way a Mazziotta-Pareto mean's penalty counts.
pub const PENALTIES: [(&str, Penalty); 2] =
    [("subtract", Penalty::Subtract), ("add", Penalty::Add)];

/// A mean as a method file says it: `arithmetic`, `power 2`, `mazziotta_pareto add`.
#[must_use]
pub fn mean_in_words(mean: Mean) -> String {
    match mean {
        Mean::Power(p) => format!("power {}", shortest(p)),
        Mean::MazziottaPareto(penalty) => {
            format!("mazziotta_pareto {}", word_of(&PENALTIES, penalty))
        }
        Mean::Own(own) => format!("own {}", own.name()),
        other => word_of(&MEANS, other).to_owned(),
    }
}

/// Transformations of a denominated value.
pub const VALUE_TRANSFORMS: [(&str, ValueTransform); 3] = [
    ("log", ValueTransform::Log),
    ("log1p", ValueTransform::Log1p),
    ("sqrt", ValueTransform::Sqrt),
];

/// A transformation of a denominated value as a method file says it.
#[must_use]
pub fn value_transform_in_words(transform: ValueTransform) -> String {
    match transform {
        ValueTransform::Own(own) => format!("own {}", own.name()),
        declared => word_of(&VALUE_TRANSFORMS, declared).to_owned(),
    }
}

/// How the weights of experts become one set.
pub const POOLS: [(&str, Pool); 2] =
    [("geometric", Pool::Geometric), ("arithmetic", Pool::Arithmetic)];

/// Which way an indicator points.
pub const DIRECTIONS: [(&str, Direction); 2] = [("up", Direction::Up), ("down", Direction::Down)];

/// What a word for `normalise` means, and what has to be said beside it.
#[derive(Clone, Copy, Debug)]
pub enum NormaliseWord {
    /// The indicator's own posts.
    Goalposts,
    /// Values that are scores already.
    None,
    /// A function against a population that needs nothing more.
    Plain(Function),
    /// One whose scores are stretched to a range: `range`, else the scale.
    Ranged(fn([f64; 2]) -> Function),
    /// Standard scores: `mean` and `sd`, else 0 and 1.
    Moments(fn(f64, f64) -> Function),
    /// One that is measured against a value, which the key names, and is stretched to a range.
    Towards(&'static str, fn(f64, [f64; 2]) -> Function),
}

/// Normalisations. Equal values share the best rank; what lies beyond a target is not held at it.
pub const NORMALISATIONS: [(&str, NormaliseWord); 11] = [
    ("goalposts", NormaliseWord::Goalposts),
    ("none", NormaliseWord::None),
    ("minmax", NormaliseWord::Ranged(|range| Function::MinMax { range })),
    ("zscore", NormaliseWord::Moments(|mean, sd| Function::ZScore { mean, sd })),
    ("rank", NormaliseWord::Plain(Function::Rank { ties: Ties::Min })),
    (
        "percentile_rank",
        NormaliseWord::Ranged(|range| Function::PercentileRank { range, ties: Ties::Min }),
    ),
    ("borda", NormaliseWord::Plain(Function::Borda { ties: Ties::Min })),
    (
        "distance_to_target",
        NormaliseWord::Towards("target", |target, range| Function::DistanceToTarget {
            target,
            range,
            cap: false,
        }),
    ),
    (
        "distance_to_reference",
        NormaliseWord::Towards("reference", |reference, range| Function::DistanceToReference {
            reference,
            range,
            cap: false,
        }),
    ),
    ("distance_to_max", NormaliseWord::Ranged(|range| Function::DistanceToMax { range })),
    ("fraction_of_max", NormaliseWord::Ranged(|range| Function::FractionOfMax { range })),
];

/// Imputations: statistics go by column or by row, the others along time.
pub const IMPUTATIONS: [(&str, ImputeWord); 7] = [
    ("mean", ImputeWord::Statistic(Statistic::Mean)),
    ("median", ImputeWord::Statistic(Statistic::Median)),
    ("latest", ImputeWord::Time(Fill::Latest { max_back: None })),
    ("constant", ImputeWord::Time(Fill::Constant)),
    ("between", ImputeWord::Time(Fill::Between)),
    ("linear", ImputeWord::Time(Fill::Linear)),
    ("linear-constant", ImputeWord::Time(Fill::LinearConstant)),
];

impl Impute {
    /// The word of its method.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let own = match *self {
            Impute::Column { statistic, .. } | Impute::Row { statistic, .. } => {
                ImputeWord::Statistic(statistic)
            }
            // How far back it may look is said beside the word.
            Impute::Time { fill: Fill::Latest { .. }, .. } => {
                ImputeWord::Time(Fill::Latest { max_back: None })
            }
            Impute::Time { fill, .. } => ImputeWord::Time(fill),
        };
        word_of(&IMPUTATIONS, own)
    }
}

/// Logarithms of a whole column, COINr's `log_CT` and its kin; a Box-Cox transformation is
/// `{ boxcox = lambda }`.
pub const LOGARITHMS: [(&str, Transform); 4] = [
    ("log_ct", Transform::LogCt),
    ("log_ct_orig", Transform::LogCtOrig),
    ("log_ct_plus", Transform::LogCtPlus),
    ("log_gii", Transform::LogGii),
];

/// The word of a transformation of a whole column.
#[must_use]
pub fn transform_word(transform: Transform) -> &'static str {
    match transform {
        Transform::BoxCox { .. } => "boxcox",
        logarithm => word_of(&LOGARITHMS, logarithm),
    }
}

/// The word that a table has for a value; none is empty.
fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, v)| *v == value).map_or("", |(word, _)| word)
}
