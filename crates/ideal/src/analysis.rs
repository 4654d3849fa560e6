//! Analyses of results that are there: the statistical audit, weights from the data, the way out to
//! COINr.

use std::path::Path;

use ideal_engine::{
    Audit, Calibration, CalibrationOptions, CollectionItem, Floor, Progress, ProposedWeights,
    Sensitivity, SensitivityOptions, WeightsBy,
};
use ideal_evidence::publisher::{OtherIndexRead, OwnCodes, read_other_index};
use ideal_model::{OtherIndex, Period};

use crate::coinr::{self, CoinrTables};
use crate::error::Error;
use crate::results::Assessed;

impl Assessed {
    /// The statistical audit of an edition, the latest if none is named: availability, statistics,
    /// correlations, internal consistency, weights as stated and as they work.
    ///
    /// ```
    /// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
    /// let audit = results.audit(None)?;
    /// let of_cells = audit.nodes.iter().filter(|n| n.object == audit.object);
    /// assert_eq!(of_cells.count(), results.assessment.method.nodes.len());
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn audit(&self, edition: Option<Period>) -> Result<Audit, Error> {
        Ok(ideal_engine::audit(self.behind(), self.edition(edition)?))
    }

    /// The same beside another index: [`Audit::against`] has correlations, intervals over
    /// territories and outliers, of the root and its children. [`Assessed::other_index`] reads one
    /// from a file.
    ///
    /// ```
    /// use ideal::model::{OtherIndex, OtherValue};
    ///
    /// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
    /// let value = |(code, value): (&str, f64)| OtherValue {
    ///     territory: code.to_owned(),
    ///     crime_area: None,
    ///     value,
    /// };
    /// let other = OtherIndex {
    ///     file: "mine".to_owned(),
    ///     column: "criminality".to_owned(),
    ///     values: [("COL", 7.75), ("ECU", 7.07), ("URY", 4.47)].map(value).to_vec(),
    /// };
    /// let audit = results.audit_against(None, &other)?;
    /// assert_eq!(audit.against.map(|a| a.nodes[0].n), Some(3));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Assessed::audit`], and where the two have nothing in common.
    pub fn audit_against(
        &self,
        edition: Option<Period>,
        other: &OtherIndex,
    ) -> Result<Audit, Error> {
        let edition = self.edition(edition)?;
        let against = ideal_engine::compare_with(self.behind(), edition, other).map_err(|e| {
            let hint =
                "territories are named by their codes, as `ideal rank --format csv` has them";
            Error::unknown(format!("{}: {e}", other.file), Some(hint.to_owned()))
        })?;
        Ok(Audit { against: Some(against), ..ideal_engine::audit(self.behind(), edition) })
    }

    /// Reads another index for [`Assessed::audit_against`], the values of an edition: a CSV, TSV or
    /// workbook with columns `territory` (codes or names) and a value, named by `column` if there
    /// are several of numbers, and if need be `crime_area` and `period`.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed; [`Error::OtherIndex`] with file and
    /// line for what cannot be read.
    pub fn other_index(
        &self,
        path: &Path,
        column: Option<&str>,
        edition: Option<Period>,
    ) -> Result<OtherIndexRead, Error> {
        let at = self.edition(edition)?;
        let period = self.assessment.editions.get(at.get()).copied();
        let period = period.ok_or_else(|| Error::unknown("no edition".to_owned(), None))?;
        let own = OwnCodes {
            territories: self.places.iter().map(|p| p.code.clone()).collect(),
            crime_areas: self.areas.iter().map(|a| a.code.clone()).collect(),
        };
        read_other_index(path, column, period, &own).map_err(|e| Error::OtherIndex(Box::new(e)))
    }

    /// What the ranking, or one score, really depends on: variance-based indices of weights,
    /// errors, gaps and switches, and what leaving an indicator or a source out does. It needs no
    /// draws.
    ///
    /// # Errors
    /// [`Error::Project`] where nothing varies or nothing is ranked; [`Error::Stopped`] if
    /// `progress` asks for it.
    pub fn sensitivity(
        &self,
        options: &SensitivityOptions,
        progress: &dyn Progress,
    ) -> Result<Sensitivity, Error> {
        ideal_engine::sensitivity(self.behind(), options, progress)
            .map_err(|e| Error::engine(e, self.project()))
    }

    /// Whether the intervals hold what they promise: known evidence is withheld at random, foretold
    /// as what is missing always is, and compared with what it was. It needs no draws of its own.
    ///
    /// # Errors
    /// [`Error::Project`] for options outside their bounds and where there is no evidence to
    /// withhold; [`Error::Stopped`] if `progress` asks for it.
    pub fn calibrate(
        &self,
        options: &CalibrationOptions,
        progress: &dyn Progress,
    ) -> Result<Calibration, Error> {
        ideal_engine::calibrate(self.behind(), options, progress)
            .map_err(|e| Error::engine(e, self.project()))
    }

    /// The collection plan: missing and weak cells of the latest edition, the most worth knowing
    /// first. It needs no draws.
    #[must_use]
    pub fn collection_plan(&self) -> Vec<CollectionItem> {
        ideal_engine::collection_plan(self.behind())
    }

    /// How far each node of the territories and of their units is from the least coverage it needs
    /// in the latest edition, and which single leaves decide it. It needs no draws.
    ///
    /// ```
    /// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
    /// assert!(results.floors().iter().any(|f| f.margin < 0.1 && !f.deciding.is_empty()));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    #[must_use]
    pub fn floors(&self) -> Vec<Floor> {
        ideal_engine::floors(self.behind())
    }

    /// Weights that the data of an edition propose, the latest if none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn propose_weights(
        &self,
        by: WeightsBy,
        edition: Option<Period>,
    ) -> Result<ProposedWeights, Error> {
        Ok(ideal_engine::propose_weights(self.behind(), self.edition(edition)?, by))
    }

    /// An edition, the latest if none is named, as COINr's tables `iData` and `iMeta`.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn coinr_tables(&self, edition: Option<Period>) -> Result<CoinrTables, Error> {
        Ok(coinr::tables(self, self.edition(edition)?))
    }
}
