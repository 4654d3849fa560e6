//! Charts and the report as texts: nothing is written to disk.

use ideal::report::Report;
use ideal::{Assessment, Lang};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let results = Assessment::demo()?.with_draws(0).run()?;
    let report = Report::new(&results).language(Lang::En);
    let charts = report.charts()?;
    for chart in &charts {
        println!("{}: {} bytes of SVG", chart.name, chart.svg.len());
        assert!(chart.svg.starts_with("<svg") && chart.svg.trim_end().ends_with("</svg>"));
    }
    let html = report.html()?;
    println!("the report: {} bytes of HTML", html.len());
    assert!(!charts.is_empty());
    assert!(html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>"));
    Ok(())
}
