//! What the leaves of all territories are prepared with.

use crate::scale::ruler::Ruler;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::scale::Widths;

/// What the leaves of all territories share.
pub(crate) struct Shared<'a> {
    pub sources: Sources<'a>,
    pub rulers: &'a [Option<Ruler>],
    pub widths: &'a Widths,
}
