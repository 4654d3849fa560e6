//! What rows may name: the registries as shipped, with the project's own entries.

use ideal_model::{CrimeAreas, DeclaredCodes, IndicatorCatalogue, Territories};

/// The registries, with the project's own entries.
pub(super) struct Registry {
    pub(super) territories: Territories,
    pub(super) crime_areas: CrimeAreas,
    pub(super) catalogue: IndicatorCatalogue,
}

impl Registry {
    /// The codes of the project's own tables.
    pub(super) fn declared(&self) -> DeclaredCodes {
        let shipped = CrimeAreas::shipped().ok();
        let ships = |code: &str| shipped.as_ref().is_some_and(|all| all.get(code).is_some());
        let own = self.territories.iter().filter(|t| !self.territories.is_shipped(&t.code));
        DeclaredCodes {
            territories: own.map(|t| t.code.clone()).collect(),
            crime_areas: (self.crime_areas.iter())
                .filter(|c| !ships(&c.code))
                .map(|c| c.code.clone())
                .collect(),
        }
    }
}
