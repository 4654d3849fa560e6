//! How a method says that quantities become scores.

use ideal_composite::normalise::Normalise as Function;
use serde::Serialize;

/// A normalisation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// Fixed posts, which each indicator has of its own.
    Goalposts,
    /// Already on the scale.
    None,
    /// A function of the values of others.
    Against(Against),
}

/// A function that looks at a population: the values of others beside the one that it scores.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Against(Function);

impl Against {
    /// The function, with the range that its scores are stretched to; none where it has fixed ends,
    /// which are the goalposts of an indicator.
    #[must_use]
    pub fn new(function: Function) -> Option<Self> {
        function.needs_population().then_some(Against(function))
    }

    /// The function.
    #[must_use]
    pub fn function(self) -> Function {
        self.0
    }
}

impl Normalise {
    /// Whether the score of a value depends on the values of others.
    #[must_use]
    pub fn needs_population(self) -> bool {
        matches!(self, Normalise::Against(_))
    }
}
