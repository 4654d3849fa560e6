//! The collection sheet: an empty evidence file with a row for everything a method asks.

use std::collections::BTreeSet;

use ideal_model::{Method, Period};

/// A tidy CSV with a row per leaf, territory and edition, values empty; sorted by territory, crime
/// area, indicator, period, as importers write theirs.
///
/// A leaf that names crime areas gets a row for each of them that is assessed, any other leaf one
/// for `*`; denominators get a `*` row too. Editions outside a leaf's `since` and `until` are left
/// out. Empty values are legal evidence: they are listed as missing and never used. Every row names
/// `source`, which sources.csv must declare.
#[must_use]
pub fn collection_sheet(
    method: &Method,
    territories: &[&str],
    crime_areas: &[&str],
    editions: &[Period],
    source: &str,
) -> String {
    let mut rows: BTreeSet<(&str, &str, &str, Period)> = BTreeSet::new();
    for indicator in &method.indicators {
        let mut areas: Vec<&str> = match &indicator.area {
            Some(area) => vec![area],
            None => indicator
                .crime_areas
                .iter()
                .map(String::as_str)
                .filter(|a| crime_areas.contains(a))
                .collect(),
        };
        if areas.is_empty() && indicator.crime_areas.is_empty() {
            areas.push("*");
        }
        for &territory in territories {
            for &area in &areas {
                for &edition in editions.iter().filter(|e| !indicator.outside(**e)) {
                    rows.insert((territory, area, &indicator.series, edition));
                }
            }
        }
    }
    let mut out = String::from(
        "territory,crime_area,indicator,period,value,unit,se,source,reliability,credibility,obs_status,note\n",
    );
    for (territory, area, series, period) in rows {
        let unit =
            method.indicators.iter().find(|i| i.series == series).map_or("", |i| i.unit.as_str());
        let unit = if unit.contains([',', '"', '\n', ';']) {
            format!("\"{}\"", unit.replace('"', "\"\""))
        } else {
            unit.to_owned()
        };
        out.push_str(&format!("{territory},{area},{series},{period},,{unit},,{source},,,,\n"));
    }
    out
}
