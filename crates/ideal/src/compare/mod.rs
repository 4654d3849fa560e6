//! Two editions of an assessment compared: last year's project and this year's, or two results.

mod folders;
mod matching;
mod method_lines;
mod paired;
mod rows;
mod split;
mod states;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_engine::Progress;
use ideal_model::{EditionIx, Finding, Mark, NodeIx, Period, Ranking, UnitIx};

use crate::assessment::Assessment;
use crate::compared::{
    CompareOptions, Compared, ComparedRow, Factor, MethodLine, Reach, RowChanged, Side, Unsplit,
};
use crate::error::Error;
use crate::manifest;
use crate::results::Assessed;
use crate::tables;

use matching::{Common, Holdings, not_comparable};
use split::{STATES, split, state};
use states::{Between, Key, Scored};

pub use folders::{compare_results, compare_with_result};

/// What stands in a folder that is to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparand {
    /// A project: it can be run, under another method and with other evidence too.
    Project,
    /// A result: it says what came out.
    Result,
}

impl Comparand {
    /// What a folder holds.
    ///
    /// # Errors
    /// [`Error::NotComparable`] where it is neither a project nor a result.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        if folder.join("assessment.toml").symlink_metadata().is_ok() {
            return Ok(Comparand::Project);
        }
        if folder.join(manifest::FILE).symlink_metadata().is_ok() {
            return Ok(Comparand::Result);
        }
        let what = if folder.is_dir() {
            "has neither assessment.toml nor manifest.json: it is neither a project nor a result"
        } else {
            "is no folder"
        };
        let f = Finding::error("nothing-to-compare", format!("{} {what}", folder.display()));
        Err(not_comparable(vec![f.hint("name two projects, or two results of `ideal run`")]))
    }
}

/// Compares two assessments: for every node that both have, of every territory, crime area and cell,
/// what it was and is, and what of the difference is data, method and world.
///
/// The three are changed one after another from those of `a` to those of `b`; a part is the mean of
/// what its change moves over all six orders, and the three add up to the difference
/// ([`ideal_composite::attribution::shapley`]):
///
/// * **data**: rows that were revised, are new or have vanished, of periods that the earlier of the
///   two editions could have used (that end no later than it does);
/// * **method**: the method, and what the assessments declare of kinds, parents and groups of
///   territories and of the lineage of sources;
/// * **world**: the edition moves, and with it the evidence of the time since.
///
/// Where both compare one edition the world is 0 and all rows are data. Where no row is another, data
/// is 0; where no line of the method that reaches a score is, method is 0. There is no split where a
/// side has no score or a state between the two is a gap; which states are stands beside it.
///
/// Intervals are those of the draws of each assessment; states between need none. Where both have
/// draws of one seed, the difference of a root has an interval of its own, draw by draw: what errs
/// alike in both cancels.
///
/// ```
/// use ideal::{Assessment, CompareOptions, compare};
///
/// let a = Assessment::demo()?.with_draws(0);
/// let b = a.clone().with_weight("threat", 3.0)?;
/// let found = compare(&a, &b, CompareOptions::default(), &())?;
/// let lines: Vec<String> = found.method_changed.iter().flatten().map(|l| l.to_string()).collect();
/// assert_eq!(lines, ["node.threat.weight 2 → 3"]);
/// for row in &found.rows {
///     if let (Ok(parts), Some(difference)) = (&row.split, row.difference()) {
///         assert!((parts.method - difference).abs() < 1e-9 && parts.data == 0.0);
///     }
/// }
/// # Ok::<(), ideal::Error>(())
/// ```
///
/// # Errors
/// [`Error::NotComparable`] with everything that only one of them assesses, unless the options ask
/// for what is common; [`Error::Unknown`] for an edition that one does not have; and those of
/// [`Assessment::run`].
pub fn compare(
    a: &Assessment,
    b: &Assessment,
    options: CompareOptions,
    progress: &dyn Progress,
) -> Result<Compared, Error> {
    let holdings = [Holdings::of(a), Holdings::of(b)];
    let common = matching::common([&holdings[0], &holdings[1]], options.common)?;
    let [a, b] = [a, b].map(|side| {
        let mut side = side.clone();
        if common.other_territories || common.other_areas {
            side = side.changed(|input| matching::restrict(input, &common));
        }
        side
    });
    let results = [a.run_with(progress)?, b.run_with(progress)?];
    let editions = [period(&results[0], options.edition)?, period(&results[1], options.edition)?];
    let lines = method_lines::method_lines([&a, &b], editions[0] == editions[1])?;
    let mut between = Between {
        sides: [&a, &b],
        editions,
        data: false,
        method: lines.iter().any(|l| l.reach == Reach::Score),
    };
    let evidence = [a.evidence_with_groups(), b.evidence_with_groups()];
    let changed = rows::rows_changed([&evidence[0], &evidence[1]], between.until());
    between.data =
        a.comparisons != b.comparisons || changed.iter().any(|r| r.factor == Factor::Data);
    let keys = keys(&results, editions, &common);
    let scored = between.scored([&results[0], &results[1]], &keys, progress)?;
    together(&results, editions, common, (keys, scored), (changed, lines))
}

