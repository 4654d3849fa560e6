//! The way out to COINr: one edition as its two tables, `iData` and `iMeta`.
//!
//! Figures leave after denomination, treatment and transformation; directions, weights, tree and
//! goalposts go along. What COINr's tables cannot hold is said in [`CoinrTables::notes`], not left
//! out in silence.

mod cells;
mod codes;
mod data;
mod lost;
mod meta;

use ideal_model::method::UnitKind;
use ideal_model::{EditionIx, IndicatorIx, Lang, Period, Results};

use self::codes::CodeBook;
use self::data::{DataTable, Written, units};
use self::lost::lost;

/// COINr's tables of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoinrTables {
    /// `iData.csv`: a row per unit, a column per group and indicator.
    pub data: Vec<u8>,
    /// `iMeta.csv`: a row per indicator, aggregate and group.
    pub meta: Vec<u8>,
    /// What the tables do not hold, a sentence each.
    pub notes: Vec<String>,
    /// Rows of `iData.csv`.
    pub units: usize,
    /// Indicators among the rows of `iMeta.csv`.
    pub indicators: usize,
}

/// Makes the tables.
pub(crate) fn tables(r: &Results, edition: EditionIx) -> CoinrTables {
    let a = &*r.assessment;
    let m = &*a.method;
    let mut notes = lost(m);
    let period = a.editions.get(edition.get()).copied();
    if !period.is_some_and(Period::is_year) {
        notes.push("`Time` is the calendar year in which the edition ends".to_owned());
    }
    let mut book = CodeBook::default();
    for reserved in ["uCode", "uName", "Time", "territory", "crime_area"] {
        book.code(reserved);
    }
    let leaves: Vec<IndicatorIx> =
        m.indicator_indices().filter(|&i| m.indicators[i].parent.is_some()).collect();
    let codes: Vec<String> = leaves.iter().map(|&i| book.code(&m.indicators[i].code)).collect();
    let lang = a.languages.first().map_or(Lang::En, |locale| locale.lang);
    let rows = meta::rows(m, &leaves, &mut book, lang);

    let step_group = m.steps.impute.as_ref().and_then(|s| s.group().map(str::to_owned));
    let step_group = step_group.filter(|_| !a.impute_groups.is_empty());
    let step_code = step_group.as_ref().map(|g| book.code(g));
    notes.push(match &step_group {
        Some(column) => {
            format!("of the group columns only `{column}` is exported, which imputation uses")
        }
        None => "group columns of territories are not exported".to_owned(),
    });

    let table = DataTable {
        results: r,
        units: units(r, edition),
        leaves: &leaves,
        year: period.map(Period::calendar_year).unwrap_or_default(),
        group: step_code.clone(),
        lang,
    };
    let written = table.write(&codes, &book);
    notes.extend(told(&written, table.units.len(), book.renamed));

    let names = [("territory", "Territory"), ("crime_area", "Crime area")];
    let by_area = m.unit == UnitKind::TerritoryArea;
    let own = names.iter().filter(|_| by_area).map(|(c, n)| ((*c).to_owned(), (*n).to_owned()));
    let groups: Vec<(String, String)> = own.chain(step_code.zip(step_group)).collect();
    CoinrTables {
        data: written.text.into_bytes(),
        meta: meta::table(rows, &groups, m.width()).into_bytes(),
        notes,
        units: table.units.len(),
        indicators: leaves.len(),
    }
}

/// What is to be said of the tables once they are written.
fn told(written: &Written, units: usize, renamed: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if written.unscored > 0 {
        notes.push(format!(
            "{} of {units} units have no score here (gap or not applicable); COINr will score              whatever is there",
            written.unscored
        ));
    }
    if written.imputed > 0 {
        notes.push(format!(
            "{} figures were imputed by the method; COINr takes them for data",
            written.imputed
        ));
    }
    if renamed > 0 {
        notes.push(format!(
            "{renamed} codes were changed to names that COINr takes (letters, digits, `.` and `_`)"
        ));
    }
    notes
}
