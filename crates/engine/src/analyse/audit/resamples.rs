//! How often territories are drawn anew for intervals and p values.

use ideal_composite::cluster::{ClusterBootstrap, LEAST_CLUSTERS};

/// With fewer territories than this there is no p value and no interval.
pub const LEAST_TERRITORIES: usize = LEAST_CLUSTERS;

/// Resamples of territories behind a p value.
pub const RESAMPLES: u32 = 999;

/// Those behind each p value of the matrix of all indicators, of which there are many: the standard
/// error is then known to 5 %.
pub const MATRIX_RESAMPLES: u32 = 199;

/// Random numbers that the p values of the matrix may take.
pub const MOST_DRAWN: u64 = 200_000_000;

/// The bootstrap of an assessment's own random numbers.
pub(super) fn of_territories(seed: u64) -> ClusterBootstrap {
    ClusterBootstrap::new(RESAMPLES, seed)
}
