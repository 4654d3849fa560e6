//! Where the nodes of a small network lie: Fruchterman and Reingold's springs ("Graph drawing by
//! force-directed placement", 1991), from a spiral and not from chance, so that equal networks lie
//! equally. Written here: crates that lay graphs out draw random numbers or have no keeper.

/// Rounds in which nodes move.
const ROUNDS: u32 = 300;
/// The angle between seeds of a sunflower, in radians: no two nodes begin on one ray.
const GOLDEN: f64 = 2.399_963_229_728_653;
/// How strongly what hangs together with nothing else is held near the middle.
const GRAVITY: f64 = 0.6;

/// A place for each of `n` nodes, both coordinates 0..=1.
pub(super) fn places(n: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut at = settled(n, links);
    spread(&mut at);
    at
}

/// Where they come to rest.
fn settled(n: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut at: Vec<(f64, f64)> = (0..n).map(|i| seed(i, n)).collect();
    let ideal = libm::sqrt(1.0 / n.max(1) as f64);
    for round in 0..ROUNDS {
        let heat = 0.1 * (1.0 - f64::from(round) / f64::from(ROUNDS));
        let pulls = forces(&at, links, ideal);
        for (node, (dx, dy)) in at.iter_mut().zip(pulls) {
            let long = libm::sqrt(dx * dx + dy * dy);
            if long > 0.0 {
                let step = long.min(heat) / long;
                *node = (node.0 + dx * step, node.1 + dy * step);
            }
        }
    }
    at
}

/// Where a node begins.
fn seed(i: usize, n: usize) -> (f64, f64) {
    let (i, n) = (i as f64, n.max(1) as f64);
    let far = 0.5 * libm::sqrt((i + 0.5) / n);
    (0.5 + far * libm::cos(i * GOLDEN), 0.5 + far * libm::sin(i * GOLDEN))
}

/// What pushes and pulls each node.
fn forces(at: &[(f64, f64)], links: &[(usize, usize)], ideal: f64) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = (at.iter().enumerate())
        .map(|(i, a)| {
            let middle = (GRAVITY * ideal * (0.5 - a.0), GRAVITY * ideal * (0.5 - a.1));
            let others = at.iter().enumerate().filter(|(k, _)| *k != i);
            others.fold(middle, |sum, (_, b)| {
                let (dx, dy) = (a.0 - b.0, a.1 - b.1);
                let squared = (dx * dx + dy * dy).max(1e-9);
                let push = ideal * ideal / squared;
                (sum.0 + dx * push, sum.1 + dy * push)
            })
        })
        .collect();
    for &(i, k) in links {
        let (Some(a), Some(b)) = (at.get(i), at.get(k)) else { continue };
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let pull = libm::sqrt(dx * dx + dy * dy) / ideal;
        for (node, sign) in [(i, 1.0), (k, -1.0)] {
            if let Some(of) = out.get_mut(node) {
                *of = (of.0 + sign * dx * pull, of.1 + sign * dy * pull);
            }
        }
    }
    out
}

/// Stretches them over the whole square.
fn spread(at: &mut [(f64, f64)]) {
    let axis = |of: fn(&(f64, f64)) -> f64, at: &[(f64, f64)]| {
        let low = at.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = at.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (low, high - low)
    };
    let (x, y) = (axis(|p| p.0, at), axis(|p| p.1, at));
    let share = |value: f64, (low, wide): (f64, f64)| {
        if wide > 1e-9 { (value - low) / wide } else { 0.5 }
    };
    for p in at {
        *p = (share(p.0, x), share(p.1, y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_lies_nearer_than_what_is_not_and_equal_networks_lie_equally() {
        // Two triangles with nothing between them.
        let links = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)];
        let at = settled(6, &links);
        let far = |i: usize, k: usize| {
            let (dx, dy) = (at[i].0 - at[k].0, at[i].1 - at[k].1);
            libm::sqrt(dx * dx + dy * dy)
        };
        let within = links.iter().map(|&(i, k)| far(i, k)).fold(0.0, f64::max);
        let between = (0..3).flat_map(|i| (3..6).map(move |k| (i, k)));
        let between = between.map(|(i, k)| far(i, k)).fold(f64::INFINITY, f64::min);
        // 0.409 and 1.779: the same computed elsewhere, in another language.
        assert!((within - 0.409).abs() < 1e-3 && (between - 1.779).abs() < 1e-3);
        let at = places(6, &links);
        assert_eq!(at, places(6, &links));
        assert!(at.iter().all(|p| (0.0..=1.0).contains(&p.0) && (0.0..=1.0).contains(&p.1)));
        assert_eq!(places(1, &[]), [(0.5, 0.5)]);
        assert!(places(0, &[]).is_empty());
    }
}
