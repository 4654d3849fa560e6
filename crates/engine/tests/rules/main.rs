//! The rules of an assessment, one by one, on assessments small enough to work out by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod aggregations;
mod audit;
mod audit_goes_on;
mod beyond;
mod build;
mod calibrate;
mod change;
mod draws;
mod evidence_basis;
mod experts;
mod floors;
mod gaps;
mod group_rows;
mod groups;
mod held_set;
mod imbalance;
mod imputed;
mod independent;
mod panels;
mod properties;
mod raters;
mod rollups;
mod scale;
mod selection;
mod short;
mod steps;
mod tree;
mod without;
