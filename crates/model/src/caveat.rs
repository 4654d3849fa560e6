//! What is known of a data set that its scores do not say by themselves.

use serde::Serialize;

use crate::names::Names;

crate::words! {
    /// Which way scores are known to err.
    pub enum Bias {
        /// They come out lower than they should.
        Low = "low",
        /// They come out higher than they should.
        High = "high",
        /// They err, and it is not known which way.
        Unclear = "unclear",
    }
}

/// A case in which scores are known to err, with its reason, as who knows the evidence states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Caveat {
    /// Which way.
    pub bias: Bias,
    /// Of what, and why: a sentence, or a part of one that can stand in a list.
    pub text: Names,
}
