//! Normalisation.

/// Direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction { /// up
 Up, /// down
 Down }
/// Function.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Normalise { None, MinMax { range: [f64; 2] }, ZScore { mean: f64, sd: f64 }, Rank, PercentileRank { range: [f64; 2] }, Borda, DistanceToTarget { target: f64, range: [f64; 2] }, DistanceToReference { reference: f64, range: [f64; 2] }, DistanceToMax { range: [f64; 2] }, FractionOfMax { range: [f64; 2] } }
/// Error.
#[derive(Clone, Debug, thiserror::Error)]
#[error("not yet")]
pub struct NormaliseError;
impl Normalise {
    /// Against a population.
    pub fn column_against(&self, _: &[f64], _: &[f64], _: Direction) -> Result<Vec<f64>, NormaliseError> { Err(NormaliseError) }
}
