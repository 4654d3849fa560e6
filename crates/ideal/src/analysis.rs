//! Analyses of results that are there: the statistical audit, weights from the data, the way out to
//! COINr.

use ideal_engine::{
    Audit, CollectionItem, Progress, ProposedWeights, Sensitivity, SensitivityOptions, WeightsBy,
};
use ideal_model::Period;

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
    /// assert_eq!(audit.nodes.len(), results.assessment.method.nodes.len());
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn audit(&self, edition: Option<Period>) -> Result<Audit, Error> {
        Ok(ideal_engine::audit(self.behind(), self.edition(edition)?))
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

    /// The collection plan: missing and weak cells of the latest edition, the most worth knowing
    /// first. It needs no draws.
    #[must_use]
    pub fn collection_plan(&self) -> Vec<CollectionItem> {
        ideal_engine::collection_plan(self.behind())
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
