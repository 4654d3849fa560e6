//! Markdown as pulldown-cmark, which follows CommonMark and GitHub's tables, reads it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use ideal_report::document::Document;

use super::fixture::{HOSTILE, bare, hostile, specimen};

use crate::{Format, Markdown};

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH
}

/// The texts of the blocks of a page, and what of it is markup.
fn read(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut blocks, mut signs) = (vec![String::new()], Vec::new());
    for event in Parser::new_ext(page, options()) {
        match event {
            Event::Text(t) | Event::Code(t) => blocks.last_mut().unwrap().push_str(&t),
            Event::SoftBreak => blocks.last_mut().unwrap().push(' '),
            Event::Html(t) | Event::InlineHtml(t) => signs.push(t.into_string()),
            Event::InlineMath(_) | Event::DisplayMath(_) => signs.push("math".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) => signs.push(format!("link {dest_url}")),
            Event::Start(Tag::Image { dest_url, .. }) => signs.push(format!("image {dest_url}")),
            Event::Start(tag @ (Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Strikethrough)) => {
                signs.push(format!("{tag:?}").chars().take(40).collect());
            }
            Event::Rule => signs.push("rule".to_owned()),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::TableCell
                | TagEnd::BlockQuote(_)
                | TagEnd::Image,
            ) => blocks.push(String::new()),
            _ => {}
        }
    }
    (blocks, signs)
}

/// The page alone; drawings stand beside it.
fn page_of(document: &Document) -> Vec<u8> {
    let files = Markdown { charts: "charts".to_owned() }.write(document).unwrap();
    files.into_iter().next().unwrap().bytes
}

#[test]
fn formats_markdown_is_read_as_it_was_meant() {
    let page = String::from_utf8(page_of(&specimen())).unwrap();
    let mark = "**TLP:AMBER**\n";
    assert!(page.starts_with(mark) && page.ends_with(mark));
    let (blocks, signs) = read(&page);
    for text in [
        "México encabeza «Prioridad» con 84,0, confianza media (de 100; véase la clasificación y method.toml).",
        "Tabla 1 Territorios según su prioridad, 2023",
        "Figura 1 Prioridad de los territorios en 2023, con su intervalo.",
        "Venezuela (República Bolivariana de)",
        "Huella del método 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "−2,6",
    ] {
        assert!(blocks.iter().any(|b| b == text), "{text}");
    }
    for sign in [
        "image charts/ranking.es.svg",
        "link #ranking",
        "<span id=\"ranking\">",
        "link https://dataunodc.un.org/?a=1&b=%282%29",
    ] {
        assert!(signs.iter().any(|s| s == sign), "{sign}");
    }
    let events = Parser::new_ext(&page, options());
    let top = events
        .filter(|e| matches!(e, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
        .count();
    assert_eq!(top, 1, "one title");
}

#[test]
fn formats_markdown_takes_no_text_for_a_sign() {
    let (plain, attacked) = (specimen(), hostile());
    let page = String::from_utf8(page_of(&attacked)).unwrap();
    let (blocks, signs) = read(&page);
    let blocks: Vec<String> = blocks.iter().map(|b| bare(b)).collect();
    for text in HOSTILE {
        let whole = bare(text);
        let found = blocks.iter().filter(|b| **b == whole).count();
        // In the colophon, as item in five looks, led three ways, in two cells, in notes, as heading.
        assert!(found >= 10, "{text:?} is found {found} times");
        assert!(blocks.iter().any(|b| *b == format!("{whole}tail")), "{text:?}");
    }
    let expected = |s: &&String| {
        s.starts_with("<span id=\"")
            || *s == "</span>"
            || s.starts_with("Heading")
            || s.starts_with("link #")
            || s.starts_with("link https://dataunodc.un.org/")
            || *s == "link https://a.example/%22%3E%3Cx%3E%7C%29%28%C3%A9"
            || s.starts_with("image charts/")
    };
    let odd: Vec<&String> = signs.iter().filter(|s| !expected(s)).collect();
    assert_eq!(odd, ["rule"], "markup that nobody wrote");
    let headings = |d: &[ideal_report::document::Section]| {
        fn count(s: &ideal_report::document::Section) -> usize {
            1 + s.parts.iter().map(count).sum::<usize>()
        }
        d.iter().map(count).sum::<usize>()
    };
    let found = signs.iter().filter(|s| s.starts_with("Heading")).count();
    assert_eq!(found, headings(&attacked.sections) + 2);
    assert!(headings(&attacked.sections) > headings(&plain.sections) + 20);
}
