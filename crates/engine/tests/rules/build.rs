//! Builds an assessment from a method and rows written as text.

use std::sync::Arc;

use ideal_engine::{Run, run};
use ideal_model::method::NamedKind;
use ideal_model::{
    AssessmentInput, CrimeArea, DeclaredCodes, Evidence, Grade, Lang, LeafResult, Mark, Names,
    NodeResult, ObsStatus, Observation, Origin, Period, PlausibleRange, Results, Source, Territory,
    TerritoryKind, UnitIx, Value, parse_method,
};

/// An assessment: `rows` has a line per observation, `territory area indicator period value
/// [key=value ...]`.
pub fn assessment(
    method: &str,
    editions: &[&str],
    territories: &[&str],
    areas: &[&str],
    rows: &str,
) -> AssessmentInput {
    let (m, findings) = parse_method(method, "method.toml");
    let m = m.unwrap_or_else(|| panic!("{findings:?}"));
    let mut e = Evidence::default();
    let file = e.files.intern("evidence/rows.csv");
    for (line, row) in rows.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let value = match cells[4] {
            "nil" => Value::Nil,
            "not_applicable" => Value::NotApplicable,
            "unknown" => Value::Unknown,
            "missing" => Value::Missing,
            v => v.strip_prefix('<').map_or_else(
                || Value::Number(v.parse().unwrap()),
                |b| Value::Censored(b.parse().unwrap()),
            ),
        };
        let key = |k: &str| {
            cells[5..].iter().find_map(|c| c.strip_prefix(k).and_then(|r| r.strip_prefix('=')))
        };
        let grade = key("grade").map_or(Grade::default(), |g| Grade {
            reliability: g.chars().next(),
            credibility: g.chars().nth(1),
        });
        e.observations.push(Observation {
            territory: e.territories.intern(cells[0]),
            crime_area: (cells[1] != "*").then(|| e.crime_areas.intern(cells[1])),
            indicator: e.indicators.intern(cells[2]),
            period: cells[3].parse().unwrap(),
            value,
            se: key("se").map(|s| s.parse().unwrap()),
            range: key("range").map(|text| {
                let ends: Vec<f64> = text.split("..").map(|x| x.parse().unwrap()).collect();
                let confidence = key("sure").map(|c| c.parse().unwrap());
                Box::new(PlausibleRange { low: ends[0], high: ends[1], confidence })
            }),
            source: Some(e.sources.intern(key("source").unwrap_or("s"))),
            rater: key("rater").map(|r| e.raters.intern(r)),
            grade,
            mark: Mark::new(key("tlp").map_or_else(Default::default, |t| t.parse().unwrap()), None),
            obs_status: key("status").and_then(ObsStatus::from_code).unwrap_or_default(),
            note: None,
            origin: Origin { file, sheet: None, line: u32::try_from(line).unwrap() + 2 },
        });
    }
    let lineage = |id: &str| id.split_once('<').map_or_else(Vec::new, |(_, p)| vec![p.to_owned()]);
    let sources = e
        .sources
        .iter()
        .map(|id| Source { id: id.to_owned(), lineage: lineage(id), ..Source::default() })
        .collect();
    let mut codes: Vec<&str> = territories.to_vec();
    codes.sort_unstable();
    let mut area_codes: Vec<&str> = areas.to_vec();
    area_codes.sort_unstable();
    let named = |kind| {
        let all = m.named_codes().filter(move |named| named.kind == kind);
        all.map(|named| named.code.to_owned()).collect()
    };
    let declared = DeclaredCodes {
        territories: named(NamedKind::Territory),
        crime_areas: named(NamedKind::CrimeArea),
    };
    AssessmentInput {
        id: "test".into(),
        title: Names::same("Test"),
        editions: editions.iter().map(|e| e.parse().unwrap()).collect(),
        territories: codes
            .iter()
            .map(|c| {
                let (code, kind) = c
                    .strip_suffix('!')
                    .map_or((*c, TerritoryKind::Country), |c| (c, TerritoryKind::Region));
                Territory {
                    code: code.into(),
                    names: Names::default(),
                    parent: None,
                    kind,
                    groups: Vec::new(),
                }
            })
            .collect(),
        crime_areas: area_codes
            .iter()
            .map(|c| CrimeArea { code: (*c).into(), ..CrimeArea::default() })
            .collect(),
        method: Arc::new(m),
        method_sha256: String::new(),
        method_file: "method.toml".into(),
        method_modified: false,
        groups: Vec::new(),
        impute_groups: Vec::new(),
        evidence: Arc::new(e),
        sources,
        handling: Mark::default(),
        seed: 1,
        draws: 0,
        languages: vec![Lang::En.into()],
        inputs: Vec::new(),
        declared,
        findings: Vec::new(),
        caveats: Vec::new(),
        comparisons: Vec::new(),
        judgements: Vec::new(),
        group_sheets: Arc::default(),
        release: None,
        date: None,
    }
}

/// Runs it.
pub fn ran(a: AssessmentInput) -> Run {
    run(Arc::new(a), &()).unwrap()
}

/// Its results.
pub fn results(a: AssessmentInput) -> Results {
    ran(a).into_results()
}

/// A node of `T/AREA@EDITION`.
pub fn node<'r>(r: &'r Results, unit: &str, id: &str) -> &'r NodeResult {
    r.node(index(r, unit), r.assessment.method.node_index(id).unwrap()).unwrap()
}

/// The index of `T/AREA@EDITION`.
pub fn index(r: &Results, unit: &str) -> UnitIx {
    let (unit, edition) = unit.split_once('@').unwrap();
    let (t, a) = unit.split_once('/').unwrap();
    r.find_unit(t, a, edition.parse::<Period>().unwrap())
        .unwrap_or_else(|| panic!("no unit {unit}"))
}

/// A leaf of `T/AREA@EDITION`.
pub fn leaf<'r>(r: &'r Results, unit: &str, code: &str) -> &'r LeafResult {
    let i = r.assessment.method.indicators.iter().position(|i| i.code == code).unwrap();
    r.leaves_of(index(r, unit)).iter().find(|l| l.indicator.get() == i).unwrap()
}

/// One leaf `x` on 0..100 under the root `top`, with more keys for the leaf.
pub fn one_leaf(keys: &str) -> String {
    format!(
        "id = \"m\"\n[node.top]\nmin_coverage = 0.5\n[indicator.\"x\"]\nparent = \"top\"\n\
         goalposts = [0, 100]\n{keys}\n"
    )
}
