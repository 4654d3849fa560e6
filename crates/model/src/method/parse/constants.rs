//! Roll-ups, bands, and the constants of confidence and uncertainty.

use crate::document::{ItemValue, Position, Reader, Section};
use crate::grade::Scheme;
use crate::ids::NodeIx;
use crate::method::{Band, Confidence, POOLS, Rollup, Switch, Uncertainty, WeightDraws, defaults};

use super::tree::read_drift;
use super::{Known, Places, find, read_aggregate, reference, share};

const ROLLUP: [&str; 6] = ["aggregate", "weights", "weights_of", "floor", "min_coverage", "groups"];
const BAND: [&str; 4] = ["id", "name", "below", "of"];
const CONFIDENCE: [&str; 9] = [
    "scheme",
    "reliability",
    "credibility",
    "ungraded",
    "timeliness",
    "corroboration",
    "moderate",
    "high",
    "floor",
];
const UNCERTAINTY: [&str; 9] = [
    "concentration",
    "sd",
    "drift",
    "change_threshold",
    "top",
    "tie",
    "switch",
    "weights",
    "expert_pool",
];

fn code_weights(r: &mut Reader, t: &mut Section, key: &str) -> Vec<(String, f64)> {
    let mut out = Vec::new();
    for (code, w, at) in r.numbers_by_key(t, key).unwrap_or_default() {
        not_negative(r, &code, w, at);
        out.push((code, w));
    }
    out
}

fn not_negative(r: &mut Reader, code: &str, w: f64, at: Position) {
    if w < 0.0 {
        let message = format!("the weight of `{code}` is {w}; weights are finite and not below 0");
        r.error(at, "negative-weight", message);
    }
}

pub(super) fn read_rollup(
    r: &mut Reader,
    ids: &Known<NodeIx>,
    key: &str,
    mut t: Section,
    scale: [f64; 2],
) -> Rollup {
    let aggregate = read_aggregate(r, &mut t, "aggregate").unwrap_or_default();
    let weights = code_weights(r, &mut t, "weights");
    let mut weights_of = Vec::new();
    if let Some(mut of) = r.table(&mut t, "weights_of") {
        for (node, at, item) in of.take_all() {
            let index = find(r, &node, at, "weights_of", ids, "node");
            if let (Some(n), ItemValue::Table(inner)) = (index, item.value) {
                let mut wrap = inner;
                let mut weights = Vec::new();
                for (code, at, w) in wrap.take_all() {
                    if let Some(w) = r.as_number(&code, &w) {
                        not_negative(r, &code, w, at);
                        weights.push((code, w));
                    }
                }
                weights_of.push((n, weights));
            }
        }
    }
    let floor = r.number(&mut t, "floor").map(|(f, at)| {
        // 0 switches the floor off, also on a scale that does not hold it.
        if f != 0.0 && !(scale[0]..=scale[1]).contains(&f) {
            let message = format!(
                "the floor of [rollup.{key}] is {f}, outside the scale {} to {}",
                scale[0], scale[1]
            );
            r.error(at, "out-of-range", message);
        }
        f
    });
    let min_coverage = share(r, &mut t, "min_coverage", defaults::MIN_COVERAGE);
    let groups =
        r.texts(&mut t, "groups").unwrap_or_default().into_iter().map(|(s, _)| s).collect();
    r.unknown_keys(t, &ROLLUP, &format!("[rollup.{key}]"));
    Rollup { aggregate, weights, weights_of, floor, min_coverage, groups }
}

pub(super) fn read_bands(
    r: &mut Reader,
    top: &mut Section,
    ids: &Known<NodeIx>,
    scale: [f64; 2],
    places: &mut Places,
) -> Vec<Band> {
    let Some((items, _)) = r.list(top, "band") else {
        let bands = defaults::bands(scale);
        places.bands = vec![Position { line: 1, column: 1 }; bands.len()];
        return bands;
    };
    let mut out = Vec::new();
    for item in items {
        let ItemValue::Table(mut t) = item.value else {
            r.error(item.at, "wrong-type", "each band is a table, [[band]]");
            continue;
        };
        let Some((id, _)) = r.text(&mut t, "id") else {
            r.error(item.at, "missing-key", "a band has no `id`");
            continue;
        };
        let names = r.names(&mut t, "name");
        let below = r.number(&mut t, "below").map(|(b, _)| b);
        let of = if t.has("of") {
            match reference(r, &mut t, "of", ids, "node") {
                Some(n) => Some(n),
                None => continue,
            }
        } else {
            None
        };
        r.unknown_keys(t, &BAND, "[[band]]");
        out.push(Band { id, names, below, of });
        places.bands.push(item.at);
    }
    out
}

fn grade_table(
    r: &mut Reader,
    t: &mut Section,
    key: &str,
    places: &mut Vec<Position>,
) -> Vec<(char, f64)> {
    let mut out = Vec::new();
    for (k, v, at) in r.numbers_by_key(t, key).unwrap_or_default() {
        let mut chars = k.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if (0.0..=1.0).contains(&v) => {
                out.push((c, v));
                places.push(at);
            }
            (Some(_), None) => {
                r.error(at, "out-of-range", format!("`{key}.{k}` is {v}; it must lie in 0 to 1"));
            }
            _ => {
                r.error(
                    at,
                    "bad-grade",
                    format!("`{k}` in `{key}` should be one letter or digit of the scheme"),
                );
            }
        }
    }
    out
}

