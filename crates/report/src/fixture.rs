//! Results made up for tests: a real method, invented scores, everything a page has to cope with.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::method::{Child, Kind, UnitKind};
use ideal_model::*;

/// What a fixture is made of.
pub(crate) struct Fixture {
    pub method: &'static str,
    pub territories: usize,
    pub areas: usize,
    pub editions: usize,
    pub draws: bool,
    /// Names that would break a page that does not escape them.
    pub hostile: bool,
    pub mark: Mark,
}

impl Default for Fixture {
    fn default() -> Self {
        Fixture {
            method: LATAM,
            territories: 20,
            areas: 25,
            editions: 3,
            draws: false,
            hostile: false,
            mark: Mark::default(),
        }
    }
}

pub(crate) const LATAM: &str = include_str!("../../../datasets/methods/latam-open.toml");
pub(crate) const HDI: &str = include_str!("../../../datasets/methods/hdi.toml");
pub(crate) const HOSTILE: &str =
    "<script>alert(\"x\")</script> & 'Ñandú' \u{7}\u{9b}\u{202e}\u{2067}";
const LATIN: [&str; 20] = [
    "ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "GTM", "HND", "HTI", "MEX",
    "NIC", "PAN", "PER", "PRY", "SLV", "URY", "VEN",
];

/// A share of one that depends on nothing but its arguments.
fn chance(parts: &[u64]) -> f64 {
    let mut h = 0x9E37_79B9_7F4A_7C15_u64;
    for p in parts {
        h = (h ^ p).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        h ^= h >> 29;
    }
    h = h.wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^= h >> 32;
    (h >> 11) as f64 / (1u64 << 53) as f64
}

/// P(rank = r) of what stands at `k` of `n`: half on its own rank, a quarter on each neighbour, the
/// ends keep theirs.
fn spread(k: usize, n: usize) -> Vec<f64> {
    let mut shares = vec![0.0; n];
    shares[k] += 0.5;
    shares[k.saturating_sub(1)] += 0.25;
    shares[(k + 1).min(n - 1)] += 0.25;
    shares
}

/// An analysis of the ranking as the engine gives it.
pub(crate) fn sensitivity() -> ideal_engine::Sensitivity {
    let factor = |name: &str, first: f64, total: f64| ideal_engine::FactorIndex {
        factor: name.to_owned(),
        first_order: first,
        first_low: first - 0.1,
        first_high: first + 0.1,
        total,
        total_low: total - 0.1,
        total_high: total + 0.1,
    };
    let left = |what: &'static str, code: &str, mean: f64| ideal_engine::LeftOut {
        what,
        code: code.to_owned(),
        mean_rank_shift: mean,
        max_rank_shift: 4,
        unranked: 1,
    };
    let ranked = |territory: &str, rank: u32| ideal_engine::Ranked {
        territory: territory.to_owned(),
        crime_area: "*".to_owned(),
        rank,
    };
    let weighting = |weights: &'static str, max: u32, ranks: [Option<u32>; 3], kept: &[&str]| {
        ideal_engine::Weighting {
            weights,
            mean_rank_shift: 0.6,
            max_rank_shift: max,
            unranked: u32::try_from(ranks.iter().filter(|r| r.is_none()).count()).unwrap(),
            kept: kept.iter().map(|k| (*k).to_owned()).collect(),
            ranks: ranks.to_vec(),
            shifts: ranks
                .iter()
                .zip(1..)
                .map(|(r, stated)| r.map(|r| i32::try_from(r).unwrap() - stated))
                .collect(),
        }
    };
    let aggregation =
        |aggregation: &'static str, ranks: [Option<u32>; 3]| ideal_engine::Aggregation {
            aggregation,
            mean_rank_shift: 0.6,
            max_rank_shift: 2,
            unranked: u32::try_from(ranks.iter().filter(|r| r.is_none()).count()).unwrap(),
            ranks: ranks.to_vec(),
            shifts: ranks
                .iter()
                .zip(1..)
                .map(|(r, stated)| r.map(|r| i32::try_from(r).unwrap() - stated))
                .collect(),
        };
    ideal_engine::Sensitivity {
        output: "mean absolute rank shift of territories".to_owned(),
        edition: "2023".to_owned(),
        base: 128,
        runs: 896,
        mean: 1.75,
        variance: 0.5,
        factors: vec![
            factor("missing:impact", 0.4, 0.62),
            factor("weights:priority", 0.2, 0.31),
            factor("error:market", 0.1, 0.12),
            factor("switch:priority", -0.01, 0.0),
        ],
        leave_one_out: vec![
            left("indicator", "wb.homicide", 1.25),
            left("source", "wgi", 0.5),
            left("rater", "r1", 0.25),
        ],
        weightings: vec![
            weighting("equal", 3, [Some(3), Some(1), Some(2)], &[]),
            weighting("without_enforcement", 0, [Some(1), Some(2), Some(3)], &[]),
            weighting("pca", 1, [Some(2), Some(1), None], &["market", "impact"]),
            weighting("entropy", 1, [Some(1), Some(3), Some(2)], &["market", "impact"]),
        ],
        weightings_left_out: vec![ideal_engine::NoWeighting {
            weights: "critic",
            reason: "a constant child".to_owned(),
        }],
        aggregations: vec![
            aggregation("arithmetic", [Some(1), Some(2), Some(3)]),
            aggregation("geometric", [Some(2), Some(1), Some(3)]),
            aggregation("harmonic", [Some(2), Some(1), Some(3)]),
            aggregation("mazziotta_pareto_subtract", [Some(3), Some(2), Some(1)]),
            aggregation("mazziotta_pareto_add", [Some(1), Some(2), Some(3)]),
            aggregation("copeland", [Some(1), Some(1), Some(3)]),
        ],
        aggregations_left_out: vec![ideal_engine::NoAggregation {
            aggregation: "copeland_leaves",
            reason: "too many".to_owned(),
        }],
        ranked: vec![ranked("ARG", 1), ranked("BOL", 2), ranked("BRA", 3)],
    }
}

