//! Writes the documents that the tests render, in every format, into a folder:
//! `cargo run -p ideal-publish --features pdf --example specimen -- out [chart.svg ...]`. Charts that are named are put into the
//! first of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, dead_code)]

#[path = "../src/tests/fixture.rs"]
mod fixture;

use std::fs;
use std::path::PathBuf;

use ideal_model::Lang;
use ideal_publish::{Layout, formats};
use ideal_report::document::{Block, Text};
use ideal_report::{Chart, Report};
use ideal_testing::fixture::{Fixture, results};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut given = std::env::args().skip(1);
    let out = PathBuf::from(given.next().unwrap_or_else(|| "specimen".to_owned()));
    let mut sober = fixture::specimen();
    for path in given.map(PathBuf::from) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let chart = Chart { svg: fs::read_to_string(&path)?, alt: name.clone(), name };
        let caption = Text::plain(&chart.name);
        sober.sections[1].blocks.push(Block::Figure { chart, caption });
    }
    let of = Fixture { territories: 20, areas: 12, editions: 3, draws: true, ..Fixture::default() };
    let results = results(&of);
    let real = Report::new(&results).language(Lang::Es).document()?;
    for (folder, document) in [("sober", sober), ("hostile", fixture::hostile()), ("real", real)] {
        for format in formats(Layout::default()) {
            for file in format.write(&document)? {
                let path = out.join(folder).join(&file.name);
                fs::create_dir_all(path.parent().unwrap_or(&out))?;
                fs::write(&path, file.bytes)?;
                println!("{}", path.display());
            }
        }
    }
    Ok(())
}
