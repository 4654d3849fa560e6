//! Makes the borders of the map from Natural Earth's, with the same bytes every time.
//!
//! ```text
//! cargo run -p ideal-report --example generalise_borders -- NATURAL_EARTH_DIR datasets/borders [--check]
//! ```
//!
//! With `--check` nothing is written: it ends with 1 if the file would change. The README of the
//! folder says which files these are, and what is done to them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The files read, each with its SHA-256: others would give other borders.
const SOURCES: [(&str, &str); 2] = [
    ("latam_50m.geojson", "2da120a50b1bc7cb6dda530e0b06199a9370fe998bf18b470ef94e88b3157abf"),
    (
        "ne_110m_admin_0_countries.json",
        "a2faba6d84aeb04246240ee301c5e94a1a32b0e294a2c97094262fd0a6ae3c16",
    ),
];
/// What the source draws as part of another territory: the part whose first vertex lies in this
/// box of longitudes and latitudes.
const PARTS: [(&str, &str, [f64; 4]); 1] = [("GUF", "FRA", [-56.0, -50.0, 1.0, 7.0])];
/// How far a line may move, in degrees of latitude: about 8 km.
const TOLERANCE: f64 = 0.07;
/// The same of an island less than [`SMALL`] degrees wide and high.
const FINE: f64 = 0.02;
const SMALL: f64 = 2.0;
/// Islands smaller than this, in square degrees, are left out where a territory has a larger one.
const LEAST: f64 = 0.02;

