//! Figures that look as if somebody had changed their unit: ten, a hundred, a thousand times their
//! neighbours in time, or those of another source.
//!
//! Enforcement counts leap by nature, and so do small numbers: a series is judged by how calm it is
//! otherwise.

use std::collections::BTreeMap;

use ideal_model::method::Kind;
use ideal_model::{AssessmentInput, Finding, Findings, GroupSeries, Period, Value};

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
    /// Territory and area, in the evidence's order.
    place: u64,
    rater: Option<u32>,
    period: Period,
    /// Above zero; 0 where the row says zero, less, or that a figure is not to be had. A series
    /// with one is not judged.
    value: f64,
    row: u32,
}

impl Point {
    /// What the rows of one series have in common, besides indicator and source. Months beside
    /// years are their parts.
    fn series(&self) -> (u64, Option<u32>, bool) {
        (self.place, self.rater, self.period.is_year())
    }
}

/// What one source says of one indicator, series by series, each in the order of its periods.
struct Figures(Vec<Point>);

impl Figures {
    /// Puts points, in the order of their periods within each place, in order.
    fn new(mut points: Vec<Point>) -> Self {
        points.sort_by_key(Point::series);
        Figures(points)
    }

    fn series(&self) -> impl Iterator<Item = &[Point]> {
        self.0
            .chunk_by(|x, y| x.series() == y.series())
            .filter(|points| points.iter().all(|p| p.value > 0.0))
    }
}

/// By indicator: what each source says of it.
type BySource = Vec<BTreeMap<Option<u32>, Figures>>;

/// A step of a series by a power of ten.
#[derive(Clone, Copy)]
struct Leap {
    from: Period,
    to: Point,
    power: i32,
}

/// Notes about series, also where one source goes on for another, and about sources that give the
/// same figures in another size.
pub(super) fn factors(a: &AssessmentInput, readers: &Readers<'_>, out: &mut Findings) {
    let by_source = by_source(a, readers);
    let mut leaps = in_time(&by_source);
    leaps.extend(between_sources(a, &by_source, out));
    say(a, leaps, out);
}

/// The figures of rows that are about something the method reads, where they are no counts that
/// leap by nature.
fn by_source(a: &AssessmentInput, readers: &Readers<'_>) -> BySource {
    let e = &a.evidence;
    // What is derived from groups is in no unit that could have changed.
    let derived = |i: u32| GroupSeries::from_word(e.indicators.code(i)).is_some();
    let leaping = |i: u32| {
        derived(i) || readers.leaves_of(i).any(|i| i.scale.is_some() || i.kind == Kind::Enforcement)
    };
    let calm: Vec<bool> = (0u32..).zip(e.indicators.iter()).map(|(i, _)| !leaping(i)).collect();
    let mut points: Vec<BTreeMap<Option<u32>, Vec<Point>>> =
        calm.iter().map(|_| BTreeMap::new()).collect();
    let areas = e.crime_areas.len() as u64 + 1;
    for (row, o) in (0u32..).zip(&e.observations) {
        let (Some(true), Some(points)) =
            (calm.get(o.indicator as usize), points.get_mut(o.indicator as usize))
        else {
            continue;
        };
        let value = match o.value {
            Value::Number(value) if value > 0.0 => value,
            Value::Missing | Value::Unknown | Value::NotApplicable => continue,
            _ => 0.0,
        };
        if readers.is_about(o) {
            let place =
                u64::from(o.territory) * areas + o.crime_area.map_or(0, |area| u64::from(area) + 1);
            points.entry(o.source).or_default().push(Point {
                place,
                rater: o.rater,
                period: o.period,
                value,
                row,
            });
        }
    }
    points
        .into_iter()
        .map(|of| of.into_iter().map(|(source, points)| (source, Figures::new(points))).collect())
        .collect()
}

/// The power of ten that one value is of another, if it is about one: within a factor `slack` for
/// ten, its square beyond.
fn power(from: f64, to: f64, slack: f64) -> Option<i32> {
    let (ratio, sign) = if to >= from { (to / from, 1) } else { (from / to, -1) };
    if ratio < 10.0 / slack {
        return None;
    }
    let about = |size: f64, slack: f64| (size / slack..=size * slack).contains(&ratio);
    let sizes = [
        (1, 10.0, slack),
        (2, 100.0, slack * slack),
        (3, 1e3, slack * slack),
        (6, 1e6, slack * slack),
    ];
    sizes.into_iter().find(|(_, size, slack)| about(*size, *slack)).map(|(p, ..)| sign * p)
}