pub(super) fn read_confidence(r: &mut Reader, mut t: Section, places: &mut Places) -> Confidence {
    let d = Confidence::default();
    let scheme = r.word(&mut t, "scheme", &Scheme::ALL).unwrap_or_default();
    let out = Confidence {
        scheme,
        reliability: grade_table(r, &mut t, "reliability", &mut places.reliability),
        credibility: grade_table(r, &mut t, "credibility", &mut places.credibility),
        ungraded: share(r, &mut t, "ungraded", d.ungraded),
        timeliness: match r.number(&mut t, "timeliness") {
            Some((y, at)) if y <= 0.0 => {
                r.error(
                    at,
                    "out-of-range",
                    format!("`timeliness` is {y} years; it must be above 0"),
                );
                d.timeliness
            }
            Some((y, _)) => y,
            None => d.timeliness,
        },
        corroboration: share(r, &mut t, "corroboration", d.corroboration),
        moderate: share(r, &mut t, "moderate", d.moderate),
        high: share(r, &mut t, "high", d.high),
        floor: share(r, &mut t, "floor", d.floor),
    };
    if out.moderate > out.high {
        r.error(
            t.at,
            "bad-cuts",
            format!("`moderate` ({}) is above `high` ({})", out.moderate, out.high),
        );
    }
    r.unknown_keys(t, &CONFIDENCE, "[confidence]");
    out
}

pub(super) fn read_uncertainty(
    r: &mut Reader,
    ids: &Known<NodeIx>,
    mut t: Section,
    places: &mut Places,
) -> Uncertainty {
    let d = Uncertainty::default();
    places.uncertainty = t.at;
    let positive = |r: &mut Reader, t: &mut Section, key: &str, default: f64| match r.number(t, key)
    {
        Some((x, at)) if x <= 0.0 => {
            r.error(at, "out-of-range", format!("`{key}` is {x}; it must be above 0"));
            default
        }
        Some((x, _)) => x,
        None => default,
    };
    let concentration = positive(r, &mut t, "concentration", d.concentration);
    let mut sd = d.sd;
    let mut sd_ungraded = d.sd_ungraded;
    if let Some(given) = r.numbers_by_key(&mut t, "sd") {
        sd = Vec::new();
        for (grade, s, at) in given {
            if s < 0.0 {
                r.error(
                    at,
                    "out-of-range",
                    format!("the standard deviation of `{grade}` is {s}; it must not be below 0"),
                );
            } else if grade == "ungraded" {
                sd_ungraded = s;
            } else if grade.chars().count() == 2 {
                sd.push((grade, s));
                places.sd.push(at);
            } else {
                r.error(
                    at,
                    "bad-grade",
                    format!(
                        "`{grade}` is no grade; write reliability and \
                                                  credibility, such as B2, or ungraded"
                    ),
                );
            }
        }
    }
    let drift = read_drift(r, &mut t);
    let change_threshold = share(r, &mut t, "change_threshold", d.change_threshold);
    let tie = share(r, &mut t, "tie", d.tie);
    let top = match r.list(&mut t, "top") {
        Some((items, at)) => {
            places.top = at;
            let mut top = Vec::new();
            for item in items {
                match item.value {
                    ItemValue::Integer(k) if k > 0 => {
                        top.push(u32::try_from(k).unwrap_or(u32::MAX))
                    }
                    _ => {
                        r.error(item.at, "wrong-type", "`top` is a list of whole numbers above 0");
                    }
                }
            }
            top
        }
        None => d.top,
    };
    let switch = read_switches(r, ids, &mut t, places);
    let weights = r.word(&mut t, "weights", WeightDraws::ALL).unwrap_or(d.weights);
    let expert_pool = r.word(&mut t, "expert_pool", &POOLS).unwrap_or(d.expert_pool);
    r.unknown_keys(t, &UNCERTAINTY, "[uncertainty]");
    Uncertainty {
        errors: None,
        concentration,
        sd,
        sd_ungraded,
        drift,
        change_threshold,
        top,
        tie,
        switch,
        weights,
        expert_pool,
    }
}

/// The alternative settings of a draw.
fn read_switches(
    r: &mut Reader,
    ids: &Known<NodeIx>,
    t: &mut Section,
    places: &mut Places,
) -> Vec<Switch> {
    let mut switch = Vec::new();
    if let Some((items, at)) = r.list(t, "switch") {
        places.switch = at;
        for item in items {
            let ItemValue::Table(mut s) = item.value else {
                r.error(
                    item.at,
                    "wrong-type",
                    "each switch is a table { what = \"aggregate\", node \
                                                = \"...\", to = \"...\", p = 0.25 }",
                );
                continue;
            };
            let what = r.word(&mut s, "what", &[("aggregate", ())]);
            let node = reference(r, &mut s, "node", ids, "node");
            let to = read_aggregate(r, &mut s, "to");
            let p = share(r, &mut s, "p", 0.0);
            r.unknown_keys(s, &["what", "node", "to", "p"], "`switch`");
            if let (Some(()), Some(node), Some(to)) = (what, node, to) {
                switch.push(Switch { node, to, p });
            }
        }
    }
    switch
}
