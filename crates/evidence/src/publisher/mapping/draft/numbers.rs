//! How a draft says that the numbers are written.

use std::collections::BTreeSet;

use super::profile::Column;
use super::values::Values;
use crate::numeral::{both, readings, settings_for_all};
use crate::publisher::mapping::marks::number_and_mark;
use crate::publisher::toml_text::{list, quoted};

/// What the numbers of a file need to be read.
#[derive(Default)]
pub(super) struct Numbers {
    /// Lines of [file].
    pub(super) file: Vec<String>,
    /// Letters behind numbers.
    pub(super) flags: BTreeSet<String>,
    pub(super) questions: Vec<String>,
}

/// How the numbers of the columns of values are written, and what stands for a missing one.
pub(super) fn numbers(columns: &[Column], values: &Values) -> Numbers {
    let mut found = Numbers::default();
    let used: Vec<&Column> = match values {
        Values::Each | Values::Open => return found,
        Values::Heads(at) | Values::Columns(at) => {
            at.iter().filter_map(|i| columns.get(*i)).collect()
        }
    };
    let texts = || used.iter().flat_map(|c| c.number_texts());
    // One that only points between thousands read decides for all: `1.234.567`.
    let open = || texts().all(|t| readings(t).len() > 1);
    if used.iter().any(|c| c.is_doubtful())
        && open()
        && texts().filter(|t| t.contains(['.', ','])).all(crate::numeral::shape)
    {
        if let Some(text) = texts().find(|t| t.contains(['.', ','])) {
            found.questions.push(format!(
                "every number could be decimal or have thousands: {}. Say which under [file]",
                both(text)
            ));
        }
    } else if let Some(way) = settings_for_all(texts()) {
        // A decimal point is what is read where nothing is said.
        if way.decimal_comma || way.thousands.is_some() {
            found.file.extend(way.keys());
        }
    }
    let mut missing: Vec<&str> = used.iter().flat_map(|c| c.other_texts()).collect();
    missing.sort_unstable();
    missing.dedup();
    // A text with digits in it may be a figure that is not written as one: it is
    // asked about, not taken for a missing value.
    let (figures, missing): (Vec<&str>, Vec<&str>) =
        missing.into_iter().partition(|t| t.bytes().any(|b| b.is_ascii_digit()));
    let flag = |t: &&str| {
        number_and_mark(t)
            .filter(|(number, _)| !readings(number).is_empty())
            .map(|(_, flag)| flag.to_owned())
    };
    found.flags = figures.iter().filter_map(flag).collect();
    let figures: Vec<&str> = figures.into_iter().filter(|t| flag(t).is_none()).collect();
    if !figures.is_empty() {
        let shown = list(figures.get(..figures.len().min(5)).unwrap_or_default());
        found.questions.push(format!(
            "texts with digits in the value columns are no numbers: {shown}. Mend them in the \
             file, or list them in `missing`"
        ));
    }
    if !missing.is_empty() && missing.len() <= 12 {
        found
            .file
            .push(format!("missing = {}      # ? or are these something else", list(&missing)));
    } else if !missing.is_empty() {
        found.questions.push(format!(
            "the value columns hold many texts that are no number, such as {}",
            list(missing.get(..5).unwrap_or_default())
        ));
    }
    found
}

/// What stands behind numbers, as far as its letters are those of SDMX.
pub(super) fn flags_text(flags: &BTreeSet<String>) -> String {
    let code = |flag: &String| match flag.as_str() {
        "b" | "e" | "p" | "s" => flag.to_uppercase(),
        _ => "A".to_owned(),
    };
    let list: Vec<String> =
        flags.iter().map(|flag| format!("{} = \"{}\"", quoted(flag), code(flag))).collect();
    if list.is_empty() {
        return String::new();
    }
    format!(
        "flags = {{ {} }}      # ? letters behind numbers: A normal, B break in series, E \
         estimated, P provisional, S suspect\n",
        list.join(", ")
    )
}
