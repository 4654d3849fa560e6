//! What an answer was given under: the edition, scale, question and mark that its rater was shown.
//! Answers stay what they were when `round.toml` says something else afterwards.

use ideal_model::{Lang, Mark, shortest};

use crate::origin::digits;
use crate::round::Round;
use crate::shown::question;
use crate::workbook::Row;

/// What an answer was given under.
#[derive(Clone, Debug, PartialEq)]
pub struct Under {
    /// The edition.
    pub edition: String,
    /// Least and greatest rating.
    pub scale: [f64; 2],
    /// The language that was read.
    pub lang: Lang,
    /// Digits of question and texts of the scale in that language.
    pub question: String,
    /// The mark that was promised.
    pub mark: Mark,
}

impl Under {
    /// What a round asks in a row.
    pub(super) fn of(round: &Round, row: &Row<'_>, lang: Lang, mark: Mark) -> Self {
        Under {
            edition: round.edition.to_string(),
            scale: row.item.scale,
            lang,
            question: asked(row, lang),
            mark: mark.strictest(round.handling),
        }
    }

    /// As the record has it.
    pub(super) fn cells(&self) -> [String; 6] {
        let [low, high] = self.scale.map(shortest);
        let lang = self.lang.tag().to_owned();
        [self.edition.clone(), low, high, lang, self.question.clone(), self.mark.to_string()]
    }

    /// From the cells of the record; none where all are empty, as in records of before it was kept.
    ///
    /// # Errors
    /// The column that is wrong.
    pub(super) fn read(cells: [String; 6]) -> Result<Option<Self>, &'static str> {
        if cells.iter().all(String::is_empty) {
            return Ok(None);
        }
        let [edition, low, high, lang, question, mark] = cells;
        let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
        let (mark, unread) = Mark::read(&mark);
        if !unread.is_empty() {
            return Err("`handling`");
        }
        Ok(Some(Under {
            edition,
            scale: [number(&low).ok_or("`scale_low`")?, number(&high).ok_or("`scale_high`")?],
            lang: lang.parse().map_err(|_| "`language`")?,
            question,
            mark,
        }))
    }
}

/// Digits of what a row asks: its question or case, and the texts of points of its scale.
pub(super) fn asked(row: &Row<'_>, lang: Lang) -> String {
    let mut text = question(row, lang);
    for (point, names) in &row.item.anchors {
        text.push_str(&format!("\n{}: {}", shortest(*point), names.get(lang).unwrap_or_default()));
    }
    digits(&text)
}

/// Whether a mark keeps at least what another promised.
pub(super) fn keeps(now: Mark, promised: Mark) -> bool {
    now.tlp >= promised.tlp && now.code >= promised.code
}
