//! The borders of the region and how they come to lie on paper.

use std::collections::BTreeMap;

/// Lines by territory, as `datasets/borders` describes them.
const BORDERS: &str = include_str!("../../borders/borders.csv");
/// Where a territory that is too small for its sign has it.
const TILES: &str = include_str!("../../borders/tiles.csv");

/// Drawn before the others: the source has its borders in a coarser form than its neighbours'.
pub(crate) const COARSE: &str = "GUF";

/// Longitude and latitude that the projection is centred on, in degrees.
pub(crate) const CENTRE: (f64, f64) = (-74.0, -12.0);
/// Radius of the sphere that has the area of the Earth, in kilometres.
const RADIUS: f64 = 6371.007;

/// A place on paper in kilometres from the centre: to the right and downwards.
pub(crate) type Place = (f64, f64);

/// Lambert's azimuthal equal-area projection of a longitude and latitude in degrees (Snyder 1987,
/// formulas 24-2 to 24-4).
pub(crate) fn projected((lon, lat): (f64, f64)) -> Place {
    let (l, p, p0) = ((lon - CENTRE.0).to_radians(), lat.to_radians(), CENTRE.1.to_radians());
    let (sin, cos) = (libm::sin(p), libm::cos(p));
    let (sin0, cos0) = (libm::sin(p0), libm::cos(p0));
    let k = libm::sqrt(2.0 / (1.0 + sin0 * sin + cos0 * cos * libm::cos(l)));
    let right = RADIUS * k * cos * libm::sin(l);
    let up = RADIUS * k * (cos0 * sin - sin0 * cos * libm::cos(l));
    (right, -up)
}

/// Where the sign of a small territory stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tile {
    /// Where the territory lies.
    pub at: Place,
    /// Where its sign does; none in the columns east of the Antilles.
    pub tile: Option<Place>,
}

/// The borders, projected.
pub(crate) struct Borders {
    /// The lines of each territory, the largest first. One that the source does not draw has none.
    pub lines: BTreeMap<&'static str, Vec<Vec<Place>>>,
    pub tiles: BTreeMap<&'static str, Tile>,
}

impl Borders {
    /// Reads what is embedded; an error names the line.
    pub(crate) fn read() -> Result<Self, String> {
        let mut lines = BTreeMap::new();
        for (i, line) in BORDERS.lines().enumerate().skip(1) {
            let broken = || format!("borders.csv:{}", i + 1);
            let (code, rings) = line.split_once(',').ok_or_else(broken)?;
            let rings: Option<Vec<_>> = rings.split(';').map(ring).collect();
            lines.insert(code, rings.ok_or_else(broken)?);
        }
        let mut tiles = BTreeMap::new();
        for (i, line) in TILES.lines().enumerate().skip(1) {
            let (code, tile) = tile(line).ok_or_else(|| format!("tiles.csv:{}", i + 1))?;
            tiles.insert(code, tile);
            lines.entry(code).or_default();
        }
        Ok(Borders { lines, tiles })
    }

    /// The corners of the box around everything: left and top, right and bottom.
    pub(crate) fn extent(&self) -> (Place, Place) {
        let all = || self.lines.values().flatten().flatten();
        let low = all().fold((f64::MAX, f64::MAX), |a, p| (a.0.min(p.0), a.1.min(p.1)));
        let high = all().fold((f64::MIN, f64::MIN), |a, p| (a.0.max(p.0), a.1.max(p.1)));
        (low, high)
    }
}

/// A line of hundredths of a degree: the first point, then the way to each of the others.
fn ring(text: &str) -> Option<Vec<Place>> {
    let mut numbers = text.split(' ').map(str::parse::<i32>);
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut out = Vec::new();
    while let Some(dx) = numbers.next() {
        x = x.checked_add(dx.ok()?)?;
        y = y.checked_add(numbers.next()?.ok()?)?;
        out.push(projected((f64::from(x) / 100.0, f64::from(y) / 100.0)));
    }
    (out.len() > 2).then_some(out)
}

