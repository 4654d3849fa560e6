//! Figures that look as if somebody had changed their unit: ten, a hundred, a thousand times their neighbours in time, or
//! those of another source.
//!
//! Enforcement counts leap by nature, and so do small numbers: a series is judged by how calm it is otherwise.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Kind;
use ideal_model::{Assessment, Finding, Findings, Period, Value};

use super::unread::Readers;
use super::{listed, place};

/// Powers of ten that a change of unit makes.
const POWERS: [i32; 4] = [1, 2, 3, 6];

/// What a factor may be off ten, besides the change of the figure itself.
const SLACK: f64 = 1.2;

/// The same where a single pair of figures has to say it.
const CLOSE: f64 = 1.1;

/// Steps of a calm series.
const CALM: f64 = 1.6;

/// A value of a series, and its row.
#[derive(Clone, Copy)]
struct Point {
    period: Period,
    value: f64,
    row: u32,
}

/// The series of an indicator and a source.
type BySource = BTreeMap<(u32, Option<u32>), Vec<Vec<Point>>>;

/// A step of a series by a power of ten.
#[derive(Clone, Copy)]
struct Leap {
    to: Point,
    power: i32,
}

/// Notes about series, and about sources that give the same figures in another size.
pub(super) fn factors(a: &Assessment, readers: &Readers<'_>, out: &mut Findings) {
    // Indicator, source, territory, area, rater, whether the periods are years.
    type Key = (u32, Option<u32>, u32, Option<u32>, Option<u32>, bool);
    // Rows of a series stand together, so that a list of stretches is enough until they are put in order.
    let mut stretches: Vec<(Key, Vec<Point>)> = Vec::new();
    let mut zeros: BTreeSet<Key> = BTreeSet::new();
    let leaping = |i: u32| readers.leaves_of(i).any(|i| i.scale.is_some() || i.kind == Kind::Enforcement);
    let leaping: Vec<bool> = (0u32..).zip(a.evidence.indicators.iter()).map(|(i, _)| leaping(i)).collect();
    for (row, o) in a.evidence.observations.iter().enumerate() {
        if !readers.is_about(o) || leaping.get(o.indicator as usize).copied().unwrap_or(false) {
            continue;
        }
        let key = (o.indicator, o.source, o.territory, o.crime_area, o.rater, o.period.is_year());
        match (o.value, u32::try_from(row)) {
            (Value::Number(value), Ok(row)) if value > 0.0 => {
                let point = Point { period: o.period, value, row };
                match stretches.last_mut().filter(|(k, _)| *k == key) {
                    Some((_, points)) => points.push(point),
                    None => stretches.push((key, vec![point])),
                }
            }
            (Value::Missing | Value::Unknown | Value::NotApplicable, _) => {}
            _ => {
                zeros.insert(key);
            }
        }
    }
    let mut series: BTreeMap<Key, Vec<Point>> = BTreeMap::new();
    for (key, points) in stretches.into_iter().filter(|(key, _)| !zeros.contains(key)) {
        series.entry(key).or_default().extend(points);
    }
    let mut by_source: BySource = BTreeMap::new();
    for ((indicator, source, ..), mut points) in series {
        points.sort_by_key(|p| p.period);
        by_source.entry((indicator, source)).or_default().push(points);
    }
    in_time(a, &by_source, out);
    between_sources(a, &by_source, out);
}

/// The power of ten that one value is of another, if it is about one: within a factor `slack` for ten, its square beyond.
fn power(from: f64, to: f64, slack: f64) -> Option<i32> {
    let (ratio, sign) = if to >= from { (to / from, 1) } else { (from / to, -1) };
    if ratio < 10.0 / slack {
        return None;
    }
    let about = |size: f64, slack: f64| (size / slack..=size * slack).contains(&ratio);
    let sizes = [(1, 10.0, slack), (2, 100.0, slack * slack), (3, 1e3, slack * slack), (6, 1e6, slack * slack)];
    sizes.into_iter().find(|(_, size, slack)| about(*size, *slack)).map(|(p, ..)| sign * p)
}

/// Whether a series is calm but for these leaps.
fn leaps(points: &[Point]) -> Vec<Leap> {
    let (mut found, mut calm, mut wild) = (Vec::new(), 0, false);
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        if let Some(power) = power(from.value, to.value, SLACK) {
            found.push(Leap { to: *to, power });
        } else if (1.0 / CALM..=CALM).contains(&(to.value / from.value)) {
            calm += 1;
        } else {
            wild = true;
        }
    }
    let right = match found.as_slice() {
        // It starts, and stays: a single factor of ten says little after a few years.
        [one] => calm >= if one.power.abs() == 1 { 3 } else { 1 },
        // It comes and goes.
        [up, down] => up.power == -down.power && (calm >= 1 || up.power.abs() > 1),
        _ => false,
    };
    if wild || !right { Vec::new() } else { found }
}

/// Steps that most series of a source take at once, however short they are.
fn together(all: &[Vec<Point>]) -> Vec<Leap> {
    /// How many steps there are between two periods, and which of them are by a power of ten.
    type Steps = (usize, Vec<Leap>);
    let mut by_step: BTreeMap<(Period, Period), Steps> = BTreeMap::new();
    for pair in all.iter().flat_map(|points| points.windows(2)) {
        if let [from, to] = pair {
            let (count, leaps) = by_step.entry((from.period, to.period)).or_default();
            *count += 1;
            leaps.extend(power(from.value, to.value, SLACK).map(|power| Leap { to: *to, power }));
        }
    }
    let mut out = Vec::new();
    for (count, leaps) in by_step.into_values().filter(|(_, leaps)| leaps.len() >= 3) {
        for p in POWERS.into_iter().flat_map(|p| [p, -p]) {
            let same = || leaps.iter().filter(|l| l.power == p);
            if same().count() >= 3 && same().count() * 5 >= count * 4 {
                out.extend(same());
            }
        }
    }
    out
}

