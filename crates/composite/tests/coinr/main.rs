//! Every table that COINr 1.1.14 computed on its ASEM example, recomputed with this crate.
//!
//! The reference tables are read from the folder `coinr` under `IDEAL_REFERENCE_DATA`; without it
//! the test says so and passes. It prints the largest relative difference per table and fails above
//! 1e-9, and for a table nobody compared. Where COINr is wrong we differ on purpose: `COINR.md`
//! beside the crate's manifest lists it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod analysis;
mod asem;
mod functions;
mod normalised;
mod panel;
mod pipeline;
mod robustness;
mod table;

use table::Report;

#[test]
fn all_tables_agree() {
    let consequence = "so nothing was compared with COINr's numbers";
    let Some(folder) = ideal_testing::Data::Reference.folder(consequence) else { return };
    let mut report = Report::new(folder.join("coinr"));
    functions::compare(&mut report);
    pipeline::compare(&mut report);
    analysis::compare(&mut report);
    robustness::compare(&mut report);
    panel::compare(&mut report);
    report.finish();
}
