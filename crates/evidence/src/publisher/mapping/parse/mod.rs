//! The mapping file read, with every mistake in it found in one pass.

mod keys;
mod parts;
mod period;
mod places;
mod sheet;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::Finding;
use ideal_model::document::{Position, Reader, Section};

use self::keys::{compared, part, required_text, status, text};
use self::parts::{defines, grade, keeps, pick, source, total};
use super::reference;
use super::spec::{
    CodeOrigin, Combine, Duplicates, Header, Mapping, Partial, Pick, Values, What, When,
};

/// Reads a mapping. `Some` only where there is no error finding.
#[must_use]
pub fn parse_mapping(text: &str, file: &str) -> (Option<Mapping>, Vec<Finding>) {
    let mut reader = Reader::new(file);
    let Some(mut root) = reader.parse(text) else { return (None, reader.findings.finish()) };
    let mapping = read(&mut reader, &mut root);
    let known: Vec<&str> = reference::names("").into_iter().chain(reference::sections()).collect();
    reader.unknown_keys(root, &known, "the mapping");
    let failed = reader.findings.failed();
    (if failed { None } else { mapping }, reader.findings.finish())
}

/// The table beside a mapping that [territory] joins.
pub(super) struct Joins {
    pub(super) file: String,
    pub(super) key: String,
    pub(super) code: String,
}

/// The `join` of a mapping, if it has one and it is whole.
pub(super) fn joins(text: &str) -> Option<Joins> {
    let mut r = Reader::new("");
    let mut root = r.parse(text)?;
    let mut territory = part(&mut r, &mut root, "territory")?;
    let mut s = part(&mut r, &mut territory, "join")?;
    let mut get = |key: &str| compared(&mut r, &mut s, key);
    Some(Joins { file: get("file")?, key: get("key")?, code: get("code")? })
}

/// Reads every part, so that all mistakes are found; none where one of them could not be read.
fn read(r: &mut Reader, root: &mut Section) -> Option<Mapping> {
    let id = required_text(r, root, "id", "the mapping");
    let about = text(r, root, "about");
    let source = source(r, root);
    let file = sheet::layout(r, root);
    let territory = places::territory(r, root);
    let crime_area = crime_area(r, root);
    let indicator = part(r, root, "indicator").map(|s| pick(r, s, "indicator"));
    let period = period::period(r, root);
    let heads = territory.as_ref().is_some_and(|t| t.from == CodeOrigin::Heads);
    let value = value::value(r, root, period.as_ref(), heads);
    let keep = keeps(r, root);
    let total = total(r, root);
    let rows = combine(r, root);
    let duplicates = r.word(
        root,
        "duplicates",
        &[("keep", Duplicates::Keep), ("drop", Duplicates::Drop), ("refuse", Duplicates::Refuse)],
    );
    let partial = r.word(root, "partial", &[("mark", Partial::Mark), ("refuse", Partial::Refuse)]);
    let absent = places::absent(r, root, territory.as_ref());
    let (reliability, credibility) = grade(r, root);
    let obs_status = r.text(root, "obs_status").and_then(|(t, at)| status(r, &t, at));
    let note = text(r, root, "note");
    let define = defines(r, root);
    one_way(r, root.at, value.as_ref(), indicator.is_some());
    one_figure(r, root.at, value.as_ref(), period.as_ref(), rows);
    let header_left_out = file.header == Header::First;
    let mapping = Mapping {
        id: id?,
        about,
        source: source?,
        file,
        territory: territory?,
        crime_area: crime_area?,
        indicator: match indicator {
            Some(i) => Some(i?),
            None => None,
        },
        period: period?,
        value: value?,
        keep,
        total,
        rows,
        duplicates: duplicates.unwrap_or(Duplicates::Keep),
        partial: partial.unwrap_or(Partial::Mark),
        absent,
        reliability,
        credibility,
        obs_status,
        note,
        define,
    };
    if header_left_out && names_letters_alone(&mapping) {
        r.error(
            root.at,
            "mapping-header",
            "columns are named by letter alone: say under [file] whether there is a header",
        )
        .hint = Some("header = 0 if the first row is data, else header = 1".to_owned());
        return None;
    }
    Some(mapping)
}

/// Where a row's crime area comes from: `*` where the mapping does not say.
fn crime_area(r: &mut Reader, root: &mut Section) -> Option<Pick> {
    match part(r, root, "crime_area") {
        Some(s) => pick(r, s, "crime_area"),
        None => Some(Pick {
            from: CodeOrigin::Value("*".to_owned()),
            table: BTreeMap::new(),
            leave_out: BTreeSet::new(),
        }),
    }
}

/// What several rows of one key mean.
fn combine(r: &mut Reader, root: &mut Section) -> Combine {
    match root.place("rows").filter(|_| root.is_text("rows", "?")) {
        Some(at) => {
            root.take("rows");
            r.error(at, "open-question", "`rows` is still the draft's question mark").hint = Some(
                "\"sum\" adds up the rows of a period, \"latest\" takes the last, \"mean\" \
                 their mean"
                    .to_owned(),
            );
            Combine::Single
        }
        None => r.word(root, "rows", &Combine::WORDS).unwrap_or(Combine::Single),
    }
}

/// Exactly one of the columns of values and [indicator] says which indicator the values are.
fn one_way(r: &mut Reader, at: Position, value: Option<&What>, has_indicator: bool) {
    let Some(value) = value else { return };
    let by_columns =
        matches!(&value.from, Values::Columns(c) if c.iter().any(|(_, code)| code.is_some()));
    if by_columns == has_indicator {
        let problem = if by_columns {
            "`value.columns` and [indicator] both name indicators; keep one"
        } else {
            "nothing says which indicator the values are; write [indicator] or `value.columns`"
        };
        r.error(at, "mapping-indicator", problem);
    }
}

/// Rows that are parts of a figure are put together, and the latest of them can be told.
fn one_figure(
    r: &mut Reader,
    at: Position,
    value: Option<&What>,
    period: Option<&When>,
    rows: Combine,
) {
    let parts = value.is_some_and(|value| {
        period.is_some_and(When::sums_to_years) || matches!(value.from, Values::Each(_))
    });
    if parts && rows == Combine::Single {
        r.error(at, "mapping-rows", "these rows are parts of one figure; write `rows = \"sum\"`");
    }
    if rows == Combine::Latest && period.is_some_and(|p| !p.is_dated()) {
        r.error(
            at,
            "mapping-rows",
            "`rows = \"latest\"` needs months or dates to tell which row is the latest",
        );
    }
}

/// Whether a mapping names columns, and all of them by their letters.
fn names_letters_alone(mapping: &Mapping) -> bool {
    let values: Vec<_> = match &mapping.value.from {
        Values::Columns(columns) => columns.iter().map(|(head, _)| head).collect(),
        _ => Vec::new(),
    };
    let heads: Vec<&String> =
        mapping.columns_named().into_iter().chain(values).flat_map(|h| &h.0).collect();
    !heads.is_empty() && heads.iter().all(|h| h.starts_with("letter:"))
}
