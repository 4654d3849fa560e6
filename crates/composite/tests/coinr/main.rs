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
    let Some(folder) = std::env::var_os("IDEAL_REFERENCE_DATA") else {
        // Past the capture of the test runner: a skipped check must be seen.
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!(
                "SKIPPED: IDEAL_REFERENCE_DATA is not set, so nothing was compared with COINr's \
                 numbers\n"
            ),
        );
        return;
    };
    let mut report = Report::new(std::path::Path::new(&folder).join("coinr"));
    functions::compare(&mut report);
    pipeline::compare(&mut report);
    analysis::compare(&mut report);
    robustness::compare(&mut report);
    panel::compare(&mut report);
    report.finish();
}