/// A vertex in thousandths of a degree: longitude, latitude.
type Point = (i32, i32);
/// A closed line without its last point.
type Ring = Vec<Point>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(from), Some(to)) = (args.first(), args.get(1)) else {
        eprintln!("usage: generalise_borders NATURAL_EARTH_DIR datasets/borders [--check]");
        return ExitCode::from(2);
    };
    let made = match borders(Path::new(from)) {
        Ok(made) => made,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let file = Path::new(to).join("borders.csv");
    if args.iter().any(|a| a == "--check") {
        let same = std::fs::read_to_string(&file).is_ok_and(|now| now == made);
        println!("{}: {}", file.display(), if same { "the same" } else { "would change" });
        return if same { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match std::fs::write(&file, &made) {
        Ok(()) => {
            println!("{}: {} bytes", file.display(), made.len());
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{}: {e}", file.display());
            ExitCode::FAILURE
        }
    }
}

/// The whole file, from the folder with the sources.
pub fn borders(from: &Path) -> Result<String, String> {
    let mut all: BTreeMap<String, Vec<Ring>> = BTreeMap::new();
    for (name, wanted) in SOURCES {
        let bytes = std::fs::read(from.join(name)).map_err(|e| format!("{name}: {e}"))?;
        let found: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        if found != wanted {
            return Err(format!("{name} is another file: its SHA-256 is {found}, not {wanted}"));
        }
        let world: Value = serde_json::from_slice(&bytes).map_err(|e| format!("{name}: {e}"))?;
        for feature in world["features"].as_array().into_iter().flatten() {
            let properties = &feature["properties"];
            let code = properties["adm0_a3"].as_str().or(properties["ADM0_A3"].as_str());
            let code = code.ok_or_else(|| format!("{name}: a territory without a code"))?;
            let rings = rings(&feature["geometry"])?;
            if name.starts_with("latam") {
                all.insert(code.to_owned(), rings);
                continue;
            }
            for (part, whole, [west, east, south, north]) in PARTS {
                let inside = |r: &Ring| {
                    r.first().is_some_and(|&(x, y)| {
                        let (x, y) = (f64::from(x) / 1e3, f64::from(y) / 1e3);
                        (west..=east).contains(&x) && (south..=north).contains(&y)
                    })
                };
                if code == whole {
                    let own = rings.iter().filter(|r| inside(r)).cloned().collect();
                    all.insert(part.to_owned(), own);
                }
            }
        }
    }
    let met = met(&all);
    let mut out = String::from("code,rings\n");
    for (code, rings) in &all {
        let lines: Vec<String> = generalised(rings, &met).iter().map(written).collect();
        if lines.is_empty() {
            return Err(format!("nothing is left of {code}"));
        }
        out.push_str(&format!("{code},{}\n", lines.join(";")));
    }
    Ok(out)
}

/// The outer lines of a geometry; no territory of the region has a hole.
fn rings(geometry: &Value) -> Result<Vec<Ring>, String> {
    let parts = &geometry["coordinates"];
    let polygons: Vec<&Value> = match geometry["type"].as_str() {
        Some("Polygon") => vec![parts],
        Some("MultiPolygon") => parts.as_array().into_iter().flatten().collect(),
        other => return Err(format!("{other:?} is no area")),
    };
    let coordinate = |v: &Value| v.as_f64().map(|x| (x * 1e3).round() as i32);
    let mut out = Vec::new();
    for polygon in polygons {
        let mut ring = Ring::new();
        for point in polygon[0].as_array().into_iter().flatten() {
            let (x, y) = coordinate(&point[0]).zip(coordinate(&point[1])).ok_or("no number")?;
            if ring.last() != Some(&(x, y)) {
                ring.push((x, y));
            }
        }
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        out.push(ring);
    }
    Ok(out)
}

/// Where more than two lines meet. There a line is cut, so that both who share a border keep the
/// same of it.
fn met(all: &BTreeMap<String, Vec<Ring>>) -> BTreeSet<Point> {
    let mut beside: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for ring in all.values().flatten() {
        for (i, &at) in ring.iter().enumerate() {
            let next = ring[(i + 1) % ring.len()];
            beside.entry(at).or_default().insert(next);
            beside.entry(next).or_default().insert(at);
        }
    }
    beside.into_iter().filter(|(_, with)| with.len() > 2).map(|(at, _)| at).collect()
}

/// The lines of a territory that can be seen, each with fewer points, in hundredths of a degree.
fn generalised(rings: &[Ring], met: &BTreeSet<Point>) -> Vec<Ring> {
    let mut by_size: Vec<&Ring> = rings.iter().collect();
    by_size.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let mut out = Vec::new();
    for (i, ring) in by_size.into_iter().enumerate() {
        if i > 0 && area(ring) < LEAST {
            continue;
        }
        let small = extent(ring) < SMALL && !ring.iter().any(|p| met.contains(p));
        let simple = rounded(&simplified(ring, met, if small { FINE } else { TOLERANCE }));
        if simple.len() > 2 {
            out.push(simple);
        } else if i == 0 {
            // A territory smaller than the tolerance keeps what it has.
            out.push(rounded(ring));
        }
    }
    out
}

/// A line in hundredths of a degree, each point once.
fn rounded(ring: &Ring) -> Ring {
    let hundredth = |v: i32| (f64::from(v) / 10.0).round() as i32;
    let mut out: Ring = ring.iter().map(|&(x, y)| (hundredth(x), hundredth(y))).collect();
    out.dedup();
    if out.len() > 1 && out.first() == out.last() {
        out.pop();
    }
    out
}

/// Square degrees of latitude within a line.
fn area(ring: &Ring) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 = ring
        .iter()
        .zip(next)
        .map(|(&a, &b)| {
            let ((ax, ay), (bx, by)) = (flat(a), flat(b));
            ax * by - bx * ay
        })
        .sum();
    twice.abs() / 2.0
}

/// The longer side of the box around a line, in degrees.
fn extent(ring: &Ring) -> f64 {
    let side = |of: fn(&Point) -> i32| {
        let (low, high) = (ring.iter().map(of).min(), ring.iter().map(of).max());
        f64::from(high.unwrap_or(0) - low.unwrap_or(0)) / 1e3
    };
    side(|p| p.0).max(side(|p| p.1))
}

/// A point where a degree is as long in both directions.
fn flat((x, y): Point) -> (f64, f64) {
    let (x, y) = (f64::from(x) / 1e3, f64::from(y) / 1e3);
    (x * libm::cos(y.to_radians()), y)
}

/// The ring with the points of which a line without them would lie further than the tolerance
/// (Douglas and Peucker 1973), piece by piece between the points where lines meet.
fn simplified(ring: &Ring, met: &BTreeSet<Point>, tolerance: f64) -> Ring {
    let start = ring.iter().position(|p| met.contains(p));
    let least = ring.iter().enumerate().min_by_key(|(_, p)| **p).map_or(0, |(i, _)| i);
    let mut turned = ring.clone();
    turned.rotate_left(start.unwrap_or(least));
    turned.push(turned[0]);
    let mut cuts: Vec<usize> = (0..turned.len()).filter(|&i| met.contains(&turned[i])).collect();
    if start.is_none() {
        // A line that meets none is cut where it begins and at the point farthest from there.
        let far = |i: &usize| {
            let ((ax, ay), (bx, by)) = (flat(turned[0]), flat(turned[*i]));
            (ax - bx) * (ax - bx) + (ay - by) * (ay - by)
        };
        let middle = (1..turned.len() - 1).max_by(|a, b| far(a).total_cmp(&far(b)));
        cuts = [Some(0), middle, Some(turned.len() - 1)].into_iter().flatten().collect();
    }
    let mut out = Ring::new();
    for pair in cuts.windows(2) {
        let mut piece = turned[pair[0]..=pair[1]].to_vec();
        // Both sides of a border go along it in one direction.
        let back = piece.last() < piece.first();
        if back {
            piece.reverse();
        }
        let mut kept = thinned(&piece, tolerance);
        if back {
            kept.reverse();
        }
        kept.pop();
        out.extend(kept);
    }
    out
}

/// The points of a piece that are kept.
fn thinned(piece: &[Point], tolerance: f64) -> Ring {
    let mut keep = vec![false; piece.len()];
    keep[0] = true;
    keep[piece.len() - 1] = true;
    let mut open = vec![(0, piece.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let off = |i: usize| distance(flat(piece[i]), flat(piece[from]), flat(piece[to]));
        let Some(at) = (from + 1..to).max_by(|&a, &b| off(a).total_cmp(&off(b))) else { continue };
        if off(at) > tolerance {
            keep[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    piece.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(p, _)| *p).collect()
}

/// How far a point lies from the line between two others.
fn distance(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (p.0 - a.0 - along * dx, p.1 - a.1 - along * dy);
    libm::sqrt(x * x + y * y)
}

/// A ring as the file has it: the first point, then the way to each of the others.
fn written(ring: &Ring) -> String {
    let mut before = (0, 0);
    let mut out = Vec::new();
    for &(x, y) in ring {
        out.push(format!("{} {}", x - before.0, y - before.1));
        before = (x, y);
    }
    out.join(" ")
}
