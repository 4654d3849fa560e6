//! What must hold for an assessment to be run, however it was made.
//!
//! The reader of a project sees to all of it; an assessment built in code can be anything.

use std::collections::{BTreeMap, BTreeSet};

use super::AssessmentInput;
use super::codes::named_codes;
use crate::closed_scale::ClosedScale;
use crate::evidence::{Codes, Evidence};
use crate::finding::{Concern, Finding};
use crate::findings::Findings;
use crate::judgement::check_judgements;
use crate::method::{Impute, UnitKind, WeightDraws};
use crate::observation::{Observation, Value};
use crate::published::shortest;
use crate::territory::check_code;

impl AssessmentInput {
    /// Checks an assessment that was built or changed in code: its method
    /// ([`Method::validate`](crate::Method::validate)), editions, territories, crime areas and
    /// groups, and every observation, in one pass over them.
    ///
    /// What is not looked at because nothing depends on it: the order of observations, and rows
    /// that no leaf reads as long as their indices are those of codes.
    ///
    /// # Errors
    /// Every rule that is broken, with the code, the edition or the row that breaks it.
    pub fn validate(&self) -> Result<(), Vec<Finding>> {
        let mut findings = Findings::default();
        findings.extend(self.method.validate().err().unwrap_or_default());
        editions(self, &mut findings);
        territories(self, &mut findings);
        crime_areas(self, &mut findings);
        groups(self, &mut findings);
        sources(self, &mut findings);
        draws(self, &mut findings);
        observations(self, &mut findings);
        comparisons(self, &mut findings);
        named_codes(self, &mut findings);
        judgements(self, &mut findings);
        findings.extend(self.findings_of_groups());
        let errors = findings.finish();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn editions(a: &AssessmentInput, out: &mut Findings) {
    if a.editions.is_empty() {
        out.push(Finding::error("no-editions", "the assessment has no editions"));
    }
    for pair in a.editions.windows(2) {
        let [before, after] = pair else { continue };
        if before == after {
            let message = format!("the edition {after} stands twice");
            out.push(Finding::error("edition-twice", message));
        } else if before > after {
            let message = format!("the edition {after} stands after {before}");
            out.push(Finding::error("editions-order", message));
        }
    }
}

fn territories(a: &AssessmentInput, out: &mut Findings) {
    let codes = || a.territories.iter().map(|t| t.code.as_str());
    if a.territories.is_empty() {
        out.push(Finding::error("no-territories", "the assessment has no territories"));
    }
    in_order("territory", "territory-twice", "territories-order", codes(), out);
    let parents: BTreeMap<&str, &str> = a
        .territories
        .iter()
        .filter_map(|t| Some((t.code.as_str(), t.parent.as_deref()?)))
        .collect();
    // Each is climbed from once: what an earlier climb came through leads nowhere new.
    let mut climbed: BTreeMap<&str, usize> = BTreeMap::new();
    for (start, code) in parents.keys().enumerate() {
        let mut at = *code;
        while !climbed.contains_key(at) {
            climbed.insert(at, start);
            match parents.get(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        if let (Some(parent), true) = (parents.get(at), climbed.get(at) == Some(&start)) {
            let message = format!("`{at}` is a part of itself, by its parent `{parent}`");
            out.push(Finding::error("parent-circle", message));
        }
    }
}

fn crime_areas(a: &AssessmentInput, out: &mut Findings) {
    match (a.method.unit, a.crime_areas.first()) {
        (UnitKind::TerritoryArea, None) => {
            out.push(Finding::error("no-crime-areas", "the assessment has no crime areas"));
        }
        (UnitKind::Territory, Some(first)) => {
            let message = format!(
                "the assessment has the crime area `{}`, and its method assesses territories as a \
                 whole",
                first.code
            );
            out.push(Finding::error("crime-areas", message));
        }
        _ => {}
    }
    let codes = a.crime_areas.iter().map(|c| c.code.as_str());
    in_order("crime area", "crime-area-twice", "crime-areas-order", codes, out);
}

/// Codes that can stand in results, in ascending order and each once.
fn in_order<'c>(
    what: &str,
    twice: &str,
    order: &str,
    codes: impl Iterator<Item = &'c str>,
    out: &mut Findings,
) {
    let mut before: Option<&str> = None;
    for code in codes {
        if let Err(e) = check_code(code) {
            out.push(Finding::error("bad-code", format!("{what}: {e}")));
        }
        match before {
            Some(b) if b == code => {
                out.push(Finding::error(twice, format!("the {what} `{code}` stands twice")));
            }
            Some(b) if b > code => {
                let message = format!("the {what} `{code}` stands after `{b}`");
                out.push(Finding::error(order, message).hint("they stand in the order of codes"));
            }
            _ => {}
        }
        before = Some(code);
    }
}

fn groups(a: &AssessmentInput, out: &mut Findings) {
    let known: BTreeSet<&str> = a.territories.iter().map(|t| t.code.as_str()).collect();
    let mut seen = BTreeSet::new();
    for g in &a.groups {
        let code = g.code.as_str();
        if code.is_empty() || code == "*" {
            let message = format!("a group has the code `{code}`, which stands for no group");
            out.push(Finding::error("bad-code", message));
        }
        if !seen.insert(code) || known.contains(code) {
            let message = format!("the group `{code}` has the code of another group or territory");
            out.push(Finding::error("group-twice", message));
        }
        for member in g.members.iter().filter(|m| !known.contains(m.as_str())) {
            let message = format!("`{member}` of the group `{code}` is no territory assessed");
            out.push(Finding::error("unknown-territory", message));
        }
    }
    let wanted = a.method.rollup_region.iter().flat_map(|r| &r.groups);
    for name in wanted.filter(|name| !seen.contains(name.as_str())) {
        let message = format!("the assessment has no group `{name}`, which [rollup.region] names");
        out.push(Finding::error("unknown-group", message));
    }
    let column = a.method.steps.impute.as_ref().and_then(Impute::group);
    let wanted = column.map_or(0, |_| a.territories.len());
    if a.impute_groups.len() != wanted {
        let message = format!(
            "the assessment has {} values of a group to impute by, and its method asks for \
             {wanted}",
            a.impute_groups.len()
        );
        out.push(Finding::error("impute-groups", message));
    }
}

fn sources(a: &AssessmentInput, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for s in &a.sources {
        if !seen.insert(s.id.as_str()) {
            out.push(Finding::error("source-twice", format!("there are two sources `{}`", s.id)));
        }
    }
}

/// Judgements are looked at where draws ask for them. Those of nodes that the method does not have
/// are left alone: a project may be run under another method than the one its experts saw.
fn judgements(a: &AssessmentInput, out: &mut Findings) {
    if a.method.uncertainty.weights == WeightDraws::Experts {
        let found = check_judgements(&a.method, &a.judgements).finish();
        let strange = |f: &Finding| f.concern == Some(Concern::Undeclared);
        out.extend(found.into_iter().filter(|f| f.is_error() && !strange(f)));
    }
}

fn draws(a: &AssessmentInput, out: &mut Findings) {
    let most = AssessmentInput::MOST_DRAWS;
    if a.draws > most {
        let message = format!("the assessment has {} draws; {most} is the most", a.draws);
        out.push(Finding::error("too-many-draws", message));
    }
}

fn observations(a: &AssessmentInput, out: &mut Findings) {
    let e = &*a.evidence;
    let scales = scales(a);
    if u32::try_from(e.observations.len()).is_err() {
        out.push(Finding::error("too-many-rows", "there are more observations than 4 294 967 295"));
    }
    for (i, o) in e.observations.iter().enumerate() {
        if !is_sound(e, o) {
            complain(e, i, o, out);
        } else if let (Value::Number(x), Some(Some(scale))) =
            (o.value, scales.get(o.indicator as usize))
            && !scale.holds(x)
        {
            let message = format!(
                "`{}` is on a scale of {scale}, and {} says {}",
                e.indicators.code(o.indicator),
                row(e, i),
                shortest(x)
            );
            out.push(Finding::error("outside-scale", message));
        }
    }
    if let Some((first, second)) = same_key(e) {
        let message = format!(
            "{} and {} are of one territory, crime area, indicator, period, source and rater",
            row(e, first),
            row(e, second)
        );
        out.push(Finding::error("duplicate-row", message));
    }
}

fn comparisons(a: &AssessmentInput, out: &mut Findings) {
    for c in a.comparisons.iter().filter(|c| !c.value.is_finite()) {
        let message =
            format!("a rating of {} has the value {}, which is no quantity", c.of, c.value);
        out.push(Finding::error("bad-value", message));
    }
}

/// The closed scale of each indicator of the evidence, where the method gives it one.
fn scales(a: &AssessmentInput) -> Vec<Option<ClosedScale>> {
    let mut out = vec![None; a.evidence.indicators.len()];
    for i in &a.method.indicators {
        let series = a.evidence.indicators.find(&i.series);
        if let (Some(scale), Some(slot)) = (i.scale, series.and_then(|s| out.get_mut(s as usize))) {
            *slot = Some(scale);
        }
    }
    out
}

/// Whether nothing is wrong with an observation, decided without making texts.
fn is_sound(e: &Evidence, o: &Observation) -> bool {
    let known = |i: u32, codes: &Codes| (i as usize) < codes.len();
    known(o.territory, &e.territories)
        && known(o.indicator, &e.indicators)
        && known(o.origin.file, &e.files)
        && o.crime_area.is_none_or(|i| known(i, &e.crime_areas))
        && o.source.is_none_or(|i| known(i, &e.sources))
        && o.rater.is_none_or(|i| known(i, &e.raters))
        && o.origin.sheet.is_none_or(|i| known(i, &e.sheets))
        && is_value(o.value)
        && o.se.is_none_or(is_error)
        && has_its_range(o)
}

/// Whether a range, where there is one, lies about the number of the observation.
fn has_its_range(o: &Observation) -> bool {
    match (&o.range, o.value) {
        (None, _) => true,
        (Some(range), Value::Number(x)) => range.holds(x),
        (Some(_), _) => false,
    }
}

/// Whether a value is one: a finite number, or below a finite bound above 0.
fn is_value(value: Value) -> bool {
    match value {
        Value::Number(x) => x.is_finite(),
        Value::Censored(bound) => bound.is_finite() && bound > 0.0,
        Value::Nil | Value::NotApplicable | Value::Unknown | Value::Missing => true,
    }
}

/// Whether a number can be a standard error.
fn is_error(se: f64) -> bool {
    se.is_finite() && se >= 0.0
}

fn complain(e: &Evidence, i: usize, o: &Observation, out: &mut Findings) {
    let index = |what: &str, index: Option<u32>, codes: &Codes| {
        let index = index.filter(|i| *i as usize >= codes.len())?;
        Some(format!("{} has the {what} {index}, and there are {}", row(e, i), codes.len()))
    };
    let indices = [
        index("territory", Some(o.territory), &e.territories),
        index("crime area", o.crime_area, &e.crime_areas),
        index("indicator", Some(o.indicator), &e.indicators),
        index("source", o.source, &e.sources),
        index("rater", o.rater, &e.raters),
        index("file", Some(o.origin.file), &e.files),
        index("sheet", o.origin.sheet, &e.sheets),
    ];
    for message in indices.into_iter().flatten() {
        out.push(Finding::error("index-out-of-range", message));
    }
    if let (Value::Number(x) | Value::Censored(x), false) = (o.value, is_value(o.value)) {
        let message = format!("{} has the value {x}, which is no quantity", row(e, i));
        out.push(Finding::error("bad-value", message));
    }
    if let Some(se) = o.se.filter(|se| !is_error(*se)) {
        let message =
            format!("{} has the standard error {se}; it must be finite and not below 0", row(e, i));
        out.push(Finding::error("bad-se", message));
    }
    if !has_its_range(o) {
        let message = format!(
            "{} has a range that does not hold its value, has no end, or a confidence outside 50 \
             to 100",
            row(e, i)
        );
        out.push(Finding::error("bad-range", message));
    }
}

/// How an observation is called: by its position, and by its place where it has one.
fn row(e: &Evidence, i: usize) -> String {
    let place = e.observations.get(i).and_then(|o| {
        let file = e.files.iter().nth(o.origin.file as usize)?;
        Some(format!(" ({file}:{})", o.origin.line))
    });
    format!("the observation {i}{}", place.unwrap_or_default())
}

/// Two observations that say the same thing twice, by position.
fn same_key(e: &Evidence) -> Option<(usize, usize)> {
    let rows = &e.observations;
    // The reader of a project leaves them in this order.
    if rows.is_sorted_by_key(Observation::key) {
        let twice = rows.windows(2).position(|pair| match pair {
            [a, b] => a.key() == b.key(),
            _ => false,
        })?;
        return Some((twice, twice + 1));
    }
    let mut order: Vec<_> = rows.iter().map(Observation::key).zip(0..).collect();
    order.sort_unstable();
    order.windows(2).find_map(|pair| match pair {
        [a, b] if a.0 == b.0 => Some((a.1, b.1)),
        _ => None,
    })
}