/// The steps of a series by a power of ten, and whether it is calm but for them.
fn leaps(points: &[Point]) -> (Vec<Leap>, bool) {
    let (mut found, mut calm, mut wild) = (Vec::new(), 0, false);
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        if let Some(power) = power(from.value, to.value, SLACK) {
            found.push(Leap { from: from.period, to: *to, power });
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
    (found, right && !wild)
}

/// Of all leaps in a source's figures, those that most of its series take at once, however short
/// they are.
fn together(figures: &Figures, mut all: Vec<Leap>) -> Vec<Leap> {
    let step = |l: &Leap| (l.from, l.to.period);
    all.sort_by_key(step);
    let often: Vec<&[Leap]> =
        all.chunk_by(|x, y| step(x) == step(y)).filter(|leaps| leaps.len() >= 3).collect();
    if often.is_empty() {
        return Vec::new();
    }
    let steps: Vec<(Period, Period)> =
        often.iter().filter_map(|leaps| leaps.first().map(step)).collect();
    let mut counts = vec![0; steps.len()];
    for pair in figures.series().flat_map(|points| points.windows(2)) {
        let [from, to] = pair else { continue };
        if let Some(count) =
            steps.binary_search(&(from.period, to.period)).ok().and_then(|i| counts.get_mut(i))
        {
            *count += 1;
        }
    }
    let mut out = Vec::new();
    for (leaps, count) in often.into_iter().zip(counts) {
        for p in POWERS.into_iter().flat_map(|p| [p, -p]) {
            let same = || leaps.iter().filter(|l| l.power == p);
            if same().count() >= 3 && same().count() * 5 >= count * 4 {
                out.extend(same());
            }
        }
    }
    out
}

fn in_time(by_source: &BySource) -> Vec<Leap> {
    let mut found: Vec<Leap> = Vec::new();
    for figures in by_source.iter().flat_map(BTreeMap::values) {
        let mut all = Vec::new();
        for (leaps, calm_else) in figures.series().map(leaps) {
            if calm_else {
                found.extend(&leaps);
            }
            all.extend(leaps);
        }
        found.extend(together(figures, all));
    }
    found
}

fn say(a: &AssessmentInput, mut found: Vec<Leap>, out: &mut Findings) {
    found.sort_by_key(|l| (l.power.abs(), l.to.row));
    found.dedup_by_key(|l| (l.power.abs(), l.to.row));
    for size in POWERS {
        let of: Vec<&Leap> = found.iter().filter(|l| l.power.abs() == size).collect();
        let Some(first) = of.first() else { continue };
        let steps: Vec<String> = of.iter().map(|l| step(a, l)).collect();
        let message = format!(
            "figures leap by a factor of about {} in series that are calm otherwise: {}",
            words(size),
            listed(&steps, 3)
        );
        out.push(note(
            "factor-in-time",
            message,
            "are all their rows in the same unit?",
            a,
            first.to.row,
            of.len(),
        ));
    }
}

fn step(a: &AssessmentInput, l: &Leap) -> String {
    let Some(o) = a.evidence.observations.get(l.to.row as usize) else { return String::new() };
    let (code, territory) =
        (a.evidence.indicators.code(o.indicator), a.evidence.territories.code(o.territory));
    let way = if l.power > 0 { "up" } else { "down" };
    format!("`{code}` of {territory} {way} in {} ({})", l.to.period, place(a, l.to.row))
}

/// Sources of one indicator that are compared, each with each. No indicator has so many publishers.
const COMPARED: usize = 200;

/// The figures of a source, one for each place and period, in their order.
fn one_each(figures: &Figures) -> Vec<Point> {
    // The last first: of several raters' figures the last counts.
    let mut out: Vec<Point> = figures.series().flatten().copied().collect();
    out.reverse();
    out.sort_by_key(|p| (p.place, p.period));
    out.dedup_by_key(|p| (p.place, p.period));
    out
}

/// The figures of two sources for what both are about; each has one for each place and period, in
/// their order.
fn shared<'p>(
    one: &'p [Point],
    other: &'p [Point],
) -> impl Iterator<Item = (&'p Point, &'p Point)> {
    let mut others = other.iter().peekable();
    one.iter().filter_map(move |x| {
        while others.next_if(|y| (y.place, y.period) < (x.place, x.period)).is_some() {}
        others.next_if(|y| (y.place, y.period) == (x.place, x.period)).map(|y| (x, y))
    })
}

