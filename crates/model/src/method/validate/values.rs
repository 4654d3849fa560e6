//! Whether every number of a method lies where it may: what the reader of a file refuses key by
//! key.

use super::super::{Confidence, Indicator, Method, Raters, Rollup, Treat, Uncertainty, UnitKind};
use super::functions;
use super::ranges::Values;
use super::structure::rollups;
use crate::closed_scale::ClosedScale;
use crate::findings::Findings;

/// Largest number of decimals of a published score.
const DECIMALS: u8 = 12;
/// Longest window of a moving mean, in years.
const WINDOW: u8 = 50;
/// Most values that a column may have winsorised.
const WINSORISED: u32 = 1_000_000;

/// An error for every number that is not finite or lies outside its range.
pub(super) fn values(m: &Method, out: &mut Findings) {
    let mut v = Values::new(out);
    v.pair("the method", "scale", m.scale);
    v.most("the method", "decimals", u32::from(m.decimals), u32::from(DECIMALS));
    for n in &m.nodes {
        let of = format!("`{}`", n.id);
        v.not_negative(&of, "weight", n.weight);
        v.share(&of, "min_coverage", n.min_coverage);
        n.floor.into_iter().for_each(|f| v.finite(&of, "floor", f));
        functions::aggregate(&mut v, &of, n.aggregate);
    }
    for i in &m.indicators {
        indicator(&mut v, m, i);
    }
    for (table, rollup) in rollups(m) {
        rolled(&mut v, m, &format!("[rollup.{table}]"), rollup);
    }
    for b in &m.bands {
        b.below.into_iter().for_each(|x| v.finite(format!("the band `{}`", b.id), "below", x));
    }
    confidence(&mut v, &m.confidence);
    steps(&mut v, m);
    uncertainty(&mut v, &m.uncertainty);
    raters(&mut v, &m.raters);
}

fn indicator(v: &mut Values<'_>, m: &Method, i: &Indicator) {
    let of = format!("`{}`", i.code);
    v.not_negative(&of, "weight", i.weight);
    v.not_negative(&of, "max_age", i.max_age);
    i.drift.iter().for_each(|d| v.drift(&of, *d));
    if let Some(ClosedScale { low, high }) = i.scale {
        v.pair(&of, "scale", [low, high]);
    }
    for post in i.goalposts.into_iter().flatten() {
        v.finite(&of, "goalposts", post);
    }
    if let Some(normalise) = i.normalise {
        functions::normalise(v, &of, normalise, m.scale);
    }
    i.per.iter().for_each(|p| v.positive(&of, "factor", p.factor));
    if let Some(window) = i.smooth {
        v.most(&of, "smooth", u32::from(window), u32::from(WINDOW));
        v.positive(&of, "smooth", f64::from(window));
    }
    if i.area.is_some() && m.unit != UnitKind::Territory {
        v.error(
            "area-in-code",
            format!("{of} has an `area`, which only a method whose unit is the territory reads"),
        );
    }
}

fn rolled(v: &mut Values<'_>, m: &Method, of: &str, r: &Rollup) {
    v.share(of, "min_coverage", r.min_coverage);
    functions::aggregate(v, of, r.aggregate);
    for weights in std::iter::once(&r.weights).chain(r.weights_of.iter().map(|(_, w)| w)) {
        for (code, weight) in weights {
            v.not_negative(format!("`{code}` in {of}"), "weight", *weight);
        }
        v.once(of, "weight", weights.iter().map(|(code, _)| code.as_str()));
    }
    let nodes = r.weights_of.iter().filter_map(|(n, _)| m.nodes.get(n.get()));
    v.once(of, "weights_of", nodes.map(|n| n.id.as_str()));
    // 0 switches the floor off, also on a scale that does not hold it.
    if let Some(f) = r.floor
        && f != 0.0
        && !(m.scale[0]..=m.scale[1]).contains(&f)
    {
        let [low, high] = m.scale;
        v.error(
            "out-of-range",
            format!("the floor of {of} is {f}, outside the scale {low} to {high}"),
        );
    }
}

fn confidence(v: &mut Values<'_>, c: &Confidence) {
    const OF: &str = "the confidence";
    for (key, x) in [
        ("ungraded", c.ungraded),
        ("corroboration", c.corroboration),
        ("moderate", c.moderate),
        ("high", c.high),
        ("floor", c.floor),
    ] {
        v.share(OF, key, x);
    }
    for (part, x) in c.reliability.iter().chain(&c.credibility) {
        v.share(OF, &part.to_string(), *x);
    }
    v.positive(OF, "timeliness", c.timeliness);
    if c.moderate > c.high {
        v.error("bad-cuts", format!("`moderate` ({}) is above `high` ({})", c.moderate, c.high));
    }
}

fn steps(v: &mut Values<'_>, m: &Method) {
    const OF: &str = "the steps";
    functions::impute(v, OF, m.steps.impute.as_ref());
    if let Some(screen) = m.steps.screen {
        v.share(OF, "threshold", screen.threshold);
    }
    if let Some(Treat { winsorise, skewness, kurtosis, then, .. }) = m.steps.treat {
        v.most(OF, "winsorise", winsorise, WINSORISED);
        v.finite(OF, "skewness", skewness);
        v.finite(OF, "kurtosis", kurtosis);
        then.into_iter().for_each(|t| functions::treat(v, OF, t));
    }
    functions::normalise(v, OF, m.steps.normalise, m.scale);
}

fn raters(v: &mut Values<'_>, r: &Raters) {
    let mut check = |key: &str, x: f64, fits: bool| {
        if !fits {
            v.error("out-of-range", format!("`{key}` of the raters is {x}"));
        }
    };
    check("panel_sd", r.panel_sd, Raters::is_panel_sd(r.panel_sd));
    check("range_level", r.range_level, Raters::is_level(r.range_level));
}

fn uncertainty(v: &mut Values<'_>, u: &Uncertainty) {
    const OF: &str = "the uncertainty";
    v.positive(OF, "concentration", u.concentration);
    for (grade, sd) in &u.sd {
        v.not_negative(format!("`{grade}` in {OF}"), "sd", *sd);
    }
    v.not_negative(format!("`ungraded` in {OF}"), "sd", u.sd_ungraded);
    u.drift.iter().for_each(|d| v.drift(OF, *d));
    v.share(OF, "change_threshold", u.change_threshold);
    v.share(OF, "tie", u.tie);
    for top in &u.top {
        v.positive(OF, "top", f64::from(*top));
    }
    for s in &u.switch {
        v.share("a switch of the uncertainty", "p", s.p);
        functions::aggregate(v, "a switch of the uncertainty", s.to);
    }
}