struct Builder<'a> {
    method: &'a Method,
    normalised: BTreeMap<(u16, u32, u32, u16), f64>,
}

impl Builder<'_> {
    fn node(&self, at: usize, key: (u32, u32, u16), area: &str, out: &mut [NodeResult]) {
        let node = &self.method.nodes[at];
        let (mut sum, mut used, mut all, mut covered, mut trust, mut counts) =
            (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut any, mut required) = (false, false);
        for child in &node.children {
            match *child {
                Child::Node(n) => {
                    self.node(n, key, area, out);
                    let (r, w) = (&out[n], self.method.nodes[n].weight);
                    all += w;
                    any |= w > 0.0;
                    match r.score {
                        Some(s) => {
                            sum += w * if self.method.nodes[n].invert {
                                self.method.scale[0] + self.method.scale[1] - s
                            } else {
                                s
                            };
                            used += w;
                            covered += w * r.coverage;
                            trust += w * r.confidence.unwrap_or(0.0);
                            counts += w * r.enforcement;
                        }
                        None => required |= self.method.nodes[n].required,
                    }
                }
                Child::Leaf(i) => {
                    let entry = &self.method.indicators[i];
                    if self.method.unit == UnitKind::TerritoryArea && !entry.serves(area) {
                        continue;
                    }
                    all += entry.weight;
                    any |= entry.weight > 0.0;
                    if let Some(s) = self.normalised.get(&(i as u16, key.0, key.1, key.2)) {
                        sum += entry.weight * s;
                        used += entry.weight;
                        covered += entry.weight;
                        trust += entry.weight * 0.55;
                        counts += if entry.kind == Kind::Enforcement { entry.weight } else { 0.0 };
                    }
                }
            }
        }
        let coverage = if all > 0.0 { covered / all } else { 0.0 };
        let gap = !any || used == 0.0 || coverage + 1e-9 < node.min_coverage || required;
        let score = if gap { None } else { Some(sum / used) };
        let bands = self.method.bands_of(at);
        let band = score
            .and_then(|s| bands.iter().position(|b| b.below.is_none_or(|x| s < x)))
            .map(|b| b as u16);
        out[at] = NodeResult {
            score,
            verdict: if gap { Verdict::Gap } else { Verdict::Assessed },
            coverage,
            confidence: Some(if all > 0.0 { trust / all } else { 0.0 }),
            band,
            enforcement: if used > 0.0 { counts / used } else { 0.0 },
            on_enforcement_alone: used > 0.0 && counts >= used - 1e-12,
            ..NodeResult::default()
        };
    }
}