fn in_time(a: &Assessment, by_source: &BySource, out: &mut Findings) {
    let of_all = |all: &Vec<Vec<Point>>| all.iter().flat_map(|points| leaps(points)).chain(together(all)).collect::<Vec<Leap>>();
    let mut found: Vec<Leap> = by_source.values().flat_map(of_all).collect();
    found.sort_by_key(|l| (l.power.abs(), l.to.row));
    found.dedup_by_key(|l| (l.power.abs(), l.to.row));
    for size in POWERS {
        let of: Vec<&Leap> = found.iter().filter(|l| l.power.abs() == size).collect();
        let Some(first) = of.first() else { continue };
        let steps: Vec<String> = of.iter().map(|l| step(a, l)).collect();
        let message = format!("figures leap by a factor of about {} in series that are calm otherwise: {}", words(size), listed(&steps, 3));
        out.push(note("factor-in-time", message, "are all their rows in the same unit?", a, first.to.row, of.len()));
    }
}

fn step(a: &Assessment, l: &Leap) -> String {
    let Some(o) = a.evidence.observations.get(l.to.row as usize) else { return String::new() };
    let (code, territory) = (a.evidence.indicators.code(o.indicator), a.evidence.territories.code(o.territory));
    let way = if l.power > 0 { "up" } else { "down" };
    format!("`{code}` of {territory} {way} in {} ({})", l.to.period, place(a, l.to.row))
}

/// Sources of one indicator that are compared, each with each. No indicator has so many publishers.
const COMPARED: usize = 200;

/// What a figure is about, besides its indicator.
type Place = (u32, Option<u32>, Period);

/// The figures of two sources for what both are about; each is in the order of the places.
fn shared(one: &[(Place, Point)], other: &[(Place, Point)]) -> Vec<(Point, Point)> {
    let mut others = other.iter().peekable();
    let mut out = Vec::new();
    for (place, point) in one {
        while others.next_if(|(p, _)| p < place).is_some() {}
        out.extend(others.next_if(|(p, _)| p == place).map(|(_, other)| (*point, *other)));
    }
    out
}

/// Sources of one indicator whose figures for the same keys are a power of ten apart.
fn between_sources(a: &Assessment, by_source: &BySource, out: &mut Findings) {
    type OfSource = (Option<u32>, Vec<(Place, Point)>);
    let of = |all: &[Vec<Point>]| -> Vec<(Place, Point)> {
        // The last first: of several raters' figures for one place the last counts.
        let points = all.iter().flatten().rev();
        let mut out: Vec<(Place, Point)> = points
            .filter_map(|p| a.evidence.observations.get(p.row as usize).map(|o| ((o.territory, o.crime_area, o.period), *p)))
            .collect();
        out.sort_by_key(|(place, _)| *place);
        out.dedup_by_key(|(place, _)| *place);
        out
    };
    // Sources of one indicator, and the figures of each by what they are about.
    let mut of_indicator: BTreeMap<u32, Vec<OfSource>> = BTreeMap::new();
    let alone = |indicator: u32| by_source.range((indicator, None)..).take_while(|((i, _), _)| *i == indicator).nth(1).is_none();
    for ((indicator, source), all) in by_source.iter().filter(|((i, _), _)| !alone(*i)) {
        let sources = of_indicator.entry(*indicator).or_default();
        if sources.len() < COMPARED {
            sources.push((*source, of(all)));
        }
    }
    for (indicator, sources) in &of_indicator {
        let pairs = sources.iter().enumerate().flat_map(|(n, x)| sources.iter().skip(n + 1).map(move |y| (x, y)));
        for ((one, x), (other, y)) in pairs {
            let shared = shared(x, y);
            let slack = if shared.len() > 1 { SLACK } else { CLOSE };
            let apart: Vec<(i32, Point)> = shared.iter().filter_map(|(x, y)| Some((power(x.value, y.value, slack)?, *y))).collect();
            for p in POWERS.into_iter().flat_map(|p| [p, -p]).filter(|_| !apart.is_empty()) {
                let same: Vec<Point> = apart.iter().filter(|(power, _)| *power == p).map(|(_, at)| *at).collect();
                let (Some(at), true) = (same.first(), same.len() * 5 >= shared.len() * 4) else { continue };
                let code = a.evidence.indicators.code(*indicator);
                let name =
                    |s: &Option<u32>| s.map_or_else(|| "rows without a source".to_owned(), |s| format!("`{}`", a.evidence.sources.code(s)));
                let (high, low) = if p > 0 { (name(other), name(one)) } else { (name(one), name(other)) };
                let message = format!(
                    "`{code}`: for {} of the {} values that both give, {high} is about {} times {low}",
                    same.len(),
                    shared.len(),
                    words(p.abs())
                );
                out.push(note("factor-between-sources", message, "are both in the same unit?", a, at.row, same.len()));
            }
        }
    }
}

fn note(code: &str, message: String, hint: &str, a: &Assessment, row: u32, count: usize) -> Finding {
    let mut f = Finding::note(code, message).hint(hint);
    if let Some(o) = a.evidence.observations.get(row as usize) {
        f = f.in_file(a.evidence.files.code(o.origin.file)).at_line(u64::from(o.origin.line));
    }
    f.count = count as u64;
    f
}

fn words(power: i32) -> &'static str {
    match power {
        1 => "10",
        2 => "100",
        3 => "1000",
        _ => "a million",
    }
}
