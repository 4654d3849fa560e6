//! Where units stand in the results.

use ideal_model::{
    AreaIx, CrimeArea, EditionIx, Names, Place, PlaceIx, TerritoryIx, TerritoryKind, UnitIx,
    UnitKey,
};

use crate::frame::Frame;

/// Places and crime areas of the results, by code, with `*` among them; and where those of the
/// assessment stand there.
pub(crate) struct Axes {
    pub places: Vec<Place>,
    pub areas: Vec<CrimeArea>,
    /// Per territory of the assessment its place.
    territories: Vec<PlaceIx>,
    /// Per crime area of the assessment its area.
    crime_areas: Vec<AreaIx>,
    /// The place and the area `*`.
    everywhere: PlaceIx,
    whole: AreaIx,
}

impl Axes {
    pub(crate) fn new(frame: &Frame) -> Self {
        let a = &frame.assessment;
        let region = |code: &str, names: Names| Place {
            code: code.to_owned(),
            names,
            kind: TerritoryKind::Region,
            parent: None,
        };
        let mut places = vec![region("*", Names::default())];
        places.extend(a.territories.iter().map(|t| Place {
            code: t.code.clone(),
            names: t.names.clone(),
            kind: t.kind,
            parent: t.parent.clone(),
        }));
        places.extend(a.groups.iter().map(|g| region(&g.code, g.names.clone())));
        places.sort_by(|x, y| x.code.cmp(&y.code));
        let mut areas = vec![CrimeArea { code: "*".to_owned(), ..CrimeArea::default() }];
        areas.extend(a.crime_areas.iter().cloned());
        areas.sort_by(|x, y| x.code.cmp(&y.code));
        let mut axes = Axes {
            places,
            areas,
            territories: Vec::new(),
            crime_areas: Vec::new(),
            everywhere: PlaceIx::FIRST,
            whole: AreaIx::FIRST,
        };
        axes.territories = a.territories.iter().map(|t| axes.place(&t.code)).collect();
        axes.crime_areas = a.crime_areas.iter().map(|c| axes.area(&c.code)).collect();
        (axes.everywhere, axes.whole) = (axes.place("*"), axes.area("*"));
        axes
    }

    /// The key of a unit of a territory, by the position of its crime area (any, where the method
    /// has none) and its edition.
    pub(crate) fn unit(&self, territory: TerritoryIx, area: usize, edition: EditionIx) -> UnitKey {
        let area = self.crime_areas.get(area).copied().unwrap_or(self.whole);
        self.key(self.territories[territory.get()], area, edition, false)
    }

    /// The key of a territory over all its crime areas.
    pub(crate) fn whole_territory(&self, territory: TerritoryIx, edition: EditionIx) -> UnitKey {
        self.key(self.territories[territory.get()], self.whole, edition, true)
    }

    /// The key of a crime area everywhere.
    pub(crate) fn crime_area(&self, area: usize, edition: EditionIx) -> UnitKey {
        self.key(self.everywhere, self.crime_areas[area], edition, true)
    }

    /// The key of the region (`*`) or of a named group.
    pub(crate) fn region(&self, code: &str, edition: EditionIx) -> UnitKey {
        self.key(self.place(code), self.whole, edition, true)
    }

    fn key(&self, place: PlaceIx, area: AreaIx, edition: EditionIx, rollup: bool) -> UnitKey {
        UnitKey { place, area, edition, rollup }
    }

    /// The place of a code.
    fn place(&self, code: &str) -> PlaceIx {
        let at = self.places.binary_search_by(|p| p.code.as_str().cmp(code)).ok();
        at.and_then(PlaceIx::new).unwrap_or(self.everywhere)
    }

    fn area(&self, code: &str) -> AreaIx {
        let at = self.areas.binary_search_by(|c| c.code.as_str().cmp(code)).ok();
        at.and_then(AreaIx::new).unwrap_or(self.whole)
    }
}

/// Per territory and unit of it, the index in the results.
pub(crate) struct Layout {
    pub unit_of: Vec<Vec<UnitIx>>,
}
