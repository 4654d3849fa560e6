//! What a report tells of a comparison with the edition before.

use ideal_model::Ranking;
use ideal_report::{ChangedSource, EditionChanges, Moved, NoiseBy};

use crate::compared::{Compared, ComparedRow};

impl Compared {
    /// What a report tells of it: the root of territories and crime areas, rows by source, lines of
    /// the method.
    #[must_use]
    pub fn told(&self) -> EditionChanges {
        let of_root = || self.rows.iter().filter(|r| r.node == self.root);
        let noise = if of_root().any(|r| r.difference_interval.is_some()) {
            NoiseBy::Difference
        } else if of_root().any(|r| r.overlap().is_some()) {
            NoiseBy::Intervals
        } else {
            NoiseBy::Nothing
        };
        let rows = self.sources_changed().map(|sources| {
            let of = sources.into_iter().map(|s| ChangedSource {
                source: s.source,
                revised: s.revised,
                new: s.new,
                vanished: s.vanished,
                later: s.later,
            });
            of.collect()
        });
        let lines = self.method_changed.as_ref();
        EditionChanges {
            editions: self.editions,
            noise,
            moved: of_root().filter_map(|r| moved(r, noise)).collect(),
            cells: self.cells(noise),
            aside: self.aside.clone(),
            rows,
            method: lines.map(|lines| lines.iter().map(ToString::to_string).collect()),
        }
    }

    /// How many cells moved beyond the noise, of how many that have a score in both.
    fn cells(&self, noise: NoiseBy) -> [usize; 2] {
        let of_root = self.rows.iter().filter(|r| r.node == self.root);
        let cells = of_root.filter(|r| r.ranking == Some(Ranking::Units));
        let both = cells.filter(|r| r.difference().is_some());
        both.fold([0, 0], |[beyond, all], row| {
            [beyond + usize::from(is_beyond(row, noise)), all + 1]
        })
    }
}

/// Whether a difference is beyond the noise.
fn is_beyond(row: &ComparedRow, noise: NoiseBy) -> bool {
    let moved = row.difference().is_some_and(|d| d != 0.0);
    moved
        && match noise {
            NoiseBy::Difference => row.may_be_noise() == Some(false),
            NoiseBy::Intervals => row.overlap() == Some(false),
            NoiseBy::Nothing => true,
        }
}

/// A territory or crime area; none for cells and what is not ranked.
fn moved(row: &ComparedRow, noise: NoiseBy) -> Option<Moved> {
    let ranking = row.ranking.filter(|r| *r != Ranking::Units)?;
    let code = if ranking == Ranking::CrimeAreas { &row.crime_area } else { &row.territory };
    let [a, b] = &row.sides;
    Some(Moved {
        ranking,
        code: code.clone(),
        scores: [a.score, b.score],
        ranks: [a.rank, b.rank],
        interval: row.difference_interval,
        beyond: is_beyond(row, noise),
        parts: row.split.ok().map(|p| [p.data, p.method, p.world]),
    })
}
