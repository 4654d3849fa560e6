//! What may stand in place of a rating, and the marks there are.

use ideal_model::{Status, Tlp};

/// The words that stand in place of a rating.
pub(crate) const STATES: [Status; 3] = [Status::Unknown, Status::NotApplicable, Status::Nil];

/// All TLP labels, least strict first.
pub(crate) const MARKS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
