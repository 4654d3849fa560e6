//! The picture in the README is the ranking of the demonstration, drawn by the program.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use ideal_report::Chart;

use crate::opened::{Piece, pieces, plain};
use crate::support::ideal;

/// How a changed picture is drawn anew; look at it before it is committed.
const REDRAW: &str = "redraw it: IDEAL_REDRAW=1 cargo test --test cli picture";

/// What is written in a drawing.
fn texts(svg: &str) -> Vec<String> {
    let text = |piece| match piece {
        Piece::Text(text) => Some(plain(&text)).filter(|t| !t.is_empty()),
        _ => None,
    };
    pieces(svg).into_iter().filter_map(text).collect()
}

#[test]
fn the_picture_of_the_readme_is_what_the_demonstration_gives() {
    let tmp = tempfile::tempdir().unwrap();
    let words = ["run", "--lang", "en", "--formats", "html", "--draws", "1000", "--seed", "1"];
    ideal(tmp.path(), &words).expect_code(0);
    let svg = std::fs::read_to_string(tmp.path().join("ideal-out/charts/ranking.en.svg")).unwrap();
    let drawn = |svg: &str| {
        let chart = Chart { name: "ranking.en".into(), svg: svg.into(), alt: "ranking".into() };
        ideal_publish::png(&chart).unwrap()
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = root.join("reports/example");
    let (drawing, picture) = (example.join("ranking.svg"), example.join("ranking.png"));
    if std::env::var_os("IDEAL_REDRAW").is_some() {
        std::fs::write(&drawing, &svg).unwrap();
        std::fs::write(&picture, drawn(&svg)).unwrap();
    }
    let kept = std::fs::read_to_string(&drawing).unwrap();
    assert_eq!(texts(&kept), texts(&svg), "names and numbers are others now; {REDRAW}");
    assert!(texts(&kept).len() > 40, "{:?}", texts(&kept));
    let pixels = std::fs::read(&picture).unwrap();
    assert!(pixels.len() <= 300_000, "{} bytes are too many for a README", pixels.len());
    // Other processors may round the shade of a pixel elsewhere.
    if cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        assert!(pixels == drawn(&kept), "the picture is not that of ranking.svg; {REDRAW}");
    }
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    assert!(readme.contains("](reports/example/ranking.png)"));
}
