//! `iData`: a row per unit, a column per group and indicator.

use std::collections::BTreeSet;

use ideal_engine::transformed;
use ideal_model::method::UnitKind;
use ideal_model::{EditionIx, IndicatorIx, Lang, Results, UnitIx, Verdict, shortest};

use super::cells::{line, posts};
use super::codes::CodeBook;

/// The units of an edition as COINr's rows.
pub(super) struct DataTable<'a> {
    pub(super) results: &'a Results,
    pub(super) units: Vec<UnitIx>,
    pub(super) leaves: &'a [IndicatorIx],
    /// The year of the edition.
    pub(super) year: i32,
    /// The code of the group column that imputation uses, where it has one.
    pub(super) group: Option<String>,
    pub(super) lang: Lang,
}

/// The table, and what is to be said of it.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// Units without a score.
    pub(super) unscored: usize,
    /// Figures that the method imputed.
    pub(super) imputed: usize,
}

/// The units of an edition, regions and roll-ups left out.
pub(super) fn units(r: &Results, edition: EditionIx) -> Vec<UnitIx> {
    let exported = |u: &UnitIx| {
        let key = &r.units[*u];
        key.edition == edition && !key.rollup && !r.is_region(*u)
    };
    r.unit_indices().filter(exported).collect()
}

impl DataTable<'_> {
    fn by_area(&self) -> bool {
        self.results.assessment.method.unit == UnitKind::TerritoryArea
    }

    /// Writes the table; `codes` are those of the leaves.
    pub(super) fn write(&self, codes: &[String], book: &CodeBook) -> Written {
        let r = self.results;
        let mut out = Written::default();
        let mut head = vec!["uCode".to_owned(), "uName".to_owned(), "Time".to_owned()];
        if self.by_area() {
            head.extend(["territory".to_owned(), "crime_area".to_owned()]);
        }
        head.extend(self.group.clone());
        head.extend(codes.iter().cloned());
        line(&mut out.text, &head);
        let mut taken: BTreeSet<String> = book.taken.clone();
        let root = r.assessment.method.root;
        for &unit in &self.units {
            let mut cells = self.about(unit, &mut taken);
            cells.extend(self.figures(unit));
            line(&mut out.text, &cells);
            let score = r.node(unit, root).filter(|n| n.verdict == Verdict::Assessed);
            out.unscored += usize::from(score.is_none());
            let of = |l: &&ideal_model::LeafResult| l.imputed && self.leaves.contains(&l.indicator);
            out.imputed += r.leaves_of(unit).iter().filter(of).count();
        }
        out
    }

    /// Code, name, year and groups of a unit; its code is none that is taken.
    fn about(&self, unit: UnitIx, taken: &mut BTreeSet<String>) -> Vec<String> {
        let r = self.results;
        let (territory, area) = (r.place_code(unit), r.area_code(unit));
        let by_area = self.by_area();
        let code = if by_area { format!("{territory}.{area}") } else { territory.to_owned() };
        let refused = |c: char| c.is_whitespace() || matches!(c, ',' | '/' | '*' | '"' | '@');
        let mut code = code.replace(refused, ".");
        while taken.contains(&code) {
            code.push('_');
        }
        taken.insert(code.clone());
        let name = r.place_of(unit).and_then(|p| p.names.get(self.lang)).unwrap_or(territory);
        let area_name = r.area_of(unit).and_then(|c| c.names.get(self.lang)).unwrap_or(area);
        let name = if by_area { format!("{name}: {area_name}") } else { name.to_owned() };
        let mut cells = vec![code, name, self.year.to_string()];
        if by_area {
            cells.extend([territory.to_owned(), area.to_owned()]);
        }
        if self.group.is_some() {
            cells.push(self.group_of(territory).unwrap_or_else(|| "NA".to_owned()));
        }
        cells
    }

    /// The value of a territory in the group column that imputation uses.
    fn group_of(&self, territory: &str) -> Option<String> {
        let a = &self.results.assessment;
        let at = a.territories.iter().position(|t| t.code == territory)?;
        a.impute_groups.get(at).cloned().flatten()
    }

    /// The figures of a unit after denomination, treatment and transformation.
    fn figures(&self, unit: UnitIx) -> impl Iterator<Item = String> {
        let m = &self.results.assessment.method;
        self.leaves.iter().map(move |&i| {
            let leaf = self.results.leaves_of(unit).iter().find(|l| l.indicator == i);
            let held = |x: f64| posts(m, i).map_or(x, |[low, high]| x.clamp(low, high));
            let x = leaf.and_then(|l| l.denominated).map(held);
            x.and_then(|x| transformed(m.indicators[i].transform, x))
                .map_or_else(|| "NA".to_owned(), shortest)
        })
    }
}
