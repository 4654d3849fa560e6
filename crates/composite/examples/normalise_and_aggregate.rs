//! An index from a matrix: the Human Development Index of 2022 from its indicators, and how its
//! ranking changes with other choices.
//!
//! `cargo run -p ideal-composite --example normalise_and_aggregate`

use ideal_composite::aggregate::Mean;
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::rank::competition;
use ndarray::Array2;

/// Life expectancy, expected and mean years of schooling, income per head (2017 PPP dollars), and
/// the published index: UNDP, Human Development Report 2023/24, composite indices.
const UNITS: [(&str, [f64; 4], f64); 6] = [
    ("Brazil", [73.425, 15.5788002, 8.278307638, 14615.89235], 0.760),
    ("Colombia", [73.659, 14.43749046, 8.862859726, 15013.92724], 0.758),
    ("Haiti", [63.728, 11.13756869, 5.609468426, 2801.712516], 0.552),
    ("Mexico", [74.832, 14.50529957, 9.221050262, 19138.00726], 0.781),
    ("Norway", [83.393, 18.63846016, 13.06234279, 69189.76165], 0.966),
    ("Switzerland", [84.255, 16.5837307, 13.90406622, 69432.78669], 0.967),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A row per unit, a column per indicator. Income counts by its logarithm.
    let mut raw = Array2::from_shape_fn((UNITS.len(), 4), |(unit, j)| UNITS[unit].1[j]);
    raw.column_mut(3).mapv_inplace(libm::log);

    // Every indicator against its own posts, as the report's technical notes have them.
    let posts = [(20.0, 85.0), (0.0, 18.0), (0.0, 15.0), (libm::log(100.0), libm::log(75_000.0))];
    let mut scores = Vec::new();
    for (column, (low, high)) in raw.columns().into_iter().zip(posts) {
        let goalposts = Normalise::Goalposts { low, high, range: [0.0, 1.0], clamp: true };
        scores.push(goalposts.column(&column.to_vec(), Direction::Up)?);
    }

    // Education is the arithmetic mean of its two; the index the geometric mean of the three.
    let years = Array2::from_shape_fn((UNITS.len(), 2), |(unit, j)| scores[1 + j][unit]);
    let education = Mean::Arithmetic.rows(years.view(), &[1.0, 1.0])?;
    let of = [&scores[0], &education, &scores[3]];
    let dimensions = Array2::from_shape_fn((UNITS.len(), 3), |(unit, j)| of[j][unit]);
    let index = Mean::Geometric.rows(dimensions.view(), &[1.0; 3])?;
    for ((name, _, published), score) in UNITS.iter().zip(&index) {
        println!("{name:12} {score:.3}");
        assert!((score - published).abs() < 0.0006, "{name}: {score}, published {published}");
    }

    // Other choices: min-max over these six, and means that forgive or punish imbalance.
    let minmax = Normalise::MinMax { range: [0.0, 100.0] };
    let scores = minmax.matrix(raw.view(), &[Direction::Up; 4])?;
    for mean in [Mean::Arithmetic, Mean::Power(-1.0), Mean::Median] {
        println!("{mean:?}: ranks {:?}", competition(&mean.rows(scores.view(), &[1.0; 4])?));
    }
    Ok(())
}
