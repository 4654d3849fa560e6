//! What must hold of every page and chart.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use ideal_model::{HandlingCode, Lang, Mark, Tlp};

use crate::Report;
use crate::fixture::{Fixture, HDI, results};

/// Writes pages to look at where `IDEAL_REPORT_PREVIEW` names a folder.
#[test]
fn preview() {
    let Ok(dir) = std::env::var("IDEAL_REPORT_PREVIEW") else {
        eprintln!("no preview: IDEAL_REPORT_PREVIEW names no folder");
        return;
    };
    for (name, fixture) in [
        ("latam", Fixture::default()),
        ("draws", Fixture { draws: true, ..Fixture::default() }),
        ("hdi", Fixture { method: HDI, territories: 195, areas: 0, editions: 33, ..Fixture::default() }),
        ("hostile", Fixture { hostile: true, mark: Mark { tlp: Tlp::AmberStrict, code: Some(HandlingCode::H2) }, ..Fixture::default() }),
    ] {
        let results = results(&fixture);
        for lang in Lang::ALL {
            Report::new(&results).language(lang).write(std::path::Path::new(&dir).join(name)).unwrap();
        }
    }
}
