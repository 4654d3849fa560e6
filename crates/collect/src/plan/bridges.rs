//! Which territories of other panels a panel rates too, so that all panels can be compared.

use ideal_model::Territory;

use crate::countries::{are_neighbours, country};

/// Bridge territories that each panel is given; a third joins what would stay apart.
const BRIDGES: usize = 2;

/// For each territory, each a panel of its own, the places of those that it rates too: the nearest
/// first, a neighbour before one of the same region.
///
/// Raters can be compared only where a path of territories that several panels rate leads from one
/// to the other. Where the nearest alone leave parts without one, a territory of each part bridges
/// to the next.
pub(crate) fn bridges(territories: &[Territory]) -> Vec<Vec<usize>> {
    let n = territories.len();
    let mut chosen: Vec<Vec<usize>> = Vec::with_capacity(n);
    // How often each is rated by others: of several as near as one another the least rated.
    let mut rated = vec![0_usize; n];
    for (i, own) in territories.iter().enumerate() {
        let mut others: Vec<usize> = (0..n).filter(|&j| j != i).collect();
        let rank = |&j: &usize| {
            (territories.get(j).map(|t| distance(territories, own, t)), rated.get(j).copied(), j)
        };
        others.sort_by_key(rank);
        others.truncate(BRIDGES);
        for &j in &others {
            if let Some(count) = rated.get_mut(j) {
                *count += 1;
            }
        }
        chosen.push(others);
    }
    while let Some((i, j)) = missing_link(territories, &chosen) {
        if let Some(list) = chosen.get_mut(i) {
            list.push(j);
        }
    }
    chosen
}

/// The nearest two territories of which one is linked to the first and the other is not.
fn missing_link(territories: &[Territory], chosen: &[Vec<usize>]) -> Option<(usize, usize)> {
    let part = linked_to_first(chosen);
    let is_in = |i: usize| part.get(i).copied().unwrap_or(false);
    let mut best = None;
    for (i, inside) in territories.iter().enumerate().filter(|(i, _)| is_in(*i)) {
        for (j, outside) in territories.iter().enumerate().filter(|(j, _)| !is_in(*j)) {
            let load = chosen.get(i).map_or(0, Vec::len);
            let rank = (distance(territories, inside, outside), load, i, j);
            if best.is_none_or(|b| rank < b) {
                best = Some(rank);
            }
        }
    }
    best.map(|(_, _, i, j)| (i, j))
}

/// Which territories a path of bridges links to the first.
fn linked_to_first(chosen: &[Vec<usize>]) -> Vec<bool> {
    let mut part = vec![false; chosen.len()];
    let mut todo = vec![0];
    while let Some(i) = todo.pop() {
        match part.get_mut(i) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        todo.extend(chosen.get(i).into_iter().flatten());
        todo.extend((0..chosen.len()).filter(|&j| chosen.get(j).is_some_and(|c| c.contains(&i))));
    }
    part
}

/// How far apart two territories are: 0 for parts of one country, 1 for neighbours, else by the
/// smallest region of UN M49 that holds both, counted in territories assessed.
fn distance(all: &[Territory], a: &Territory, b: &Territory) -> usize {
    let (country_a, country_b) = (country(a), country(b));
    if country_a == country_b {
        return 0;
    }
    if are_neighbours(country_a, country_b) {
        return 1;
    }
    // Membership of an organisation does not make one know a country.
    let common = a.groups.iter().filter(|g| g.starts_with("M49-") && b.groups.contains(g));
    let size = |group: &String| all.iter().filter(|t| t.groups.contains(group)).count();
    common.map(|group| 1 + size(group)).min().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ideal_model::Territories;

    fn of(codes: &[&str]) -> Vec<Territory> {
        let all = Territories::shipped().unwrap();
        codes.iter().map(|c| all.get(c).unwrap().clone()).collect()
    }

    fn codes<'t>(territories: &'t [Territory], chosen: &[usize]) -> Vec<&'t str> {
        chosen.iter().map(|&i| territories[i].code.as_str()).collect()
    }

    #[test]
    fn a_panel_bridges_to_its_neighbours() {
        let all = of(&["ARG", "CHL", "COL", "ECU", "PER", "MEX", "URY"]);
        let chosen = bridges(&all);
        assert_eq!(codes(&all, &chosen[3]), ["COL", "PER"], "Ecuador");
        assert_eq!(codes(&all, &chosen[6])[0], "ARG", "Uruguay");
    }

    #[test]
    fn panels_that_are_no_neighbours_are_linked_all_the_same() {
        // An island of three, and a continent: nothing but the added bridge joins them.
        let all = of(&["CUB", "DOM", "HTI", "ARG", "CHL", "URY", "DEU", "FRA", "ITA"]);
        let chosen = bridges(&all);
        assert!(linked_to_first(&chosen).iter().all(|&linked| linked));
        assert!(chosen.iter().all(|c| (2..=3).contains(&c.len())), "{chosen:?}");
        let apart: Vec<Vec<usize>> = chosen.iter().map(|c| c[..2].to_vec()).collect();
        assert!(!linked_to_first(&apart).iter().all(|&linked| linked), "the test shows nothing");
    }

    #[test]
    fn a_panel_alone_has_no_bridge() {
        assert_eq!(bridges(&of(&["COL"])), [Vec::<usize>::new()]);
        assert!(bridges(&[]).is_empty());
    }
}
