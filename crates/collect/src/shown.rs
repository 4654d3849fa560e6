//! What a rater reads in a row: where it is about, and what is asked.

use ideal_model::{AssessmentInput, Lang};
use ideal_report::{Catalogue, ReportError};

use crate::round::territory_name;
use crate::workbook::{Block, Row};

/// What stands for the territory of a row: its name, or that of the case. `number` is that of the
/// row in its workbook.
pub(crate) fn place(
    project: &AssessmentInput,
    row: &Row<'_>,
    number: usize,
    (lang, words): (Lang, &Catalogue),
) -> Result<String, ReportError> {
    let name = territory_name(project, row.territory, lang);
    match row.block {
        Block::Vignette => words.tell("collect-case", &[("n", number.to_string().as_str())]),
        Block::Own => Ok(name),
        Block::Bridge => words.tell("collect-bridge", &[("name", name.as_str())]),
    }
}

/// What a row asks: the case first where there is one.
pub(crate) fn question(row: &Row<'_>, lang: Lang) -> String {
    let question = row.item.question.or_code(lang, &row.item.code);
    match row.vignette.and_then(|v| v.text.get(lang)) {
        Some(case) => format!("{case}\n{question}"),
        None => question.to_owned(),
    }
}
