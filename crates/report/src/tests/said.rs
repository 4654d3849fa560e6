//! What pages say, word by word, so that a change of words shows in review.

use ideal_model::Lang;
use ideal_testing::fixture::{Fixture, calibration, ran, sensitivity};

use super::text;
use crate::Report;

/// The text of a page, a line for each block and each row of a table.
fn lines(html: &str) -> String {
    let mut html = html.replace('\n', " ");
    for cell in ["</td>", "</th>", "</dt>"] {
        html = html.replace(cell, &format!("{cell}¦"));
    }
    for end in ["p", "h1", "h2", "h3", "li", "tr", "dd", "caption", "figcaption"] {
        html = html.replace(&format!("</{end}>"), "\n");
    }
    // The rows of cells that are opened have no ends.
    html = html.replace("<tr", "\n<tr");
    let shorter = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text(&html);
    let lines = lines.lines().map(shorter).map(|l| l.trim_end_matches([' ', '¦']).to_owned());
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn pages_say_what_they_said() {
    let run =
        ran(&Fixture { territories: 4, areas: 3, editions: 2, draws: true, ..Fixture::default() });
    let results = run.results();
    let audit = ideal_engine::audit(&run, results.last_edition());
    let found = sensitivity();
    let floors = ideal_engine::floors(&run);
    let measured = calibration(results);
    for lang in Lang::ALL {
        let report = Report::new(results)
            .language(lang)
            .sensitivity(&found)
            .audit(&audit)
            .floors(&floors)
            .calibration(&measured);
        for page in report.pages().unwrap() {
            let mut said = lines(&page.html().unwrap());
            for chart in page.charts() {
                said.push_str(&format!("\n[{}] {}", chart.name, chart.alt));
            }
            insta::assert_snapshot!(page.file().trim_end_matches(".html"), said);
        }
    }
}
