//! A recipe read: a mapping with `[[measure]]` in the place of `[indicator]` and `[value]`.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::Finding;
use ideal_model::document::{Position, Reader, Section};
use sha2::{Digest, Sha256};

use super::keys::{head, no_keys_but, required_text, sections, text, texts};
use super::{Rest, names_letters_alone, no_header_said};
use crate::publisher::mapping::recipe_reference as keys_of;
use crate::publisher::mapping::reference;
use crate::publisher::mapping::spec::{
    Beside, Blank, CodeOrigin, Combine, Counted, Head, Header, Keep, Mapping, Measure, Others,
    Partial, Pick, Recipe, Values, What, When, indicator_of,
};

/// Reads a recipe. `Some` only where there is no error finding.
pub(in crate::publisher::mapping) fn parse_recipe(
    text: &str,
    file: &str,
) -> (Option<Recipe>, Vec<Finding>) {
    let mut reader = Reader::new(file);
    let Some(mut root) = reader.parse(text) else { return (None, reader.findings.finish()) };
    let recipe = read(&mut reader, &mut root, text);
    let known: Vec<&str> = reference::names("")
        .into_iter()
        .chain(reference::sections())
        .filter(|name| !keys_of::REPLACED.contains(name))
        .chain(keys_of::names(""))
        .chain(keys_of::sections())
        .collect();
    reader.unknown_keys(root, &known, "the recipe");
    let failed = reader.findings.failed();
    (if failed { None } else { recipe }, reader.findings.finish())
}

