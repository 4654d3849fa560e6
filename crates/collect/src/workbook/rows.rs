//! What a panel is asked, row by row.

use crate::round::{Item, Panel, Round, Vignette};

/// The part of the sheet a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// Invented cases.
    Vignette,
    /// The panel's own territories.
    Own,
    /// Territories of other panels.
    Bridge,
}

/// A row of the sheet of ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'r> {
    /// What finds the row wherever it was moved to: made of what it asks, not of its place.
    pub id: String,
    /// Where it stands.
    pub block: Block,
    /// What is rated.
    pub item: &'r Item,
    /// Code of the territory; empty for a vignette.
    pub territory: &'r str,
    /// Code of the crime area, `*` for all; empty for a vignette.
    pub crime_area: &'r str,
    /// The case, in a row that asks for one.
    pub vignette: Option<&'r Vignette>,
}

/// The rows of a panel's workbook in the order of the sheet: vignettes, own territories, bridge
/// territories; in each the items in the order of the round.
///
/// Ids are `TERRITORY/AREA/INDICATOR`, and `vignette/ID` for a vignette, so that they stay the same
/// whatever else is asked. A vignette whose item the round lacks has no row.
#[must_use]
pub fn rows<'r>(round: &'r Round, panel: &'r Panel) -> Vec<Row<'r>> {
    let mut out: Vec<Row<'r>> = Vec::new();
    for vignette in &round.vignettes {
        if let Some(item) = round.item(&vignette.item) {
            out.push(Row {
                id: format!("vignette/{}", vignette.id),
                block: Block::Vignette,
                item,
                territory: "",
                crime_area: "",
                vignette: Some(vignette),
            });
        }
    }
    for (block, territories) in [(Block::Own, &panel.territories), (Block::Bridge, &panel.bridge)] {
        for territory in territories {
            for item in &round.items {
                for area in &item.crime_areas {
                    out.push(Row {
                        id: format!("{territory}/{area}/{}", item.code),
                        block,
                        item,
                        territory,
                        crime_area: area,
                        vignette: None,
                    });
                }
            }
        }
    }
    out
}
