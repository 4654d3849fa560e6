//! What a workbook or form was issued from: the things that a rater is asked, and nothing else.
//!
//! Each part has digits of its own, so that whoever finds other ones can say which part it is. A
//! remark in `round.toml`, a weight of the method, the order of its lines change none of them.

use ideal_model::{AssessmentInput, Lang, Mark, shortest};
use sha2::{Digest, Sha256};

use crate::round::{Panel, Round};
use crate::shown::question;
use crate::workbook::{Row, rows, weight_rows};

/// What a message calls the project.
pub(crate) const PROJECT: &str = "the project";

/// What a message calls the rater for whom a workbook of the second round was made.
pub(crate) const RATER: &str = "the rater it was made for";

/// The word before the mark, which is no digits: a stricter one takes nothing back.
const MARK: &str = "mark";

/// Hexadecimal digits of a part.
const DIGITS: usize = 12;

/// The parts in their order: the word that stands before the digits, and what a message calls it.
const PARTS: [(&str, &str); 10] = [
    ("project", PROJECT),
    ("edition", "the edition"),
    ("rows", "the list of territories, crime areas, items and cases"),
    ("scales", "the scales"),
    ("questions", "the questions or cases"),
    ("anchors", "the texts of points of a scale"),
    ("grades", "the scheme of grades"),
    ("weights", "the weights that are asked for"),
    ("rater", RATER),
    (MARK, "the mark, which is less strict now"),
];

/// What a panel is asked in a language, as `PART=DIGITS` with blanks between; in a second round of
/// one rater alone.
#[must_use]
pub fn origin(
    project: &AssessmentInput,
    round: &Round,
    panel: &Panel,
    lang: Lang,
    rater: Option<&str>,
) -> String {
    let rows = rows(round, panel);
    let each = |text: &dyn Fn(&Row<'_>) -> String| {
        let texts: Vec<String> = rows.iter().map(text).collect();
        texts.join("\u{1f}")
    };
    let anchors = |row: &Row<'_>| {
        let point = |(at, names): &(f64, ideal_model::Names)| {
            format!("{}: {}", shortest(*at), names.get(lang).unwrap_or_default())
        };
        row.item.anchors.iter().map(point).collect::<Vec<_>>().join("\n")
    };
    let scale = |row: &Row<'_>| {
        let [low, high] = row.item.scale.map(shortest);
        format!("{low} {high} {}", shortest(row.item.step))
    };
    let texts = [
        Some(project.id.clone()),
        Some(round.edition.to_string()),
        Some(each(&|row| format!("{} {}", row.id, row.item.code))),
        Some(each(&scale)),
        Some(each(&|row| question(row, lang))),
        Some(each(&anchors)),
        Some(project.method.confidence.scheme.word().to_owned()),
        round.weights.as_ref().filter(|_| rater.is_none()).map(|asked| {
            let ids = weight_rows(&project.method, asked).into_iter().map(|row| row.id);
            format!("{} {}", asked.method.word(), ids.collect::<Vec<_>>().join(" "))
        }),
        rater.map(str::to_owned),
    ];
    let parts = PARTS.iter().zip(texts);
    let told = parts.filter_map(|((word, _), text)| Some(format!("{word}={}", digits(&text?))));
    let mark = round.handling.to_string().replace(" · ", "/");
    told.chain([format!("{MARK}={mark}")]).collect::<Vec<_>>().join(" ")
}

/// A part of what a file was issued from.
fn part(text: &str, word: &str) -> Option<String> {
    let found = text.split_whitespace().find_map(|p| p.strip_prefix(word)?.strip_prefix('='));
    found.map(str::to_owned)
}

/// The mark that a file was issued under; none of one of before it was said, or that cannot be read.
pub(crate) fn mark(found: &str) -> Option<Mark> {
    let (mark, unread) = Mark::read(&part(found, MARK)?.replace('/', " "));
    unread.is_empty().then_some(mark)
}

/// What differs between what a file was issued from and what would be issued now; empty where
/// nothing does.
pub(crate) fn differing(found: &str, now: &str) -> Vec<&'static str> {
    let other = |word: &str| match word {
        MARK => match (mark(found), mark(now)) {
            (Some(then), Some(now)) => now.tlp < then.tlp || now.code < then.code,
            _ => part(found, MARK).is_some_and(|_| mark(found).is_none()),
        },
        _ => part(found, word) != part(now, word),
    };
    PARTS.iter().filter(|(word, _)| other(word)).map(|(_, name)| *name).collect()
}

/// The first digits of the hash of a text.
pub(crate) fn digits(text: &str) -> String {
    let hex: String = Sha256::digest(text).iter().map(|b| format!("{b:02x}")).collect();
    hex.chars().take(DIGITS).collect()
}