/// How many figures two sources share, and those of the second that are a power of ten from the
/// first's.
fn apart<'p>(one: &'p [Point], other: &'p [Point]) -> (usize, Vec<(i32, &'p Point)>) {
    let (mut count, mut apart) = (0, Vec::new());
    for (x, y) in shared(one, other) {
        count += 1;
        apart.extend(power(x.value, y.value, SLACK).map(|power| (power, y)));
    }
    if count == 1 {
        apart = shared(one, other)
            .filter_map(|(x, y)| Some((power(x.value, y.value, CLOSE)?, y)))
            .collect();
    }
    (count, apart)
}

/// Leaps where one source goes on for another: each period has one of them.
fn in_succession(sources: &[(Option<u32>, Vec<Point>)]) -> Vec<Leap> {
    let mut points: Vec<(usize, Point)> =
        (0..).zip(sources).flat_map(|(n, (_, of))| of.iter().map(move |p| (n, *p))).collect();
    points.sort_by_key(|(_, p)| (p.place, p.period.is_year(), p.period));
    let mut found = Vec::new();
    for series in points
        .chunk_by(|(_, x), (_, y)| (x.place, x.period.is_year()) == (y.place, y.period.is_year()))
    {
        let (leaps, calm_else) = leaps(&series.iter().map(|(_, p)| *p).collect::<Vec<Point>>());
        let changes = |l: &&Leap| {
            series
                .windows(2)
                .any(|w| matches!(w, [(x, _), (y, to)] if x != y && to.row == l.to.row))
        };
        if calm_else && leaps.iter().all(|leap| changes(&leap)) {
            found.extend(&leaps);
        }
    }
    found
}

/// Sources of one indicator whose figures for the same keys are a power of ten apart. Gives the
/// leaps where they have no key in common, and one goes on where another ends.
fn between_sources(a: &AssessmentInput, by_source: &BySource, out: &mut Findings) -> Vec<Leap> {
    let mut leaps = Vec::new();
    for (indicator, sources) in (0u32..).zip(by_source).filter(|(_, sources)| sources.len() > 1) {
        let sources: Vec<_> = sources
            .iter()
            .take(COMPARED)
            .map(|(source, figures)| (*source, one_each(figures)))
            .collect();
        let pairs = sources
            .iter()
            .enumerate()
            .flat_map(|(n, x)| sources.iter().skip(n + 1).map(move |y| (x, y)));
        let mut in_common = 0;
        for ((one, x), (other, y)) in pairs {
            let (count, apart) = apart(x, y);
            in_common += count;
            for p in POWERS.into_iter().flat_map(|p| [p, -p]).filter(|_| !apart.is_empty()) {
                let mut same = apart.iter().filter(|(power, _)| *power == p).map(|(_, at)| at);
                let many = same.clone().count();
                let (Some(at), true) = (same.next(), many * 5 >= count * 4) else { continue };
                let code = a.evidence.indicators.code(indicator);
                let name = |s: &Option<u32>| {
                    s.map_or_else(
                        || "rows without a source".to_owned(),
                        |s| format!("`{}`", a.evidence.sources.code(s)),
                    )
                };
                let (high, low) =
                    if p > 0 { (name(other), name(one)) } else { (name(one), name(other)) };
                let message = format!(
                    "`{code}`: for {many} of the {count} values that both give, {high} is about {} \
                     times {low}",
                    words(p.abs())
                );
                out.push(note(
                    "factor-between-sources",
                    message,
                    "are both in the same unit?",
                    a,
                    at.row,
                    many,
                ));
            }
        }
        if in_common == 0 {
            leaps.extend(in_succession(&sources));
        }
    }
    leaps
}

fn note(
    code: &str,
    message: String,
    hint: &str,
    a: &AssessmentInput,
    row: u32,
    count: usize,
) -> Finding {
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
