//! Writes records of incidents that nobody reported, for benches: seeded, and skewed as real ones
//! are, so that a few places and offences have most of them.
//!
//! ```sh
//! cargo run --release -p ideal-evidence --example records -- 10000000 records.parquet
//! cargo run --release -p ideal-evidence --example records -- 1000000 records.csv --places 2000
//! ```

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};

/// The crime areas of the records, each by a name of its own.
const OFFENCES: usize = 30;

/// Months from January 2022.
const MONTHS: u64 = 24;

/// Rows that are made at a time: a group of rows of the Parquet file.
const GROUP: usize = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(rows), Some(path)) = (args.next(), args.next()) else {
        return Err("records ROWS FILE.csv|FILE.parquet [--places N]".into());
    };
    let rows: usize = rows.parse()?;
    let places: u64 = match (args.next().as_deref(), args.next()) {
        (Some("--places"), Some(n)) => n.parse()?,
        (None, None) => 20_000,
        _ => return Err("after the file may stand --places N".into()),
    };
    let mut random = Random(20_260_901);
    if path.ends_with(".parquet") {
        let file = File::create(&path)?;
        let first = frame(&mut random, rows.min(GROUP), places)?;
        let mut writer = ParquetWriter::new(file).batched(first.schema())?;
        writer.write_batch(&first)?;
        let mut left = rows.saturating_sub(GROUP);
        while left > 0 {
            writer.write_batch(&frame(&mut random, left.min(GROUP), places)?)?;
            left = left.saturating_sub(GROUP);
        }
        writer.finish()?;
    } else {
        let mut out = BufWriter::new(File::create(&path)?);
        writeln!(out, "fecha,municipio,delito,victimas")?;
        for _ in 0..rows {
            let r = random.record(places);
            writeln!(out, "{},{},{},{}", r.date, r.place, r.offence, r.victims)?;
        }
        out.flush()?;
    }
    Ok(())
}

struct Record {
    date: String,
    place: String,
    offence: String,
    victims: i64,
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// Below `n`, small numbers far more often: a product of two.
    fn skewed(&mut self, n: u64) -> u64 {
        self.below(n) * self.below(n) / n.max(1)
    }

    fn record(&mut self, places: u64) -> Record {
        let month = self.below(MONTHS);
        let day = 1 + self.below(28);
        Record {
            date: format!("{}-{:02}-{day:02}", 2022 + month / 12, 1 + month % 12),
            place: format!("{:05}", self.skewed(places)),
            offence: format!("delito {:02}", self.skewed(OFFENCES as u64)),
            victims: i64::try_from(1 + self.below(4)).unwrap_or(1),
        }
    }
}

fn frame(random: &mut Random, rows: usize, places: u64) -> Result<DataFrame, Box<dyn Error>> {
    let records: Vec<Record> = (0..rows).map(|_| random.record(places)).collect();
    let text = |of: fn(&Record) -> &str| records.iter().map(of).collect::<Vec<_>>();
    let days: Vec<i32> = records.iter().map(|r| days_of(&r.date)).collect();
    let dates = Series::new("fecha".into(), days).cast(&polars::prelude::DataType::Date)?;
    let columns = vec![
        dates.into_column(),
        Series::new("municipio".into(), text(|r| &r.place)).into_column(),
        Series::new("delito".into(), text(|r| &r.offence)).into_column(),
        Series::new("victimas".into(), records.iter().map(|r| r.victims).collect::<Vec<_>>())
            .into_column(),
    ];
    Ok(DataFrame::new(rows, columns)?)
}

/// Days since 1970 of a date as it is written.
fn days_of(date: &str) -> i32 {
    use chrono::Datelike;
    let epoch = 719_163;
    date.parse::<chrono::NaiveDate>().map_or(0, |d| d.num_days_from_ce() - epoch)
}
