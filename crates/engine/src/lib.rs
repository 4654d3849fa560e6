//! The assessment itself: select, normalise, aggregate, judge. Pure: no clock, disk or environment.
