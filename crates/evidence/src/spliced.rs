//! Evidence of two projects as one: the older rows of the one, the newer rows of the other.

use ideal_model::{Evidence, Observation, Period};

/// The rows of `early` for periods that end no later than `until`, and those of `late` for later
/// periods. No row of the one can have the key of a row of the other.
///
/// The codes are in their order, as those of a project that was read: what it says of a series does
/// not depend on which rows came from where.
#[must_use]
pub fn spliced(early: &Evidence, late: &Evidence, until: Period) -> Evidence {
    let mut out = Evidence::default();
    let of_early = early.observations.iter().filter(|o| o.period.ends_no_later_than(until));
    of_early.for_each(|o| add(&mut out, early, o));
    let of_late = late.observations.iter().filter(|o| !o.period.ends_no_later_than(until));
    of_late.for_each(|o| add(&mut out, late, o));
    out.in_order()
}

/// Adds a row of other evidence.
fn add(out: &mut Evidence, from: &Evidence, o: &Observation) {
    let mut row = o.clone();
    row.territory = out.territories.intern(from.territories.code(o.territory));
    row.crime_area = o.crime_area.map(|i| out.crime_areas.intern(from.crime_areas.code(i)));
    row.indicator = out.indicators.intern(from.indicators.code(o.indicator));
    row.source = o.source.map(|i| out.sources.intern(from.sources.code(i)));
    row.rater = o.rater.map(|i| out.raters.intern(from.raters.code(i)));
    row.origin.file = out.files.intern(from.files.code(o.origin.file));
    row.origin.sheet = o.origin.sheet.map(|i| out.sheets.intern(from.sheets.code(i)));
    out.observations.push(row);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::InMemory;
    use crate::project::load;

    fn evidence(rows: &str) -> Evidence {
        let project = InMemory::new()
            .with(
                "assessment.toml",
                "id = \"x\"\neditions = [\"2023\"]\nterritories = [\"*\"]\ncrime_areas = \
                 [\"extortion\"]\nmethod = \"m.toml\"\nevidence = [\"a.csv\"]\n",
            )
            .with(
                "m.toml",
                "id = \"m\"\n[node.r]\n[indicator.\"wb.homicide\"]\nparent = \"r\"\ngoalposts = [0, \
                 9]\n",
            )
            .with("a.csv", &format!("territory,crime_area,indicator,period,value\n{rows}"));
        let evidence = load(&project, &[]).assessment.unwrap().evidence;
        Evidence::clone(&evidence)
    }

    #[test]
    fn a_splice_at_its_own_rows_is_the_evidence_itself() {
        let all = evidence(
            "PER,*,wb.homicide,2021,1\nCOL,extortion,wb.homicide,2022-06,2\nCOL,*,wb.homicide,2023,3\n",
        );
        let until: Period = "2022".parse().unwrap();
        assert_eq!(spliced(&all, &all, until).observations, all.observations);
        let other = evidence("ARG,*,wb.homicide,2020,8\nBRA,*,wb.homicide,2023,9\n");
        let both = spliced(&other, &all, until);
        let said: Vec<String> = both
            .observations
            .iter()
            .map(|o| format!("{} {} {}", both.territories.code(o.territory), o.period, o.value))
            .collect();
        assert_eq!(said, ["ARG 2020 8", "COL 2023 3"]);
        assert!(both.territories.iter().eq(["ARG", "COL"]));
    }
}