/// The edition of one side.
fn period(results: &Assessed, asked: Option<Period>) -> Result<Period, Error> {
    let at = results.edition(asked)?;
    let period = results.assessment.editions.get(at.get()).copied();
    period.ok_or_else(|| Error::unknown("the assessment has no editions".to_owned(), None))
}

/// Every node that both have of every unit and roll-up that one of them has, by code and in the
/// order of the tree of `b`.
fn keys(results: &[Assessed; 2], editions: [Period; 2], common: &Common) -> Vec<Key> {
    let mut units: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (r, edition) in results.iter().zip(editions) {
        let now = r.unit_indices().filter(|u| r.edition_of(*u) == Some(edition));
        units.extend(now.map(|u| (r.place_code(u), r.area_code(u))));
    }
    let nodes = &results[1].assessment.method.nodes;
    let of_both: Vec<&str> =
        nodes.iter().map(|n| n.id.as_str()).filter(|id| common.nodes.contains(*id)).collect();
    let key = |(territory, area): (&str, &str), node: &str| {
        (territory.to_owned(), area.to_owned(), node.to_owned())
    };
    units.into_iter().flat_map(|unit| of_both.iter().map(move |node| key(unit, node))).collect()
}

/// What was found, put together.
fn together(
    results: &[Assessed; 2],
    editions: [Period; 2],
    common: Common,
    (keys, scored): (Vec<Key>, Scored),
    (changed, lines): (Vec<RowChanged>, Vec<MethodLine>),
) -> Result<Compared, Error> {
    let views = [View::new(&results[0], editions[0]), View::new(&results[1], editions[1])];
    let mut intervals = intervals(results, &views, &keys)?;
    let row = |(at, key): (usize, Key)| {
        let difference_interval = intervals.remove(&at);
        let (split, gaps_between) = match parts(&scored, at) {
            Ok(parts) => (Ok(parts), Vec::new()),
            Err((why, gaps)) => (Err(why), gaps),
        };
        let at = [views[0].at(&key), views[1].at(&key)];
        let (name, ranking) =
            views[1].named(at[1]).or_else(|| views[0].named(at[0])).unwrap_or_default();
        let (territory, crime_area, node) = key;
        let sides = [views[0].side(at[0]), views[1].side(at[1])];
        ComparedRow {
            territory,
            crime_area,
            node,
            name,
            ranking,
            sides,
            difference_interval,
            split,
            gaps_between,
        }
    };
    let rows = keys.into_iter().enumerate().map(row).collect();
    let marks = changed.iter().map(|r| r.mark);
    let b = &results[1].assessment.method;
    Ok(Compared {
        editions,
        mark: marks.fold(scored.mark, Mark::strictest),
        draws: [results[0].draws, results[1].draws],
        decimals: b.decimals,
        root: b.nodes.get(b.root.get()).map(|n| n.id.clone()).unwrap_or_default(),
        rows,
        aside: common.aside.clone(),
        notes: notes(results, common, &scored),
        rows_changed: Some(changed),
        method_changed: Some(lines),
    })
}

