//! Analyses of results that are there: the statistical audit, weights from the data, the way out to COINr.

use ideal_engine::{Audit, ProposedWeights, WeightsBy};
use ideal_model::Period;

use crate::coinr::{self, CoinrTables};
use crate::error::Error;
use crate::results::Results;

impl Results {
    /// The statistical audit of an edition, the latest if none is named: availability, statistics, correlations, internal
    /// consistency, weights as stated and as they work.
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
        Ok(ideal_engine::audit(self, self.edition(edition)?))
    }

    /// Weights that the data of an edition propose, the latest if none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn propose_weights(&self, by: WeightsBy, edition: Option<Period>) -> Result<ProposedWeights, Error> {
        Ok(ideal_engine::propose_weights(self, self.edition(edition)?, by))
    }

    /// An edition, the latest if none is named, as COINr's tables `iData` and `iMeta`.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an edition that is not assessed.
    pub fn coinr_tables(&self, edition: Option<Period>) -> Result<CoinrTables, Error> {
        Ok(coinr::tables(self, self.edition(edition)?))
    }
}
