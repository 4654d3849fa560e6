//! Whether somebody knows the codes that a method names.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::AssessmentInput;
use crate::crime_area::CrimeAreas;
use crate::finding::{Finding, did_you_mean};
use crate::findings::Findings;
use crate::method::NamedKind;
use crate::territory::Territories;

/// An error for every code of a crime area or a territory that the method names and that is neither
/// assessed nor declared, has no row, and does not ship.
pub(super) fn named_codes(a: &AssessmentInput, out: &mut Findings) {
    let e = &a.evidence;
    let areas: BTreeSet<&str> = (a.crime_areas.iter().map(|c| c.code.as_str()))
        .chain(a.declared.crime_areas.iter().map(String::as_str))
        .chain(e.crime_areas.iter())
        .collect();
    let territories: BTreeSet<&str> = (a.territories.iter())
        .flat_map(|t| t.parent.iter().chain([&t.code]))
        .chain(&a.declared.territories)
        .map(String::as_str)
        .chain(e.territories.iter())
        .collect();
    // Looked at where a code is none of the assessment's.
    let all_areas = LazyCell::new(CrimeAreas::shipped);
    let all_territories = LazyCell::new(Territories::shipped);
    for named in a.method.named_codes() {
        let code = named.code;
        let (here, known) = match named.kind {
            NamedKind::CrimeArea => {
                let ships = || all_areas.as_ref().is_ok_and(|all| all.get(code).is_some());
                (&areas, areas.contains(code) || ships())
            }
            NamedKind::Territory => {
                let ships = || all_territories.as_ref().is_ok_and(|all| all.get(code).is_some());
                (&territories, territories.contains(code) || ships())
            }
        };
        if !known {
            // The method of an assessment in memory stands in no file.
            let mut f = Finding { line: None, ..named.unknown() };
            f.hint = did_you_mean(code, here.iter().copied()).or_else(|| {
                Some("codes that are known and not assessed stand under `declared`".to_owned())
            });
            out.push(f);
        }
    }
}
