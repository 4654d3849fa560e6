//! Writes the documents that the tests render, in every format, into a folder:
//! `cargo run -p ideal-publish --features pdf --example specimen -- out [chart.svg ...]`. Charts that are named are put into the
//! first of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, dead_code)]

#[path = "../src/tests/fixture.rs"]
mod fixture;

use std::fs;
use std::path::PathBuf;

use ideal_publish::{Paper, formats};
use ideal_report::Chart;
use ideal_report::document::{Block, Text};

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
    for (folder, document) in [("sober", sober), ("hostile", fixture::hostile())] {
        for format in formats(Paper::A4) {
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
