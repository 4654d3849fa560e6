//! Scores as plain matrices: what the mathematics of [`composite`](crate::composite) takes.

use ideal_engine::DrawBlock;
use ideal_model::{IndicatorIx, Period, UnitIx};
use ndarray::Array2;

use crate::error::Error;
use crate::results::Assessed;

/// The scores of the leaves of one crime area and edition.
#[derive(Clone, Debug)]
pub struct ScoreMatrix {
    /// The unit of each row, regions and roll-ups left out.
    pub units: Vec<UnitIx>,
    /// Code of the territory of each row.
    pub territories: Vec<String>,
    /// The indicator of each column.
    pub indicators: Vec<IndicatorIx>,
    /// Code of the indicator of each column.
    pub columns: Vec<String>,
    /// Scores on the method's scale, territories x indicators; NaN where there is none.
    pub values: Array2<f64>,
}

impl Assessed {
    /// The scores of the leaves as a matrix, territories x indicators, of a crime area (`*` where
    /// the method assesses territories as a whole) and an edition, the latest if none is named. Its
    /// columns are those of [`engine::tree`](ideal_engine::tree) for the area.
    ///
    /// ```
    /// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
    /// let matrix = results.matrix(None, "drug_cocaine")?;
    /// assert_eq!(matrix.values.dim(), (matrix.territories.len(), matrix.columns.len()));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`] for a crime area or an edition that is not assessed.
    pub fn matrix(&self, edition: Option<Period>, area: &str) -> Result<ScoreMatrix, Error> {
        self.known_area(area)?;
        let edition = self.edition(edition)?;
        let of_area = |unit: &UnitIx| {
            self.units.get(unit.get()).is_some_and(|u| u.edition == edition && !u.rollup)
                && self.area_code(*unit) == area
                && !self.is_region(*unit)
        };
        let units: Vec<UnitIx> = self.unit_indices().filter(of_area).collect();
        // The leaves of an area are the same for every territory.
        let first = units.first().map_or(&[][..], |unit| self.leaves_of(*unit));
        let indicators: Vec<IndicatorIx> = first.iter().map(|leaf| leaf.indicator).collect();
        let mut values = Array2::from_elem((units.len(), indicators.len()), f64::NAN);
        for (mut row, unit) in values.rows_mut().into_iter().zip(&units) {
            for (value, leaf) in row.iter_mut().zip(self.leaves_of(*unit)) {
                *value = leaf.normalised.unwrap_or(f64::NAN);
            }
        }
        let codes = &self.assessment.method.indicators;
        let code = |i: &IndicatorIx| codes.get(i.get()).map_or("", |i| i.code.as_str()).to_owned();
        Ok(ScoreMatrix {
            territories: units.iter().map(|unit| self.place_code(*unit).to_owned()).collect(),
            columns: indicators.iter().map(code).collect(),
            units,
            indicators,
            values,
        })
    }

    /// Hands the draws of these results to `sink`, block after block: the very draws that their
    /// intervals are made of, for quantiles of one's own and questions such as P(A > B). They are
    /// computed again, as many as the assessment asks for.
    ///
    /// ```
    /// let results = ideal::Assessment::demo()?.with_draws(200).run()?;
    /// let root = results.assessment.method.root;
    /// let (a, b) = (results.cell("COL", "*")?.unit(), results.cell("CHL", "*")?.unit());
    /// let (mut above, mut all) = (0, 0);
    /// results.draws(|block| {
    ///     if let (Some(a), Some(b)) = (block.scores(a, root), block.scores(b, root)) {
    ///         above += a.iter().zip(b).filter(|(a, b)| a > b).count();
    ///         all += block.len();
    ///     }
    /// })?;
    /// assert!(all == 200 && above > 100);
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// None is expected.
    pub fn draws(&self, mut sink: impl FnMut(DrawBlock<'_>)) -> Result<(), Error> {
        ideal_engine::draws(self.behind(), &(), &mut sink)
            .map_err(|e| Error::engine(e, self.project()))
    }
}