fn read(r: &mut Reader, root: &mut Section, text: &str) -> Option<Recipe> {
    for key in keys_of::REPLACED {
        if let Some(item) = root.take(key) {
            r.error(item.at, "recipe-key", format!("a recipe has no `{key}`")).hint = Some(
                "[[measure]] says what is counted and added up, and of which indicator".to_owned(),
            );
        }
    }
    let both = [("count", Others::Count), ("refuse", Others::Refuse)];
    let other_areas =
        root.within("crime_area").and_then(|s| r.word(s, "other", &both)).unwrap_or(Others::Refuse);
    let unreadable = r.word(root, "unreadable", &both).unwrap_or(Others::Refuse);
    let partial = root
        .within("period")
        .and_then(|s| r.word(s, "partial", &[("say", Partial::Mark), ("refuse", Partial::Refuse)]));
    let id = duplicates(r, root);
    let sums_up = unit(r, root);
    let at = root.at;
    let mut rest = Rest::read(r, root);
    rest.rows = Combine::Sum;
    if partial.is_some() {
        rest.partial = partial;
    }
    let letters = rest.file.header == Header::First;
    let heads = rest.has_territory_heads();
    let period = rest.period.clone();
    let counts_nothing = What {
        from: Values::Each(1.0),
        unit: String::new(),
        range: None,
        factor: 1.0,
        leave_out: BTreeSet::new(),
        flags: BTreeMap::new(),
        beside: Beside::default(),
    };
    let mapping = rest.with(None, counts_nothing);
    let read: Vec<Option<(Measure, Position)>> = sections(r, root, "measure")
        .into_iter()
        .map(|(s, at)| {
            measure(r, s, at, mapping.as_ref(), (period.as_ref(), heads)).map(|m| (m, at))
        })
        .collect();
    if read.is_empty() {
        r.error(at, "missing-key", "a recipe needs [[measure]]: what is counted or added up")
            .hint = Some("[[measure]] with `indicator` and `count = true`".to_owned());
    }
    let measures: Vec<(Measure, Position)> = read.into_iter().collect::<Option<_>>()?;
    fit_together(r, &measures);
    let mapping = mapping?;
    if letters && names_letters_alone(&mapping) {
        no_header_said(r, at);
        return None;
    }
    let digest = Sha256::digest(text.as_bytes());
    Some(Recipe {
        mapping,
        measures: measures.into_iter().map(|(m, _)| m).collect(),
        other_areas,
        unreadable,
        id,
        sums_up,
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// `[duplicates] by`: the column by which records are told apart. As a word it is what a mapping
/// says of whole rows.
fn duplicates(r: &mut Reader, root: &mut Section) -> Option<Head> {
    root.within("duplicates")?;
    let mut s = r.table(root, "duplicates")?;
    let by = head(r, &mut s, "by");
    if by.is_none() && !s.has("by") {
        r.error(
            s.at,
            "missing-key",
            "[duplicates] needs `by`, the column of the record's number",
        )
        .hint = Some("for whole rows write duplicates = \"drop\" at the top".to_owned());
    }
    no_keys_but(r, s, &keys_of::names("duplicates"), "[duplicates]");
    by
}

/// `[unit] parents`: whether the territories above the places get their sums.
fn unit(r: &mut Reader, root: &mut Section) -> bool {
    if !root.has("unit") {
        return false;
    }
    let Some(mut s) = r.table(root, "unit") else { return false };
    let parents = r.boolean(&mut s, "parents").unwrap_or(false);
    no_keys_but(r, s, &keys_of::names("unit"), "[unit]");
    parents
}

/// `per`: what a measure is divided by.
fn per(r: &mut Reader, s: &mut Section) -> Option<(String, f64)> {
    if !s.has("per") {
        return None;
    }
    let mut own = r.table(s, "per")?;
    let at = own.at;
    let indicator = required_text(r, &mut own, "indicator", "`per`");
    let factor = r.number(&mut own, "factor").map(|(n, _)| n);
    no_keys_but(r, own, &["indicator", "factor"], "`per`");
    let factor = factor.unwrap_or(1.0);
    if factor <= 0.0 {
        r.error(at, "out-of-range", "`factor` of `per` has to be above 0");
        return None;
    }
    Some((indicator?, factor))
}

fn measure(
    r: &mut Reader,
    mut s: Section,
    at: Position,
    mapping: Option<&Mapping>,
    said_by: (Option<&When>, bool),
) -> Option<Measure> {
    let indicator = required_text(r, &mut s, "indicator", "[[measure]]");
    let of = counted(r, &mut s, at, said_by);
    let range = if s.has("range") { r.pair(&mut s, "range") } else { None };
    let only = condition(r, &mut s);
    let blank = r
        .word(&mut s, "blank", &[("missing", Blank::Missing), ("leave_out", Blank::LeaveOut)])
        .unwrap_or(Blank::Missing);
    let share_of = s.has("share_of").then(|| share(r, &mut s, at));
    let per = per(r, &mut s);
    let smooth = if s.has("smooth") {
        r.integer(&mut s, "smooth", 2..=36).and_then(|n| u32::try_from(n).ok())
    } else {
        None
    };
    if share_of.is_some() && (per.is_some() || smooth.is_some()) {
        r.error(at, "recipe-measure", "a share has no `per` and no `smooth`");
    }
    let suppress_under = if s.has("suppress_under") {
        r.integer(&mut s, "suppress_under", 2..=1_000).and_then(|n| u64::try_from(n).ok())
    } else {
        None
    };
    no_keys_but(r, s, &keys_of::names("measure"), "[[measure]]");
    let range = match range {
        Some(([low, high], at)) if low >= high => {
            r.error(
                at,
                "out-of-range",
                format!("`range` runs from {low} to {high}; the first must be the smaller"),
            );
            None
        }
        other => other.map(|(pair, _)| pair),
    };
    let (code, area) = indicator_of(&indicator?);
    let (of, from) = of?;
    let value = What {
        from,
        unit: String::new(),
        range,
        factor: 1.0,
        leave_out: BTreeSet::new(),
        flags: BTreeMap::new(),
        beside: Beside::default(),
    };
    let pick = Pick {
        from: CodeOrigin::Value(code.clone()),
        table: BTreeMap::new(),
        leave_out: BTreeSet::new(),
    };
    let mut own = mapping?.clone();
    (own.indicator, own.value) = (Some(pick), value);
    let share_of = match share_of {
        Some(share) => Some(share?),
        None => None,
    };
    Some(Measure {
        code,
        area,
        of,
        only,
        blank,
        share_of,
        suppress_under,
        per,
        smooth,
        mapping: own,
    })
}

/// Exactly one of `sum`, `count` and `distinct`.
fn counted(
    r: &mut Reader,
    s: &mut Section,
    at: Position,
    (period, territory_heads): (Option<&When>, bool),
) -> Option<(Counted, Values)> {
    let said = ["sum", "count", "distinct"].map(|key| s.has(key));
    let sum = head(r, s, "sum");
    let count = r.boolean(s, "count");
    let distinct = head(r, s, "distinct");
    if said.iter().filter(|said| **said).count() != 1 || count == Some(false) {
        r.error(
            at,
            "recipe-measure",
            "[[measure]] needs exactly one of `sum`, `count = true` and `distinct`",
        );
        return None;
    }
    let wide =
        territory_heads || matches!(period, Some(When::MonthHeads { .. } | When::YearHeads { .. }));
    if wide && sum.is_none() && !said[0] {
        r.error(
            at,
            "recipe-measure",
            "the heads say when or where: what stands under them is added up",
        )
        .hint = Some("sum = \"{month}\", with the form of the heads".to_owned());
        return None;
    }
    Some(match (sum, distinct) {
        (Some(head), _) => (Counted::Sum, Values::Columns(vec![(head, None)])),
        (None, Some(head)) => (Counted::Distinct(head), Values::Each(1.0)),
        (None, None) if count == Some(true) => (Counted::Records, Values::Each(1.0)),
        (None, None) => return None,
    })
}

/// `where`: the records that a measure is of.
fn condition(r: &mut Reader, s: &mut Section) -> Option<Keep> {
    if !s.has("where") {
        return None;
    }
    let mut own = r.table(s, "where")?;
    let at = own.at;
    let column = head(r, &mut own, "column");
    let [only, not] = ["only", "not"]
        .map(|key| texts(r, &mut own, key).into_iter().collect::<BTreeSet<String>>());
    no_keys_but(r, own, &["column", "only", "not"], "`where`");
    if only.is_empty() == not.is_empty() {
        r.error(
            at,
            "mapping-keep",
            "`where` needs exactly one of `only` and `not`, a list of cells",
        );
        return None;
    }
    if column.is_none() {
        r.error(at, "missing-key", "`where` needs `column`");
    }
    Some(Keep { column: column?, only, not, reason: String::new() })
}

/// `share_of` with the rule that says what belongs to it.
fn share(r: &mut Reader, s: &mut Section, at: Position) -> Option<(String, String)> {
    let of = required_text(r, s, "share_of", "[[measure]]")?;
    let rule = text(r, s, "rule");
    if rule.is_empty() {
        r.error(
            at,
            "missing-key",
            "a share needs `rule`: by which rule records belong to it, as the country has it",
        )
        .hint = Some("rule = \"Ley 30077, art. 3\"".to_owned());
        return None;
    }
    Some((of, rule))
}

/// Each measure has a name of its own, and a share is of another measure.
fn fit_together(r: &mut Reader, measures: &[(Measure, Position)]) {
    let name = |m: &Measure| (m.code.clone(), m.area.clone());
    let mut seen = BTreeSet::new();
    let suppresses = measures.iter().any(|(m, _)| m.suppress_under.is_some());
    for (measure, at) in measures {
        let gives_away = measure.per.is_some() || measure.smooth.is_some();
        if suppresses && measure.suppress_under.is_none() && gives_away {
            let message = format!(
                "`{}` would give away the counts that another measure suppresses",
                measure.code
            );
            r.error(*at, "recipe-measure", message).hint =
                Some("write `suppress_under` here too".to_owned());
        }
        if !seen.insert(name(measure)) {
            r.error(*at, "recipe-measure", format!("`{}` is measured twice", measure.code));
        }
        let Some((of, _)) = &measure.share_of else { continue };
        let whole = measures.iter().find(|(m, _)| m.code == *of);
        if whole.is_none_or(|(m, _)| m.share_of.is_some()) || *of == measure.code {
            let measured: Vec<&str> = measures
                .iter()
                .filter(|(m, _)| m.share_of.is_none() && m.code != measure.code)
                .map(|(m, _)| m.code.as_str())
                .collect();
            r.error(
                *at,
                "recipe-measure",
                format!("`share_of` is `{of}`, which is no other measure of this recipe"),
            )
            .hint = Some(format!("measured are {}", measured.join(", ")));
        }
    }
}