/// A line of `tiles.csv`.
fn tile(line: &'static str) -> Option<(&'static str, Tile)> {
    let fields: Vec<&str> = line.split(',').collect();
    let [code, lon, lat, tile_lon, tile_lat] = fields.as_slice() else { return None };
    let place = |lon: &str, lat: &str| Some(projected((lon.parse().ok()?, lat.parse().ok()?)));
    let tile = if tile_lon.is_empty() { None } else { Some(place(tile_lon, tile_lat)?) };
    Some((code, Tile { at: place(lon, lat)?, tile }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Square kilometres within a line.
    fn area(ring: &[Place]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        let twice: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
        twice.abs() / 2.0
    }

    #[test]
    fn the_projection_is_that_of_the_manual_and_keeps_areas() {
        // Snyder 1987, page 332: centred on 40° N 100° W, Earth of radius 3; here by the sphere's
        // own properties, since the centre is ours: the centre is the origin, and the antipodal
        // distance of a point 90° away is the radius times the root of 2.
        assert_eq!(projected(CENTRE), (0.0, -0.0));
        let away = projected((CENTRE.0 + 90.0, 0.0));
        let far = libm::sqrt(away.0 * away.0 + away.1 * away.1);
        assert!((far - RADIUS * libm::sqrt(2.0)).abs() < 1e-6, "{far}");
    }

    #[test]
    fn territories_are_as_large_as_they_are() {
        // Total areas in thousands of km², UN Demographic Yearbook 2022, table 3.
        let borders = Borders::read().unwrap();
        for (code, known, within) in [
            ("BRA", 8510.0, 0.03),
            ("ARG", 2780.0, 0.03),
            ("MEX", 1964.0, 0.03),
            ("PER", 1285.0, 0.03),
            ("COL", 1142.0, 0.03),
            ("BOL", 1099.0, 0.03),
            ("PRY", 407.0, 0.03),
            ("URY", 174.0, 0.03),
            ("SLV", 21.0, 0.06),
            ("JAM", 11.0, 0.06),
        ] {
            let own: f64 = borders.lines[code].iter().map(|r| area(r)).sum::<f64>() / 1e3;
            assert!((own / known - 1.0).abs() < within, "{code}: {own} for {known}");
        }
    }

    #[test]
    fn every_territory_of_the_region_has_a_place() {
        let shipped = ideal_model::Territories::shipped().unwrap();
        let region: Vec<&str> = shipped
            .iter()
            .filter(|t| t.groups.iter().any(|g| g == "M49-419"))
            .map(|t| t.code.as_str())
            .collect();
        assert!(region.len() > 50);
        let borders = Borders::read().unwrap();
        // Two without inhabitants, far out in the South Atlantic.
        let (own, out): (Vec<&str>, Vec<&str>) =
            region.iter().partition(|c| borders.lines.contains_key(*c));
        assert_eq!(out, ["BVT", "SGS"]);
        assert_eq!(own.len(), borders.lines.len(), "nothing of another region");
        for code in own {
            let drawn = !borders.lines[code].is_empty();
            assert!(drawn || borders.tiles.contains_key(code), "{code}");
            // The sign of a territory leads to it: into it, or to one of its shores.
            if let (true, Some(tile)) = (drawn, borders.tiles.get(code)) {
                let (x, y) = tile.at;
                let mut lines = borders.lines[code].iter();
                let right = |a: &Place, b: &Place| {
                    (a.1 > y) != (b.1 > y) && a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) > x
                };
                let leads = lines.any(|line| {
                    let next = line.iter().cycle().skip(1);
                    let crossed = line.iter().zip(next).filter(|(a, b)| right(a, b)).count();
                    let near = |p: &Place| (p.0 - x).abs() < 60.0 && (p.1 - y).abs() < 60.0;
                    crossed % 2 == 1 || line.iter().any(near)
                });
                assert!(leads, "{code}");
            }
        }
        // Neighbours have the same points along their border.
        let points = |code: &str| -> Vec<[u64; 2]> {
            borders.lines[code].iter().flatten().map(|p| [p.0.to_bits(), p.1.to_bits()]).collect()
        };
        for (a, b, least) in [("ARG", "CHL", 30), ("BRA", "BOL", 15), ("COL", "VEN", 15)] {
            let (a, b) = (points(a), points(b));
            assert!(a.iter().filter(|p| b.contains(p)).count() >= least);
        }
    }
}