pub(crate) fn results(f: &Fixture) -> Results {
    let (method, findings) = parse_method(f.method, "method.toml");
    let method = method.unwrap_or_else(|| panic!("{findings:?}"));
    let shipped = Territories::shipped().unwrap();
    let mut territories: Vec<Territory> = if f.territories <= LATIN.len() {
        LATIN.iter().take(f.territories).map(|c| shipped.get(c).unwrap().clone()).collect()
    } else {
        shipped
            .iter()
            .filter(|t| t.kind == TerritoryKind::Country)
            .take(f.territories)
            .cloned()
            .collect()
    };
    territories.sort_by(|a, b| a.code.cmp(&b.code));
    let mut areas: Vec<CrimeArea> =
        CrimeAreas::shipped().unwrap().iter().take(f.areas).cloned().collect();
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    if f.hostile {
        territories[0].names = Names::same(HOSTILE);
        territories[1].names = Names::same(&"Very long name ".repeat(30));
        if let Some(a) = areas.first_mut() {
            a.names = Names::same(HOSTILE);
        }
    }
    let by_area = method.unit == UnitKind::TerritoryArea;
    let editions: Vec<Period> = (0..f.editions)
        .map(|i| Period::year(2023 - 2 * (f.editions - 1 - i) as i32).unwrap())
        .collect();
    let mut places = vec![Place {
        code: "*".into(),
        names: Names::default(),
        kind: TerritoryKind::Region,
        parent: None,
    }];
    places.extend(territories.iter().map(|t| Place {
        code: t.code.clone(),
        names: t.names.clone(),
        kind: t.kind,
        parent: t.parent.clone(),
    }));
    let mut all_areas = vec![CrimeArea { code: "*".into(), ..CrimeArea::default() }];
    if by_area {
        all_areas.extend(areas.iter().cloned());
    }

    let mut evidence = Evidence::default();
    let file = evidence.files.intern("evidence/figures.csv");
    for t in &territories {
        evidence.territories.intern(&t.code);
    }
    for a in &areas {
        evidence.crime_areas.intern(&a.code);
    }
    let mut normalised = BTreeMap::new();
    let mut observed: BTreeMap<(u16, u32, u32, u16), u32> = BTreeMap::new();
    for (i, entry) in method.indicators.iter().enumerate().filter(|(_, e)| e.parent.is_some()) {
        let indicator = evidence.indicators.intern(&entry.series);
        let source = evidence.sources.intern(entry.code.split('.').next().unwrap_or("x"));
        for p in 1..places.len() as u32 {
            for e in 0..editions.len() as u16 {
                if entry.code.starts_with("expert") || chance(&[1, i as u64, u64::from(p)]) < 0.22 {
                    continue;
                }
                let wide = (entry.crime_areas.len() != 1) as u64;
                let base = 0.2
                    + 0.6 * chance(&[2, i as u64, u64::from(p), wide])
                    + 0.15 * chance(&[3, i as u64, u64::from(p), u64::from(e)]);
                let score = method.scale[0] + (method.scale[1] - method.scale[0]) * base;
                let row = evidence.observations.len() as u32;
                evidence.observations.push(Observation {
                    territory: p - 1,
                    crime_area: None,
                    indicator,
                    period: editions[usize::from(e)],
                    value: if row.is_multiple_of(41) {
                        Value::Censored(5.0)
                    } else {
                        Value::Number(base * 1234.5)
                    },
                    se: None,
                    source: Some(source),
                    rater: None,
                    grade: Grade {
                        reliability: Some('B'),
                        credibility: Some(if row.is_multiple_of(3) { '2' } else { '3' }),
                    },
                    mark: f.mark,
                    obs_status: if row.is_multiple_of(97) {
                        ObsStatus::Break
                    } else if row.is_multiple_of(89) {
                        ObsStatus::Suspect
                    } else {
                        ObsStatus::Normal
                    },
                    note: Some("SECRET NOTE".into()),
                    origin: Origin { file, sheet: None, line: row + 2 },
                });
                for (a, area) in all_areas.iter().enumerate() {
                    let own = if by_area { a > 0 && entry.serves(&area.code) } else { a == 0 };
                    if own {
                        normalised.insert((i as u16, p, a as u32, e), score);
                        observed.insert((i as u16, p, a as u32, e), row);
                    }
                }
            }
        }
    }

    let builder = Builder { method: &method, normalised };
    let n = method.nodes.len();
    let (mut units, mut nodes, mut leaves, mut ranges, mut rows) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut gaps = Vec::new();
    let mut without = Vec::new();
    let mut keys: Vec<UnitKey> = Vec::new();
    for p in 0..places.len() as u32 {
        for a in 0..all_areas.len() as u32 {
            for e in 0..editions.len() as u16 {
                let rollup = if by_area { p == 0 || a == 0 } else { p == 0 };
                if !rollup || by_area && (p > 0 || a > 0) {
                    keys.push(UnitKey { place: p, area: a, edition: e, rollup });
                }
            }
        }
    }
    let mut table: BTreeMap<UnitKey, Vec<NodeResult>> = BTreeMap::new();
    for key in keys.iter().filter(|k| !k.rollup) {
        let mut out = vec![NodeResult::default(); n];
        builder.node(
            method.root,
            (key.place, key.area, key.edition),
            &all_areas[key.area as usize].code,
            &mut out,
        );
        table.insert(*key, out);
    }
    for key in keys.iter().filter(|k| k.rollup) {
        let members: Vec<&Vec<NodeResult>> = table
            .iter()
            .filter(|(k, _)| {
                !k.rollup
                    && k.edition == key.edition
                    && if key.area == 0 { k.place == key.place } else { k.area == key.area }
            })
            .map(|(_, v)| v)
            .collect();
        let out = (0..n)
            .map(|i| {
                let scores: Vec<f64> = members.iter().filter_map(|m| m[i].score).collect();
                let share = |f: fn(&NodeResult) -> f64| {
                    members.iter().map(|m| f(&m[i])).sum::<f64>() / members.len().max(1) as f64
                };
                let score = if scores.is_empty() || key.place == 7 {
                    None
                } else {
                    Some(scores.iter().sum::<f64>() / scores.len() as f64)
                };
                let bands = method.bands_of(i);
                NodeResult {
                    score,
                    verdict: if score.is_some() { Verdict::Assessed } else { Verdict::Gap },
                    coverage: share(|m| m.coverage),
                    confidence: Some(share(|m| m.confidence.unwrap_or(0.0))),
                    band: score
                        .and_then(|s| bands.iter().position(|b| b.below.is_none_or(|x| s < x)))
                        .map(|b| b as u16),
                    enforcement: share(|m| m.enforcement),
                    ..NodeResult::default()
                }
            })
            .collect();
        table.insert(*key, out);
    }
    for key in keys {
        let unit = units.len() as u32;
        units.push(key);
        let start = leaves.len() as u32;
        if !key.rollup {
            for i in 0..method.indicators.len() as u16 {
                let Some(&row) = observed.get(&(i, key.place, key.area, key.edition)) else {
                    continue;
                };
                let from = rows.len() as u32;
                rows.push(row);
                let o = &evidence.observations[row as usize];
                leaves.push(LeafResult {
                    imputed: false,
                    treated: None,
                    unit,
                    indicator: i,
                    status: o.value.status(),
                    period: Some(o.period),
                    value: Some(123.4),
                    denominated: Some(12.34),
                    normalised: builder
                        .normalised
                        .get(&(i, key.place, key.area, key.edition))
                        .copied(),
                    confidence: Some(0.5),
                    disagreement: 0.0,
                    obs_status: o.obs_status,
                    broken: o.obs_status == ObsStatus::Break,
                    rows: (from, from + 1),
                    denominator_rows: (0, 0),
                });
            }
        }
        ranges.push((start, leaves.len() as u32));
        let mut out = table.remove(&key).unwrap();
        if key.edition > 0 {
            let before = UnitKey { edition: key.edition - 1, ..key };
            let earlier: Option<f64> = units
                .iter()
                .position(|u| *u == before)
                .and_then(|u| nodes.get(u * n + method.root))
                .and_then(|r: &NodeResult| r.score);
            let now = out[method.root].score;
            out[method.root].change = now.zip(earlier).map(|(a, b)| a - b);
        }
        for (i, r) in out.iter_mut().enumerate() {
            if let Some(s) = r.score.filter(|_| f.draws) {
                let half = method.width() * (0.03 + 0.05 * chance(&[9, u64::from(unit), i as u64]));
                r.interval = Some(Box::new(Interval {
                    low: s - half,
                    median: s,
                    high: s + half,
                    up: r.change.map(|c| f64::from(u8::from(c > 1.0))),
                    ..Interval::default()
                }));
            }
            if r.verdict == Verdict::Gap {
                gaps.push(Gap {
                    unit,
                    node: i as u16,
                    coverage: r.coverage,
                    min_coverage: 0.6,
                    reason: GapReason::NoEvidence,
                });
            }
        }
        if out[method.root].score.is_some() {
            let lacking = method
                .ranked_nodes()
                .into_iter()
                .filter(|&d| out[d].verdict == Verdict::Gap && method.nodes[d].weight > 0.0);
            without.extend(lacking.map(|d| Without {
                unit,
                node: d as u16,
                evidence: out[d].coverage > 0.0,
            }));
        }
        nodes.extend(out);
    }
    let mut rankings = Vec::new();
    for (ranking, pick) in [
        (Ranking::Territories, (|u: &UnitKey| u.place > 0 && u.area == 0) as fn(&UnitKey) -> bool),
        (Ranking::CrimeAreas, |u: &UnitKey| u.place == 0 && u.area > 0),
    ] {
        for e in 0..editions.len() as u16 {
            for node in method.ranked_nodes() {
                let mut list: Vec<(Option<f64>, u32)> = units
                    .iter()
                    .enumerate()
                    .filter(|(_, u)| u.edition == e && pick(u))
                    .map(|(i, _)| (nodes[i * n + node].score, i as u32))
                    .collect();
                list.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap());
                let scored = list.iter().filter(|(s, _)| s.is_some()).count();
                for (k, (score, unit)) in list.into_iter().enumerate() {
                    let rank = k as u32 + 1;
                    rankings.push(RankRow {
                        ranking,
                        edition: e,
                        node: node as u16,
                        rank: score.map(|_| rank),
                        unit,
                        unranked: if score.is_some() { None } else { Some(Unranked::Gap) },
                        draws: score.filter(|_| f.draws).map(|_| RankDraws {
                            acceptability: spread(k, scored),
                            top: vec![if k < 3 { 0.75 } else { 0.05 }, 0.9, 1.0],
                            low: rank.saturating_sub(2).max(1),
                            high: rank + 2,
                            tie_group: k as u32 / 4 + 1,
                            ..RankDraws::default()
                        }),
                    });
                }
            }
        }
    }
    let sources = evidence
        .sources
        .iter()
        .map(|id| Source {
            id: id.to_owned(),
            publisher: format!("Publisher of {id}"),
            title: if f.hostile { HOSTILE.to_owned() } else { format!("Series of {id}") },
            url: if f.hostile {
                "javascript:alert(1)".to_owned()
            } else {
                format!("https://example.org/{id}")
            },
            licence: "CC BY 4.0".to_owned(),
            retrieved: "2025-01-15".to_owned(),
            lineage: if id == "wgi" { vec!["bti".to_owned()] } else { Vec::new() },
        })
        .collect();
    let title = if f.hostile {
        Names::same(HOSTILE)
    } else {
        Names {
            en: Some("Latin America: organised crime".into()),
            es: Some("América Latina: crimen organizado".into()),
            pt: None,
        }
    };
    let assessment = Assessment {
        id: "fixture".into(),
        title,
        editions,
        territories,
        crime_areas: areas,
        method: Arc::new(method),
        method_sha256: "0123456789abcdef".repeat(4),
        method_file: "method.toml".into(),
        groups: Vec::new(),
        impute_groups: Vec::new(),
        evidence: Arc::new(evidence),
        sources,
        handling: f.mark,
        seed: 1,
        draws: if f.draws { 1000 } else { 0 },
        languages: vec![Lang::Es, Lang::En],
        inputs: Vec::new(),
        findings: Vec::new(),
    };
    Results {
        assessment: Arc::new(assessment),
        places,
        areas: all_areas,
        units,
        rollups: Vec::new(),
        nodes,
        leaves,
        leaf_ranges: ranges,
        rows,
        rankings,
        gaps,
        without,
        posts: Vec::new(),
        findings: vec![Finding::warning("old-evidence", "a row is old")],
        mark: f.mark,
        draws: if f.draws { 1000 } else { 0 },
    }
}