/// The intervals of the differences of the root, by place of their keys.
fn intervals(
    results: &[Assessed; 2],
    views: &[View<'_>; 2],
    keys: &[Key],
) -> Result<BTreeMap<usize, [f64; 2]>, Error> {
    let roots = [0, 1].map(|side| results.get(side).map(|r| r.assessment.method.root));
    let pair = |(place, key): (usize, &Key)| {
        let (a, b) = (views[0].at(key)?, views[1].at(key)?);
        (roots == [Some(a.1), Some(b.1)]).then_some((place, [a, b]))
    };
    let (places, pairs): (Vec<usize>, Vec<paired::Pair>) =
        keys.iter().enumerate().filter_map(pair).unzip();
    let found = paired::paired([&results[0], &results[1]], &pairs)?;
    Ok(places.into_iter().zip(found).filter_map(|(place, i)| Some((place, i?))).collect())
}

/// What of a difference is what; see [`split`].
fn parts(
    scored: &Scored,
    at: usize,
) -> Result<crate::compared::Parts, (Unsplit, Vec<crate::compared::State>)> {
    let score = |place: usize| {
        let state = scored.states.get(place)?.as_ref()?;
        state.get(at).copied().flatten()
    };
    let mut states = [None; STATES];
    states.iter_mut().enumerate().for_each(|(place, slot)| *slot = score(place));
    split(states).map_err(|(why, gaps)| {
        let not_run = |place: &usize| scored.states.get(*place).is_some_and(Option::is_none);
        let stopped = (0..STATES).filter(not_run).map(state).any(|s| gaps.contains(&s));
        (if stopped { Unsplit::StateNotRun } else { why }, gaps)
    })
}

fn notes(results: &[Assessed; 2], common: Common, scored: &Scored) -> Vec<String> {
    let [a, b] = [&results[0].assessment, &results[1].assessment];
    let mut notes = common.notes;
    if common.other_territories || common.other_areas {
        notes.push(
            "both were run over what they have in common: roll-ups, and scores that depend on those \
             of others, are not those of their reports"
                .to_owned(),
        );
    }
    if common.other_leaves {
        notes.push(
            "leaves that only one has stay in its tree: what they move is a change of the method"
                .to_owned(),
        );
    }
    if a.method.scale != b.method.scale {
        notes.push(
            "the methods have different scales: a difference is one of two units of measurement"
                .to_owned(),
        );
    }
    if a.comparisons != b.comparisons {
        notes.push("ratings that serve to compare raters differ; they count as data".to_owned());
    }
    if a.seed != b.seed && results.iter().all(|r| r.draws > 0) {
        notes.push(
            "the draws of both have other seeds and do not belong together, so that no difference \
             has an interval: give one with --seed"
                .to_owned(),
        );
    }
    if let Some(first) = scored.refused.first() {
        notes.push(format!(
            "the evidence of one does not fit the method of the other, so that nothing is split: {}",
            first.message
        ));
    }
    notes
}

/// The results of one side at its edition.
struct View<'r> {
    results: &'r Assessed,
    edition: Period,
    nodes: BTreeMap<&'r str, NodeIx>,
    ranks: BTreeMap<(UnitIx, NodeIx), (Ranking, Option<u32>)>,
}

impl<'r> View<'r> {
    fn new(results: &'r Assessed, edition: Period) -> Self {
        let m = &results.assessment.method;
        let at: Option<EditionIx> = results.find_edition(edition);
        let mut ranks = BTreeMap::new();
        for row in results.rankings.iter().filter(|row| Some(row.edition) == at) {
            // Of a method by territory, territories are the units too: both ranks are one.
            ranks.entry((row.unit, row.node)).or_insert((row.ranking, row.rank));
        }
        let nodes = m.node_indices().zip(&m.nodes).map(|(at, n)| (n.id.as_str(), at)).collect();
        View { results, edition, nodes, ranks }
    }

    fn at(&self, (territory, area, node): &Key) -> Option<(UnitIx, NodeIx)> {
        let unit = self.results.find_unit(territory, area, self.edition)?;
        Some((unit, *self.nodes.get(node.as_str())?))
    }

    /// The name of a unit, and the ranking that it stands in.
    fn named(&self, at: Option<(UnitIx, NodeIx)>) -> Option<(String, Option<Ranking>)> {
        let (unit, _) = at?;
        let root = self.results.assessment.method.root;
        let ranking = self.ranks.get(&(unit, root)).map(|(ranking, _)| *ranking);
        let by = ranking.unwrap_or(Ranking::Territories);
        Some((tables::row_name(self.results, by, unit).into_owned(), ranking))
    }

    fn side(&self, at: Option<(UnitIx, NodeIx)>) -> Side {
        let node = at.and_then(|(unit, node)| self.results.node(unit, node));
        let (Some(at), Some(node)) = (at, node) else { return Side::default() };
        Side {
            verdict: Some(node.verdict),
            score: node.score,
            band: tables::band(self.results, node).map(std::borrow::Cow::into_owned),
            rank: self.ranks.get(&at).and_then(|(_, rank)| *rank),
            interval: node.interval.as_ref().map(|i| [i.low, i.high]),
        }
    }
}
