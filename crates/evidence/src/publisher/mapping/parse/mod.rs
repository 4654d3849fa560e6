//! The mapping file read, with every mistake in it found in one pass.

mod keys;
mod parts;
mod period;
mod places;
mod recipe;
mod sheet;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::document::{Position, Reader, Section};
use ideal_model::{Finding, ObsStatus, Source};

use self::keys::{compared, part, required_text, status, text};
use self::parts::{defines, grade, keeps, pick, source, total};
use super::reference;
use super::spec::{
    CodeOrigin, Combine, Define, Duplicates, FileLayout, Header, Keep, Mapping, Partial, Pick,
    Places, Values, What, When,
};

pub(super) use recipe::parse_recipe;

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
    let rest = Rest::read(r, root);
    let indicator = part(r, root, "indicator").map(|s| pick(r, s, "indicator"));
    let value = value::value(r, root, rest.period.as_ref(), rest.has_territory_heads());
    one_way(r, root.at, value.as_ref(), indicator.is_some());
    one_figure(r, root.at, value.as_ref(), rest.period.as_ref(), rest.rows);
    let indicator = match indicator {
        Some(i) => Some(i?),
        None => None,
    };
    let (at, header_left_out) = (root.at, rest.file.header == Header::First);
    let mapping = rest.with(indicator, value?)?;
    if header_left_out && names_letters_alone(&mapping) {
        no_header_said(r, at);
        return None;
    }
    Some(mapping)
}

/// What is said where columns are named by letter, and nothing of a header.
fn no_header_said(r: &mut Reader, at: Position) {
    r.error(
        at,
        "mapping-header",
        "columns are named by letter alone: say under [file] whether there is a header",
    )
    .hint = Some("header = 0 if the first row is data, else header = 1".to_owned());
}

/// A mapping but for what is measured: a recipe says that in its own way.
pub(super) struct Rest {
    id: Option<String>,
    about: String,
    source: Option<Source>,
    file: FileLayout,
    territory: Option<Places>,
    crime_area: Option<Pick>,
    period: Option<When>,
    keep: Vec<Keep>,
    total: Option<Keep>,
    rows: Combine,
    duplicates: Option<Duplicates>,
    partial: Option<Partial>,
    absent: Option<Vec<String>>,
    grade: (Option<char>, Option<char>),
    obs_status: Option<ObsStatus>,
    note: String,
    define: Vec<Define>,
}

impl Rest {
    /// Reads it, with its mistakes.
    fn read(r: &mut Reader, root: &mut Section) -> Rest {
        let territory = places::territory(r, root);
        Rest {
            id: required_text(r, root, "id", "the mapping"),
            about: text(r, root, "about"),
            source: source(r, root),
            file: sheet::layout(r, root),
            crime_area: crime_area(r, root),
            period: period::period(r, root),
            keep: keeps(r, root),
            total: total(r, root),
            rows: combine(r, root),
            duplicates: r.word(
                root,
                "duplicates",
                &[
                    ("keep", Duplicates::Keep),
                    ("drop", Duplicates::Drop),
                    ("refuse", Duplicates::Refuse),
                ],
            ),
            partial: r.word(
                root,
                "partial",
                &[("mark", Partial::Mark), ("refuse", Partial::Refuse)],
            ),
            absent: places::absent(r, root, territory.as_ref()),
            grade: grade(r, root),
            obs_status: r.text(root, "obs_status").and_then(|(t, at)| status(r, &t, at)),
            note: text(r, root, "note"),
            define: defines(r, root),
            territory,
        }
    }

    fn has_territory_heads(&self) -> bool {
        self.territory.as_ref().is_some_and(|t| t.from == CodeOrigin::Heads)
    }

    /// The mapping with what is measured; none where a part could not be read.
    fn with(self, indicator: Option<Pick>, value: What) -> Option<Mapping> {
        Some(Mapping {
            id: self.id?,
            about: self.about,
            source: self.source?,
            file: self.file,
            territory: self.territory?,
            crime_area: self.crime_area?,
            indicator,
            period: self.period?,
            value,
            keep: self.keep,
            total: self.total,
            rows: self.rows,
            duplicates: self.duplicates.unwrap_or(Duplicates::Keep),
            partial: self.partial.unwrap_or(Partial::Mark),
            absent: self.absent,
            reliability: self.grade.0,
            credibility: self.grade.1,
            obs_status: self.obs_status,
            note: self.note,
            define: self.define,
        })
    }
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
